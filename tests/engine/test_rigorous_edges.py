"""Proofs at λ = 0, of few samples, of weights of very different size; long ones can be stopped."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from brute import NETS, random_signal

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled
from mirrors_engine.rigorous import prove


def test_what_a_proof_of_a_norm_says():
    result = fit(random_signal(2, 12), NETS["relu3"], lam_ratio=0.0)
    proof = prove(result)
    said = re.fullmatch(
        r"No 3-layer ReLU network that misses no sample by more than (\S+) has a norm below (\S+); "
        r"this one has (\S+)\.",
        proof.statement,
    )
    assert said is not None
    assert np.abs(result.fitted - result.signal.y).max() < 1e-12
    assert float(said[1]) < 1e-12
    assert Fraction(said[2]) <= Fraction(proof.lower_bound)
    assert Fraction(said[3]) >= Fraction(proof.upper_bound)
    assert proof.upper_bound >= math.fsum(np.abs(result.weights))


@pytest.mark.parametrize("n", [1, 2, 3])
@pytest.mark.parametrize(
    "net",
    [
        Architecture("abs", 5),
        Architecture("relu", 2, inputs="plane"),
        Architecture("sign", 2, inputs="plane"),
        Architecture("abs", 2, inputs="additive"),
        Architecture("piecewise", 4, slopes=(0.0, 3.0)),
    ],
    ids=["five", "plane", "sides", "additive", "one-sided"],
)
def test_few_samples(net, n):
    x = np.array([0.1, 0.7, 0.9])[:n]
    if net.inputs != "line":
        x = np.column_stack((x, [0.3, 0.3, 0.8][:n]))
    for y in (np.array([1.0, 3.0, 2.0])[:n], np.ones(n)):
        for lam in (0.0, 0.05, 100.0):
            proof = prove(fit(Signal(x, y), net, lam=lam))
            assert 0 <= proof.lower_bound <= proof.upper_bound
            assert proof.gap <= 1e-9 or proof.upper_bound < 1e-12


def test_weights_of_very_different_size():
    """As multiples of a common power of two the large ones exceed machine integers."""
    rng = np.random.default_rng(4)
    for net in (
        Architecture("sign", 2, inputs="plane"),
        Architecture("sign", 2, inputs="additive"),
    ):
        result = fit(Signal(rng.normal(size=(12, 2)), rng.normal(size=12)), net, lam_ratio=0.05)
        weights = result.weights * np.where(np.arange(len(result.weights)) % 2, 1.0, 2.0**-70)
        proof = prove(replace(result, weights=weights))
        f = result.intercept + sum(
            z * g.evaluate(result.signal.x) for z, g in zip(weights, result.features, strict=True)
        )
        value = 0.5 * np.sum((f - result.signal.y) ** 2) + result.lam * np.abs(weights).sum()
        assert proof.upper_bound == pytest.approx(value, rel=1e-12)
        assert proof.lower_bound == pytest.approx(result.dual_objective, rel=1e-9)


def test_long_proofs_can_be_cancelled():
    result = fit(random_signal(1, 14), Architecture("abs", 5), lam_ratio=0.3)
    calls = 0

    def cancel(progress):
        nonlocal calls
        calls += 1
        if calls > 30:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        prove(result, cancel)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lam", "0"],
        ["--lam", "0.1", "--loss", "huber", "--delta", "0.5"],
        ["--lam", "0.1", "--loss", "quantile", "--quantile", "0.25"],
        ["--lam", "0.1", "--layers", "5"],
    ],
)
def test_command_line(tmp_path, capsys, arguments):
    path = tmp_path / "data.csv"
    path.write_text("t,level\n0,1\n1,3\n2,2\n4,5\n")
    common = ["fit", str(path), "--activation", "abs", "--prove", *arguments]
    assert main([*common, "--json", "-"]) == 0
    proof = json.loads(capsys.readouterr().out)["proof"]
    assert 0 < proof["lower_bound"] <= proof["upper_bound"]
    assert proof["gap"] <= 1e-9
    assert main(common) == 0
    assert proof["statement"] in capsys.readouterr().out
