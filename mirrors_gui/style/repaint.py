"""Turns of the event loop, and painting once what changes in several of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from weakref import WeakKeyDictionary

from pyqtgraph import GraphicsView
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

TURN_MS = 1  # with 0 a shot is a posted event, done in this very turn


def next_turn(owner: QObject, act: Callable[[], object]) -> None:
    """Act when what is posted has been done and what came from outside was heard."""
    QTimer.singleShot(TURN_MS, owner, act)


def in_turns(owner: QObject, acts: Iterable[Callable[[], object]]) -> None:
    """Do one after the other, each in a turn of its own, so that none of them is felt."""
    rest = iter(acts)

    def act() -> None:
        each = next(rest, None)
        if each is not None:
            each()
            next_turn(owner, act)

    next_turn(owner, act)


def find_ranges(widget: QWidget) -> None:
    """Let the plots on a widget find theirs: else they do as they are painted, and axes move."""
    for plot in widget.findChildren(GraphicsView):
        if plot.isVisible():
            plot.scene().prepareForPaint()


OPAQUE = Qt.WidgetAttribute.WA_OpaquePaintEvent
_holders: WeakKeyDictionary[QWidget, set[int]] = WeakKeyDictionary()  # of each held widget
_opaque: WeakKeyDictionary[QWidget, bool] = WeakKeyDictionary()  # before it was held


def hold_painting(widget: QWidget, holder: object) -> None:
    """Paint a widget no more until each that holds it has released it.

    What was to be painted already is asked for all the same: the window paints its ground there
    and leaves the widget out, unless that is opaque. So it is, and its old picture stays.
    """
    holders = _holders.setdefault(widget, set())
    if not holders:
        _opaque[widget] = widget.testAttribute(OPAQUE)
        widget.setAttribute(OPAQUE)
    holders.add(id(holder))
    widget.setUpdatesEnabled(False)


def release_painting(widget: QWidget, holder: object) -> None:
    """End the hold of one; the widget is painted again where no other holds it."""
    others = _holders.get(widget, set())
    others.discard(id(holder))
    if not others:
        widget.setAttribute(OPAQUE, _opaque.pop(widget, widget.testAttribute(OPAQUE)))
        widget.setUpdatesEnabled(True)


class PaintOnce:
    """Holds the painting of some widgets until what changes now has settled.

    A graphics scene paints its whole window as soon as one of its items has changed, and
    layouts move widgets for some events more: one answer would be painted up to five times.
    Then they are painted together: painted one after the other, some would show another answer
    than the rest for as long as λ is played or dragged.
    """

    def __init__(self, *widgets: QWidget) -> None:
        self._widgets = widgets
        self._held = self._prepared = False
        self._turn = QTimer(widgets[0], singleShot=True, interval=TURN_MS)
        self._turn.timeout.connect(self._go_on)

    def hold(self, _change: object = None) -> None:
        if self._held or not self._widgets[0].updatesEnabled():
            return  # as they are already, or what they are part of
        self._held, self._prepared = True, False
        for widget in self._widgets:
            hold_painting(widget, self)
        self._turn.start()

    def _go_on(self) -> None:
        for widget in self._widgets:
            find_ranges(widget)
        if not self._prepared:
            # what this posts is done before the timer is heard again
            self._prepared = True
            self._turn.start()
            return
        self._held = False
        for widget in self._widgets:
            release_painting(widget, self)
