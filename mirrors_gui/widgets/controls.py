"""Small controls that all panels share, drawn where the default looks poor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine.text.printable import printable
from mirrors_gui.style import theme as themes
from mirrors_gui.text.choice_tips import TIPS
from mirrors_gui.text.plain import tooltip, wrapped
from mirrors_gui.text.translate import tr


def named(widget: Any, name: str, says: str, tip: str) -> Any:
    """Give a control its object name, accessible name and tooltip, and return it."""
    widget.setObjectName(name)
    widget.setAccessibleName(says)
    widget.setToolTip(wrapped(tip))
    return widget


def label(text: str, role: str = "") -> QLabel:
    """A label in one of the style sheet's roles: title, heading, caption, error, ..."""
    made = QLabel(text)
    if role:
        made.setProperty("role", role)
    return made


LONGEST = 1000  # characters of a line that are laid out


class ShortLabel(QLabel):
    """A label of one line that ends in … where it has no room; the tooltip has it all."""

    _whole = False  # whether the tooltip is the text
    about = ""  # what its tooltip says in any case, below the text

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(printable(text[:LONGEST]))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def shortened(self, room: int) -> str:
        """The text as it fits into so many px."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        short = self.shortened(room.width())
        if self._whole or short != self.text() or self.about:  # a tooltip of its own stays
            parts = [self.text() if short != self.text() else "", self.about]
            self.setToolTip(tooltip("\n".join(filter(None, parts))))
            self._whole = short != self.text()
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, short)


class PartsLabel(ShortLabel):
    """Statements in a line, of which the last are left out whole where there is no room."""

    BETWEEN = "   ·   "

    def shortened(self, room: int) -> str:
        parts, advance = self.text().split(self.BETWEEN), self.fontMetrics().horizontalAdvance
        while len(parts) > 1 and advance(self.BETWEEN.join(parts)) > room:
            parts.pop()
        right = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.BETWEEN.join(parts), right, room)


def caption(text: str = "", role: str = "caption") -> QLabel:
    """A small label that wraps."""
    made = label(text, role)
    made.setWordWrap(True)
    # a wrapped label otherwise claims the width of its longest paragraph
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Change the style-sheet role of a widget that is already shown."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Card(QFrame):
    """A rounded frame with a heading; `self.body` takes the rest.

    It draws itself: with a style sheet of its own, all that lies on it would be polished at once.
    """

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(1, 1, 1, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 12, 12, 12)
        self.body.setSpacing(8)
        if heading:
            self.body.addWidget(label(heading, "heading"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.setBrush(palette.base())
        half = 0.5  # a line is drawn around its middle
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 7.5, 7.5)


LABEL_WIDTH = 72


def label_for(text: str, control: QWidget) -> QLabel:
    """The words beside a control: they lead to it, and explain it as it does itself."""
    words = label(text, "caption")
    words.setBuddy(control)
    words.setToolTip(control.toolTip())
    return words


def field(text: str, control: QWidget) -> QWidget:
    """A control with its label at the left, labels of one card aligned."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    words = label_for(text, control)
    words.setFixedWidth(LABEL_WIDTH)
    words.setObjectName("fieldLabel")
    layout.addWidget(words)
    layout.addWidget(control, 1)
    return row


def fit_labels(dialog: QWidget) -> None:
    """Make room for the labels of the fields in a dialog that opens while type is larger."""
    for words in dialog.findChildren(QLabel, "fieldLabel"):
        words.setFixedWidth(themes.px(LABEL_WIDTH))


class ComboBox(QComboBox):
    """A combo box with a chevron; the wheel scrolls the card, not the choice.

    A choice without room ends in …, and the tooltip begins with the whole of it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # the default one ignores the style sheet
        self.model().rowsInserted.connect(self._explain)

    def _explain(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Give new entries the tooltips of what they choose."""
        for row in range(first, last + 1):
            key = self.itemData(row)
            if isinstance(key, str) and key in TIPS:
                self.setItemData(row, tr(TIPS[key]), Qt.ItemDataRole.ToolTipRole)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def shown_text(self) -> str:
        """The choice as it is painted."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        right = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.currentText(), right, field.width() - 1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            whole = self.currentText()
            if self.shown_text() != whole:
                words = "\n".join(filter(None, (whole, self.toolTip())))
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shown_text()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        _chevron(painter, self, QPointF(self.width() - 14, self.height() / 2), 3.5)


class _StayingMenu(QMenu):
    """A menu of checks that stays open while they are set, by mouse or space."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)


class MenuButton(QPushButton):
    """A button that opens a menu, with the chevron of the combo boxes."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        # as the combo boxes beside it
        self.setStyleSheet(
            "QPushButton { text-align: left; }"
            "QPushButton::menu-indicator { image: none; width: 0; }"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        _chevron(painter, self, QPointF(self.width() - 14, self.height() / 2), 3.5)


class ColumnsButton(MenuButton):
    """A compact choice of any number of columns: a button with a menu of checks."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.columns = _StayingMenu(self)
        self.setMenu(self.columns)
        self.columns.aboutToHide.connect(self._closed)
        self._before: tuple[int, ...] = ()

    def offer(self, columns: dict[int, str], chosen: Sequence[str]) -> None:
        """The columns by position, and which are chosen."""
        self.columns.clear()
        for position, name in columns.items():
            action = self.columns.addAction(name)
            action.setData(position)
            action.setCheckable(True)
            action.setChecked(name in chosen)
            action.toggled.connect(self._show)
        self._before = self.chosen()
        self._show()

    def chosen(self) -> tuple[int, ...]:
        """Positions of the columns that are checked."""
        return tuple(a.data() for a in self.columns.actions() if a.isChecked())

    def _show(self, _on: bool = False) -> None:
        names = ", ".join(a.text() for a in self.columns.actions() if a.isChecked())
        room = max(self.width() - 40, 80)
        right = Qt.TextElideMode.ElideRight
        # the style ignores the padding of text that is not centred
        self.setText("\u2002" + self.fontMetrics().elidedText(names or tr("none"), right, room))

    def _closed(self) -> None:
        if self.chosen() != self._before:
            self._before = self.chosen()
            self.changed.emit()


class SpinBox(QSpinBox):
    """A spin box with drawn arrows, its text in line with that of the combo boxes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(7, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        x, middle = self.width() - 14, self.height() / 2
        _chevron(painter, self, QPointF(x, middle - 5), -3.0)
        _chevron(painter, self, QPointF(x, middle + 5), 3.0)


def _chevron(painter: QPainter, widget: QWidget, at: QPointF, size: float) -> None:
    """A v of the given half width about `at`; a negative size points up."""
    group = QPalette.ColorGroup.Active if widget.isEnabled() else QPalette.ColorGroup.Disabled
    color = widget.palette().color(group, QPalette.ColorRole.Text)
    color.setAlphaF(0.7)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    half, rise = abs(size), size / 2
    painter.drawPolyline(
        [at + QPointF(-half, -rise), at + QPointF(0, rise), at + QPointF(half, -rise)]
    )


class IconButton(QToolButton):
    """A quiet button with one icon of the family."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self.icon_px = 18  # in normal type
        self.setIconSize(QSize(18, 18))
        self.setAutoRaise(True)
