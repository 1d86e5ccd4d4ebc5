"""A user's hands: clicks, keys, wheel, drags and drops on real widgets found by their names."""

from __future__ import annotations

import gc
import warnings
from pathlib import Path

import invariants
import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from mirrors_gui.headless import pause, wait
from mirrors_gui.model.newest import Newest

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def mouse(view, kind, spot, button=Qt.MouseButton.NoButton, held=None, keys=NONE) -> None:
    """A mouse event as Qt would send it."""
    if not shiboken6.isValid(view):
        return
    at = QPointF(spot)
    pressed = button if held is None else held
    if kind == QEvent.Type.MouseButtonRelease:
        pressed = Qt.MouseButton.NoButton
    event = QMouseEvent(kind, at, view.mapToGlobal(at), button, pressed, keys)
    QApplication.sendEvent(view, event)


def drag(view, start: QPoint, end: QPoint, steps: int = 5, button=LEFT, between=None) -> None:
    """Press, move in steps, release; `between` runs after each step."""
    mouse(view, QEvent.Type.MouseButtonPress, start, button)
    for k in range(1, steps + 1):
        mouse(view, QEvent.Type.MouseMove, start + (end - start) * (k / steps), held=button)
        if between is not None:
            between()
    mouse(view, QEvent.Type.MouseButtonRelease, end, button)


def wheel(view, spot, turn: int, keys=NONE) -> None:
    """A turn of the wheel over a place; 120 is one notch."""
    at, none = QPointF(spot), Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, turn), none, keys, phase, False
    )
    QApplication.sendEvent(view, event)


def top_level() -> list[QWidget]:
    """All windows. No collection meanwhile ends one of those yet to be wrapped."""
    assert not gc.isenabled()
    return QApplication.topLevelWidgets()


def drop(window, path) -> bool:
    """Drop a file on the window; whether it would take it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy = Qt.DropAction.CopyAction
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Qt offers no other constructor yet
        enter = QDragEnterEvent(QPoint(9, 9), copy, data, LEFT, NONE)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, LEFT, NONE))
    return enter.isAccepted()


class UserDriver:
    """Of somebody who sits before the window."""

    def __init__(self, window) -> None:
        self.window, self.session = window, window.session

    def find(self, name: str, kind=QWidget):
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def click(self, name: str, button=LEFT) -> None:
        """Click a control that can be seen and clicked."""
        control = self.find(name)
        assert control.isVisible() and control.isEnabled(), name
        QTest.mouseClick(control, button)

    def key(self, key, keys=NONE, on: str = "") -> None:
        """Press a key on a control, or anywhere in the window, which is in front."""
        if not on and not self.window.isActiveWindow():
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)
        QTest.keyClick(self.find(on) if on else self.window, key, keys)

    def write(self, name: str, text: str) -> None:
        """Type into a field in place of what is there, and press Return."""
        field = self.find(name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def choose(self, name: str, data) -> None:
        """Walk a box to an entry by the arrow keys."""
        box = self.find(name)
        box.setFocus()
        goal = box.findData(data)
        assert goal >= 0, f"{name} does not offer {data}"
        while box.currentIndex() != goal:
            before = box.currentIndex()
            down = before < goal
            QTest.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)
            assert box.currentIndex() != before, f"{name} stays at {box.currentText()}"

    def menu(self, *path: str) -> None:
        """Take an entry of the menu bar, such as ("View", "Dark theme")."""
        actions = self.window.menuBar().actions()
        for depth, words in enumerate(path):
            found = [a for a in actions if a.text().replace("&", "").startswith(words)]
            assert found, f"no {words} in {[a.text() for a in actions]}"
            action: QAction = found[0]
            if depth < len(path) - 1:
                action.menu().aboutToShow.emit()
                actions = action.menu().actions()
        assert action.isEnabled(), path
        action.trigger()

    def view(self, title: str) -> None:
        """Turn to a view at the right by its tab."""
        for button in self.window.tab_row.group.buttons():
            if button.text() == title:
                if button.isVisible():
                    QTest.mouseClick(button, LEFT)
                else:
                    self.more_views(title)
                assert self.window.views[self.window.tabs.currentIndex()].title == title
                return
        raise AssertionError(title)

    def more_views(self, title: str) -> None:
        """Turn to a view by the menu at the end of the titles."""
        self.click("moreViewsButton")
        menu = self.window.tab_row.menu
        self.until(menu.isVisible)
        self.entry(menu, next(a for a in menu.actions() if a.text().split("\t")[0] == title))

    def entry(self, menu: QMenu, action: QAction) -> None:
        """Click an entry of a menu that is open."""
        QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
        assert not menu.isVisible()

    def dialog(self, name: str):
        """The dialog of this name that is open; a file dialog is answered by `answer`."""
        found = [d for d in self.window.findChildren(QWidget, name) if d.isVisible()]
        assert len(found) == 1, f"{len(found)} {name}"
        return found[0]

    def answer(self, path: Path) -> None:
        """Choose a file in the file dialog that is open."""
        dialog: QFileDialog = self.dialog("fileDialog")
        dialog.fileSelected.emit(str(path))
        dialog.reject()

    def until(self, condition) -> None:
        assert wait(condition)

    def settle(self) -> None:
        """Wait until moves of the pointer were taken and answered, and see that all agrees."""
        moves = [*self.window.findChildren(Newest), *self.session.findChildren(Newest)]
        self.until(lambda: not self.session.busy and not any(each.waits for each in moves))
        QApplication.processEvents()
        invariants.check_window(self.window)

    # the fit plot

    @property
    def plot(self):
        return self.window.fit.fit.viewport()

    def at(self, x: float, y: float) -> QPoint:
        """The pixel of the fit plot over a place in the units of the data."""
        box = self.window.fit.fit.getViewBox()
        scene = box.mapViewToScene(QPointF(self.window.fit.scale.at(x), y))
        return self.window.fit.fit.mapFromScene(scene)

    def sample(self, i: int) -> QPoint:
        signal = self.session.signal
        return self.at(float(signal.x[i]), float(signal.y[i]))

    def point(self, spot: QPoint) -> None:
        """Let the pointer rest there; pyqtgraph ignores moves that follow each other too fast."""
        pause(0.02)
        mouse(self.plot, QEvent.Type.MouseMove, spot)
        QApplication.processEvents()
