"""Where rows that pull a common constant up and down are in balance."""

from __future__ import annotations

from collections.abc import Callable

_STEPS = 200


def where_balanced(pulls: Callable[[float], tuple[float, float]], low: float, high: float) -> float:
    """The root of a decreasing function on [low, high], to the last digit.

    Parameters
    ----------
    pulls : callable
        c ↦ (the function, minus its derivative).
    low, high : float
        Where it is not negative, and not positive.

    Notes
    -----
    Newton's steps, halving the bracket whenever one would leave it.
    """
    c = 0.5 * (low + high)
    for _ in range(_STEPS):
        pull, slope = pulls(c)
        if pull == 0:
            return c
        if pull > 0:
            low = c
        else:
            high = c
        step = c + pull / slope if slope > 0 else low
        new = step if low < step < high else low + 0.5 * (high - low)
        if new in (low, high, c):
            return c
        c = new
    return c
