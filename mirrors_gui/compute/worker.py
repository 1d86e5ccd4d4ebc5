"""The one thread that reads, solves and follows the path; the window's never does.

A request is a frozen snapshot with a job number. There is no queue: the newest request
replaces the one that waits, and the running one is stopped through its monitor.
Messages come back on the window's thread, the newest of each kind, once a frame.
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mirrors_engine.errors import Cancelled, MirrorsError
from mirrors_engine.progress import Monitor, Progress
from mirrors_gui.compute.analyses import Look, Looked, Looker
from mirrors_gui.compute.fit_drawing import picture_of
from mirrors_gui.compute.messages import (
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
from mirrors_gui.compute.path_cache import Bench, Benches
from mirrors_gui.style.repaint import TURN_MS

log = logging.getLogger(__name__)

FRAME_MS = 16
LOOK_PATIENCE = 0.05  # s a closer look may run on while a newer question waits
PATIENCE = 0.25  # s an older λ of the same problem may run on: a drag then shows something
DRAWING_TURNS = 3  # of the event loop until what is new is painted, see `painting`
DRAWING_S = 0.05  # s at most that the worker rests while the window draws what is new
CLOSING_S = 10.0  # loading a library cannot be interrupted


class Worker(QObject):
    """Runs requests on one thread and hands messages to the thread it was made on.

    `read` answers the requests to load data: it runs on the worker's thread.
    """

    delivered = Signal(object)
    _posted = Signal()

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
        self._looks: dict[str, Look] = {}  # wanted, the newest of each kind
        self._looking: Look | None = None
        self._looker = Looker()
        self._mail: dict[Any, Any] = {}
        self._undrawn = False  # whether the window has something new to draw
        self._benches = Benches()
        self._bench: Bench | None = None
        self._asked: Fit | None = None  # whose bench that is
        self._latest: Any = None  # answer to any question
        self._frame = QTimer(self, interval=FRAME_MS)
        self._frame.timeout.connect(self._deliver)
        self._turn, self._turns = QTimer(self, interval=TURN_MS, singleShot=True), 0
        self._turn.timeout.connect(self._have_drawn)
        self._posted.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="mirrors-worker", daemon=True)
        self._thread.start()

    # on the window's thread

    def submit(self, request: Request) -> None:
        """Replace whatever waits by `request`."""
        self.make_way()
        with self._ready:
            self._waiting = request
            self._ready.notify()

    def look(self, look: Look) -> None:
        """Compute something about an answer, as soon as no newer question waits."""
        with self._ready:
            self._looks[look.what] = look
            self._ready.notify()

    def make_way(self) -> None:
        """Let the thread rest until the window has drawn what it is about to."""
        with self._ready:
            self._undrawn = True
        self._turns = DRAWING_TURNS
        self._turn.start()

    def drop_looks(self) -> None:
        """Give up all looks: the answer they are about is on show no longer."""
        with self._ready:
            self._looks.clear()
            self._looking = None

    def cancel(self, job: int) -> None:
        """Give up every request up to this job number, looks and the path being followed."""
        self.drop_looks()
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
        self._thread.join(CLOSING_S)
        if self._thread.is_alive():  # deep in a library that cannot be interrupted
            log.warning("left a computation behind that would not stop")
        self._frame.stop()
        self._turn.stop()
        self._mail.clear()

    def _arrived(self) -> None:
        # The first message of a quiet time goes through at once, the rest by frames.
        if not self._frame.isActive() and not self._closing:
            self._deliver()

    def _deliver(self) -> None:
        with self._ready:
            mail, self._mail = self._mail, {}
        if not mail:
            self._frame.stop()
            return
        self._frame.start()
        for message in mail.values():
            if not self._closing:
                self.delivered.emit(message)
        self.make_way()

    def _have_drawn(self) -> None:
        self._turns -= 1
        if self._turns:
            self._turn.start()
            return
        with self._ready:
            self._undrawn = bool(self._mail)  # what came meanwhile is yet to be told
            self._ready.notify()

    # on the worker's thread

    def _post(self, message: Any) -> None:
        with self._ready:
            quiet = not self._mail
            # newest last, whatever stood in its slot
            slot = getattr(message, "slot", type(message))
            self._mail.pop(slot, None)
            self._mail[slot] = message
            self._undrawn = True
        if quiet:
            self._posted.emit()

    def _let_draw(self) -> None:
        """Leave the interpreter, which both threads need all the time, to the window that draws.

        Another λ is solved at once, and a point moved by hand: a drag is to show all it can.
        """

        def free() -> bool:
            moved = self._asked is not None and self._asked.same_drag(self._waiting)
            return moved or not self._undrawn or self._closing

        with self._ready:
            self._ready.wait_for(free, DRAWING_S)

    def _run(self) -> None:
        while True:
            with self._ready:
                while self._waiting is None and not self._looks and not self._closing:
                    self._ready.wait()
            self._let_draw()
            with self._ready:
                if self._closing:
                    return
                request, self._waiting = self._waiting, None
                if request is None and self._looks:  # they may have been dropped
                    self._looking = self._looks.pop(next(iter(self._looks)))
            if request is None:
                self._look()
                continue
            try:
                if isinstance(request, Load):
                    self._post(self._load(request))
                else:
                    self._post(self._solve(request))
                    self._let_draw()
                    self._warm_up()
                    self._follow(request)
            except Cancelled:
                if request.job <= self._cancelled:
                    self._post(Stopped(request))
            except MirrorsError as error:
                self._post(Failure(request, str(error)))
            except MemoryError:
                self._post(Failure(request, "There is not enough memory: take fewer samples."))
            except Exception:
                log.exception("request %s failed", request.job)
                self._post(Failure(request, "Something unexpected went wrong; the log says what."))

    def _load(self, request: Load) -> Loaded:
        def monitor(progress: Progress) -> None:
            if self._waiting is not None or self._given_up(request):
                raise Cancelled("replaced by a newer request")
            self._post(Progressed(request, progress))

        return self._read(request, monitor)

    def _warm_up(self) -> None:
        """Load scikit-learn once, right after the first answer.

        Its compiled parts hold the interpreter for some 100 ms while they load: better
        now than in the first drag to a small λ. So does the collector each time it looks
        through all that the libraries made, which stays for ever: it is told to pass it by.
        """
        if not self._warm:
            self._warm = True
            from mirrors_engine.solvers import coordinate_descent

            coordinate_descent.load()
            # for good: filters belong to the process, and drawing puts back its own meanwhile
            coordinate_descent.expect_no_convergence()
            if not gc.get_freeze_count():
                gc.freeze()

    def _solve(self, request: Fit) -> Answer:
        started = time.monotonic()

        def monitor(progress: Progress) -> None:
            waiting = self._waiting
            patient = request.same_problem(waiting) and time.monotonic() - started < PATIENCE
            if self._given_up(request) or (waiting is not None and not patient):
                raise Cancelled("replaced by a newer request")
            self._post(Progressed(request, progress))

        bench = self._bench
        if bench is None or not request.same_problem(self._asked):
            self._bench = None
            bench = self._bench = self._benches.of(
                request.signal,
                request.architecture,
                request.loss,
                request.loss_options,
                request.solver,
            )
        bench.problem.find_lam_max(lambda: monitor(Progress("solving")))
        self._asked = request
        result = bench.known(request.lam_ratio)
        if result is None:
            start = bench.result or self._latest  # of use where a point was moved up or down
            result = _solve_at(bench.problem, request, start, monitor)
        bench.result = self._latest = result
        return Answer(request, result, picture_of(result))

    def _look(self) -> None:
        """Do the look in hand, then go on with the path."""
        look = self._looking
        if look is None:  # dropped meanwhile
            return
        started = time.monotonic()

        def monitor(progress: Progress) -> None:
            patient = time.monotonic() - started < LOOK_PATIENCE
            if self._looking is not look or (self._waiting is not None and not patient):
                raise Cancelled("nobody looks any more")
            if self._closing or (look.yields and self._looks):
                raise Cancelled("others come first")

        bench = self._bench
        problem = None if bench is None else bench.problem
        try:
            self._post(self._looker.compute(look, problem, monitor))
        except Cancelled:
            with self._ready:
                if self._looking is look:  # a question came between: afterwards, if still wanted
                    self._looks.setdefault(look.what, look)
        except MirrorsError as error:
            self._post(Looked(look, note=str(error)))
        except Exception:
            log.exception("the look at the %s failed", look.what)
            self._post(Looked(look, note="Something unexpected went wrong; the log says what."))
        finally:
            with self._ready:
                self._looking = None
        self._let_draw()
        if bench is not None and look.request.same_problem(self._asked) and not self._looks:
            self._follow(look.request)

    def _follow(self, request: Fit) -> None:
        """Go on with the path from where it was left, until something better comes up."""
        bench = self._bench
        assert bench is not None

        def monitor(progress: Progress) -> None:
            if self._waiting is not None or self._looks or self._given_up(request):
                raise Cancelled("the path can wait")
            if self._undrawn:
                self._let_draw()

        try:
            for outline in bench.follow(request.solver, lambda: request.lam_ratio, monitor):
                self._post(PathGrown(request, outline))
                self._let_draw()
        except MirrorsError:
            pass  # not the fit: that one was answered, though the next λ may be refused
        except Exception:
            log.exception("the path of request %s broke off", request.job)

    def _given_up(self, request: Request) -> bool:
        return self._closing or request.job <= self._cancelled


def _solve_at(problem: Any, request: Fit, start: Any, monitor: Any) -> Any:
    # with λ_max = 0 the constant is best at every λ
    lam = request.lam_ratio * (problem.lam_max or 1.0)
    return problem.solve(lam, solver=request.solver, start=start, monitor=monitor)
