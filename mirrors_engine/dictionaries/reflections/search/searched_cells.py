"""The cells of a chain of folds as a search needs them: with bounds and domains of their boxes.

Linear programs and tables of five folds take about a second, so that they are made one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mirrors_engine.dictionaries.reflections.fold_cells import Cell, cells
from mirrors_engine.dictionaries.reflections.search.box_bounds import BoxBounds
from mirrors_engine.dictionaries.reflections.search.cell_boxes import CellBoxes
from mirrors_engine.dictionaries.reflections.shapes import W_SHAPE, Shape
from mirrors_engine.progress import Check


@cache
def _of_cell(
    folds: int, shapes: tuple[Shape, ...], number: int
) -> tuple[Cell, BoxBounds, CellBoxes]:
    """A cell, its bounds and its domain."""
    steps = folds - 1 if shapes == (W_SHAPE,) else folds - 2  # the others exchange shapes
    cell = cells(folds, shapes)[number]
    return cell, BoxBounds(cell), CellBoxes(cell, steps)


def searched_cells(
    folds: int, shapes: tuple[Shape, ...], check: Check
) -> Iterator[tuple[Cell, BoxBounds, CellBoxes]]:
    """Every cell of a chain of folds with its bounds and its domain, each kept once it is made."""
    for number in range(len(cells(folds, shapes, check))):
        check()
        yield _of_cell(folds, shapes, number)
