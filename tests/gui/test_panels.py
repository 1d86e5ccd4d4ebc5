"""The views at the right: what they say is the result, and they all point at the same neuron."""

from __future__ import annotations

import dataclasses
import time

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from mirrors_engine import Architecture, Signal, fit, path
from mirrors_engine.dictionaries import build_dictionary
from mirrors_engine.signals import sample
from mirrors_gui import theme as themes
from mirrors_gui.panels import certificate_lines, curves, wording
from mirrors_gui.panels.certificate import CertificatePanel
from mirrors_gui.panels.features import FeaturesPanel
from mirrors_gui.panels.features_model import KINKS, MEANING, RANK, WEIGHT
from mirrors_gui.panels.network import AT_FIRST, NetworkPanel
from mirrors_gui.panels.network_lanes import lanes_of, mirrored_half
from mirrors_gui.panels.path import PathPanel, rooted, unrooted
from mirrors_gui.panels.path_features import FeatureNames
from mirrors_gui.panels.path_lines import as_lines
from mirrors_gui.panels.weights import WeightsPanel, main_kink
from mirrors_gui.worker import PathPoint

PANELS = (FeaturesPanel, WeightsPanel, PathPanel, NetworkPanel, CertificatePanel)
ABS = Architecture("abs", 3)


def smooth(n: int = 40) -> Signal:
    rng = np.random.default_rng(3)
    x = np.linspace(0, 10, n)
    return Signal(x, np.sin(x) + 0.1 * rng.normal(size=n), x_name="depth", y_name="speed")


@pytest.fixture(scope="module")
def few():
    """A result of a handful of neurons with mirror points."""
    return fit(smooth(), ABS, lam_ratio=0.05)


@pytest.fixture(scope="module")
def many(few):
    """The same with 60 units, as though they were optimal."""
    return with_units(few, 60)


def with_units(result, count):
    """`result` with `count` random features and weights: enough to be drawn."""
    rng = np.random.default_rng(0)
    n = len(result.signal)
    drawn = np.arange(n * n)
    rng.shuffle(drawn)
    pairs = [(0, 0, int(p // n), int(p % n)) for p in drawn if p // n != p % n][:count]
    dictionary = build_dictionary(result.architecture, result.signal.x)
    features = tuple(dictionary.feature(key) for key in sorted(pairs))
    weights = np.linspace(1.0, 2.0, count) * np.where(rng.random(count) < 0.5, -1, 1)
    rng.shuffle(weights)
    return dataclasses.replace(result, features=features, weights=weights)


def answer(session, result):
    """Put a result into the session, without its worker."""
    session.signal = None if result is None else result.signal
    if result is not None:
        session.architecture = result.architecture
    session.result = result
    session.resultChanged.emit(result)


@pytest.fixture
def show(session, qtbot):
    """Show a panel on a result, 420 px wide."""

    def make(kind, result=None):
        answer(session, result)
        panel = kind()
        qtbot.addWidget(panel)
        panel.resize(420, 700)
        panel.bind(session)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return make


def click(qtbot, plot, x, y):
    """Click at a point of a plot given in its own coordinates."""
    qtbot.wait(20)  # the layout of axes settles
    at = plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(x, y)))
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)


def by_size(result):
    return np.argsort(-np.abs(result.weights), kind="stable")


# words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (-1.5, "−1.5"),
        (3e-15, "3·10⁻¹⁵"),
        (100.0, "100"),
        (871324.7855, "871\u202f325"),
        (-12345.0, "−12\u202f345"),
        (float("nan"), "–"),
    ],
)
def test_numbers_are_typeset(value, text):
    assert wording.number(value) == text


def test_counts_are_grouped_and_never_overflow():
    assert wording.count(1498500) == "1\u202f498\u202f500"
    assert wording.count(10**50) == "1.0·10⁵⁰"
    assert wording.count(10**400) == "1·10⁴⁰⁰"


