"""The peers: Lasso solvers on the dense dictionary, and solvers of the N-variable form.

Only the solve is timed: building the dense matrix, imports and compilation are not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from mirrors_engine import Problem
from mirrors_engine.certificates.certificate import certify
from mirrors_engine.dictionaries.products import matvec
from tests.bench.cases import RATIO, family, signal
from tests.bench.isolated import timed

TIGHT = {"tol_gap_abs": 1e-12, "tol_gap_rel": 1e-12, "tol_feas": 1e-12}
TIGHTEST = {"CLARABEL": TIGHT, "PIQP": {"eps_abs": 1e-12, "eps_rel": 1e-12}}
DENSE_BYTES = 1 << 30
# Compiled codes for ½|f - y|² + λ Σ|jumps|: module and function. prox-tv needs LAPACK's headers to
# be installed, and is shown where it is. What else was tried, and why it is not here: the manual,
# Measurements.
JUMPS = {
    "tvdcondat2013": ("TVDCondat2013", "tvd_2013"),
    "condat-tv": ("condat_tv", "tv_denoise"),
    "prox-tv": ("prox_tv", "tv1_1d"),
}


def scikit_learn(a: np.ndarray, y: np.ndarray, lam: float) -> np.ndarray:
    from sklearn.linear_model import Lasso

    model = Lasso(alpha=lam / len(y), fit_intercept=False, max_iter=20_000, tol=1e-12)
    return model.fit(a, y).coef_


def celer(a: np.ndarray, y: np.ndarray, lam: float) -> np.ndarray:
    from celer import Lasso

    model = Lasso(
        alpha=lam / len(y), fit_intercept=False, max_iter=500, max_epochs=100_000, tol=1e-12
    )
    return model.fit(a, y).coef_


def skglm(a: np.ndarray, y: np.ndarray, lam: float) -> np.ndarray:
    from skglm import Lasso

    model = Lasso(
        alpha=lam / len(y), fit_intercept=False, max_iter=500, max_epochs=100_000, tol=1e-12
    )
    return model.fit(a, y).coef_


def clarabel(a: np.ndarray, y: np.ndarray, lam: float) -> np.ndarray:
    import cvxpy

    z = cvxpy.Variable(a.shape[1])
    r = cvxpy.Variable(len(y))
    goal = 0.5 * cvxpy.sum_squares(r) + lam * cvxpy.norm1(z)
    cvxpy.Problem(cvxpy.Minimize(goal), [r == y - a @ z]).solve(solver="CLARABEL", **TIGHT)
    return np.asarray(z.value)


DENSE: dict[str, Callable[[np.ndarray, np.ndarray, float], np.ndarray]] = {
    "scikit-learn": scikit_learn,
    "celer": celer,
    "skglm": skglm,
    "Clarabel": clarabel,
}


def dense(peer: str, name: str, n: int) -> dict[str, Any]:
    """A Lasso solver on the explicit columns, centred and in Fortran order."""
    problem = Problem(signal(n), family(name).net)
    keys = problem.dictionary.all_keys()
    columns = problem.dictionary.columns(keys)
    columns -= columns.mean(axis=0)
    a, y = np.asfortranarray(columns), problem.scaled.centred
    del columns
    lam = problem.to_scaled_lam(RATIO * problem.lam_max)
    solve = DENSE[peer]
    solve(a[:, :2].copy(order="F"), y, lam)  # compilation and imports are not counted
    seconds, z = timed(lambda: solve(a, y, lam))
    support = np.flatnonzero(z)
    return {"seconds": seconds, "gap": _gap(problem, lam, keys[support], z[support])}


def _gap(problem: Problem, lam: float, keys: np.ndarray, z: np.ndarray) -> float:
    y, w = problem.scaled.y, problem.scaled.w
    intercept = float(w @ (y - matvec(problem.dictionary, keys, z))) / float(w.sum())
    return certify(problem.dictionary, problem.rows, lam, intercept, keys, z).gap


def trend_filtering(
    t: np.ndarray, y: np.ndarray, lam: float, solver: str = "CLARABEL"
) -> np.ndarray:
    """½|f - y|² + λ max(S, S/2 + |m̄|), S = Σ|slope changes|: two-layer ReLU.

    See the manual, Closed forms.
    """
    import cvxpy
    from scipy import sparse

    n = len(t)
    first = sparse.diags([1 / np.diff(t)], [0]) @ sparse.diags(
        [-np.ones(n - 1), np.ones(n - 1)], [0, 1], shape=(n - 1, n)
    )
    second = sparse.diags([-np.ones(n - 2), np.ones(n - 2)], [0, 1], shape=(n - 2, n - 1))
    f = cvxpy.Variable(n)
    slopes = cvxpy.Variable(n - 1)
    bends = cvxpy.norm1(second @ slopes)
    mean = cvxpy.abs(0.5 * (slopes[0] + slopes[n - 2]))
    cost = cvxpy.maximum(bends, 0.5 * bends + mean)
    goal = 0.5 * cvxpy.sum_squares(f - y) + lam * cost
    problem = cvxpy.Problem(cvxpy.Minimize(goal), [slopes == first @ f])
    problem.solve(solver=solver, **TIGHTEST[solver])
    return np.asarray(f.value)


def total_variation(t: np.ndarray, y: np.ndarray, lam: float) -> np.ndarray:
    """½|f - y|² + (λ/2) Σ|jumps|: two-layer sign (manual, Closed forms)."""
    import cvxpy

    f = cvxpy.Variable(len(t))
    goal = 0.5 * cvxpy.sum_squares(f - y) + 0.5 * lam * cvxpy.norm1(cvxpy.diff(f))
    cvxpy.Problem(cvxpy.Minimize(goal)).solve(solver="CLARABEL", **TIGHT)
    return np.asarray(f.value)


TREND_FILTERING: dict[str, Callable[[np.ndarray, np.ndarray, float], np.ndarray]] = {
    "trend filtering, Clarabel": trend_filtering,
    "trend filtering, PIQP": partial(trend_filtering, solver="PIQP"),
}
SAMPLES: dict[str, tuple[str, Callable[[np.ndarray, np.ndarray, float], np.ndarray]]] = {
    **{name: ("relu", solve) for name, solve in TREND_FILTERING.items()},
    "total variation, Clarabel": ("sign", total_variation),
}


def of_samples(activation: str) -> list[str]:
    """The peers that solve the N-variable form of a two-layer network."""
    return [name for name, (which, _) in SAMPLES.items() if which == activation]


def samples(peer: str, name: str, n: int) -> dict[str, Any]:
    """A solver of the N-variable form; its f is written as a network to be certified."""
    problem = Problem(signal(n), family(name).net)
    t, y = problem.dictionary.grid.t, problem.scaled.centred
    lam = problem.to_scaled_lam(RATIO * problem.lam_max)
    activation, solve = SAMPLES[peer]
    solve(t[:10], y[:10], lam)  # imports
    seconds, f = timed(lambda: solve(t, y, lam))
    write = _as_relus if activation == "relu" else _as_switches
    return {"seconds": seconds, "gap": _gap(problem, lam, *write(t, f))}


def _as_switches(t: np.ndarray, f: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.arange(1, len(t))[:, None], 0.5 * np.diff(f)


def _as_relus(t: np.ndarray, f: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights of least norm with the values f: forward ReLUs, mirrored ones, and a line."""
    slopes = np.diff(f) / np.diff(t)
    bends = np.diff(slopes)
    # mirrored ReLUs of total weight -d₁ give the slope on the left, as far as the bends reach
    low, high = float(bends[bends < 0].sum()), float(bends[bends > 0].sum())
    share = float(np.clip(-slopes[0], low, high))
    same = np.where(np.sign(bends) == np.sign(share), np.abs(bends), 0.0)
    backward = np.sign(share) * np.clip(abs(share) - (np.cumsum(same) - same), 0.0, same)
    inside = np.arange(1, len(t) - 1)
    keys = np.concatenate(
        (
            np.column_stack((np.zeros_like(inside), inside)),
            np.column_stack((np.ones_like(inside), inside)),
            [[0, 0]],
        )
    )
    return keys, np.concatenate((bends - backward, backward, [slopes[0] + share]))
