"""Answers without a worker, for panels alone: small fits, many units, and a hand at a plot."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, Qt

from mirrors_engine import Architecture, Signal
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_gui.headless import pause

ABS = Architecture("abs", 3)


def smooth(n: int = 40) -> Signal:
    rng = np.random.default_rng(3)
    x = np.linspace(0, 10, n)
    return Signal(x, np.sin(x) + 0.1 * rng.normal(size=n), x_name="depth", y_name="speed")


def with_units(result, count):
    """`result` with `count` random features and weights: enough to be drawn."""
    rng = np.random.default_rng(0)
    n = len(result.signal)
    drawn = np.arange(n * n)
    rng.shuffle(drawn)
    pairs = [(0, 0, int(p // n), int(p % n)) for p in drawn if p // n != p % n][:count]
    dictionary = build_dictionary(result.architecture, result.signal.x)
    features = tuple(dictionary.feature(key) for key in sorted(pairs))
    weights = np.linspace(1.0, 2.0, count) * np.where(rng.random(count) < 0.5, -1, 1)
    rng.shuffle(weights)
    return dataclasses.replace(result, features=features, weights=weights)


def answer(session, result):
    """Put a result into the session, without its worker."""
    signal = None if result is None else result.signal
    network = session.architecture if result is None else result.architecture
    session.question = dataclasses.replace(session.question, signal=signal, architecture=network)
    session.result = result
    session.resultChanged.emit(result)


def by_size(result):
    return np.argsort(-np.abs(result.weights), kind="stable")


def click(qtbot, plot, x, y):
    """Click at a point of a plot given in its own coordinates."""
    pause(0.02)  # the layout of axes settles
    at = plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(x, y)))
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)


def calls(act: Callable[[], object]) -> int:
    """How many functions are called by `act`: its work, on however busy a machine."""
    count = 0

    def note(_frame, event: str, _argument) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count
