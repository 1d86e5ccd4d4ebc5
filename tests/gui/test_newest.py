"""Moves that come faster than frames: the first at once, then the newest, and none is lost."""

from __future__ import annotations

import pytest

from mirrors_gui.headless import pause
from mirrors_gui.model.newest import Newest


@pytest.fixture
def taken(qapp):
    found = []
    return Newest(found.append), found


def test_of_many_in_one_turn_the_first_and_the_last_arrive(taken, qtbot):
    moves, found = taken
    for k in range(50):
        moves.offer(k)
    assert found == [0]
    qtbot.waitUntil(lambda: len(found) == 2)
    assert found == [0, 49]
    pause(0.1)
    assert found == [0, 49]


def test_what_waits_can_be_handed_on_now(taken):
    moves, found = taken
    for k in range(3):
        moves.offer(k)
    moves.flush()
    assert found == [0, 2]
    moves.flush()
    assert found == [0, 2]


def test_a_value_after_a_pause_is_taken_at_once(taken):
    moves, found = taken
    moves.offer("a")
    pause(0.1)
    moves.offer("b")
    assert found == ["a", "b"]
