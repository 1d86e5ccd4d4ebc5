"""Small pictures of signals and of what their networks make of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from mirrors_engine.errors import MirrorsError
from mirrors_engine.progress import Monitor
from mirrors_gui.figures.axes import Axes, opened
from mirrors_gui.model.presets import Preset
from mirrors_gui.panels.fit.plane_plot import scale
from mirrors_gui.style.theme import Theme

SIZE = QSize(96, 60)
MOST_DOTS = 400


@dataclass(frozen=True, eq=False)
class Sketch:
    """What a thumbnail shows: samples, and the optimal function where the entry names one."""

    signal: Any
    curve: Any = None


def sketch(entry: Any, monitor: Monitor) -> Sketch:
    """Load an entry of the gallery, and solve it if it is a claim."""
    signal = entry.load()
    if not isinstance(entry, Preset) or signal.dimension > 1:
        return Sketch(signal)
    from mirrors_engine import fit
    from mirrors_gui.compute.polyline import curve_of

    asked: dict[str, Any] = {"lam": 0.0} if entry.lam_ratio == 0 else {"lam_ratio": entry.lam_ratio}
    asked |= {"loss": entry.loss, **dict(entry.loss_options)}
    try:
        result = fit(
            signal,
            entry.architecture,
            monitor=monitor,
            **asked,
        )
    except MirrorsError:
        return Sketch(signal)
    return Sketch(signal, curve_of(result))


def sketching(entries: tuple[Any, ...], known: dict[str, Sketch]) -> Any:
    """A job: the sketches so far, after each one."""

    def job(monitor: Monitor) -> Iterator[dict[str, Sketch]]:
        done = dict(known)
        for entry in entries:
            if entry.title not in done:
                done[entry.title] = sketch(entry, monitor)
                yield dict(done)

    return job


def icon_of(made: Sketch, theme: Theme, ratio: float = 2.0) -> QIcon:
    """The thumbnail as an icon."""
    pixmap = QPixmap(SIZE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, made, theme)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # the style would tint it
    return icon


def _draw(p: QPainter, made: Sketch, theme: Theme) -> None:
    signal, curve = made.signal, made.curve
    whole = QRectF(0.5, 0.5, SIZE.width() - 1, SIZE.height() - 1)
    p.setPen(theme.color("line"))
    p.setBrush(theme.color("raised"))
    p.drawRoundedRect(whole, 6, 6)
    box = whole.adjusted(7, 7, -7, -7)
    step = max(1, len(signal) // MOST_DOTS)
    if signal.dimension > 1:
        _scatter(p, box, signal, step, theme)
        return
    x, y = signal.x[::step], signal.y[::step]
    x_range = opened(float(x[0]), float(x[-1]), 0.02)
    heights = y if curve is None else np.r_[y, curve.at(np.clip(curve.kinks, x[0], x[-1]))]
    y_range = opened(float(heights.min()), float(heights.max()), 0.02)
    axes = Axes(p, box, x_range, y_range, theme)
    p.setClipRect(whole)
    axes.dots(x, y, "data", 1.0 if len(x) > 60 else 1.6, 0.7)
    if curve is not None:
        axes.curve(curve, "function", 1.5)
        for hollow in (False, True):
            spots = curve.kinks[curve.mirror == hollow]
            axes.diamonds(spots, curve.at(spots), hollow, 3.0)


def _scatter(p: QPainter, box: QRectF, signal: Any, step: int, theme: Theme) -> None:
    """From above, the height as colour."""
    x, y = signal.x[::step], signal.y[::step]
    (low, high), colors = scale(signal.y, theme)
    axes = Axes(
        p,
        box,
        opened(float(x[:, 0].min()), float(x[:, 0].max()), 0.02),
        opened(float(x[:, 1].min()), float(x[:, 1].max()), 0.02),
        theme,
    )
    p.setPen(Qt.PenStyle.NoPen)
    inks = colors.map((y - low) / (high - low), mode="qcolor")
    for a, b, ink in zip(axes.px(x[:, 0]), axes.py(x[:, 1]), inks, strict=True):
        p.setBrush(ink)
        p.drawEllipse(QPointF(a, b), 1.8, 1.8)
