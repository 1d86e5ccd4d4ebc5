"""f(x): the value of the optimal function at an x that is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from mirrors_engine.errors import SettingError
from mirrors_engine.signals import Signal
from mirrors_engine.signals.positions import read_position
from mirrors_gui.model.session import Session
from mirrors_gui.style import theme as themes
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import number, x_words
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import label, named, set_role

WIDTH, VALUE = 88, 96  # px of the field and of the value


class EvaluateField(QWidget):
    """A field for x, and the value there; the x stays while λ, network and data change.

    An x that the next data cannot have, such as a date, goes with the data it was typed for.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit: QLineEdit = named(
            QLineEdit(),
            "evaluateEdit",
            tr("x at which to read the function"),
            tr(
                "Type x, or a date as in your file where x are dates: the value of the optimal "
                "function there, between samples and beyond them"
            ),
        )
        self.edit.setPlaceholderText("x")
        self.edit.setStyleSheet("QLineEdit { min-height: 18px; padding: 0 4px; }")
        self.edit.setAcceptDrops(False)
        self.value: QLabel = named(label(""), "evaluateValue", tr("Value of the function"), "")
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Maximum, policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(label("f(", "small"))
        row.addWidget(self.edit)
        row.addWidget(label(") =", "small"))
        row.addWidget(self.value)
        self.edit.textEdited.connect(lambda _: self._show())
        self.value.hide()
        self.hide()

    def bind(self, session: Session) -> None:
        """Follow the answers of a session."""
        self._session = session
        session.signalChanged.connect(self._other_data)
        session.resultChanged.connect(lambda _: self._show())
        session.age.changed.connect(lambda _: self._show())
        session.appearance.changed.connect(lambda _: self._size())
        self._size()
        self._show()

    def _size(self) -> None:
        self.edit.setFixedWidth(themes.px(WIDTH))
        self.value.setFixedWidth(themes.px(VALUE))

    def _other_data(self, signal: Signal | None) -> None:
        time = signal is not None and signal.x_is_time and signal.dimension == 1
        self.edit.setPlaceholderText(x_words(signal)(signal.x[0]) if signal and time else "x")
        if signal is not None and self.edit.text().strip():
            try:
                self._place(signal)
            except SettingError:
                self.edit.clear()
        self._show()

    def _place(self, signal: Signal) -> float:
        """The x that is typed."""
        table = self._session.question.table
        day_first = None if table is None else table.options.day_first
        return read_position(self.edit.text().strip(), "x", signal.x_is_time, day_first)

    def _show(self) -> None:
        session = self._session
        result = session.result
        line = session.signal is not None and session.signal.dimension == 1
        self.setVisible(line)
        text = self.edit.text()
        if not line or result is None or not text.strip():
            self._say("", "")
            return
        try:
            place = self._place(result.signal)
        except SettingError as error:
            no = tr("no date") if result.signal.x_is_time else tr("no number")
            self._say(no, said(str(error)), "error")
            return
        value = float(result.predict([place])[0])
        of = tr("log-odds") if result.loss == "logistic" else tr("the optimal function")
        self._say(
            number(value, 6),
            f"{value!r}, {of} at {text.strip()}",
            "caption" if session.age.old else "small",
        )

    def _say(self, text: str, tip: str, role: str = "small") -> None:
        set_role(self.value, role)
        self.value.setText(text)
        self.value.setVisible(bool(text))  # the legend has its room meanwhile
        self.value.setToolTip(
            tip or tr("The value of the optimal function at the x typed before it")
        )
