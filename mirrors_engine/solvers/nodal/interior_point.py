"""A primal-dual interior point for fits whose cost is a `SlopeCost`, on chosen nodes.

Slope changes k = up - down are paid with τ = λ (kinks - relief·|ν|) each, so the multipliers
φ stay within ±τ; ν is the multiplier of the line. Mehrotra's predictor and corrector; every
step is one band factorisation, and two or three extra right sides for ν and the bound of |ν|.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mirrors_engine.progress import Check
from mirrors_engine.solvers.nodal.banded import Band, Parts
from mirrors_engine.solvers.nodal.loss_block import LossBlock
from mirrors_engine.solvers.nodal.nodes import Samples, kinks_of
from mirrors_engine.utils.arrays import diff

MOST_STEPS = 80
_NONE = np.zeros(3)


@dataclass(frozen=True, eq=False)
class Interior:
    """A point between the bounds; products of its pairs are all about equal.

    Attributes
    ----------
    e, phi : (m,) ndarray
        Residual and multipliers at the nodes.
    kinks, slack : (m,) ndarray
        Slope changes, and how far the multiplier is from its nearer bound.
    tau : float
        The bound of the multipliers.
    nu, bound : float
        Multiplier of the line, and the bound of its size.
    edge, push : (3,) ndarray
        Distances bound - ν, bound + ν, line - bound in units of λ, and their multipliers.
    relative : float
        Sum of the products over the objective.
    steps : int
    """

    e: np.ndarray
    phi: np.ndarray
    kinks: np.ndarray
    slack: np.ndarray
    tau: float
    nu: float
    bound: float
    edge: np.ndarray
    push: np.ndarray
    relative: float
    steps: int


@dataclass(frozen=True, eq=False)
class _Step:
    """A direction of all variables."""

    parts: Parts
    nu: float
    bound: float
    slacks: tuple[np.ndarray, np.ndarray]
    amounts: tuple[np.ndarray, np.ndarray]
    edge: np.ndarray
    push: np.ndarray


class InteriorPoint:
    """The iteration on one set of nodes.

    Parameters
    ----------
    samples : Samples
        For the cost of slopes.
    y : (m,) ndarray
        Data at the nodes.
    widths : (m - 1,) ndarray
        Lengths of the cells.
    block : LossBlock
        The loss at the nodes.
    lam : float
    """

    def __init__(
        self, samples: Samples, y: np.ndarray, widths: np.ndarray, block: LossBlock, lam: float
    ) -> None:
        self.cost, self.lam, self.block = samples.cost, lam, block
        cost, m = self.cost, len(y)
        self.widths, self.rise = widths, diff(y)
        self.on = np.ones(m, dtype=bool)
        if not cost.ends:
            self.on[[0, -1]] = False
        self.act = self.on.astype(float)
        self.border = cost.line > 0
        self.eased = self.border and cost.relief > 0
        self.psi = np.zeros(m - 1)
        self.psi[0] += cost.first
        self.psi[-1] += cost.last
        self._start(y)

    def _start(self, y: np.ndarray) -> None:
        cost, m = self.cost, len(y)
        at = np.concatenate(([0.0], np.cumsum(self.widths)))
        line = np.zeros(2)
        if not cost.ends:
            line = self.block.best_line(y, at)
            self.e = y - line[0] - line[1] * at
        else:
            self.e = y - self.block.best_constant(y)
        self.d = np.full(m - 1, line[1])
        value = max(self.block.start(self.e), 1e-300)
        self.nu, self.bound = 0.0, (0.5 * cost.line if self.eased else cost.line)
        self.tau = self.lam * (cost.kinks - cost.relief * self.bound)
        self.phi, self.p = np.zeros(m), np.zeros(m - 1)
        amount = value / (2 * self.tau * self.act.sum())
        self.slacks = [np.where(self.on, self.tau, 1.0) for _ in range(2)]
        self.amounts = [amount * self.act for _ in range(2)]
        self.edge, self.push = np.zeros(3), np.zeros(3)
        if self.border:
            self.edge[:2] = self.lam * self.bound
            self.edge[2] = self.lam * (cost.line - self.bound) if self.eased else 1.0
            self.push[:2] = amount * self.tau / self.edge[:2]
            self.push[2] = amount * self.tau / self.edge[2] if self.eased else 0.0
        self.pairs = 2 * int(self.act.sum()) + self.block.pairs
        self.pairs += 3 if self.eased else 2 if self.border else 0
        self.band = Band(self.widths, self.act, self.block.coupled)

    def run(self, stops: Sequence[float], check: Check) -> Iterator[Interior]:
        """Yields the point whenever the relative complementarity passes a stop, in falling order.

        After the last stop, and where rounding ends the progress, the iteration ends.
        """
        left = list(stops)
        for steps in range(MOST_STEPS + 1):
            check()
            self._residuals()
            relative = self.complementarity / max(self.objective, 1e-300)
            if not np.isfinite(relative):
                return
            if relative < left[0]:
                while left and relative < left[0]:
                    left.pop(0)
                yield self._snapshot(relative, steps)
                if not left:
                    return
            if steps == MOST_STEPS:
                yield self._snapshot(relative, steps)
                return
            self._advance(check)

    def _snapshot(self, relative: float, steps: int) -> Interior:
        slack = np.minimum(*self.slacks)
        kinks = self.amounts[0] - self.amounts[1]
        return Interior(
            self.e, self.phi, kinks, slack, self.tau, self.nu, self.bound,
            self.edge / self.lam, self.push, relative, steps,
        )  # fmt: skip

    def _residuals(self) -> None:
        """What every equation misses, and the sizes that end the iteration."""
        cost, lam = self.cost, self.lam
        self.tau = lam * (cost.kinks - cost.relief * self.bound)
        up, down = self.amounts
        self.miss_rooms = (
            (self.slacks[0] - self.tau + self.phi) * self.act,
            (self.slacks[1] - self.tau - self.phi) * self.act,
        )
        changes = kinks_of(self.d, cost.ends)
        self.miss_gradient = self.block.gradient(self.e)
        self.miss_gradient[:-1] -= self.p
        self.miss_gradient[1:] += self.p
        self.miss_multipliers = self.widths * self.p - diff(self.phi)
        self.miss_slopes = self.widths * self.d - (self.rise - diff(self.e))
        self.miss_changes = changes - up + down
        self.complementarity = float(self.slacks[0] @ up + self.slacks[1] @ down)
        self.complementarity += self.block.complementarity()
        slope = float(self.psi @ self.d)
        if self.border:
            self.miss_multipliers = self.miss_multipliers + lam * self.nu * self.psi
            self.complementarity += float(self.edge @ self.push)
            most = lam * (cost.line - self.bound) if self.eased else float(self.edge[2])
            ends = [lam * (self.bound - self.nu), lam * (self.bound + self.nu), most]
            self.miss_edge = self.edge - np.array(ends)
            self.miss_nu = slope - self.push[0] + self.push[1]
            self.miss_bound = cost.relief * float((up + down).sum())
            self.miss_bound += float(self.push[2] - self.push[0] - self.push[1])
        cost_of_fit = cost.of(float(np.abs(changes).sum()), slope)
        self.objective = self.block.value(self.e) + lam * cost_of_fit

    def _advance(self, check: Check) -> None:
        ratios = [amount / slack for amount, slack in zip(self.amounts, self.slacks, strict=True)]
        diagonal, off = self.block.curvature()
        self.band.factor(diagonal, off, ratios[0] + ratios[1], check)
        check()
        self._sides = self._border(ratios)
        mu = self.complementarity / self.pairs
        products = [r * a for r, a in zip(self.slacks, self.amounts, strict=True)]
        self.block.aim(self.e, 0.0, second=False)
        first = self._direction(-products[0], -products[1], -self.edge * self.push)
        length = min(1.0, *self._lengths(first))
        after = self._after(first, length)
        share = min(1.0, max(after / self.complementarity, 1e-4)) ** 3
        goal = share * mu
        self.block.aim(self.e, goal, second=True)
        on_edge = np.array([goal, goal, goal if self.eased else 0.0])
        step = self._direction(
            (goal - products[0] - first.slacks[0] * first.amounts[0]) * self.act,
            (goal - products[1] - first.slacks[1] * first.amounts[1]) * self.act,
            on_edge - self.edge * self.push - first.edge * first.push,
        )
        self._take(step, min(1.0, 0.99 * min(self._lengths(step))))

    def _border(self, ratios: list[np.ndarray]) -> list[Parts]:
        """Right sides of what ν and its bound add to the band."""
        if not self.border:
            return []
        zero, cells = np.zeros(len(self.phi)), np.zeros(len(self.d))
        sides = [(zero, zero, self.lam * self.psi, cells)]
        if self.eased:
            self.tilt = (ratios[0] - ratios[1]) * self.act
            self.stiff = float(((ratios[0] + ratios[1]) * self.act).sum())
            column = -self.lam * self.cost.relief * self.tilt
            sides.append((column, zero, cells, cells))
        return sides

    def _direction(self, up: np.ndarray, down: np.ndarray, edges: np.ndarray) -> _Step:
        """The step towards products larger by `up`, `down` and `edges` than they are."""
        (slack_up, slack_down), (z_up, z_down) = self.slacks, self.amounts
        up = up + z_up * self.miss_rooms[0]
        down = down + z_down * self.miss_rooms[1]
        wanted = (up / slack_up - down / slack_down - self.miss_changes) * self.act
        gradient = -self.miss_gradient - self.block.shift()
        # the first solve of a step does the border's right sides along, at half their price
        side = (wanted, gradient, -self.miss_multipliers, -self.miss_slopes)
        parts, *border = self.band.solve(side, *self._sides)
        if border:
            self.by_nu, self.by_bound = border[0], border[-1]
            self._sides = []
        d_nu = d_bound = 0.0
        edge, push = _NONE, _NONE
        if self.border:
            held = edges + self.push * self.miss_edge
            parts, d_nu, d_bound = self._with_line(parts, up, down, held)
        phi = parts[0]
        eased = self.lam * self.cost.relief * d_bound
        if self.border:
            lam = self.lam
            ends = [lam * (d_bound - d_nu), lam * (d_bound + d_nu), -lam * d_bound * self.eased]
            edge = np.array(ends) - self.miss_edge
            last = 1.0 if self.eased else 0.0
            over = np.where(self.edge > 0, self.edge, 1.0)
            push = (held - self.push * (edge + self.miss_edge)) / over * np.array([1, 1, last])
        slacks = (
            (-phi - eased - self.miss_rooms[0]) * self.act,
            (phi - eased - self.miss_rooms[1]) * self.act,
        )
        amounts = (
            (up + z_up * (phi + eased)) / slack_up * self.act,
            (down + z_down * (eased - phi)) / slack_down * self.act,
        )
        self.block.follow(parts[1])
        return _Step(parts, d_nu, d_bound, slacks, amounts, edge, push)

    def _with_line(
        self, parts: Parts, up: np.ndarray, down: np.ndarray, held: np.ndarray
    ) -> tuple[Parts, float, float]:
        """The band's step corrected for ν and its bound: a Schur complement of size 1 or 2."""
        lam, relief, edge, push = self.lam, self.cost.relief, self.edge, self.push
        a11 = -float(self.psi @ self.by_nu[2]) - lam * float(push[0] / edge[0] + push[1] / edge[1])
        b1 = -self.miss_nu - float(self.psi @ parts[2])
        b1 += float(held[0] / edge[0] - held[1] / edge[1])
        if not self.eased:
            d_nu = b1 / a11
            return _less(parts, self.by_nu, d_nu), d_nu, 0.0
        across = lam * float(push[0] / edge[0] - push[1] / edge[1])
        a12 = -float(self.psi @ self.by_bound[2]) + across
        a21 = -relief * float(self.tilt @ self.by_nu[0]) - across
        a22 = -relief * float(self.tilt @ self.by_bound[0]) + relief**2 * lam * self.stiff
        a22 += lam * float((push / edge).sum())
        b2 = -self.miss_bound - relief * float(self.tilt @ parts[0])
        b2 -= relief * float(((up / self.slacks[0] + down / self.slacks[1]) * self.act).sum())
        b2 += float(held[0] / edge[0] + held[1] / edge[1] - held[2] / edge[2])
        det = a11 * a22 - a12 * a21
        d_nu, d_bound = (b1 * a22 - a12 * b2) / det, (a11 * b2 - a21 * b1) / det
        return _less(_less(parts, self.by_nu, d_nu), self.by_bound, d_bound), d_nu, d_bound

    def _lengths(self, step: _Step) -> tuple[float, float]:
        """How far the step goes before a distance, or a multiplier, reaches zero."""
        pairs, others = self.block.boundaries()
        distances = [*zip(self.slacks, step.slacks, strict=True), (self.edge, step.edge), *pairs]
        amounts = [*zip(self.amounts, step.amounts, strict=True), (self.push, step.push), *others]
        return _to_boundary(distances), _to_boundary(amounts)

    def _after(self, step: _Step, length: float) -> float:
        """Complementarity after the step."""
        total = self.block.complementarity(length)
        for k in range(2):
            slacks = self.slacks[k] + length * step.slacks[k]
            total += float(slacks @ (self.amounts[k] + length * step.amounts[k]))
        edge = self.edge + length * step.edge
        return total + float(edge @ (self.push + length * step.push))

    def _take(self, step: _Step, length: float) -> None:
        phi, e, d, p = step.parts
        self.phi = self.phi + length * phi * self.act
        self.e, self.d, self.p = self.e + length * e, self.d + length * d, self.p + length * p
        self.nu += length * step.nu
        self.bound += length * step.bound
        for k in range(2):
            self.slacks[k] = self.slacks[k] + length * step.slacks[k]
            self.amounts[k] = self.amounts[k] + length * step.amounts[k]
        self.edge, self.push = self.edge + length * step.edge, self.push + length * step.push
        self.block.take(length)


def _less(parts: Parts, by: Parts, amount: float) -> Parts:
    a, b, c, d = (part - amount * other for part, other in zip(parts, by, strict=True))
    return a, b, c, d


def _to_boundary(pairs: Sequence[tuple[np.ndarray, np.ndarray]]) -> float:
    steepest = 0.0
    for value, change in pairs:
        steepest = max(steepest, float((-change / np.where(value > 0, value, 1.0)).max()))
    return 1.0 / steepest if steepest > 0 else np.inf
