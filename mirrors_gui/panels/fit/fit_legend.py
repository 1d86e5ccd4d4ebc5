"""What the marks of the fit mean: a line above the plot."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from mirrors_engine.features.features import outline_of
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.legend import Legend, Mark, disc, patch, ring, stroke
from mirrors_gui.panels.features.table_model import diamond
from mirrors_gui.panels.fit.layers.uncertainty_layer import BAND_ALPHA
from mirrors_gui.style import plots
from mirrors_gui.style.pin_strokes import stroke_pen
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.translate import mark, tr

DATA, FUNCTION, PLAIN, MIRROR = (
    mark("data"),
    mark("optimal function"),
    mark("kink at a sample"),
    mark("at a mirror image"),
)
EXCLUDED = mark("left out")
STEP = mark("jump at a sample")
LONGEST = 24  # characters of the name of a pinned fit


class FitLegend(Legend):
    """Names only the marks that are drawn; the mirror's is the story of the whole window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "fitLegend",
            tr(
                "Filled: the function bends at a sample. Hollow: it bends where a sample is "
                "mirrored about another. Hover a hollow one to see which."
            ),
            parent,
        )
        self._session: Any = None

    def bind(self, session: Session) -> None:
        """Follow a session's answers and colours."""
        self._session = session
        session.appearance.changed.connect(self._show)
        session.resultChanged.connect(self._show)
        session.pins.changed.connect(self._show)
        session.analyses.uncertaintyChanged.connect(self._show)
        self._show()

    def _show(self, _change: object = None) -> None:
        """The marks of the answer; on the plane lines stand for kinks, and there are none."""
        result, theme = self._session.result, self._session.appearance.theme
        if result is None or result.architecture.inputs == "plane":
            self.fill((), theme)
            return
        mirrors = outline_of(result.features).mirror
        entries = [
            (_short(pin.name), stroke(stroke_pen(theme, pin.slot)))
            for pin in self._session.pins.all
            if pin.shown and result.architecture.inputs == "line"
        ]
        entries += [(DATA, disc(theme)), (FUNCTION, stroke(plots.pen(theme, "function", 2)))]
        if result.signal.whole is not None and result.architecture.inputs == "line":
            entries.append((EXCLUDED, ring(theme)))
        plain = STEP if result.architecture.step else PLAIN
        for word, mirror in ((plain, False), (MIRROR, True)):
            if (mirrors == mirror).any():
                entries.append((word, _kink(theme, mirror)))
        view = self._session.analyses.uncertainty_on_fit
        if view is not None and view.bootstrap is not None:
            band = tr("{level:g} % band", level=100 * view.level)
            entries.append((band, patch(theme.color("function", BAND_ALPHA))))
        if view is not None and view.interval is not None:
            word = tr("new observation, {level:g} %", level=100 * view.level)
            entries.append((word, stroke(plots.pen(theme, "secondary", 1.0))))
        self.fill(entries, theme)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def _kink(theme: Theme, mirror: bool) -> Mark:
    return lambda painter, x, y: diamond(painter, x, y, 4.5, theme, mirror)
