"""A figure to a file: SVG and PDF as vectors, PNG at any scale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from mirrors_engine.errors import MirrorsError
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.translate import english, tr

PX_PER_MM = 96.0 / 25.4
LARGEST_SIDE = 20_000  # pixels of a PNG
FORMATS = ("svg", "pdf", "png")

Draw = Callable[[QPainter, QSizeF], None]


class ExportError(MirrorsError):
    """A figure that cannot be written; one sentence says why."""


def figure_bytes(
    draw: Draw, size: QSizeF, form: str, theme: Theme, title: str = "", scale: float = 2.0
) -> bytes:
    """The content of a file.

    Parameters
    ----------
    draw : callable
        Draws on a painter, on a page of the given size in px.
    size : QSizeF
        In px of 1/96 inch.
    form : str
        "svg", "pdf" or "png".
    theme : Theme
        For the background.
    scale : float
        Pixels per px of a PNG.

    Raises
    ------
    ExportError
        If a picture of that size would not fit in memory.
    """
    if form == "png":
        return png(image(draw, size, theme, scale))
    if form == "svg":
        return _bytes(lambda device: _svg(draw, size, theme, title, device))
    return _bytes(lambda device: _pdf(draw, size, theme, title, device))


def image(draw: Draw, size: QSizeF, theme: Theme, scale: float) -> QImage:
    """The figure as pixels."""
    pixels = QSize(round(size.width() * scale), round(size.height() * scale))
    if max(pixels.width(), pixels.height()) > LARGEST_SIDE:
        raise ExportError(
            tr(
                "The picture would have {width} × {height} pixels: keep each side "
                "within {largest_side}, or take SVG or PDF.",
                width=pixels.width(),
                height=pixels.height(),
                largest_side=LARGEST_SIDE,
            )
        )
    made = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    if made.isNull():
        raise ExportError(tr("There is not enough memory for this picture: take a smaller scale."))
    made.fill(theme.color("raised"))
    made.setDotsPerMeterX(round(96 * scale / 0.0254))
    made.setDotsPerMeterY(round(96 * scale / 0.0254))
    painter = QPainter(made)
    painter.scale(scale, scale)
    _paint(painter, draw, size)
    return made


def png(picture: QImage) -> bytes:
    """A picture as the content of a file; takes long, and can be done on any thread.

    Raises
    ------
    ExportError
        If it could not be packed, for want of memory.
    """
    made = _bytes(lambda device: picture.save(device, "PNG"))  # type: ignore[call-overload]
    if not made:
        raise ExportError(tr("There is not enough memory for this picture: take a smaller scale."))
    return made


def _paint(painter: QPainter, draw: Draw, size: QSizeF) -> None:
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        with themes.true_sizes(), english():
            draw(painter, size)
    finally:
        painter.end()


def _bytes(fill: Callable[[QBuffer], object]) -> bytes:
    content = QByteArray()
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    fill(device)
    device.close()
    return bytes(content.data())


def _svg(draw: Draw, size: QSizeF, theme: Theme, title: str, device: QBuffer) -> None:
    generator = QSvgGenerator()
    generator.setOutputDevice(device)
    generator.setTitle(title)
    generator.setDescription(tr("Drawn by Mirrors"))
    generator.setResolution(96)
    whole = QRect(0, 0, round(size.width()), round(size.height()))
    generator.setSize(whole.size())
    generator.setViewBox(whole)
    painter = QPainter(generator)
    painter.fillRect(whole, theme.color("raised"))
    _paint(painter, draw, size)


def _pdf(draw: Draw, size: QSizeF, theme: Theme, title: str, device: QBuffer) -> None:
    writer = QPdfWriter(device)
    writer.setTitle(title)
    writer.setCreator("Mirrors")
    millimetres = QSizeF(size.width() / PX_PER_MM, size.height() / PX_PER_MM)
    writer.setPageSize(QPageSize(millimetres, QPageSize.Unit.Millimeter, title or "figure"))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(1200)
    painter = QPainter(writer)
    painter.scale(1200 / 96, 1200 / 96)
    painter.fillRect(
        QRect(0, 0, round(size.width()) + 1, round(size.height()) + 1), theme.color("raised")
    )
    _paint(painter, draw, size)
