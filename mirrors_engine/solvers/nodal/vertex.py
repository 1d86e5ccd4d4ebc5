"""The vertex that an interior point of the quantile loss points at.

The problem is a linear program. At its vertex the function goes through as many rows as it has
kinks and free values, the dual values of all others are at a bound, and two tridiagonal systems
give the function and the remaining dual values exactly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg import qr

from mirrors_engine.dictionaries.prefix_sums import hinge_correlations
from mirrors_engine.losses.rows import RowLoss
from mirrors_engine.solvers.nodal.collocation import Collocation
from mirrors_engine.solvers.nodal.known_signs import Guess
from mirrors_engine.solvers.nodal.nodes import Samples, kinks_of, second_differences
from mirrors_engine.solvers.nodal.row_block import RowBlock
from mirrors_engine.utils.arrays import diff

BOUND = 1e-9  # excess of a correlation or of a dual value that is rounding
_THINNED = 1500  # kinks up to which the dense factors that thin them take no second


@dataclass(frozen=True, eq=False)
class Answer:
    """A function with its kinks at given nodes, and dual values.

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


def vertex(
    samples: Samples,
    rows: RowLoss,
    block: RowBlock,
    guess: Guess,
    sizes: np.ndarray,
    lam: float,
) -> Answer | None:
    """The function through the surest rows with these kinks, and the dual values.

    Parameters
    ----------
    block : RowBlock
        At the interior point.
    sizes : (m,) ndarray
        Of the slope changes of the guess.

    Returns
    -------
    Answer, or None where kinks and rows do not determine one.
    """
    order, sure = block.passed_through()
    guess = _thinned(samples, block, guess, sizes, order[:sure])
    cost, nodes, free = samples.cost, guess.nodes, guess.free
    flat = _flat(samples, guess)
    count = len(nodes) - sum(flat) - int(free)
    if count < 1 or count > len(order):
        return None
    through = order[:count]
    block = RowBlock(samples, nodes, rows)
    widths, y = diff(samples.x[nodes]), samples.y[nodes]
    sign = 1.0 if guess.nu >= 0 else -1.0
    tilt, rest = None, 0.0
    if free:
        prices = _multipliers(samples, guess, -cost.relief * sign, 1.0)
        tilt = second_differences(prices, widths)
        rest = float(prices @ kinks_of(diff(y) / widths, True))
    nu = 0.0 if free else guess.nu
    price = cost.kinks - cost.relief * abs(nu)
    wanted = lam * second_differences(_multipliers(samples, guess, price, nu), widths)
    # the unknown is y - f at the nodes, as f has no digits for small slope changes
    off = np.zeros(len(nodes))
    if flat[0]:
        off[0] = y[0] - y[1]
    if flat[1]:
        off[-1] = y[-1] - y[-2]
    try:
        system = Collocation.of(block.cell[through], block.place[through], flat, len(nodes), tilt)
        e = system.through(-block.residual(off)[through], rest) + off
        v = np.where(block.residual(e) > 0, block.high, block.low)
        v[through] = 0.0
        v[through], amount = system.weights(wanted - block.gathered(v))
        # the sums of as many rows as there are kinks miss λ by more than their own rounding
        phi = lam * _multipliers(samples, guess, price, nu)
        if free:
            phi -= amount * prices
        missed = _missed(samples, rows, nodes, v, phi, flat)
        change, more = system.weights(missed)
        v[through] += change
        amount += more
    except np.linalg.LinAlgError:
        return None
    if free:
        nu = -amount / lam
    slopes = _slopes(samples, nodes, e, flat)
    right = guess.signs * kinks_of(slopes, cost.ends) >= 0
    room = BOUND * (block.high - block.low)
    within = np.all((v >= block.low - room) & (v <= block.high + room))
    line = abs(nu) <= cost.line * (1 + BOUND) and (not free or nu * sign >= 0)
    if not free and cost.line > 0:
        slope = cost.first * slopes[0] + cost.last * slopes[-1]
        lead = abs(slope) - cost.relief * float(np.abs(kinks_of(slopes, cost.ends)).sum())
        line = line and (lead <= 0 if nu == 0 else lead >= 0 and slope * nu > 0)
    v = np.clip(v, block.low, block.high)
    return Answer(nodes, slopes, v, bool(right.all() and within and line))


def _missed(
    samples: Samples,
    rows: RowLoss,
    nodes: np.ndarray,
    v: np.ndarray,
    phi: np.ndarray,
    flat: tuple[bool, bool],
) -> np.ndarray:
    """What the sums of v at the nodes lack of those that make its correlations `phi`."""
    sums = rows.rows.per_sample(v)
    short = phi - hinge_correlations(samples.x, sums)[nodes]
    short -= short[1]
    if flat[0]:  # both ends of a flat cell move together, whatever φ is at its end
        short[0] = short[1]
    if flat[1]:
        short[-1] = short[-2]
    out = second_differences(short, diff(samples.x[nodes]))
    out[0] -= math.fsum(sums)
    return out


def inside(samples: Samples, guess: Guess, e: np.ndarray, v: np.ndarray) -> Answer:
    """The interior point itself, with the kinks of the guess and y - f = e there.

    Where many functions are optimal it lies in the middle of them, and no vertex is near.
    """
    return Answer(guess.nodes, _slopes(samples, guess.nodes, e, _flat(samples, guess)), v, True)


def _slopes(
    samples: Samples, nodes: np.ndarray, e: np.ndarray, flat: tuple[bool, bool]
) -> np.ndarray:
    """Slopes of f from y - f at the nodes."""
    widths = diff(samples.x[nodes])
    slopes = diff(samples.y[nodes]) / widths - diff(e) / widths
    for end, is_flat in zip((0, -1), flat, strict=True):
        if is_flat:
            slopes[end] = 0.0
    return slopes


def _flat(samples: Samples, guess: Guess) -> tuple[bool, bool]:
    """Whether the first and the last cell are flat."""
    if not samples.cost.ends:
        return False, False
    left = guess.signs[0] == 0
    return bool(left), bool(guess.signs[-1] == 0) and len(guess.nodes) > 2


def _thinned(
    samples: Samples, block: RowBlock, guess: Guess, sizes: np.ndarray, through: np.ndarray
) -> Guess:
    """Not more kinks than the rows that are gone through can fix, the largest first.

    Where φ is level a kink may lie anywhere along it: the interior point shares it between all
    samples there, a vertex has it at one. Pivoting by size finds which can go.
    """
    if len(guess.nodes) > _THINNED:
        return guess
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
    if len(table) >= np.count_nonzero(weight):
        return guess
    _, pivots = qr(table, mode="r", pivoting=True, check_finite=False)
    kept = np.zeros(m, dtype=bool)
    kept[[0, -1]] = True
    chosen = pivots[: len(table)]
    kept[chosen[chosen > 1] - 1] = True
    return replace(guess, nodes=nodes[kept], signs=guess.signs[kept])


def _multipliers(samples: Samples, guess: Guess, price: float, nu: float) -> np.ndarray:
    cost = samples.cost
    phi = price * guess.signs
    if not cost.ends:
        phi[0], phi[-1] = nu * cost.first, -nu * cost.last
    return np.asarray(phi)
