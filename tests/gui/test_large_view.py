"""A view in the plot's place, titles on one line, dividers that drag: by clicks and keys."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from user_driver import CONTROL, LEFT, drag

from mirrors_gui.app import create_window
from mirrors_gui.persistence.view_state import restore_view, save_view
from mirrors_gui.persistence.window_settings import WindowSettings

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def at_1366(tour, until):
    """The window as wide as a small laptop's screen."""
    tour.window.resize(1366, 740)
    until(lambda: tour.window.columns.width() == 1366 - 16)
    return tour


def title(tour, name: str):
    return next(b for b in tour.window.tab_row.group.buttons() if b.text() == name)


def middle(tour):
    """Which of the two cards is wider and at the left of the other."""
    centre, right = tour.window.centre, tour.window.right
    return right if right.x() < centre.x() else centre


def double_click(button) -> None:
    """As Qt sends it: the first click, then the second as a double click."""
    QTest.mouseClick(button, LEFT)
    QTest.mouseDClick(button, LEFT)


def test_a_double_click_on_a_title_lets_the_view_take_the_plots_place_and_back(at_1366):
    window = at_1366.window
    small, plot = window.right.width(), window.fit.fit.width()
    at_1366.view("Network")
    double_click(title(at_1366, "Network"))
    at_1366.until(lambda: middle(at_1366) is window.right)
    assert window.tabs.currentWidget().title == "Network"
    assert window.right.width() > 1.5 * small
    assert window.fit.fit.isVisible() and 150 < window.fit.fit.width() < plot
    assert window.tab_row.large_button.isChecked()
    at_1366.settle()
    double_click(title(at_1366, "Network"))
    at_1366.until(lambda: middle(at_1366) is window.centre)
    assert window.right.width() == small and window.fit.fit.width() == plot
    assert not window.tab_row.large_button.isChecked()


def test_a_double_click_on_another_title_turns_to_it_and_stays_large(at_1366):
    window = at_1366.window
    double_click(title(at_1366, "Weights"))
    at_1366.until(lambda: middle(at_1366) is window.right)
    double_click(title(at_1366, "Features"))
    assert window.tabs.currentWidget().title == "Features"
    assert middle(at_1366) is window.right


def test_a_key_and_a_button_do_the_same(at_1366):
    window = at_1366.window
    at_1366.key(Qt.Key.Key_M, CONTROL)
    at_1366.until(lambda: middle(at_1366) is window.right)
    at_1366.key(Qt.Key.Key_4, ALT)  # the views turn as ever
    assert window.tabs.currentWidget().title == "Path"
    at_1366.click("largeViewButton")
    at_1366.until(lambda: middle(at_1366) is window.centre)
    at_1366.click("largeViewButton")
    at_1366.until(lambda: middle(at_1366) is window.right)
    at_1366.key(Qt.Key.Key_M, CONTROL)
    at_1366.until(lambda: middle(at_1366) is window.centre)


def test_beside_a_large_view_the_plot_folds_and_unfolds(at_1366):
    window = at_1366.window
    at_1366.key(Qt.Key.Key_2, CONTROL)
    assert window.right.isHidden()
    at_1366.key(Qt.Key.Key_M, CONTROL)  # a folded view comes back with its plot beside it
    assert window.right.isVisible() and window.centre.isVisible()
    at_1366.key(Qt.Key.Key_2, CONTROL)
    assert window.right.isVisible() and window.centre.isHidden()
    at_1366.key(Qt.Key.Key_2, CONTROL)
    assert window.centre.isVisible()
    at_1366.key(Qt.Key.Key_2, CONTROL)
    at_1366.key(Qt.Key.Key_M, CONTROL)
    assert window.centre.isVisible()


@pytest.mark.parametrize("width", [720, 900, 1280, 1366, 1920])
@pytest.mark.parametrize("large", [False, True], ids=["small view", "large view"])
def test_titles_stay_on_one_line(tour, until, width, large):
    window, row = tour.window, tour.window.tab_row
    window.resize(width, 720)
    window.set_large(large)
    if window.right.isHidden():
        tour.key(Qt.Key.Key_2, CONTROL)
    until(lambda: window.columns.width() == width - 16)
    assert row.height() < 2 * row.more.fontMetrics().height() + 8
    for view in window.views:
        tour.view(view.title)
        shown = [b for b in row.group.buttons() if b.isVisible()]
        assert title(tour, view.title) in shown
        hidden = [b.text() for b in row.group.buttons() if b not in shown]
        said = row.more.toolTip().replace("\n", " ")
        assert not hidden or said.endswith(", ".join(hidden))  # where the others are is told
        ends = [*shown, row.more, row.large_button] if row.more.isVisible() else [*shown]
        for before, after in pairwise(ends):
            assert before.geometry().right() < after.x()
        assert ends[-1].geometry().right() < row.width()
        assert all(b.width() >= b.sizeHint().width() for b in ends)
        assert row.more.isVisible() == (len(shown) < len(window.views))
    assert (window.fit.fit.isVisible() and window.fit.fit.width() > 100) or width < 900


