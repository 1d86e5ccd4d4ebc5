"""A primal-dual interior point over working columns, by slope changes at the nodes.

Weights z = up - down are paid with λ each, so that |Sᵀφ| ≤ λ. Mehrotra's predictor and corrector;
a step eliminates the weights and the residual, which leaves

    (D M⁻¹ Dᵀ + S Θ Sᵀ) dφ = …,   Θ = up/room + down/room,

one Cholesky factorisation of as many rows as there are nodes, however many columns there are.
In these terms a kink in use has a stiff row of its own, so that scaled to a unit diagonal the
matrix stays far from singular up to the end. What rounding leaves is removed by conjugate
gradients with that factor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack
from scipy.sparse import diags_array

from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.crowded.hats import Hats
from mirrors_engine.utils.background import in_background

MOST_STEPS = 60
_BACK = 0.995  # share of the way to the boundary that a step takes
_MISSED = 1e-8  # share of its range by which the fit may differ from that of the weights at the end
_EXACT = 1e-8  # relative residual of the linear systems
_MOST_GRADIENTS = 12
_RIDGE, _MOST_RIDGE = 1e-15, 1e-6  # added to the unit diagonal where the factorisation fails


@dataclass(frozen=True, eq=False)
class Inside:
    """A point between the bounds.

    Attributes
    ----------
    phi : ndarray
        Multipliers.
    weights : (K,) ndarray
    room : (K,) ndarray
        How far each correlation is from the nearer of its bounds ±λ.
    relative : float
        Sum of the products of weights and rooms over the objective.
    """

    phi: np.ndarray
    weights: np.ndarray
    room: np.ndarray
    relative: float

    def used(self, lam: float) -> np.ndarray:
        """How many times more a column's weight, relative to the mean, is than its room to λ."""
        size = np.abs(self.weights)
        return np.asarray(size * lam / (self.room * max(float(size.mean()), 1e-300)))


