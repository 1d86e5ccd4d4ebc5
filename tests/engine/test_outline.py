"""Kinds and kinks as arrays: what each feature says, whether it is made for it or not."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.features.features import Features, outline_of
from mirrors_engine.features.outline import outline_by_looking

NETS = [
    Architecture("relu", 2),
    Architecture("abs", 2),
    Architecture("leaky", 2, negative_slope=0.2),
    Architecture("piecewise", 2, slopes=(1.5, -0.5)),
    Architecture("relu", 3),
    Architecture("relu", 5),
    Architecture("piecewise", 3, slopes=(2.0, 0.0)),
    Architecture("piecewise", 4, slopes=(0.0, -0.5)),
    Architecture("sign", 2),
    Architecture("threshold", 2),
    Architecture("abs", 3),
    Architecture("symmetrized", 3),
    Architecture("leaky", 3, negative_slope=0.2),
    Architecture("abs", 4),
    Architecture("sign", 3, widths=(2,)),
]
X = np.array([-3.0, 0.5, 1.0, 4.0, 4.5, 9.0])


@pytest.mark.parametrize("net", NETS, ids=lambda net: net.describe())
def test_an_outline_is_what_each_feature_says(net):
    dictionary = build_dictionary(net, X)
    features = Features(
        dictionary.all_keys()[:400], dictionary.feature, outline_at=dictionary.outline
    )
    found = outline_of(features)
    assert len(found) == len(features)
    assert [found.kinds[k] for k in found.kind] == [f.kind for f in features]
    for i, feature in enumerate(features):
        mine = found.owner == i
        kinks = zip(found.position[mine], found.change[mine], found.mirror[mine], strict=True)
        assert list(kinks) == [(k.position, k.change, k.mirror) for k in feature.kinks]
        axis = feature.mirror_axis
        assert np.isnan(found.axis[i]) if axis is None else found.axis[i] == axis
        before = 2 * X[0] - X[-1] - 1.0  # left of every image of a sample, folded twice
        ends = feature.unit.forward(np.array([before - 20.0, before - 19.0]))
        assert found.left[i] == pytest.approx(np.diff(ends)[0], abs=1e-12)
        assert found.mirrored[i] == any(k.mirror for k in feature.kinks)
        assert found.first[i] == (feature.kinks[0].position if feature.kinks else np.inf)


def test_tens_of_thousands_of_features_are_outlined_without_making_one():
    x = np.linspace(0.0, 1.0, 30_000)
    noise = np.random.default_rng(0).standard_normal(len(x))
    for net in (Architecture("relu", 2), Architecture("relu", 3)):
        result = fit(Signal(x, noise), net, lam_ratio=1e-7)
        assert len(result.weights) > 5000
        made = []
        features = Features(
            result.features.keys, made.append, outline_at=build_dictionary(net, x).outline
        )
        assert len(outline_of(features)) == len(result.weights)
        assert not made


def test_tens_of_thousands_of_pieces_make_no_feature():
    x = np.linspace(0.0, 1.0, 30_000)
    noise = np.random.default_rng(0).standard_normal(len(x))
    result = fit(Signal(x, noise), Architecture("relu", 2), lam_ratio=1e-7)
    assert len(result.pieces()) > 5000
    assert not any(result.features._made)


def test_no_features_have_an_empty_outline():
    found = outline_by_looking(())
    assert len(found) == len(found.mirrored) == len(found.first) == 0
