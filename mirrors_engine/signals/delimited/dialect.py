"""Which dialect a table is written in, found by scoring candidates on the parsed table.

Counting punctuation guesses wrong as soon as a decimal comma or a quoted name
appears. Here every candidate (delimiter, decimal mark, thousands mark) is used
to parse a sample of the file, and the one that yields the most rows of equal
width filled with numbers and times wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.delimited.compact import compact_style
from mirrors_engine.signals.delimited.dates import order_of_day
from mirrors_engine.signals.delimited.headers import names_of
from mirrors_engine.signals.delimited.layout import Layout, dates_of, is_data, lay_out, same_values
from mirrors_engine.signals.delimited.records import split_line
from mirrors_engine.signals.delimited.sampling import (
    below_preamble,
    sample_below,
    sample_lines,
    totals,
)
from mirrors_engine.signals.delimited.values import CellFormat
from mirrors_engine.signals.tables.options import CsvOptions

# Ties go to the earlier one: a tab or semicolon is hardly ever there by chance.
DELIMITERS = (";", "\t", "|", ",", " ", "")
_MANTISSA = re.compile(r"[+-]?\d,\d{2,}[eE][+-]?\d+")
_SCALE = re.compile(r"\s*(\d+(?:\.\d+)?[eE][+-]?\d+)\s*\*\s*")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What was found: the options, the kind of each column, what remains ambiguous.

    Attributes
    ----------
    options : CsvOptions
        Every field but the encoding set.
    forms : tuple of CellFormat
        How numbers and dates are written, for each column.
    kinds : tuple of str
        "number", "time" or "text" for each column.
    compact : tuple of str
        For each column how it writes dates as numbers, such as "YYYYMMDD", or "".
    joined, halves : tuple of int
        See `Layout`.
    row_names : bool
        Whether the first column has no name, as R writes row names.
    scale : float
        What all numbers are to be multiplied by, as MATLAB prints matrices.
    notes : tuple of str
        What was decided without certainty, each a sentence.
    alternative : Dialect or None
        One that explains the sample just as well.
    aliases : tuple of tuple of str
        Further rows of words above the data, by which columns are found too.
    """

    options: CsvOptions
    form: CellFormat
    forms: tuple[CellFormat, ...]
    kinds: tuple[str, ...]
    compact: tuple[str, ...]
    joined: tuple[int, ...] = ()
    halves: tuple[int, ...] = ()
    row_names: bool = False
    scale: float = 1.0
    notes: tuple[str, ...] = ()
    alternative: Dialect | None = None
    aliases: tuple[tuple[str, ...], ...] = ()


def detect(text: str, options: CsvOptions, check: Callable[[], None] = lambda: None) -> Dialect:
    """Find the dialect of a text; fields set in `options` are taken as given.

    Parameters
    ----------
    text : str
        The whole text, with "\\n" line ends.
    options : CsvOptions
        What is known.
    check : callable
        Called every few tens of milliseconds; may raise `Cancelled`.

    Raises
    ------
    SignalError
        If the comma stands both between cells and before decimals.
    """
    sample = sample_lines(text)
    if options.skip_lines:
        sample = [(i, line) for i, line in sample if i < 0 or i >= options.skip_lines]
    if sample and options.delimiter is None:
        stated = re.fullmatch(r'"?sep=(.)"?', sample[0][1].strip(" ;,"), re.IGNORECASE)
        if stated or sample[0][1].strip().lower().startswith("sep="):
            mark = sample[0][1].strip().strip('"')[4:5]
            options = replace(options, delimiter=mark or None)
            sample = sample[1:]
    sample = below_preamble(sample)
    scale = 1.0
    for k, (_, line) in enumerate(sample[:6]):
        if found := _SCALE.fullmatch(line):
            sample, scale = sample[k + 1 :], float(found[1])
            break
    lines, layouts = _layouts(sample, options, check)
    best = max(layouts, key=lambda layout: layout.score)
    if best.score > 0 and sample[best.head.first][0] < 0 and not options.skip_lines:
        below = sample_below(text, sample, lambda line: is_data(line, best))
        if below is not None:
            sample = below
            lines, layouts = _layouts(sample, options, check)
            best = max(layouts, key=lambda layout: layout.score)
    rivals = [
        layout
        for layout in layouts
        if layout is not best
        and layout.delimiter == best.delimiter
        and layout.score >= best.score - 1e-9
        and not same_values(lines, best, layout)
    ]
    chosen = replace(_dialect(best, text, sample, options), scale=scale)
    if rivals:
        other = replace(_dialect(rivals[0], text, sample, options), scale=scale)
        chosen = replace(chosen, alternative=other)
    return chosen


