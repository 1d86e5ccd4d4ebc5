"""Where the names, the units and the data of a table begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mirrors_engine.signals.options import CsvOptions

_UNITS_KNOWN = (
    "s sec second seconds ms us µs ns min minute minutes h hr hour hours d day days week weeks "
    "month months yr year years a m cm mm µm um nm km in ft mi kg g mg µg ug lb oz v mv kv µv "
    "ma µa ka w kw mw gw kwh mwh wh j kj hz khz mhz ghz pa kpa hpa mpa bar mbar psi k c f °c °f "
    "degc degf ° deg rad n kn mol mmol l ml m2 m3 % ppm ppb db mt ohm ω kohm lux lx lm cd count "
    "counts a.u. au arb. eur usd gbp € $ £ kt knots mph rpm bpm px - – n/a"
)
_UNITS = frozenset(_UNITS_KNOWN.split())


def find_header(
    rows: Sequence[Sequence[str]],
    classes: Sequence[str],
    first: int,
    width: int,
    options: CsvOptions,
) -> tuple[int | None, int | None, int]:
    """Return the positions of header and units row, and of the first row of data.

    `first` is the first row that looks like all the others; rows with a bad cell
    may come before it and must not be mistaken for names.
    """
    if options.header is False:
        return None, None, first
    if options.header and options.skip_lines is not None:
        return 0, (1 if options.units_row else None), first

    def worded(i: int, wide: int) -> bool:
        return len(rows[i]) == wide and "x" in classes[i] and not set(classes[i]) & {"n", "t"}

    words = [i for i in range(first) if worded(i, width)]
    # A comment below the names is not the names, unless nothing else is.
    names_only = [i for i in words if not rows[i][0].startswith(("#", "%"))]
    last = max(names_only or words, default=None)
    if last is None and first > 0 and width > 1 and worded(first - 1, width - 1):
        # One cell fewer than the data: R leaves out the name of the row names.
        last = first - 1
    if last is None:
        before = first - 1
        # Years may name columns, but a row that starts with a number is data.
        names = before >= 0 and classes[before].startswith("x") and len(rows[before]) >= width
        if names and rows[before][0].startswith(("#", "%")):
            # A comment names the columns only if it has a word for each.
            named = len(rows[before]) - (rows[before][0] in ("#", "%"))
            if named != width:
                return None, None, first
        if names and (len(rows[before]) == width or set(classes[before]) == {"x"}):
            return before, None, first
        # A row with a missing or bad cell at the very start is data all the same.
        while first > 0 and len(rows[first - 1]) == width and classes[first - 1][0] != "x":
            first -= 1
        return (max(before, 0) if options.header else None), None, first
    units = options.units_row
    if units is None:
        units = last > 0 and worded(last - 1, width) and all(map(looks_like_unit, rows[last]))
    if units and last > 0:
        return last - 1, last, last + 1
    return last, None, last + 1


def looks_like_unit(cell: str) -> bool:
    """Return whether a cell is empty or reads like a unit: [m], °C, m3/s."""
    text = cell.strip()
    if not text or re.fullmatch(r"\[.*\]|\(.*\)", text):
        return True
    parts = re.split(r"[/·*^ ]|(?<=[A-Za-z])-?\d", text.lower())
    return all(p in _UNITS or p.lstrip("-").isdigit() or not p for p in parts)
