"""Several input columns: the line's brute force, column by column, with one residual."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace

import brute
import numpy as np
import pytest
from sklearn.utils.estimator_checks import estimator_checks_generator

from mirrors_engine import (
    Architecture,
    MirrorRegressor,
    MirrorsError,
    Problem,
    Signal,
    fit,
    lambda_max,
)
from mirrors_engine.cli import main
from mirrors_engine.dictionaries.reflections.folds import Folds
from mirrors_engine.dictionaries.registry import build_dictionary, dictionary_size
from mirrors_engine.errors import ArchitectureError
from mirrors_engine.solvers import additive_columns
from mirrors_engine.solvers.factor import WorkingColumns

NETS = {name: replace(net, inputs="additive") for name, net in brute.NETS.items()}
DEEP_STEPS = {
    "sign3": Architecture("sign", 3, widths=(2,), inputs="additive"),
    "threshold4": Architecture("threshold", 4, kind="tree", widths=(2, 2), inputs="additive"),
}
EVERY = {**NETS, **DEEP_STEPS}
QUICK = [name for name, net in NETS.items() if net.layers < 4]
DEGREE = {name: 0 if net.step else 1 for name, net in EVERY.items()}


def table(seed: int, n: int = 9, d: int = 2, weights: bool = False, twins: bool = False) -> Signal:
    """Columns of different ranges and offsets, with repeated values and repeated rows."""
    rng = np.random.default_rng(seed)
    x = np.column_stack([rng.integers(0, 5, n) * 10.0**k - 3 * k for k in range(d)])
    x[:, 0] += rng.uniform(0, 0.4, n)
    y = np.abs(x[:, 0] - 2) - (x[:, 1] > 15) + 0.3 * rng.standard_normal(n)
    w = rng.uniform(0.3, 2, n) if weights else np.ones(n)
    if twins:
        x, y = np.concatenate((x, x[:3])), np.concatenate((y, y[:3] + 1))
        w = np.concatenate((w, np.ones(3)))
    return Signal(x, y, w)


def columns(name: str, x: np.ndarray) -> np.ndarray:
    """Brute-force features of every column, in the user's units."""
    parts = []
    for values in x.T:
        distinct, which = np.unique(values, return_inverse=True)
        parts.append(brute.dictionary(name, distinct)[which])
    return np.concatenate(parts, axis=1)


@pytest.mark.parametrize("name", NETS)
def test_price_is_the_dual_norm(name):
    for seed, n in ((0, 6), (1, 8)):
        x = table(seed, n, d=3).x
        dictionary = build_dictionary(NETS[name], x)
        scale = dictionary.grid.half**dictionary.degree
        expected = columns(name, x)
        rng = np.random.default_rng(seed)
        for _ in range(4):
            v = brute.balanced(rng.standard_normal(len(x)))
            norm = brute.dual_norm(expected, v)
            assert dictionary.price(v).bound * scale == pytest.approx(norm, rel=1e-11)


