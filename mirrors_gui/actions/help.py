"""Help without leaving the window: what each panel shows, and every key and gesture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QMenu,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from mirrors_gui.text.help_texts import GESTURES, TEXTS
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import named
from mirrors_gui.window_base import WindowBase


class Guide(QDialog):
    """Beside the window, not over it: it stays open while one tries what it says."""

    def __init__(self, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guide")
        self.setWindowTitle(tr("What am I seeing?"))
        self.setAccessibleName(tr("Guide to the window"))
        self.resize(680, 460)
        self.list = named(QListWidget(), "guideList", tr("Parts of the window"), "")
        self.list.setProperty("role", "card")
        self.list.setFixedWidth(176)
        self.list.addItems([tr(name) for name in TEXTS])
        self.text = named(QTextBrowser(), "guideText", tr("What this part shows"), "")
        self.text.setOpenExternalLinks(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.list.currentRowChanged.connect(self._show)
        self.turn_to(topic)

    def turn_to(self, topic: str) -> None:
        """Show a part of the window by its name."""
        names = list(TEXTS)
        self.list.setCurrentRow(names.index(topic) if topic in TEXTS else 0)

    def _show(self, row: int) -> None:
        topic, texts = list(TEXTS.items())[row]
        paragraphs = "".join(f"<p>{tr(words)}</p>" for words in texts)
        self.text.setHtml(f"<h3>{tr(topic)}</h3>{paragraphs}")


class Keys(QDialog):
    """Every key, taken from the menus themselves, and what the mouse does."""

    def __init__(self, window: WindowBase) -> None:
        super().__init__(window)
        self.setObjectName("keys")
        self.setWindowTitle(tr("Keys and gestures"))
        self.setAccessibleName(tr("Keys and gestures"))
        self.resize(560, 620)
        self.text = named(QTextBrowser(), "keysText", tr("Keys and gestures"), "")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.text)
        parts = []
        for title, rows in (*shortcuts(window), *GESTURES):
            cells = "".join(
                f"<tr><td style='padding:2px 16px 2px 0' width='220'>{tr(what)}</td>"
                f"<td style='padding:2px 0'><b>{tr(how)}</b></td></tr>"
                for what, how in rows
            )
            parts.append(f"<h4>{tr(title)}</h4><table>{cells}</table>")
        self.text.setHtml("".join(parts))


def shortcuts(window: WindowBase) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the menus offer with a key, menu by menu."""
    found = []
    for top in window.menuBar().actions():
        menu = top.menu()
        rows = _with_keys(menu) if isinstance(menu, QMenu) else []
        if rows:
            found.append((_plain(top.text()), rows))
    views = [(tr(view.title), f"Alt+{k % 10}") for k, view in enumerate(window.views[:10], start=1)]
    found.append((tr("Views"), views))
    return found


def _with_keys(menu: QMenu) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            rows += _with_keys(inner)
        elif action.shortcuts():
            rows.append((_plain(action.text()), _keys(action)))
    return rows


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return tr(" or ").join(dict.fromkeys(k.toString(native) for k in action.shortcuts()))


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix(" …")


def open_guide(window: WindowBase) -> None:
    """The guide at the view that is up."""
    topic = window.views[window.tabs.currentIndex()].title
    shown = window.findChild(Guide)
    if shown is None:
        shown = Guide(topic, window)
    shown.turn_to(topic)
    shown.show()
    shown.raise_()


def open_keys(window: WindowBase) -> None:
    """The sheet of keys."""
    sheet = Keys(window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
