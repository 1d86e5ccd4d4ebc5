"""Windows and dialogs no larger than the screen they appear on."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FRAME = QSize(8, 36)  # px that a window manager adds around a window


def area_of(window: QWidget) -> QRect | None:
    """The part of the window's screen that no bar covers; None where there is no real screen."""
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        return None
    return window.screen().availableGeometry()


def fit_screen(window: QWidget) -> None:
    """Shrink a window that is larger than its screen, and move one that lies partly outside."""
    area = area_of(window)
    if area is None or window.isMaximized() or window.isFullScreen():
        return
    room = area.size() - FRAME
    least = window.minimumSize().expandedTo(window.minimumSizeHint())
    if least.boundedTo(room) != least:
        window.setMinimumSize(least.boundedTo(room))
    if window.size().boundedTo(room) != window.size():
        window.resize(window.size().boundedTo(room))
    if not window.isVisible():
        return  # the window manager will place it
    frame = window.frameGeometry()
    x = max(area.left(), min(frame.left(), area.right() + 1 - frame.width()))
    y = max(area.top(), min(frame.top(), area.bottom() + 1 - frame.height()))
    if (x, y) != (frame.left(), frame.top()):
        window.move(x, y)
