"""What must hold of a sum of losses over rows: repeats, units, outliers, paths, rows of one x."""

from __future__ import annotations

import numpy as np
import pytest
from loss_cases import LOSSES, named, rows

from mirrors_engine import Architecture, Problem, Signal, fit, lambda_max, path
from mirrors_engine.losses import Rows


@pytest.mark.parametrize("net", [Architecture("abs", 3), Architecture("sign", 2)], ids=str)
@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_weights_are_repeated_rows(net, options):
    x, y, _ = rows(7, options["loss"], 12)
    counts = np.random.default_rng(0).integers(1, 4, 12)
    lam = 0.1 * lambda_max(Signal(x, y, counts), net, **options)
    weighted = fit(Signal(x, y, counts), net, lam, **options)
    repeated = fit(Signal(x.repeat(counts), y.repeat(counts)), net, lam, **options)
    assert weighted.objective == pytest.approx(repeated.objective, rel=1e-10)
    assert weighted.lam_max == pytest.approx(repeated.lam_max, rel=1e-10)
    size = np.abs(weighted.fitted).max()
    if options["loss"] == "logistic":
        np.testing.assert_allclose(weighted.fitted, repeated.fitted, rtol=0, atol=1e-6 * size)


@pytest.mark.parametrize("options", LOSSES[:4], ids=named)
def test_units_of_x_y_and_weights(options):
    """λ keeps its meaning when everything is measured otherwise."""
    x, y, w = rows(3, options["loss"])
    net = Architecture("abs", 3)
    plain = fit(Signal(x, y, w), net, lam_ratio=0.05, **options)
    scaled = {k: v * 1e4 if k == "delta" else v for k, v in options.items()}
    power = 2 if options["loss"] == "huber" else 1
    other = fit(Signal(1e3 * x + 1e6, 1e4 * y - 3e5, 50 * w), net, lam_ratio=0.05, **scaled)
    assert other.objective == pytest.approx(50 * 1e4**power * plain.objective, rel=1e-8)
    assert other.lam == pytest.approx(plain.lam * 50 * 1e4 ** (power - 1) * 1e3, rel=1e-8)


@pytest.mark.parametrize("options", LOSSES[:4], ids=named)
@pytest.mark.parametrize("ratio", [0.3, 0.01])
def test_outliers_of_a_million_move_nothing(options, ratio):
    """An outlier further off pulls no harder: the function is the same to the last digits."""
    rng = np.random.default_rng(1)
    x = np.linspace(0, 1, 60)
    y = np.sin(6 * x) + 0.1 * rng.standard_normal(60)
    near, far = y.copy(), y.copy()
    near[[7, 23, 41]] += 60.0
    far[[7, 23, 41]] += 1e6
    net = Architecture("abs", 3)
    problem = Problem(Signal(x, far), net, **options)
    lam = ratio * problem.lam_max
    robust = problem.solve(lam)
    assert robust.certified
    other = fit(Signal(x, near), net, lam, **options)
    if np.abs(other.fitted).max() < 20:  # else the function follows them
        np.testing.assert_allclose(robust.fitted, other.fitted, rtol=0, atol=1e-7)
    else:
        assert ratio < 0.3
    inner = np.delete(np.arange(60), [7, 23, 41])
    if ratio == 0.3:
        assert np.abs(robust.fitted - y)[inner].max() < 2


@pytest.mark.parametrize("options", LOSSES, ids=named)
def test_the_path_is_continuous_and_starts_help_not_decide(options):
    x, y, w = rows(5, options["loss"], 25)
    signal, net = Signal(x, y, w), Architecture("abs", 3)
    results = list(path(signal, net, n=40, min_ratio=1e-3, **options))
    assert len(results) == 40 and not len(results[0].weights)
    objectives = np.array([r.objective for r in results])
    assert all(r.certified for r in results)
    assert np.all(np.diff(objectives) <= 1e-9 * objectives[:-1])
    # the value is concave in λ, with slope ||z||₁
    lams = np.array([r.lam for r in results])
    norms = np.array([np.abs(r.weights).sum() for r in results])
    drop, room = -np.diff(objectives), -np.diff(lams)
    slack = 1e-7 * objectives[:-1]
    assert np.all(drop >= norms[:-1] * room - slack) and np.all(drop <= norms[1:] * room + slack)
    cold = fit(signal, net, results[25].lam, **options)
    assert cold.objective == pytest.approx(results[25].objective, rel=1e-9)


def test_rows_of_several_columns_find_their_sample():
    rng = np.random.default_rng(3)
    x = rng.integers(0, 4, size=(40, 3)) + 1e-17 * rng.standard_normal((40, 3))
    signal = Signal(x, rng.standard_normal(40), rng.uniform(1, 2, 40))
    found = Rows.of(signal)
    assert len(signal) < 40
    means = found.per_sample(found.w * found.y) / found.per_sample(found.w)
    np.testing.assert_allclose(means, signal.y, atol=1e-12)
    np.testing.assert_allclose(found.per_sample(found.w), signal.weights, rtol=1e-14)


def test_classes_at_the_same_x_are_both_kept():
    """Means of labels would be no labels: three of four rows at x = 0 say 1."""
    x, y = np.array([0.0, 0.0, 0.0, 0.0, 1.0, 1.0]), np.array([1.0, 1.0, 1.0, -1.0, -1.0, 1.0])
    result = fit(Signal(x, y), Architecture("relu"), 1e-9, loss="logistic")
    np.testing.assert_allclose(result.fitted, [np.log(3), 0.0], atol=1e-6)
    np.testing.assert_allclose(result.residuals, 0.0, atol=1e-6)


def test_medians_at_the_same_x_are_not_means():
    x = np.repeat([0.0, 1.0, 2.0], 3)
    y = np.array([0.0, 1.0, 100.0, 5.0, 6.0, 50.0, -90.0, 2.0, 3.0])
    net = Architecture("relu")
    for options in ({"loss": "quantile"}, {"loss": "huber", "delta": 1e-3}):
        result = fit(Signal(x, y), net, lam_ratio=1e-6, **options)
        np.testing.assert_allclose(result.fitted, [1.0, 6.0, 2.0], atol=2e-3)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("options", [{"loss": "squared"}, *LOSSES], ids=str)
def test_rows_that_cancel_at_every_x_leave_nothing_to_fit(options, seed):
    # groups with the same spread of y each, such as labels balanced in every group
    rng = np.random.default_rng(seed)
    groups, size = int(rng.integers(2, 5)), 6
    values = np.array([-1.0, 1.0] * 3)
    if options["loss"] != "logistic":
        values *= np.repeat(rng.uniform(0.1, 9, 3), 2)
    x = np.repeat(rng.normal(size=groups), size)
    y = np.concatenate([rng.permutation(values) for _ in range(groups)])
    w = np.repeat(rng.uniform(0.3, 4, groups), size)
    problem = Problem(Signal(x, y, w), Architecture("abs", 3), **options)
    assert problem.lam_max == 0
    for lam in ({"lam_ratio": 1.0}, {"lam_ratio": 0.3}, {"lam": 1e-12}):
        result = problem.solve(**lam)
        assert result.certified and not len(result.weights)
