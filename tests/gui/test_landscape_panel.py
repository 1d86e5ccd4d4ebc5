"""The landscape: what it says about other optimal networks is what the engine finds."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from mirrors_engine import Architecture, Signal
from mirrors_engine import landscape as engine
from mirrors_engine.errors import Cancelled
from mirrors_engine.progress import Progress
from mirrors_engine.signals import sample
from mirrors_gui.compute.analyses import BAND, FORMS, LANDSCAPE, OTHERS, RANGES
from mirrors_gui.gallery.panel import Gallery
from mirrors_gui.headless import pause, wait
from mirrors_gui.model.answer_analyses import IDLE_MS
from mirrors_gui.model.presets import PRESETS
from mirrors_gui.panels.certificate.closed_forms import difference, values
from mirrors_gui.panels.fit.plot import FitPlot
from mirrors_gui.panels.landscape.panel import LandscapePanel, other_words
from mirrors_gui.panels.landscape.table_model import KINKS, PAYLOAD, RANGE, WEIGHT

MANY, TWO = PRESETS[-2:]


def ask(session, signal, architecture, ratio):
    session.set_signal(signal)
    session.set_architecture(architecture)
    session.set_lam_ratio(ratio)
    assert wait(lambda: session.result is not None and not session.busy)


def looked(session, *names):
    assert wait(lambda: all(session.analyses.get(n) is not None for n in names))


@pytest.fixture
def panel(show):
    return show(LandscapePanel, size=(400, 640))


@pytest.fixture
def many(panel, session):
    MANY.open(session)
    looked(session, LANDSCAPE, RANGES, FORMS, BAND)
    return panel


def test_it_says_how_many_networks_are_optimal(many, session):
    land = session.analyses.get(LANDSCAPE).value
    assert land.dimension == 37  # 45, were two names of one function two features
    assert many.headline.text() == "Many optimal networks: 37 ways to move"
    assert many.facts.text().startswith("42 features reach the threshold")
    assert "146 % of the data's range" in many.facts.text()
    assert many.another.isEnabled()


def test_the_table_holds_every_equally_good_feature_and_its_range(many, session):
    land, ranges = session.analyses.get(LANDSCAPE).value, session.analyses.get(RANGES).value
    model = many.model
    assert model.rowCount() == len(land.features)
    assert {model._rows[r] for r in range(model.rowCount())} == set(range(len(land.features)))
    largest = np.abs(ranges).max()
    for row, j in enumerate(model._rows):
        low, high, now = model.index(row, RANGE).data(PAYLOAD)
        assert (low * largest, high * largest) == pytest.approx(tuple(ranges[j]))
        assert low - 1e-9 <= now <= high + 1e-9
        text = model.index(row, WEIGHT).data()
        assert (text == "–") == (land.weights[j] == 0)
        assert "◆" in model.index(row, KINKS).data()


def test_a_row_in_use_selects_and_follows(many, session):
    model = many.model
    used = [r for r in range(model.rowCount()) if model.key(r) is not None]
    unused = [r for r in range(model.rowCount()) if model.key(r) is None]
    many.table.selectRow(used[1])
    assert session.selected == model.key(used[1])
    session.select(model.key(used[0]))
    assert many.table.currentIndex().row() == used[0]
    many.table.selectRow(unused[0])
    assert session.selected is None


def test_another_network_is_as_good_and_drawn(many, session, qtbot):
    plot = FitPlot()
    qtbot.addWidget(plot)
    plot.bind(session)
    many.another.click()
    looked(session, OTHERS)
    others = session.analyses.get(OTHERS).value
    assert session.analyses.other is others[0]
    assert others[0].objective == pytest.approx(session.result.objective, rel=1e-9)
    assert others[0].certified and "✓" in many.words.text()
    x, y = plot.band.other.getData()
    np.testing.assert_allclose(np.interp(3.7, x, y), others[0].predict(3.7))
    many.another.click()
    assert session.analyses.other is others[1]
    for _ in range(len(others)):
        many.another.click()
    assert session.analyses.other is others[1]
    many.hide_other.click()
    assert session.analyses.other is None
    assert plot.band.other.getData()[0] is None or not len(plot.band.other.getData()[0])
    many.another.click()
    session.set_lam_ratio(0.5)
    assert wait(lambda: not session.busy)
    assert session.analyses.other is None


def test_a_unique_network_is_said_to_be_the_only_one(panel, session):
    ask(session, sample("nile"), Architecture("relu", 2), 0.05)
    looked(session, LANDSCAPE)
    assert "only optimal one" in panel.headline.text()
    assert not panel.another.isEnabled()


def test_a_landscape_that_is_not_computed_says_why(panel, session, monkeypatch):
    monkeypatch.setattr(engine, "MAX_FEATURES", 3)
    MANY.open(session)
    looked(session, LANDSCAPE, RANGES)
    assert "not known" in panel.headline.text()
    assert "more than the 3" in panel.facts.text()
    assert panel.table.isHidden() and not panel.another.isEnabled()


def test_empty_and_constant_invite(panel, session):
    assert "Load a signal" in panel.invitation
    ask(session, sample("nile"), Architecture("abs", 3), 1.0)
    assert "constant" in panel.invitation


def test_closed_forms_stand_beside_the_solvers_values(panel, session):
    ask(session, sample("paper_six"), Architecture("relu", 3), 0.01)
    looked(session, FORMS)
    assert wait(lambda: panel.forms.isVisible())
    forms = session.analyses.get(FORMS).value
    texts = [w.text() for w in panel.forms.findChildren(QLabel)]
    for form in forms:
        assert form.statement in texts and values(form) in texts and difference(form) in texts
    norm = next(f for f in forms if f.name == "norm")
    assert norm.difference < 1e-9 and "solver" in values(norm)
    assert panel.forms.height() > 40
    ask(session, sample("nile"), Architecture("abs", 3), 0.05)
    looked(session, FORMS)
    assert wait(lambda: panel.forms.isHidden())


def test_nothing_is_computed_while_nobody_looks(session, qtbot, settled):
    session.analyses.set_band_wanted(False)
    hidden = LandscapePanel()
    qtbot.addWidget(hidden)
    hidden.bind(session)
    MANY.open(session)
    settled(session)
    pause(2 * IDLE_MS / 1000)
    assert session.analyses.get(LANDSCAPE) is None
    assert not hidden.band.isChecked()
    hidden.show()
    looked(session, LANDSCAPE)


# the band


@pytest.fixture
def plot(session, qtbot):
    made = FitPlot()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.bind(session)
    made.show()
    return made


def test_the_band_comes_when_the_fit_settles_and_goes_when_it_changes(plot, session):
    MANY.open(session)
    assert wait(lambda: not session.busy)
    assert not plot.band.drawn
    looked(session, BAND)
    assert plot.band.drawn
    t, high = plot.band.high.getData()
    band = session.analyses.get(BAND).value
    np.testing.assert_array_equal(t, band.t)
    np.testing.assert_array_equal(high, band.high)
    drawn = []
    session.resultChanged.connect(lambda _: drawn.append(plot.band.drawn))
    session.set_lam_ratio(0.05)
    assert wait(lambda: drawn)
    assert not plot.band.drawn and session.analyses.get(BAND) is None


def test_the_band_can_be_switched_off_and_on(many, plot, session):
    assert wait(lambda: session.analyses.get(BAND) is not None)
    plot.band._draw()
    assert plot.band.drawn
    many.band.click()
    assert not plot.band.drawn and many.save_state() == {"band": False}
    many.restore_state({"band": True})
    assert plot.band.drawn


def test_the_band_follows_the_theme(plot, session, qtbot):
    for name in ("light", "dark"):
        with qtbot.waitSignal(session.appearance.changed):
            session.appearance.set_theme(name)
        color = plot.band.fill.brush().color()
        assert color.alphaF() == pytest.approx(session.appearance.theme.band_alpha, abs=0.01)
        assert color.name() == session.appearance.theme.color("function").name()


def test_no_band_where_the_function_is_unique(plot, session):
    ask(session, sample("nile"), Architecture("relu", 2), 0.05)
    looked(session, BAND)
    assert not plot.band.drawn


class Endless:
    """A look that only its monitor ends.

    Attributes
    ----------
    inside, stopped : Event
        It has begun, and it was told to stop.
    """

    def __init__(self) -> None:
        self.inside, self.stopped = threading.Event(), threading.Event()

    def __call__(self, *_args, monitor, **_options):
        try:
            while True:
                self.inside.set()
                monitor(Progress("waiting"))
                self.stopped.wait(0.01)  # lets others run
        except Cancelled:
            self.stopped.set()
            raise


def test_a_new_question_interrupts_a_long_look(panel, session, monkeypatch):
    band = Endless()
    monkeypatch.setattr(engine.Landscape, "band", band)
    MANY.open(session)
    looked(session, LANDSCAPE)
    assert wait(band.inside.is_set)
    assert not band.stopped.is_set()
    session.set_lam_ratio(0.3)
    assert wait(lambda: not session.busy and session.result.lam_ratio == pytest.approx(0.3))
    assert band.stopped.is_set()
    looked(session, LANDSCAPE, RANGES)  # the band lets them pass


def test_cancel_stops_looks_and_says_so(panel, session, monkeypatch):
    ranges = Endless()
    monkeypatch.setattr(engine.Landscape, "weight_ranges", lambda _, m: ranges(monitor=m))
    MANY.open(session)
    looked(session, LANDSCAPE)
    assert wait(ranges.inside.is_set)
    session.cancel()
    assert "Stopped" in session.analyses.get(RANGES).note
    assert wait(ranges.stopped.is_set)


# presets


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.title)
def test_presets_open_from_the_gallery(shared_window, settled, preset):
    shared_window.show_gallery()
    gallery = shared_window.findChild(Gallery)
    row = next(
        r for r in range(gallery.list.count()) if gallery.list.item(r).text() == preset.title
    )
    gallery.list.setCurrentRow(row)
    assert gallery.about.text() == preset.description
    gallery.choose.click()
    settled(shared_window.session)
    result = shared_window.session.result
    assert result.architecture == preset.architecture and result.certified
    assert result.lam_ratio == pytest.approx(preset.lam_ratio)


def test_the_two_networks_of_the_preset_have_one_norm(session, settled):
    TWO.open(session)
    settled(session)
    result = session.result
    assert np.abs(result.weights).sum() == pytest.approx(1, abs=1e-2)
    ramp = np.clip(np.array([0, 4, 5, 7, 10, 11]) - 5, 0, 3)
    np.testing.assert_allclose(ramp, result.signal.y)


def test_the_network_outside_the_dictionary_is_drawn(window, settled, qtbot):
    from PySide6.QtWidgets import QPushButton

    TWO.open(window.session)
    settled(window.session)
    button = window.findChild(QPushButton, "outsideNetworkButton")
    qtbot.waitUntil(button.isVisible)
    button.click()
    analyses = window.session.analyses
    qtbot.waitUntil(lambda: analyses.other is not None)
    assert [f.parameters["end"] for f in analyses.other.features] == pytest.approx([8])
    x, y = window.fit.band.other.getData()
    np.testing.assert_allclose(np.interp([6.0, 8.0, 9.5], x, y), [1, 3, 3], atol=1e-9)


def test_controls_have_names_and_tips(panel):
    for control in (*panel.findChildren(QAbstractButton), panel.table):
        if not control.objectName().startswith("qt_"):
            assert control.objectName() and control.accessibleName() and control.toolTip()
    assert panel.objectName() == "landscapePanel"


def test_the_norm_is_spoken_of_at_lambda_zero():
    from mirrors_engine import fit

    x = np.array([0.0, 4, 5, 7, 10, 11])
    result = fit(Signal(x, np.array([0.0, 0, 0, 2, 3, 3])), Architecture("relu", 3), lam=0)
    assert "same norm 1" in other_words(result)
