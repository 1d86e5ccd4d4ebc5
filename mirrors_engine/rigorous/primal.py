"""What the network shown costs at most, from its units' own biases: no dictionary involved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mirrors_engine.features.feature import Feature
from mirrors_engine.features.step_unit import StepUnit
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check
from mirrors_engine.results import FitResult, middle_of
from mirrors_engine.rigorous.numbers import (
    Numbers,
    aligned,
    integers,
    sums_from_right,
    whole_points,
)

EXACT_VALUES = 1_000_000  # samples times features: about a second in integers
_U = 2.0**-53
_CHUNK = 1 << 14


@dataclass(frozen=True)
class Values:
    """f at the samples, known to ± error; each an integer array and its power of two."""

    f: np.ndarray
    power: int
    error: np.ndarray
    error_power: int = 0


def norm(result: FitResult) -> Fraction:
    """Σ |z| of the stored weights, which the balanced deep network's penalty equals.

    By the arithmetic-geometric mean no scaling of its layers has a smaller one. On the
    plane the first weights of a unit have ℓ1 norm 1 but for rounding, which counts; steps
    ignore it.
    """
    total = Fraction(0)
    for z, feature in zip(result.weights, result.features, strict=True):
        size = Fraction(1)
        if feature.direction is not None and not result.architecture.step:
            size = sum((abs(Fraction(n)) for n in feature.direction), Fraction(0))
        total += abs(Fraction(float(z))) * size
    return total


def values_at_samples(result: FitResult, exact: bool, check: Check) -> Values:
    """The function of the weights, biases and intercept as they are stored.

    Parameters
    ----------
    exact : bool
        False: in floats, with a bound on their error. Steps and skip connections are always
        exact.
    """
    net = result.architecture
    if net.step:
        f, power = _half_planes(result, check) if net.inputs == "plane" else _steps(result, check)
    elif exact or net.skip:
        f, power = _exact(result, check)
    else:
        near, error = _near(result, check)
        return Values(*integers(near, check), *integers(error, check))
    return Values(f, power, np.zeros(len(f), dtype=object))


def _columns(result: FitResult) -> np.ndarray:
    """(N, d), for d = 1 too."""
    x = result.signal.x
    return x[:, None] if x.ndim == 1 else x


def _hinges(result: FitResult, check: Check) -> Numbers:
    """Units of one layer on a line: each is linear from its kink on, on either side.

    Sorted by place the sums at all samples are running sums, O((N + K) log N) for K units.
    """
    x, x_power = integers(result.signal.x, check)
    units = [feature.unit for feature in result.features if isinstance(feature.unit, Unit)]
    z, z_power = integers(result.weights, check)
    parts = np.array([(unit.biases[0], unit.rest) for unit in units]).ravel()
    halves, b_power = integers(parts, check)
    x, halves, power = aligned(x, x_power, halves, b_power)
    b = halves[0::2] + halves[1::2]
    sigma = result.architecture.activations[0]
    (up, down), slope_power = integers(np.array([sigma.a_plus, sigma.a_minus]))
    # what begins at each sample: slope and value at 0 of all units that have passed their kink
    slope, value = (np.zeros(len(x) + 1, dtype=object) for _ in range(2))
    places = x.tolist()
    for k, (unit, weight, bias) in enumerate(zip(units, z.tolist(), b.tolist(), strict=True)):
        if k % 1024 == 0:
            check()
        (sign,) = unit.signs
        first, then = (down, up) if sign > 0 else (up, down)
        # sign·x + bias ≥ 0 from here on, or up to here
        at = bisect_left(places, -bias) if sign > 0 else bisect_right(places, bias)
        for rank, change in ((0, first), (at, then - first)):
            slope[rank] += sign * weight * change
            value[rank] += bias * weight * change
    check()
    total = np.cumsum(slope)[:-1] * x + np.cumsum(value)[:-1]
    free, free_power = _without_penalty(result)
    total, free, power = aligned(total, power + z_power + slope_power, free, free_power)
    return total + free, power


def _exact(result: FitResult, check: Check) -> Numbers:
    net = result.architecture
    if net.inputs == "line" and net.layers == 2 and len(result.weights):
        return _hinges(result, check)
    columns = [integers(column, check) for column in _columns(result).T]
    total, power = _without_penalty(result)
    for feature, z in zip(result.features, result.weights, strict=True):
        assert isinstance(feature.unit, Unit)
        check()
        h, h_power = _unit(feature.unit, *_read(feature, columns))
        weight, weight_power = integers(np.array([z]))
        total, term, power = aligned(total, power, h * weight[0], h_power + weight_power)
        total = total + term
    return total, power


def _without_penalty(result: FitResult) -> Numbers:
    """ξ at every sample, or the line of a skip connection there."""
    x = _columns(result)
    start, power = integers(np.array([result.intercept if result.level is None else result.level]))
    total = np.full(len(x), start[0], dtype=object)
    if result.level is None:
        return total, power
    middles, slopes = np.atleast_1d(middle_of(result.signal.x)), np.atleast_1d(result.slope)
    for column, middle, along in zip(x.T, middles, slopes, strict=True):
        places, x_power = integers(np.append(column, middle))
        slope, slope_power = integers(np.array([along]))
        rise = (places[:-1] - places[-1]) * slope[0]
        total, rise, power = aligned(total, power, rise, x_power + slope_power)
        total = total + rise
    return total, power


def _read(feature: Feature, columns: list[Numbers]) -> Numbers:
    """What the unit reads: the line, one of several columns, or n·x."""
    if feature.direction is None:
        return columns[0]
    if feature.column is not None and feature.direction[feature.column] == 1:
        return columns[feature.column]
    total, power = np.zeros(len(columns[0][0]), dtype=object), 0
    for share, (x, x_power) in zip(feature.direction, columns, strict=True):
        n, n_power = integers(np.array([share]))
        total, term, power = aligned(total, power, x * n[0], x_power + n_power)
        total = total + term
    return total, power


def _steps(result: FitResult, check: Check) -> Numbers:
    """Sums of jumps: every unit starts at its low value and switches at samples."""
    numbers, power = integers(np.append(result.weights, 0.0))
    sigma = result.architecture.activations[0]
    low, high = int(sigma.a_minus), int(sigma.a_plus)
    total = np.full(len(result.signal.x), low * sum(numbers[:-1]), dtype=object)
    for c, column in enumerate(_columns(result).T):
        x, which = np.unique(column, return_inverse=True)
        jumps = np.zeros(len(x) + 1, dtype=object)
        for k, (feature, z) in enumerate(zip(result.features, numbers[:-1], strict=True)):
            if (feature.column or 0) != c:
                continue
            if k % 1024 == 0:
                check()
            for number, rank in enumerate(np.searchsorted(x, _switches(feature.unit))):
                jumps[rank] += (low - high if number % 2 else high - low) * z
        total = total + sums_from_right(jumps[-2::-1], check)[::-1][which]
    free, free_power = _without_penalty(result)
    total, free, power = aligned(total, power, free, free_power)
    return total + free, power


def _switches(unit: Unit | StepUnit) -> tuple[float, ...]:
    """Where the unit changes from low to high, then back, and so on."""
    if isinstance(unit, StepUnit):
        return unit.switches
    assert unit.signs == (1,)
    return (-unit.biases[0],)


def _half_planes(result: FitResult, check: Check) -> Numbers:
    """σ(n·x + b) for a step σ, by the exact sign of n·x + b."""
    points, scale = whole_points(result.signal.x)
    numbers, power = integers(np.append(result.weights, 0.0))
    sigma = result.architecture.activations[0]
    low, high = int(sigma.a_minus), int(sigma.a_plus)
    total = np.zeros(len(points), dtype=object)
    for feature, z in zip(result.features, numbers[:-1], strict=True):
        check()
        unit = feature.unit
        assert isinstance(unit, Unit) and unit.signs == (1,) and feature.direction is not None
        (n1, n2, b), _ = integers(np.array([*feature.direction, unit.biases[0]]))
        upper = n1 * points[:, 0] + n2 * points[:, 1] + b * scale >= 0
        # z may exceed a machine integer
        total += np.where(upper, high, low).astype(object) * z
    free, free_power = _without_penalty(result)
    total, free, power = aligned(total, power, free, free_power)
    return total + free, power


def _unit(unit: Unit, h: np.ndarray, power: int) -> Numbers:
    for activation, sign, bias, rest in zip(
        unit.activations, unit.signs, unit.biases, unit.rests, strict=True
    ):
        b, b_power = integers(np.array([bias, rest]))
        h, b, power = aligned(sign * h, power, b, b_power)
        h = h + b[0] + b[1]
        slopes, slope_power = integers(np.array([activation.a_plus, activation.a_minus]))
        h = np.where(h >= 0, h * slopes[0], h * slopes[1])
        power += slope_power
    return h, power


def _near(result: FitResult, check: Check) -> tuple[np.ndarray, np.ndarray]:
    """f in floats, and a bound on its error at each sample.

    Each operation is correct to a relative 2^-53 of its own result, and a layer passes on
    the error of its input at most max |slope| times. The bounds are sums of positive
    terms, so that the factor 1 + 1e-6 covers their own rounding below 10^8 terms.
    """
    x = _columns(result)
    total = np.full(len(x), float(result.intercept))
    error = np.zeros(len(x))
    tiny = 2.0**-1000  # underflow
    for first in range(0, len(x), _CHUNK):
        some = slice(first, first + _CHUNK)
        f, e = total[some], error[some]
        for k, (feature, z) in enumerate(zip(result.features, result.weights, strict=True)):
            if k % 64 == 0:
                check()
            h, lost = np.zeros(len(f)), np.zeros(len(f))
            for share, column in zip(feature.direction or (1.0,), x[some].T, strict=True):
                if share == 0:
                    continue
                part = share * column
                h = h + part
                if abs(share) != 1:  # else a column as it is
                    lost += _U * (np.abs(part) + np.abs(h)) + tiny
            unit = feature.unit
            assert isinstance(unit, Unit)
            for activation, sign, bias, rest in zip(
                unit.activations, unit.signs, unit.biases, unit.rests, strict=True
            ):
                h = sign * h + bias
                lost = lost + _U * np.abs(h)
                if rest:
                    h = h + rest
                    lost = lost + _U * np.abs(h)
                lost = lost * max(abs(activation.a_plus), abs(activation.a_minus))
                h = activation(h)
                lost += _U * np.abs(h) + tiny
            term = z * h
            f += term
            e += abs(z) * lost + _U * (np.abs(term) + np.abs(f)) + tiny
    return total, error * (1 + 1e-6)
