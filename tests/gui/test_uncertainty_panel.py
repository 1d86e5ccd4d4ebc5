"""Bands, kinks and refits in the window, by clicks."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from mirrors_engine import Architecture, Signal
from mirrors_engine.refits import relax, segment
from mirrors_engine.uncertainty import bootstrap, prediction_interval

LONG = 120_000
X = np.linspace(0.0, 3.0, 30)
Y = np.abs(X - 1.2) + 0.1 * np.random.default_rng(1).standard_normal(30)


@pytest.fixture
def panel(qtbot, window):
    session = window.session
    session.set_architecture(Architecture("relu", 2))
    session.set_signal(Signal(X, Y))
    qtbot.waitUntil(lambda: not session.busy and session.result is not None, timeout=LONG)
    session.viewAsked.emit("Uncertainty")
    return next(v for v in window.views if v.title == "Uncertainty")


def test_a_click_draws_bands_kinks_and_refits(qtbot, window, panel):
    session = window.session
    assert "Compute" in panel.invitation
    panel.replicates.setValue(10)
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.runner.running, timeout=LONG)
    result, points = session.result, np.linspace(0, 3, 300)
    low, high = bootstrap(result, 10, points=points).band(0.9)
    np.testing.assert_allclose(panel._low.getData()[1], low)
    np.testing.assert_allclose(panel._high.getData()[1], high)
    band = prediction_interval(result, 0.9, points=points)
    np.testing.assert_allclose(panel._interval[1].getData()[1], band.high)
    for item, refit in zip(panel._refits, (relax(result), segment(result)), strict=True):
        t, y = item.getData()
        np.testing.assert_allclose(y, refit.predict(t), atol=1e-9)
    assert panel.words.toolTip().count("not certified") == 2
    session.set_lam_ratio(0.3)  # another answer: the bands are not its own
    qtbot.waitUntil(lambda: "Compute" in panel.invitation, timeout=LONG)


def test_it_can_be_stopped(qtbot, window, panel):
    panel.replicates.setValue(5000)
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    assert panel.stop.isVisible() and not panel.run_button.isEnabled()
    qtbot.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    assert not panel.runner.running and panel.run_button.isEnabled()
