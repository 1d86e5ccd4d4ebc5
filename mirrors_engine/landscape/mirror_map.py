"""The mirror map: how near every reflection and midpoint is to being used.

See the manual, Dictionaries and Pricing.

For three layers of |·| or symmetrised ReLU, |A_jᵀr|/λ over all pairs of samples. It is 1
for every feature in use and nowhere above; on the diagonal stand the two-layer units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations
from mirrors_engine.dictionaries.reflections.three_layers import MIDPOINT, REFLECTION, Mirrors
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.errors import SettingError
from mirrors_engine.features.feature import Feature
from mirrors_engine.features.features import keys_of
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult

MOST = 400
EVERY = 4000  # samples a side up to which all pairs are priced: 16 million of each kind, a second
COARSE = 1000  # samples a side up to which all pairs are priced at once
_PER_CELL = 300  # samples of a cell that are looked at
_BLOCK = 1 << 16  # pairs priced at a time

Cell = tuple[int, int]
Ranks = tuple[int, int]
"""First sample and the one after the last."""


@dataclass(frozen=True, eq=False)
class MirrorMap:
    """Correlations of pairs of samples, thinned to at most `MOST` cells a side.

    Row j and column i of `reflections` are the samples (or the runs of neighbouring
    samples) mirrored about, x_j, and reflected, x_i; of `midpoints` the two that mirror
    each other. A cell that stands for several pairs has the largest of them; where not
    all are priced the largest of those in use and of evenly spaced ones: neighbouring pairs
    differ in second order.

    Attributes
    ----------
    result : FitResult
        The fit it belongs to.
    rows, columns : (int, int)
        The samples it covers: the first, and the one after the last.
    x_centre, x_point : (M,) ndarray of int
        Rank of the first sample of each row and of each column.
    reflections, midpoints : (M, M) ndarray
        |A_jᵀr|/λ; of symmetrised ReLU the larger of valley and tent.
    looked_at : (int, int)
        Samples along the rows and the columns of which all pairs are priced.
    """

    result: FitResult
    rows: Ranks
    columns: Ranks
    x_centre: np.ndarray
    x_point: np.ndarray
    reflections: np.ndarray
    midpoints: np.ndarray
    looked_at: tuple[int, int]
    _dictionary: Mirrors
    _phi: np.ndarray

    @property
    def exact(self) -> bool:
        """Whether every pair it covers is priced."""
        return self.looked_at == tuple(stop - first for first, stop in (self.rows, self.columns))

    def values(self, part: int) -> np.ndarray:
        """The map of a part: REFLECTION or MIDPOINT."""
        return self.midpoints if part == MIDPOINT else self.reflections

    def covers(self, u: int, w: int) -> bool:
        """Whether a pair of ranks is on it."""
        return self.rows[0] <= u < self.rows[1] and self.columns[0] <= w < self.columns[1]

    def cell_of(self, u: int, w: int) -> Cell:
        """The cell of a pair of ranks that it covers."""
        row = int(np.searchsorted(self.x_centre, u, side="right")) - 1
        return row, int(np.searchsorted(self.x_point, w, side="right")) - 1

    def ranks_of_row(self, row: int) -> slice:
        """The samples of a row."""
        return _run(self.x_centre, self.rows[1], row)

    def ranks_of_column(self, column: int) -> slice:
        """The samples of a column."""
        return _run(self.x_point, self.columns[1], column)

    def strongest(self, part: int, cell: Cell) -> tuple[Feature, float]:
        """The feature that gives a cell its value, and the value."""
        used = np.unique(_pairs(self.result))
        rows, columns = (
            _looked_at(mine, used)
            for mine in (self.ranks_of_row(cell[0]), self.ranks_of_column(cell[1]))
        )
        values = np.abs(_correlations(self._dictionary, self._phi, part, rows, columns))
        s, row, column = np.unravel_index(int(np.argmax(values)), values.shape)
        value = float(values[s, row, column])
        u, w = int(rows[row]), int(columns[column])
        if part == MIDPOINT:
            # two equal points are the unit of a two-layer network
            part, u, w = (part, *sorted((u, w))) if u != w else (REFLECTION, u, w)
        return self._dictionary.feature((int(s), part, u, w)), value

    def closer(
        self, rows: Ranks, columns: Ranks, monitor: Monitor = silent, most: int = MOST
    ) -> Iterator[MirrorMap]:
        """A part of the map with cells of its own, from coarse to fine.

        Parameters
        ----------
        rows, columns : (int, int)
            The samples, as in the attributes.
        monitor, most
            As in `mirror_map`.

        Yields
        ------
        MirrorMap
            Where it covers at most `EVERY` samples a side the last one is exact.
        """
        return _levels(self.result, self._dictionary, self._phi, rows, columns, most, monitor)


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
    *_, last = mirror_maps(result, most, monitor)
    return last


def mirror_maps(
    result: FitResult, most: int = MOST, monitor: Monitor = silent
) -> Iterator[MirrorMap]:
    """The mirror map of a fit from coarse to fine, as `mirror_map` ends.

    Parameters
    ----------
    result, most, monitor
        As in `mirror_map`.

    Yields
    ------
    MirrorMap
        For a long signal the first has one pair a cell, in a small part of the time.

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
    # the dual point is the residual, accurate even where y - f has cancelled (manual, Numerics)
    level = result.lam if result.lam > 0 else 1.0
    v = result.certificate.dual_point * (dictionary.grid.half / level)
    phi = hinge_correlations(dictionary.grid.t, v - v.mean())
    every = (0, len(dictionary.grid))
    yield from _levels(result, dictionary, phi, every, every, most, monitor)


