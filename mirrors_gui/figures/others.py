"""The other figures: every neuron's share, and the network itself."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from mirrors_gui.compute.polyline import sum_of
from mirrors_gui.figures.axes import Axes, opened
from mirrors_gui.figures.content import Content, Options
from mirrors_gui.figures.fit import BOTTOM, LEFT, RIGHT, TOP, draw_title
from mirrors_gui.panels.network.drawing import NetworkScene, Tail
from mirrors_gui.panels.network.lanes import lanes_of
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting

MOST_SHARES = 200
MOST_LANES, FEWEST_LANES = 24, 3
LARGEST_SCALE = 1.5
CONSTANT = "A constant: no neuron is in use."


def draw_shares(
    p: QPainter, size: QSizeF, content: Content, theme: Theme, options: Options
) -> None:
    """z_k g_k of every neuron (the strongest 200) over the range of the data."""
    signal, result = content.signal, content.result
    top = TOP + (draw_title(p, size, content, theme) if options.title else 0.0)
    inner = QRectF(LEFT, top, size.width() - LEFT - RIGHT, size.height() - top - BOTTOM)
    x_range = options.x_range or opened(float(signal.x[0]), float(signal.x[-1]), 0.02)
    order = np.argsort(-np.abs(result.weights), kind="stable")[:MOST_SHARES]
    curves = [
        sum_of((result.features[k],), result.weights[[k]], 0.0, signal.x, result.architecture.step)
        for k in order
    ]
    ends = [c.at(np.r_[np.clip(c.kinks, *x_range), x_range]) for c in curves]
    every = np.concatenate([*ends, [0.0]])
    axes = Axes(
        p,
        inner,
        x_range,
        opened(float(every.min()), float(every.max()), 0.05),
        theme,
        signal.x_is_time,
    )
    p.save()
    p.setClipRect(inner)
    axes.level(0.0)
    for k, curve in reversed(list(zip(order, curves, strict=True))):
        token = "positive" if result.weights[k] > 0 else "negative"
        chosen = content.selected is not None and result.features[k].key == content.selected.key
        axes.curve(curve, token, 2.5 if chosen else 1.25, 0.9, dashed=token == "negative")
    p.restore()
    axes.frame(formatting.x_name(signal), f"share of {formatting.y_name(signal)}")


def draw_network(
    p: QPainter,
    size: QSizeF,
    content: Content,
    theme: Theme,
    options: Options,
    least_scale: float = 0.0,
) -> None:
    """The lanes of the network, the strongest first; so many that they keep `least_scale`."""
    top = TOP + (draw_title(p, size, content, theme) if options.title else 0.0)
    scene = _scene(content, theme)
    if not scene.lanes:
        p.setFont(themes.font(themes.NORMAL))
        p.setPen(theme.color("secondary"))
        page = QRectF(0, top, size.width(), size.height() - top)
        p.drawText(page, Qt.AlignmentFlag.AlignCenter, CONSTANT)
        return
    room = QRectF(RIGHT, top, size.width() - 2 * RIGHT, size.height() - top - TOP)
    drawn = scene.sceneRect()
    readable = min(least_scale, room.width() / drawn.width())  # fewer lanes are no narrower
    while room.height() < readable * drawn.height() and len(scene.lanes) > FEWEST_LANES:
        kept = len(scene.lanes) * room.height() / (readable * drawn.height())
        scene = _scene(content, theme, max(FEWEST_LANES, min(int(kept), len(scene.lanes) - 1)))
        drawn = scene.sceneRect()
    scale = min(room.width() / drawn.width(), room.height() / drawn.height(), LARGEST_SCALE)
    fitted = QRectF(0, 0, drawn.width() * scale, drawn.height() * scale)
    fitted.moveCenter(room.center())
    scene.render(p, fitted, drawn, Qt.AspectRatioMode.KeepAspectRatio)


def network_height(content: Content, wide: float, theme: Theme) -> float:
    """How high a drawing of the network, so wide and without a title, can use."""
    scene = _scene(content, theme)
    if not scene.lanes:
        return 4.0 * TOP
    drawn = scene.sceneRect()
    scale = min((wide - 2 * RIGHT) / drawn.width(), LARGEST_SCALE)
    return scale * drawn.height() + 2 * TOP


def _scene(content: Content, theme: Theme, most: int = MOST_LANES) -> NetworkScene:
    lanes = lanes_of(content.result, most)
    folded = len(content.result.weights) - len(lanes)
    scene = NetworkScene(theme)
    scene.draw(content.result, lanes, Tail(folded, folded, False) if folded else None)
    return scene
