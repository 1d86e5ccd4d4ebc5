"""The export dialog: what, in which form and size, with a preview; saved or copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import Monitor
from mirrors_gui import theme as themes
from mirrors_gui.figures.content import Content, Options, content_of
from mirrors_gui.figures.fit import draw_fit
from mirrors_gui.figures.kinds import KINDS, Kind, is_text, page_size
from mirrors_gui.figures.write import PX_PER_MM, figure_bytes, image, write
from mirrors_gui.tasks import Task
from mirrors_gui.widgets import (
    Card,
    ComboBox,
    SpinBox,
    caption,
    field,
    fit_labels,
    label,
    named,
    set_role,
)

SHOWN_TEXT = 20_000  # characters of a text in its preview
_PARTS = {
    "title": ("Title", "Name, network, λ and certificate above the figure"),
    "legend": ("Legend", "What each mark means, below the figure"),
    "residuals": ("Residuals", "Data minus function, below"),
    "kinks": ("Kinks", "Filled at data points, hollow at mirror points"),
    "band": ("Optimal band", "Every value an optimal network can take"),
}


class ExportDialog(QDialog):
    """Shows the answer that was on show when it was opened, whatever happens behind it."""

    def __init__(
        self,
        session: Any,
        view: tuple[tuple[float, float], tuple[float, float]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.content: Content = content_of(session)
        self.view = view
        self.session = session
        self.setObjectName("exportDialog")
        self.setWindowTitle("Export")
        self.setAccessibleName("Export")
        self.resize(themes.px(960), themes.px(620))
        self.task = Task("export", self)
        self.task.advanced.connect(self._take)
        self.task.failed.connect(lambda sentence: self._say(sentence, "error"))
        self._text: str | None = None
        self._saving: Path | None = None
        self._kinds = [kind for kind in KINDS if kind.offered(self.content)]
        self._redraw = QTimer(self, interval=40, singleShot=True)
        self._redraw.timeout.connect(self._preview)
        self._assemble()
        self.list.setCurrentRow(0)

    # assembly

    def _assemble(self) -> None:
        self.list = named(QListWidget(), "exportList", "What to export", "")
        self.list.setProperty("role", "card")
        self.list.addItems([kind.name for kind in self._kinds])
        self.list.setFixedHeight(10 + 26 * len(self._kinds))
        self.about = caption()
        self.form = named(ComboBox(), "exportFormatBox", "Format", "The kind of file")
        self.width_box = self._number("exportWidthBox", "Width", "mm", (40, 1200), 180)
        self.height_box = self._number("exportHeightBox", "Height", "mm", (30, 1200), 115)
        self.dots = self._number("exportScaleBox", "Resolution", "dpi", (48, 1200), 192)
        self.look = named(ComboBox(), "exportThemeBox", "Colours", "Light for paper")
        for theme in (themes.LIGHT, themes.DARK):
            self.look.addItem(theme.name, theme)
        self.parts: dict[str, QCheckBox] = {}
        for key, (words, tip) in _PARTS.items():
            box = named(QCheckBox(words), f"export_{key}", words, tip)
            box.setChecked(True)
            self.parts[key] = box
        self.zoomed = named(
            QCheckBox("As zoomed in the window"),
            "exportZoomedCheck",
            "As zoomed in the window",
            "The part the plot shows now, not all of the data",
        )
        self.zoomed.setVisible(self.view is not None)
        self.size_rows = [
            field("Width", self.width_box),
            field("Height", self.height_box),
            field("Resolution", self.dots),
            field("Colours", self.look),
        ]
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.list, self.about, field("Format", self.form), *self.size_rows):
            column.addWidget(widget)
        for widget in (*self.parts.values(), self.zoomed):
            column.addWidget(widget)
        column.addStretch()
        side.setFixedWidth(themes.px(264))
        fit_labels(side)

        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setAccessibleName("Preview of the figure")
        self.text = named(QPlainTextEdit(), "exportText", "Preview of the text", "")
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.picture)
        self.pages.addWidget(self.text)
        frame = Card()
        frame.body.addWidget(self.pages)
        self.said = label("", "caption")
        self.said.setObjectName("exportSaid")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.copy = named(
            QPushButton("Copy"), "exportCopyButton", "Copy", "Put it on the clipboard  (Ctrl+C)"
        )
        self.copy.setShortcut("Ctrl+C")
        self.copy.setAutoDefault(False)
        self.save = named(
            QPushButton("Save …"), "exportSaveButton", "Save", "Choose a file to save to  (Enter)"
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
        row.addWidget(side)
        row.addLayout(right, 1)

        self.list.currentRowChanged.connect(self._chosen)
        for box in (self.form, self.look):
            box.currentIndexChanged.connect(lambda _index: self._due())
        for number in (self.width_box, self.height_box, self.dots):
            number.valueChanged.connect(lambda _value: self._due())
        for check in (*self.parts.values(), self.zoomed):
            check.toggled.connect(lambda _on: self._due())
        self.copy.clicked.connect(self.put_on_clipboard)
        self.save.clicked.connect(self.save_as)

    def _number(
        self, name: str, says: str, unit: str, limits: tuple[int, int], value: int
    ) -> SpinBox:
        box: SpinBox = named(SpinBox(), name, f"{says} in {unit}", f"{says} in {unit}")
        box.setRange(*limits)
        box.setSuffix(f" {unit}")
        box.setValue(value)
        box.setKeyboardTracking(False)
        return box

    # state

    @property
    def kind(self) -> Kind:
        return self._kinds[max(self.list.currentRow(), 0)]

    @property
    def suffix(self) -> str:
        return str(self.form.currentData() or self.kind.forms[0])

    def options(self) -> Options:
        """What the figure includes."""
        chosen: dict[str, Any] = {key: box.isChecked() for key, box in self.parts.items()}
        if self.zoomed.isChecked() and self.view is not None:
            chosen |= {"x_range": self.view[0], "y_range": self.view[1]}
        return Options(**chosen)

    def size_of_page(self) -> QSizeF:
        return page_size(
            self.kind, self.width_box.value() * PX_PER_MM, self.height_box.value() * PX_PER_MM
        )

    def bytes_of_figure(self) -> bytes:
        """The figure as it would be saved."""
        return figure_bytes(
            self._draw,
            self.size_of_page(),
            self.suffix,
            self._theme(),
            self.content.title,
            self.dots.value() / 96,
        )

    def _theme(self) -> themes.Theme:
        return themes.LIGHT if self.kind.whole_page else self.look.currentData()

    def _draw(self, painter: Any, size: QSizeF) -> None:
        assert self.kind.draw is not None
        self.kind.draw(painter, size, self.content, self._theme(), self.options())

    # preview

    def _chosen(self, _row: int) -> None:
        kind = self.kind
        self.form.blockSignals(True)
        self.form.clear()
        for form in kind.forms:
            self.form.addItem(form.upper(), form)
        self.form.blockSignals(False)
        self.about.setText(kind.says)
        self._due()

    def _due(self) -> None:
        """Adapt the controls now, the preview in a moment."""
        kind, drawn = self.kind, not is_text(self.kind, self.suffix)
        free = drawn and not kind.whole_page
        for row in (self.size_rows[0], self.size_rows[1], self.size_rows[3]):
            row.setVisible(free)
        self.size_rows[2].setVisible(drawn and self.suffix == "png")
        fit = kind is KINDS[0]
        line = self.content.signal.dimension == 1
        for key, box in self.parts.items():
            box.setVisible(free and (key == "title" or (fit and (line or key == "legend"))))
        shares = kind.line_only
        self.zoomed.setVisible(free and self.view is not None and line and (fit or shares))
        self.said.setText("")
        self._redraw.start()

    def _preview(self) -> None:
        self.task.stop()
        self._saving = None
        if is_text(self.kind, self.suffix):
            self._text = None
            if self.suffix == "html":  # its drawings belong to the window's thread
                assert self.kind.text is not None
                self._take(self.kind.text(self.content, self.suffix))
            else:
                self.task.start(self._writing())
            return
        self.pages.setCurrentWidget(self.picture)
        size = self.size_of_page()
        room = self.pages.size() - QSize(8, 8)
        share = min(room.width() / size.width(), room.height() / size.height(), 2.0)
        ratio = self.devicePixelRatioF()
        try:
            made = image(self._draw, size, self._theme(), max(share, 0.05) * ratio)
        except MirrorsError as error:
            self._say(str(error), "error")
            return
        pixmap = QPixmap.fromImage(made)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)

    def _writing(self) -> Any:
        kind, form, content = self.kind, self.suffix, self.content

        def job(monitor: Monitor) -> Iterator[str]:
            assert kind.text is not None
            yield kind.text(content, form)

        return job

    def _take(self, text: str) -> None:
        self._text = text
        if self._saving is not None:
            path, self._saving = self._saving, None
            self._write(path, text.encode("utf-8"))
            return
        self.pages.setCurrentWidget(self.text)
        more = len(text) > SHOWN_TEXT
        self.text.setPlainText(text[:SHOWN_TEXT] + ("\n…" if more else ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw.start()

    # what the user does

    def put_on_clipboard(self) -> None:
        """A picture as PNG and SVG at once, a text as text."""
        board = QGuiApplication.clipboard()
        if is_text(self.kind, self.suffix):
            if self._text is not None:
                board.setText(self._text)
                self._say("Copied.")
            return
        try:
            size, theme = self.size_of_page(), self._theme()
            data = QMimeData()
            data.setImageData(image(self._draw, size, theme, self.dots.value() / 96))
            data.setData("image/svg+xml", figure_bytes(self._draw, size, "svg", theme))
        except MirrorsError as error:
            self._say(str(error), "error")
            return
        board.setMimeData(data)
        self._say("Copied.")

    def save_as(self) -> None:
        """Ask where, then write it whole or not at all."""
        words = re.sub(r"\W+", "-", f"{self.content.title} {self.kind.name}").strip("-").lower()
        form = self.suffix
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Export", f"{words}.{form}", f"{form.upper()} (*.{form})"
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(f".{form}")
        if is_text(self.kind, form):
            if self._text is None:  # still being written
                self._saving = path
            else:
                self._write(path, self._text.encode("utf-8"))
            return
        try:
            content = self.bytes_of_figure()
        except MirrorsError as error:
            self._say(str(error), "error")
            return
        self._write(path, content)

    def _write(self, path: Path, content: bytes) -> None:
        try:
            write(path, content)
        except MirrorsError as error:
            self._say(str(error), "error")
        else:
            self._say(f"Saved {path.name} in {path.parent}.")

    def _say(self, sentence: str, role: str = "caption") -> None:
        set_role(self.said, role)
        self.said.setText(sentence)
        self.said.setToolTip(sentence)

    def done(self, result: int) -> None:
        self._redraw.stop()
        self.task.close()
        super().done(result)


def open_export(window: Any) -> None:
    """Export what the window shows; without an answer there is a sentence instead."""
    session = window.session
    if session.result is None or session.signal is None:
        window.show_failure("There is nothing to export yet: open a signal and wait for its fit.")
        return
    dialog = ExportDialog(session, window.fit.view(), window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def copy_figure(window: Any) -> None:
    """The figure of the fit on the clipboard, in one step."""
    session = window.session
    if session.result is None:
        window.show_failure("There is no figure yet: open a signal and wait for its fit.")
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
