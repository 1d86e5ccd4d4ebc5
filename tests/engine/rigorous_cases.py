"""Networks that proofs are tried on, and step units in fractions."""

from __future__ import annotations

import itertools
from fractions import Fraction

from brute import LAYERS, NETS

from mirrors_engine import Architecture

STEPS = {
    "sign2": Architecture("sign", 2),
    "threshold2": Architecture("threshold", 2),
    "sign3": Architecture("sign", 3, widths=(2,)),
    "tree4": Architecture("threshold", 4, kind="tree", widths=(3, 1)),
}
LINES = [name for name in NETS if LAYERS[name][0][0] != "step"]
FOLD = Architecture("piecewise", 3, slopes=(-0.7, 1.0))
SLOPES = {**{name: LAYERS[name] for name in LINES}, "fold": ((-0.7, 1.0),) * 2}


def step_units(net, n):
    sigma = net.activations[0]
    low, high = Fraction(sigma.a_minus), Fraction(sigma.a_plus)
    most = {"sign2": 1, "threshold2": 1, "sign3": 2, "tree4": 3}
    name = next(key for key, value in STEPS.items() if value == net)
    for bits in itertools.product((low, high), repeat=n):
        if sum(a != b for a, b in itertools.pairwise(bits)) <= most[name]:
            yield bits
