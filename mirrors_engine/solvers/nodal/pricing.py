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
from mirrors_engine.utils.arrays import diff, lengths_of

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
        if fit.samples.cost.ends and not fit.signs.any():
            # the slope changes add up to 0, so a constant leaves the level of φ free
            self.phi -= 0.5 * (float(self.phi.max()) + float(self.phi.min()))
        self._leaning = self._held - self._moment
        self._at_nodes = self._dual_at_nodes()
        self.gap = self._gap(loss)

    def _integrate(self, at: Cells) -> float:
        """Residuals, multipliers that drift, and the sums over cells; returns the loss."""
        fit, samples = self.fit, self.fit.samples
        rises = diff(fit.e)
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
        tilt, base = diff(off), off[:-1].copy()
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
        rise = diff(self.level) / fit.mass.widths
        first, last = rise - self._leaning, rise + moment
        if left:
            first[0] = self.r[0]
            last[0] = self.r[0] + held[0]
        if right:
            first[-1] = -(held[-1] + self.r[-1])
            last[-1] = -self.r[-1]
        self._first, self._last = first, last  # slopes of φ at both ends of each cell
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
        """Samples where a kink is missing, and its sign: the highest of each excursion above τ.

        On noise ten local maxima stand for one kink, and which of them are dropped again is
        chance: with all of them at once the same answer took twice as many rounds.
        """
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
        if not self.fit.samples.cost.ends:  # free values there
            big = big[(big > 0) & (big < len(phi) - 1)]
        if not len(big):
            return big
        begins = np.append([0], np.flatnonzero(diff(big) != 1) + 1)
        here = sign * phi[big]
        run = np.arange(len(begins)).repeat(lengths_of(begins, len(big)))
        highest = np.flatnonzero(here == np.maximum.reduceat(here, begins)[run])
        if len(highest) > len(begins):  # the first of equals
            of = run[highest]
            highest = highest[np.append([True], of[1:] != of[:-1])]
        return big[highest]

    @cached_property
    def hidden(self) -> tuple[np.ndarray, np.ndarray]:
        """Missing kinks near a kink, in the cells beside it.

        There φ differs from its bound by less than the rounding of the bound, but the difference,
        summed from the kink, has full relative accuracy: one kink a cell where it is largest.
        """
        fit, level = self.fit, self.level
        at_bound = np.sign(level) * (np.abs(level) >= fit.tau * (1 - 1e-14))
        start, end = at_bound[:-1], at_bound[1:]
        length = diff(fit.nodes)
        inside = length > 1
        inside[0] |= fit.flat[0]  # nothing holds φ at the end itself
        inside[-1] |= fit.flat[1]
        forwards = np.flatnonzero(inside & (start != 0))
        # what was not looked at from the other end
        backwards = np.flatnonzero(inside & (end != 0) & ((start != end) | (length > _SHORT)))
        places, signs = [np.empty(0, dtype=np.int64)], [np.empty(0)]
        bounds = [0, 1, 2, 4, 8, 16, 32, _SHORT]
        for way, cells, sign in ((1, forwards, start), (-1, backwards, end)):
            looked = np.minimum(length[cells], _SHORT)
            for low, high in pairwise(bounds):
                group = cells[(looked > low) & (looked <= high)]
                if len(group):
                    found = self._highest(group, high, sign[group], way)
                    places.append(found[0])
                    signs.append(found[1])
        return np.concatenate(places), np.concatenate(signs)

    def _highest(
        self, cells: np.ndarray, longest: int, sign: np.ndarray, way: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Of the first samples of these cells, seen from their kinks, the one where φ exceeds most.

        `way` is 1 from the left end of a cell, -1 from the right one.
        """
        fit, samples = self.fit, self.fit.samples
        start, end = fit.nodes[cells], fit.nodes[cells + 1]
        begin, stop = (start, end) if way > 0 else (end, start)
        rank = begin[:, None] + way * np.arange(longest)
        real = way * rank < way * stop[:, None]
        rank = np.clip(rank, 0, len(samples) - 1)
        interval = np.minimum(rank, len(samples) - 2) if way > 0 else np.maximum(rank - 1, 0)
        h = np.where(real, samples.h[interval], 0.0)
        weights = np.where(real, self.r[rank], 0.0)
        weights[:, 0] = 0.0  # the node itself
        outwards = (self._first if way > 0 else -self._last)[cells]
        slope = np.cumsum(weights, axis=1) + outwards[:, None]
        # column k holds φ at the end of the k-th interval
        excess = sign[:, None] * np.cumsum(h * slope, axis=1)
        scale = np.abs(diff(samples.y[fit.nodes])[cells]) + np.abs(fit.e[cells])
        scale += np.abs(fit.e[cells + 1])
        weight = np.add.reduceat(samples.w, fit.nodes[:-1])[cells]
        lean = np.abs(diff(self.level)[cells]) / fit.mass.widths[cells]
        noise = _ROUNDING * (scale * weight + lean)[:, None] * np.cumsum(h, axis=1)
        left, right = fit.flat
        free = (left & (stop == 0)) | (right & (stop == len(samples) - 1))  # no kink holds it
        candidate = real & (free[:, None] | (rank + way != stop[:, None]))
        excess = np.where(candidate, excess - noise, -np.inf)
        best = np.argmax(excess, axis=1)
        above = excess[np.arange(len(cells)), best] > 0
        return (begin + way * (best + 1))[above], sign[above]
