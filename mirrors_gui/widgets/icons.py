"""The line icons, tinted by the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from mirrors_engine.resources import resource_path
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.widgets.controls import IconButton

_SCALES = (1, 2)


@lru_cache(maxsize=128)
def pixmap(name: str, color: str, size: int, scale: int = 1) -> QPixmap:
    """One icon of the family in one colour, for one device pixel ratio."""
    svg = resource_path("icons", f"{name}.svg").read_text().replace("currentColor", color)
    picture = QPixmap(size * scale, size * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def icon(name: str, theme: Theme, token: str = "text", size: int = 18) -> QIcon:
    """An icon that stays sharp on dense screens and pales when disabled."""
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(name, getattr(theme, token), size, scale))
        made.addPixmap(pixmap(name, theme.disabled, size, scale), QIcon.Mode.Disabled)
    return made


def tint(root: QWidget, theme: Theme) -> None:
    """Repaint every icon button below `root`."""
    for button in root.findChildren(IconButton):
        side = themes.px(button.icon_px)
        button.setIconSize(QSize(side, side))
        button.setIcon(icon(button.icon_name, theme, "secondary", side))


def app_icon() -> QIcon:
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(pixmap("mirrors", "", size))
    return made
