"""Two inputs: kink lines and dichotomies against brute force over units of the plane.

The brute force shares no code with `mirrors_engine.dictionaries`: lines from cross products
point by point, dichotomies from linear programs.
"""

from __future__ import annotations

import itertools

import brute
import numpy as np
import pytest
from brute import scale_of, vectors
from scipy.optimize import linprog

from mirrors_engine import Architecture, Signal, fit, lambda_max, path
from mirrors_engine.dictionaries import build_dictionary, dictionary_size
from mirrors_engine.dictionaries.half_planes import widest_line
from mirrors_engine.errors import ArchitectureError, SettingError, SizeError

SLOPES = {
    "relu": (1.0, 0.0),
    "leaky": (1.0, 0.3),
    "abs": (1.0, -1.0),
    "piecewise": (1.5, -0.5),
    "negative": (-0.4, -2.0),
    "symmetrized": (1.0, 0.0),
}
STEPS = {"sign": ("step", 1.0, -1.0), "threshold": ("step", 1.0, 0.0)}
LAYER = {**SLOPES, **STEPS}
NETS = {
    "relu": Architecture("relu", inputs="plane"),
    "leaky": Architecture("leaky", negative_slope=0.3, inputs="plane"),
    "abs": Architecture("abs", inputs="plane"),
    "piecewise": Architecture("piecewise", slopes=(1.5, -0.5), inputs="plane"),
    "negative": Architecture("piecewise", slopes=(-0.4, -2.0), inputs="plane"),
    "symmetrized": Architecture("symmetrized", inputs="plane"),
    "sign": Architecture("sign", inputs="plane"),
    "threshold": Architecture("threshold", inputs="plane"),
}


def clouds() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(3)
    s = np.linspace(-1, 2, 6)
    grid = np.array(list(itertools.product(range(3), range(3))), dtype=float)
    around = 2 * np.pi * np.arange(7) / 7
    pairs = rng.uniform(-1, 1, (4, 2))
    return {
        "one": np.array([[3.0, 4.0]]),
        "two": np.array([[0.0, 1.0], [2.0, -1.0]]),
        "triangle": np.array([[0.0, 0.0], [1.0, 3.0], [4.0, 1.0]]),
        "random": rng.uniform(-2, 3, (8, 2)),
        "flat": rng.uniform(-1, 1, (7, 2)) * np.array([1.0, 1e-3]),
        "grid": grid,
        "decimal grid": 0.1 * grid + np.array([0.3, -0.7]),
        "far grid": grid + np.array([1e6, -3e6]),
        "line": np.column_stack((s, 0.3 * s - 1)),
        "horizontal": np.column_stack((s, np.full(6, 2.0))),
        "vertical": np.column_stack((np.full(6, -1.0), s)),
        "circle": np.column_stack((np.cos(around), np.sin(around))),
        "cross": np.array([[-2, 0], [-1, 0], [0, -2], [0, -1], [0, 0], [0, 2], [1, 0]], float),
        "pairs": np.concatenate((pairs, pairs + 1e-2 * rng.uniform(-1, 1, (4, 2)))),
        "clusters": np.concatenate((pairs, pairs + 1e-6 * rng.uniform(-1, 1, (4, 2)))),
    }


CLOUDS = {name: x[np.lexsort(x.T[::-1])] for name, x in clouds().items()}
ALL = pytest.mark.parametrize("name", NETS)
CASES = pytest.mark.parametrize(
    ("name", "x"),
    [
        pytest.param(n, x, id=f"{n}-{c}")
        for n in NETS
        for c, x in CLOUDS.items()
        # margins of 1e-12 are too narrow for the linear programs of the brute force
        if not (n in STEPS and c == "clusters")
    ],
)


def dichotomies(x: np.ndarray) -> set[frozenset[int]]:
    """Sides, without point 0, of all ways a line can part the points: a program for each."""
    n = len(x)
    centred = (x - x.mean(axis=0)) / max(float(np.abs(x - x.mean(axis=0)).max()), 1e-300)
    found = set()
    for bits in itertools.product((-1.0, 1.0), repeat=n - 1):
        signs = np.array((-1.0, *bits))
        if (signs < 0).all():
            continue
        # widest margin in the box |w|, |b| <= 1: 0 if no line parts them
        rows = -signs[:, None] * np.column_stack((centred, np.ones(n)))
        answer = linprog(
            (0, 0, 0, -1),
            A_ub=np.column_stack((rows, np.ones(n))),
            b_ub=np.zeros(n),
            bounds=[(-1, 1), (-1, 1), (-3, 3), (None, 1)],
        )
        if answer.x[3] > 1e-8:
            found.add(frozenset(np.flatnonzero(signs > 0).tolist()))
    return found


