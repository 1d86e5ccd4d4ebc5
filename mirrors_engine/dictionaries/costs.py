"""Costs by which one of several optimal solutions is chosen, the same whichever way λ came."""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary


def generic_costs(keys: np.ndarray) -> np.ndarray:
    """A fixed cost in [1, 2) of each key, so generic that no two sums of them agree.

    A sine, because exchanges between features often keep sums of ranks or of squares.
    """
    primes = np.array([2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0])
    mixed = np.zeros(len(keys))
    for column in range(keys.shape[1]):
        mixed += keys[:, column] * np.sqrt(primes[column % len(primes)] + column)
    return 1.0 + np.abs(np.modf(1e4 * np.sin(mixed + 1.0))[0])


def kink_costs(dictionary: Dictionary, keys: np.ndarray) -> np.ndarray:
    """What `canonical_costs` gives; where a family needs none, having a closed form, the same:
    the kinks of each feature strictly inside the data, ties by a fixed, generic cost."""
    costs = dictionary.canonical_costs(keys)
    if costs.shape[1]:
        return costs
    low, high = dictionary.grid.x[0], dictionary.grid.x[-1]
    kinks = [
        sum(low < kink.position < high for kink in dictionary.feature(tuple(key)).kinks)
        for key in keys.tolist()
    ]
    return np.column_stack((np.array(kinks, dtype=float).reshape(len(keys)), generic_costs(keys)))
