"""A network without an exact dictionary is refused with the deepest one below it that has one."""

from __future__ import annotations

import re

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.dictionaries.registry import check_size
from mirrors_engine.errors import ArchitectureError

SIGNAL = Signal(np.arange(6.0), np.array([0.0, 2.0, 1.0, 3.0, 2.0, 5.0]))


@pytest.mark.parametrize(
    ("net", "named"),
    [
        ({"activation": "leaky", "layers": 4}, 3),
        ({"activation": "leaky", "layers": 9}, 3),
        ({"activation": "piecewise", "slopes": (1.0, 0.5), "layers": 4}, 3),
        ({"activation": "abs", "layers": 7}, 6),
    ],
)
def test_the_depth_named_is_the_nearest_that_can_be_trained(net, named):
    with pytest.raises(ArchitectureError) as refused:
        fit(SIGNAL, Architecture(**net), lam_ratio=0.1)
    depth = int(re.search(r"use layers = (\d+)", str(refused.value))[1])
    assert depth == named
    assert fit(SIGNAL, Architecture(**net | {"layers": depth}), lam_ratio=0.1).certified


@pytest.mark.parametrize(
    "net",
    [
        {"activation": "relu", "layers": 3},
        {"activation": "sign", "layers": 3, "kind": "tree", "widths": (2,)},
        {"activation": "threshold", "layers": 4, "widths": (2, 2)},
    ],
)
def test_on_the_plane_two_layers_are_named(net):
    with pytest.raises(ArchitectureError, match=r"use layers = 2\."):
        check_size(Architecture(**net, inputs="plane"), 6)
