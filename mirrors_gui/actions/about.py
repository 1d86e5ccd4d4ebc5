"""What the program is, and the paper it follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mirrors_engine import __version__
from mirrors_gui.style import theme as themes
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets import icons
from mirrors_gui.widgets.controls import named

WIDE = 320  # px of a line
ABOUT = mark(
    "<p><b>Mirrors</b> trains small-input deep networks to the certified global optimum "
    "and shows why they look as they do.</p>"
    "<p>After E. Zeger, Y. Wang, A. Mishkin, T. Ergen, E. Candès and M. Pilanci, "
    "<i>A Library of Mirrors</i>, arXiv 2403.01046.</p>"
)


class About(QDialog):
    """The icon beside a few lines, and the one button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(tr("About Mirrors"))
        self.setAccessibleName(tr("About Mirrors"))
        picture = QLabel()
        picture.setPixmap(icons.pixmap("mirrors", "", 64))
        words = QLabel(f"{tr(ABOUT)}<p>{tr('Version {version}', version=__version__)}</p>")
        words.setObjectName("aboutWords")
        words.setWordWrap(True)
        words.setFixedWidth(themes.px(WIDE))
        close = named(
            QPushButton(tr("Close")), "aboutClose", tr("Close"), tr("Close this  (Enter)")
        )
        close.setProperty("role", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(words, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(16)
        rows.addLayout(top)
        rows.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def open_about(window: QWidget) -> None:
    dialog = About(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
