"""Ordinary training beside the answer: one run at a time, on a thread of its own."""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from mirrors_engine.progress import Monitor, Progress
from mirrors_gui.compute.side_jobs import Task

MOST_CURVES = 60  # drawn; evenly through the ranks of all starts
POINTS = 400  # of a drawn function, beside the kinks of the best
READINGS = 200  # of a drawn curve
LONGEST_DRAWING = 0.1  # s for which a run rests at most
FLOOR = 1e-12  # excesses below this are the optimum to rounding


@dataclass(frozen=True, eq=False, slots=True)
class Lines:
    """Many polylines as one curve: what `PlotCurveItem.setData` takes.

    Attributes
    ----------
    x, y : (P,) ndarray
    connect : (P,) ndarray of int32
        Whether each point is joined to the next.
    """

    x: np.ndarray
    y: np.ndarray
    connect: np.ndarray


@dataclass(frozen=True, eq=False, slots=True)
class View:
    """A moment of a run, ready to be drawn.

    Attributes
    ----------
    training : Training
        The engine's event.
    curves : Lines
        Height of the starts against their steps: log10 of the excess over the optimum, not
        below log10 of `FLOOR`; of a fully connected network log10 of its own objective.
    heights : (S,) ndarray
        Where every start is on that scale, infinite where it overflowed.
    functions : Lines or None
        The functions of the starts on a line; None where x has several columns.
    best : Lines or None
        That of the best start, with its kinks.
    tally : Tally
        Its kinks.
    kink_values : (K,) ndarray
        The best function at its kinks on the first column.
    landmarks : tuple of Landmarks
        What the kinks were held against.
    """

    training: Any
    curves: Lines
    heights: np.ndarray
    functions: Lines | None
    best: Lines | None
    tally: Any
    kink_values: np.ndarray
    landmarks: tuple[Any, ...]


class Trainer(QObject):
    """Starts and stops training, and holds what it has shown last.

    Attributes
    ----------
    view : View or None
        The last moment of the last run.
    stale : bool
        Whether that run belongs to another question than the answer on show.
    drawn : bool
        Whether its functions are drawn over the fit.

    Signals
    -------
    viewChanged : the view, or staleness, or whether it is drawn, has changed
    runningChanged : bool
    stepped : Progress
    failed : one sentence
    """

    viewChanged = Signal()
    runningChanged = Signal(bool)
    stepped = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Any) -> None:
        super().__init__(session)
        self.view: View | None = None
        self.stale = False
        self.drawn = True
        self._session = session
        self._result: Any = None
        self._drawing = threading.Event()
        self._task = Task("training", self)
        self._task.advanced.connect(self._advance)
        self._task.stepped.connect(self.stepped)
        self._task.runningChanged.connect(self.runningChanged)
        self._task.failed.connect(self.failed)
        session.resultChanged.connect(self._answered)
        session.closing.connect(self._task.close)

    @property
    def running(self) -> bool:
        return self._task.running

    def start(self, settings: Any, connected: bool = False) -> None:
        """Train the network of the answer on show; the last run is forgotten."""
        result = self._session.result
        if result is None:
            return
        if connected:
            # scikit-learn says at every pause that it is not done; the engine's own filter
            # may be lifted by another thread's
            warnings.filterwarnings("ignore", message="lbfgs failed to converge")
        self._result, self.view, self.stale = result, None, False
        self.viewChanged.emit()

        def job(monitor: Monitor) -> Iterator[View]:
            def polite(progress: Progress) -> None:
                monitor(progress)
                self._let_draw()

            return views(result, settings, connected, polite)

        self._task.start(job)

    def stop(self) -> None:
        """End the run; what it has reached stays on show."""
        self._task.stop()

    def draw(self, wanted: bool) -> None:
        """Whether the functions are drawn over the fit."""
        if wanted != self.drawn:
            self.drawn = wanted
            self.viewChanged.emit()

    def _advance(self, view: View) -> None:
        self.view = view
        self._drawing.set()
        self.viewChanged.emit()
        QTimer.singleShot(0, self._drawing.clear)  # after the painting that follows

    def _let_draw(self) -> None:
        """Rest while the window draws; on the thread of the run.

        A drawing enters and leaves the interpreter hundreds of times, and would wait for
        this thread at each.
        """
        until = time.perf_counter() + LONGEST_DRAWING
        while self._drawing.is_set() and time.perf_counter() < until:
            time.sleep(0.001)

    def _answered(self, result: Any) -> None:
        """Another answer: a run for another question stops, and says so from then on."""
        if self._result is None:
            return
        same = result is not None and _question(result) == _question(self._result)
        if not same:
            self._task.stop()
        if result is None:  # other data: nothing of the old stays
            self._result = self.view = None
        elif self.stale == same:
            self.stale = not same
        else:
            return
        self.viewChanged.emit()