def test_the_menu_of_views_lists_all_and_checks_the_one_that_is_up(at_1366):
    row = at_1366.window.tab_row
    at_1366.view("Landscape")
    listed = [entry.text().split("\t")[0] for entry in row.menu.actions()]
    assert listed == [view.title for view in at_1366.window.views]
    assert [e.text().split("\t")[0] for e in row.menu.actions() if e.isChecked()] == ["Landscape"]
    assert row.more.text() == "More ▾" and row.more.isVisible()


def divider(tour, place: int):
    return tour.window.columns.handle(place)


def test_dividers_drag_and_a_double_click_undoes_it(at_1366, until):
    window = at_1366.window
    before, handle = window.right.width(), divider(at_1366, 2)
    drag(handle, QPoint(4, 100), QPoint(-76, 100), steps=1)
    assert window.right.width() == pytest.approx(before + 80, abs=2)
    wider = window.right.width()
    window.resize(1600, 740)
    until(lambda: window.columns.width() == 1600 - 16)
    assert window.right.width() == wider  # kept while there is room
    drag(divider(at_1366, 1), QPoint(4, 100), QPoint(44, 100), steps=1)
    assert window.left.width() == pytest.approx(340, abs=2)
    window.resize(1366, 740)
    until(lambda: window.columns.width() == 1366 - 16)
    assert window.centre.width() >= 336
    QTest.mouseDClick(divider(at_1366, 1), LEFT)
    assert (window.left.width(), window.right.width()) == (300, before)
    drag(divider(at_1366, 2), QPoint(4, 100), QPoint(400, 100), steps=1)
    assert window.right.width() == 336  # no narrower than it can be read


def test_a_large_view_has_a_width_of_its_own(at_1366):
    window = at_1366.window
    before = window.right.width()
    at_1366.key(Qt.Key.Key_M, CONTROL)
    side = window.centre.width()
    drag(divider(at_1366, 2), QPoint(4, 100), QPoint(-56, 100), steps=1)
    assert window.centre.width() == pytest.approx(side + 60, abs=2)
    at_1366.key(Qt.Key.Key_M, CONTROL)
    assert window.right.width() == before
    at_1366.key(Qt.Key.Key_M, CONTROL)
    assert window.centre.width() == pytest.approx(side + 60, abs=2)


def test_the_window_keeps_what_is_large_and_the_widths(at_1366, tmp_path, until):
    window = at_1366.window
    at_1366.key(Qt.Key.Key_M, CONTROL)
    drag(divider(at_1366, 2), QPoint(4, 100), QPoint(-56, 100), steps=1)
    state, width = window.columns.state(), window.centre.width()
    kept = WindowSettings(window, tmp_path)
    kept.save()
    other = create_window()
    WindowSettings(other, tmp_path)
    other.resize(window.size())
    other.show()
    until(lambda: not other.session.busy)
    try:
        assert other.columns.state() == state
        assert other.columns.large and other.tab_row.large_button.isChecked()
        assert other.centre.width() == width and other.right.x() < other.centre.x()
    finally:
        other.close()


@pytest.mark.parametrize(
    "columns",
    [
        7,
        {"large": "yes", "widths": [1]},
        {"widths": {"left": -4}},
        {"widths": {"right": 1e300, "fit": True, "x": 3}},
    ],
)
def test_nonsense_in_the_settings_is_left_out(window, settled, columns):
    settled(window.session)
    view = save_view(window)
    restore_view(window, {**view, "columns": json.loads(json.dumps(columns))})
    assert window.columns.state() == {"large": False, "widths": {}}


def test_a_divider_shows_under_the_pointer(at_1366):
    handle = divider(at_1366, 2)
    quiet = handle.grab().toImage()
    QTest.mouseMove(handle, QPoint(4, 50))
    handle.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert handle.grab().toImage() != quiet
    handle.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    assert handle.grab().toImage() == quiet
