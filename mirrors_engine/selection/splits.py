"""Which rows train and which test: random, blocked and rolling-origin splits.

Rows of equal x stay together, so that no fold is tested on a point it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.losses.rows import samples_of_rows
from mirrors_engine.signals.signal import Signal

SPLITS = ("random", "blocked", "rolling")
ORDERS = ("x", "rows")
_LARGEST_SEED = 2**32 - 1  # of scikit-learn's splitters


@dataclass(frozen=True, eq=False)
class Fold:
    """Row numbers, ascending, that train and that test."""

    train: np.ndarray
    test: np.ndarray


def folds_of(
    signal: Signal,
    splits: str = "blocked",
    folds: int = 5,
    *,
    order: str | None = None,
    stratified: bool = False,
    seed: int = 0,
) -> tuple[Fold, ...]:
    """Splits of the usable rows of a signal (`raw_x`, `raw_y`, `raw_weights`).

    Parameters
    ----------
    signal : Signal
        Data.
    splits : str
        "random": every point is tested once, folds drawn at random.
        "blocked": every point is tested once, folds are runs of neighbours.
        "rolling": the points in order make folds + 1 blocks; each block but the first is
        tested on what was trained on the blocks before it, so nothing looks ahead.
    folds : int
        How many, at least 2.
    order : str, optional
        What "neighbours" and "before" mean: "x" for sorted x, "rows" for the order of the
        rows (time, where x is a lagged value). By default "x" for one input column and
        "rows" for several.
    stratified : bool
        Random folds with the same share of each y (labels).
    seed : int
        Of the random folds.

    Raises
    ------
    SettingError
        If there is no such split, or fewer points than folds.
    """
    if splits not in SPLITS:
        raise SettingError(f"There are no {splits!r} splits: choose one of {', '.join(SPLITS)}.")
    order = order or ("x" if signal.dimension == 1 else "rows")
    if order not in ORDERS or (order == "x" and signal.dimension > 1):
        raise SettingError(
            f"There is no order {order!r} here: choose x (one input column only) or rows."
        )
    if not (seed == int(seed) and 0 <= seed <= _LARGEST_SEED):
        raise SettingError(f"seed = {seed} must be a whole number from 0 to {_LARGEST_SEED}.")
    groups = _groups(signal, order)
    points = int(groups.max()) + 1
    blocks = folds + 1 if splits == "rolling" else folds
    if folds < 2 or blocks > points:
        most = points - 1 if splits == "rolling" else points
        raise SettingError(
            f"{folds} {splits} folds do not suit {points} distinct points: "
            + (f"give from 2 to {most}." if most >= 2 else "they are too few to validate on.")
        )
    # half a second to import, so only when folds are made
    from sklearn.model_selection import KFold, StratifiedKFold, TimeSeriesSplit

    labels = np.zeros(points)
    if splits == "rolling":
        parts = TimeSeriesSplit(folds).split(labels)
    elif splits == "blocked":
        parts = KFold(folds).split(labels)
    elif stratified:
        labels[groups] = signal.raw_y
        least = int(np.unique(labels, return_counts=True)[1].min())
        if least < folds:
            raise SettingError(
                f"{folds} folds need {folds} points of each label, but one has {least}: "
                "give fewer folds."
            )
        parts = StratifiedKFold(folds, shuffle=True, random_state=seed).split(labels, labels)
    else:
        parts = KFold(folds, shuffle=True, random_state=seed).split(labels)
    return tuple(
        Fold(np.flatnonzero(np.isin(groups, train)), np.flatnonzero(np.isin(groups, test)))
        for train, test in parts
    )


def own_folds(splits: Sequence[tuple[np.ndarray, np.ndarray]], rows: int) -> tuple[Fold, ...]:
    """Splits given as pairs of row numbers or masks, as scikit-learn's splitters give them.

    Raises
    ------
    SettingError
        If there is none, or one is empty or names rows that do not exist.
    """
    numbers = np.arange(rows)
    try:
        folds = tuple(Fold(numbers[train], numbers[test]) for train, test in splits)
    except (IndexError, TypeError, ValueError):
        raise SettingError(
            f"The splits must be pairs of row numbers below {rows}: (train, test), …"
        ) from None
    if not folds or any(not len(f.train) or not len(f.test) for f in folds):
        raise SettingError("The splits must be pairs of rows, none of them empty.")
    return folds


def _groups(signal: Signal, order: str) -> np.ndarray:
    """For each row the number of its distinct point, counted in the given order."""
    groups = samples_of_rows(signal)
    if order == "x":
        return groups
    values, groups = np.unique(groups, return_inverse=True)
    groups = groups.ravel()
    first = np.full(len(values), len(groups))
    np.minimum.at(first, groups, np.arange(len(groups)))
    rank = np.empty(len(values), dtype=int)
    rank[np.argsort(first)] = np.arange(len(values))
    return rank[groups]
