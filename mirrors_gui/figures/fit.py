"""The fit as a figure for print: data, function, kinks, band, residuals, legend."""

from __future__ import annotations

import re

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPicture

from mirrors_engine.signals.exclusion import excluded_points, whole_of
from mirrors_gui.compute.fit_drawing import Partials, Surface
from mirrors_gui.compute.polyline import contribution_of
from mirrors_gui.figures.axes import Axes, diamond, opened, pen
from mirrors_gui.figures.content import Content, Options
from mirrors_gui.figures.uncertainty import draw_bands, draw_refits, refit_pen
from mirrors_gui.figures.uncertainty import heights as heights_of
from mirrors_gui.panels.common.long_series import MANY, course, seen
from mirrors_gui.panels.fit.plane_plot import chord, scale
from mirrors_gui.panels.fit.plot import CROWDED
from mirrors_gui.style import theme as themes
from mirrors_gui.style.pin_strokes import stroke_pen
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.formatting import number
from mirrors_gui.text.loss_texts import residual_reach

LEFT, RIGHT, TOP, BOTTOM = 76.0, 16.0, 12.0, 44.0
TITLE, LEGEND, LINE, RESIDUAL = 44.0, 24.0, 18.0, 0.2
SUBTITLE = 0.12  # of the height of a page that the sentence may take, if that is a line
Flag = Qt.AlignmentFlag


def draw_fit(p: QPainter, size: QSizeF, content: Content, theme: Theme, options: Options) -> None:
    """Draw the answer on a page of this size, by the inputs of its network."""
    top = TOP
    if options.title:
        top += draw_title(p, size, content, theme)
    if isinstance(content.picture, Surface):
        draw = _plane
    elif isinstance(content.picture, Partials):
        draw = _additive
    else:
        draw = _line
    wide = size.width() - LEFT - RIGHT

    def room(rows: int) -> QRectF:
        legend = LEGEND + (rows - 1) * LINE if rows else 0.0
        return QRectF(0, top, size.width(), size.height() - legend - top)

    rows: list[list[str]] = []
    if options.legend:  # how many lines it takes is known once all is drawn
        nowhere = QPicture()
        with QPainter(nowhere) as unseen:
            rows = _legend_rows(draw(unseen, room(1), content, theme, options), wide)
    draw(p, room(len(rows)), content, theme, options)
    for row, entries in enumerate(rows):
        line = QRectF(LEFT, room(len(rows)).bottom() + row * LINE, wide, LEGEND)
        _legend(p, line, theme, entries)


def draw_title(p: QPainter, size: QSizeF, content: Content, theme: Theme) -> float:
    """The name and the sentence about the answer, in the lines it needs where the page has room
    for them; returns how high both are."""
    wide = size.width() - LEFT - RIGHT
    large, small = themes.font(themes.LARGE, QFont.Weight.DemiBold), themes.font(themes.SMALL)
    most = max(1, int(SUBTITLE * size.height() / LINE))
    lines = _lines(content.subtitle, QFontMetricsF(small), wide, most)
    places = [(content.title, large, "text", 0.0)]
    places += [(line, small, "secondary", 22.0 + LINE * i) for i, line in enumerate(lines)]
    for words, font, token, y in places:
        p.setFont(font)
        p.setPen(theme.color(token))
        text = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, wide)
        p.drawText(QRectF(LEFT, TOP + y, wide, 20), Flag.AlignLeft | Flag.AlignVCenter, text)
    return TITLE + LINE * max(0, len(lines) - 1)


