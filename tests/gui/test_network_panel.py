"""The drawing of the network: a lane per unit, and every lane is that unit."""

from __future__ import annotations

import numpy as np
import pytest
from answers import by_size, calls, smooth, with_units
from painted_texts import faults, painted
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF

from mirrors_engine import Architecture, fit
from mirrors_engine.signals import sample
from mirrors_gui.panels.network.drawing import label
from mirrors_gui.panels.network.lanes import lanes_of, mirrored_half
from mirrors_gui.panels.network.panel import AT_FIRST, NetworkPanel
from mirrors_gui.style import theme as themes
from mirrors_gui.text import formatting


def test_a_lane_per_unit_largest_first(show, few):
    panel = show(NetworkPanel, few)
    order = by_size(few)
    assert len(few.weights) <= AT_FIRST + 1
    assert panel.scene.fold is None
    assert [item.lane.key for item in panel.scene.lanes] == [few.features[i].key for i in order]
    for item, i in zip(panel.scene.lanes, order, strict=True):
        assert item.lane.weights == pytest.approx(few.network.weights[i])
        assert item.lane.biases == pytest.approx(few.network.biases[i])
        assert item.lane.alpha == few.network.alphas[i]
        np.testing.assert_allclose(
            item.lane.layers[-1][0], few.features[i].evaluate(item.lane.t), atol=1e-12
        )


@pytest.mark.parametrize("large", [False, True], ids=["normal type", "larger type"])
def test_headings_are_not_cut_where_they_have_room(show, session, large, monkeypatch):
    result = fit(sample("nile"), Architecture("abs", 3), lam_ratio=0.1)
    monkeypatch.setattr(themes, "_scale", 1.3 if large else 1.0)
    panel = show(NetworkPanel, result)
    words = panel.scene.wires.headings(QFontMetrics(themes.font(themes.SMALL)))
    texts = [text for _, text, _ in words]
    assert "flow [10⁸ m³]" in texts and "|·|" in texts
    assert any(text.startswith("constant") and "…" not in text for text in texts)
    first_line = [area for area, text, _ in words if not text.startswith("constant")]
    for k, area in enumerate(first_line):
        for other in first_line[k + 1 :]:
            assert not area.intersects(other)


def test_the_constant_has_a_line_of_its_own(show, monkeypatch):
    """On a small screen, in German, it read “Konstante 1…”: the activations above took its room."""
    result = fit(sample("nile"), Architecture("abs", 3), lam_ratio=0.1)
    panel = show(NetworkPanel, result, size=(322, 480))
    wires = panel.scene.wires
    constant = "Konstante 1002 · Skip-Steigung −0,45"
    monkeypatch.setattr(wires, "_intercept", constant)
    metrics = QFontMetrics(themes.font(themes.SMALL))
    words = {text: area for area, text, _ in wires.headings(metrics)}
    assert constant in words
    lanes = panel.scene.lanes[0].sceneBoundingRect().top()
    assert words[constant].bottom() <= lanes + metrics.descent()


def test_the_top_stays_in_sight_when_the_room_changes(show, many):
    panel = show(NetworkPanel, many, size=(420, 300))
    bar = panel.view.verticalScrollBar()
    assert bar.value() == 0 < bar.maximum()
    for size in ((700, 300), (300, 300), (900, 260)):
        panel.resize(*size)
        assert bar.value() == 0


def test_the_long_tail_is_folded_and_unfolds_on_a_click(show, many, session, qtbot):
    panel = show(NetworkPanel, many)
    assert len(panel.scene.lanes) == AT_FIRST
    assert panel.scene.fold.text == f"+ {60 - AT_FIRST} smaller units"
    panel.view.ensureVisible(panel.scene.fold)
    at = panel.view.mapFromScene(panel.scene.fold.sceneBoundingRect().center())
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(panel.scene.lanes) == 60
    assert panel.scene.fold.text.startswith("Fold")
    assert session.selected is None
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert len(panel.scene.lanes) == AT_FIRST


def test_lanes_and_session_select_each_other(show, many, session, qtbot):
    panel = show(NetworkPanel, many)
    lane = panel.scene.lanes[2]
    at = panel.view.mapFromScene(lane.sceneBoundingRect().center())
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.selected == lane.lane.key == panel.scene.marked[0]
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert session.selected == panel.scene.lanes[3].lane.key
    # one of the folded units unfolds the tail
    session.select(many.features[by_size(many)[-1]].key)
    assert len(panel.scene.lanes) == 60
    shown = panel.scene.lane_of(session.selected)
    seen = panel.view.mapToScene(panel.view.viewport().rect()).boundingRect()
    assert seen.contains(shown.sceneBoundingRect().center())


def test_pointing_at_a_lane_says_its_weights(show, few, session, qtbot):
    panel = show(NetworkPanel, few)
    lane = panel.scene.lanes[1]
    at = panel.view.mapFromScene(lane.sceneBoundingRect().center())
    qtbot.mouseMove(panel.view.viewport(), at + QPoint(1, 0))
    qtbot.mouseMove(panel.view.viewport(), at)
    qtbot.waitUntil(lambda: session.hovered == lane.lane.key)
    words = panel.words.toolTip()
    assert "w₁" in words
    assert "b₂" in words
    assert "α" in words
    assert "◆" in words


