"""Axes of the fit as they are typed: ranges, logarithmic x, labels and units."""

from __future__ import annotations

import json

import numpy as np
import pytest
from error_capture import capture_errors
from PySide6.QtCore import QEvent, QPoint, QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from user_driver import LEFT, NONE, mouse

from mirrors_engine import Signal
from mirrors_engine.signals.exclusion import excluding
from mirrors_gui.figures.content import Options, content_of
from mirrors_gui.figures.fit import draw_fit
from mirrors_gui.figures.write import image
from mirrors_gui.model.axes import AUTOMATIC, AxesSettings, from_state
from mirrors_gui.persistence.view_state import restore_view, save_view
from mirrors_gui.style import theme as themes
from mirrors_gui.style.x_scale import XScale


def positive() -> Signal:
    x = np.geomspace(0.01, 1000, 40)
    return Signal(x, np.sqrt(x), x_name="dose", y_name="answer", name="doses")


def axis_spot(tour, plot, side: str) -> QPoint:
    box = plot.getAxis(side).sceneBoundingRect()
    return plot.mapFromScene(box.center())


def open_dialog(tour):
    """By a double click on the axis of y."""
    plot = tour.window.fit.fit
    QTest.mouseDClick(plot.viewport(), LEFT, NONE, axis_spot(tour, plot, "left"))
    return tour.dialog("axesDialog")


def write(dialog, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog.findChild(QLineEdit, f"axis_{name}")
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)


def test_ranges_labels_and_units_are_typed_and_kept(tour):
    window = tour.window
    dialog = open_dialog(tour)
    write(dialog, x_low="1880", x_high="1960", y_low="400", x_label="year", y_unit="m³/s")
    QTest.mouseClick(dialog.ok, LEFT)
    assert window.fit.view()[0] == pytest.approx((1880, 1960))
    assert window.fit.view()[1][0] == pytest.approx(400)
    assert "(m³/s)" in window.fit.fit.getAxis("left").labelText
    assert window.fit.residual.getAxis("bottom").labelText == "year"
    window.fit.fit.setXRange(1900, 1910, padding=0)
    tour.key(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)  # all: as far as was typed
    assert window.fit.view()[0] == pytest.approx((1880, 1960))
    view = json.loads(json.dumps(save_view(window)))
    QTest.mouseClick(open_dialog(tour).automatic, LEFT)
    assert window.session.axes.settings == AUTOMATIC
    assert window.fit.view()[0][1] > 1960
    restore_view(window, view)
    assert window.session.axes.settings.x_high == 1960
    assert window.fit.view()[0] == pytest.approx((1880, 1960))


def test_a_range_that_ends_where_it_begins_and_a_word_are_refused_in_a_sentence(tour):
    dialog = open_dialog(tour)
    write(dialog, x_low="1960", x_high="1880")
    QTest.mouseClick(dialog.ok, LEFT)
    assert dialog.isVisible() and dialog.said.text().endswith("end.")
    write(dialog, x_high="later")
    QTest.mouseClick(dialog.ok, LEFT)
    assert dialog.isVisible() and "later" in dialog.said.text()
    QTest.mouseClick(dialog.cancel, LEFT)
    assert tour.session.axes.settings == AUTOMATIC


