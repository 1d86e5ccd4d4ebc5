"""The reconstructed deep network attains the Lasso's optimum, and none is better.

See the manual, Training problem.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from brute import LAYERS, NETS, random_signal

from mirrors_engine import Architecture, fit
from mirrors_engine.errors import ArchitectureError
from mirrors_engine.network.model import Network

ALL = pytest.mark.parametrize("name", NETS)
RATIOS = (0.6, 0.1, 1e-3)


@ALL
@pytest.mark.parametrize("ratio", RATIOS)
def test_forward_is_predict_everywhere(name, ratio):
    signal = random_signal(41, 12, weights=True, duplicates=True)
    result = fit(signal, NETS[name], lam_ratio=ratio)
    span = np.ptp(signal.x)
    t = np.linspace(signal.x[0] - span, signal.x[-1] + span, 10_000)
    expected = result.predict(t)
    size = np.abs(expected).max()
    np.testing.assert_allclose(result.network.forward(t), expected, rtol=0, atol=1e-9 * size)
    np.testing.assert_allclose(result.predict(signal.x), result.fitted, rtol=0, atol=1e-9 * size)
    assert result.network.forward(t.reshape(100, 100)).shape == (100, 100)
    assert result.predict(float(t[0])).shape == ()


@ALL
@pytest.mark.parametrize("ratio", RATIOS)
def test_the_training_value_is_the_optimum(name, ratio):
    signal = random_signal(42, 12, weights=True, duplicates=True)
    result = fit(signal, NETS[name], lam_ratio=ratio)
    value = result.network.objective(signal, result.lam)
    assert value == pytest.approx(result.objective, rel=1e-9)

    # the same by hand, on the rows as the user gave them
    net = result.network
    if net.amplitudes is not None:
        penalty = 0.5 * (np.sum(net.alphas**2) + np.sum(net.amplitudes**2))
    else:
        power = net.layers
        penalty = (np.sum(np.abs(net.alphas) ** power) + np.sum(np.abs(net.weights) ** power)) / (
            power
        )
    residual = net.forward(signal.raw_x) - signal.raw_y
    by_hand = 0.5 * np.sum(signal.raw_weights * residual**2) + result.lam * penalty
    assert by_hand == pytest.approx(result.objective, rel=1e-9)


@ALL
def test_shapes_and_balance(name):
    result = fit(random_signal(43, 12), NETS[name], lam_ratio=0.01)
    net, layers = result.network, NETS[name].layers
    assert net.layers == layers
    assert net.units == len(result.weights) > 0
    assert net.weights.shape == net.biases.shape == (net.units, layers - 1)
    assert [(a.a_plus, a.a_minus) for a in net.activations] == [s[-2:] for s in LAYERS[name]]
    if net.amplitudes is not None:
        np.testing.assert_allclose(np.abs(net.alphas), net.amplitudes, rtol=1e-14)
        np.testing.assert_allclose(net.alphas * net.amplitudes, result.weights, rtol=1e-14)
        return
    share = np.abs(result.weights) ** (1 / layers)
    np.testing.assert_allclose(np.abs(net.alphas), share, rtol=1e-14)
    np.testing.assert_allclose(
        np.abs(net.weights), share[:, None] * np.ones(layers - 1), rtol=1e-14
    )


def perturbed(net: Network, rng: np.random.Generator, size: float) -> Network:
    def noise(values: np.ndarray) -> np.ndarray:
        return values + size * rng.standard_normal(values.shape)

    return replace(
        net,
        alphas=noise(net.alphas),
        weights=noise(net.weights),
        biases=noise(net.biases),
        intercept=net.intercept + size * float(rng.standard_normal()),
        amplitudes=None if net.amplitudes is None else noise(net.amplitudes),
    )


@ALL
@pytest.mark.parametrize("ratio", [0.3, 0.01])
def test_no_perturbation_is_better(name, ratio):
    signal = random_signal(44, 10, weights=True, duplicates=True)
    result = fit(signal, NETS[name], lam_ratio=ratio)
    rng = np.random.default_rng(1)
    least = np.inf
    for size in np.geomspace(1e-7, 1.0, 30):
        for _ in range(10):
            value = perturbed(result.network, rng, size).objective(signal, result.lam)
            least = min(least, value)
    assert least >= result.objective * (1 - 1e-12)
    assert least >= result.dual_objective * (1 - 1e-12)


@ALL
def test_no_random_network_is_better(name):
    signal = random_signal(45, 8)
    result = fit(signal, NETS[name], lam_ratio=0.2)
    template, rng = result.network, np.random.default_rng(2)
    shape = (6, template.layers - 1)
    for _ in range(300):
        amplitudes = None if template.amplitudes is None else np.abs(rng.standard_normal(6))
        other = Network(
            template.activations,
            0.3 * rng.standard_normal(6),
            rng.standard_normal(shape),
            rng.standard_normal(shape),
            float(rng.standard_normal()),
            amplitudes,
        )
        assert other.objective(signal, result.lam) > result.dual_objective


@ALL
def test_unbalancing_the_layers_costs(name):
    """The same function with its weight moved from one layer to another."""
    signal = random_signal(46, 9)
    result = fit(signal, NETS[name], lam_ratio=0.05)
    net = result.network
    skew = np.ones((net.units, net.layers - 1))
    skew[:, 0] = 1.3
    if net.amplitudes is not None:
        other = replace(net, alphas=net.alphas * 1.3, amplitudes=net.amplitudes / 1.3)
    else:
        scale = np.cumprod(skew, axis=1)
        other = replace(
            net, alphas=net.alphas / 1.3, weights=net.weights * skew, biases=net.biases * scale
        )
    t = np.linspace(-2, 3, 50)
    np.testing.assert_allclose(other.forward(t), net.forward(t), atol=1e-12)
    assert other.objective(signal, result.lam) > result.objective * (1 + 1e-6)


@pytest.mark.parametrize("slopes", [None, 3, (1,), (1, 2, 3), ("a", 1), (None, 1), (1, 1)])
def test_slopes_that_are_no_pair_of_numbers_are_refused(slopes):
    with pytest.raises(ArchitectureError, match="slopes"):
        Architecture("piecewise", 2, slopes=slopes)


def test_slopes_beyond_the_digits_of_the_machine_are_refused():
    with pytest.raises(ArchitectureError, match="divide both by the larger"):
        Architecture("piecewise", 64, slopes=(1e5, 0))


def test_a_single_width_needs_no_brackets():
    assert Architecture("sign", 3, widths=3) == Architecture("sign", 3, widths=(3,))
    with pytest.raises(ArchitectureError, match="widths with 2 whole numbers"):
        Architecture("sign", 4, widths=3)
