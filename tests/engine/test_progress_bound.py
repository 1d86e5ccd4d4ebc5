"""Progress says how far the largest correlation of the whole dictionary lies above λ."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.solvers import working_set


@pytest.mark.parametrize(
    ("net", "n", "stage"),
    [
        (Architecture("abs", 3), 300, "every fourth sample first"),
        (Architecture("abs", 6), 6, "fewer layers first"),
    ],
)
def test_the_bound_falls_to_lam_and_a_smaller_problem_claims_no_gap(net, n, stage, monkeypatch):
    """A smaller problem's gap of 3e-15 stood there as that of the whole, seconds before its end."""
    monkeypatch.setattr(working_set, "COARSE_FROM", 1000)
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(0, 1, n))
    problem = Problem(Signal(x, np.sin(8 * x) + 0.1 * rng.standard_normal(n)), net)
    steps = []
    result = problem.solve(lam_ratio=0.3, monitor=steps.append)
    assert result.certified
    first = [step for step in steps if step.stage == stage]
    assert first and all(step.gap is None for step in first)
    assert any(step.bound is not None for step in first)
    known = [step for step in steps if step.stage == "solving" and step.bound is not None]
    assert known and all(step.gap is not None for step in known)
    bounds = [step.bound for step in known]
    assert min(bounds) >= result.certificate.max_correlation - 1e-9
    assert bounds[-1] == pytest.approx(1, abs=1e-9)
