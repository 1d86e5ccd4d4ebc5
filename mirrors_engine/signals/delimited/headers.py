"""Where the names, the units and the data of a table begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mirrors_engine.signals.delimited.records import split_line
from mirrors_engine.signals.delimited.sampling import COMMENT_SIGNS
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.signals.tables.table import NAMES_OF_X

_UNITS_KNOWN = (
    "s sec second seconds ms us µs ns min minute minutes h hr hour hours hh mn d dy day days week "
    "weeks mo month months yr year years a m cm mm µm um nm km in ft mi kg g mg µg ug lb oz v mv "
    "kv µv ma µa ka w kw mw gw kwh mwh wh j kj hz khz mhz ghz pa kpa hpa mpa bar mbar psi k c f "
    "°c °f degc degf degt deg ° rad n kn mol mmol l ml m2 m3 % ppm ppb db mt ohm ω kohm lux lx lm "
    "cd count counts a.u. au arb. eur usd gbp € $ £ kt knots mph rpm bpm px - – n/a volt volts "
    "ampere amperes metre metres meter meters kelvin celsius pascal hertz watt watts sequence "
    "cfs ft3 hh:mm:ss hh:mm mm:ss dd/mm/yyyy mm/dd/yyyy yyyy-mm-dd"
)
_UNITS = frozenset(_UNITS_KNOWN.split())
# what Orange and databases write below the names
_TYPES_KNOWN = (
    "c d continuous discrete string str text float double real int integer number numeric "
    "time datetime date class meta ignore varchar categorical"
)
_TYPES = frozenset(_TYPES_KNOWN.split())
# of a comment, or of a section of a well log
_SIGN = re.compile(r"\s*(?:[#%!]+|//|~A(?:SCII)?(?=\s))", re.IGNORECASE)
_REMARKS = re.compile(r"comments?|remarks?|notes?|bemerkung(?:en)?|kommentar", re.IGNORECASE)
_WIDTH_OR_RULE = re.compile(r"\d+[sdn]|:?-{2,}:?|<[a-z]{2,8}>")  # 14n, :---:, <dbl>
_A_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Head:
    """Positions in the sample of the lines above the data.

    Attributes
    ----------
    names, units : int or None
        Of the row of names and of the row of units.
    first : int
        Of the first row of data.
    row_names : bool
        Whether the first column has no name, as R writes row names.
    note : str
        A sentence where the choice was not certain.
    others : tuple of int
        Further rows of words above the data, by which columns are found too.
    """

    names: int | None
    units: int | None
    first: int
    row_names: bool = False
    note: str = ""
    others: tuple[int, ...] = ()


def names_of(line: str, delimiter: str, width: int, joined: Sequence[int] = ()) -> list[str]:
    """Return the cells of a line of names or units, as many as columns where that can be.

    A sign of a comment before the first is left out, and empty cells after the last;
    among blanks, names may have blanks and units in brackets. `joined` are the columns
    that hold a date and a time, which have a name each.
    """
    cells = split_line(line, delimiter)
    if (sign := _SIGN.match(line)) and not (len(cells) == width and cells[0] in ("#", "%")):
        cells = split_line(line[sign.end() :].strip(" ") or line, delimiter)
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if len(cells) <= width or delimiter != " ":
        return cells
    body = line[sign.end() if sign else 0 :].strip()
    for way in (r"\s{2,}|\t", r"\s+(?![(\[])"):
        parts = [part.strip().strip('"') for part in re.split(way, body)]
        if len(parts) == width:
            return parts
    if len(cells) == width + len(joined):
        for j in sorted(joined):
            cells[j : j + 2] = [" ".join(cells[j : j + 2])]
    return cells


def find_head(
    lines: Sequence[str],
    rows: Sequence[Sequence[str]],
    classify_cell: Callable[[str], str],
    kinds: Sequence[str],
    valued: Sequence[bool],
    like: Sequence[bool],
    delimiter: str,
    joined: Sequence[int],
    options: CsvOptions,
) -> Head:
    """Find the rows of names and units, and the first row of data.

    `like` says which rows look like all others, `valued` which columns hold numbers or
    times; rows with a bad cell may come before the first good one and are no names.
    """
    first = like.index(True) if True in like else 0
    if options.header is False:
        return Head(None, None, first)
    if options.header and options.skip_lines is not None:
        return Head(0, 1 if options.units_row else None, max(first, 1))
    width = len(kinds)

    def cells_of(i: int) -> list[str]:
        return names_of(lines[i], delimiter, width, joined)

    def annotation(i: int) -> bool:
        """Words where the data has numbers."""
        cells = cells_of(i)
        if len(cells) != width:
            return False
        classes = [classify_cell(c) for c, v in zip(cells, valued, strict=True) if v]
        if not classes or "x" not in classes:
            return False
        return classes[0] == "x" or not set(classes) & {"n", "t"}

    def comment(i: int) -> bool:
        return lines[i].lstrip().startswith(COMMENT_SIGNS)

    while first > 0 and len(rows[first - 1]) == width and not annotation(first - 1):
        if comment(first - 1) or all(classify_cell(c) == "x" for c in rows[first - 1] if c):
            break
        first -= 1  # data with a bad or missing cell

    def entry(i: int) -> bool:
        """A word, and a number where the data has numbers."""
        pairs = zip(cells_of(i), valued, strict=True)
        return annotation(i) and any(classify_cell(c) in "nt" for c, v in pairs if v)

    above = first - 1
    while above >= 0 and entry(above):
        above -= 1
    if 0 <= above < first - 1 and annotation(above):
        first = above + 1  # below names, those are data whose first cell is bad
    block: list[int] = []
    for i in reversed(range(first)):
        if annotation(i):
            cells = cells_of(i)
            if block and _is_mark(cells):
                break
            if block and entry(i) and not all(map(looks_like_unit, cells_of(block[0]))):
                break  # a word and a number above the names: an entry of a preamble
            block.insert(0, i)
        elif block and not comment(i):
            break
    if block and block[-1] < first - 1:
        nearest = cells_of(first - 1)
        if len(nearest) > width and set(map(classify_cell, nearest)) == {"x"}:
            block = []  # words next to the data, more than columns, come before words above
    plain = [i for i in block if not comment(i)]
    block = plain or block
    if not block and options.header is None and _names_are_years(rows, first):
        return Head(first, None, first + 1)
    if not block:
        return _without_names(first, cells_of, width, classify_cell, like, rows, options)
    return _choose(block, cells_of, first, width, options)


def _without_names(
    first: int,
    cells_of: Callable[[int], list[str]],
    width: int,
    classify_cell: Callable[[str], str],
    like: Sequence[bool],
    rows: Sequence[Sequence[str]],
    options: CsvOptions,
) -> Head:
    """No row above the data has a word for each column."""
    before = first - 1
    if before >= 0 and width > 1:
        while before > 0 and all(map(_is_type, cells_of(before))):
            before -= 1
        cells = cells_of(before)
        words = {classify_cell(c) for c in cells} <= {"x", "m"} and any(cells)
        full = {len(row) for row, good in zip(rows, like, strict=True) if good} == {width}
        if words and len(cells) == width - 1 and full:
            # One cell fewer than the data: R leaves out the name of the row names.
            return Head(before, None, first, row_names=True)
        if words and len(cells) < width and (len(cells) > 1 or not full):
            if len(cells) > 1 and width == 2 * len(cells) and full:
                return Head(before, None, first, note="pairs")
            if not full:
                return Head(before, None, first)
        if words and len(cells) > width and all(cells):
            if all(_REMARKS.fullmatch(cell) for cell in cells[width:]):
                return Head(before, None, first)  # a column that may be empty at the end of rows
            return Head(None, None, first, note=f"{len(cells)} names")
        if len(cells) > width and before > 0:
            # entries beside the names, with their values beside the units
            above, units = cells_of(before - 1), set(map(classify_cell, cells[:width]))
            values, names = set(map(classify_cell, cells[width:])), set(map(classify_cell, above))
            if len(above) == len(cells) and values == {"n"} and units == names == {"x"}:
                return Head(before - 1, before, first)
    return Head(max(before, 0) if options.header else None, None, first)


def _names_are_years(rows: Sequence[Sequence[str]], first: int) -> bool:
    """Whether the first row holds years at equal steps, below an empty name or a word.

    Such a row is one of names only if the rows below hold no years.
    """
    if first >= len(rows) or len(rows[first]) < 3:
        return False

    def years(row: Sequence[str]) -> list[int]:
        return [int(c) for c in row[1:] if _A_YEAR.fullmatch(c)]

    found = years(rows[first])
    if len(found) < len(rows[first]) - 1 or any(c.isdigit() for c in rows[first][0]):
        return False
    steps = {b - a for a, b in pairwise(found)}
    below = [row for row in rows[first + 1 :] if len(row) == len(rows[first])]
    return (
        len(steps) == 1
        and steps != {0}
        and len(below) > 1
        and all(row[0] for row in below)
        and not any(len(years(row)) == len(found) for row in below)
    )


def _choose(
    block: Sequence[int],
    cells_of: Callable[[int], list[str]],
    first: int,
    width: int,
    options: CsvOptions,
) -> Head:
    """Choose the row of names among rows of words: names, then units, types, comments."""
    table = {i: cells_of(i) for i in block}
    unit_like = {i: all(map(looks_like_unit, cells)) for i, cells in table.items()}
    types = {i: all(map(_is_type, cells)) for i, cells in table.items()}
    candidates = [i for i in block if not _is_title(table[i])]
    names, note = block[-1], ""
    if candidates:
        below = {i: block[k + 1] for k, i in enumerate(block[:-1])}
        with_units = [
            i
            for i in candidates
            if i in below
            and not unit_like[i]
            and not types[i]
            and (unit_like[below[i]] or types[below[i]])
        ]
        # of two cells the second may be the value of an entry such as "Axis, Time"
        of_x = [
            i
            for i in candidates
            if any(_bare_name(c) in NAMES_OF_X for c in table[i][: 1 if width == 2 else width])
        ]
        others = [i for i in candidates if not unit_like[i]] or candidates
        if with_units:
            names = with_units[0]
        elif of_x and (len(block) == 1 or not types[of_x[-1]]):
            names = of_x[-1]
        elif width == 1 or (width == 2 and len(others) > 3):
            names = others[-1]
        else:
            names = others[0]
            if len(others) > 1:
                note = "names"
    following = [i for i in block if i > names]
    units = None
    if options.units_row is not False and following:
        below_names = following[0]
        title = _is_title(table[below_names]) and not unit_like[below_names]
        plain = not types[below_names] and not title
        units = below_names if options.units_row or plain else None
    words = [i for i in block if i not in (names, units) and not types[i] and not unit_like[i]]
    return Head(names, units, first, note=note, others=tuple(words))


def _is_title(cells: Sequence[str]) -> bool:
    """Return whether cells are a title or an entry of a preamble rather than names."""
    filled = [c for c in cells if c]
    if len(cells) > 1 and len(set(filled)) == 1:
        return True
    return bool(filled) and filled[0].endswith((":", "="))


def _is_type(cell: str) -> bool:
    """Return whether a cell is empty, a type, a width (14n) or a rule (:---:)."""
    return not cell or cell in _TYPES or _WIDTH_OR_RULE.fullmatch(cell) is not None


def _is_mark(cells: Sequence[str]) -> bool:
    """Return whether one cell is filled, with a title or the end of a preamble."""
    filled = [c for c in cells if c]
    single = len(filled) == 1 < len(cells)
    return single and not looks_like_unit(filled[0]) and filled[0] not in _TYPES


def _bare_name(cell: str) -> str:
    return re.sub(r"[<>#]|[(\[].*", "", cell).strip().casefold()


def looks_like_unit(cell: str) -> bool:
    """Return whether a cell is empty or reads like a unit: [m], °C, m3/s."""
    text = cell.strip()
    if not text or re.fullmatch(r"\[.*\]|\(.*\)", text) or text.lower() in _UNITS:
        return True
    if len(text) > 30:
        return False
    parts = re.split(r"[/·*^ ]|(?<=[A-Za-z])-?\d", text.lower())
    return all(p in _UNITS or p.lstrip("-").isdigit() or not p for p in parts)
