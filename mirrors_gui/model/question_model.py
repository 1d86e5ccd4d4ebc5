"""The question in force as panels see it: its fields, their signals, and undo."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from mirrors_engine.architecture import Architecture
from mirrors_engine.signals.samples import Sample
from mirrors_gui.compute.problem_cache import MIN_RATIO
from mirrors_gui.model.history import History
from mirrors_gui.model.input_kinds import fitting
from mirrors_gui.model.pins.pin import Pin
from mirrors_gui.model.question import Columns, Question, Settings
from mirrors_gui.text.translate import tr


class QuestionModel(QObject):
    """Holds one frozen `Question`; every setter replaces it, as one step of the history.

    Attributes
    ----------
    question : Question
        The data and every setting. Its fields can be read here too. λ is held as λ/λ_max,
        which every signal shares.
    history : History
        Undo and redo of the question.
    """

    signalChanged = Signal(object)
    architectureChanged = Signal(object)
    settingsChanged = Signal()
    lamChanged = Signal(float)
    pinsChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.question = Question()
        self.history = History(lambda: self.question, self.restore, self)
        self._openings = 0

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

    def set_signal(self, signal: Any, table: Any = None, inputs: str | None = None) -> None:
        """Fit another signal; nothing of the old one stays on show.

        The network follows where it could not read the columns, or should read them as `inputs`.
        λ starts at its default: the one in force was chosen for the data before.
        """
        question = self.question
        if table is None:
            question = replace(question, columns=None, weights_column=None, pasted=None)
        self._open(
            question, signal, table, inputs, tr("opening of {name}", name=signal.name or tr("data"))
        )

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
        opening, ratio, chosen = question.opening, question.lam_ratio, question.lam_chosen
        if table is None or table is not self.table:  # else other columns of the same
            opening = self._new_opening()
            question = question.with_own_settings()
            if not keep_lam:
                ratio, chosen = Question().lam_ratio, False
        others = {**dict(question.others), question.architecture.inputs: question.architecture}
        opened = replace(
            question,
            signal=signal,
            table=table,
            edited=False,
            opening=opening,
            lam_ratio=ratio,
            lam_chosen=chosen,
            pins=(),  # they are fits of the data before
            others=tuple(sorted(others.items())),
            architecture=fitting(question.architecture, signal.dimension, inputs, others),
        )
        self._change(opened, text, fresh=True)

    def _new_opening(self) -> int:
        """A number that no other opening has."""
        self._openings += 1
        return self._openings

    def edit_signal(self, signal: Any, text: str = "", merge_key: Hashable = None) -> None:
        """Fit the signal with points moved, added or taken away by hand.

        Names, source and columns stay. One step of `history`, called `text`; while
        `history.hold` is in force, or in a burst of keys, all with the same merge key are one.
        """
        if self.signal is None:
            return self.set_signal(signal)
        edited = replace(self.question, signal=signal.named_like(self.signal), edited=True)
        return self._change(edited, text or tr("edit of the data"), merge_key)

    def restore(self, question: Question) -> None:
        """Ask an earlier question again, exactly; no step of the history."""
        before, self.question = self.question, question
        self._announce(before)

    def set_architecture(self, architecture: Architecture) -> None:
        """Train another network; the old function stays until the new one comes."""
        asked = replace(self.question, architecture=architecture, own=None)
        self._change(asked, tr("change of the network"))

    def set_loss(self, loss: str, **options: float) -> None:
        """Another loss, with what belongs to it: `delta` for huber, `quantile` for quantile."""
        settings = tuple(sorted(options.items()))
        self._change(
            replace(self.question, loss=loss, loss_options=settings, own=None),
            tr("change of the loss"),
        )

    def lend_settings(self, settings: Settings) -> None:
        """Ask for a network and a loss that go with these data, and not with the next."""
        own = self.question.own or self.question.settings
        self.set_architecture(settings.architecture)
        self.set_loss(settings.loss, **dict(settings.loss_options))
        self._change(replace(self.question, own=own), tr("change of the network"))

    def set_solver(self, solver: str) -> None:
        self._change(replace(self.question, solver=solver), tr("change of the solver"))

    def set_lam_ratio(self, ratio: float) -> None:
        """λ as a share of λ_max, kept within the slider's range; 0 is interpolation."""
        bounded = min(max(float(ratio), MIN_RATIO), 1.0) if ratio > 0 else 0.0
        chosen = replace(self.question, lam_ratio=bounded, lam_chosen=True)
        self._change(chosen, tr("change of λ"), "lam")

    def set_pins(self, pins: tuple[Pin, ...], text: str) -> None:
        """Keep other fits beside the one asked for; nothing is solved anew."""
        self._change(replace(self.question, pins=pins), text)

    def return_to(self, pin: Pin) -> None:
        """Ask for a pinned fit again: its data, network, loss, solver and λ."""
        again = replace(
            self.question,
            signal=pin.signal,
            edited=pin.edited,
            architecture=pin.architecture,
            loss=pin.loss,
            loss_options=pin.loss_options,
            solver=pin.solver,
            lam_ratio=pin.lam_ratio,
            lam_chosen=True,
        )
        self._change(again, tr("return to {name}", name=pin.name))

    def _change(
        self, question: Question, text: str, merge_key: Hashable = None, fresh: bool = False
    ) -> None:
        """Ask another question, as one step of the history called `text`."""
        before = self.question
        with self.history.step(text, merge_key):
            self.question = question
            self._announce(before, fresh)

    def _announce(self, before: Question, fresh: bool = False) -> None:
        """Emit what differs from `before`, always in this order, and solve.

        With `fresh` the data are new even if they are equal.
        """
        now = self.question
        repinned = now.pins != before.pins
        if now.same_answer(before) and not fresh:
            if now.lam_chosen != before.lam_chosen:
                self.lamChanged.emit(self.lam_ratio)
            if repinned:
                self.pinsChanged.emit()
            return
        data = fresh or now.signal is not before.signal
        # an answer may stay until the next one only where it has a value at every sample
        gone = data and (fresh or not before.is_edit_of(now))
        network = now.architecture != before.architecture
        loss = (now.loss, now.loss_options) != (before.loss, before.loss_options)
        self._outdate(gone, network, data or loss)
        if data:
            self.signalChanged.emit(self.signal)
        if repinned:
            self.pinsChanged.emit()
        if network:
            self.architectureChanged.emit(self.architecture)
        if loss or now.solver != before.solver:
            self.settingsChanged.emit()
        if now.lam_ratio != before.lam_ratio:
            self.lamChanged.emit(self.lam_ratio)
        self._solve(gone)

    @abstractmethod
    def _outdate(self, gone: bool, network: bool, other: bool) -> None:
        """Another question is in force, and its signals are emitted next.

        Parameters
        ----------
        gone : bool
            The data are others, so that no answer may stay on show.
        network : bool
            The architecture is another.
        other : bool
            The samples or the loss are others.
        """

    @abstractmethod
    def _solve(self, gone: bool) -> None:
        """Answer the question in force, whose signals have been emitted."""
