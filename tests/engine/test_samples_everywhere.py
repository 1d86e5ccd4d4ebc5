"""Every bundled signal on every network: certified, attained, and the same from both sides."""

from __future__ import annotations

import numpy as np
import pytest
from brute import NETS, keyed

from mirrors_engine import Problem, Signal
from mirrors_engine.signals import sample, samples

RATIOS = (0.5, 0.1, 0.01, 0.001)
SIGNALS = {s.key: s.load() for s in samples() if s.inputs == "line"}
# features grow as N², and with four layers as N³: those where a suite can wait for them
REACH = {"leaky3": 400, "piecewise3": 150, "abs4": 40, "symmetrized4": 40}
CASES = [
    (key, name)
    for key, signal in SIGNALS.items()
    for name in NETS
    if name != "piecewise2neg" and len(signal) <= REACH.get(name, 10**6)
]


@pytest.mark.parametrize(("key", "name"), CASES)
def test_certified_attained_and_canonical(key, name):
    signal = SIGNALS[key]
    problem = Problem(signal, NETS[name])
    down, result = [], None
    for ratio in RATIOS:
        result = problem.solve(lam_ratio=ratio, start=result)
        assert result.gap <= 1e-9
        assert result.certified
        value = result.network.objective(signal, result.lam)
        assert value == pytest.approx(result.objective, rel=1e-9)
        down.append(result)
    for ratio, one in zip(RATIOS[::-1], down[::-1], strict=True):
        result = problem.solve(lam_ratio=ratio, start=result)
        assert result.certified
        a, b = keyed(one), keyed(result)
        assert a.keys() == b.keys()
        size = float(np.abs(one.weights).sum())
        assert a == pytest.approx(b, abs=1e-6 * size)


def test_the_gallery_is_whole():
    assert {"nile", "sunspots", "co2", "paper_six", "square_wave"} <= SIGNALS.keys()
    assert len(sample("co2")) > 2000
    assert all(isinstance(signal, Signal) for signal in SIGNALS.values())
