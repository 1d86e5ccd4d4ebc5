"""Sign and threshold networks of three or more layers: features of several switches."""

from __future__ import annotations

import itertools
import json
import math
import pickle

import brute
import cvxpy as cp
import numpy as np
import pytest
from brute import keyed, random_signal, vectors
from scipy.optimize import linprog

from mirrors_engine import Architecture, MirrorRegressor, Problem, Signal, fit, lambda_max, path
from mirrors_engine.cli import main
from mirrors_engine.dictionaries import Grid, build_dictionary, dictionary_size
from mirrors_engine.dictionaries.circulation import circulate, least_mass, mass_costs
from mirrors_engine.dictionaries.switching import MAX_ANSWERS, Switching
from mirrors_engine.dictionaries.total_variation import denoised_by_largest
from mirrors_engine.errors import SizeError
from mirrors_engine.serialize import dump, result_to_dict


def rectangular(m: int, activation: str = "sign") -> Architecture:
    return Architecture(activation, 3, widths=(m,))


def tree(*widths: int, activation: str = "sign") -> Architecture:
    return Architecture(activation, len(widths) + 2, kind="tree", widths=widths)


# --- the theorem, by running every small network -------------------------------------

STEPS = {"sign": (1.0, -1.0), "threshold": (1.0, 0.0)}
Patterns = set[tuple[float, ...]]


def reading(activation: str, inputs: np.ndarray, largest: int = 2) -> Patterns:
    """Outputs of one neuron over these inputs (fan-in, N), all weights and biases that differ.

    Integer weights up to 2 realise every threshold function of up to three inputs.
    """
    weights = np.array(list(itertools.product(range(-largest, largest + 1), repeat=len(inputs))))
    right, left = STEPS[activation]
    biases = np.arange(-2.0 * largest * len(inputs) - 1, 2 * largest * len(inputs) + 2) * 0.5
    pre = (weights @ inputs)[:, None, :] + biases[:, None]
    out = np.where(pre >= 0, right, left).reshape(-1, inputs.shape[1])
    return set(map(tuple, np.unique(out, axis=0).tolist()))


def first_layer(activation: str, n: int) -> Patterns:
    """One neuron over t: both orientations, biases at and between the samples and beyond."""
    t = np.arange(n, dtype=float)
    right, left = STEPS[activation]
    return {
        tuple(np.where(w * t + b >= 0, right, left).tolist())
        for w in (-1.0, 0.0, 1.0)
        for b in np.arange(-n - 1, n + 1, 0.5)
    }


def above(activation: str, below: Patterns, fan_in: int) -> Patterns:
    """All outputs of a neuron that reads any `fan_in` of these."""
    out: Patterns = set()
    for some in itertools.combinations_with_replacement(sorted(below), fan_in):
        out |= reading(activation, np.array(some))
    return out


def full_layers(activation: str, n: int, widths: tuple[int, ...]) -> Patterns:
    """All outputs of the last neuron of a unit with full layers of these widths."""
    out: Patterns = set()
    states = itertools.combinations_with_replacement(sorted(first_layer(activation, n)), widths[0])
    layers = {frozenset(state) for state in states}
    for width in widths[1:]:
        deeper = set()
        for layer in layers:
            values = sorted(reading(activation, np.array(sorted(layer))))
            deeper |= {frozenset(s) for s in itertools.combinations_with_replacement(values, width)}
        layers = deeper
    for layer in layers:
        out |= reading(activation, np.array(sorted(layer)))
    return out


def with_switches(activation: str, n: int, most: int) -> Patterns:
    """Every step vector with at most that many switches: both signs, and the constants."""
    return {
        s
        for s in itertools.product(STEPS[activation], repeat=n)
        if np.count_nonzero(np.diff(s)) <= most
    }


@pytest.mark.parametrize("activation", STEPS)
@pytest.mark.parametrize("widths", [(1,), (2,), (3,), (2, 1), (2, 2), (1, 2), (3, 1)])
def test_a_rectangular_unit_is_any_vector_with_m_switches(activation, widths):
    """Exactly m switches, fewer, both global signs and the constants; depth adds nothing."""
    n = 5
    assert full_layers(activation, n, widths) == with_switches(activation, n, widths[0])


@pytest.mark.parametrize("activation", STEPS)
@pytest.mark.parametrize(("widths", "n"), [((2, 2), 6), ((3, 1), 5), ((1, 3), 5)])
def test_a_tree_unit_is_any_vector_with_the_product_of_switches(activation, widths, n):
    patterns = first_layer(activation, n)
    for fan_in in widths:
        patterns = above(activation, patterns, fan_in)
    assert patterns == with_switches(activation, n, math.prod(widths))


