"""The middle of the window while there is nothing to draw: how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import caption, label, named


class Welcome(QWidget):
    """An invitation with the two buttons of the data card."""

    openAsked = Signal()
    galleryAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName(tr("How to begin"))
        heading = label(tr("Drop a table here"), "title")
        words = caption(tr("A CSV file, or columns pasted from a spreadsheet (Ctrl+V)."))
        for text in (heading, words):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        begin = named(
            QPushButton(tr("Open …")), "welcomeOpenButton", tr("Open"), tr("Open a file  (Ctrl+O)")
        )
        look = named(
            QPushButton(tr("See the gallery")),
            "welcomeGalleryButton",
            tr("Gallery"),
            tr("Signals with their stories, and what the theory says  (Ctrl+G)"),
        )
        look.setProperty("role", "primary")
        begin.clicked.connect(self.openAsked)
        look.clicked.connect(self.galleryAsked)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(begin)
        row.addWidget(look)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(heading)
        column.addWidget(words)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(3)
