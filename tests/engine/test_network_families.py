"""The reconstructed network of every family, run from its bare numbers: it is the sum of its
features, and its training value (NN) is the Lasso's.

`test_network.py` has the families of one column and up to four layers, `test_plane.py` two inputs.
"""

from __future__ import annotations

import brute
import numpy as np
import pytest
from brute import ABS, RELU

from mirrors_engine import Architecture, Signal, fit

SIGN, THRESHOLD = ("step", 1.0, -1.0), ("step", 1.0, 0.0)


def one_sided(layers: int, *slopes: float) -> tuple[Architecture, tuple]:
    return Architecture("piecewise", layers, slopes=slopes), (slopes,) * (layers - 1)


def tree(activation: str, layer: tuple, *widths: int, inputs: str = "line"):
    layers = len(widths) + 2
    net = Architecture(activation, layers, kind="tree", widths=widths, inputs=inputs)
    return net, (layer,) * (layers - 1)


# the network, and the slopes or values of its hidden layers, written down once more
CASES = {
    "five layers": (Architecture("abs", 5), (ABS,) * 4),
    "five layers, symmetrized": (Architecture("symmetrized", 5), (ABS, ABS, ABS, RELU)),
    "seven layers, relu": (Architecture("relu", 7), (RELU,) * 6),
    "data, five layers": (Architecture("abs", 5, dictionary="data"), (ABS,) * 4),
    "data, six layers": (Architecture("abs", 6, dictionary="data"), (ABS,) * 5),
    "data, symmetrized": (
        Architecture("symmetrized", 6, dictionary="data"),
        (ABS, ABS, ABS, ABS, RELU),
    ),
    "one-sided, right": one_sided(3, 2.0, 0.0),
    "one-sided, right and falling": one_sided(4, -0.5, 0.0),
    "one-sided, left": one_sided(4, 0.0, 1.5),
    "one-sided, left and falling": one_sided(5, 0.0, -3.0),
    "tree": tree("sign", SIGN, 2, 2),
    "tree, threshold": tree("threshold", THRESHOLD, 3, 2),
    "tree, five layers": tree("sign", SIGN, 2, 1, 3),
    "rectangular": (Architecture("sign", 4, widths=(3, 2)), (SIGN,) * 3),
    "additive, relu": (Architecture("relu", 2, inputs="additive"), (RELU,)),
    "additive, abs": (Architecture("abs", 3, inputs="additive"), (ABS, ABS)),
    "additive, leaky": (
        Architecture("leaky", 3, negative_slope=0.3, inputs="additive"),
        ((1.0, 0.3), (1.0, 0.3)),
    ),
    "additive, folds": (Architecture("abs", 4, inputs="additive"), (ABS,) * 3),
    "additive, one-sided": (
        Architecture("piecewise", 3, slopes=(0.0, 1.5), inputs="additive"),
        ((0.0, 1.5), (0.0, 1.5)),
    ),
    "additive, sign": (Architecture("sign", 2, inputs="additive"), (SIGN,)),
    "additive, tree": tree("threshold", THRESHOLD, 2, 2, inputs="additive"),
}


def noisy(net: Architecture) -> Signal:
    """Weighted rows, some of one x; at seven places only where features are many."""
    if net.inputs == "line":
        n = 7 if net.layers >= 5 and net.activation in ("abs", "symmetrized") else 14
        return brute.random_signal(51, n, weights=True, duplicates=True)
    rng = np.random.default_rng(52)
    x = rng.uniform(-1, 1, (9, 3)) * (2.0, 30.0, 0.5) + (4.0, -70.0, 0.0)
    y = np.sin(3 * x[:, 0]) + x[:, 1] ** 2 / 500 + rng.standard_normal(9)
    return brute.with_rows(rng, x, y, weights=True, duplicates=True)


def run(network, layers: tuple, t: np.ndarray) -> np.ndarray:
    """The function of these weights and biases, layer by layer."""
    f = np.full(len(t), network.intercept)
    for i, alpha in enumerate(network.alphas):
        h = t - network.origin
        if network.directions is not None:
            h = (h * network.directions[i]).sum(axis=1)
        if network.inner:
            unit, rows = network.inner[i], h[None]
            for layer, weights, biases in zip(layers, unit.weights, unit.biases, strict=True):
                rows = brute.apply(layer, np.asarray(weights) @ rows + biases[:, None])
            (h,) = rows
        else:
            for layer, w, b in zip(layers, network.weights[i], network.biases[i], strict=True):
                h = brute.apply(layer, w * h + b)
        if network.amplitudes is not None:
            h = network.amplitudes[i] * h
        f = f + alpha * h
    return f


def penalty_of(network, layers: tuple) -> float:
    """(NN) without its loss, from the numbers."""
    if layers[0][0] == "step":  # inner weights are free, each unit has one amplitude
        return 0.5 * float(np.sum(network.alphas**2) + np.sum(network.amplitudes**2))
    weights = np.abs(network.weights)
    if network.directions is not None:  # one column a unit: its first weight is a number
        assert (np.count_nonzero(network.directions, axis=1) == 1).all()
        np.testing.assert_array_equal(np.abs(network.directions).sum(axis=1), 1.0)
    power = len(layers) + 1
    return float(np.sum(np.abs(network.alphas) ** power) + np.sum(weights**power)) / power


@pytest.fixture(
    scope="module",
    params=[pytest.param((c, r), id=f"{c}, {r}") for c in CASES for r in (0.4, 0.05, 1e-3)],
)
def case(request):
    name, ratio = request.param
    net, layers = CASES[name]
    result = fit(noisy(net), net, lam_ratio=ratio)
    assert len(result.weights)
    return result, layers


def test_the_forward_pass_is_the_sum_of_the_features(case):
    result, layers = case
    x, network = result.signal.x, result.network
    low, high = x.min(axis=0), x.max(axis=0)
    t = np.random.default_rng(0).uniform(
        low - (high - low), high + (high - low), (4000, *x.shape[1:])
    )
    t = np.concatenate((t, x))
    terms = [z * g.evaluate(t) for z, g in zip(result.weights, result.features, strict=True)]
    expected = result.intercept + np.sum(terms, axis=0)
    room = 1e-9 * np.abs(expected).max()
    np.testing.assert_allclose(run(network, layers, t), expected, rtol=0, atol=room)
    np.testing.assert_allclose(network.forward(t), expected, rtol=0, atol=room)
    np.testing.assert_allclose(network.forward(x), result.fitted, rtol=0, atol=room)


def test_the_training_value_is_that_of_the_lasso(case):
    result, layers = case
    signal, network = result.signal, result.network
    residual = run(network, layers, signal.raw_x) - signal.raw_y
    value = 0.5 * float(np.sum(signal.raw_weights * residual**2))
    value += result.lam * penalty_of(network, layers)
    assert value == pytest.approx(result.objective, rel=1e-9)
    assert network.objective(signal, result.lam) == pytest.approx(result.objective, rel=1e-9)
    norm = float(np.abs(result.weights).sum())
    lasso = 0.5 * float(np.sum(signal.weights * (result.fitted - signal.y) ** 2))
    lasso += signal.loss_constant + result.lam * norm
    assert lasso == pytest.approx(result.objective, rel=1e-9)
