"""A weight that the optimum does not need is not shown, whichever way λ came, and no event is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from mirrors_engine import Problem, Signal
from mirrors_engine.homotopy import path_events
from tests.spurious_weight_cases import NETWORKS, RATIOS, TINY, cases, is_needless, signals


def tiny(weights: np.ndarray) -> bool:
    size = np.abs(weights)
    return bool(len(size)) and float(size.min()) < TINY * float(size.sum())


# found by `cases`: the seed, the signal and the network of weights 1e-10 to 1e-12 of the norm
SPURIOUS = [(208, 1, "relu2"), (208, 1, "abs3"), (104, 5, "relu3")]


@pytest.mark.parametrize(("seed", "which", "name"), SPURIOUS)
def test_no_tiny_weight_on_clusters_with_one_spike(seed, which, name):
    signal = next(itertools.islice(signals(seed), which, None))
    problem = Problem(signal, NETWORKS[name])
    before = None
    for ratio in RATIOS:
        cold = problem.solve(lam_ratio=ratio)
        warm = problem.solve(lam_ratio=ratio, start=before) if before is not None else cold
        for result in (cold, warm):
            assert result.certified and result.gap < 1e-9
            assert not (tiny(result.weights) and is_needless(result, problem))
        before = cold


@pytest.mark.parametrize("seed", range(2))
def test_no_needless_weight(seed):
    for name, problem in cases(seed):
        for ratio in RATIOS[::2]:
            result = problem.solve(lam_ratio=ratio)
            assert result.certified
            assert not (tiny(result.weights) and is_needless(result, problem)), (name, ratio)


def test_tiny_weights_that_the_data_ask_for_stay():
    """Steps of 1e-10 in y, at a λ below them: each is a switch of the optimum."""
    y = np.array([0, 1e-10, 2e-10, 3e-10, 1.0])
    problem = Problem(Signal(np.arange(5.0), y), NETWORKS["sign2"])
    result = problem.solve(1e-12)
    assert len(result.weights) == 4 and result.certified


@pytest.mark.parametrize(("seed", "which", "name"), SPURIOUS[:2])
def test_no_event_of_a_needless_weight(seed, which, name):
    signal = next(itertools.islice(signals(seed), which, None))
    problem = Problem(signal, NETWORKS[name])
    *_, path = path_events(problem, 1e-2)
    assert path.events and path.complete
    for segment in path.segments:
        ends = np.maximum(np.abs(segment.top.weights), np.abs(segment.bottom.weights))
        assert not (tiny(ends) and is_needless(segment.sample, problem))
