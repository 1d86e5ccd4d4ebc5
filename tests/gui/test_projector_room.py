"""On a projector, 1280 × 720 in larger type, plots are high enough and pages end at whole lines."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from window_states import view_named

from mirrors_gui.headless import pause, wait


@pytest.fixture
def projector(tour):
    """The window as it is there."""
    window = tour.window
    window.resize(1280, 720)
    window.presentation.set_large(True)
    pause(0.3)
    return tour


def test_the_plot_takes_the_place_of_the_residuals_while_it_is_built(projector):
    window, session = projector.window, projector.session
    fit = window.fit
    before = fit.fit.height()
    session.build.start()
    pause(0.1)
    assert not fit.residual.isVisible()
    assert fit.fit.height() >= before + 60  # less the row that builds
    assert fit.fit.getAxis("bottom").isVisible()
    session.build.close()
    pause(0.1)
    assert fit.residual.isVisible() and not fit.fit.getAxis("bottom").isVisible()
    window.presentation.show("Residuals", False)  # what is hidden by hand stays so
    session.build.start()
    session.build.close()
    pause(0.1)
    assert not fit.residual.isVisible() and fit.fit.getAxis("bottom").isVisible()
    window.presentation.show("Residuals", True)
    window.presentation.set_large(False)
    window.resize(1440, 900)
    pause(0.3)
    session.build.start()
    pause(0.1)
    assert fit.residual.isVisible()  # there is room for both
    session.build.close()


def test_the_names_of_axes_in_uncertainty_are_whole(projector):
    window = projector.window
    window.show_view("Uncertainty")
    panel = view_named(window, "Uncertainty")
    panel.replicates.setValue(10)
    panel.run_button.click()
    wait(lambda: not panel.runner.running)
    for large in (False, True):
        window.set_large(large)
        pause(0.2)
        for plot in (panel.plot, panel.bars):
            assert plot.isVisible() and not plot.getAxis("left").shortened


def test_a_large_landscape_ends_at_its_last_line(projector):
    window = projector.window
    window.show_view("Landscape")
    window.set_large(True)
    panel = view_named(window, "Landscape")
    wait(lambda: panel.table.model().rowCount() > 0)
    pause(0.3)
    assert panel.area.verticalScrollBar().maximum() == 0
    last = max(
        (each for each in panel.area.widget().findChildren(QLabel) if each.isVisible()),
        key=lambda each: each.mapTo(panel, each.rect().bottomLeft()).y(),
    )
    assert panel.rect().contains(last.mapTo(panel, last.rect().bottomLeft()))


def test_about_has_all_of_its_words_and_one_plain_button(projector):
    projector.window.show_about()
    (dialog,) = [d for d in projector.window.findChildren(QDialog) if d.isVisible()]
    pause(0.1)
    words = dialog.findChild(QLabel, "aboutWords")
    assert words.height() >= words.heightForWidth(words.width())
    (button,) = dialog.findChildren(QPushButton)
    assert button.icon().isNull() and button.isDefault()
    button.click()
    assert not dialog.isVisible()
