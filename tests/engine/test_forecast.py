"""Forecasts iterate the fit, and are judged beside baselines on the same values."""

from __future__ import annotations

import numpy as np
import pytest
from series_cases import ABS3, RELU, series, wave

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.series import embed, forecast, rollout
from mirrors_engine.series.models import last_value, linear, seasonal_naive
from mirrors_engine.signals import sample


def iterate(result, y, lags, target, origin, steps):
    """A rolled-out forecast, one predict at a time."""
    past = list(y[:origin])
    for _ in range(steps):
        values = np.array(past)
        if target == "differences":
            changes = np.diff(values)
        elif target == "returns":
            changes = np.diff(np.log(values))
        else:
            changes = values
        point = np.array([[changes[-lag] for lag in lags]])
        step = float(result.predict(point if len(lags) > 1 else point[:, 0])[0])
        if target == "differences":
            past.append(past[-1] + step)
        elif target == "returns":
            past.append(past[-1] * np.exp(step))
        else:
            past.append(step)
    return np.array(past[origin:])


@pytest.mark.parametrize("net", [RELU, ABS3, Architecture("sign", 2)], ids=lambda n: n.describe())
@pytest.mark.parametrize("target", ["levels", "differences", "returns"])
@pytest.mark.parametrize("lags", [(1,), (1, 3, 12)])
def test_a_rolled_out_forecast_is_the_fit_iterated(net, target, lags):
    y = wave()
    found = forecast(
        series(y), net, lags=lags, target=target, lam_ratio=0.05, horizon=8, validate=False
    )
    entry, result = found.entry("convex"), found.result
    assert found.certified and result.gap <= 1e-9 and entry.refit.certified
    expected = iterate(result, y, lags, target, found.cut, 8)
    np.testing.assert_allclose(entry.rolled, expected, rtol=1e-11)
    one = [iterate(result, y, lags, target, n, 1)[0] for n in found.test_places]
    np.testing.assert_allclose(entry.one_step, one, rtol=1e-11)
    np.testing.assert_allclose(
        entry.future, iterate(entry.refit, y, lags, target, len(y), 8), rtol=1e-11
    )
    runs = [iterate(result, y, lags, target, n, 8) for n in found.test_places[::8]]
    np.testing.assert_allclose(entry.runs, np.concatenate(runs)[: len(y) - found.cut], rtol=1e-11)
    # errors, from what is printed
    off = entry.one_step - y[found.cut :]
    scale = np.abs(np.diff(y[: found.cut])).mean()
    assert entry.test.rmse == pytest.approx(np.sqrt(np.mean(off**2)))
    assert entry.test.mae == pytest.approx(np.abs(off).mean())
    assert entry.test.mase == pytest.approx(np.abs(off).mean() / scale)
    rolled = [
        (iterate(result, y, lags, target, n, 8)[: len(y) - n] - y[n : n + 8])
        for n in found.test_places
    ]
    everything = np.concatenate(rolled)
    assert entry.rolled_test.n == everything.size
    assert entry.rolled_test.rmse == pytest.approx(np.sqrt(np.mean(everything**2)))
    third = np.array([r[2] for r in rolled if len(r) > 2])
    assert entry.by_step[2] == pytest.approx(np.sqrt(np.mean(third**2)))


@pytest.mark.parametrize("target", ["levels", "differences"])
def test_the_linear_baseline_is_least_squares(target):
    y, lags = wave(80), (1, 2, 5)
    weights = np.linspace(1, 3, 80)
    rows = embed(Signal(np.arange(80.0), y, weights), lags, target=target)
    model = linear(rows)
    root = np.sqrt(rows.weights)
    design = np.column_stack((np.ones(len(rows)), rows.inputs))
    direct, *_ = np.linalg.lstsq(design * root[:, None], rows.targets * root, rcond=None)
    np.testing.assert_allclose(model.function(rows.inputs), design @ direct, rtol=1e-9, atol=1e-12)
    far = np.linalg.lstsq(design, rows.targets, rcond=None)[0]
    assert not np.allclose(design @ far, design @ direct)


