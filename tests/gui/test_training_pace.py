"""Training that moves: pause, step, reset and speed by clicks; what is drawn was trained."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mirrors_engine import Signal
from mirrors_gui.compute.pace import Pace
from mirrors_gui.panels.training.panel import TrainingPanel
from mirrors_gui.panels.training.plots import round_up

SIX = Signal([0, 4, 5, 7, 10, 11], [0, 0, 0, 2, 3, 3], name="six")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def training(window, settled):
    """The window on six points with the Training view up, a long run set."""
    window.session.set_signal(SIX)
    settled(window.session)
    window.show_view("Training")
    panel = window.findChild(TrainingPanel, "trainingPanel")
    panel.restore_state({"starts": 3, "steps": 100_000, "units": 4})
    return panel


def steps(panel):
    view = panel.session.training.view
    return -1 if view is None else int(view.training.steps[0][-1])


def threads():
    return [t for t in threading.enumerate() if t.name == "mirrors-training"]


def test_reset_shows_the_starts_and_step_moves_them_one_by_one(training, until):
    panel, trainer = training, training.session.training
    layer = panel.window().fit_area.training
    QTest.mouseClick(panel.pacing.reset, LEFT)
    until(lambda: steps(panel) == 0)
    assert trainer.running and trainer.paused
    assert panel.pacing.pause.accessibleName() == "Go on"
    drawn = np.array(layer.best.getData()[1])
    for step in (1, 2, 3):
        QTest.mouseClick(panel.pacing.step, LEFT)
        until(lambda step=step: steps(panel) == step)
        assert f"step {step}" in panel.facts.text()
    view = trainer.view
    np.testing.assert_array_equal(view.training.steps[0], [0, 1, 2, 3])
    best = view.training.networks[view.training.best]
    x, y = layer.best.getData()
    np.testing.assert_allclose(y, best.forward(np.array(x)), atol=1e-9)
    assert len(y) != len(drawn) or not np.array_equal(y, drawn)
    # a dot is a kink of one of the other functions, on that function
    dots = np.array([(p.x(), p.y()) for p in layer.others.points])
    others = [c for k, c in enumerate(view.training.networks) if k != view.training.best]
    values = np.array([c.forward(dots[:, 0]) for c in others])
    assert len(dots) > 0
    assert np.abs(values - dots[:, 1]).min(axis=0).max() < 1e-9
    trainer.stop()
    _pause_and_go_on(panel, trainer, until)
    _a_step_of_a_run_lets_it_rest(panel, trainer, until)


def _pause_and_go_on(panel, trainer, until):
    QTest.mouseClick(panel.button, LEFT)
    until(lambda: steps(panel) > 3)
    QTest.mouseClick(panel.pacing.pause, LEFT)
    assert trainer.paused
    for _ in range(3):
        QTest.mouseClick(panel.pacing.step, LEFT)
    # every step of a run that rests is read
    until(lambda: list(np.diff(trainer.view.training.steps[0][-4:])) == [1, 1, 1])
    held = steps(panel)
    QTest.mouseClick(panel.pacing.pause, LEFT)
    assert not trainer.paused
    until(lambda: steps(panel) > held + 3)
    QTest.mouseClick(panel.button, LEFT)
    assert not trainer.running and not panel.pacing.pause.isEnabled()


def _a_step_of_a_run_lets_it_rest(panel, trainer, until):
    QTest.mouseClick(panel.pacing.step, LEFT)  # no run: it shows the starts
    until(lambda: steps(panel) == 0)
    QTest.mouseClick(panel.pacing.pause, LEFT)
    until(lambda: steps(panel) > 2)
    QTest.mouseClick(panel.pacing.step, LEFT)
    assert trainer.running and trainer.paused


def test_escape_and_closing_end_a_run(training, until):
    panel, trainer = training, training.session.training
    for begin in (panel.pacing.reset, panel.button):  # at rest, and under way
        QTest.mouseClick(begin, LEFT)
        until(lambda: trainer.view is not None)
        QTest.keyClick(panel.window(), Qt.Key.Key_Escape)
        assert not trainer.running
        until(lambda: not threads())
        assert trainer.view is not None and not trainer.stale  # what it has reached stays on show
    QTest.mouseClick(panel.pacing.reset, LEFT)
    until(lambda: trainer.view is not None)
    panel.window().close()
    assert not threads()


def test_the_last_step_is_shown_at_every_speed(training, until):
    panel, trainer = training, training.session.training
    panel.restore_state({"steps": 7})
    seen = []
    trainer.viewChanged.connect(lambda: seen.append(steps(panel)))
    box = panel.pacing.speed
    box.setFocus()
    for speed in (None, 300.0, 60.0):
        while box.currentData() != speed:
            QTest.keyClick(box, Qt.Key.Key_Down)
        seen.clear()
        QTest.mouseClick(panel.button, LEFT)
        until(lambda: not trainer.running)
        assert trainer.view.training.done
        assert steps(panel) == 7 == seen[-1]
        assert seen == sorted(seen)


def test_a_pace_lets_through_what_it_is_asked_for():
    pace = Pace(paused=True)
    assert pace.wanted()  # every step of a run that rests is shown
    pace.step()
    pace.rest(lambda: None)  # returns at once: a step was asked for
    free = Pace(speed=240.0)
    assert [free.wanted() for _ in range(4)] == [False, False, False, True]
    began = time.monotonic()
    free.rest(lambda: None)
    assert time.monotonic() - began >= 0.5 * 4 / 240


def test_what_ends_a_run_ends_its_rest():
    pace = Pace(paused=True)

    def check():
        raise InterruptedError

    pace.wanted()
    with pytest.raises(InterruptedError):
        pace.rest(check)


def test_the_axis_of_steps_grows_with_a_run():
    assert [round_up(n) for n in (0, 1, 10, 11, 20, 21, 50, 51, 500, 501)] == [
        *(10, 10, 10, 20, 20, 50, 50, 100, 500, 1000)
    ]