def test_zoom_is_bounded_and_fits_again(show, few, qtbot):
    panel = show(NetworkPanel, few)
    fitted = panel.view.transform().m11()
    for _ in range(30):
        qtbot.keyClick(panel.view, Qt.Key.Key_Plus)
    assert fitted < panel.view.transform().m11() <= 4.001
    qtbot.keyClick(panel.view, Qt.Key.Key_0)
    assert panel.view.transform().m11() == pytest.approx(fitted)
    width = panel.scene.sceneRect().width() * fitted
    assert width <= panel.view.viewport().width() + 1


def test_the_work_of_laying_out_lanes_grows_with_their_number(show, few):
    work = {}
    for count in (100, 200):
        panel = show(NetworkPanel, with_units(few, count))
        panel.expanded = True
        work[count] = calls(panel._draw)
        assert len(panel.scene.lanes) == count
    assert work[200] < 2.2 * work[100]
    assert work[200] < 60 * 200


@pytest.mark.parametrize(
    "net",
    [Architecture("relu", 2), Architecture("relu", 7), Architecture("sign", 2)],
    ids=lambda net: net.describe(),
)
def test_any_depth_is_drawn(show, net):
    result = fit(smooth(), net, lam_ratio=0.1)
    panel = show(NetworkPanel, result)
    units = len(result.weights)
    assert len(panel.scene.lanes) == (units if units <= AT_FIRST + 1 else AT_FIRST)
    assert len(panel.scene.lanes[0].lane.layers) == net.layers - 1
    assert panel.scene.geometry.columns.count(None) == (net.layers > 5)
    assert not panel.grab().isNull()


def test_units_of_several_neurons_are_drawn(show):
    net = Architecture("sign", 3, widths=(3,))
    result = fit(sample("square_wave"), net, lam_ratio=0.1)
    panel = show(NetworkPanel, result)
    lane = panel.scene.lanes[0].lane
    assert len(lane.layers) == 2
    assert lane.layers[0].shape[0] >= 1
    assert lane.weights == ()
    assert not panel.grab().isNull()
    assert "neuron" in lane.numbers()


def test_lanes_share_out_all_weight(many):
    lanes = lanes_of(many, len(many.weights))
    assert sum(lane.share for lane in lanes) == pytest.approx(1.0)
    assert [lane.rank for lane in lanes] == list(range(60))


def test_a_mirrored_half_is_the_side_of_the_mirror_point(few):
    for feature in few.features:
        half = mirrored_half(feature, -1e9, 1e9)
        mirrors = [k.position for k in feature.kinks if k.mirror]
        assert (half is None) == (not mirrors)
        if half is not None:
            assert half[0] <= mirrors[0] <= half[1]


def test_labels_are_as_large_as_all_small_type_however_narrow_the_panel(tour):
    tour.window.resize(1366, 768)
    tour.view("Network")
    view = tour.find("networkView")
    tour.until(lambda: view.transform().m11() < 0.95)
    least = QFontMetricsF(themes.font(themes.SMALL)).tightBoundingRect("0").height()

    def numbers():
        texts = [each for each in painted(tour.window) if each.widget is view.viewport()]
        return [each for each in texts if each.text[-1].isdigit()]

    tour.until(numbers)
    assert len(numbers()) > 3
    for each in numbers():
        assert each.ink.height() >= 0.95 * least, each.text
    assert not list(faults(view.window(), set()))
    weights = {formatting.short(w) for lane in tour.session.result.network.weights for w in lane}
    assert {each.text for each in numbers()} & weights
    for _ in range(4):  # zoomed out by hand all is smaller, and lanes do not write on each other
        tour.key(Qt.Key.Key_Minus, on="networkView")
    tour.until(numbers)
    assert not [each for each in faults(view.window(), set()) if "over each other" in each]


@pytest.mark.parametrize("weight", [0.92, -0.2012, -0.00809, 123.4, 1e-12])
def test_a_label_is_the_weight_or_nothing(qapp, weight):
    metrics = QFontMetrics(themes.font(themes.SMALL))
    whole = formatting.short(weight)
    room = metrics.horizontalAdvance(whole)
    assert label(weight, metrics, room) == whole
    assert label(weight, metrics, room - 1) == ""


def test_a_drawing_made_large_while_hidden_begins_at_its_top(tour):
    """Qt scales about the centre of a view unless it is told not to."""
    window = tour.window
    tour.session.set_lam_ratio(0.02)
    tour.settle()
    tour.view("Network")
    bar = next(v for v in window.views if v.title == "Network").view.verticalScrollBar()
    tour.until(lambda: bar.maximum() > 0)
    tour.view("Weights")
    window.set_large(True)
    tour.view("Network")
    tour.until(lambda: bar.maximum() > 150)
    assert bar.value() == 0
