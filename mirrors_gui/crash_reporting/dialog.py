"""What happened, in one sentence, with a report for those who can mend it."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine import __version__
from mirrors_gui.text.formatting import plural
from mirrors_gui.text.translate import english, tr
from mirrors_gui.text.urls import url_of
from mirrors_gui.widgets.controls import caption, label, named

if TYPE_CHECKING:
    from mirrors_gui.model.session import Session

MOST = 20  # tracebacks in a report


class CrashDialog(QDialog):
    """One dialog for all errors of a session; it stops nothing."""

    def __init__(self, session: Session, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.log_file = session, log_file
        self.setObjectName("crashDialog")
        self.setWindowTitle(tr("Something went wrong"))
        self.setAccessibleName(tr("Report of an unexpected error"))
        self.setMinimumWidth(560)
        self.heading = label(tr("Something unexpected went wrong"), "title")
        self.sentence = caption(role="body")
        self.sentence.setObjectName("crashSentence")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.kept = caption()
        self.details = named(
            QPlainTextEdit(),
            "crashReport",
            tr("Report"),
            tr("What is copied: versions, settings and where in the program it happened"),
        )
        self.details.setReadOnly(True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(240)
        self.details.hide()
        self.fold = named(
            QPushButton(tr("Details")), "crashDetailsButton", tr("Details"), tr("Show the report")
        )
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._unfold)
        copy = named(
            QPushButton(tr("Copy report")),
            "copyReportButton",
            tr("Copy report"),
            tr("Copy the report, without your data; read it before you pass it on"),
        )
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report()))
        look = named(
            QPushButton(tr("Open log")),
            "openLogButton",
            tr("Open log"),
            tr("Open {log_file} to read it", log_file=log_file),
        )
        look.clicked.connect(lambda: open_place(self.log_file))
        self.go_on = go_on = named(
            QPushButton(tr("Continue")),
            "continueButton",
            tr("Continue"),
            tr("Close this and go on  (Enter)"),
        )
        go_on.setProperty("role", "primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.fold, copy, look):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(go_on)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(8)
        for widget in (self.heading, self.sentence, self.kept):
            rows.addWidget(widget)
        rows.addWidget(self.details, 1)
        rows.addSpacing(8)
        rows.addLayout(buttons)
        self._traces: list[str] = []
        self._count = 0

    def show_error(self, sentence: str, trace: str, kept: str) -> None:
        """Show one more error; what came before stays in the report."""
        self._count += 1
        if trace not in self._traces:
            self._traces = [*self._traces, trace][-MOST:]
        more = tr("  ({count} errors so far)", count=self._count) if self._count > 1 else ""
        self.sentence.setText(sentence + more)
        self.kept.setText(kept)
        self.details.setPlainText(self.report())
        self.adjustSize()
        self.show()
        self.raise_()
        self.go_on.setFocus()

    def report(self) -> str:
        """Versions, settings and tracebacks, without the data."""
        lines = [
            f"Mirrors {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
            f"{platform.platform()}, {platform.machine()}, {QGuiApplication.platformName()}",
            *settings_in_words(self.session),
        ]
        home = str(Path.home())
        traces = [trace.replace(home, "~") for trace in self._traces]
        return "\n".join([*lines, "", *traces])

    def _unfold(self, on: bool) -> None:
        self.details.setVisible(on)
        self.adjustSize()


@english()
def settings_in_words(session: Session) -> list[str]:
    """What was asked, without the data."""
    signal = session.signal
    size = "no data" if signal is None else plural(len(signal), "sample")
    options = ", ".join(f"{k} {v:g}" for k, v in session.loss_options.items())
    frozen = "packaged" if getattr(sys, "frozen", False) else "from source"
    return [
        f"{session.architecture.describe()}, {size}",
        f"loss {session.loss}{f' ({options})' if options else ''}, solver {session.solver}, "
        f"λ/λmax {session.lam_ratio:g}, {'busy' if session.busy else 'idle'}, {frozen}",
    ]


def open_place(path: Path) -> None:
    """Open a file or folder with what the desktop has for it."""
    QDesktopServices.openUrl(url_of(path))
