"""Marks on the groove of λ: where each rule would put it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QIcon,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton

from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import number, plural
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import named

if TYPE_CHECKING:
    from mirrors_engine.selection import Selection
    from mirrors_gui.panels.lambda_strip.slider import LambdaSlider
    from mirrors_gui.style.theme import Theme

RULES = {
    "min": (mark("Least cross-validated error"), "lambdaMarkMin"),
    "1se": (mark("Simplest within one standard error"), "lambdaMark1se"),
    "aic": (mark("Least AIC"), "lambdaMarkAic"),
    "aicc": (mark("Least AICc"), "lambdaMarkAicc"),
    "bic": (mark("Least BIC"), "lambdaMarkBic"),
}
SIZE = 12  # px of the drawn shape
_ROOM = SIZE + 4  # px of the button around it


class Mark(QAbstractButton):
    """One pick: a shape for each rule, so that no colour has to be told apart."""

    def __init__(self, rule: str, slider: LambdaSlider) -> None:
        super().__init__(slider)
        self.rule = rule
        self._slider = slider
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(_ROOM, _ROOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme: Theme = self._slider.theme
        strong = self.underMouse() or self.hasFocus()
        ink = theme.color("function" if strong else "text")
        paint_shape(painter, self.rule, QRectF(2, 2, SIZE, SIZE), ink, theme.color("raised"))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()


def shape_of(rule: str, box: QRectF) -> QPolygonF:
    """Disc, triangle down, square (AIC and, with a dot, AICc) and triangle up (BIC)."""
    if rule == "min":
        middle, r = box.center(), box.width() / 2 - 1
        angles = [2 * math.pi * k / 32 for k in range(32)]
        return QPolygonF([middle + QPointF(r * math.cos(a), r * math.sin(a)) for a in angles])
    box = box.adjusted(1, 1, -1, -1)
    if rule == "1se":
        bottom = QPointF(box.center().x(), box.bottom())
        return QPolygonF([box.topLeft(), box.topRight(), bottom])
    if rule == "bic":
        top = QPointF(box.center().x(), box.top())
        return QPolygonF([box.bottomLeft(), top, box.bottomRight()])
    box = box.adjusted(0.5, 0.5, -0.5, -0.5)
    return QPolygonF([box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()])


def paint_shape(painter: QPainter, rule: str, box: QRectF, ink: QColor, ground: QColor) -> None:
    """The shape of a rule, kept apart from what is behind it by a rim of the ground."""
    shape = shape_of(rule, box)
    painter.setPen(QPen(ground, 3))
    painter.drawPolygon(shape)
    painter.setPen(QPen(ink, 1.6))
    painter.setBrush(ink if rule in ("min", "1se") else ground)
    painter.drawPolygon(shape)
    if rule == "aicc":
        painter.setBrush(ink)
        painter.drawEllipse(box.center(), 1.2, 1.2)


def shape_icon(rule: str, theme: Theme) -> QIcon:
    """The shape of a rule for a menu, sharp on dense screens."""
    made = QIcon()
    for scale in (1, 2):
        picture = QPixmap((SIZE + 4) * scale, (SIZE + 4) * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2, 2, SIZE, SIZE)
        paint_shape(painter, rule, box, theme.color("text"), theme.color("raised"))
        painter.end()
        made.addPixmap(picture)
    return made


class LambdaMarks(QObject):
    """Keeps a mark for each pick of a selection above its place on the groove."""

    def __init__(self, slider: LambdaSlider, chosen: Callable[[str], None]) -> None:
        super().__init__(slider)
        self._slider = slider
        self._found: Selection | None = None
        self.marks: dict[str, Mark] = {}
        for rule, (words, name) in RULES.items():
            shape = named(Mark(rule, slider), name, tr(words), tr(words))
            shape.clicked.connect(lambda _=False, rule=rule: chosen(rule))
            shape.hide()
            self.marks[rule] = shape
        slider.installEventFilter(self)

    def show(self, found: Selection | None) -> None:
        """Show the picks of a complete selection, or none."""
        self._found = found
        self._slider.update()  # which writes nothing below a mark
        rules = () if found is None else found.rules()
        for rule, shape in self.marks.items():
            shape.setVisible(rule in rules)
            if found is not None and rule in rules:
                text = tr(
                    "{rule}: {pick}\nClick to move λ there.",
                    rule=tr(RULES[rule][0]),
                    pick=pick_in_words(found, rule),
                )
                text += "".join(f"\n{words}" for words in (found.edge_words(rule),) if words)
                shape.setToolTip(text)
                shape.setAccessibleDescription(text)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def update(self) -> None:
        """Repaint, after a change of theme."""
        for shape in self.marks.values():
            shape.update()

    def _place(self) -> None:
        """Above the groove; those that would cover each other one below the other."""
        if self._found is None:
            return
        slider = self._slider
        taken: list[QRectF] = []
        for rule in self._found.rules():
            x = slider.x_of(self._found.lam_ratio(rule)) - _ROOM / 2
            box = QRectF(x, slider.groove().top() - 4, _ROOM, _ROOM)
            while any(box.intersects(other.adjusted(2, 2, -2, -2)) for other in taken):
                box.translate(0, SIZE)
            taken.append(box)
            self.marks[rule].move(round(box.x()), round(box.y()))


def pick_in_words(found: Selection, rule: str) -> str:
    """ "λ = 0.012 λmax, 7 neurons, mean squared error 0.031 ± 0.004 (5 random folds)"."""
    k = found.pick(rule)
    words = (
        f"λ = {number(found.lam_ratio(rule), 2)} λmax, {plural(int(found.n_active[k]), 'neuron')}"
    )
    if rule in ("min", "1se"):
        words += tr(
            ", {score_name} {mean} ± {standard_error} ({folds} {splits} folds)",
            score_name=said(found.score_name),
            mean=number(float(found.mean[k]), 3),
            standard_error=number(float(found.standard_error[k]), 2),
            folds=len(found.folds),
            splits=said(found.splits),
        )
    return words + ("" if found.certified else tr("; not every fit behind it was certified"))
