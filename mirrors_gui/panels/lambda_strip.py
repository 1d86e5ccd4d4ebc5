"""λ from simple to rich: a slider whose groove is the path itself."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QSlider, QVBoxLayout

from mirrors_gui import theme as themes
from mirrors_gui.icons import icon
from mirrors_gui.panels.base import Panel
from mirrors_gui.panels.wording import number, plural
from mirrors_gui.session import MIN_RATIO, PathPoint
from mirrors_gui.theme import Theme
from mirrors_gui.widgets import IconButton, label, named

STEPS = 2000  # of the log scale
ZERO = 2160  # the value of λ = 0, a stop by itself at the right end
DECADES = -math.log10(MIN_RATIO)
SIDE, TOP, FLOOR = 18, 26, 25  # px around the groove
STOP = "0 · interpolation"
PLAY_MS = 40
PLAY_STEP = 6


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


def events(path: tuple[PathPoint, ...] | None) -> list[float]:
    """λ/λ_max at which a neuron has just been born or has died, from λ_max down."""
    points = path or ()
    return [b.lam_ratio for a, b in pairwise(points) if set(a.keys) != set(b.keys)]


def parse_lam(text: str, lam_max: float | None) -> float | None:
    """λ/λ_max of what was typed: λ itself, or a share of λ_max with % or "max".

    None where it is not understood.
    """
    words = text.strip().lower().replace("−", "-").replace(",", ".").replace("λ", "")
    match = re.fullmatch(r"=?\s*([0-9.]+(?:e[+-]?\d+)?)\s*([·*×]?\s*_?max|%)?", words)
    try:
        value = float(match[1]) if match else -1.0
    except ValueError:
        return None
    if not match or value < 0:
        return None
    if match[2]:
        return value / 100 if match[2] == "%" else value
    if value == 0:
        return 0.0
    return value / lam_max if lam_max else None


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
        self.path: tuple[PathPoint, ...] = ()
        self.ratio = 1.0  # exact, where the value is rounded to a step
        self.words = ""

    def groove(self) -> QRectF:
        return QRectF(self.rect()).adjusted(SIDE, TOP, -SIDE, -FLOOR)

    def x_of(self, ratio: float) -> float:
        box = self.groove()
        if ratio == 0:
            return box.right()
        return box.left() + box.width() * STEPS / ZERO * -math.log10(ratio) / DECADES

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
        tops = self._steps(box)
        if tops:
            self._paint_path(painter, box, tops, handle)
        base = QPen(theme.color("line"), 3)
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

    def _steps(self, box: QRectF) -> list[QPointF]:
        """Top of the step curve; by square root, so that the first few neurons show."""
        if not self.path:
            return []
        most = math.sqrt(max(p.neurons for p in self.path) or 1)
        corners: list[QPointF] = []
        for point in self.path:
            x = self.x_of(point.lam_ratio)
            y = box.bottom() - (box.height() - 4) * math.sqrt(point.neurons) / most
            if corners:
                corners.append(QPointF(x, corners[-1].y()))
            corners.append(QPointF(x, y))
        return corners

    def _paint_path(
        self, painter: QPainter, box: QRectF, tops: list[QPointF], handle: float
    ) -> None:
        theme = self.theme
        area = QPainterPath(QPointF(tops[0].x(), box.bottom()))
        line = QPainterPath(tops[0])
        for corner in tops:
            area.lineTo(corner)
            line.lineTo(corner)
        area.lineTo(tops[-1].x(), box.bottom())
        painter.save()
        for left, right, alpha in ((0.0, handle, 0.22), (handle, float(self.width()), 0.07)):
            painter.setClipRect(QRectF(left, 0, right - left, self.height()))
            painter.fillPath(area, theme.color("function", alpha))
            painter.strokePath(line, QPen(theme.color("function", 2.5 * alpha + 0.2), 1.25))
        painter.restore()

    def _paint_scale(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        painter.setFont(themes.font(themes.SMALL))
        painter.setPen(theme.color("secondary"))
        flag = Qt.AlignmentFlag
        y, height = box.bottom() + 9, 16
        names = ["simple · λmax", "0.1", "0.01", "0.001", "0.0001 · rich"]
        stop = QRectF(box.right() - 90, y, 90 + SIDE - 2, height)
        painter.drawText(stop, flag.AlignRight | flag.AlignTop, STOP)
        for decade, text in enumerate(names):
            x = self.x_of(10.0**-decade)
            align, left = flag.AlignHCenter, x - 60
            if decade == 0:
                align, left = flag.AlignLeft, box.left()
            elif decade == len(names) - 1:
                align, left = flag.AlignRight, min(x + 20, box.right() - 92) - 120
            painter.drawText(QRectF(left, y, 120, height), align | flag.AlignTop, text)
        painter.setPen(QPen(theme.color("line"), 1))
        for decade in range(1, len(names)):
            x = round(self.x_of(10.0**-decade)) + 0.5
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    def _paint_handle(self, painter: QPainter, box: QRectF, x: float) -> None:
        theme = self.theme
        painter.setPen(QPen(theme.color("function"), 1.5))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        at = QPointF(x, box.bottom())
        if self.hasFocus():
            painter.setPen(QPen(theme.color("function", 0.45), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 10.5, 10.5)
        painter.setPen(QPen(theme.color("raised"), 2))
        painter.setBrush(theme.color("function"))
        painter.drawEllipse(at, 8, 8)
        painter.setFont(themes.font(themes.NORMAL, themes.QFont.Weight.DemiBold))
        width = painter.fontMetrics().horizontalAdvance(self.words) + 2
        left = min(max(x - width / 2, 2.0), self.width() - width - 2.0)
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(left, 2, width, TOP - 6), Qt.AlignmentFlag.AlignCenter, self.words)


class LambdaStrip(Panel):
    """The slider, the field, steps to the next event, and play."""

    title = "Regularisation λ"

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(112)
        frame = QFrame()
        frame.setProperty("role", "card")
        self.body.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        self.previous = named(
            IconButton("previous"),
            "previousEventButton",
            "Previous event",
            "Back to where a neuron is born or dies  ([)",
        )
        self.next = named(
            IconButton("next"),
            "nextEventButton",
            "Next event",
            "On to where the next neuron is born or dies  (])",
        )
        self.play = named(
            IconButton("play"), "playButton", "Play", "Let λ run from simple to rich  (Ctrl+P)"
        )
        self.play.setCheckable(True)
        self._spots: list[float] = []
        self.slider = LambdaSlider()
        named(
            self.slider,
            "lambdaSlider",
            "λ as a share of λ max, from simple to rich",
            "Left: simple, a constant. Right: rich, through every point.\n"
            "Arrows, Page and Home/End move it; the curve is the number of neurons.",
        )
        self.edit = named(
            QLineEdit(),
            "lambdaEdit",
            "λ",
            "λ in the units of the data, or a share of λmax such as 2 % or 0.02 max; 0 goes "
            "through every sample with the least norm.\n"
            "The training problem is ½ Σ (f − y)² + λ Σ |z|.",
        )
        self.edit.setFixedWidth(104)
        self.edit.setAcceptDrops(False)
        self.share = label("", "caption")
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.previous, self.play, self.next):
            buttons.addWidget(button)
        row.addLayout(buttons)
        row.addWidget(self.slider, 1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addStretch()
        column.addWidget(label("λ", "caption"))
        column.addWidget(self.edit)
        column.addWidget(self.share)
        column.addStretch()
        row.addLayout(column)

        self._timer = QTimer(self, interval=PLAY_MS)
        self._timer.timeout.connect(self._play_on)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderPressed.connect(lambda: self.play.setChecked(False))
        self.edit.returnPressed.connect(self._typed)
        self.edit.editingFinished.connect(self._show)
        self.previous.clicked.connect(lambda: self.jump(-1))
        self.next.clicked.connect(lambda: self.jump(1))
        self.play.toggled.connect(self._play)

    def bind(self, session: Any) -> None:
        super().bind(session)
        session.lamChanged.connect(self._show)
        session.resultChanged.connect(self._show)
        session.pathChanged.connect(self._show_path)
        self._show_path(session.path)

    def apply_theme(self, theme: Theme) -> None:
        self.slider.theme = theme
        self.slider.update()
        self._show_play()

    def jump(self, direction: int) -> None:
        """To the next event on the path: 1 towards rich, -1 towards simple."""
        session = self.session
        if session is None:
            return
        here, spots = session.lam_ratio, np.array(self._spots)
        if direction > 0:
            found = spots[spots < here * (1 - 1e-9)][:1]
        else:
            found = spots[spots > here * (1 + 1e-9)][-1:]
        if len(found):
            session.set_lam_ratio(float(found[0]))

    def _moved(self, value: int) -> None:
        # a value set from the session's exact ratio must not round it
        session = self.session
        if session is None or value == value_at(session.lam_ratio):
            return
        ratio = ratio_at(value)
        if STEPS < value < ZERO and not self.slider.isSliderDown():  # a key: over the gap
            ratio = 0.0 if session.lam_ratio else MIN_RATIO
        session.set_lam_ratio(ratio)
        if not self.slider.isSliderDown():
            self.slider.setValue(value_at(session.lam_ratio))

    def _typed(self) -> None:
        session = self.session
        assert session is not None
        lam_max = None if session.result is None else session.result.lam_max
        ratio = parse_lam(self.edit.text(), lam_max)
        if ratio is not None:
            session.set_lam_ratio(ratio)
        self.edit.setModified(False)
        self._show()

    def _show_path(self, path: tuple[PathPoint, ...] | None) -> None:
        self._spots = events(path)
        self._show()

    def _show(self, _change: object = None) -> None:
        session = self.session
        if session is None:
            return
        ratio, result = session.lam_ratio, session.result
        self.slider.ratio, self.slider.path = ratio, session.path or ()
        words = f"λ = {number(ratio, 2)} λmax" if ratio else "λ = 0, through every sample"
        if result is not None:
            words += f" · {plural(len(result.weights), 'neuron')}"
        self.slider.words = words
        self.slider.setAccessibleDescription(words)
        self.slider.setValue(value_at(ratio))
        self.slider.update()
        if not (self.edit.hasFocus() and self.edit.isModified()):
            known = result is not None and result.lam_max > 0
            known = known or ratio == 0
            text = (
                "0"
                if not ratio
                else number(ratio * result.lam_max, 4)
                if known
                else f"{number(100 * ratio, 3)} %"
            )
            self.edit.setText(text)
        self.share.setText(f"{number(100 * ratio, 3)} % of λmax" if ratio else "interpolation")
        self.previous.setEnabled(any(e > ratio * (1 + 1e-9) for e in self._spots[:1]))
        self.next.setEnabled(any(e < ratio * (1 - 1e-9) for e in self._spots[-1:]))

    # play

    def _play(self, on: bool) -> None:
        if on and self.slider.value() >= STEPS:
            self.slider.setValue(0)
        if on:
            self._timer.start()
        else:
            self._timer.stop()
        self._show_play()

    def _play_on(self) -> None:
        # wait for the answer: every frame shown is an optimum
        if self.session is None or self.session.busy:
            return
        self.slider.setValue(min(self.slider.value() + PLAY_STEP, STEPS))
        if self.slider.value() >= STEPS:
            self.play.setChecked(False)

    def _show_play(self) -> None:
        if self.session is not None:
            self.play.icon_name = "pause" if self.play.isChecked() else "play"
            self.play.setIcon(icon(self.play.icon_name, self.session.theme, "secondary"))
