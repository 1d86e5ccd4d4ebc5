"""The errors of cross-validation against λ, and where each rule would put it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QWidget

from mirrors_gui.model.session import MIN_RATIO, Session
from mirrors_gui.panels.common import picking
from mirrors_gui.panels.common.lazy import LazyPanel, detail, say
from mirrors_gui.panels.lambda_strip.marks import RULES, pick_in_words
from mirrors_gui.panels.path.panel import RatioAxis
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr

if TYPE_CHECKING:
    from mirrors_engine.selection import Selection

SYMBOLS = {"min": "o", "1se": "t", "aic": "s", "aicc": "s", "bic": "t1"}  # those of the marks
_FILLED = ("min", "1se")


class ValidationPanel(LazyPanel):
    """Mean score and its standard error against λ/λ_max; a click takes λ there."""

    title = mark("Validation")
    shows_answer = False
    guide = mark(
        "Mean error on points not trained on, with its standard error, as λ falls from left "
        "(simple) to right (rich). The shapes are those of the rules below. Click to take λ there."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = plots.new_plot(
            "validationPlot",
            tr("Errors of cross-validation"),
            tr(
                "Mean error over the folds against λ/λmax, with one standard error; faint lines "
                "are the single folds. Click to set λ."
            ),
        )
        self.plot.setAxisItems({"bottom": RatioAxis("bottom")})
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.getAxis("bottom").setLabel("λ / λmax")
        self.content.addWidget(self.plot, 1)
        self.words = detail(tr("The λ pointed at, or what the rules chose"), 3)
        self.content.addWidget(self.words)
        self._upper, self._lower = plots.Curve(), plots.Curve()
        self._band = pg.FillBetweenItem(self._upper, self._lower)
        self._folds = plots.Curve(antialias=True)
        self._mean = plots.Curve(antialias=True)
        self._limit = pg.InfiniteLine(angle=0)
        self._now = pg.InfiniteLine(angle=90)
        self.picks = plots.Marks(antialias=True)
        for item in (*(self._band, self._folds, self._limit, self._now, self._mean, self.picks),):
            self.plot.addItem(item)
        self._x = np.empty(0)
        picking.watch(self.plot, self._pick, self._point)

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.validationChanged.connect(lambda _: self.due(self._draw))
        session.lamChanged.connect(lambda _: self.due(self._mark))
        self.due(self._draw)

    def apply_theme(self, theme: Theme) -> None:
        plots.apply_theme(self.plot, theme)
        self._mean.setPen(plots.pen(theme, "function", 2.0))
        self._folds.setPen(plots.pen(theme, "secondary", 1.0, 0.35))
        self._limit.setPen(plots.pen(theme, "secondary", 1.0, 0.8, dashed=True))
        self._now.setPen(plots.pen(theme, "text", 1.0, 0.7))
        color = theme.color("function")
        color.setAlphaF(0.16)
        self._band.setBrush(color)
        self.due(self._draw)

    @property
    def found(self) -> Selection | None:
        """The validation that is shown; criteria alone have no errors to draw."""
        found = None if self.session is None else self.session.validation
        return found if found is not None and len(found.scores) else None

    def _draw(self) -> None:
        found, session = self.found, self.session
        assert session is not None
        if found is None:
            self._x = np.empty(0)
            self.invite(
                tr("Load a signal, then let cross-validation choose λ.")
                if session.signal is None
                else tr(
                    "Nothing has been validated yet: “Choose λ” under the plot compares every λ "
                    "on points not trained on, and the errors appear here."
                )
            )
            return
        self.invite("")
        mean, error = found.mean, found.standard_error
        scale = found.lam_max or 1.0
        self._x = -np.log10(found.lams / scale) if found.lam_max > 0 else np.zeros(len(mean))
        self._upper.setData(self._x, mean + error)
        self._lower.setData(self._x, mean - error)
        self._mean.setData(self._x, mean)
        n = len(self._x)
        breaks = np.tile(np.arange(n) < n - 1, len(found.scores))
        self._folds.setData(
            np.tile(self._x, len(found.scores)), found.scores.ravel(), connect=breaks
        )
        best = found.best
        self._limit.setValue(float(mean[best] + error[best]))
        self.plot.getAxis("left").setLabel(said(found.score_name))
        self.plot.setXRange(0.0, -np.log10(MIN_RATIO), padding=0.02)
        self.plot.setYRange(*picking.padded(np.append(mean + error, mean - error)), padding=0)
        self._shapes(found, session.appearance.theme)
        self._mark()
        self.words.keep(2 * len(self._chosen(False)))  # each in two lines of a narrow view
        self._point(None)

    def _shapes(self, found: Selection, theme: Theme) -> None:
        ink, ground = theme.color("text"), theme.color("raised")
        self.picks.setData(
            [
                {
                    "pos": (self._x[found.pick(rule)], found.mean[found.pick(rule)]),
                    "symbol": SYMBOLS[rule],
                    "size": 11,
                    "pen": plots.pen(theme, "text", 1.5),
                    "brush": ink if rule in _FILLED else ground,
                    "data": rule,
                }
                for rule in reversed(found.rules())  # those of the folds on top
            ]
        )

    def _mark(self) -> None:
        assert self.session is not None
        self._now.setValue(-np.log10(max(self.session.lam_ratio, MIN_RATIO)))

    def _chosen(self, whole: bool) -> list[str]:
        """What the rules chose, a line each, and what is wrong with it; `whole` with its error."""
        found = self.found
        assert found is not None
        scale, lines = found.lam_max or 1.0, []
        for rule in _FILLED:
            k = found.pick(rule)
            lam = f"λ = {formatting.number(float(found.lams[k]) / scale, 2)} λmax"
            neurons = formatting.plural(int(found.n_active[k]), "neuron")
            words = f"{lam}, {neurons}"
            if whole or not found.certified:
                words = pick_in_words(found, rule)
            lines.append(f"{tr(RULES[rule][0])}: {words}.")
        warning = next((w for rule in _FILLED if (w := found.edge_words(rule))), "")
        return [*lines, warning] if warning else lines

    def _nearest(self, at: picking.Spot | None) -> int | None:
        if at is None or not len(self._x):
            return None
        return int(np.argmin(np.abs(self._x - at.x)))

    def _point(self, at: picking.Spot | None) -> None:
        found, k = self.found, self._nearest(at)
        if found is None:
            return
        if k is None:
            say(self.words, "\n".join(self._chosen(False)), "\n".join(self._chosen(True)))
            return
        chosen = [tr(RULES[r][0]) for r in found.rules() if found.pick(r) == k]
        scale = found.lam_max or 1.0
        score = f"{formatting.number(float(found.mean[k]), 4)} ± " + formatting.number(
            float(found.standard_error[k]), 2
        )
        say(
            self.words,
            f"λ = {formatting.number(float(found.lams[k]) / scale, 3)} λmax: "
            f"{said(found.score_name)} "
            f"{score}, {formatting.plural(int(found.n_active[k]), 'neuron')}\n" + ", ".join(chosen),
        )

    def _pick(self, at: Any) -> None:
        found, k = self.found, self._nearest(at)
        if found is not None and k is not None and self.session is not None and found.lam_max:
            self.session.set_lam_ratio(float(found.lams[k]) / found.lam_max)
