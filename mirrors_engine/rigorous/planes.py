"""The two dictionaries of the plane, with every turn of a line decided in integers.

Each line through two points is met while a line turns about one of them, passing the other
points in the order of their directions. Floats only guess that order: it is checked, and
where need be corrected, by the signs of cross products of whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cmp_to_key, partial

import numpy as np

from mirrors_engine.features.activation import Activation
from mirrors_engine.progress import Check
from mirrors_engine.rigorous.numbers import integers, times_power, whole_points

_SMALL = 1 << 30  # differences whose cross products fit machine integers
_LARGE = 1 << 62


def dichotomies(x: np.ndarray, u: np.ndarray, sigma: Activation, check: Check) -> Fraction:
    """max |Σ u_n σ(w·x_n + b)| over all w and b, for a step σ and whole u with Σ u = 0.

    A line that parts the points can be moved until it meets a point of the side on its right,
    and turned a little about that side's outermost point on it: it then meets no other point.
    So these are all: what lies to the left at every turn about every point.
    """
    points, _ = whole_points(x)
    if int(np.abs(u).sum()) < _LARGE:
        u = u.astype(np.int64)
    largest = 0
    for order, _, ahead, ends in _turns(points, check):
        w = u[order]
        left = np.append(0, np.cumsum(np.where(ahead, -w, w))[ends]) + w[ahead].sum()
        largest = max(largest, int(left.max()), -int(left.min()))
    return abs(Fraction(sigma.a_plus) - Fraction(sigma.a_minus)) * largest


def oblique_lines(x: np.ndarray, u: np.ndarray, sigma: Activation, check: Check) -> Fraction:
    """max |Σ u_n σ(±(n·x_n - c))|, |n|₁ = 1, over the lines n·x = c through two points.

    With n along (-d_2, d_1)/(|d_1| + |d_2|) for a direction d from point i,
    Σ u (n·(x - x_i))_+ follows from sums of u (x - x_i) over the points to the left.
    """
    whole, power = integers(x.ravel())
    points = whole.reshape(x.shape)
    moment = (u[:, None] * points).sum(axis=0)
    slopes, slope_power = integers(np.array([sigma.a_plus, sigma.a_minus]))
    jump = slopes[0] - slopes[1]
    top, size = 0, 1  # the largest correlation so far is top/size
    for order, away, ahead, _ in _turns(points, check):
        away, w = away.astype(object), u[order]
        moved = w[:, None] * away
        left = moved[ahead].sum(axis=0) - np.cumsum(moved, axis=0)
        # each line is met from both of its first two points
        d, left = away[ahead], left[ahead]
        if not len(d):
            continue
        hinge = d[:, 0] * left[:, 1] - d[:, 1] * left[:, 0]
        line = d[:, 0] * moment[1] - d[:, 1] * moment[0]
        length = np.abs(d).sum(axis=1)
        for start in (slopes[1], -slopes[0]):
            found = np.abs(jump * hinge + start * line)
            better = np.flatnonzero(found * size > length * top)
            if len(better):
                best = max(Fraction(found[k], length[k]) for k in better)
                top, size = best.numerator, best.denominator
    return Fraction(top, size) * times_power(1, power + slope_power)


Turn = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _turns(points: np.ndarray, check: Check) -> Iterator[Turn]:
    """About each point, the others in the order a line turning left from -90° passes them.

    Yields the others in order, their directions in (-90°, 90°] (those behind
    are reflected), which lie ahead and so leave the left side when passed, and the last
    position of each direction.
    """
    # not np.ptp, which subtracts the ends as machine integers
    reach = max(int(column.max()) - int(column.min()) for column in points.T)
    every = np.arange(len(points))
    low = points.min(axis=0)
    points = points - low
    if reach < _SMALL:
        points = points.astype(np.int64)
    spare = 1 << max(0, reach.bit_length() - 1000)  # floats reach 2^1023
    for i in range(len(points)):
        check()
        others = every[every != i]
        away = points[others] - points[i]
        ahead = (away[:, 0] > 0) | ((away[:, 0] == 0) & (away[:, 1] > 0))
        away = np.where(ahead[:, None], away, -away)
        rough = (away // spare).astype(float)
        order = np.argsort(np.arctan2(rough[:, 1], rough[:, 0]), kind="stable")
        turn = _cross(away[order])
        if (turn < 0).any():
            order = np.array(sorted(order.tolist(), key=cmp_to_key(partial(_later, away))))
            turn = _cross(away[order])
        ends = np.flatnonzero(np.append(turn > 0, True)[: len(order)])
        yield others[order], away[order], ahead[order], ends


def _cross(d: np.ndarray) -> np.ndarray:
    """Of each direction with the next: above 0 where the line turns left."""
    return d[:-1, 0] * d[1:, 1] - d[:-1, 1] * d[1:, 0]


def _later(d: np.ndarray, j: int, k: int) -> int:
    """Above 0 where direction j comes after direction k."""
    return int(d[j, 1]) * int(d[k, 0]) - int(d[j, 0]) * int(d[k, 1])