def test_days_are_dates():
    assert wording.date(0.0) == "1970-01-01"
    assert wording.date(-1.0) == "1969-12-31"
    assert wording.date(0.5, span=10) == "1970-01-01 12:00"


# curves


@pytest.mark.parametrize(
    "net",
    [ABS, Architecture("abs", 2), Architecture("relu", 4), Architecture("symmetrized", 3)],
    ids=lambda net: net.describe(),
)
def test_contributions_and_constant_add_up_to_the_fit(net):
    result = fit(smooth(), net, lam_ratio=0.05)
    low, high = curves.data_range(result.signal.x)
    t, values = curves.contributions(result.features, result.weights, low, high)
    at = np.linspace(low, high, 301)
    total = result.intercept + sum(np.interp(at, a, b) for a, b in zip(t, values, strict=True))
    np.testing.assert_allclose(total, result.predict(at), atol=1e-9)


def test_steps_are_drawn_vertical():
    result = fit(smooth(), Architecture("sign", 2), lam_ratio=0.1)
    t, values = curves.contributions(result.features, result.weights, 0.0, 10.0)
    jumps = np.abs(np.diff(values)) > 0
    assert jumps.sum() == len(result.features)
    assert np.diff(t)[jumps].max() < 1e-12


def test_a_mirrored_half_is_the_side_of_the_mirror_point(few):
    for feature in few.features:
        half = mirrored_half(feature, -1e9, 1e9)
        mirrors = [k.position for k in feature.kinks if k.mirror]
        assert (half is None) == (not mirrors)
        if half is not None:
            assert half[0] <= mirrors[0] <= half[1]


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


def test_sorting_keeps_the_selection(show, few, session):
    panel = show(FeaturesPanel, few)
    key = few.features[by_size(few)[2]].key
    session.select(key)
    panel.table.sortByColumn(RANK, Qt.SortOrder.DescendingOrder)
    assert panel.model.key(0) == few.features[by_size(few)[-1]].key
    assert panel.model.key(panel.table.currentIndex().row()) == key
    panel.table.sortByColumn(MEANING, Qt.SortOrder.AscendingOrder)
    texts = [panel.model.index(r, MEANING).data() for r in range(panel.model.rowCount())]
    assert texts == sorted(texts)
    assert session.selected == key


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


def test_thousands_of_rows_do_not_stall(show, session, few):
    n = 200
    signal = smooth(n)
    result = with_units(dataclasses.replace(few, signal=signal), 5000)
    panel = show(FeaturesPanel, result)
    started = time.perf_counter()
    answer(session, result)
    assert time.perf_counter() - started < 0.5
    assert panel.model.rowCount() == 5000


def test_dates_are_shown_as_dates(show):
    days = np.arange(0, 3650, 90.0)
    signal = Signal(days, np.sin(days / 400), x_is_time=True, x_name="day")
    result = fit(signal, Architecture("relu", 3), lam_ratio=0.1)
    panel = show(FeaturesPanel, result)
    assert "19" in panel.model.index(0, KINKS).data()
    assert panel.model.index(0, KINKS).data().count("-") >= 2
    assert type(panel.plot.getAxis("bottom")).__name__ == "TimeAxis"


# weights


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


# path


@pytest.fixture(scope="module")
def points(few):
    return tuple(
        PathPoint(
            r.lam_ratio, len(r.weights), tuple(f.key for f in r.features), np.asarray(r.weights)
        )
        for r in path(few.signal, few.architecture, n=20)
    )


def test_lines_of_the_path_are_the_weights(points):
    keys, x, z = as_lines(points)
    assert len(x) == len(points)
    for p, point in enumerate(points):
        shown = {keys[i]: z[i, p] for i in np.flatnonzero(z[:, p])}
        assert shown == {k: w for k, w in zip(point.keys, point.weights, strict=True) if w}


def test_the_root_scale_is_inverted_by_its_labels():
    for z in (-7.0, 0.0, 0.3, 120.0):
        assert unrooted(float(rooted(np.array(z)))) == pytest.approx(z)


