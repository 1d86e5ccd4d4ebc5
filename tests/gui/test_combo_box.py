"""Choices in boxes that are too narrow for them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from mirrors_gui.style import theme as themes
from mirrors_gui.widgets.controls import ComboBox

LONG = "Detected: in the first row of the file"


@pytest.fixture
def box(qtbot):
    def make(text: str, width: int) -> ComboBox:
        made = ComboBox()
        qtbot.addWidget(made)
        made.setStyleSheet(themes.style_sheet(themes.LIGHT))
        made.addItem(text)
        made.setToolTip("How names are read")
        made.setFixedWidth(width)
        made.show()
        return made

    return make


def test_what_has_no_room_ends_in_an_ellipsis(box):
    narrow = box(LONG, 150)
    shown = narrow.shown_text()
    assert shown.endswith("…") and LONG.startswith(shown[:-1]) and len(shown) > 5
    # painted as a box is that holds no more than this, and that has room for it
    assert narrow.grab().toImage() == box(shown, 150).grab().toImage()
    assert box(LONG, 400).shown_text() == LONG


def test_the_tooltip_begins_with_the_whole_of_it(box):
    for width, words in ((150, f"{LONG}\nHow names are read"), (400, "How names are read")):
        made = box(LONG, width)
        spot = QPoint(20, 10)
        event = QHelpEvent(QEvent.Type.ToolTip, spot, made.mapToGlobal(spot))
        QApplication.sendEvent(made, event)
        assert QToolTip.text() == words
        QToolTip.hideText()
        made.close()
