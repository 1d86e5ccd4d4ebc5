"""What a stranger is told: the words of what was opened, and what the marks mean."""

from __future__ import annotations

import re

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from mirrors_engine import Architecture, Signal
from mirrors_engine.signals import sample
from mirrors_gui.gallery.panel import Gallery
from mirrors_gui.model.presets import PRESETS
from mirrors_gui.panels.features.table_model import WEIGHT, FeatureModel
from mirrors_gui.panels.fit.fit_legend import MIRROR, PLAIN


def choose(window, title):
    window.show_gallery()
    gallery = window.findChildren(Gallery)[-1]
    gallery.list.setCurrentItem(gallery._items[title])
    QTest.mouseClick(gallery.choose, Qt.MouseButton.LeftButton)


def test_what_was_opened_says_what_to_look_at(window, settled):
    settled(window.session)
    assert window.story.isHidden()
    choose(window, "Depth 3 mirrors the data")
    settled(window.session)
    assert window.story.isVisible()
    assert "1 mirrored about 4" in window.story.words.text()
    window.session.set_architecture(Architecture("abs", 2))  # as the words ask for
    settled(window.session)
    assert window.story.isVisible()
    choose(window, "Sunspots")
    settled(window.session)
    assert window.story.isVisible()
    assert "mirrored about" not in window.story.words.text()
    window.session.set_signal(sample("nile"))
    settled(window.session)
    assert window.story.isHidden()


def test_the_story_can_be_closed_and_is_undone_with_the_opening(window, settled):
    settled(window.session)
    choose(window, "Kinks at the data")
    settled(window.session)
    QTest.mouseClick(window.findChild(QToolButton, "closeStoryButton"), Qt.MouseButton.LeftButton)
    assert window.story.isHidden()
    choose(window, "Kinks at the data")
    settled(window.session)
    assert window.story.isVisible()
    window.session.history.undo()
    window.session.history.undo()
    settled(window.session)
    assert window.story.isHidden()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.title)
def test_buttons_that_a_story_names_exist_in_its_view(shared_window, preset):
    named = re.findall(r"Press (\w+)", preset.description)
    (view,) = [v for v in shared_window.views if v.title == preset.view]
    texts = {button.text() for button in view.findChildren(QPushButton)}
    assert set(named) <= texts
    assert not preset.load().source.startswith("formula")


def test_the_legend_names_what_is_drawn(window, settled):
    settled(window.session)
    assert {PLAIN, MIRROR} <= set(window.legend.entries)
    assert window.legend.isVisible()
    window.session.set_architecture(Architecture("relu", 2))
    settled(window.session)
    assert PLAIN in window.legend.entries
    assert MIRROR not in window.legend.entries
    window.session.set_lam_ratio(1.0)
    settled(window.session)
    assert PLAIN not in window.legend.entries


def test_a_constant_signal_is_no_reason_to_lower_lambda(window, settled):
    window.session.set_signal(Signal(np.arange(9.0), np.full(9, 4.2)))
    settled(window.session)
    words = window.views[0].invitation
    assert "no neuron is needed" in words
    assert "Make λ smaller" not in words
    assert window.strip.edit.text() == "0"
    assert "λmax" not in window.strip.slider.words
    window.session.set_signal(Signal([3.0], [2.0]))
    settled(window.session)
    assert "1 sample;" in window.network.note.text()


def test_small_weights_keep_their_exponent(window, settled):
    x = np.arange(12.0)
    window.session.set_signal(Signal(1e6 * x, 1e-7 * np.sin(x)))
    settled(window.session)
    panel = window.views[0]
    model: FeatureModel = panel.model
    metrics = panel.table.fontMetrics()
    widest = max(
        metrics.horizontalAdvance(model.index(row, WEIGHT).data())
        for row in range(model.rowCount())
    )
    assert panel.table.columnWidth(WEIGHT) >= widest + 16


def test_a_long_name_ends_in_an_ellipsis(window, settled, qtbot):
    name = "A very long name of a measurement campaign on the river Rhine at Cologne " * 3
    window.session.set_signal(Signal([0.0, 1.0, 2.0], [0.0, 1.0, 0.0], name=name))
    settled(window.session)
    qtbot.waitUntil(window.centralWidget().updatesEnabled)
    assert window.header.heading.text() == name
    qtbot.waitUntil(lambda: not window.grab().isNull() and window.header.heading.toolTip() == name)
    assert window.header.heading.width() < window.width()


