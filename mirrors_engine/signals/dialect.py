"""Which dialect a table is written in, found by scoring candidates on the parsed table.

Counting punctuation guesses wrong as soon as a decimal comma or a quoted name
appears. Here every candidate (delimiter, decimal mark, thousands mark) is used
to parse a sample of the file, and the one that yields the most rows of equal
width filled with numbers and times wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from mirrors_engine.signals.headers import find_header
from mirrors_engine.signals.options import CsvOptions
from mirrors_engine.signals.records import line_start, split_line
from mirrors_engine.signals.values import (
    CellFormat,
    classify,
    is_day_month,
    order_of_day,
    parse_number,
    parse_time,
)

# Ties go to the earlier one: a tab or semicolon is hardly ever there by chance.
DELIMITERS = (";", "\t", "|", ",", " ", "")
_SAMPLE_LINES = 120
_SAMPLE_CHARS = 40_000


@dataclass(frozen=True, slots=True)
class Dialect:
    """What was found: the options, the kind of each column, what remains ambiguous.

    Attributes
    ----------
    options : CsvOptions
        Every field but the encoding set.
    form : CellFormat
        How numbers and dates are written.
    kinds : tuple of str
        "number", "time" or "text" for each column.
    alternative : CellFormat or None
        A format that explains the sample just as well.
    """

    options: CsvOptions
    form: CellFormat
    kinds: tuple[str, ...]
    alternative: CellFormat | None = None


@dataclass(frozen=True, slots=True)
class _Layout:
    """One candidate and how well it explains the sample."""

    score: float
    delimiter: str
    form: CellFormat
    kinds: tuple[str, ...]
    first: int
    header: int | None
    units: int | None


def sample_lines(text: str) -> list[tuple[int, str]]:
    """Return (line number from 0, line) from the start, middle and end of a text."""
    blank = text.count("\n", 0, len(text) - len(text.lstrip()))
    start = line_start(text, blank)
    head = text[start : start + 2 * _SAMPLE_CHARS].split("\n")
    if len(text) > start + 2 * _SAMPLE_CHARS and len(head) > 1:
        head.pop()
    head = head[: 3 * _SAMPLE_LINES]
    used, total = 0, 0
    for line in head:
        used, total = used + 1, total + len(line)
        if total > _SAMPLE_CHARS and used > 5:
            break
    sample = [(blank + i, line) for i, line in enumerate(head[:used]) if line.strip()]
    for where in (len(text) // 2, len(text) - _SAMPLE_CHARS // 2):
        # Later lines only ever serve as evidence, so their numbers do not matter.
        if where > start + total + 2 * _SAMPLE_CHARS:
            later = text[where : where + _SAMPLE_CHARS // 2].split("\n")[1:-1]
            sample += [(-1, line) for line in later[:_SAMPLE_LINES] if line.strip()]
    return sample


def detect(text: str, options: CsvOptions) -> Dialect:
    """Find the dialect of a text; fields set in `options` are taken as given.

    Parameters
    ----------
    text : str
        The whole text, with "\\n" line ends.
    options : CsvOptions
        What is known.
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
    layouts: list[_Layout] = []
    lines = [line for _, line in sample]
    for delimiter in _delimiters(lines, options):
        rows = [split_line(line, delimiter) for line in lines]
        forms = _formats(lines, rows, delimiter, options)
        layouts += [_lay_out(rows, delimiter, form, options) for form in forms]
    best = max(layouts, key=lambda layout: layout.score)
    rivals = [
        layout.form
        for layout in layouts
        if layout is not best
        and layout.delimiter == best.delimiter
        and layout.score >= best.score - 1e-9
        and _differ(lines, best, layout.form)
    ]
    return Dialect(
        _resolve(best, sample, options), best.form, best.kinds, rivals[0] if rivals else None
    )


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
    # Whoever separates by semicolons needs the comma for decimals: 1,234 is then
    # one and a bit; elsewhere groups of exactly three digits are thousands.
    first = [(".", ""), (".", ","), (",", "")]
    if delimiter == ";":
        first = [(".", ""), (",", ""), (".", ",")]

    def rank(form: CellFormat) -> int:
        marks = (form.decimal, form.thousands)
        return first.index(marks) if marks in first else len(first)

    found.sort(key=rank)
    dates = [cell for row in rows for cell in row if is_day_month(cell)]
    if dates:
        order = order_of_day(dates) if options.day_first is None else options.day_first
        orders = (order,) if order is not None else (True, False)
        found = [replace(form, day_first=day) for form in found for day in orders]
    return found or [CellFormat(options.decimal or ".", options.thousands or "")]