def _lines(words: str, metrics: QFontMetricsF, wide: float, most: int) -> list[str]:
    """Words in lines of no more than this width, or of one word; what is left in the last one."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == most or metrics.horizontalAdvance(longer) <= wide):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _words(entry: str) -> str:
    """An entry without what chooses its mark."""
    return re.sub(r"^(band|limits|pin \d|refit \w+) ", "", entry)


def _steps(entries: list[str]) -> list[float]:
    """How wide each is, with its mark."""
    metrics = QFontMetricsF(themes.font(themes.SMALL))
    return [22 + metrics.horizontalAdvance(_words(entry)) + 20 for entry in entries]


def _legend_rows(entries: list[str], wide: float) -> list[list[str]]:
    """Entries line by line: their type is that of the axes however many there are."""
    rows: list[list[str]] = []
    left = 0.0
    for entry, step in zip(entries, _steps(entries), strict=True):
        if not rows or step > left:
            rows.append([])
            left = wide
        rows[-1].append(entry)
        left -= step
    return rows


def _legend(p: QPainter, room: QRectF, theme: Theme, entries: list[str]) -> None:
    font = themes.font(themes.SMALL)
    words, wide = [_words(entry) for entry in entries], _steps(entries)
    p.save()
    p.translate(room.left(), room.center().y())
    tight = min(1.0, room.width() / max(sum(wide), 1.0))  # one name longer than a line
    p.scale(tight, tight)
    p.setFont(font)
    x = 0.0
    for entry, text, step in zip(entries, words, wide, strict=True):
        if entry == "data":
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme.color("data"))
            p.drawEllipse(QPointF(x + 8, 0), 3, 3)
        elif entry == "left out":
            p.setPen(pen(theme, "data", 1.0))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawEllipse(QPointF(x + 8, 0), 3, 3)
        elif entry.startswith("kink"):
            diamond(p, theme, x + 8, 0, "mirror" in entry, 5)
        elif entry.startswith("pin "):
            p.setPen(stroke_pen(theme, int(entry[4])))
            p.drawLine(QLineF(x - 6, 0, x + 18, 0))
        elif entry.startswith("band"):
            p.fillRect(QRectF(x, -5, 16, 10), theme.color("function", 2 * theme.band_alpha))
        elif entry.startswith("refit "):
            p.setPen(refit_pen(theme, entry.split()[1]))
            p.drawLine(QLineF(x - 6, 0, x + 18, 0))
        elif entry.startswith("limits "):
            p.setPen(pen(theme, "secondary", 1.0))
            p.drawLine(QLineF(x, -4, x + 16, -4))
            p.drawLine(QLineF(x, 4, x + 16, 4))
        else:
            other = entry != "optimal function"
            p.setPen(pen(theme, "text" if other else "function", 1.5 if other else 2.0))
            p.drawLine(QLineF(x, 0, x + 16, 0))
        p.setPen(theme.color("secondary"))
        p.drawText(QRectF(x + 22, -9, step, 18), Flag.AlignVCenter, text)
        x += step
    p.restore()


def _line(p: QPainter, area: QRectF, content: Content, theme: Theme, options: Options) -> list[str]:
    signal, result, curve = content.signal, content.result, content.picture
    log = content.axes.x_log and bool(signal.x[0] > 0) and not signal.x_is_time
    x_range = options.x_range or _x_range(content, log)
    residuals = options.residuals and result is not None
    below = RESIDUAL * area.height() if residuals else 0.0
    inner = QRectF(
        area.left() + LEFT,
        area.top(),
        area.width() - LEFT - RIGHT,
        area.height() - BOTTOM - below - (16.0 if residuals else 0.0),
    )
    entries = ["data"]
    heights = [signal.y, excluded_points(signal)[1]]
    band = content.band if options.band else None
    if curve is not None:
        heights.append(curve.at(np.r_[np.clip(curve.kinks, *x_range), x_range]))
    if band is not None:
        shown = (band.t >= x_range[0]) & (band.t <= x_range[1])
        heights += [band.low[shown], band.high[shown]]
    uncertainty = content.uncertainty if options.uncertainty else None
    heights += heights_of(uncertainty)
    every = np.concatenate([np.asarray(h, float) for h in heights])
    y_range = options.y_range or content.axes.y_range(
        *opened(float(every.min()), float(every.max()), 0.05)
    )
    axes = Axes(p, inner, x_range, y_range, theme, signal.x_is_time, log)
    below_words = content.axes.x_words(formatting.x_name(signal))
    p.save()
    p.setClipRect(inner.adjusted(-6, -6, 6, 6))
    if band is not None:
        axes.fill(band.t, band.low, band.high, "function", theme.band_alpha)
        entries.append("band every optimal network")
    if uncertainty is not None:
        entries += draw_bands(axes, uncertainty)
    inside = slice(*seen(signal.x, *x_range))
    x, y = signal.x[inside], signal.y[inside]
    if len(x) > MANY:
        at, ends = course(signal.x, signal.y, *x_range)
        axes.stems(at[::2], ends[::2], ends[1::2], 0.45)
    else:
        crowded = len(x) > CROWDED
        axes.dots(x, y, "data", 1.5 if crowded else 2.5, 0.5 if crowded else 0.9)
    if signal.whole is not None:
        axes.rings(*excluded_points(signal), "data", 3.0)
        entries.append("left out")
    if curve is not None:
        if content.selected is not None:
            own = contribution_of(result, content.selected.key)
            if own is not None:
                axes.curve(own[0], "text", 1.5, 0.7)
                entries.append("selected neuron's share")
            if content.selected.mirror_axis is not None:
                axes.upright(content.selected.mirror_axis, "mirror")
        for pin, fit in content.pins if options.pins else ():
            if pin.shown and fit.curve is not None:
                axes.stroke(fit.curve, stroke_pen(theme, pin.slot, len(fit.curve.x)))
                entries.append(f"pin {pin.slot} {pin.name}")
        if uncertainty is not None:
            entries += draw_refits(axes, uncertainty, theme)
        axes.curve(curve, "function", 2.0)
        entries.insert(1, "optimal function")
        if options.kinks:
            for hollow in (False, True):
                spots = curve.kinks[curve.mirror == hollow]
                axes.diamonds(spots, curve.at(spots), hollow)
                if len(spots):
                    entries.append(f"kink at a {'mirror image' if hollow else 'sample'}")
    p.restore()
    axes.frame(
        "" if residuals else below_words,
        content.axes.y_words(formatting.y_name(signal)),
        x_ticks=not residuals,
    )
    if residuals:
        rest = result.residuals
        reach = 1.15 * residual_reach(result)
        lower = QRectF(inner.left(), inner.bottom() + 16, inner.width(), below)
        small = Axes(p, lower, x_range, (-reach, reach), theme, signal.x_is_time, log)
        small.level(0.0)
        if len(x) > MANY:
            at, ends = course(signal.x, rest, *x_range)
            small.stems(at[::2], ends[::2], ends[1::2], 0.45)
        else:
            small.stems(x, np.zeros(len(x)), rest[inside], 0.4)
            small.dots(x, rest[inside], "data", 1.8, 0.9)
        small.frame(below_words, "residual")
    return entries


def _x_range(content: Content, log: bool) -> tuple[float, float]:
    """All samples with air, unless ends were chosen."""
    x = whole_of(content.signal).x
    ends = x[x > 0][[0, -1]] if log else x[[0, -1]]  # what is left out may lie beside the logarithm
    first, last = map(float, np.log10(ends) if log else ends)
    low, high = opened(first, last, 0.06)
    return content.axes.x_range(*((10.0**low, 10.0**high) if log else (low, high)))


def _plane(
    p: QPainter, area: QRectF, content: Content, theme: Theme, options: Options
) -> list[str]:
    signal, surface = content.signal, content.picture
    inner = QRectF(
        area.left() + LEFT,
        area.top(),
        area.width() - LEFT - RIGHT - 76,
        area.height() - BOTTOM,
    )
    low, high = surface.low, surface.high
    axes = Axes(p, inner, (low[0], high[0]), (low[1], high[1]), theme)
    levels, colors = scale(signal.y, theme)

    def inked(values: np.ndarray) -> np.ndarray:
        share = np.clip((values - levels[0]) / (levels[1] - levels[0]), 0, 1)
        return colors.map(share, mode="byte")

    pixels = inked(surface.values.T[::-1])
    p.drawImage(inner, image_of(pixels))
    bar = QRectF(inner.right() + 16, inner.top(), 12, inner.height())
    p.drawImage(bar, image_of(inked(np.linspace(levels[1], levels[0], 128)[:, None])))
    p.setFont(themes.font(themes.SMALL))
    p.setPen(theme.color("secondary"))
    for value, y in ((levels[1], bar.top()), (levels[0], bar.bottom() - 16)):
        p.drawText(QRectF(bar.right() + 6, y, 60, 16), Flag.AlignVCenter, number(value))
    for feature in content.result.features:
        ends = chord(feature.direction, feature.parameters["offset"], low, high)
        if np.isfinite(ends).all():
            a, b = axes.px(ends[:, 0]), axes.py(ends[:, 1])
            p.setPen(pen(theme, "text", 1.0, 0.5))
            p.drawLine(QLineF(a[0], b[0], a[1], b[1]))
    for (a, b), color in zip(
        np.c_[axes.px(signal.x[:, 0]), axes.py(signal.x[:, 1])],
        colors.map((signal.y - levels[0]) / (levels[1] - levels[0]), mode="qcolor"),
        strict=True,
    ):
        p.setPen(pen(theme, "raised", 1.0))
        p.setBrush(color)
        p.drawEllipse(QPointF(a, b), 4, 4)
    axes.frame(formatting.x_name(signal, 0), formatting.x_name(signal, 1))
    return ["data"]


def _additive(
    p: QPainter, area: QRectF, content: Content, theme: Theme, options: Options
) -> list[str]:
    signal, picture = content.signal, content.picture
    d = len(picture.curves)
    across = 1 if d == 1 else 2 if d <= 6 else 3
    down = -(-d // across)
    left_over = picture.at_samples + content.result.residuals[:, None]
    y_range = opened(float(left_over.min()), float(left_over.max()), 0.05)
    for c, curve in enumerate(picture.curves):
        row, column = divmod(c, across)
        cell = QRectF(
            area.left() + column * area.width() / across,
            area.top() + row * area.height() / down,
            area.width() / across,
            area.height() / down,
        )
        inner = cell.adjusted(LEFT, 4, -RIGHT, -BOTTOM)
        own = signal.x[:, c]
        axes = Axes(p, inner, opened(float(own.min()), float(own.max()), 0.04), y_range, theme)
        p.save()
        p.setClipRect(inner.adjusted(-6, -6, 6, 6))
        axes.dots(own, left_over[:, c], "data", 1.8, 0.6)
        axes.curve(curve, "function", 2.0)
        for hollow in (False, True):
            spots = curve.kinks[curve.mirror == hollow]
            axes.diamonds(spots, curve.at(spots), hollow)
        p.restore()
        axes.frame(
            formatting.x_name(signal, c),
            f"share of {formatting.y_name(signal)}" if column == 0 else "",
        )
    return ["data", "optimal function", "kink at a sample", "kink at a mirror image"]


def image_of(pixels: np.ndarray) -> QImage:
    """(rows, columns, 4) bytes as an image."""
    pixels = np.ascontiguousarray(pixels.astype(np.uint8))
    rows, columns = pixels.shape[:2]
    image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    return image.copy()
