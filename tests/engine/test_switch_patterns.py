"""The theorem by running every small network: a unit is any vector with so many switches."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from switching_brute import STEPS

Patterns = set[tuple[float, ...]]


def reading(activation: str, inputs: np.ndarray, largest: int = 2) -> Patterns:
    """Outputs of one neuron over these inputs (fan-in, N), all weights and biases that differ.

    Integer weights up to 2 realise every threshold function of up to three inputs.
    """
    weights = np.array(list(itertools.product(range(-largest, largest + 1), repeat=len(inputs))))
    right, left = STEPS[activation]
    biases = np.arange(-2.0 * largest * len(inputs) - 1, 2 * largest * len(inputs) + 2) * 0.5
    pre = (weights @ inputs)[:, None, :] + biases[:, None]
    out = np.where(pre >= 0, right, left).reshape(-1, inputs.shape[1])
    return set(map(tuple, np.unique(out, axis=0).tolist()))


def first_layer(activation: str, n: int) -> Patterns:
    """One neuron over t: both orientations, biases at and between the samples and beyond."""
    t = np.arange(n, dtype=float)
    right, left = STEPS[activation]
    return {
        tuple(np.where(w * t + b >= 0, right, left).tolist())
        for w in (-1.0, 0.0, 1.0)
        for b in np.arange(-n - 1, n + 1, 0.5)
    }


def above(activation: str, below: Patterns, fan_in: int) -> Patterns:
    """All outputs of a neuron that reads any `fan_in` of these."""
    out: Patterns = set()
    for some in itertools.combinations_with_replacement(sorted(below), fan_in):
        out |= reading(activation, np.array(some))
    return out


def full_layers(activation: str, n: int, widths: tuple[int, ...]) -> Patterns:
    """All outputs of the last neuron of a unit with full layers of these widths."""
    out: Patterns = set()
    states = itertools.combinations_with_replacement(sorted(first_layer(activation, n)), widths[0])
    layers = {frozenset(state) for state in states}
    for width in widths[1:]:
        deeper = set()
        for layer in layers:
            values = sorted(reading(activation, np.array(sorted(layer))))
            deeper |= {frozenset(s) for s in itertools.combinations_with_replacement(values, width)}
        layers = deeper
    for layer in layers:
        out |= reading(activation, np.array(sorted(layer)))
    return out


def with_switches(activation: str, n: int, most: int) -> Patterns:
    """Every step vector with at most that many switches: both signs, and the constants."""
    return {
        s
        for s in itertools.product(STEPS[activation], repeat=n)
        if np.count_nonzero(np.diff(s)) <= most
    }


@pytest.mark.parametrize("activation", STEPS)
@pytest.mark.parametrize("widths", [(1,), (2,), (3,), (2, 1), (2, 2), (1, 2), (3, 1)])
def test_a_rectangular_unit_is_any_vector_with_m_switches(activation, widths):
    """Exactly m switches, fewer, both global signs and the constants; depth adds nothing."""
    n = 5
    assert full_layers(activation, n, widths) == with_switches(activation, n, widths[0])


@pytest.mark.parametrize("activation", STEPS)
@pytest.mark.parametrize(("widths", "n"), [((2, 2), 6), ((3, 1), 5), ((1, 3), 5)])
def test_a_tree_unit_is_any_vector_with_the_product_of_switches(activation, widths, n):
    patterns = first_layer(activation, n)
    for fan_in in widths:
        patterns = above(activation, patterns, fan_in)
    assert patterns == with_switches(activation, n, math.prod(widths))
