"""The Training tab by clicks: starting, stopping, what it says, and for which question."""

from __future__ import annotations

import json
import threading

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from mirrors_engine import Architecture, Signal
from mirrors_engine.training import Landmarks, TrainingSettings, train
from mirrors_gui.compute.training import FLOOR, view_of
from mirrors_gui.panels.training.panel import TrainingPanel

SIX = Signal([0, 4, 5, 7, 10, 11], [0, 0, 0, 2, 3, 3], name="six")


@pytest.fixture
def panel(session, qtbot, settled):
    """The panel on the paper's six points, shown."""
    session.set_signal(SIX)
    settled(session)
    made = TrainingPanel()
    qtbot.addWidget(made)
    made.resize(400, 760)
    made.bind(session)
    made.show()
    qtbot.waitExposed(made)
    return made


def choose(box, key):
    box.setCurrentIndex(box.findData(key))


def press(qtbot, panel):
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)


def run(qtbot, panel, **values):
    """Set some of the boxes, press Train, wait for the end."""
    panel.restore_state({"starts": 4, "steps": 100, **values})
    press(qtbot, panel)
    trainer = panel.session.training
    assert trainer.running
    assert panel.button.text() == "Stop"
    qtbot.waitUntil(lambda: not trainer.running)
    assert panel.button.text() == "Train"
    return trainer.view


def line_of(item):
    """Points of a curve item, None where it is empty."""
    x, y = item.getData()
    return None if x is None or not len(x) else (np.array(x), np.array(y))


def test_an_empty_session_invites(session, qtbot):
    made = TrainingPanel()
    qtbot.addWidget(made)
    made.bind(session)
    made.show()
    assert "Load a signal" in made.invitation
    assert made.objectName() == "trainingPanel"


def test_every_control_has_a_name_and_a_tooltip(panel):
    form = panel.form
    controls = [form.network, form.method, form.units, form.starts, form.steps, form.seed]
    controls += [form.step_size, form.batch, form.from_optimum, form.draw, panel.button]
    names = [control.objectName() for control in controls]
    assert len(set(names)) == len(names)
    assert all(names)
    assert all(control.accessibleName() and control.toolTip() for control in controls)


@pytest.mark.parametrize("method", ["adam", "sgd", "lbfgs"])
def test_train_shows_the_optimum_beside_the_starts(qtbot, panel, method):
    assert panel.headline.text() == "Not trained yet"
    view = run(qtbot, panel, method=method)
    training, result = view.training, panel.session.result
    assert training.done
    assert training.result is result
    assert len(training.final) == 4
    assert panel.headline.text().startswith("Best of 4: ")
    words = panel.facts.text()
    assert "✓ certified" in words
    assert "best" in words
    assert "median" in words
    assert "worst" in words
    # the curves end where the numbers say, on a log scale with the optimum at its bottom
    x, y = line_of(panel.curves._lines)
    expected = np.log10(np.maximum(training.excess, FLOOR))
    ends = y[x == x.max()] if method != "lbfgs" else y[np.flatnonzero(np.diff(x, append=-1) < 0)]
    np.testing.assert_allclose(sorted(ends), sorted(expected), atol=1e-12)
    bars = panel.curves._histogram.opts
    assert sum(bars["x1"]) == 4
    assert panel.curves._optima[0].isVisible()
    assert panel.curves._optima[0].value() <= expected.min()
    # kinks, with the count by chance
    assert f"{view.tally.total} kink" in panel.counts.text()
    assert "by chance" in panel.counts.text()
    assert sum(len(item.data) for item in panel.kinks.marks.items) == view.tally.total


def test_a_stop_keeps_what_was_reached(qtbot, panel):
    panel.restore_state({"starts": 10, "steps": 1_000_000})
    press(qtbot, panel)
    trainer = panel.session.training
    qtbot.waitUntil(lambda: trainer.view is not None)
    press(qtbot, panel)
    assert not trainer.running
    assert panel.button.text() == "Train"
    assert not trainer.view.training.done
    assert panel.headline.text().startswith("Best of 10: ")
    qtbot.waitUntil(
        lambda: not [t for t in threading.enumerate() if t.name == "mirrors-training"],
    )


def test_another_lambda_stops_the_run_and_marks_it(qtbot, panel, settled):
    session, trainer = panel.session, panel.session.training
    panel.restore_state({"starts": 4, "steps": 1_000_000})
    press(qtbot, panel)
    qtbot.waitUntil(lambda: trainer.view is not None)
    session.set_lam_ratio(0.3)
    settled(session)
    assert not trainer.running
    assert trainer.stale
    assert panel.headline.text().startswith("Earlier question · ")
    assert "Press Train for the question on show" in panel.facts.text()
    # the same question again: the numbers belong to it again
    session.set_lam_ratio(0.02)
    settled(session)
    assert not trainer.stale
    assert panel.headline.text().startswith("Best of 4: ")
    session.set_architecture(Architecture("relu", 2))
    settled(session)
    assert trainer.stale
    session.set_signal(Signal([0.0, 1.0, 2.0], [0.0, 1.0, 0.0]))
    settled(session)
    assert trainer.view is None
    assert panel.headline.text() == "Not trained yet"


