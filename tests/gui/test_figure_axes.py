"""The names of a figure's axes: whole where they are a little longer, else shortened."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from mirrors_gui.figures.axes import Axes
from mirrors_gui.style import theme as themes

WIDE, HIGH = 400, 600


def _rows_of_the_name(words: str, high: float) -> np.ndarray:
    """In which rows of the page the name of the upright axis of a box in its middle has ink."""
    page = QImage(WIDE, HIGH, QImage.Format.Format_Grayscale8)
    page.fill(Qt.GlobalColor.white)
    box = QRectF(100, 0.5 * (HIGH - high), 280, high)
    with QPainter(page) as painter:
        axes = Axes(painter, box, (0.0, 1.0), (0.0, 1.0), themes.LIGHT)
        axes.frame(y_label=words)
    pixels = np.frombuffer(page.constBits(), np.uint8).reshape(HIGH, page.bytesPerLine())
    return np.flatnonzero((pixels[:, 28:52] < 200).any(axis=1))


@pytest.mark.parametrize("high", [40.0, 50.0, 60.0])
def test_a_name_that_is_a_little_longer_than_its_axis_is_whole(qapp, high):
    """Of the residuals of a figure 85 mm high, "residual" had lost a letter at either end."""
    expected = _rows_of_the_name("residual", 400.0)
    found = _rows_of_the_name("residual", high)
    assert len(expected) > 20
    assert np.ptp(found) == np.ptp(expected)


def test_a_long_name_is_shortened(qapp):
    found = _rows_of_the_name("a name of so many words that no axis is as long " * 3, 200.0)
    assert 150 < np.ptp(found) <= 214