class InteriorPoint:
    """The iteration on some working columns.

    Parameters
    ----------
    hats : Hats
    lam : float
    phi : ndarray
        Multipliers to begin at; they need not be feasible.
    weights : (K,) ndarray, optional
        Weights to begin at, where φ is near the optimum.
    product : float
        Of each weight and its room, in the beginning.
    """

    def __init__(
        self,
        hats: Hats,
        lam: float,
        phi: np.ndarray,
        weights: np.ndarray | None,
        product: float,
    ) -> None:
        self._hats, self._lam = hats, lam
        near = 0.9 if weights is None else 0.99
        q = hats.rows @ phi
        largest = float(np.abs(q).max(initial=0.0))
        scale = min(1.0, near * lam / largest) if largest > 0 else 1.0
        self._phi = scale * phi
        self._rooms = (lam - scale * q, lam + scale * q)
        start = np.zeros(len(q)) if weights is None else weights
        self._parts = (
            np.maximum(product / self._rooms[0], start),
            np.maximum(product / self._rooms[1], -start),
        )
        self._compliance = hats.compliance()
        self._matrix = np.empty((hats.size, hats.size))

    def run(self, tolerance: float, check: Check = no_check) -> Inside:
        """The point where the products have fallen to this share of the objective.

        Raises
        ------
        LinAlgError
            Where numbers do not determine it.
        """
        hats, lam = self._hats, self._lam
        missed = np.inf
        for left in range(MOST_STEPS, -1, -1):
            check()
            (up, down), rooms = self._parts, self._rooms
            z = up - down
            e = hats.residual(self._phi)
            missing = hats.shares @ z - hats.changes(e)
            products = float(up @ rooms[0] + down @ rooms[1])
            relative = products / (hats.loss(e) + lam * float((up + down).sum()))
            missed, before = hats.largest(missing), missed
            # beside close samples rounding may leave more, which later steps do not better
            met = missed <= _MISSED * hats.largest(hats.shares @ z) or missed > 0.5 * before
            if not np.isfinite(relative):
                raise np.linalg.LinAlgError("The interior point left the range of floats.")
            if (relative < tolerance and met) or not left:
                break
            self._advance(missing, products, check)
        return Inside(self._phi, z, np.minimum(*rooms), relative)

    def _advance(self, missing: np.ndarray, products: float, check: Check) -> None:
        (up, down), (above, below) = self._parts, self._rooms
        system = _System(self, up / above + down / below, check)
        mean = products / (2 * len(up))

        def direction(rise: np.ndarray, fall: np.ndarray) -> tuple[np.ndarray, ...]:
            """The step that changes the products of up and of down by these amounts."""
            moved = rise / above - fall / below
            phi = system.solve(-missing - self._hats.shares @ moved)
            q = self._hats.rows @ phi
            return phi, q, (rise + up * q) / above, (fall - down * q) / below

        def length(q: np.ndarray, rise: np.ndarray, fall: np.ndarray) -> float:
            ratios = (q / above, -q / below, -rise / up, -fall / down)
            return min(1.0, _BACK / max(1e-300, *(float(r.max()) for r in ratios)))

        _, q, rise, fall = direction(-up * above, -down * below)
        first = length(q, rise, fall)
        after = float((up + first * rise) @ (above - first * q))
        after += float((down + first * fall) @ (below + first * q))
        goal = mean * min(1.0, max(after / products, 1e-3)) ** 3
        phi, q, rise, fall = direction(goal - up * above + rise * q, goal - down * below - fall * q)
        step = length(q, rise, fall)
        self._phi = self._phi + step * phi
        self._parts = (up + step * rise, down + step * fall)
        self._rooms = (above - step * q, below + step * q)

    def factored(self, theta: np.ndarray, check: Check) -> tuple[np.ndarray, np.ndarray, object]:
        """Scales and Cholesky factor of D M⁻¹ Dᵀ + S Θ Sᵀ, and S Θ Sᵀ."""
        hats, matrix = self._hats, self._matrix
        stiff = hats.shares @ diags_array(theta) @ hats.rows
        every = (self._compliance + stiff).tocoo()
        size = len(matrix)
        scale = 1.0 / np.sqrt(every.diagonal())
        row, column = every.coords
        entries = every.data * scale[row] * scale[column]
        ridge = 0.0
        while True:
            matrix.fill(0.0)
            matrix[row, column] = entries
            matrix.flat[:: size + 1] += ridge
            factor, failed = in_background(
                lambda: lapack.dpotrf(matrix.T, lower=1, overwrite_a=1, clean=0),
                check,
                size**3 / 3.0,
            )
            if not failed:
                return scale, factor, stiff
            ridge = max(10 * ridge, _RIDGE)
            if not ridge < _MOST_RIDGE:
                raise np.linalg.LinAlgError("The matrix of a step is not positive.")


class _System:
    """The linear system of one step."""

    def __init__(self, of: InteriorPoint, theta: np.ndarray, check: Check) -> None:
        self._hats = of._hats
        self._scale, self._factor, self._stiff = of.factored(theta, check)

    def _times(self, phi: np.ndarray) -> np.ndarray:
        return np.asarray(self._hats.complied(phi) + self._stiff @ phi)

    def _nearly(self, values: np.ndarray) -> np.ndarray:
        found = lapack.dpotrs(self._factor, self._scale * values, lower=1)[0]
        return np.asarray(self._scale * found)

    def solve(self, values: np.ndarray) -> np.ndarray:
        """dφ, refined where the factor has lost digits."""
        found = self._nearly(values)
        rest = values - self._times(found)
        enough = _EXACT * float(np.linalg.norm(self._scale * values))
        if np.linalg.norm(self._scale * rest) <= enough:
            return found
        way = near = self._nearly(rest)
        size = float(rest @ near)
        for _ in range(_MOST_GRADIENTS):
            turned = self._times(way)
            share = size / float(way @ turned)
            found = found + share * way
            rest = rest - share * turned
            if np.linalg.norm(self._scale * rest) <= enough:
                break
            near = self._nearly(rest)
            before, size = size, float(rest @ near)
            way = near + (size / before) * way
        return found
