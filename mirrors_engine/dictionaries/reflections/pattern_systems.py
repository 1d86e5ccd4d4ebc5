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
        self._known: dict[int, int] = {}
        self._full = np.empty(0, dtype=bool)
        self._picks = np.empty((0, folds), dtype=np.int64)
        self._inverses = np.empty((0, folds, folds))

    def of(self, patterns: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Whether D conditions of each pattern are independent, the first that are, and the
        inverse of their rows; zeros where there are fewer.

        Returns
        -------
        full : (P,) ndarray of bool
        picks : (P, D) ndarray of int
        inverses : (P, D, D) ndarray
        """
        fresh = [pattern for pattern in patterns.tolist() if pattern not in self._known]
        if fresh:
            self._add(np.unique(np.array(fresh, dtype=np.int64)))
        at = np.array([self._known[pattern] for pattern in patterns.tolist()], dtype=np.intp)
        return self._full.take(at), self._picks.take(at, axis=0), self._inverses.take(at, axis=0)

    def _add(self, patterns: np.ndarray) -> None:
        """Solve for patterns that are not known."""
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
        known = len(self._known)
        self._known.update(zip(patterns.tolist(), range(known, known + len(full)), strict=True))
        self._full = np.concatenate((self._full, full))
        self._picks = np.concatenate((self._picks, picks))
        self._inverses = np.concatenate((self._inverses, inverses))
