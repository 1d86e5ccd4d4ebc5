"""What the command line says of a date axis, it says in dates, as tables do."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine.cli import main
from mirrors_engine.errors import SettingError
from mirrors_engine.signals.positions import date_words, position_words, read_position
from mirrors_engine.signals.signal import Signal


def test_kinks_and_predictions_are_at_dates(tmp_path, capsys):
    days = np.datetime64("2019-04-14") + np.arange(30)
    rows = [f"{day},{abs(k - 11)}" for k, day in enumerate(days)]
    file = tmp_path / "days.csv"
    file.write_text("\n".join(["date,level", *rows]) + "\n")
    chosen = ["--x", "date", "--y", "level", "--activation", "abs", "--lam-ratio", "0.1"]
    assert main(["fit", str(file), *chosen, "--at", "2019-04-20,2019-04-25T12:00"]) == 0
    said = capsys.readouterr().out
    assert "date = 2019-04-25" in said
    assert "f(2019-04-20) = " in said and "f(2019-04-25T12:00:00) = " in said


def test_dates_have_a_time_only_where_there_is_one():
    assert date_words(0.0) == "1970-01-01"
    assert date_words(-0.25) == "1969-12-31T18:00:00"


def test_numbers_are_told_apart_however_far_from_zero():
    x = 1.7e9 + np.arange(50.0)
    write = position_words(Signal(x, np.sin(x)))
    assert len({write(t) for t in x}) == 50
    assert position_words(Signal(np.arange(50.0), np.sin(x)))(2.0) == "2"


def test_a_date_may_be_typed_as_files_have_it():
    day = float(np.datetime64("2023-08-25").astype(int))
    for text in ("25.08.2023", "2023/08/25", "Aug 25, 2023", "8/25/2023"):
        assert read_position(text, "--at", True) == day
    assert read_position("03/04/2020", "x", True, True) == float(
        np.datetime64("2020-04-03").astype(int)
    )
    assert read_position("03/04/2020", "x", True, False) == float(
        np.datetime64("2020-03-04").astype(int)
    )
    with pytest.raises(SettingError, match="can be read in two ways"):
        read_position("03/04/2020", "--at", True)
    for text in ("12:30", "3 days", "31.02.2023", "soon"):
        with pytest.raises(SettingError, match="neither a number"):
            read_position(text, "--at", True)
    with pytest.raises(SettingError, match="neither a number"):
        read_position("25.08.2023", "--at", False)
