"""A bound proved for one vector, used for its neighbours, against passes over all features."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.reflections.search.bias_search import BiasSearch
from mirrors_engine.dictionaries.reflections.shapes import TENT, VALLEY, W_SHAPE
from mirrors_engine.dictionaries.reflections.three_layers import Mirrors
from mirrors_engine.dictionaries.reflections.transport_bound import ProvedBound


def centred(v: np.ndarray) -> np.ndarray:
    v[0] -= v.sum()
    return v


@pytest.mark.parametrize("shapes", [(W_SHAPE,), (VALLEY, TENT)])
@pytest.mark.parametrize("size", [0.0, 1e-16, 1e-14, 1e-13])
def test_it_bounds_the_features_of_a_neighbour(shapes, size):
    rng = np.random.default_rng(0)
    for n in (2, 9, 60):
        mirrors = Mirrors(Grid.of(np.sort(rng.random(n))), shapes)
        t = mirrors.grid.t
        v = centred(rng.standard_normal(n))
        proved = ProvedBound(t)
        assert proved.price(v, np.inf, 4) is None
        proved.keep(v, mirrors.price_all(v).bound)
        w = centred(v + size * rng.standard_normal(n))
        exact = mirrors.price_all(w).bound
        found = proved.price(w, np.inf, 4)
        assert found is not None and not len(found.keys)
        assert exact * (1 - 1e-15) <= found.bound <= exact * (1 + 4e-12)
        # candidates above less than the bound take a pass
        assert proved.price(w, 0.9 * exact, 4) is None
        assert proved.price(w, 1.1 * exact, 4) is not None


def test_a_vector_that_is_not_near_takes_a_pass():
    rng = np.random.default_rng(1)
    t = np.sort(rng.random(30))
    v = centred(rng.standard_normal(30))
    mirrors = Mirrors(Grid.of(t), (W_SHAPE,))
    assert mirrors.price(v).bound == mirrors.price_all(v).bound
    w = centred(v + 1e-9 * rng.standard_normal(30))
    assert mirrors.price(w).bound == mirrors.price_all(w).bound != mirrors.price(v).bound


@pytest.mark.parametrize(("layers", "n"), [(3, 1200), (4, 80)])
def test_a_certificate_takes_no_search_of_its_own(layers, n, monkeypatch):
    """What the solver's last search proved of its residual holds for the certificate's."""
    rng = np.random.default_rng(2)
    x = np.sort(rng.random(n))
    signal = Signal(x, np.sin(8 * x) + (x > 0.5) + 0.1 * rng.standard_normal(n))
    problem = Problem(signal, Architecture("abs", layers))
    searches = []
    for name in ("maximum", "above"):
        plain = getattr(BiasSearch, name)

        def counted(self, *args, name=name, plain=plain, **more):
            searches.append(name)
            return plain(self, *args, **more)

        monkeypatch.setattr(BiasSearch, name, counted)
    before = problem.solve(lam_ratio=0.1)
    assert searches.count("maximum") == 1  # λ_max
    searches.clear()
    after = problem.solve(lam_ratio=0.095, start=before)
    assert after.certified and after.gap <= 1e-11
    assert "maximum" not in searches and len(searches) <= 4
    fresh = Problem(signal, Architecture("abs", layers)).solve(lam_ratio=0.095)
    assert np.allclose(after.weights, fresh.weights, rtol=0, atol=1e-9 * abs(fresh.weights).max())
