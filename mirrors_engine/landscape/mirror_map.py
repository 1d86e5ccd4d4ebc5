"""The mirror map: how near every reflection and midpoint is to being used.

See the manual, Dictionaries and Pricing.

For three layers of |·| or symmetrised ReLU, |A_jᵀr|/λ over all pairs of samples. It is 1
for every feature in use and nowhere above; on the diagonal stand the two-layer units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations
from mirrors_engine.dictionaries.reflections.three_layers import MIDPOINT, REFLECTION, Mirrors
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.errors import SettingError
from mirrors_engine.features.feature import Feature
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult

MOST = 400
EVERY = 4000  # samples up to which all pairs are priced: 16 million of each kind, a second
_PER_CELL = 300  # samples of a cell that are looked at
_BLOCK = 1 << 16  # pairs priced at a time

Cell = tuple[int, int]


@dataclass(frozen=True, eq=False)
class MirrorMap:
    """Correlations of all pairs of samples, thinned to at most `MOST` cells a side.

    Row j and column i of `reflections` are the samples (or the runs of neighbouring
    samples) mirrored about, x_j, and reflected, x_i; of `midpoints` the two that mirror
    each other. A cell that stands for several pairs has the largest of them, above `EVERY`
    samples the largest of those in use and of evenly spaced ones: neighbouring pairs differ
    in second order.

    Attributes
    ----------
    result : FitResult
        The fit it belongs to.
    x_centre, x_point : (M,) ndarray of int
        Rank of the first sample of each row and of each column.
    reflections, midpoints : (M, M) ndarray
        |A_jᵀr|/λ; of symmetrised ReLU the larger of valley and tent.
    """

    result: FitResult
    x_centre: np.ndarray
    x_point: np.ndarray
    reflections: np.ndarray
    midpoints: np.ndarray
    _dictionary: Mirrors
    _phi: np.ndarray

    def values(self, part: int) -> np.ndarray:
        """The map of a part: REFLECTION or MIDPOINT."""
        return self.midpoints if part == MIDPOINT else self.reflections

    def cell_of(self, u: int, w: int) -> Cell:
        """The cell of a pair of ranks."""
        row = int(np.searchsorted(self.x_centre, u, side="right")) - 1
        return row, int(np.searchsorted(self.x_point, w, side="right")) - 1

    def ranks(self, cell: int) -> slice:
        """The samples of a row or a column."""
        ends = np.append(self.x_centre, len(self._phi))
        return slice(int(ends[cell]), int(ends[cell + 1]))

    def _looked_at(self, cell: int) -> np.ndarray:
        """Ranks of a row or a column: evenly spaced ones where they are many, and those in use."""
        mine = self.ranks(cell)
        used = {rank for f in self.result.features for rank in f.key[2:]}
        inside = [rank for rank in used if mine.start <= rank < mine.stop]
        return np.union1d(_spread(mine.start, mine.stop, _PER_CELL), np.array(inside, dtype=int))

    def strongest(self, part: int, cell: Cell) -> tuple[Feature, float]:
        """The feature that gives a cell its value, and the value."""
        rows, columns = self._looked_at(cell[0]), self._looked_at(cell[1])
        values = np.abs(_correlations(self._dictionary, self._phi, part, rows, columns))
        s, row, column = np.unravel_index(int(np.argmax(values)), values.shape)
        value = float(values[s, row, column])
        u, w = int(rows[row]), int(columns[column])
        if part == MIDPOINT:
            # two equal points are the unit of a two-layer network
            part, u, w = (part, *sorted((u, w))) if u != w else (REFLECTION, u, w)
        return self._dictionary.feature((int(s), part, u, w)), value


def has_mirror_map(net: Architecture) -> bool:
    """Whether the features of a network are reflections and midpoints."""
    return net.inputs == "line" and net.layers == 3 and net.activation in ("abs", "symmetrized")


def mirror_map(result: FitResult, most: int = MOST, monitor: Monitor = silent) -> MirrorMap:
    """The mirror map of a fit.

    All pairs are priced up to `EVERY` samples, as many of them above; memory is O(N + most²).

    Parameters
    ----------
    result : FitResult
        A fit by a three-layer network of |·| or symmetrised ReLU, at any λ.
    most : int
        Rows and columns at most; above, neighbouring samples share a cell.
    monitor : callable
        Receives `Progress`, may raise `Cancelled`.

    Raises
    ------
    SettingError
        If the network has no mirror map.
    """
    if not has_mirror_map(result.architecture):
        raise SettingError(
            f"A {result.architecture.describe()} has no mirror map: "
            "choose |x| or symmetrised ReLU with three layers."
        )
    dictionary = build_dictionary(result.architecture, result.signal.x)
    assert isinstance(dictionary, Mirrors)
    n = len(dictionary.grid)
    # the dual point is the residual, accurate even where y - f has cancelled (manual, Numerics)
    level = result.lam if result.lam > 0 else 1.0
    v = result.certificate.dual_point * (dictionary.grid.half / level)
    phi = hinge_correlations(dictionary.grid.t, v - v.mean())
    starts = np.unique(np.linspace(0, n, min(n, max(1, most)) + 1).astype(int)[:-1])
    looked_at = _spread(0, n, max(EVERY, 10 * most))
    cuts = np.searchsorted(looked_at, starts)
    ends = np.append(cuts[1:], len(looked_at))
    maps = []
    for part in (REFLECTION, MIDPOINT):
        values = np.empty((len(starts), len(starts)))
        step = max(1, _BLOCK // len(looked_at))
        for row, (begin, end) in enumerate(zip(cuts, ends, strict=True)):
            monitor(Progress("mirror map", 0.5 * (part + row / len(starts))))
            best = np.zeros(len(looked_at))
            for first in range(int(begin), int(end), step):
                some = looked_at[first : min(first + step, int(end))]
                for each in _correlations(dictionary, phi, part, some, looked_at):
                    np.maximum(best, np.abs(each).max(axis=0), out=best)
            values[row] = np.maximum.reduceat(best, cuts)
        maps.append(values)
    for feature in result.features:
        _, part, u, w = feature.key
        for pair in {(u, w)} if part == REFLECTION else {(u, w), (w, u)}:
            cell = tuple(int(np.searchsorted(starts, rank, side="right")) - 1 for rank in pair)
            here = _correlations(dictionary, phi, part, *(np.array([rank]) for rank in pair))
            maps[part][cell] = max(maps[part][cell], float(np.abs(here).max()))
    for array in (starts, *maps):
        array.setflags(write=False)
    return MirrorMap(result, starts, starts, maps[REFLECTION], maps[MIDPOINT], dictionary, phi)


def _correlations(
    dictionary: Mirrors, phi: np.ndarray, part: int, rows: np.ndarray, columns: np.ndarray
) -> list[np.ndarray]:
    """A_jᵀr of all pairs of some rows with some columns, one array a shape."""
    t = dictionary.grid.t
    u, w = t[rows, None], t[None, columns]
    if part == MIDPOINT:
        pair = phi[rows, None] + phi[None, columns]
        centre = np.interp(u + 0.5 * (w - u), t, phi)
    else:
        pair = np.interp(u - (w - u), t, phi) + phi[None, columns]
        centre = phi[rows, None]
    return [
        shape.line * phi[0] + shape.outer * pair + shape.inner * centre
        for shape in dictionary.shapes
    ]


def _spread(begin: int, end: int, most: int) -> np.ndarray:
    """Ranks from begin to end - 1, all or `most` evenly spaced ones."""
    if end - begin <= most:
        return np.arange(begin, end)
    return np.linspace(begin, end - 1, most).astype(int)
