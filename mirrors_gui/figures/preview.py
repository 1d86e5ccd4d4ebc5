"""What the export dialog shows beside its form: a picture, or the beginning of a text."""

from __future__ import annotations

from math import log10

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QStackedWidget

from mirrors_gui.figures.content import Content, Options
from mirrors_gui.figures.fit import draw_fit
from mirrors_gui.figures.others import draw_network, network_height
from mirrors_gui.figures.write import Draw, image
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.formatting import number, plural
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import named

SHOWN_TEXT = 20_000  # characters of a text
PAGE = QSizeF(820, 900)  # px of a web page that are drawn
DECADES = 4  # of λ on its slider
FIT, SLIDER = 440.0, 60.0  # px high of the plot on it, and of the λ below


class Preview(QStackedWidget):
    """A picture as large as there is room, or a text as it stands in the file."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setAccessibleName(tr("Preview of the figure"))
        self.text = named(QPlainTextEdit(), "exportText", tr("Preview of the text"), "")
        self.text.setReadOnly(True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(themes.px(themes.SMALL))
        self.text.setFont(fixed)
        self.addWidget(self.picture)
        self.addWidget(self.text)

    def draw(self, draw: Draw, size: QSizeF, theme: Theme) -> None:
        """Show a drawing; raises what `image` does."""
        self.setCurrentWidget(self.picture)
        room = self.size() - QSize(8, 8)
        share = min(room.width() / size.width(), room.height() / size.height(), 2.0)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image(draw, size, theme, max(share, 0.05) * ratio))
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)

    def say(self, words: str, wrapped: bool = False) -> None:
        """Show a text, of a long one its beginning; a sentence is `wrapped`."""
        self.setCurrentWidget(self.text)
        modes = QPlainTextEdit.LineWrapMode
        self.text.setLineWrapMode(modes.WidgetWidth if wrapped else modes.NoWrap)
        more = len(words) > SHOWN_TEXT
        self.text.setPlainText(words[:SHOWN_TEXT] + ("\n…" if more else ""))


def draw_web_page(
    p: QPainter, size: QSizeF, content: Content, theme: Theme, _options: Options
) -> None:
    """What a browser shows first of the web page: plot, λ, and the network below."""
    draw_fit(p, QSizeF(size.width(), FIT), content, theme, Options(pins=False, uncertainty=False))
    _draw_slider(p, QRectF(60, FIT, size.width() - 120, SLIDER), content, theme)
    high = size.height() - FIT - SLIDER
    p.save()
    p.translate(0, FIT + SLIDER)
    wanted = network_height(content, size.width(), theme)
    draw_network(p, QSizeF(size.width(), min(high, wanted)), content, theme, Options(title=False))
    p.restore()


def _draw_slider(p: QPainter, box: QRectF, content: Content, theme: Theme) -> None:
    """λ as it stands, on the line along which the page moves it."""
    result, y = content.result, box.bottom() - 20
    share = result.lam_ratio or 10.0**-DECADES
    at = box.left() + box.width() * min(1.0, max(0.0, -log10(share) / DECADES))
    p.setPen(theme.color("line"))
    p.drawLine(round(box.left()), round(y), round(box.right()), round(y))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme.color("function"))
    p.drawEllipse(QRectF(at - 6, y - 6, 12, 12))
    p.setFont(themes.font(themes.SMALL))
    p.setPen(theme.color("text"))
    words = f"λ = {number(result.lam_ratio, 3)} λmax · {plural(len(result.weights), 'neuron')}"
    p.drawText(box.adjusted(0, 4, 0, -34), Qt.AlignmentFlag.AlignCenter, words)
