"""Units of two folds with one kink outside the data, against all pairs of samples."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture
from mirrors_engine.dictionaries.prefix_sums import hinge_sums
from mirrors_engine.dictionaries.reflections.pair_names import REFLECTION
from mirrors_engine.dictionaries.reflections.two_kinks import strongest_two_kinks
from mirrors_engine.dictionaries.registry import build_dictionary


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("activation", ["abs", "symmetrized"])
def test_the_best_partner_of_every_extremum_is_found(activation: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = np.sort(rng.random(40) if seed % 2 else rng.lognormal(size=40))
    dictionary = build_dictionary(Architecture(activation, 3), x)
    t = dictionary.grid.t
    v = rng.standard_normal(len(t))
    v -= v.mean()
    phi = hinge_sums(t, v)
    extrema = 1 + np.flatnonzero(np.diff(np.sign(np.diff(phi))))
    assert len(extrema)

    every = dictionary.all_keys()
    shape, part, centre, other = every.T
    image = 2 * t[centre] - t[other]
    bends = np.array([one.inner != 0 for one in dictionary.shapes])[shape]
    mine = (part == REFLECTION) & bends & ((image < t[0]) | (image > t[-1]))
    mine &= np.isin(centre, extrema) & np.isin(other, extrema)
    keys = every[mine]
    strength = np.abs(dictionary.columns(keys).T @ v)
    above = 0.9 * float(np.quantile(strength, 0.75))
    best = set()
    for column in (2, 3):
        for sample in extrema:
            some = np.where(keys[:, column] == sample, strength, 0.0)
            if some.max() > above:
                best.add(tuple(keys[np.argmax(some)].tolist()))

    found = strongest_two_kinks(dictionary._coefficients, t, phi, above)
    names = [tuple(key) for key in found.tolist()]
    values = np.abs(dictionary.columns(found).T @ v)
    assert 0 < len(best) <= 32 and best <= set(names)
    assert len(set(names)) == len(names) and values.min() > above
    assert np.all(np.diff(values) <= 1e-12 * values.max())


def test_where_phi_has_no_extremum_none_is_found() -> None:
    t = np.linspace(-1, 1, 5)
    coefficients = np.array([(-1.0, 2.0, -2.0)])
    assert strongest_two_kinks(coefficients, t, np.arange(5.0)[::-1], 0.0).shape == (0, 4)