def columns(name: str, x: np.ndarray) -> np.ndarray:
    """All features at the samples, by brute force."""
    layer = LAYER[name]
    if name in STEPS:
        sides = np.array([[k in side for k in range(len(x))] for side in dichotomies(x)])
        return np.where(sides, layer[1], layer[2]).T.reshape(len(x), -1)
    units = []
    for i, j in itertools.combinations(range(len(x)), 2):
        d = x[j] - x[i]
        units.append((np.array((d[1], -d[0])) / np.abs(d).sum(), x[i]))
    for p in x:
        units += [(np.array((1.0, 0.0)), p), (np.array((0.0, 1.0)), p)]
    return np.array(
        [brute.apply(layer, s * ((x - p) @ w)) for w, p in units for s in (1.0, -1.0)]
    ).T


def random_columns(name: str, x: np.ndarray, rng: np.random.Generator, count: int) -> np.ndarray:
    """Units with random |w|₁ = 1 and a kink or switch line through the cloud."""
    w = rng.laplace(size=(count, 2))
    w /= np.abs(w).sum(axis=1, keepdims=True)
    anchors = x[rng.integers(len(x), size=count)]
    room = rng.standard_normal((count, 2)) * np.ptp(x, axis=0) * rng.choice((0.0, 0.1, 1.0))
    u = (x - x[0]) @ w.T - ((anchors - x[0] + room) * w).sum(axis=1)
    return brute.apply(LAYER[name], u)


def cloud(seed: int, n: int = 12, weights: bool = False, duplicates: bool = False) -> Signal:
    rng = np.random.default_rng(seed)
    x = rng.uniform(-2, 3, (n, 2))
    y = np.abs(x[:, 0] - 0.4 * x[:, 1]) + (x[:, 1] > 0.3) + 0.3 * rng.standard_normal(n)
    return brute.with_rows(rng, x, y, weights, duplicates)


@CASES
def test_price_is_the_dual_norm(name, x):
    dictionary = build_dictionary(NETS[name], x)
    expected = columns(name, x)
    for v in vectors(len(x), 4):
        norm = brute.dual_norm(expected, v) if expected.size else 0.0
        size = float(np.abs(v).sum()) * scale_of(dictionary)
        # far from the origin the coordinates themselves are rounded
        room = 1e-12 if name in STEPS else 1e-12 + 1e-15 * np.abs(x).max() / dictionary.grid.half
        assert abs(dictionary.price(v).bound * scale_of(dictionary) - norm) <= room * size


@CASES
def test_the_dichotomies_are_all_there_once(name, x):
    if name not in STEPS:
        return
    dictionary = build_dictionary(NETS[name], x)
    upper = dictionary.columns(dictionary.all_keys()) == STEPS[name][1]
    sides = [frozenset(np.flatnonzero(u if not u[0] else ~u).tolist()) for u in upper.T]
    assert len(set(sides)) == len(sides)
    assert set(sides) == dichotomies(x)


@CASES
def test_every_and_candidates_are_columns(name, x):
    dictionary = build_dictionary(NETS[name], x)
    keys = dictionary.all_keys()
    assert len(np.unique(keys, axis=0)) == len(keys) <= dictionary.size
    assert dictionary.size == dictionary_size(NETS[name], len(x))
    full = dictionary.columns(keys)
    for v in vectors(len(x), 2):
        size = float(np.abs(v).sum())
        strength = np.abs(full.T @ v)
        bound = dictionary.price(v).bound
        assert bound == pytest.approx(strength.max(initial=0.0), abs=1e-13 * size)
        above = 0.4567 * bound
        if bound <= 1e-12 * size or np.abs(strength - above).min() <= 1e-13 * size:
            continue
        for every in (True, False):
            found = dictionary.price(v, above=above, every=every)
            mine = dictionary.columns(found.keys).T @ v
            np.testing.assert_allclose(found.correlations, mine, rtol=0, atol=1e-13 * size)
            assert abs(found.correlations[0]) == pytest.approx(bound, abs=1e-13 * size)
            assert (np.diff(np.abs(found.correlations)) <= 0).all()
            got = set(map(tuple, found.keys.tolist()))
            assert len(got) == len(found.keys)
            expected = set(map(tuple, keys[strength > above].tolist()))
            assert got == expected if every else got <= expected


