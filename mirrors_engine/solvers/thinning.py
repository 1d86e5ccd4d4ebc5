"""A long problem on blocks of its samples, whose features exist on all of them."""

from __future__ import annotations

import numpy as np

from mirrors_engine.solvers.base import Scaled


def thinned(problem: Scaled, block: int) -> tuple[Scaled, np.ndarray]:
    """Blocks of neighbouring samples merged to their means, at one of the samples each.

    Returns
    -------
    The problem, and the rank of the sample that each block is at: `at_ranks` of the dictionary
    names features of the one as features of the other.
    """
    first = np.arange(0, len(problem.w), block)
    ranks = np.minimum(first + block // 2, len(problem.w) - 1)
    w = np.add.reduceat(problem.w, first)
    y = np.add.reduceat(problem.w * problem.centred, first) / w
    fewer, free = problem.dictionary.thinned(ranks), problem.free.at(ranks)
    if not free.line:  # the mean is 0 as before
        return Scaled(fewer, y, w, y, free), ranks
    return Scaled.of(fewer, y, w, free), ranks
