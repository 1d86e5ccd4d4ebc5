"""Rows left out by hand: the rest is as though they had never been, and every row is counted."""

from __future__ import annotations

import json

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.errors import ProjectError, SignalError
from mirrors_engine.serialize import result_to_dict
from mirrors_engine.signals.exclusion import (
    excluded_points,
    excluding,
    kept_rows,
    rows_of_sample,
    with_excluded_of,
)
from mirrors_engine.signals.storage import signal_from_dict, signal_to_dict


def replicated() -> Signal:
    """Unsorted rows, three of which share an x, and one that cannot be used."""
    x = [3.0, 1.0, 2.0, 2.0, 5.0, 2.0, np.nan]
    y = [1.0, 4.0, 0.0, 9.0, 2.0, 3.0, 1.0]
    return Signal(x, y, [1.0, 2.0, 1.0, 0.5, 1.0, 3.0, 1.0], name="rows", y_name="flow")


def balanced(signal: Signal) -> bool:
    c = signal.cleaning
    return c.rows_used + c.rows_dropped + c.merged + c.thinned == c.rows_read


def same(one: Signal, two: Signal) -> bool:
    return all(
        np.array_equal(getattr(one, key), getattr(two, key))
        for key in ("x", "y", "weights", "raw_x", "raw_y", "raw_weights")
    )


def test_the_rest_is_as_without_the_rows():
    signal = replicated()
    made = excluding(signal, [3, 0])
    assert same(made, Signal([1.0, 2.0, 5.0, 2.0], [4.0, 0.0, 2.0, 3.0], [2.0, 1.0, 1.0, 3.0]))
    assert balanced(made) and made.cleaning.rows_read == 7
    assert "2 rows dropped: left out by hand." in made.cleaning.sentences()
    assert made.name == "rows" and made.y_name == "flow"
    assert [v.tolist() for v in excluded_points(made)] == [[3.0, 2.0], [1.0, 9.0]]


def test_taken_in_again_it_is_the_signal_itself():
    signal = replicated()
    assert excluding(excluding(signal, [1]), []) is signal
    assert same(excluding(excluding(signal, [1, 4]), [4]), excluding(signal, [4]))


def test_a_sample_stands_for_all_its_rows():
    made = excluding(replicated(), [1])
    assert made.x.tolist() == [2.0, 3.0, 5.0]
    assert rows_of_sample(made, 0).tolist() == [2, 3, 5]
    assert kept_rows(made).tolist() == [0, 2, 3, 4, 5]


def test_no_row_left_and_no_such_row_are_refused():
    with pytest.raises(SignalError, match="has to stay"):
        excluding(replicated(), range(6))
    with pytest.raises(SignalError, match="positions"):
        excluding(replicated(), [6])


def test_thinned_and_dated_signals_stay_accounted_for():
    x = np.repeat(np.arange(30.0), 2)
    thin = Signal(x, x % 7).thinned(4)
    made = excluding(thin, [2, 3])
    assert balanced(thin) and balanced(made)
    assert len(made) == len(thin) - 2
    days = Signal(np.array(["2020-01-01", "2020-01-02", "2020-01-05"], "M8[D]"), [1.0, 2.0, 0.0])
    assert excluding(days, [1]).x_is_time


def test_other_points_keep_what_was_left_out():
    made = excluding(replicated(), [0, 3])
    moved = with_excluded_of(Signal(made.x, made.y + 1, made.weights), made)
    assert moved.y.tolist() == (made.y + 1).tolist()
    assert [v.tolist() for v in excluded_points(moved)] == [[3.0, 2.0], [1.0, 9.0]]
    assert balanced(moved)
    plain = Signal([0.0, 1.0], [1.0, 2.0])
    assert with_excluded_of(plain, replicated()) is plain


def test_json_and_storage_carry_them():
    made = excluding(replicated(), [3])
    again = signal_from_dict(json.loads(json.dumps(signal_to_dict(made))))
    assert same(again, made) and balanced(again)
    assert again.excluded.tolist() == [3] and same(again.whole, made.whole)
    assert again.cleaning == made.cleaning
    said = result_to_dict(fit(made, Architecture("relu", 2), lam_ratio=0.1))["cleaning"]
    assert "1 row dropped: left out by hand." in said


@pytest.mark.parametrize(
    "change",
    [{"rows": [9]}, {"rows": [0.5]}, {"rows": [0, 0]}, {"y": []}, {"rows": "all"}, {"x": [[1]]}],
)
def test_what_is_no_exclusion_is_refused(change):
    record = signal_to_dict(excluding(replicated(), [3]))
    record["excluded"] |= change
    with pytest.raises((ProjectError, SignalError)):
        signal_from_dict(record)
