"""A lower bound on the training value that is a proof, for any result.

The certificate of every fit is computed in floating point. Here the data are the floats
taken as exact rationals, the dictionary is the mathematical one (its kinks at exact
mirror, mid and quarter points), and every rounding is to the weaker side:

1. The dual point is rounded to whole multiples of a power of two that sum to 0 exactly, as do
   those of u x with a skip connection; any such point will do, a bad one only weakens the bound.
2. max_j |A_jᵀu| over all features is computed in integers, or in floats plus a bound on
   their error (`OutwardHinges`).
3. u is scaled so that no feature exceeds λ. By weak duality its dual value
   (manual, Training problem), computed in integers and rounded down,
   is below the value of every network.
4. The value of the network shown, from its stored weights and biases, is rounded up.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import Check, Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.rigorous.exact_rows import ExactRows
from mirrors_engine.rigorous.feasibility import (
    EXACT_FEATURES,
    KINK_FAMILIES,
    Advance,
    check_supported,
    dual_bits,
    largest_correlation,
)
from mirrors_engine.rigorous.interpolants import least_norm
from mirrors_engine.rigorous.numbers import down, text_down, text_up, up
from mirrors_engine.rigorous.primal import EXACT_VALUES, Values, norm, values_at_samples
from mirrors_engine.rigorous.rows import rows_of

EXACT, OUTWARD = "exact rationals", "outward rounding"
_MORE_BITS = 100


@dataclass(frozen=True)
class Proof:
    """What is proved about one result (manual, Training problem) [1]_.

    Attributes
    ----------
    lower_bound : float
        No network of the architecture has a smaller training value; at λ = 0, a smaller
        norm while as near to the samples.
    upper_bound : float
        The network of the result has no larger one.
    gap : float
        Upper bound on (upper - lower) / upper; 0 where both are 0.
    method : str
        "exact rationals", or "outward rounding" where floats with an error bound took part.
    statement : str
        The proof's conclusion as a sentence; its decimals are rounded outward.
    n_features : int
        Number of features of the dictionary the bound holds for.
    rounding : float
        Bound on the rounding error in max_j |A_jᵀu| / λ that the lower bound allows for;
        0 if that maximum is exact.
    seconds : float
        Wall time.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
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
    """Rigorous lower and upper bound on the optimal training value [1]_.

    Parameters
    ----------
    result : FitResult
        Of any solver and loss, converged or not.
    monitor : callable
        Receives `Progress`; may raise `Cancelled`.
    exact : bool, optional
        Whether to use exact rationals throughout; by default where that takes about a
        second at most.

    Returns
    -------
    Proof

    Raises
    ------
    MirrorsError
        If the samples are too close together, or too far apart, for floats and not few
        enough for fractions.

    Notes
    -----
    At λ = 0 the bounds are those of the norm, see `least_norm`. Over the data features
    alone the lower bound is the cost of transport: one for every depth, and a weak one.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """
    began = time.perf_counter()
    net, signal = result.architecture, result.signal
    check_supported(net)
    step, check = stages(result, monitor)
    check()
    _check_features(result, check)
    exact_dual = quick_in_integers(result) if exact is None else exact
    # units that bend once are running sums, of any number; others are run at each sample
    once = net.layers == 2 and net.inputs == "line"
    few_values = net.step or once or len(signal.x) * len(result.weights) <= EXACT_VALUES
    exact_primal = few_values if exact is None else exact or net.step

    values = values_at_samples(result, exact_primal, check)
    check()
    # what is proved for the data features holds for every network of the kind
    name = replace(net, dictionary="exact").describe()
    if result.lam > 0:
        upper, lower, error = _training_value(result, values, exact_dual, step)
        said = f"No {name} has a training value below {{}}; this one has at most {{}}."
    else:
        upper, lower, error, missed = least_norm(result, values, exact_dual, step)
        said = (
            f"No {name} that misses no sample by more than {text_up(up(missed))} has a norm "
            "below {}; this one has {}."
        )
    lower = max(lower, Fraction(0))
    gap = (upper - lower) / upper if upper > 0 else Fraction(0)
    low, high = down(lower), up(upper)
    return Proof(
        lower_bound=low,
        upper_bound=high,
        gap=up(gap),
        method=EXACT if exact_primal and (exact_dual or not error) else OUTWARD,
        statement=said.format(text_down(low), text_up(high)),
        n_features=result.dictionary_size,
        rounding=up(error),
        seconds=time.perf_counter() - began,
    )


