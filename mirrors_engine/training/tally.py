"""Where the kinks of a trained network lie: on data points, on mirror points, elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mirrors_engine.progress import Check, no_check
from mirrors_engine.results import FitResult
from mirrors_engine.training.chain import Chain

DATA, MIRROR, OTHER_MIRROR, ELSEWHERE = range(4)
NEAR = 1e-3  # of the range of x: how near a kink on a point lies, at most
SHARE = 0.05  # of the mean distance of samples: likewise
FAINT = 0.01  # of the strongest change of slope: weaker kinks are not counted
MOST_FEATURES = 20_000  # up to here all mirror points of the dictionary are listed


@dataclass(frozen=True, eq=False)
class Landmarks:
    """The points on which a kink may lie, of one column of x.

    Attributes
    ----------
    low, high : float
        Range of the data.
    data : ndarray
        Sorted distinct samples.
    mirrors : ndarray
        Mirror points inside the range that are kinks of the certified optimal network.
    others : ndarray or None
        All mirror points of the dictionary inside the range; None where the dictionary
        is too large to list them.
    tolerance : float
        A kink this near to a point lies on it.
    """

    low: float
    high: float
    data: np.ndarray
    mirrors: np.ndarray
    others: np.ndarray | None
    tolerance: float

    @classmethod
    def of(cls, result: FitResult, check: Check = no_check) -> tuple[Landmarks, ...]:
        """One for every column of x that varies."""
        x = result.signal.x.reshape(len(result.signal.y), -1)
        return tuple(
            _landmarks(result, column, np.unique(x[:, column]), check)
            for column in range(x.shape[1])
        )

    def sets(self) -> list[np.ndarray]:
        """The sets of points in the order in which a kink is given to them."""
        return [self.data, self.mirrors, *([] if self.others is None else [self.others])]

    def places(self, kinks: np.ndarray) -> np.ndarray:
        """DATA, MIRROR, OTHER_MIRROR or ELSEWHERE for every kink; the first that fits."""
        places = np.full(len(kinks), ELSEWHERE)
        for place, points in reversed(list(enumerate(self.sets()))):
            places[_distance(kinks, points) <= self.tolerance] = place
        return places

    def covered(self) -> np.ndarray:
        """Share of the range that counts as DATA, MIRROR, OTHER_MIRROR, ELSEWHERE.

        A kink spread uniformly over the range lies on a point of a set with the
        probability |∪ [p - tol, p + tol] ∩ range| / |range|, less what belongs to the
        sets before it.
        """
        lengths = [0.0]
        points = np.empty(0)
        for more in self.sets():
            points = np.union1d(points, more)
            lengths.append(_covered(points, self.tolerance, self.low, self.high))
        shares = np.zeros(4)
        shares[: len(lengths) - 1] = np.diff(lengths) / (self.high - self.low)
        shares[ELSEWHERE] = 1.0 - shares.sum()
        return shares


@dataclass(frozen=True, eq=False)
class Tally:
    """The kinks of one trained network.

    Attributes
    ----------
    kinks : tuple of ndarray
        Positions inside the data, one array for every column of x, left to right. Kinks
        within the tolerance of each other count once; those whose change of slope is
        under a hundredth of the strongest do not count.
    places : tuple of ndarray of int
        DATA, MIRROR, OTHER_MIRROR or ELSEWHERE for each.
    counts : (4,) ndarray of int
        How many lie in each place.
    by_chance : (4,) ndarray
        How many would if the kinks were spread uniformly over the range: their number
        times the share of the range within the tolerance of a point (`covered`).
    listed : bool
        Whether the mirror points of the whole dictionary were looked at.
    """

    kinks: tuple[np.ndarray, ...]
    places: tuple[np.ndarray, ...]
    counts: np.ndarray
    by_chance: np.ndarray
    listed: bool

    @property
    def total(self) -> int:
        """Number of kinks that count."""
        return int(self.counts.sum())

    @classmethod
    def of(cls, chains: Sequence[Chain], landmarks: Sequence[Landmarks]) -> Tally:
        """Count the kinks of a network, one chain for every column of x."""
        found = []
        for chain, marks in zip(chains, landmarks, strict=True):
            spots, changes = np.empty(0), np.empty(0)
            if marks.high > marks.low:
                with np.errstate(over="ignore", invalid="ignore"):  # training may have diverged
                    spots, changes = chain.kinks(marks.low, marks.high)
            finite = np.isfinite(changes)
            found.append((spots[finite], changes[finite]))
        strongest = max((float(np.abs(c).max(initial=0.0)) for _, c in found), default=0.0)
        kinks, places = [], []
        counts, by_chance = np.zeros(4, dtype=int), np.zeros(4)
        for (spots, changes), marks in zip(found, landmarks, strict=True):
            spots = _merged(spots, np.abs(changes), marks.tolerance, FAINT * strongest)
            place = marks.places(spots)
            kinks.append(spots)
            places.append(place)
            counts += np.bincount(place, minlength=4)
            if len(spots):
                by_chance += len(spots) * marks.covered()
        listed = all(marks.others is not None for marks in landmarks)
        return cls(tuple(kinks), tuple(places), counts, by_chance, listed)


def _landmarks(result: FitResult, column: int, data: np.ndarray, check: Check) -> Landmarks:
    low, high = float(data[0]), float(data[-1])
    span = high - low
    mine = [f for f in result.features if (f.column or 0) == column]
    found = [k.position for f in mine for k in f.kinks if k.mirror]
    others = _all_mirrors(result, column, check)
    exact = 1e-9 * span

    def fresh(points: np.ndarray) -> np.ndarray:
        points = np.unique(points)
        points = points[(points > low) & (points < high)]
        return points[_distance(points, data) > exact]

    return Landmarks(
        low,
        high,
        data,
        fresh(np.array(found)),
        None if others is None else fresh(others),
        min(NEAR, SHARE / max(len(data) - 1, 1)) * span,
    )


def _all_mirrors(result: FitResult, column: int, check: Check) -> np.ndarray | None:
    """Every kink of the features that read `column`, None where there are too many."""
    from mirrors_engine.dictionaries.registry import build_dictionary

    if result.dictionary_size > MOST_FEATURES:
        return None
    dictionary = build_dictionary(result.architecture, result.signal.x)
    spots: list[float] = []
    for key in dictionary.all_keys().tolist():
        check()
        feature = dictionary.feature(tuple(key))
        if (feature.column or 0) == column:
            spots += [kink.position for kink in feature.kinks]
    return np.array(spots)


def _distance(spots: np.ndarray, points: np.ndarray) -> np.ndarray:
    """From each spot to the nearest of sorted points."""
    if not len(points):
        return np.full(len(spots), np.inf)
    right = np.clip(np.searchsorted(points, spots), 1, max(len(points) - 1, 1))
    left = points[right - 1]
    return np.minimum(
        np.abs(spots - left), np.abs(spots - points[np.minimum(right, len(points) - 1)])
    )


def _covered(points: np.ndarray, tolerance: float, low: float, high: float) -> float:
    """Length of ∪ [p - tolerance, p + tolerance] inside [low, high]; sorted points."""
    if not len(points):
        return 0.0
    start, end = points - tolerance, points + tolerance
    start = np.maximum(start, np.r_[low, end[:-1]])
    return float(np.clip(np.minimum(end, high) - start, 0.0, None).sum())


def _merged(spots: np.ndarray, strength: np.ndarray, tolerance: float, faint: float) -> np.ndarray:
    """Groups of kinks within the tolerance of the first as their weighted means."""
    merged: list[float] = []
    begin = 0
    while begin < len(spots):
        end = int(np.searchsorted(spots, spots[begin] + tolerance, side="right"))
        weight = strength[begin:end]
        total = float(weight.sum())
        if total > faint:
            merged.append(float(spots[begin] + (spots[begin:end] - spots[begin]) @ weight / total))
        begin = end
    return np.array(merged)
