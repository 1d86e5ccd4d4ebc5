"""Alternating sums T[p1] - T[p2] + T[p3] - ... of few terms: the strongest, and all strong ones.

With T[p] = Σ_{i≥p} v_i the correlation of v with a step feature that switches at
p1 < p2 < ... is the jump times such a sum, so that a dynamic program over (sample,
switches used) prices all of them in O(N m) (manual, Pricing), loop over switches, vectors over
samples. Sums that start with -T are followed beside those that start with +T: their
largest is the most negative correlation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.progress import Check, no_check


def strongest_sum(tail: np.ndarray, most: int, check: Check = no_check) -> float:
    """The largest absolute alternating sum of at most `most` terms of `tail`, O(P) memory."""
    rest = np.zeros((2, len(tail) + 1))
    for _ in range(min(most, len(tail))):
        check()
        rest = _one_more(rest, tail)
    return float(rest[:, 0].max())


def best_sums(tail: np.ndarray, most: int, check: Check = no_check) -> np.ndarray:
    """Largest sums from every position on.

    Returns
    -------
    (most + 1, 2, P + 1) ndarray
        [j, s, p]: over at most j terms at positions ≥ p, the first one +T (s = 0) or -T
        (s = 1); 0 for the empty sum.
    """
    table = np.zeros((most + 1, 2, len(tail) + 1))
    for j in range(most):
        check()
        table[j + 1] = _one_more(table[j], tail)
    return table


def _one_more(rest: np.ndarray, tail: np.ndarray) -> np.ndarray:
    """The table's next row: put one term before the best sum of the other sign after it."""
    out = np.zeros_like(rest)
    out[0, :-1] = rest[1, 1:] + tail
    out[1, :-1] = rest[0, 1:] - tail
    return np.maximum.accumulate(out[:, ::-1], axis=1)[:, ::-1]


@dataclass(frozen=True)
class _Trail:
    """Traverses a table of `best_sums` along the optimal terms, many sums at a time."""

    places: np.ndarray  # [j, s, p]: where the best sum from p on takes its first term; P: nowhere

    @classmethod
    def of(cls, table: np.ndarray) -> _Trail:
        end = table.shape[2] - 1
        gains = table[:, :, :-1] > table[:, :, 1:]
        here = np.where(gains, np.arange(end, dtype=np.int32), np.int32(end))
        places = np.full(table.shape, end, dtype=np.int32)
        places[:, :, :-1] = np.minimum.accumulate(here[:, :, ::-1], axis=2)[:, :, ::-1]
        return cls(places)

    def follow(self, terms: np.ndarray, sign: np.ndarray, start: np.ndarray) -> np.ndarray:
        """Positions of the terms, (K, most), padded with P."""
        end = self.places.shape[2] - 1
        out = np.full((len(start), len(self.places) - 1), end, dtype=np.int64)
        terms, sign, at = terms.copy(), sign.copy(), start.copy()
        for step in range(out.shape[1]):
            place = self.places[terms, sign, at]
            if np.all(place == end):
                break
            out[:, step] = place
            terms = np.maximum(terms - 1, 0)
            sign = 1 - sign
            at = np.minimum(place + 1, end)
        return out


def strong_sums(
    tail: np.ndarray, most: int, above: float, check: Check = no_check
) -> tuple[float, np.ndarray]:
    """The strongest sum through each position with either sign, and the best of each length.

    A single best sum would feed a working set one feature at a time. The best ones that
    are made to pass through given terms are strong and differ from each other.

    Returns
    -------
    bound : float
        As `strongest_sum`.
    positions : (K, most) ndarray
        Ascending, padded with P, repeats included; only sums of absolute value > `above`.
    """
    count = len(tail)
    most = min(most, count)
    if most == 0:
        return 0.0, np.empty((0, 0), dtype=np.int64)
    after = best_sums(tail, most, check)
    before = best_sums(tail[::-1], most, check)  # mirrored: position p is count - 1 - p
    bound = float(after[most, :, 0].max())
    # through[s, p]: a terms before it and most - 1 - a after, all of them best
    through = np.full((2, count), -np.inf)
    split = np.zeros((2, count), dtype=np.int64)
    for a in range(most):
        check()
        value = before[a, :, :0:-1] + after[most - 1 - a, :, 1:]
        better = value > through
        through[better] = value[better]
        split[better] = a
    # the neighbours of a term with sign + have sign -
    through, split = through[::-1] + np.array([tail, -tail]), split[::-1]
    sign, at = np.nonzero(through > above)
    earlier = split[sign, at]
    check()
    left = _Trail.of(before).follow(earlier, 1 - sign, count - at)
    check()
    onward = _Trail.of(after)
    right = onward.follow(most - 1 - earlier, 1 - sign, at + 1)
    left = np.where(left < count, count - 1 - left, count)
    check()
    passing = np.sort(np.column_stack((left, at, right)), axis=1)[:, :most]
    check()

    length, row = np.nonzero(after[:, :, 0] > above)
    shortest = onward.follow(length, row, np.zeros(len(length), dtype=np.int64))
    return bound, np.concatenate((shortest, passing))


def all_sums(
    tail: np.ndarray, most: int, above: float, limit: int, check: Check = no_check
) -> np.ndarray:
    """Every sum of absolute value > `above`, by branch and bound; stops soon after `limit`.

    A beginning is kept only if its best completion is strong enough, so that each leads
    to an answer of its own and no work is wasted.

    Returns
    -------
    (K, most) ndarray
        Positions, padded with P. K > limit means that there are more.
    """
    count = len(tail)
    most = min(most, count)
    table = best_sums(tail, most, check)
    terms = np.array([tail, -tail])
    found = [np.empty((0, most), dtype=np.int64)]
    for first in (0, 1):
        heads, values = np.empty((1, 0), dtype=np.int64), np.zeros(1)
        for k in range(most):
            sign = (first + k) % 2
            # what a beginning can still reach with its next term at p
            hope = terms[sign] + table[most - 1 - k, 1 - sign, 1:]
            longer, sums, total = [], [], 0
            for head, value in zip(heads, values, strict=True):
                begin = int(head[-1]) + 1 if k else 0
                at = begin + np.flatnonzero(value + hope[begin:] > above)
                longer.append(np.column_stack((np.tile(head, (len(at), 1)), at)))
                sums.append(value + terms[sign, at])
                total += len(at)
                if total > limit:
                    break
            check()
            heads, values = np.concatenate(longer), np.concatenate(sums)
            strong = np.full((total, most), count, dtype=np.int64)
            strong[:, : k + 1] = heads
            if total > limit:  # enough: each beginning with its best completion
                rest = np.full(total, most - 1 - k), np.full(total, 1 - sign), heads[:, -1] + 1
                completed = _Trail.of(table).follow(*rest)
                strong[:, k + 1 :] = completed[:, : most - 1 - k]
                return np.concatenate((*found, strong))
            found.append(strong[values > above])
            if not total or sum(map(len, found)) > limit:
                break
    return np.concatenate(found)
