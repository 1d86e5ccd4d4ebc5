"""What the certificate says, in words and numbers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from mirrors_gui.panels.certificate.loss_lines import tips
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult

AT_ONCE = 50_000  # values evaluated in one go; more are spread over the event loop
MOST_VALUES = 10**9  # some ten seconds of them; a network that takes more is not evaluated
UNITS = 32  # made at a time
TURN_S = 0.004  # of one turn of the event loop


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its key, its name, and its formula in plain words."""

    key: str
    name: str
    tip: str


GROUPS = (
    (
        Line(
            "primal",
            mark("Objective"),
            mark(
                "What this network attains: half the sum of squared residuals (weighted), plus λ "
                "times the sum of the sizes of the weights.\n½ Σ ω (y − f)² + λ Σ|z|"
            ),
        ),
        Line(
            "dual",
            mark("Lower bound"),
            mark(
                "No network of this architecture, whatever its weights and its number of units, "
                "gets below this value.\nuᵀy − ½ uᵀΩ⁻¹u for a u with |Aⱼᵀu| ≤ λ for every feature j"
            ),
        ),
        Line(
            "gap",
            mark("Relative gap"),
            mark("What is left between them: (objective − lower bound) / objective."),
        ),
    ),
    (
        Line(
            "network",
            mark("Network's own value"),
            mark(
                "The usual training problem evaluated at the weights and biases drawn under "
                "Network: the same loss, plus λ/L times the sum of all weights to the power L. "
                "Biases and the constant are not penalised."
            ),
        ),
        Line(
            "difference",
            mark("Its difference"),
            mark(
                "Relative to the objective. Zero but for rounding: the deep network attains the "
                "optimum of the convex problem."
            ),
        ),
    ),
    (
        Line("lam", "λ", mark("Price of one unit of weight, in the units of your data.")),
        Line(
            "lam_max",
            "λmax",
            mark(
                "From this λ up the optimal network is a constant (with a skip connection the "
                "regression line): the largest |Aⱼᵀ(y − mean)| over all features."
            ),
        ),
        Line(
            "correlation",
            mark("Largest |Aⱼᵀr| / λ"),
            mark(
                "How strongly the residual r still asks for any feature of the whole dictionary. "
                "Above 1 a feature would be missing; with neurons in use it is 1 at the optimum."
            ),
        ),
        Line(
            "stationarity",
            mark("Largest deviation"),
            mark(
                "For every neuron in use Aⱼᵀr must be λ times the sign of its weight; this is the "
                "largest relative deviation."
            ),
        ),
    ),
    (
        Line(
            "size",
            mark("Features checked"),
            mark(
                "Size of the dictionary: every way one unit can bend, that matters for these "
                "samples. The bound was checked against all of them."
            ),
        ),
        Line(
            "neurons",
            mark("Neurons in use"),
            mark("Features with a weight other than zero: the units of the network."),
        ),
        Line(
            "unique",
            mark("Weights"),
            mark(
                "Whether other weights in the dictionary attain the same optimum. The fit at the "
                "samples is the same for all of them. Shown are those with the fewest kinks inside "
                "the data, the same whichever way λ was moved; where too many neurons are tied to "
                "choose among, those that the solver found."
            ),
        ),
    ),
    (
        Line(
            "rmse",
            "RMSE",
            mark(
                "Root of the mean squared residual over all rows, by their weights: √(Σ ω r² / Σ "
                "ω)."
            ),
        ),
        Line(
            "r2",
            "R²",
            mark(
                "Share of the variance of y that the function explains: 1 − Σ ω r² / Σ ω (y − "
                "mean)²."
            ),
        ),
        Line(
            "freedom",
            mark("Effective parameters"),
            mark(
                "Degrees of freedom of the fit: the neurons in use, the constant and the slopes "
                "of a skip connection. The shrinkage of the weights makes up for the choice of "
                "the neurons (Zou, Hastie, Tibshirani 2007; Tibshirani, Taylor 2012)."
            ),
        ),
    ),
    (
        Line(
            "solver",
            mark("Solver"),
            mark("What found the answer. The certificate does not rely on it."),
        ),
        Line("time", mark("Time"), mark("Wall time of solving and certifying.")),
    ),
)

LEAST_NORM = {
    line.key: line
    for line in (
        Line(
            "primal",
            mark("Norm"),
            mark(
                "The sum of the sizes of the weights, Σ|z|: the least with which a network of this "
                "architecture can meet every sample."
            ),
        ),
        Line(
            "dual",
            mark("Lower bound"),
            mark(
                "No network of this architecture that meets every sample has a smaller norm.\n"
                "uᵀy for a u with 1ᵀu = 0 and |Aⱼᵀu| ≤ 1 for every feature j"
            ),
        ),
        Line(
            "gap",
            mark("Relative gap"),
            mark("What is left between them: (norm − lower bound) / norm."),
        ),
        Line(
            "network",
            mark("Network's own norm"),
            mark(
                "The penalty of the weights drawn under Network: 1/L times the sum of all weights "
                "to the power L. Biases and the constant are free."
            ),
        ),
        Line("lam", "λ", mark("0: the function goes through every sample.")),
        Line(
            "correlation",
            mark("Largest |Aⱼᵀu|"),
            mark(
                "How strongly the prices u of the samples ask for any feature of the whole "
                "dictionary. Above 1 a feature would be missing."
            ),
        ),
        Line(
            "stationarity",
            mark("Largest deviation"),
            mark(
                "For every neuron in use Aⱼᵀu must be the sign of its weight; this is the largest "
                "deviation."
            ),
        ),
    )
}

