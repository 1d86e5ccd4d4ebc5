"""Tables whose place is narrower than their columns: the edge cuts none of them."""

from __future__ import annotations

import pytest
from painted_texts import SLACK, painted
from PySide6.QtWidgets import QApplication

PADDING = 4  # px of a cell at either side
TABLES = {
    "featuresTable": "Features",
    "piecesTable": "Features",
    "landscapeTable": "Landscape",
    "pinsTable": "Compare",
}


@pytest.fixture
def filled(tour):
    """A window whose tables have rows, and long ones."""
    session = tour.session
    for ratio in (0.5, 0.2, 0.1, 0.05):
        session.set_lam_ratio(ratio)
        tour.settle()
        tour.click("pinFitButton")
    return tour


def seen_in(window, table):
    """The texts of a table that are on show, in full or in part."""
    found = [each for each in painted(window) if table.isAncestorOf(each.widget)]
    return [each for each in found if each.ink.intersects(each.seen)]


@pytest.mark.parametrize("name", TABLES)
def test_no_text_is_cut_by_the_edge_of_its_table(filled, name):
    window, table = filled.window, filled.find(name)
    filled.view(TABLES[name])
    if name == "piecesTable":
        filled.click("piecesButton")
    filled.until(lambda: table.isVisible() and table.model().rowCount() > 0)
    crossed = 0
    for large, sizes in ((False, (1280, 1366, 1440, 1920)), (True, (1280, 1366))):
        window.presentation.set_large(large)
        for width in sizes:
            window.resize(width, 800)
            QApplication.processEvents()
            table.horizontalScrollBar().setValue(0)
            room, header = table.viewport().width(), table.horizontalHeader()
            for column in range(table.model().columnCount()):
                left = header.sectionViewportPosition(column)
                if not table.isColumnHidden(column) and left + PADDING < room:
                    assert left + header.sectionSize(column) <= room, (width, large, column)
            filled.until(lambda: seen_in(window, table))  # parts are painted in turns
            texts = seen_in(window, table)
            crossed += table.horizontalScrollBar().maximum() > 0 or any(
                "…" in each.text for each in texts
            )
            for each in texts:
                assert each.ink.right() <= each.seen.right() + SLACK, (width, large, each.text)
    assert crossed, "there was always room for everything"


def test_kinks_without_room_end_in_an_ellipsis(filled):
    window, table = filled.window, filled.find("featuresTable")
    filled.view("Features")
    window.resize(1366, 768)
    filled.until(lambda: seen_in(window, table))
    assert "…" in [each.text.strip() for each in seen_in(window, table)]
    kinks = filled.session.result.features[0].kinks
    assert len(kinks) > 1
    row = table.model().row(filled.session.result.features[0].key)
    tip = table.model().index(row, 3).data(3)  # the tooltip has them all
    assert all(table.model().kink_text(kink) in tip for kink in kinks)
