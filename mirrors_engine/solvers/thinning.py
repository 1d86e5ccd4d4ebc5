"""A long problem on blocks of its samples, whose features exist on all of them."""

from __future__ import annotations

import numpy as np

from mirrors_engine.solvers.base import Scaled
from mirrors_engine.utils.arrays import lengths_of
from mirrors_engine.utils.weighting import weighted


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
