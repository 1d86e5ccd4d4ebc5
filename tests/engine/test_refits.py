"""Least squares on the kinks, and segmented regression, against brute force."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest
from scipy import stats

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import SettingError
from mirrors_engine.refits import relax, segment
from mirrors_engine.signals import sample

NET = Architecture("relu", 2)


def noisy(seed=0, n=40):
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0, 10, n))
    y = 1 + 0.5 * x - 1.5 * np.maximum(x - 4, 0) + 0.3 * rng.standard_normal(n)
    return Signal(x, y, rng.uniform(0.5, 2, n))


def test_the_nile_with_four_kinks():
    # pwlf and piecewise-regression reach 117.6 with kinks anywhere
    result = fit(sample("nile"), NET, kinks=4)
    relaxed, moved = relax(result), segment(result)
    assert result.rmse == pytest.approx(131.5, abs=0.2)
    assert relaxed.rmse == pytest.approx(127.5, abs=0.1)
    assert moved.rmse == pytest.approx(117.6, abs=0.1)
    assert [k.value for k in relaxed.kinks] == [k.position for k in result.kinks]
    assert "not certified" in relaxed.label and "local optimum" in moved.label


def test_kinks_side_by_side_are_spread():
    result = fit(sample("nile"), Architecture("relu", 2, skip=True), lam_ratio=0.03)
    places = np.array([k.position for k in result.kinks])
    assert np.diff(places).min() == 1  # no sample between some of them
    moved = segment(result)
    assert moved.rmse < relax(result).rmse - 1
    assert all(k.standard_error > 0 for k in moved.kinks)


def test_relaxed_is_least_squares_with_its_usual_errors():
    signal = noisy()
    result = fit(signal, NET, kinks=2)
    relaxed = relax(result, level=0.9)
    kinks = [k.position for k in result.kinks]
    columns = np.column_stack(
        (np.ones(len(signal.x)), signal.x, *(np.maximum(signal.x - k, 0) for k in kinks))
    )
    root = np.sqrt(signal.weights)
    b, *_ = np.linalg.lstsq(root[:, None] * columns, root * signal.y, rcond=None)
    np.testing.assert_allclose(relaxed.predict(signal.x), columns @ b, rtol=1e-9)
    spare = len(signal.x) - len(b)
    rss = float(signal.weights @ (signal.y - columns @ b) ** 2)
    inverse = np.linalg.inv(columns.T @ (signal.weights[:, None] * columns))
    error = np.sqrt(rss / spare * inverse[1, 1])
    first = relaxed.slopes[0]
    assert first.value == pytest.approx(b[1])
    assert first.standard_error == pytest.approx(error)
    assert first.high == pytest.approx(b[1] + stats.t.ppf(0.95, spare) * error)
    assert relaxed.rmse == pytest.approx(np.sqrt(rss / signal.weights.sum()))
    assert relaxed.rmse <= result.rmse


def test_relaxed_steps_are_means():
    signal = noisy(1)
    result = fit(signal, Architecture("sign", 2), kinks=3)
    relaxed = relax(result)
    edges = np.searchsorted(signal.x, [k.position for k in result.kinks])
    parts = np.split(np.arange(len(signal.x)), edges)
    means = [np.average(signal.y[p], weights=signal.weights[p]) for p in parts]
    assert [s.value for s in relaxed.slopes] == pytest.approx(means)
    np.testing.assert_allclose(relaxed.predict(signal.x), np.repeat(means, [len(p) for p in parts]))
    with pytest.raises(SettingError, match="piecewise constant"):
        segment(result)


def test_segmented_finds_the_best_place_of_one_kink():
    signal = noisy(2)
    result = fit(signal, NET, kinks=1)
    moved = segment(result)
    root = np.sqrt(signal.weights)

    def rss(kink):
        columns = np.column_stack(
            (np.ones(len(signal.x)), signal.x, np.maximum(signal.x - kink, 0))
        )
        b, *_ = np.linalg.lstsq(root[:, None] * columns, root * signal.y, rcond=None)
        return float(signal.weights @ (signal.y - columns @ b) ** 2)

    every = np.linspace(signal.x[2], signal.x[-3], 4001)
    values = [rss(k) for k in every]
    reached = signal.weights.sum() * moved.rmse**2
    assert reached <= min(values) * (1 + 1e-6)
    (kink,) = moved.kinks
    assert kink.value == pytest.approx(every[int(np.argmin(values))], abs=0.01)
    assert kink.low < 4 < kink.high  # where the data bend
    assert kink.standard_error > 0


def test_errors_of_a_kink_agree_with_many_samples():
    rng = np.random.default_rng(5)
    x = np.linspace(0, 10, 40)
    clean = np.where(x < 5, x, 10 - x)
    places, errors = [], []
    for _ in range(24):
        result = fit(Signal(x, clean + 0.4 * rng.standard_normal(40)), NET, kinks=1)
        (kink,) = segment(result).kinks
        places.append(kink.value)
        errors.append(kink.standard_error)
    assert np.mean(places) == pytest.approx(5, abs=0.1)
    assert np.mean(errors) == pytest.approx(np.std(places, ddof=1), rel=0.4)


@pytest.mark.parametrize("seed", [3, 4])
def test_two_kinks_against_every_pair(seed):
    rng = np.random.default_rng(seed)
    x = np.arange(16.0)
    signal = Signal(x, np.cumsum(rng.standard_normal(16)))
    start = fit(signal, NET, kinks=2)
    if len(start.kinks) != 2:
        pytest.skip("the path jumps over two kinks")
    reached = 16 * segment(start).rmse ** 2
    grid = np.linspace(1.01, 13.99, 120)
    best = np.inf
    for a, b in itertools.combinations(grid, 2):
        counts = np.diff([0, *np.searchsorted(x, (a, b)), 16])
        if counts.min() < 2:
            continue
        columns = np.column_stack((np.ones(16), x, np.maximum(x - a, 0), np.maximum(x - b, 0)))
        best = min(best, float(np.linalg.lstsq(columns, signal.y, rcond=None)[1][0]))
    assert reached <= best * 1.02


def test_pieces_and_json():
    result = fit(noisy(), NET, kinks=2)
    for refit in (relax(result), segment(result)):
        t = np.linspace(-2, 12, 50)
        by_pieces = [next(p for p in refit.pieces() if p.start <= s < p.end)(s) for s in t]
        np.testing.assert_allclose(by_pieces, refit.predict(t), atol=1e-9)
        text = json.loads(json.dumps(refit.to_dict(), allow_nan=False))
        assert text["certified"] is False and len(text["pieces"]) == len(refit.kinks) + 1


def test_refusals():
    signal = noisy()
    with pytest.raises(SettingError, match="squared loss"):
        relax(fit(signal, NET, lam_ratio=0.1, loss="huber"))
    plane = Signal(np.column_stack((signal.x, signal.y)), signal.y)
    with pytest.raises(SettingError, match="one input column"):
        relax(fit(plane, Architecture("relu", 2, inputs="additive"), lam_ratio=0.1))
    with pytest.raises(SettingError, match="distinct x"):
        segment(fit(Signal([0.0, 1, 2, 3], [0.0, 2, 1, 5]), NET, lam_ratio=1e-3))
    with pytest.raises(SettingError, match="level"):
        relax(fit(signal, NET, lam_ratio=0.1), level=95)


def test_command_line(tmp_path, capsys):
    signal = noisy()
    file = tmp_path / "a.csv"
    rows = zip(signal.x.tolist(), signal.y.tolist(), strict=True)
    file.write_text("x,y\n" + "".join(f"{a!r},{b!r}\n" for a, b in rows))
    common = ("fit", str(file), "--x", "x", "--kinks", "1", "--relaxed", "--segmented")
    assert main(common) == 0
    out = capsys.readouterr().out
    assert out.count("not certified") == 2 and "standard error" in out
    assert main((*common, "--json", "-")) == 0
    got = json.loads(capsys.readouterr().out)
    bare = Signal(signal.x, signal.y)
    assert got["relaxed"]["rmse"] == pytest.approx(relax(fit(bare, NET, kinks=1)).rmse)
    assert got["segmented"]["kinks"][0]["standard_error"] > 0
