"""What is known by formula about the answer on show, beside what the solver found."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from mirrors_gui.text import formatting
from mirrors_gui.text.plain import wrapped
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import caption, label

MOST_HEIGHT = 190  # px
MOST_SHARE = 0.28  # of the panel


class ClosedFormRows(QScrollArea):
    """A few lines for each closed form that applies; nothing where none does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closedForms")
        self.setAccessibleName(tr("Closed forms"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._page.setProperty("role", "plain")
        self.setWidget(self._page)
        self.grid = QGridLayout(self._page)
        self.grid.setContentsMargins(0, 4, 8, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(2)
        self.grid.setColumnStretch(0, 1)
        self._shown: Any = ()

    def show_forms(self, forms: Any) -> None:
        """Replace the rows."""
        if forms is self._shown:
            return
        self._shown = forms
        for child in self._page.findChildren(QWidget):
            self.grid.removeWidget(child)
            child.setParent(None)
            child.deleteLater()
        self.setVisible(bool(forms))
        if not forms:
            return
        self.grid.addWidget(label(tr("By formula"), "heading"), 0, 0, 1, 2)
        # those with something to compare first
        for k, form in enumerate(sorted(forms, key=lambda form: form.solver is None)):
            words, numbers = caption(), caption(role="body")
            words.setText(form.statement)  # only now does a label know that it wraps
            numbers.setText(values(form))
            words.setToolTip(wrapped(form.statement))
            self.grid.addWidget(words, 3 * k + 1, 0, 1, 2)
            self.grid.addWidget(numbers, 3 * k + 2, 0)
            self.grid.addWidget(label(difference(form), "caption"), 3 * k + 2, 1)
            self.grid.setRowMinimumHeight(3 * k + 3, 8)
        for child in self._page.findChildren(QWidget):
            child.show()  # the layout counts what is shown, not what will be
        self._fit()

    def _fit(self) -> None:
        """As high as the rows, up to a limit: the table above needs room too."""
        height = self.grid.totalHeightForWidth(max(200, self.width() - 8))
        around = self.parentWidget()
        room = MOST_HEIGHT
        if around is not None:
            room = min(room, int(MOST_SHARE * around.height()))
        self.setFixedHeight(min(max(room, 88), max(height, 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def values(form: Any) -> str:
    """The value by formula and the solver's."""
    if np.ndim(form.value):
        return tr(
            "{quantity}: {size} values",
            quantity=form.quantity,
            size=formatting.count(np.size(form.value)),
        )
    name = form.quantity.replace("λ_max", "λmax")  # as everywhere in the window
    text = f"{name}: {formatting.number(float(form.value), 6)}"
    if form.solver is None:
        return text
    return tr(
        "{words}, solver {solver}", words=text, solver=formatting.number(float(form.solver), 6)
    )


def difference(form: Any) -> str:
    away = form.difference
    if away is None:
        return ""
    return tr("difference {value}", value=formatting.scientific(away) if away else "0")
