"""The errors of every model, beside one another."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from mirrors_engine.series import Forecast, Scores
from mirrors_gui.panels.forecast.plot import pen_of
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import named

SWATCH = QSize(18, 12)
NAMES = {
    "convex": mark("optimal"),
    "trained": mark("trained"),
    "linear": mark("linear"),
    "seasonal": mark("season"),
    "last": mark("last"),
}
LEFT_OUT = (2, 3)  # columns, the first first: of the same errors as the one before
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Errors(QTableWidget):
    """Columns of errors that leave room for the names of the models.

    Where the place is narrow MAE is left out, then MASE: the names tell the rows apart. A wider
    panel has all columns.
    """

    def __init__(self) -> None:
        super().__init__(0, 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.leave_out()

    def leave_out(self) -> None:
        """Show as many columns as there is room for."""
        header = self.horizontalHeader()
        for column in LEFT_OUT:
            self.setColumnHidden(column, False)  # the head of a hidden one has no width
        wide = [
            max(self.sizeHintForColumn(c), header.sectionSizeHint(c), header.minimumSectionSize())
            for c in range(self.columnCount())
        ]
        over = sum(wide) - self.viewport().width()
        for column in LEFT_OUT:
            self.setColumnHidden(column, over > 0)
            over -= wide[column]


def new_table() -> Errors:
    """An empty table of errors."""
    table = named(
        Errors(),
        "forecastTable",
        tr("Errors of the forecasts"),
        tr("Errors of every model over the same forecasts; the least of each column is bold."),
    )
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    table.setShowGrid(False)
    # six columns on a side panel
    table.setStyleSheet(
        "QTableView::item { padding: 4px 2px; } QHeaderView::section { padding: 4px 3px; }"
    )
    table.setIconSize(SWATCH)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(28)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setMinimumSectionSize(36)
    return table


def fill(table: Errors, found: Forecast | None, growing: bool, theme: Theme) -> None:
    """Write the errors of a forecast, nothing for None; `growing` while more is to come."""
    entries = () if found is None else found.entries
    table.setRowCount(len(entries))
    if found is None:
        return
    ahead = f"1–{found.settings.horizon}"
    heads = (
        (tr("Model"), tr("Fitted to the training part only")),
        ("RMSE", tr("Root mean square error, one step ahead in the test part")),
        ("MAE", tr("Mean absolute error, one step ahead in the test part")),
        (
            "MASE",
            tr(
                "The same over the mean change from one value (or season) to the next in the "
                "training part: below 1 beats the naive forecast there"
            ),
        ),
        (
            ahead,
            tr(
                "RMSE over forecasts {ahead} steps ahead, from every time of the test part",
                ahead=ahead,
            ),
        ),
        (
            tr("Valid."),
            tr("RMSE one step ahead in rolling validation, fitted anew before every block"),
        ),
    )
    for c, (text, tip) in enumerate(heads):
        item = QTableWidgetItem(text)
        item.setToolTip(tip)
        item.setTextAlignment(RIGHT if c else Qt.AlignmentFlag.AlignLeft)
        table.setHorizontalHeaderItem(c, item)
    values = [
        (e.test.rmse, e.test.mae, e.test.mase, e.rolled_test.rmse, _rmse(e.validation))
        for e in entries
    ]
    columns = zip(*values, strict=True)
    best = [min((v for v in column if v is not None), default=None) for column in columns]
    for r, (entry, row) in enumerate(zip(entries, values, strict=True)):
        name = QTableWidgetItem(tr(NAMES.get(entry.key, entry.name)))
        name.setIcon(_swatch(entry.key, theme))
        name.setToolTip(said(entry.name))
        table.setItem(r, 0, name)
        for c, value in enumerate(row):
            text = (
                "…"
                if c == 4 and growing and entry.key != "trained" and value is None
                else _words(value)
            )
            item = QTableWidgetItem(text)
            item.setTextAlignment(RIGHT)
            if value is not None and value == best[c]:
                font = QFont()  # the rest is the table's
                font.setWeight(QFont.Weight.DemiBold)
                item.setFont(font)
            if c == 4 and entry.key == "trained":
                item.setToolTip(tr("Training is not repeated for every block"))
            table.setItem(r, c + 1, item)
    table.leave_out()


def _rmse(scores: Scores | None) -> float | None:
    return None if scores is None else scores.rmse


def _words(value: float | None) -> str:
    return "–" if value is None else formatting.number(value, 3)


def _swatch(key: str, theme: Theme) -> QIcon:
    """The line by which a model is drawn."""
    picture = QPixmap(SWATCH * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = pen_of(key, theme)
    pen.setCosmetic(False)
    pen.setWidthF(pen.widthF() / plots.pixel_ratio())
    painter.setPen(pen)
    middle = SWATCH.height() // 2
    painter.drawLine(1, middle, SWATCH.width() - 3, middle)
    painter.end()
    return QIcon(picture)