def test_the_path_grows_and_takes_lambda_where_it_is_clicked(show, few, points, session, qtbot):
    panel = show(PathPanel, few)
    assert "being followed" in panel.invitation
    session.path, session.path_complete = points[:8], False
    session.pathChanged.emit(session.path)
    assert panel.invitation == ""
    assert "so far" in panel.words.text()
    session.path, session.path_complete = points, True
    session.pathChanged.emit(session.path)
    assert "so far" not in panel.words.text()
    asked = []
    session.lamChanged.connect(asked.append)
    click(qtbot, panel.plot, 2.0, panel.plot.viewRange()[1][1] * 0.95)
    assert asked == [pytest.approx(0.01, rel=0.05)]
    assert panel._now.value() == pytest.approx(2.0, abs=0.03)


def test_the_selected_neuron_stands_out_on_the_path(show, few, points, session):
    session.path, session.path_complete = points, True
    panel = show(PathPanel, few)
    key = points[-1].keys[0]
    session.select(key)
    _, y = panel._selected.getData()
    np.testing.assert_allclose(y[-1], rooted(points[-1].weights[0]))
    assert "enters at" in panel.words.toolTip()


# network


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


def test_two_hundred_lanes_are_laid_out_at_once(show, few):
    result = with_units(few, 200)
    panel = show(NetworkPanel, result)
    panel.expanded = True
    times = []
    for _ in range(5):
        started = time.perf_counter()
        panel._draw()
        times.append(time.perf_counter() - started)
    assert len(panel.scene.lanes) == 200
    assert min(times) < 0.05


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
    lanes = lanes_of(many)
    assert sum(lane.share for lane in lanes) == pytest.approx(1.0)
    assert [lane.rank for lane in lanes] == list(range(60))


# certificate


def test_a_certified_result_says_so(show, few):
    panel = show(CertificatePanel, few)
    assert panel.icon.text() == "✓"
    assert panel.headline.text() == "Certified"
    assert "No network of this kind does better" in panel.subline.text()
    values = {key: widget.text() for key, widget in panel.values.items()}
    assert values["primal"] == values["network"]
    assert values["size"] == wording.count(few.dictionary_size)
    assert values["neurons"] == str(len(few.weights))
    assert "…" not in values.values()


def test_a_result_that_is_not_certified_says_so(show, few, session):
    panel = show(CertificatePanel, few)
    loose = dataclasses.replace(few.certificate, dual=0.9 * few.certificate.primal)
    answer(session, dataclasses.replace(few, certificate=loose))
    assert panel.icon.text() == "!"
    assert panel.headline.text() == "Not certified"
    assert panel.headline.property("role") == "uncertified"
    assert panel.values["gap"].text() == "10 %"
    assert "not ruled out" in panel.subline.text()


def test_the_certificate_can_be_copied(show, few, qtbot):
    panel = show(CertificatePanel, few)
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text == panel.text()
    assert text.startswith("✓ Certified")
    assert f"Objective: {panel.values['primal'].text()}" in text


def test_a_large_network_is_evaluated_in_turns(show, few, qtbot, monkeypatch):
    monkeypatch.setattr(certificate_lines, "AT_ONCE", 0)
    panel = show(CertificatePanel, few)
    assert panel.values["network"].text() == "…"
    qtbot.waitUntil(lambda: panel.values["network"].text() != "…")
    assert panel.values["network"].text() == panel.values["primal"].text()


# all of them


def test_a_hidden_panel_draws_nothing(session, few, qtbot):
    calls = []

    class Counting(WeightsPanel):
        def _draw(self) -> None:
            calls.append(None)
            super()._draw()

    answer(session, few)
    panel = Counting()
    qtbot.addWidget(panel)
    panel.bind(session)
    for _ in range(5):
        answer(session, few)
    assert calls == []
    panel.show()
    assert len(calls) == 1


@pytest.mark.parametrize("kind", PANELS)
def test_an_empty_panel_invites(show, session, few, kind):
    panel = show(kind)
    assert panel.invitation.startswith("Load a signal to see")
    answer(session, few)
    if kind is not PathPanel:
        assert panel.invitation == ""
    answer(session, None)
    assert panel.invitation.startswith("Load a signal to see")


