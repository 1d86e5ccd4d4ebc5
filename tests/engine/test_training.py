"""Ordinary training: right gradients, same seed same curve, never below the optimum."""

from __future__ import annotations

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from brute import CONTINUOUS, NETS, random_signal

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.errors import ArchitectureError, Cancelled, MirrorsError, SizeError
from mirrors_engine.network.model import Network
from mirrors_engine.progress import Progress
from mirrors_engine.training import METHODS, TrainingSettings, default_units, last, train
from mirrors_engine.training.objective import BLOCK, Objective
from mirrors_engine.training.scaling import Scaling
from mirrors_engine.training.starts import random_starts

ADDITIVE = Architecture("abs", 3, inputs="additive")
DEEP = {
    f"{name}{layers}": Architecture(name, layers, **more)
    for name, more in (
        ("relu", {}),
        ("abs", {}),
        ("symmetrized", {}),
        ("leaky", {"negative_slope": 0.3}),
        ("piecewise", {"slopes": (1.5, -0.5)}),
    )
    for layers in (2, 3, 4)
}


def columns_signal(seed: int = 3, n: int = 12) -> Signal:
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, (n, 2)) * (3.0, 40.0) + (5.0, -7.0)
    return Signal(x, np.sin(x[:, 0]) + x[:, 1] ** 2 / 500, rng.uniform(0.5, 2, n))


def slopes_of(net: Architecture) -> list[tuple[float, float]]:
    """Two slopes per hidden layer, written down once more."""
    pair = {
        "relu": (1.0, 0.0),
        "abs": (1.0, -1.0),
        "leaky": (1.0, net.negative_slope),
        "piecewise": net.slopes,
    }
    if net.activation == "symmetrized":
        return [(1.0, -1.0)] * (net.layers - 2) + [(1.0, 0.0)]
    return [pair[net.activation]] * (net.layers - 1)


def value_by_hand(parts, slopes, t, columns, y, w, lam):
    """(NN) of one start, in the functions of autograd."""
    alpha, weights, biases, xi = parts
    layers = len(slopes) + 1
    h = t[columns]
    for layer, (a_plus, a_minus) in enumerate(slopes):
        u = weights[layer][:, None] * h + biases[layer][:, None]
        h = a_plus * anp.maximum(u, 0) - a_minus * anp.maximum(-u, 0)
    residual = anp.dot(alpha, h) + xi - y
    powers = anp.abs(alpha) ** layers + anp.sum(anp.abs(weights) ** layers, axis=0)
    return 0.5 * anp.sum(w * residual**2) + anp.sum(lam[columns] * powers) / layers


# gradients


@pytest.mark.parametrize("name", [*DEEP, "additive"])
@pytest.mark.parametrize("rows", [None, (7, 2, 5)])
def test_gradients_by_automatic_differentiation(name, rows):
    net = ADDITIVE if name == "additive" else DEEP[name]
    signal = columns_signal() if name == "additive" else random_signal(5, 12, weights=True)
    scaling = Scaling.of(fit_at_no_cost(signal, net))
    units = 6
    columns = np.arange(units) % len(scaling.t)
    objective = Objective(scaling, net.activations, columns)
    theta = random_starts(objective, 3, seed=8)
    # off the places where a unit bends at a sample, as random starts may
    theta += 0.1 * np.random.default_rng(1).standard_normal(theta.shape)
    values, gradients = objective.gradient(theta, None if rows is None else np.array(rows))
    some = np.arange(len(scaling.y)) if rows is None else np.array(rows)
    share = len(scaling.y) / len(some)
    for k in range(3):
        alpha, w, b, xi = (part[k] for part in objective.split(theta))

        def value(parts):
            return value_by_hand(
                parts,
                slopes_of(net),
                scaling.t[:, some],
                columns,
                scaling.y[some],
                scaling.w[some] * share,
                scaling.lam,
            )

        parts = (alpha, w, b, xi)
        assert values[k] == pytest.approx(float(value(parts)), rel=1e-13)
        expected = np.concatenate([np.ravel(g) for g in grad(value)(parts)])
        np.testing.assert_allclose(
            gradients[k], expected, rtol=0, atol=1e-10 * np.abs(expected).max()
        )


def fit_at_no_cost(signal, net):
    """A result at a λ for which any dictionary is quick; deep ones are left out."""
    if net.activation in ("leaky", "piecewise") and net.layers > 3:
        net = Architecture(net.activation, 3, net.negative_slope, net.slopes, net.inputs)
    return fit(signal, net, lam_ratio=0.3)


