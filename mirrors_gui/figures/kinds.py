"""What can be exported: figures drawn on the window's thread, texts made beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter

from mirrors_engine.architecture import INPUTS
from mirrors_engine.export.registry import EXPORTERS, Exporter, ExportSettings
from mirrors_engine.export.tables import csv_text
from mirrors_engine.progress import Monitor
from mirrors_engine.series.tables import forecast_table
from mirrors_gui.figures.content import Content, Options
from mirrors_gui.figures.fit import draw_fit
from mirrors_gui.figures.others import draw_network, draw_shares
from mirrors_gui.figures.pins_table import pins_table
from mirrors_gui.figures.preview import PAGE as WEB_PAGE
from mirrors_gui.figures.preview import draw_web_page
from mirrors_gui.figures.report import PAGE, draw_report, html_report
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.translate import mark

CURVE_POINTS = 1000


@dataclass(frozen=True)
class Kind:
    """One entry of the export dialog.

    Attributes
    ----------
    name, says : str
        In the list, and in a sentence below it.
    forms : tuple of str
        Suffixes it can be saved as, without the dot.
    draw : callable or None
        draw(painter, size, content, theme, options) for figures.
    text : callable or None
        text(content, form, monitor) for everything else: text, or bytes of a binary format.
    preview : callable or None
        As `draw`: what a browser shows of a text that is a page.
    inputs : tuple of str
        Of which networks: those with these `Architecture.inputs`.
    needs : str
        The part of `Content` it is of, which may not be there: "" for the answer itself.
    refits : bool
        Whether it can be of a refit instead of the certified fit.
    """

    name: str
    says: str
    forms: tuple[str, ...]
    draw: Callable[[QPainter, QSizeF, Content, Theme, Options], None] | None = None
    text: Callable[[Content, str, Monitor], str | bytes] | None = None
    inputs: tuple[str, ...] = INPUTS
    whole_page: bool = False
    needs: str = ""
    refits: bool = False
    preview: Callable[[QPainter, QSizeF, Content, Theme, Options], None] | None = None

    def offered(self, content: Content) -> bool:
        """Whether this answer has it."""
        there = not self.needs or bool(getattr(content, self.needs))
        return there and content.result.architecture.inputs in self.inputs


def _report(p: QPainter, size: QSizeF, content: Content, theme: Theme, options: Options) -> None:
    draw_report(p, size, replace(content, selected=None))


def _exported(entry: Exporter) -> Kind:
    """An engine's export as an entry of the dialog."""

    def content_of_file(content: Content, form: str, monitor: Monitor) -> str | bytes:
        overlays, level = content.overlays
        settings = ExportSettings(
            CURVE_POINTS, monitor, content.path, content.model, overlays, level
        )
        return entry(content.result, settings)

    return Kind(
        entry.title,
        entry.says,
        (entry.suffix,),
        text=content_of_file,
        inputs=entry.inputs,
        refits=entry.refits,
        preview=draw_web_page if entry.suffix == "html" else None,
    )


def _page(content: Content, form: str, monitor: Monitor) -> str:
    return html_report(replace(content, selected=None))


def _pins(content: Content, form: str, monitor: Monitor) -> str:
    return csv_text(pins_table(content.pins), monitor)


def _forecast(content: Content, form: str, monitor: Monitor) -> str:
    assert content.forecast is not None
    return csv_text(forecast_table(content.forecast), monitor)


VECTORS = ("svg", "pdf", "png")
FIT, PINS = mark("Figure of the fit"), mark("Table of the pinned fits")
FORECAST = mark("Table of the forecasts")
KINDS = (
    Kind(FIT, mark("Data, function, kinks and residuals, for print."), VECTORS, draw_fit),
    Kind(
        mark("Figure of the neurons"),
        mark("The share of every neuron in the function."),
        VECTORS,
        draw_shares,
        inputs=("line",),
    ),
    Kind(mark("Figure of the network"), mark("Units, layers and weights."), VECTORS, draw_network),
    Kind(
        mark("Report"),
        mark(
            "One page: figure, network, certificate and settings; refits and bands once the view "
            "Uncertainty has computed them."
        ),
        ("pdf", "html", "png"),
        _report,
        _page,
        whole_page=True,
        preview=_report,
    ),
    Kind(
        PINS,
        mark("One row for each pinned fit: settings, size and errors, all digits."),
        ("csv",),
        text=_pins,
        needs="pins",
    ),
    Kind(
        FORECAST,
        mark("One row for each time of the test part and after the data, every model, all digits."),
        ("csv",),
        text=_forecast,
        needs="forecast",
    ),
    *map(_exported, EXPORTERS),
)


def is_text(kind: Kind, form: str) -> bool:
    """Whether this form is written as text rather than drawn."""
    return kind.text is not None and (kind.draw is None or form == "html")


def page_size(kind: Kind, width: float, height: float) -> Any:
    """Size in px of what is drawn."""
    if kind.preview is draw_web_page:
        return WEB_PAGE
    return PAGE if kind.whole_page else QSizeF(width, height)
