"""How far a solution is from the bound that its own dual point proves; not the certificate."""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.losses import RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Solution


def relative_gap_of(
    dictionary: Dictionary, rows: RowLoss, lam: float, solution: Solution, check: Check
) -> float:
    """Duality gap, relative to the primal value, of the weights and the first dual point."""
    if not solution.duals:
        return np.inf
    raw = matvec(dictionary, solution.keys, solution.weights, check)
    primal = rows.total(raw, rows.best_shift(raw)) + lam * float(np.abs(solution.weights).sum())
    u = rows.feasible(solution.duals[0])  # beyond the bounds of the rows it would prove nothing
    bound = dictionary.price(rows.rows.per_sample(u), check=check).bound
    share = min(1.0, lam / bound) if bound > 0 else 1.0
    gap = (primal - rows.lower_bound(share * u)) / max(primal, 1e-300)
    return max(gap, 0.0) if np.isfinite(gap) else np.inf