@pytest.mark.parametrize("kind", [FeaturesPanel, WeightsPanel, NetworkPanel, CertificatePanel])
def test_a_constant_network_is_no_error(show, kind):
    constant = fit(smooth(), ABS, lam_ratio=1.0)
    assert len(constant.weights) == 0
    panel = show(kind, constant)
    if kind is CertificatePanel:
        assert panel.values["neurons"].text() == "0"
    else:
        assert "constant" in panel.invitation


@pytest.mark.parametrize("kind", PANELS)
def test_a_theme_change_repaints_at_once(show, few, points, session, kind):
    session.path, session.path_complete = points, True
    panel = show(kind, few)
    session.select(few.features[0].key)
    session.theme = themes.DARK
    session.themeChanged.emit(session.theme)
    dark = QColor(themes.DARK.raised)
    plots = panel.findChildren(pg.PlotWidget)
    for plot in plots:
        assert plot.backgroundBrush().color() == dark
    if kind is NetworkPanel:
        assert panel.view.backgroundBrush().color() == dark
    if kind is CertificatePanel:
        assert themes.DARK.certified in panel.icon.styleSheet()
    assert not panel.grab().isNull()


@pytest.mark.parametrize("kind", PANELS)
def test_every_control_is_named(show, few, kind):
    panel = show(kind, few)
    names = {
        FeaturesPanel: {"featuresPlot", "featuresTable"},
        WeightsPanel: {"weightsPlot", "weightsPlaceBox"},
        PathPanel: {"pathPlot"},
        NetworkPanel: {"networkView"},
        CertificatePanel: {"copyCertificateButton"},
    }[kind]
    for name in names:
        widget = panel.findChild(QWidget, name)
        assert widget is not None
        assert widget.accessibleName()
        assert widget.toolTip()
    for control in (*panel.findChildren(QAbstractButton), *panel.findChildren(QComboBox)):
        if control.isVisible() and type(control).__module__.startswith("mirrors"):
            assert control.accessibleName()
    if kind is CertificatePanel:
        assert panel.objectName() == "certificatePanel"


@pytest.mark.parametrize("kind", PANELS)
def test_state_comes_back(show, few, kind):
    panel = show(kind, few)
    state = panel.save_state()
    panel.restore_state(state)
    panel.restore_state({"split": 3, "sort": "x", "place": None, "expanded": 1, "other": []})
    assert panel.save_state().keys() == state.keys()


def test_names_along_the_path_never_enumerate_a_family(session, monkeypatch):
    """Five layers list their units to price them: naming one in the window must not."""
    signal = Signal(np.arange(5.0), np.array([0.0, 1.0, 0.0, 2.0, 1.0]))
    deep = fit(signal, Architecture("abs", 5), lam_ratio=0.1)
    answer(session, deep)

    def enumerate_them(*_):
        raise AssertionError("listed in the window's thread")

    monkeypatch.setattr("mirrors_engine.dictionaries.deep_folds.DeepFolds.listed", enumerate_them)
    names = FeatureNames()
    key = deep.features[0].key
    assert names.feature(session, key) is deep.features[0]
    assert names.feature(session, (*key[:-1], 10**6)) is None


def test_a_drawing_that_fails_as_its_view_is_turned_to_is_told_and_kills_nothing(
    session, qtbot, settled, monkeypatch
):
    told = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: told.append(error))
    session.set_signal(sample("paper_six"))
    settled(session)
    panel = FeaturesPanel()
    qtbot.addWidget(panel)
    panel.bind(session)

    def broken() -> None:
        raise ValueError("a bug while it is drawn")

    panel.due(broken)
    panel.show()
    assert [str(error) for error in told] == ["a bug while it is drawn"]


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
    session.set_theme("dark")  # while the table still has the neurons of the smaller λ
    panel.show()  # what is due is drawn now
    assert panel.invitation
