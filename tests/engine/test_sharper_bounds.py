"""Bounds of long searches over biases: concave envelopes, cutting planes, first folds."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.optimize import linprog

from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations
from mirrors_engine.dictionaries.reflections.fold_cells import fold_values
from mirrors_engine.dictionaries.reflections.folds import Folds
from mirrors_engine.dictionaries.reflections.search import bias_search, climbs
from mirrors_engine.dictionaries.reflections.search.cutting_planes import Terms, largest_values
from mirrors_engine.dictionaries.reflections.search.envelopes import Envelopes
from mirrors_engine.dictionaries.reflections.search.first_folds import FirstFolds
from mirrors_engine.dictionaries.reflections.search.same_units import again
from mirrors_engine.dictionaries.reflections.search.window_ranges import places
from mirrors_engine.dictionaries.reflections.shapes import W_SHAPE
from mirrors_engine.progress import no_check
from tests.engine.search_cases import listed_and_search


def placed(kind, n):
    rng = np.random.default_rng(n)
    inner = {
        "uniform": rng.random(n - 2),
        "equispaced": np.arange(1, n - 1) / (n - 1),
        "clusters": np.concatenate(
            (0.3 + 1e-9 * np.arange(n // 2), 0.7 + 1e-6 * rng.random(n // 2))
        ),
        "lognormal": np.cumsum(rng.lognormal(0, 2, n - 2)),
    }[kind]
    inner = inner / max(1.0, inner.max() * 1.01)
    return np.unique(np.concatenate(([0.0, 1.0], inner)))


PLACES = ["uniform", "equispaced", "clusters", "lognormal"]


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("level", [3, 5, 9])
def test_envelopes_are_the_least_concave_functions_above(kind, level):
    s = placed(kind, 20)
    phi = np.append(np.random.default_rng(level).standard_normal(len(s) - 1), 0.0)
    pieces = Envelopes(s, phi, 3).pieces(level)
    assert pieces is not None
    end, intercept, slope = (e.reshape(-1, pieces.most) for e in pieces[:3])
    width = np.array([[1], [2], [3]])
    starts = np.random.default_rng(1).integers(-2, (1 << level) + 1, (3, 30))
    at = places(level, starts, width)
    for k, i in np.ndindex(starts.shape):
        low, high = starts[k, i] / (1 << level), (starts[k, i] + width[k, 0]) / (1 << level)
        x = np.concatenate(([low], s[(s > low) & (s < high)], [high]))
        for sign, row in ((1, at[k, i]), (-1, at[k, i] + pieces.windows)):
            y = sign * np.interp(x, s, phi)
            z = x * (1 << level) - starts[k, i]
            lines = intercept[row][:, None] + slope[row][:, None] * z
            assert np.all(lines >= y - 1e-12 * np.abs(lines).max())
            for place in np.linspace(0, width[k, 0], 7):
                chords = [
                    y[a] + (y[b] - y[a]) * (place - z[a]) / (z[b] - z[a])
                    for a in range(len(z))
                    for b in range(a + 1, len(z))
                    if z[a] <= place <= z[b] and z[b] > z[a]
                ]
                mine = min((end[row] <= place).sum(), pieces.most - 1)
                value = intercept[row, mine] + slope[row, mine] * place
                # slopes of short pieces are as exact as differences of near places
                assert value == pytest.approx(max(chords), abs=1e-5 if kind == "clusters" else 1e-9)


def test_windows_of_many_samples_have_no_envelopes():
    envelopes = Envelopes(np.linspace(0, 1, 1000), np.zeros(1000), 2)
    assert envelopes.pieces(3) is None
    assert envelopes.pieces(9) is not None
    assert envelopes.pieces(40) is None


def linear_program(x, phi, rows, start, coefficients, level):
    """The largest sum of the concave envelopes on a box."""
    terms, biases = rows.shape
    lines, most = [], []
    for k, (row, first, c) in enumerate(zip(rows, start, coefficients, strict=True)):
        width = np.abs(row).sum()
        low, high = first / (1 << level), (first + width) / (1 << level)
        z = np.concatenate(([low], x[(x > low) & (x < high)], [high]))
        y = c * np.interp(z, x, phi)
        z = z * (1 << level) - first
        for a, b in itertools.combinations(range(len(z)), 2):
            slope = (y[b] - y[a]) / (z[b] - z[a])
            if np.all(y <= y[a] + slope * (z - z[a]) + 1e-12):
                line = np.zeros(biases + terms)
                line[:biases] = -0.5 * slope * row
                line[biases + k] = 1.0
                lines.append(line)
                most.append(y[a] + slope * (0.5 * width - z[a]))
    cost = np.concatenate((np.zeros(biases), -np.ones(terms)))
    bounds = [(-1, 1)] * biases + [(None, None)] * terms
    return -linprog(cost, np.array(lines), most, bounds=bounds).fun


@pytest.mark.parametrize("kind", ["noise", "concave"])
def test_cutting_planes_bound_the_linear_program(kind):
    rng = np.random.default_rng(4)
    level, biases, count = 4, 3, 6
    x = placed("uniform", 30)
    phi = rng.standard_normal(len(x)) if kind == "noise" else -((x - 0.5) ** 2)
    phi = phi - phi[-1]
    rows = np.array([[1, 0, 0], [1, 1, 0], [1, -1, 0], [1, 1, 1], [1, 0, -1], [1, -1, 1]])
    pieces = Envelopes(x, phi, biases).pieces(level)
    boxes = rng.integers(2, 10, (biases, 40))
    start = rows @ boxes - (rows < 0).sum(axis=1)[:, None]
    sign = np.ones((count, 1)) if kind == "concave" else rng.choice([-2.0, 1.0], (count, 1))
    coefficients = np.repeat(sign, 40, axis=1)
    width = np.abs(rows).sum(axis=1)[:, None]
    terms = Terms(rows.astype(float), places(level, start, width), coefficients, np.full(40, 0.25))
    found = largest_values(terms, pieces, np.full(40, -np.inf))
    exact = np.array(
        [0.25 + linear_program(x, phi, rows, start[:, i], sign[:, 0], level) for i in range(40)]
    )
    size = np.abs(exact).max()
    assert np.all(found >= exact - 1e-10 * size)
    assert np.median(found - exact) <= 0.02 * size
    y = rng.uniform(-1, 1, (200, biases, 40))
    a = (boxes + 0.5 * (y + 1)) / (1 << level)
    values = 0.25 + (sign * np.interp(rows @ a, x, phi)).sum(axis=1)
    assert np.all(values.max(axis=0) <= found + 1e-12 * size)


def test_cutting_planes_stop_below_the_floor():
    x = np.array([0.0, 0.5, 1.0])
    pieces = Envelopes(x, np.array([0.0, 1.0, 0.0]), 1).pieces(2)
    rows = np.ones((1, 1))
    terms = Terms(
        rows,
        np.array([places(2, np.array([[1.0]]), np.array([[1]]))[0]]),
        np.ones((1, 1)),
        np.zeros(1),
    )
    assert largest_values(terms, pieces, np.array([2.0])) == pytest.approx(1.0)


def transport(s, v, biases):
    """What it costs to transport v after folds at the biases (D, K)."""
    u = s[:, None]
    for bias in biases:
        u = np.abs(u - bias)
    order = np.argsort(u, axis=0)
    behind = np.cumsum(v[order], axis=0)[:-1]
    return (np.abs(behind) * np.diff(np.take_along_axis(u, order, axis=0), axis=0)).sum(axis=0)


@pytest.mark.parametrize("every", [True, False])
@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("near", [1.01, 1.5])
def test_boxes_of_first_folds_that_may_exceed_the_threshold_are_left(kind, near, every):
    s = placed(kind, 24)
    rng = np.random.default_rng(len(s))
    v = rng.standard_normal(len(s))
    v -= v.mean()
    phi = hinge_correlations(s, v)
    threshold = np.abs(np.diff(phi)).sum() / near
    first = FirstFolds(s, phi, threshold, every)
    biases = rng.random((3, 40_000))
    largest = np.maximum(biases[0], 1 - biases[0])
    biases[1] *= largest
    biases[2] *= np.maximum(biases[1], largest - biases[1])
    named = np.zeros(biases.shape[1], dtype=bool)
    for sides in () if every else again(3, 2):  # smaller biases give the same units
        named |= (sides[:, :3] @ biases + sides[:, 3:] >= 0).all(axis=0)
    exceeds = transport(s, v, biases) > threshold
    for finest in (5, 7):
        first.refine(finest)
        for level in range(2, 10):
            left = np.zeros(len(exceeds), dtype=bool)
            left[first.left(level, (biases * (1 << level)).astype(int))] = True
            assert left[exceeds & ~named].all()
    if near == 1.01:
        assert left.mean() < 0.9


@pytest.mark.parametrize(
    ("activation", "layers", "n"),
    [("abs", 4, 16), ("abs", 4, 24), ("abs", 5, 10), ("symmetrized", 5, 10)],
)
@pytest.mark.parametrize("kind", ["noise", "steps", "plateau"])
def test_sharper_bounds_keep_the_strongest(activation, layers, n, kind, monkeypatch):
    monkeypatch.setattr(bias_search, "_MANY", -1)
    monkeypatch.setattr(bias_search, "_LONG_FROM", 3)
    monkeypatch.setattr(bias_search, "_FIRST_FOLDS", {5: 0, 6: 2000})
    exact, search, phi = listed_and_search(activation, layers, n, kind)
    found = search.maximum(phi, no_check)
    assert exact * (1 - 1e-12) <= found <= exact * (1 + 1e-11)
    above = search.above(phi, 0.7 * exact, False, no_check)
    assert above.strongest == pytest.approx(exact, rel=0.3)
    assert above.bound >= exact * (1 - 1e-12)


def test_climbs_reach_units_that_are_strong(monkeypatch):
    monkeypatch.setattr(climbs, "_STARTS", 300)
    monkeypatch.setattr(climbs, "_STEPS", 200)
    t = np.linspace(-1, 1, 16)
    v = np.random.default_rng(3).standard_normal(16)
    v -= v.mean()
    listed = Folds(Grid.of(t), (W_SHAPE,), 4)
    exact = listed.price(v).bound
    search = bias_search.BiasSearch(listed.grid.t, (W_SHAPE,), 3)
    phi = hinge_correlations(listed.grid.t, v)
    biases, reached = climbs.climbed(search.s, phi, (W_SHAPE,), 3)
    values = fold_values(lambda e: np.interp(e, search.s, phi), phi[0], biases, (W_SHAPE,))
    assert np.abs(values[0]) == pytest.approx(reached, rel=1e-12)
    assert 0.9 * exact < reached.max() <= exact * (1 + 1e-12)
    found = search.some_above(phi, 0.9 * exact, no_check, 2 * exact)
    assert found is not None
    assert 0.9 * exact < found.strongest <= exact * (1 + 1e-12)
    assert found.bound == 2 * exact  # nothing is proved of what was not looked at
    assert search.some_above(phi, exact * (1 + 1e-9), no_check) is None
