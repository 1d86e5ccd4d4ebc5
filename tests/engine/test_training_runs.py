"""A training run: the same for the same seed, told in frozen events, stopped or refused."""

from __future__ import annotations

import numpy as np
import pytest
from brute import NETS, random_signal
from training_cases import ADDITIVE, columns_signal

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.errors import ArchitectureError, Cancelled, MirrorsError, SizeError
from mirrors_engine.progress import Progress
from mirrors_engine.training import METHODS, TrainingSettings, default_units, last, train
from mirrors_engine.training.objective import BLOCK


@pytest.mark.parametrize("method", METHODS)
def test_the_same_seed_gives_the_same_curve(method):
    result = fit(random_signal(12, 12), NETS["abs3"], lam_ratio=0.05)
    settings = TrainingSettings(method, starts=3, steps=60, batch=5, seed=4)
    one, two = (last(train(result, settings)) for _ in range(2))
    for a, b in zip(one.objectives, two.objectives, strict=True):
        assert a.tobytes() == b.tobytes()
    other = last(train(result, TrainingSettings(method, starts=3, steps=60, batch=5, seed=5)))
    assert not np.array_equal(one.final, other.final)
    more = last(train(result, TrainingSettings(method, starts=5, steps=60, batch=5, seed=4)))
    first = [[curve[0] for curve in run.objectives[:3]] for run in (one, more)]
    np.testing.assert_allclose(*first, rtol=1e-12)


def test_events_are_frozen_and_grow():
    result = fit(random_signal(13, 60), NETS["abs3"], lam_ratio=0.01)
    events = list(train(result, TrainingSettings(starts=10, steps=1500)))
    assert [event.done for event in events] == [False] * (len(events) - 1) + [True]
    lengths = [len(event.steps[0]) for event in events]
    assert lengths == sorted(lengths)
    assert events[-1].steps[0][0] == 0
    assert events[-1].steps[0][-1] == 1500
    with pytest.raises(ValueError, match="read-only"):
        events[-1].objectives[0][0] = 0.0
    with pytest.raises(AttributeError):
        events[-1].done = False  # type: ignore[misc]


@pytest.mark.parametrize("method", METHODS)
def test_every_step_can_be_asked_for_and_changes_nothing(method):
    result = fit(random_signal(14, 12), NETS["abs3"], lam_ratio=0.05)
    settings = TrainingSettings(method, starts=2, steps=700, batch=5, seed=4, units=6)
    plain = last(train(result, settings))
    events = list(train(result, settings, wanted=lambda read: True))
    for start in range(2):
        run = [e for e in events if len(e.steps) > start]
        ends = np.unique([e.steps[start][-1] for e in run])
        np.testing.assert_array_equal(ends, np.arange(ends[-1] + 1))  # none is left out
        whole = events[-1]
        common = np.isin(whole.steps[start], plain.steps[start])
        assert common.sum() == len(plain.steps[start])
        np.testing.assert_array_equal(whole.objectives[start][common], plain.objectives[start])
    for event in events[:: len(events) // 7]:  # an event has the network of its step
        value = event.networks[0].objective(result.signal, result.lam)
        assert value == pytest.approx(event.objectives[0][-1], rel=1e-8)


@pytest.mark.parametrize("method", METHODS)
def test_a_stop_is_heard_between_blocks(method):
    n = 3000
    x = np.linspace(0, 10, n)
    result = fit(Signal(x, np.sin(x)), NETS["relu2"], lam_ratio=0.1)
    settings = TrainingSettings(method, starts=20, steps=50, units=20)
    calls = 0

    def monitor(progress: Progress) -> None:
        nonlocal calls
        calls += 1
        assert progress.stage == "training"
        assert 0 <= progress.fraction <= 1
        if calls == 30:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        list(train(result, settings, monitor))
    assert calls == 30
    # one block is at most so many numbers, so each gradient asks several times
    starts = 1 if method == "lbfgs" else 20
    assert n * starts * 20 / BLOCK < 30


def test_steps_that_overflow_are_said_to(recwarn):
    result = fit(random_signal(15, 12), NETS["abs4"], lam_ratio=0.1)
    outcome = last(train(result, TrainingSettings("sgd", starts=4, steps=200, step_size=1e60)))
    assert np.isposinf(outcome.final).all()
    assert np.isposinf(outcome.excess).all()
    assert not recwarn.list


@pytest.mark.parametrize("name", ["sign2", "threshold2"])
def test_steps_have_no_gradient(name):
    result = fit(random_signal(16, 10), NETS[name], lam_ratio=0.1)
    with pytest.raises(ArchitectureError, match="zero gradient almost everywhere"):
        train(result)


def test_refusals():
    result = fit(random_signal(17, 12), NETS["abs3"], lam_ratio=0.01)
    needed = len(result.weights)
    assert needed <= default_units(result) <= max(10, 4 * needed)
    with pytest.raises(MirrorsError, match=f"use {needed} or more"):
        train(result, TrainingSettings(units=needed - 1, from_optimum=True))
    with pytest.raises(SizeError, match="starts or fewer units"):
        train(result, TrainingSettings(units=1000, starts=1000))
    with pytest.raises(MirrorsError, match="λ = 0"):
        train(fit(random_signal(17, 12), NETS["abs3"], lam=0))
    plane = Architecture("relu", 2, inputs="plane")
    with pytest.raises(ArchitectureError, match="one column a unit"):
        train(fit(columns_signal(), plane, lam_ratio=0.5))
    additive = fit(columns_signal(), ADDITIVE, lam_ratio=0.5)
    with pytest.raises(MirrorsError, match="cannot read 2 columns"):
        train(additive, TrainingSettings(units=1))
    for wrong in (
        {"method": "newton"},
        {"starts": 0},
        {"steps": 1.5},
        {"units": 0},
        {"step_size": -1.0},
        {"step_size": float("nan")},
        {"seed": -1},
        {"batch": 0},
    ):
        with pytest.raises(MirrorsError):
            TrainingSettings(**wrong)
