"""Features of several switches as deep networks of the given shape."""

from __future__ import annotations

import numpy as np
import pytest
from brute import random_signal
from switching_brute import rectangular, tree

from mirrors_engine import Architecture, fit
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.dictionaries.steps.several_switches import Switching

UNITS = [
    rectangular(3),
    rectangular(6, "threshold"),
    Architecture("sign", 5, widths=(4, 2, 3)),
    tree(2, 2),
    tree(3, 2, activation="threshold"),
    tree(2, 3, 2),
    tree(1, 4, 1, activation="threshold"),
]


@pytest.mark.parametrize("net", UNITS, ids=str)
def test_the_unit_is_a_network_of_the_given_shape(net):
    x = np.sort(np.random.default_rng(0).uniform(0, 1, 14))
    dictionary = build_dictionary(net, x)
    assert isinstance(dictionary, Switching)
    for k in range(1, dictionary.most + 1):
        key = tuple(range(1, k + 1)) + (14,) * (dictionary.most - k)
        unit = dictionary.feature(key).unit
        matrices, biases = unit.weights, unit.biases
        assert len(matrices) == len(biases) == len(unit.activations) == net.layers - 1
        assert matrices[0].shape[1] == 1
        assert matrices[-1].shape[0] == 1
        assert all(set(np.unique(m)) <= {-1.0, 0.0, 1.0} for m in matrices)
        neurons = [len(m) for m in matrices[:-1]]
        if net.kind == "tree":
            for matrix, width in zip(matrices[1:], net.widths, strict=True):
                assert (np.count_nonzero(matrix, axis=0) == 1).all()  # one reader each
                assert (np.count_nonzero(matrix, axis=1) <= width).all()
        else:
            assert all(n <= m for n, m in zip(neurons, net.widths, strict=True))
        h = x[None]
        for matrix, bias, layer in zip(matrices, biases, unit.layers(x), strict=True):
            h = net.activations[0](matrix @ h + bias[:, None])
            np.testing.assert_array_equal(h, layer)
        np.testing.assert_array_equal(unit.forward(x), dictionary.columns(np.array([key]))[:, 0])
        assert unit.forward(x.reshape(2, 7)).shape == (2, 7)
        assert unit.forward(x[3]).shape == ()


@pytest.mark.parametrize("net", UNITS, ids=str)
def test_the_network_attains_the_optimum(net):
    signal = random_signal(12, 30, weights=True, duplicates=True)
    result = fit(signal, net, lam_ratio=0.03)
    network = result.network
    assert network.units == len(result.weights)
    t = np.linspace(signal.x[0] - 1, signal.x[-1] + 1, 501)
    np.testing.assert_allclose(network.forward(t), result.predict(t), atol=1e-12)
    np.testing.assert_allclose(network.forward(signal.x), result.fitted, atol=1e-12)
    assert network.penalty() == pytest.approx(np.abs(result.weights).sum(), rel=1e-12)
    value = network.objective(signal, result.lam)
    assert value == pytest.approx(result.objective, rel=1e-9)


def test_without_a_unit_the_network_is_its_constant():
    signal = random_signal(12, 10)
    network = fit(signal, rectangular(3), lam_ratio=1.0).network
    assert network.units == 0
    np.testing.assert_array_equal(network.forward(signal.x), network.intercept)
