"""A start from a λ that is far away is left, where features would slide through many samples."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine import problem as module


@pytest.fixture(scope="module")
def signal():
    rng = np.random.default_rng(0)
    x = np.sort(rng.random(1500))
    return Signal(x, np.sin(8 * x) + (x > 0.5) + 0.1 * rng.standard_normal(1500))


@pytest.mark.parametrize(("limit", "ratio", "used"), [(80.0, 0.019, 1), (80.0, 0.01, 0)])
def test_only_near_starts_are_used_and_the_answer_is_the_same(
    signal, monkeypatch, limit, ratio, used
):
    problem = Problem(signal, Architecture("abs", 3))
    start, cold = problem.solve(lam_ratio=0.02), problem.solve(lam_ratio=ratio)
    asked = []
    of = problem.start_of
    monkeypatch.setattr(module, "_FAR", limit)  # 5 % of 1500 samples, and a little more
    monkeypatch.setattr(problem, "start_of", lambda result: asked.append(result) or of(result))
    found = problem.solve(lam_ratio=ratio, start=start)
    assert len(asked) == used
    assert [f.key for f in found.features] == [f.key for f in cold.features]
    np.testing.assert_allclose(found.weights, cold.weights, rtol=1e-8)
    assert found.certified


def test_two_layers_start_from_anywhere(signal, monkeypatch):
    monkeypatch.setattr(module, "_FAR", 0.0)
    problem = Problem(signal, Architecture("relu", 2))
    start = problem.solve(lam_ratio=0.3)
    asked = []
    of = problem.start_of
    monkeypatch.setattr(problem, "start_of", lambda result: asked.append(result) or of(result))
    problem.solve(lam_ratio=0.01, start=start)
    assert asked == [start]
