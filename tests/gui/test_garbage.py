"""No thread but the window's destroys what belongs to the window."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


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
