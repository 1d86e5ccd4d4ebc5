"""The export dialog: a form with a preview beside it; saved or copied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSizeF, Qt, QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine.errors import MirrorsError
from mirrors_engine.export.registry import exporter
from mirrors_engine.files import write_atomically
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.text.printable import printable
from mirrors_gui.compute.runner import Runner
from mirrors_gui.figures import clipboard
from mirrors_gui.figures.content import Content, Options, content_of
from mirrors_gui.figures.fit import draw_fit
from mirrors_gui.figures.form import ExportForm, View
from mirrors_gui.figures.kinds import KINDS
from mirrors_gui.figures.preview import Preview
from mirrors_gui.figures.write import PX_PER_MM, figure_bytes, image, png
from mirrors_gui.model.session import Session
from mirrors_gui.style import theme as themes
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import tr
from mirrors_gui.text.urls import url_of
from mirrors_gui.widgets.controls import Card, label, named, set_role
from mirrors_gui.widgets.file_dialogs import ask_file


class ExportDialog(QDialog):
    """Shows the answer that was on show when it was opened, whatever happens behind it."""

    def __init__(
        self,
        session: Session,
        view: View | None = None,
        parent: QWidget | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder = folder  # where the file dialog begins
        self.content: Content = content_of(session)
        self.setObjectName("exportDialog")
        self.setWindowTitle(tr("Export"))
        self.setAccessibleName(tr("Export"))
        self.resize(themes.px(960), themes.px(620))
        self.runner = Runner("export", self)
        self.runner.advanced.connect(self._take)
        self.runner.failed.connect(self._refuse)
        self.runner.stepped.connect(self._step)
        self.session = session
        self.filing = Runner("export-file", session)  # a file may take longer than the dialog
        self.filing.advanced.connect(self._written)
        self.filing.failed.connect(self._complain)
        self.filing.runningChanged.connect(self._show_filing)
        session.closing.connect(self.filing.close)
        self._text: str | bytes | None = None
        self.shares = False  # a web page is opened in the browser once it is written
        self._page: Path | None = None
        self._redraw = QTimer(self, interval=40, singleShot=True)
        self._redraw.timeout.connect(self._preview)
        self.form = ExportForm(self.content, view)
        self._assemble()
        self.form.changed.connect(self._due)
        themes.apply_style_sheet(self, session.appearance.theme)
        self._redraw.start()

    # assembly

    def _assemble(self) -> None:
        self.preview = Preview()
        self.picture, self.text = self.preview.picture, self.preview.text
        frame = Card()
        frame.body.addWidget(self.preview)
        self.said = label("", "caption")
        self._previewed = ""  # what it has said of the preview last
        self.said.setObjectName("exportSaid")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tip = tr("Put it on the clipboard  (Ctrl+C)")
        self.copy = named(QPushButton(tr("Copy")), "exportCopyButton", tr("Copy"), tip)
        self.copy.setShortcut("Ctrl+C")
        self.copy.setAutoDefault(False)
        self.save = named(
            QPushButton(tr("Save …")),
            "exportSaveButton",
            tr("Save"),
            tr("Choose a file to save to  (Enter)"),
        )
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.said, 1)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.save)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(frame, 1)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self.form)
        row.addLayout(right, 1)

        self.copy.clicked.connect(self.put_on_clipboard)
        self.save.clicked.connect(self.save_as)

    def _draw(self, painter: Any, size: QSizeF) -> None:
        assert self.form.kind.draw is not None
        self.form.kind.draw(painter, size, self.content, self.form.theme(), self.form.options())

    # preview

    def _due(self) -> None:
        """Something else is chosen: the preview follows in a moment."""
        opens = self.shares and self.form.suffix == "html"
        self.save.setText(tr("Save and open …") if opens else tr("Save …"))
        self.said.setText("")
        self._redraw.start()

    def _be_up_to_date(self) -> None:
        """What leaves is what is chosen, also in the moment before the preview shows it."""
        if self._redraw.isActive():
            self._redraw.stop()
            self._preview()

    def _preview(self) -> None:
        self.runner.stop()
        self._offer(True)
        kind = self.form.kind
        if self.form.is_text:
            self._text = None
            if kind.preview is not None:
                self._show_drawn(kind.preview)
            if kind.draw is not None:  # drawings belong to the window's thread
                assert kind.text is not None
                self._take(kind.text(self.content, self.form.suffix, silent))
            else:
                self._say_being_written(tr("Being written …"))
                self.runner.start(self._writing())
        elif kind.draw is not None:
            self._show_drawn(kind.draw)

    def _show_drawn(self, draw: Any) -> None:
        theme, options = self.form.theme(), self.form.options()
        try:
            self.preview.draw(
                lambda painter, size: draw(painter, size, self.content, theme, options),
                self.form.size_of_page(),
                theme,
            )
        except MirrorsError as error:
            self._complain(str(error))

    def _say_being_written(self, words: str) -> None:
        """In place of a text, or below the picture of a page."""
        if self.form.kind.preview is None:
            self.preview.say(words)
        else:
            self._say_of_preview(words)

    def _writing(self) -> Any:
        made = self._made()

        def job(monitor: Monitor) -> Iterator[str | bytes]:
            yield made(monitor)

        return job

    def _step(self, step: Progress) -> None:
        """How far a long export has come; another choice, or closing, ends it."""
        if step.fraction is not None and self._text is None and self.form.is_text:
            self._say_being_written(
                tr(
                    "Being written: {stage}, {fraction:.0f} %",
                    stage=said(step.stage),
                    fraction=100 * step.fraction,
                )
            )

    def _made(self) -> Callable[[Monitor], str | bytes]:
        """What makes the content that is chosen now."""
        kind, form = self.form.kind, self.form.suffix
        content = replace(self.content, model=self.form.model)
        assert kind.text is not None
        make = kind.text
        return lambda monitor: make(content, form, monitor)

    def _take(self, content: str | bytes) -> None:
        self._text = content
        if self.form.kind.preview is not None:
            size = formatting.number(len(content) / 1000, 3)
            self._say_of_preview(tr("A page of {size} kB, which needs nothing else.", size=size))
        elif isinstance(content, str):
            self.preview.say(content)
        else:
            self.preview.say(tr("A binary file of {content} bytes.", content=len(content)))

    def _refuse(self, sentence: str) -> None:
        """This answer has no such text: the preview says why, and nothing can be saved."""
        self.preview.say(said(sentence), wrapped=True)
        self._offer(False)

    def _offer(self, there: bool) -> None:
        self.copy.setEnabled(there)
        self._show_filing(self.filing.running)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        kind = self.form.kind
        if not self.form.is_text:
            self._redraw.start()
        elif kind.preview is not None and not self._redraw.isActive():
            self._show_drawn(kind.preview)  # its text stays as it is

    # what the user does

    def put_on_clipboard(self) -> None:
        """A picture as PNG and SVG at once, a text as text."""
        self._be_up_to_date()
        board = QGuiApplication.clipboard()
        if self.form.is_text:
            if self._text is None:
                self._say(tr("It is still being written: copy it in a moment."))
                return
            if isinstance(self._text, bytes):
                self._say(tr("This is a binary file: save it instead."))
                return
            board.setText(self._text)
            self._say(tr("Copied."))
            return
        try:
            size, theme = self.form.size_of_page(), self.form.theme()
            picture = image(self._draw, size, theme, self.form.sharpness)
            drawing = figure_bytes(self._draw, size, "svg", theme)
        except MirrorsError as error:
            self._complain(str(error))
            return
        clipboard.put(picture, drawing)
        self._say(tr("Copied."))

    def save_as(self) -> None:
        """Ask where to."""
        self._be_up_to_date()
        words = (
            re.sub(r"\W+", "-", f"{self.content.title} {self.form.kind.name}").strip("-").lower()
        )
        form = self.form.suffix
        ask_file(
            self,
            tr("Export"),
            f"{form.upper()} (*.{form})",
            self.save_to,
            save=f"{words}.{form}",
            folder=self.folder,
        )

    def save_to(self, path: Path) -> None:
        """Write what is chosen, whole or not at all."""
        named, suffix = path, f".{self.form.suffix}"
        if path.suffix.lower() != suffix:  # of another format, or none: the format decides
            every = {form for kind in KINDS for form in kind.forms}
            stem = path.stem if path.suffix.lower()[1:] in every else path.name
            path = path.with_name(stem + suffix)
        if path != named and path.exists():  # the file dialog asked about another name
            self._complain(
                tr(
                    "{name} is there already: choose that name to replace it.",
                    name=printable(path.name),
                )
            )
            return
        try:
            content = self._content()
        except MirrorsError as error:
            self._complain(str(error))
            return

        def job(monitor: Monitor) -> Iterator[str]:
            write_atomically(path, content(monitor))
            yield tr("Saved {name} in {parent}.", name=path.name, parent=path.parent)

        self._page = path if self.shares and suffix == ".html" else None
        self._say(tr("Saving {name} …", name=path.name))
        self.filing.start(job)

    def _written(self, sentence: str) -> None:
        self._say(sentence)
        if self._page is not None:
            page, self._page = self._page, None
            QDesktopServices.openUrl(url_of(page))

    def _content(self) -> Callable[[Monitor], str | bytes]:
        """What makes the content of the file; a figure is drawn before this returns."""
        if self.form.is_text:
            text = self._text
            return self._made() if text is None else lambda _monitor: text
        size, theme, sharpness = self.form.size_of_page(), self.form.theme(), self.form.sharpness
        if self.form.suffix == "png":
            picture = image(self._draw, size, theme, sharpness)
            return lambda _monitor: png(picture)
        drawn = figure_bytes(self._draw, size, self.form.suffix, theme, self.content.title)
        return lambda _monitor: drawn

    def _show_filing(self, running: bool) -> None:
        self.save.setEnabled(self.copy.isEnabled() and not running)

    def _say(self, sentence: str, role: str = "caption") -> None:
        set_role(self.said, role)
        self.said.setText(said(sentence))
        self.said.setToolTip(said(sentence))

    def _say_of_preview(self, sentence: str) -> None:
        """Unless what became of a file or of the clipboard stands there."""
        if self.said.text() in ("", self._previewed):
            self._say(sentence)
            self._previewed = self.said.text()

    def _complain(self, sentence: str) -> None:
        self._say(sentence, "error")

    def done(self, result: int) -> None:
        if self.isHidden():
            return
        self._redraw.stop()
        self.runner.close()
        if self.filing.running:  # the window reports a failure
            self.filing.failed.connect(self.session.failed)
            self.filing.ended.connect(self.filing.deleteLater)
        else:
            self.filing.deleteLater()
        super().done(result)


def open_export(window: Any, name: str | None = None, shares: bool = False) -> None:
    """Export what the window shows; without an answer there is a sentence instead.

    Parameters
    ----------
    name : str, optional
        The entry that is chosen when it opens, where this answer has it.
    shares : bool
        Whether a web page is opened in the browser once it is written.
    """
    session = window.session
    if session.result is None or session.signal is None:
        window.show_failure(
            tr("There is nothing to export yet: open a signal and wait for its fit.")
        )
        return
    dialog = ExportDialog(session, window.fit.view(), window, window.document.folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.shares = shares
    if name is not None and not dialog.form.choose(name):
        dialog.deleteLater()
        window.show_failure(
            tr(
                "{name} is not for this network: export the Python function or ONNX model instead.",
                name=name,
            )
        )
        return
    dialog.finished.connect(lambda _result: _hand_over(window, dialog))
    dialog.open()


def _hand_over(window: Any, dialog: ExportDialog) -> None:
    """Let the window tell of a file that is still written as the dialog closes."""
    if dialog.filing.running:
        window.status.confirm(dialog.said.text())
        dialog.filing.advanced.connect(window.status.confirm)


def share(window: Any) -> None:
    """The web page of what the window shows: as a file, which the browser opens."""
    open_export(window, exporter("html").title, shares=True)


def copy_figure(window: Any) -> None:
    """The figure of the fit on the clipboard, in one step."""
    session = window.session
    if session.result is None:
        window.show_failure(tr("There is no figure yet: open a signal and wait for its fit."))
        return
    content = content_of(session)
    size = QSizeF(180 * PX_PER_MM, 115 * PX_PER_MM)
    made = image(
        lambda painter, page: draw_fit(painter, page, content, themes.LIGHT, Options()),
        size,
        themes.LIGHT,
        2.0,
    )
    QGuiApplication.clipboard().setImage(made)
    window.status.confirm(tr("Figure copied"))
