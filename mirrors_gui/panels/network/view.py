"""The view on the network drawing: zoom, pan, point, click, keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView

from mirrors_gui.panels.network.drawing import FoldItem, LaneItem, NetworkScene

NEAR, FAR = 4.0, 0.25
LARGEST_FIT = 1.1


class NetworkView(QGraphicsView):
    """Fits the width until the user zooms."""

    laneClicked = Signal(object)
    lanePointed = Signal(object)
    foldClicked = Signal()
    stepped = Signal(int)

    def __init__(self, scene: NetworkScene) -> None:
        super().__init__(scene)
        self.network = scene
        self.zoomed = False
        self._pressed: QPoint | None = None
        self._panning = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.settle())
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self.settle())

    # zoom

    def fit(self) -> None:
        """Show the full width of the drawing."""
        self._set_zoomed(False)
        width = self.network.sceneRect().width()
        if width > 0:
            room = self.width() - self.verticalScrollBar().sizeHint().width() - 2
            scale = min(LARGEST_FIT, max(FAR, room / width))
            top = self.mapToScene(QPoint(0, 0)).y()
            self.resetTransform()
            self.scale(scale, scale)
            self.verticalScrollBar().setValue(round(top * scale))  # the same lanes stay in sight
        self.settle()

    def zoom(self, factor: float) -> None:
        """Zoom about the pointer."""
        now = self.transform().m11()
        factor = min(NEAR / now, max(FAR / now, factor))
        self._set_zoomed(True)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.scale(factor, factor)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.settle()

    def _set_zoomed(self, zoomed: bool) -> None:
        self.zoomed = zoomed
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if zoomed else policy.ScrollBarAlwaysOff
        )

    def settle(self) -> None:
        """Keep input and output in sight."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        self.network.keep_nodes_between(seen.top(), seen.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.zoomed:
            self.fit()
        self.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        fingers = not event.pixelDelta().isNull()
        if fingers and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)  # two fingers on a trackpad pan
            return
        self.zoom(1.0015 ** event.angleDelta().y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1.0 + event.value())
                return True
        elif event.type() == QEvent.Type.Leave:
            self.lanePointed.emit(None)
        return super().viewportEvent(event)

    # pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._panning = event.position().toPoint(), False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            super().mouseMoveEvent(event)
            item = self.itemAt(at)
            lane = isinstance(item, LaneItem)
            self.viewport().setCursor(
                Qt.CursorShape.ArrowCursor if item is None else Qt.CursorShape.PointingHandCursor
            )
            self.lanePointed.emit(item.lane.key if isinstance(item, LaneItem) and lane else None)
            return
        moved = at - self._pressed
        if self._panning or moved.manhattanLength() >= QApplication.startDragDistance():
            self._panning = True
            self._pressed = at
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            for bar, step in (
                (self.horizontalScrollBar(), moved.x()),
                (self.verticalScrollBar(), moved.y()),
            ):
                bar.setValue(bar.value() - step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        panned, self._pressed, self._panning = self._panning, None, False
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if panned:
            return
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, FoldItem):
            self.foldClicked.emit()
        else:
            self.laneClicked.emit(item.lane.key if isinstance(item, LaneItem) else None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.itemAt(event.position().toPoint()) is None:
            self.fit()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Space:
                self.foldClicked.emit()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(1.25)
            case Qt.Key.Key_Minus:
                self.zoom(0.8)
            case Qt.Key.Key_0:
                self.fit()
            case _:
                super().keyPressEvent(event)
