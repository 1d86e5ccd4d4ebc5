"""Names with control characters: no widget of the window or its dialogs shows them raw."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QPlainTextEdit,
    QWidget,
)

from mirrors_engine.signals import Signal
from mirrors_gui.figures.dialog import open_export
from mirrors_gui.headless import pause, wait
from mirrors_gui.text.plain import tooltip

EVIL = "a\x1b[31m\u202eb\x07<b>c</b>"
ALLOWED = re.compile("[\n\t\u2002\u2003\u2009\u200a\xa0\u202f]")  # blanks of the program's own


def shown(root: QWidget) -> list[tuple[str, str]]:
    """Every text in the widgets below `root`, with the kind of widget."""
    found: list[tuple[str, str]] = []

    def add(widget, *texts: str) -> None:
        found.extend((f"{type(widget).__name__} {widget.objectName()}", t) for t in texts if t)

    for widget in (root, *root.findChildren(QWidget)):
        add(widget, widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        add(widget, widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            add(widget, widget.text())
        elif isinstance(widget, QGroupBox):
            add(widget, widget.title())
        elif isinstance(widget, QComboBox):
            add(widget, *(widget.itemText(k) for k in range(widget.count())))
        elif isinstance(widget, QPlainTextEdit):
            add(widget, widget.toPlainText())
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                flat = isinstance(model, QAbstractListModel)
                for column in range(1 if flat else model.columnCount()):
                    heading = model.headerData(column, Qt.Orientation.Horizontal, role)
                    add(widget, heading if isinstance(heading, str) else "")
                    for row in range(min(model.rowCount(), 30)):
                        value = model.index(row, column).data(role)
                        add(widget, value if isinstance(value, str) else "")
        if hasattr(widget, "getAxis"):
            add(widget, *(widget.getAxis(side).labelText for side in ("left", "bottom")))
    return found


def raw(root: QWidget) -> list[tuple[str, str]]:
    """The texts that hold characters which a terminal or the layout of text obeys."""
    return [(where, text) for where, text in shown(root) if not ALLOWED.sub("", text).isprintable()]


@pytest.fixture
def evil(window, settled, tmp_path):
    """The window on a table whose names hold control characters."""
    settled(window.session)
    path = tmp_path / f"{EVIL}.csv".replace("/", "")
    rows = "".join(f"{k},{k % 3},1\n" for k in range(300))
    path.write_text(f'"x{EVIL}","y{EVIL}","w{EVIL}"\n{rows}')
    window.session.open_file(path)
    assert wait(lambda: window.session.table is not None), window.banner.sentence.text()
    settled(window.session)
    return window


def test_window_and_every_view(evil, qtbot):
    assert "\x1b" in evil.session.signal.y_name
    for place in range(evil.tabs.count()):
        evil.tabs.setCurrentIndex(place)
        pause(0.05)
    assert raw(evil) == []


def test_preview_of_a_table(evil, qtbot):
    evil.opening.preview_again()
    dialog = evil.findChild(QWidget, "importDialog")
    assert wait(lambda: dialog.reading is not None and not dialog.runner.running)
    assert raw(dialog) == []
    dialog.reject()


def test_export(evil, qtbot):
    open_export(evil)
    dialog = evil.findChild(QWidget, "exportDialog")
    for row in range(dialog.form.list.count()):
        dialog.form.list.setCurrentRow(row)
        pause(0.02)
        assert raw(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_several_columns(window, settled):
    settled(window.session)
    x = [[0.0, 1], [1, 0], [2, 2], [3, 1]]
    window.session.set_signal(
        Signal(x, [0.0, 2, 1, 3], x_name=(f"u{EVIL}", f"v{EVIL}"), y_name=EVIL, name=EVIL),
        inputs="additive",
    )
    settled(window.session)
    QApplication.processEvents()
    assert raw(window) == []


def test_tooltips_are_no_markup():
    assert "<b>" not in tooltip(EVIL)
