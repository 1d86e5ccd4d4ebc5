"""The function as one formula for Excel and LibreOffice.

A piecewise-linear function is a line plus Σ ½(change of slope)·|x - kink|, and one of steps is
a constant plus Σ jump·(x >= switch). Neither needs a function of two arguments, so that the
formula reads the same where arguments are separated by semicolons. (Where the decimal mark is a
comma, replace the points.)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Context, Decimal
from itertools import pairwise

from mirrors_engine.export.heading import constant_of, heading, jump, pieces_by_input
from mirrors_engine.export.model import Model, steps_of
from mirrors_engine.pieces import Piece

LONGEST = 8192  # characters of a formula
MOST_TERMS = 500  # its compiled form has a limit too
_TEXT = 255  # characters of a string in a formula
SERIAL = 25569  # 1970-01-01 as a spreadsheet counts days
_FIFTEEN = Context(prec=15, rounding=ROUND_FLOOR)


def excel_formula(model: Model) -> str:
    """A formula of cell A1 (B1, … for further additive inputs), its comment inside N("…").

    A function of more kinks than a formula holds becomes a sheet: text with tabs, to be pasted
    at A1, with x in A2, the formula beside it and its table on the right.
    """
    step = steps_of(model)
    parts = pieces_by_input(model)
    if model.signal.x_is_time and model.signal.dimension == 1:
        parts = [tuple(_shifted(p) for p in pieces) for pieces in parts]
    one = [_line(p, step, f"{_letter(c)}1") for c, p in enumerate(parts)]
    kinks = [_kinks(pieces, step) for pieces in parts]
    terms = [_term(at, c, step, f"{_letter(k)}1") for k, some in enumerate(kinks) for at, c in some]
    formula = "=" + "".join([*_constant(model), *one, *terms]).removeprefix("+") + _note(model)
    if len(formula) <= LONGEST and len(terms) <= MOST_TERMS:
        return formula + "\n"
    return _sheet(model, parts, kinks)


def _shifted(piece: Piece) -> Piece:
    start, end = piece.start + SERIAL, piece.end + SERIAL
    at = piece.value
    if not math.isfinite(piece.start) and not math.isfinite(piece.end):
        at = piece(-SERIAL)  # known at 0, which is another day now
    return Piece(start, end, at, piece.slope)


def _constant(model: Model) -> list[str]:
    constant = constant_of(model)
    return [_signed(constant)] if constant else []


def _line(pieces: Sequence[Piece], step: bool, cell: str) -> str:
    """What remains without the terms of the kinks."""
    first, last = pieces[0], pieces[-1]
    at = first.anchor
    if step:
        line = f"{_signed(first.slope)}*{_minus(cell, at)}" if first.slope else ""
        return _signed(first.value) + line
    parts = (0.5 * c * abs(at - kink) for kink, c in _kinks(pieces, step))
    value = first.value - math.fsum(parts)
    slope = 0.5 * (first.slope + last.slope)
    if abs(slope) <= 1e-15 * max(abs(p.slope) for p in pieces):
        slope = 0.0  # the tails are mirror images but for rounding
    return _signed(value) + (f"{_signed(slope)}*{_minus(cell, at)}" if slope else "")


def _kinks(pieces: Sequence[Piece], step: bool) -> list[tuple[float, float]]:
    return [(after.start, jump(before, after, step)) for before, after in pairwise(pieces)]


def _term(at: float, change: float, step: bool, cell: str) -> str:
    if step:
        whole, rest = _split(at)
        return f"{_signed(change)}*({cell}{_signed(-whole) if whole else ''}>={_floor(rest)})"
    return f"{_signed(0.5 * change)}*ABS{_minus(cell, at)}"


def _sheet(
    model: Model, parts: list[tuple[Piece, ...]], kinks: list[list[tuple[float, float]]]
) -> str:
    signal, step = model.signal, steps_of(model)
    d, width = signal.dimension, signal.dimension + 2
    tables: list[list[tuple[str, str]]] = []
    sums = []
    for c, some in enumerate(kinks):
        left, right = _letter(width + 2 * c), _letter(width + 2 * c + 1)
        at, by = (f"${letter}$2:${letter}${len(some) + 1}" for letter in (left, right))
        cell = f"{_letter(c)}2"
        sums.append(_line(parts[c], step, cell))
        if some:
            which = f"({cell}>={at})" if step else f"ABS({cell}-{at})"
            sums.append(f"+SUMPRODUCT({by}*{which})")
        half = 1.0 if step else 0.5
        tables.append([(_floor(k) if step else _digits(k), _digits(half * c)) for k, c in some])
    formula = "=" + "".join([*_constant(model), *sums]).removeprefix("+") + _note(model)
    x = signal.x[0] if d > 1 else signal.x[:1]
    origin = SERIAL if signal.x_is_time and d == 1 else 0
    head = [*map(_cell_text, signal.x_names), _cell_text(signal.y_name), ""]
    for _ in kinks:
        head += ["switch", "jump"] if step else ["kink", "half the change of slope"]
    rows = [head]
    first = [*(_digits(float(v) + origin) for v in x), formula, ""]
    for k in range(max(1, *(len(table) for table in tables))):
        row = list(first) if k == 0 else [""] * width
        for table in tables:
            row += table[k] if k < len(table) else ("", "")
        rows.append(row)
    return "".join("\t".join(row).rstrip("\t") + "\n" for row in rows)


def _note(model: Model) -> str:
    """A term that is 0 and holds the comment."""
    cells = ", ".join(f"{name} in {_letter(c)}1" for c, name in enumerate(model.signal.x_names[:9]))
    date = " as a date" if model.signal.x_is_time and model.signal.dimension == 1 else ""
    lines = heading(model)
    said = "; ".join([f"{cells}{date}", lines[1], lines[0], *lines[-2:]])
    text = " ".join(said.replace('"', "'").split())[:_TEXT]
    return f'+N("{text}")'


def _cell_text(name: str) -> str:
    from mirrors_engine.export.tables import safe_text

    return safe_text(name)


def _letter(column: int) -> str:
    """A, B, …, Z, AA, …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _digits(value: float) -> str:
    """A spreadsheet reads 15 digits and drops the rest."""
    return f"{value:.15G}"


def _floor(at: float) -> str:
    """Not above the switch, so that the sample there is on its right side."""
    return _digits(float(_FIFTEEN.plus(Decimal(at))))


def _signed(value: float) -> str:
    text = _digits(value)
    return text if text.startswith("-") else f"+{text}"


def _minus(cell: str, at: float) -> str:
    parts = (_signed(-part) for part in _split(at) if part)
    return f"({cell}{''.join(parts)})"


def _split(at: float) -> tuple[float, float]:
    """A whole number and the exact rest, where 15 digits would not hold their sum."""
    if float(_digits(at)) == at:
        return 0.0, at
    whole = float(round(at))
    return whole, at - whole
