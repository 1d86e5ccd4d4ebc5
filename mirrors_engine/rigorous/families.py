"""Every feature of a network by its exact kinks, written anew.

The statements are in the manual, Vertices and Dictionaries. Here, in `folds.py` and in
`planes.py` a proof enumerates dictionaries; they share nothing with
`mirrors_engine.dictionaries`. Features may be listed twice, and units that are no vertex may be
listed too: each is a network of the architecture, so neither harms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.rigorous.hinges import Hinges

_BLOCK = 1 << 15  # correlations per block
Correlations = Callable[[Hinges], Iterator[np.ndarray]]


@dataclass(frozen=True)
class KinkFamily:
    """How a family that is built on pairs or triples of samples is evaluated.

    Attributes
    ----------
    correlations : callable
        Yields arrays that together hold the correlation of every feature.
    parts, slopes : int
        Common denominators of its kinks (in samples) and slopes.
    outward_parts : int
        The denominator in floats, a power of two.
    reach : int
        Bound on the sum of the absolute factors of samples in a kink, times `parts`.
    outward_reach : float
        The same in floats, in units of 1/outward_parts.
    factors : float
        Bound on |left slope| + Σ |slope change|, intermediate sums included.
    unit : Fraction
        The true slopes are `unit` times those here.
    """

    correlations: Correlations
    parts: int
    slopes: int
    outward_parts: int
    reach: int
    outward_reach: float
    factors: float
    unit: Fraction = Fraction(1)


def mirrors(net: Architecture) -> KinkFamily:
    """Three layers: reflections and midpoints, as W-shapes or as valleys and tents."""
    # (left slope, change at the outer kinks, change at the centre)
    shapes = [(-1, 2, -2)] if net.activation == "abs" else [(-1, 1, 0), (0, 1, -2)]

    def correlations(hinges: Hinges) -> Iterator[np.ndarray]:
        s, phi, line = hinges.points, hinges.phi, hinges.line
        here = phi(2 * s)
        rows = max(1, _BLOCK // len(s))
        for first in range(0, len(s), rows):
            own, at_own = s[first : first + rows, None], here[first : first + rows, None]
            mirrored = phi(4 * own - 2 * s) + here
            between, both = phi(own + s[first:]), at_own + here[first:]
            for left, outer, inner in shapes:
                yield left * line + outer * mirrored + inner * at_own
                yield left * line + outer * both + inner * between

    return KinkFamily(correlations, 2, 1, 2, 6, 6, 7)


def two_slopes(net: Architecture) -> KinkFamily:
    """Three layers of slopes a₊ and a₋, both not zero: σ(s₂(h - c)), h = σ(s₁(x - a))."""
    sigma = net.activations[0]
    plus, minus = Fraction(sigma.a_plus), Fraction(sigma.a_minus)
    largest = max(abs(plus), abs(minus))
    plus, minus = plus / largest, minus / largest
    # the two as whole numbers p, m; kinks are multiples of 1/(p m (p - m))
    common = plus.denominator * minus.denominator
    p, m = int(plus * common), int(minus * common)
    folds = plus * minus < 0
    parts = abs(p * m * (p - m)) if folds else 1
    steepest = max(abs(plus / minus), abs(minus / plus)) if folds else Fraction(0)

    def correlations(hinges: Hinges) -> Iterator[np.ndarray]:
        for s1 in (1, -1):
            left, right = (minus, plus) if s1 > 0 else (-plus, -minus)
            for s2 in (1, -1):
                over, under = (plus, minus) if s2 > 0 else (-minus, -plus)
                yield from _one_sign_pair(hinges, left, right, over, under, folds)

    reach = parts * (2 + 2 * steepest)
    return KinkFamily(
        correlations,
        parts,
        common * common,
        1,
        int(reach) + 1,
        float(2 + 2 * steepest) * (1 + 1e-9),
        8.0,
        largest * largest,
    )


def _one_sign_pair(
    hinges: Hinges, left: Fraction, right: Fraction, over: Fraction, under: Fraction, folds: bool
) -> Iterator[np.ndarray]:
    """h has slope `left` before a and `right` after it; the last layer `over` or `under` c."""
    s, one = hinges.points, hinges.position(Fraction(1))

    def along(*breaks: tuple[Fraction, np.ndarray], start: Fraction) -> np.ndarray:
        """Correlation of the function with slope `start`, then each slope from its kink on."""
        total, before = hinges.slope(start) * hinges.line, start
        for slope, value in breaks:
            total = total + hinges.slope(slope - before) * value
            before = slope
        return total

    here = hinges.phi(one * s)
    # the last layer's slope before and after h crosses c, or outside and inside both crossings
    first, second = (under, over) if left > 0 else (over, under)
    if folds:
        to_left, to_right = hinges.position(right / left), hinges.position(left / right)
        share = hinges.position(right / (right - left))
    for j in range(len(s)):
        a, at_a, later, sooner = s[j], here[j], s[j:], s[: j + 1]
        if not folds:
            yield along((first * right, at_a), (second * right, here[j:]), start=first * left)
            yield along((second * left, here[: j + 1]), (second * right, at_a), start=first * left)
            continue
        across = hinges.phi(one * a + (later - a) * to_left)
        yield along(
            (second * left, across),
            (second * right, at_a),
            (first * right, here[j:]),
            start=first * left,
        )
        across = hinges.phi(one * a + (sooner - a) * to_right)
        yield along(
            (second * left, here[: j + 1]),
            (second * right, at_a),
            (first * right, across),
            start=first * left,
        )
        # c at the common level of samples j and k, a between them
        middle = hinges.phi(one * a + (later - a) * share)
        yield along(
            (second * left, at_a),
            (second * right, middle),
            (first * right, here[j:]),
            start=first * left,
        )
