"""A long problem on blocks of its samples, whose features exist on all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.losses import RowLoss
from mirrors_engine.losses.rows import Rows
from mirrors_engine.solvers.base import Scaled
from mirrors_engine.utils.arrays import lengths_of
from mirrors_engine.utils.weighting import weighted


def fewer_rows(
    dictionary: Dictionary, rows: RowLoss, block: int
) -> tuple[Dictionary, RowLoss, np.ndarray]:
    """The rows at one sample of each block, each with the weight of a block of its like.

    Means of the rows of a block will not do: a quantile of means is another one than of rows.

    Returns
    -------
    The dictionary, the loss, and the ranks of these samples, as in `thinned`.
    """
    ranks = np.arange(block // 2, rows.rows.samples, block)
    if rows.rows.single:
        kept, of_sample = ranks, None
    else:
        place = np.searchsorted(ranks, rows.rows.sample)
        kept = np.flatnonzero(ranks[np.minimum(place, len(ranks) - 1)] == rows.rows.sample)
        of_sample = place[kept]
    few = Rows(rows.rows.y[kept], block * rows.rows.w[kept], len(ranks), of_sample)
    return dictionary.thinned(ranks), replace(rows, rows=few, free=rows.free.at(ranks)), ranks


def thinned(problem: Scaled, block: int) -> tuple[Scaled, np.ndarray]:
    """Blocks of neighbouring samples merged to their means, at one of the samples each.

    Returns
    -------
    The problem, and the rank of the sample that each block is at: `at_ranks` of the dictionary
    names features of the one as features of the other.
    """
    n = len(problem.w)
    first = np.arange(0, n, block)
    # a step between two blocks is at the first sample of the second, a kink in either of them
    ranks = first if problem.dictionary.degree == 0 else np.minimum(first + block // 2, n - 1)
    weighting = problem.weighting
    if weighting is None:
        w = lengths_of(first, n).astype(float)
    else:
        w = np.add.reduceat(weighting, first)
    y = np.add.reduceat(weighted(weighting, problem.centred), first) / w
    fewer, free = problem.dictionary.thinned(ranks), problem.free.at(ranks)
    if not free.line:  # the mean is 0 as before
        return Scaled(fewer, y, w, y, free), ranks
    return Scaled.of(fewer, y, w, free), ranks
