"""The gallery: a thumbnail and a claim for every entry, and the claims are true."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from mirrors_engine import Architecture, fit
from mirrors_engine.signals import sample, samples
from mirrors_gui.gallery import panel, thumbnails
from mirrors_gui.gallery.panel import ENTRY, Gallery
from mirrors_gui.gallery.thumbnails import Sketch
from mirrors_gui.model.presets import PRESETS
from mirrors_gui.style.theme import DARK

BY_TITLE = {p.title: p for p in PRESETS}


def solved(preset, net=None):
    asked = {"lam": 0.0} if preset.lam_ratio == 0 else {"lam_ratio": preset.lam_ratio}
    options = dict(preset.loss_options)
    return fit(preset.load(), net or preset.architecture, loss=preset.loss, **options, **asked)


def norm(result):
    return float(np.abs(result.weights).sum())


def test_every_entry_gets_its_thumbnail(qtbot, window, settled):
    settled(window.session)
    window.show_gallery()
    gallery = window.findChild(Gallery)
    items = [gallery.list.item(r) for r in range(gallery.list.count())]
    entries = [item for item in items if item.data(ENTRY) is not None]
    assert len(entries) > len(PRESETS) + 5

    def all_there() -> bool:
        return all(not item.icon().isNull() for item in entries)

    qtbot.waitUntil(all_there)
    gallery.reject()


def test_thumbnails_are_drawn_few_in_a_turn(qtbot, window, settled, monkeypatch):
    settled(window.session)
    flat = Sketch(sample("nile"))
    entries = (*PRESETS, *samples())
    monkeypatch.setattr(panel, "_known", {each.title: flat for each in entries})
    drawn, draw, turns = [], thumbnails.icon_of, []

    def draw_one(*args):
        drawn.append(len(turns))
        return draw(*args)

    monkeypatch.setattr(thumbnails, "icon_of", draw_one)
    awake = QCoreApplication.eventDispatcher().awake
    heard = awake.connect(lambda: turns.append(None))
    window.show_gallery()
    qtbot.waitUntil(lambda: len(drawn) == len(entries))
    awake.disconnect(heard)
    assert max(Counter(drawn).values()) <= panel.AT_ONCE
    window.findChildren(Gallery)[-1].reject()


def test_an_open_gallery_follows_the_theme(qtbot, window, settled):
    """The system may turn dark while it is open: neither pictures nor headings stay light."""
    settled(window.session)
    window.session.appearance.set_theme("light")
    window.show_gallery()
    gallery = window.findChildren(Gallery)[-1]
    first = gallery.list.currentItem()
    qtbot.waitUntil(lambda: not first.icon().isNull())
    with qtbot.waitSignal(window.session.appearance.changed):
        window.session.appearance.set_theme("dark")
    qtbot.waitUntil(lambda: not first.icon().isNull())
    thumbnail = first.icon().pixmap(gallery.list.iconSize()).toImage()
    assert thumbnail.pixelColor(5, 5).name() == DARK.raised.lower()
    assert gallery.plot.backgroundBrush().color().name() == DARK.raised.lower()
    assert gallery.list.item(0).foreground().color().name() == DARK.secondary.lower()
    gallery.reject()


def test_closing_the_gallery_stops_its_work(qtbot, window, settled, monkeypatch):
    monkeypatch.setattr("mirrors_gui.gallery.panel._known", {})
    settled(window.session)
    window.show_gallery()
    gallery = window.findChildren(Gallery)[-1]
    QTest.keyClick(gallery, Qt.Key.Key_Escape)
    assert not gallery.runner.running


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.title)
def test_opening_shows_the_view_that_tells(qtbot, shared_window, settled, preset):
    preset.open(shared_window.session)
    settled(shared_window.session)
    assert shared_window.views[shared_window.tabs.currentIndex()].title == preset.view
    result = shared_window.session.result
    assert result.certified
    assert result.loss == preset.loss


def test_kinks_at_the_data():
    preset = BY_TITLE["Kinks at the data"]
    result = solved(preset)
    assert norm(result) == pytest.approx(2)
    spots = sorted(k.position for f in result.features for k in f.kinks)
    assert spots == pytest.approx([5, 7, 10])


def test_one_mirrored_kink_does_the_work_of_four_neurons():
    preset = BY_TITLE["Depth 3 mirrors the data"]
    deep, flat = solved(preset), solved(preset, Architecture("abs", 2))
    assert (len(deep.weights), norm(deep)) == (1, pytest.approx(1))
    assert (len(flat.weights), norm(flat)) == (4, pytest.approx(3))
    (mirror,) = (k.position for k in deep.features[0].kinks if k.mirror)
    assert mirror == pytest.approx(7)
    assert not np.isin(7, preset.load().x)


def test_mirrors_of_mirrors():
    preset = BY_TITLE["Depth 4 mirrors the mirrors"]
    deep, three = solved(preset), solved(preset, Architecture("abs", 3))
    assert (len(deep.weights), norm(deep)) == (1, pytest.approx(1))
    assert len(deep.features[0].kinks) == 7
    spots = [k.position for k in deep.features[0].kinks]
    assert sum(not np.isclose(preset.load().x, s).any() for s in spots) == 4
    assert len(three.weights) == 9 and 1.8 < norm(three) < 2


@pytest.mark.parametrize("layers", [3, 4, 8, 50])
def test_depth_beyond_three_adds_nothing_for_relu(layers):
    preset = BY_TITLE["ReLU: depth beyond 3 adds nothing"]
    assert norm(solved(preset, Architecture("relu", layers))) == pytest.approx(1)
    assert norm(solved(preset, Architecture("relu", 2))) == pytest.approx(2)


def test_one_unit_of_a_tree_follows_six_runs():
    preset = BY_TITLE["Sign trees: one unit, five switches"]
    tree, flat = solved(preset), solved(preset, Architecture("sign", 2))
    assert [len(f.kinks) for f in tree.features] == [5]
    assert len(flat.features) == 5


def test_square_wave_shrinks_as_the_formula_says():
    preset = BY_TITLE["Square wave in closed form"]
    result = solved(preset)
    ends, inside = result.lam / 16, result.lam / 8
    assert result.fitted[0] == pytest.approx(1 - ends)
    assert result.fitted[12] == pytest.approx(-1 + inside)


def test_outliers_pull_the_squared_loss_away():
    preset = BY_TITLE["Outliers and the Huber loss"]
    truth = np.minimum(preset.load().x, 6.0)
    huber = solved(preset)
    squared = fit(preset.load(), preset.architecture, lam_ratio=preset.lam_ratio)
    assert np.abs(huber.fitted - truth).max() < 0.5 < np.abs(squared.fitted - truth).max()


def test_views_are_chosen_by_click_and_keys(qtbot, window, settled):
    settled(window.session)
    button = window.findChild(QToolButton, "tab6")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.views[window.tabs.currentIndex()].title == button.text()
    QTest.keyClick(button, Qt.Key.Key_Right)
    assert window.tabs.currentIndex() == 6
    assert window.findChild(QToolButton, "tab7").isChecked()
