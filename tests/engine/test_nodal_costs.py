"""Every cost on every network whose norm is a cost of slopes, with weights, by brute force."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Problem, Signal
from mirrors_engine.solvers import nodal
from mirrors_engine.solvers.nodal import quantile
from tests.fuzz_kinks import NETS
from tests.nodal_oracle import LOSSES, faults_of

WEIGHTS = {"equal": 0.0, "some": 0.5, "extreme": 4.0}  # powers of ten either way
OPTIONS = {"huber": {"delta": 0.2}, "quantile": {"quantile": 0.9}}


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("spread", WEIGHTS)
def test_the_value_of_brute_force_and_a_proof_by_hand(name, loss, spread):
    rng = np.random.default_rng(sum(map(ord, name + loss + spread)))
    n = 60
    x = np.sort(rng.random(n))
    y = np.sin(7 * x) + 0.3 * rng.standard_normal(n)
    if loss == "logistic":
        y = np.where(y > np.median(y), 1.0, -1.0)
    w = 10 ** rng.uniform(-WEIGHTS[spread], WEIGHTS[spread], n)
    options = OPTIONS.get(loss, {})
    problem = Problem(Signal(x, y, w), NETS[name], loss, **options)
    for ratio in (0.3, 0.02):
        lam = ratio * problem.lam_max
        answers = [problem.solve(lam)]
        if loss == "quantile":  # so few rows go to a linear program over features
            scaled = problem.to_scaled_lam(lam)
            found = quantile.solve(
                problem.dictionary, problem.rows, scaled, lambda *_: None, lambda: None
            )
            assert found is not None or spread == "extreme", ratio
            answers += [] if found is None else [problem.result_of(lam, found, 0.0)]
        assert nodal.applies(problem.dictionary)
        for result in answers:
            assert not faults_of(result, NETS[name], x, y, w, loss, **options), ratio
