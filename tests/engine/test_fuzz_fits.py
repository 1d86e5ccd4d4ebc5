"""A sample of the extreme fits of `tests.fuzz_fits`."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.algorithms.linear_program import LinearProgram, ProgramError
from mirrors_engine.errors import MirrorsError
from mirrors_engine.solvers import interpolation
from tests.fuzz_fits import LOSSES, tried


@pytest.mark.parametrize("loss", LOSSES)
def test_extreme_fits_end_in_a_result_or_a_sentence(loss):
    for seed in range(30):
        outcome = tried(seed, loss)
        assert not outcome.trouble, f"--only {seed} --loss {loss}: {outcome.trouble}"


@pytest.mark.parametrize(
    ("loss", "net", "owner", "what", "ratio"),
    [
        ("squared", Architecture("relu", 2), interpolation, "minimise", 0.0),
        ("quantile", Architecture("abs", 3), LinearProgram, "run", 0.1),
    ],
)
def test_a_program_that_fails_says_what_to_do(monkeypatch, loss, net, owner, what, ratio):
    def failing(*_, **__):
        raise ProgramError("The linear program was not solved (unbounded).")

    problem = Problem(Signal(np.arange(6.0), [0, 1, 0, 2, 1, 3]), net, loss)
    assert problem.lam_max > 0
    monkeypatch.setattr(owner, what, failing)
    with pytest.raises(MirrorsError, match=r"^The linear program of .*: use .* nearly agree in x"):
        problem.solve(lam_ratio=ratio)
