"""Training by gradients beside the answer: one run at a time, and what it has shown last."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mirrors_engine.progress import Monitor, Progress
from mirrors_gui.compute.drawing_pause import DrawingPause
from mirrors_gui.compute.pace import Pace
from mirrors_gui.compute.runner import Runner
from mirrors_gui.compute.training import TrainingView, views

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult
    from mirrors_engine.training import TrainingSettings

LONGEST_DRAWING = 0.1  # s for which a run rests at most
FRAME_MS = 16


class Trainer(QObject):
    """Starts and stops training, and holds what it has shown last.

    Attributes
    ----------
    view : TrainingView or None
        The last moment of the last run.
    stale : bool
        Whether that run belongs to another question than the answer on show.
    drawn : bool
        Whether its functions are drawn over the fit.
    paused : bool
        Whether a run is under way and rests.

    Signals
    -------
    viewChanged : the view, or staleness, or whether it is drawn, has changed
    runningChanged : bool
    pausedChanged : bool
    stepped : Progress
    failed : one sentence
    """

    viewChanged = Signal()
    runningChanged = Signal(bool)
    pausedChanged = Signal(bool)
    stepped = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Any) -> None:
        super().__init__(session)
        self.view: TrainingView | None = None
        self.stale = False
        self.drawn = True
        self._session = session
        self._result: FitResult | None = None
        self._pause = DrawingPause(self)
        self._pace = Pace()
        self._runner = Runner("training", self, FRAME_MS)
        self._runner.advanced.connect(self._advance)
        self._runner.stepped.connect(self.stepped)
        self._runner.runningChanged.connect(self._on_running)
        self._runner.failed.connect(self.failed)
        session.resultChanged.connect(self._answered)
        session.closing.connect(self._close)

    @property
    def running(self) -> bool:
        return self._runner.running

    @property
    def paused(self) -> bool:
        return self.running and self._pace.paused

    def start(
        self, settings: TrainingSettings, connected: bool = False, paused: bool = False
    ) -> None:
        """Train the network of the answer on show; the last run is forgotten.

        A run that begins `paused` shows its starts, and rests there.
        """
        result = self._session.result
        if result is None:
            return
        if connected:
            # scikit-learn warns at every pause that it has not converged; the filter of the
            # engine may be lifted by another thread's `catch_warnings`
            warnings.filterwarnings("ignore", message="lbfgs failed to converge")
        self._result, self.view, self.stale = result, None, False
        self.viewChanged.emit()

        def job(monitor: Monitor) -> Iterator[TrainingView]:
            def pausing(progress: Progress) -> None:
                monitor(progress)
                self._pause.wait(LONGEST_DRAWING)

            return views(result, settings, connected, self._pace, pausing)

        self._pace.wake()  # one that rests, to end
        self._pace = Pace(paused, self._pace.speed)
        self._runner.start(job)

    def stop(self) -> None:
        """End the run; what it has reached stays on show."""
        self._runner.stop()
        self._pace.wake()

    def pause(self, paused: bool) -> None:
        """Let the run rest after the step that it is at, or go on."""
        if self.running and paused != self._pace.paused:
            self._pace.pause(paused)
            self.pausedChanged.emit(paused)

    def step(self) -> None:
        """Make one step of the run, which rests then."""
        if not self.running:
            return
        if self._pace.paused:
            self._pace.step()
        else:
            self.pause(True)

    def set_speed(self, steps: float | None) -> None:
        """Steps a second of this run and those that follow, None for as many as possible."""
        self._pace.set_speed(steps)

    def _on_running(self, running: bool) -> None:
        self.runningChanged.emit(running)
        self.pausedChanged.emit(self.paused)

    def _close(self) -> None:
        self._pace.wake()
        self._runner.close()

    def draw(self, wanted: bool) -> None:
        """Whether the functions are drawn over the fit."""
        if wanted != self.drawn:
            self.drawn = wanted
            self.viewChanged.emit()

    def _advance(self, view: TrainingView) -> None:
        self.view = view
        self._pause.begin()
        self.viewChanged.emit()

    def _answered(self, result: FitResult | None) -> None:
        """Another answer: a run for another question stops, and says so from then on."""
        if self._result is None:
            return
        same = result is not None and _question(result) == _question(self._result)
        if not same:
            self.stop()
        if result is None:  # other data: nothing of the old stays
            self._result = self.view = None
        elif self.stale == same:
            self.stale = not same
        else:
            return
        self.viewChanged.emit()


def _question(result: FitResult) -> tuple[Any, ...]:
    options = tuple(sorted(dict(result.loss_options).items()))
    return id(result.signal), result.architecture, result.loss, options, result.lam
