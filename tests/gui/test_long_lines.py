"""Functions of ten thousand steps are drawn by their course wherever they stand."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from mirrors_engine import Architecture, Signal
from mirrors_gui.panels.common.long_series import SLICES

SAMPLES = 12_000
MOST = 4 * (2 * SLICES + 4)  # points of a course


@pytest.fixture
def steps(qtbot, window):
    """The window with a sign network that switches at nearly every sample."""
    session = window.session
    noise = np.random.default_rng(0).standard_normal(SAMPLES)
    session.set_architecture(Architecture("sign", 2))
    session.set_signal(Signal(np.linspace(0.0, 1.0, SAMPLES), noise, name="noise"))
    session.set_lam_ratio(1e-3)
    qtbot.waitUntil(
        lambda: not session.busy and session.result.lam_ratio == pytest.approx(1e-3), timeout=20_000
    )
    assert len(session.result.weights) > MOST / 2
    return window


def course_of(item) -> np.ndarray:
    x, y = item.getData()
    assert 0 < len(x) <= MOST
    return y


def test_the_function_in_uncertainty_whose_refit_would_take_minutes(qtbot, steps):
    steps.session.viewAsked.emit("Uncertainty")
    panel = next(v for v in steps.views if v.title == "Uncertainty")
    panel.replicates.setValue(10)
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.view is not None and panel.view.bootstrap is not None)
    fitted = steps.session.result.fitted
    y = course_of(panel._function)
    assert (y.min(), y.max()) == pytest.approx((fitted.min(), fitted.max()))
    assert panel.view.relaxed is None and "would take minutes" in panel.view.notes[0]
    qtbot.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.runner.running)


def test_a_pinned_function(qtbot, steps):
    session = steps.session
    session.pins.pin()
    layer = steps.fit_area.pins
    qtbot.waitUntil(lambda: bool(layer.drawn))
    (slot,) = layer.drawn
    y = course_of(layer.curves[slot])
    assert (y.min(), y.max()) == pytest.approx(
        (session.result.fitted.min(), session.result.fitted.max())
    )
