"""What a user does with the table of pinned fits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from user_driver import CONTROL, LEFT

from mirrors_gui.panels.compare.table_model import HEADERS


def texts_of(tour, column: int) -> list[str]:
    model = tour.find("pinsTable").model()
    return [model.index(row, column).data() or "" for row in range(len(HEADERS))]


def click_cell(tour, column: int, row: int) -> None:
    table = tour.find("pinsTable")
    index = table.model().index(row, column)
    table.scrollTo(index)
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())


def rename(tour, text: str) -> None:
    """Type into the editor that is open in the table."""
    (field,) = tour.find("pinsTable").findChildren(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()  # the table takes it in a later turn
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def three(tour) -> None:
    """Three fits of six points pinned: by the button, by the keys, and from the view."""
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    tour.view("Compare")
    tour.click("pinFitButton")
    tour.key(Qt.Key.Key_Down, on="layersBox")
    tour.settle()
    tour.key(Qt.Key.Key_B, CONTROL)
    tour.write("lambdaEdit", "20 %")
    tour.settle()
    tour.click("pinButton")
