"""Features that the path watches: their products, also of those there is no room for."""

from __future__ import annotations

import numpy as np
import pytest
from brute import NETS

from mirrors_engine import Problem, Signal
from mirrors_engine.homotopy import watched as module
from mirrors_engine.homotopy.watched import Watched


@pytest.fixture(params=[True, False], ids=["columns", "no columns"])
def watched(request, monkeypatch):
    """On twelve samples, with room for four features."""
    monkeypatch.setattr(module, "MOST", 4)
    if not request.param:
        monkeypatch.setattr(module, "FORMED", 0)
    x = np.linspace(0.0, 1.0, 12)
    dictionary = Problem(Signal(x, np.sin(9 * x)), NETS["abs2"]).dictionary
    return Watched(dictionary, dictionary.columns)


V = np.cos(np.arange(12.0)) - np.cos(np.arange(12.0)).mean()


def kinks(first, last):
    """Keys of |x - x_n|."""
    return np.array([[0, n] for n in range(first, last)])


def by_hand(keys):
    x = np.linspace(0.0, 1.0, 12)
    return np.abs(x - x[keys[:, 1], None]) @ V


def test_more_than_there_is_room_for_have_their_products(watched):
    many = kinks(0, 9)
    watched.add(many)
    scale = watched.products(V, many[:1]) / by_hand(many[:1])  # of the normalised axis
    np.testing.assert_allclose(watched.products(V, many), scale * by_hand(many), atol=1e-12)
    assert len(watched.products(V)) == 4


def test_what_has_made_way_for_others_has_its_products(watched):
    watched.add(kinks(0, 3))
    both = kinks(0, 6)  # three are watched, and two of those make way for the three others
    watched.add(both)
    scale = watched.products(V, both[:1]) / by_hand(both[:1])
    np.testing.assert_allclose(watched.products(V, both), scale * by_hand(both), atol=1e-12)
    kept = scale * by_hand(kinks(2, 6))
    np.testing.assert_allclose(np.sort(watched.products(V)), np.sort(kept), atol=1e-12)