def _levels(
    result: FitResult,
    dictionary: Mirrors,
    phi: np.ndarray,
    rows: Ranks,
    columns: Ranks,
    most: int,
    monitor: Monitor,
) -> Iterator[MirrorMap]:
    """Maps of a window, of more and more samples a side."""
    size = max(stop - first for first, stop in (rows, columns))
    finest = max(EVERY, 10 * most)
    for looked_at in (most, 4 * most, finest):
        if looked_at == finest or size > max(COARSE, 4 * looked_at):
            yield _priced(result, dictionary, phi, rows, columns, most, looked_at, monitor)


def _priced(
    result: FitResult,
    dictionary: Mirrors,
    phi: np.ndarray,
    rows: Ranks,
    columns: Ranks,
    most: int,
    looked_at: int,
    monitor: Monitor,
) -> MirrorMap:
    """The map of a window, of so many samples a side."""
    starts = [_starts(*ranks, most) for ranks in (rows, columns)]
    some = [_spread(*ranks, looked_at) for ranks in (rows, columns)]
    cuts = [np.searchsorted(seen, begin) for seen, begin in zip(some, starts, strict=True)]
    ends = np.append(cuts[0][1:], len(some[0]))
    maps = []
    step = max(1, _BLOCK // len(some[1]))
    for part in (REFLECTION, MIDPOINT):
        values = np.empty((len(starts[0]), len(starts[1])))
        for row, (begin, end) in enumerate(zip(cuts[0], ends, strict=True)):
            monitor(Progress("mirror map", 0.5 * (part + row / len(starts[0]))))
            best = np.zeros(len(some[1]))
            for first in range(int(begin), int(end), step):
                mine = some[0][first : min(first + step, int(end))]
                for each in _correlations(dictionary, phi, part, mine, some[1]):
                    np.maximum(best, np.abs(each).max(axis=0), out=best)
            values[row] = np.maximum.reduceat(best, cuts[1])
        maps.append(values)
    found = MirrorMap(
        result,
        rows,
        columns,
        starts[0],
        starts[1],
        maps[0],
        maps[1],
        (len(some[0]), len(some[1])),
        dictionary,
        phi,
    )
    parts = keys_of(result.features, 4)[:, 1].tolist()
    for part, (u, w) in zip(parts, _pairs(result).tolist(), strict=True):
        for pair in {(u, w)} if part == REFLECTION else {(u, w), (w, u)}:
            if found.covers(*pair):
                cell = found.cell_of(*pair)
                here = _correlations(dictionary, phi, part, *(np.array([rank]) for rank in pair))
                maps[part][cell] = max(maps[part][cell], float(np.abs(here).max()))
    for array in (*starts, *maps):
        array.setflags(write=False)
    return found


def _pairs(result: FitResult) -> np.ndarray:
    """(K, 2): the two ranks of each feature in use."""
    return keys_of(result.features, 4)[:, 2:]


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


def _starts(first: int, stop: int, most: int) -> np.ndarray:
    """Where each of at most so many cells begins."""
    cells = min(stop - first, max(1, most))
    return np.unique(np.linspace(first, stop, cells + 1).astype(int)[:-1])


def _run(starts: np.ndarray, stop: int, cell: int) -> slice:
    """The samples of a cell."""
    return slice(int(starts[cell]), int(starts[cell + 1]) if cell + 1 < len(starts) else stop)


def _looked_at(mine: slice, used: np.ndarray) -> np.ndarray:
    """Ranks of a cell: evenly spaced ones where they are many, and those in use."""
    inside = used[(used >= mine.start) & (used < mine.stop)]
    return np.union1d(_spread(mine.start, mine.stop, _PER_CELL), inside)


def _spread(begin: int, end: int, most: int) -> np.ndarray:
    """Ranks from begin to end - 1, all or `most` evenly spaced ones."""
    if end - begin <= most:
        return np.arange(begin, end)
    return np.linspace(begin, end - 1, most).astype(int)
