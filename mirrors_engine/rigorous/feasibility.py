"""An upper bound on max_j |A_jᵀu| over the exact dictionary of a network."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.registry import family_of
from mirrors_engine.dictionaries.steps.several_switches import most_switches
from mirrors_engine.errors import MirrorsError
from mirrors_engine.results import FitResult
from mirrors_engine.rigorous.families import KinkFamily, mirrors, two_slopes
from mirrors_engine.rigorous.folds import deep_folds
from mirrors_engine.rigorous.hinges import ExactHinges, OutwardHinges, at_samples
from mirrors_engine.rigorous.numbers import grouped, integers, sums_from_right, times_power
from mirrors_engine.rigorous.planes import dichotomies, oblique_lines

EXACT_FEATURES = 500_000  # features on several samples, 0.4 to 1.6 µs each in integers
_BITS = 80  # of the dual point: far below any effect on the bound
_MOST_ENUMERATED = 10**9  # features on several samples: minutes
_DEEPEST = 5  # layers of a chain of folds: of six the systems alone take half a minute to list
_MACHINE_WORK = 500_000  # samples times switches from which machine integers are used

KINK_FAMILIES: dict[str, Callable[[Architecture], KinkFamily]] = {
    "mirrors": mirrors,
    "two slopes": two_slopes,
    "folds": deep_folds,
}
SAMPLE_FAMILIES = ("two-layer", "ramps", "one-sided ramps", "data folds")
STEP_FAMILIES = ("switches", "switching")
PLANE_FAMILIES = ("kink lines", "half planes")
Advance = Callable[[int], None]
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
    name = family_of(net).name
    known = name in (*KINK_FAMILIES, *SAMPLE_FAMILIES, *STEP_FAMILIES, *PLANE_FAMILIES)
    if not known or (name == "folds" and net.layers > _DEEPEST):
        raise MirrorsError(
            f"A rigorous proof for a {net.describe()} is not available: rely on its certificate."
        )
    return name


def dual_bits(net: Architecture, n: int) -> int:
    """How many bits of the dual point to keep."""
    name = check_supported(net)
    work = n * (most_switches(net) if name == "switching" else n * (name == "half planes"))
    if work > _MACHINE_WORK:
        return 61 - n.bit_length()  # then Σ|u| fits a machine integer
    return _BITS


def bound(net: Architecture, x: np.ndarray, u: np.ndarray, exact: bool, step: Advance) -> Bound:
    """Bound for whole duals u with Σ u = 0.

    Parameters
    ----------
    x : (N,) ndarray, or (N, d) for several input columns
        The samples as floats; N ≥ 2.
    u : (N,) object ndarray
        Integers.
    exact : bool
        False: features on several samples are evaluated in floats with an error bound.
    """
    name = check_supported(net)
    if net.inputs == "additive":
        return _columns(replace(net, inputs="line"), x, u, exact, step)
    if name == "half planes":
        return Bound(dichotomies(x, u, net.activations[0], lambda: step(0)))
    if name == "kink lines":
        # parallel to an axis the features are those of one column
        axes = _columns(replace(net, inputs="line"), x, u, exact, step)
        oblique = oblique_lines(x, u, net.activations[0], lambda: step(0))
        return Bound(max(axes.largest, oblique), axes.error)
    if name in STEP_FAMILIES:
        return Bound(_steps(net, name, u, step))
    whole, power = integers(x, lambda: step(0))
    whole = whole - whole[0]
    if name in SAMPLE_FAMILIES:
        return Bound(_at_samples(net, name, whole, u, step) * times_power(1, power))
    size = family_of(net).size_of(net, len(x))
    if size > _MOST_ENUMERATED:
        raise MirrorsError(
            f"A rigorous proof visits every feature, and {size:.1g} of them would take hours: thin "
            "the signal, or rely on the certificate."
        )
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


def largest_correlation(
    result: FitResult, u: np.ndarray, power: int, exact: bool, step: Advance
) -> tuple[Fraction, Fraction]:
    """Bound on max_j |A_jᵀu|·2^power at the samples of a result, and the error it allows for."""
    largest, error = Fraction(0), Fraction(0)
    if len(u) > 1 and any(u):
        found = bound(result.architecture, result.signal.x, u, exact, step)
        unit = Fraction(2) ** power
        largest, error = found.largest * unit, found.error * unit
    step(result.dictionary_size)
    return largest, error


def _columns(line: Architecture, x: np.ndarray, u: np.ndarray, exact: bool, step: Advance) -> Bound:
    """Units that read one of several columns see the sums of u over its distinct values."""
    found, done = [Bound(Fraction(0))], 0

    def further(k: int) -> None:
        step(done + k)

    for column in x.T:
        values, which = np.unique(column, return_inverse=True)
        sums = grouped(u, which, len(values))
        if len(values) > 1 and any(sums):
            found.append(bound(line, values, sums, exact, further))
        done += family_of(line).size_of(line, len(values))
    return Bound(max(b.largest for b in found), max(b.error for b in found))


def _strongest(family: KinkFamily, hinges: ExactHinges | OutwardHinges, step: Advance) -> Iterator:
    done = 0
    for values in family.correlations(hinges):
        strongest = np.abs(values).max()
        if not strongest < math.inf:
            raise MirrorsError("x spans too wide a range for a proof in floating point: thin it.")
        yield strongest
        done += values.size
        step(done)


def _at_samples(
    net: Architecture, name: str, x: np.ndarray, u: np.ndarray, step: Advance
) -> Fraction:
    """Features with all kinks at samples, from Φ there; or any 1-Lipschitz function."""
    tail, phi = at_samples(x, u, lambda: step(0))
    if name == "data folds":
        # deep units of |·| have slopes ±1 and 0: none beats the cost of transport ∫|T|
        return Fraction(int((np.abs(tail[1:]) * np.diff(x)).sum()))
    low, high, line = int(phi.min()), int(phi.max()), int(phi[0])
    if name == "ramps":
        return Fraction(high - low)  # Φ(p) - Φ(q)
    if name == "one-sided ramps":
        # σ(u) = c·relu(±u) is as relu with each of the L - 1 layers |c| times larger
        slope = max(abs(Fraction(a)) for a in net.slopes or ())
        return (high - low) * slope ** (net.layers - 1)
    sigma = net.activations[0]
    plus, minus = Fraction(sigma.a_plus), Fraction(sigma.a_minus)
    # σ(x - x_n) has slope a₋ on the left, σ(x_n - x) has -a₊; both bend by a₊ - a₋
    return max(
        abs((plus - minus) * phi + start * line) for phi in (low, high) for start in (minus, -plus)
    )


def _steps(net: Architecture, name: str, u: np.ndarray, step: Advance) -> Fraction:
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
