"""Pause, step, reset and the speed of training."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mirrors_gui.model.session import Session
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import ComboBox, IconButton, named
from mirrors_gui.widgets.icons import icon

SPEEDS = {
    None: mark("Fastest"),
    300.0: mark("300 steps/s"),
    60.0: mark("60 steps/s"),
    10.0: mark("10 steps/s"),
    2.0: mark("2 steps/s"),
}
PAUSE = mark("Let training rest where it is, or go on")


class Pacing(QWidget):
    """Buttons that hold a run and move it on by hand.

    Signals
    -------
    resetAsked : a new run is to begin, and to rest at its starts
    """

    resetAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pause = named(IconButton("pause"), "trainingPauseButton", tr("Pause"), tr(PAUSE))
        self.step = named(
            IconButton("next"),
            "trainingStepButton",
            tr("One step"),
            tr("Make one step and rest there; with no run under way, show the starts first"),
        )
        self.reset = named(
            IconButton("reset"),
            "trainingResetButton",
            tr("Back to the starts"),
            tr("Forget what was trained, and show the starts before their first step"),
        )
        self.speed = named(
            ComboBox(), "trainingSpeedBox", tr("Speed"), tr("Steps a second at most")
        )
        self.speed.setMinimumWidth(72)  # where a translated button beside it takes more
        for steps, words in SPEEDS.items():
            self.speed.addItem(tr(words), steps)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for control in (self.pause, self.step, self.reset, self.speed):
            row.addWidget(control)

    def bind(self, session: Session) -> None:
        """Act on the training of a session and follow it."""
        self._session = session
        self._trainer = trainer = session.training
        self.pause.clicked.connect(lambda: trainer.pause(not trainer.paused))
        self.step.clicked.connect(self._step)
        self.reset.clicked.connect(self.resetAsked)
        self.speed.currentIndexChanged.connect(
            lambda _: trainer.set_speed(self.speed.currentData())
        )
        trainer.set_speed(self.speed.currentData())
        trainer.pausedChanged.connect(self._show)
        self._show(trainer.paused)

    def allow(self, trainable: bool) -> None:
        """Whether there is something that could be trained."""
        for button in (self.step, self.reset):
            button.setEnabled(trainable)

    def _step(self) -> None:
        if self._trainer.running:
            self._trainer.step()
        else:
            self.resetAsked.emit()

    def _show(self, paused: bool) -> None:
        self.pause.setEnabled(self._trainer.running)
        name = "play" if paused else "pause"
        if self.pause.icon_name != name:
            self.pause.icon_name = name
            self.pause.setIcon(icon(name, self._session.appearance.theme, "secondary"))
        self.pause.setAccessibleName(tr("Go on") if paused else tr("Pause"))
