"""What the program keeps beside the user's files, attached to a window that is really run."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QSignalBlocker, QTimer, QVariantAnimation
from PySide6.QtGui import QGuiApplication

from mirrors_engine import __version__
from mirrors_gui.crash_reporting.dialog import CrashDialog, open_place
from mirrors_gui.crash_reporting.reporter import CrashReporter
from mirrors_gui.persistence import app_dirs
from mirrors_gui.persistence.recovery import Recovery
from mirrors_gui.persistence.window_settings import WindowSettings
from mirrors_gui.style import motion
from mirrors_gui.text.translate import tr
from mirrors_gui.window_base import WindowBase

log = logging.getLogger(__name__)


def attach(window: WindowBase, safe: bool = False) -> Persistence | None:
    """Attach everything to the window; where no folder can be written to, say so and go on."""
    try:
        return Persistence(window, safe)
    except OSError as error:
        window.document.guarded = True
        window.show_failure(
            tr(
                "Settings and copies of unsaved work cannot be kept ({strerror}: "
                "{filename}): save your work yourself.",
                strerror=error.strerror,
                filename=error.filename,
            )
        )
        return None


class Persistence(QObject):
    """Settings, recovery, log and crash reports of one window.

    In safe mode nothing is read from former starts, nothing is written for later ones
    but the log and the copy of unsaved work, and nothing moves.
    """

    def __init__(self, window: WindowBase, safe: bool = False) -> None:
        super().__init__(window)
        self.window, self.safe = window, safe
        self._over = False
        data = app_dirs.data_folder()
        self.settings = None if safe else WindowSettings(window, app_dirs.config_folder())
        if not safe:
            window.opening.kept_list = data / "last-batch.jsonl"
        self.recovery = Recovery(window, app_dirs.recovery_folders())
        self.reporter = CrashReporter(self)
        self.reporter.install(app_dirs.log_file(), self.recovery.own.folder / "crash.txt")
        self.reporter.crashed.connect(self.report)
        log.info("Mirrors %s, %s", __version__, "safe mode" if safe else "started")
        self.recovery.reportAsked.connect(self._tell_of_the_last)
        self._dialog: CrashDialog | None = None
        window.document.guarded = True
        window.closed.connect(self.close)
        window.show_log_folder = lambda: open_place(data)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(lambda _: self.recovery.now())
        if safe:
            motion.set_reduced(True)
            for animation in window.findChildren(QVariantAnimation):
                with QSignalBlocker(animation):  # it emits its value again
                    animation.setDuration(0)
        else:
            QTimer.singleShot(0, self, self.recovery.offer)
        if self.recovery.said:
            window.show_failure(self.recovery.said)

    def close(self) -> None:
        """The window ends as it should."""
        if self._over:
            return
        self._over = True
        if self._dialog is not None:
            self._dialog.close()
        self.recovery.close()
        self.reporter.remove()

    def report(self, sentence: str, trace: str) -> None:
        """Keep the work, then say what happened."""
        if self._over:
            return
        try:
            written = self.recovery.now()
        except Exception:
            log.exception("no copy for recovery")
            written = False
        if written:
            kept = tr("Your work was kept in a safe place, and you can go on.")
        else:
            kept = tr("You can go on, but save your work first: no copy of it could be kept.")
        self._show(sentence, trace, kept)

    def _tell_of_the_last(self, report: str) -> None:
        self._show(
            tr("The program was ended by a fault in one of its parts last time."),
            report,
            tr("The report says where. What was on show may be restored."),
        )

    def _show(self, sentence: str, trace: str, kept: str) -> None:
        if self._dialog is None:
            self._dialog = CrashDialog(self.window.session, app_dirs.log_file(), self.window)
        self._dialog.show_error(sentence, trace, kept)
