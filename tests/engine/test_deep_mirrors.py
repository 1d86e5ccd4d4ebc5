"""Four layers: no pattern of zero conditions may be left out, nor the midpoints of three.

Expected values come from `brute.vertex_units`, which shares no code with the dictionary.
"""

from __future__ import annotations

import brute
import numpy as np
import pytest
from brute import LAYERS, NETS

from mirrors_engine import Signal, fit
from mirrors_engine.dictionaries.reflections.fold_systems import systems
from mirrors_engine.dictionaries.reflections.three_layers import MIDPOINT, REFLECTION
from mirrors_engine.dictionaries.registry import build_dictionary

# samples and a dual point at which features of one pattern alone correlate the most
ALONE = [
    ("abs4", "(1,1,1)", (8, 20, 24, 40, 64, 80, 88), (-400, 1000, -345, -494, -166, 828, -423)),
    ("abs4", "(1,0,2)", (8, 40, 52, 56, 64, 68, 76), (96, -293, 710, -1001, 167, 617, -296)),
    ("abs4", "(0,2,1)", (20, 52, 72, 76, 80, 84, 96), (304, -682, 1000, -630, -532, 864, -324)),
    ("abs4", "(0,1,2)", (16, 20, 48, 56, 72, 76, 92), (282, -161, -610, 1000, -940, 513, -84)),
    ("abs4", "(0,0,3)", (0, 24, 28, 48, 60, 88, 92), (-92, 688, -999, 392, 209, -501, 303)),
    (
        "abs4",
        "(0,1,2) quarter",
        (4, 40, 52, 68, 80, 92, 96),
        (339, -935, 999, -285, -365, 693, -446),
    ),
    ("abs4", "(0,1,2) left", (0, 24, 36, 44, 56, 60, 88), (-1, -256, -336, 662, 527, -1000, 404)),
    ("abs4", "(0,1,2) right", (4, 8, 36, 52, 60, 80, 88), (223, 346, -1001, 897, -322, -290, 147)),
    ("symmetrized4", "(1,1,1)", (0, 4, 8, 20, 76, 88, 96), (514, -1000, 193, 511, -405, 296, -109)),
    (
        "symmetrized4",
        "(1,0,2)",
        (20, 32, 40, 52, 60, 68, 96),
        (39, -518, 541, 528, -1001, 458, -47),
    ),
    (
        "symmetrized4",
        "(0,2,1)",
        (4, 16, 24, 36, 48, 72, 96),
        (395, -812, 1000, -392, -221, -11, 41),
    ),
    (
        "symmetrized4",
        "(0,1,2)",
        (12, 28, 32, 40, 84, 92, 96),
        (-213, -68, 1001, -796, 439, -767, 404),
    ),
    (
        "symmetrized4",
        "(0,0,3)",
        (16, 24, 28, 36, 60, 64, 76),
        (-657, 606, 710, -748, 975, -998, 112),
    ),
    (
        "symmetrized4",
        "(0,1,2) quarter",
        (8, 28, 32, 52, 64, 88, 92),
        (14, -811, 999, -661, 536, -221, 144),
    ),
    (
        "symmetrized4",
        "(0,1,2) left",
        (4, 12, 16, 20, 60, 76, 84),
        (87, -677, 92, 533, -561, 1000, -474),
    ),
    (
        "symmetrized4",
        "(0,1,2) right",
        (24, 28, 32, 44, 80, 84, 88),
        (-502, -19, 999, -505, 681, -802, 148),
    ),
]


@pytest.fixture(params=ALONE, ids=lambda case: f"{case[0]} {case[1]}")
def alone(request):
    """Network, zero conditions in each layer, samples, dual point and brute-force dual norm."""
    name, pattern, x, u = request.param
    x, u = np.array(x, dtype=float), np.array(u, dtype=float)
    counts = tuple(int(k) for k in pattern[1:6].split(","))
    units = brute.matrix(brute.vertex_units(LAYERS[name], x), x)
    return NETS[name], counts, x, u, brute.dual_norm(units, u)


def units_of(dictionary, counts: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """All keys, and which name a unit that has a key with these zero conditions in each layer."""
    keys = np.unique(dictionary.all_keys(), axis=0)
    _, unit = np.unique(dictionary.named(keys), axis=0, return_inverse=True)
    layers = [tuple(system.layers.count(k) for k in range(3)) for system in systems(3)]
    pattern = np.array([layers[number] == counts for number in keys[:, 1]])
    return keys, np.isin(unit, unit[pattern])


def test_no_pattern_of_zeros_can_be_left_out(alone):
    """Pricing finds the largest correlation, and the rest of the features fall short of it."""
    net, counts, x, u, expected = alone
    dictionary = build_dictionary(net, x)
    half = dictionary.grid.half
    assert dictionary.price(u).bound * half == pytest.approx(expected, rel=1e-12)
    keys, mine = units_of(dictionary, counts)
    every = np.abs(u @ dictionary.columns(keys)) * half
    assert every[mine].max() == pytest.approx(expected, rel=1e-12)
    assert every[~mine].max() < 0.995 * expected


def test_the_optimum_needs_the_pattern(alone):
    """Just below λ_max only features of the pattern lower the training value."""
    net, counts, x, u, expected = alone
    result = fit(Signal(x, u), net, lam=0.996 * expected)
    assert result.lam_max == pytest.approx(expected, rel=1e-12)
    assert result.certified
    assert result.objective < 0.5 * float(u @ u) * (1 - 1e-7)
    keys, mine = units_of(build_dictionary(net, x), counts)
    named = {tuple(key) for key in keys[mine].tolist()}
    assert {feature.key for feature in result.features} <= named


@pytest.mark.parametrize("name", ["abs3", "symmetrized3"])
def test_three_layers_need_the_midpoints(name):
    """The optimum itself is missed without them (their pricing: test_dictionaries.py)."""
    missed = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        x, y = np.sort(rng.uniform(0, 1, 7)), rng.standard_normal(7)
        dictionary = build_dictionary(NETS[name], x)
        keys = dictionary.all_keys()
        residual = y - y.mean()
        rest = dictionary.columns(keys[keys[:, 1] == REFLECTION]) * dictionary.grid.half
        alone = brute.dual_norm(rest, residual)
        if alone < 0.999 * dictionary.price(residual).bound * dictionary.grid.half:
            units = brute.matrix(brute.vertex_units(LAYERS[name], x), x)
            top = brute.dual_norm(units, residual)
            # over reflections alone the constant would be optimal here, and it is not
            missed += 1
            result = fit(Signal(x, y), NETS[name], lam=0.5 * (alone + top))
            assert result.certified
            assert result.objective < 0.5 * float(residual @ residual) * (1 - 1e-9)
            assert {feature.key[1] for feature in result.features} == {MIDPOINT}
    assert missed
