"""The optimum where it is known which samples are kinks, and of which sign each is.

Then every kink's multiplier is ±τ, the fit is linear in between, and a tridiagonal system for
the residual at the kinks is all there is to solve.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack

from mirrors_engine.solvers.nodal.nodes import Mass, Samples, kinks_of, second_differences
from mirrors_engine.utils.arrays import diff


@dataclass(frozen=True, eq=False)
class Guess:
    """Which samples are kinks.

    Attributes
    ----------
    nodes : (m,) ndarray of int
        The kinks, and the first and the last sample.
    signs : (m,) ndarray
        Of the slope changes; 0 at an end that is none.
    nu : float
        Multiplier of the line, where it is not `free`: then only its sign counts.
    free : bool
        Whether ν lies strictly between 0 and the largest it may be, so that the slope it
        asks for is known instead.
    """

    nodes: np.ndarray
    signs: np.ndarray
    nu: float
    free: bool


class Fit:
    """The optimum for a `Guess`, whatever signs come out.

    Attributes
    ----------
    e, slopes, kinks : ndarray
        Residual at the nodes, slopes of the cells, slope changes at the nodes.
    nu, tau : float
        Multiplier of the line, and the price of a slope change that belongs to it.
    flat : (bool, bool)
        Whether the first and the last cell must be flat.
    """

    def __init__(self, samples: Samples, mass: Mass, guess: Guess, lam: float) -> None:
        self.samples, self.mass, self.lam = samples, mass, lam
        self.nodes, self.signs, self.free = guess.nodes, guess.signs, guess.free
        cost = samples.cost
        left = cost.ends and not guess.signs[0]
        right = cost.ends and not guess.signs[-1] and not (left and len(self.nodes) == 2)
        self.flat = (left, right)
        y = samples.y[self.nodes]
        tied = np.zeros(len(y))
        if left:
            tied[0] = y[0] - y[1]
        if right:
            tied[-1] = y[-1] - y[-2]
        load = mass.load + mass.times(tied)
        self._reduce(mass)
        self.nu = guess.nu
        if self.free:
            e = self._with_free_line(y, load, 1.0 if guess.nu >= 0 else -1.0)
        else:
            price = cost.kinks - cost.relief * abs(self.nu)
            e = self._solve(self._folded(lam * self._adjoint(price, self.nu) - load))
        self.e = self._unfolded(e) + tied
        self.tau = lam * (cost.kinks - cost.relief * abs(self.nu))
        # the fit's own values would lose the digits that its slopes need
        self.slopes = diff(y) / mass.widths - diff(self.e) / mass.widths
        if left:
            self.slopes[0] = 0.0
        if right:
            self.slopes[-1] = 0.0
        self.kinks = kinks_of(self.slopes, cost.ends)

    def multipliers(self, price: float, nu: float) -> np.ndarray:
        """φ at the nodes: ±price at the kinks; at the ends what ν asks for."""
        cost = self.samples.cost
        phi = price * self.signs
        if not cost.ends:
            phi[0], phi[-1] = nu * cost.first, -nu * cost.last
        return phi

    @property
    def slope(self) -> float:
        """The slope that ν asks for."""
        cost = self.samples.cost
        return float(cost.first * self.slopes[0] + cost.last * self.slopes[-1])

    @property
    def changes(self) -> float:
        """Sum of the sizes of the slope changes."""
        return float(np.abs(self.kinks).sum())

    @property
    def wrong(self) -> np.ndarray:
        """Which kinks have come out with the other sign, or vanished."""
        return (self.signs * self.kinks <= 0) & (self.signs != 0)

    def _adjoint(self, price: float, nu: float) -> np.ndarray:
        phi = self.multipliers(price, nu)
        # a flat cell moves as one: the slope of φ in it cancels, and its digits with it
        left, right = self.flat
        if left:
            phi[0] = phi[1]
        if right:
            phi[-1] = phi[-2]
        return second_differences(phi, self.mass.widths)

    def _with_free_line(self, y: np.ndarray, load: np.ndarray, sign: float) -> np.ndarray:
        """e where the price of the kinks equals that of the line, and ν from it."""
        cost, widths = self.samples.cost, self.mass.widths
        price = cost.kinks - cost.relief * cost.line
        held = self._folded(self.lam * self._adjoint(price, sign * cost.line) - load)
        balance = self.multipliers(cost.relief, -sign)
        slopes = diff(y) / widths
        of_data = np.concatenate((slopes, [0.0])) - np.concatenate(([0.0], slopes))
        along = self._folded(second_differences(balance, widths))
        base, by = self._solve(held), self._solve(along)
        reach = float(along @ by)
        amount = (
            self.lam * cost.line
        )  # ν = 0: where no multiplier but the ends' is fixed, any will do
        if reach > 0:
            amount = (float(balance @ of_data) - float(along @ base)) / reach
        self.nu = sign * (cost.line - amount / self.lam)
        return np.asarray(base + amount * by)

    def _reduce(self, mass: Mass) -> None:
        """M where the ends of flat cells move together."""
        diagonal, off = mass.diagonal, mass.off
        left, right = self.flat
        if left:
            diagonal = diagonal[1:].copy()
            diagonal[0] += mass.diagonal[0] + 2 * off[0]
            off = off[1:]
        if right:
            last, between = diagonal[-1], off[-1]
            diagonal = diagonal[:-1].copy()
            diagonal[-1] += last + 2 * between
            off = off[:-1]
        self._diagonal, self._off = diagonal, off

    def _folded(self, values: np.ndarray) -> np.ndarray:
        left, right = self.flat
        if left:
            values = np.concatenate(([values[0] + values[1]], values[2:]))
        if right:
            values = np.concatenate((values[:-2], [values[-2] + values[-1]]))
        return values

    def _unfolded(self, values: np.ndarray) -> np.ndarray:
        left, right = self.flat
        return np.concatenate((values[:left], values, values[len(values) - right :]))

    def _solve(self, right: np.ndarray) -> np.ndarray:
        if len(right) == 1:
            return right / self._diagonal
        return np.asarray(lapack.dptsv(self._diagonal, self._off, right)[2])
