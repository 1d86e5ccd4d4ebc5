"""A logarithmic x of the fit is that of Uncertainty, Training and Forecast too."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from user_driver import LEFT

from mirrors_engine import Signal
from mirrors_gui.style import plots

X = np.geomspace(0.01, 1000, 60)


@pytest.fixture
def doses(tour):
    """Doses over five decades."""
    tour.session.set_signal(Signal(X, np.log(X) + 0.1 * np.sin(9 * X), x_name="dose"))
    tour.settle()

    return tour


def choose_log(tour) -> None:
    """By a double click on the axis of x, and the space bar."""
    plot = tour.window.fit.residual
    at = plot.mapFromScene(plot.getAxis("bottom").sceneBoundingRect().center())
    QTest.mouseDClick(plot.viewport(), LEFT, pos=at)
    dialog = tour.dialog("axesDialog")
    dialog.log.setFocus()
    QTest.keyClick(dialog.log, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.ok, LEFT)
    assert tour.session.axes.settings.x_log


def is_log(plot, low: float, high: float) -> bool:
    """Whether x runs from the one to the other in decades, give or take a margin."""
    axis, seen = plot.getAxis("bottom"), plot.viewRange()[0]
    room = 0.05 * (high - low)
    ends = abs(seen[0] - low) <= room and abs(seen[1] - high) <= room
    return isinstance(axis, plots.LogAxis) and ends


def test_uncertainty(doses):
    doses.view("Uncertainty")
    panel = doses.window.views[doses.window.tabs.currentIndex()]
    panel.replicates.setValue(10)
    doses.click("uncertaintyButton")
    doses.until(lambda: not panel.runner.running and panel.view.kinks is not None)
    choose_log(doses)
    doses.until(lambda: is_log(panel.plot, -2, 3) and is_log(panel.bars, -2, 3))
    x, y = panel._function.getData()
    here = (x > -1.9) & (x < 2.9)
    np.testing.assert_allclose(y[here], doses.session.result.predict(10.0 ** x[here]), atol=1e-3)
    band, points = panel._low.getData(), panel.view.bootstrap.points
    assert band[0][-1] == pytest.approx(np.log10(points[-1]))
    edges = np.log10(panel.view.bootstrap.histogram()[0])
    np.testing.assert_allclose(panel._bars.opts["width"], 0.9 * np.diff(edges))


def test_training(doses):
    doses.view("Training")
    panel = doses.window.views[doses.window.tabs.currentIndex()]
    doses.click("trainingButton")
    doses.until(lambda: doses.session.training.view is not None)
    doses.click("trainingButton")
    doses.until(lambda: not doses.session.training.running)
    choose_log(doses)
    doses.until(lambda: is_log(panel.kinks, -2, 3))
    drawn = panel.kinks._data.getData()[0]
    np.testing.assert_allclose(np.sort(drawn), np.log10(X)[:: 1 + len(X) // 500], atol=1e-12)
    view = doses.session.training.view
    marks = np.concatenate([item.getData()[0] for item in panel.kinks.marks.items])
    expected = np.log10(np.maximum(view.tally.kinks[0], 1e-9 * X[0]))
    np.testing.assert_allclose(np.sort(marks), np.sort(expected), atol=1e-12)


def test_forecast(tour):
    tour.session.set_signal(Signal(np.arange(1.0, 61.0), np.sin(np.arange(60.0))))
    tour.settle()
    tour.view("Forecast")
    panel = tour.window.views[tour.window.tabs.currentIndex()]
    tour.click("forecastButton")
    tour.until(lambda: panel.found is not None and panel.found.complete)
    choose_log(tour)
    plot, found = panel.series.plot, panel.found
    tour.until(lambda: isinstance(plot.getAxis("bottom"), plots.LogAxis))
    assert panel.series.cut.value() == pytest.approx(np.log10(found.test_times[0]))
    x, _ = panel.series.curves["convex"].getData()
    np.testing.assert_allclose(x, np.log10(found.test_times))
    low, high = plot.viewRange()[0]
    assert low < np.log10(found.test_times[0]) and high == pytest.approx(np.log10(60), abs=0.1)
