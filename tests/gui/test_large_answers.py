"""An answer of tens of thousands of neurons: every view draws it, and none looks at each neuron."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from answers import by_size, calls
from PySide6.QtCore import Qt

from mirrors_engine import Architecture, Signal, fit
from mirrors_gui.compute.fit_drawing import picture_of
from mirrors_gui.headless import pause
from mirrors_gui.panels.features.panel import FeaturesPanel
from mirrors_gui.panels.features.table_model import KIND, KINKS, MEANING, RANK, WEIGHT
from mirrors_gui.panels.network.panel import AT_FIRST, MOST

SAMPLES = 100_000
BOUND = 5000  # calls of functions, or features made, where looking at each neuron takes 20 000


@pytest.fixture(scope="module")
def huge():
    x = np.linspace(0.0, 1.0, SAMPLES)
    noise = np.random.default_rng(0).standard_normal(SAMPLES)
    result = fit(Signal(x, noise, name="noise"), Architecture("relu", 2), lam_ratio=1e-7)
    assert result.certified and len(result.weights) > 20_000
    return result


@pytest.fixture
def shown(window, settled, huge):
    """The window with this answer, and nothing computed beside it."""
    session = window.session
    settled(session)
    session.cancel()
    settled(session)
    result = dataclasses.replace(huge)  # nothing is known of it yet
    result.features._made[:] = [None] * len(result.weights)
    session.question = dataclasses.replace(
        session.question, signal=result.signal, architecture=result.architecture, lam_ratio=1e-4
    )
    session.signalChanged.emit(result.signal)
    session.curve = picture_of(result)
    session.result = result
    session.resultChanged.emit(result)
    return window


def made(result) -> int:
    return sum(feature is not None for feature in result.features._made)


def test_every_view_draws_it_without_looking_at_each_neuron(shown, qtbot):
    session, result = shown.session, shown.session.result
    for place, view in enumerate(shown.views):
        shown.tabs.setCurrentIndex(place)
        pause(0.02)
        work = calls(lambda: session.resultChanged.emit(session.result))
        assert work < 40 * BOUND, view.title  # what is drawn has at most some hundred neurons
        pause(0.02)
        assert not shown.grab().isNull()
        for i in by_size(result)[[0, 5000, -1]]:
            key = result.features[int(i)].key
            assert calls(lambda key=key: session.hover(key)) < BOUND, view.title
            if view.title != "Network":  # where a lane is laid out for it
                assert calls(lambda key=key: session.select(key)) < 2 * BOUND, view.title
        session.select(None)
        session.hover(None)
    assert made(result) < BOUND


def test_the_table_sorts_and_scrolls_by_every_column(shown):
    session, result = shown.session, shown.session.result
    panel = next(view for view in shown.views if isinstance(view, FeaturesPanel))
    shown.tabs.setCurrentIndex(shown.views.index(panel))
    model = panel.model
    for column in (RANK, KIND, WEIGHT, KINKS, MEANING):
        work = calls(
            lambda column=column: panel.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        )
        assert work < BOUND
        order = [model.key(row) for row in (0, 1, 10_000, model.rowCount() - 1)]
        assert len(set(order)) == 4
    assert order == sorted(order)  # by what a feature is made of
    panel.table.sortByColumn(KINKS, Qt.SortOrder.AscendingOrder)
    places = [model.index(row, KINKS).data() for row in (0, model.rowCount() - 1)]
    outline = result.features.outline
    assert places[0].endswith(model._position(float(outline.position.min())))
    assert places[1].endswith(model._position(float(outline.position.max())))
    key = result.features[int(by_size(result)[12_345])].key
    session.select(key)
    assert model.key(panel.table.currentIndex().row()) == key
    assert made(result) < BOUND


def test_the_network_is_drawn_in_part_and_says_of_how_much(shown, qtbot):
    session, result = shown.session, shown.session.result
    shown.show_view("Network")
    panel = next(view for view in shown.views if view.title == "Network")
    count = len(result.weights)
    assert len(panel.scene.lanes) == AT_FIRST
    assert panel.scene.fold.text == f"+ {count - AT_FIRST:,} smaller units".replace(",", "\u202f")
    assert f"The {AT_FIRST} drawn have" in panel.words.text()
    sizes = np.sort(np.abs(result.weights))[::-1]
    assert sum(lane.share for lane in panel._lanes) == pytest.approx(
        sizes[:AT_FIRST].sum() / sizes.sum()
    )
    last = result.features[int(by_size(result)[-1])].key
    session.select(last)  # drawn beside the largest: nothing unfolds
    assert len(panel.scene.lanes) == AT_FIRST + 1
    lane = panel.scene.lane_of(last).lane
    assert lane.rank == count - 1 and lane.z == result.weights[int(by_size(result)[-1])]
    session.select(None)
    panel.toggle_fold()
    assert len(panel.scene.lanes) == MOST
    assert "are not drawn" in panel.scene.fold.text
    panel.toggle_fold()


def test_its_own_value_is_left_out_and_said_so(shown, qtbot):
    shown.show_view("Certificate")
    panel = next(view for view in shown.views if view.title == "Certificate")
    assert panel.values["network"].text().startswith("not evaluated")
    assert panel.values["difference"].text() == "–"
