"""Forecasts as a table: its cells are those of the forecast, and what is not known is empty."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from mirrors_engine import Architecture
from mirrors_engine.export.tables import csv_text
from mirrors_engine.series import Settings, forecast
from mirrors_engine.series.tables import forecast_table
from mirrors_engine.signals import sample


@pytest.mark.parametrize("band", [False, True])
def test_rows_are_the_test_part_and_what_comes_after(band):
    settings = Settings(
        lags=(1, 2), horizon=5, lam_ratio=0.1, quantiles=(0.1, 0.9) if band else None
    )
    found = forecast(sample("nile"), Architecture("relu", 2), settings)
    header, *rows = csv.reader(io.StringIO(csv_text(forecast_table(found))))
    tests = [dict(zip(header, row, strict=True)) for row in rows if row[1] == "test"]
    ahead = [dict(zip(header, row, strict=True)) for row in rows if row[1] == "ahead"]
    assert len(tests) + len(ahead) == len(rows) and len(ahead) == 5
    assert [float(row[header[2]]) for row in tests] == found.actual.tolist()
    assert [float(row[header[0]]) for row in ahead] == found.future_times.tolist()
    for entry in found.entries:
        one, runs = f"{entry.key}_one_step", f"{entry.key}_runs"
        for key, values in ((one, entry.one_step), (runs, entry.runs)):
            read = [float(row[key]) if row[key] else np.nan for row in tests]
            assert np.array_equal(read, values, equal_nan=True)
        if entry.future is not None:
            assert [float(row[runs]) for row in ahead] == entry.future.tolist()
        assert {row[one] for row in ahead} == {""}
    assert ("band_low" in header) == band
    if band:
        assert [float(row["band_low"]) for row in tests] == found.band.low.tolist()
        assert {row["band_high"] for row in ahead} == {""}
