"""A lower bound on the training value that is a proof, for any result.

The certificate of every fit is computed in floating point. Here the data are the floats
taken as exact rationals, the dictionary is the mathematical one (its kinks at exact
mirror, mid and quarter points), and every rounding goes against us:

1. The dual point is rounded to whole multiples of a power of two that sum to 0 exactly;
   any such point will do, a bad one only weakens the bound.
2. max_j |A_jᵀu| over all features is computed in integers, or in floats plus a bound on
   their error (`OutwardHinges`).
3. u is scaled so that no feature exceeds λ. By weak duality (THEORY 1) its dual value,
   computed in integers and rounded down, is below the value of every network.
4. The value of the network shown, from its stored weights and biases, is rounded up.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mirrors_engine.dictionaries.base import Check
from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.rigorous.feasibility import (
    EXACT_FEATURES,
    KINK_FAMILIES,
    Step,
    bound,
    check_supported,
    dual_bits,
)
from mirrors_engine.rigorous.loss import Rows
from mirrors_engine.rigorous.numbers import (
    blocks,
    down,
    integers,
    nearest_floats,
    rounded_to,
    text_down,
    text_up,
    up,
)
from mirrors_engine.rigorous.primal import EXACT_VALUES, upper_bound

EXACT, OUTWARD = "exact rationals", "outward rounding"
_MORE_BITS = 100


@dataclass(frozen=True)
class Proof:
    """What is proved about one result.

    Attributes
    ----------
    lower_bound : float
        No network of the architecture has a smaller training value.
    upper_bound : float
        The network of the result has no larger one.
    gap : float
        Upper bound on (upper - lower) / upper; 0 where both are 0.
    method : str
        "exact rationals", or "outward rounding" where floats with an error bound took part.
    statement : str
        The proof's conclusion as a sentence; its decimals are rounded outward.
    n_features : int
        Number of features the bound speaks about.
    rounding : float
        Bound on the rounding error in max_j |A_jᵀu| / λ that the lower bound allows for;
        0 if that maximum is exact.
    seconds : float
        Wall time.
    """

    lower_bound: float
    upper_bound: float
    gap: float
    method: str
    statement: str
    n_features: int
    rounding: float
    seconds: float


def prove(result: FitResult, monitor: Monitor = silent, exact: bool | None = None) -> Proof:
    """Rigorous lower and upper bound on the optimal training value.

    Parameters
    ----------
    result : FitResult
        Of any solver, converged or not; squared loss, λ > 0, inputs on a line.
    monitor : callable
        Receives `Progress`; may raise `Cancelled`.
    exact : bool, optional
        Whether to use exact rationals throughout; by default where that takes about a
        second at most.

    Raises
    ------
    MirrorsError
        If there is no rigorous method for the result.
    """
    began = time.perf_counter()
    net, signal, size = result.architecture, result.signal, result.dictionary_size
    family = check_supported(net)
    if result.loss != "squared":
        raise MirrorsError(
            f"A rigorous proof for the {result.loss} loss is not available: "
            "rely on its certificate."
        )
    if not result.lam > 0:
        raise MirrorsError("A rigorous proof needs lam above 0: choose a small positive one.")

    def step(done: int) -> None:
        monitor(Progress("proving", min(done / size, 1.0) if size else None))

    step(0)
    few_features = family not in KINK_FAMILIES or size <= EXACT_FEATURES
    exact_dual = few_features if exact is None else exact
    few_values = net.step or len(signal.x) * len(result.weights) <= EXACT_VALUES
    exact_primal = few_values if exact is None else exact or net.step

    rows = Rows.of(signal, lambda: step(0))
    step(0)
    upper = upper_bound(result, rows, exact_primal, lambda: step(0))
    lower, error = _lower_bound(result, rows, upper, exact_dual, step)
    lower = max(lower, Fraction(0))
    gap = (upper - lower) / upper if upper > 0 else Fraction(0)
    low, high = down(lower), up(upper)
    return Proof(
        lower_bound=low,
        upper_bound=high,
        gap=up(gap),
        method=EXACT if exact_primal and (exact_dual or not error) else OUTWARD,
        statement=f"No {net.describe()} has a training value below {text_down(low)}; "
        f"this one has at most {text_up(high)}.",
        n_features=size,
        rounding=up(error),
        seconds=time.perf_counter() - began,
    )


def _lower_bound(
    result: FitResult, rows: Rows, upper: Fraction, exact: bool, step: Step
) -> tuple[Fraction, Fraction]:
    """The dual value of a point that is feasible, and the rounding error allowed for."""
    signal = result.signal
    lam = Fraction(float(result.lam))
    # quotients are rounded to 2^-grid, far below the last digit of the value
    size = upper.numerator.bit_length() - upper.denominator.bit_length() if upper else 0
    grid = 90 + len(signal.x).bit_length() - size
    u, power = _dual_point(result, rows.check)
    largest, error = Fraction(0), Fraction(0)
    if len(u) > 1 and any(u):
        found = bound(result.architecture, signal.x, u, exact, step)
        unit = Fraction(2) ** power
        largest, error = found.largest * unit / lam, found.error * unit / lam
    step(result.dictionary_size)
    # the multiple of u with the best value, as near as floats tell, among the feasible ones
    factor = _best_multiple(result, u, power, rows.check)
    if largest * abs(factor) > 1:
        factor = 1 / largest if factor > 0 else -1 / largest
    whole, factor_power = _toward_zero(factor)
    return rows.dual(u, power + factor_power, whole, grid), error * abs(factor)


def _dual_point(result: FitResult, check: Check) -> tuple[np.ndarray, int]:
    """Whole multiples of a power of two that sum to 0, close to the certificate's point."""
    signal = result.signal
    u = np.asarray(result.certificate.dual_point, dtype=float)
    if not (np.any(u) and np.isfinite(u).all()):
        u = signal.weights * (signal.y - result.fitted)
    whole, power = rounded_to(u, dual_bits(result.architecture, len(u)), check)
    # the excess is taken off by weight, as an intercept would
    weights, _ = integers(signal.weights, check)
    excess, total = int(whole.sum()), int(weights.sum())
    for some in blocks(len(u), check):
        whole[some] -= excess * weights[some] // total
    whole[int(np.argmax(signal.weights))] -= int(whole.sum())
    return whole, power


def _best_multiple(result: FitResult, u: np.ndarray, power: int, check: Check) -> Fraction:
    """The factor of u·2^power with the best dual value; any factor is allowed."""
    signal = result.signal
    bits = max(int(u.max()), -int(u.min())).bit_length()
    check()
    v = nearest_floats(u, bits, check)
    size = float(v @ (v / signal.weights))
    centred = signal.y - np.average(signal.y, weights=signal.weights)
    along = float(v @ centred) / size if size > 0 else 0.0
    return Fraction(along) / Fraction(2) ** (bits + power) if math.isfinite(along) else Fraction(1)


def _toward_zero(value: Fraction) -> tuple[int, int]:
    """n·2^p of about 100 bits between 0 and the value."""
    shift = _MORE_BITS - value.numerator.bit_length() + value.denominator.bit_length()
    number = abs(value) * Fraction(2) ** shift
    whole = number.numerator // number.denominator
    return (whole if value > 0 else -whole), -shift
