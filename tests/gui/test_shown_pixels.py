"""What is on the screen is what the window would paint: nothing stays behind."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from user_driver import mouse

from mirrors_gui.headless import pause


def on_screen(window, widget) -> QImage:
    """The pixels of a control that the screen shows, which painted it when it had to."""
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    picture = window.screen().grabWindow(window.winId()).copy(place)
    return picture.toImage().convertToFormat(QImage.Format.Format_RGB32)


def painted(widget) -> QImage:
    """The same control, painted for this picture."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_the_mirror_of_a_feature_goes_when_the_pointer_leaves_its_row(tour):
    window = tour.window
    window.resize(1366, 730)
    tour.settle()
    plot, table = window.fit.fit, tour.find("featuresTable")
    pause(0.5)
    before = on_screen(window, plot)
    cell = table.visualRect(table.model().index(0, 1)).center()
    mouse(table.viewport(), QEvent.Type.MouseMove, cell)
    tour.until(lambda: tour.session.hovered is not None)
    tour.until(lambda: on_screen(window, plot) != before)
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    tour.until(lambda: tour.session.hovered is None)
    pause(0.5)
    assert on_screen(window, plot) == painted(plot)
