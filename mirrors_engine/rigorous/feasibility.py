"""An upper bound on max_j |A_jᵀu| over the exact dictionary of a network."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries import family_of
from mirrors_engine.dictionaries.switching import most_switches
from mirrors_engine.errors import MirrorsError
from mirrors_engine.rigorous.families import KinkFamily, deep_mirrors, mirrors, two_slopes
from mirrors_engine.rigorous.hinges import ExactHinges, OutwardHinges, at_samples
from mirrors_engine.rigorous.numbers import integers, sums_from_right, times_power

EXACT_FEATURES = 500_000  # features on several samples, 0.4 to 1.6 µs each in integers
_BITS = 80  # of the dual point: far below any effect on the bound
_MACHINE_WORK = 500_000  # samples times switches from which machine integers are used

KINK_FAMILIES: dict[str, Callable[[Architecture], KinkFamily]] = {
    "mirrors": mirrors,
    "deep mirrors": deep_mirrors,
    "two slopes": two_slopes,
}
SAMPLE_FAMILIES = ("two-layer", "ramps", "switches", "switching")
Step = Callable[[int], None]
"""Receives the number of features done; may raise `Cancelled`."""


@dataclass(frozen=True)
class Bound:
    """max_j |A_jᵀu| ≤ `largest`, of which `error` covers rounding (0: exact)."""

    largest: Fraction
    error: Fraction = Fraction(0)


def check_supported(net: Architecture) -> str:
    """The name of the family.

    Raises
    ------
    MirrorsError
        If its features cannot be enumerated exactly yet.
    """
    name = family_of(net).name if net.inputs == "line" else ""
    if name not in KINK_FAMILIES and name not in SAMPLE_FAMILIES:
        raise MirrorsError(
            f"A rigorous proof for a {net.describe()} is not available: rely on its certificate."
        )
    return name


def dual_bits(net: Architecture, n: int) -> int:
    """How many bits of the dual point to keep."""
    if check_supported(net) == "switching" and n * most_switches(net) > _MACHINE_WORK:
        return 61 - n.bit_length()  # then Σ|u| fits a machine integer
    return _BITS


def bound(net: Architecture, x: np.ndarray, u: np.ndarray, exact: bool, step: Step) -> Bound:
    """Bound for whole duals u with Σ u = 0.

    Parameters
    ----------
    x : (N,) ndarray
        The samples as floats; N ≥ 2.
    u : (N,) object ndarray
        Integers.
    exact : bool
        False: features on several samples are evaluated in floats with an error bound.
    """
    name = check_supported(net)
    if name in ("switches", "switching"):
        return Bound(_steps(net, name, u, step))
    whole, power = integers(x, lambda: step(0))
    whole = whole - whole[0]
    if name in SAMPLE_FAMILIES:
        _, phi = at_samples(whole, u, lambda: step(0))
        low, high = int(phi.min()), int(phi.max())
        return Bound(_kinks_at_samples(net, name, low, high, int(phi[0])) * times_power(1, power))
    family = KINK_FAMILIES[name](net)
    if exact:
        hinges = ExactHinges(whole, u, family.parts, family.slopes, family.reach)
        largest = max(_strongest(family, hinges, step))
        unit = family.unit * times_power(1, power) / (family.parts * family.slopes)
        return Bound(Fraction(int(largest)) * unit)
    floats = OutwardHinges(whole, u, family.outward_parts, family.outward_reach)
    near = Fraction(float(max(_strongest(family, floats, step))))
    error = Fraction(floats.error(family.factors))
    unit = family.unit * times_power(1, power + floats.power)
    return Bound((near + error) * unit, error * unit)


def _strongest(family: KinkFamily, hinges: ExactHinges | OutwardHinges, step: Step) -> Iterator:
    done = 0
    for values in family.correlations(hinges):
        strongest = np.abs(values).max()
        if not strongest < math.inf:
            raise MirrorsError("x spans too wide a range for a proof in floating point: thin it.")
        yield strongest
        done += values.size
        step(done)


def _kinks_at_samples(net: Architecture, name: str, low: int, high: int, line: int) -> Fraction:
    """Features with all kinks at samples, from the least and greatest Φ there."""
    if name == "ramps":
        return Fraction(high - low)  # Φ(p) - Φ(q)
    sigma = net.activations[0]
    plus, minus = Fraction(sigma.a_plus), Fraction(sigma.a_minus)
    # σ(x - x_n) has slope a₋ on the left, σ(x_n - x) has -a₊; both bend by a₊ - a₋
    return max(
        abs((plus - minus) * phi + start * line) for phi in (low, high) for start in (minus, -plus)
    )


def _steps(net: Architecture, name: str, u: np.ndarray, step: Step) -> Fraction:
    """Alternating sums T_p - T_q + ... of at most m terms, T_n = Σ_{i≥n} u_i, by dynamic program.

    An integer program: row k of the table holds the best sums of at most k terms that start
    at or after each sample, with either sign of the first.
    """
    sigma = net.activations[0]
    tail = sums_from_right(u[1:], lambda: step(0))
    jump = abs(Fraction(sigma.a_plus) - Fraction(sigma.a_minus))
    if name == "switches":
        return jump * max(int(tail.max()), -int(tail.min()))
    most = min(most_switches(net), len(u) - 1)
    if int(np.abs(u).sum()) < 1 << 62:
        # no alternating sum exceeds Σ|u|
        tail = tail.astype(np.int64)
    after = np.zeros((2, len(tail) + 1), dtype=tail.dtype)
    for k in range(most):
        step(k)
        longer = np.zeros_like(after)
        longer[0, :-1] = after[1, 1:] + tail
        longer[1, :-1] = after[0, 1:] - tail
        after = np.maximum.accumulate(longer[:, ::-1], axis=1)[:, ::-1]
    return jump * int(after[:, 0].max())