def stages(result: FitResult, monitor: Monitor) -> tuple[Advance, Check]:
    """What is called with the number of features done, and what is called between."""
    size = result.dictionary_size

    def step(done: int) -> None:
        monitor(Progress("proving", min(done / size, 1.0) if size else None))

    def check() -> None:
        step(0)

    return step, check


def _check_features(result: FitResult, check: Check) -> None:
    """Refuse features that are not, bit by bit, those that their keys name over these samples."""
    dictionary = build_dictionary(result.architecture, result.signal.x)
    for number, feature in enumerate(result.features):
        check()
        try:
            same = dictionary.feature(feature.key) == feature
        except (IndexError, KeyError, TypeError, ValueError):  # a key that names nothing
            same = False
        if not same:
            raise MirrorsError(
                f"Feature {number + 1} of the result is not the one that its key names, so "
                "nothing is proved about it: fit the signal again."
            )


def _training_value(
    result: FitResult, values: Values, exact: bool, step: Advance
) -> tuple[Fraction, Fraction, Fraction]:
    """Upper bound, lower bound, and the rounding error that it allows for."""
    rows = rows_of(result, lambda: step(0))
    upper = rows.upper(values) + Fraction(float(result.lam)) * norm(result)
    # quotients are rounded to 2^-grid, far below the last digit of the value
    size = upper.numerator.bit_length() - upper.denominator.bit_length() if upper else 0
    dual = dual_of(result, rows, exact, step)
    grid = 90 + len(dual.whole).bit_length() - size
    return upper, rows.dual(dual.whole, dual.power, dual.factor, grid), dual.error


def quick_in_integers(result: FitResult) -> bool:
    """Whether the largest correlation takes about a second at most in integers."""
    few = result.dictionary_size <= EXACT_FEATURES
    return few or check_supported(result.architecture) not in KINK_FAMILIES


@dataclass(frozen=True, eq=False)
class Dual:
    """The feasible dual point whole · factor · 2^power, one number a row (squared: a sample).

    Attributes
    ----------
    whole : object ndarray
        Integers that sum to 0.
    factor, power : int
    error : Fraction
        The rounding error that the factor allows for, relative to λ.
    """

    whole: np.ndarray
    factor: int
    power: int
    error: Fraction


def dual_of(result: FitResult, rows: ExactRows, exact: bool | None, step: Advance) -> Dual:
    """The dual point of the certificate, made feasible exactly.

    Parameters
    ----------
    exact : bool, optional
        Whether the largest correlation is computed in integers; by default where that is quick.
    """
    if exact is None:
        exact = quick_in_integers(result)
    lam = Fraction(float(result.lam))
    u, power = rows.dual_point(result, dual_bits(result.architecture, len(result.signal.raw_x)))
    largest, error = largest_correlation(result, rows.per_sample(u), power, exact, step)
    largest, error = largest / lam, error / lam
    # the multiple of u with the best value, to the accuracy of floats, that is feasible
    factor = rows.best_multiple(result, u, power, lambda: step(0))
    if largest * abs(factor) > 1:
        factor = 1 / largest if factor > 0 else -1 / largest
    whole, factor_power = _toward_zero(factor)
    return Dual(u, whole, power + factor_power, error * abs(factor))


def _toward_zero(value: Fraction) -> tuple[int, int]:
    """n·2^p of about 100 bits between 0 and the value."""
    shift = _MORE_BITS - value.numerator.bit_length() + value.denominator.bit_length()
    number = abs(value) * Fraction(2) ** shift
    whole = number.numerator // number.denominator
    return (whole if value > 0 else -whole), -shift
