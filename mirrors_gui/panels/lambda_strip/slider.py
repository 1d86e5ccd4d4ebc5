"""The slider of λ, drawn on the path itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from mirrors_gui.model.session import MIN_RATIO
from mirrors_gui.panels.lambda_strip.groove import Groove
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.formatting import number
from mirrors_gui.text.translate import mark, tr

if TYPE_CHECKING:
    from mirrors_engine.homotopy import Event

STEPS = 2000  # of the log scale
ZERO = 2160  # the value of λ = 0, a stop by itself at the right end
DECADES = -math.log10(MIN_RATIO)
SIDE, TOP, FLOOR = 18, 26, 25  # px around the groove
STOP = mark("0 · interpolation")


def ratio_at(value: int) -> float:
    """λ/λ_max of a slider value: 0 is λ_max, STEPS the smallest, and ZERO is none."""
    if value > (STEPS + ZERO) // 2:
        return 0.0
    value = min(value, STEPS)
    return float(10.0 ** (-DECADES * value / STEPS))


def value_at(ratio: float) -> int:
    if ratio == 0:
        return ZERO
    return round(-math.log10(max(ratio, MIN_RATIO)) / DECADES * STEPS)


class LambdaSlider(QSlider):
    """A log slider over λ/λ_max drawn on the number of neurons against λ."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, ZERO)
        self.setSingleStep(10)
        self.setPageStep(100)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.theme: Theme = themes.LIGHT
        self.path = Groove()
        self.event_text: Callable[[Event], str] | None = None  # an event in words
        self.ratio = 1.0  # exact, where the value is rounded to a step
        self.words = ""
        self.note = ""  # what is not known of the path

    def groove(self) -> QRectF:
        return QRectF(self.rect()).adjusted(SIDE, themes.px(TOP), -SIDE, -themes.px(FLOOR))

    def x_of(self, ratio: float) -> float:
        box = self.groove()
        if ratio == 0:
            return box.right()
        return box.left() + box.width() * STEPS / ZERO * -math.log10(ratio) / DECADES

    def xs_of(self, ratios: np.ndarray) -> np.ndarray:
        """Many positive ratios at once."""
        start, least = self.x_of(1.0), self.x_of(MIN_RATIO)
        return start + (least - start) * -np.log10(ratios) / DECADES

    def event(self, event: QEvent) -> bool:
        """The tooltip of a tick says what happens there."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.path.event_at(event.pos().x())
            if found is not None and self.event_text is not None:
                QToolTip.showText(event.globalPos(), self.event_text(found), self)
                return True
        return super().event(event)

    # Clicking anywhere takes the handle there, unlike a plain slider's page step.
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def _go_to(self, x: float) -> None:
        box = self.groove()
        self.setValue(round((x - box.left()) / max(box.width(), 1) * ZERO))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self.theme, self.groove()
        handle = self.x_of(self.ratio)
        self._paint_scale(painter, box)
        self.path.paint(painter, theme, box, self.xs_of, handle)
        if self.note:  # at the simple end the curve is low
            painter.setFont(themes.font(themes.SMALL))
            painter.setPen(theme.color("secondary"))
            area = QRectF(
                box.left() + 6, box.top(), self.x_of(MIN_RATIO) - box.left(), themes.px(18)
            )
            words = painter.boundingRect(area, Qt.AlignmentFlag.AlignLeft, self.note)
            above = [child.geometry() for child in self.findChildren(QWidget) if child.isVisible()]
            if not any(words.intersects(QRectF(mark)) for mark in above):
                painter.drawText(area, Qt.AlignmentFlag.AlignLeft, self.note)
        base = QPen(theme.color("line"), themes.stroke(3))
        base.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(base)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        gap = QRectF(self.x_of(MIN_RATIO) + 4, box.bottom() - 3, 0, 6)
        gap.setRight(box.right() - 10)
        painter.fillRect(gap, theme.color("raised"))  # what lies between has no λ of its own
        painter.setPen(QPen(theme.color("secondary"), 2))
        painter.drawLine(QPointF(box.right(), box.bottom() - 6), box.bottomRight())
        base.setColor(theme.color("function"))
        painter.setPen(base)
        end = min(handle, self.x_of(MIN_RATIO))
        painter.drawLine(box.bottomLeft(), QPointF(end, box.bottom()))
        self._paint_handle(painter, box, handle)

    def _paint_scale(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        painter.setFont(themes.font(themes.SMALL))
        painter.setPen(theme.color("secondary"))
        flag = Qt.AlignmentFlag
        y, height, wide = box.bottom() + 9, themes.px(16), themes.px(120)
        tenths = [number(10.0**-decade) for decade in range(1, 5)]
        names = [tr("simple · λmax"), *tenths[:-1], tr("{ratio} · rich", ratio=tenths[-1])]
        free = themes.px(92)
        stop = QRectF(box.right() - free + 2, y, free + SIDE - 4, height)
        painter.drawText(stop, flag.AlignRight | flag.AlignTop, tr(STOP))
        places: list[tuple[QRectF, str]] = []
        for decade, text in enumerate(names):
            x = self.x_of(10.0**-decade)
            align, left = flag.AlignHCenter, x - wide / 2
            if decade == 0:
                align, left = flag.AlignLeft, box.left()
            elif decade == len(names) - 1:
                align, left = flag.AlignRight, min(x + 20, box.right() - free) - wide
            area = QRectF(left, y, wide, height)
            needed = painter.boundingRect(area, align | flag.AlignTop, text)
            places.append((needed, text))
        ends = [places[0][0], places[-1][0]]
        for needed, text in (places[0], places[-1], *places[1:-1]):
            others = [end for end in ends if end is not needed]
            if not any(end.adjusted(-6, 0, 6, 0).intersects(needed) for end in others):
                painter.drawText(needed, flag.AlignCenter, text)
        painter.setPen(QPen(theme.color("line"), 1))
        for decade in range(1, len(names)):
            x = round(self.x_of(10.0**-decade)) + 0.5
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    def _paint_handle(self, painter: QPainter, box: QRectF, x: float) -> None:
        theme = self.theme
        painter.setPen(QPen(theme.color("function"), themes.stroke(1.5)))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        at = QPointF(x, box.bottom())
        if self.hasFocus():
            painter.setPen(QPen(theme.color("function", 0.45), themes.stroke(3)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 10.5, 10.5)
        painter.setPen(QPen(theme.color("raised"), 2))
        painter.setBrush(theme.color("function"))
        painter.drawEllipse(at, 8, 8)
        painter.setFont(themes.font(themes.NORMAL, themes.QFont.Weight.DemiBold))
        width = painter.fontMetrics().horizontalAdvance(self.words) + 2
        left = min(max(x - width / 2, 2.0), self.width() - width - 16.0)  # clear of the field
        painter.setPen(theme.color("text"))
        painter.drawText(
            QRectF(left, 2, width, themes.px(TOP) - 6), Qt.AlignmentFlag.AlignCenter, self.words
        )
