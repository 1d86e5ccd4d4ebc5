"""The heading of every exported program: source, units, certificate."""

from __future__ import annotations

import math

from mirrors_engine.export.model import Model
from mirrors_engine.pieces import Piece
from mirrors_engine.refits import Refit
from mirrors_engine.results import FitResult
from mirrors_engine.signals.positions import position_words
from mirrors_engine.text.printable import printable

EPOCH = "1970-01-01"


def plain(text: str) -> str:
    """A name as part of a comment: one line, nothing that ends a comment or a string."""
    words = " ".join(printable(text).split())
    return words.replace("*/", "* /").replace("/*", "/ *").replace("\\", "/").replace('"', "'")


def heading(model: Model, days_since: str = EPOCH) -> list[str]:
    """Lines for a comment: network, what x and f are and in which units, λ and its certificate.

    Of a refit, what it is and that it is not certified.

    Parameters
    ----------
    days_since : str
        Where x is a time: the day that counts as 0.
    """
    signal = model.signal
    result = model.result if isinstance(model, Refit) else model
    names = [plain(name) for name in signal.x_names]
    if signal.x_is_time and signal.dimension == 1:
        inputs = [f"x: {names[0]}, in days since {days_since} (UTC), fractions allowed"]
    elif signal.dimension == 1:
        inputs = [f"x: {names[0]}, in the units of the data"]
    else:
        inputs = [f"x{c + 1}: {name}, in the units of the data" for c, name in enumerate(names)]
    what = plain(signal.y_name)
    if result.loss == "logistic":
        what = f"log-odds of {what} = 1; its probability is 1 / (1 + exp(-f))"
    lines = [
        _network(model),
        f"f: {what}, in the units of the data",
        *inputs,
        _proof(model),
    ]
    if signal.dimension == 1:
        write = position_words(signal)
        low, high = write(float(signal.x[0])), write(float(signal.x[-1]))
        lines.append(f"data from x = {low} to {high}; beyond, f is extrapolated")
    return lines


def _network(model: Model) -> str:
    if isinstance(model, Refit):
        return f"Mirrors, {model.kind} fit, not certified, from a {_described(model.result)}"
    return f"Mirrors, {_described(model)}"


def _described(result: FitResult) -> str:
    return plain(result.architecture.describe())


def _proof(model: Model) -> str:
    if isinstance(model, Refit):
        return f"{model.label} RMSE {model.rmse:.6g}, from lambda = {float(model.result.lam)!r}"
    word = "certified optimal" if model.certified else "not certified"
    return (
        f"lambda = {float(model.lam)!r}, objective = {float(model.objective)!r}, relative gap "
        f"{model.gap:.1e}: {word}"
    )


def pieces_by_input(model: Model) -> list[tuple[Piece, ...]]:
    """The pieces of f, or for additive inputs those of each input's own function.

    Raises
    ------
    SettingError
        For a function on the plane.
    """
    if not isinstance(model, Refit) and model.architecture.inputs == "additive":
        return [model.pieces(column) for column in range(model.signal.dimension)]
    return [model.pieces()]


def constant_of(model: Model) -> float:
    """What is to be added to the sum of the pieces' functions."""
    if isinstance(model, Refit) or model.architecture.inputs != "additive":
        return 0.0
    return float(model.intercept)


def arguments(model: Model) -> list[str]:
    """x, or x1, x2, … of several inputs."""
    d = model.signal.dimension
    return ["x"] if d == 1 else [f"x{c + 1}" for c in range(d)]


def jump(before: Piece, after: Piece, step: bool) -> float:
    """Change of the value of a step, change of the slope of a line, where two pieces meet."""
    return after.value - before(after.start) if step else after.slope - before.slope


def finite(pieces: tuple[Piece, ...]) -> list[Piece]:
    """All but the left tail: those that have a start."""
    return [piece for piece in pieces if math.isfinite(piece.start)]
