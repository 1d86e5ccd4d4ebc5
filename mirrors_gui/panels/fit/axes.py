"""The axes of the fit: their width, and by type for the tools that work on them."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF

from mirrors_gui.compute.polyline import Curve
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.style import theme as themes
from mirrors_gui.style.x_scale import XScale
from mirrors_gui.text.formatting import tick

AXIS_WIDTH = 64  # px of a left axis in normal type


class FitAxes(Panel):
    """What the pointer and the edit tool need of the plot they belong to.

    Attributes
    ----------
    fit : PlotWidget
        Data and function.
    curve : Curve or None
        The function on show.
    """

    shows_answer = False  # dims its curves, not the data
    copied = Signal(str)  # a place, for the status line

    fit: pg.PlotWidget
    pointer: Any  # FitPointer, which imports this module
    curve: Curve | None

    @property
    @abstractmethod
    def scale(self) -> XScale:
        """How x is drawn."""

    @abstractmethod
    def see_all(self) -> None:
        """Show all data."""


def left_width(low: float, high: float) -> float:
    """px of a left axis whose numbers go from `low` to `high`, in the type in force."""
    metrics = QFontMetricsF(themes.font(themes.SMALL))
    texts = [tick(value, (high - low) / 10 or 1.0) for value in (low, high)]
    wide = max(metrics.horizontalAdvance(text) for text in texts)
    return float(max(themes.px(AXIS_WIDTH), wide + 2 * metrics.height()))
