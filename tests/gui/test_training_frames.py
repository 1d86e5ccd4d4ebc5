"""Training moves at frame rate: counted by a clock of our own, nothing here is timed.

Two links carry a step of the run to the screen: the pace publishes steps, and the window takes the
newest at each tick of its frame timer. Both are counted, each alone.
"""

from __future__ import annotations

import threading
from itertools import pairwise

import numpy as np
import pytest
from answers import smooth
from PySide6.QtCore import QEvent, QObject, Qt

from mirrors_engine.training import TrainingSettings
from mirrors_gui.compute import pace as pace_module
from mirrors_gui.compute.pace import Pace
from mirrors_gui.compute.training import views
from mirrors_gui.headless import pause
from mirrors_gui.model import trainer as trainer_module
from mirrors_gui.panels.training.pacing import SPEEDS

LONGEST_FRAME = 1 / 30  # s


class Clock:
    """A run on a clock that only steps, drawings and rests move on."""

    def __init__(self, monkeypatch, speed: float | None, step: float, made: float) -> None:
        self.now, self.step, self.made = 100.0, step, made
        self.steps, self.shown = 0, []
        monkeypatch.setattr(pace_module, "time", self)
        self.pace = Pace(speed=speed)
        self.pace._changed = self

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def __enter__(self):
        return self

    def __exit__(self, *_error) -> None:
        pass

    def notify_all(self) -> None:
        pass

    def run(self, seconds: float) -> None:
        """Steps of a run as `views` and the engine make them."""
        end, self.steps, self.shown = self.now + seconds, 0, []
        while self.now < end:
            self.now += self.step
            self.steps += 1
            if self.pace.wanted():
                self.shown.append(self.now)
                self.now += self.made
                self.pace.rest(lambda: None)


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_run_publishes_a_state_each_frame_at_every_speed(monkeypatch, speed):
    clock = Clock(monkeypatch, speed, step=2e-4, made=3e-3)
    clock.run(10.0)
    gaps = [after - before for before, after in pairwise(clock.shown)]
    slowest = LONGEST_FRAME if speed is None else max(LONGEST_FRAME, 1 / speed)
    assert min(gaps) > 1 / 61 and max(gaps) <= slowest + 2 * clock.step
    if speed is not None:
        assert abs(clock.steps - 10 * speed) <= speed / 60 + 1
        assert abs(len(clock.shown) - 10 * min(speed, 60)) <= 1


def test_states_that_take_long_to_make_leave_half_of_the_time_to_training(monkeypatch):
    clock = Clock(monkeypatch, None, step=1e-3, made=0.04)
    clock.run(10.0)
    assert clock.steps * clock.step >= 0.49 * 10
    assert len(clock.shown) * clock.made >= 0.45 * 10


def test_another_speed_holds_from_the_next_state_on(monkeypatch):
    clock = Clock(monkeypatch, 2.0, step=2e-4, made=3e-3)
    for speed, states in ((2.0, 2), (10.0, 10), (300.0, 60), (60.0, 60)):
        clock.pace.set_speed(speed)
        clock.run(0.5)  # what the state before has still to wait for
        clock.run(5.0)
        assert abs(len(clock.shown) - 5 * states) <= 1


class Paints(QObject):
    """Counts the frames that a widget paints."""

    count = 0

    def eventFilter(self, _watched, event) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class Replay:
    """States of a real run, published one by one when the test says so."""

    def __init__(self, result, count: int) -> None:
        def monitor(_progress) -> None:
            pass

        every = Pace()
        every.wanted = lambda _read=True: True  # each step, as of a run that rests
        every.rest = lambda _check: None
        settings = TrainingSettings(starts=3, steps=count, units=4)
        self.states = list(views(result, settings, False, every, monitor))
        self._wanted, self._posted = threading.Semaphore(0), threading.Semaphore(0)
        self.at = -1

    def __call__(self, _result, _settings, _connected, _pace, _monitor):
        for state in self.states:
            self._wanted.acquire()
            yield state
            self._posted.release()

    def publish(self, count: int = 1) -> None:
        """So many more; returns when the last of them is in the mailbox of the window."""
        for _ in range(count):
            self._wanted.release()
            self._posted.acquire()
            self.at += 1

    def end(self) -> None:
        self._wanted.release(len(self.states))

    @property
    def newest(self):
        return self.states[self.at]


def test_each_tick_of_the_frame_timer_paints_the_newest_state_once(window, until, monkeypatch):
    session = window.session
    session.set_signal(smooth())
    until(lambda: not session.busy)
    replay = Replay(session.result, 40)
    monkeypatch.setattr(trainer_module, "views", replay)
    trainer, plot = session.training, window.fit.fit
    frame = trainer._runner._frame
    assert frame.interval() <= 1000 * LONGEST_FRAME
    assert frame.timerType() == Qt.TimerType.PreciseTimer
    frame.setInterval(10**8)  # from here on it ticks when the test says so
    layer, paints, changes = window.fit_area.training, Paints(), []
    trainer.start(TrainingSettings(starts=3, steps=40, units=4))
    replay.publish()
    until(lambda: trainer.view is replay.newest)  # the first comes at once
    pause(0.5)
    plot.viewport().installEventFilter(paints)
    trainer.viewChanged.connect(lambda: changes.append(trainer.view))
    for published in (1, 1, 3, 1, 7, 2):
        paints.count = 0
        changes.clear()
        replay.publish(published)
        pause(0.02)
        assert not changes and paints.count == 0  # nothing is drawn between two ticks
        frame.timeout.emit()
        assert changes == [replay.newest]
        until(lambda: paints.count > 0)
        pause(0.05)
        assert paints.count == 1
        x, y = layer.best.getData()
        np.testing.assert_array_equal(np.array(y), replay.newest.best.y)
        np.testing.assert_array_equal(window.fit.scale.back(np.array(x)), replay.newest.best.x)
    plot.viewport().removeEventFilter(paints)
    trainer.stop()
    replay.end()
