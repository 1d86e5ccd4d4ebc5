"""What a stranger is told: the words of what was opened, and what the marks mean."""

from __future__ import annotations

import re

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from mirrors_engine import Architecture, Signal
from mirrors_engine.signals import sample
from mirrors_gui.panels.features_model import WEIGHT, FeatureModel
from mirrors_gui.panels.fit_legend import MIRROR, PLAIN
from mirrors_gui.panels.gallery import Gallery
from mirrors_gui.presets import PRESETS


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
def test_buttons_that_a_story_names_exist_in_its_view(window, preset):
    named = re.findall(r"Press (\w+)", preset.description)
    (view,) = [v for v in window.views if v.title == preset.view]
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


def test_a_long_name_ends_in_an_ellipsis(window, settled):
    name = "A very long name of a measurement campaign on the river Rhine at Cologne " * 3
    window.session.set_signal(Signal([0.0, 1.0, 2.0], [0.0, 1.0, 0.0], name=name))
    settled(window.session)
    window.grab()
    assert window.heading.text() == name
    assert window.heading.toolTip() == name
    assert window.heading.width() < window.width()


def test_the_networks_own_value_differs_by_a_share(window, settled, qtbot):
    """Beside a relative gap: 3·10⁻¹⁰ in 871 325 is rounding."""
    settled(window.session)
    (panel,) = [v for v in window.views if v.title == "Certificate"]
    window.show_view("Certificate")
    qtbot.waitUntil(lambda: panel.values["difference"].text() != "…")
    text = panel.values["difference"].text()
    assert text == "0" or text[-4:] in {f"10⁻¹{digit}"[-4:] for digit in "³⁴⁵⁶⁷⁸⁹"}
