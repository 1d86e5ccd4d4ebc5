"""The manual, read from the files that come with the program: no network is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextBlock, QTextCursor, QTextFrameFormat, QTextTable
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from mirrors_engine.resources import resource_path
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import named
from mirrors_gui.window_base import WindowBase

_LISTED = re.compile(r"^- \[([^]]+)\]\((\w+\.md)\)", re.MULTILINE)
_DIRECTIVE = re.compile(r"^```\{.*?^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[tuple[str, Path]]:
    """Title and file of every page, in the order of the index."""
    folder = resource_path("manual")
    index = (folder / "index.md").read_text(encoding="utf-8")
    return [(title, folder / name) for title, name in _LISTED.findall(index)]


def page_text(page: Path) -> str:
    """A page as plain Markdown, without what only the site builder understands."""
    return _DIRECTIVE.sub("", page.read_text(encoding="utf-8"))


def anchor(heading: str) -> str:
    """The part of a link after #, as the site builder makes it from a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


class Manual(QDialog):
    """Pages at the left, text at the right; it stays open while one tries what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manual")
        self.setWindowTitle(tr("Manual"))
        self.setAccessibleName(tr("Manual"))
        self.resize(1000, 640)
        self.pages = pages()
        self.list = named(QListWidget(), "manualList", tr("Pages of the manual"), "")
        self.list.setProperty("role", "card")
        self.list.setFixedWidth(230)
        self.list.addItems([title for title, _ in self.pages])
        self.text = named(QTextBrowser(), "manualText", tr("Page of the manual"), "")
        self.text.setOpenLinks(False)
        self.text.setSearchPaths([str(resource_path("manual"))])
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.list.currentRowChanged.connect(self._show)
        self.text.anchorClicked.connect(self.follow)
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        self.text.setMarkdown(page_text(self.pages[row][1]))
        edit = QTextCursor(self.text.document())
        edit.beginEditBlock()  # laid out once, at the end, and not at every change
        for table in self._tables():
            self._draw_grid(table)
        for block in self._blocks():
            _space(block)
        edit.endEditBlock()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _draw_grid(self, table: QTextTable) -> None:
        grid = table.format()
        grid.setBorder(1)
        grid.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        grid.setBorderBrush(self.palette().mid())
        grid.setBorderCollapse(True)
        grid.setCellPadding(4)
        table.setFormat(grid)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.text.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _tables(self) -> Iterator[QTextTable]:
        frames = self.text.document().rootFrame().childFrames()
        return (frame for frame in frames if isinstance(frame, QTextTable))

    def follow(self, link: QUrl) -> None:
        """Turn to a page or a heading; addresses of the web open in the browser."""
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
            return
        files = [page.name for _, page in self.pages]
        if link.path() in files:
            self.list.setCurrentRow(files.index(link.path()))
        if link.hasFragment():
            self._scroll_to(link.fragment(QUrl.ComponentFormattingOption.FullyDecoded))

    def _scroll_to(self, wanted: str) -> None:
        for block in self._blocks():
            if block.blockFormat().headingLevel() and anchor(block.text()) == wanted:
                self.text.moveCursor(QTextCursor.MoveOperation.End)
                self.text.setTextCursor(QTextCursor(block))  # from the end, so that it is on top
                return


def _space(block: QTextBlock) -> None:
    """Space above headings and around paragraphs, none within code."""
    style = block.blockFormat()
    code = style.nonBreakableLines()
    style.setTopMargin(18 if style.headingLevel() else 0 if code else 4)
    style.setBottomMargin(0 if code else 4)
    style.setLeftMargin(style.leftMargin() + (16 if code else 0))
    QTextCursor(block).setBlockFormat(style)


def open_manual(window: WindowBase, page: str = "") -> None:
    """The manual, at the page of this file name, or where it was left."""
    shown = window.findChild(Manual)
    if shown is None:
        shown = Manual(window)
    if page:
        shown.follow(QUrl(page))
    shown.show()
    shown.raise_()
