"""Signs that fix the canonical choice of two layers: just those whose weights stay as they are."""

from __future__ import annotations

import numpy as np
import pytest
from brute import NETS
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Architecture
from mirrors_engine.dictionaries.registry import build_dictionary

STEEP = Architecture("piecewise", 2, slopes=(0.5, 2.0))


@given(st.integers(0, 2**32), st.integers(3, 6), st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
@pytest.mark.parametrize("net", [NETS["relu2"], NETS["leaky2"], NETS["abs2"], STEEP], ids=str)
def test_signs_are_canonical_where_no_weight_moves(net, seed, n, skip, alike):
    rng = np.random.default_rng(seed)
    dictionary = build_dictionary(net, np.arange(float(n)))
    keys = rng.permutation(dictionary.all_keys())[: rng.integers(1, 2 * n)]
    z = rng.uniform(0.5, 1.5, len(keys))
    if not alike:
        z *= rng.choice([-1.0, 1.0], len(keys))
    found, weights, _ = dictionary.canonicalize(keys, z, skip)
    before, after = (
        dict(zip(map(tuple, names.tolist()), values, strict=True))
        for names, values in ((keys, z), (found, weights))
    )
    stays = before.keys() == after.keys() and all(
        abs(before[key] - after[key]) < 1e-9 for key in before
    )
    assert dictionary.canonical_signs(keys, np.sign(z), skip) is stays


def test_other_families_do_not_know():
    dictionary = build_dictionary(NETS["relu3"], np.arange(5.0))
    keys = dictionary.all_keys()[:2]
    assert not dictionary.canonical_signs(keys, np.ones(2))
