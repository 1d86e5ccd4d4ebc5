"""The axes of the fit plot, by type, for the tools that work on them."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Signal

from mirrors_gui.compute.polyline import Curve
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.style.x_scale import XScale


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
