"""Bootstrap and prediction bands: by their definitions, seeded, cancellable."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.selection import folds_of
from mirrors_engine.uncertainty import bootstrap, bootstrapping, prediction_interval

NET = Architecture("relu", 2)
RNG = np.random.default_rng(3)
X = np.sort(RNG.uniform(0, 10, 40))
Y = np.abs(X - 4) + 0.3 * RNG.standard_normal(40)
SIGNAL = Signal(X, Y)
RESULT = fit(SIGNAL, NET, lam_ratio=0.02)


@pytest.mark.parametrize("kind", ["pairs", "residuals"])
def test_replicates_are_fits_of_resampled_rows(kind):
    found = bootstrap(RESULT, 12, kind=kind, seed=7)
    assert found.replicates == 12 and found.certified
    again = bootstrap(RESULT, 12, kind=kind, seed=7)
    np.testing.assert_array_equal(found.values, again.values)
    assert not np.array_equal(found.values, bootstrap(RESULT, 12, kind=kind, seed=8).values)
    # the first replicate by hand
    rng = np.random.default_rng(np.random.SeedSequence(7).spawn(1)[0])
    if kind == "pairs":
        rows = np.sort(rng.integers(0, 40, 40))
        drawn = Signal(X[rows], Y[rows])
    else:
        r = Y - RESULT.predict(X)
        drawn = Signal(X, RESULT.predict(X) + (r - r.mean())[rng.integers(0, 40, 40)])
    one = fit(drawn, NET, lam=RESULT.lam)
    np.testing.assert_allclose(found.values[0], one.predict(found.points), atol=1e-9)
    np.testing.assert_allclose(found.positions[0], [k.position for k in one.kinks])
    low, high = found.band(0.5)
    np.testing.assert_allclose(low, np.quantile(found.values, 0.25, axis=0))
    np.testing.assert_allclose(high, np.quantile(found.values, 0.75, axis=0))


def test_where_kinks_fall_and_how_often():
    found = bootstrap(RESULT, 15, seed=1)
    edges, share = found.histogram(bins=20)
    for b in range(20):
        has = [
            any(edges[b] <= p < edges[b + 1] or (b == 19 and p == edges[20]) for p in places)
            for places in found.positions
        ]
        assert share[b] == pytest.approx(np.mean(has))
    kinks = np.array([k.position for k in RESULT.kinks])
    for k, near in enumerate(found.shares()):
        has = [any(np.argmin(np.abs(kinks - p)) == k for p in places) for places in found.positions]
        assert near == pytest.approx(np.mean(has))
    assert found.counts.tolist() == [len(p) for p in found.positions]


def test_progress_and_cancelling():
    steps = []
    first = next(bootstrapping(RESULT, 5, monitor=steps.append))
    assert first.replicates == 1 and first.asked == 5
    assert steps[0].stage == "replicate 1 of 5" and steps[0].fraction == 0

    def cancel(step):
        if step.fraction:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        bootstrap(RESULT, 5, monitor=cancel)
    with pytest.raises(Cancelled):
        prediction_interval(RESULT, monitor=cancel)


def test_other_losses_and_inputs():
    labels = np.where(Y > 2, 1.0, -1.0)
    result = fit(Signal(X, labels), NET, lam_ratio=0.1, loss="logistic")
    assert bootstrap(result, 3).certified
    with pytest.raises(SettingError, match="no residuals"):
        bootstrap(result, 3, kind="residuals")
    with pytest.raises(SettingError, match="probabilities"):
        prediction_interval(result)
    two = Signal(np.column_stack((X, np.roll(X, 3))), Y)
    result = fit(two, Architecture("abs", 2, inputs="additive"), lam_ratio=0.1)
    found = bootstrap(result, 3)
    assert found.values.shape == (3, len(two.x)) and "band" in found.to_dict()
    huber = fit(SIGNAL, NET, lam_ratio=0.1, loss="huber", delta=0.2)
    assert prediction_interval(huber, folds=4).certified


def test_refusals():
    for wrong in ({"kind": "rows"}, {"replicates": 0}, {"replicates": 1.5}):
        with pytest.raises(SettingError):
            bootstrap(RESULT, **wrong)
    exact = fit(SIGNAL, NET, lam=0)
    with pytest.raises(SettingError, match="λ = 0"):
        bootstrap(exact, 3)
    with pytest.raises(SettingError, match="λ = 0"):
        prediction_interval(exact)
    with pytest.raises(SettingError, match="level"):
        prediction_interval(RESULT, 1.5)


@pytest.mark.parametrize("folds", [5, 40])
def test_the_band_is_that_of_the_definition(folds):
    alpha, at = 0.2, np.array([-1.0, 2.5, 8.0])
    band = prediction_interval(RESULT, 1 - alpha, points=at, folds=folds, seed=2)
    low, high = [[] for _ in at], [[] for _ in at]
    for fold in folds_of(SIGNAL, "random", folds, seed=2):
        lam = RESULT.lam * len(fold.train) / 40
        one = fit(Signal(X[fold.train], Y[fold.train]), NET, lam=lam)
        for i in fold.test:
            r = abs(Y[i] - one.predict(X[i : i + 1])[0])
            for k, f in enumerate(one.predict(at)):
                low[k].append(f - r)
                high[k].append(f + r)
    rank = math.floor(alpha * 41)
    for k in range(len(at)):
        assert band.low[k] == pytest.approx(sorted(low[k])[rank - 1])
        assert band.high[k] == pytest.approx(sorted(high[k])[math.ceil((1 - alpha) * 41) - 1])
    assert band.method == ("jackknife+" if folds == 40 else "CV+ of 5 random folds")
    assert band.guaranteed == pytest.approx(0.6) if folds == 40 else band.guaranteed < 0.6


def test_too_few_rows_for_the_level_have_no_finite_band():
    result = fit(Signal(X[:6], Y[:6]), NET, lam_ratio=0.3)
    band = prediction_interval(result, 0.99, folds=3)
    assert np.all(np.isinf(band.low)) and np.all(np.isinf(band.high))
    assert band.to_dict()["band"][0]["low"] is None


def test_command_line(tmp_path, capsys):
    file = tmp_path / "a.csv"
    rows = zip(X.tolist(), Y.tolist(), strict=True)
    file.write_text("x,y\n" + "".join(f"{a!r},{b!r}\n" for a, b in rows))
    common = ("fit", str(file), "--x", "x", "--lam-ratio", "0.02", "--bootstrap", "6")
    assert main((*common, "--interval", "0.8", "--at", "2,5")) == 0
    out = capsys.readouterr().out
    assert "6 replicates" in out and "CV+" in out and "80 %" in out
    assert main((*common, "--interval", "0.8", "--json", "-")) == 0
    got = json.loads(capsys.readouterr().out)
    low, _ = bootstrap(RESULT, 6).band(0.8)
    assert [b["low"] for b in got["bootstrap"]["band"]] == pytest.approx(low.tolist())
    band = prediction_interval(RESULT, 0.8)
    assert [b["high"] for b in got["interval"]["band"]] == pytest.approx(band.high.tolist())
