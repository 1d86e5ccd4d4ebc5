"""What can be exported: figures drawn on the window's thread, texts made beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter

from mirrors_gui.figures.content import Content, Options
from mirrors_gui.figures.fit import draw_fit
from mirrors_gui.figures.others import draw_network, draw_shares
from mirrors_gui.figures.report import PAGE, draw_report, html_report
from mirrors_gui.style.theme import Theme

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
        text(content, form) for everything else.
    line_only : bool
        Whether it needs a signal with one column of x.
    """

    name: str
    says: str
    forms: tuple[str, ...]
    draw: Callable[[QPainter, QSizeF, Content, Theme, Options], None] | None = None
    text: Callable[[Content, str], str] | None = None
    line_only: bool = False
    whole_page: bool = False

    def offered(self, content: Content) -> bool:
        """Whether this answer has it."""
        return not self.line_only or content.signal.dimension == 1


def _report(p: QPainter, size: QSizeF, content: Content, theme: Theme, options: Options) -> None:
    draw_report(p, size, replace(content, selected=None))


def _features(content: Content, form: str) -> str:
    from mirrors_engine.export import csv_text, features_table

    return csv_text(features_table(content.result))


def _curve(content: Content, form: str) -> str:
    from mirrors_engine.export import csv_text, curve_table

    return csv_text(curve_table(content.result, CURVE_POINTS))


def _network(content: Content, form: str) -> str:
    from mirrors_engine.export import network_dict, python_source
    from mirrors_engine.serialize import dump

    if form == "py":
        return python_source(content.result)
    return dump(network_dict(content.result))


def _result(content: Content, form: str) -> str:
    from mirrors_engine.serialize import dump, result_to_dict

    return dump(result_to_dict(content.result))


def _page(content: Content, form: str) -> str:
    return html_report(replace(content, selected=None))


VECTORS = ("svg", "pdf", "png")
KINDS = (
    Kind("Figure of the fit", "Data, function, kinks and residuals, for print.", VECTORS, draw_fit),
    Kind(
        "Figure of the neurons",
        "The share of every neuron in the function.",
        VECTORS,
        draw_shares,
        line_only=True,
    ),
    Kind("Figure of the network", "Units, layers and weights.", VECTORS, draw_network),
    Kind(
        "Report",
        "One page: figure, network, certificate and settings.",
        ("pdf", "html", "png"),
        _report,
        _page,
        whole_page=True,
    ),
    Kind(
        "Features and weights",
        "A table with a row for every neuron: weight, kinks, meaning.",
        ("csv",),
        text=_features,
    ),
    Kind(
        "Fitted curve",
        "A table of the function: at every sample, at its kinks and evenly between.",
        ("csv",),
        text=_curve,
    ),
    Kind(
        "Network as numbers",
        "Weights and biases of the deep network as JSON, or as a Python function that needs "
        "nothing but numpy.",
        ("json", "py"),
        text=_network,
    ),
    Kind(
        "Whole result",
        "Everything the answer holds, with its certificate, as JSON.",
        ("json",),
        text=_result,
    ),
)


def is_text(kind: Kind, form: str) -> bool:
    """Whether this form is written as text rather than drawn."""
    return kind.text is not None and (kind.draw is None or form == "html")


def page_size(kind: Kind, width: float, height: float) -> Any:
    """Size in px of what is drawn."""
    return PAGE if kind.whole_page else QSizeF(width, height)
