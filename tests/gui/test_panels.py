"""The views at the right: what they say is the result, and they all point at the same neuron."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyqtgraph as pg
import pytest
from answers import ABS, answer, calls, click, smooth
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from mirrors_engine import Architecture, Signal, fit, path
from mirrors_engine.homotopy import Event
from mirrors_engine.progress import silent
from mirrors_engine.signals import sample
from mirrors_gui.compute import path_lines as path_lines_module
from mirrors_gui.compute.analyses import LINES
from mirrors_gui.compute.messages import AnalysisRequest, AnalysisResult
from mirrors_gui.compute.path_lines import lines_of, path_lines
from mirrors_gui.compute.problem_cache import PathPoint
from mirrors_gui.panels.certificate import lines as certificate_lines
from mirrors_gui.panels.certificate.panel import CertificatePanel
from mirrors_gui.panels.common import curves
from mirrors_gui.panels.features.panel import FeaturesPanel
from mirrors_gui.panels.network.panel import NetworkPanel
from mirrors_gui.panels.path.features import FeatureNames
from mirrors_gui.panels.path.panel import PathPanel, rooted, unrooted
from mirrors_gui.panels.weights import WeightsPanel
from mirrors_gui.style import theme as themes
from mirrors_gui.text import formatting

PANELS = (FeaturesPanel, WeightsPanel, PathPanel, NetworkPanel, CertificatePanel)


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
    assert formatting.number(value) == text


def test_counts_are_grouped_and_never_overflow():
    assert formatting.count(1498500) == "1\u202f498\u202f500"
    assert formatting.count(10**50) == "1.0·10⁵⁰"
    assert formatting.count(10**400) == "1·10⁴⁰⁰"


def test_days_are_dates():
    assert formatting.date(0.0) == "1970-01-01"
    assert formatting.date(-1.0) == "1969-12-31"
    assert formatting.date(0.5, span=10) == "1970-01-01 12:00"


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


# path


@pytest.fixture(scope="module")
def points(few):
    return tuple(
        PathPoint(r.lam_ratio, len(r.weights), r.features.keys, np.asarray(r.weights))
        for r in path(few.signal, few.architecture, n=20)
    )


def test_lines_of_the_path_are_the_weights(points):
    lines = lines_of(points, points, (1.0, 1e-4), 0)
    keys, x, z = lines.keys, lines.x, lines.z
    assert len(x) == len(points)
    for p, point in enumerate(points):
        shown = {keys[i]: z[i, p] for i in np.flatnonzero(z[:, p])}
        pairs = zip(map(tuple, point.keys.tolist()), point.weights, strict=True)
        assert shown == {k: w for k, w in pairs if w}


def test_of_more_neurons_than_can_be_drawn_the_strongest_are(monkeypatch):
    rng = np.random.default_rng(0)
    every = np.unique(rng.integers(0, 60, (900, 2)), axis=0)
    some = [np.sort(rng.choice(len(every), 300 + 100 * k, replace=False)) for k in range(4)]
    points = tuple(
        PathPoint(10.0**-k, len(rows), every[rows], rng.standard_normal(len(rows)))
        for k, rows in enumerate(some)
    )
    lines = lines_of(points, points, (1.0, 1e-3), 0)
    full = np.zeros((len(every), 4))
    for k, (rows, point) in enumerate(zip(some, points, strict=True)):
        full[rows, k] = point.weights
    peaks = np.abs(full).max(axis=1)
    strongest = np.sort(np.argsort(-peaks)[: path_lines_module.MOST])
    assert lines.keys == tuple(map(tuple, every[strongest].tolist()))
    np.testing.assert_array_equal(lines.z, full[strongest])
    assert lines.neurons >= 600


def lines_arrive(session, panel):
    """What the worker computes for the part in view."""
    found = next(path_lines(session.path, panel.part, False, None, None, silent))
    session.analyses.receive(AnalysisResult(AnalysisRequest(None, None, LINES), found))


def test_the_root_scale_is_inverted_by_its_labels():
    for z in (-7.0, 0.0, 0.3, 120.0):
        assert unrooted(float(rooted(np.array(z)))) == pytest.approx(z)


def test_the_path_grows_and_takes_lambda_where_it_is_clicked(show, few, points, session, qtbot):
    panel = show(PathPanel, few)
    assert "being followed" in panel.invitation
    session.path, session.path_complete = points[:8], False
    session.pathChanged.emit(session.path)
    lines_arrive(session, panel)
    assert panel.invitation == ""
    assert "so far" in panel.words.text()
    session.path, session.path_complete = points, True
    session.pathChanged.emit(session.path)
    lines_arrive(session, panel)
    assert "so far" not in panel.words.text()
    assert "coarse" not in panel.words.text()
    # what is known to lie between two λ only is said to be so
    session.path_events = (Event(0.1, 0.1, "birth", ((0, 1),), (), width=0.2),)
    session.pathChanged.emit(session.path)
    assert panel.words.text().startswith("In use at the λ that were solved: ")
    assert "The path is coarse: between 1 of these λ" in panel.words.text()
    session.path_events = ()
    asked = []
    session.lamChanged.connect(asked.append)
    click(qtbot, panel.plot, 2.0, panel.plot.viewRange()[1][1] * 0.95)
    assert asked == [pytest.approx(0.01, rel=0.05)]
    assert panel._now.value() == pytest.approx(2.0, abs=0.03)


def test_the_selected_neuron_stands_out_on_the_path(show, few, points, session):
    session.path, session.path_complete = points, True
    panel = show(PathPanel, few)
    lines_arrive(session, panel)
    key = tuple(points[-1].keys[0].tolist())
    session.select(key)
    _, y = panel._selected.getData()
    np.testing.assert_allclose(y[-1], rooted(points[-1].weights[0]))
    assert "enters at" in panel.words.toolTip()


def test_names_along_the_path_never_enumerate_a_family(session, monkeypatch):
    """Five layers list their units to price them: naming one in the window must not."""
    signal = Signal(np.arange(5.0), np.array([0.0, 1.0, 0.0, 2.0, 1.0]))
    deep = fit(signal, Architecture("abs", 5), lam_ratio=0.1)
    answer(session, deep)

    def enumerate_them(*_):
        raise AssertionError("listed in the window's thread")

    monkeypatch.setattr(
        "mirrors_engine.dictionaries.reflections.folds.Folds.listed", enumerate_them
    )
    names = FeatureNames()
    key = deep.features[0].key
    found = names.feature(session, key)
    assert (found.key, found.kinks) == (key, deep.features[0].kinks)
    assert names.feature(session, key) is found
    assert names.feature(session, (*key[:-1], 10**6)) is None


# certificate


def test_a_certified_result_says_so(show, few):
    panel = show(CertificatePanel, few)
    assert panel.icon.text() == "✓"
    assert panel.headline.text() == "Certified"
    assert "No network of this kind does better" in panel.subline.text()
    values = {key: widget.text() for key, widget in panel.values.items()}
    assert values["primal"] == values["network"]
    assert values["size"] == formatting.count(few.dictionary_size)
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


def test_weights_that_are_not_chosen_are_called_the_solver_s(show, few, session):
    panel = show(CertificatePanel, dataclasses.replace(few, unique=None, canonical=False))
    assert panel.values["unique"].text() == "as the solver found them"
    answer(session, dataclasses.replace(few, unique=None, canonical=True))
    assert panel.values["unique"].text() == "not known"
    answer(session, dataclasses.replace(few, unique=False, canonical=True))
    assert panel.values["unique"].text() == "one optimal choice of many"


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


def test_a_hidden_panel_takes_a_theme_when_it_is_shown(show, session, few):
    panel = show(WeightsPanel, few)
    panel.hide()
    for theme in (themes.DARK, themes.LIGHT, themes.DARK):
        session.appearance.theme = theme
        assert calls(lambda theme=theme: session.appearance.changed.emit(theme)) < 100
    assert panel.plot.backgroundBrush().color() == QColor(themes.LIGHT.raised)
    panel.show()
    assert panel.plot.backgroundBrush().color() == QColor(themes.DARK.raised)


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
    session.appearance.theme = themes.DARK
    session.appearance.changed.emit(session.appearance.theme)
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
