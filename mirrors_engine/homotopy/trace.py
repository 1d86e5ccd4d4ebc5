"""Following the path: first at a grid of λ, then every event exactly.

Every optimum comes from `Problem.solve`. One solve inside a segment gives its affine
piece; two neighbouring pieces meet where a weight of one of them vanishes, or where their
residuals agree. If the optimum there, priced over the whole dictionary, is certified, both
segments end at that λ and nothing lies between (|A_jᵀr| is convex in λ). Otherwise the
problem is solved there and the search goes on in the two halves: the number of solves is
about the number of segments, whatever happens at the events.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace

import numpy as np

from mirrors_engine.certificates.between import Proved, candidate, certificate_of, make_feasible
from mirrors_engine.homotopy.grid import check_ratio
from mirrors_engine.homotopy.meeting import SAME, meeting
from mirrors_engine.homotopy.path import RESOLVED, Path, Segment
from mirrors_engine.homotopy.piece import Piece, piece_of
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.solvers.base import Solution
from mirrors_engine.utils.threads import one_blas_thread

COARSE = 60  # values of λ solved first
SAMPLED = 100  # where no events are looked for
CERTIFIED = 1e-10  # gap at an event
BLURRED = 1e-4  # width at which a bracket is no longer refined where columns are dependent
MEMORY = 1 << 27  # bytes of residuals and dual points a path may hold
BYTES = 64  # of these a segment and sample
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
    with one_blas_thread():
        for ratio in np.geomspace(1.0, min_ratio, SAMPLED if tracer.light else COARSE):
            lam = float(ratio) * problem.lam_max
            if path.segment_at(lam) is None:
                path = tracer.sampled(path, lam)
                yield path
        while not path.complete:
            gap = open_gap(path, None if near is None else near())
            if gap is None or len(path.segments) >= tracer.most:
                path = replace(path, complete=True)
            else:
                path = tracer.refined(path, gap)
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
        self._pieces: dict[Hashable, Piece | None] = {}
        self.most = memory // (BYTES * len(problem.scaled.y))  # segments
        # keep weights only: a long signal, or another loss, whose optimum between two λ is not
        # known from its ends
        self.light = self.most < COARSE or problem.loss != "squared"

    def sampled(self, path: Path, lam: float) -> Path:
        """The path with one more solve, at λ in the user's units."""
        self.monitor(Progress("path"))
        start = _nearest(path, lam)
        result = self.problem.solve(lam, solver=self.solver, start=start, monitor=self.monitor)
        return _with(path, self._segment(result))

    def refined(self, path: Path, i: int) -> Path:
        """The path with the event after segment i, or with one more solve towards it."""
        self.monitor(Progress("path"))
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
                    return replace(path, segments=_put(path.segments, i, i + 2, joined))
        return self.sampled(path, at * self.problem.lam_max / path.segments[0].top.lam)

    def check(self) -> None:
        """Called between chunks of long work."""
        self.monitor(Progress("path"))

    def _piece(self, segment: Segment) -> Piece | None:
        name = segment.signed
        if name not in self._pieces:
            if len(self._pieces) > 8:
                self._pieces.pop(next(iter(self._pieces)))
            solution = self.problem.solution_of(segment.sample)
            assert solution is not None
            self._pieces[name] = piece_of(
                self.problem.scaled, solution.keys, solution.weights, self.check
            )
        return self._pieces[name]

    def _segment(self, result: FitResult) -> Segment:
        """The single λ at which the problem was solved."""
        solution = self.problem.solution_of(result)
        assert solution is not None
        lam = self.problem.to_scaled_lam(result.lam)
        if self.light:
            return _light(result, solution, lam)
        end = candidate(
            self.problem.dictionary,
            self.problem.rows,
            lam,
            solution.keys,
            solution.weights,
            solution.duals[0],
            result.certificate.max_correlation,
        )
        return Segment(result, end, end, resolution=RESOLVED if result.certified else np.inf)

    def _joined(
        self, above: Segment, below: Segment, first: Piece, second: Piece, lam: float
    ) -> tuple[Segment, Segment] | None:
        """Both segments ended at λ, None if that is not where they meet."""
        before, after = _held(first, lam), _held(second, lam)
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


def _light(result: FitResult, solution: Solution, lam: float) -> Segment:
    """A solved λ without its arrays over the samples: no answers between two such."""
    none = np.empty(0)
    proof = replace(result.certificate, dual_point=none)
    kept = replace(result, fitted=none, certificate=proof)
    end = Proved(lam, 0.0, solution.weights, none, none, np.inf, np.inf)
    return Segment(kept, end, end, resolution=np.inf)


def _held(piece: Piece, lam: float) -> np.ndarray | None:
    """Weights at the end of a piece: zero where they vanish, None if one has the wrong sign."""
    z = piece.weights(lam)
    along, size = z * piece.signs, float(np.abs(z).sum())
    # where all weights vanish together, as at λ_max, they are nothing but this rounding
    rounding = _ROUNDING * piece.cancelled(lam)
    if len(z) and float(along.min()) < -max(SAME * size, rounding):
        return None
    return np.where(along > max(1e-13 * size, rounding), z, 0.0)


def _nearest(path: Path, lam: float) -> FitResult | None:
    """The solved sample nearest to λ, to start from."""
    if not path.segments:
        return None
    solved = np.log(path.table[:, 3])
    return path.segments[int(np.argmin(np.abs(solved - np.log(lam))))].sample


def _put(
    segments: tuple[Segment, ...], begin: int, end: int, others: tuple[Segment, ...]
) -> tuple[Segment, ...]:
    return segments[:begin] + others + segments[end:]


def _with(path: Path, new: Segment) -> Path:
    """The path with one more segment, joined to neighbours of the same features and signs."""
    i = int(np.searchsorted(-path.table[:, 0], -new.top.lam))
    begin = end = i
    if i > 0 and _alike(path.segments[i - 1], new):
        begin, new = i - 1, _merged(path.segments[i - 1], new)
    if i < len(path.segments) and _alike(new, path.segments[i]):
        end, new = i + 1, _merged(new, path.segments[i])
    return replace(path, segments=_put(path.segments, begin, end, (new,)))


def _alike(above: Segment, below: Segment) -> bool:
    exact = max(above.resolution, below.resolution) < 1
    return exact and above.signed == below.signed


def _merged(above: Segment, below: Segment) -> Segment:
    """One segment of two that share features and signs: r is feasible in between."""
    ends = above.at_event[0], below.at_event[1]
    return Segment(above.sample, above.top, below.bottom, ends, above.resolution)
