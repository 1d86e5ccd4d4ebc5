"""Alternating sums T[p1] - T[p2] + T[p3] - ... of few terms: the strongest, and all strong ones.

With T[p] = Σ_{i≥p} v_i the correlation of v with a step feature that switches at
p1 < p2 < ... is the jump times such a sum, so that a dynamic program over (sample,
switches used) prices all of them in O(N m) (manual, Pricing), loop over switches, vectors over
samples. Sums that start with -T are followed beside those that start with +T: their
largest is the most negative correlation.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from mirrors_engine.errors import thin_to
from mirrors_engine.progress import Check, no_check, paced
from mirrors_engine.utils.background import in_background
from mirrors_engine.utils.distinct_rows import distinct
from mirrors_engine.utils.memory import check_memory

_BLOCK = 1 << 17  # positions of sums that are written out at once: some 20 ms
_SORTING = 100.0  # multiply-adds that sorting one number takes the time of
_PACE = 1 << 22  # numbers looked at between checks: some 20 ms


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


class _Trail:
    """Traverses the rows of a table of `best_sums` along the optimal terms, many sums at a time."""

    def __init__(self, rows: int, count: int) -> None:
        # [j, s, p]: where the best sum from p on takes its first term; P: nowhere
        self.places = np.full((rows, 2, count + 1), count, dtype=np.int32)

    @classmethod
    def of(cls, table: np.ndarray, check: Check) -> _Trail:
        trail = cls(len(table), table.shape[2] - 1)
        for j, row in enumerate(table):
            check()
            trail.put(j, row)
        return trail

    def put(self, j: int, row: np.ndarray) -> None:
        """Row j, from that of the table."""
        end = row.shape[1] - 1
        here = np.where(row[:, :-1] > row[:, 1:], np.arange(end, dtype=np.int32), np.int32(end))
        self.places[j, :, :-1] = np.minimum.accumulate(here[:, ::-1], axis=1)[:, ::-1]

    def follow(self, terms: np.ndarray, sign: np.ndarray, start: np.ndarray) -> np.ndarray:
        """Positions of the terms, (K, rows - 1), padded with P."""
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
    tail: np.ndarray, most: int, above: float, limit: int, check: Check = no_check
) -> tuple[float, np.ndarray]:
    """The strongest sum through each position with either sign, and the best of each length.

    A single best sum would feed a working set one feature at a time. The best ones that
    are made to pass through given terms are strong and differ from each other. Of the forward
    program the table is held, the backward one meets it row by row; of both the trails remain,
    along which sums are written out, strongest first, until there are enough.

    Returns
    -------
    bound : float
        As `strongest_sum`.
    positions : (K, most) ndarray
        Distinct rows, ascending, padded with P; only sums of absolute value > `above`, and soon
        after `limit` of them no more.

    Raises
    ------
    SizeError
        If table and trails would take more memory than is free.
    """
    count = len(tail)
    most = min(most, count)
    if most == 0:
        return 0.0, np.empty((0, 0), dtype=np.int64)
    _check_size(count, most, 4)
    after = best_sums(tail, most, check)
    bound = float(after[most, :, 0].max())
    # through[s, p]: a terms before it and most - 1 - a after, all of them best
    through = np.full((2, count), -np.inf)
    split = np.zeros((2, count), dtype=np.int64)
    backward = _Trail(most, count)
    before = np.zeros((2, count + 1))  # mirrored: position p is count - 1 - p
    for a in range(most):
        check()
        backward.put(a, before)
        check()
        value = before[:, :0:-1] + after[most - 1 - a, :, 1:]
        better = value > through
        np.copyto(through, value, where=better)
        split[better] = a
        check()
        before = _one_more(before, tail[::-1])
    best_of_length = after[:, :, 0]
    forward = _Trail.of(after, check)
    del after
    # the neighbours of a term with sign + have sign -
    through, split = through[::-1] + np.array([tail, -tail]), split[::-1]

    def shortest(length: np.ndarray, row: np.ndarray) -> np.ndarray:
        return forward.follow(length, row, np.zeros(len(length), dtype=np.int64))

    def passing(sign: np.ndarray, at: np.ndarray) -> np.ndarray:
        earlier = split[sign, at]
        left = backward.follow(earlier, 1 - sign, count - at)
        right = forward.follow(most - 1 - earlier, 1 - sign, at + 1)
        left = np.where(left < count, count - 1 - left, count)
        return np.sort(np.column_stack((left, at, right)), axis=1)[:, :most]

    found = np.empty((0, most), dtype=np.int64)
    step = max(1, _BLOCK // most)
    for strength, written in ((best_of_length, shortest), (through, passing)):
        check()
        strong = np.flatnonzero(strength > above)
        strong = strong[_strongest_first(strength.ravel()[strong], check)]
        fresh = 0
        for begin in range(0, len(strong), step):
            check()
            rows = written(*divmod(strong[begin : begin + step], strength.shape[1]))
            check()
            known = len(found)
            found = distinct(np.concatenate((found, rows)), check)
            fresh += len(found) - known
            if fresh >= limit:
                break
    return bound, found


def _strongest_first(strength: np.ndarray, check: Check) -> np.ndarray:
    """Ranks of the numbers from the largest on, equal ones in order; millions take 0.3 s."""
    sort = partial(np.argsort, -strength, kind="stable")
    return in_background(sort, check, _SORTING * len(strength))


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
    _check_size(count, most, 3)
    table = best_sums(tail, most, check)
    terms = np.array([tail, -tail])
    pace = max(1, _PACE // (count * (most + 1)))
    found = [np.empty((0, most), dtype=np.int64)]
    for first in (0, 1):
        heads, values = np.empty((1, 0), dtype=np.int64), np.zeros(1)
        for k in range(most):
            sign = (first + k) % 2
            # what a beginning can still reach with its next term at p
            hope = terms[sign] + table[most - 1 - k, 1 - sign, 1:]
            longer, sums, total = [], [], 0
            for head, value in paced(zip(heads, values, strict=True), check, pace):
                begin = int(head[-1]) + 1 if k else 0
                at = begin + np.flatnonzero(value + hope[begin:] > above)[: limit + 1 - total]
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
                completed = _Trail.of(table, check).follow(*rest)
                strong[:, k + 1 :] = completed[:, : most - 1 - k]
                return np.concatenate((*found, strong))
            found.append(strong[values > above])
            if not total or sum(map(len, found)) > limit:
                break
    return np.concatenate(found)


def _check_size(count: int, most: int, rows: int) -> None:
    """Refuse tables that would not fit, of `rows` numbers for each position and length."""
    check_memory(
        float(rows) * (most + 1) * (count + 1),
        f"The dynamic program over {count} samples and {most} switches",
        "thin the signal or allow fewer switches",
        [thin_to(count, count // 2)],
    )
