"""The multipliers of a fit at every sample, its dual point and its gap.

φ integrates the residual twice. A global sum alone would drift, so in each cell it is corrected
by a line such that φ is exactly what it must be at both nodes; the dual point v = Dᵀφ is formed
without dividing by short distances. The gap is a sum of terms that are each small, not a
difference of two objectives.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import numpy as np

from mirrors_engine.solvers.nodal.known_signs import Fit
from mirrors_engine.solvers.nodal.nodes import Cells

EXCESS = 1e-11  # relative excess of a multiplier over its bound that is rounding
_SHORT = 64  # samples of a cell up to which its multipliers are summed for themselves
_ROUNDING = 8 * np.finfo(float).eps


class Priced:
    """Prices of one fit over all samples.

    Attributes
    ----------
    phi : (N,) ndarray
        Multipliers of a slope change at each sample.
    r : (N,) ndarray
        Weighted residual.
    gap : float
        Relative duality gap, accurate far below rounding of the objective.
    """

    def __init__(self, fit: Fit) -> None:
        self.fit, samples = fit, fit.samples
        at = samples.cells(fit.nodes)
        self.r, self.phi = np.empty(len(samples)), np.empty(len(samples))
        self.level = fit.multipliers(fit.tau, fit.lam * fit.nu)
        self._held, self._moment = np.zeros((2, len(fit.nodes) - 1))
        loss = self._integrate(at)
        self._correct(at)
        self._leaning = self._held - self._moment
        self._at_nodes = self._dual_at_nodes()
        self.gap = self._gap(loss)

    def _integrate(self, at: Cells) -> float:
        """Residuals, multipliers that drift, and the sums over cells; returns the loss."""
        fit, samples = self.fit, self.fit.samples
        rises = np.diff(fit.e)
        slope, value, square = 0.0, float(self.level[0]), 0.0
        self.phi[0] = value
        for part in at.parts:
            place = at.place[part.rows]
            e = place * part.spread(rises)
            e += part.spread(fit.e)
            e += at.deviation[part.rows]
            e[part.at] = fit.e[part.nodes]
            r = np.multiply(samples.w[part.rows], e, out=self.r[part.rows])
            square += float(r @ e)
            phi = r.copy()
            phi[0] += slope
            np.cumsum(phi, out=phi)
            slope = float(phi[-1])
            phi *= samples.h[part.rows]
            phi[0] += value
            behind = slice(part.rows.start + 1, part.rows.stop + 1)
            value = float(np.cumsum(phi, out=self.phi[behind])[-1])
            inside = r.copy()
            inside[part.at] = 0.0
            part.add_to(self._held, inside)
            inside *= place
            part.add_to(self._moment, inside)
        self.r[-1] = samples.w[-1] * fit.e[-1]
        return 0.5 * (square + float(self.r[-1] * fit.e[-1]))

    def _correct(self, at: Cells) -> None:
        """A line in each cell, so that every node's multiplier is what it must be."""
        level, phi, nodes = self.level, self.phi, self.fit.nodes
        left, right = self.fit.flat
        off = level - phi[nodes]
        tilt, base = np.diff(off), off[:-1].copy()
        if left:
            tilt[0], base[0] = 0.0, off[1]
        if right:
            tilt[-1], base[-1] = 0.0, off[-2]
        for part in at.parts:
            line = at.place[part.rows] * part.spread(tilt)
            line += part.spread(base)
            phi[part.rows] += line
        if right:
            phi[-1] += base[-1]
        kept = slice(int(left), len(nodes) - int(right))
        phi[nodes[kept]] = level[kept]

    @cached_property
    def v(self) -> np.ndarray:
        """The dual point that the multipliers belong to: the residual, but exact at the nodes."""
        v = self.r.copy()
        v[self.fit.nodes] = self._at_nodes
        return v

    def _dual_at_nodes(self) -> np.ndarray:
        fit, held, moment = self.fit, self._held, self._moment
        left, right = fit.flat
        rise = np.diff(self.level) / fit.mass.widths
        first, last = rise - self._leaning, rise + moment
        if left:
            first[0] = self.r[0]
            last[0] = self.r[0] + held[0]
        if right:
            first[-1] = -(held[-1] + self.r[-1])
            last[-1] = -self.r[-1]
        at_nodes = np.zeros(len(fit.nodes))
        at_nodes[:-1] = first
        at_nodes[1:] -= last
        return at_nodes

    def _gap(self, loss: float) -> float:
        fit, samples, lam = self.fit, self.fit.samples, self.fit.lam
        cost = samples.cost
        paid = lam * cost.of(fit.changes, fit.slope)
        self.objective = loss + paid
        inner = self.phi if cost.ends else self.phi[1:-1]
        top = max(float(inner.max(initial=0.0)), -float(inner.min(initial=0.0)))
        share = 1.0
        if top > 0:
            share = min(share, lam * cost.kinks / (top + lam * cost.relief * abs(fit.nu)))
        if cost.line > 0 and fit.nu != 0:
            share = min(share, cost.line / abs(fit.nu))
        phi = share * self.phi[fit.nodes]
        earned = float(phi[1:-1] @ fit.kinks[1:-1])
        earned += float(phi[0] * fit.slopes[0] - phi[-1] * fit.slopes[-1])
        # but at the nodes the dual point is the residual
        r, w = self.r[fit.nodes], samples.w[fit.nodes]
        lost = (1 - share) ** 2 * max(loss - 0.5 * float((r * r / w).sum()), 0.0)
        lost += 0.5 * float(((r - share * self._at_nodes) ** 2 / w).sum())
        self.top = top
        return (lost + paid - earned) / self.objective if self.objective > 0 else 0.0

    def violations(self) -> tuple[np.ndarray, np.ndarray]:
        """Samples where a kink is missing, and its sign: local maxima of |φ| above τ."""
        limit = self.fit.tau * (1 + EXCESS)
        places, signs = [np.empty(0, dtype=np.int64)], [np.empty(0)]
        for sign in (1.0, -1.0) if self.top > limit else ():
            peaks = self._peaks(sign, limit)
            places.append(peaks)
            signs.append(np.full(len(peaks), sign))
        return np.concatenate(places), np.concatenate(signs)

    def _peaks(self, sign: float, limit: float) -> np.ndarray:
        phi = self.phi
        big = np.flatnonzero(phi > limit if sign > 0 else phi < -limit)
        last = len(phi) - 1
        here = sign * phi[big]
        left, right = sign * phi[np.maximum(big - 1, 0)], sign * phi[np.minimum(big + 1, last)]
        if self.fit.samples.cost.ends:
            keep = ((here >= left) | (big == 0)) & ((here > right) | (big == last))
        else:  # the ends are free values and no neighbours to be larger than
            keep = ((here >= left) | (big == 1)) & ((here > right) | (big == last - 1))
            keep &= (big > 0) & (big < last)
        return big[keep]

    @cached_property
    def hidden(self) -> tuple[np.ndarray, np.ndarray]:
        """Missing kinks in short cells whose ends are both at the same bound.

        There φ differs from τ by less than the rounding of τ, but the difference, summed
        within the cell, has full relative accuracy: one kink a cell where it is largest.
        """
        fit, nodes, level = self.fit, self.fit.nodes, self.level
        at_bound = np.sign(level) * (np.abs(level) >= fit.tau * (1 - 1e-14))
        length = np.diff(nodes)
        both = (at_bound[:-1] == at_bound[1:]) & (at_bound[:-1] != 0)
        cells = np.flatnonzero(both & (length > 1) & (length <= _SHORT))
        places, signs = [np.empty(0, dtype=np.int64)], [np.empty(0)]
        bounds = [1, 2, 4, 8, 16, 32, _SHORT]
        for low, high in pairwise(bounds):
            group = cells[(length[cells] > low) & (length[cells] <= high)]
            if len(group):
                found = self._highest(group, high, at_bound[group])
                places.append(found[0])
                signs.append(found[1])
        for end, flat in enumerate(fit.flat):
            if flat:
                found = self._highest_outside(end)
                places.append(found[0])
                signs.append(found[1])
        return np.concatenate(places), np.concatenate(signs)

    def _highest_outside(self, end: int) -> tuple[np.ndarray, np.ndarray]:
        """In a flat first or last cell, before any kink, the sample where φ exceeds the bound most.

        It is at the bound at the kink, and there is no other node to hold it.
        """
        fit, samples = self.fit, self.fit.samples
        none = np.empty(0, dtype=np.int64), np.empty(0)
        kink = int(fit.nodes[1]) if end == 0 else int(fit.nodes[-2])
        sign = float(np.sign(self.level[1 if end == 0 else -2]))
        ranks = np.arange(kink) if end == 0 else np.arange(len(samples) - 1, kink, -1)
        if not 0 < len(ranks) <= _SHORT or sign == 0:
            return none
        h = samples.h[ranks] if end == 0 else samples.h[ranks - 1]
        # φ falls from the kink outwards by the residual, integrated twice from the end
        excess = -sign * np.cumsum((h * np.cumsum(self.r[ranks]))[::-1])[::-1]
        best = int(np.argmax(excess))
        size = float(np.abs(self.r[ranks]).sum() * h.sum())
        if excess[best] <= _ROUNDING * size:
            return none
        return ranks[best : best + 1], np.array([sign])

    def _highest(
        self, cells: np.ndarray, longest: int, sign: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """In each of these cells the sample where φ is furthest beyond its ends, if it is."""
        fit, samples = self.fit, self.fit.samples
        start, end = fit.nodes[cells], fit.nodes[cells + 1]
        rank = start[:, None] + np.arange(longest)
        real = rank < end[:, None]
        rank = np.minimum(rank, len(samples) - 2)
        h = np.where(real, samples.h[rank], 0.0)
        weights = np.where(real, self.r[rank], 0.0)
        weights[:, 0] = 0.0  # the node itself
        slope = np.cumsum(weights, axis=1) - self._leaning[cells, None]
        # row k holds φ at sample start + k + 1, the end of the k-th interval
        excess = sign[:, None] * np.cumsum(h * slope, axis=1)
        scale = np.abs(np.diff(samples.y[fit.nodes])[cells]) + np.abs(fit.e[cells])
        scale += np.abs(fit.e[cells + 1])
        weight = np.add.reduceat(samples.w, fit.nodes[:-1])[cells]
        noise = _ROUNDING * scale * weight * fit.mass.widths[cells]
        excess[~real] = -np.inf
        excess[np.arange(len(cells)), end - start - 1] = -np.inf  # the end of the cell itself
        best = np.argmax(excess, axis=1)
        above = excess[np.arange(len(cells)), best] > noise
        return (start + best + 1)[above], sign[above]
