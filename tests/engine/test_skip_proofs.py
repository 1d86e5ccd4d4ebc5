"""Proofs of networks with a skip connection: the dual point is orthogonal to the line, exactly."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.losses.rows import samples_of_rows
from mirrors_engine.rigorous import prove
from mirrors_engine.rigorous.proof import dual_of
from mirrors_engine.rigorous.rows import rows_of
from tests.engine.skip_cases import CASES, LINE, SEVERAL, data


@pytest.mark.parametrize(
    ("net", "loss"), CASES, ids=lambda v: v["loss"] if isinstance(v, dict) else v.describe()
)
def test_proofs_are_tight(net, loss):
    """In exact arithmetic, also far from 0, with doubled rows and weights."""
    signal = data(net, loss["loss"], n=9, seed=3)
    for each in (signal, Signal(signal.raw_x + 2e6, signal.raw_y, signal.raw_weights)):
        for ratio in (1.0, 0.1):
            result = fit(each, net, lam_ratio=ratio, **loss)
            proof = prove(result)
            assert proof.lower_bound <= proof.upper_bound
            assert proof.gap <= 5e-9 or not result.certified
            assert proof.upper_bound == pytest.approx(result.objective, rel=1e-8)
            dual = dual_of(result, rows_of(result, lambda: None), None, lambda done: None)
            sample = samples_of_rows(each) if len(dual.whole) > len(each.x) else slice(None)
            for column in each.x[sample].reshape(len(dual.whole), -1).T:
                exactly = zip(column.tolist(), dual.whole.tolist(), strict=True)
                assert sum(Fraction(x) * u for x, u in exactly) == 0 == sum(dual.whole)


@pytest.mark.parametrize("net", [LINE[0], LINE[3], LINE[6]], ids=Architecture.describe)
def test_the_least_norm_is_proved(net):
    rng = np.random.default_rng(7)
    x = np.sort(rng.uniform(0, 4, 12))
    result = fit(Signal(x, rng.standard_normal(12)), net, lam=0)
    proof = prove(result)
    assert proof.gap <= 1e-8
    assert proof.lower_bound <= result.objective * (1 + 1e-12)


def test_inputs_that_depend_on_each_other_are_proved_too():
    """With x_2 = 2 x_1 one condition follows from another, exactly; with x_2 = 3 x_1 it would but
    for rounding, and no dual point serves."""
    x = np.random.default_rng(1).uniform(0, 1, 9)
    y = np.abs(x - 0.4) + np.arange(9) % 2
    for factor, gap in ((2.0, 1e-9), (3.0, 1.0)):
        signal = Signal(np.column_stack((x, factor * x)), y)
        proof = prove(fit(signal, SEVERAL[2], lam_ratio=0.1))
        assert 0 <= proof.lower_bound <= proof.upper_bound
        assert proof.gap <= gap
