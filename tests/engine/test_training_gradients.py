"""Gradients of ordinary training, against automatic differentiation."""

from __future__ import annotations

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from brute import NETS, random_signal
from training_cases import ADDITIVE, LOSSES, columns_signal, lossy_signal

from mirrors_engine import Architecture, fit
from mirrors_engine.training.objective import Objective
from mirrors_engine.training.scaling import Scaling
from mirrors_engine.training.starts import random_starts

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


def fit_at_no_cost(signal, net):
    """A result at a λ for which any dictionary is quick; deep ones are left out."""
    if net.activation in ("leaky", "piecewise") and net.layers > 3:
        net = Architecture(net.activation, 3, net.negative_slope, net.slopes, net.inputs)
    return fit(signal, net, lam_ratio=0.3)


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
