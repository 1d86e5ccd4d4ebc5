"""The one model of the window: what is fitted, how, and the answer in force."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from mirrors_engine.architecture import Architecture
from mirrors_gui import theme as themes
from mirrors_gui.inputs import fitting
from mirrors_gui.looks import Looked, Looks
from mirrors_gui.pictures import Picture
from mirrors_gui.worker import (
    MIN_RATIO,
    Answer,
    Failure,
    Fit,
    Load,
    Loaded,
    PathGrown,
    PathPoint,
    Step,
    Stopped,
    Worker,
)

log = logging.getLogger(__name__)

Key = tuple[int, ...]


class Session(QObject):
    """Settings, answer and selection, and the signals that panels listen to.

    Attributes
    ----------
    signal, table
        What is fitted, and the table it came from (None for samples).
    architecture, loss, loss_options, solver, lam_ratio
        The question. λ is held as λ/λ_max, which every signal shares.
    result, curve
        The answer shown and its drawing; None while there is none for this signal.
    path : tuple of PathPoint or None
        From λ_max down, growing while it is followed.
    looks : Looks
        What is computed about the answer only when someone wants to see it.
    selected, hovered : key of a feature or None
    theme : Theme
    busy : bool
        Whether the answer to the present question is still being computed.
    """

    signalChanged = Signal(object)
    architectureChanged = Signal(object)
    settingsChanged = Signal()
    lamChanged = Signal(float)
    resultChanged = Signal(object)
    pathChanged = Signal(object)
    selectionChanged = Signal(object)
    hoverChanged = Signal(object)
    themeChanged = Signal(object)
    busyChanged = Signal(bool)
    progressed = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None, theme: str = "system") -> None:
        super().__init__(parent)
        self.signal: Any = None
        self.table: Any = None
        self.weights_column: str | int | None = None
        self.pasted: str | None = None  # what was read, where it was no file
        self.architecture = Architecture(activation="abs", layers=3)
        self._on_inputs: dict[str, Architecture] = {}
        self.loss = "squared"
        self.loss_options: dict[str, float] = {}
        self.solver = "auto"
        self.lam_ratio = 0.02
        self.result: Any = None
        self.curve: Picture | None = None
        self.path: tuple[PathPoint, ...] | None = None
        self.path_complete = False
        self.selected: Key | None = None
        self.hovered: Key | None = None
        self.theme_choice = theme
        self.theme = themes.resolve(theme)
        self.busy = False
        self._job = 0
        self._answered: Fit | None = None
        self._worker = Worker(self)
        self._worker.delivered.connect(self._receive)
        self.looks = Looks(self._worker, self)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    # the question

    def set_signal(self, signal: Any, table: Any = None, inputs: str | None = None) -> None:
        """Fit another signal; nothing of the old one stays on show.

        The network follows where it could not read the columns, or should read them as `inputs`.
        """
        self.signal, self.table = signal, table
        self._forget()
        before = self.architecture
        self._on_inputs[before.inputs] = before
        self.architecture = fitting(before, signal.dimension, inputs, self._on_inputs)
        self.signalChanged.emit(signal)
        if self.architecture != before:
            self.architectureChanged.emit(self.architecture)
        self.resultChanged.emit(None)
        self._ask()

    def open_file(self, path: str | Path, options: Any = None) -> None:
        """Read a file on the worker; the present signal stays if it cannot be read."""
        self._submit(Load(self._next(), path=Path(path), options=options))

    def open_text(self, text: str) -> None:
        """Read pasted columns."""
        self._submit(Load(self._next(), text=text))

    def set_columns(self, x: str | int | tuple[int, ...] | None, y: str | int) -> None:
        """Take other columns of the table; its weights stay."""
        if self.table is not None:
            self.open_table(self.table, x, y, self.weights_column)

    def open_table(
        self,
        table: Any,
        x: str | int | tuple[int, ...] | None,
        y: str | int,
        weights: str | int | None = None,
    ) -> None:
        """Fit columns of a table that has been read."""
        load = Load(self._next(), table=table, x=x, y=y, weights=weights, chosen=True)
        self._submit(load)

    def set_architecture(self, architecture: Architecture) -> None:
        """Train another network; the old function stays until the new one comes."""
        if architecture == self.architecture:
            return
        self.architecture = architecture
        self._drop_path()
        self.select(None)
        self.hover(None)
        self.architectureChanged.emit(architecture)
        self._ask()

    def set_loss(self, loss: str, **options: float) -> None:
        """Another loss, with what belongs to it: `delta` for huber, `quantile` for quantile."""
        if (loss, options) != (self.loss, self.loss_options):
            self.loss, self.loss_options = loss, options
            self._drop_path()
            self.settingsChanged.emit()
            self._ask()

    def set_solver(self, solver: str) -> None:
        if solver != self.solver:
            self.solver = solver
            self.settingsChanged.emit()
            self._ask()

    def set_lam_ratio(self, ratio: float) -> None:
        """λ as a share of λ_max, kept within the slider's range; 0 is interpolation."""
        ratio = min(max(float(ratio), MIN_RATIO), 1.0) if ratio > 0 else 0.0
        if ratio != self.lam_ratio:
            self.lam_ratio = ratio
            self.lamChanged.emit(ratio)
            self._ask()

    # what is looked at

    def select(self, key: Key | None) -> None:
        """Highlight one feature everywhere, None for none."""
        key = None if key is None else tuple(key)
        if key != self.selected:
            self.selected = key
            self.selectionChanged.emit(key)

    def hover(self, key: Key | None) -> None:
        """Highlight the feature under the pointer."""
        key = None if key is None else tuple(key)
        if key != self.hovered:
            self.hovered = key
            self.hoverChanged.emit(key)

    def set_theme(self, choice: str) -> None:
        """ "system", "light" or "dark", at once and everywhere."""
        self.theme_choice = choice
        self.theme = themes.resolve(choice)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            themes.apply(app, self.theme)
        self.themeChanged.emit(self.theme)

    # work

    def cancel(self) -> None:
        """Stop what runs; the answer on show stays."""
        self.looks.stop()
        self._worker.cancel(self._job)

    def close(self) -> None:
        """End the worker's thread; the session cannot be used afterwards."""
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._follow_system)
        self.looks.about(None, None)
        self._worker.close()

    def _ask(self) -> None:
        if self.signal is None:
            return
        self._submit(
            Fit(
                self._next(),
                self.signal,
                self.architecture,
                self.loss,
                self.solver,
                self.lam_ratio,
                self.loss_options,
            )
        )

    def _next(self) -> int:
        self._job += 1
        return self._job

    def _submit(self, request: Fit | Load) -> None:
        self._set_busy(True)
        self._worker.submit(request)

    def _receive(self, message: object) -> None:
        """Take the worker's messages; those for a question no longer asked are dropped."""
        match message:
            case Answer(request=request):
                self._take_answer(message)
                self._settle(request.job)
            case PathGrown(request=request) if self._current(request):
                self.path = message.points
                self.path_complete = message.complete
                self.pathChanged.emit(self.path)
            case Looked():
                self.looks.take(message)
            case Step(request=request) if request.job == self._job:
                self.progressed.emit(message.progress)
            case Loaded(request=request) if request.job == self._job:
                self._settle(request.job)
                self.weights_column = request.weights
                if request.table is None:
                    self.pasted = request.text
                self.set_signal(message.signal, message.table)
            case Failure(request=request) if request.job == self._job:
                self._settle(request.job)
                self._take_failure(message)
            case Stopped(request=request):
                self._settle(request.job)

    def _take_answer(self, answer: Answer) -> None:
        request = answer.request
        newer = self._answered is not None and request.job < self._answered.job
        if newer or not self._current(request):
            return
        self._answered = request
        self.result, self.curve = answer.result, answer.curve
        self.looks.about(request, self.result)
        active = {feature.key for feature in answer.result.features}
        if self.selected not in active:
            self.select(None)
        if self.hovered not in active:
            self.hover(None)
        self.resultChanged.emit(self.result)

    def _take_failure(self, failure: Failure) -> None:
        if isinstance(failure.request, Fit):
            # the old function would stand under settings it does not belong to
            self._forget()
            self.resultChanged.emit(None)
        self.failed.emit(failure.sentence)
        last = self._answered
        stale = self.result is None or last is None or last.lam_ratio != self.lam_ratio
        if isinstance(failure.request, Load) and stale:
            self._ask()  # the file took the place of a fit that was running

    def _current(self, request: Fit) -> bool:
        """Whether a request asks what is asked now, but for λ."""
        return (
            request.signal is self.signal
            and request.architecture == self.architecture
            and (request.loss, request.loss_options, request.solver)
            == (self.loss, self.loss_options, self.solver)
        )

    def _settle(self, job: int) -> None:
        if job == self._job:
            self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        if busy != self.busy:
            self.busy = busy
            self.busyChanged.emit(busy)

    def _forget(self) -> None:
        self.result = self.curve = None
        self.looks.about(None, None)
        self.select(None)
        self.hover(None)
        self._drop_path()

    def _drop_path(self) -> None:
        self.path_complete = False
        if self.path is not None:
            self.path = None
            self.pathChanged.emit(None)

    def _follow_system(self) -> None:
        if self.theme_choice == "system":
            self.set_theme("system")


__all__ = ["MIN_RATIO", "Key", "PathPoint", "Session"]
