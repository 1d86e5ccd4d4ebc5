"""What the network shown costs at most, from its units' own biases: no dictionary involved."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mirrors_engine.dictionaries.base import Check
from mirrors_engine.network.step_unit import StepUnit
from mirrors_engine.network.unit import Unit
from mirrors_engine.results import FitResult
from mirrors_engine.rigorous.loss import Rows
from mirrors_engine.rigorous.numbers import aligned, integers, sums_from_right

EXACT_VALUES = 1_000_000  # samples times features: about a second in integers
_U = 2.0**-53
_CHUNK = 1 << 14


def upper_bound(result: FitResult, rows: Rows, exact: bool, check: Check) -> Fraction:
    """½ Σ ω (f - y)² + λ||z||₁ for the weights, biases and intercept as they are stored.

    By the arithmetic-geometric mean the balanced deep network has this training value.
    """
    norm = sum((abs(Fraction(float(z))) for z in result.weights), Fraction(0))
    penalty = Fraction(float(result.lam)) * norm
    if exact:
        f, power = _values(result, check)
        f, power = _relative(f, power, rows.base)
        return rows.of_function(f, power) + penalty
    near, error = _near_values(result, check)
    f, power = _relative(*integers(near, check), rows.base)
    e, error_power = integers(error, check)
    return rows.of_function(f, power) + rows.excess(f, power, e, error_power) + penalty


def _relative(f: np.ndarray, power: int, base: float) -> tuple[np.ndarray, int]:
    zero, zero_power = integers(np.array([base]))
    f, zero, power = aligned(f, power, zero, zero_power)
    return f - zero[0], power


def _values(result: FitResult, check: Check) -> tuple[np.ndarray, int]:
    """f at the samples, exactly."""
    if result.architecture.step:
        return _step_values(result, check)
    samples = integers(result.signal.x, check)
    start, power = integers(np.array([result.intercept]))
    total = np.full(len(result.signal.x), start[0], dtype=object)
    for feature, z in zip(result.features, result.weights, strict=True):
        assert isinstance(feature.unit, Unit)
        check()
        h, h_power = _unit(feature.unit, *samples)
        weight, weight_power = integers(np.array([z]))
        total, term, power = aligned(total, power, h * weight[0], h_power + weight_power)
        total = total + term
    return total, power


def _step_values(result: FitResult, check: Check) -> tuple[np.ndarray, int]:
    """Sums of jumps: every unit starts at its low value and switches at samples."""
    x = result.signal.x
    numbers, power = integers(np.append(result.weights, result.intercept))
    sigma = result.architecture.activations[0]
    low, high = int(sigma.a_minus), int(sigma.a_plus)
    jumps = np.zeros(len(x) + 1, dtype=object)
    jumps[0] = numbers[-1] + low * sum(numbers[:-1])
    for k, (feature, z) in enumerate(zip(result.features, numbers[:-1], strict=True)):
        if k % 1024 == 0:
            check()
        for number, rank in enumerate(np.searchsorted(x, _switches(feature.unit))):
            jumps[rank] += (low - high if number % 2 else high - low) * z
    return sums_from_right(jumps[-2::-1], check)[::-1], power


def _switches(unit: Unit | StepUnit) -> tuple[float, ...]:
    """Where the unit changes from low to high, then back, and so on."""
    if isinstance(unit, StepUnit):
        return unit.switches
    assert unit.signs == (1,)
    return (-unit.biases[0],)


def _unit(unit: Unit, h: np.ndarray, power: int) -> tuple[np.ndarray, int]:
    for activation, sign, bias in zip(unit.activations, unit.signs, unit.biases, strict=True):
        b, b_power = integers(np.array([bias]))
        h, b, power = aligned(sign * h, power, b, b_power)
        h = h + b[0]
        slopes, slope_power = integers(np.array([activation.a_plus, activation.a_minus]))
        h = np.where(h >= 0, h * slopes[0], h * slopes[1])
        power += slope_power
    return h, power


def _near_values(result: FitResult, check: Check) -> tuple[np.ndarray, np.ndarray]:
    """f in floats, and a bound on its error at each sample.

    Each operation is correct to a relative 2^-53 of its own result, and a layer passes on
    the error of its input at most max |slope| times. The bounds are sums of positive
    terms, so that the factor 1 + 1e-6 covers their own rounding below 10^8 terms.
    """
    x = result.signal.x
    total = np.full(len(x), float(result.intercept))
    error = np.zeros(len(x))
    tiny = 2.0**-1000  # underflow
    for first in range(0, len(x), _CHUNK):
        some = slice(first, first + _CHUNK)
        f, e = total[some], error[some]
        for k, (feature, z) in enumerate(zip(result.features, result.weights, strict=True)):
            if k % 64 == 0:
                check()
            h, lost = x[some], np.zeros(len(f))
            unit = feature.unit
            assert isinstance(unit, Unit)
            for activation, sign, bias in zip(
                unit.activations, unit.signs, unit.biases, strict=True
            ):
                h = sign * h + bias
                lost = lost + _U * np.abs(h)
                lost = lost * max(abs(activation.a_plus), abs(activation.a_minus))
                h = activation(h)
                lost += _U * np.abs(h) + tiny
            term = z * h
            f += term
            e += abs(z) * lost + _U * (np.abs(term) + np.abs(f)) + tiny
    return total, error * (1 + 1e-6)