def test_the_networks_own_value_differs_by_a_share(window, settled, qtbot):
    """Beside a relative gap: 3·10⁻¹⁰ in 871 325 is rounding."""
    settled(window.session)
    (panel,) = [v for v in window.views if v.title == "Certificate"]
    window.show_view("Certificate")
    qtbot.waitUntil(lambda: panel.values["difference"].text() != "…")
    text = panel.values["difference"].text()
    assert text == "0" or text[-4:] in {f"10⁻¹{digit}"[-4:] for digit in "³⁴⁵⁶⁷⁸⁹"}


def test_without_data_the_window_invites(qapp, settled, qtbot, tmp_path):
    from mirrors_gui.app import create_window

    window = create_window(tmp_path / "missing.csv")
    window.show()
    qtbot.waitUntil(lambda: window.banner.isVisible())
    assert window.fit_area.welcome.isVisible()
    assert not window.banner.look_into.isVisible()  # there is nothing to preview
    window.fit_area.see_all()
    QTest.mouseClick(
        window.findChild(QPushButton, "welcomeGalleryButton"), Qt.MouseButton.LeftButton
    )
    gallery = window.findChildren(Gallery)[-1]
    assert gallery.isVisible()
    QTest.mouseClick(gallery.choose, Qt.MouseButton.LeftButton)
    settled(window.session)
    assert not window.fit_area.welcome.isVisible()
    window.close()


def test_two_columns_are_no_series(window, settled):
    settled(window.session)
    choose(window, "Saddle")
    settled(window.session)
    window.show_view("Forecast")
    (panel,) = [v for v in window.views if v.title == "Forecast"]
    assert "one column of x" in panel.invitation
    choose(window, "Sunspots")
    settled(window.session)
    assert not panel.invitation


def test_the_forecast_says_which_line_is_which(window, settled, qtbot):
    settled(window.session)
    window.show_view("Forecast")
    (panel,) = [v for v in window.views if v.title == "Forecast"]
    QTest.mouseClick(panel.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.found is not None and panel.found.complete)
    assert {"optimal", "linear", "last value"} <= set(panel.legend.entries)
    assert panel.legend.isVisible()
    panel.baselines.setChecked(False)
    assert panel.legend.entries == ("optimal",)
    qtbot.waitUntil(lambda: not panel.runner.running)


def enlarge(window, qtbot, large):
    with qtbot.waitSignal(window.session.appearance.changed):
        window.presentation.set_large(large)


def test_larger_type_cuts_no_word(window, settled, qtbot):
    settled(window.session)
    window.show_view("Forecast")
    before = [words.width() for words in window.findChildren(QLabel, "fieldLabel")]
    enlarge(window, qtbot, True)
    for title in ("Features", "Forecast"):
        window.show_view(title)
        window.grab()
    (forecast,) = [v for v in window.views if v.title == "Forecast"]
    labels = forecast.form.findChildren(QLabel, "fieldLabel")
    assert labels
    for words in labels:
        assert words.fontMetrics().horizontalAdvance(words.text()) <= words.width()
    table = window.views[0].table
    widest = max(
        table.fontMetrics().horizontalAdvance(table.model().index(row, 1).data())
        for row in range(table.model().rowCount())
    )
    assert table.columnWidth(1) >= widest + 16
    enlarge(window, qtbot, False)
    assert [words.width() for words in window.findChildren(QLabel, "fieldLabel")] == before


def test_lines_are_as_thick_on_a_fine_screen(monkeypatch):
    """A cosmetic pen counts in pixels of the screen."""
    from mirrors_gui.style import plots
    from mirrors_gui.style.theme import LIGHT

    assert plots.pen(LIGHT, "function", 2).widthF() == 2
    monkeypatch.setattr(plots, "pixel_ratio", lambda: 2.0)
    assert plots.pen(LIGHT, "function", 2).widthF() == 4


def test_nothing_is_drawn_before_training(window, settled):
    settled(window.session)
    window.show_view("Training")
    (panel,) = [v for v in window.views if v.title == "Training"]
    assert not panel.curves.isVisible()


