"""What was copied does not end the program in a crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COPY_AND_LEAVE = """
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

app = QApplication([])
from mirrors_gui.figures import clipboard

for shade in ("red", "blue"):
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(QColor(shade))
    clipboard.put(picture, b"<svg/>")
board = QGuiApplication.clipboard()
assert bytes(board.mimeData().data("image/svg+xml").data()) == b"<svg/>"
if {early!r}:
    clipboard._leave_picture()
    assert board.image().pixelColor(0, 0) == QColor("blue")
"""


def test_leaving_after_a_copy_ends_well():
    for early in (False, True):
        left = subprocess.run(
            [sys.executable, "-c", COPY_AND_LEAVE.format(early=early)],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
        )
        assert left.returncode == 0, left.stderr