def test_blocks_of_samples_add_up(monkeypatch):
    signal = random_signal(6, 40, weights=True)
    objective = Objective(
        Scaling.of(fit(signal, NETS["abs3"], lam_ratio=0.1)),
        NETS["abs3"].activations,
        np.zeros(5, int),
    )
    theta = random_starts(objective, 4, seed=0)
    whole = objective.gradient(theta)
    monkeypatch.setattr("mirrors_engine.training.objective.BLOCK", 60)
    parts = objective.gradient(theta)
    np.testing.assert_allclose(parts[0], whole[0], rtol=1e-13)
    np.testing.assert_allclose(parts[1], whole[1], rtol=0, atol=1e-12 * np.abs(whole[1]).max())
    np.testing.assert_allclose(objective.value(theta), whole[0], rtol=1e-13)


# the same objective as the certified one


@pytest.mark.parametrize("name", ["relu2", "piecewise2neg", "abs3", "symmetrized4", "additive"])
def test_the_objective_is_that_of_the_network(name):
    if name == "additive":
        net, signal = ADDITIVE, columns_signal()
    else:
        net = NETS[name]
        plain = random_signal(9, 15, weights=True, duplicates=True)
        signal = Signal(plain.raw_x + 4e3, 100 + 7 * plain.raw_y, plain.raw_weights)
    result = fit(signal, net, lam_ratio=0.05)
    outcome = last(train(result, TrainingSettings(starts=3, steps=50, units=8)))
    assert outcome.done
    for network, value in zip(outcome.networks, outcome.final, strict=True):
        assert isinstance(network, Network)
        assert network.units == 8
        assert network.objective(signal, result.lam) == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", CONTINUOUS)
def test_twenty_starts_never_fall_below_the_optimum(name, method):
    signal = random_signal(11, 10, weights=True)
    result = fit(signal, NETS[name], lam_ratio=0.03)
    assert result.certified
    settings = TrainingSettings(method, starts=20, steps=100 if method == "lbfgs" else 300)
    outcome = last(train(result, settings))
    assert len(outcome.objectives) == 20
    for curve in outcome.objectives:
        assert curve.min() >= result.dual_objective * (1 - 1e-9)
    assert np.isfinite(outcome.final).all()
    # and it trains: far below where it began
    began = np.median([curve[0] for curve in outcome.objectives])
    assert np.median(outcome.final) < 0.5 * began
    assert outcome.excess[outcome.best] < 0.5


# other losses


LOSSES = {
    "huber": {"delta": 0.3},
    "quantile": {"quantile": 0.8},
    "logistic": {},
}


def lossy_signal(loss: str) -> Signal:
    """Rows that share an x, weights, an offset; labels for the logistic loss."""
    plain = random_signal(19, 14, weights=True, duplicates=True)
    y = np.where(np.sin(3 * np.arange(len(plain.raw_y))) > 0.1, 1.0, -1.0)
    if loss != "logistic":
        y = 50 + plain.raw_y
    return Signal(plain.raw_x + 30, y, plain.raw_weights)


def loss_by_hand(loss, y, f):
    """The contract's formulas, in the functions of autograd."""
    r = y - f
    if loss == "huber":
        size = anp.abs(r)
        return anp.where(size <= 0.3, 0.5 * r**2, 0.3 * (size - 0.15))
    if loss == "quantile":
        return anp.where(r > 0, 0.8 * r, -0.2 * r)
    return anp.log1p(anp.exp(-y * f))


@pytest.mark.parametrize("loss", LOSSES)
def test_gradients_of_other_losses(loss):
    signal = lossy_signal(loss)
    result = fit(signal, NETS["abs3"], lam_ratio=0.1, loss=loss, **LOSSES[loss])
    scaling = Scaling.of(result)
    objective = Objective(scaling, NETS["abs3"].activations, np.zeros(5, int))
    theta = random_starts(objective, 2, seed=3)
    values, gradients = objective.gradient(theta)
    rows = np.searchsorted(signal.x, signal.raw_x, side="right") - 1
    t = (signal.x - scaling.middle) / scaling.half

    def value(theta, k):
        alpha, w, b, xi = (
            theta[:5],
            theta[5:15].reshape(2, 5),
            theta[15:25].reshape(2, 5),
            theta[25],
        )
        h = t[None]
        for layer in range(2):
            h = anp.abs(w[layer][:, None] * h + b[layer][:, None])
        f = scaling.mean + scaling.spread * (anp.dot(alpha, h) + xi)
        total = anp.sum(signal.raw_weights * loss_by_hand(loss, signal.raw_y, f[rows]))
        powers = anp.sum(anp.abs(alpha) ** 3) + anp.sum(anp.abs(w) ** 3)
        return total / scaling.value + scaling.lam[0] * powers / 3

    for k in range(2):
        assert values[k] == pytest.approx(float(value(theta[k], k)), rel=1e-11)
        expected = grad(value)(theta[k], k)
        np.testing.assert_allclose(
            gradients[k], expected, rtol=0, atol=1e-10 * np.abs(expected).max()
        )


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("loss", LOSSES)
def test_other_losses_never_fall_below_the_optimum(loss, method):
    signal = lossy_signal(loss)
    result = fit(signal, NETS["abs3"], lam_ratio=0.05, loss=loss, **LOSSES[loss])
    assert result.certified
    outcome = last(train(result, TrainingSettings(method, starts=20, steps=100)))
    for curve in outcome.objectives:
        assert curve.min() >= result.dual_objective * (1 - 1e-9)
    assert outcome.excess[outcome.best] < 0.2
    for network, value in zip(outcome.networks[:3], outcome.final, strict=False):
        assert network.objective(signal, result.lam) == pytest.approx(value, rel=1e-9)
    start = last(train(result, TrainingSettings("lbfgs", steps=50, from_optimum=True)))
    assert start.objectives[0].max() <= result.objective * (1 + 1e-9)


