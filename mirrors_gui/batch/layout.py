"""The controls of the window of many signals, where they stand and what they are called."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)

from mirrors_gui.batch import rows
from mirrors_gui.batch.form import BatchForm
from mirrors_gui.batch.table_model import SignalsModel
from mirrors_gui.batch.thumbnail import SIZE, Thumbnail
from mirrors_gui.model.session import Session
from mirrors_gui.style import theme as themes
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets import icons
from mirrors_gui.widgets.controls import Card, caption, label, named

WIDTHS = {
    rows.PICTURE: SIZE.width() + 8,
    rows.NAME: 184,
    rows.SAMPLES: 82,
    rows.RULE: 100,
    rows.SHARE: 88,
    rows.NEURONS: 84,
    rows.RMSE: 84,
    rows.R2: 76,
    rows.CERTIFIED: 84,
}
EMPTY = mark(
    "Drop a folder or several files here, or choose them above.\n\n"
    "Every signal is fitted by the same network, and λ is chosen for each by the same rule. "
    "The columns of one wide table are signals too: open it with a preview and press "
    "“Fit every column”."
)


class BatchLayout(QDialog):
    """Widgets and their places; the window connects them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("batchWindow")
        self.setWindowTitle(tr("Many signals – Mirrors"))
        self.setWindowIcon(icons.app_icon())
        self.setAccessibleName(tr("Many signals"))
        self.setWindowFlags(Qt.WindowType.Window)
        self.resize(themes.px(1180), themes.px(660))
        self.heading = label(tr("Many signals"), "title")
        self.files_button = _button(tr("Files …"), "batchFilesButton", tr("Add several files"))
        self.folder_button = _button(
            tr("Folder …"), "batchFolderButton", tr("Add all tables that lie in a folder")
        )
        self.last_button = _button(
            tr("Last list"), "batchLastButton", tr("Open what was listed last, as far as it came")
        )
        self.every: QCheckBox = named(
            QCheckBox(tr("Every column")),
            "batchEveryColumnBox",
            tr("Every column"),
            tr("Each column of numbers is a signal, not one a file"),
        )
        self.filter: QLineEdit = named(
            QLineEdit(),
            "batchFilterEdit",
            tr("Filter"),
            tr("Show rows with these words; failed, say"),
        )
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(themes.px(184))
        self.form = BatchForm(session)
        self.cores: QCheckBox = named(
            QCheckBox(tr("All cores")),
            "batchCoresBox",
            tr("Use all cores"),
            tr(
                "Several processes share the signals. They take some seconds to start, and lines "
                "come in groups"
            ),
        )
        self.fit_button = _button(
            tr("Fit", "the button"), "batchFitButton", tr("Fit what these settings have not yet")
        )
        self.fit_button.setProperty("role", "primary")
        self.stop_button = _button(
            tr("Cancel"), "batchCancelButton", tr("Stop; what is done stays  (Esc)")
        )
        self.stop_button.hide()
        self.progress = named(QProgressBar(), "batchProgress", tr("Progress of the batch"), "")
        self.progress.setTextVisible(False)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.hide()
        self.model = SignalsModel()
        self.table = self._table()
        empty = caption(tr(EMPTY), "body")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(empty)
        self.pages.addWidget(self.table)
        self.problem = caption(role="error")
        self.problem.setObjectName("batchProblem")
        self.problem.hide()
        self.summary = label("", "caption")
        self.summary.setObjectName("batchSummary")
        self.functions: QCheckBox = named(
            QCheckBox(tr("with the functions")),
            "batchFunctionsBox",
            tr("With the functions"),
            tr("Also every piece of every function: start, end, value, slope"),
        )
        self.export_button = _button(
            tr("Export all …"),
            "batchExportButton",
            tr("All lines as CSV, Parquet, SQLite or JSON, in the order of the signals"),
        )
        self._arrange()

    def _table(self) -> QTableView:
        table: QTableView = named(
            QTableView(),
            "batchTable",
            tr("Signals"),
            "",
        )
        table.setModel(self.model)
        table.setItemDelegateForColumn(rows.PICTURE, Thumbnail(table))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(SIZE.height() + 4)
        header = table.horizontalHeader()
        header.setSortIndicatorClearable(True)
        table.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        for column, width in WIDTHS.items():
            table.setColumnWidth(column, themes.px(width))
        table.installEventFilter(self)
        return table

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.heading, 1)
        for widget in (
            self.last_button,
            self.every,
            self.files_button,
            self.folder_button,
            self.filter,
        ):
            first.addWidget(widget)
        settings = Card()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.form, 1)
        begin = QHBoxLayout()
        begin.setSpacing(8)
        for button in (self.cores, self.fit_button, self.stop_button):
            begin.addWidget(button)
        row.addLayout(begin)
        row.setAlignment(begin, Qt.AlignmentFlag.AlignTop)
        settings.body.setContentsMargins(12, 8, 12, 8)
        settings.body.addLayout(row)
        listed = Card()
        listed.body.setContentsMargins(4, 4, 4, 4)
        listed.body.addWidget(self.pages)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.summary, 1)
        last.addWidget(self.functions)
        last.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(settings)
        column.addWidget(self.progress)
        column.addWidget(self.problem)
        column.addWidget(listed, 1)
        column.addLayout(last)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is typed over the table goes into the filter."""
        if watched is self.table and isinstance(event, QKeyEvent):
            words: Any = event.text()
            typed = event.type() == QEvent.Type.KeyPress and words.isprintable() and words.strip()
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
            )
            if typed and plain:
                self.filter.setFocus()
                self.filter.insert(words)
                return True
        return super().eventFilter(watched, event)


def _button(text: str, name: str, tip: str) -> QPushButton:
    button: QPushButton = named(QPushButton(text), name, text.removesuffix(" …"), tip)
    button.setAutoDefault(False)
    return button
