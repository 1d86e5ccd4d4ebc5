"""Ticks of an axis of dates: as many names as there is room for."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from pyqtgraph.graphicsItems.DateAxisItem import (
    MONTH_SPACING,
    YEAR_MONTH_ZOOM_LEVEL,
    TickSpec,
    ZoomLevel,
)

SECONDS_A_DAY = 86400.0
EVERY = [1, 2, 3, 4, 6] + [12 * n * 10**k for k in range(4) for n in (1, 2, 5)]  # months


class DateAxis(pg.DateAxisItem):
    """Dates while the plot holds days - offset.

    Over months and years the starts of every so many months are named, as many as there is room
    for: pyqtgraph names every month, or none where those have no room.
    """

    offset = 0.0

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation=orientation, utcOffset=0)
        months = TickSpec(MONTH_SPACING, _next_month, "%b", autoSkip=EVERY)
        self.zoomLevels[np.inf] = self._months = ZoomLevel([months], "YYYY")
        self.zoomLevel: ZoomLevel = self._months

    def setZoomLevelForDensity(self, density: float) -> None:
        super().setZoomLevelForDensity(density)
        if self.zoomLevel is YEAR_MONTH_ZOOM_LEVEL:  # where pyqtgraph ends up for long times
            self.zoomLevel = self._months

    def tickValues(self, low: float, high: float, size: float) -> list:
        start, end = ((v + self.offset) * SECONDS_A_DAY for v in (low, high))
        levels = super().tickValues(start, end, size)
        return [
            (step / SECONDS_A_DAY, [v / SECONDS_A_DAY - self.offset for v in values])
            for step, values in levels
        ]

    def tickStrings(self, values: list, scale: float, spacing: float) -> list[str]:
        from mirrors_gui.text.formatting import month_name  # the panels import this module

        seconds = [(v + self.offset) * SECONDS_A_DAY for v in values]
        if round(spacing * SECONDS_A_DAY) != MONTH_SPACING:
            return super().tickStrings(seconds, scale, spacing * SECONDS_A_DAY)
        names = []
        for second in seconds:
            month = np.datetime64(round(second), "s").astype("datetime64[M]")
            place = int(month.astype(int)) % 12
            year = self.zoomLevel is self._months and place == 0
            names.append(str(month)[:-3].lstrip("0") if year else month_name(place + 1))
        return names


def _next_month(stamp: float, every: int, first: bool) -> float:
    """The next start of a month whose number since January of year 0 `every` divides."""
    month = np.datetime64(int(np.floor(stamp)), "s").astype("datetime64[M]")
    number = int(month.astype(int)) + 1970 * 12
    number += every - number % every
    return float(np.datetime64(number - 1970 * 12, "M").astype("datetime64[s]").astype(int))
