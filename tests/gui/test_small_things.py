"""Small things a user meets: the language of the next start, and tooltips off the readout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from mirrors_gui.style import plots

ROOT = Path(__file__).resolve().parents[2]
NEXT_START = """
from mirrors_gui.app import create_window, speak
from mirrors_gui.persistence.attach import Persistence
speak()
window = create_window()
Persistence(window)
print("|".join(action.text().replace("&", "") for action in window.menuBar().actions()))
window.document.guarded = False
window.close()
"""


@pytest.mark.parametrize(
    ("spoken", "menus"),
    [("Deutsch", "Datei|Bearbeiten|Ansicht|Hilfe"), ("English", "File|Edit|View|Help")],
)
def test_the_language_chosen_is_that_of_the_next_start(kept, home, spoken, menus):
    tour = kept()
    tour.menu("View", "Language", spoken)
    tour.window.document.guarded = False
    tour.window.close()
    env = {**os.environ, "MIRRORS_HOME": str(home), "LANG": "C", "PYTHONPATH": str(ROOT)}
    env.pop("LC_ALL", None)
    done = subprocess.run(
        [sys.executable, "-c", NEXT_START], capture_output=True, text=True, env=env, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == menus


def ask_for_tooltip(plot, at: QPoint) -> str:
    """What appears where the pointer rests on a plot."""
    QToolTip.hideText()
    view = plot.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at))
    QApplication.sendEvent(view, event)
    text = QToolTip.text()
    QToolTip.hideText()
    return text


def test_no_tooltip_lies_over_a_plot_or_its_readout(tour):
    fit = tour.window.fit
    for i in (3, 50, 97):
        spot = tour.sample(i)
        tour.point(spot)
        readout = fit.pointer.readout
        assert readout.isVisible()
        place = readout.geometry()
        for at in (spot, place.center(), place.topLeft(), place.bottomRight()):
            assert not ask_for_tooltip(fit.fit, at)
    seen = 0
    for view in tour.window.views:
        tour.window.show_view(view.title)
        QApplication.processEvents()
        for plot in tour.window.findChildren(plots.Plot):
            if plot.isVisible() and plot.toolTip():
                box = plot.getViewBox().sceneBoundingRect()
                assert not ask_for_tooltip(plot, plot.mapFromScene(box.center()))
                seen += 1
    assert seen > 5
    axis = fit.fit.getAxis("left").sceneBoundingRect().center()
    beside = fit.fit.mapFromScene(axis)  # beside the plot it explains itself, and nothing is read
    tour.point(beside)
    assert ask_for_tooltip(fit.fit, beside) and not fit.pointer.readout.isVisible()


def test_the_slider_keeps_its_length_in_a_drag(small_window):
    widths = set()
    for ratio in (1.0, 0.5, 0.0888, 0.0444, 0.00688, 0.000888, 0.0001, 0.000444, 0.0):
        small_window.session.set_lam_ratio(ratio)
        QApplication.processEvents()
        QApplication.processEvents()
        widths.add(small_window.strip.slider.width())
    assert len(widths) == 1
