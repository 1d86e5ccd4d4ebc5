"""How the weights grow as λ falls: the whole path, or closer where one looks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from mirrors_engine.features.feature import Feature
from mirrors_gui.compute.analyses import LINES
from mirrors_gui.model.session import MIN_RATIO, Session
from mirrors_gui.panels.common import picking
from mirrors_gui.panels.common.lazy import LazyPanel, detail, say
from mirrors_gui.panels.path.features import FeatureNames
from mirrors_gui.panels.path.lines import births, inked
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr

DECADES = -float(np.log10(MIN_RATIO))
AIR = 0.02 * DECADES  # at both ends
WHOLE = 0.98  # of the decades in view: all of the path
CLOSEST = 0.02  # decades, zoomed in most
LEAST = 160  # px high that the plot is at least
REST_MS = 60  # of a view that is moved, before its lines are asked for


class RatioAxis(plots.NamedAxis):
    """λ/λ_max on a log axis that runs from simple (1) to rich; it holds -log10(ratio)."""

    def tickValues(self, low: float, high: float, size: float) -> list:
        decades = range(int(np.floor(low)), int(np.ceil(high)) + 1)
        minor = [d - np.log10(m) for d in decades for m in range(2, 10)]
        return [(1.0, [float(d) for d in decades]), (0.1, [m for m in minor if low <= m <= high])]

    def tickStrings(self, values: list, scale: float, spacing: float) -> list[str]:
        if spacing < 1:
            return [""] * len(values)
        return [formatting.power_of_ten(-v) for v in values]


class RootAxis(plots.NamedAxis):
    """Weights on a signed square-root scale, where small and large ones are both seen."""

    def tickValues(self, low: float, high: float, size: float) -> list:
        reach = max(abs(low), abs(high))
        room = 36 * (high - low) / max(size, 1.0)  # between two labels
        ticks, last = [0.0], reach + room
        for power in range(40):
            for digit in (5.0, 2.0, 1.0):
                value = np.sqrt(digit * 10.0 ** (np.floor(2 * np.log10(reach)) - power))
                if value <= reach and last - value >= room and value >= room:
                    ticks += [value, -value]
                    last = value
            if last < room:
                break
        return [(1.0, sorted(float(t) for t in ticks if low <= t <= high))]

    def tickStrings(self, values: list, scale: float, spacing: float) -> list[str]:
        return [formatting.number(float(unrooted(v)), 2) for v in values]


def rooted(z: np.ndarray) -> np.ndarray:
    """sign(z) √|z|."""
    return np.sign(z) * np.sqrt(np.abs(z))


def unrooted(v: float) -> float:
    return float(np.sign(v) * v * v)


class PathPanel(LazyPanel):
    """Weights against λ/λ_max; a click takes λ there."""

    title = mark("Path")
    guide = mark(
        "Every line is one neuron's weight as λ falls from left (simple) to right (rich). "
        "Click anywhere to take λ there. The wheel zooms, dragging pans, a double click shows all."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = plots.new_plot(
            "pathPlot",
            tr("Weights along the path of λ"),
            tr("Weight of every neuron against λ/λmax. Click to set λ; drag the line to explore."),
        )
        self.plot.setAxisItems({"bottom": RatioAxis("bottom"), "left": RootAxis("left")})
        self.plot.setMouseEnabled(x=True, y=False)
        self.plot.setLimits(xMin=-AIR, xMax=DECADES + AIR, minXRange=CLOSEST)
        self.plot.getAxis("bottom").setLabel("λ / λmax")
        self.plot.getAxis("left").setLabel(tr("weight z (square-root scale)"))
        self.plot.setMinimumHeight(LEAST)
        self.content.addWidget(self.plot, 1)
        self.words = detail(tr("The neuron selected or pointed at along the path"), lines=4)
        self.content.addWidget(self.words)
        self._zero = pg.InfiniteLine(pos=0, angle=0)
        self._quiet = [
            plots.Curve(antialias=True),
            plots.Curve(antialias=True),
        ]  # data, mirror
        self._hovered = plots.Curve(antialias=True)
        self._selected = plots.Curve(antialias=True)
        self._selected.setSegmentedLineMode("on")
        self._now = pg.InfiniteLine(angle=90, movable=True)
        self._dots = plots.Marks(antialias=True)
        for item in (self._zero, *self._quiet, self._hovered, self._selected, self._now):
            self.plot.addItem(item)
        self.plot.addItem(self._dots)
        self._now.setBounds((0.0, -np.log10(MIN_RATIO)))
        self._now.sigDragged.connect(lambda line: self._go(line.value()))
        self._names = FeatureNames()
        self._lines: Any = None
        self._asked: Any = None  # the path, the part of it and whether it is coarse there
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(lambda: self.due(self._update))
        self.plot.getViewBox().sigXRangeChanged.connect(lambda *_: self._rest.start())
        self.plot.scene().sigMouseClicked.connect(self._clicked)
        self._keys: list[tuple[int, ...]] = []
        self._x = np.empty(0)
        self._z = np.empty((0, 0))
        picking.watch(self.plot, self._pick, self._point)

    def bind(self, session: Session) -> None:
        super().bind(session)
        for changed in (session.pathChanged, session.signalChanged, session.resultChanged):
            changed.connect(lambda _: self.due(self._update))
        session.lamChanged.connect(lambda _: self.due(self._mark))
        session.selectionChanged.connect(lambda _: self.due(self._mark))
        session.hoverChanged.connect(lambda _: self.due(self._mark))
        session.analyses.computed.connect(
            lambda what: self.due(self._take) if what == LINES else None
        )
        self.see_all()
        self.due(self._update)

    def apply_theme(self, theme: Theme) -> None:
        plots.apply_theme(self.plot, theme)
        self._zero.setPen(plots.pen(theme, "secondary", 1.0, 0.6))
        self._now.setPen(plots.pen(theme, "text", 1.0, 0.7))
        self._now.setHoverPen(plots.pen(theme, "text", 2.0))
        self.due(self._mark)

    # drawing

    def see_all(self) -> None:
        """Show the path from end to end."""
        self.plot.setXRange(0.0, DECADES, padding=0.02)

    @property
    def part(self) -> tuple[float, float]:
        """The largest and the smallest λ/λ_max in view."""
        left, right = np.clip(self.plot.viewRange()[0], 0.0, DECADES)
        if right - left > WHOLE * DECADES:
            return 1.0, MIN_RATIO
        return float(10.0**-left), float(10.0**-right)

    def _update(self) -> None:
        """Ask for the lines in view if they are others than those that are drawn."""
        assert self.session is not None
        session, path = self.session, self.session.path
        if not path:
            self._lines = self._asked = None
            self._keys, self._x, self._z = [], np.empty(0), np.empty((0, 0))
            waiting = session.signal is not None
            self.invite(
                tr("The path is being followed: it appears here as it grows.")
                if waiting
                else tr("Load a signal to see how its network grows as λ falls.")
            )
            return
        self.invite("")
        part = self.part
        wanted = path, part, part != (1.0, MIN_RATIO) and self._coarse(part)
        drawn = self._lines
        done = drawn is not None and drawn.path is path and drawn.part == part
        if not done and (self._asked != wanted or session.analyses.get(LINES) is None):
            self._asked = wanted
            session.analyses.request_part(LINES, wanted)
        self._mark()

    def _coarse(self, part: tuple[float, float]) -> bool:
        """Whether the path is followed no further, and not event by event there."""
        assert self.session is not None
        top, bottom = part
        return self.session.path_exact and any(
            not event.exact
            and bottom <= event.lam_ratio
            and event.lam_ratio * (1 - event.width) <= top
            for event in self.session.path_events
        )

    def _take(self) -> None:
        """Draw the lines that were computed."""
        assert self.session is not None
        found = self.session.analyses.get(LINES)
        if found is None or found.value is None or found.value.path is not self.session.path:
            return
        self._lines = lines = found.value
        self._keys, self._x, self._z = list(lines.keys), lines.x, rooted(lines.z)
        mirrored = self._names.mirrored(self.session, self._keys)
        for item, mine in zip(self._quiet, (~mirrored, mirrored), strict=True):
            x, y, connect = inked(self._x, self._z[mine])
            item.setData(x, y, connect=connect)
        self.plot.setYRange(*picking.padded(np.append(self._z.ravel(), 0.0)), padding=0)
        self._mark()

    def _mark(self) -> None:
        assert self.session is not None
        session, theme = self.session, self.session.appearance.theme
        self._now.setValue(-np.log10(max(session.lam_ratio, MIN_RATIO)))
        selected, hovered = self._row(session.selected), self._row(session.hovered)
        # many lines: each quieter, or together they would be one block
        quiet = min(0.85, max(0.25, 12 / np.sqrt(1 + len(self._keys) ** 1.4)))
        if selected is not None:
            quiet = min(quiet, 0.3)
        for item, token in zip(self._quiet, ("function", "mirror"), strict=True):
            item.setPen(plots.pen(theme, token, 1.0, quiet))
        self._line(self._selected, selected, 3.0)
        self._line(self._hovered, hovered if hovered != selected else None, 2.0)
        shown = selected if hovered is None else hovered
        self._dot(shown)
        say(self.words, self._sentence(shown))

    def _line(self, item: pg.PlotCurveItem, row: int | None, width: float) -> None:
        assert self.session is not None
        if row is None:
            item.setData([], [])
            return
        mirror = bool(self._names.mirrored(self.session, [self._keys[row]])[0])
        token = "mirror" if mirror else "function"
        item.setPen(plots.pen(self.session.appearance.theme, token, width))
        x, y, connect = inked(self._x, self._z[row : row + 1])
        item.setData(x, y, connect=connect)

    def _dot(self, row: int | None) -> None:
        """Where the marked line crosses the λ in force."""
        assert self.session is not None
        theme, at = self.session.appearance.theme, -np.log10(max(self.session.lam_ratio, MIN_RATIO))
        if row is None or not len(self._x) or at > self._x[-1]:
            self._dots.setData([], [])
            return
        value = float(np.interp(at, self._x, self._z[row]))
        fill = theme.color("raised")
        edge = plots.pen(theme, "text", 1.5)
        self._dots.setData([at], [value], size=8, symbol="o", pen=edge, brush=fill)

    def _sentence(self, row: int | None) -> str:
        assert self.session is not None
        session = self.session
        if row is None:
            return self._summary()
        key = self._keys[row]
        ratio = births(session.path_events).get(key)
        if ratio is None:  # a path without events: from where it was seen
            ratio = 10.0 ** -float(self._x[int(np.argmax(self._z[row] != 0))])
        enters = formatting.number(ratio, 4)
        feature = self._names.feature(session, key)
        name = "neuron" if feature is None else self._words(feature)
        return tr("{name} · enters at λ = {enters} λmax", name=name, enters=enters)

    def _summary(self) -> str:
        """How many neurons take part, and how exactly that is known."""
        assert self.session is not None
        session, drawn = self.session, self._lines
        if drawn is None:
            return tr("The path is being followed: it appears here as it grows.")
        lines = formatting.plural(drawn.neurons, "neuron")
        if drawn.neurons > len(drawn.keys):
            lines = tr(
                "{neurons}, of which the {drawn} strongest are drawn",
                neurons=lines,
                drawn=formatting.count(len(drawn.keys)),
            )
        if not session.path_complete and len(self._x):
            reached = formatting.number(10.0 ** -float(self._x[-1]), 2)
            return tr(
                "Followed to λ = {reached} λmax so far: {lines}.", reached=reached, lines=lines
            )
        if drawn.solved:
            return tr(
                "In use in view: {lines}. The path is coarse there: {solved} more λ were solved "
                "for this view; events between them are not listed.",
                lines=lines,
                solved=formatting.count(drawn.solved),
            )
        unknown = sum(not event.exact for event in session.path_events)
        if unknown:  # too many events to hold, or another loss
            return tr(
                "In use at the λ that were solved: {lines}. The path is coarse: between {places} "
                "of these λ and the next it is not followed event by event. Zoom in to solve "
                "more.",
                lines=lines,
                places=formatting.count(unknown),
            )
        return tr(
            "In use somewhere along the path: {lines}. Point at a line to know it.",
            lines=lines,
        )

    def _words(self, feature: Feature) -> str:
        assert self.session is not None
        signal = self.session.signal
        names, words = formatting.x_names(signal), formatting.x_words(signal)
        return f"{said(feature.kind)} · {said(feature.describe(names, words))}"

    def _row(self, key: tuple[int, ...] | None) -> int | None:
        return self._keys.index(key) if key in self._keys else None

    # choosing

    def _clicked(self, event: Any) -> None:
        if event.double() and event.button() == Qt.MouseButton.LeftButton:
            self.see_all()

    def _go(self, at: float) -> None:
        if self.session is not None:
            self.session.set_lam_ratio(10.0**-at)

    def _pick(self, at: picking.Spot | None) -> None:
        if at is None or self.session is None or not len(self._x):
            return
        row = self._row_at(at)
        self._go(at.x)
        if row is not None:
            self.session.select(self._keys[row])

    def _point(self, at: picking.Spot | None) -> None:
        if self.session is not None:
            row = None if at is None else self._row_at(at)
            self.session.hover(None if row is None else self._keys[row])

    def _row_at(self, at: picking.Spot) -> int | None:
        if self._z.size == 0 or self._z.shape[1] < 2:
            return None
        # a weight that rests at zero has no line there to point at
        resting = self._z[:, np.clip(np.searchsorted(self._x, at.x), 0, len(self._x) - 1)] == 0
        z = np.where(resting[:, None], np.nan, self._z)
        return picking.nearest_line(np.broadcast_to(self._x, z.shape), z, at)
