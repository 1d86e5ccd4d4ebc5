"""The one model of the window: what is fitted, how, and the answer in force."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from mirrors_engine.architecture import Architecture
from mirrors_engine.features.feature import Key
from mirrors_engine.signals.samples import Sample
from mirrors_engine.text.printable import printable
from mirrors_gui.compute.analyses import Looked, Looks
from mirrors_gui.compute.fit_drawing import Picture
from mirrors_gui.compute.messages import (
    Answer,
    Failure,
    Fit,
    Load,
    Loaded,
    PathGrown,
    Progressed,
    Stopped,
)
from mirrors_gui.compute.path_cache import MIN_RATIO, PathPoint
from mirrors_gui.compute.training_run import Trainer
from mirrors_gui.compute.worker import Worker
from mirrors_gui.model import loading
from mirrors_gui.model.answer_age import AnswerAge
from mirrors_gui.model.history import History
from mirrors_gui.model.input_kinds import fitting
from mirrors_gui.model.question import Columns, Question
from mirrors_gui.style import theme as themes
from mirrors_gui.style.repaint import in_turns

log = logging.getLogger(__name__)

STOPPED = "It was stopped before there was an answer: change λ or the network to start again."


class Session(QObject):
    """Settings, answer and selection, and the signals that panels listen to.

    Attributes
    ----------
    question : Question
        The data and every setting, one frozen value; the setters replace it. Its fields can
        be read from the session too. λ is held as λ/λ_max, which every signal shares.
    history : History
        Undo and redo of the question.
    result, curve
        The answer shown and its drawing; None while there is none for this signal.
    path : tuple of PathPoint or None
        From λ_max down, growing while it is followed.
    path_events : tuple of Event
        Births and deaths on it, in the same order; those not exact yet have a width.
    path_complete, path_exact : bool
        Whether it reaches all the way down, and whether every event on it is exact.
    looks : Looks
        What is computed about the answer only when someone wants to see it.
    training : Trainer
        Ordinary training beside the answer.
    selected, hovered : key of a feature or None
    theme : Theme
    age : AnswerAge
        Whether the answer on show is that to the present question.
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
    dressing = Signal(object)  # a list for what is to be done before themeChanged
    themeChanged = Signal(object)
    busyChanged = Signal(bool)
    projectOpened = Signal(object, object)
    progressed = Signal(object)
    failed = Signal(str)
    viewAsked = Signal(str)
    closing = Signal()

    def __init__(self, parent: QObject | None = None, theme: str = "system") -> None:
        super().__init__(parent)
        self.question = Question()
        self._openings = 0
        self.before_replacing: Callable[[str, Callable[[], object]], object] = lambda _, go: go()
        self.refused: Load | None = None  # what could not be read last, for a closer look
        self.result: Any = None
        self.curve: Picture | None = None
        self.path: tuple[PathPoint, ...] | None = None
        self.path_events: tuple[Any, ...] = ()
        self.path_complete = self.path_exact = False
        self.selected: Key | None = None
        self.hovered: Key | None = None
        self.theme_choice = theme
        self.theme = themes.resolve(theme)
        self.busy = False
        self._dressings = 0
        self.history = History(lambda: self.question, self.restore, self)
        self._job = 0
        self._answered: Fit | None = None
        self._lam_before_reading = self.question.lam_ratio
        self._reading: Any = None  # the signal on show while a file is read to replace it
        self._shown = Question()  # what the answer on show answers
        self.age = AnswerAge(self)
        self._worker = Worker(loading.read, self)
        self._worker.delivered.connect(self._receive)
        self.looks = Looks(self._worker, self)
        self.training = Trainer(self)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    # the question, field by field

    @property
    def signal(self) -> Any:
        return self.question.signal

    @property
    def table(self) -> Any:
        return self.question.table

    @property
    def columns(self) -> Columns | None:
        return self.question.columns

    @property
    def weights_column(self) -> str | int | None:
        return self.question.weights_column

    @property
    def pasted(self) -> str | None:
        return self.question.pasted

    @property
    def edited(self) -> bool:
        return self.question.edited

    @property
    def opening(self) -> int:
        return self.question.opening

    @property
    def architecture(self) -> Architecture:
        return self.question.architecture

    @property
    def loss(self) -> str:
        return self.question.loss

    @property
    def loss_options(self) -> dict[str, float]:
        return dict(self.question.loss_options)

    @property
    def solver(self) -> str:
        return self.question.solver

    @property
    def lam_ratio(self) -> float:
        return self.question.lam_ratio

    # asking another one

    def replace_data(self, what: str, go: Callable[[], object]) -> None:
        """Do `go`, which brings other data; whoever keeps unsaved work may ask first."""
        self.before_replacing(what, go)

    def set_signal(self, signal: Any, table: Any = None, inputs: str | None = None) -> None:
        """Fit another signal; nothing of the old one stays on show.

        The network follows where it could not read the columns, or should read them as `inputs`.
        λ starts at its default: the one in force was chosen for the data before.
        """
        question = self.question
        if table is None:
            question = replace(question, columns=None, weights_column=None, pasted=None)
        self._open(question, signal, table, inputs, f"opening of {signal.name or 'data'}")

    def open_sample(self, sample: Sample) -> None:
        """Fit a sample of the gallery, its columns read as they are meant."""
        self.set_signal(sample.load(), inputs=sample.inputs)

    def _open(
        self,
        question: Question,
        signal: Any,
        table: Any,
        inputs: str | None,
        text: str,
        keep_lam: bool = False,
    ) -> None:
        opening, ratio = question.opening, question.lam_ratio
        if table is None or table is not self.table:  # else other columns of the same
            opening = self._new_opening()
            ratio = ratio if keep_lam else Question().lam_ratio
        others = {**dict(question.others), question.architecture.inputs: question.architecture}
        opened = replace(
            question,
            signal=signal,
            table=table,
            edited=False,
            opening=opening,
            lam_ratio=ratio,
            others=tuple(sorted(others.items())),
            architecture=fitting(question.architecture, signal.dimension, inputs, others),
        )
        self._change(opened, text, fresh=True)

    def _new_opening(self) -> int:
        """A number that no other opening has."""
        self._openings += 1
        return self._openings

    def edit_signal(
        self, signal: Any, text: str = "Edit of the data", merge_key: Hashable = None
    ) -> None:
        """Fit the signal with points moved, added or taken away by hand.

        Names, source and columns stay. One step of `history`, called `text`; while
        `history.hold` is in force, or in a burst of keys, all with the same merge key are one.
        """
        if self.signal is None:
            return self.set_signal(signal)
        edited = replace(self.question, signal=signal.named_like(self.signal), edited=True)
        return self._change(edited, text[:1].lower() + text[1:], merge_key)

    def restore(self, question: Question) -> None:
        """Ask an earlier question again, exactly; no step of the history."""
        before, self.question = self.question, question
        self._announce(before)

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
        text: str | None = None,
    ) -> None:
        """Fit columns of a table that has been read, from pasted `text` if from no file."""
        if table is self.table:
            text = self.pasted
        load = Load(self._next(), table=table, text=text, x=x, y=y, weights=weights, chosen=True)
        self._submit(load)

    def set_architecture(self, architecture: Architecture) -> None:
        """Train another network; the old function stays until the new one comes."""
        self._change(replace(self.question, architecture=architecture), "change of the network")

    def set_loss(self, loss: str, **options: float) -> None:
        """Another loss, with what belongs to it: `delta` for huber, `quantile` for quantile."""
        settings = tuple(sorted(options.items()))
        self._change(replace(self.question, loss=loss, loss_options=settings), "change of the loss")

    def set_solver(self, solver: str) -> None:
        self._change(replace(self.question, solver=solver), "change of the solver")

    def set_lam_ratio(self, ratio: float) -> None:
        """λ as a share of λ_max, kept within the slider's range; 0 is interpolation."""
        bounded = min(max(float(ratio), MIN_RATIO), 1.0) if ratio > 0 else 0.0
        self._change(replace(self.question, lam_ratio=bounded), "change of λ", "lam")

    def _change(
        self, question: Question, text: str, merge_key: Hashable = None, fresh: bool = False
    ) -> None:
        """Ask another question, as one step of the history called `text`."""
        before = self.question
        with self.history.step(text, merge_key):
            self.question = question
            self._announce(before, fresh)

    def _announce(self, before: Question, fresh: bool = False) -> None:
        """Emit what differs from `before`, always in this order, and ask the worker.

        With `fresh` the data are new even if they are equal.
        """
        now = self.question
        if now == before and not fresh:
            return
        data = fresh or now.signal is not before.signal
        # an answer may stay until the next one only where it has a value at every sample
        gone = data and (fresh or not before.is_edit_of(now))
        network = now.architecture != before.architecture
        loss = (now.loss, now.loss_options) != (before.loss, before.loss_options)
        if gone:
            self._forget()
        elif data or network or loss:
            self._drop_path()
        if network and not gone:
            self.select(None)
            self.hover(None)
        if data:
            self.signalChanged.emit(self.signal)
        if network:
            self.architectureChanged.emit(self.architecture)
        if loss or now.solver != before.solver:
            self.settingsChanged.emit()
        if now.lam_ratio != before.lam_ratio:
            self.lamChanged.emit(self.lam_ratio)
        if gone:
            self.resultChanged.emit(None)
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
        self.dress()

    def dress(self) -> None:
        """Show the theme and the size of type, in turns of the event loop that are not felt.

        Windows are asked by `dressing` what they have to do, a part in each turn; then the
        palette changes, and when all is done everyone hears of it by `themeChanged`.
        """
        turns: list[Callable[[], object]] = []
        self.dressing.emit(turns)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            themes.apply(app, self.theme)
        self._dressings += 1
        this = self._dressings
        in_turns(self, [*turns, lambda: self._tell_theme(this)])

    def _tell_theme(self, dressing: int) -> None:
        if dressing == self._dressings:  # else another one is under way
            self.themeChanged.emit(self.theme)

    # work

    def cancel(self) -> None:
        """Stop what runs; the answer on show stays, and its question is asked again."""
        self.looks.stop()
        self._worker.cancel(self._job)

    def make_way(self) -> None:
        """The window is about to draw much: work that nobody waits for rests meanwhile."""
        self._worker.make_way()

    def close(self) -> None:
        """End the worker's thread and, by `closing`, all others; of no use afterwards."""
        self.closing.emit()
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._follow_system)
        self.looks.about(None, None)
        self._worker.close()

    def _ask(self) -> None:
        if self.signal is None or self._reading is self.signal:
            return  # what is being read is fitted next, by the settings of that moment
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
        self._reading = None
        if isinstance(request, Load):
            self._reading, self._lam_before_reading = self.signal, self.lam_ratio
        self._set_busy(True)
        self._update_age()
        self._worker.submit(request)

    def _receive(self, message: object) -> None:
        """Take the worker's messages; those for a question no longer asked are dropped."""
        match message:
            case Answer(request=request):
                self._take_answer(message)
                self._settle(request.job)
            case PathGrown(request=request) if self._current(request):
                outline = message.outline
                self.path, self.path_events = outline.points, outline.events
                self.path_complete, self.path_exact = outline.covered, outline.exact
                self.pathChanged.emit(self.path)
            case Looked():
                self.looks.take(message)
            case Progressed(request=request) if request.job == self._job:
                self.progressed.emit(message.progress)
            case Loaded(request=request) if request.job == self._job:
                self._settle(request.job)
                self._take_table(message)
            case Failure(request=request) if request.job == self._job:
                self._settle(request.job)
                self._take_failure(message)
            case Stopped(request=request) if request.job == self._job:
                self._settle(request.job)
                self._go_back()

    def _take_answer(self, answer: Answer) -> None:
        request = answer.request
        newer = self._answered is not None and request.job < self._answered.job
        if newer or not self._current(request):
            return
        self._answered = request
        self._shown = replace(self.question, lam_ratio=request.lam_ratio)
        self.result, self.curve = answer.result, answer.curve
        self.age.arrived()
        self._update_age()
        self.looks.about(request, self.result)
        active = {feature.key for feature in answer.result.features}
        if self.selected not in active:
            self.select(None)
        if self.hovered not in active:
            self.hover(None)
        self.resultChanged.emit(self.result)

    def _take_table(self, loaded: Loaded) -> None:
        """Fit what was read; other columns of the same table are another kind of step."""
        request = loaded.request
        if loaded.project is not None:
            question = replace(loaded.project.question, opening=self._new_opening())
            self._change(question, "opening of a project", fresh=True)
            self.history.clear()
            self.projectOpened.emit(loaded.project, request.path)
            return
        same = loaded.table is not None and loaded.table is self.table
        words = "change of columns" if same else f"opening of {loaded.signal.name or 'data'}"
        read = replace(
            self.question,
            columns=loaded.columns,
            weights_column=request.weights,
            pasted=request.text,
        )
        moved = self.lam_ratio != self._lam_before_reading  # for the data to come
        self._open(read, loaded.signal, loaded.table, None, words, keep_lam=moved)

    def _take_failure(self, failure: Failure) -> None:
        if isinstance(failure.request, Fit):
            # the old function would stand under settings it does not belong to
            self._forget()
            self.resultChanged.emit(None)
        self.refused = failure.request if isinstance(failure.request, Load) else None
        self.failed.emit(printable(failure.sentence))
        if isinstance(failure.request, Load) and not self._is_answered():
            self._ask()  # the file took the place of a fit that was running

    def _go_back(self) -> None:
        """Given up: the question is again the one whose answer is on show."""
        if self._is_answered() or self.signal is None:
            return
        if self.result is None:
            self.failed.emit(STOPPED)
            return
        self._change(self._shown, "cancelling")

    def _update_age(self) -> None:
        shown = self._shown if self.result is not None else self.question
        now = self.question
        dragged = now.is_edit_of(shown) or now.signal is shown.signal
        same = replace(shown, signal=now.signal, lam_ratio=now.lam_ratio, edited=now.edited) == now
        reading = self._reading is not None and self._reading is self.signal
        self.age.update(shown == now and not reading, dragged and same and not reading)

    @property
    def lam_max(self) -> float | None:
        """λ_max of what is asked now; None until an answer has told it."""
        shown, now = self._shown, self.question
        if self.result is None or shown.signal is not now.signal:
            return None
        same = (shown.architecture, shown.loss, shown.loss_options)
        return (
            self.result.lam_max if same == (now.architecture, now.loss, now.loss_options) else None
        )

    def _is_answered(self) -> bool:
        """Whether the answer on show is that to the present question."""
        return self.result is not None and self._shown == self.question

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
            self._reading = None
            self._set_busy(False)
            self._update_age()

    def _set_busy(self, busy: bool) -> None:
        if busy != self.busy:
            self.busy = busy
            self.busyChanged.emit(busy)

    def _forget(self) -> None:
        self.result = self.curve = None
        self._update_age()
        self.looks.about(None, None)
        selected, hovered = self.selected, self.hovered
        self.selected = self.hovered = None  # both, before anyone draws one of them
        if selected is not None:
            self.selectionChanged.emit(None)
        if hovered is not None:
            self.hoverChanged.emit(None)
        self._drop_path()

    def _drop_path(self) -> None:
        self.path_complete = self.path_exact = False
        self.path_events = ()
        if self.path is not None:
            self.path = None
            self.pathChanged.emit(None)

    def _follow_system(self) -> None:
        if self.theme_choice == "system":
            self.set_theme("system")


__all__ = ["MIN_RATIO", "Key", "PathPoint", "Session"]