def test_the_function_is_drawn_rightly_along_a_logarithmic_x(tour):
    window, session = tour.window, tour.session
    session.set_signal(positive())
    tour.settle()
    dialog = open_dialog(tour)
    QTest.mouseClick(dialog.log, LEFT, pos=QPoint(8, dialog.log.height() // 2))
    QTest.mouseClick(dialog.ok, LEFT)
    fit = window.fit
    assert fit.scale.log
    low, high = fit.view()[0]
    assert 0 < low < 0.01 and 1000 < high < 10_000
    tour.until(lambda: len(fit._function.xData) > 500)
    places, heights = fit._function.getData()
    x = 10.0 ** np.asarray(places)
    seen = (x > 0.005) & (x < 2000)
    assert heights[seen] == pytest.approx(session.result.predict(x[seen]), abs=1e-9)
    # between two points the line is straight on the axis: no further than this from the function
    middle = 10.0 ** (0.5 * (places[1:] + places[:-1]))
    drawn = 0.5 * (heights[1:] + heights[:-1])
    inside = (middle > 0.005) & (middle < 2000)
    off = np.abs(drawn[inside] - session.result.predict(middle[inside]))
    assert off.max() < 1e-4 * np.ptp(session.signal.y)
    # the pointer reads the x below it, and an edit puts a point there
    tour.point(tour.at(1.0, 5.0))
    assert fit.scale.back(float(fit.pointer.hairs[0].value())) == pytest.approx(1.0, rel=0.02)
    ticks = fit.residual.getAxis("bottom").tickValues(*fit.fit.viewRange()[0], 600.0)[0][1]
    assert {-2.0, 0.0, 2.0} <= {round(v, 9) for v in ticks}


def test_a_point_left_out_may_lie_where_there_is_no_logarithm(tour):
    """The axis begins at the least x above 0, in the window and in an exported figure."""
    session = tour.session
    session.set_signal(excluding(Signal(np.r_[-1.0, positive().x], np.r_[5.0, positive().y]), [0]))
    tour.settle()
    assert session.axes.set(AxesSettings(x_log=True)) == ""
    tour.settle()
    low, high = tour.window.fit.view()[0]
    assert 1e-4 < low < 0.01 and 1000 < high < 10_000
    content = content_of(session)

    def draw(painter, page) -> None:
        draw_fit(painter, page, content, themes.LIGHT, Options())

    with capture_errors() as found:  # Qt complains of coordinates that are no numbers
        image(draw, QSizeF(640, 480), themes.LIGHT, 1.0)
    assert not found


def test_a_logarithmic_x_is_refused_where_x_is_not_above_0(tour):
    tour.session.set_signal(Signal([-1.0, 0.0, 1.0, 3.0], [0.0, 1.0, 0.0, 2.0]))
    tour.settle()
    dialog = open_dialog(tour)
    QTest.mouseClick(dialog.log, LEFT, pos=QPoint(8, dialog.log.height() // 2))
    QTest.mouseClick(dialog.ok, LEFT)
    assert dialog.isVisible() and "above 0" in dialog.said.text() and "-1" in dialog.said.text()
    QTest.mouseClick(dialog.cancel, LEFT)
    assert not tour.window.fit.scale.log


def test_other_data_begin_with_automatic_axes(tour):
    tour.session.axes.set(AxesSettings(x_low=1900.0, y_label="flow"))
    tour.session.set_signal(positive())
    assert tour.session.axes.settings == AUTOMATIC
    tour.settle()


@pytest.mark.parametrize(
    "state",
    [None, [], {"x_low": "1"}, {"x_low": 1e300}, {"x_low": 2.0, "x_high": 1.0}, {"y_label": 3}],
)
def test_whatever_a_project_says_about_axes_is_bounded(state):
    assert from_state(state) == AUTOMATIC


def test_what_the_viewport_leaves_of_a_click_is_no_error(tour):
    for plot in (tour.window.fit.residual, tour.window.fit.fit):
        with capture_errors() as found:
            mouse(plot, QEvent.Type.MouseButtonPress, plot.rect().center(), LEFT)
            mouse(plot, QEvent.Type.MouseButtonRelease, plot.rect().center(), LEFT)
        assert not found


def test_a_point_chosen_on_chosen_axes_is_let_go_with_its_data(tour):
    """Other data take the axes back first, and then what was chosen on them."""
    session, edit = tour.session, tour.window.fit.edit
    session.axes.set(AxesSettings(x_low=1880.0))
    tour.click("editButton")
    QTest.mouseClick(tour.plot, LEFT, NONE, tour.sample(90))
    assert edit.index == 90
    session.axes.set(AxesSettings(x_low=1870.0))
    assert edit.index == 90 and len(edit.ring.getData()[0]) == 1
    with capture_errors() as found:
        tour.menu("File", "Examples", "Six points")
    assert not found and session.axes.settings == AUTOMATIC
    assert edit.index is None and len(edit.ring.getData()[0]) == 0
    tour.settle()


@pytest.mark.parametrize("steps", [False, True])
def test_a_polyline_is_divided_where_the_logarithm_bends_it(steps):
    x = np.array([-4.0, 0.5, 2.0, 2.0, 50.0]) if steps else np.array([-4.0, 0.5, 2.0, 3.0, 50.0])
    y = np.array([1.0, 1.0, 1.0, 7.0, 7.0])
    u, v = XScale(0.0, True, 0.5).line(x, y)
    assert np.all(np.diff(u) >= 0) and len(u) > 400
    at = 10.0**u
    apart = np.abs(at - 2.0) > 1e-9
    assert v[apart] == pytest.approx(np.interp(at[apart], x, y), abs=1e-12)
    assert 7.0 in v and 1.0 in v
