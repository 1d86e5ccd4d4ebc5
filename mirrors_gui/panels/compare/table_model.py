"""The table of pinned fits: one column a pin, in the order in which they were pinned.

A panel at the side is narrow and tall: so all numbers of three fits are seen side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from mirrors_gui.compute.pinned import PinnedFit
from mirrors_gui.model.pins.pin import Pin
from mirrors_gui.style.pin_strokes import swatch
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.engine_words import network_words
from mirrors_gui.text.formatting import count, number
from mirrors_gui.text.plain import tooltip, wrapped
from mirrors_gui.text.translate import mark, tr

Index = QModelIndex | QPersistentModelIndex
SHOWN, NAME, NETWORK, SHARE = range(4)
Text = Callable[[PinnedFit], str]
# what stands in the rows below the settings, with what it means
NUMBERS: tuple[tuple[str, str, Text], ...] = (
    (mark("Neurons"), mark("Features with a weight that is not 0"), lambda fit: count(fit.neurons)),
    (
        mark("Kinks"),
        mark("Places within the data where the function bends"),
        lambda fit: count(fit.kinks),
    ),
    ("RMSE", mark("Root of the mean squared residual"), lambda fit: number(fit.rmse, 4)),
    (
        "R²",
        mark("Share of the variance of the data that the function has"),
        lambda f: number(f.r2, 4),
    ),
    (mark("Parameters"), mark("Effective number of parameters"), lambda fit: count(fit.parameters)),
    (mark("Norm"), mark("Σ |z|, the sum of the weights"), lambda fit: number(fit.norm, 4)),
)
CV = SHARE + 1 + len(NUMBERS)
CERTIFIED = CV + 1
HEADERS = (
    *(mark("Shown"), mark("Name"), mark("Network"), "λ / λmax"),
    *(header for header, _, _ in NUMBERS),
    *(mark("CV error"), mark("Certified")),
)
TIPS = (
    mark("Whether it is drawn"),
    mark("Click a fit to go back to it; F2 renames it"),
    mark("Network, and the loss where it is not squared"),
    mark("λ as a share of the λ from which the fit is constant"),
    *(tip for _, tip, _ in NUMBERS),
    mark(
        "Error on samples not fitted, by cross-validation at the nearest λ tried; of the squared "
        "loss its root, to be read beside RMSE. – where it had not been computed when the fit was "
        "pinned: pin it again after “Choose λ”."
    ),
    mark("Whether its optimality is proved to a relative gap of 10⁻⁹"),
)


def _unbroken(words: str) -> str:
    """With a number that stays with its unit, and |·| in one piece."""
    return words.replace(" %", "\u00a0%").replace("|·|", "|\u2060·\u2060|")


def _beside_rmse(pin: Pin) -> float:
    """Its error in cross-validation, in the units of y where the loss is squared."""
    assert pin.validated is not None
    return sqrt(pin.validated) if pin.loss == "squared" else pin.validated


class PinsModel(QAbstractTableModel):
    """Shows the pins of a session; a name can be edited and a fit be hidden from the plot."""

    def __init__(self) -> None:
        super().__init__()
        self.pins: Any = None
        self._columns: tuple[Pin, ...] = ()
        self._theme: Theme | None = None

    def show(self, pins: Any, theme: Theme) -> None:
        """Take the pins there are now; those that stay keep their selection."""
        columns, self.pins, self._theme = pins.all, pins, theme
        if [p.slot for p in columns] == [p.slot for p in self._columns]:
            self._columns = columns
            if columns:
                self.dataChanged.emit(self.index(0, 0), self.index(CERTIFIED, len(columns) - 1))
            return
        self.beginResetModel()
        self._columns = columns
        self.endResetModel()

    def slot(self, column: int) -> int | None:
        """The stroke of the pin in a column."""
        return self._columns[column].slot if 0 <= column < len(self._columns) else None

    def column(self, slot: int | None) -> int | None:
        """The column of a pin."""
        return next((k for k, pin in enumerate(self._columns) if pin.slot == slot), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADERS)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.row() == NAME:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            named = role == Qt.ItemDataRole.DisplayRole  # read aloud, not drawn
            return self._columns[section].name if named else None
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return tr(HEADERS[section])
            if role == Qt.ItemDataRole.ToolTipRole:
                return wrapped(tr(TIPS[section]))
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.column() < len(self._columns):
            return None
        pin, row = self._columns[index.column()], index.row()
        if role == Qt.ItemDataRole.CheckStateRole and row == SHOWN:
            return Qt.CheckState.Checked if pin.shown else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and row == SHOWN and self._theme is not None:
            return swatch(self._theme, pin.slot)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and row == CERTIFIED:
            return self._verdict_color(pin)
        if role == Qt.ItemDataRole.EditRole and row == NAME:
            return pin.name  # as it was given
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(pin, row)
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = tr(TIPS[0]) if row == SHOWN else tooltip(self._text(pin, row))
            return self.pins.note(pin) or tip
        if role == Qt.ItemDataRole.AccessibleTextRole:
            shown = tr("shown") if pin.shown else tr("hidden")
            return f"{pin.name}, {shown}" if row == SHOWN else self._text(pin, row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        slot = self.slot(index.column())
        if slot is None:
            return False
        if role == Qt.ItemDataRole.EditRole and index.row() == NAME:
            self.pins.rename(slot, str(value))
            return True
        return False

    def _text(self, pin: Pin, row: int) -> str:
        fit = self.pins.fit(pin)
        if row == SHOWN:
            return ""
        if row == NAME:
            return _unbroken(pin.name)
        if row == NETWORK:
            return _unbroken(network_words(pin))
        if row == SHARE:
            return number(pin.lam_ratio, 3)
        if row == CV:
            return "–" if pin.validated is None else number(_beside_rmse(pin), 4)
        if fit is None:
            return "–" if self.pins.note(pin) else "…"
        if row == CERTIFIED:
            return tr("✓ yes") if fit.certified else tr("! no")
        return NUMBERS[row - SHARE - 1][2](fit)

    def _verdict_color(self, pin: Pin) -> Any:
        fit = self.pins.fit(pin)
        if fit is None or self._theme is None:
            return None
        return self._theme.color("certified" if fit.certified else "uncertified")
