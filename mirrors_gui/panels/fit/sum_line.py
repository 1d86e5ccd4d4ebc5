"""The answer as a sum, and its objective: one line above the plot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from mirrors_engine.results import FitResult
from mirrors_gui.compute.partial_sums import objective_parts
from mirrors_gui.model.session import Session
from mirrors_gui.style import theme as themes
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import MINUS, count, number, x_name, x_names, x_words, y_name
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import IconButton, ShortLabel, named, set_role

MOST = 40  # terms that are written out at most, here; the tooltip has fewer, in words
IN_WORDS = 12
BUILD = mark("Add up the optimal function neuron by neuron, in order of their weights")
ROUNDING = 1e-13  # of the largest |y|: a constant below is none
# px of normal type from which the button has its word: before it is pressed, and while the
# newest term of the formula needs the room
ROOMY, ROOMY_BUILDING = 340, 500
_DIGITS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class _Formula(QLabel):
    """As many terms as there is room for, the largest or the newest; none where one does not fit.

    The name of y gives way to f before the only neuron does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.terms: tuple[str, ...] = ()
        self.total = 0  # of terms, written out or not
        self.growing = False  # whether the last terms are kept, not the first

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def show_terms(self, terms: tuple[str, ...], total: int, growing: bool) -> None:
        self.terms, self.total, self.growing = terms, total, growing
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics, room, text = self.fontMetrics(), self.width(), ""
        for text in self._texts():
            if metrics.horizontalAdvance(text) <= room:
                break
        else:
            text = ""  # the objective beside it is worth more than the start of a number
        if text != self.text():
            self.setText(text)

    def _texts(self) -> Iterator[str]:
        """From the longest: fewer and fewer terms, then with f for the name of y."""
        if not self.terms:
            return
        first, rest = self.terms[0], self.terms[1:]
        short = f"f ={first.partition(' =')[2]}"
        for start, least in ((first, min(1, len(rest))), (short, 0)):
            for shown in range(len(rest), least - 1, -1):
                left = self.total - 1 - shown
                more = [tr("+ {left} more", left=count(left))] if left > 0 else []
                kept = rest[len(rest) - shown :] if self.growing else rest[:shown]
                yield " ".join((start, *more, *kept) if self.growing else (start, *kept, *more))


class _Objective(ShortLabel):
    """Loss, penalty and their sum; where there is no room for all three, the sum alone."""

    summed = False  # whether the text ends in that sum

    def shortened(self, room: int) -> str:
        text, advance = self.text(), self.fontMetrics().horizontalAdvance
        if advance(text) <= room:
            return text
        total = f"{tr('objective')}{text[text.rfind('=') - 1 :]}" if self.summed else text
        return self.fontMetrics().elidedText(total, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, room = QPainter(self), self.contentsRect()
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, side, self.shortened(room.width()))


