"""Builds the function on show neuron by neuron, by itself or by hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, QVariantAnimation, Signal

from mirrors_gui.compute.partial_sums import PartialSum, partial_sum
from mirrors_gui.compute.polyline import Curve
from mirrors_gui.style import motion

LONGEST_MS = 1000  # of the animation of one neuron
MOVING = 0.8  # share of the time of a step in which something moves


class Builder(QObject):
    """The part of the answer that is drawn, and what moves while a neuron is added.

    Attributes
    ----------
    part : PartialSum or None
        What is drawn; None while nothing is built.
    before : PartialSum or None
        What the part grows from.
    share : float
        How much of the way from `before` to `part` is done.
    playing : bool
        Whether neurons are added by themselves.
    speed : float
        Neurons a second.

    Signals
    -------
    changed : the part is another, or none
    moved : float, the share
    playingChanged : bool
    """

    changed = Signal()
    moved = Signal(float)
    playingChanged = Signal(bool)

    def __init__(self, session: Any) -> None:
        super().__init__(session)
        self._session = session
        self.part: PartialSum | None = None
        self.before: PartialSum | None = None
        self.share = 1.0
        self.playing = False
        self.speed = 1.0
        self._motion = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._motion.valueChanged.connect(self._move)
        self._motion.finished.connect(self._schedule)
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._go_on)
        session.resultChanged.connect(lambda _: self.close())
        session.closing.connect(self.close)

    @property
    def possible(self) -> bool:
        """Whether there is a function on a line with neurons to add."""
        result, curve = self._session.result, self._session.curve
        return result is not None and isinstance(curve, Curve) and len(result.weights) > 0

    def start(self) -> None:
        """Begin with the constant alone, and play."""
        if not self.possible:
            return
        self._show(0, moving=False)
        self.play(True)

    def close(self) -> None:
        """Show the answer alone again."""
        if self.part is None:
            return
        self.play(False)
        self._motion.stop()
        self.part = self.before = None
        self._session.select(None)
        self.changed.emit()

    def play(self, on: bool) -> None:
        """Add neurons by themselves, from the constant again where all are there."""
        if self.part is None:
            return
        if on and self.part.whole:
            self._show(0, moving=False)
        if on != self.playing:
            self.playing = on
            self.playingChanged.emit(on)
        if on:
            self._next.start(self._rest)
        else:
            self._next.stop()

    def step(self, by: int) -> None:
        """Add a neuron, or take the last one away; play ends."""
        if self.part is None:
            return
        self.play(False)
        count = self.part.count + by
        if 0 <= count <= len(self.part.order):
            self._show(count, moving=by == 1)

    def set_speed(self, neurons: float) -> None:
        self.speed = neurons

    @property
    def _rest(self) -> int:
        """Milliseconds between two neurons in which nothing moves."""
        still = 1.0 if motion.reduced() else 1.0 - MOVING
        return round(1000 * still / self.speed)

    def _go_on(self) -> None:
        """The next neuron, or the end of play."""
        part = self.part
        if part is None or not self.playing:
            return
        if part.whole:
            self.play(False)
            return
        self._show(part.count + 1, moving=True)
        if motion.reduced():
            self._schedule()

    def _schedule(self) -> None:
        """What comes after a neuron that is all there."""
        if self.playing and self.part is not None:
            if self.part.whole:
                self.play(False)
            else:
                self._next.start(self._rest)

    def _show(self, count: int, moving: bool) -> None:
        session = self._session
        self._motion.stop()
        self.before = self.part
        self.part = partial_sum(session.result, count, session.curve)
        moving = moving and not motion.reduced()
        self.share = 0.0 if moving else 1.0
        feature = self.part.newest
        session.select(None if feature is None else feature.key)
        self.changed.emit()
        if moving:
            self._motion.setDuration(round(min(LONGEST_MS, 1000 * MOVING / self.speed)))
            self._motion.start()

    def _move(self, share: float) -> None:
        # it emits its value also while its duration is set
        if self._motion.state() == QVariantAnimation.State.Running:
            self.share = float(share)
            self.moved.emit(self.share)
