"""Boxes of biases that a search looks at together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mirrors_engine.dictionaries.reflections.search.box_bounds import Strips


@dataclass(frozen=True, eq=False)
class Boxes:
    """Boxes of one cell and level: their lowest corners in box lengths and their bounds."""

    cell: int
    corner: np.ndarray  # (D, n)
    bound: np.ndarray  # (n,)
    strips: Strips | None = None  # where they are known

    def where(self, some: np.ndarray) -> Boxes:
        strips = None if self.strips is None else self.strips.where(some)
        return Boxes(self.cell, self.corner.take(some, axis=1), self.bound.take(some), strips)

    @property
    def light(self) -> Boxes:
        """Without strips."""
        return replace(self, strips=None)


def joined(parts: list[Boxes]) -> list[Boxes]:
    """Those of each cell together; all of one level, and all with strips."""
    of_cells: dict[int, list[Boxes]] = {}
    for part in parts:
        of_cells.setdefault(part.cell, []).append(part)
    return [_concatenated(each) for each in of_cells.values()]


def _concatenated(parts: list[Boxes]) -> Boxes:
    strips = [part.strips for part in parts if part.strips is not None]
    return Boxes(
        parts[0].cell,
        np.concatenate([part.corner for part in parts], axis=1),
        np.concatenate([part.bound for part in parts]),
        Strips(*(np.concatenate(each, axis=-1) for each in zip(*strips, strict=True))),
    )
