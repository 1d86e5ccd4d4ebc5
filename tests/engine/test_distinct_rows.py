"""Distinct rows, against a loop over tuples."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine.utils.distinct_rows import distinct, positions


@pytest.mark.parametrize("shape", [(0, 2), (1, 3), (40, 1), (60, 2), (300, 3)])
def test_rows_are_those_of_a_loop(shape):
    rows = np.random.default_rng(shape[0]).integers(-2, 3, shape)
    tuples = [tuple(row) for row in rows.tolist()]
    names = sorted(set(tuples))
    first, which = positions(rows)
    assert first.tolist() == [tuples.index(name) for name in names]
    assert which.tolist() == [names.index(row) for row in tuples]
    assert list(map(tuple, distinct(rows).tolist())) == names


def test_both_zeros_are_one_number():
    first, which = positions(np.array([[-0.0, 1.0], [0.0, 1.0], [0.5, 1.0]]))
    assert first.tolist() == [0, 2] and which.tolist() == [0, 0, 1]