def test_from_the_optimum_it_stays(qtbot, panel):
    qtbot.mouseClick(
        panel.form.from_optimum, Qt.MouseButton.LeftButton, pos=_corner(panel.form.from_optimum)
    )
    assert panel.form.from_optimum.isChecked()
    assert not panel.form.starts.isEnabled()
    view = run(qtbot, panel, method="lbfgs")
    assert len(view.training.final) == 1
    assert panel.headline.text() == "It stays at the optimum"
    view = run(qtbot, panel, method="adam", step_size="0,02", steps=300)
    assert view.training.settings.step_size == 0.02
    assert panel.headline.text().startswith("From the optimum: strayed by up to ")


def _corner(box):
    """Where a check box answers to a click."""
    return QPoint(8, box.height() // 2)


def test_a_fully_connected_network_has_no_bound(qtbot, panel):
    choose(panel.form.network, "connected")
    assert not panel.form.from_optimum.isEnabled()
    view = run(qtbot, panel, units=6, starts=2, steps=20)
    assert view.training.connected
    assert "no bound" in panel.facts.text()
    assert not panel.curves._optima[0].isVisible()


def test_refusals_are_sentences(qtbot, panel, settled):
    panel.form.step_size.setText("fast")
    press(qtbot, panel)
    assert "“fast” is not a number" in panel.facts.text()
    assert not panel.session.training.running
    panel.form.step_size.setText("")
    panel.restore_state({"units": 5000, "starts": 1000})
    press(qtbot, panel)
    qtbot.waitUntil(lambda: "fewer units" in panel.facts.text())
    assert panel.facts.property("role") == "error"
    session = panel.session
    session.set_architecture(Architecture("sign", 2))
    settled(session)
    assert "zero gradient" in panel.facts.text()
    assert not panel.button.isEnabled()
    session.set_architecture(Architecture("abs", 3))
    settled(session)
    assert panel.button.isEnabled()


def test_settings_are_kept(qtbot, panel, session):
    choose(panel.form.method, "lbfgs")
    panel.form.units.setValue(17)
    panel.form.step_size.setText("0.5")
    panel.form.draw.setChecked(False)
    assert not session.training.drawn
    state = json.loads(json.dumps(panel.save_state()))
    other = TrainingPanel()
    qtbot.addWidget(other)
    other.restore_state(state)
    assert other.save_state() == state
    other.restore_state({"method": "newton", "units": "many", "steps": 10**12, "draw": 3})
    assert other.form.method.currentData() == "lbfgs"
    assert other.form.units.value() == 17
    assert other.form.steps.value() == 1_000_000


def test_functions_over_the_fit_plot(qtbot, window, settled):
    session = window.session
    session.set_signal(SIX)
    settled(session)
    panel = window.findChild(TrainingPanel, "trainingPanel")
    panel.restore_state({"starts": 3, "steps": 50})
    layer = window.fit_area.training
    assert not layer.drawn
    press(qtbot, panel)
    trainer = session.training
    qtbot.waitUntil(lambda: trainer.view is not None and not trainer.running)
    view = trainer.view
    best = view.training.networks[view.training.best]
    x, y = line_of(layer.best)
    np.testing.assert_allclose(y, best.forward(x), atol=1e-9)
    assert line_of(layer.functions) is not None
    qtbot.mouseClick(panel.form.draw, Qt.MouseButton.LeftButton, pos=_corner(panel.form.draw))
    assert not layer.drawn
    panel.form.draw.setChecked(True)
    assert layer.drawn
    with qtbot.waitSignal(session.appearance.changed):
        session.appearance.set_theme("dark")
    assert layer.best.opts["pen"].color() == session.appearance.theme.color("training")
    session.set_lam_ratio(0.4)
    settled(session)
    assert not layer.drawn  # another function now; these belong to the old question


def test_closing_ends_the_thread(qtbot, window, settled):
    session = window.session
    settled(session)
    panel = window.findChild(TrainingPanel, "trainingPanel")
    panel.restore_state({"starts": 20, "steps": 1_000_000})
    press(qtbot, panel)
    assert session.training.running
    window.close()
    assert not [t for t in threading.enumerate() if t.name == "mirrors-training"]


def test_a_view_of_several_columns_draws_no_function():
    from mirrors_engine import fit

    rng = np.random.default_rng(0)
    x = rng.uniform(0, 1, (12, 2))
    signal = Signal(x, x[:, 0] ** 2 - x[:, 1])
    result = fit(signal, Architecture("relu", 2, inputs="additive"), lam_ratio=0.05)
    *_, training = train(result, TrainingSettings(starts=2, steps=10))
    view = view_of(training, Landmarks.of(result))
    assert view.functions is None
    assert view.best is None
    assert len(view.heights) == 2