# --- the dictionary -------------------------------------------------------------------

CASES = [
    pytest.param(rectangular(1), 7, 1, id="m1"),
    pytest.param(rectangular(2), 7, 2, id="m2"),
    pytest.param(rectangular(3), 8, 3, id="m3"),
    pytest.param(rectangular(4, "threshold"), 7, 4, id="threshold4"),
    pytest.param(rectangular(50), 6, 5, id="all"),
    pytest.param(rectangular(3), 2, 1, id="two samples"),
    pytest.param(tree(2, 2), 8, 4, id="tree 2x2"),
    pytest.param(tree(3, 2, activation="threshold"), 8, 6, id="tree 3x2"),
]


def explicit(net: Architecture, n: int, most: int) -> dict[tuple[int, ...], np.ndarray]:
    """Columns by their switches, from the definition."""
    right, left = STEPS[net.activation]
    out = {}
    for k in range(1, most + 1):
        for switches in itertools.combinations(range(1, n), k):
            passed = (np.arange(n)[:, None] >= np.array(switches)).sum(axis=1)
            out[switches] = np.where(passed % 2 == 1, right, left)
    return out


def switches_of(key: list[int], n: int) -> tuple[int, ...]:
    return tuple(k for k in key if k < n)


@pytest.mark.parametrize(("net", "n", "most"), CASES)
def test_keys_columns_and_features(net, n, most):
    x = np.sort(np.random.default_rng(n).uniform(-3, 5, n))
    dictionary = build_dictionary(net, x)
    keys = dictionary.all_keys()
    expected = explicit(net, n, most)
    assert dictionary.size == dictionary_size(net, n) == len(expected) == len(keys)
    assert dictionary.size == sum(math.comb(n - 1, k) for k in range(1, most + 1))
    assert keys.tolist() == sorted(keys.tolist())
    columns = dictionary.columns(keys)
    between = np.sort(np.concatenate((x, 0.5 * (x[1:] + x[:-1]), [x[0] - 1, x[-1] + 1])))
    for key, column in zip(keys.tolist(), columns.T, strict=True):
        switches = switches_of(key, n)
        np.testing.assert_array_equal(column, expected[switches])
        feature = dictionary.feature(tuple(key))
        np.testing.assert_array_equal(feature.evaluate(x), column)
        at = np.searchsorted(x, between, side="right") - 1
        np.testing.assert_array_equal(
            feature.evaluate(between), np.where(at < 0, column[0], column[at])
        )
        assert [kink.position for kink in feature.kinks] == [x[k] for k in switches]
        jumps = [column[k] - column[k - 1] for k in switches]
        assert [kink.change for kink in feature.kinks] == jumps
        assert pickle.loads(pickle.dumps(feature)) == feature
        assert str(len(switches)) in feature.describe() or len(switches) <= 6


