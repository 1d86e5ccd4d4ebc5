"""The import dialog: the file as it is read, every choice, and what it would give."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine.progress import Progress
from mirrors_engine.signals import CsvOptions, Table
from mirrors_engine.text.printable import printable
from mirrors_gui.compute.runner import Runner, remedies_of
from mirrors_gui.importing.choices import ReadingChoices
from mirrors_gui.importing.preview import PreviewModel
from mirrors_gui.importing.reading import (
    Columns,
    Reading,
    Source,
    choosing_job,
    reading_job,
)
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.long_series import Samples
from mirrors_gui.style import plots
from mirrors_gui.style import theme as themes
from mirrors_gui.style.repaint import in_turns, next_turn
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.plain import window_title
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import (
    Card,
    ColumnsButton,
    ComboBox,
    caption,
    field,
    fit_labels,
    label,
    named,
)
from mirrors_gui.widgets.remedy_buttons import RemedyButtons

ROW_NUMBER, NONE = mark("row number"), mark("none")
SIDE = 312
PATIENCE_MS = 150  # shorter work shows no progress


class ImportDialog(QDialog):
    """Reads beside the window on every choice; nothing changes before Import is pressed.

    Signals
    -------
    everyColumn : Origin
        Every column of numbers is to be fitted, each as a signal.
    """

    everyColumn = Signal(object)

    def __init__(
        self,
        session: Session,
        source: Source,
        options: CsvOptions | None = None,
        columns: Columns | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.source = session, source
        self.reading: Reading | None = None
        self._asked = columns or Columns()
        self.setObjectName("importDialog")
        self.setWindowTitle(tr("Import {name}", name=window_title(source.name)))
        self.setAccessibleName(tr("Import with a preview"))
        self.resize(themes.px(1000), themes.px(640))
        self.runner = Runner("reader", self)
        self.runner.advanced.connect(self._take)
        self.runner.stepped.connect(self._step)
        self.runner.failed.connect(self._fail)
        self.runner.runningChanged.connect(self._show_running)
        self.choices = ReadingChoices(encoding=source.path is not None)
        if options is not None:
            self.choices.overrule(options)
        self._assemble()
        self.choices.changed.connect(self._read)
        session.appearance.changed.connect(self._repaint)
        self._repaint(session.appearance.theme)
        themes.apply_style_sheet(self, session.appearance.theme)
        in_turns(self, [lambda: None, lambda: self.samples, self._read])  # once it is on show

    # assembly

    def _assemble(self) -> None:
        self.model = PreviewModel()
        self.view = named(QTableView(), "importPreview", tr("First lines of the file"), "")
        self.view.setModel(self.model)
        self.view.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.view.setShowGrid(False)
        self.view.setFrameShape(QTableView.Shape.NoFrame)
        self.view.setWordWrap(False)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.view.verticalHeader().setDefaultSectionSize(24)
        self.account = caption(role="body")
        self.account.setObjectName("importAccount")
        self.problem = caption(role="error")
        self.problem.setObjectName("importProblem")
        self.remedies = RemedyButtons()
        self.remedies.taken.connect(lambda remedy: self.choices.take(remedy.reading))
        self.bar = named(
            QProgressBar(), "importProgress", tr("Reading"), tr("How far reading has come")
        )
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(3)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # or everything below would jump
        self.bar.setSizePolicy(policy)
        self.bar.hide()

        side = QWidget()
        side.setProperty("role", "plain")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(label(tr("Columns"), "heading"))
        self.x_box = named(
            ComboBox(), "importXBox", tr("Column of x"), tr("The column that runs along x")
        )
        self.more = named(
            ColumnsButton(), "importMoreButton", tr("More columns of x"), tr("Two make a plane")
        )
        self.y_box = named(
            ComboBox(), "importYBox", tr("Column of y"), tr("The column to be fitted")
        )
        self.weights_box = named(
            ComboBox(), "importWeightsBox", tr("Column of weights"), tr("How much each row counts")
        )
        for text, box in (
            ("x", self.x_box),
            (tr("and x"), self.more),
            ("y", self.y_box),
            (tr("Weights"), self.weights_box),
        ):
            column.addWidget(field(text, box))
        for box in (self.x_box, self.y_box, self.weights_box):
            box.currentIndexChanged.connect(self._choose)
        self.more.changed.connect(self._choose)
        column.addSpacing(8)
        column.addWidget(label(tr("Reading"), "heading"))
        column.addWidget(self.choices)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(side)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side = scroll

        lines, self.picture = Card(), Card()
        lines.body.setContentsMargins(4, 4, 4, 4)
        lines.body.addWidget(self.view)
        self.picture.body.setContentsMargins(4, 8, 8, 4)
        self.picture.setFixedHeight(182)
        self.accept_button = named(
            QPushButton(tr("Import")),
            "importButton",
            tr("Import"),
            tr("Fit these columns  (Enter)"),
        )
        self.accept_button.setProperty("role", "primary")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        again = named(
            *(QPushButton(tr("Detect again")), "importDetectButton"),
            *(tr("Detect again"), tr("Forget every choice made here")),
        )
        cancel = named(
            QPushButton(tr("Cancel")),
            "importCancelButton",
            tr("Cancel"),
            tr("Change nothing  (Esc)"),
        )
        self.every_button = named(
            QPushButton(tr("Fit every column")),
            "importEveryColumnButton",
            tr("Fit every column"),
            tr("Every column of numbers but x and the weights is a signal: a list with pictures"),
        )
        self.every_button.setEnabled(False)
        self.every_button.clicked.connect(self._every_column)
        for button in (again, cancel, self.every_button):
            button.setAutoDefault(False)
        again.clicked.connect(self.detect_again)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(again)
        buttons.addStretch()
        buttons.addWidget(self.every_button)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.bar)
        right.addWidget(lines, 1)
        right.addWidget(self.account)
        right.addWidget(self.problem)
        right.addWidget(self.remedies)
        right.addWidget(self.picture)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(scroll)
        row.addLayout(right, 1)

    @cached_property
    def samples(self) -> Samples:
        """The plot of what would be fitted, half the work of the dialog: in a turn of its own."""
        self.plot = plots.new_plot("importPlot", tr("The signal"), tr("What would be fitted"))
        self.plot.setMouseEnabled(x=False, y=False)
        self.dots, self.course = plots.Marks(pen=None), plots.Curve(connect="pairs")
        for item in (self.course, self.dots):
            self.plot.addItem(item, ignoreBounds=True)
        self.picture.body.addWidget(self.plot)
        appearance = self.session.appearance
        appearance.changed.connect(self._repaint_plot)
        self._repaint_plot(appearance.theme)
        return Samples(self.plot, self.dots, self.course)

    # what the user does

    def detect_again(self) -> None:
        """Forget every choice."""
        self._asked = Columns()
        self.choices.overrule(CsvOptions())
        self._read()

    def accept(self) -> None:
        reading = self.reading
        if reading is None or reading.signal is None or reading.table is None:
            return
        x, guessed = reading.columns.x, not reading.columns.chosen
        open_table = partial(
            self.session.open_table,
            reading.table,
            None if not x else x[0] if len(x) == 1 else x,
            None if guessed else reading.columns.y,
            reading.columns.weights,
            self.source.text if self.source.path is None else None,
        )
        super().accept()  # a question is asked in the window behind
        self.session.replace_data(tr("importing {name}", name=self.source.name), open_table)

    def _every_column(self) -> None:
        """Every column that could be y."""
        from mirrors_gui.batch.origin import Origin

        reading = self.reading
        if reading is None or reading.table is None:
            return
        columns, text = reading.columns, self.source.text if self.source.path is None else None
        origin = Origin(
            table=reading.table,
            text=text,
            x=columns.x,
            weights=columns.weights,
            reading=reading.table.options,
        )
        self.reject()
        self.everyColumn.emit(origin)

    def done(self, result: int) -> None:
        self.runner.close()
        super().done(result)

    def _read(self) -> None:
        self.runner.start(reading_job(self.source, self.choices.options(), self._asked))

    def _choose(self, _index: object = None) -> None:
        if self.reading is None or self.reading.table is None or self.y_box.currentIndex() < 0:
            return
        first, y = self.x_box.currentData(), self.y_box.currentData()
        more = tuple(c for c in self.more.chosen() if c not in (first, y))
        x = () if first is None else (first, *more)
        self._asked = Columns(x, y, self.weights_box.currentData(), chosen=True)
        self.runner.start(choosing_job(self.reading.table, self._asked))

    # what the reader says

    def _show_running(self, running: bool) -> None:
        self.bar.setRange(0, 0)
        if running:
            QTimer.singleShot(PATIENCE_MS, self, self._show_bar)
        else:
            self.bar.hide()
        self.accept_button.setEnabled(not running and self._usable())

    def _show_bar(self) -> None:
        self.bar.setVisible(self.runner.running)

    def _step(self, progress: Progress) -> None:
        if progress.fraction is not None:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * progress.fraction))

    def _fail(self, sentence: str) -> None:
        self._take(Reading(None, self._asked, None, sentence, remedies_of(sentence)))

    def _take(self, reading: Reading) -> None:
        self.reading = reading
        table = reading.table
        if table is not None:
            self.choices.show_detected(table.options)
            self._show_columns(table, reading.columns)
        new = self.model.table is not table
        self.model.show(table, reading.columns)
        if new:
            self.view.resizeColumnsToContents()
        self.problem.setText(said(reading.problem))
        self.problem.setVisible(bool(reading.problem))
        self.remedies.offer(reading.remedies)
        signal = reading.signal
        self.account.setVisible(signal is not None)
        if signal is None:
            self.samples.clear()
        else:
            self.account.setText(" ".join(map(said, signal.cleaning.sentences())))
            next_turn(self, self._draw)
        self.accept_button.setEnabled(not self.runner.running and self._usable())
        numbers = () if table is None else [c for c in table.columns if c.kind == "number"]
        taken = {*reading.columns.x, reading.columns.weights}
        self.every_button.setEnabled(sum(c.position not in taken for c in numbers) > 1)

    def _usable(self) -> bool:
        return self.reading is not None and self.reading.signal is not None

    def _show_columns(self, table: Table, columns: Columns) -> None:
        numbers = [c for c in table.columns if c.kind == "number"]
        first = columns.x[0] if columns.x else None
        ways = (
            (self.x_box, ROW_NUMBER, [c for c in table.columns if c.kind != "text"], first),
            (self.y_box, None, numbers, columns.y),
            (self.weights_box, NONE, numbers, columns.weights),
        )
        for box, nothing, offered, chosen in ways:
            with QSignalBlocker(box):
                box.clear()
                if nothing is not None:
                    box.addItem(tr(nothing), None)
                for column in offered:
                    box.addItem(printable(column.label), column.position)
                box.setCurrentIndex(box.findData(chosen))
        others = {
            c.position: printable(c.label) for c in numbers if c.position not in (first, columns.y)
        }
        self.more.offer(others, [printable(table.columns[c].label) for c in columns.x[1:]])
        self.more.setEnabled(bool(others) and first is not None)

    def _draw(self) -> None:
        reading = self.reading
        if reading is None or reading.signal is None:
            return
        samples, signal, (x, y) = self.samples, reading.signal, reading.rows
        offset = plots.set_x(self.plot, signal, self.session.appearance.theme)
        if signal.dimension > 1:
            self.plot.getAxis("bottom").setLabel(signal.x_names[0])
        self.plot.getAxis("left").setLabel(signal.y_name)
        self.dots.setSize(4 if len(x) > 200 else 6)
        samples.show(x - offset, y)
        self.plot.setRange(
            xRange=(x[0] - offset, x[-1] - offset), yRange=(float(y.min()), float(y.max()))
        )

    def _repaint(self, theme: Any) -> None:
        self.side.setFixedWidth(themes.px(SIDE))
        fit_labels(self.side)
        self.model.repaint(theme)
        self.view.resizeColumnsToContents()

    def _repaint_plot(self, theme: Any) -> None:
        plots.apply_theme(self.plot, theme)
        self.dots.setBrush(theme.color("data"))
        self.course.setPen(plots.pen(theme, "data", alpha=0.6))


def columns_of(session: Session) -> Columns:
    """The columns the session's signal was made of."""
    table, signal = session.table, session.signal
    x = tuple(c.position for name in signal.x_names for c in table.columns if c.label == name)
    y = next((c.position for c in table.columns if c.label == signal.y_name), None)
    weights = session.weights_column
    position = None if weights is None else table.column(weights).position
    return replace(Columns(), x=x, y=y, weights=position, chosen=y is not None)
