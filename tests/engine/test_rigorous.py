"""Proofs of typical results and at the edges: what they say, and what false input makes of them."""

from __future__ import annotations

import json
import re
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import numpy as np
import pytest
from brute import NETS, random_signal

from mirrors_engine import Architecture, MirrorsError, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.dictionaries import registry
from mirrors_engine.errors import Cancelled
from mirrors_engine.rigorous import prove
from mirrors_engine.signals.samples import sample


@pytest.mark.parametrize("exact", [True, False])
def test_a_wrong_dual_point_gives_a_worse_but_true_bound(exact):
    result = fit(random_signal(13, 12, weights=True), NETS["abs3"], lam_ratio=0.05)
    good = prove(result, exact=exact)
    rng = np.random.default_rng(0)
    for size in (1e-6, 1e-2, 1.0):
        u = result.certificate.dual_point
        nudged = u + size * np.abs(u).max() * rng.standard_normal(len(u))  # nor does it sum to 0
        wrong = replace(result, certificate=replace(result.certificate, dual_point=nudged))
        worse = prove(wrong, exact=exact)
        assert worse.lower_bound < good.lower_bound
        assert worse.gap > 1e-9 * size**0.5
        assert worse.upper_bound == good.upper_bound
    for useless in (np.zeros(12), np.full(12, np.nan), -result.certificate.dual_point):
        wrong = replace(result, certificate=replace(result.certificate, dual_point=useless))
        assert 0 <= prove(wrong, exact=exact).lower_bound <= good.upper_bound


def test_a_worse_network_has_a_larger_upper_bound():
    result = fit(random_signal(13, 12), NETS["abs3"], lam_ratio=0.05)
    good, worse = prove(result), prove(replace(result, weights=result.weights * 1.01))
    assert worse.upper_bound > good.upper_bound
    assert worse.lower_bound == good.lower_bound
    assert worse.gap > 1e-9


@pytest.mark.parametrize(
    ("key", "net"),
    [
        ("nile", Architecture("abs", 3)),
        ("nile", Architecture("symmetrized", 3)),
        ("nile", Architecture("leaky", 3)),
        ("nile", Architecture("relu", 5)),
        ("nile", Architecture("sign", 3, widths=(5,))),
        ("sunspots", Architecture("abs", 3)),
        ("sunspots", Architecture("piecewise", 3, slopes=(1.0, -0.5))),
        ("co2", Architecture("relu", 2)),
        ("co2", Architecture("abs", 3)),
        ("co2", Architecture("sign", 2)),
        ("paper_six", Architecture("abs", 4)),
        ("square_wave", Architecture("symmetrized", 4)),
    ],
)
def test_typical_results_are_proved_to_1e_9(key, net):
    result = fit(sample(key), net, lam_ratio=0.02)
    proof = prove(result)
    assert proof.gap <= 1e-9
    assert proof.lower_bound <= proof.upper_bound
    assert proof.upper_bound == pytest.approx(result.objective, rel=1e-9)
    assert proof.n_features == result.dictionary_size


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([2.0], [3.0]),
        ([2.0, 2.0, 2.0], [3.0, 4.0, 0.1]),
        ([1.0, 2.0, 3.0], [0.1, 0.1, 0.1]),
        ([1.0, 5.0], [0.0, 1.0]),
        ([0.0, 1e-9, 1.0, 7.0], [1.0, -1.0, 2.0, 0.0]),
        ([1.7e9, 1.7e9 + 1, 1.7e9 + 5], [1e9, 1e9 + 2, 1e9 - 1]),
        ([-1e100, 0.0, 1.0, 1e100], [1e-100, 2e-100, 3e-100, -1e-100]),
    ],
)
@pytest.mark.parametrize("name", ["relu2", "abs3", "leaky3", "piecewise3", "sign2"])
def test_edges(x, y, name):
    for lam in (0.3, 1e6):
        proof = prove(fit(Signal(x, y), NETS[name], lam=lam))
        assert 0 <= proof.lower_bound <= proof.upper_bound
        assert proof.gap <= 1e-9 or proof.upper_bound < 1e-12


def test_what_a_proof_says():
    result = fit(sample("nile"), NETS["abs3"], lam_ratio=0.02)
    proof = prove(result)
    said = re.fullmatch(
        r"No 3-layer \|·\| network has a training value below (\S+); "
        r"this one has at most (\S+)\.",
        proof.statement,
    )
    assert said is not None
    assert Fraction(said[1]) <= Fraction(proof.lower_bound)
    assert Fraction(said[2]) >= Fraction(proof.upper_bound)
    assert float(said[1]) == pytest.approx(result.objective, rel=1e-12)
    assert proof.method == "exact rationals"
    assert proof.rounding == 0
    with pytest.raises(FrozenInstanceError):
        proof.gap = 0.0  # type: ignore[misc]


def test_a_family_without_an_exact_enumeration_is_refused(monkeypatch):
    """A family that is new to the registry is refused until the proof knows its features."""
    result = fit(random_signal(1, 5), NETS["relu2"], lam_ratio=0.1)
    new = type("New", (registry.family_of(NETS["relu2"]),), {"name": "new"})
    monkeypatch.setattr(registry, "FAMILIES", (new,))
    with pytest.raises(MirrorsError, match="2-layer ReLU network is not available"):
        prove(result)


def test_progress_and_cancellation():
    result = fit(random_signal(1, 120), NETS["abs3"], lam_ratio=0.1)
    seen = []
    prove(result, seen.append)
    fractions = [progress.fraction for progress in seen]
    assert {progress.stage for progress in seen} == {"proving"}
    assert fractions[0] == 0
    assert max(fractions) == 1

    def cancel(progress):
        if progress.fraction:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        prove(result, cancel)


def test_command_line(tmp_path, capsys):
    path = tmp_path / "data.csv"
    path.write_text("t,level\n0,1\n1,3\n2,2\n4,5\n")
    arguments = ["fit", str(path), "--activation", "abs", "--layers", "3", "--lam", "0.1"]
    assert main([*arguments, "--prove", "--json", "-"]) == 0
    proof = json.loads(capsys.readouterr().out)["proof"]
    assert proof["lower_bound"] <= proof["upper_bound"]
    assert proof["gap"] <= 1e-9
    assert main([*arguments, "--prove"]) == 0
    assert proof["statement"] in capsys.readouterr().out
    assert main([*arguments, "--json", "-"]) == 0
    assert "proof" not in json.loads(capsys.readouterr().out)