def _layouts(
    sample: Sequence[tuple[int, str]], options: CsvOptions, check: Callable[[], None]
) -> tuple[list[str], list[Layout]]:
    """The lines of a sample, and every candidate with its score."""
    layouts: list[Layout] = []
    lines = [line for _, line in sample]
    for delimiter in _delimiters(lines, options):
        rows = [split_line(line, delimiter) for line in lines]
        forms = _formats(lines, rows, delimiter, options)
        for form in forms:
            check()
            layouts.append(lay_out(lines, rows, delimiter, form, forms, options))
    if options.delimiter is None:
        layouts = [_doubted(layout, lines) for layout in layouts]
    return lines, layouts


def _delimiters(lines: Sequence[str], options: CsvOptions) -> tuple[str, ...]:
    if options.delimiter is not None:
        return (options.delimiter,)
    text = "\n".join(lines)
    unlikely = set()
    if "\t" in text:
        # A tab is a delimiter where it occurs; blanks are then part of the cells.
        unlikely.add(" ")
    if options.decimal == "," and '"' not in text:
        unlikely.add(",")
    return tuple(d for d in DELIMITERS if d == "" or (d in text and d not in unlikely))


def _doubted(layout: Layout, lines: Sequence[str]) -> Layout:
    """Blanks are part of cells where another mark occurs in every line equally often.

    Unless all that stands between the blanks are numbers or times, and the first line
    does not have that mark as well. Commas are decimal marks where they all stand in a
    mantissa such as 1,234E+03: no program writes the number 234E+03.
    """
    if layout.delimiter == ",":
        mantissas = sum(_MANTISSA.fullmatch(line.strip()) is not None for line in lines)
        if mantissas > 1 and mantissas >= 0.9 * sum("," in line for line in lines):
            return replace(layout, score=layout.score - 0.5)
    if layout.delimiter != " ":
        return layout
    for mark in (";", "|", ","):
        counts = [line.count(mark) for line in lines]
        if not counts or counts[-1] == 0 or counts.count(counts[-1]) < 0.9 * len(counts):
            continue
        titled = layout.head.names is None and layout.head.first > 0 and counts[0] == counts[-1]
        if layout.share < 1 or titled:
            return replace(layout, score=layout.score - 0.5)
    return layout


def _formats(
    lines: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str, options: CsvOptions
) -> list[CellFormat]:
    """Return the number formats worth trying, the preferred of two equals first."""
    text = "\n".join(lines)
    spaces = any(s in text for s in " \u00a0\u2009\u202f")
    marks = [("", True), (",", "," in text), (".", "." in text), (" ", spaces), ("'", True)]
    decimals = [options.decimal] if options.decimal is not None else [".", ","]
    groups = [m for m, there in marks if there and (m != "'" or "'" in text or "\u2019" in text)]
    if options.thousands is not None:
        groups = [options.thousands]
    found = []
    for decimal, group in product(decimals, groups):
        if decimal == group or (delimiter == " " and group == " "):
            continue
        if decimal == "," and options.decimal is None and "," not in text:
            continue
        if decimal == delimiter and options.decimal is None and '"' not in text:
            continue
        found.append(CellFormat(decimal, group))
    # Tables with semicolons have decimal commas: 1,234 is then
    # one and a bit; elsewhere groups of exactly three digits are thousands.
    first = [(".", ""), (".", ","), (",", "")]
    if delimiter == ";":
        first = [(".", ""), (",", ""), (".", ",")]

    def rank(form: CellFormat) -> int:
        marks = (form.decimal, form.thousands)
        return first.index(marks) if marks in first else len(first)

    found.sort(key=rank)
    dates = dates_of(rows)
    if dates:
        order = order_of_day(dates) if options.day_first is None else options.day_first
        orders = (order,) if order is not None else (True, False)
        found = [replace(form, day_first=day) for form in found for day in orders]
    return found or [CellFormat(options.decimal or ".", options.thousands or "")]


