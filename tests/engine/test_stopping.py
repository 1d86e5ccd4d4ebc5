"""The first pass over a dictionary, for λ_max, can be stopped whatever the loss."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal
from mirrors_engine.errors import Cancelled
from mirrors_engine.problem import Problem


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
