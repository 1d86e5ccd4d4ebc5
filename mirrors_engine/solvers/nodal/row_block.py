"""A loss of the rows whose dual values are bounded, for the interior point on few nodes.

Each row has its dual value v between two bounds as a variable, and the multipliers of both
bounds. For the quantile loss the residual is their difference, zᵤ - z_l = y - f; eliminated,
they leave a curvature per row, and the rows between two nodes add up to a tridiagonal one.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.losses.rows import RowLoss
from mirrors_engine.solvers.nodal.loss_block import LossBlock, Pairs
from mirrors_engine.solvers.nodal.nodes import Samples
from mirrors_engine.utils.arrays import diff

_START = 0.1  # of the mean residual: multipliers to begin with


class RowBlock(LossBlock):
    """The quantile loss of f on these nodes.

    Parameters
    ----------
    samples : Samples
    nodes : (m,) ndarray of int
        The first and the last sample among them.
    loss : RowLoss
        Its rows, and the bounds of their dual values.
    """

    coupled = True

    def __init__(self, samples: Samples, nodes: np.ndarray, loss: RowLoss) -> None:
        rows = loss.rows
        self.nodes, self.loss = nodes, loss
        widths = samples.x[nodes[1:]] - samples.x[nodes[:-1]]
        cell = np.searchsorted(nodes, rows.sample, side="right") - 1
        self.cell = np.minimum(cell, len(nodes) - 2)
        self.place = (samples.x[rows.sample] - samples.x[nodes[self.cell]]) / widths[self.cell]
        # rows are sorted by sample: where each cell that has any begins
        self._first = np.flatnonzero(np.diff(self.cell, prepend=-1))
        self._cells = self.cell[self._first]
        y = samples.y
        chord = y[nodes[self.cell]] + self.place * diff(y[nodes])[self.cell]
        self.deviation = rows.y - chord
        low, high = loss.loss.bounds(rows.y)
        self.low, self.high = rows.w * low, rows.w * high
        self.pairs = 2 * len(rows.y)
        self.v = np.zeros(len(rows.y))
        self.slacks = [self.high - self.v, self.v - self.low]
        self.slack_steps = [np.zeros(0), np.zeros(0)]
        self.amount_steps = [np.zeros(0), np.zeros(0)]

    def residual(self, e: np.ndarray) -> np.ndarray:
        """y - f of the rows."""
        return self.deviation + self._spread(e)

    def _spread(self, e: np.ndarray) -> np.ndarray:
        return np.asarray(e[self.cell] + self.place * diff(e)[self.cell])

    def gathered(self, v: np.ndarray) -> np.ndarray:
        """Sums at the nodes, the transpose of interpolation."""
        right = v * self.place
        out = np.zeros(len(self.nodes))
        self._add(out, v - right, right)
        return out

    def _add(self, out: np.ndarray, left: np.ndarray, right: np.ndarray) -> None:
        """Add the rows' parts to the nodes left and right of them; rows are sorted by cell."""
        out[self._cells] += np.add.reduceat(left, self._first)
        out[self._cells + 1] += np.add.reduceat(right, self._first)

    def best_constant(self, y: np.ndarray) -> float:
        rows = self.loss.rows
        low, high = self.loss.loss.shifts(rows.y, np.zeros(len(rows.y)), rows.w)
        return 0.5 * (low + high)

    def best_line(self, y: np.ndarray, x: np.ndarray) -> np.ndarray:
        return np.array([self.best_constant(y), 0.0])

    def start(self, e: np.ndarray) -> float:
        rho = self.residual(e)
        least = _START * float(np.abs(rho).mean()) + 1e-300
        self.amounts = [np.maximum(rho, 0.0) + least, np.maximum(-rho, 0.0) + least]
        return self.value(e)

    def value(self, e: np.ndarray) -> float:
        rho = self.residual(e)
        return float(np.maximum(self.high * rho, self.low * rho).sum())

    def gradient(self, e: np.ndarray) -> np.ndarray:
        return self.gathered(self.v)

    def curvature(self) -> tuple[np.ndarray, np.ndarray]:
        ratio = self.amounts[0] / self.slacks[0] + self.amounts[1] / self.slacks[1]
        self.theta = 1 / ratio
        right = self.theta * self.place
        across = right - right * self.place
        diagonal, off = np.zeros(len(self.nodes)), np.zeros(len(self.nodes) - 1)
        self._add(diagonal, self.theta - right - across, right - across)
        off[self._cells] = np.add.reduceat(across, self._first)
        return diagonal, off

    def complementarity(self, length: float = 0.0) -> float:
        total = 0.0
        for k in range(2):
            slack, amount = self.slacks[k], self.amounts[k]
            if length:
                slack = slack + length * self.slack_steps[k]
                amount = amount + length * self.amount_steps[k]
            total += float(slack @ amount)
        return total

    def aim(self, e: np.ndarray, goal: float, second: bool) -> None:
        products = [goal - r * a for r, a in zip(self.slacks, self.amounts, strict=True)]
        if second:
            for k in range(2):
                products[k] = products[k] - self.slack_steps[k] * self.amount_steps[k]
        self.wanted = products
        missed = self.residual(e) - self.amounts[0] + self.amounts[1]
        self.drive = missed - products[0] / self.slacks[0] + products[1] / self.slacks[1]

    def shift(self) -> np.ndarray:
        return self.gathered(self.theta * self.drive)

    def follow(self, e: np.ndarray) -> None:
        dv = self.theta * (self._spread(e) + self.drive)
        self.slack_steps = [-dv, dv]
        self.amount_steps = [
            (self.wanted[0] + self.amounts[0] * dv) / self.slacks[0],
            (self.wanted[1] - self.amounts[1] * dv) / self.slacks[1],
        ]

    def boundaries(self) -> tuple[Pairs, Pairs]:
        slacks = list(zip(self.slacks, self.slack_steps, strict=True))
        return slacks, list(zip(self.amounts, self.amount_steps, strict=True))

    def take(self, length: float) -> None:
        self.v = self.v + length * self.slack_steps[1]
        for k in range(2):
            self.slacks[k] = self.slacks[k] + length * self.slack_steps[k]
            self.amounts[k] = self.amounts[k] + length * self.amount_steps[k]

    def passed_through(self) -> tuple[np.ndarray, int]:
        """Rows the function seems to go through, the surest first, and how many do."""
        slack = np.minimum(*self.slacks) / (self.high - self.low)
        sure = slack / (np.maximum(*self.amounts) + 1e-300) * float(self._typical)
        return np.argsort(-sure, kind="stable"), int(np.count_nonzero(sure > 1))

    @property
    def _typical(self) -> float:
        """A typical residual."""
        size = np.maximum(*self.amounts)
        # by size, as most of them are 0 where most rows are gone through
        return float(size @ size) / (float(size.sum()) + 1e-300)
