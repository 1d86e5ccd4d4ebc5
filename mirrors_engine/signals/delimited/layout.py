"""One candidate way of reading a table, and how well it explains a sample of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mirrors_engine.signals.delimited.dates import is_day_month, parse_time
from mirrors_engine.signals.delimited.headers import Head, find_head
from mirrors_engine.signals.delimited.records import split_line
from mirrors_engine.signals.delimited.sampling import totals
from mirrors_engine.signals.delimited.values import CellFormat, parse_number
from mirrors_engine.signals.tables.options import CsvOptions

_HALF_DAY = re.compile(r"[AaPp]\.?\s?[Mm]\.?")
_HALF_PAIRS = 0.9  # of the filled cells of a column
_GROWN = 3  # rows that are wider to the end of the table make it wider


@dataclass(frozen=True, slots=True)
class Layout:
    """One candidate and how well it explains the sample.

    Attributes
    ----------
    forms : tuple of CellFormat
        One per column; mostly `form`, the one of the whole table.
    share : float
        Of the cells of the data, how many are numbers or times.
    joined : tuple of int
        Columns of a date and a time of day with a blank between.
    halves : tuple of int
        Columns of times whose AM or PM stands in the next column.
    valued : tuple of bool
        Whether each column holds numbers or times.
    """

    score: float
    delimiter: str
    form: CellFormat
    forms: tuple[CellFormat, ...]
    kinds: tuple[str, ...]
    head: Head
    share: float = 0.0
    joined: tuple[int, ...] = ()
    halves: tuple[int, ...] = ()
    valued: tuple[bool, ...] = ()


def classify(cell: str, form: CellFormat) -> str:
    """Return what a cell holds: "n"umber, "t"ime, "m"issing or te"x"t."""
    number = parse_number(cell, form)
    if number is not None:
        return "m" if number != number else "n"
    return "x" if parse_time(cell, form) is None else "t"


def lay_out(
    lines: Sequence[str],
    rows: Sequence[Sequence[str]],
    delimiter: str,
    form: CellFormat,
    others: Sequence[CellFormat],
    options: CsvOptions,
) -> Layout:
    """Find header, units and data under one candidate, and score it."""
    classes = ["".join(classify(cell, form) for cell in row) for row in rows]
    entries = [_is_entry(row) for row in rows]
    if sum(not e and ("n" in c or "t" in c) for e, c in zip(entries, classes, strict=True)) > 2:
        # a preamble of names and values, however long, is no table
        classes = ["x" * len(c) if e else c for e, c in zip(entries, classes, strict=True)]
    data = classes[: len(classes) - totals(rows)]
    filled = [i for i, c in enumerate(data) if "n" in c or "t" in c]
    if not filled:
        width = Counter(map(len, classes)).most_common(1)[0][0] if classes else 1
        head = Head(0 if options.header and rows else None, None, 0)
        return Layout(-1.0, delimiter, form, (form,) * width, ("text",) * width, head)
    width = _width([classes[i] for i in filled], delimiter)
    rows = [_trimmed(row, width) for row in rows]
    classes = [c[: len(row)] for c, row in zip(classes, rows, strict=True)]
    table = [i for i in filled if len(classes[i]) == width]
    body = table[len(table) // 2 :]
    forms, kinds, valued = [form] * width, [], []
    for j in range(width):
        column = [classes[i][j] for i in body]
        kind = _kind(column)
        if kind == "text":
            other = _other_form([rows[i][j] for i in body], others)
            if other is not None:
                forms[j], kind = other, "number"
        kinds.append(kind)
        if kind != "text" and not (set(column) & {"n", "t"}) and forms[j] == form:
            # Nothing in the later half: the earlier one may hold words.
            whole = {classes[i][j] for i in table}
            kinds[j] = "text" if "x" in whole else kind
            valued.append(bool(whole & {"n", "t"}) and "x" not in whole)
        else:
            valued.append(kind != "text")
    halves = _half_days(rows, body, forms, kinds)
    if any(f != form for f in forms):
        classes = [
            "".join(classify(cell, forms[j] if j < width else form) for j, cell in enumerate(row))
            for row in rows
        ]

    def data_like(c: str) -> bool:
        if len(c) != width and not (2 <= len(c) < width and delimiter != " "):
            return False
        right = [(k, o) for k, o, v in zip(kinds, c, valued, strict=False) if v]
        return any(o == k[0] for k, o in right) and all(o in (k[0], "m") for k, o in right)

    like = [data_like(c) for c in classes]
    joined = _joined(rows, body, kinds, delimiter)
    head = find_head(
        lines,
        rows,
        lambda cell: classify(cell, form),
        kinds,
        valued,
        like,
        delimiter,
        joined,
        options,
    )
    good = [c for c, yes in zip(classes, like, strict=True) if yes]
    cells = "".join(good)
    known = cells.count("n") + cells.count("t")
    share = known / max(1, known + cells.count("x"))
    score = len(good) / len(classes) * share
    if 2 * sum(e and yes for e, yes in zip(entries, like, strict=True)) > len(good):
        score *= 0.1  # what else there is may be the table
    score -= 0.01 * sum(f != form for f in forms)
    if head.names is not None and not head.row_names:
        score += 0.05
    elif head.first > 0 and head.names is None:
        score -= 0.05
    words = [i for i, c in enumerate(classes[: filled[len(filled) // 2]]) if c == "x"]
    if delimiter == "" and form.decimal == "," and words and "," in rows[words[-1]][0]:
        # Names joined by a comma: two columns, not one of decimal commas.
        score -= 0.5
    if width == 1 and delimiter and options.delimiter is None:
        # It separates nothing: the same as one column, which is a candidate too.
        score -= 0.5
    return Layout(
        score,
        delimiter,
        form,
        tuple(forms),
        tuple(kinds),
        head,
        share,
        joined,
        halves,
        tuple(valued),
    )


def is_data(line: str, layout: Layout) -> bool:
    """Whether a line holds what the columns of a layout hold."""
    cells = _trimmed(split_line(line, layout.delimiter), len(layout.kinds))
    if len(cells) != len(layout.kinds):
        return False
    found = [
        (kind[0], classify(cell, form))
        for kind, cell, form, valued in zip(
            layout.kinds, cells, layout.forms, layout.valued, strict=True
        )
        if valued
    ]
    return any(k == o for k, o in found) and all(o in (k, "m") for k, o in found)


def _is_entry(row: Sequence[str]) -> bool:
    """Whether a row is a name and its value, such as "Gain: 2.5" or "Gain = 2.5"."""
    return 2 <= len(row) <= 3 and (row[0].endswith((":", "=")) or row[1] in (":", "="))


def _trimmed(row: Sequence[str], width: int) -> Sequence[str]:
    """A row without empty cells after the last column, as with delimiters at the end."""
    return row[:width] if len(row) > width and not any(row[width:]) else row


def _width(classes: Sequence[str], delimiter: str) -> int:
    """The number of columns: of most rows, or of those that the table ends with."""
    widths = Counter(map(len, classes))
    # The tail of the sample is data even where the head is a long preamble.
    widths.update(2 * list(map(len, classes[len(classes) // 2 :])))
    width = widths.most_common(1)[0][0]
    if width == 1 or delimiter == " ":
        return width
    for rows in (classes, classes[::-1]):  # a column that ends early, or begins later
        wide = len(rows[0])
        run = [len(c) == wide for c in rows]
        run = run[: len(run) - run[::-1].index(True)]
        if wide > width and sum(run) >= _GROWN and sum(run) >= 0.9 * len(run):
            return wide
    return width


def _kind(classes: Sequence[str]) -> str:
    counts = Counter(classes)
    if counts["x"] > counts["n"] + counts["t"]:
        return "text"
    return "time" if counts["t"] > counts["n"] else "number"


def _other_form(cells: Sequence[str], others: Sequence[CellFormat]) -> CellFormat | None:
    """A format with another decimal mark that reads every cell of a column, if there is one."""
    for other in others:
        numbers = [parse_number(cell, other) for cell in cells]
        known = [n for n in numbers if n is not None]
        if len(known) == len(numbers) and any(n == n for n in known):
            return other
    return None


def _half_days(
    rows: Sequence[Sequence[str]],
    body: Sequence[int],
    forms: Sequence[CellFormat],
    kinds: list[str],
) -> tuple[int, ...]:
    """Columns of times followed by one of AM and PM; the kinds are corrected in place."""
    found = []
    for j, kind in enumerate(kinds[:-1]):
        if kind != "time" or kinds[j + 1] != "text":
            continue
        pairs = [(rows[i][j], rows[i][j + 1]) for i in body if rows[i][j + 1].strip()]
        half = sum(_HALF_DAY.fullmatch(b.strip()) is not None for _, b in pairs)
        if not pairs or half < _HALF_PAIRS * len(pairs):
            continue
        found.append(j)
        read = sum(parse_time(f"{a} {b}", forms[j]) is not None for a, b in pairs)
        if 2 * read < len(pairs):
            kinds[j] = "text"  # a form of date that is not read with AM and PM
    return tuple(found)


def _joined(
    rows: Sequence[Sequence[str]], body: Sequence[int], kinds: Sequence[str], delimiter: str
) -> tuple[int, ...]:
    if delimiter != " ":
        return ()
    return tuple(
        j
        for j, kind in enumerate(kinds)
        if kind == "time" and 2 * sum(" " in rows[i][j] for i in body) > len(body)
    )


def same_values(lines: Sequence[str], one: Layout, other: Layout) -> bool:
    """Return whether two layouts of the same delimiter read every cell as the same value."""
    width = len(one.forms)
    for line in lines:
        for j, cell in enumerate(split_line(line, one.delimiter)):
            a = one.forms[j] if j < width else one.form
            b = other.forms[j] if j < len(other.forms) else other.form
            for parse in (parse_number, parse_time):
                ours, theirs = parse(cell, a), parse(cell, b)
                if ours is not None and theirs is not None and ours != theirs and ours == ours:
                    return False
    return True


def dates_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """Cells of the column that has the most dates whose day and month could be swapped."""
    columns: dict[int, list[str]] = {}
    for row in rows:
        for j, cell in enumerate(row):
            if is_day_month(cell):
                columns.setdefault(j, []).append(cell)
    return max(columns.values(), key=len, default=[])
