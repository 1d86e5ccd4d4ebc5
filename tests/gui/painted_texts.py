"""Every text that a window paints, where, and how much of it the widget lets through.

A paint device without pixels takes what a widget draws, so that whatever draws it (a label, a
delegate of a table, a plot, a drawing of ours) is seen the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QTransform,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QToolTip,
    QWidget,
)

from mirrors_gui.text.engine_words import said

FAR = 1e6  # px: outside of every window
_FILES = (QPlainTextEdit, QTextBrowser)
POINT = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")
ENGLISH = re.compile(r"\b(of|the|and|with|none|more|from|are|is|by|left|out)\b")
# what is English in every language: titles, sources of data, and the manual
AS_IT_IS = re.compile(r"A Library of Mirrors|2403\.01046|Cobb|statsmodels|Punkt  1\.5")
OVERLAP = 3.0  # px high from which two texts are on each other
SLACK = 1.5  # px that a letter may stand out: antialiasing, and side bearings of italics


@dataclass(frozen=True)
class Painted:
    """A run of text in one font, in pixels of the window that was painted.

    `ink` is what its letters cover, `seen` where widget and painter let it through, and `shown`
    that and what can be scrolled to.
    """

    widget: QWidget
    text: str
    ink: QRectF
    seen: QRectF
    shown: QRectF

    @property
    def cut(self) -> bool:
        """Whether a part of a letter is outside of what is shown, and another inside."""
        kept = self.ink & self.shown
        if kept.isEmpty():
            return False
        over = (
            self.shown.left() - self.ink.left(),
            self.shown.top() - self.ink.top(),
            self.ink.right() - self.shown.right(),
            self.ink.bottom() - self.shown.bottom(),
        )
        return max(over) > SLACK

    def where(self) -> str:
        """The names of the widget and of what it is in."""
        names, each = [], self.widget
        while each is not None and len(names) < 4:
            names.append(each.objectName() or type(each).__name__)
            each = each.parentWidget()
        return " in ".join(names)


class _Listener(QPaintEngine):
    """Keeps texts, and passes over everything else."""

    def __init__(self, receiver: _Watcher, root: QWidget) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.found: list[Painted] = []
        self._receiver, self._root = receiver, root
        self._transform, self._clip = QTransform(), QRectF()

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        self._transform = state.transform()
        clipped = state.painter().hasClipping()
        self._clip = (
            self._transform.mapRect(state.painter().clipBoundingRect()) if clipped else QRectF()
        )

    def drawTextItem(self, at: QPointF, item) -> None:
        text, font = item.text(), QFont(item.font())
        widget = self._receiver.painting
        if widget is None or not text.strip():
            return
        ink = QFontMetricsF(font).tightBoundingRect(text).translated(at)
        shown = _visible(widget, self._root)
        if not self._clip.isNull():
            shown &= self._clip
        ink, seen = self._transform.mapRect(ink), shown
        if not (ink & shown).isEmpty():
            shown = _scrolled(shown, widget, self._root)
        self.found.append(Painted(widget, text, ink, seen, shown))

    def _pass(self, *_shapes: object) -> None:
        pass

    drawEllipse = drawImage = drawLines = drawPath = drawPixmap = _pass
    drawPoints = drawPolygon = drawRects = drawTiledPixmap = _pass


class _Device(QPaintDevice):
    def __init__(self, size: QSize, engine: QPaintEngine) -> None:
        super().__init__()
        self._size, self._engine = size, engine

    def paintEngine(self) -> QPaintEngine:
        return self._engine

    def metric(self, what: QPaintDevice.PaintDeviceMetric) -> int:
        kinds = QPaintDevice.PaintDeviceMetric
        known = {
            kinds.PdmWidth: self._size.width(),
            kinds.PdmHeight: self._size.height(),
            kinds.PdmNumColors: 1 << 24,
            kinds.PdmDepth: 32,
            kinds.PdmDevicePixelRatio: 1,
            kinds.PdmDevicePixelRatioScaled: round(QPaintDevice.devicePixelRatioFScale()),
        }
        return known.get(what, 96)  # the others are dots per inch, or millimetres


class _Watcher(QObject):
    """Knows which widget is being painted."""

    painting: QWidget | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.painting = watched
        return False


def painted(root: QWidget) -> list[Painted]:
    """The texts that `root` and the widgets on it paint now."""
    app, watcher = QApplication.instance(), _Watcher()
    engine = _Listener(watcher, root)
    app.installEventFilter(watcher)
    try:
        root.render(_Device(root.size(), engine))
    finally:
        app.removeEventFilter(watcher)
    return [each for each in engine.found if _on_top(each, root)]


def _on_top(text: Painted, root: QWidget) -> bool:
    """Whether nothing else covers the middle of what is shown of a text."""
    middle = (text.ink & text.seen).center().toPoint()
    there = root.childAt(middle)
    return there is None or there is text.widget or text.widget.isAncestorOf(there)


def _visible(widget: QWidget, root: QWidget) -> QRectF:
    """The part of the window that the widget may paint on."""
    shown, each = QRectF(root.rect()), widget
    while each is not root:
        shown &= _frame(each, root)
        each = each.parentWidget()
    return shown


def _frame(widget: QWidget, root: QWidget) -> QRectF:
    return QRectF(QPointF(widget.mapTo(root, QPoint())), widget.size().toSizeF())


def _scrolled(shown: QRectF, widget: QWidget, root: QWidget) -> QRectF:
    """What is shown, without end where the rest can be scrolled to."""
    shown, each = QRectF(shown), widget
    while each is not root:
        area = each.parentWidget()
        if isinstance(area, QAbstractScrollArea) and each is area.viewport():
            frame = _frame(each, root)
            by = area.parentWidget() if isinstance(area, QHeaderView) else area  # moves with it
            across, down = by.horizontalScrollBar(), by.verticalScrollBar()
            if across.maximum() > across.minimum():
                if shown.left() <= frame.left() + SLACK:
                    shown.setLeft(-FAR)
                if shown.right() >= frame.right() - SLACK:
                    shown.setRight(FAR)
            if down.maximum() > down.minimum():
                if shown.top() <= frame.top() + SLACK:
                    shown.setTop(-FAR)
                if shown.bottom() >= frame.bottom() - SLACK:
                    shown.setBottom(FAR)
        each = area
    return shown


def tooltip_at(text: Painted, root: QWidget) -> str:
    """What the widget says where the pointer rests on the middle of a text."""
    middle = (text.ink & text.seen).center().toPoint()
    at = text.widget.mapFrom(root, middle)
    QToolTip.hideText()
    event = QHelpEvent(QEvent.Type.ToolTip, at, text.widget.mapToGlobal(at))
    QApplication.sendEvent(text.widget, event)
    said = QToolTip.text()
    QToolTip.hideText()
    return said or text.widget.toolTip()


def shortened(text: str, known: set[str]) -> bool:
    """Whether a text ends early by an ellipsis, and not as it stands in the code."""
    return "…" in text and not any(text in whole for whole in known)


def faults(root: QWidget, known: set[str]) -> Iterator[str]:
    """What is wrong with the texts on show.

    Cut; ended early without saying the rest where the pointer rests; over another text.
    """
    found = painted(root)
    for each in found:
        if each.cut:
            rooms = f"{each.ink.getRect()} in {each.shown.getRect()}"
            yield f"cut: {each.text!r} of {each.where()} {rooms}"
        elif shortened(each.text, known) and not (each.ink & each.shown).isEmpty():
            start = each.text.partition("…")[0].strip()
            if start not in tooltip_at(each, root):
                yield f"ends early: {each.text!r} of {each.where()}"
    for one, other in combinations(found, 2):
        both = one.ink & one.seen & other.ink & other.seen
        if both.width() > SLACK and both.height() > OVERLAP:
            yield f"over each other: {one.text!r} and {other.text!r} of {other.where()}"


def untranslated(root: QWidget) -> Iterator[str]:
    """What is English, or written as in English, in a window that speaks German."""
    for each in painted(root):
        if isinstance(each.widget, QLineEdit) or isinstance(each.widget.parentWidget(), _FILES):
            continue  # what is typed has a point, and files are English
        if AS_IT_IS.search(each.text) or root.objectName() == "manual":
            continue
        if POINT.search(each.text):
            yield f"a decimal point: {each.text!r} of {each.where()}"
        if ENGLISH.search(each.text) or said(each.text) != each.text:
            yield f"English: {each.text!r} of {each.where()}"
