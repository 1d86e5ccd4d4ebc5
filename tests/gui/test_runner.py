"""Side jobs: newest event wins, stopping is quick, nothing outlives its owner."""

from __future__ import annotations

import threading
import time

import pytest
import shiboken6
from PySide6.QtCore import QObject

from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.progress import Progress
from mirrors_gui.compute.runner import Run, Runner
from mirrors_gui.headless import PATIENCE


@pytest.fixture
def task(qtbot):
    made = Runner("test")
    yield made
    made.close()
    assert not [t for t in threading.enumerate() if t.name == "mirrors-test"]


def counting(n):
    def job(monitor):
        for k in range(n):
            monitor(Progress("counting"))
            time.sleep(0.002)
            yield k

    return job


def test_the_last_event_arrives(qtbot, task):
    seen = []
    task.advanced.connect(seen.append)
    with qtbot.waitSignal(task.ended):
        task.start(counting(60))
        assert task.running
    assert seen[-1] == 59
    assert seen == sorted(seen)
    assert not task.running


def test_a_refusal_is_said_in_its_own_words(qtbot, task):
    def job(monitor):
        yield 1
        raise SettingError("Take fewer.")

    with qtbot.waitSignal(task.failed) as caught:
        task.start(job)
    assert caught.args == ["Take fewer."]


def test_an_accident_is_not_shown_as_a_traceback(qtbot, task, caplog):
    def job(monitor):
        yield 1
        raise ZeroDivisionError

    with qtbot.waitSignal(task.failed) as caught:
        task.start(job)
    assert caught.args == ["Something unexpected went wrong; the log says what."]
    assert "ZeroDivisionError" in caplog.text


def test_stopping_and_starting_again_delivers_only_the_new(qtbot, task):
    seen = []
    task.advanced.connect(seen.append)
    task.start(counting(100_000))
    qtbot.waitUntil(lambda: bool(seen))
    task.stop()
    assert not task.running
    seen.clear()

    def other(monitor):
        yield "new"

    with qtbot.waitSignal(task.ended):
        task.start(other)
    assert seen == ["new"]


def test_nothing_is_announced_once_a_job_has_been_stopped(qtbot, task):
    """Whoever stopped it may be deleted the moment after: an announcement would be to nobody."""
    announcing, stopped, order = threading.Event(), threading.Event(), []

    def announce():
        announcing.set()
        stopped.wait(0.2)  # `stop` has to wait: it cannot come between decision and deed
        order.append("announced")

    run = Run(announce)
    thread = threading.Thread(target=run.work, args=(counting(100_000), "test"))  # not over
    thread.start()
    assert announcing.wait(PATIENCE)
    run.stop()
    order.append("stopped")
    stopped.set()
    thread.join(PATIENCE)
    assert order == ["announced", "stopped"]
    with pytest.raises(Cancelled):
        run.post(0)
    assert order == ["announced", "stopped"]


def test_a_job_ends_with_the_window_that_began_it(qtbot, caplog):
    """Also one that was begun when the window had been closed, by a field that lost the focus."""
    window = QObject()
    runner = Runner("test", window)
    runner.close()
    going = threading.Event()

    def endless(monitor):
        while True:
            monitor(Progress("counting"))
            going.set()
            yield 0

    run = runner.start(endless)
    assert going.wait(PATIENCE)
    shiboken6.delete(window)
    run.thread.join(PATIENCE)
    assert not run.thread.is_alive()
    assert "deleted" not in caplog.text
