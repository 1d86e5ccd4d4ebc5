"""Series: exact rows, forecasts that iterate the fit, baselines, and no look ahead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.errors import Cancelled, SettingError, SignalError, SizeError
from mirrors_engine.series import Settings, embed, forecast, forecasting, rollout, timeline
from mirrors_engine.series.models import last_value, linear, seasonal_naive
from mirrors_engine.series.validation import rolling_folds
from mirrors_engine.signals import sample

RELU = Architecture("relu", 2)
ABS3 = Architecture("abs", 3)


def wave(n=120, seed=0, noise=0.1):
    rng = np.random.default_rng(seed)
    n = np.arange(n)
    return 3 + np.sin(2 * np.pi * n / 12) + 0.01 * n + noise * rng.standard_normal(len(n))


def series(y, x=None, **names):
    return Signal(np.arange(len(y), dtype=float) if x is None else x, y, **names)


def by_hand(y, lags, target):
    """Rows by a plain loop; gaps are NaN."""
    rows = []
    for n in range(len(y)):
        if target == "levels":
            value = {k: y[k] for k in range(len(y))}
        elif target == "differences":
            value = {k: y[k] - y[k - 1] for k in range(1, len(y))}
        else:
            value = {k: np.log(y[k]) - np.log(y[k - 1]) for k in range(1, len(y))}
        past = [value.get(n - lag, np.nan) for lag in lags]
        now = value.get(n, np.nan)
        if np.isfinite([*past, now]).all():
            rows.append((n, *past, now))
    return np.array(rows)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_rows_are_exactly_the_past_and_the_next_value(data):
    n = data.draw(st.integers(8, 40))
    y = np.array(data.draw(st.lists(st.floats(0.5, 100), min_size=n, max_size=n)))
    gaps = data.draw(st.sets(st.integers(2, n - 2), max_size=3))
    lags = sorted(data.draw(st.sets(st.integers(1, 4), min_size=1, max_size=3)))
    target = data.draw(st.sampled_from(["levels", "differences", "returns"]))
    y[list(gaps)] = np.nan
    step, start = data.draw(st.sampled_from([(1.0, 0.0), (0.25, 1959.0), (3600.0, 1.7e9)]))
    rows = embed(Signal(start + step * np.arange(n), y), lags, target=target)
    expected = by_hand(y, lags, target)
    assert len(rows) == len(expected)
    if len(expected):
        np.testing.assert_array_equal(rows.places, expected[:, 0])
        np.testing.assert_array_equal(rows.inputs, expected[:, 1:-1])
        np.testing.assert_allclose(rows.targets, expected[:, -1], rtol=1e-12, atol=1e-12)
        made = rows.signal()
        order = np.lexsort(rows.inputs.T[::-1])
        np.testing.assert_array_equal(np.atleast_2d(made.raw_x.T).T[order], rows.inputs[order])
        np.testing.assert_array_equal(np.sort(made.raw_y), np.sort(rows.targets))


def test_names_weights_and_title_follow_the_series():
    signal = Signal(np.arange(5.0), [1, 2, 4, 8, 16], [1, 2, 3, 4, 5], y_name="flow", name="River")
    rows = embed(signal, (1, 2))
    made = rows.signal()
    assert made.x_names == ("flow(n-1)", "flow(n-2)") and made.y_name == "flow(n)"
    assert made.name == "River: next from lags 1 and 2"
    rate = embed(sample("tbill"), 1, target="differences").signal()
    assert (rate.x_name, rate.y_name) == ("Δ rate(n-1) [% a year]", "Δ rate(n) [% a year]")
    assert rows.weights.tolist() == [3, 4, 5]
    assert made.raw_weights.tolist() == [3, 4, 5]
    change = embed(signal, 1, target="differences").signal()
    assert change.x_names == ("Δ flow(n-1)",)
    np.testing.assert_array_equal(change.x, [1, 2, 4])


def test_gaps_are_left_out_and_counted():
    x = np.array([0, 1, 2, 3, 5, 6, 7, 8.0])
    line = timeline(Signal(x, x**2))
    assert len(line) == 9 and np.isnan(line.values[4]) and line.times[4] == 4.0
    assert line.notes == (
        "1 of 9 evenly spaced times have no sample; what needs them is left out.",
    )
    assert embed(line, 1).places.tolist() == [1, 2, 3, 6, 7, 8]
    consecutive = embed(Signal(x, x**2), 1, spacing="order")
    assert consecutive.places.tolist() == list(range(1, 8))
    assert "consecutive" in consecutive.timeline.notes[0]
    co2 = timeline(sample("co2"))
    assert len(co2) == 2284 and int(np.isnan(co2.values).sum()) == 59


def test_missing_values_are_gaps_not_neighbours():
    y = wave(30)
    y[10] = np.nan
    rows = embed(series(y), 1)
    assert 10 not in rows.places and 11 not in rows.places and len(rows) == 27


def test_uneven_steps_are_refused_with_a_way_out():
    rng = np.random.default_rng(0)
    uneven = Signal(np.cumsum(rng.uniform(0.2, 2, 30)), wave(30))
    with pytest.raises(SignalError, match=r"not evenly spaced.*spacing order"):
        embed(uneven, 1)
    assert len(embed(uneven, 1, spacing="order")) == 29
    with pytest.raises(SizeError, match="consecutive"):
        embed(Signal([0, 1, 2, 3, 1000.0], [1, 2, 3, 4, 5]), 1)
    with pytest.raises(SignalError, match="one column"):
        embed(Signal(rng.standard_normal((9, 2)), np.arange(9)), 1)


@pytest.mark.parametrize(("unit", "months"), [("M", 1), ("M", 3), ("Y", 12)])
def test_calendar_steps_are_even_and_go_on_as_such(unit, months):
    dates = (np.datetime64("1999-01", "M") + months * np.arange(40)).astype("datetime64[D]")
    line = timeline(Signal(dates, wave(40)))
    assert len(line) == 40 and line.months == months
    ahead = line.ahead(3)
    later = (np.datetime64("1999-01", "M") + months * np.arange(40, 43)).astype("datetime64[D]")
    np.testing.assert_array_equal(ahead, later.astype(int))
    np.testing.assert_array_equal(line.ahead(4, 38)[:2], line.times[38:])


def test_ends_of_months_are_nearly_regular():
    firsts = np.datetime64("2001-02", "M") + np.arange(36)
    ends = firsts.astype("datetime64[D]") - 1
    line = timeline(Signal(ends, wave(36)))
    assert len(line) == 36 and line.months == 0 and np.isfinite(line.values).all()


@pytest.mark.parametrize("lags", [0, -1, (), (1, 0), 1.5, "x", (1, None)])
def test_lags_that_are_none(lags):
    with pytest.raises(SettingError, match="whole numbers"):
        embed(series(wave(20)), lags)


def test_what_is_too_short_says_so():
    with pytest.raises(SignalError, match="too short to forecast"):
        embed(series(np.array([1.0, 2.0])), 1)
    with pytest.raises(SignalError, match="too short for lag 30"):
        embed(series(wave(20)), 30)
    with pytest.raises(SignalError, match="test part"):
        forecast(series(wave(8)), RELU, lags=5, lam_ratio=0.1, validate=False)
    with pytest.raises(SignalError, match="rolling validation"):
        forecast(series(wave(12)), RELU, lags=1)
    short = forecast(series(wave(12)), RELU, lags=1, lam_ratio=0.1, validate=False, horizon=3)
    assert short.certified and short.entry("convex").test.n == 2
    with pytest.raises(SignalError, match="above 0"):
        embed(series(wave(20) - 3), 1, target="returns")


# iterating the fit


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


# nothing looks ahead


@pytest.mark.parametrize("lam_ratio", [None, 0.05])
def test_the_test_part_changes_no_fitted_model(lam_ratio):
    y = wave(90)
    other = y.copy()
    other[72:] = 1e3 - 2 * other[72:]
    options = {"lags": (1, 2), "period": 12, "lam_ratio": lam_ratio, "horizon": 5}
    one, two = (forecast(series(v), RELU, **options) for v in (y, other))
    assert one.cut == two.cut == 72
    assert one.lam_ratio == two.lam_ratio
    assert one.result.objective == two.result.objective
    np.testing.assert_array_equal(one.result.weights, two.result.weights)
    probe = np.random.default_rng(1).uniform(0, 8, (50, 2))
    for a, b in zip(one.entries, two.entries, strict=True):
        if a.key in ("convex", "linear"):
            np.testing.assert_array_equal(a.model.function(probe), b.model.function(probe))
        np.testing.assert_array_equal(a.rolled, b.rolled)
        assert a.validation == b.validation
        assert a.one_step[0] == b.one_step[0]
    assert one.scale == two.scale
    assert one.entry("convex").test.rmse != two.entry("convex").test.rmse


def test_folds_only_see_what_was_before():
    rows = embed(series(wave(60)), (1, 2))
    folds = rolling_folds(rows)
    assert len(folds) == 5
    for fold in folds:
        assert fold.train.max() < fold.test.min()
        assert fold.train.tolist() == list(range(fold.test[0]))
    tested = np.concatenate([fold.test for fold in folds])
    assert tested.tolist() == list(range(len(rows) // 2, len(rows)))


def test_lambda_is_the_best_of_rolling_validation_by_brute_force():
    y = wave(80, noise=0.4)
    found = forecast(series(y), RELU, lags=1, validate=False, refit=False)
    rows = found.training
    means = []
    for lam in found.choice.lams:
        scores = []
        for fold in rolling_folds(rows):
            past = Signal(rows.inputs[fold.train, 0], rows.targets[fold.train])
            share = len(fold.train) / len(rows)
            problem = Problem(past, RELU)
            fit = problem.solve(min(share * lam, problem.lam_max))
            off = fit.predict(rows.inputs[fold.test, 0]) - rows.targets[fold.test]
            scores.append(np.mean(off**2))
        means.append(np.mean(scores))
    assert int(np.argmin(means)) == found.choice.best
    assert found.lam_ratio == pytest.approx(
        found.choice.lams[found.choice.best] / found.choice.lam_max
    )
    assert found.choice.certified and found.certified
    careful = forecast(series(y), RELU, lags=1, rule="1se", validate=False, refit=False)
    assert careful.lam_ratio >= found.lam_ratio


def test_validation_fits_anew_before_every_fold():
    y = wave(70)
    found = forecast(series(y), RELU, lags=(1, 2), lam_ratio=0.1)
    rows, errors = found.training, []
    for fold in rolling_folds(rows):
        past = Signal(rows.inputs[fold.train], rows.targets[fold.train])
        fit = Problem(past, Architecture("relu", 2, inputs="additive")).solve(lam_ratio=0.1)
        errors.append(fit.predict(rows.inputs[fold.test]) - rows.targets[fold.test])
    errors = np.concatenate(errors)
    assert found.entry("convex").validation.rmse == pytest.approx(np.sqrt(np.mean(errors**2)))
    assert found.folds_certified is True
    assert not replace(found, folds_certified=False).certified


# odd series


@pytest.mark.parametrize("target", ["levels", "differences", "returns"])
def test_a_constant_series_is_forecast_as_itself(target):
    found = forecast(series(np.full(40, 7.0)), RELU, lags=(1, 2), target=target, period=4)
    assert found.certified
    for entry in found.entries:
        np.testing.assert_allclose(entry.rolled, 7.0, rtol=1e-12)
        assert entry.test.rmse == pytest.approx(0, abs=1e-11)
        assert entry.test.mase is None


def test_a_forecast_that_runs_away_is_said_to():
    y = np.cumprod(np.full(60, 3.0))
    found = forecast(series(y), RELU, lags=1, lam_ratio=1e-4, horizon=2000, validate=False)
    gone = found.entry("linear")
    assert np.isinf(gone.rolled[-1]) and np.isfinite(gone.rolled[0])
    assert gone.rolled_test.n == found.entry("last").rolled_test.n
    assert gone.test.rmse is not None


def test_longer_than_the_test_part_and_at_offsets():
    y = 1e9 + wave(50)
    found = forecast(
        series(y, 1.7e9 + 60.0 * np.arange(50)), RELU, lags=1, lam_ratio=0.05, horizon=30
    )
    assert len(found.rolled_times) == 30
    np.testing.assert_allclose(np.diff(found.rolled_times), 60)
    assert found.future_times[0] == 1.7e9 + 60 * 50
    assert found.certified
    assert np.isnan(found.entry("last").by_step[10:]).all()


def test_test_part_by_number():
    assert forecast(series(wave(50)), RELU, lam_ratio=0.1, test=7, validate=False).cut == 43
    y, x = wave(50), 1959 + 0.25 * np.arange(50)
    assert forecast(series(y, x), RELU, lam_ratio=0.1, start=1970.1, validate=False).cut == 45
    with pytest.raises(SignalError, match="test part"):
        forecast(series(y, x), RELU, lam_ratio=0.1, start=1990)
    for bad in (0, -1, float("nan"), 1.5):
        with pytest.raises(SettingError, match="test"):
            Settings(test=bad)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("horizon", 0),
        ("horizon", 10**6),
        ("period", 0),
        ("target", "squares"),
        ("spacing", "sometimes"),
        ("quantiles", (0.9, 0.1)),
        ("quantiles", (0.0, 0.5)),
        ("loss", "logistic"),
        ("rule", "aic"),
        ("start", float("inf")),
        ("lam_ratio", -0.1),
    ],
)
def test_bad_settings_are_refused(field, value):
    with pytest.raises(SettingError):
        Settings(**{field: value})


def test_events_grow_and_cancel_is_obeyed():
    events = list(forecasting(series(wave(80)), RELU, Settings(lags=(1, 2), horizon=3)))
    assert [e.key for e in events[0].entries] == ["linear", "last"]
    assert events[1].result is not None and not events[1].complete
    assert events[-1].complete and events[-1].entry("convex").validation is not None
    last = events[-1]
    entry = last.entry("convex")
    for array in (last.test_places, last.rows.inputs, entry.rolled, entry.future, entry.by_step):
        assert not array.flags.writeable
    fractions: list[float] = []

    def stop(step):
        fractions.append(step.fraction or 0.0)
        if len(fractions) > 40:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        list(forecasting(series(wave(80)), RELU, Settings(), stop))
    assert all(0 <= f <= 1 for f in fractions)


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
