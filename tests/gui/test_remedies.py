"""A refusal's ways out are buttons beside its sentence, and undo takes a click back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mirrors_engine import Architecture, Signal
from mirrors_engine.signals import samples
from mirrors_gui.headless import wait
from mirrors_gui.widgets.remedy_buttons import RemedyButtons

LEFT = Qt.MouseButton.LeftButton


def refused(window) -> RemedyButtons:
    """The buttons of the banner, once it stands over the plot."""
    assert wait(lambda: window.banner.isVisible() and not window.session.busy)
    return window.banner.remedies


def click(row: RemedyButtons, words: str) -> None:
    (button,) = [b for b in row.buttons if b.text().startswith(words)]
    assert button.isVisible() and button.accessibleName() == button.text()
    QTest.mouseClick(button, LEFT)


@pytest.fixture
def many(window, settled):
    """800 samples, and a network too deep for them."""
    settled(window.session)
    x = np.linspace(0, 1, 800)
    window.session.set_signal(Signal(x, np.sin(9 * x) + x))
    settled(window.session)
    window.session.set_architecture(Architecture("abs", 5))
    return window


def test_a_network_too_large_offers_fewer_layers_or_data_features(many, settled):
    session = many.session
    session.set_architecture(Architecture("abs", 7))
    row = refused(many)
    texts = [b.text() for b in row.buttons]
    assert texts == ["Use 4 layers", "Use ReLU"]
    click(row, "Use ReLU")
    settled(session)
    assert session.architecture == Architecture("relu", 7) and session.result.certified
    assert not many.banner.isVisible()
    QTest.keyClick(many, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    refused(many)
    session.set_signal(Signal(np.arange(12.0), np.arange(12.0) % 5))
    row = refused(many)
    assert [b.text() for b in row.buttons] == ["Use 6 layers", "Use ReLU", "Use data features"]
    click(row, "Use data features")
    assert session.architecture == Architecture("abs", 7, dictionary="data")


def test_thinning_takes_means_of_neighbours_with_their_weights(many):
    session = many.session
    before = session.signal
    row = refused(many)
    assert [b.text() for b in row.buttons] == ["Use 4 layers", "Thin to 400 samples (means of 2)"]
    click(row, "Thin to 400 samples")
    assert session.history.undo_words == "thinning of the data" and session.busy
    np.testing.assert_allclose(session.signal.y, before.y.reshape(400, 2).mean(axis=1), atol=1e-14)
    np.testing.assert_array_equal(session.signal.weights, 2)
    session.history.undo()
    assert session.signal is before
    refused(many)


def test_a_thinned_file_is_read_so_again_from_its_project(window, settled, tmp_path):
    session, path = window.session, tmp_path / "long.csv"
    path.write_text("t,v\n" + "".join(f"{t},{t % 7}\n" for t in range(800)))
    settled(session)
    session.open_file(path)
    assert wait(lambda: session.table is not None and not session.busy)
    session.set_architecture(Architecture("abs", 5))
    click(refused(window), "Thin to 400 samples")
    session.set_architecture(Architecture("abs", 2))
    settled(session)
    thinned, project = session.signal, tmp_path / "thin.mirrors"
    assert session.table.options.thin == 2
    window.document.save_to(project)
    assert wait(lambda: not window.document.dirty)
    session.open_sample(samples()[0])
    settled(session)
    window.document.open(project)
    assert wait(lambda: window.document.path == project and not session.busy)
    np.testing.assert_array_equal(session.signal.y, thinned.y)
    np.testing.assert_array_equal(session.signal.weights, 2)


def test_a_loss_or_solver_that_does_not_suit_offers_another(window, settled):
    session = window.session
    settled(session)
    session.set_loss("logistic")
    click(refused(window), "Use the squared loss")
    settled(session)
    assert session.loss == "squared" and session.result is not None
    session.set_loss("quantile", quantile=0.5)
    settled(session)
    session.set_solver("coordinate_descent")
    click(refused(window), "Use the automatic solver")
    settled(session)
    assert (session.solver, session.loss) == ("auto", "quantile") and session.result.certified


def test_a_file_with_cells_in_doubt_is_read_without_them_by_a_click(window, settled, tmp_path):
    session, path = window.session, tmp_path / "raw.csv"
    path.write_text("t,v,w\n0,1.5k,1\n" + "".join(f"{t},{t % 5},{t * t}\n" for t in range(1, 9)))
    settled(session)
    session.open_file(path)
    row = refused(window)
    assert window.banner.look_into.isVisible()
    click(row, "Leave such rows out")
    assert wait(lambda: session.table is not None and not session.busy)
    assert len(session.signal) == 8 and session.table.options.drop_unreadable
    assert not window.banner.isVisible()


def test_a_forecast_of_uneven_times_goes_on_with_consecutive_samples(window, settled, qtbot):
    session = window.session
    x = np.cumsum(np.r_[np.ones(40), np.full(40, 1.37), np.ones(40)])
    settled(session)
    session.set_signal(Signal(x, np.sin(x)))
    settled(session)
    panel = next(view for view in window.views if view.title == "Forecast")
    window.show_view("Forecast")
    QTest.mouseClick(panel.run, LEFT)
    qtbot.waitUntil(lambda: panel.remedies.isVisible())
    click(panel.remedies, "Take the samples as consecutive")
    assert panel.form.order.isChecked()
    qtbot.waitUntil(lambda: panel.found is not None and panel.found.complete)
    assert not panel.remedies.isVisible()


def test_training_that_is_too_large_starts_with_fewer(window, settled, qtbot):
    session = window.session
    settled(session)
    panel = next(view for view in window.views if view.title == "Training")
    window.show_view("Training")
    panel.form.starts.setValue(1000)
    panel.form.units.setValue(panel.form.units.maximum())
    QTest.mouseClick(panel.button, LEFT)
    qtbot.waitUntil(lambda: panel.remedies.isVisible())
    words = panel.remedies.buttons[0].text()
    click(panel.remedies, "Use ")
    assert words == f"Use {panel.form.starts.value()} starts" and session.training.running
    session.training.stop()
