"""Forecasts as a table: one row a time."""

from __future__ import annotations

from mirrors_engine.export.tables import Table, TableCell
from mirrors_engine.series.results import Forecast
from mirrors_engine.signals.positions import date_words, time_unit


def forecast_table(found: Forecast) -> Table:
    """Every forecast of the test part and of what comes after the data, all digits.

    Columns: the time, the part (``test`` or ``ahead``), the value that came, then for each model
    its forecast one step ahead and its forecast in runs of the horizon's length: after the data
    these are the next values. With a band its ends, one step ahead, are last. What is not known
    is an empty cell.
    """
    signal, entries, band = found.rows.timeline.signal, found.entries, found.band
    header: list[TableCell] = [signal.x_name, "part", signal.y_name]
    for entry in entries:
        header += [f"{entry.key}_one_step", f"{entry.key}_runs"]
    rows: Table = [[*header, *(("band_low", "band_high") if band is not None else ())]]

    def place(t: float) -> TableCell:
        return date_words(t, time_unit(signal)) if signal.x_is_time else float(t)

    for k, (t, y) in enumerate(zip(found.test_times, found.actual, strict=True)):
        row = [place(t), "test", _known(y)]
        for entry in entries:
            row += [_known(entry.one_step[k]), _known(entry.runs[k])]
        rows.append(row if band is None else [*row, _known(band.low[k]), _known(band.high[k])])
    if any(entry.future is not None for entry in entries):
        for k, t in enumerate(found.future_times):
            row = [place(t), "ahead", None]
            for entry in entries:
                row += [None, None if entry.future is None else _known(entry.future[k])]
            rows.append(row if band is None else [*row, None, None])
    return rows


def _known(value: float) -> float | None:
    return float(value) if value == value else None
