"""Convex data need no fold: the optimum of two layers is the one of deeper networks."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.registry import family_of
from mirrors_engine.problem import Problem
from mirrors_engine.solvers import two_layers

DEEP = [
    Architecture(name, layers=layers) for name in ("abs", "symmetrized") for layers in (3, 4, 5)
]
CONVEX = {
    "square": np.square,
    "exponential": np.exp,
    "concave": lambda x: np.sqrt(x + 2),
    "a corner": lambda x: np.maximum(x, 0.3 * x) + 0.1 * np.abs(x - 0.4),
}


def _signal(curve: str, n: int, weighted: bool = False) -> Signal:
    rng = np.random.default_rng(n)
    x = np.sort(rng.uniform(-1, 1, n))
    return Signal(x, CONVEX[curve](x), rng.uniform(0.5, 2, n) if weighted else None)


def _step(*report: object) -> None:
    pass


def _of_two_layers(problem: Problem, ratio: float):
    lam = problem.to_scaled_lam(ratio * problem.lam_max)
    return two_layers.solve(problem.scaled, lam, True, _step)


def _bends(result) -> np.ndarray:
    """Places and weighted slope changes of all bends inside the data."""
    low, high = result.signal.x[[0, -1]]
    rows = [
        (kink.position, kink.change * weight)
        for feature, weight in zip(result.features, result.weights, strict=True)
        for kink in feature.kinks
        if low + 1e-9 < kink.position < high - 1e-9
    ]
    return np.array(sorted(rows))


@pytest.mark.parametrize("net", DEEP, ids=str)
def test_units_of_two_layers_have_their_keys_in_deeper_dictionaries(net):
    x = np.sort(np.random.default_rng(0).uniform(-3, 5, 11))
    deep = family_of(net).build(net, Grid.of(x))
    shallow = deep.two_layers()
    keys = shallow.all_keys()
    found = deep.from_two_layers(keys)
    np.testing.assert_allclose(deep.columns(found), shallow.columns(keys), atol=1e-14)
    t = deep.grid.t
    np.testing.assert_allclose(deep.columns(found), np.abs(t[:, None] - t), atol=1e-14)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("skip", [False, True])
@pytest.mark.parametrize("curve", CONVEX)
@pytest.mark.parametrize(
    ("activation", "layers", "n"), [("abs", 3, 40), ("symmetrized", 3, 40), ("abs", 4, 14)]
)
def test_it_is_the_optimum_that_the_working_set_finds(activation, layers, n, curve, skip, weighted):
    problem = Problem(
        _signal(curve, n, weighted), Architecture(activation, layers=layers, skip=skip)
    )
    assert _of_two_layers(problem, 0.02) is not None
    found = problem.solve(lam_ratio=0.02)
    other = problem.solve(lam_ratio=0.02, solver="active_set")
    assert found.certificate.certified and other.certificate.certified
    np.testing.assert_allclose(found.fitted, other.fitted, atol=1e-9)
    np.testing.assert_allclose(found.weights, other.weights, atol=1e-8)
    assert [feature.key for feature in found.features] == [f.key for f in other.features]


def test_other_data_are_left_to_the_working_set():
    x = np.linspace(-1, 1, 60)
    wave = Problem(Signal(x, np.sin(8 * x)), Architecture("abs", layers=3))
    assert _of_two_layers(wave, 0.01) is None


def test_a_network_without_units_of_two_layers_is_left_to_the_working_set():
    leaky = Problem(_signal("square", 30), Architecture("leaky", layers=3))
    assert leaky.dictionary.two_layers() is None
    assert leaky.solve(lam_ratio=0.01).certificate.certified


def test_an_optimum_that_is_none_of_the_deep_network_is_refused(monkeypatch):
    """As if the data were taken for convex: the pass over the deep dictionary decides."""
    monkeypatch.setattr(two_layers, "convex", lambda *data: True)
    x = np.linspace(-1, 1, 60)
    wave = Problem(Signal(x, np.sin(8 * x)), Architecture("abs", layers=3))
    assert _of_two_layers(wave, 0.01) is None
    assert wave.solve(lam_ratio=0.01).certificate.certified


@pytest.mark.parametrize("activation", ["abs", "symmetrized"])
@pytest.mark.parametrize("curve", CONVEX)
def test_with_many_ties_the_weights_are_those_of_the_canonical_choice(
    activation, curve, monkeypatch
):
    """The choice among all tied units is made, and is not: the same kinks and weights."""
    net = Architecture(activation, layers=3)
    results = []
    for most in (np.inf, 0):
        monkeypatch.setattr(two_layers, "_CHOSEN", most)
        results.append(Problem(_signal(curve, 70), net).solve(lam_ratio=1e-3))
    chosen, taken = results
    assert taken.certificate.certified
    assert len(chosen.weights) == len(taken.weights)
    np.testing.assert_allclose(_bends(chosen), _bends(taken), atol=1e-8)


@pytest.mark.parametrize("activation", ["abs", "symmetrized"])
def test_the_answer_is_the_same_from_both_directions(activation):
    problem = Problem(_signal("square", 250), Architecture(activation, layers=3))
    cold = problem.solve(lam_ratio=1e-3)
    assert len(cold.weights) > 100 and cold.certificate.certified
    for before in (3e-3, 3e-4):
        start = problem.solve(lam_ratio=before)
        warm = problem.solve(lam_ratio=1e-3, start=start)
        assert [f.key for f in warm.features] == [f.key for f in cold.features]
        np.testing.assert_allclose(warm.weights, cold.weights, rtol=1e-7, atol=1e-10)


def test_the_solvers_that_ran_are_named():
    problem = Problem(_signal("square", 120), Architecture("abs", layers=3))
    assert problem.solve(lam_ratio=1e-2).solver.startswith("coordinate descent + ")
    assert "nodal" in problem.solve(lam_ratio=1e-2).solver
    assert problem.solve(lam_ratio=1e-2, solver="active_set").solver == "active set"


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("curve", CONVEX)
@pytest.mark.parametrize(
    "options", [{"loss": "huber", "delta": 0.05}, {"loss": "quantile"}], ids=str
)
@pytest.mark.parametrize(("activation", "layers", "n"), [("abs", 3, 30), ("abs", 4, 12)])
def test_so_it_is_with_other_losses(activation, layers, n, options, curve, weighted, monkeypatch):
    """With the start at two layers and without it the same fit, kinks and weights."""
    signal, net = _signal(curve, n, weighted), Architecture(activation, layers=layers)
    problem = Problem(signal, net, **options)
    found = problem.solve(lam_ratio=0.02)
    monkeypatch.setattr(two_layers, "convex", lambda *data: False)
    other = Problem(signal, net, **options).solve(lam_ratio=0.02)
    assert found.certified and other.certified
    assert found.objective == pytest.approx(other.objective, rel=1e-9)
    np.testing.assert_allclose(found.fitted, other.fitted, atol=1e-8)
    assert [feature.key for feature in found.features] == [f.key for f in other.features]
    np.testing.assert_allclose(found.weights, other.weights, atol=1e-5)  # of close neighbours


@pytest.mark.parametrize(
    "options", [{"loss": "huber", "delta": 0.05}, {"loss": "quantile"}], ids=str
)
def test_a_long_curve_is_solved_by_two_layers_alone(options, monkeypatch):
    """No solver over the deep dictionary is asked: it took minutes."""
    from mirrors_engine.solvers.losses import loss_solvers

    asked = []
    for module, name in ((loss_solvers.pinball, "Pinball"), (loss_solvers.newton, "solve")):
        real = getattr(module, name)

        def noted(dictionary, *rest, real=real):
            asked.append(dictionary.key_width)
            return real(dictionary, *rest)

        monkeypatch.setattr(module, name, noted)
    problem = Problem(_signal("square", 300), Architecture("abs", layers=3), **options)
    for ratio in (1e-2, 1e-3):
        result = problem.solve(lam_ratio=ratio)
        assert result.certified and len(result.weights) > 150
        warm = problem.solve(lam_ratio=ratio, start=problem.solve(lam_ratio=3 * ratio))
        assert [f.key for f in warm.features] == [f.key for f in result.features]
    assert problem.dictionary.key_width not in asked
