"""The features as curves, as a table and as stems: what they say is the result."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from answers import answer, by_size, calls, click, smooth, with_units
from PySide6.QtCore import QPoint, Qt

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.signals import sample
from mirrors_gui.model.axes import AxesSettings
from mirrors_gui.panels.common import curves
from mirrors_gui.panels.features.panel import FeaturesPanel
from mirrors_gui.panels.features.table_model import KINKS, MEANING, RANK, WEIGHT
from mirrors_gui.panels.weights import WeightsPanel
from mirrors_gui.style import plots

# features


def test_the_table_is_the_result(show, few):
    panel = show(FeaturesPanel, few)
    order = by_size(few)
    model = panel.model
    assert model.rowCount() == len(few.weights)
    for row, i in enumerate(order):
        feature = few.features[i]
        cell = [model.index(row, column).data() for column in range(model.columnCount())]
        assert cell[RANK] == str(row + 1)
        assert float(cell[WEIGHT].replace("−", "-")) == pytest.approx(few.weights[i], rel=0.02)
        assert cell[KINKS].count("◇") == sum(k.mirror for k in feature.kinks)
        assert cell[KINKS].count("◆") == sum(not k.mirror for k in feature.kinks)
        assert cell[MEANING].count("depth") >= 1
        assert model.key(row) == feature.key


def test_a_logarithmic_x_of_the_fit_is_that_of_the_features(show, session, qtbot):
    x = np.geomspace(0.01, 1000, 40)
    made = fit(Signal(x, np.sqrt(x)), Architecture("abs", 3), lam_ratio=0.02)
    panel = show(FeaturesPanel, made)
    linear = panel.plot.viewRange()[0]
    assert linear == pytest.approx([0.01, 1000])
    session.axes.set(AxesSettings(x_log=True))
    qtbot.waitUntil(lambda: panel.plot.viewRange()[0] == pytest.approx([-2, 3]))
    assert isinstance(panel.plot.getAxis("bottom"), plots.LogAxis)
    first = by_size(made)[0]
    u, y = panel._curve(first).T
    np.testing.assert_allclose(y, made.weights[first] * made.features[first].unit.forward(10.0**u))
    assert np.diff(u).max() < 0.02  # bends as the function does, rather than a chord
    session.select(made.features[first].key)
    drawn = 10.0 ** panel._kinks.getData()[0]
    inside = [k.position for k in made.features[first].kinks if 0.01 <= k.position <= 1000]
    np.testing.assert_allclose(drawn, inside)
    session.axes.set(AxesSettings())
    qtbot.waitUntil(lambda: panel.plot.viewRange()[0] == pytest.approx(linear))


def test_sorting_keeps_the_selection(show, few, session):
    panel = show(FeaturesPanel, few)
    key = few.features[by_size(few)[2]].key
    session.select(key)
    panel.table.sortByColumn(RANK, Qt.SortOrder.DescendingOrder)
    assert panel.model.key(0) == few.features[by_size(few)[-1]].key
    assert panel.model.key(panel.table.currentIndex().row()) == key
    panel.table.sortByColumn(MEANING, Qt.SortOrder.AscendingOrder)
    keys = [panel.model.key(r) for r in range(panel.model.rowCount())]
    assert keys == sorted(keys)
    assert session.selected == key


@pytest.mark.parametrize("column", range(5))
def test_a_sorted_table_is_empty_while_there_is_no_answer(show, few, session, column):
    panel = show(FeaturesPanel, few)
    panel.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    panel.model.show(None)
    assert panel.model.rowCount() == 0
    answer(session, few)
    assert panel.model.rowCount() == len(few.weights)


def test_rows_and_session_select_each_other(show, few, session, qtbot):
    panel = show(FeaturesPanel, few)
    rectangle = panel.table.visualRect(panel.model.index(1, WEIGHT))
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=rectangle.center())
    assert session.selected == few.features[by_size(few)[1]].key
    session.select(few.features[by_size(few)[0]].key)
    assert panel.table.currentIndex().row() == 0
    assert "#1" in panel.words.text()
    session.select(None)
    assert not panel.table.selectionModel().hasSelection()


def test_pointing_at_a_row_hovers_and_leaving_ends_it(show, few, session, qtbot):
    panel = show(FeaturesPanel, few)
    at = panel.table.visualRect(panel.model.index(0, WEIGHT)).center()
    qtbot.mouseMove(panel.table.viewport(), at + QPoint(0, 1))
    qtbot.mouseMove(panel.table.viewport(), at)
    qtbot.waitUntil(lambda: session.hovered == panel.model.key(0))
    panel._point(None)
    assert session.hovered is None


def test_selecting_elsewhere_scrolls_the_table(show, many, session):
    panel = show(FeaturesPanel, many)
    last = many.features[by_size(many)[-1]].key
    session.select(last)
    row = panel.model.row(last)
    assert (
        panel.table.viewport()
        .rect()
        .contains(panel.table.visualRect(panel.model.index(row, 0)).center())
    )


def test_clicking_a_curve_selects_it(show, few, session, qtbot):
    panel = show(FeaturesPanel, few)
    i = int(by_size(few)[0])
    x = np.linspace(0.3, 9.7, 200)
    own = few.weights[i] * few.features[i].evaluate(x)
    others = [
        w * f.evaluate(x)
        for k, (w, f) in enumerate(zip(few.weights, few.features, strict=True))
        if k != i
    ]
    free = int(np.argmax(np.min(np.abs(np.array(others) - own), axis=0)))
    click(qtbot, panel.plot, x[free], own[free])
    assert session.selected == few.features[i].key


def test_a_table_of_thousands_is_no_more_work_than_one_of_hundreds(show, session, few):
    """Only the rows in sight are put into words, only so many curves are drawn."""
    longer = dataclasses.replace(few, signal=smooth(200))
    work = {}
    for count in (1000, 5000):
        result = with_units(longer, count)
        panel = show(FeaturesPanel, result)
        work[count] = calls(lambda r=result: answer(session, r))
        assert panel.model.rowCount() == count
        panel.hide()
    assert work[5000] < 1.1 * work[1000]


def test_dates_are_shown_as_dates(show):
    days = np.arange(0, 3650, 90.0)
    signal = Signal(days, np.sin(days / 400), x_is_time=True, x_name="day")
    result = fit(signal, Architecture("relu", 3), lam_ratio=0.1)
    panel = show(FeaturesPanel, result)
    assert "19" in panel.model.index(0, KINKS).data()
    assert panel.model.index(0, KINKS).data().count("-") >= 2
    assert type(panel.plot.getAxis("bottom")).__name__ == "TimeAxis"


def test_another_theme_while_there_are_no_features(session, qtbot, settled):
    session.set_signal(sample("paper_six"))
    settled(session)
    panel = FeaturesPanel()
    qtbot.addWidget(panel)
    panel.bind(session)
    panel.show()
    panel.hide()
    session.set_lam_ratio(1.0)
    settled(session)
    with qtbot.waitSignal(session.appearance.changed):
        session.appearance.set_theme(
            "dark"
        )  # while the table still has the neurons of the smaller λ
    panel.show()  # what is due is drawn now
    assert panel.invitation


# weights


def main_kink(feature, low, high):
    """The mirror axis, else the sharpest kink; those inside the data first."""
    axis = feature.mirror_axis
    if axis is not None and low <= axis <= high:
        return axis
    inside = [k for k in feature.kinks if low <= k.position <= high] or list(feature.kinks)
    return max(inside, key=lambda k: abs(k.change)).position if inside else 0.5 * (low + high)


def test_stems_stand_at_their_kinks_with_their_weights(show, few):
    panel = show(WeightsPanel, few)
    np.testing.assert_array_equal(panel._weights, few.weights)
    low, high = curves.data_range(few.signal.x)
    expected = [main_kink(f, low, high) for f in few.features]
    np.testing.assert_allclose(panel._at, expected)
    mirrors = sum(any(k.mirror for k in f.kinks) for f in few.features)
    assert len(panel._heads[2].data) == mirrors
    panel.place.setCurrentIndex(1)
    assert sorted(panel._at) == list(range(1, len(few.weights) + 1))


def test_clicking_a_stem_selects_it_and_empty_space_nothing(show, few, session, qtbot):
    panel = show(WeightsPanel, few)
    panel.place.setCurrentIndex(1)
    i = int(by_size(few)[0])
    click(qtbot, panel.plot, panel._at[i], 0.9 * few.weights[i])
    assert session.selected == few.features[i].key
    click(qtbot, panel.plot, len(few.weights) + 0.9, 0.9 * few.weights[i])
    assert session.selected is None


def test_a_selected_stem_is_marked(show, few, session):
    panel = show(WeightsPanel, few)
    session.select(few.features[1].key)
    assert list(panel._marked.getData()[1]) == [0.0, few.weights[1]]
    assert "of all weight" in panel.words.text()
