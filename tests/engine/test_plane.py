"""Two inputs: the network attains the optimum; what no answer depends on; refusals."""

from __future__ import annotations

import brute
import numpy as np
import pytest
from plane_brute import ALL, NETS, STEPS, cloud

from mirrors_engine import Architecture, Signal, fit, lambda_max
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.errors import ArchitectureError, SettingError, SizeError


@ALL
@pytest.mark.parametrize("ratio", [0.5, 0.05, 1e-3, 1e-6])
def test_network_and_prediction(name, ratio):
    signal = cloud(1, 14, weights=True, duplicates=True)
    assert signal.loss_constant > 0
    result = fit(signal, NETS[name], lam_ratio=ratio)
    assert result.certified
    t = np.random.default_rng(0).uniform(-9, 9, (4000, 2))
    f = result.predict(t)
    assert f.shape == (4000,)
    size = float(np.abs(f).max())
    np.testing.assert_allclose(result.network.forward(t), f, rtol=0, atol=1e-9 * size)
    np.testing.assert_allclose(result.predict(signal.x), result.fitted, rtol=0, atol=1e-9 * size)
    assert result.predict(t.reshape(40, 100, 2)).shape == (40, 100)

    # (NN) by hand: first layer vectors with their ℓ1 norm, on the rows as given
    net = result.network
    assert net.directions.shape == (net.units, 2)
    vectors_1 = net.weights * net.directions
    second = net.amplitudes if net.amplitudes is not None else np.abs(vectors_1).sum(axis=1)
    penalty = 0.5 * float(np.sum(net.alphas**2) + np.sum(second**2))
    residual = net.forward(signal.raw_x) - signal.raw_y
    value = 0.5 * float(np.sum(signal.raw_weights * residual**2)) + result.lam * penalty
    assert value == pytest.approx(result.objective, rel=1e-9)
    assert net.objective(signal, result.lam) == pytest.approx(result.objective, rel=1e-9)


@ALL
def test_no_other_network_is_better(name):
    from dataclasses import replace

    signal = cloud(2, 9)
    result = fit(signal, NETS[name], lam_ratio=0.1)
    net, rng = result.network, np.random.default_rng(1)
    least = np.inf
    for size in np.geomspace(1e-6, 1, 60):
        for _ in range(10):

            def noise(values, size=size):
                return values + size * rng.standard_normal(values.shape)

            other = replace(
                net,
                alphas=noise(net.alphas),
                weights=noise(net.weights),
                biases=noise(net.biases),
                directions=noise(net.directions),
                amplitudes=None if net.amplitudes is None else noise(net.amplitudes),
            )
            least = min(least, other.objective(signal, result.lam))
    assert least >= result.objective * (1 - 1e-12)


@ALL
def test_equivariance(name):
    signal = cloud(6, 11, weights=True)
    x, y, w = signal.x, signal.y, signal.weights
    base = fit(signal, NETS[name], lam_ratio=0.03)
    degree = 0 if name in STEPS else 1
    flips = {
        "scaled and shifted": (1e3 * x + np.array([5e4, -2e3]), 1e3),
        "swapped": (x[:, ::-1], 1.0),
        "mirrored": (x * np.array([-1.0, 1.0]), 1.0),
    }
    for moved, s in flips.values():
        other = fit(Signal(moved, y, w), NETS[name], base.lam * s**degree)
        assert other.certified
        assert other.lam_max == pytest.approx(base.lam_max * s**degree, rel=1e-10)
        assert other.objective == pytest.approx(base.objective, rel=1e-9)
        np.testing.assert_allclose(other.predict(moved), base.fitted, atol=1e-7)
    louder = fit(Signal(x, 7 * y - 3, w), NETS[name], 7 * base.lam)
    assert louder.objective == pytest.approx(49 * base.objective, rel=1e-9)
    heavier = fit(Signal(x, y, 5 * w), NETS[name], 5 * base.lam)
    assert heavier.objective == pytest.approx(5 * base.objective, rel=1e-9)
    np.testing.assert_allclose(heavier.fitted, base.fitted, atol=1e-8)


def test_dichotomies_depend_on_no_affine_map():
    signal = cloud(7, 12)
    turned = signal.x @ np.array([[2.0, 1.0], [-0.3, 0.7]])
    one = fit(signal, NETS["sign"], lam_ratio=0.05)
    other = fit(Signal(turned, signal.y), NETS["sign"], one.lam)
    assert other.objective == pytest.approx(one.objective, rel=1e-10)


@ALL
def test_points_on_one_line_are_one_input(name):
    """On a horizontal line the plane's network is the line's."""
    from dataclasses import replace

    signal = brute.random_signal(3, 9, weights=True)
    flat = Signal(np.column_stack((signal.x, np.full(9, 2.5))), signal.y, signal.weights)
    line = replace(NETS[name], inputs="line")
    assert lambda_max(flat, NETS[name]) == pytest.approx(lambda_max(signal, line), rel=1e-12)
    one = fit(signal, line, lam_ratio=0.02)
    other = fit(flat, NETS[name], one.lam)
    assert other.objective == pytest.approx(one.objective, rel=1e-10)
    np.testing.assert_allclose(other.fitted, one.fitted, atol=1e-9)


def test_refusals_are_one_sentence():
    plane = NETS["relu"]
    line, flat = brute.random_signal(0, 5), cloud(0, 5)
    with pytest.raises(
        ArchitectureError, match=r"1 input column but .* reads two: use inputs line"
    ):
        fit(line, plane, 0.1)
    with pytest.raises(ArchitectureError, match=r"2 input columns but .* reads one: use inputs pl"):
        fit(flat, Architecture("relu"), 0.1)
    with pytest.raises(ArchitectureError, match=r"3 input columns .* use inputs additive"):
        fit(Signal(np.eye(3), [1, 2, 3]), plane, 0.1)
    for layers in (3, 4):
        with pytest.raises(ArchitectureError, match="use layers = 2"):
            fit(flat, Architecture("relu", layers, inputs="plane"), 0.1)
    result = fit(flat, plane, lam_ratio=0.1)
    for t in (0.5, np.zeros(3), np.zeros((4, 3))):
        with pytest.raises(SettingError, match="reads 2 columns"):
            result.predict(t)
        with pytest.raises(SettingError, match="reads 2 columns"):
            result.network.forward(t)
    for name in ("abs", "threshold"):
        with pytest.raises(SizeError, match="thin the signal to 5000 points"):
            build_dictionary(NETS[name], np.zeros((6000, 2)))
