"""Bands, kinks and refits in the window, by clicks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from mirrors_engine import Architecture, Signal
from mirrors_engine.export import exporter
from mirrors_engine.export.registry import ExportSettings
from mirrors_engine.refits import relax, segment
from mirrors_engine.uncertainty import bootstrap, prediction_interval
from mirrors_gui.figures.content import content_of
from mirrors_gui.figures.dialog import ExportDialog, open_export
from mirrors_gui.figures.form import models_of
from mirrors_gui.figures.report import PAGE, draw_report, html_report
from mirrors_gui.figures.write import image
from mirrors_gui.style.theme import LIGHT
from mirrors_gui.text import formatting

X = np.linspace(0.0, 3.0, 30)
Y = np.abs(X - 1.2) + 0.1 * np.random.default_rng(1).standard_normal(30)


@pytest.fixture
def panel(qtbot, window):
    session = window.session
    session.set_architecture(Architecture("relu", 2))
    session.set_signal(Signal(X, Y))
    qtbot.waitUntil(lambda: not session.busy and session.result is not None)
    session.viewAsked.emit("Uncertainty")
    return next(v for v in window.views if v.title == "Uncertainty")


def test_a_click_draws_bands_kinks_and_refits(qtbot, window, panel):
    session = window.session
    assert "Compute" in panel.invitation
    panel.replicates.setValue(10)
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.runner.running)
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
    drawn, level = content_of(session).overlays  # a page that is shared draws them too
    assert [type(one).__name__ for one in drawn] == ["Refit", "Refit", "Bootstrap", "Interval"]
    assert level == 0.9
    session.set_lam_ratio(0.3)  # another answer: the bands are not its own
    qtbot.waitUntil(lambda: "Compute" in panel.invitation)


def test_the_bands_lie_on_the_fit_as_long_as_they_are_those_of_its_answer(qtbot, window, panel):
    session, layer, legend = window.session, window.fit_area.uncertainty, window.legend
    assert not layer.band.isVisible()
    panel.replicates.setValue(10)
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.runner.running)
    view = session.analyses.uncertainty
    assert layer.band.isVisible()
    for edge, values in zip(layer.edges, view.bootstrap.band(0.9), strict=True):
        np.testing.assert_allclose(edge.getData()[1], values)
    np.testing.assert_allclose(layer.interval[0].getData()[1], view.interval.low)
    assert legend.entries[-2:] == ("90 % band", "new observation, 90 %")
    panel.on_fit.click()
    assert not layer.band.isVisible() and "90 % band" not in legend.entries
    assert layer.interval[0].xData is None
    assert panel.save_state() == {"on fit": False}
    panel.restore_state({"on fit": True})
    assert layer.band.isVisible()
    session.set_lam_ratio(0.3)  # another answer
    qtbot.waitUntil(lambda: not session.busy)
    assert not layer.band.isVisible() and "90 % band" not in legend.entries


def test_it_can_be_stopped(qtbot, window, panel):
    panel.replicates.setValue(5000)
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    assert panel.stop.isVisible() and not panel.run_button.isEnabled()
    qtbot.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    assert not panel.runner.running and panel.run_button.isEnabled()


@pytest.fixture
def computed(qtbot, window, panel):
    panel.replicates.setValue(10)
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.runner.running)
    return content_of(window.session)


def test_the_report_holds_refits_and_bands(qtbot, window, computed):
    result = window.session.result
    moved, level = segment(result, 0.9), computed.uncertainty.level
    text = html_report(computed)
    assert "Kinks moved: not certified" in text and "local: others may be better" in text
    assert "Least squares on its kinks: not certified" in text
    kink = moved.kinks[0]
    assert f"{formatting.number(kink.standard_error, 2)} ({100 * level:g} %:" in text
    assert "90 % band of 10 resampled fits, all certified" in text and "CV+ of" in text
    assert "kinks moved, not certified" in text  # in the legend of the figure
    plain = html_report(replace(computed, uncertainty=None))
    assert "not certified" not in plain and "resampled" not in plain
    with_bands = image(lambda p, size: draw_report(p, size, computed), PAGE, LIGHT, 1.0)
    without = image(
        lambda p, size: draw_report(p, size, replace(computed, uncertainty=None)), PAGE, LIGHT, 1.0
    )
    assert with_bands != without
    window.session.set_lam_ratio(0.3)  # another answer has none of it
    qtbot.waitUntil(lambda: content_of(window.session).uncertainty is None)


def test_an_export_says_which_model_it_is(qtbot, window, panel, tmp_path):
    open_export(window, "Pieces")
    dialog = window.findChild(ExportDialog)
    box = dialog.findChild(QComboBox, "exportModelBox")
    assert box.isVisible() and box.currentText() == "Certified fit"
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert box.currentText() == "Segmented fit"
    shown = dialog.findChild(QPlainTextEdit, "exportText")
    qtbot.waitUntil(lambda: "segmented, not certified" in shown.toPlainText())
    right = exporter("pieces")(window.session.result, ExportSettings(model="segmented"))
    assert shown.toPlainText() == right
    dialog.form.choose("Proof file")
    assert not box.isVisible() and dialog.form.model == "lasso"
    dialog.reject()


def test_steps_have_no_segmented_model(qtbot, window, panel):
    window.session.set_architecture(Architecture("sign", 2))
    qtbot.waitUntil(lambda: not window.session.busy)
    names = [model for _, model in models_of(content_of(window.session))]
    assert names == ["lasso", "relaxed"]