@CASES
def test_features_are_their_columns(name, x):
    dictionary = build_dictionary(NETS[name], x)
    keys = dictionary.all_keys()
    atol = 1e-12 * (1 + np.abs(x).max())
    for key, column in zip(keys.tolist(), dictionary.columns(keys).T, strict=True):
        feature = dictionary.feature(tuple(key))
        assert np.ptp(column * scale_of(dictionary) - feature.evaluate(x)) <= atol
        assert np.abs(feature.direction).sum() == pytest.approx(1, rel=1e-14)
        normal = [feature.parameters["normal_1"], feature.parameters["normal_2"]]
        assert feature.direction == tuple(normal)
        assert feature.kinks == ()
        on_line = np.abs((x - x[0]) @ normal - (feature.parameters["offset"] - x[0] @ normal))
        if name not in STEPS:
            assert on_line.min() <= atol


@ALL
def test_no_unit_exceeds_the_bound(name):
    rng = np.random.default_rng(11)
    for x in CLOUDS.values():
        dictionary = build_dictionary(NETS[name], x)
        units = np.concatenate([random_columns(name, x, rng, 2000) for _ in range(3)], axis=1)
        for v in vectors(len(x), 4):
            bound = dictionary.price(v).bound * scale_of(dictionary)
            size = float(np.abs(v).sum()) * scale_of(dictionary)
            room = 1e-12 + 1e-15 * np.abs(x).max() / dictionary.grid.half
            assert brute.dual_norm(units, v) <= bound + room * size


def test_the_theorem_is_false_on_the_circle():
    """ℓ2-normalised weights: a kink line through one point only can be the best (THEORY 3)."""
    rng = np.random.default_rng(0)
    exceeded = 0
    for _ in range(20):
        x = rng.uniform(-1, 1, (6, 2))
        v = brute.balanced(rng.standard_normal(6))
        lines = [(np.array((1.0, 0.0)), p) for p in x] + [(np.array((0.0, 1.0)), p) for p in x]
        for i, j in itertools.combinations(range(6), 2):
            d = x[j] - x[i]
            lines.append((np.array((d[1], -d[0])) / np.hypot(*d), x[i]))
        best = max(
            abs(float(v @ np.maximum(s * ((x - p) @ w), 0))) for w, p in lines for s in (1, -1)
        )
        angle = np.linspace(0, 2 * np.pi, 2000)
        w = np.column_stack((np.cos(angle), np.sin(angle)))
        u = np.concatenate([(x - p) @ w.T for p in x], axis=1)
        exceeded += float(np.abs(v @ np.maximum(u, 0)).max()) > best * (1 + 1e-3)
    assert exceeded >= 10


@pytest.mark.parametrize("ratio", [0.4, 0.05, 1e-3])
@CASES
def test_the_optimum_is_that_of_the_dense_dictionary(name, x, ratio):
    rng = np.random.default_rng(len(x))
    y, w = rng.standard_normal(len(x)), rng.uniform(0.3, 2, len(x))
    signal = Signal(x, y, w)
    dense = columns(name, signal.x)
    top = brute.lam_max(dense, y, w) if dense.size else 0.0
    assert lambda_max(signal, NETS[name]) == pytest.approx(top, rel=1e-9, abs=1e-14)
    result = fit(signal, NETS[name], lam_ratio=ratio)
    assert result.gap <= 1e-9
    if top == 0:
        assert len(result.weights) == 0
        return
    upper, lower, fitted = brute.lasso(dense, y, w, ratio * top)
    room = 1e-9 + 1e-14 * np.abs(x).max()
    assert lower * (1 - room) <= result.objective <= upper * (1 + room)
    assert result.objective == pytest.approx(upper, rel=1e-7)
    np.testing.assert_allclose(result.fitted, fitted, atol=1e-3)


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
def test_both_directions_of_lam_agree(name):
    for signal in (cloud(4, 16), Signal(CLOUDS["grid"], np.sin(np.arange(9.0)))):
        down = list(path(signal, NETS[name], n=12, min_ratio=1e-3))
        start = None
        for result in reversed(down[1:]):
            up = fit(signal, NETS[name], result.lam, start=start)
            start = up
            assert up.certified
            assert result.certified
            assert up.objective == pytest.approx(result.objective, rel=1e-10)
            assert brute.keyed(up) == pytest.approx(brute.keyed(result), rel=1e-6, abs=1e-8)


