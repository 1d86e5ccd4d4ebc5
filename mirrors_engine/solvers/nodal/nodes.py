"""The least-squares problem on a few of the samples: piecewise-linear fits with those nodes.

The unknown is e = y - f at the nodes, not f: where a fit follows the data closely f has no
digits left for what matters. Between two nodes the data deviate from their own chord, and that
deviation is formed from local differences, so the load of the system has full relative accuracy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.dictionaries.slope_cost import SlopeCost


@dataclass(frozen=True, eq=False)
class Mass:
    """½ eᵀ M e + loadᵀ e + ½ rest: the loss of e at the nodes.

    Attributes
    ----------
    diagonal, off : ndarray
        M, tridiagonal.
    load : ndarray
        M-products of the data's deviation from its chords.
    widths : ndarray
        Lengths of the cells.
    rest : float
        Weighted square of the deviation.
    """

    diagonal: np.ndarray
    off: np.ndarray
    load: np.ndarray
    widths: np.ndarray
    rest: float

    def times(self, e: np.ndarray) -> np.ndarray:
        """M e."""
        out = self.diagonal * e
        out[:-1] += self.off * e[1:]
        out[1:] += self.off * e[:-1]
        return out


@dataclass(frozen=True, eq=False)
class Cells:
    """Samples of each cell; where every sample but the last lies there, and its deviation."""

    lengths: np.ndarray
    place: np.ndarray
    deviation: np.ndarray


class Samples:
    """Samples at unit mean distance, with weights and the cost of slopes.

    Attributes
    ----------
    x, y, w : (N,) ndarray
    h : (N - 1,) ndarray
        Distances.
    cost : SlopeCost
    """

    def __init__(self, x: np.ndarray, y: np.ndarray, w: np.ndarray, cost: SlopeCost) -> None:
        self.x, self.y, self.w, self.cost = x, y, w, cost
        self.h = np.diff(x)
        self._cells: tuple[np.ndarray, Cells] | None = None

    def __len__(self) -> int:
        return len(self.x)

    def cells(self, nodes: np.ndarray) -> Cells:
        """How the samples lie between these nodes, which include the first and the last."""
        if self._cells is not None and self._cells[0] is nodes:
            return self._cells[1]
        lengths = np.diff(nodes)
        first, last = nodes[:-1], nodes[1:]
        # repeating the values of each cell was measured to be faster than looking them up
        place = self.x[:-1] - np.repeat(self.x[first], lengths)
        place /= np.repeat(self.x[last] - self.x[first], lengths)
        deviation = self.y[:-1] - np.repeat(self.y[first], lengths)
        deviation -= place * np.repeat(np.diff(self.y[nodes]), lengths)
        found = Cells(lengths, place, deviation)
        self._cells = (nodes, found)  # asked for twice, by the mass and by the prices
        return found

    def mass(self, nodes: np.ndarray) -> Mass:
        """The loss on these nodes, in one pass over the samples."""
        widths = self.x[nodes[1:]] - self.x[nodes[:-1]]
        if len(nodes) == len(self.x):
            zero = np.zeros(len(nodes))
            return Mass(self.w.copy(), zero[:-1], zero, widths, 0.0)
        at = self.cells(nodes)
        right = self.w[:-1] * at.place
        left = self.w[:-1] - right
        starts = nodes[:-1]
        diagonal, load = np.zeros(len(nodes)), np.zeros(len(nodes))
        diagonal[:-1] = np.add.reduceat(left * (1 - at.place), starts)
        diagonal[1:] += np.add.reduceat(right * at.place, starts)
        diagonal[-1] += self.w[-1]
        load[:-1] = np.add.reduceat(left * at.deviation, starts)
        load[1:] += np.add.reduceat(right * at.deviation, starts)
        off = np.add.reduceat(right * (1 - at.place), starts)
        return Mass(diagonal, off, load, widths, float(self.w[:-1] @ at.deviation**2))


def coarsened(mass: Mass, kept: np.ndarray, y: np.ndarray) -> Mass:
    """The loss on the kept of its nodes, without another pass over the samples.

    `y` holds the data at the nodes of `mass`; the first and the last node are kept.
    """
    nodes = np.flatnonzero(kept)
    count = len(nodes)
    x = np.concatenate(([0.0], np.cumsum(mass.widths)))
    starts = nodes[:-1]
    cell = np.repeat(np.arange(count - 1), np.diff(nodes))
    widths = np.add.reduceat(mass.widths, starts)
    begin = (x[:-1] - x[starts][cell]) / widths[cell]
    begin[starts] = 0.0
    end = np.minimum(begin + mass.widths / widths[cell], 1.0)
    end[nodes[1:] - 1] = 1.0
    chord = np.zeros(len(mass.load))
    chord[:-1] = (y[:-1] - y[starts][cell]) - begin * np.diff(y[nodes])[cell]
    load = mass.load + mass.times(chord)
    rest = mass.rest + float(chord @ (mass.load + load))
    at, off = mass.diagonal[:-1], mass.off
    diagonal, loads = np.zeros(count), np.zeros(count)

    def sums(values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, starts)

    diagonal[:-1] = sums(at * (1 - begin) ** 2 + 2 * off * (1 - begin) * (1 - end))
    diagonal[1:] += sums(at * begin**2 + 2 * off * begin * end)
    diagonal[-1] += mass.diagonal[-1]
    between = sums(at * begin * (1 - begin) + off * (begin * (1 - end) + end * (1 - begin)))
    loads[:-1] = sums(load[:-1] * (1 - begin))
    loads[1:] += sums(load[:-1] * begin)
    loads[-1] += load[-1]
    return Mass(diagonal, between, loads, widths, rest)


def kinks_of(slopes: np.ndarray, ends: bool) -> np.ndarray:
    """Slope changes at the nodes; at the two ends the slopes themselves, where they count."""
    changes = np.empty(len(slopes) + 1)
    changes[1:-1] = np.diff(slopes)
    changes[0] = slopes[0] if ends else 0.0
    changes[-1] = -slopes[-1] if ends else 0.0
    return changes


def second_differences(phi: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """Dᵀφ: the gradient at the nodes of φ times the slope changes."""
    slope = np.diff(phi) / widths
    out = np.zeros(len(phi))
    out[:-1] = slope
    out[1:] -= slope
    return out
