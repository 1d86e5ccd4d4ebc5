"""Which samples are kinks, read off an interior point or off the answer at another λ."""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.slope_cost import SlopeCost
from mirrors_engine.solvers.nodal.interior_point import Interior
from mirrors_engine.solvers.nodal.known_signs import Guess

_EVEN = 1e-9  # difference of two prices, relative, at which they count as equal


def of_interior(cost: SlopeCost, point: Interior, nodes: np.ndarray) -> Guess:
    """Kinks where the slope change is larger, in its unit, than the distance from the bound."""
    size = np.abs(point.kinks)
    total = float(size.sum())
    typical = float((size**2).sum()) / total if total > 0 else 1.0
    kept = size * point.tau > point.slack * typical
    if not cost.ends:
        kept[[0, -1]] = False
    signs = np.where(kept, np.sign(point.kinks), 0.0)
    kept[[0, -1]] = True
    nu, free = _line_of_interior(cost, point, total)
    return Guess(nodes[kept], signs[kept], nu, free)


def _line_of_interior(cost: SlopeCost, point: Interior, changes: float) -> tuple[float, bool]:
    if cost.line == 0:
        return 0.0, False
    edge, push, nu = point.edge, point.push, point.nu
    if cost.relief > 0:
        if push[2] * cost.line > edge[2] * changes:
            return float(np.sign(nu)) * cost.line, False
        if point.bound * changes < min(push[0], push[1]) * cost.line:
            return 0.0, False
        return nu, True
    if push[0] * cost.line > edge[0] * changes:
        return cost.line, False
    if push[1] * cost.line > edge[1] * changes:
        return -cost.line, False
    return nu, True


def of_slopes(cost: SlopeCost, first: float, changes: np.ndarray) -> Guess:
    """From a known fit: its first slope and its slope changes at every sample.

    The entries of `changes` at the two ends are not read.
    """
    kinks = changes.copy()
    last = first + float(changes[1:-1].sum())
    kinks[0], kinks[-1] = (first, -last) if cost.ends else (0.0, 0.0)
    kept = kinks != 0
    signs = np.sign(kinks)
    kept[[0, -1]] = True
    nu, free = 0.0, False
    if cost.line > 0:
        slope = cost.first * first + cost.last * last
        lead = abs(slope) - cost.relief * float(np.abs(kinks).sum())
        sign = 1.0 if slope >= 0 else -1.0
        size = abs(slope) + cost.relief * float(np.abs(kinks).sum())
        if abs(lead) <= _EVEN * size:
            nu, free = 0.5 * sign * cost.line, True
        elif lead > 0:
            nu = sign * cost.line
    nodes = np.flatnonzero(kept)
    return Guess(nodes, signs[nodes], nu, free)
