"""Columns that are kept are those of the dictionary, whether there is room for them or not."""

from __future__ import annotations

import numpy as np
import pytest
from brute import NETS

from mirrors_engine import Problem, Signal
from mirrors_engine.homotopy import formed_columns as module
from mirrors_engine.homotopy.formed_columns import FormedColumns


@pytest.mark.parametrize("room", [0, 3, 1000])
def test_kept_columns_are_those_of_the_dictionary(room, monkeypatch):
    x = np.linspace(0.0, 1.0, 12) ** 2
    monkeypatch.setattr(module, "MOST", room * len(x))
    dictionary = Problem(Signal(x, np.sin(9 * x)), NETS["abs3"]).dictionary
    every, rng = dictionary.all_keys(), np.random.default_rng(0)
    kept = FormedColumns(dictionary)
    for count in (2, 3, 1, 2, 5, 3, 2, 0):
        keys = every[rng.integers(0, 6, count)]
        found = kept.of(keys)
        np.testing.assert_array_equal(found, dictionary.columns(keys))
        found[:] = np.nan  # it is the caller's own
        few = kept.if_few(keys)
        assert (few is None) == (count > room)
        assert few is None or np.array_equal(few, dictionary.columns(keys))


def test_a_column_is_formed_once(monkeypatch):
    dictionary = Problem(Signal(np.arange(5.0), np.arange(5.0) ** 2), NETS["abs3"]).dictionary
    asked = []
    form = dictionary.columns
    monkeypatch.setattr(
        dictionary, "columns", lambda keys: asked.extend(keys.tolist()) or form(keys)
    )
    kept, keys = FormedColumns(dictionary), dictionary.all_keys()
    kept.of(keys[:3])
    kept.of(keys[1:5])
    assert asked == keys[:5].tolist()
