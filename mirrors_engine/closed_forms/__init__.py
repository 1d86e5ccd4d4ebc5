"""What is known in closed form about optimal networks (manual, Closed forms).

Nothing here uses a dictionary or a solver of the engine, so each formula is an
independent check on them, and a statement a window can show beside the computed answer.
Notation: d_i are the slopes of the segments between neighbouring samples, k their
differences, m̄ = (d_1 + d_{N-1})/2, all of the fitted values f at the samples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.closed_forms.norms import (
    has_min_norm_cost,
    mean_end_slope,
    min_norm_cost,
    most_switches,
    segment_slopes,
)
from mirrors_engine.closed_forms.solutions import (
    SquareWave,
    denoise,
    soft,
    two_layer_abs_weights,
    two_point_fit,
)
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal

MAX_DENOISED = 50_000  # samples up to which `applies` denoises, about a tenth of a second


@dataclass(frozen=True, eq=False)
class ClosedForm:
    """One statement that applies, with its value by formula and the solver's.

    Attributes
    ----------
    name : str
        "norm", "interpolation", "constant", "regression", "two-points", "square-wave-threshold",
        "square-wave", "total-variation" or "sliding-ends".
    statement : str
        In plain words.
    quantity : str
        What the value is.
    value : float or ndarray
        By formula.
    solver : float, ndarray or None
        The same quantity of the result, None if there is none to compare with.
    """

    name: str
    statement: str
    quantity: str
    value: float | np.ndarray
    solver: float | np.ndarray | None = None

    @property
    def difference(self) -> float | None:
        """Largest deviation of the solver, relative to the largest value of the two."""
        if self.solver is None:
            return None
        size = max(float(np.abs(self.value).max()), float(np.abs(self.solver).max()))
        return float(np.abs(np.asarray(self.solver) - self.value).max()) / (size or 1.0)


def applies(
    signal: Signal, net: Architecture, result: FitResult | None = None
) -> tuple[ClosedForm, ...]:
    """The closed forms that hold for a signal and a network.

    Parameters
    ----------
    signal, net
        What is fitted.
    result : FitResult, optional
        A fit of it with the squared loss; it adds the statements about its λ, and the
        solver's values to compare with. Of a fit with another loss there is none.
    """
    if net.inputs != "line":
        return ()
    if result is not None and result.loss != "squared":
        return ()
    found = _about_norms(signal, net, result)
    if not net.skip:
        found += _about_steps(signal, net, result)
    if result is None:
        return tuple(found)
    if net.skip:
        return (*found, *_about_regression(signal, result))
    if result.lam >= result.lam_max:
        mean = float(np.average(signal.y, weights=signal.weights))
        found.append(
            ClosedForm(
                "constant",
                "From λ_max up no unit pays for itself: the network is the weighted mean.",
                "fit",
                np.full(len(signal), mean),
                result.fitted,
            )
        )
    if len(signal) == 2 and result.lam > 0:
        found.append(
            ClosedForm(
                "two-points",
                "With two samples the fitted rise is the rise of the data, shortened in "
                "proportion to λ until nothing is left.",
                "fit",
                two_point_fit(signal, net, result.lam),
                result.fitted,
            )
        )
    return tuple(found)


def _about_regression(signal: Signal, result: FitResult) -> list[ClosedForm]:
    """With a skip connection the fit is the regression line from λ_max up."""
    if result.lam < result.lam_max or len(signal) < 2:
        return []
    x, y, w = signal.x - signal.x[0], signal.y, signal.weights
    x = x - float(np.average(x, weights=w))
    mean = float(np.average(y, weights=w))
    slope = float((w * x) @ (y - mean)) / float((w * x) @ x)
    return [
        ClosedForm(
            "regression",
            "From λ_max up no unit pays for itself: the network is the weighted regression line.",
            "fit",
            mean + slope * x,
            result.fitted,
        )
    ]


def _about_norms(signal: Signal, net: Architecture, result: FitResult | None) -> list[ClosedForm]:
    if not has_min_norm_cost(net, len(signal)):
        return []
    if net.step:
        how = "the jumps of the fit"
    elif net.layers == 2:
        how = "the slopes and bends of the fit"
    else:
        how = "the slopes and bends of the fit, the same at every depth from three layers on"
    found = [
        ClosedForm(
            "interpolation",
            f"The least norm of a network through every sample follows from {how}.",
            "norm at λ = 0",
            min_norm_cost(signal.x, signal.y, net),
            result.objective if result is not None and result.lam == 0 < result.lam_max else None,
        )
    ]
    if result is None or (net.skip and not len(result.weights)):  # a line has no bends to add up
        return found
    norm = float(np.abs(result.weights).sum())
    found.append(
        ClosedForm(
            "norm",
            f"The norm of the optimal weights follows from {how} alone.",
            "norm",
            min_norm_cost(signal.x, result.fitted, net),
            norm,
        )
    )
    if net.layers == 2 and net.activation == "abs" and len(signal) > 1 and not net.skip:
        z = np.zeros(len(signal))
        for feature, weight in zip(result.features, result.weights, strict=True):
            z[np.searchsorted(signal.x, feature.parameters["kink"])] += weight
        z[0], z[-1] = z[0] - z[-1], 0.0  # all that is known of the two ends
        found.append(
            ClosedForm(
                "sliding-ends",
                "Every inner weight is half the bend of the fit there; the kinks at the first and "
                "the last sample share the mean end slope m̄ in any proportion t: weights t·m̄ "
                "and -(1 - t)·m̄, all equally good.",
                "weights, those of the two ends as one",
                two_layer_abs_weights(signal.x, result.fitted, 1.0),
                z,
            )
        )
    return found


def _about_steps(signal: Signal, net: Architecture, result: FitResult | None) -> list[ClosedForm]:
    if not net.step or len(signal) < 2 or most_switches(net, len(signal)) != 1:
        return []
    # threshold at λ/2 is sign at λ
    factor = 1.0 if net.activation == "sign" else 2.0
    found = []
    wave = SquareWave.of(signal)
    if wave is not None:
        found.append(
            ClosedForm(
                "square-wave-threshold",
                f"A square wave of {wave.k} runs of {wave.r} disappears at a known λ.",
                "λ_max",
                wave.lam_max / factor,
                None if result is None else result.lam_max,
            )
        )
        if result is not None:
            found.append(
                ClosedForm(
                    "square-wave",
                    "Inner runs of a square wave shrink at twice the pace of the two outer ones.",
                    "fit",
                    wave.fit(factor * result.lam),
                    result.fitted,
                )
            )
    if result is not None and len(signal) <= MAX_DENOISED:
        found.append(
            ClosedForm(
                "total-variation",
                "Units of one switch do total-variation denoising, which needs no dictionary.",
                "fit",
                denoise(signal.y, signal.weights, 0.5 * factor * result.lam),
                result.fitted,
            )
        )
    return found


__all__ = [
    "ClosedForm",
    "SquareWave",
    "applies",
    "denoise",
    "has_min_norm_cost",
    "mean_end_slope",
    "min_norm_cost",
    "most_switches",
    "segment_slopes",
    "soft",
    "two_layer_abs_weights",
    "two_point_fit",
]
