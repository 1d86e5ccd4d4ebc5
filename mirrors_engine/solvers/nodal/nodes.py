"""The least-squares problem on a few of the samples: piecewise-linear fits with those nodes.

The unknown is e = y - f at the nodes, not f: where a fit follows the data closely f has no
digits left for what matters. Between two nodes the data deviate from their own chord, and that
deviation is formed from local differences, so the load of the system has full relative accuracy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.dictionaries.slope_cost import SlopeCost
from mirrors_engine.utils.arrays import diff, lengths_of
from mirrors_engine.utils.chunks import chunks


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
class Part:
    """Some neighbouring samples, and the cells that they lie in.

    Attributes
    ----------
    rows : slice
        The samples.
    cells : slice
        The cells; the first and the last may reach beyond the part.
    starts, lengths : ndarray of int
        The samples of each cell, counted from the first of the part.
    nodes : slice
        The nodes in the part.
    at : ndarray of int
        Where they are, counted from the first sample of the part.
    """

    rows: slice
    cells: slice
    starts: np.ndarray
    lengths: np.ndarray
    nodes: slice
    at: np.ndarray

    def spread(self, values: np.ndarray) -> np.ndarray:
        """A number for each of all cells, repeated for the samples here."""
        # repeating the values of each cell was measured to be faster than looking them up
        return np.repeat(values[self.cells], self.lengths)

    def add_to(self, sums: np.ndarray, values: np.ndarray) -> None:
        """Add values at the samples here to the sums over all cells."""
        sums[self.cells] += np.add.reduceat(values, self.starts)


@dataclass(frozen=True, eq=False)
class Cells:
    """Where every sample but the last lies in its cell, and its deviation from the chord there.

    Attributes
    ----------
    parts : list of Part
        All samples but the last.
    place, deviation : (N - 1,) ndarray
    """

    parts: list[Part]
    place: np.ndarray
    deviation: np.ndarray


def parts_of(nodes: np.ndarray) -> list[Part]:
    """The samples in parts that stay in the processor's cache."""
    found = []
    for rows in chunks(int(nodes[-1])):
        low, first = np.searchsorted(nodes, (rows.start, rows.start + 1)).tolist()
        last = int(np.searchsorted(nodes, rows.stop))
        cells = slice(first - 1, last)
        starts = np.maximum(nodes[cells] - rows.start, 0)
        lengths = lengths_of(starts, rows.stop - rows.start)
        inside = slice(low, last)
        found.append(Part(rows, cells, starts, lengths, inside, nodes[inside] - rows.start))
    return found


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
        self.h = diff(x)
        self._cells: tuple[np.ndarray, Cells] | None = None

    def __len__(self) -> int:
        return len(self.x)

    def cells(self, nodes: np.ndarray) -> Cells:
        """How the samples lie between these nodes, which include the first and the last."""
        if self._cells is not None and self._cells[0] is nodes:
            return self._cells[1]
        x, y = self.x[nodes], self.y[nodes]
        widths, rises = diff(x), diff(y)
        found = Cells(parts_of(nodes), np.empty(len(self) - 1), np.empty(len(self) - 1))
        for part in found.parts:
            place = np.subtract(self.x[part.rows], part.spread(x), out=found.place[part.rows])
            place /= part.spread(widths)
            away = np.subtract(self.y[part.rows], part.spread(y), out=found.deviation[part.rows])
            away -= place * part.spread(rises)
        self._cells = (nodes, found)  # asked for twice, by the mass and by the prices
        return found

    def mass(self, nodes: np.ndarray) -> Mass:
        """The loss on these nodes, in one pass over the samples."""
        widths = self.x[nodes[1:]] - self.x[nodes[:-1]]
        if len(nodes) == len(self.x):
            zero = np.zeros(len(nodes))
            return Mass(self.w.copy(), zero[:-1], zero, widths, 0.0)
        at = self.cells(nodes)
        first, second, between, left_load, right_load = np.zeros((5, len(nodes) - 1))
        rest = 0.0
        for part in at.parts:
            w, place, away = self.w[part.rows], at.place[part.rows], at.deviation[part.rows]
            right = w * place
            left = w - right
            rest_of_place = 1 - place
            part.add_to(first, left * rest_of_place)
            part.add_to(between, right * rest_of_place)
            part.add_to(second, right * place)
            left *= away
            right *= away
            part.add_to(left_load, left)
            part.add_to(right_load, right)
            rest += float(left @ away) + float(right @ away)
        diagonal, load = np.zeros(len(nodes)), np.zeros(len(nodes))
        diagonal[:-1], load[:-1] = first, left_load
        diagonal[1:] += second
        load[1:] += right_load
        diagonal[-1] += self.w[-1]
        return Mass(diagonal, between, load, widths, rest)


def coarsened(mass: Mass, kept: np.ndarray, y: np.ndarray) -> Mass:
    """The loss on the kept of its nodes, without another pass over the samples.

    `y` holds the data at the nodes of `mass`; the first and the last node are kept.
    """
    nodes = np.flatnonzero(kept)
    count = len(nodes)
    x = np.concatenate(([0.0], np.cumsum(mass.widths)))
    starts = nodes[:-1]
    cell = np.repeat(np.arange(count - 1), diff(nodes))
    widths = np.add.reduceat(mass.widths, starts)
    begin = (x[:-1] - x[starts][cell]) / widths[cell]
    begin[starts] = 0.0
    end = np.minimum(begin + mass.widths / widths[cell], 1.0)
    end[nodes[1:] - 1] = 1.0
    chord = np.zeros(len(mass.load))
    chord[:-1] = (y[:-1] - y[starts][cell]) - begin * diff(y[nodes])[cell]
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
    changes[1:-1] = diff(slopes)
    changes[0] = slopes[0] if ends else 0.0
    changes[-1] = -slopes[-1] if ends else 0.0
    return changes


def second_differences(phi: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """Dᵀφ: the gradient at the nodes of φ times the slope changes."""
    slope = diff(phi) / widths
    out = np.zeros(len(phi))
    out[:-1] = slope
    out[1:] -= slope
    return out