def test_dialogs_have_room_for_larger_type(window, settled, qtbot, tmp_path):
    from mirrors_gui.importing import ImportDialog, Source

    settled(window.session)
    file = tmp_path / "table.csv"
    file.write_text("a,b\n" + "\n".join(f"{i},{i * i}" for i in range(9)))
    enlarge(window, qtbot, True)
    window.opening.preview(Source(file))
    dialog = window.findChildren(ImportDialog)[-1]
    dialog.grab()
    labels = dialog.findChildren(QLabel, "fieldLabel")
    assert len(labels) > 8
    for words in labels:
        assert words.fontMetrics().horizontalAdvance(words.text()) <= words.width()
    dialog.reject()
    (forecast,) = [v for v in window.views if v.title == "Forecast"]
    facts = forecast.facts
    assert facts.height() >= 4 * facts.fontMetrics().lineSpacing()
    enlarge(window, qtbot, False)


def test_no_button_of_the_views_is_cut_on_a_small_screen(window, settled):
    settled(window.session)
    window.resize(1366, 768)
    for view in window.views:
        window.show_view(view.title)
        window.grab()
        for button in view.findChildren(QPushButton):
            if button.isVisible() and button.text():
                needed = button.fontMetrics().horizontalAdvance(button.text())
                assert button.width() >= needed + 4, (view.title, button.text())


def test_the_legend_of_steps_says_jump(window, settled):
    settled(window.session)
    choose(window, "Square wave in closed form")
    settled(window.session)
    assert "jump at a sample" in window.legend.entries


def test_a_change_of_theme_names_no_axis_twice(window, settled, qtbot):
    settled(window.session)
    choose(window, "Training finds the mirrors, sometimes")
    settled(window.session)
    with qtbot.waitSignal(window.session.appearance.changed):
        window.session.appearance.set_theme("dark")
    (panel,) = [v for v in window.views if v.title == "Training"]
    assert not panel.kinks.getAxis("bottom").label.isVisible()


def test_a_refused_network_has_no_answer_on_its_way(window, settled):
    settled(window.session)
    window.session.set_architecture(Architecture("abs", 9))
    settled(window.session)
    assert window.session.result is None
    for view in window.views:
        window.show_view(view.title)
        assert "on its way" not in view.invitation, view.title
    assert "no answer" in window.views[0].invitation
    window.session.set_architecture(Architecture("abs", 3))
    assert "no answer" not in window.views[0].invitation
    settled(window.session)
    window.show_view(window.views[0].title)
    assert not window.views[0].invitation


def test_editing_says_what_the_hand_can_do(window, settled):
    settled(window.session)
    assert "network" in window.header.subheading.text()
    QTest.mouseClick(window.header.edit_button, Qt.MouseButton.LeftButton)
    assert "double-click adds" in window.header.subheading.text()
    window.fit.edit.set_active(False)
    assert "network" in window.header.subheading.text()


def test_the_mirrors_word_stays_longest_in_the_legend(window, settled, monkeypatch):
    settled(window.session)
    drawn = []
    monkeypatch.setattr(
        window.legend,
        "_marks",
        tuple(
            lambda painter, x, y, word=word: drawn.append(word) for word in window.legend.entries
        ),
    )
    window.legend.resize(130, window.legend.height())
    drawn.clear()
    window.legend.grab()
    assert drawn[-1] == MIRROR
    assert len(drawn) < len(window.legend.entries)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_every_ground(theme):
    """WCAG 2: 4.5 to 1 for text, 3 to 1 for marks."""
    from PySide6.QtGui import QColor

    from mirrors_gui.style import theme as themes

    look = themes.resolve(theme)

    def light(name):
        color = QColor(name)
        parts = (color.redF(), color.greenF(), color.blueF())
        red, green, blue = (
            v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one, two):
        low, high = sorted((light(one), light(two)))
        return (high + 0.05) / (low + 0.05)

    pink = themes.mix(look.mirror, look.text, 0.3)
    for ground in (look.raised, look.surface, look.chosen):
        for ink in (look.text, look.secondary, pink):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ground in (look.raised, look.surface):
        for ink in (look.certified, look.uncertified):
            assert contrast(ink, ground) >= 4.5
        for mark in ("data", "function", "mirror", "positive", "negative", "training"):
            assert contrast(getattr(look, mark), ground) >= 3.0, mark
    assert contrast(look.surface, look.function) >= 4.5  # the primary button


def test_the_verdict_is_whole_on_the_smallest_window(window, settled):
    settled(window.session)
    window.resize(720, 520)
    window.grab()
    words = window.status.words
    assert words.fontMetrics().horizontalAdvance(words.text()) <= words.width()