@pytest.mark.parametrize("name", EVERY)
def test_keys_columns_and_features_agree(name):
    x = table(2, 7).x
    dictionary = build_dictionary(EVERY[name], x)
    keys = dictionary.all_keys()
    assert keys.shape == (dictionary.size, dictionary.key_width)
    assert len(np.unique(keys, axis=0)) == len(keys)
    assert dictionary.size <= dictionary_size(EVERY[name], len(x), 2)
    full = dictionary.columns(keys)
    scale = dictionary.grid.half**dictionary.degree
    for key, column in list(zip(keys.tolist(), full.T, strict=True))[:: 1 + len(keys) // 200]:
        feature = dictionary.feature(tuple(key))
        assert feature.key == tuple(key)
        assert feature.column == key[0] == feature.parameters["column"]
        assert np.ptp(column * scale - feature.evaluate(x)) <= 1e-11 * (1 + np.abs(x).max())
        values = x[:, key[0]]
        assert not feature.kinks or max(k.position for k in feature.kinks) >= values.min() - (
            2 * np.ptp(values)
        )
    v = brute.balanced(np.random.default_rng(0).standard_normal(len(x)))
    strength = np.abs(full.T @ v)
    bound = dictionary.price(v).bound
    assert bound == pytest.approx(strength.max(), rel=1e-12)
    found = dictionary.price(v, above=0.4567 * bound, every=True)
    np.testing.assert_allclose(found.correlations, dictionary.columns(found.keys).T @ v, atol=1e-13)
    names = dictionary.named(keys)  # one key a unit
    expected = {tuple(key) for key in names[strength > 0.4567 * bound].tolist()}
    for c, part in enumerate(dictionary.parts):
        if isinstance(part, Folds):  # lists some units that are no vertices
            own = [key for key in expected if key[0] == c]
            own_keys = np.array(own, dtype=np.int64).reshape(-1, keys.shape[1])
            vertices = part._named(own_keys[:, 1:])[1]
            expected -= {key for key, kept in zip(own, vertices, strict=True) if not kept}
    assert set(map(tuple, found.keys.tolist())) == expected


@pytest.mark.parametrize("ratio", [0.3, 0.02])
@pytest.mark.parametrize("name", NETS)
def test_the_optimum_is_that_of_the_dense_dictionary(name, ratio):
    signal = table(3, 6 if NETS[name].layers == 4 else 9, weights=True, twins=True)
    dense = columns(name, signal.x)
    top = brute.lam_max(dense, signal.y, signal.weights)
    assert lambda_max(signal, NETS[name]) == pytest.approx(top, rel=1e-10)
    # one scale for the interior point too: λ stays, columns of unit size do not need it
    upper, lower, _ = brute.lasso(dense, signal.y, signal.weights, ratio * top)
    result = fit(signal, NETS[name], ratio * top)
    assert result.gap <= 1e-9
    value = result.objective - signal.loss_constant
    assert lower * (1 - 1e-10) <= value <= upper * (1 + 1e-10)
    assert value == pytest.approx(upper, rel=1e-6)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("ratio", [0.4, 0.05, 1e-4])
def test_network_prediction_and_certificate(name, ratio):
    signal = table(4, 14, d=3, weights=True, twins=True)
    result = fit(signal, EVERY[name], lam_ratio=ratio)
    assert result.certified
    t = np.random.default_rng(0).uniform(-50, 500, (500, 3))
    f = result.predict(t)
    assert f.shape == (500,)
    size = float(np.abs(f).max())
    net = result.network
    np.testing.assert_allclose(net.forward(t), f, rtol=0, atol=1e-9 * size)
    np.testing.assert_allclose(result.predict(signal.x), result.fitted, atol=1e-8)
    assert net.objective(signal, result.lam) == pytest.approx(result.objective, rel=1e-9)
    residual = net.forward(signal.raw_x) - signal.raw_y
    loss = 0.5 * float(np.sum(signal.raw_weights * residual**2))
    total = result.lam * float(np.abs(result.weights).sum())
    assert loss + total == pytest.approx(result.objective, rel=1e-9)
    # each unit reads one column, so f is a sum of functions of one column
    rows = np.array(list(itertools.product((0.0, 3.0), (0.0, 30.0), (100.0,))))
    a, b, c, d = result.predict(rows)
    assert a + d == pytest.approx(b + c, abs=1e-9 * size)


@pytest.mark.parametrize("name", EVERY)
def test_both_directions_of_lam_agree(name):
    signal = table(5, 12)
    down = [fit(signal, EVERY[name], lam_ratio=r) for r in np.geomspace(0.8, 1e-3, 8)]
    start = None
    for result in reversed(down):
        up = fit(signal, EVERY[name], result.lam, start=start)
        start = up
        assert up.certified
        assert result.certified
        assert up.objective == pytest.approx(result.objective, rel=1e-10)
        np.testing.assert_allclose(up.fitted, result.fitted, atol=1e-8)
        if name in QUICK:
            assert brute.keyed(up) == pytest.approx(brute.keyed(result), rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("name", QUICK)
def test_a_second_column_that_says_nothing_changes_nothing(name):
    line = brute.random_signal(2, 10, weights=True)
    constant = Signal(np.column_stack((line.x, np.full(10, 7.0))), line.y, line.weights)
    one = fit(line, brute.NETS[name], lam_ratio=0.03)
    other = fit(constant, NETS[name], one.lam)
    assert other.lam_max == pytest.approx(one.lam_max, rel=1e-12)
    assert other.objective == pytest.approx(one.objective, rel=1e-11)
    np.testing.assert_allclose(other.fitted, one.fitted, atol=1e-9)


@pytest.mark.parametrize("name", QUICK)
def test_equivariance(name):
    signal = table(6, 10, d=3, weights=True)
    x, y, w = signal.x, signal.y, signal.weights
    base = fit(signal, NETS[name], lam_ratio=0.05)
    shifted = fit(Signal(x + np.array([5e3, -1e4, 3.0]), y, w), NETS[name], base.lam)
    assert shifted.objective == pytest.approx(base.objective, rel=1e-9)
    swapped = fit(Signal(x[:, ::-1], y, w), NETS[name], base.lam)
    assert swapped.objective == pytest.approx(base.objective, rel=1e-9)
    s = 100.0
    scaled = fit(Signal(s * x, y, w), NETS[name], base.lam * s ** DEGREE[name])
    assert scaled.lam_max == pytest.approx(base.lam_max * s ** DEGREE[name], rel=1e-10)
    assert scaled.objective == pytest.approx(base.objective, rel=1e-9)
    np.testing.assert_allclose(scaled.predict(s * x), base.fitted, atol=1e-7)
    louder = fit(Signal(x, -3 * y + 8, w), NETS[name], 3 * base.lam)
    assert louder.objective == pytest.approx(9 * base.objective, rel=1e-9)


def test_lam_is_in_each_columns_own_units():
    """Stretching one column makes its slopes cheaper, exactly as it does on a line."""
    rng = np.random.default_rng(7)
    x, y = rng.uniform(-1, 1, (12, 2)), rng.standard_normal(12)
    stretched = x * np.array([1.0, 40.0])
    result = fit(Signal(stretched, y), NETS["relu2"], 0.2)
    dense = columns("relu2", result.signal.x)
    upper, lower, _ = brute.lasso(dense, result.signal.y, np.ones(12), 0.2)
    assert lower * (1 - 1e-10) <= result.objective <= upper * (1 + 1e-10)
    steps = fit(Signal(stretched, y), NETS["sign2"], 0.2)
    plain = fit(Signal(x, y), NETS["sign2"], 0.2)
    assert steps.objective == pytest.approx(plain.objective, rel=1e-12)


@pytest.mark.parametrize("name", ["relu2", "abs3", "sign2"])
def test_interpolation(name):
    rng = np.random.default_rng(8)
    x = rng.uniform(-1, 1, (9, 2)) * np.array([1.0, 20.0])
    signal = Signal(x, rng.standard_normal(9))
    result = fit(signal, NETS[name], 0.0)
    assert result.certified
    np.testing.assert_allclose(result.predict(signal.x), signal.y, atol=1e-7)
    near = fit(signal, NETS[name], lam_ratio=1e-8)
    assert np.abs(near.weights).sum() == pytest.approx(result.objective, rel=1e-4)


def test_what_is_no_sum_is_not_interpolated():
    corners = np.array(list(itertools.product((0.0, 1.0), repeat=2)))
    signal = Signal(corners, [0, 1, 1, 0])
    with pytest.raises(MirrorsError, match="use lam above 0"):
        fit(signal, NETS["relu2"], 0.0)
    assert lambda_max(signal, NETS["relu2"]) == pytest.approx(0, abs=1e-12)
    tilted = Signal(corners * np.array([1.0, 3.0]), [0.3, 1, 1, 0.1])
    with pytest.raises(MirrorsError, match="use lam above 0"):
        fit(tilted, NETS["relu2"], 0.0)
    for lam in ({"lam": 0.1}, {"lam_ratio": 1e-3}):
        for some in (signal, tilted):
            result = fit(some, NETS["relu2"], **lam)
            assert result.certified


def test_several_lags_at_larger_size():
    rng = np.random.default_rng(9)
    s = np.cumsum(rng.standard_normal(304))
    lags = np.column_stack([s[k : k + 300] for k in range(4)])
    for name in ("relu2", "abs3", "relu4", "sign2", "leaky3"):
        result = fit(Signal(lags, s[4:]), NETS[name], lam_ratio=0.03)
        assert result.certified
        assert len(result.weights) > 0


def test_dimensions_that_do_not_match():
    line, flat = brute.random_signal(0, 5), table(0)
    with pytest.raises(ArchitectureError, match=r"1 input column but .* several: use inputs line"):
        fit(line, NETS["relu2"], 0.1)
    with pytest.raises(ArchitectureError, match=r"3 input columns but .* one: use inputs additive"):
        fit(table(0, d=3), Architecture(), 0.1)
    result = fit(flat, NETS["relu2"], lam_ratio=0.1)
    with pytest.raises(MirrorsError, match="reads 2 columns"):
        result.predict(np.zeros((3, 3)))


def test_describe_names_the_column():
    signal = Signal(table(1).x, table(1).y, x_name=("age", "dose"))
    assert signal.x_names == ("age", "dose")
    result = fit(signal, NETS["relu2"], lam_ratio=0.01)
    for feature in result.features:
        name = signal.x_names[feature.column]
        assert feature.describe(signal.x_names).startswith(f"a kink at the data point {name} = ")
        assert f"x{feature.column + 1} = " in feature.describe()


@pytest.mark.parametrize(
    ("estimator", "check"),
    [
        pytest.param(e, c, id=c.func.__name__ + str(k))
        for k, (e, c) in enumerate(
            estimator_checks_generator(MirrorRegressor(lam_ratio=1e-4, inputs="additive"))
        )
        if c.func.__name__ != "check_array_api_input"
    ],
)
def test_the_suite_of_scikit_learn(estimator, check):
    check(estimator)


@pytest.mark.parametrize("inputs", ["plane", "additive"])
def test_the_estimator_is_fit(inputs):
    signal = table(3, 12)
    model = MirrorRegressor("abs", inputs=inputs, lam=0.3).fit(signal.raw_x, signal.raw_y)
    direct = fit(signal, Architecture("abs", inputs=inputs), 0.3)
    np.testing.assert_array_equal(model.predict(signal.x), direct.predict(signal.x))
    assert model.n_features_in_ == 2
    one = MirrorRegressor(inputs="additive", lam=0.3).fit(signal.raw_x[:, :1], signal.raw_y)
    assert one.result_.architecture.inputs == "line"


@pytest.mark.parametrize("inputs", ["plane", "additive"])
def test_command_line(inputs, tmp_path, capsys):
    signal = table(3, 12, twins=True)
    path = tmp_path / "data.csv"
    rows = np.column_stack((signal.raw_x, signal.raw_y))
    lines = [",".join(map(repr, row)) for row in rows.tolist()]
    path.write_text("\n".join(("age,dose,level", *lines)) + "\n")
    common = ["fit", str(path), "--x", "age, dose", "--y", "level", "--inputs", inputs]
    common += ["--lam", "0.3", "--at", "-1:20,0.5:3"]
    assert main([*common, "--json", "-"]) == 0
    got = json.loads(capsys.readouterr().out)
    result = fit(signal, Architecture(inputs=inputs), 0.3)
    assert got["objective"] == pytest.approx(result.objective, rel=1e-12)
    assert got["architecture"]["inputs"] == inputs
    assert [row["x"] for row in got["fitted"]] == signal.x.tolist()
    assert [row["x"] for row in got["predictions"]] == [[-1.0, 20.0], [0.5, 3.0]]
    expected = result.predict(np.array([[-1.0, 20.0], [0.5, 3.0]]))
    assert [row["fit"] for row in got["predictions"]] == pytest.approx(expected.tolist())
    assert len(got["active"]) == len(result.weights)
    assert main(common) == 0
    assert "dose" in capsys.readouterr().out
    for at in ("1", "1:2:3", "1:b"):
        assert main([*common[:-1], at]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert main(["fit", str(path), "--x", "age", "--inputs", inputs, "--lam", "1"]) == 1
    assert "1 input column" in capsys.readouterr().err


@pytest.mark.parametrize("which", ["plain", "weights", "tied", "dependent", "line", "deep"])
def test_products_of_hats_are_those_of_the_rows(which, monkeypatch):
    """Long signals factor hat functions instead of columns: the same optimum, by every route."""
    rng = np.random.default_rng(3)
    x = rng.random((240, 3)) * [1.0, 30.0, 1e4]
    if which == "tied":
        x = np.round(x, 1)
    elif which == "dependent":
        x[:, 1] = x[:, 0] ** 2
    y = np.sin(6 * x[:, 0]) + np.abs(x[:, 1] - 12) / 30 + 0.2 * rng.standard_normal(240)
    signal = Signal(x, y, rng.random(240) + 0.2 if which != "plain" else None)
    layers = 3 if which == "deep" else 2
    net = Architecture("relu", layers, inputs="additive", skip=which == "line")
    problem = Problem(signal, net)
    for ratio in (0.3, 0.03, 3e-3):
        rows = problem.solve(lam_ratio=ratio)
        with monkeypatch.context() as patch:
            patch.setattr(additive_columns, "LONG", 1)
            hats = Problem(signal, net).solve(lam_ratio=ratio)
            above = problem.solve(lam_ratio=1.3 * ratio)
            warm = problem.solve(lam_ratio=ratio, start=above)
        for other in (hats, warm):
            assert other.certified and other.gap < 1e-10
            assert other.objective == pytest.approx(rows.objective, rel=1e-12)
            size = float(np.abs(rows.weights).sum())
            assert brute.keyed(other) == pytest.approx(brute.keyed(rows), abs=1e-9 * size)


def test_inputs_that_are_equal_are_factored_by_rows(monkeypatch):
    monkeypatch.setattr(additive_columns, "LONG", 1)
    rng = np.random.default_rng(4)
    t = rng.random(80)
    problem = Problem(
        Signal(np.column_stack((t, 2 * t)), np.sin(5 * t)),
        Architecture("relu", 2, inputs="additive"),
    )
    working = additive_columns.AdditiveColumns(problem.dictionary, problem.scaled)
    assert working.by_rows
    result = problem.solve(lam_ratio=0.01)
    assert result.certified
    alone = Problem(Signal(2 * t, np.sin(5 * t)), Architecture("relu", 2))
    assert result.objective == pytest.approx(alone.solve(result.lam).objective, rel=1e-9)


def test_kinks_that_share_a_gap_between_samples_keep_the_hats():
    """Mirror points lie between samples, often several between the same two."""
    rng = np.random.default_rng(5)
    x = np.column_stack((rng.random(60), rng.random(60)))
    y = np.abs(x[:, 0] - 0.4) + np.sin(9 * x[:, 1])
    problem = Problem(Signal(x, y), Architecture("abs", 3, inputs="additive"))
    keys = mirrors_in_one_gap(problem.dictionary)
    hats = additive_columns.AdditiveColumns(problem.dictionary, problem.scaled)
    rows = WorkingColumns(problem.dictionary, problem.scaled)
    hats.extend(keys)
    rows.extend(keys)
    assert not hats.by_rows
    z = rng.standard_normal(len(keys))
    target = problem.scaled.centred - problem.scaled.centred.mean()
    for working in (hats, rows):
        left = working.lift(working.small_target - working.small @ z)
        fitted = problem.dictionary.columns(keys) @ z
        np.testing.assert_allclose(left, target - (fitted - fitted.mean()), atol=1e-10)


def mirrors_in_one_gap(dictionary):
    """Keys of three-layer features with different kinks strictly between the same two samples."""
    part = dictionary.parts[0]
    every = part.all_keys()
    at, t = part.breakpoints(every).positions, part.grid.t
    row, column = np.nonzero(~np.isin(at, t) & (at > t[0]) & (at < t[-1]))
    gap = np.searchsorted(t, at[row, column])
    some = np.flatnonzero(gap == np.bincount(gap).argmax())
    _, first = np.unique(np.round(at[row, column][some], 12), return_index=True)
    own = every[np.unique(row[some[first]])][:6]
    assert len(own) > 3
    return np.column_stack((np.zeros(len(own), dtype=np.int64), own))
