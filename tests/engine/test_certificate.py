"""The certificate, recomputed densely and attacked (manual, Training problem)."""

from __future__ import annotations

import subprocess
import sys

import brute
import numpy as np
import pytest
from brute import NETS, random_signal

from mirrors_engine import Problem, Signal, fit
from mirrors_engine.certificates.certificate import certify
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.losses import SQUARED, RowLoss

ALL = pytest.mark.parametrize("name", NETS)


@ALL
@pytest.mark.parametrize("ratio", [0.5, 0.03, 1e-5])
def test_every_number_of_the_certificate(name, ratio):
    signal = random_signal(31, 6, weights=True, duplicates=True)
    result = fit(signal, NETS[name], lam_ratio=ratio)
    proof, lam, w = result.certificate, result.lam, signal.weights
    columns = brute.dictionary(name, signal.x)

    residual = signal.y - result.predict(signal.x)
    primal = 0.5 * float(w @ residual**2) + lam * float(np.abs(result.weights).sum())
    assert result.objective == pytest.approx(primal + signal.loss_constant, rel=1e-12)

    u = proof.dual_point
    assert abs(u.sum()) <= 1e-12 * np.abs(u).sum()
    assert brute.dual_norm(columns, u) <= lam * (1 + 1e-10)
    centred = signal.y - np.average(signal.y, weights=w)
    dual = float(u @ centred - 0.5 * u @ (u / w))
    assert result.dual_objective == pytest.approx(dual + signal.loss_constant, rel=1e-12)
    assert primal - dual <= 1e-9 * primal

    assert proof.n_features == result.dictionary_size
    assert proof.max_correlation == pytest.approx(1, abs=1e-6)
    assert proof.stationarity <= 1e-6
    assert result.certified
    assert result.gap <= proof.tolerance == 1e-9


def judged(name: str, nudge: float = 0.0, shift: float = 0.0, duals=None):
    """The verdict on an optimal solution with its first weight or intercept moved."""
    signal = random_signal(37, 7, weights=True)
    problem = Problem(signal, NETS[name])
    result = problem.solve(lam_ratio=0.05)
    dictionary = build_dictionary(NETS[name], signal.x)
    half = dictionary.grid.half**dictionary.degree
    keys = np.array([f.key for f in result.features])
    weights = result.weights * half
    weights[0] *= 1 + nudge
    columns = dictionary.columns(keys)
    w, y = signal.weights, signal.y
    intercept = float(w @ (y - columns @ (result.weights * half))) / float(w.sum())
    points = (result.certificate.dual_point,) if duals is None else duals
    loss = RowLoss.of(Signal(signal.x, y, w), SQUARED)
    proof = certify(dictionary, loss, result.lam / half, intercept + shift, keys, weights, points)
    return proof, result


@ALL
def test_certify_accepts_the_optimum(name):
    proof, result = judged(name)
    assert proof.certified
    assert proof.primal == pytest.approx(result.objective, rel=1e-12)
    assert proof.dual <= result.objective * (1 + 1e-14)


@ALL
@pytest.mark.parametrize(("nudge", "shift"), [(1e-2, 0), (-1e-2, 0), (0, 1e-3), (0, -1e-3)])
def test_a_nudge_is_noticed(name, nudge, shift):
    """Even with the optimal dual point at hand, which proves the true optimum."""
    proof, result = judged(name, nudge, shift)
    assert not proof.certified
    assert proof.gap > proof.tolerance
    assert proof.primal > result.objective
    assert proof.dual <= result.objective * (1 + 1e-14)


@ALL
@pytest.mark.parametrize("seed", range(4))
def test_garbage_duals_certify_nothing(name, seed):
    rng = np.random.default_rng(seed)
    n = 7
    garbage = (
        rng.standard_normal(n),
        np.full(n, 1e6),
        1e8 * rng.standard_normal(n),
        1e-200 * rng.standard_normal(n),
        np.zeros(n),
        np.full(n, np.nan),
        np.eye(n)[seed],
    )
    proof, result = judged(name, 0.01, duals=garbage)
    assert not proof.certified
    assert 0 <= proof.dual <= result.objective * (1 + 1e-14)
    columns = brute.dictionary(name, result.signal.x)
    assert brute.dual_norm(columns, proof.dual_point) <= result.lam * (1 + 1e-10)


@ALL
def test_an_empty_solution_is_judged_too(name):
    signal = random_signal(37, 7, weights=True)
    dictionary = build_dictionary(NETS[name], signal.x)
    lam = fit(signal, NETS[name], lam_ratio=0.5).lam / dictionary.grid.half**dictionary.degree
    none = np.empty((0, dictionary.key_width), dtype=np.int64)
    mean = float(np.average(signal.y, weights=signal.weights))
    for level, certified in ((lam, False), (2 * lam * (1 + 1e-12), True)):
        proof = certify(dictionary, RowLoss.of(signal, SQUARED), level, mean, none, np.empty(0))
        assert proof.certified is certified


def test_the_certificate_imports_no_solver():
    code = (
        "import sys, mirrors_engine.certificates.certificate\n"
        "print([m for m in sys.modules if m.startswith('mirrors_engine.solvers')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("nudge", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_not_certified(nudge):
    """The larger of 0 and not-a-number is 0, in this order."""
    with np.errstate(invalid="ignore"):
        proof, _ = judged(next(iter(NETS)), nudge)
    assert not proof.certified
    assert proof.gap > 0.5
