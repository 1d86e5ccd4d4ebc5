"""A figure on the clipboard, as a picture and as a drawing."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

_ours: list[QMimeData] = []  # the last that was put there


def put(picture: QImage, svg: bytes) -> None:
    """Offer both; who pastes takes what it can draw."""
    data = QMimeData()
    data.setImageData(picture)
    data.setData("image/svg+xml", svg)
    QGuiApplication.clipboard().setMimeData(data)
    _ours[:] = [data]
    atexit.unregister(_leave_picture)
    atexit.register(_leave_picture)


def _leave_picture() -> None:
    """Leave only the picture: the clipboard is read after Python's own objects are gone."""
    if QGuiApplication.instance() is None:
        return
    board = QGuiApplication.clipboard()
    if board.ownsClipboard() or board.mimeData() in _ours:
        board.setImage(board.image())
    _ours.clear()
