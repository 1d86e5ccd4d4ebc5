"""The function and its network as formulas of a paper."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from mirrors_engine.export.heading import (
    arguments,
    constant_of,
    heading,
    pieces_by_input,
)
from mirrors_engine.export.model import Model
from mirrors_engine.features.activation import Activation
from mirrors_engine.features.unit import Unit
from mirrors_engine.pieces import Piece
from mirrors_engine.refits import Refit
from mirrors_engine.results import FitResult
from mirrors_engine.signals.positions import date_words, time_unit

MOST_CASES = 40  # rows that a page takes
DIGITS = 6  # of the range of the function, and of that of x
_ORIGIN = r"t_0"


def latex_source(model: Model) -> str:
    """f by cases (a table where there are many), and as the sum of its units.

    Numbers are rounded so that six digits of the function's range are right.
    """
    lines = [f"% {line}" for line in heading(model)]
    lines.append("% Needs amsmath. Numbers are rounded: compute with another export.")
    if isinstance(model, Refit) or model.architecture.inputs != "plane":
        names = arguments(model)
        parts = pieces_by_input(model)
        one = len(parts) == 1
        for c, (name, pieces) in enumerate(zip(names, parts, strict=True), 1):
            lines += _cases(model, None if one else c, _symbol(name), pieces)
        if not one:
            shares = " + ".join(f"f_{{{c}}}({_symbol(name)})" for c, name in enumerate(names, 1))
            write = _writer(_size(model))
            every = ", ".join(map(_symbol, names))
            lines += ["\\[", f"  f({every}) = {write(constant_of(model))} + {shares}", "\\]"]
    if isinstance(model, Refit) or _in_days(model):
        return "\n".join([*lines, ""])
    if all(isinstance(f.unit, Unit) for f in model.features):
        lines += _units(model)
    return "\n".join([*lines, ""])


def _in_days(model: Model) -> bool:
    return model.signal.x_is_time and model.signal.dimension == 1


def _size(model: Model) -> tuple[float, float]:
    """The largest value, and the range, of the function at the samples."""
    fitted = model.predict(model.signal.x) if isinstance(model, Refit) else model.fitted
    return float(abs(fitted).max()), float(fitted.max() - fitted.min())


def _writer(size: tuple[float, float]) -> Callable[[float], str]:
    """Writes numbers of this size with the digits that their differences need."""
    largest, spread = size
    more = math.log10(largest / spread) if spread > 0 and largest > 0 else 0.0
    digits = min(17, DIGITS + max(0, math.ceil(more)))
    return lambda value: number(value, digits)


def number(value: float, digits: int = DIGITS) -> str:
    """A number with a power of ten as LaTeX writes it."""
    text = f"{value + 0.0:.{digits}g}"
    mantissa, _, exponent = text.partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def _plus(text: str) -> str:
    """A term after others."""
    return f"- {text[1:]}" if text.startswith("-") else f"+ {text}"


def _symbol(name: str) -> str:
    return name if len(name) == 1 else f"{name[0]}_{{{name[1:]}}}"


def _cases(
    model: Model, number_of_input: int | None, x: str, pieces: tuple[Piece, ...]
) -> list[str]:
    signal = model.signal
    f, data = "f", signal.x
    if number_of_input is not None:
        f, data = f"f_{{{number_of_input}}}", signal.x[:, number_of_input - 1]
    place = _writer((float(abs(data).max()), float(data.max() - data.min())))
    value, slope = _writer(_size(model)), _writer((1.0, 1.0))
    said: list[str] = []
    if _in_days(model):
        unit = time_unit(signal)
        said = ["(differences of dates count days)"]

        def place(t: float) -> str:
            return rf"\text{{{date_words(t, unit)}}}"

    rows = []
    for piece in pieces:
        line = value(piece.value)
        if piece.slope:
            line += f" {_plus(slope(piece.slope))} \\, ({_difference(x, piece.anchor, place)})"
        where = x
        if math.isfinite(piece.start):
            where = rf"{place(piece.start)} \le {x}"
        if math.isfinite(piece.end):
            where += f" < {place(piece.end)}"
        rows.append((line, where))
    head = f"  {f}({x}) = "
    if len(rows) == 1:
        return ["\\[", head + rows[0][0], "\\]"]
    if len(rows) <= MOST_CASES:
        body = [f"    {line} & {where} \\\\" for line, where in rows]
        return ["\\[", head + r"\begin{cases}", *body, r"  \end{cases}", "\\]", *said]
    body = [f"  ${line}$ & ${where}$ \\\\" for line, where in rows]
    top = rf"  \hline ${f}({x})$ & where \\ \hline \endhead"
    return ["% needs longtable", r"\begin{longtable}{ll}", top, *body, r"\end{longtable}", *said]


def _difference(x: str, at: float, place: Callable[[float], str]) -> str:
    if not at:
        return x
    text = place(at)
    return f"{x} + {text[1:]}" if text.startswith("-") else f"{x} - {text}"


def _units(result: FitResult) -> list[str]:
    """f = ξ + Σ z g, each g written as its layers."""
    signal, net = result.signal, result.architecture
    if not 0 < len(result.features) <= MOST_CASES:
        return []
    value, slope = _writer(_size(result)), _writer((1.0, 1.0))
    largest, spread = (
        abs(signal.x).max(),
        float((signal.x.max(axis=0) - signal.x.min(axis=0)).min()),
    )
    bias = _writer((float(largest), spread))
    rows = [f"  f &= {value(result.intercept)}"]
    if result.level is not None:
        names = ["x"] if signal.dimension == 1 else list(map(_symbol, arguments(result)))
        for name, beta in zip(names, np.atleast_1d(result.slope).tolist(), strict=True):
            rows[0] += f" {_plus(slope(beta))} \\, {name}"
    for z, feature in zip(result.weights, result.features, strict=True):
        unit = feature.unit
        assert isinstance(unit, Unit)
        term = ""
        layers = zip(net.activations, unit.signs, unit.biases, unit.rests, strict=True)
        for depth, (sigma, sign, b, rest) in enumerate(layers):
            if depth == 0:
                inner = _input(result, feature.direction, sign, slope)
            else:
                inner = term if sign > 0 else f"-{term}"
            if b + rest:
                inner += f" {_plus(bias(b + rest))}"
            term = _applied(sigma, inner)
        rows.append(f"    & \\quad {_plus(slope(float(z)))} \\, {term}")
    said = _said(net.activations)
    return [r"\begin{align*}", " \\\\\n".join(rows), r"\end{align*}", *said]


def _input(
    result: FitResult,
    direction: tuple[float, ...] | None,
    sign: int,
    write: Callable[[float], str],
) -> str:
    if direction is None:
        return "x" if sign > 0 else "-x"
    names = arguments(result)
    text = ""
    for share, name in zip(direction, names, strict=True):
        if not share:
            continue
        size = sign * share
        part = _symbol(name) if abs(size) == 1 else rf"{write(abs(size))} \, {_symbol(name)}"
        text += f" - {part}" if size < 0 else f" + {part}"
    return text.removeprefix(" + ").replace(" - ", "-", 1) if text.startswith(" - ") else text[3:]


def _applied(sigma: Activation, inner: str) -> str:
    if sigma.name == "abs":
        return rf"\left| {inner} \right|"
    if sigma.name == "relu":
        return rf"\left( {inner} \right)_+"
    if sigma.name == "sign":
        return rf"\operatorname{{sign}}\left( {inner} \right)"
    if sigma.name == "threshold":
        return rf"\mathbf{{1}}\left\{{ {inner} \ge 0 \right\}}"
    return rf"\sigma\left( {inner} \right)"


def _said(activations: tuple[Activation, ...]) -> list[str]:
    """What σ means, where it is no standard symbol."""
    other = [s for s in activations if s.name not in ("abs", "relu", "sign", "threshold")]
    if not other:
        return []
    plus, minus = number(other[0].a_plus), number(other[0].a_minus)
    return [rf"where $\sigma(u) = {plus}\,u$ for $u \ge 0$ and ${minus}\,u$ otherwise."]
