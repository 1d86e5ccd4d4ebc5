"""The one model of the window: what is fitted, how, and the answer in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mirrors_engine.errors import Remedy
from mirrors_engine.features.feature import Key
from mirrors_engine.text.printable import printable
from mirrors_gui.compute.fit_drawing import Picture
from mirrors_gui.compute.messages import (
    AnalysisResult,
    Answer,
    Failure,
    Fit,
    Load,
    Loaded,
    PathGrown,
    Progressed,
    Stopped,
)
from mirrors_gui.compute.problem_cache import MIN_RATIO, PathPoint
from mirrors_gui.compute.runner import Refusal, remedies_of
from mirrors_gui.compute.worker import Worker
from mirrors_gui.model import loading
from mirrors_gui.model.answer_age import AnswerAge
from mirrors_gui.model.answer_analyses import AnswerAnalyses
from mirrors_gui.model.axes import AxesModel
from mirrors_gui.model.builder import Builder
from mirrors_gui.model.crosshair import Crosshair
from mirrors_gui.model.pins.pins import Pins
from mirrors_gui.model.question import Question
from mirrors_gui.model.remedied import remedied
from mirrors_gui.model.selection_model import SelectionModel
from mirrors_gui.model.trainer import Trainer
from mirrors_gui.style.appearance import Appearance
from mirrors_gui.text.translate import mark, tr

if TYPE_CHECKING:  # it imports scipy, after the window is there
    from mirrors_engine.homotopy import Event
    from mirrors_engine.homotopy import Path as KnownPath
    from mirrors_engine.results import FitResult
    from mirrors_engine.selection import Selection
    from mirrors_engine.signals import CsvOptions, Table

STOPPED = mark("It was stopped before there was an answer: change λ or the network to start again.")

Guard = Callable[[str, Callable[[], object]], object]
"""Does the second argument, or asks first because of what the first names."""


class Session(SelectionModel):
    """The question, its answer and the selection, and the signals that panels listen to.

    Attributes
    ----------
    result, curve
        The answer shown and its drawing; None while there is none for this signal.
    path : tuple of PathPoint or None
        From λ_max down, growing while it is followed.
    path_events : tuple of Event
        Births and deaths on it, in the same order; those not exact yet have a width.
    path_complete, path_exact : bool
        Whether it reaches all the way down, and whether it is followed no further: every event
        on it is exact, or no more can be held.
    known_path : Path or None
        What is drawn of it, as the engine has it.
    analyses, training : AnswerAnalyses, Trainer
        What is computed about the answer only on request; training beside it.
    build, pins : Builder, Pins
        The answer as it is added up, neuron by neuron; fits that are kept beside it.
    axes, crosshair : AxesModel, Crosshair
        How the axes of the fit are drawn; the x that all views along x mark.
    validation : Selection or None
        What choosing λ found for this question, whatever λ is.
    appearance : Appearance
    age : AnswerAge
        Whether the answer on show is that to the present question.
    busy : bool
        Whether the answer to the present question is still being computed.
    """

    resultChanged = Signal(object)
    pathChanged = Signal(object)
    validationChanged = Signal(object)
    busyChanged = Signal(bool)
    projectOpened = Signal(object, object)
    progressed = Signal(object)
    failed = Signal(object)
    viewAsked = Signal(str)
    cancelling = Signal()  # by the user: also what works beside the question stops
    closing = Signal()

    def __init__(self, parent: QObject | None = None, theme: str = "system") -> None:
        super().__init__(parent)
        self.before_replacing: Guard = lambda _, go: go()  # before other data
        self.before_leaving: Guard = lambda _, go: go()  # before a project, which ends undo
        self.refused: Load | None = None  # what could not be read last, for a closer look
        self.result: FitResult | None = None
        self.curve: Picture | None = None
        self.path: tuple[PathPoint, ...] | None = None
        self.path_events: tuple[Event, ...] = ()
        self.path_complete = self.path_exact = False
        self.known_path: KnownPath | None = None
        self.validation: Selection | None = None
        self.appearance = Appearance(theme, self)
        self.busy = False
        self._job = 0
        self._answered: Fit | None = None
        self._reading: int | None = None  # the opening on show while a file is read to replace it
        self._before_reading = self.question
        self._shown = Question()  # what the answer on show answers
        self.age = AnswerAge(self)
        self._worker = Worker(loading.read, self)
        self._worker.delivered.connect(self._receive)
        self.analyses = AnswerAnalyses(self._worker, self)
        self.training = Trainer(self)
        self.build = Builder(self)
        self.pins = Pins(self)
        self.axes = AxesModel(self)
        self.crosshair = Crosshair(self)

    # data to be read

    def replace_data(self, what: str, go: Callable[[], object]) -> None:
        """Do `go`, which brings other data; a guard may ask first because of unsaved work."""
        self.before_replacing(what, go)

    def read(self, **what: Any) -> None:
        """Read what the fields of a `Load` name; the present signal stays if that fails."""
        self._submit(Load(self._next(), **what))

    def open_file(self, path: str | Path, options: CsvOptions | None = None) -> None:
        """Read a file on the worker; the present signal stays if it cannot be read."""
        self._submit(Load(self._next(), path=Path(path), options=options))

    def open_text(self, text: str, options: CsvOptions | None = None) -> None:
        """Read pasted columns."""
        self._submit(Load(self._next(), text=text, options=options))

    def take(self, remedy: Remedy) -> None:
        """Do what a refusal offered; undo takes it back."""
        if remedy.reading and self.refused is not None:
            self._submit(loading.again(self.refused, remedy.reading, self._next()))
        else:
            self._change(*remedied(self.question, remedy))

    def set_columns(self, x: str | int | tuple[int, ...] | None, y: str | int) -> None:
        """Take other columns of the table; its weights stay."""
        if self.table is not None:
            self.open_table(self.table, x, y, self.weights_column)

    def open_table(
        self,
        table: Table,
        x: str | int | tuple[int, ...] | None,
        y: str | int | None,
        weights: str | int | None = None,
        text: str | None = None,
    ) -> None:
        """Fit columns of a table that has been read, from pasted `text` if from no file.

        Without `y` the usual columns, and the account of the rows says why.
        """
        text = self.pasted if table is self.table else text
        self.read(table=table, text=text, x=x, y=y, weights=weights, chosen=y is not None)

    # choosing λ

    def set_validation(self, found: Selection | None) -> None:
        """Keep the scores of every λ for all who show them; None where they no longer apply."""
        if found is not self.validation:
            self.validation = found
            self.validationChanged.emit(found)

    # work

    def cancel(self) -> None:
        """Stop what runs; the answer on show stays, and its question is asked again."""
        self.analyses.stop()
        self.training.stop()
        self.build.close()
        self.cancelling.emit()
        self._worker.cancel(self._job)

    def make_way(self) -> None:
        """The window is about to draw much: work that nobody waits for rests meanwhile."""
        self._worker.make_way()

    def close(self) -> None:
        """End the worker's thread and, by `closing`, all others; of no use afterwards."""
        self.closing.emit()
        self.appearance.close()
        self.analyses.set_answer(None, None)
        self._worker.close()

    def _outdate(self, gone: bool, network: bool, other: bool) -> None:
        if gone:
            self._forget()
        elif network or other:
            self._drop_path()
        if network and not gone:
            self.deselect()

    def _solve(self, gone: bool) -> None:
        if gone:
            self.resultChanged.emit(None)
        self._ask()

    def _ask(self) -> None:
        if self.signal is None or self._reading == self.opening:
            return  # what is being read is fitted next, by the settings of that moment
        q = self.question
        about = (q.signal, q.architecture, q.loss, q.solver, q.lam_ratio, self.loss_options)
        self._submit(Fit(self._next(), *about))

    def _next(self) -> int:
        self._job += 1
        return self._job

    def _submit(self, request: Fit | Load) -> None:
        self._reading = None
        if isinstance(request, Load):
            self._reading, self._before_reading = self.opening, self.question
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
                self.known_path = outline.path
                self.pathChanged.emit(self.path)
            case AnalysisResult():
                self.analyses.receive(message)
            case Progressed(request=request) if request.job == self._job:
                self.progressed.emit(message.progress)
            case Loaded(request=request) if request.job == self._job:
                self._settle(request.job)
                self._take_loaded(message)
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
        self.analyses.set_answer(request, self.result)
        self.keep_selected(answer.result.features)
        self.resultChanged.emit(self.result)

    def _take_loaded(self, loaded: Loaded) -> None:
        """Fit what was read; work done since the reading began is asked about first."""
        now, before = self.question, self._before_reading
        path = loaded.request.path
        what = (
            tr("opening {name}", name=printable(path.name))
            if path is not None
            else tr("opening the data")
        )
        if loaded.project is not None:
            if now == before:
                self._take_project(loaded)
                return
            ask, take = self.before_leaving, self._take_project
        else:  # settings go on to the new data, and undo has them; points do not
            if now.signal is before.signal:
                self._take_table(loaded)
                return
            ask, take = self.before_replacing, self._take_table
        self._ask()  # the question as it is now, until it is replaced
        ask(what, lambda: take(loaded))

    def _take_project(self, loaded: Loaded) -> None:
        question = replace(loaded.project.question, opening=self._new_opening())
        self._change(question, tr("opening of a project"), fresh=True)
        self.history.clear()
        self.projectOpened.emit(loaded.project, loaded.request.path)

    def _take_table(self, loaded: Loaded) -> None:
        """Fit a table; other columns of the same are another kind of step."""
        request = loaded.request
        assert loaded.signal is not None
        same = loaded.table is not None and loaded.table is self.table
        words = (
            tr("change of columns")
            if same
            else tr("opening of {name}", name=loaded.signal.name or tr("data"))
        )
        read = replace(
            self.question,
            columns=loaded.columns,
            weights_column=request.weights,
            pasted=request.text,
            **dict(request.settings),
        )
        # λ moved while the data were read is meant for them
        moved = self.lam_ratio != self._before_reading.lam_ratio or bool(request.settings)
        self._open(read, loaded.signal, loaded.table, None, words, keep_lam=moved)

    def _take_failure(self, failure: Failure) -> None:
        if isinstance(failure.request, Fit):
            # the old function would stand under settings it does not belong to
            self._forget()
            self.resultChanged.emit(None)
        self.refused = failure.request if isinstance(failure.request, Load) else None
        said = failure.sentence
        self.failed.emit(Refusal.saying(printable(said), remedies_of(said)))
        if isinstance(failure.request, Load) and not self._is_answered():
            self._ask()  # the file took the place of a fit that was running

    def _go_back(self) -> None:
        """Given up: the question is again the one whose answer is on show."""
        if self._is_answered() or self.signal is None:
            return
        if self.result is None:
            self.failed.emit(tr(STOPPED))
            return
        self._change(replace(self._shown, pins=self.question.pins), tr("cancelling"))

    def _update_age(self) -> None:
        shown = self._shown if self.result is not None else self.question
        now = self.question
        dragged = now.is_edit_of(shown) or now.signal is shown.signal
        moved = replace(shown, signal=now.signal, lam_ratio=now.lam_ratio, edited=now.edited)
        same = moved.same_answer(now)
        reading = self._reading == self.opening
        self.age.update(shown.same_answer(now) and not reading, dragged and same and not reading)

    @property
    def shown(self) -> Question:
        """The question that the answer on show answers."""
        return self._shown

    @property
    def lam_max(self) -> float | None:
        """λ_max of what is asked now; None until there is an answer."""
        if self.result is None or not self._shown.same_problem(self.question):
            return None
        return self.result.lam_max

    def _is_answered(self) -> bool:
        """Whether the answer on show is that to the present question."""
        return self.result is not None and self._shown.same_answer(self.question)

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
        self.analyses.set_answer(None, None)
        self.deselect()
        self._drop_path()

    def _drop_path(self) -> None:
        self.path_complete = self.path_exact = False
        self.known_path = None
        self.path_events = ()
        if self.path is not None:
            self.path = None
            self.pathChanged.emit(None)


__all__ = ["MIN_RATIO", "Key", "PathPoint", "Session"]
