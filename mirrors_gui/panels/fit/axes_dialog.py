"""One small dialog for both axes of the fit: ranges, logarithmic x, labels and units."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine.errors import SettingError
from mirrors_engine.signals.positions import date_words, read_position
from mirrors_engine.text.numbers import editable, read_number
from mirrors_gui.model.axes import AUTOMATIC, AxesSettings
from mirrors_gui.model.session import Session
from mirrors_gui.panels.fit.axes import FitAxes
from mirrors_gui.style import theme as themes
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import x_name, y_name
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import caption, label, label_for, named, set_role

ENDS = {"low": mark("from"), "high": mark("to")}
WORDS = {"label": mark("label"), "unit": mark("unit")}


class AxesDialog(QDialog):
    """What is left empty is chosen by the data; an axis that cannot be is refused in a sentence."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("axesDialog")
        self.setWindowTitle(tr("Axes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._signal = session, session.signal
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for row, axis in enumerate(("x", "y")):
            grid.addWidget(label(axis, "heading"), 2 * row + 1, 0)
            for column, part in enumerate((*ENDS, *WORDS)):
                says = tr(ENDS.get(part) or WORDS[part])
                field: QLineEdit = named(
                    QLineEdit(),
                    f"axis_{axis}_{part}",
                    f"{axis}: {says}",
                    tr("Empty: chosen by the data"),
                )
                field.setMinimumWidth(themes.px(64 if part == "unit" else 104))
                self.fields[f"{axis}_{part}"] = field
                grid.addWidget(label_for(says, field), 2 * row, column + 1)
                grid.addWidget(field, 2 * row + 1, column + 1)
        self.log: QCheckBox = named(
            QCheckBox(tr("Logarithmic x")),
            "axis_x_log",
            tr("Logarithmic x"),
            tr("x along its logarithm: for x above 0 over several powers of ten"),
        )
        self.said = caption(role="error")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.hide()
        self.automatic = named(
            QPushButton(tr("Automatic")),
            "axesAutomaticButton",
            tr("Automatic"),
            tr("All of it chosen by the data again"),
        )
        self.cancel = named(QPushButton(tr("Cancel")), "axesCancelButton", tr("Cancel"), "")
        self.ok = named(QPushButton(tr("OK")), "axesOkButton", tr("OK"), "")
        self.ok.setProperty("role", "primary")
        self.ok.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.automatic)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.ok)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(12)
        rows.addLayout(grid)
        rows.addWidget(self.log)
        rows.addWidget(self.said)
        rows.addLayout(buttons)
        self.automatic.clicked.connect(self._reset)
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self._take)
        session.signalChanged.connect(self.reject)  # the axes of other data
        self._show(session.axes.settings)

    def _show(self, settings: AxesSettings) -> None:
        time = self._signal.x_is_time
        for name, field in self.fields.items():
            value = getattr(settings, name)
            if value is None or isinstance(value, str):
                field.setText(value or "")
            else:
                days = time and name.startswith("x_")
                field.setText(date_words(value) if days else editable(value))
            field.setPlaceholderText(tr("automatic") if name[2:] in ENDS else "")
        self.fields["x_label"].setPlaceholderText(x_name(self._signal))
        self.fields["y_label"].setPlaceholderText(y_name(self._signal))
        self.log.setChecked(settings.x_log)

    def _reset(self) -> None:
        self._session.axes.set(AUTOMATIC)
        self.accept()

    def _take(self) -> None:
        try:
            settings = self._typed()
        except SettingError as error:
            refusal = said(str(error))
        else:
            refusal = self._session.axes.set(settings)
        self.said.setText(refusal)
        self.said.setVisible(bool(refusal))
        set_role(self.said, "error")
        if not refusal:
            self.accept()

    def _typed(self) -> AxesSettings:
        values: dict[str, object] = {"x_log": self.log.isChecked()}
        for name, field in self.fields.items():
            text = field.text().strip()
            if name[2:] in WORDS:
                values[name] = text
            elif text and name.startswith("x_"):
                table = self._session.question.table
                day_first = None if table is None else table.options.day_first
                values[name] = read_position(text, "x", self._signal.x_is_time, day_first)
            elif text:
                values[name] = read_number(text, "y")
        return AxesSettings(**values)  # type: ignore[arg-type]


class AxesGestures(QObject):
    """Opens the dialog by a double click on an axis of the fit, or by its menu.

    The axis of the residuals serves both plots; the fit has its own while they are hidden.
    """

    def __init__(self, plot: FitAxes, residual: pg.PlotWidget, below: QWidget) -> None:
        super().__init__(plot)
        self._plot, self._residual, self._below = plot, residual, below
        for each in (residual, below):
            each.installEventFilter(self)
        for each in (plot.fit, residual):
            each.viewport().installEventFilter(self)

    def open(self) -> None:
        """Show the dialog, where there is a plot with axes."""
        session = self._plot.session
        if session is not None and self._plot.isVisible() and session.signal is not None:
            AxesDialog(session, self._plot.window()).open()

    def share_axis(self) -> None:
        """Let x be labelled once."""
        self._plot.fit.showAxis("bottom", not self._residual.isVisibleTo(self._plot))

    def _menu(self, at: QPoint) -> None:
        session = self._plot.session
        assert session is not None
        menu = QMenu(self._plot)
        menu.setObjectName("axesMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Axes …")).triggered.connect(lambda _=False: self.open())
        menu.addAction(tr("Automatic")).triggered.connect(
            lambda _=False: session.axes.set(AUTOMATIC)
        )
        menu.popup(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self._residual, self._below):
            if event.type() in (QEvent.Type.HideToParent, QEvent.Type.ShowToParent):
                self.share_axis()
            return False  # what its viewport has left of a click
        session = self._plot.session
        if session is None or session.signal is None:
            return False
        if not isinstance(event, QMouseEvent | QContextMenuEvent):
            return False
        view = watched.parent()
        spot = event.pos() if isinstance(event, QContextMenuEvent) else event.position().toPoint()
        if view.getViewBox().sceneBoundingRect().contains(view.mapToScene(spot)):  # type: ignore[union-attr]
            return False
        if isinstance(event, QContextMenuEvent):
            self._menu(event.globalPos())
            return True
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.open()
            return True
        return False
