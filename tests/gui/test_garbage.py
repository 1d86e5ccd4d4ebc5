"""No thread but the window's destroys what belongs to the window."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from mirrors_gui.compute import garbage


def a_widget_in_a_cycle() -> tuple[QWidget, list[int]]:
    """And the list that the number of the thread comes into which destroys it."""
    widget, where = QWidget(), []
    widget.itself = widget
    widget.destroyed.connect(
        lambda *_: where.append(threading.get_ident()), Qt.ConnectionType.DirectConnection
    )
    return widget, where


def test_a_worker_that_makes_many_objects_destroys_no_widget(qtbot):
    widget, where = a_widget_in_a_cycle()
    del widget
    worker = threading.Thread(target=lambda: [[[]] for _ in range(300_000)])
    worker.start()
    worker.join()
    assert where == []
    kept = []
    qtbot.waitUntil(lambda: kept.append([[] for _ in range(1000)]) or bool(where))
    assert where == [threading.get_ident()]


@pytest.fixture
def old_soon():
    usual = gc.get_threshold()
    gc.set_threshold(usual[0], 1, 1)
    yield
    gc.set_threshold(*usual)


def test_what_grew_old_before_it_was_left_is_collected_too(qtbot, old_soon):
    widget, where = a_widget_in_a_cycle()
    gc.collect(1)
    gc.collect(1)
    assert any(o is widget for o in gc.get_objects(2))
    del widget
    kept = []
    qtbot.waitUntil(lambda: kept.append([[] for _ in range(1000)]) or bool(where))
    assert where == [threading.get_ident()]


def test_full_collections_take_a_hundredth_of_the_time(qtbot, monkeypatch):
    clock, generations = [0.0], []

    def collect(generation=2):
        generations.append(generation)
        clock[0] += 0.2 if generation == 2 else 0.0

    monkeypatch.setattr(garbage.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(garbage.gc, "collect", collect)
    monkeypatch.setattr(garbage.gc, "get_count", lambda: (10**6, 10**6, 10**6))
    parent = QObject()
    collector = garbage.WindowCollector(parent)
    for _ in range(2000):  # 50 ms apart
        collector._collect()
        clock[0] += 0.05
    assert generations.count(2) == 5  # 100 s, of which each takes 0.2
    assert set(generations) == {1, 2}
    parent.deleteLater()
