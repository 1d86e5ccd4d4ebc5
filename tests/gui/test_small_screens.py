"""The window on small screens, and the keyboard's way through it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFrame, QPushButton

from mirrors_gui.headless import pause
from mirrors_gui.platform_check import missing
from mirrors_gui.style import screen_fit
from mirrors_gui.widgets.scrolled import Scrolled

SMALL = (QRect(0, 0, 1366, 768), QRect(0, 0, 1280, 720))


@pytest.mark.parametrize("area", SMALL, ids=lambda area: f"{area.width()}x{area.height()}")
@pytest.mark.parametrize("large", [False, True], ids=["normal type", "larger type"])
def test_the_window_is_no_larger_than_the_screen(window, settled, monkeypatch, area, large):
    monkeypatch.setattr(screen_fit, "area_of", lambda _: area)
    settled(window.session)
    window.presentation.set_large(large)
    window.resize(1440, 900)
    screen_fit.fit_screen(window)
    pause(0.3)  # themes are put on in turns, and layouts settle
    assert area.size().boundedTo(window.frameGeometry().size()) == window.frameGeometry().size()
    assert window.fit.fit.isVisible() and window.strip.isVisible() and window.status.isVisible()
    assert window.rect().contains(window.statusBar().geometry())


@pytest.mark.parametrize("large", [False, True], ids=["normal type", "larger type"])
def test_words_on_controls_of_the_views_are_not_cut(window, settled, qtbot, monkeypatch, large):
    monkeypatch.setattr(screen_fit, "area_of", lambda _: SMALL[1])
    settled(window.session)
    window.presentation.set_large(large)
    window.resize(SMALL[1].size())
    screen_fit.fit_screen(window)
    pause(0.5)
    cut = []
    for view in window.views:
        window.show_view(view.title)
        pause(0.1)
        for kind in (QCheckBox, QPushButton):
            for control in view.findChildren(kind):
                if control.isVisible() and control.width() < control.sizeHint().width():
                    cut.append((view.title, control.text()))
    assert cut == []
    unit = window.strip.size_field.unit
    assert unit.width() >= unit.minimumSizeHint().width()
    window.show_view("Landscape")
    panel = next(view for view in window.views if view.title == "Landscape")
    table, box = panel.table, panel.band
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    qtbot.waitUntil(lambda: not table.geometry().intersects(box.geometry()))


@pytest.mark.parametrize("area", SMALL, ids=lambda area: f"{area.width()}x{area.height()}")
def test_dialogs_are_no_larger_than_the_screen(window, settled, monkeypatch, area):
    monkeypatch.setattr(screen_fit, "area_of", lambda _: area)
    settled(window.session)
    window.presentation.set_large(True)
    pause(0.3)
    window.show_gallery()
    for dialog in window.findChildren(QDialog):
        pause(0.05)
        size = dialog.frameGeometry().size()
        assert area.size().boundedTo(size) == size, dialog.objectName()
        dialog.close()


def test_tab_goes_all_the_way_round_and_stops_once_at_the_titles(window, settled):
    settled(window.session)
    window.activateWindow()
    start = window.findChild(type(window.header.left_button), "leftPanelButton")
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget().objectName())
        if seen[-1] == "leftPanelButton":
            break
    assert seen[-1] == "leftPanelButton"
    assert [name for name in seen if name.startswith("tab") and name[3:].isdigit()] == ["tab1"]
    assert {"fitPlot", "featuresTable", "lambdaSlider", "lambdaEdit", "openButton"} <= set(seen)


def test_arrows_walk_through_the_titles_and_tab_leaves_from_there(window, settled):
    settled(window.session)
    window.activateWindow()
    title = window.tab_row.group.button(0)
    title.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(title, Qt.Key.Key_Right)
    assert window.tabs.currentIndex() == 1
    assert QApplication.focusWidget() is window.tab_row.group.button(1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() not in window.tab_row.group.buttons()


def test_a_plot_shows_that_it_has_the_focus(window, settled):
    settled(window.session)
    window.activateWindow()
    ring = window.fit.fit.findChild(QFrame, "focusRing")
    window.fit.fit.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible() and ring.geometry() == window.fit.fit.rect()
    window.fit.residual.setFocus(Qt.FocusReason.TabFocusReason)
    assert not ring.isVisible()
    window.fit.fit.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()


def test_the_platform_plug_in_finds_its_libraries():
    assert missing() is None


@pytest.mark.parametrize("title", ["Weights", "Path", "Network", "Validation"])
def test_a_view_that_can_shrink_does_not_scroll(window, settled, qtbot, title):
    window.resize(1366, 768)
    settled(window.session)
    window.show_view(title)
    view = next(each for each in window.views if each.title == title)
    pause(0.05)
    area = next(iter(view.findChildren(Scrolled)))
    assert area.widget().height() == area.viewport().height()
    assert area.widget().minimumSizeHint().height() <= area.viewport().height()
