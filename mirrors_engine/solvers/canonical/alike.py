"""Columns that the samples do not tell apart: of each group one stands for all.

Reflections on a regular grid coincide, and features whose kinks lie at neighbours of a cluster
of samples differ by no more than the width of the cluster. Which of them a solver met first
depends on where it started; which one stands for the group is a rule: the cheapest, ties by
the fixed order of the features.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.algorithms.triangular import pivoted_qr
from mirrors_engine.utils.distinct_rows import positions

_ALIKE = 9  # digits, relative to the longest column, in which columns of a group agree
_UNSURE = 1e-6  # length of a direction from which weights along it are known to few digits
_DEPENDENT = 1e-8  # length of a direction, relative to the longest, that is no more than that


@dataclass(frozen=True, eq=False)
class Groups:
    """Which columns stand for which.

    Attributes
    ----------
    first : (E,) ndarray of int
        For each column the one that stands for its group.
    kept : (K,) ndarray of int
        Those that stand for a group.
    costs : (K, stages) ndarray
        Their costs.
    columns : (rank, K) ndarray
        These columns, in as many coordinates as they have directions.
    unsure : bool
        Whether directions were lost, or weights on these columns are not known to many digits.
    """

    first: np.ndarray
    kept: np.ndarray
    costs: np.ndarray
    columns: np.ndarray
    unsure: bool


def grouped(columns: np.ndarray, costs: np.ndarray, alike: np.ndarray) -> Groups:
    """Groups of the (rank, E) columns, `alike` by `first_equal`; of each the one of least
    (E, stages) costs stays."""
    order = np.lexsort(costs.T[::-1])[::-1]
    cheapest = np.empty_like(order)
    cheapest[alike[order]] = order  # what is written last stays
    first = cheapest[alike]
    kept = np.unique(first)
    distinct = columns[:, kept]
    q, r, _ = pivoted_qr(distinct)
    lengths = np.abs(np.diag(r))
    rank = int(np.sum(lengths > _DEPENDENT * lengths[0]))
    unsure = rank < len(columns) or bool(lengths[-1] < _UNSURE * lengths[0])
    if rank < len(columns):
        distinct = q[:, :rank].T @ distinct
    return Groups(first, kept, costs[kept], distinct, unsure)


def first_equal(columns: np.ndarray) -> np.ndarray:
    """For each column the first that is equal to it, or alike."""
    probe = np.random.default_rng(0).standard_normal((2, columns.shape[0])) @ columns
    scale = np.linalg.norm(columns, axis=0).max()
    rounded = np.round(probe / scale, _ALIKE)
    first, which = positions(rounded.T)
    return first[which]
