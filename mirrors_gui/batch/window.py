"""The window of many signals: where they come from, how they are fitted, the list, the export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

from mirrors_engine.batch.batch import Line
from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import Progress
from mirrors_engine.text.printable import printable
from mirrors_engine.utils.parallel import end_processes
from mirrors_gui.batch.export import FILES, Written, writing_job
from mirrors_gui.batch.job import Fitted, Listed, fitting_job, listing_job, reopening_job
from mirrors_gui.batch.kept import KeptList
from mirrors_gui.batch.layout import BatchLayout
from mirrors_gui.batch.origin import Origin
from mirrors_gui.batch.rows import Row
from mirrors_gui.compute.runner import Runner
from mirrors_gui.model.session import Session
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import plural
from mirrors_gui.text.translate import tr
from mirrors_gui.text.urls import path_of
from mirrors_gui.widgets.file_dialogs import ask_file, ask_files, ask_folder

NEWS_MS = 100  # between two looks at all rows, to count them


class BatchWindow(BatchLayout):
    """A list of signals, filled as the engine's batch goes on beside the window.

    Signals
    -------
    opened : Row
        A signal was double-clicked, or Enter pressed on it: the main window shows it.
    """

    opened = Signal(object)

    def __init__(self, session: Session, tables: str, kept: Path | None = None) -> None:
        super().__init__(session)
        self.kept = KeptList(kept)
        self.tables = tables  # filter of the file dialog
        self.origin = Origin()
        self.runner = Runner("batch", self)
        self.runner.advanced.connect(self._take)
        self.runner.stepped.connect(self._step)
        self.runner.failed.connect(self.complain)
        self.runner.runningChanged.connect(self._show_running)
        self.runner.ended.connect(self._ended)
        self.writer = Runner("export of the batch", self)
        self.writer.advanced.connect(self._written)
        self.writer.failed.connect(self.complain)
        self._solve = self.form.solve(1)
        self._then_fit = False
        self._others = 0  # files of the folder that are no tables
        self._parallel = False
        self._news = QTimer(self, singleShot=True, interval=NEWS_MS)
        self._news.timeout.connect(self._say)
        self.setAcceptDrops(True)
        self.files_button.clicked.connect(
            lambda: ask_files(self, tr("Open many files"), self.tables, self.add)
        )
        self.folder_button.clicked.connect(
            lambda: ask_folder(self, tr("Open all tables of a folder"), self.add)
        )
        self.last_button.clicked.connect(self.reopen)
        self.every.toggled.connect(self._list_again)
        self.filter.textChanged.connect(self._filter)
        self.form.changed.connect(self._say)
        self.fit_button.clicked.connect(self.fit)
        self.stop_button.clicked.connect(self.runner.stop)
        self.export_button.clicked.connect(self.ask_export)
        self.table.activated.connect(lambda index: self.opened.emit(self.model.row_at(index.row())))
        session.appearance.changed.connect(self._repaint)
        session.closing.connect(self.end)
        self._repaint(session.appearance.theme)
        self._say()

    # where signals come from

    def add(self, paths: Sequence[Path]) -> None:
        """List the tables of these files and folders too, and fit them."""
        before = () if self.origin.table is not None else self.origin.files
        files = tuple(dict.fromkeys((*before, *map(str, paths))))
        self.show_origin(Origin(files, self.every.isChecked()))

    def show_origin(self, origin: Origin) -> None:
        """List the signals of other files, or of a table, and fit them."""
        self.origin = origin
        self.every.setEnabled(origin.table is None)
        self._then_fit = True
        self.model.list(())
        self.complain("")
        self.runner.start(listing_job(origin, self.kept))

    def reopen(self) -> None:
        """List the signals of last time, with what was found of them; nothing is fitted yet."""
        self._then_fit = False
        self.model.list(())
        self.complain("")
        self.runner.start(reopening_job(self.kept))

    def _list_again(self, every: bool) -> None:
        if self.origin.files:
            self.show_origin(replace(self.origin, every_column=every))

    # fitting

    def todo(self) -> list[int]:
        """Signals that have no line by the settings as they are.

        Raises
        ------
        MirrorsError
            If the settings make no sense.
        """
        solve = self.form.solve(len(self.origin.x) or 1)
        return [n for n, row in enumerate(self.model.rows) if not row.done_by(solve)]

    def fit(self) -> None:
        """Fit every signal that was not yet fitted by these settings."""
        try:
            numbers = self.todo()
            self._solve = self.form.solve(len(self.origin.x) or 1)
        except MirrorsError as error:
            self.complain(str(error))
            return
        self.complain("")
        asked = [(n, self.model.rows[n].source) for n in numbers]
        if asked:
            jobs = 0 if self.cores.isChecked() else 1
            self._parallel |= jobs == 0
            self.runner.start(fitting_job(self.origin, asked, self._solve, jobs, self.kept))

    def _take(self, event: Listed | Fitted) -> None:
        if isinstance(event, Listed):
            self._show_list(event)
        else:
            self.model.take(event.number, event.line, self._solve)
        if not self._news.isActive():
            self._news.start()

    def _show_list(self, listed: Listed) -> None:
        self.model.list(listed.signals, listed.known)
        self._others = listed.others
        if not self._then_fit:  # a list of last time
            self.origin = listed.origin
            blocked = QSignalBlocker(self.every)
            self.every.setChecked(listed.origin.every_column)
            del blocked
            self.every.setEnabled(listed.origin.table is None)
            if listed.known:
                self.form.take_from(list(listed.known.values())[-1][1])

    def _step(self, progress: Progress) -> None:
        self.progress.setRange(0, 0 if progress.fraction is None else 1000)
        if progress.fraction is not None:
            self.progress.setValue(round(1000 * progress.fraction))

    def _show_running(self, running: bool) -> None:
        self.progress.setRange(0, 1000)
        self.progress.setValue(0)
        self.progress.setVisible(running)
        focused = self.fit_button.hasFocus() or self.stop_button.hasFocus()
        self.fit_button.setVisible(not running)
        self.stop_button.setVisible(running)
        if focused:
            (self.stop_button if running else self.fit_button).setFocus()
        self._say()

    def _ended(self) -> None:
        self.model.arrange()
        if self._then_fit and self.model.rows:
            self._then_fit = False
            self.fit()
        self._say()

    # what is on show

    def _filter(self, words: str) -> None:
        self.model.filter(words)
        self._say()

    def _say(self, _change: object = None) -> None:
        rows = self.model.rows
        lines = self.lines()
        self.pages.setCurrentIndex(1 if rows or self.runner.running else 0)
        try:
            left = len(self.todo())
            self.fit_button.setEnabled(left > 0)
        except MirrorsError:
            left = len(rows)
            self.fit_button.setEnabled(bool(rows))
        words = tr("All fitted") if rows else tr("Fit", "the button")
        self.fit_button.setText(
            tr("Fit {signals}", signals=plural(left, "signal")) if left else words
        )
        self.export_button.setEnabled(bool(lines))
        self.last_button.setVisible(not rows and not self.runner.running and self.kept.there)
        self.summary.setText(self._summary(rows, lines))
        if rows:
            self.heading.setText(
                tr(
                    "{signals} of {title}",
                    signals=plural(len(rows), "signal"),
                    title=self.origin.title,
                )
            )
        elif not self.runner.running:
            self.heading.setText(tr("Many signals"))
        else:
            self.heading.setText(tr("Looking into {title} …", title=self.origin.title))

    def _summary(self, rows: Sequence[Row], lines: Sequence[Line]) -> str:
        if not rows:
            return ""
        failed = sum(bool(line.error) for line in lines)
        doubtful = sum(line.certified is False for line in lines)
        parts = [tr("{lines} of {rows} fitted", lines=len(lines) - failed, rows=len(rows))]
        parts.append(
            tr("{doubtful} of them NOT certified", doubtful=doubtful)
            if doubtful
            else tr("all of them certified")
        )
        if len(lines) == failed:
            parts.pop()
        if failed:
            parts.append(tr("{failed} failed", failed=failed))
        if self._others:
            parts.append(
                tr("{files} with other endings left out", files=plural(self._others, "file"))
            )
        shown = self.model.rowCount()
        if shown < len(rows):
            parts.append(tr("{shown} shown", shown=shown))
        return ", ".join(parts) + "."

    def complain(self, sentence: str) -> None:
        """Say what could not be done, "" for nothing."""
        self.problem.setText(printable(said(sentence)))
        self.problem.setVisible(bool(sentence))

    def lines(self) -> list[Line]:
        """What was found so far, in the order of the signals."""
        return [row.line for row in self.model.rows if row.line is not None]

    def _repaint(self, theme: Theme) -> None:
        themes.apply_style_sheet(self, theme)
        self.model.repaint(theme)

    # export

    def ask_export(self) -> None:
        """Choose a file for all lines."""
        name = Path(self.origin.title).stem or "signals"
        ask_file(self, tr("Export all"), FILES, self.export, save=f"{name}-fits.csv")

    def export(self, path: Path) -> None:
        """Write all lines, beside the window."""
        self.complain("")
        self.writer.start(writing_job(self.lines(), path, self.functions.isChecked()))

    def _written(self, found: Written) -> None:
        names = tr(" and ").join(printable(path.name) for path in found.paths)
        self.summary.setText(
            tr("{lines} written to {names}.", lines=plural(found.lines, "line"), names=names)
        )

    # keys, drops, the end

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.runner.running:
                self.runner.stop()
            elif self.filter.text():
                self.filter.clear()
            else:
                self.close()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [path_of(url) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.add(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancels what runs; what is done stays for the next time the window is shown."""
        self.runner.close()
        self._then_fit = False
        self._show_running(False)
        if self._parallel:
            end_processes()
            self._parallel = False
        super().closeEvent(event)

    def end(self) -> None:
        """The main window closes, and this one for good."""
        self.close()
        self.writer.close()
        self.deleteLater()
