"""Other losses where numbers are hard: tiny λ, weights of many sizes, nothing to fit."""

from __future__ import annotations

import numpy as np
import pytest
from loss_cases import LOSSES, named, rows

from mirrors_engine import Architecture, Problem, Signal, fit
from mirrors_engine.errors import SettingError


@pytest.mark.parametrize("ratio", [1e-2, 1e-4, 1e-6])
def test_separable_labels_at_small_lambda(ratio):
    x = np.linspace(0, 1, 60)
    y = np.where(np.sin(9 * x) > 0, 1.0, -1.0)
    result = fit(Signal(x, y), Architecture("abs", 3), lam_ratio=ratio, loss="logistic")
    assert result.certified
    if ratio <= 1e-4:
        assert np.all(np.sign(result.fitted) == y)
    assert np.abs(result.residuals).max() <= 1  # shares of a label


@pytest.mark.parametrize("options", LOSSES[:4], ids=named)
def test_nothing_to_fit(options):
    net = Architecture("abs", 3)
    for signal in (Signal([1.0], [4.0]), Signal([0.0, 1.0, 2.0], [3.0, 3.0, 3.0])):
        result = fit(signal, net, 0.5, **options)
        assert result.certified and not len(result.weights) and result.lam_max == 0
        assert result.intercept == signal.y[0]
    same = Signal([2.0, 2.0, 2.0], [1.0, 2.0, 30.0])
    result = fit(same, net, 0.5, **options)
    assert result.certified and not len(result.weights)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_weights_of_many_sizes(options, seed):
    """Newton's first steps overshoot here, and most curvatures are next to nothing."""
    rng = np.random.default_rng(seed)
    x, y, _ = rows(seed, options["loss"], 12)
    signal = Signal(x, y, 10.0 ** rng.uniform(-3, 3, 12))
    for net in (Architecture("sign", 2), Architecture("relu", 2), Architecture("abs", 3)):
        for ratio in (0.5, 0.01, 1e-5):
            assert fit(signal, net, lam_ratio=ratio, **options).certified


@pytest.mark.parametrize("seed", [0, 2, 7])
@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_samples_that_all_but_coincide(options, seed):
    """Twenty samples within a millionth of each other: slopes between them lose digits."""
    rng = np.random.default_rng(seed)
    x = np.concatenate([rng.uniform(0, 1, 20), 0.5 + 1e-6 * rng.standard_normal(20)])
    y = rng.standard_normal(40)
    signal = Signal(x, np.where(y > 0, 1.0, -1.0) if options["loss"] == "logistic" else y)
    for net in (Architecture("relu", 2), Architecture("abs", 3)):
        for ratio in (0.5, 0.01, 1e-4):
            assert fit(signal, net, lam_ratio=ratio, **options).certified


@pytest.mark.parametrize(("loss", "options"), [("huber", {"delta": 1.0}), ("quantile", {})])
def test_a_constant_signal_is_certified_at_any_share_of_its_zero_lambda_max(loss, options):
    result = fit(
        Signal([0, 1, 2, 3], [2.0] * 4), Architecture("abs", 3), loss=loss, lam_ratio=0.5, **options
    )
    assert result.certified and result.objective == 0 and len(result.weights) == 0


@pytest.mark.parametrize("net", [Architecture("relu", 2), Architecture("abs", 3)], ids=str)
def test_quantiles_are_certified_at_tiny_lambda(net):
    # the solver's tolerances are absolute, and λ comes down to them
    for seed in range(6):
        rng = np.random.default_rng(seed)
        signal = Signal(rng.normal(size=20), rng.normal(size=20))
        problem = Problem(signal, net, "quantile", quantile=0.9)
        assert problem.solve(lam_ratio=1e-6).certified
        assert problem.solve(lam_ratio=1e-9).gap < 1e-4


def test_lambda_zero_is_interpolation_where_that_means_something():
    signal = Signal([0.0, 2.0, 6.0, 7.0], [0.0, 0.0, 3.0, 3.0])
    net = Architecture("relu", 3)
    squared = fit(signal, net, 0.0)
    for options in ({"loss": "huber"}, {"loss": "quantile"}):
        result = fit(signal, net, 0.0, **options)
        assert result.objective == pytest.approx(squared.objective, rel=1e-12)
        assert (result.loss, result.lam) == (options["loss"], 0.0)
        assert result.network.objective(signal, 0.0) == pytest.approx(0.0, abs=1e-10)
        near = fit(signal, net, 1e-6, **options)
        assert np.abs(near.weights).sum() == pytest.approx(squared.objective, rel=1e-4)
    with pytest.raises(SettingError, match="lam above 0"):
        fit(Signal([0.0, 1.0], [-1.0, 1.0]), net, 0.0, loss="logistic")
    twice = Signal([0.0, 0.0, 1.0], [0.0, 1.0, 1.0])
    with pytest.raises(SettingError, match="equal x differ"):
        fit(twice, net, 0.0, loss="huber")
