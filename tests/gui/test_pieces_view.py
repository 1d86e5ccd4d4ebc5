"""The pieces of the function have their place beside its features: a table by clicks and keys."""

from __future__ import annotations

import csv
import io
import math

import numpy as np
import pytest
from answers import calls
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from user_driver import CONTROL, LEFT

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.export.tables import csv_text, pieces_table
from mirrors_engine.signals import sample
from mirrors_gui.compute.pieces import piece_table
from mirrors_gui.compute.uncertainty import UncertaintyView
from mirrors_gui.panels.features.panel import FeaturesPanel
from mirrors_gui.panels.features.pieces_model import (
    BAND,
    END,
    INPUT,
    SLOPE,
    START,
    VALUE,
    PiecesModel,
)
from mirrors_gui.text.formatting import number, x_words

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def pieces(tour):
    """The table of pieces of six points, on show."""
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    tour.view("Features")
    tour.click("piecesButton")
    table = tour.find("piecesTable")
    tour.until(lambda: table.isVisible() and table.model().rowCount() > 0)
    return table


def cell(table, row: int, column: int) -> QPoint:
    return table.visualRect(table.model().index(row, column)).center()


def heading(table, column: int) -> None:
    header = table.horizontalHeader()
    x = header.sectionViewportPosition(column) + 20
    QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(x, header.height() // 2))


def test_the_table_is_the_function_and_sorts_by_clicks(tour, pieces):
    result, model = tour.session.result, pieces.model()
    expected = result.pieces()
    assert model.rowCount() == len(expected) > 2
    assert [model.piece(row) for row in range(len(expected))] == list(expected)
    write = x_words(result.signal)
    for row, piece in enumerate(expected):
        texts = [model.index(row, c).data() for c in (START, END, VALUE, SLOPE)]
        assert texts == [
            write(piece.start),
            write(piece.end),
            number(piece.value),
            number(piece.slope),
        ]
    assert (
        model.index(0, START).data() == "−∞" and model.index(len(expected) - 1, END).data() == "∞"
    )
    assert pieces.isColumnHidden(INPUT) and pieces.isColumnHidden(BAND)
    heading(pieces, SLOPE)
    found = [model.piece(row).slope for row in range(model.rowCount())]
    assert found == sorted(piece.slope for piece in expected)
    heading(pieces, SLOPE)
    assert [model.piece(row).slope for row in range(model.rowCount())] == found[::-1]


def test_a_row_is_seen_on_the_plots_by_click_and_by_keys(tour, pieces):
    session, fit_plot = tour.session, tour.window.fit
    tour.point(QPoint(90, 3))
    QTest.mouseClick(pieces.viewport(), LEFT, pos=cell(pieces, 1, VALUE))
    expected = session.result.pieces()
    assert session.piece == expected[1]
    x, y = fit_plot.piece.line.getData()
    np.testing.assert_allclose([fit_plot.scale.back(v) for v in x], expected[1][:2])
    np.testing.assert_allclose(y, session.result.predict(np.array(expected[1][:2])), atol=1e-9)
    panel = tour.window.views[0]
    assert panel._piece.isVisible()
    write = x_words(session.signal)
    assert f"From {write(expected[1].start)} to {write(expected[1].end)}" in panel.words.toolTip()
    tour.key(Qt.Key.Key_Down, on="piecesTable")
    assert session.piece == expected[2]
    tour.key(Qt.Key.Key_Home, CONTROL, on="piecesTable")
    assert session.piece == expected[0] and "Up to" in panel.words.toolTip()
    tour.key(Qt.Key.Key_Left, on="lambdaSlider")  # another function has other pieces
    tour.settle()
    assert session.piece is None and fit_plot.piece.line.getData()[0] is None
    assert not panel._piece.isVisible()
    tour.until(lambda: pieces.model().pieces.result is session.result)
    assert pieces.model().rowCount() == len(session.result.pieces())


def test_pointing_at_a_row_shows_what_bends_there(tour, pieces):
    model, result = pieces.model(), tour.session.result
    QTest.mouseMove(pieces.viewport(), cell(pieces, 1, VALUE))
    tour.until(lambda: tour.session.hovered is not None)
    (feature,) = [f for f in result.features if f.key == tour.session.hovered]
    assert model.piece(1).start in [pytest.approx(k.position) for k in feature.kinks]


def test_a_piece_out_of_sight_comes_into_view(tour, pieces):
    view = tour.window.fit.fit
    expected = tour.session.result.pieces()
    last = expected[-1].start
    view.setXRange(last - 0.002, last - 0.001, padding=0)
    row = next(r for r in range(len(expected)) if expected[r].start == last)
    QTest.mouseClick(pieces.viewport(), LEFT, pos=cell(pieces, row, VALUE))
    low, high = view.viewRange()[0]
    assert high - low == pytest.approx(0.001)  # it came no closer, and is there
    assert low < tour.window.fit.scale.at(1e9) and high > tour.window.fit.scale.at(last)


def test_the_table_on_show_is_exported(tour, pieces):
    tour.click("exportFeaturesButton")
    dialog = tour.dialog("exportDialog")
    tour.until(lambda: dialog._text is not None)
    QTest.mouseClick(dialog.copy, LEFT)
    assert QGuiApplication.clipboard().text() == csv_text(pieces_table(tour.session.result))
    dialog.close()
    tour.click("featuresButton")
    assert tour.find("featuresTable").isVisible() and not pieces.isVisible()
    tour.click("exportFeaturesButton")
    dialog = tour.dialog("exportDialog")
    tour.until(lambda: dialog._text is not None)
    rows = list(csv.reader(io.StringIO(dialog._text)))
    assert rows[0][0] == "feature" and len(rows) == 2 + len(tour.session.result.weights)
    dialog.close()


def test_the_table_is_there_again_after_a_restart(kept):
    first = kept()
    first.view("Features")
    first.click("piecesButton")
    first.window.document.guarded = False
    first.window.close()
    second = kept()
    table = second.find("piecesTable")
    second.until(lambda: table.isVisible() and table.model().rowCount() > 0)


def test_the_plane_has_no_pieces_and_several_inputs_have_their_own(tour):
    tour.view("Features")
    tour.click("piecesButton")
    table = tour.find("piecesTable")
    tour.menu("File", "Examples", "Saddle")
    tour.settle()
    tour.until(lambda: not tour.find("piecesButton").isEnabled())
    assert tour.find("featuresTable").isVisible()
    tour.menu("File", "Examples", "Two effects")
    tour.settle()
    tour.click("piecesButton")
    tour.until(lambda: table.model().rowCount() > 0)
    result, model = tour.session.result, table.model()
    assert not table.isColumnHidden(INPUT)
    assert model.rowCount() == sum(len(result.pieces(c)) for c in range(2))
    heading(table, INPUT)
    first = [model.index(row, INPUT).data() for row in range(model.rowCount())]
    assert first == sorted(first, key=result.signal.x_names.index)
    QTest.mouseClick(table.viewport(), LEFT, pos=cell(table, 0, VALUE))  # no axis shows it
    assert tour.session.piece is not None


def test_steps_have_no_slope(show, session, qtbot):
    made = fit(sample("nile"), Architecture("sign", 2), lam_ratio=0.05)
    model = PiecesModel()
    model.show(piece_table(made))
    assert model.columns == {START, END, VALUE}
    assert [model.piece(row).value for row in range(model.rowCount())] == [
        piece.value for piece in made.pieces()
    ]


def test_kinks_have_their_band_once_the_bootstrap_is_complete(few):
    from mirrors_engine.uncertainty import bootstrap

    found = bootstrap(few, 20, seed=1)
    view = UncertaintyView(few, 0.9, kinks=(found.kink_bands(0.9), found.shares()))
    model = PiecesModel()
    model.show(piece_table(few), view)
    assert BAND in model.columns
    shares, write = found.shares(), x_words(few.signal)
    starts = [few.pieces()[row].start for row in range(model.rowCount())]
    for k, kink in enumerate(few.kinks):
        row = next(r for r, at in enumerate(starts) if at == pytest.approx(kink.position, abs=1e-9))
        mine = np.concatenate(
            [
                [t for t in places if np.argmin([abs(t - o.position) for o in few.kinks]) == k]
                for places in found.positions
            ]
        )
        text = model.index(row, BAND).data()
        low, high = np.percentile(mine, (5, 95))
        assert text.startswith(f"{write(low)} – {write(high)}")
        assert text.endswith(f"({round(100 * shares[k])} %)") or shares[k] < 0.1
    assert model.index(0, BAND).data() == ""  # it begins with no kink
    model.sort(BAND, DOWN)
    key = [model._sort_keys(BAND)[i] for i in model._rows]
    assert key == sorted(key, reverse=True) and math.isclose(key[0], shares.max())


def test_tens_of_thousands_of_pieces_are_a_table_that_formats_what_is_seen(show, session):
    x = np.linspace(0.0, 1.0, 100_000)
    noise = np.random.default_rng(0).standard_normal(len(x))
    made = fit(Signal(x, noise), Architecture("relu", 2), lam_ratio=1e-7)
    table = piece_table(made)
    assert len(table) > 20_000
    panel = show(FeaturesPanel, made)
    panel.tables.turn_to(True)
    model = panel.pieces.model
    model.show(table)
    for column in (START, END, VALUE, SLOPE):
        work = calls(lambda column=column: panel.pieces.table.sortByColumn(column, DOWN))
        assert work < 2000  # where looking at each piece takes 20 000
        assert calls(lambda: session.mark_piece(model.piece(12_345))) < 2000
        assert calls(lambda: panel.pieces.table.scrollToBottom()) < 2000
        assert calls(lambda: panel.grab()) < 40_000
    assert calls(lambda: model.key(12_345)) < 2000
    assert sum(feature is not None for feature in made.features._made) < 2000
    QApplication.processEvents()


def test_other_data_come_while_a_piece_is_marked_and_a_feature_selected(tour, pieces):
    session = tour.session
    QTest.mouseClick(pieces.viewport(), LEFT, pos=cell(pieces, 1, VALUE))
    session.select(session.result.features[0].key)
    seen = []

    def record(_change) -> None:
        if session.result is None:
            seen.append((session.piece, session.selected))

    for changed in (session.pieceChanged, session.selectionChanged):
        changed.connect(record)
    tour.menu("File", "Examples", "Four points")
    tour.settle()
    assert seen and set(seen) == {(None, None)}  # no slot sees one without the others
