"""Following the path from event to event.

From a certified optimum the next event is computed (`ends`), and the features beyond it
(`exchange`). Both ends of every segment are proved: the residual at the event is priced over the
whole dictionary, and the weights on either side have their own function and gap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mirrors_engine.certificates.between import Proved, candidate, value_of
from mirrors_engine.certificates.certificate import DualPoint, feasible_point
from mirrors_engine.homotopy.basis import Basis
from mirrors_engine.homotopy.ends import TOGETHER, end_of
from mirrors_engine.homotopy.exchange import Exchange
from mirrors_engine.homotopy.path import Segment
from mirrors_engine.homotopy.piece import Piece
from mirrors_engine.homotopy.watched import Watched
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Check

CERTIFIED = 1e-10  # gap at an event
_VANISHES = 1e-12  # share of ||z||₁ that a weight may have where it vanishes
_LENGTHS = 4.0  # of the last piece, at which the next event is looked for
_AT_ONCE = 8  # pieces without length that may follow each other at one λ


class Trail:
    """The path between two known segments, as far as it has been followed.

    Parameters
    ----------
    problem : Problem
        With the squared loss.
    start, goal : Segment
        With nothing known between; either may be the one at larger λ.
    check : callable
        May raise `Cancelled`.
    """

    def __init__(self, problem: Problem, start: Segment, goal: Segment, check: Check) -> None:
        self._problem = problem
        self._dictionary = problem.dictionary
        self._goal = goal
        self._check = check
        self._way = 1.0 if goal.top.lam < start.bottom.lam else -1.0
        down = self._way > 0
        self._to = goal.top.lam if down else goal.bottom.lam
        known = start if len(start.names) else goal
        keys, z = known.names, known.top.weights
        line = problem.scaled.free.line
        self._closed = self._dictionary.canonicalize(keys, z, line) is not None
        self._lam = start.bottom.lam if down else start.top.lam
        self._start = self._open = start
        self._at_once = 0
        self._ahead = 1.0  # relative distance at which the next event is looked for
        self._before: list[Segment] = []
        self._found: list[Segment] = []
        self._reached = False
        basis = Basis.of(problem.scaled, start.names, start.signs, check)
        self._basis = basis if basis is not None else Basis(problem.scaled)
        self._watched = Watched(problem.dictionary, self._basis.formed.of)
        self._piece = None if basis is None else basis.piece()
        self._order = np.arange(len(start.names)) if basis is None else _order(basis.piece())

    def continues(self, start: Segment, goal: Segment) -> bool:
        """Whether it has been followed so far as to `start`, on the way to `goal`."""
        return bool(self._before) and self._before[-1] is start and self._goal is goal

    def follow(self, enough: Callable[[int], bool]) -> tuple[list[Segment], bool]:
        """Go on.

        Parameters
        ----------
        enough : callable
            Whether to stop after so many events, one at least.

        Returns
        -------
        segments : list of Segment
            In the order found: the one it started from with its other end, what follows, and the
            goal if it was reached. Empty where nothing more is certain, or where what was found
            does not lead to the goal.
        reached : bool
        """
        while self._piece is not None and not (self._found and enough(len(self._found))):
            if not self._step():
                self._piece = None
        found = self._before + self._found if self._found else []
        self._before, self._found = found[-1:], []
        return found, self._reached

    def _step(self) -> bool:
        """Follow one piece to its end, and go over to the next; False where no more is certain."""
        self._check()
        piece, rows = self._piece, self._problem.rows
        assert piece is not None
        goal, every = self._to, not self._closed
        far = self._ahead
        end = end_of(
            self._dictionary,
            rows,
            self._basis,
            self._watched,
            self._lam,
            goal,
            far,
            every,
            self._check,
        )
        if end is None:
            return False
        length = abs(end.lam - self._lam) / self._lam
        ahead = length > TOGETHER
        if ahead:
            self._ahead = max(0.5 * self._ahead, _LENGTHS * length)
        self._at_once = 0 if ahead else self._at_once + 1
        if self._at_once > _AT_ONCE:
            return False
        # while the basis still has the columns of this piece
        columns = self._basis.columns
        proved = self._proved(piece, end.lam, end.point, columns) if ahead else None
        if ahead and abs(end.lam - goal) <= TOGETHER * goal:
            if proved is not None:
                self._reach(proved)
            return False
        exchange = Exchange(
            self._problem.scaled, self._basis, end, self._way, self._closed, self._check
        )
        beyond = exchange.over(piece)
        lam, point = end.lam, end.point
        if beyond is not None and (ahead or self._open is self._start):
            lam = self._meeting(*beyond, lam)
            if lam == end.lam and not ahead:
                lam = self._lam  # up to rounding, and its segment has its end there
        if lam != end.lam:
            r = piece.residual(lam)
            point = feasible_point(self._dictionary, rows, lam, r, self._check)
            proved = self._proved(piece, lam, point, self._basis.formed.if_few(piece.keys))
        ended = self._open
        if ahead or lam != end.lam:
            if proved is None:
                return False
            ended = self._ended(ended, proved)
        if ahead:
            self._found.append(ended)
        elif self._open is self._start:  # it was known to its end
            self._before = [self._ended(ended)]
        return beyond is not None and self._opened(beyond[0], lam, point)

    def _meeting(self, piece: Piece, lam: float, tied: float) -> float:
        """Which λ two pieces meet at: where a weight vanishes, or a feature was found tied."""
        z = np.abs(piece.weights(tied))
        far = self._start.top.lam if self._way > 0 else self._start.bottom.lam
        inside = self._way * (far - lam) >= 0 <= self._way * (lam - self._to)
        # what is left of the weight that vanishes
        least = np.abs(piece.weights(lam) - piece.weights(tied)).max(initial=0.0)
        return lam if inside and least > _VANISHES * float(z.sum()) else tied

    def _proved(
        self, piece: Piece, lam: float, point: DualPoint, columns: np.ndarray | None = None
    ) -> Proved | None:
        """The end of a piece with its own function, if that is certified.

        `columns` are those of its keys, where they are at hand.
        """
        weights = piece.held(lam)
        if weights is None:
            return None
        rows = self._problem.rows
        proved = candidate(
            self._dictionary,
            rows,
            lam,
            piece.keys,
            weights,
            point.rows,
            point.max_correlation,
            columns,
        )
        value = value_of(proved, rows)
        if value - point.bound > CERTIFIED * value:
            return None
        return proved.ordered(self._order)

    def _opened(self, piece: Piece, lam: float, point: DualPoint) -> bool:
        """Begin the segment of this piece at λ."""
        self._order = order = _order(piece)
        proved = self._proved(piece, lam, point, self._basis.columns)
        if proved is None:
            return False
        self._piece, self._lam = piece, lam
        event = (True, False) if self._way > 0 else (False, True)
        self._open = Segment(
            self._problem, piece.keys[order], piece.signs[order], proved, proved, event
        )
        return True

    def _ended(self, segment: Segment, proved: Proved | None = None) -> Segment:
        """The segment with its other end, at an event."""
        if self._way > 0:
            bottom, event = proved or segment.bottom, (segment.at_event[0], True)
            return replace(segment, bottom=bottom, at_event=event)
        top, event = proved or segment.top, (True, segment.at_event[1])
        return replace(segment, top=top, at_event=event)

    def _reach(self, proved: Proved) -> None:
        """Join what was found to the goal; where it does not lead there, forget it."""
        goal, last = self._goal, self._open
        down = self._way > 0
        if last.signed == goal.signed:
            above, below = (last, goal) if down else (goal, last)
            self._found.append(above.joined(below))
            self._reached = True
        elif goal.at_event[0 if down else 1]:
            self._found.extend((self._ended(last, proved), goal))
            self._reached = True
        else:
            self._found.clear()


def _order(piece: Piece) -> np.ndarray:
    """The fixed order of the features of a piece."""
    return np.lexsort(piece.keys.T[::-1])
