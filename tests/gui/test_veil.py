"""What is out of date is faded: plots strongly, text as far as it can still be read."""

from __future__ import annotations

import pyqtgraph as pg
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from test_theme import contrast

from mirrors_gui.style.theme import DARK, LIGHT, mix
from mirrors_gui.widgets.veil import PLOT_OPACITY, Veil


@pytest.fixture(params=[LIGHT, DARK], ids=lambda theme: theme.name)
def faded(qtbot, request):
    """A label and a plot under a veil, as painted, with a patch of colour in each."""
    theme = request.param
    view = QWidget()
    qtbot.addWidget(view)
    view.setStyleSheet(f"QWidget {{ background: {theme.raised}; }}")
    label, plot = QLabel(), pg.PlotWidget(background=theme.function)
    label.setFixedHeight(100)
    column = QVBoxLayout(view)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label)
    column.addWidget(plot)
    view.resize(300, 300)
    view.show()
    qtbot.waitExposed(view)
    veil = Veil(view)
    veil.color = QColor(theme.raised)
    veil.lift(False)

    def painted(token: str) -> tuple[str, str]:
        """The colour of text in this token, and that of the function in the plot."""
        label.setStyleSheet(f"background: {getattr(theme, token)};")
        image = view.grab().toImage()
        ratio = image.devicePixelRatio()
        return tuple(image.pixelColor(int(20 * ratio), int(y * ratio)).name() for y in (50, 102))

    return theme, painted


def test_old_text_can_be_read(faded):
    theme, painted = faded
    text, _ = painted("text")
    assert text != theme.text.lower()  # it is faded
    assert contrast(text, theme.raised) >= 4.5
    for token in ("secondary",):
        assert contrast(painted(token)[0], theme.raised) >= 2.99


def test_an_old_plot_keeps_two_fifths_of_its_contrast(faded):
    theme, painted = faded
    expected = QColor(mix(theme.function, theme.raised, PLOT_OPACITY))
    found = QColor(painted("text")[1])
    assert all(
        abs(a - b) <= 2 for a, b in zip(expected.getRgb()[:3], found.getRgb()[:3], strict=True)
    )