@ALL
@pytest.mark.parametrize("solver", ["active_set", "coordinate_descent"])
def test_other_solvers(name, solver):
    signal = cloud(5, 10)
    exact = fit(signal, NETS[name], lam_ratio=0.1)
    other = fit(signal, NETS[name], lam_ratio=0.1, solver=solver)
    assert other.objective == pytest.approx(exact.objective, rel=1e-5)
    assert other.objective >= exact.objective * (1 - 1e-12)


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


@ALL
def test_interpolation(name):
    signal = cloud(8, 9)
    result = fit(signal, NETS[name], 0.0)
    assert result.certified
    np.testing.assert_allclose(result.predict(signal.x), signal.y, atol=1e-8)
    near = fit(signal, NETS[name], lam_ratio=1e-7)
    assert np.abs(near.weights).sum() == pytest.approx(result.objective, rel=1e-4)
    dense = columns(name, signal.x)
    dense = dense - dense.mean(axis=0)
    k = dense.shape[1]
    answer = linprog(
        np.ones(2 * k),
        np.empty((0, 2 * k)),
        [],
        np.hstack((dense, -dense)),
        signal.y - signal.y.mean(),
    )
    assert result.objective == pytest.approx(answer.fun, rel=1e-7)


def test_a_larger_cloud_certifies():
    rng = np.random.default_rng(9)
    x = np.round(rng.uniform(-1, 1, (100, 2)), 1)  # many points line up, some coincide
    y = np.abs(x[:, 0] + x[:, 1]) + 0.1 * rng.standard_normal(100)
    for name in ("relu", "abs", "sign"):
        for ratio in (0.3, 0.01):
            result = fit(Signal(x, y), NETS[name], lam_ratio=ratio)
            assert result.certified
            value = result.network.objective(result.signal, result.lam)
            assert value == pytest.approx(result.objective, rel=1e-9)


@pytest.mark.parametrize("spacing", [1e-3, 1e-6, 1e-9])
def test_clusters(spacing):
    rng = np.random.default_rng(12)
    pairs = rng.uniform(-1, 1, (5, 2))
    x = np.concatenate((pairs, pairs + spacing * rng.uniform(-1, 1, (5, 2))))
    signal = Signal(x, rng.standard_normal(10))
    for name in NETS:
        for ratio in (0.3, 1e-2, 1e-4):
            result = fit(signal, NETS[name], lam_ratio=ratio)
            assert result.certified
            np.testing.assert_allclose(result.predict(signal.x), result.fitted, atol=1e-7)


def test_dichotomies_of_clusters_are_real():
    """General position: one for each pair, and each feature's own line parts the points so."""
    dictionary = build_dictionary(NETS["sign"], CLOUDS["clusters"])
    keys = dictionary.all_keys()
    assert len(keys) == 28
    full = dictionary.columns(keys)
    assert len(np.unique(full * full[0], axis=1).T) == 28
    for key, column in zip(keys.tolist(), full.T, strict=True):
        np.testing.assert_array_equal(
            dictionary.feature(tuple(key)).evaluate(CLOUDS["clusters"]), column
        )


def test_the_widest_line_halves_the_gap():
    upper, lower = np.array([[0.0, 2.0], [1.0, 3.0]]), np.array([[-5.0, 0.0], [5.0, 0.0]])
    normal, offset = widest_line(upper, lower)
    np.testing.assert_allclose(normal, (0, 1), atol=1e-15)
    assert offset == pytest.approx(1.0)


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
