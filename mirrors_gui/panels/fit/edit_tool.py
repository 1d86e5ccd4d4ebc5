"""Editing the data by hand: drag, add and delete points, and watch the optimum follow."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from mirrors_engine import Signal as Samples
from mirrors_engine.errors import MirrorsError
from mirrors_engine.signals.exclusion import with_excluded_of
from mirrors_gui.model.newest import Newest
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.picking import REACH
from mirrors_gui.panels.fit.axes import FitAxes
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.translate import mark, tr

MOST = 5000  # samples; more are drawn as an envelope, in which no point can be picked
MOVE = mark("move a point")
STICKY = 10.0  # px the pointer may stray before a drag moves x too
SAME = 1e-7  # of the range of x: closer points would merge
_STEPS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}


class EditTool(QObject):
    """Turns gestures on the fit plot into edits of the session's signal.

    An edit waits until the answer to the one before it is there, the newest only: so the
    function follows as fast as it can be solved, and the dragged disc follows the pointer.
    """

    activeChanged = Signal(bool)
    refused = Signal(str)

    def __init__(self, plot: FitAxes) -> None:
        super().__init__(plot)
        self.plot = plot
        self.active = False
        self.index: int | None = None  # of the point in hand or chosen by a click
        self._of: Samples | None = None  # that it is one of
        self._waiting: tuple[Samples, int, str] | None = None
        self._pressed: QPointF | None = None
        self._moving = False
        self._free = False
        self._drags = Newest(self._drag, self)
        self.ring = plots.Marks(pxMode=True, size=15, brush=None)
        self.ring.setZValue(20)
        plot.fit.addItem(self.ring, ignoreBounds=True)
        plot.fit.viewport().installEventFilter(self)
        plot.fit.installEventFilter(self)

    def bind(self, session: Session) -> None:
        self.session = session
        session.signalChanged.connect(self._follow)
        session.busyChanged.connect(lambda busy: None if busy else self._send())

    def apply_theme(self, theme: Theme) -> None:
        self.ring.setPen(plots.pen(theme, "text", 1.75))

    def set_active(self, active: bool) -> None:
        """Begin or end editing."""
        signal = self.session.signal
        if active and signal is not None:
            refusal = ""
            if signal.dimension > 1:
                refusal = tr("Points can be edited where there is one column of x: choose one.")
            elif len(signal) > MOST:
                refusal = tr(
                    "Points can be edited up to {most} samples: thin the signal first.", most=MOST
                )
            if refusal:
                self.refused.emit(refusal)
                active = False
        if not active:
            self._let_go()
            self._choose(None)
        self.active = active
        self.plot.fit.setCursor(
            Qt.CursorShape.CrossCursor if active else Qt.CursorShape.ArrowCursor
        )
        if active:
            self.plot.fit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.activeChanged.emit(active)

    # edits

    def move(self, index: int, x: float, y: float) -> None:
        """Put one point elsewhere."""
        signal = self._latest()
        xs, ys = signal.x.copy(), signal.y.copy()
        xs[index], ys[index] = self._apart(signal, x, index), y
        self._ask(xs, ys, signal.weights, float(xs[index]), tr(MOVE))

    def add(self, x: float, y: float) -> None:
        """One more point, as heavy as the others are on average."""
        signal = self._latest()
        x = self._apart(signal, x, None)
        weights = np.r_[signal.weights, float(signal.weights.mean())]
        self._ask(np.r_[signal.x, x], np.r_[signal.y, y], weights, x, tr("add a point"))

    def delete(self, index: int) -> None:
        """One point less; the last one stays."""
        signal = self._latest()
        if len(signal) == 1:
            self.refused.emit(tr("One point has to stay: add another one first."))
            return
        kept = np.arange(len(signal)) != index
        weights = signal.weights[kept]
        self._choose(None)
        self._ask(signal.x[kept], signal.y[kept], weights, None, tr("delete a point"))

    def _latest(self) -> Samples:
        """The signal with the edit that waits."""
        return self.session.signal if self._waiting is None else self._waiting[0]

    def _ask(
        self, x: np.ndarray, y: np.ndarray, weights: np.ndarray, at: float | None, words: str
    ) -> None:
        try:
            signal = with_excluded_of(
                Samples(x, y, weights).named_like(self.session.signal), self.session.signal
            )
        except MirrorsError as error:
            self.refused.emit(str(error))
            return
        index = -1 if at is None else int(np.argmin(np.abs(signal.x - at)))
        self._waiting = (signal, index, words)
        if index >= 0:
            self._choose(index, signal)
        if not (self._moving and self.session.busy):
            self._send()

    def _send(self) -> None:
        """Hand the newest edit over."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            signal, _, words = waiting
            key = "move" if words == tr(MOVE) else None
            self.session.edit_signal(signal, words, key)

    def _apart(self, signal: Samples, x: float, own: int | None) -> float:
        """`x`, or the nearest place where it does not coincide with another sample."""
        others = np.delete(signal.x, own) if own is not None else signal.x
        room = SAME * (float(signal.x[-1] - signal.x[0]) or 1.0)
        while len(others) and float(np.abs(others - x).min()) < room:
            x += 2 * room
        return x

    # what is chosen

    def _choose(self, index: int | None, signal: Samples | None = None) -> None:
        self.index = index
        self._of = signal = signal if signal is not None else self.session.signal
        if index is None or signal is None:
            self.ring.clear()
        else:
            self.ring.setData([self.plot.scale.at(signal.x[index])], [signal.y[index]])

    def show_chosen(self) -> None:
        """Ring the chosen point anew, where the axes have it now."""
        if self._of is self._latest():  # else other data are in force, which are followed next
            self._choose(self.index, self._of)

    def _follow(self, signal: Samples) -> None:
        """Another signal: what was chosen stays only if it came from here."""
        if self.active and (signal.dimension > 1 or len(signal) > MOST):
            self.set_active(False)
        elif not self.session.edited or self.index is None or self.index >= len(signal):
            self._choose(None)
        else:
            self._choose(self.index)

    def _near(self, position: QPointF) -> int | None:
        """The sample under the pointer."""
        signal, box = self._latest(), self.plot.fit.getViewBox()
        if signal is None:
            return None
        at = box.mapSceneToView(position)
        across, up = box.viewPixelSize()
        distance = np.hypot(
            (self.plot.scale.to(signal.x) - at.x()) / across, (signal.y - at.y()) / up
        )
        best = int(np.argmin(distance))
        return best if distance[best] <= REACH else None

    # gestures

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.active or self.session.signal is None:
            return False
        kind = event.type()
        if isinstance(event, QKeyEvent) and watched is self.plot.fit:
            if kind == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # here it ends editing, not a computation
                return True
            return kind == QEvent.Type.KeyPress and self._key(event)
        if not isinstance(event, QMouseEvent) or watched is not self.plot.fit.viewport():
            return False
        position = self.plot.fit.mapToScene(event.position().toPoint())
        if not self.plot.fit.getViewBox().sceneBoundingRect().contains(position) and (
            self._pressed is None
        ):
            return False
        left = event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonDblClick and left:
            return self._double(position)
        if kind == QEvent.Type.MouseButtonPress:
            near = self._near(position)
            if event.button() == Qt.MouseButton.RightButton and near is not None:
                self.delete(near)
                return True
            if left:
                return self._press(near, position)
        if kind == QEvent.Type.MouseMove and self._pressed is not None:
            upright = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._drags.offer((position, upright))
            return True
        if kind == QEvent.Type.MouseButtonRelease and left and self._pressed is not None:
            self._let_go()
            return True
        return False

    def _press(self, near: int | None, position: QPointF) -> bool:
        self._choose(near)
        if near is None:
            return False  # an empty place pans, as always
        self._pressed, self._free = position, False
        self.plot.fit.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def _drag(self, to: tuple[QPointF, bool]) -> None:
        position, upright = to
        if self._pressed is None or self.index is None:
            return
        if not self._moving:
            self._moving = True
            self._from = float(self._latest().x[self.index])
            self.session.history.hold()
        at = self.plot.fit.getViewBox().mapSceneToView(position)
        self._free = self._free or abs(position.x() - self._pressed.x()) > STICKY
        x = self.plot.scale.back(at.x()) if self._free and not upright else self._from
        self.move(self.index, x, at.y())
        self.plot.pointer.move(position)

    def _let_go(self) -> None:
        """The drag is over: its last position counts."""
        self._drags.flush()
        if self._moving:
            self._moving = False
            self._send()
            self.session.history.release()
        self._pressed = None

    def _double(self, position: QPointF) -> bool:
        if self._near(position) is None:
            at = self.plot.fit.getViewBox().mapSceneToView(position)
            self.add(self.plot.scale.back(at.x()), at.y())
        return True

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.set_active(False)
            return True
        if self.index is None:
            return False
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete(self.index)
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            return False
        across, up = self.plot.fit.getViewBox().viewPixelSize()
        many = 10.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        signal = self._latest()
        scale = self.plot.scale
        x = float(signal.x[self.index])
        if step[0]:
            x = scale.back(scale.at(x) + many * step[0] * across)
        y = float(signal.y[self.index]) + many * step[1] * up
        self.move(self.index, x, y)
        return True
