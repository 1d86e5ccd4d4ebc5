"""The least mass of features of several switches in closed form, and the canonical choice."""

from __future__ import annotations

import brute
import cvxpy as cp
import numpy as np
import pytest
from brute import keyed, random_signal
from scipy.optimize import linprog
from switching_brute import dense_columns, rectangular

from mirrors_engine import fit
from mirrors_engine.algorithms.circulation import circulate, least_mass, mass_costs
from mirrors_engine.algorithms.total_variation import denoised_by_largest
from mirrors_engine.dictionaries.registry import build_dictionary


def cost(f: np.ndarray, most: int) -> float:
    """The closed forms (manual, Closed forms) for m = 1, 2 and m ≥ N - 1."""
    variation, spread = np.abs(np.diff(f)).sum(), np.ptp(f)
    if most == 1:
        return 0.5 * variation
    return 0.25 * (variation + abs(f[-1] - f[0])) if most == 2 else 0.5 * spread


@pytest.mark.parametrize("most", [1, 2, 11])
def test_closed_forms_of_the_norm(most):
    signal = random_signal(9, 12)
    for ratio in (0.3, 1e-2, 1e-7):
        result = fit(signal, rectangular(most), lam_ratio=ratio)
        norm = float(np.abs(result.weights).sum())
        assert norm == pytest.approx(cost(result.fitted, most), rel=1e-10)
    assert norm == pytest.approx(cost(signal.y, most), rel=1e-5)


def random_function(rng: np.random.Generator, tied: bool) -> np.ndarray:
    n = int(rng.integers(2, 9))
    f = rng.integers(-2, 3, n).astype(float) if tied else rng.standard_normal(n)
    return np.cumsum(f) if rng.random() < 0.5 else f


def test_the_least_mass_of_any_number_of_switches():
    """The formula of `circulation` against a linear program over all features."""
    rng = np.random.default_rng(2)
    for trial in range(120):
        f = random_function(rng, trial % 2 == 0)
        n, most = len(f), int(rng.integers(1, len(f) + 1))
        columns = dense_columns(rectangular(most), n, most)
        free = np.ones((n, 1))
        answer = linprog(
            np.append(np.ones(2 * columns.shape[1]), 0.0),
            A_eq=np.concatenate((columns, -columns, free), axis=1),
            b_eq=f,
            bounds=[(0, None)] * (2 * columns.shape[1]) + [(None, None)],
        )
        assert least_mass(np.diff(f) / 2, most) == pytest.approx(answer.fun, abs=1e-9)


def test_parcels_attain_the_least_mass():
    rng = np.random.default_rng(3)
    for trial in range(600):
        f = random_function(rng, trial % 2 == 0)
        if trial % 3 == 0:
            f = np.concatenate((f, rng.standard_normal(20)))
        most = int(rng.integers(1, len(f) + 1))
        switches, masses = circulate(np.diff(f) / 2, most)
        switches = [row[row < len(f) - 1] for row in switches]
        built = np.zeros_like(f)
        for places, mass in zip(switches, masses, strict=True):
            assert 1 <= len(places) <= most
            assert (np.diff(places) > 0).all()
            passed = (np.arange(len(f))[:, None] > places).sum(axis=1)
            built += mass * np.where(passed % 2 == 1, 1.0, -1.0)
        assert np.ptp(built - f) <= 1e-12 * (1 + np.abs(f).max())
        assert np.abs(masses).sum() == pytest.approx(least_mass(np.diff(f) / 2, most), abs=1e-12)
        assert len(masses) <= np.count_nonzero(np.diff(f))
        assert len({tuple(s) for s in switches}) == len(masses)
        # no parcel switches against the function: the least number of kinks there is
        total = sum(abs(m) * len(s) for s, m in zip(switches, masses, strict=True))
        assert 2 * total == pytest.approx(np.abs(np.diff(f)).sum(), abs=1e-12)


def test_foresight_solves_the_problem_of_n_variables():
    rng = np.random.default_rng(4)
    for _ in range(25):
        n, most = int(rng.integers(3, 25)), int(rng.integers(1, 8))
        y, w = rng.standard_normal(n), rng.uniform(0.2, 2, n)
        lam = float(rng.uniform(0.01, 1))
        f = cp.Variable(n)
        change = cp.norm1(cp.diff(f))
        costs = [
            c.variation * change
            + c.top * cp.max(f)
            - c.bottom * cp.min(f)
            + c.first * f[0]
            + c.last * f[n - 1]
            for c in mass_costs(most)
        ]
        loss = 0.5 * cp.sum(cp.multiply(w, (f - y) ** 2))
        program = cp.Problem(cp.Minimize(loss + lam * cp.max(cp.hstack(costs))))
        brute.solve(program)
        g = denoised_by_largest(y, w, mass_costs(most), lam)
        value = 0.5 * w @ (g - y) ** 2 + lam * max(c.of(g) for c in mass_costs(most))
        assert value == pytest.approx(program.value, rel=1e-6)


@pytest.mark.parametrize("most", [2, 3, 4, 8])
def test_the_choice_depends_on_the_fit_alone(most):
    """From the interior of the optimal face as well as from a vertex."""
    signal = random_signal(10, 9)
    net = rectangular(most)
    result = fit(signal, net, lam_ratio=0.05)
    dictionary = build_dictionary(net, signal.x)
    keys = dictionary.all_keys()
    columns = dictionary.columns(keys)
    z, xi = cp.Variable(len(keys)), cp.Variable()
    brute.solve(cp.Problem(cp.Minimize(cp.norm1(z)), [columns @ z + xi == result.fitted]))
    z = np.where(np.abs(z.value) > 1e-9, z.value, 0.0)
    kept = np.flatnonzero(z)
    assert len(kept) > len(result.weights) or result.unique is not False
    again, weights, _ = dictionary.canonicalize(keys[kept], z[kept])
    strong = np.abs(weights) > 1e-6
    other = dict(zip(map(tuple, again[strong].tolist()), weights[strong], strict=True))
    assert other == pytest.approx(keyed(result), abs=1e-6)
