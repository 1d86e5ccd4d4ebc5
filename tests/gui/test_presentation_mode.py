"""Teaching and help: larger type, hidden parts, the guide and the sheet of keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTableView,
    QToolButton,
)

from mirrors_gui.actions.help import Guide, Keys, shortcuts
from mirrors_gui.lessons.content import LESSONS
from mirrors_gui.persistence.view_state import restore_view, save_view
from mirrors_gui.style import theme as themes
from mirrors_gui.text.help_texts import TEXTS
from mirrors_gui.widgets.controls import ShortLabel

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def taught(window, settled):
    settled(window.session)
    yield window
    window.presentation.show_everything()


def test_larger_type_and_back(taught, qtbot):
    heading = taught.header.heading
    before = heading.fontInfo().pixelSize()
    wide = taught.left.width()
    fit = taught.fit
    pen, disc = fit._function.opts["pen"].widthF(), fit._data.fragmentAtlas.maxWidth
    with qtbot.waitSignal(taught.session.appearance.changed):
        QTest.keyClick(taught, Qt.Key.Key_L, CONTROL)
    assert themes.stroke(1.0) > 1.3  # lines and marks grow with the type
    assert fit._function.opts["pen"].widthF() == pytest.approx(themes.stroke(pen))
    assert fit._data.fragmentAtlas.maxWidth > 1.2 * disc
    assert heading.fontInfo().pixelSize() == pytest.approx(1.3 * before, abs=1)
    assert taught.left.width() > wide or taught.left.isHidden()
    assert themes.font(themes.SMALL).pixelSize() == 16
    with themes.true_sizes():
        assert themes.font(themes.SMALL).pixelSize() == 12
        assert themes.stroke(2.0) == 2.0  # print knows no projector
    with qtbot.waitSignal(taught.session.appearance.changed):
        QTest.keyClick(taught, Qt.Key.Key_L, CONTROL)
    assert heading.fontInfo().pixelSize() == before
    assert taught.left.width() == wide
    assert fit._function.opts["pen"].widthF() == pytest.approx(pen)


def cut(window):
    """Texts on show that have less room than they need."""
    found = []
    for words in window.findChildren(QLabel):
        if not words.isVisible() or not words.text() or isinstance(words, ShortLabel):
            continue
        if words.wordWrap():
            short = words.height() < words.heightForWidth(words.width())
            if short and not words.objectName() and words.maximumHeight() < 1000:
                continue  # of a height that is kept; it shortens its text itself
        else:
            wide = words.fontMetrics().horizontalAdvance(words.text())
            short = "<" not in words.text() and wide > words.contentsRect().width() + 1
        if short:
            found.append(words.text())
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and not isinstance(button, QToolButton):
            wide = button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
            if wide > button.width():
                found.append(button.text())
    for box in window.findChildren(QComboBox):
        if box.isVisible():
            room = box.width() - 20  # for the chevron
            if box.fontMetrics().horizontalAdvance(box.currentText()) > room:
                found.append(f"{box.objectName()}: {box.currentText()}")
    return found


def test_no_text_is_cut_on_a_projector(taught, qtbot):
    taught.resize(1280, 720)
    with qtbot.waitSignal(taught.session.appearance.changed):
        QTest.keyClick(taught, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(taught.updatesEnabled)
    taught.fold(taught.right, False)

    def whole():
        """Nothing is cut, once layouts have come to rest."""
        taught.grab()
        assert cut(taught) == []

    for view in taught.views:
        taught.show_view(view.title)
        qtbot.waitUntil(whole)
    taught.fold(taught.left, False)
    qtbot.waitUntil(whole)


@pytest.mark.parametrize("width", [1366, 1920])
def test_no_label_is_cut_with_larger_type(qtbot, taught, width):
    taught.resize(width, 900)
    with qtbot.waitSignal(taught.session.appearance.changed):
        taught.presentation.set_large(True)
    qtbot.waitUntil(lambda: taught.width() == width)
    for words in taught.findChildren(QLabel, "fieldLabel"):
        if words.isVisible():
            assert words.sizeHint().width() <= words.width() + 1, words.text()
    assert taught.fit.fit.width() >= 0.45 * taught.width()


def test_axes_of_the_plot_are_as_wide_as_their_numbers_in_larger_type(taught, qtbot):
    left = taught.fit.fit.getAxis("left")
    before = left.width()
    with qtbot.waitSignal(taught.session.appearance.changed):
        QTest.keyClick(taught, Qt.Key.Key_L, CONTROL)
    metrics = QFontMetricsF(themes.font(themes.SMALL))
    qtbot.waitUntil(lambda: left.width() > before)
    assert left.width() >= metrics.horizontalAdvance("−1000") + metrics.height()
    assert taught.fit.residual.getAxis("left").width() == left.width()
    with qtbot.waitSignal(taught.session.appearance.changed):
        QTest.keyClick(taught, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: left.width() == before)


def test_what_the_status_line_has_no_room_for_is_left_out_whole(taught, qtbot):
    detail = taught.status.detail
    parts = detail.text().split(detail.BETWEEN)
    assert len(parts) > 4
    width = detail.fontMetrics().horizontalAdvance(detail.BETWEEN.join(parts[:3])) + 20
    assert detail.shortened(width) == detail.BETWEEN.join(parts[:3])
    assert detail.shortened(10_000) == detail.text()
    taught.resize(720, 600)
    qtbot.waitUntil(lambda: detail.width() < detail.fontMetrics().horizontalAdvance(detail.text()))
    detail.grab()
    assert detail.toolTip().startswith(detail.text())


def test_every_part_can_be_hidden_and_comes_back(taught):
    teaching = taught.presentation
    for name, widgets in teaching.parts.items():
        action = taught.findChild(QAction, f"show_{name}")
        action.trigger()
        assert all(w.isHidden() for w in widgets), name
    taught.findChild(QAction, "showEverythingAction").trigger()
    assert not any(w.isHidden() for ws in teaching.parts.values() for w in ws)


def test_hidden_parts_still_work(taught, settled):
    taught.presentation.show("Network", False)
    net = taught.session.architecture
    from dataclasses import replace

    taught.session.set_architecture(replace(net, layers=2))
    settled(taught.session)
    assert taught.session.result.architecture.layers == 2


def test_the_lecture_is_remembered(taught):
    taught.presentation.show("Residuals", False)
    taught.presentation.set_large(True)
    view = save_view(taught)
    taught.presentation.show_everything()
    restore_view(taught, view)
    assert taught.fit.residual.isHidden()
    assert taught.presentation.large
    restore_view(taught, {"teaching": {"hidden": ["no such thing", 3], "large": "yes"}})


def test_the_guide_opens_at_the_view_that_is_up(qtbot, taught):
    taught.show_view("Certificate")
    QTest.keyClick(taught, Qt.Key.Key_F1)
    guide = taught.findChild(Guide)
    assert guide.isVisible() and not guide.isModal()
    assert "Certificate" in guide.text.toPlainText()
    taught.show_view("Path")
    QTest.keyClick(taught, Qt.Key.Key_F1)
    assert "Path" in guide.text.toPlainText()
    guide.close()


def test_every_view_has_its_page(taught):
    for view in taught.views:
        assert view.title in TEXTS


def test_the_sheet_lists_every_key_of_the_menus(taught):
    QTest.keyClick(taught, Qt.Key.Key_Slash, CONTROL)
    sheet = taught.findChild(Keys)
    words = sheet.text.toPlainText()
    for _, rows in shortcuts(taught):
        for what, how in rows:
            assert what in words and how in words
    assert "Ctrl+Z" in words and "double-click" in words
    sheet.close()


def test_every_control_explains_itself_and_so_does_its_label(taught):
    fields = (QAbstractButton, QComboBox, QSpinBox, QLineEdit)
    controls = [w for kind in fields for w in taught.findChildren(kind)]
    controls = [w for w in controls if not isinstance(w.parent(), (QSpinBox, QComboBox))]
    silent = [w.objectName() or w.text() for w in controls if not w.toolTip()]
    assert [name for name in silent if not name.startswith(("Scroll", "qt_"))] == []  # of Qt
    labels = [words for words in taught.findChildren(QLabel) if words.buddy() is not None]
    assert len(labels) > 15
    assert [words.text() for words in labels if not words.toolTip()] == []


def test_no_two_actions_share_a_key(taught):
    keys = [k.toString() for a in taught.findChildren(QAction) for k in a.shortcuts()]
    assert len(keys) == len(set(keys)), sorted(k for k in keys if keys.count(k) > 1)


def test_words_over_the_plot_and_numbers_of_rows_are_whole_in_larger_type(taught, qtbot):
    """A readout that was up before, and the column of the ranks."""
    readout = taught.fit.pointer.readout
    readout.setText("kink at 1884.5   f = 1053.7\n1885   data 1020")
    readout.adjustSize()
    with qtbot.waitSignal(taught.session.appearance.changed):
        QTest.keyClick(taught, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: taught.updatesEnabled())
    needed = readout.sizeHint()
    qtbot.waitUntil(lambda: readout.size() == readout.sizeHint())
    assert readout.width() >= needed.width()
    table = taught.findChild(QTableView, "featuresTable")
    room = table.fontMetrics().horizontalAdvance(str(table.model().rowCount()))
    qtbot.waitUntil(lambda: table.columnWidth(0) >= room + 16)


def test_a_forecast_is_in_sight_on_a_small_projector(tour):
    window = tour.window
    window.resize(1280, 720)
    window.presentation.set_large(True)
    tour.view("Forecast")
    panel = window.views[window.tabs.currentIndex()]
    tour.click("forecastButton")
    tour.until(lambda: panel.found is not None and panel.found.complete)

    def in_sight() -> bool:
        plot, place = panel.series.plot, panel.place.viewport()
        top = plot.mapTo(place, QPoint(0, 0)).y()
        return plot.isVisible() and top >= 0 and top + plot.height() <= place.height()

    tour.until(in_sight)


def test_after_a_lesson_the_panels_are_folded_as_before(tour):
    window = tour.window
    window.resize(1280, 720)
    window.presentation.set_large(True)
    tour.until(window.left.isHidden)
    before = dict(window.folded_by_hand)
    for lesson in LESSONS:
        tour.menu("Help", "Lessons", lesson.title)
        tour.settle()
        for _ in lesson.steps[1:]:
            tour.click("lessonNextButton")
        tour.click("lessonSkipButton")
        assert window.folded_by_hand == before and window.left.isHidden(), lesson.title
    tour.key(Qt.Key.Key_L, CONTROL)  # normal type at 1366: the panel is there by itself
    window.resize(1440, 900)
    tour.until(lambda: not window.left.isHidden())
