"""Huber's loss as the squared one: every outlier is a feature of its own.

Huber's loss of r is min_o ½(r - o)² + δ|o|. So a unit that is 1 at one row and 0 elsewhere,
scaled to cost λ where o costs ωδ, turns the problem into a Lasso over the dictionary and
M more columns: the working set solves it exactly, outliers entering and leaving like features.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.candidates import strongest_first
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.errors import Remedy, SizeError
from mirrors_engine.features.feature import Feature
from mirrors_engine.losses import Huber, RowLoss
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.base import Report, Scaled, Solution
from mirrors_engine.solvers.lasso import run

MEMORY_LIMIT = 1 << 29  # bytes of working columns
_NEAR = 100.0  # middle deviations of y, or deltas, at which an outlier counts as far
_FEATURE = -1  # first entry of the key of a feature; of an outlier it is the row


class WithOutliers(Dictionary):
    """The dictionary, and for each row a column that is `reach` there and 0 elsewhere."""

    def __init__(self, dictionary: Dictionary, rows: RowLoss, reach: np.ndarray) -> None:
        self.dictionary = dictionary
        self.grid = dictionary.grid
        self.degree = dictionary.degree
        self.key_width = dictionary.key_width + 1
        self.rows = rows.rows
        self.reach = reach

    @property
    def size(self) -> int:
        return self.dictionary.size + len(self.reach)

    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        """Features by their own pricing pass, outliers by looking at each."""
        found = self.dictionary.price(self.rows.per_sample(v), above, every, limit, check)
        correlations = self.reach * v
        strength = np.abs(correlations)
        far = np.flatnonzero(strength > above)
        return strongest_first(
            max(found.bound, float(strength.max())),
            np.concatenate((features(found.keys), self.outliers(far))),
            np.concatenate((found.correlations, correlations[far])),
            None,
        )

    def all_keys(self) -> np.ndarray:
        every = np.arange(len(self.reach))
        return np.concatenate((features(self.dictionary.all_keys()), self.outliers(every)))

    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        if 8 * len(keys) * len(self.reach) > MEMORY_LIMIT:
            raise too_many(len(keys), len(self.reach))
        row = keys[:, 0]
        outlier = np.flatnonzero(row != _FEATURE)
        columns = np.zeros((len(self.reach), len(keys)))
        inside = np.flatnonzero(row == _FEATURE)
        columns[:, inside] = self.rows.per_row(self.dictionary.columns(keys[inside, 1:]))
        columns[row[outlier], outlier] = self.reach[row[outlier]]
        return columns[rows]

    def outliers(self, rows: np.ndarray) -> np.ndarray:
        """Keys of rows."""
        keys = np.zeros((len(rows), self.key_width), dtype=np.int64)
        keys[:, 0] = rows
        return keys

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        return np.zeros((len(keys), 1))

    def feature(self, key: tuple[int, ...]) -> Feature:
        return self.dictionary.feature(key[1:])


def features(keys: np.ndarray) -> np.ndarray:
    """Keys of the dictionary as keys of it with outliers."""
    return np.concatenate((np.full((len(keys), 1), _FEATURE), keys), axis=1)


def too_many(columns: int, rows: int) -> SizeError:
    """Says what to change where the outliers would not fit."""
    return SizeError(
        f"Huber's loss needs {columns} working columns of {rows} rows, more than the "
        f"{MEMORY_LIMIT >> 20} MB it may take: raise delta, so that fewer rows are outliers, "
        "or thin the signal.",
        [Remedy("Thin to means of 2 neighbours", thin=2)],
    )


def solve(
    dictionary: Dictionary,
    rows: RowLoss,
    lam: float,
    start: Solution | None,
    step: Report,
    check: Check,
    solver: str,
) -> Solution:
    """Optimum for Huber's loss; `duals` holds ω times the clipped residual of each row.

    The gradient of an outlier does not depend on its distance. So outliers are moved near,
    where they cost no digits; if they are outliers still, the optimum is that of the rows as
    they are.
    """
    loss, y = rows.loss, rows.rows.y
    assert isinstance(loss, Huber)
    reach = _NEAR * max(1.0, loss.delta)
    while True:
        near = np.clip(y, -reach, reach)
        moved = near != y
        closer = replace(rows, rows=replace(rows.rows, y=near))
        found = _solve(dictionary, closer, lam, start, step, check, solver)
        if not moved.any():
            return found
        f = matvec(dictionary, found.keys, found.weights)
        r = near - rows.rows.per_row(f + closer.best_shift(f))
        if np.all(np.sign(y[moved]) * r[moved] >= loss.delta):
            return found
        reach, start = reach * _NEAR, found


def _solve(
    dictionary: Dictionary,
    rows: RowLoss,
    lam: float,
    start: Solution | None,
    step: Report,
    check: Check,
    solver: str,
) -> Solution:
    """The Lasso over features and outliers."""
    loss, y, w = rows.loss, rows.rows.y, rows.rows.w
    assert isinstance(loss, Huber)
    reach = lam / (w * loss.delta)
    augmented = WithOutliers(dictionary, rows, reach)
    keys, z = np.empty((0, dictionary.key_width), dtype=np.int64), np.empty(0)
    f = np.zeros(rows.rows.samples)
    if start is not None:
        keys, z = start.keys, start.weights
        f = matvec(dictionary, keys, z)
    # rows that are outliers of the start, or of the best constant, most likely stay so
    r = y - rows.rows.per_row(f + rows.best_shift(f))
    far = np.flatnonzero(np.abs(r) > loss.delta)
    if 8 * len(far) * len(y) > MEMORY_LIMIT:
        raise too_many(len(far), len(y))
    beyond = (r[far] - np.clip(r[far], -loss.delta, loss.delta)) / reach[far]
    begin = Solution(
        np.concatenate((features(keys), augmented.outliers(far))),
        np.concatenate((z, beyond)),
        (),
        0,
        "",
    )
    free = rows.free_per_row
    centred = free.without(y, w)
    found = run(solver, Scaled(augmented, centred, w, centred, free), lam, begin, step, check)
    inside = np.flatnonzero(found.keys[:, 0] == _FEATURE)
    return replace(found, keys=found.keys[inside, 1:], weights=found.weights[inside])
