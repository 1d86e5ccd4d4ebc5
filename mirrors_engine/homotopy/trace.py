"""Tracing the path: first at a grid of λ, then every event exactly.

Between two optima that `Problem.solve` found, the path is followed from event to event
(`follow`). Where too much happens at one λ, or rounding may decide what happens, the two known
sides are brought together instead: two neighbouring pieces meet where a weight of one of them
vanishes, or where their residuals agree. If the optimum there, priced over the whole dictionary,
is certified, both segments end at that λ and nothing lies between (|A_jᵀr| is convex in λ).
Otherwise the problem is solved in between, and the path is followed from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace

import numpy as np

from mirrors_engine.certificates.between import Proved, candidate, certificate_of, make_feasible
from mirrors_engine.homotopy.follow import CERTIFIED, Trail
from mirrors_engine.homotopy.grid import check_ratio
from mirrors_engine.homotopy.meeting import meeting
from mirrors_engine.homotopy.path import RESOLVED, Path, Segment
from mirrors_engine.homotopy.piece import SAME, Piece, piece_of
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.solvers.base import Solution
from mirrors_engine.utils.threads import one_blas_thread

COARSE = 65  # values of λ solved where the path is long
FIRST = 8  # parts between those of them that are solved in any case
SHORT_S = 1.0  # processor time after which a path is long
STEP_S = 0.05  # time between two yields where events are found fast
WIDE = 1.1  # ratio to both ends of a gap from which λ is solved inside, where it is wanted
JUST_BEYOND = 1e-6  # relative distance from an event where the next piece is looked for
SAMPLED = 100  # where no events are looked for
MEMORY = 1 << 27  # bytes of residuals and dual points a path may hold
BYTES = 32  # of these a segment and sample
FOLLOWED = 2e9  # multiply-adds of the factors of a piece, some second: more are not followed
_ROUNDING = 64 * np.finfo(float).eps


def path_events(
    problem: Problem,
    min_ratio: float = 1e-4,
    *,
    solver: str = "auto",
    monitor: Monitor = silent,
    start: Path | None = None,
    near: Callable[[], float] | None = None,
    memory: int = MEMORY,
    sampled: int = SAMPLED,
) -> Iterator[Path]:
    """Follow the path of optima down to min_ratio, until every event is exact [1]_.

    For the squared loss the optimum is piecewise affine in λ; an event is a λ at which neurons
    enter or leave it (manual, Path).

    Parameters
    ----------
    problem : Problem
        With the squared loss; for others the path is not piecewise linear and stays a
        sequence of samples.
    min_ratio : float
        Lower end, as λ/λ_max, in (0, 1).
    solver : str
        As in `fit`.
    monitor : callable
        Receives `Progress`, may raise `Cancelled`: whatever was yielded last stays true.
    start : Path, optional
        Goes on from here.
    near : callable, optional
        λ/λ_max around which to be exact first; asked before every step.
    memory : int
        Bytes the segments may take. A signal so long that not even a coarse path fits is
        followed from afar only, and its segments keep nothing but the weights.
    sampled : int
        Values of λ solved where no events are looked for.

    Yields
    ------
    Path
        What is known so far; each one holds all that was known before.

    Raises
    ------
    SettingError
        If min_ratio is outside (0, 1).

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """
    check_ratio(min_ratio)
    tracer = Tracer(problem, solver, monitor, memory)
    path = start if start is not None else Path(problem, (), min_ratio)
    if problem.find_lam_max(tracer.check) == 0:
        yield replace(path, complete=True)
        return
    if path.complete:
        return
    with one_blas_thread():
        spread = np.geomspace(1.0, min_ratio, sampled if tracer.light else COARSE)
        if not tracer.light:
            for grown in _solved(tracer, path, spread[:: COARSE // FIRST]):
                yield (path := grown)
            # a short path is known before more of it is solved
            until = time.thread_time() + SHORT_S
            for grown in _steps(tracer, path, near, tracer.most - COARSE):
                yield (path := grown)
                if time.thread_time() > until:
                    break
        for grown in _solved(tracer, path, spread):
            yield (path := grown)
        for grown in _steps(tracer, path, near, tracer.most):
            yield (path := grown)
    yield replace(path, complete=True)


def _solved(tracer: Tracer, path: Path, ratios: np.ndarray) -> Iterator[Path]:
    """The path with the λ/λ_max of these that it does not hold."""
    for ratio in ratios:
        lam = float(ratio) * tracer.problem.lam_max
        if path.segment_at(lam) is None:
            path = tracer.sampled(path, lam)
            yield path


def _steps(
    tracer: Tracer, path: Path, near: Callable[[], float] | None, most: int
) -> Iterator[Path]:
    """The path with what lies in its gaps, by steps, up to so many segments."""
    while len(path.segments) < most:
        around = None if near is None else near()
        gap = open_gap(path, around)
        if gap is None:
            return
        above, below = path.segments[gap].bottom.lam, path.segments[gap + 1].top.lam
        at = 0.0 if around is None else around * path.segments[0].top.lam
        if below * WIDE < at < above / WIDE:
            path = tracer.sampled(path, at * tracer.problem.units.lam)
        else:
            path = tracer.refined(path, gap, around, most - len(path.segments))
        yield path


def open_gap(path: Path, near: float | None = None) -> int | None:
    """The segment after which something is unknown, nearest to λ/λ_max where given."""
    lams, resolution = path.table[:, :2], path.table[:, 2]
    high, low = lams[:-1, 1], lams[1:, 0]
    open_ = np.flatnonzero(1 - low / high > np.maximum(resolution[:-1], resolution[1:]))
    if not len(open_):
        return None
    if near is None:
        return int(open_[0])
    at = np.log(max(near, path.min_ratio) * lams[0, 0])
    distance = np.maximum(np.log(low[open_]) - at, at - np.log(high[open_]))
    return int(open_[np.argmin(distance)])


class Tracer:
    """Makes a path grow by one solve or one event at a time."""

    def __init__(
        self, problem: Problem, solver: str, monitor: Monitor, memory: int = MEMORY
    ) -> None:
        self.problem = problem
        self.solver = solver
        self.monitor = monitor
        self._progress = Progress("path")
        self._pieces: dict[Hashable, Piece | None] = {}
        self.most = memory // (BYTES * len(problem.scaled.y))  # segments
        # an answer that depends on its start, or is no exact vertex, leads nowhere
        self._follows = not problem.from_nothing and solver != "coordinate_descent"
        self._trail: Trail | None = None
        self._lost: set[tuple[float, bool]] = set()
        # keep weights only: a long signal, or another loss, whose optimum between two λ is not
        # known from its ends
        self.light = self.most < COARSE or problem.loss != "squared"

    def sampled(self, path: Path, lam: float) -> Path:
        """The path with one more solve, at λ in the user's units."""
        self.monitor(Progress("path"))
        start = _nearest(path, lam)
        result = self.problem.solve(lam, solver=self.solver, start=start, monitor=self.monitor)
        return _with(path, self._segment(result))

    def refined(self, path: Path, i: int, near: float | None = None, room: float = np.inf) -> Path:
        """The path with some of what lies below segment i, nearest to λ/λ_max = `near` first.

        It grows by no more than `room` segments, or two.
        """
        self.monitor(Progress("path"))
        found = self._followed(path, i, near, room)
        if found is not None:
            return found
        above, below = path.segments[i], path.segments[i + 1]
        high, low = above.bottom.lam, below.top.lam
        ends = self._piece(above), self._piece(below)
        if ends[0] is None or ends[1] is None:
            at = float(np.sqrt(high * low))
        else:
            candidates, at = meeting(self.problem.dictionary, ends[0], ends[1], high, low)
            for lam in candidates:
                joined = self._joined(above, below, ends[0], ends[1], lam)
                if joined is not None:
                    return path.with_segments(i, i + 2, joined)
            # the known ends are events: the next piece begins there
            if above.at_event[1] and high * (1 - JUST_BEYOND) > low:
                at = high * (1 - JUST_BEYOND)
            elif below.at_event[0] and low * (1 + JUST_BEYOND) < high:
                at = low * (1 + JUST_BEYOND)
        return self.sampled(path, at * self.problem.units.lam)

    def _followed(self, path: Path, i: int, near: float | None, room: float) -> Path | None:
        """The path with what is certain from event to event below segment i; None if nothing."""
        above, below = path.segments[i], path.segments[i + 1]
        if not self._follows or max(above.resolution, below.resolution) >= 1:
            return None
        ways = [(above, below), (below, above)]
        if near is not None and near * path.segments[0].top.lam < below.top.lam * (1 + RESOLVED):
            ways.reverse()  # outward from where it is wanted
        began = time.monotonic()

        def enough(number: int) -> bool:
            return number >= room or time.monotonic() - began > STEP_S

        for start, goal in ways:
            down = start is above
            name = (start.bottom.lam if down else start.top.lam, down)
            if name in self._lost:
                continue
            trail = self._trail
            if trail is None or not trail.continues(start, goal):
                trail = self._trail = Trail(self.problem, start, goal, self.check)
            found, reached = trail.follow(enough)
            if found:
                begin, end = (i, i + 2) if reached else (i, i + 1) if down else (i + 1, i + 2)
                some = tuple(found if down else found[::-1])
                return path.with_segments(begin, end, some)
            self._lost.add(name)
        return None

    def check(self) -> None:
        """Called between chunks of long work."""
        self.monitor(self._progress)

    def _piece(self, segment: Segment) -> Piece | None:
        name = segment.signed
        if name not in self._pieces:
            if len(self._pieces) > 8:
                self._pieces.pop(next(iter(self._pieces)))
            self._pieces[name] = piece_of(
                self.problem.scaled, segment.names, segment.signs, self.check
            )
        return self._pieces[name]

    def _segment(self, result: FitResult) -> Segment:
        """The single λ at which the problem was solved."""
        solution = self.problem.solution_of(result)
        assert solution is not None
        lam = self.problem.to_scaled_lam(result.lam)
        signs = np.sign(solution.weights)
        if self.light:
            kept, end = _light(result, solution, lam)
            return Segment(
                self.problem, solution.keys, signs, end, end, resolution=np.inf, solved=kept
            )
        end = candidate(
            self.problem.dictionary,
            self.problem.rows,
            lam,
            solution.keys,
            solution.weights,
            solution.duals[0],
            result.certificate.max_correlation,
        )
        k, rows = len(signs), len(self.problem.scaled.y)
        # what takes longer to factor than to solve is not followed from event to event
        short = min(rows, 2 * k) * float(k) ** 2 <= FOLLOWED
        resolution = RESOLVED if result.certified and short else np.inf
        return Segment(
            self.problem,
            solution.keys,
            signs,
            end,
            end,
            resolution=resolution,
            solved=result,
        )

    def _joined(
        self, above: Segment, below: Segment, first: Piece, second: Piece, lam: float
    ) -> tuple[Segment, Segment] | None:
        """Both segments ended at λ, None if that is not where they meet."""
        before, after = first.held(lam), second.held(lam)
        if before is None or after is None:
            return None
        problem = self.problem.dictionary, self.problem.rows, lam
        r = first.residual(lam)
        bottom = make_feasible(*problem, first.keys, before, r, self.check)
        slack = SAME + _ROUNDING * float(np.abs(r).sum()) / lam
        if bottom.max_correlation > 1 + slack:
            return None
        # the same fit and dual point seen from the other side
        top = candidate(*problem, second.keys, after, bottom.dual, bottom.max_correlation)
        for end in (bottom, top):
            proof = certificate_of(end, self.problem.rows, 0)
            if proof.gap > CERTIFIED:
                return None
        return (
            replace(above, bottom=bottom, at_event=(above.at_event[0], True)),
            replace(below, top=top, at_event=(True, below.at_event[1])),
        )


