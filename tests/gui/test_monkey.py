"""A seeded monkey over the whole window: no exception, no hang, and no wrong number.

`MIRRORS_MONKEY=5000 MIRRORS_MONKEY_SEED=3 pytest tests/gui/test_monkey.py` for the long run.
"""

from __future__ import annotations

import os

import invariants
import pytest
from error_capture import capture_errors
from monkey import Monkey

from mirrors_engine.errors import Cancelled
from mirrors_gui.style import theme as themes

ACTIONS = int(os.environ.get("MIRRORS_MONKEY", "250"))
SEED = int(os.environ.get("MIRRORS_MONKEY_SEED", "1"))
EVERY = 25  # actions between two checks of the numbers
LONGEST_CHECK = 20.0  # seconds of a solve that is not done again


@pytest.fixture
def monkey(window, settled, tmp_path):
    settled(window.session)
    made = Monkey(window, SEED, tmp_path)
    yield made
    made.close_all()
    window.presentation.show_everything()
    themes.set_type_scale(1.0)


def fresh(result) -> bool:
    """Solve it again from nothing, unless that takes too long; whether it was done."""
    import time

    end = time.monotonic() + LONGEST_CHECK

    def monitor(_progress) -> None:
        if time.monotonic() > end:
            raise Cancelled("takes too long")

    try:
        invariants.same_as_fresh(result, monitor)
    except Cancelled:
        return False
    return True


def test_nothing_a_monkey_does_breaks_the_window(monkey):
    compared = 0
    with capture_errors() as found:
        for count in range(1, ACTIONS + 1):
            try:
                monkey.act()
                assert not found, found
                if count % EVERY == 0 or count == ACTIONS:
                    monkey.settle()
                    assert not found, found
                    invariants.check_window(monkey.window)
                    result = monkey.session.result
                    compared += result is not None and fresh(result)
            except BaseException:
                print(f"seed {SEED}, action {count}:", *monkey.trail, sep="\n  ")
                raise
    print(f"slowest: {monkey.slowest[1]} ({monkey.slowest[0]:.2f} s), compared {compared}")
    assert compared >= ACTIONS // EVERY / 4  # there may be no answer, or one that takes too long
