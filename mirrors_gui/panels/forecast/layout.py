"""The controls and pages of the forecast tab, where they stand and what they are called."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mirrors_gui.panels.common.lazy import LazyPanel, detail
from mirrors_gui.panels.common.legend import Legend
from mirrors_gui.panels.forecast import table as forecast_table
from mirrors_gui.panels.forecast.form import ForecastForm
from mirrors_gui.panels.forecast.function import FunctionView
from mirrors_gui.panels.forecast.plot import SeriesPlot
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import label, named
from mirrors_gui.widgets.remedy_buttons import RemedyButtons
from mirrors_gui.widgets.scrolled import Page, Scrolled

LINES = 4  # of facts
PAGE = 200  # px, least height of the plots
VIEWS = (
    (
        "one",
        mark("One step"),
        "forecastOneStepButton",
        mark("Every value of the test part from the true past"),
    ),
    (
        "rolled",
        mark("Next values"),
        "forecastRolledButton",
        mark(
            "What comes after the end of the data, each value from the ones forecast before it; "
            "in the test part in runs of the horizon's length, each from the true past at its start"
        ),
    ),
    (
        "function",
        mark("Function"),
        "forecastFunctionButton",
        mark("The next value against a past value"),
    ),
    (
        "errors",
        mark("Errors"),
        "forecastErrorsButton",
        mark("How far every model is from what came"),
    ),
)


class ForecastLayout(LazyPanel):
    """What there is to see and to press; `ForecastPanel` says what it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = ForecastForm()
        self.run = named(
            QPushButton(tr("Forecast")),
            "forecastButton",
            tr("Forecast"),
            tr("Fit, forecast and compare"),
        )
        self.run.setProperty("role", "primary")
        self.stop = named(
            QPushButton(tr("Stop")),
            "forecastStopButton",
            tr("Stop"),
            tr("Stop; what is there stays"),
        )
        self.stop.setEnabled(False)
        self.open = named(
            QPushButton(tr("Open as signal")),
            "openEmbeddingButton",
            tr("Open this autoregression as the signal"),
            tr(
                "Load the rows (past → next) of the training part, to explore the features, mirror "
                "points and landscape of this very network"
            ),
        )
        self.baselines = named(
            QCheckBox(tr("Baselines")),
            "forecastBaselinesBox",
            tr("Draw the baselines"),
            tr("Draw the linear autoregression, the last value and the value one season before"),
        )
        self.baselines.setChecked(True)
        self.progress = named(
            QProgressBar(), "forecastProgress", tr("Progress of the forecast"), ""
        )
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.hide()
        self.headline = label("", "heading")
        self.headline.setWordWrap(True)
        self.export = named(
            QPushButton(tr("Table …")),
            "exportForecastButton",
            tr("Table"),
            tr("Save or copy every forecast as CSV, with all digits"),
        )
        self.export.hide()
        self.remedies = RemedyButtons()
        self.facts = detail(tr("What the forecast found"), LINES)
        self.series, self.function = SeriesPlot(), FunctionView()
        self.legend = Legend("forecastLegend", tr("How every forecast is drawn"))
        self.table = forecast_table.new_table()
        self._arrange()

    def _arrange(self) -> None:
        checks = QGridLayout()  # one row would cut them in a narrow panel
        checks.setSpacing(4)
        boxes = (self.baselines, self.form.band, self.form.train, self.form.order)
        for k, box in enumerate(boxes):
            checks.addWidget(box, k // 2, k % 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.run, 1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.open)
        self.choice = QWidget()
        views = QHBoxLayout(self.choice)
        views.setContentsMargins(0, 0, 0, 0)
        views.setSpacing(4)
        self.views = QButtonGroup(self)
        for place, (_, text, name, tip) in enumerate(VIEWS):
            button = named(QPushButton(tr(text)), name, tr(text), tr(tip))
            button.setCheckable(True)
            button.setStyleSheet("QPushButton { padding: 0 4px; }")
            button.setChecked(place == 0)
            self.views.addButton(button, place)
            views.addWidget(button, 1)
        self.pages = QStackedWidget()
        for page in (self.series.plot, self.function, self.table):
            self.pages.addWidget(page)
        # plots would like to be far larger than a side panel
        self.pages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.pages.setMinimumHeight(PAGE)
        # on a small screen the controls keep their height and the panel scrolls
        inside = Page()
        inside.setProperty("role", "plain")
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addLayout(checks)
        column.addLayout(buttons)
        column.addWidget(self.progress)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.headline, 1)
        told.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(told)
        column.addWidget(self.remedies)
        column.addWidget(self.choice)
        column.addWidget(self.legend)
        column.addWidget(self.pages, 1)
        column.addWidget(self.facts)
        column.addStretch(0)
        self.place = Scrolled()
        self.place.setWidget(inside)
        self.content.addWidget(self.place)
