"""The working columns and their QR factors: N rows become K, the same Lasso."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from mirrors_engine.algorithms.triangular import pivoted_qr, thin_qr
from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.errors import thin_to
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.active_set import negligible
from mirrors_engine.solvers.base import Scaled
from mirrors_engine.utils.background import in_background
from mirrors_engine.utils.memory import check_memory

_COPIES = 4  # of the columns: themselves, Q, and what a factorisation makes of them


class WorkingColumns:
    """Columns of the working set, factored as Q · small with orthonormal Q.

    ½||b - Az||² = ½||Qᵀb - small·z||² + constant, so every inner solve sees K rows. A
    column that depends on the others adds no row. With as many columns as samples no row is
    saved, and Q is left out unless `rank_revealing`, the default.

    Attributes
    ----------
    anew : bool
        Whether `extend` factors all columns again, so that it is worth having few of them.
    rank_revealing : bool
        Whether `small` always has as many rows as the columns have rank.
    keys : (K, width) ndarray
        In the order of the columns.
    small : (rank, K) ndarray
        QᵀA.
    small_target : (rank,) ndarray
        Qᵀb.
    target : (N,) ndarray
        b: the centred values times the roots of the weights.
    """

    anew: ClassVar[bool] = False
    rank_revealing = True

    def __init__(self, dictionary: Dictionary, problem: Scaled, check: Check = no_check) -> None:
        self._check = check
        self._dictionary = dictionary
        self._w = problem.w
        self._free = problem.free
        self._root = np.sqrt(problem.w)
        self.target = self._root * problem.centred
        self._clear()

    def _clear(self) -> None:
        n = len(self.target)
        self.keys = np.empty((0, self._dictionary.key_width), dtype=np.int64)
        self._known: set[tuple[int, ...]] = set()
        self._q: np.ndarray | None = np.empty((n, 0))  # None: the identity
        self.small = np.empty((0, 0))
        self.small_target = np.empty(0)

    @property
    def size(self) -> int:
        """Number of working columns."""
        return len(self.keys)

    @property
    def factored(self) -> bool:
        """Whether the columns were factored: there were fewer than samples."""
        return self._q is not None

    def unknown(self, keys: np.ndarray) -> np.ndarray:
        """Those keys that are not in the working set."""
        fresh = [key for key in keys.tolist() if tuple(key) not in self._known]
        return as_keys(fresh, self._dictionary.key_width)

    def extend(self, keys: np.ndarray) -> int:
        """Add columns by block Gram-Schmidt, twice, then a pivoted QR of what is left."""
        if self.size + len(keys) >= len(self.target) and not self.rank_revealing:
            return self._extend_plain(keys)
        rows = len(self.small)
        check_columns(len(self.target), self.size + len(keys), len(self.target))
        work = float(len(self.target)) * len(keys) * (4 * rows + 6 * len(keys))
        self._q, self.small, self.small_target = in_background(
            lambda: self._extended(keys), self._check, work
        )
        self.keys = np.concatenate((self.keys, keys))
        self._known.update(map(tuple, keys.tolist()))
        return len(keys)

    def _extend_plain(self, keys: np.ndarray) -> int:
        """Add columns as they are."""
        check_columns(len(self.target), self.size + len(keys), len(self.target))
        fresh = keys if self._q is None else np.concatenate((self.keys, keys))
        block = self._block(fresh)
        before = self.small[:, : self.size] if self._q is None else block[:, :0]
        self._q, self.small_target = None, self.target
        self.small = np.concatenate((before, block), axis=1)
        self.keys = np.concatenate((self.keys, keys))
        self._known.update(map(tuple, keys.tolist()))
        return len(keys)

    def _block(self, keys: np.ndarray) -> np.ndarray:
        """The centred columns of these features, their rows times the roots of the weights."""
        block = self._free.without(self._dictionary.columns(keys), self._w)
        block *= self._root[:, None]
        return block

    def _extended(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Q, the small columns and the small target with these columns behind the others."""
        assert self._q is not None
        block = self._block(keys)
        small = negligible(np.linalg.norm(block, axis=0))
        inside = self._q.T @ block
        block -= self._q @ inside
        again = self._q.T @ block
        inside += again
        block -= self._q @ again
        rows, width = self.small.shape
        q, outside = revealing_qr(block, small)
        # centred columns span no more dimensions; more would be rounding
        most = len(self.target) - self._free.rank(self._w)
        rank = min(len(outside), max(0, most - rows))
        q, outside = q[:, :rank], outside[:rank]
        q -= self._q @ (self._q.T @ q)  # the pivoted rest may be tiny: orthogonal once more
        q = self._root[:, None] * self._free.without(q / self._root[:, None], self._w)
        q /= np.linalg.norm(q, axis=0)
        small = np.zeros((rows + rank, width + len(keys)))
        small[:rows, :width] = self.small
        small[:rows, width:] = inside
        small[rows:, width:] = outside
        target = np.concatenate((self.small_target, q.T @ self.target))
        return np.concatenate((self._q, q), axis=1), small, target

    def add(self, z: np.ndarray, keys: np.ndarray, most: int) -> np.ndarray:
        """Add columns; with more than `most` before, those of zero weight leave first.

        Returns
        -------
        (K,) ndarray
            The weights of all columns then, 0 for those that were added.
        """
        if self.size > most:
            support = np.flatnonzero(z)
            keys, z = np.concatenate((self.keys[support], keys)), z[support]
            self._clear()
        self.extend(keys)
        return np.concatenate((z, np.zeros(self.size - len(z))))

    def lift(self, small_residual: np.ndarray) -> np.ndarray:
        """The residual at all N samples: (I - QQᵀ)b + Q · small residual."""
        if self._q is None:
            return small_residual
        rest = self.target - self._q @ self.small_target
        rest -= self._q @ (self._q.T @ rest)
        return rest + self._q @ small_residual


def check_columns(rows: int, columns: int, samples: int) -> None:
    """Refuse working columns that would not fit beside their factors.

    Raises
    ------
    SizeError
    """
    check_memory(
        _COPIES * rows * columns,
        f"{columns} working columns of {samples} samples",
        "use a larger lam, which needs fewer, or thin the signal",
        [thin_to(samples, samples // 2)],
    )


def revealing_qr(block: np.ndarray, small: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Q (rows, rank) and QᵀA (rank, K), without directions shorter than `small` per column.

    Pivoting costs several times a plain factorisation and is needed for dependent columns
    only, so it comes second; more columns than rows always are dependent.
    """
    plain = block.shape[1] <= block.shape[0]
    if plain:
        q, r = thin_qr(block)
        pivot = np.arange(block.shape[1])
    if not plain or np.any(np.abs(np.diag(r)) <= small):
        q, r, pivot = pivoted_qr(block)
    rank = int(np.sum(np.abs(np.diag(r)) > small[pivot][: len(r)]))
    combined = np.zeros((rank, block.shape[1]))
    combined[:, pivot] = r[:rank]
    return q[:, :rank], combined
