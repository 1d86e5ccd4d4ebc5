"""Tooltips are read at a glance: none is a line as wide as the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip, QWidget

from mirrors_gui.figures.dialog import open_export
from mirrors_gui.headless import pause
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.panels.common.lazy import Lines
from mirrors_gui.text.plain import wrapped
from mirrors_gui.widgets.controls import PartsLabel

WIDE = 640  # px of a line in normal type: less than half of a small screen


def tips(root: QWidget):
    """Every tooltip of a control or of the head of a table, with whose it is."""
    for widget in root.findChildren(QWidget):
        whole = isinstance(widget, Lines | Panel | PartsLabel)  # what they had to shorten
        if not whole and widget.toolTip() and not isinstance(widget, QAbstractItemView):
            yield widget.objectName() or type(widget).__name__, widget.toolTip()
        if isinstance(widget, QTableView) and widget.model() is not None:
            yield widget.objectName(), widget.toolTip()
            for side in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
                count = widget.model().columnCount() if side.value == 1 else 3
                for k in range(count):
                    said = widget.model().headerData(k, side, Qt.ItemDataRole.ToolTipRole)
                    yield f"{widget.objectName()} head", said or ""


def test_no_tooltip_is_a_line_across_the_screen(tour):
    open_export(tour.window)
    tour.window.fit.axes.open()
    pause(0.2)
    advance = QFontMetrics(QToolTip.font()).horizontalAdvance
    found = list(tips(tour.window))
    assert len(found) > 100
    wide = {
        (name, advance(line)): tip
        for name, tip in found
        for line in tip.split("\n")
        if advance(line) > WIDE
    }
    assert not wide, sorted(wide)


@pytest.mark.parametrize(
    "text",
    ["", "short", "one\ntwo", "Undo  (Ctrl+Z)", "ab " * 60, "x" * 200, "a\n\n" + "b c " * 40],
)
def test_breaking_a_text_loses_nothing_of_it(text):
    assert wrapped(text).split() == text.split()
    assert wrapped(text).count("\n") >= text.count("\n")
    assert all(len(line) <= 76 or " " not in line for line in wrapped(text).split("\n"))
    if len(text) < 76:
        assert wrapped(text) == text
