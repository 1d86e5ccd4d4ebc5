"""λ by size: at most so many neurons, or kinks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor
from mirrors_engine.text.numbers import read_whole
from mirrors_gui.compute.runner import Runner
from mirrors_gui.model.session import MIN_RATIO
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import ComboBox, label, named

WORDS = mark("at most")
SEARCHING = mark("searching …")


class SizeField(QWidget):
    """A number and of what; Enter takes λ to the last value before there would be more.

    Signals
    -------
    refused : one sentence
        What was typed is no such number, or why the number is not met.
    understood
        It is one: what was refused before is no longer on show.
    """

    refused = Signal(object)
    understood = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.session: Any = None
        self.runner = Runner("choice of the size", self)
        self._about: tuple[Any, ...] | None = None
        self._found: Any = None
        self.caption = label(tr(WORDS), "caption")
        self.edit = named(
            QLineEdit(),
            "sizeEdit",
            tr("Most neurons or kinks"),
            tr(
                "So many neurons, or kinks inside the data, at most: Enter takes λ from λmax "
                "down to the last value before the optimal network would have more. Esc stops "
                "the search."
            ),
        )
        self.edit.setAcceptDrops(False)
        self.unit = named(
            ComboBox(),
            "sizeUnitBox",
            tr("What is counted"),
            tr(
                "Neurons are the units in use; kinks are the distinct points inside the data where "
                "the function changes slope."
            ),
        )
        self.unit.addItem(tr("neurons"), "neurons")
        self.unit.addItem(tr("kinks"), "kinks")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addStretch()
        for widget in (self.caption, self.edit, self.unit):
            column.addWidget(widget)
        column.addStretch()
        self.edit.returnPressed.connect(self._typed)
        self.unit.activated.connect(lambda _: self._typed() if self.edit.text() else None)
        self.runner.advanced.connect(self._take)
        self.runner.runningChanged.connect(self._running)
        self.runner.failed.connect(self.refused)
        self.runner.ended.connect(self._ended)

    def bind(self, session: Any) -> None:
        """Follow a session; a search of another question is given up."""
        self.session = session
        session.signalChanged.connect(self._check)
        session.architectureChanged.connect(self._check)
        session.settingsChanged.connect(self._check)
        session.cancelling.connect(self.runner.stop)
        session.closing.connect(self.runner.close)
        self._check()

    def _question(self) -> tuple[Any, ...]:
        session = self.session
        options = tuple(sorted(session.loss_options.items()))
        return session.signal, session.architecture, session.loss, options, session.solver

    def _typed(self) -> None:
        if self.session is None or self.session.signal is None:
            return
        try:
            most = read_whole(
                self.edit.text(), tr("the number of {unit}", unit=self.unit.currentText())
            )
        except SettingError as error:
            self.refused.emit(str(error))
            return
        self.understood.emit()
        self._about = self._question()
        signal, net, loss, options, solver = self._about
        asked = {self.unit.currentData(): most}

        def job(monitor: Monitor) -> Iterator[Any]:
            from mirrors_engine.homotopy import fit_by_size
            from mirrors_engine.problem import Problem

            problem = Problem(signal, net, loss, **dict(options))
            yield fit_by_size(problem, **asked, min_ratio=MIN_RATIO, solver=solver, monitor=monitor)

        self._found = None
        self.runner.start(job)

    def _check(self, _change: object = None) -> None:
        self.edit.setEnabled(self.session.signal is not None)
        self.unit.setEnabled(self.session.signal is not None)
        if self._about is not None and self._about != self._question():
            self._about = None
            self.runner.stop()

    def _take(self, found: Any) -> None:
        self._found = found

    def _ended(self) -> None:
        found, self._found = self._found, None
        if found is None or self._about != self._question():
            return
        self.session.set_lam_ratio(found.lam_ratio)
        for words in found.notes:
            self.refused.emit(words)

    def _running(self, on: bool) -> None:
        self.caption.setText(tr(SEARCHING if on else WORDS))
