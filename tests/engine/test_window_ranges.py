"""Ranges of Φ on windows, the bounds they give, and fits whose optimum has very many equals."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.dictionaries.reflections.search import bias_search, box_bounds
from mirrors_engine.dictionaries.reflections.search.chord_strips import ChordStrips, SampleCells
from mirrors_engine.progress import no_check
from tests.engine.search_cases import SHAPES, listed_and_search


@pytest.mark.parametrize("n", [2, 3, 40, 70_000])
def test_ranges_are_those_of_the_samples_and_the_ends(n):
    rng = np.random.default_rng(n)
    s = np.unique(np.concatenate(([0.0, 1.0], rng.random(n - 2), np.arange(n % 8) / 8)))
    phi = np.append(rng.standard_normal(len(s) - 1), 0.0)
    strips = ChordStrips(SampleCells(s), phi, 4)
    for level in (2, 5, strips.finest):
        width = np.array([[1], [2], [4]])
        start = rng.integers(-6, (1 << level) + 2, (3, 50))
        start[:, :3] = [0, (1 << level) - 1, -2]
        low, high = strips.ranges.of(level, start.astype(float), width)
        for k, i in np.ndindex(start.shape):
            ends = np.array([start[k, i], start[k, i] + width[k, 0]]) / (1 << level)
            inside = phi[(s >= ends[0]) & (s <= ends[1])]
            values = np.concatenate((inside, np.interp(ends, s, phi)))
            # nodes between are values of the function too, within those of their neighbours
            assert low[k, i] == pytest.approx(values.min(), abs=1e-12)
            assert high[k, i] == pytest.approx(values.max(), abs=1e-12)


@pytest.mark.parametrize("activation", SHAPES)
@pytest.mark.parametrize(("layers", "n"), [(4, 16), (4, 24), (5, 10)])
@pytest.mark.parametrize("kind", ["noise", "steps", "plateau"])
def test_bounds_by_ranges_keep_the_strongest(activation, layers, n, kind, monkeypatch):
    monkeypatch.setattr(bias_search, "_MANY", -1)
    monkeypatch.setattr(box_bounds, "_FEW", 0)
    monkeypatch.setattr(box_bounds, "_DROPPING", 1.0)
    exact, search, phi = listed_and_search(activation, layers, n, kind)
    found = search.maximum(phi, no_check)
    assert exact * (1 - 1e-12) <= found <= exact * (1 + 1e-11)


@pytest.mark.parametrize("layers", [3, 4])
def test_a_parabola_is_fitted_by_any_depth_as_by_two_layers(layers):
    # Φ is ±λ at some 230 samples in a row, whose 10⁷ units of three folds are all tied
    t = np.linspace(-1, 1, 300)
    y = t**2 + 1e-6 * np.random.default_rng(0).standard_normal(300)
    shallow, deep = (Problem(Signal(t, y), Architecture("abs", k)) for k in (2, layers))
    lam = 1e-3 * deep.lam_max
    one, other = shallow.solve(lam), deep.solve(lam)
    assert other.certificate.primal == pytest.approx(one.certificate.primal, rel=1e-9)
    assert other.certificate.certified
    assert len(other.features) == len(one.features)
