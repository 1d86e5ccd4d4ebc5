"""The pieces of the function on show as columns, for a table that may have tens of thousands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.features.feature import Key
from mirrors_engine.features.features import outline_of

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult

_SAME = 1e-9  # of the range of x: kinks that are one


@dataclass(frozen=True, slots=True, eq=False)
class PieceTable:
    """The pieces, see `FitResult.pieces`; those of additive inputs input after input.

    Attributes
    ----------
    result : FitResult
    column : (P,) ndarray of int
        Which input they are of.
    rows : (P, 4) ndarray
        Start, end, value and slope.
    """

    result: FitResult
    column: np.ndarray
    rows: np.ndarray

    def __len__(self) -> int:
        return len(self.rows)

    def bends_at(self, row: int) -> Key | None:
        """The feature that bends most where a piece begins, or where the first one ends."""
        result = self.result
        start, end = self.rows[row, :2]
        at = start if np.isfinite(start) else end
        outline = outline_of(result.features)
        reach = _SAME * float(np.ptp(result.signal.x))
        near = (np.abs(outline.position - at) <= reach) & (
            outline.column[outline.owner] == self.column[row]
        )
        if not near.any():
            return None
        owners = outline.owner[near]
        size = np.abs(np.asarray(result.weights)[owners] * outline.change[near])
        return result.features[int(owners[int(np.argmax(size))])].key

    def kinks(self) -> np.ndarray:
        """Which kink of the answer each piece begins with, (P,); -1 for none inside the data."""
        places = np.array([kink.position for kink in self.result.kinks])
        start, reach = self.rows[:, 0], _SAME * float(np.ptp(self.result.signal.x))
        if self.result.signal.dimension > 1 or not len(places):
            return np.full(len(self), -1)
        near = np.maximum(np.searchsorted(places, start + reach, side="right") - 1, 0)
        return np.where(np.abs(places[near] - start) <= reach, near, -1)


def piece_table(result: FitResult) -> PieceTable:
    """The pieces of an answer.

    Raises
    ------
    SettingError
        For a function on the plane, which has none.
    """
    additive = result.architecture.inputs == "additive"
    inputs = range(result.signal.dimension) if additive else (None,)
    parts = [np.array(result.pieces(column)) for column in inputs]
    column = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return PieceTable(result, column, np.concatenate(parts))