@pytest.mark.parametrize(("net", "n", "most"), CASES)
def test_price_is_the_dual_norm_and_every_is_every(net, n, most):
    dictionary = build_dictionary(net, np.arange(n) * 1.0)
    expected = explicit(net, n, most)
    columns = np.array(list(expected.values())).T
    for v in vectors(n, 4):
        strength = np.abs(columns.T @ v)
        size = np.abs(v).sum() + 1e-300
        assert dictionary.price(v).bound == pytest.approx(strength.max(), abs=1e-14 * size)
        levels = np.unique(np.append(np.round(strength, 9), 0.0))
        middles = 0.5 * (levels[1:] + levels[:-1])
        for level in middles[:: 1 + len(middles) // 10]:
            found = dictionary.price(v, above=level, every=True)
            mine = [switches_of(key, n) for key in found.keys.tolist()]
            assert len(set(mine)) == len(mine)
            assert set(mine) == {s for s, c in zip(expected, strength, strict=True) if c > level}
            some = dictionary.price(v, above=level)
            for priced in (found, some):
                np.testing.assert_allclose(
                    priced.correlations,
                    dictionary.columns(priced.keys).T @ v,
                    rtol=0,
                    atol=1e-13 * size,
                )
                assert (np.diff(np.abs(priced.correlations)) <= 0).all()
                assert (np.abs(priced.correlations) > level).all()
                assert len(np.unique(priced.keys, axis=0)) == len(priced.keys)
            assert abs(some.correlations[0]) == pytest.approx(strength.max(), rel=1e-12)


def test_every_stops_at_its_cap():
    dictionary = build_dictionary(rectangular(20), np.arange(40.0))
    v = brute.balanced(np.random.default_rng(0).standard_normal(40))
    found = dictionary.price(v, above=0.3 * dictionary.price(v).bound, every=True)
    assert len(found.keys) > MAX_ANSWERS
    assert len(np.unique(found.keys, axis=0)) == len(found.keys)
    assert (np.abs(dictionary.columns(found.keys).T @ v) > 0.3 * found.bound).all()


# --- the optimum ----------------------------------------------------------------------


def dense_columns(net: Architecture, n: int, most: int) -> np.ndarray:
    return np.array(list(explicit(net, n, min(most, n - 1)).values())).T


@pytest.mark.parametrize("ratio", [0.5, 0.08, 1e-3])
@pytest.mark.parametrize(
    ("net", "most"),
    [
        (rectangular(1), 1),
        (rectangular(2), 2),
        (rectangular(3, "threshold"), 3),
        (rectangular(5), 5),
        (rectangular(8), 8),
        (tree(2, 2), 4),
        (tree(3, 2), 6),
    ],
    ids=str,
)
def test_objective_is_the_brute_force_optimum(net, most, ratio):
    signal = random_signal(most, 9, weights=True, duplicates=True)
    columns = dense_columns(net, len(signal), most)
    x_weights, y = signal.weights, signal.y
    top = brute.lam_max(columns, y, x_weights)
    assert lambda_max(signal, net) == pytest.approx(top, rel=1e-12)
    upper, lower, fitted = brute.lasso(columns, y, x_weights, ratio * top)
    for solver in ("auto", "active_set"):
        result = fit(signal, net, ratio * top, solver=solver)
        assert result.certified
        assert lower + signal.loss_constant <= result.objective * (1 + 1e-12)
        assert result.objective == pytest.approx(upper + signal.loss_constant, rel=1e-8)
        np.testing.assert_allclose(result.fitted, fitted, atol=1e-4 * np.ptp(y))


@pytest.mark.parametrize(("net", "most"), [(rectangular(3), 3), (tree(2, 2), 4)], ids=str)
def test_the_solver_does_not_depend_on_foresight(net, most, monkeypatch):
    """Column generation alone reaches the same optimum from nothing."""
    signal = random_signal(4, 40)
    best = fit(signal, net, lam_ratio=0.02)

    def nothing(self, y, w, lam, check):
        return np.empty((0, self.key_width), dtype=np.int64), np.empty(0), w * y

    monkeypatch.setattr(Switching, "foresee", nothing)
    result = fit(signal, net, lam_ratio=0.02)
    assert result.certified
    assert result.iterations > best.iterations
    assert result.objective == pytest.approx(best.objective, rel=1e-12)
    assert keyed(result) == pytest.approx(keyed(best), rel=1e-8)


@pytest.mark.parametrize("ratio", [0.5, 0.05, 1e-3])
def test_more_features_than_can_be_listed(ratio):
    rng = np.random.default_rng(1)
    x = np.sort(rng.uniform(0, 1, 300))
    signal = Signal(x, np.sin(9 * x) + (x > 0.6) + 0.3 * rng.standard_normal(300))
    result = fit(signal, rectangular(50), lam_ratio=ratio)
    assert result.dictionary_size > 10**50
    assert result.certified
    assert max(len(f.kinks) for f in result.features) <= 50
    value = result.network.objective(signal, result.lam)
    assert value == pytest.approx(result.objective, rel=1e-9)
    again = json.loads(dump(result_to_dict(result)))
    assert again["dictionary_size"] == result.dictionary_size


def test_threshold_is_sign_at_twice_lambda():
    signal = random_signal(6, 30, weights=True)
    for widths in (1, 2, 3, 7):
        lam = 0.1 * lambda_max(signal, rectangular(widths))
        sign = fit(signal, rectangular(widths), lam)
        threshold = fit(signal, rectangular(widths, "threshold"), lam / 2)
        assert threshold.objective == pytest.approx(sign.objective, rel=1e-12)
        np.testing.assert_allclose(threshold.fitted, sign.fitted, atol=1e-12)
        doubled = {key: 2 * z for key, z in keyed(sign).items()}
        assert keyed(threshold) == pytest.approx(doubled, rel=1e-9)


def test_one_switch_at_any_depth_is_the_two_layer_network():
    signal = random_signal(7, 25)
    two = fit(signal, Architecture("sign", 2), lam_ratio=0.05)
    for net in (rectangular(1), tree(1, 1), Architecture("sign", 5, widths=(1, 4, 2))):
        deep = fit(signal, net, two.lam)
        assert keyed(deep) == pytest.approx(keyed(two), rel=1e-9)
        assert deep.unique


def test_depth_beyond_the_first_width_adds_nothing():
    signal = random_signal(8, 30)
    three = fit(signal, rectangular(3), lam_ratio=0.02)
    four = fit(signal, Architecture("sign", 4, widths=(3, 5)), three.lam)
    five = fit(signal, tree(3, 1, 1), three.lam)
    six = fit(signal, tree(3, 2), three.lam)
    assert keyed(three) == keyed(four) == keyed(five)
    assert six.objective < three.objective * (1 - 1e-6)  # a tree of depth does


# --- the closed form of the cost, and the canonical choice ------------------------------


def cost(f: np.ndarray, most: int) -> float:
    """THEORY 7 for m = 1, 2 and m ≥ N - 1."""
    variation, spread = np.abs(np.diff(f)).sum(), np.ptp(f)
    if most == 1:
        return 0.5 * variation
    return 0.25 * (variation + abs(f[-1] - f[0])) if most == 2 else 0.5 * spread


@pytest.mark.parametrize("most", [1, 2, 11])
def test_closed_forms_of_the_norm(most):
    signal = random_signal(9, 12)
    for ratio in (0.3, 1e-2, 1e-7):
        result = fit(signal, rectangular(most), lam_ratio=ratio)
        norm = float(np.abs(result.weights).sum())
        assert norm == pytest.approx(cost(result.fitted, most), rel=1e-10)
    assert norm == pytest.approx(cost(signal.y, most), rel=1e-5)


def random_function(rng: np.random.Generator, tied: bool) -> np.ndarray:
    n = int(rng.integers(2, 9))
    f = rng.integers(-2, 3, n).astype(float) if tied else rng.standard_normal(n)
    return np.cumsum(f) if rng.random() < 0.5 else f


def test_the_least_mass_of_any_number_of_switches():
    """The formula of `circulation` against a linear program over all features."""
    rng = np.random.default_rng(2)
    for trial in range(120):
        f = random_function(rng, trial % 2 == 0)
        n, most = len(f), int(rng.integers(1, len(f) + 1))
        columns = dense_columns(rectangular(most), n, most)
        free = np.ones((n, 1))
        answer = linprog(
            np.append(np.ones(2 * columns.shape[1]), 0.0),
            A_eq=np.concatenate((columns, -columns, free), axis=1),
            b_eq=f,
            bounds=[(0, None)] * (2 * columns.shape[1]) + [(None, None)],
        )
        assert least_mass(np.diff(f) / 2, most) == pytest.approx(answer.fun, abs=1e-9)


def test_parcels_attain_the_least_mass():
    rng = np.random.default_rng(3)
    for trial in range(600):
        f = random_function(rng, trial % 2 == 0)
        if trial % 3 == 0:
            f = np.concatenate((f, rng.standard_normal(20)))
        most = int(rng.integers(1, len(f) + 1))
        switches, masses = circulate(np.diff(f) / 2, most)
        built = np.zeros_like(f)
        for places, mass in zip(switches, masses, strict=True):
            assert 1 <= len(places) <= most
            assert (np.diff(places) > 0).all()
            passed = (np.arange(len(f))[:, None] > places).sum(axis=1)
            built += mass * np.where(passed % 2 == 1, 1.0, -1.0)
        assert np.ptp(built - f) <= 1e-12 * (1 + np.abs(f).max())
        assert np.abs(masses).sum() == pytest.approx(least_mass(np.diff(f) / 2, most), abs=1e-12)
        assert len(masses) <= np.count_nonzero(np.diff(f))
        assert len({tuple(s) for s in switches}) == len(masses)
        # no parcel switches against the function: the least number of kinks there is
        total = sum(abs(m) * len(s) for s, m in zip(switches, masses, strict=True))
        assert 2 * total == pytest.approx(np.abs(np.diff(f)).sum(), abs=1e-12)


def test_foresight_solves_the_problem_of_n_variables():
    rng = np.random.default_rng(4)
    for _ in range(25):
        n, most = int(rng.integers(3, 25)), int(rng.integers(1, 8))
        y, w = rng.standard_normal(n), rng.uniform(0.2, 2, n)
        lam = float(rng.uniform(0.01, 1))
        f = cp.Variable(n)
        change = cp.norm1(cp.diff(f))
        costs = [
            c.variation * change
            + c.top * cp.max(f)
            - c.bottom * cp.min(f)
            + c.first * f[0]
            + c.last * f[n - 1]
            for c in mass_costs(most)
        ]
        loss = 0.5 * cp.sum(cp.multiply(w, (f - y) ** 2))
        program = cp.Problem(cp.Minimize(loss + lam * cp.max(cp.hstack(costs))))
        brute.solve(program)
        g = denoised_by_largest(y, w, mass_costs(most), lam)
        value = 0.5 * w @ (g - y) ** 2 + lam * max(c.of(g) for c in mass_costs(most))
        assert value == pytest.approx(program.value, rel=1e-6)


@pytest.mark.parametrize("most", [2, 3, 4, 8])
def test_the_choice_depends_on_the_fit_alone(most):
    """From the interior of the optimal face as well as from a vertex."""
    signal = random_signal(10, 9)
    net = rectangular(most)
    result = fit(signal, net, lam_ratio=0.05)
    dictionary = build_dictionary(net, signal.x)
    keys = dictionary.all_keys()
    columns = dictionary.columns(keys)
    z, xi = cp.Variable(len(keys)), cp.Variable()
    brute.solve(cp.Problem(cp.Minimize(cp.norm1(z)), [columns @ z + xi == result.fitted]))
    z = np.where(np.abs(z.value) > 1e-9, z.value, 0.0)
    kept = np.flatnonzero(z)
    assert len(kept) > len(result.weights) or result.unique is not False
    again, weights, _ = dictionary.rearrange(keys[kept], z[kept])
    strong = np.abs(weights) > 1e-6
    other = dict(zip(map(tuple, again[strong].tolist()), weights[strong], strict=True))
    assert other == pytest.approx(keyed(result), abs=1e-6)


@pytest.mark.parametrize("net", [rectangular(2), rectangular(5), tree(2, 3)], ids=str)
def test_both_directions_of_lambda_agree(net):
    signal = random_signal(11, 40, weights=True)
    problem = Problem(signal, net)
    down = list(path(signal, net, n=8, min_ratio=1e-3))
    later = None
    for result in reversed(down):
        later = problem.solve(result.lam, start=later)
        assert keyed(later) == pytest.approx(keyed(result), rel=1e-7, abs=1e-12)
        assert later.certified


# --- the network ------------------------------------------------------------------------

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


# --- edges --------------------------------------------------------------------------------


@pytest.mark.parametrize("net", [rectangular(1), rectangular(9), tree(2, 2)], ids=str)
def test_one_and_two_samples(net):
    one = fit(Signal(np.array([2.0]), np.array([5.0])), net, 0.1)
    assert (one.lam_max, one.dictionary_size, len(one.weights)) == (0, 0, 0)
    two = fit(Signal(np.array([0.0, 3.0]), np.array([1.0, 5.0])), net, 0.5)
    assert np.diff(two.fitted) == pytest.approx(4 - 0.5)  # soft(Δy, λ)
    assert two.certified


def test_what_is_out_of_reach_is_refused_before_it_is_built():
    with pytest.raises(SizeError, match="switches"):
        dictionary_size(rectangular(5000), 100_000)
    with pytest.raises(SizeError, match="thin the signal"):
        build_dictionary(tree(100, 100), np.arange(20_000.0))
    assert dictionary_size(rectangular(40), 100_000) > 10**150
    wide = Switching(Grid.of(np.arange(5.0)), rectangular(10**9))
    assert wide.size == 15


def test_estimator_and_command_line(tmp_path, capsys):
    rng = np.random.default_rng(5)
    x = np.arange(40.0)
    y = np.where((x > 10) & (x < 25), 2.0, 0.0) + 0.1 * rng.standard_normal(40)
    model = MirrorRegressor("sign", 3, widths=(2,), lam_ratio=0.1).fit(x[:, None], y)
    assert model.result_.certified
    file = tmp_path / "steps.csv"
    file.write_text("x,y\n" + "".join(f"{a},{b}\n" for a, b in zip(x, y, strict=True)))
    options = ["fit", str(file), "--activation", "sign", "--layers", "3", "--kind", "rectangular"]
    options += ["--x", "x", "--y", "y", "--widths", "2", "--lam-ratio", "0.1"]
    assert main([*options, "--json", "-"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["objective"] == pytest.approx(model.result_.objective, rel=1e-12)
    assert answer["dictionary_size"] == 39 + math.comb(39, 2)
    assert {unit["kind"] for unit in answer["active"]} == {"switches"}
    assert main(options) == 0
    assert "certified" in capsys.readouterr().out