UNIQUE = {
    True: mark("the only optimal ones"),
    False: mark("one optimal choice of many"),
    None: mark("not known"),
}
NOT_CHOSEN = mark("as the solver found them")


def line_for(line: Line, result: FitResult) -> Line:
    """What a line says of a result: at λ = 0 of the norm, else of its own loss."""
    if result is None:
        return line
    if result.lam == 0:
        return LEAST_NORM.get(line.key, line)
    tip = tips(result.loss).get(line.key)
    return line if tip is None else replace(line, tip=tip)


def headline(result: FitResult) -> tuple[str, str]:
    """The verdict, and what it means."""
    gap = gap_text(result)
    if result.certified:
        if result.lam == 0:
            return (
                tr("Certified"),
                tr("No such network through every sample has a smaller norm: gap {gap}.", gap=gap),
            )
        return tr("Certified"), tr("No network of this kind does better: gap {gap}.", gap=gap)
    if result.architecture.dictionary == "data":
        return tr("Not certified"), (
            tr(
                "Optimal over the data features only. The lower bound holds for all features of "
                "this network: the gap to it is {gap}.",
                gap=gap,
            )
        )
    limit = formatting.scientific(result.certificate.tolerance)
    return tr("Not certified"), (
        tr(
            "The gap {gap} is above {limit}, so a better network is not ruled out. "
            "Try the solver auto, or fewer samples.",
            gap=gap,
            limit=limit,
        )
    )


def gap_text(result: FitResult) -> str:
    if result.gap >= 1e-3:
        return formatting.share(result.gap)
    return formatting.scientific(result.gap) if result.gap > 0 else "0"


def values_of(result: FitResult) -> dict[str, str]:
    """The text of every line but the network's own value, which takes its time."""
    proof = result.certificate
    correlation = f"{proof.max_correlation:.9f}".rstrip("0").rstrip(".")
    if abs(proof.max_correlation - 1) < 5e-10 and proof.max_correlation != 1:
        away = formatting.scientific(abs(proof.max_correlation - 1), 1)
        correlation = f"1 {'+' if proof.max_correlation > 1 else formatting.MINUS} {away}"
    return {
        "primal": formatting.number(result.objective, 10),
        "dual": formatting.number(result.dual_objective, 10),
        "gap": gap_text(result),
        "network": "…",
        "difference": "…",
        "lam": f"{formatting.number(result.lam, 5)}  "
        f"({formatting.number(result.lam_ratio, 3)} λmax)"
        if result.lam > 0
        else tr("0  (interpolation)"),
        "lam_max": formatting.number(result.lam_max, 5),
        "correlation": correlation,
        "stationarity": formatting.scientific(proof.stationarity) if proof.stationarity else "0",
        "size": formatting.count(result.dictionary_size),
        "neurons": formatting.count(len(result.weights)),
        "unique": tr(
            NOT_CHOSEN if result.unique is None and not result.canonical else UNIQUE[result.unique]
        ),
        "rmse": formatting.number(result.rmse, 5),
        "r2": formatting.number(result.r2, 5),
        "freedom": formatting.count(result.degrees_of_freedom),
        "solver": said(result.solver),
        "time": formatting.duration(result.seconds),
    }


class NetworkValue(QObject):
    """Evaluates the training problem at the network, a few units per turn of the event loop.

    A network of many units on many samples takes longer than a frame; nothing waits for it. One
    that would take longer than anybody looks is left out.
    """

    done = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[float | None] = iter(())
        self._result: FitResult | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)

    def start(self, result: FitResult) -> None:
        """Begin with another result; `done` follows."""
        self._result = result
        self._steps = _value(result)
        work = len(result.signal) * len(result.weights)
        if work > MOST_VALUES:
            self.stop()
            self.done.emit(
                tr(
                    "not evaluated: {neurons}, {samples}",
                    neurons=formatting.plural(len(result.weights), "neuron"),
                    samples=formatting.plural(len(result.signal), "sample"),
                ),
                "–",
            )
        elif work <= AT_ONCE:
            self._finish(next(value for value in self._steps if value is not None))
        else:
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._steps = iter(())

    def _turn(self) -> None:
        until = time.perf_counter() + TURN_S
        value = next(self._steps, None)
        while value is None and time.perf_counter() < until:
            value = next(self._steps, None)
        if value is not None:
            self._timer.stop()
            self._finish(value)

    def _finish(self, value: float) -> None:
        assert self._result is not None
        difference = value - self._result.objective
        # beside the relative gap an absolute difference would look large
        difference /= abs(self._result.objective) or 1.0
        text = formatting.scientific(difference) if difference else "0"
        self.done.emit(formatting.number(value, 10), text)


def _value(result: FitResult) -> Iterator[float | None]:
    """(NN) at the network, of an interpolation its penalty: None after each unit, at last it."""
    signal, penalty = result.signal, 0.0
    hidden = np.zeros(signal.y.shape)
    bare = result.network_of([])
    for first in range(0, len(result.weights), UNITS):
        part = result.network_of(range(first, min(first + UNITS, len(result.weights))))
        penalty += part.penalty()
        yield None
        for i in range(part.units if result.lam > 0 else 0):
            hidden += part.alphas[i] * part.unit(i, signal.x)
            yield None
    yield penalty if result.lam == 0 else bare.loss_at(signal, hidden) + result.lam * penalty
