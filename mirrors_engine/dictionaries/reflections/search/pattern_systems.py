"""The linear systems of the conditions that may hold in a box, by bit patterns of its conditions.

A search over five folds meets some 10⁵ patterns. Their independent conditions are found for many
of them together, and kept.
"""

from __future__ import annotations

import numpy as np

_INDEPENDENT = 1e-6  # squared distance of a row from the span of others, at least 5⁻⁴ if not 0


class PatternSystems:
    """Systems of D of the conditions rows @ a = x of a cell.

    Parameters
    ----------
    rows : (K, D) ndarray of int
        Entries 0, 1 and -1.
    """

    def __init__(self, rows: np.ndarray) -> None:
        folds = rows.shape[1]
        self._rows = rows
        # patterns in order, then as `of` returns; replaced as a whole, for threads share it
        self._known: tuple[np.ndarray, ...] = (
            np.empty(0, dtype=np.int64),
            np.empty(0, dtype=bool),
            np.empty((0, folds), dtype=np.int64),
            np.empty((0, folds, folds)),
        )

    def of(self, patterns: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Whether D conditions of each pattern are independent, the first that are, and the
        inverse of their rows; zeros where there are fewer.

        Parameters
        ----------
        patterns : (P,) ndarray of int
            Different ones, increasing.

        Returns
        -------
        full : (P,) ndarray of bool
        picks : (P, D) ndarray of int
        inverses : (P, D, D) ndarray
        """
        known = self._known
        at = np.searchsorted(known[0], patterns)
        new = np.ones(len(patterns), dtype=bool)
        inside = at < len(known[0])
        new[inside] = known[0].take(at[inside]) != patterns[inside]
        if new.any():
            pairs = zip(known, self._solved(patterns[new]), strict=True)
            known = tuple(np.insert(old, at[new], more, axis=0) for old, more in pairs)
            self._known = known
            at = np.searchsorted(known[0], patterns)
        full, picks, inverses = (each.take(at, axis=0) for each in known[1:])
        return full, picks, inverses

    def _solved(self, patterns: np.ndarray) -> tuple[np.ndarray, ...]:
        """Of patterns that are not known what is kept of them."""
        folds = self._rows.shape[1]
        rank = np.zeros(len(patterns), dtype=np.int64)
        picks = np.zeros((len(patterns), folds), dtype=np.int64)
        beside = np.tile(np.eye(folds), (len(patterns), 1, 1))  # projects off the picked rows
        for k, row in enumerate(self._rows.astype(float)):
            mine = np.flatnonzero((patterns >> k & 1 > 0) & (rank < folds))
            part = beside[mine] @ row
            size = part @ row
            new = np.flatnonzero(size > _INDEPENDENT)
            mine, part, size = mine[new], part[new], size[new]
            beside[mine] -= part[:, :, None] * part[:, None, :] / size[:, None, None]
            picks[mine, rank[mine]] = k
            rank[mine] += 1
        full = rank == folds
        picks[~full] = 0
        inverses = np.zeros((len(patterns), folds, folds))
        inverses[full] = np.linalg.inv(self._rows[picks[full]].astype(float))
        return patterns, full, picks, inverses
