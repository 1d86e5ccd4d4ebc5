"""Every way in which data come into the window: dialogs, clipboard, drops, previews."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication

from mirrors_engine.signals.formats import SUFFIXES
from mirrors_gui.importing import ImportDialog, Source
from mirrors_gui.importing.dialog import columns_of
from mirrors_gui.text.translate import tr
from mirrors_gui.text.urls import path_of
from mirrors_gui.widgets.file_dialogs import ask_file
from mirrors_gui.window_base import WindowBase

PATTERNS = " ".join(f"*{suffix}" for suffix in SUFFIXES)


def files() -> str:
    """The kinds of file of the dialog, as Qt has them."""
    return tr("Tables ({patterns});;All files (*)", patterns=PATTERNS)


class DataOpening(QObject):
    """Opens data in one window, and takes what is dropped on it."""

    def __init__(self, window: WindowBase) -> None:
        super().__init__(window)
        self.window, self.session = window, window.session
        self.batch: Any = None  # the window of many signals, once it was asked for
        self.kept_list: Path | None = None  # where the list of many signals is kept
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def open_dialog(self) -> None:
        """Choose a table or a project."""
        self.window.document.ask_open(self.window)

    def many(self, paths: Sequence[Path] = (), origin: Any = None) -> None:
        """Show the list of many signals: of files and folders, or of the columns of a table."""
        if self.batch is None:
            from mirrors_gui.batch.window import BatchWindow  # it loads what choosing λ needs

            self.batch = BatchWindow(self.session, files(), self.kept_list)
            self.batch.opened.connect(self._open_row)
        self.batch.show()
        self.batch.raise_()
        self.batch.activateWindow()
        if origin is not None:
            self.batch.show_origin(origin)
        elif paths:
            self.batch.add(paths)

    def last_list(self) -> None:
        """Show the list of many signals that was kept."""
        self.many()
        self.batch.reopen()

    def _open_row(self, row: Any) -> None:
        from mirrors_gui.batch.opening import open_row

        open_row(self.session, self.batch.origin, row)
        self.window.raise_()
        self.window.activateWindow()

    def paste(self) -> None:
        """Fit what the clipboard holds; text fields keep their own paste."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.session.replace_data(tr("pasting"), lambda: self.session.open_text(text))
        else:
            self.window.show_failure(
                tr("The clipboard holds no text: copy columns of numbers first.")
            )

    def import_dialog(self) -> None:
        """Choose a file and see how it reads before it is fitted."""
        ask_file(
            self.window,
            tr("Import with a preview"),
            files(),
            lambda path: self.preview(Source(path)),
        )

    def preview_again(self) -> None:
        """Reopen the file in use with the choices it was read by."""
        session = self.session
        if session.table is None:
            self.import_dialog()
            return
        source = (
            Source(None, session.pasted) if session.pasted else Source(Path(session.table.source))
        )
        self.preview(source, session.table.options, columns_of(session))

    def preview_refused(self) -> None:
        """Show how the file was read that could not be fitted."""
        refused = self.session.refused
        if refused is not None:
            self.window.hide_failure()
            self.preview(Source(refused.path, refused.text or ""))

    def preview(self, source: Source, options: Any = None, columns: Any = None) -> None:
        """Show how a table is read, with every choice about it."""
        self.session.make_way()
        dialog = ImportDialog(self.session, source, options, columns, self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.everyColumn.connect(lambda origin: self.many(origin=origin))
        dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept local files that are dragged over the window; several are many signals."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            files = [path_of(url) for url in event.mimeData().urls() if url.isLocalFile()]
            if files:
                event.acceptProposedAction()
                if len(files) > 1 or files[0].is_dir():
                    self.many(files)
                else:
                    self.window.document.open(files[0])
            return True
        if isinstance(event, QDragEnterEvent):
            if any(url.isLocalFile() for url in event.mimeData().urls()):
                event.acceptProposedAction()
            return True
        return False
