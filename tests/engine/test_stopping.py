"""What takes long can be stopped all the while, whatever the loss."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal
from mirrors_engine.errors import Cancelled
from mirrors_engine.problem import Problem
from mirrors_engine.solvers import coordinate_descent


@pytest.mark.parametrize("loss", ["squared", "huber", "quantile", "logistic"])
def test_lam_max_can_be_cancelled(loss, monkeypatch):
    rng = np.random.default_rng(0)
    x, y = np.linspace(0, 1, 40), np.sign(rng.standard_normal(40))
    problem = Problem(Signal(x, y), Architecture("abs", 4), loss)
    running, passes = False, 0
    price = problem.dictionary.price

    def counted(*arguments, **options):
        nonlocal running, passes
        running, passes = True, passes + 1
        try:
            return price(*arguments, **options)
        finally:
            running = False

    monkeypatch.setattr(problem.dictionary, "price", counted)

    def stop(progress) -> None:
        if running and passes == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        problem.solve(lam_ratio=0.1, monitor=stop)
    # stopping leaves nothing half done behind
    assert problem.solve(lam_ratio=0.5).certified


@pytest.mark.parametrize("loss", ["squared", "huber", "logistic"])
@pytest.mark.parametrize("samples", [40, 700])  # Huber's loss is solved another way above 500
def test_coordinate_descent_looks_before_each_of_its_rounds(loss, samples, monkeypatch):
    rng = np.random.default_rng(samples)
    x = np.sort(rng.uniform(0, 1, samples))
    y = np.sin(9 * x) + 0.3 * rng.standard_t(2, samples)
    if loss == "logistic":
        y = np.sign(y)
    problem = Problem(Signal(x, y), Architecture("relu", 2), loss)
    heard: list[str] = []
    sweeps = coordinate_descent.sweeps

    def counted(*arguments):
        heard.append("round")
        if heard.count("round") == 20:
            raise Cancelled
        return sweeps(*arguments)

    monkeypatch.setattr(coordinate_descent, "sweeps", counted)
    with pytest.raises(Cancelled):
        problem.solve(
            lam_ratio=0.01,
            solver="coordinate_descent",
            monitor=lambda progress: heard.append("look"),
        )
    before = {heard[k - 1] for k in range(1, len(heard)) if heard[k] == "round"}
    assert before == {"look"}
