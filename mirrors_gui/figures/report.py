"""One page about an answer: figure, network, certificate and settings, as PDF or HTML."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPicture

from mirrors_engine import __version__
from mirrors_engine.signals.exclusion import excluded_rows
from mirrors_gui.figures import uncertainty
from mirrors_gui.figures.content import Content, Options
from mirrors_gui.figures.fit import draw_fit
from mirrors_gui.figures.others import draw_network, network_height
from mirrors_gui.figures.write import PX_PER_MM, figure_bytes
from mirrors_gui.panels.certificate.lines import headline, values_of
from mirrors_gui.panels.features.table_model import kinks_text
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import LIGHT
from mirrors_gui.text import formatting
from mirrors_gui.text.translate import english

PAGE = QSizeF(210 * PX_PER_MM, 297 * PX_PER_MM)
MARGIN = 15 * PX_PER_MM
FIGURE = QSizeF(680.0, 360.0)
MOST_FEATURES = 10
LEAST_SCALE = 0.75  # of the network, so that its weights can be read on paper
WEIGHT = 84  # room of a weight such as −2.671·10⁻¹⁰ in one line
Flag = Qt.AlignmentFlag
Facts = Sequence[tuple[str, str]]


def facts(content: Content) -> list[tuple[str, Facts]]:
    """Headed tables of what was asked, how near it comes and what was proved."""
    signal, result = content.signal, content.result
    values = values_of(result)
    options = ", ".join(f"{k} {v:g}" for k, v in result.loss_options.items())
    settings: list[tuple[str, str]] = [
        ("Data", f"{formatting.plural(len(signal), 'sample')} of {formatting.y_name(signal)}"),
        ("Network", result.architecture.describe()),
        ("Loss", f"{result.loss} ({options})" if options else result.loss),
        ("λ", values["lam"]),
        ("Solver", result.solver),
    ]
    if signal.source:
        settings.insert(1, ("From", signal.source))
    left_out = excluded_rows(signal).size
    if left_out:
        settings.insert(1, ("Left out", f"{formatting.plural(left_out, 'row')} by hand"))
    proof = [
        ("Objective", values["primal"]),
        ("Lower bound", values["dual"]),
        ("Relative gap", values["gap"]),
        ("Features checked", values["size"]),
        ("Neurons in use", values["neurons"]),
        ("Weights", values["unique"]),
    ]
    goodness = [
        ("RMSE", values["rmse"]),
        ("R²", values["r2"]),
        ("Effective parameters", values["freedom"]),
    ]
    return [("Settings", settings), ("Fit", goodness), ("Certificate", proof)]


def strongest(content: Content) -> list[tuple[str, str, str]]:
    """Weight, kinks and meaning of the largest units."""
    result = content.result
    order = np.argsort(-np.abs(result.weights), kind="stable")[:MOST_FEATURES]
    write, names = formatting.x_words(content.signal), formatting.x_names(content.signal)
    return [
        (
            formatting.signed(float(result.weights[k]), 4),
            result.features[k].kind,
            result.features[k].describe(names, write),
        )
        for k in order
    ]


def draw_report(p: QPainter, size: QSizeF, content: Content) -> None:
    """The page of the PDF."""
    wide = size.width() - 2 * MARGIN
    p.translate(MARGIN, MARGIN)
    y = _words(p, content.title, 0.0, wide, 22, "text", QFont.Weight.DemiBold)
    y = _words(p, _verdict(content), y + 2, wide, 13, _token(content)) + 8
    half = (wide - 24) / 2
    room = size.height() - 2 * MARGIN - y - 12 - 24  # for the figure, and for what is below it
    least = wide * FIGURE.height() / FIGURE.width()
    figure = QSizeF(wide, max(least, room - _needed(content, half)))
    p.save()
    p.translate(0, y)
    draw_fit(p, figure, content, LIGHT, Options(title=False))
    p.restore()
    y += figure.height() + 12
    below = room - figure.height()
    p.save()
    p.translate(0, y)
    _words(p, "Network", 0, half, 13, "text", QFont.Weight.DemiBold)
    p.translate(0, 18)
    refits = uncertainty.refit_facts(content.uncertainty)
    drawn = (0.45 if refits else 1.0) * below - 18
    page = QSizeF(half, drawn)
    draw_network(p, page, content, LIGHT, Options(title=False), LEAST_SCALE)
    p.translate(0, drawn + 8)
    _tables(p, refits, half, below - drawn - 26)
    p.restore()
    p.save()
    p.translate(half + 24, y)
    _column(p, content, half, below)
    p.restore()
    p.save()
    p.translate(0, size.height() - 2 * MARGIN - 14)
    _words(p, _imprint(), 0, wide, 10, "secondary")
    p.restore()


def _needed(content: Content, half: float) -> float:
    """The height that network and tables can use."""
    if content.uncertainty is not None:
        return math.inf
    picture = QPicture()
    p = QPainter(picture)
    end = _column(p, content, half, math.inf)
    p.end()
    return max(end + 24, 18 + network_height(content, half, LIGHT))


def _column(p: QPainter, content: Content, half: float, below: float) -> float:
    """Settings, proof and strongest neurons as far as there is room; returns where they end."""
    at = _tables(p, facts(content), half, below)
    at = _tables(p, uncertainty.band_facts(content.uncertainty), half, below, at)
    at = _words(p, "Strongest neurons", at, half, 13, "text", QFont.Weight.DemiBold) + 2
    for weight, _kind, meaning in strongest(content):
        if at > below - 24:
            break
        _words(p, weight, at, WEIGHT, 11, "text")
        at = _words(p, meaning, at, half - WEIGHT - 8, 11, "secondary", left=WEIGHT + 8) + 1
    return at


def _tables(
    p: QPainter, tables: Sequence[tuple[str, Facts]], wide: float, room: float, at: float = 0.0
) -> float:
    """Headed rows as far as there is room; returns where they end."""
    for heading, rows in tables:
        if at > room - 40:
            break
        at = _words(p, heading, at, wide, 13, "text", QFont.Weight.DemiBold) + 2
        for name, value in rows:
            if at > room - 16:
                return _words(p, "… the rest is in the HTML report", at, wide, 11, "secondary")
            named = _words(p, name, at, 104, 11, "secondary")
            at = max(named, _words(p, value, at, wide - 108, 11, "text", left=108)) + 1
        at += 8
    return at


@english()
def html_report(content: Content) -> str:
    """The same page for a browser, its drawings as vectors inside."""
    network_height = 120.0 + 40.0 * min(len(content.result.weights), 24)
    drawn = ((draw_fit, QSizeF(760, 430)), (draw_network, QSizeF(520, network_height)))
    fit, network = (_inline(draw, size, content) for draw, size in drawn)
    view = content.uncertainty
    every = (*facts(content), *uncertainty.refit_facts(view), *uncertainty.band_facts(view))
    tables = "".join(
        f"<section><h2>{_safe(heading)}</h2><table>"
        + "".join(f"<tr><th>{_safe(n)}</th><td>{_safe(v)}</td></tr>" for n, v in rows)
        + "</table></section>"
        for heading, rows in every
    )
    result = content.result
    spots = formatting.x_words(content.signal)
    units = "".join(
        f"<tr><td>{_safe(w)}</td><td>{_safe(kind)}</td><td>{_safe(meaning)}</td></tr>"
        for w, kind, meaning in strongest(content)
    )
    more = len(result.weights) - MOST_FEATURES
    rest = f"<p>and {formatting.plural(more, 'smaller neuron')}</p>" if more > 0 else ""
    kinks = kinks_text(result.features[0], spots) if len(result.features) == 1 else ""
    cleaning = " ".join(content.signal.cleaning.sentences())
    token = "certified" if result.certified else "uncertified"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{_safe(content.title)} – Mirrors</title><style>{_STYLE}</style></head><body>"
        f"<h1>{_safe(content.title)}</h1><p class='{token}'>{_safe(_verdict(content))}</p>"
        f"<figure>{fit}</figure><div class='columns'><section><h2>Network</h2>{network}</section>"
        f"<div>{tables}<section><h2>Strongest neurons</h2><table class='units'>{units}</table>"
        f"{rest}<p>{_safe(kinks)}</p></section></div></div>"
        f"<footer><p>{_safe(cleaning)}</p><p>{_safe(_imprint())}</p></footer></body></html>\n"
    )


_STYLE = (
    f"body{{font:13px/1.45 system-ui,sans-serif;color:{LIGHT.text};background:{LIGHT.raised};"
    "max-width:800px;margin:32px auto;padding:0 16px}"
    "h1{font-size:22px;margin:0}h2{font-size:14px;margin:16px 0 4px}"
    "figure{margin:16px 0}svg{max-width:100%;height:auto}"
    ".columns{display:grid;grid-template-columns:1fr 1fr;gap:24px}"
    f"th{{text-align:left;font-weight:400;color:{LIGHT.secondary};padding-right:16px;"
    "vertical-align:top;white-space:nowrap}td{vertical-align:top}"
    ".units td:first-child{font-variant-numeric:tabular-nums;text-align:right;padding-right:8px;"
    "white-space:nowrap}"
    f".certified{{color:{LIGHT.certified};font-weight:600}}"
    f".uncertified{{color:{LIGHT.uncertified};font-weight:600}}"
    f"footer{{color:{LIGHT.secondary};margin-top:24px}}"
    "@media print{body{margin:0}}"
)


def _inline(draw: Any, size: QSizeF, content: Content) -> str:
    """A drawing as an element of a page."""

    def paint(p: QPainter, page: QSizeF) -> None:
        draw(p, page, content, LIGHT, Options(title=False))

    svg = figure_bytes(paint, size, "svg", LIGHT, content.title).decode("utf-8")
    return svg[svg.index("<svg") :]


def _verdict(content: Content) -> str:
    return " – ".join(headline(content.result))


def _token(content: Content) -> str:
    return "certified" if content.result.certified else "uncertified"


def _imprint() -> str:
    return f"Mirrors {__version__}, {date.today().isoformat()}"


def _safe(text: str) -> str:
    return html.escape(text).replace("\n", " ")


def _words(
    p: QPainter,
    text: str,
    y: float,
    wide: float,
    pixels: int,
    token: str,
    weight: QFont.Weight = QFont.Weight.Normal,
    left: float = 0.0,
) -> float:
    """A paragraph; returns where it ends."""
    face = themes.font(pixels, weight)
    p.setFont(face)
    p.setPen(LIGHT.color(token))
    flags = int(Flag.AlignLeft | Flag.AlignTop) | int(Qt.TextFlag.TextWrapAnywhere)
    if " " in text:
        flags = int(Flag.AlignLeft | Flag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
    needed = QFontMetricsF(face).boundingRect(QRectF(0, 0, wide, 1e4), flags, text)
    p.drawText(QRectF(left, y, wide, needed.height() + 1), flags, text)
    return y + needed.height()
