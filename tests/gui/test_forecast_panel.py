"""The forecast tab by clicks: its numbers are the engine's, and belong to what is asked."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
import sklearn.linear_model  # noqa: F401  the first test would wait for the worker to load it
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit

from mirrors_engine import Architecture, Signal
from mirrors_engine.export.tables import csv_text
from mirrors_engine.progress import Progress
from mirrors_engine.series import forecast
from mirrors_engine.series.tables import forecast_table
from mirrors_engine.signals import sample
from mirrors_gui.figures.content import content_of
from mirrors_gui.figures.dialog import ExportDialog
from mirrors_gui.figures.kinds import FORECAST, KINDS
from mirrors_gui.headless import pause, wait
from mirrors_gui.panels.forecast import panel as panel_file
from mirrors_gui.panels.forecast.panel import ForecastPanel
from mirrors_gui.panels.forecast.plot import course
from mirrors_gui.text import formatting

RELU = Architecture("relu", 2)


@pytest.fixture
def panel(session, qtbot):
    made = ForecastPanel()
    qtbot.addWidget(made)
    made.resize(400, 700)
    made.bind(session)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made._close()


@pytest.fixture
def nile(panel, session, settled):
    session.set_architecture(RELU)
    session.set_signal(sample("nile"))
    session.set_lam_ratio(0.1)
    settled(session)
    return panel


def press(panel, qtbot):
    qtbot.mouseClick(panel.run, Qt.MouseButton.LeftButton)
    done(panel)


def done(panel):
    assert wait(lambda: not panel.runner.running and not panel._calm.isActive())


def cells(panel, row):
    return [panel.table.item(row, c).text() for c in range(panel.table.columnCount())]


def show(panel, view):
    place = [key for key, *_ in panel_file.VIEWS].index(view)
    panel.views.button(place).click()


def lags(panel, qtbot, text):
    panel.form.lags.selectAll()
    qtbot.keyClicks(panel.form.lags, text)
    qtbot.keyClick(panel.form.lags, Qt.Key.Key_Return)


def test_it_invites_and_does_nothing_by_itself(panel, session, settled):
    assert "Load a signal" in panel.invitation
    session.set_architecture(RELU)
    session.set_signal(sample("nile"))
    settled(session)
    assert panel.invitation == "" and panel.found is None and not panel.runner.running
    assert panel.headline.text() == "No forecast yet" and "press Forecast" in panel.facts.toolTip()
    assert not panel.open.isEnabled() and not panel.stop.isEnabled()


def test_numbers_are_the_engines(nile, session, qtbot):
    lags(nile, qtbot, "2 1 1")
    assert nile.form.lags.text() == "1, 2"
    nile.form.period.setValue(7)
    press(nile, qtbot)
    found = forecast(sample("nile"), RELU, lags=(1, 2), lam_ratio=0.1, period=7)
    assert nile.found.complete
    assert [e.key for e in nile.found.entries] == ["convex", "linear", "seasonal", "last"]
    for row, entry in enumerate(found.entries):
        expected = (
            entry.test.rmse,
            entry.test.mae,
            entry.test.mase,
            entry.rolled_test.rmse,
            entry.validation.rmse,
        )
        assert cells(nile, row)[1:] == [formatting.number(v, 3) for v in expected]
    assert "✓ certified" in nile.facts.toolTip()
    assert f"{len(found.result.weights)} neuron" in nile.facts.toolTip()
    best = min(e.test.rmse for e in found.entries[1:])
    change = abs(found.entries[0].test.rmse / best - 1)
    assert formatting.share(change) in nile.headline.text()


def test_curves_are_the_forecasts(nile, session, qtbot):
    press(nile, qtbot)
    entry = nile.found.entry("convex")
    x, y = nile.series.curves["convex"].getData()
    np.testing.assert_array_equal(x, np.arange(1951, 1971))
    np.testing.assert_array_equal(y, entry.one_step)
    assert nile.series.cut.value() == 1951
    show(nile, "rolled")
    x, y = nile.series.curves["convex"].getData()
    there = np.isfinite(y)
    np.testing.assert_array_equal(y[there], entry.runs)
    np.testing.assert_array_equal(y[:12], entry.rolled)
    x, y = nile.series.beyond["convex"].getData()
    assert x[0] == 1970 and y[0] == 740 and x[-1] == 1982
    np.testing.assert_array_equal(y[1:], entry.future)
    assert len(nile.series.curves["linear"].getData()[0])
    box = QPoint(8, nile.baselines.height() // 2)  # beside its text a click is not taken
    qtbot.mouseClick(nile.baselines, Qt.MouseButton.LeftButton, pos=box)
    drawn = nile.series.curves["linear"].getData()[0]
    assert drawn is None or not len(drawn)


def test_one_lag_draws_the_function_and_several_their_parts(nile, session, qtbot):
    press(nile, qtbot)
    show(nile, "function")
    view, result = nile.function, nile.found.result
    assert nile.pages.currentWidget() is view and view.lag.isHidden()
    x, y = view.function.getData()
    at = np.linspace(500, 1300, 9)
    np.testing.assert_allclose(np.interp(at, x, y), result.predict(at), rtol=1e-9)
    assert len(view.plain.data) + len(view.mirrored.data) > 0
    assert view.plot.getAxis("bottom").labelText == "flow(n-1) [10⁸ m³]"
    nile._took = 0.1  # what took long on a busy machine would not follow by itself
    lags(nile, qtbot, "1, 3")
    done(nile)
    assert view.lag.isVisible() and view.lag.count() == 2
    result, rows = nile.found.result, nile.found.training
    parts = []
    for c in range(2):
        view.lag.setCurrentIndex(c)
        x, y = view.function.getData()
        parts.append(np.interp(rows.inputs[:, c], x, y))
    whole = result.predict(rows.inputs)
    np.testing.assert_allclose(parts[0] + parts[1] + whole.mean(), whole, rtol=1e-9)


def test_what_is_quick_follows_what_is_slow_is_marked(nile, session, qtbot):
    press(nile, qtbot)
    nile._took = 0.1
    session.set_lam_ratio(0.3)
    assert wait(lambda: nile.found is not None and nile.found.lam_ratio == 0.3)
    done(nile)
    nile._took = 60.0
    before = nile.found
    session.set_lam_ratio(0.5)
    pause(3 * panel_file.CALM_MS / 1000)
    assert nile.found is before and not nile.runner.running
    assert "Settings have changed" in nile.headline.text()
    session.set_lam_ratio(0.3)
    assert "Settings have changed" not in nile.headline.text()
    nile.form.horizon.setValue(5)
    assert "Settings have changed" in nile.headline.text()
    press(nile, qtbot)
    assert nile.found.settings.horizon == 5 and nile.found.lam_ratio == 0.3


def test_another_signal_clears_everything(nile, session, settled, qtbot):
    press(nile, qtbot)
    session.set_signal(sample("tbill"))
    assert nile.found is None and nile.table.rowCount() == 0
    assert nile.headline.text() == "No forecast yet"
    y = nile.series.curves["convex"].getData()[1]
    assert y is None or not len(y)
    settled(session)


def test_lambda_by_validation(nile, session, qtbot):
    nile.form.lam.setCurrentIndex(1)
    press(nile, qtbot)
    found = forecast(sample("nile"), RELU, lags=1, validate=False, refit=False)
    assert nile.found.lam_ratio == found.lam_ratio != session.lam_ratio
    assert "λ by validation" in nile.facts.toolTip()


def test_ordinary_training_joins(nile, session, qtbot):
    nile.form.train.setChecked(True)
    press(nile, qtbot)
    trained = nile.found.entry("trained")
    assert trained.model.excess >= -1e-9
    assert cells(nile, 1)[0] == "trained" and cells(nile, 1)[5] == "–"
    assert "above the optimum" in nile.facts.toolTip()


def test_the_band_is_drawn_one_step_ahead(nile, session, qtbot):
    nile.form.band.setChecked(True)
    press(nile, qtbot)
    band = nile.found.band
    x, y = nile.series.high.getData()
    np.testing.assert_array_equal(x, nile.found.test_times)
    np.testing.assert_array_equal(y, band.high)
    assert f"80 % band holds {100 * band.coverage:.0f} %" in nile.facts.toolTip()
    show(nile, "rolled")
    y = nile.series.high.getData()[1]
    assert y is None or not len(y)


def test_long_curves_keep_their_extremes():
    x = np.arange(100_000.0)
    y = np.sin(x)
    y[54_321], y[70_000], y[10:20] = 9.0, -9.0, np.nan
    drawn_x, drawn_y = course(x, y)
    assert len(drawn_x) == len(drawn_y) < 2000
    assert (np.nanmax(drawn_y), np.nanmin(drawn_y)) == (9.0, -9.0)
    assert abs(drawn_x[np.nanargmax(drawn_y)] - 54_321) < 200
    few = course(x[:100], y[:100])
    np.testing.assert_array_equal(few[1], y[:100])


def test_refusals_are_sentences_in_the_panel(nile, session, settled, qtbot):
    lags(nile, qtbot, "0")
    press(nile, qtbot)
    assert "whole numbers" in nile.headline.text() and nile.found is None
    lags(nile, qtbot, "99")
    done(nile)
    assert wait(lambda: "too short" in nile.headline.text() or "test part" in nile.headline.text())
    lags(nile, qtbot, "1")
    assert wait(lambda: nile.found is not None and nile.found.complete)
    rng = np.random.default_rng(0)
    session.set_signal(Signal(np.cumsum(rng.uniform(0.2, 2, 60)), rng.standard_normal(60)))
    settled(session)
    press(nile, qtbot)
    assert "not evenly spaced" in nile.headline.text()
    nile.form.order.click()
    assert wait(lambda: nile.found is not None and nile.found.complete)
    assert "consecutive" in nile.facts.toolTip()


def test_a_plane_is_no_series(panel, session, settled, qtbot):
    session.set_signal(sample("saddle"), inputs="plane")
    settled(session)
    press(panel, qtbot)
    assert "one column" in panel.headline.text() and not panel.open.isEnabled()


def test_opening_the_rows_shows_the_same_network(nile, session, settled, qtbot):
    lags(nile, qtbot, "1, 2")
    nile.form.lam.setCurrentIndex(1)
    press(nile, qtbot)
    found = nile.found
    qtbot.mouseClick(nile.open, Qt.MouseButton.LeftButton)
    settled(session)
    assert session.signal.x_names == ("flow(n-1) [10⁸ m³]", "flow(n-2) [10⁸ m³]")
    assert session.architecture == found.architecture
    assert session.result.objective == pytest.approx(found.result.objective, rel=1e-9)
    np.testing.assert_array_equal(session.signal.raw_y, found.training.targets)
    assert nile.found is None


def test_stop_is_quick_and_leaves_no_half_answer(nile, session, qtbot, monkeypatch):
    def slow(signal, net, settings, monitor):
        for k in range(2000):
            monitor(Progress("fitting", k / 2000))
            time.sleep(0.01)
        yield None

    monkeypatch.setattr(panel_file, "forecasting", slow)
    qtbot.mouseClick(nile.run, Qt.MouseButton.LeftButton)
    assert wait(lambda: "Fitting" in nile.headline.text())
    assert nile.progress.isVisible() and nile.stop.isEnabled()
    qtbot.mouseClick(nile.stop, Qt.MouseButton.LeftButton)
    assert not nile.runner.running and nile.found is None and nile.progress.isHidden()
    assert nile.headline.text() == "No forecast yet"
    assert wait(lambda: "mirrors-forecast" not in [t.name for t in threading.enumerate()])


def test_state_is_kept(nile, session, qtbot):
    lags(nile, qtbot, "1,7")
    nile.form.target.setCurrentIndex(1)
    nile.form.test.setValue(33)
    show(nile, "errors")
    state = nile.save_state()
    nile.form.lags.setText("5")
    nile.form.test.setValue(20)
    show(nile, "one")
    nile.restore_state({**state, "lam": "nonsense", "horizon": "x"})
    assert nile.save_state() == state
    assert nile.pages.currentWidget() is nile.table


def test_models_are_named_whole_where_the_table_is_narrow(nile, qtbot):
    """They read "o…", "t…", "li…" and "l…" beside six columns on a small screen."""
    press(nile, qtbot)
    show(nile, "errors")
    table = nile.table
    for width, columns in ((700, 6), (300, 5), (250, 4), (700, 6)):
        table.setFixedWidth(width)
        pause(0.1)
        assert columns == sum(not table.isColumnHidden(c) for c in range(table.columnCount()))
        assert table.columnWidth(0) >= table.sizeHintForColumn(0)


def test_themes_repaint(nile, session, qtbot):
    press(nile, qtbot)
    for name in ("dark", "light"):
        with qtbot.waitSignal(session.appearance.changed):
            session.appearance.set_theme(name)
        pen = nile.series.curves["convex"].opts["pen"]
        assert pen.color().name() == session.appearance.theme.color("function").name()


def test_controls_have_names_and_tips(nile):
    for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit):
        for control in nile.findChildren(kind):
            if control.objectName().startswith("qt_"):
                continue
            assert control.objectName() and control.accessibleName() and control.toolTip()
    assert nile.objectName() == "forecastPanel"


def test_the_window_has_the_tab_and_closes_while_it_works(window, settled, qtbot):
    panel = next(v for v in window.views if isinstance(v, ForecastPanel))
    settled(window.session)
    window.tabs.setCurrentWidget(panel)
    panel.form.train.setChecked(True)
    qtbot.mouseClick(panel.run, Qt.MouseButton.LeftButton)
    assert panel.runner.running
    window.close()
    assert not panel.runner.running


def test_its_forecasts_are_a_table_of_the_export_dialog(window, settled, qtbot):
    window.session.set_architecture(RELU)
    settled(window.session)
    view = next(v for v in window.views if isinstance(v, ForecastPanel))
    window.show_view(view.title)
    assert view.export.isHidden()
    assert not kind_named(FORECAST).offered(content_of(window.session))
    press(view, qtbot)
    qtbot.mouseClick(view.export, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ExportDialog)
    assert wait(lambda: not dialog.runner.running and not dialog._redraw.isActive())
    assert dialog.form.kind.name == FORECAST
    assert dialog._text == csv_text(forecast_table(view.found))
    dialog.close()
    window.session.set_signal(sample("sunspots"))
    assert window.session.analyses.forecast is None
    settled(window.session)


def kind_named(name):
    return next(kind for kind in KINDS if kind.name == name)