def test_twenty_starts_of_additive_networks():
    signal = columns_signal(n=15)
    result = fit(signal, ADDITIVE, lam_ratio=0.03)
    outcome = last(train(result, TrainingSettings("lbfgs", starts=20, steps=150)))
    assert min(curve.min() for curve in outcome.objectives) >= result.dual_objective * (1 - 1e-9)
    assert outcome.excess[outcome.best] < 0.2


# the paper's examples: the certified optimum, and what training reaches (THEORY 7)

FOUR, SIX = (0.0, 2.0, 6.0, 7.0), (0.0, 4.0, 5.0, 7.0, 10.0, 11.0)
PAPER = [
    (FOUR, (0, 0, 3, 3), 2, 1.5),
    (FOUR, (0, 0, 3, 3), 3, 0.75),
    (FOUR, (0, 0, 3, 3), 4, 0.75),
    (FOUR, (0, 0, 3, 7), 2, 4.0),
    (FOUR, (0, 0, 3, 7), 3, 4.0),
    (SIX, (0, 0, 0, 2, 3, 3), 2, 2.0),
    (SIX, (0, 0, 0, 2, 3, 3), 3, 1.0),
    (SIX, (0, 0, 0, 2, 3, 3), 4, 1.0),
]


@pytest.mark.parametrize(("x", "y", "layers", "norm"), PAPER)
def test_the_papers_examples(x, y, layers, norm):
    signal = Signal(x, y)
    result = fit(signal, Architecture("relu", layers), lam=1e-3)
    # ½|r|² + λ|z|: between λ·norm less its square, and λ·norm
    assert result.objective == pytest.approx(1e-3 * norm, rel=5e-3)
    assert result.objective < 1e-3 * norm
    outcome = last(train(result, TrainingSettings("lbfgs", starts=20, steps=400, units=20)))
    assert outcome.excess.min() >= -1e-9
    assert outcome.excess.min() < 1e-2  # the best start comes close
    if norm != 4.0:  # where one ramp and a line do, every start does
        assert outcome.excess.max() > 1e-2
    network = outcome.networks[outcome.best]
    np.testing.assert_allclose(network.forward(np.array(x)), y, atol=0.05)


# reproducible


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


# from the optimum


@pytest.mark.parametrize("name", [*CONTINUOUS, "additive"])
def test_the_optimum_stays(name):
    net = ADDITIVE if name == "additive" else NETS[name]
    signal = columns_signal() if name == "additive" else random_signal(14, 12, weights=True)
    result = fit(signal, net, lam_ratio=0.03)
    for method, rise in (("lbfgs", 1e-9), ("adam", 1e-4), ("sgd", 1e-4)):
        settings = TrainingSettings(method, steps=300, step_size=1e-6, from_optimum=True)
        outcome = last(train(result, settings))
        (curve,) = outcome.objectives
        assert curve[0] == pytest.approx(result.objective, rel=1e-9)
        assert curve.min() >= result.dual_objective * (1 - 1e-9)
        assert curve.max() <= result.objective * (1 + rise)
        assert curve[-1] <= result.objective * (1 + 1e-2 * rise + 1e-9)


# cancelling, refusals


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


def test_a_constant_signal_has_an_optimum_of_zero():
    result = fit(Signal([0.0, 1.0, 3.0], [2.0, 2.0, 2.0]), NETS["abs3"], lam=0.1)
    assert result.objective == 0
    outcome = last(train(result, TrainingSettings("lbfgs", starts=3, steps=50)))
    assert np.all(outcome.excess >= 0)
    np.testing.assert_allclose(outcome.excess, outcome.final)


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
