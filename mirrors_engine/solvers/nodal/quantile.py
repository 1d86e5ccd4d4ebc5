"""The quantile loss over the values of the fit: an interior point, then the vertex it points at.

The problem is a linear program. At its vertex the function goes through as many rows as it has
kinks and free values, the dual values of all others are at a bound, and two systems of that size
give the function and the remaining dual values exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg import qr

from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.losses.rows import RowLoss
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Report, Solution
from mirrors_engine.solvers.nodal.guesses import of_interior
from mirrors_engine.solvers.nodal.interior_point import InteriorPoint
from mirrors_engine.solvers.nodal.known_signs import Guess
from mirrors_engine.solvers.nodal.nodes import Samples, kinks_of, second_differences
from mirrors_engine.solvers.nodal.row_block import RowBlock
from mirrors_engine.utils.memory import check_memory

NODES = 1024  # of the first interior point, at least
FINER = 32  # how much closer the nodes lie in the next round
ROUNDS = 12  # sets of nodes that are tried
MOST_KINKS = 1500  # beyond, the systems of a vertex are slow
_STOPS = (1e-7, 1e-9, 1e-11)
_BOUND = 1e-9  # excess of a correlation or of a dual value that is rounding


@dataclass(frozen=True, eq=False)
class Vertex:
    """An optimum on given nodes.

    Attributes
    ----------
    nodes : (m,) ndarray of int
    slopes : (m - 1,) ndarray
    v : (M,) ndarray
        Dual values of the rows.
    consistent : bool
        Whether all signs and bounds agree with the guess.
    """

    nodes: np.ndarray
    slopes: np.ndarray
    v: np.ndarray
    consistent: bool


@np.errstate(divide="ignore", over="ignore", invalid="ignore")
def solve(
    dictionary: Dictionary, rows: RowLoss, lam: float, step: Report, check: Check
) -> Solution | None:
    """The optimum with its exact dual values, or None where no vertex is found."""
    cost = dictionary.slope_cost(rows.free.line)
    assert cost is not None
    t, n = dictionary.grid.t, len(dictionary.grid)
    scale = (n - 1) / (t[-1] - t[0])
    samples = Samples((t - t[0]) * scale, rows.rows.means, np.ones(n), cost)
    first = max(NODES, n // FINER)
    distance = max(1.0, n / first)
    nodes = np.unique(np.round(np.linspace(0, n - 1, min(n, first))).astype(np.int64))
    for _ in range(ROUNDS):
        best: tuple[Vertex, np.ndarray] | None = None
        block = RowBlock(samples, nodes, rows)
        widths = np.diff(samples.x[nodes])
        method = InteriorPoint(samples, samples.y[nodes], widths, block, lam * scale)
        guess: Guess | None = None
        for point in method.run(_STOPS if distance <= 1 else _STOPS[:1], check):
            guess = of_interior(cost, point, nodes)
            step("solving", len(guess.nodes) - 2, min(1.0, point.relative), None)
            if distance > 1 or len(guess.nodes) > MOST_KINKS:
                continue
            order, sure = block.passed_through()
            sizes = np.abs(point.kinks[np.searchsorted(nodes, guess.nodes)])
            fewer = _thinned(samples, block, guess, sizes, order[:sure])
            vertex = _vertex(samples, rows, fewer, order, lam * scale)
            if vertex is None or not vertex.consistent:
                continue
            v = rows.rows.per_sample(vertex.v)
            found = dictionary.price(v, above=lam * (1 + _BOUND), limit=512, check=check)
            if found.bound <= lam * (1 + _BOUND):
                return _solution(dictionary, samples, vertex, scale, rows.free.line)
            best = vertex, found.keys
            break
        if guess is None or (distance <= 1 and best is None):
            return None
        near = guess.nodes
        if best is not None:
            at = dictionary.breakpoints(best[1]).positions.ravel()
            missing = np.clip(np.searchsorted(t, at), 0, n - 1)
            near = np.unique(np.concatenate((near, best[0].nodes, missing)))
        distance = max(1.0, distance / FINER)
        nodes = _refined(near, distance, n, nodes if best is not None else None)
        if len(nodes) > 0.5 * n and n > 4 * first:
            return None
    return None


def _refined(near: np.ndarray, distance: float, n: int, kept: np.ndarray | None) -> np.ndarray:
    around = np.unique(np.round(np.arange(-FINER, FINER + 1) * distance).astype(np.int64))
    chosen = np.zeros(n, dtype=bool)
    chosen[[0, -1]] = True
    if kept is not None:
        chosen[kept] = True
    for away in around:
        chosen[np.clip(near + away, 0, n - 1)] = True
    return np.flatnonzero(chosen)


def _thinned(
    samples: Samples, block: RowBlock, guess: Guess, sizes: np.ndarray, through: np.ndarray
) -> Guess:
    """Not more kinks than the rows that are gone through can fix, the largest first.

    Where φ is level a kink may lie anywhere along it: the interior point shares it between all
    samples there, a vertex has it at one. Pivoting by size finds which can go.
    """
    ends, nodes = samples.cost.ends, guess.nodes
    m, x = len(nodes), samples.x[nodes]
    rows = samples.x[block.loss.rows.sample[through]] / x[-1]
    inner = np.maximum(rows[:, None] - x[1:-1] / x[-1], 0.0)
    lines = np.column_stack((np.ones(len(rows)), rows))
    extra = np.zeros((0, m))
    if ends and guess.signs[-1] == 0:  # the last slope is 0
        extra = np.append(0.0, np.ones(m - 1))[None, :]
    if guess.free:
        balance = _multipliers(samples, guess, -samples.cost.relief, 1.0 if guess.nu >= 0 else -1.0)
        slope = samples.cost.first + samples.cost.last
        extra = np.append(np.append([0.0], slope), balance[1:-1] + samples.cost.last)[None, :]
    first = 0.0 if ends and guess.signs[0] == 0 else 1.0
    weight = np.concatenate(([1.0, first], sizes[1:-1] / float(sizes[1:-1].max(initial=1e-300))))
    weight[2:] *= 1e-3  # what is no kink is chosen first
    table = np.vstack((np.hstack((lines, inner)), extra)) * weight
    if table.shape[0] >= np.count_nonzero(weight):
        return guess
    _, pivots = qr(table, mode="r", pivoting=True, check_finite=False)
    kept = np.zeros(m, dtype=bool)
    kept[[0, -1]] = True
    chosen = pivots[: len(table)]
    kept[chosen[chosen > 1] - 1] = True
    return replace(guess, nodes=nodes[kept], signs=guess.signs[kept])


def _vertex(
    samples: Samples, rows: RowLoss, guess: Guess, order: np.ndarray, lam: float
) -> Vertex | None:
    """The function through the surest rows with these kinks, and the dual values."""
    cost, nodes = samples.cost, guess.nodes
    m = len(nodes)
    block = RowBlock(samples, nodes, rows)
    widths = np.diff(samples.x[nodes])
    tied = _ties(cost.ends, guess.signs)
    count = tied.shape[1] - int(guess.free)
    if count < 1 or count > len(order):
        return None
    through = order[:count]
    check_memory(
        2.0 * m * m,
        f"The quantile through {m} kinks",
        "use a larger lam, which needs fewer, or thin the signal",
    )
    matrix = np.zeros((count + int(guess.free), m))
    matrix[np.arange(count), block.cell[through]] = 1 - block.place[through]
    matrix[np.arange(count), block.cell[through] + 1] += block.place[through]
    sign = 1.0 if guess.nu >= 0 else -1.0
    tilt = np.zeros(m)
    if guess.free:
        tilt = second_differences(_multipliers(samples, guess, -cost.relief * sign, 1.0), widths)
        matrix[-1] = tilt
    system = matrix @ tied
    y = np.append(rows.rows.y[through], np.zeros(int(guess.free)))
    nu = 0.0 if guess.free else guess.nu
    price = cost.kinks - cost.relief * abs(nu)
    wanted = lam * second_differences(_multipliers(samples, guess, price, nu), widths)
    try:
        f = tied @ np.linalg.solve(system, y)
        residual = rows.rows.y - (
            (1 - block.place) * f[block.cell] + block.place * f[block.cell + 1]
        )
        v = np.where(residual > 0, block.high, block.low)
        v[through] = 0.0
        rest = np.linalg.solve(system.T, tied.T @ (wanted - block.gathered(v)))
    except np.linalg.LinAlgError:
        return None
    v[through] = rest[:count]
    if guess.free:
        nu = -float(rest[-1]) / lam
    slopes = np.diff(f) / widths
    right = guess.signs * kinks_of(slopes, cost.ends) >= 0
    room = _BOUND * (block.high - block.low)
    within = np.all((v >= block.low - room) & (v <= block.high + room))
    line = abs(nu) <= cost.line * (1 + _BOUND) and (not guess.free or nu * sign >= 0)
    if not guess.free and cost.line > 0:
        slope = cost.first * slopes[0] + cost.last * slopes[-1]
        lead = abs(slope) - cost.relief * float(np.abs(kinks_of(slopes, cost.ends)).sum())
        line = line and (lead <= 0 if nu == 0 else lead >= 0 and slope * nu > 0)
    v = np.clip(v, block.low, block.high)
    return Vertex(nodes, slopes, v, bool(right.all() and within and line))


def _multipliers(samples: Samples, guess: Guess, price: float, nu: float) -> np.ndarray:
    cost = samples.cost
    phi = price * guess.signs
    if not cost.ends:
        phi[0], phi[-1] = nu * cost.first, -nu * cost.last
    return np.asarray(phi)


def _ties(ends: bool, signs: np.ndarray) -> np.ndarray:
    """Values at the nodes from the free ones: the ends of a flat first or last cell are equal."""
    m = len(signs)
    tied = np.eye(m)
    if not ends:
        return tied
    gone = []
    if signs[0] == 0:
        tied[0] = tied[1]
        gone.append(0)
    if signs[-1] == 0 and m > 2:
        tied[-1] = tied[-2]
        gone.append(m - 1)
    return np.delete(tied, gone, axis=1)


def _solution(
    dictionary: Dictionary, samples: Samples, vertex: Vertex, scale: float, skip: bool
) -> Solution:
    changes = np.zeros(len(samples))
    changes[vertex.nodes] = scale * kinks_of(vertex.slopes, False)
    first = None if skip else scale * float(vertex.slopes[0])
    keys, weights = dictionary.of_slopes(first, changes)
    keys = as_keys(keys, dictionary.key_width)
    return Solution(keys, weights, (vertex.v,), 1, "interior point, exact vertex")
