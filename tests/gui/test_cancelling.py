"""Cancel and close while a library computes: the solve is interrupted, the window does not wait."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from mirrors_engine import Architecture, Signal
from mirrors_engine.algorithms import linear_program
from mirrors_engine.progress import Progress
from mirrors_engine.solvers.losses import pinball

ABS3 = Architecture("abs", 3)


@pytest.fixture
def programs(monkeypatch):
    """The linear programs that were begun: in the form that takes minutes with many rows."""
    monkeypatch.setattr(pinball, "DUAL_FROM", 1 << 30)
    begun = []
    build = linear_program._model

    def kept(*args):
        begun.append(build(*args))
        return begun[-1]

    monkeypatch.setattr(linear_program, "_model", kept)
    return begun


@pytest.fixture
def quantile(window, programs, qtbot, monkeypatch):
    """A window that fits the median of 20 000 samples, its linear program of all rows under way."""
    monkeypatch.setattr(pinball, "NEAR_FROM", 1 << 30)  # those of a few rows end soon
    session = window.session
    qtbot.waitUntil(lambda: not session.busy)
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(0, 10, 20_000))
    session.set_architecture(ABS3)
    session.set_loss("quantile", quantile=0.5)
    session.set_signal(Signal(x, np.sin(2 * x) + rng.standard_normal(len(x))))

    def long_one_runs() -> bool:  # the best line is a short program
        return bool(programs) and programs[-1].getNumCol() > len(x) and bool(calls())

    qtbot.waitUntil(long_one_runs)
    return window


def calls() -> list[threading.Thread]:
    """Library calls under way."""
    return [t for t in threading.enumerate() if t.name == "mirrors-call"]


def assert_interrupted(programs) -> None:
    for call in calls():
        call.join()
    last = programs[-1]
    assert last.modelStatusToString(last.getModelStatus()) == "Interrupted by user"


def test_the_cancel_button_interrupts_a_linear_program(quantile, programs, qtbot):
    session, button = quantile.session, quantile.findChild(QPushButton, "cancelButton")
    qtbot.waitUntil(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not session.busy)
    assert_interrupted(programs)


def test_progress_goes_on_while_a_linear_program_runs(quantile, qtbot):
    steps = []
    quantile.session.progressed.connect(steps.append)
    qtbot.waitUntil(lambda: len(steps) >= 5)


def test_closing_the_window_interrupts_a_linear_program(quantile, programs):
    quantile.close()
    assert not [t for t in threading.enumerate() if t.name == "mirrors-worker"]
    assert_interrupted(programs)


def test_escape_stops_all_that_runs_beside_the_question(tour):
    """The search of a size, the choice of λ, a forecast, the bands: each until it is stopped."""
    window, started = tour.window, []

    def endless(monitor):
        started.append(monitor)
        while True:
            monitor(Progress("computing"))
            yield None

    views = {view.title: view for view in window.views}
    strip = window.strip
    runners = [
        *(strip.size_field.runner, strip.choice.runner),
        *(views["Forecast"].runner, views["Uncertainty"].runner),
    ]
    for runner in runners:
        runner.advanced.disconnect()  # there is nothing to show
        runner.start(endless)
    tour.until(lambda: len(started) == len(runners))
    tour.key(Qt.Key.Key_Escape)
    assert not any(runner.running for runner in runners)