def test_naive_forecasts():
    y = wave(40)
    origins = np.array([20, 30])
    np.testing.assert_array_equal(
        rollout(last_value(), y, origins, 3), np.repeat(y[[19, 29], None], 3, axis=1)
    )
    seasons = rollout(seasonal_naive(4), y, origins, 10)
    for row, o in zip(seasons, origins, strict=True):
        np.testing.assert_array_equal(row, np.resize(y[o - 4 : o], 10))


def test_all_models_are_judged_on_the_same_forecasts():
    y = wave(100)
    y[[60, 84, 90]] = np.nan
    found = forecast(series(y), RELU, lags=(1, 3), period=12, lam_ratio=0.05, horizon=4)
    assert [e.key for e in found.entries] == ["convex", "linear", "seasonal", "last"]
    for what in ("test", "rolled_test", "validation"):
        assert len({getattr(e, what).n for e in found.entries}) == 1
    lost = [
        n for n in range(80, 100) if np.isfinite(y[n]) and np.isnan(y[[n - 1, n - 3, n - 12]]).any()
    ]
    assert found.entry("convex").test.n == 18 - len(lost)
    assert any(f"{len(lost)} of 18 test values are not forecast" in note for note in found.notes)
    season = found.entry("seasonal").one_step
    judged = [n for n in range(80, 100) if np.isfinite(y[n]) and n not in lost]
    np.testing.assert_array_equal(season[np.array(judged) - 80], y[np.array(judged) - 12])


@pytest.mark.parametrize("key", ["sunspots", "tbill", "co2"])
def test_the_bundled_series_are_forecast_and_certified(key):
    lags, season = {"sunspots": ((1, 2, 9), None), "tbill": ((1,), None), "co2": ((1, 52), 52)}[key]
    found = forecast(
        sample(key), RELU, lags=lags, target="differences", period=season, lam_ratio=0.02
    )
    assert found.certified and found.result.gap <= 1e-9
    assert found.entry("convex").test.rmse < found.entry("last").test.rmse
    assert found.entry("convex").validation.n == found.entry("last").validation.n > 0


def test_the_band_is_two_quantile_networks():
    y = wave(120, noise=0.5)
    options = {"lags": (1, 12), "lam_ratio": 0.1, "validate": False, "refit": False}
    found = forecast(series(y), RELU, quantiles=(0.1, 0.9), **options)
    assert found.certified and max(fit.gap for fit in found.band.results) <= 1e-8
    past = found.training.signal()
    test = found.rows.between(found.cut, len(y)).inputs
    curves = []
    for quantile, held in zip((0.1, 0.9), found.band.results, strict=True):
        net = Architecture("relu", 2, inputs="additive")
        direct = Problem(past, net, "quantile", quantile=quantile).solve(lam_ratio=0.1)
        assert held.objective == pytest.approx(direct.objective, rel=1e-9)
        np.testing.assert_allclose(held.predict(test), direct.predict(test), rtol=1e-9)
        curves.append(direct.predict(test))
        # a free intercept puts about that share of the training rows below
        below = np.mean(past.raw_y < direct.predict(past.raw_x))
        assert abs(below - quantile) <= 12 / len(past.raw_y)
    np.testing.assert_allclose(found.band.low, np.minimum(*curves), rtol=1e-9)
    np.testing.assert_allclose(found.band.high, np.maximum(*curves), rtol=1e-9)
    actual = y[found.cut :]
    inside = (found.band.low <= actual) & (actual <= found.band.high)
    assert found.band.coverage == inside.mean()
    other = y.copy()
    other[found.cut :] += 50
    again = forecast(series(other), RELU, quantiles=(0.1, 0.9), **options)
    assert again.band.results[0].objective == found.band.results[0].objective


def test_other_losses_are_those_of_the_fit():
    y = wave(80, noise=0.3)
    y[30] = 1e6
    found = forecast(
        series(y),
        RELU,
        loss="huber",
        loss_options={"delta": 0.5},
        lam_ratio=0.05,
        validate=False,
        refit=False,
    )
    direct = Problem(found.training.signal(), RELU, "huber", delta=0.5).solve(lam_ratio=0.05)
    assert found.certified and found.result.objective == pytest.approx(direct.objective, rel=1e-9)
    assert abs(found.entry("convex").one_step - y[found.cut :]).max() < 10
