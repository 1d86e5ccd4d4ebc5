"""The wheel ends where there is nothing more to see; a double click sees all again."""

from __future__ import annotations

import numpy as np
import pytest
from user_driver import wheel

from mirrors_engine import Signal
from mirrors_gui.model.axes import AxesSettings


def spans(window):
    fit = window.fit.fit
    (left, right), (low, high) = fit.getViewBox().viewRange()
    return right - left, high - low


def turn(window, way: int, times: int) -> None:
    view = window.fit.fit
    for _ in range(times):
        wheel(view.viewport(), view.viewport().rect().center(), 480 * way)


@pytest.mark.parametrize("scale", [1.0, 1e-9, 1e12])
def test_the_wheel_stops_far_out_and_far_in(shared_window, settled, scale):
    window, x = shared_window, np.linspace(0.0, 10.0, 30) * scale
    window.session.set_signal(Signal(x, np.sin(x / scale) * scale))
    settled(window.session)
    whole = spans(window)
    turn(window, -1, 60)
    out = spans(window)
    assert all(5 < far / near < 50 for far, near in zip(out, whole, strict=True))
    turn(window, 1, 150)
    close = spans(window)
    assert all(1e-10 < near / far < 1e-4 for near, far in zip(close, whole, strict=True))
    window.fit.see_all()
    assert spans(window) == pytest.approx(whole)


def test_a_range_that_was_chosen_is_seen_whatever_the_data(shared_window, settled):
    window = shared_window
    window.session.set_signal(Signal(np.arange(9.0), np.arange(9.0) % 3))
    settled(window.session)
    axes = window.session.axes
    axes.set(AxesSettings(x_low=-1e6, x_high=1e6))
    (left, right), _ = window.fit.fit.getViewBox().viewRange()
    assert (left, right) == pytest.approx((-1e6, 1e6))
    axes.set(AxesSettings())
