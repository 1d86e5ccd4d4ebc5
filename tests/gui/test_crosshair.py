"""One x marked in all views along x, and a small share on an axis of its own."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from user_driver import CONTROL, SHIFT, mouse

from mirrors_engine import Architecture, Signal
from mirrors_gui.model.axes import AxesSettings
from mirrors_gui.panels.common import picking
from mirrors_gui.style import plots
from mirrors_gui.text.formatting import x_words


def test_the_crosshair_follows_the_pointer_in_every_view_along_x(tour):
    window, session = tour.window, tour.session

    def follows(line, scale) -> None:
        """Lines follow the pointer once a frame."""
        at = pytest.approx(session.crosshair.shown)
        tour.until(lambda: line.isVisible() and scale.back(line.value()) == at)

    session.set_architecture(Architecture("abs", 3))
    tour.settle()
    features = next(v for v in window.views if v.title == "Features")
    tour.point(tour.at(1900.2, 900.0))
    assert not features.crosshair.line.isVisible()
    tour.key(Qt.Key.Key_H, CONTROL | SHIFT)
    tour.point(tour.at(1910.4, 900.0))
    x = session.crosshair.shown
    assert x == pytest.approx(1910.4, abs=0.5)
    line = features.crosshair.line
    follows(line, features._scale)
    assert features.crosshair.label.textItem.toPlainText() == x_words(session.signal)(x)
    below = window.fit.hairs[1].line
    follows(below, window.fit.scale)
    session.axes.set(AxesSettings(x_log=True))
    tour.point(tour.at(1920.0, 900.0))
    for scale, hair in ((window.fit.scale, below), (features._scale, line)):
        assert scale.log
        follows(hair, scale)
    # and from the curves of the features back to the fit
    plot = features.plot
    there = QPointF(features._scale.at(1930.0), 0.0)
    spot = plot.mapFromScene(plot.getViewBox().mapViewToScene(there))
    mouse(plot.viewport(), QEvent.Type.MouseMove, spot)
    tour.until(lambda: abs(session.crosshair.shown - 1930.0) < 1)
    follows(below, window.fit.scale)
    tour.view("Mirror map")
    view = next(v for v in window.views if v.title == "Mirror map")
    tour.until(lambda: view._map is not None)
    tour.point(tour.at(1950.0, 900.0))
    tour.until(lambda: view.view._cross[0].isVisible())
    starts = session.signal.x[view._map.x_centre]
    at = session.crosshair.shown
    cell = int(np.searchsorted(starts, at, "right")) - 1
    tour.until(lambda: int(view.view._cross[0].value()) == cell)
    tour.until(lambda: x_words(session.signal)(at) in view.words.text())
    tour.key(Qt.Key.Key_H, CONTROL | SHIFT)
    tour.until(lambda: not below.isVisible() and not view.view._cross[0].isVisible())


def test_a_share_that_is_small_has_an_axis_of_its_own(tour):
    """The fit runs up to 1000, one neuron adds less than 1."""
    window, session = tour.window, tour.session
    x = np.linspace(0.0, 10.0, 60)
    y = 100 * x + 0.5 * np.abs(x - 5.02)
    session.set_signal(Signal(x, y, name="steep"))
    session.set_architecture(Architecture("relu", 2, skip=True))
    session.set_lam_ratio(0.05)
    tour.settle()
    result, own = session.result, window.fit.own
    assert len(result.weights) and not own.on_its_own
    key = result.features[0].key
    session.select(key)
    shown = {side: window.fit.fit.getAxis(side).isVisible() for side in ("top", "bottom", "right")}
    assert shown == {"top": False, "bottom": False, "right": True}
    assert own.on_its_own and not len(own.curve.getData()[0] or [])
    at, height = own.small.getData()
    places = np.linspace(0.5, 9.5, 40)
    share = result.weights[0] * result.features[0].evaluate(places)
    assert np.interp(places, at, height) == pytest.approx(share, abs=1e-9)
    low, high = own.box.viewRange()[1]
    assert 0.5 < np.ptp(share) / (high - low) <= 1  # it fills its own axis
    session.select(None)
    assert not own.on_its_own and not window.fit.fit.getAxis("right").isVisible()


def test_a_plot_zoomed_to_nothing_has_no_places(qtbot):
    plot = plots.new_plot("plot")
    qtbot.addWidget(plot)
    plot.resize(300, 200)
    seen = []
    picking.watch(plot, seen.append, seen.append)
    box = plot.getViewBox()
    plot.scene().sigMouseMoved.emit(box.sceneBoundingRect().center())
    assert seen[-1] is not None
    box.state["viewRange"] = [[0.0, 1.0], [2.0, 2.0]]
    plot.scene().sigMouseMoved.emit(box.sceneBoundingRect().center())
    assert seen[-1] is None
