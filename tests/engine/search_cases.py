"""Strongest units of small problems, by their list and by the search over their biases."""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations
from mirrors_engine.dictionaries.reflections.folds import Folds
from mirrors_engine.dictionaries.reflections.search.bias_search import BiasSearch
from mirrors_engine.dictionaries.reflections.shapes import TENT, VALLEY, W_SHAPE

SHAPES = {"abs": (W_SHAPE,), "symmetrized": (VALLEY, TENT)}


def listed_and_search(activation, layers, n, kind):
    """The strongest correlation by the list, the search, and the Φ it is asked for."""
    t = np.linspace(-1, 1, n)
    v = {
        "noise": np.random.default_rng(n).standard_normal(n),
        "steps": np.sign(np.sin(7 * t)),
        "plateau": np.where(np.abs(t) > 0.6, 1.0, 0.0) * (t**2 - 0.7),
    }[kind]
    v = v - v.mean()
    listed = Folds(Grid.of(t), SHAPES[activation], layers)
    search = BiasSearch(listed.grid.t, SHAPES[activation], layers - 1)
    return listed.price(v).bound, search, hinge_correlations(listed.grid.t, v)