class SumLine(QWidget):
    """y = ξ + β·x + Σ z·g at the left, loss + λ‖z‖₁ = objective at the right.

    All numbers are those of the answer on show; while that is old they are in the secondary
    colour, as in the status line. While the function is built they are those of the part that is
    drawn.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._building = False
        self.setObjectName("sumLine")
        self.formula: _Formula = named(_Formula(), "sumFormula", tr("The optimal function"), "")
        self.objective: _Objective = named(_Objective(), "sumObjective", tr("The objective"), "")
        self.objective.setProperty("role", "small")
        self.build = named(
            IconButton("play"),
            "buildButton",
            tr("Build"),
            tr(BUILD),
        )
        self.build.setText(tr("Build"))
        self.build.icon_px = 12
        self.build.setStyleSheet("padding: 0px 2px;")  # the line stays one line high
        self.objective.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.formula, 1)
        row.addWidget(self.objective)
        row.addWidget(self.build)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_button()

    def _name_button(self) -> None:
        roomy = self.width() >= themes.px(ROOMY_BUILDING if self._building else ROOMY)
        self.build.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if roomy
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )

    def bind(self, session: Session) -> None:
        """Follow the answers of a session."""
        self._session = session
        session.resultChanged.connect(self._show)
        session.build.changed.connect(lambda: self._show(session.result))
        session.age.changed.connect(self._age)
        self.build.clicked.connect(session.build.start)
        self._show(session.result)

    def _age(self, old: bool) -> None:
        for words in (self.formula, self.objective):
            set_role(words, "caption" if old else "small")

    def _show(self, result: FitResult | None) -> None:
        self.setVisible(result is not None)
        if result is None:
            return
        self._age(self._session.age.old)
        self.build.setEnabled(self._session.build.possible)
        self.build.setToolTip(tr(BUILD) if self.build.isEnabled() else _why_not(result))
        part = self._session.build.part
        self._building = part is not None
        self._name_button()
        order = result.by_weight
        used = order if part is None else order[: part.count]
        lines = _line_terms(result)
        terms = [f"{y_name(result.signal)} = {_constant(result)}", *lines]
        ranks = range(len(used))
        terms += [
            _term(float(result.weights[order[k]]), f"·g{str(k + 1).translate(_DIGITS)}")
            for k in (ranks[:MOST] if part is None else ranks[-MOST:])
        ]
        self.formula.show_terms(tuple(terms), 1 + len(lines) + len(used), part is not None)
        self.formula.setToolTip(_in_words(result, order))
        if part is None:
            self._show_objective(result, *objective_parts(result), result.objective)
        else:
            total = result.objective if part.whole else part.loss + part.penalty
            self._show_objective(result, part.loss, part.penalty, total, part)

    def _show_objective(
        self, result: FitResult, loss: float, penalty: float, total: float, part: Any = None
    ) -> None:
        norm = number(float(np.abs(result.weights).sum()) if part is None else part.norm, 4)
        self.objective.summed = result.lam != 0
        if result.lam == 0 and (part is None or part.whole):
            self.objective.setText(tr("‖z‖₁ = {norm}, the least", norm=norm))
            self.objective.setToolTip(
                tr("Of all networks through every sample it has the least norm.")
            )
            return
        if result.lam == 0:
            self.objective.setText(
                tr("loss {loss}, ‖z‖₁ = {norm}", loss=number(loss, 4), norm=norm)
            )
        else:
            self.objective.setText(
                tr(
                    "loss {loss} + λ‖z‖₁ {penalty} = {total}",
                    loss=number(loss, 4),
                    penalty=number(penalty, 4),
                    total=number(total, 4),
                )
            )
        best = number(result.objective, 4)
        of = (
            ""
            if part is None
            else tr("Of the part that is drawn; the optimum is {best}.\n", best=best)
        )
        self.objective.setToolTip(
            tr(
                "{of}The objective: what training minimises.\nλ = {lam}, "
                "‖z‖₁ = Σ |z| = {norm}; the loss is a sum over the samples ({loss}).",
                of=of,
                lam=number(result.lam, 4),
                norm=norm,
                loss=said(result.loss),
            )
        )


def _constant(result: FitResult) -> str:
    constant = float(result.intercept)
    size = float(np.abs(result.signal.y).max())
    return number(0.0 if abs(constant) <= ROUNDING * size else constant, 4)


def _line_terms(result: FitResult) -> list[str]:
    """The skip connection, one term a column."""
    if result.level is None:
        return []
    slopes = np.atleast_1d(result.slope)
    return [_term(float(b), f"·{x_name(result.signal, c)}") for c, b in enumerate(slopes)]


def _term(value: float, rest: str) -> str:
    return f"{MINUS if value < 0 else '+'} {number(abs(value), 3)}{rest}"


def _in_words(result: FitResult, order: np.ndarray) -> str:
    """What ξ, z and the features of the formula are."""
    names, words = x_names(result.signal), x_words(result.signal)
    rows = [tr("The sum of a constant and the features in use, the largest weight first:")]
    for rank, k in enumerate(order[:IN_WORDS], 1):
        feature = result.features[k]
        rows.append(f"g{str(rank).translate(_DIGITS)}: {said(feature.describe(names, words))}")
    if len(order) > IN_WORDS:
        rows.append(
            tr("and {order} more; Features has them all.", order=count(len(order) - IN_WORDS))
        )
    return "\n".join(rows)


def _why_not(result: FitResult) -> str:
    """Why there is nothing to build."""
    if not len(result.weights):
        return tr("Build: there is no neuron yet. Take a smaller λ.")
    return tr(
        "Build draws functions of one column. With several columns Features has each neuron's "
        "share: click a row."
    )
