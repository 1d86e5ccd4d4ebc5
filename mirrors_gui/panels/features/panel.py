"""The features in use: what each adds to the function, as curves and as a table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QByteArray, QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from mirrors_engine.pieces import Piece
from mirrors_gui.compute.analyses import PIECES
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common import curves, picking
from mirrors_gui.panels.common.crosshair_line import CrosshairLine
from mirrors_gui.panels.common.lazy import LazyPanel, detail, invitation, say
from mirrors_gui.panels.common.sorted_model import sort_by_headings
from mirrors_gui.panels.common.tables import Table, new_table
from mirrors_gui.panels.features.table_model import (
    KIND,
    KINKS,
    MEANING,
    RANK,
    WEIGHT,
    FeatureDelegate,
    FeatureModel,
)
from mirrors_gui.panels.features.tables import FeatureTables
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale
from mirrors_gui.text.translate import mark, tr

MOST = 400  # quiet curves drawn; more would only be a grey block
SMOOTH = 150  # quiet curves drawn without steps; beyond, a repaint would miss its frame
HINT = mark("Select a feature to follow it through every view.")


class FeaturesPanel(LazyPanel):
    """Curves z_k g_k(t) above their table, or that of the pieces of the function.

    Selecting a feature highlights it everywhere.
    """

    title = mark("Features")
    guide = mark(
        "Each curve is one neuron's share of the function; all of them and a constant "
        "add up to the fit."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = plots.new_plot(
            "featuresPlot",
            tr("Curves of the features"),
            tr("What each feature adds. Click a curve to select it; wheel zooms, drag pans."),
        )
        self.plot.setMouseEnabled(x=True, y=False)
        self.plot.setMinimumHeight(120)
        self._quiet = [
            plots.Curve(antialias=True),
            plots.Curve(antialias=True),
        ]  # positive, negative
        self._axis = pg.InfiniteLine(angle=90)
        self._hovered = plots.Curve(antialias=True)
        self._selected = plots.Curve(antialias=True)
        self._kinks = plots.Marks(antialias=True)
        self._piece = pg.LinearRegionItem(movable=False, pen=pg.mkPen(None))
        self._piece.hide()
        curves_and_marks = (self._axis, self._hovered, self._selected, self._kinks)
        for item in (self._piece, *self._quiet, *curves_and_marks):
            self.plot.addItem(item)
        self._selected.setSegmentedLineMode("on")
        self.words = detail(tr("The feature selected or pointed at"))
        self.model = FeatureModel()
        self.table = self._new_table()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        top = QWidget()
        layout = QVBoxLayout(top)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.words)
        self._split.addWidget(top)
        self.tables = FeatureTables(self.table)
        self.pieces = self.tables.pieces
        self._split.addWidget(self.tables)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        self.content.addWidget(self._split, 1)
        self._shown: np.ndarray = np.empty(0, dtype=int)
        self._lines = (np.empty((0, 0)), np.empty((0, 0)))
        self._scale = XScale()
        self._following = False
        self.crosshair = CrosshairLine(self.plot, logarithmic=True)
        picking.watch(self.plot, self._pick, self._point)

    def _new_table(self) -> Table:
        table = new_table(
            self.model,
            "featuresTable",
            tr("Table of the features"),
            tr("The neurons of the optimal network. Click a heading to sort, a row to select."),
            (36, 84, 80, 150, 340),
        )
        table.shortened = {KINKS: 80, MEANING: 160}
        table.setMouseTracking(True)
        table.setCornerWidget(QWidget())  # the style leaves a mark where the scroll bars meet
        sort_by_headings(table)
        table.selectionModel().currentRowChanged.connect(self._row_chosen)
        table.entered.connect(lambda index: self._point(self.model.key(index.row())))
        table.viewport().installEventFilter(self)
        self.model.modelReset.connect(self._follow_selection)
        return table

    def bind(self, session: Session) -> None:
        self._delegate = FeatureDelegate(session.appearance.theme, self.table)
        self.table.setItemDelegate(self._delegate)
        super().bind(session)
        self.tables.bind(session)
        self.tables.turned.connect(lambda: self.due(self._mark))
        session.signalChanged.connect(lambda _: self.due(self._draw))
        session.resultChanged.connect(lambda _: self.due(self._draw))
        session.axes.changed.connect(lambda: self.due(self._draw))
        session.selectionChanged.connect(lambda _: self.due(self._follow_selection, self._mark))
        session.hoverChanged.connect(lambda _: self.due(self._mark))
        session.pieceChanged.connect(lambda _: self.due(self._mark))
        session.analyses.uncertaintyChanged.connect(lambda _: self.due(self.tables.show_pieces))
        session.analyses.computed.connect(
            lambda what: self.due(self.tables.show_pieces) if what == PIECES else None
        )
        self.crosshair.bind(session)
        self.due(self._draw)

    def apply_theme(self, theme: Theme) -> None:
        plots.apply_theme(self.plot, theme)
        self.crosshair.apply_theme(theme)
        self._delegate.theme = theme
        self._axis.setPen(plots.pen(theme, "mirror", 1.0, dashed=True))
        self._piece.setBrush(theme.color("function", 0.15))
        self.table.viewport().update()
        self.due(self._fit_columns, self._mark)  # the type may have another size

    def save_state(self) -> dict[str, Any]:
        header = self.table.horizontalHeader()
        return {
            "split": bytes(self._split.saveState().toHex().data()).decode(),
            "sort": [header.sortIndicatorSection(), header.sortIndicatorOrder().value],
            "pieces": self.tables.on_pieces,
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        split, sort = state.get("split"), state.get("sort")
        self.tables.turn_to(state.get("pieces") is True)
        if isinstance(split, str):
            self._split.restoreState(QByteArray.fromHex(split.encode()))
        if not isinstance(sort, list) or [*map(type, sort)] != [int, int]:
            return
        column, order = sort
        if column in range(5) and order in (0, 1):
            self.table.sortByColumn(column, Qt.SortOrder(order))

    # drawing

    def _draw(self) -> None:
        assert self.session is not None
        result, theme = self.session.result, self.session.appearance.theme
        empty = invitation(result, self.session.signal, tr("the features of its optimal network"))
        self.invite(empty)
        scroll = self.table.verticalScrollBar().value()
        self.model.show(result)
        self.table.updateGeometries()
        self.table.verticalScrollBar().setValue(scroll)
        if empty or result is None:
            self._shown = np.empty(0, dtype=int)
            return
        self.tables.show_pieces()
        self._fit_columns()
        self._scale = self.session.axes.scale(result.signal)
        plots.set_x(self.plot, result.signal, theme, self._scale)
        self.plot.getAxis("left").setLabel(result.signal.y_name)
        strongest = result.by_weight[:MOST]
        features = [result.features[i] for i in strongest]
        t, values = self._polylines(features, result.weights[strongest])
        self._shown, self._lines = strongest, (t, values)
        positive = result.weights[strongest] > 0
        for item, mine in zip(self._quiet, (positive, ~positive), strict=True):
            x, y, connect = curves.joined(self._lines[0][mine], values[mine])
            item.setData(x, y, connect=connect, antialias=len(strongest) <= SMOOTH)
        low, high = float(t.min()), float(t.max())
        self.plot.setLimits(xMin=low, xMax=high)
        self.plot.setXRange(low, high, padding=0)
        self.plot.setYRange(*picking.padded(values), padding=0)
        self._mark()

    def _polylines(self, features: Any, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """z_k g_k as drawn: over x, or over each feature's own input from 0 to 1."""
        assert self.session is not None and self.session.result is not None
        signal = self.session.result.signal
        low, high = curves.ranges(features, signal.x)
        t, values = curves.contributions(
            features, weights, low, high, self._scale.between(low[0], high[0])
        )
        if signal.dimension == 1:
            return self._scale.to(t), values
        self.plot.getAxis("bottom").setLabel(tr("own input, across the data"))
        return (t - low[:, None]) / (high - low)[:, None], values

    def _fit_columns(self) -> None:
        """Room for the kinds and kinks of the first rows."""
        if not self.model.features:  # the last ones went before this was due
            return
        metrics, delegate, model = self.table.fontMetrics(), self._delegate, self.model
        rows = range(min(20, model.rowCount()))
        self.table.setColumnHidden(KINKS, not any(f.kinks for f in model.features))
        kinds = (metrics.horizontalAdvance(model.index(row, KIND).data()) for row in rows)
        weights = (metrics.horizontalAdvance(model.index(row, WEIGHT).data()) for row in rows)
        kinks = (delegate.kinks_width(self.table, model.index(row, KINKS)) for row in rows)
        last = metrics.horizontalAdvance(str(model.rowCount()))
        # a number cut short would read as another number
        heading = self.table.horizontalHeader().fontMetrics().horizontalAdvance(tr("Weight ▾"))
        self.table.give(
            {
                RANK: max(36, last + 20),
                KIND: min(max(56, max(kinds) + 20), 144),
                WEIGHT: max(80, max(weights) + 20, heading + 20),
                KINKS: min(max(96, *kinks), 320),
            }
        )

    def _mark(self) -> None:
        """Show what is selected and what is pointed at."""
        assert self.session is not None
        theme = self.session.appearance.theme
        selected = self.model.index_of(self.session.selected)
        hovered = self.model.index_of(self.session.hovered)
        many = len(self._shown) > 60  # long dashed lines are slow
        alpha = 0.25 if selected is not None else 0.5 if hovered is not None else 0.8
        alpha *= min(1.0, (60 / max(1, len(self._shown))) ** 0.5)
        self._quiet[0].setPen(plots.pen(theme, "positive", 1.0, alpha))
        self._quiet[1].setPen(plots.pen(theme, "negative", 1.0, alpha, dashed=not many))
        self._line(self._selected, selected, 2.5)
        self._line(self._hovered, hovered if hovered != selected else None, 1.5)
        shown = selected if hovered is None else hovered
        self._show_kinks(shown)
        piece = self.session.piece
        if shown is None and piece is not None:
            say(self.words, self.pieces.model.sentence(piece))
        else:
            say(self.words, tr(HINT) if shown is None else self.model.sentence(shown))
        self._show_piece(piece)

    def _line(self, item: pg.PlotCurveItem, i: int | None, width: float) -> None:
        assert self.session is not None
        rows = np.empty((0, 2)) if i is None else self._curve(i)
        item.setData(*(rows.T if len(rows) else ([], [])))
        if i is not None:
            negative = self.model.weights[i] < 0
            token = "negative" if negative else "positive"
            item.setPen(
                plots.pen(self.session.appearance.theme, token, width, dashed=bool(negative))
            )

    def _curve(self, i: int) -> np.ndarray:
        """The polyline of one feature, also of one too small to be among the quiet ones."""
        assert self.session is not None and self.session.result is not None
        at = np.flatnonzero(self._shown == i)
        if len(at):
            return np.column_stack((self._lines[0][at[0]], self._lines[1][at[0]]))
        feature, weight = self.model.features[i], self.model.weights[i : i + 1]
        t, values = self._polylines([feature], weight)
        return np.column_stack((t[0], values[0]))

    def _show_kinks(self, i: int | None) -> None:
        assert self.session is not None
        theme = self.session.appearance.theme
        if i is None:
            self._kinks.setData([], [])
            self._axis.hide()
            return
        assert self.session.result is not None
        feature, z = self.model.features[i], self.model.weights[i]
        signal = self.session.result.signal
        low, high = (float(v[0]) for v in curves.ranges([feature], signal.x))

        def place(x: Any) -> Any:
            return self._scale.to(x) if signal.dimension == 1 else (x - low) / (high - low)

        kinks = [k for k in feature.kinks if low <= k.position <= high]
        x = np.array([k.position for k in kinks])
        self._kinks.setData(
            x=place(x),
            y=z * feature.unit.forward(x),
            symbol="d",
            size=10,
            pen=[plots.pen(theme, "mirror" if k.mirror else "function", 1.5) for k in kinks],
            brush=[pg.mkBrush(theme.color("raised" if k.mirror else "function")) for k in kinks],
        )
        center = feature.mirror_axis
        self._axis.setVisible(center is not None and bool(low <= center <= high))
        if center is not None:
            self._axis.setValue(float(place(center)))

    def _show_piece(self, piece: Piece | None) -> None:
        """The part of x on which the chosen piece lies."""
        assert self.session is not None
        result = self.session.result
        self._piece.setVisible(piece is not None)
        if piece is not None and result is not None:
            low, high = curves.data_range(result.signal.x)
            ends = np.clip((piece.start, piece.end), low, high)
            self._piece.setRegion(self._scale.to(ends))

    # choosing

    def _pick(self, at: picking.Spot | None) -> None:
        if self.session is not None:
            self.session.select(self._key_at(at))

    def _point(self, at: Any) -> None:
        if self.session is not None:
            spot = isinstance(at, picking.Spot)
            self.session.hover(self._key_at(at) if spot else at)
            line = self.session.signal is not None and self.session.signal.dimension == 1
            self.session.crosshair.point(self._scale.back(at.x) if spot and line else None)

    def _key_at(self, at: picking.Spot | None) -> tuple[int, ...] | None:
        if at is None or not len(self._shown):
            return None
        row = picking.nearest_line(*self._lines, at)
        return None if row is None else self.model.features[self._shown[row]].key

    def _row_chosen(self, index: QModelIndex) -> None:
        if not self._following and self.session is not None and index.isValid():
            self.session.select(self.model.key(index.row()))

    def _follow_selection(self) -> None:
        """Let the table show what the session has selected."""
        if self.session is None:
            return
        row = self.model.row(self.session.selected)
        self._following = True
        if row is None:
            self.table.selectionModel().clear()
        elif self.table.currentIndex().row() != row:
            self.table.setCurrentIndex(self.model.index(row, 0))
        if row is not None:
            self.table.scrollTo(self.model.index(row, 0))
        self._following = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and watched is self.table.viewport():
            self._point(None)
        return super().eventFilter(watched, event)
