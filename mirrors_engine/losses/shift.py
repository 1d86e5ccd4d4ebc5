"""The constant at which the negative gradients of the rows sum to 0."""

from __future__ import annotations

from collections.abc import Callable

_STEPS = 200


def where_balanced(
    gradient: Callable[[float], tuple[float, float]], low: float, high: float
) -> float:
    """The root of a decreasing function on [low, high], to the last digit.

    Parameters
    ----------
    gradient : callable
        c ↦ (the function, minus its derivative).
    low, high : float
        Where it is not negative, and not positive.

    Notes
    -----
    Newton's steps, halving the bracket whenever one would leave it.
    """
    c = 0.5 * (low + high)
    for _ in range(_STEPS):
        value, slope = gradient(c)
        if value == 0:
            return c
        if value > 0:
            low = c
        else:
            high = c
        step = c + value / slope if slope > 0 else low
        new = step if low < step < high else low + 0.5 * (high - low)
        if new in (low, high, c):
            return c
        c = new
    return c