def _lay_out(
    rows: Sequence[Sequence[str]], delimiter: str, form: CellFormat, options: CsvOptions
) -> _Layout:
    """Find header, units and data under one candidate, and score it."""
    classes = ["".join(classify(cell, form) for cell in row) for row in rows]
    filled = [c for c in classes if "n" in c or "t" in c]
    if not filled:
        width = Counter(map(len, classes)).most_common(1)[0][0] if classes else 1
        header = 0 if options.header and rows else None
        return _Layout(-1.0, delimiter, form, ("text",) * width, 0, header, None)
    # The tail of the sample is data even where the head is a long preamble.
    widths = Counter(map(len, filled))
    widths.update(2 * list(map(len, filled[len(filled) // 2 :])))
    width = widths.most_common(1)[0][0]
    table = [c for c in filled if len(c) == width]
    body = table[len(table) // 2 :]
    kinds = tuple(_kind([c[j] for c in body]) for j in range(width))

    def data_like(c: str) -> bool:
        if len(c) != width:
            return False
        right = [(k, o) for k, o in zip(kinds, c, strict=True) if k != "text"]
        return any(o == k[0] for k, o in right) and all(o in (k[0], "m") for k, o in right)

    like = [data_like(c) for c in classes]
    first = like.index(True) if True in like else 0
    header, units, first = find_header(rows, classes, first, width, options)
    good = [c for c, yes in zip(classes, like, strict=True) if yes]
    cells = "".join(good)
    known = cells.count("n") + cells.count("t")
    share = known / max(1, known + cells.count("x"))
    score = len(good) / len(classes) * share
    if header is not None and len(rows[header]) == width:
        score += 0.05
    elif first > 0 and header is None:
        score -= 0.05
    if header is not None and delimiter == "" and form.decimal == "," and "," in rows[header][0]:
        # Names joined by a comma: two columns, not one of decimal commas.
        score -= 0.5
    if width == 1 and delimiter and options.delimiter is None:
        # It separates nothing: the same as one column, which is a candidate too.
        score -= 0.5
    return _Layout(score, delimiter, form, kinds, first, header, units)


def _kind(classes: Sequence[str]) -> str:
    counts = Counter(classes)
    if counts["x"] > counts["n"] + counts["t"]:
        return "text"
    return "time" if counts["t"] > counts["n"] else "number"


def _differ(lines: Sequence[str], best: _Layout, form: CellFormat) -> bool:
    """Return whether another format reads some cell as another value."""
    for line in lines:
        for cell in split_line(line, best.delimiter):
            for parse in (parse_number, parse_time):
                ours, theirs = parse(cell, best.form), parse(cell, form)
                if ours is not None and theirs is not None and ours != theirs and ours == ours:
                    return True
    return False


def _resolve(best: _Layout, sample: Sequence[tuple[int, str]], options: CsvOptions) -> CsvOptions:
    """Return the options with every field but the encoding set."""
    header = best.header is not None
    if options.skip_lines is not None:
        skip = options.skip_lines
    elif not sample:
        skip = 0
    else:
        skip = max(0, sample[best.header if best.header is not None else best.first][0])
    if best.score < 0 and options.skip_lines is None and not header:
        skip = 0
    return replace(
        options,
        delimiter=best.delimiter,
        decimal=best.form.decimal,
        thousands=best.form.thousands,
        skip_lines=skip,
        header=header,
        units_row=best.units is not None,
        day_first=best.form.day_first,
    )