def _light(result: FitResult, solution: Solution, lam: float) -> tuple[FitResult, Proved]:
    """A solved λ without its arrays over the samples: no answers between two such."""
    none = np.empty(0)
    proof = replace(result.certificate, dual_point=none)
    kept = replace(result, fitted=none, certificate=proof)
    return kept, Proved(lam, 0.0, solution.weights, none, none, np.inf, np.inf)


def _nearest(path: Path, lam: float) -> FitResult | None:
    """The solved sample nearest to λ, to start from."""
    if not path.segments:
        return None
    solved = np.log(path.table[:, 3])
    return path.segments[int(np.argmin(np.abs(solved - np.log(lam))))].sample


def _with(path: Path, new: Segment) -> Path:
    """The path with one more segment, joined to neighbours of the same features and signs."""
    i = int(np.searchsorted(-path.table[:, 0], -new.top.lam))
    begin = end = i
    if i > 0 and _alike(path.segments[i - 1], new):
        begin, new = i - 1, path.segments[i - 1].joined(new)
    if i < len(path.segments) and _alike(new, path.segments[i]):
        end, new = i + 1, new.joined(path.segments[i])
    return path.with_segments(begin, end, (new,))


def _alike(above: Segment, below: Segment) -> bool:
    exact = max(above.resolution, below.resolution) < 1
    return exact and above.signed == below.signed