def _question(result: Any) -> tuple[Any, ...]:
    options = tuple(sorted(dict(result.loss_options).items()))
    return id(result.signal), result.architecture, result.loss, options, result.lam


def views(result: Any, settings: Any, connected: bool, monitor: Monitor) -> Iterator[View]:
    """The events of a run with all there is to draw; on the thread of the run."""
    from mirrors_engine.training import Landmarks, train, train_connected

    runner = train_connected if connected else train
    events = runner(result, settings, monitor)
    landmarks = Landmarks.of(result, lambda: monitor(Progress("training", 0.0)))
    for training in events:
        yield view_of(training, landmarks)


def view_of(training: Any, landmarks: tuple[Any, ...]) -> View:
    """What there is to draw of one event."""
    from mirrors_engine.training import Tally

    ranks = training.order
    some = ranks[np.unique(np.linspace(0, len(ranks) - 1, MOST_CURVES).astype(int))]
    chains = training.chains(training.best)
    tally = Tally.of(chains, landmarks)
    functions = best = None
    values = np.empty(0)
    if len(landmarks) == 1:
        low, high = landmarks[0].low, landmarks[0].high
        span = high - low or 1.0
        t = np.linspace(low - 0.15 * span, high + 0.15 * span, POINTS)
        with np.errstate(over="ignore", invalid="ignore"):
            functions = lines_of(
                [(t, training.chains(int(k))[0].forward(t)) for k in some if k != training.best]
            )
            corners = np.union1d(t, tally.kinks[0])
            best = lines_of([(corners, chains[0].forward(corners))])
            values = chains[0].forward(tally.kinks[0])
    return View(
        training,
        lines_of([_thinned(training.steps[k], height(training, k)) for k in some]),
        np.array([height(training, k)[-1] for k in range(len(ranks))]),
        functions,
        best,
        tally,
        values,
        landmarks,
    )


def height(training: Any, start: int) -> np.ndarray:
    """log10 of the excess of a start along its steps; of its own objective if connected."""
    values = training.objectives[start]
    if not training.connected:
        values = training.relative(values)
    return np.log10(np.maximum(values, FLOOR))


def lines_of(parts: list[tuple[np.ndarray, np.ndarray]]) -> Lines:
    """Polylines as one, without what is not finite."""
    x = np.concatenate([part[0] for part in parts] or [np.empty(0)]).astype(float)
    y = np.concatenate([part[1] for part in parts] or [np.empty(0)])
    connect = np.ones(len(x), dtype=np.int32)
    if parts:
        connect[np.cumsum([len(part[0]) for part in parts]) - 1] = 0
    fine = np.isfinite(y) & (np.abs(y) < 1e100)
    connect[:-1] &= fine[1:]
    return Lines(x[fine], y[fine], connect[fine])


def _thinned(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    keep = np.unique(np.linspace(0, len(x) - 1, READINGS).astype(int))
    return x[keep], y[keep]
