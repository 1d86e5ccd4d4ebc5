"""Reads, solves, follows the path and analyses, all on one thread beside the window's.

A request is a frozen snapshot with a job number. There is no queue: the newest request
replaces the one that waits, and the running one is stopped through its monitor. When no
request waits, analyses of the answer are computed, and then the path goes on.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mirrors_engine.errors import Cancelled
from mirrors_engine.progress import Monitor, Progress
from mirrors_gui.compute.analyses import ANALYSES, LandscapeCache, analyse
from mirrors_gui.compute.drawing_pause import DrawingPause
from mirrors_gui.compute.fit_drawing import picture_of
from mirrors_gui.compute.messages import (
    AnalysisRequest,
    AnalysisResult,
    Answer,
    Failure,
    Fit,
    Load,
    Loaded,
    PathGrown,
    Progressed,
    Request,
    Stopped,
)
from mirrors_gui.compute.problem_cache import CachedProblem, ProblemCache
from mirrors_gui.compute.runner import Run, Runner, guarded

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult

FRAME_MS = 16
ANALYSIS_PATIENCE = 0.05  # s an analysis may run on while a newer question waits
PATIENCE = 0.25  # s an older λ of the same problem may run on: a drag then shows something
DRAWING_S = 0.05  # s at most that the worker rests while the window draws what is new


class Worker(QObject):
    """Answers requests on one thread; messages arrive on the thread it was made on.

    `read` answers the requests to load data: it runs on the worker's thread.
    """

    delivered = Signal(object)

    def __init__(
        self, read: Callable[[Load, Monitor], Loaded], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._ready = threading.Condition()
        self._waiting: Request | None = None
        self._cancelled = -1  # newest job number the user gave up
        self._closing = False
        self._warm = False
        self._analyses: dict[str, AnalysisRequest] = {}  # that wait, the newest of each kind
        self._analysis: AnalysisRequest | None = None  # that runs
        self._landscapes = LandscapeCache()
        self._problems = ProblemCache()
        self._begun: tuple[Fit, CachedProblem] | None = None  # the question worked on last
        self._latest: FitResult | None = None  # answer to any question
        self._runner = Runner("worker", self, FRAME_MS)
        self._runner.advanced.connect(self._deliver)
        self._pause = DrawingPause(self, more=lambda: self._run.has_mail)
        self._run = self._runner.start(self._serve)

    # on the window's thread

    def submit(self, request: Request) -> None:
        """Replace whatever waits by `request`."""
        self.make_way()
        with self._ready:
            self._waiting = request
            self._ready.notify()
        self._pause.wake()

    def analyse(self, request: AnalysisRequest) -> None:
        """Compute something about an answer, as soon as no newer question waits."""
        with self._ready:
            self._analyses[request.name] = request
            self._ready.notify()

    def make_way(self) -> None:
        """Let the thread rest until the window has drawn what it is about to."""
        self._pause.begin()

    def drop_analyses(self) -> None:
        """Cancel all analyses: the answer they are about is on show no longer."""
        with self._ready:
            self._analyses.clear()
            self._analysis = None

    def cancel(self, job: int) -> None:
        """Cancel every request up to this job number, analyses and the path being followed."""
        self.drop_analyses()
        with self._ready:
            self._cancelled = job
            dropped, self._waiting = self._waiting, None
        if dropped is not None:
            self._post(Stopped(dropped))

    def close(self) -> None:
        """Stop and wait for the thread; nothing is delivered afterwards."""
        with self._ready:
            self._closing = True
            self._waiting = None
            self._ready.notify()
        self._pause.wake()
        self._runner.close()
        self._pause.close()

    @property
    def alive(self) -> bool:
        """Whether its thread has not ended."""
        return self._run.thread is not None and self._run.thread.is_alive()

    def _deliver(self, message: Any) -> None:
        self.delivered.emit(message)
        if not self._closing:
            self.make_way()

    # on the worker's thread

    def _post(self, message: Any) -> None:
        self._pause.expect()
        self._run.post(message)

    def _let_draw(self) -> None:
        """Leave the interpreter, which both threads need all the time, to the window that draws.

        Another λ is solved at once, and a point moved by hand: a drag is to show all it can.
        """

        def free() -> bool:
            moved = self._begun is not None and self._begun[0].same_drag(self._waiting)
            return moved or self._closing

        self._pause.wait(DRAWING_S, free)

    def _serve(self, run: Run) -> tuple[()]:
        self._run = run
        while True:
            with self._ready:
                while self._waiting is None and not self._analyses and not self._closing:
                    self._ready.wait()
            self._let_draw()
            with self._ready:
                if self._closing:
                    return ()
                request, self._waiting = self._waiting, None
                if request is None and self._analyses:  # they may have been dropped
                    first = max(self._analyses, key=lambda name: ANALYSES[name].urgency)
                    self._analysis = self._analyses.pop(first)
            if request is None:
                self._analyse()
            else:
                self._answer(request)

    def _answer(self, request: Request) -> None:
        """Post the answer to a request, or why there is none."""

        def work() -> None:
            if isinstance(request, Load):
                self._post(self._read(request, self._monitor(request)))
                return
            cached = self._begin(request)
            self._post(self._solve(request, cached))
            self._let_draw()
            self._warm_up()
            self._follow(request, cached)

        try:
            error = guarded(work, f"request {request.job}")
        except Cancelled:
            if request.job <= self._cancelled:
                self._post(Stopped(request))
        else:
            if error:
                self._post(Failure(request, error))

    def _monitor(self, request: Request) -> Monitor:
        """Passes progress on; cancels what was given up, or is replaced by a newer request."""
        started = time.monotonic()

        def monitor(progress: Progress) -> None:
            waiting = self._waiting
            patient = request.same_problem(waiting) and time.monotonic() - started < PATIENCE
            if self._given_up(request) or (waiting is not None and not patient):
                raise Cancelled("replaced by a newer request")
            self._post(Progressed(request, progress))

        return monitor

    def _warm_up(self) -> None:
        """Load scikit-learn and training once, right after the first answer.

        The view of training would load its part on the window's thread. Of scikit-learn,
        compiled parts hold the interpreter for some 100 ms while they load: better now
        than in the first drag to a small λ. The objects that the libraries made stay for ever;
        `gc.freeze` keeps the garbage collector from traversing them at each collection.
        """
        if not self._warm:
            self._warm = True
            import mirrors_engine.training  # noqa: F401
            from mirrors_engine.solvers import coordinate_descent

            coordinate_descent.load()
            # for good: filters belong to the process, and drawing puts back its own meanwhile
            coordinate_descent.expect_no_convergence()
            if not gc.get_freeze_count():
                gc.freeze()

    def _begin(self, request: Fit) -> CachedProblem:
        cached = self._kept(request)
        if cached is None:
            self._begun = None
            cached = self._problems.of(
                request.signal,
                request.architecture,
                request.loss,
                request.loss_options,
                request.solver,
            )
        # together, and before anything that may be cancelled: no question may find the
        # problem of another
        self._begun = request, cached
        return cached

    def _solve(self, request: Fit, cached: CachedProblem) -> Answer:
        monitor, problem = self._monitor(request), cached.problem
        problem.find_lam_max(lambda: monitor(Progress("solving")))
        result = cached.result_at(request.lam_ratio)
        if result is None:
            result = problem.solve(
                # with λ_max = 0 the constant is best at every λ
                request.lam_ratio * (problem.lam_max or 1.0),
                solver=request.solver,
                # of use also where a point was moved up or down
                start=cached.result or self._latest,
                monitor=monitor,
            )
        cached.result = self._latest = result
        # kept with the result: passes over all samples or neurons, which the window shows
        _ = result.rmse, result.by_weight
        return Answer(request, result, picture_of(result))

    def _kept(self, fit: Fit) -> CachedProblem | None:
        """What is kept of a question; None where the one worked on last is another problem."""
        if self._begun is None:
            return None
        request, cached = self._begun
        return cached if fit.same_problem(request) else None

    def _analyse(self) -> None:
        """Compute the present analysis, then go on with the path."""
        request = self._analysis
        if request is None:  # dropped meanwhile
            return
        started = time.monotonic()

        def monitor(progress: Progress) -> None:
            patient = time.monotonic() - started < ANALYSIS_PATIENCE
            if self._analysis is not request or (self._waiting is not None and not patient):
                raise Cancelled("the analysis is no longer wanted")
            if self._closing or self._gives_way(request):
                raise Cancelled("others come first")

        cached = self._kept(request.fit)
        problem = None if cached is None else cached.problem

        def work() -> None:
            for found in analyse(request, problem, self._landscapes, monitor):
                self._post(found)

        try:
            error = guarded(work, f"the analysis {request.name!r}")
            if error:
                self._post(AnalysisResult(request, note=error))
        except Cancelled:
            with self._ready:
                if self._analysis is request:  # a question came first: afterwards, if still wanted
                    self._analyses.setdefault(request.name, request)
        finally:
            with self._ready:
                self._analysis = None
        self._let_draw()
        if cached is not None and not self._analyses:
            self._follow(request.fit, cached)

    def _gives_way(self, request: AnalysisRequest) -> bool:
        """Whether a more urgent analysis waits, or the same one about another part."""
        with self._ready:
            waiting = [ANALYSES[name].urgency for name in self._analyses]
            again = request.name in self._analyses
        return again or max(waiting, default=-1) > ANALYSES[request.name].urgency

    def _follow(self, request: Fit, cached: CachedProblem) -> None:
        """Go on with the path from where it was left, until a request or analysis waits."""

        def monitor(progress: Progress) -> None:
            if self._waiting is not None or self._analyses or self._given_up(request):
                raise Cancelled("the path can wait")
            if self._pause.pending:
                self._let_draw()

        def work() -> None:
            for outline in cached.follow(request.solver, lambda: request.lam_ratio, monitor):
                self._post(PathGrown(request, outline))
                self._let_draw()

        with suppress(Cancelled):  # it goes on when nothing else waits
            # a refusal is none of the fit: it was answered, though the next λ may be refused
            guarded(work, f"the path of request {request.job}")

    def _given_up(self, request: Request) -> bool:
        return self._closing or request.job <= self._cancelled
