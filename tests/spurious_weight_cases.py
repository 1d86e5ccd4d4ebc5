"""Signals on which weights of rounding size appear, and the count of the needless among them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from mirrors_engine import Architecture, FitResult, Problem, Signal
from mirrors_engine.certificates.certificate import certify
from mirrors_engine.dictionaries.base import as_keys

TINY = 1e-9  # share of ||z||₁ below which a weight is looked at
NETWORKS = {
    "relu2": Architecture("relu", 2),
    "relu3": Architecture("relu", 3),
    "abs2": Architecture("abs", 2),
    "abs3": Architecture("abs", 3),
    "leaky2": Architecture("leaky", 2, negative_slope=0.3),
    "leaky3": Architecture("leaky", 3, negative_slope=0.3),
    "symmetrized3": Architecture("symmetrized", 3),
    "sign2": Architecture("sign", 2),
    "sign3": Architecture("sign", 3, widths=(3,)),
}
RATIOS = tuple(np.geomspace(0.9, 1e-4, 9).tolist())


def signals(seed: int) -> Iterator[Signal]:
    """Clustered x, a spike, both, symmetric values and steps, from 4 to 40 samples."""
    rng = np.random.default_rng(seed)
    n = int(rng.choice((4, 5, 8, 12, 20, 40)))
    gap = float(rng.choice((1e-6, 1e-9)))
    middles = np.sort(rng.uniform(0, 10, -(-n // 4)))
    clustered = (middles[:, None] + gap * np.arange(4)).ravel()[:n]
    grid = np.arange(float(n))
    spike = np.zeros(n)
    spike[rng.integers(n)] = 1.0
    yield Signal(clustered, rng.standard_normal(n))
    yield Signal(clustered, spike)
    yield Signal(grid, spike)
    yield Signal(grid, np.abs(grid - float(rng.integers(n))))
    yield Signal(clustered, np.round(np.sin(clustered), 1))
    yield Signal(np.sort(rng.uniform(0, 10, n)), rng.integers(0, 2, n).astype(float))


def cases(seed: int) -> Iterator[tuple[str, Problem]]:
    """Every network on every signal of a seed."""
    for signal, name in itertools.product(signals(seed), NETWORKS):
        problem = Problem(signal, NETWORKS[name])
        if problem.lam_max > 0:
            yield name, problem


def is_needless(result: FitResult, problem: Problem) -> bool:
    """Whether the optimum without the tiny weights is certified too, and the same function."""
    size = np.abs(result.weights)
    kept = size >= TINY * float(size.sum())
    if kept.all():
        return False
    keys = as_keys([f.key for f in result.features], problem.dictionary.key_width)[kept]
    signs = np.sign(result.weights[kept])
    w, lam = problem.scaled.w, problem.to_scaled_lam(result.lam)
    columns = problem.dictionary.columns(keys)
    root = np.sqrt(w)
    matrix = root[:, None] * (columns - (w @ columns) / w.sum())
    q, r = np.linalg.qr(matrix)
    if len(keys) and np.linalg.cond(r) > 1e15:
        return False
    pull = np.linalg.solve(r.T, signs)
    z = np.linalg.solve(r, q.T @ (root * problem.scaled.centred) - lam * pull)
    if np.any(z * signs <= 0):
        return False
    target = root * problem.scaled.centred
    rest = target - q @ (q.T @ target)
    dual = root * (rest - q @ (q.T @ rest) + lam * (q @ pull))
    at = -float(w @ (columns @ z)) / float(w.sum())
    proof = certify(problem.dictionary, problem.rows, lam, at, keys, z, (dual,))
    if proof.gap > 1e-9:
        return False
    fitted = problem.units.values(columns @ z + at)
    y = problem.signal.y
    return bool(np.linalg.norm(fitted - result.fitted) <= 1e-9 * np.linalg.norm(y - y.mean()))
