"""The manual from the Help menu: every page, links between them, pictures, all from files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from mirrors_engine.resources import resource_path
from mirrors_gui.actions.manual import Manual, pages
from mirrors_gui.model.presets import PRESETS


@pytest.fixture
def manual(window, settled, qtbot):
    """Opened by a click in the menu."""
    settled(window.session)
    bar = window.menuBar()
    top = next(a for a in bar.actions() if a.text() == "&Help")
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(top).center())
    menu = top.menu()
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(menu.isVisible)
    entry = next(a for a in menu.actions() if a.text() == "&Manual")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    shown = window.findChild(Manual)
    assert shown.isVisible() and not shown.isModal()
    yield shown
    shown.close()


def click_link(manual, words):
    """Click on the first place where a page has these words."""
    found = manual.text.document().find(words)
    assert not found.isNull() and found.charFormat().isAnchor(), words
    manual.text.setTextCursor(found)
    manual.text.ensureCursorVisible()
    start = QTextCursor(found)
    start.setPosition(found.selectionStart())
    place = manual.text.cursorRect(start).center() + QPoint(8, 0)
    QTest.mouseClick(manual.text.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_every_page_opens_by_a_click(manual):
    for row, (title, _) in enumerate(pages()):
        item = manual.list.item(row)
        manual.list.scrollToItem(item)
        place = manual.list.visualItemRect(item).center()
        QTest.mouseClick(manual.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        text = manual.text.toPlainText()
        assert text.startswith(title), title
        assert "toctree" not in text and "eval-rst" not in text and "autofunction" not in text


def test_links_turn_to_pages_and_headings(manual):
    rows = {title: row for row, (title, _) in enumerate(pages())}
    manual.list.setCurrentRow(rows["The paper, figure by figure"])
    click_link(manual, "Closed forms")
    assert manual.list.currentRow() == rows["The mathematics: solutions"]
    assert manual.text.textCursor().block().text() == "Closed forms"
    manual.list.setCurrentRow(rows["Five minutes"])
    click_link(manual, "the ideas")
    assert manual.list.currentRow() == rows["The ideas"]


def test_pictures_and_tables_are_drawn(manual):
    rows = {title: row for row, (title, _) in enumerate(pages())}
    manual.list.setCurrentRow(rows["The ideas"])
    kind = manual.text.document().ResourceType.ImageResource
    for name in ("kinks", "reflection", "path", "band"):
        assert manual.text.loadResource(kind, QUrl(f"pictures/{name}.svg")), name
    assert manual.text.document().size().height() > 1200  # four pictures of 300 px and the text
    manual.list.setCurrentRow(rows["The mathematics: features"])
    frames = manual.text.document().rootFrame().childFrames()
    assert sum(isinstance(frame, QTextTable) for frame in frames) == 1


def test_the_manual_is_opened_once(manual, window):
    manual.list.setCurrentRow(3)
    entry = next(
        a for a in window.findChildren(type(window.menuBar().actions()[0])) if a.text() == "&Manual"
    )
    entry.trigger()
    assert window.findChildren(Manual) == [manual] and manual.list.currentRow() == 3


def test_the_lecture_names_entries_of_the_gallery():
    rows = resource_path("manual", "lecture.md").read_text(encoding="utf-8").splitlines()
    named = [row.split("|")[2].strip() for row in rows if row.startswith("| ") and row[2].isdigit()]
    assert len(named) == 8 and set(named) <= {preset.title for preset in PRESETS}