def _dialect(
    best: Layout, text: str, sample: Sequence[tuple[int, str]], options: CsvOptions
) -> Dialect:
    head = best.head
    if head.note == "pairs" and best.delimiter == "," and options.header is None:
        line = sample[head.first][0] + 1
        width = len(best.kinds)
        raise SignalError(
            f"line {line} has {width} cells under {width // 2} names, so that a comma may stand "
            "both between cells and before decimals: separate cells by semicolons, or choose "
            "that there are no names."
        )
    notes = []
    if head.row_names and head.names is not None:
        line = sample[head.names][0] + 1
        notes.append(
            f"Line {line} has a name fewer than there are columns, so the first column was taken "
            "for names of the rows."
        )
    if head.note == "names" and head.names is not None:
        line = sample[head.names][0] + 1
        notes.append(
            f"Line {line} was read as the names; skip the lines above the names if it is not."
        )
    elif head.note and head.note != "pairs":
        line = sample[head.first - 1][0] + 1
        notes.append(
            f"Line {line} has {head.note} for {len(best.kinds)} columns, so they were not used."
        )
    decimals = {f.decimal for f, v in zip(best.forms, best.valued, strict=False) if v}
    if len(decimals) > 1:
        notes.append("Some columns have a decimal point and others a decimal comma.")
    resolved = _resolve(best, text, sample, options)
    return Dialect(
        resolved,
        best.form,
        best.forms,
        best.kinds,
        _compact(best, sample, resolved),
        best.joined,
        best.halves,
        head.row_names,
        notes=tuple(notes),
        aliases=tuple(
            tuple(names_of(sample[i][1], best.delimiter, len(best.kinds), best.joined))
            for i in head.others
        ),
    )


def _compact(
    best: Layout, sample: Sequence[tuple[int, str]], options: CsvOptions
) -> tuple[str, ...]:
    """How each column of numbers writes dates, judged on the sample."""
    width = len(best.kinds)
    names = [""] * width
    head = best.head
    if head.names is not None:
        given = names_of(sample[head.names][1], best.delimiter, width, best.joined)
        names = ([""] * head.row_names + given + names)[:width]
    rows = [split_line(line, best.delimiter) for _, line in sample[head.first :]]
    rows = [row for row in rows if len(row) == width]
    if options.compact_dates is False:
        return ("",) * width
    return tuple(
        compact_style([row[j] for row in rows], names[j]) if kind == "number" else ""
        for j, kind in enumerate(best.kinds)
    )


def _resolve(
    best: Layout, text: str, sample: Sequence[tuple[int, str]], options: CsvOptions
) -> CsvOptions:
    """Return the options with every field but the encoding set."""
    head = best.head
    header = head.names is not None
    start = head.names if head.names is not None else head.first
    if options.skip_lines is not None:
        skip = options.skip_lines
    else:
        skip = max(0, sample[start][0]) if sample else 0
        if best.score < 0 and not header:
            skip = 0
    after = options.skip_after
    if after is None:
        above = sum(position is not None for position in (head.names, head.units))
        after = max(0, head.first - start - above) if header and best.score >= 0 else 0
    last = options.skip_last
    if last is None:
        last = _totals(text, best) if best.score >= 0 else 0
    return replace(
        options,
        delimiter=best.delimiter,
        decimal=best.form.decimal,
        thousands=best.form.thousands,
        skip_lines=skip,
        header=header,
        units_row=head.units is not None,
        day_first=best.form.day_first,
        skip_after=after,
        skip_last=last,
        compact_dates=options.compact_dates is not False,
        exclude=options.exclude or "",
        drop_unreadable=bool(options.drop_unreadable),
        part=options.part or "",
        thin=options.thin or 1,
    )


def _totals(text: str, best: Layout) -> int:
    """How many of the last lines are totals or means of the rows above."""
    tail = [line for line in text[-4000:].split("\n") if line.strip()]
    return totals([split_line(line, best.delimiter) for line in tail])
