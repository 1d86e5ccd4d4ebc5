"""Signal: order, duplicates, missing values, refusals, and the account of rows."""

from __future__ import annotations

import copy
import datetime as dt
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine.errors import SignalError
from mirrors_engine.signals import Signal


def test_any_order_becomes_sorted():
    signal = Signal([3, 1, 2], [30, 10, 20])
    assert signal.x.tolist() == [1, 2, 3]
    assert signal.y.tolist() == [10, 20, 30]
    assert signal.weights.tolist() == [1, 1, 1]
    assert signal.cleaning.sorted
    assert signal.raw_x.tolist() == [3, 1, 2]
    assert len(signal) == signal.n_samples == 3


def test_a_tidy_signal_is_clean():
    signal = Signal([0, 1, 2], [5, 6, 7])
    assert signal.cleaning.clean
    assert signal.cleaning.sentences() == ("3 rows read, all used.",)
    assert signal.loss_constant == 0.0


def test_duplicates_merge_to_the_weighted_mean():
    signal = Signal([1, 1, 2], [0, 3, 5], weights=[2, 1, 4])
    assert signal.x.tolist() == [1, 2]
    np.testing.assert_allclose(signal.y, [1, 5])
    np.testing.assert_allclose(signal.weights, [3, 4])
    # ½(2·1² + 1·2²)
    assert signal.loss_constant == pytest.approx(3.0)
    assert "2 rows share an x and were merged to their mean." in signal.cleaning.sentences()


def test_equal_duplicates_keep_their_exact_value():
    signal = Signal([1] * 7, [0.1] * 7, weights=[0.3] * 7)
    assert signal.y.tolist() == [0.1]
    assert signal.loss_constant == 0.0


def test_x_that_differs_only_by_rounding_is_the_same_x():
    signal = Signal([0, 0.3, 0.1 + 0.2, 10], [0, 1, 3, 0])
    assert signal.n_samples == 3
    assert signal.y[1] == 2
    assert any("rounding" in s for s in signal.cleaning.sentences())


def test_close_clusters_stay_apart():
    x = np.concatenate([c + 1e-6 * np.arange(5) for c in (0.0, 1.0, 5.0)])
    assert Signal(x, np.arange(15)).n_samples == 15


def test_large_offsets_keep_their_spacing():
    signal = Signal(1.7e9 + np.arange(10), np.arange(10))
    assert np.diff(signal.x).tolist() == [1.0] * 9


def test_every_reason_is_counted_with_its_rows():
    signal = Signal(
        [np.nan, 1, 2, 3, np.inf, 5, 6],
        [0, np.nan, 2, -np.inf, 4, 5, 6],
        weights=[1, 1, 0, 1, 1, np.nan, 1],
    )
    assert signal.x.tolist() == [6]
    found = {d.reason: d.rows for d in signal.cleaning.dropped}
    assert found == {
        "x is missing": (1,),
        "x is infinite": (5,),
        "y is missing": (2,),
        "y is infinite": (4,),
        "weight is missing": (6,),
        "weight is 0": (3,),
    }
    assert "1 row dropped: weight is 0 (row 3)." in signal.cleaning.sentences()


def test_many_rows_are_counted_but_not_all_named():
    y = np.zeros(100)
    y[10:40] = np.nan
    (dropped,) = Signal(np.arange(100), y).cleaning.dropped
    assert dropped.count == 30
    assert dropped.rows == (11, 12, 13, 14, 15)
    (_, sentence) = Signal(np.arange(100), y).cleaning.sentences()
    assert sentence == "30 rows dropped: y is missing (rows 11, 12, 13, 14, 15, …)."


@pytest.mark.parametrize(
    ("x", "y", "n"),
    [([5], [1], 1), ([2, 2, 2], [1, 2, 3], 1), ([1, 2, 3], [4, 4, 4], 3), ([0, 1], [0, 0], 2)],
    ids=["one row", "constant x", "constant y", "zeros"],
)
def test_degenerate_signals_are_valid(x, y, n):
    assert Signal(x, y).n_samples == n


@pytest.mark.parametrize(
    ("x", "y", "weights", "word"),
    [
        ([], [], None, "no row"),
        ([np.nan], [1], None, "no row"),
        ([1, 2], [1], None, "2 values but y has 1"),
        ([1, 2], [1, 2], [1], "weights has 1"),
        ([1, 2], [1, 2], [1, -1], "negative"),
        ([1, 2], [1, 2], [0, 0], "no row"),
        ([1e200, 0], [1, 2], None, "overflows"),
        ([1, 2], [1, -1e200], None, "overflows"),
        ([1, 2], [1e149, 1e149], [1e100, 1e100], "overflow"),
        ([0, 1e-300], [1, 2], None, "too little"),
        (np.ones((2, 2, 2)), [1, 2], None, "shape"),
        (np.ones((2, 0)), [1, 2], None, "shape"),
        (3, 4, None, "shape"),
        (["a", "b"], [1, 2], None, "not a number"),
        ([[1], [1, 2]], [1, 2], None, "not a number"),
        ([1, 2], [1j, 2], None, "complex"),
        ([1], [10**400], None, "not a number"),
        ([1], np.array(["2020-01-01"], dtype="datetime64[D]"), None, "only x"),
    ],
)
def test_refusals_are_one_sentence(x, y, weights, word):
    with pytest.raises(SignalError, match=word) as caught:
        Signal(x, y, weights)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")


@pytest.mark.parametrize(
    "x",
    [
        np.array([1, 2, 3], dtype=np.int8),
        [True, 2, 3],
        np.array([[1.0], [2.0], [3.0]]),
        ["1", "2", "3"],
        range(1, 4),
        np.array([1, 2, 3], dtype=object),
        np.array([1.0, 2.0, 3.0], dtype=">f4"),
        np.ma.array([1.0, 2.0, 3.0]),
    ],
)
def test_array_likes_are_accepted(x):
    assert Signal(x, [1, 2, 3]).x.tolist() == [1, 2, 3]


def test_masked_and_none_count_as_missing():
    assert Signal(np.ma.array([1, 2, 3], mask=[0, 1, 0]), [1, 2, 3]).n_samples == 2
    assert Signal([1, 2, 3], [1, None, 3]).n_samples == 2


@pytest.mark.parametrize(
    "x",
    [
        np.array(["2000-01-01", "NaT", "2000-01-01T12"], dtype="datetime64[s]"),
        [dt.date(2000, 1, 1), dt.datetime(2000, 1, 1, 12)],
        [dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2000, 1, 1, 12, tzinfo=dt.UTC)],
    ],
)
def test_dates_become_days(x):
    signal = Signal(x, np.arange(len(x)))
    assert signal.x_is_time
    assert signal.x.tolist() == [10957.0, 10957.5]


def test_immutable_and_read_only():
    signal = Signal([2, 1], [1, 2])
    with pytest.raises(AttributeError):
        signal.x = np.zeros(2)  # type: ignore[misc]
    for array in (signal.x, signal.y, signal.weights, signal.raw_x, signal.raw_y):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7


def test_the_callers_arrays_are_neither_kept_nor_locked():
    x = np.array([0.0, 1.0])
    y = np.array([0.0, 1.0])
    w = np.array([1.0, 1.0])
    signal = Signal(x, y, w)
    x[0] = y[0] = w[0] = 99.0
    assert (signal.x[0], signal.y[0], signal.weights[0]) == (0, 0, 1)


def test_pickle_and_copy():
    signal = Signal([3, 1, 1], [1, 2, 4], name="n", x_name="t")
    again = pickle.loads(pickle.dumps(signal))
    assert again.x.tolist() == signal.x.tolist()
    assert again.cleaning == signal.cleaning
    assert not again.y.flags.writeable
    assert copy.deepcopy(signal) is signal
    assert len({signal, again}) == 2


numbers = st.one_of(
    st.floats(-1e3, 1e3).map(lambda v: round(v, 1)),
    st.sampled_from([np.nan, np.inf, -np.inf, 0.0, 1.0]),
)
rows = st.lists(
    st.tuples(numbers, numbers, st.one_of(st.floats(0, 10), st.just(np.nan))), max_size=40
)


@settings(deadline=None, max_examples=200)
@given(rows)
def test_every_row_is_accounted_for(data):
    table = np.array(data, dtype=float).reshape(-1, 3)
    usable = np.isfinite(table).all(axis=1) & (table[:, 2] > 0)
    if not usable.any():
        with pytest.raises(SignalError):
            Signal(*table.T)
        return
    signal = Signal(*table.T)
    report = signal.cleaning
    assert report.rows_read == len(table)
    assert report.rows_used == len(signal)
    assert report.rows_used + report.rows_dropped + report.merged == report.rows_read
    assert (np.diff(signal.x) > 0).all()
    assert (signal.weights > 0).all()
    assert signal.raw_x.size == usable.sum()
    # The weighted loss of the rows against any function of x, here 0, is that of
    # the samples plus the constant.
    raw = 0.5 * np.sum(table[usable, 2] * table[usable, 1] ** 2)
    merged = 0.5 * np.sum(signal.weights * signal.y**2) + signal.loss_constant
    np.testing.assert_allclose(merged, raw, rtol=1e-9, atol=1e-12)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-5, 5)), min_size=1), st.randoms())
def test_the_order_of_rows_does_not_matter(data, random):
    shuffled = list(data)
    random.shuffle(shuffled)
    one = Signal(*zip(*data, strict=True))
    other = Signal(*zip(*shuffled, strict=True))
    assert one.x.tolist() == other.x.tolist()
    np.testing.assert_allclose(one.y, other.y, atol=1e-12)
    assert one.loss_constant == pytest.approx(other.loss_constant, abs=1e-9)


def test_thinning_keeps_weighted_means_and_the_account():
    t = np.array([0.0, 1, 2, 3, 4, 5, 5])
    signal = Signal(t + 1e9, [1.0, 3, 2, 4, 0, 6, 8], [1, 3, 1, 1, 2, 1, 1], x_name="t")
    made = signal.thinned(2)
    np.testing.assert_allclose(made.x - 1e9, [0.75, 2.5, 4.5])
    np.testing.assert_allclose(made.y, [2.5, 3, 3.5])
    assert made.weights.tolist() == [4, 2, 4]
    account = made.cleaning
    assert (account.rows_read, account.rows_used, account.merged, account.thinned) == (7, 3, 1, 3)
    assert "6 samples were thinned to the means of blocks of neighbours." in account.sentences()
    assert signal.thinned(1) is signal
    assert signal.thinned(4).n_samples == 2
    with pytest.raises(SignalError, match="give 1 or more"):
        signal.thinned(0)
    with pytest.raises(SignalError, match="one column"):
        Signal(np.ones((4, 2)) * np.arange(4)[:, None], np.arange(4.0)).thinned(2)


def test_a_thinned_table_comes_back_from_a_project():
    from mirrors_engine.signals import CsvOptions, parse_text
    from mirrors_engine.signals.storage import signal_from_dict, signal_to_dict

    text = "t,v\n" + "".join(f"{k},{k % 3}\n" for k in range(10))
    signal = Signal.from_table(parse_text(text, CsvOptions(thin=3)), "t", "v")
    assert signal.x.tolist() == [1, 4, 7, 9] and signal.weights.tolist() == [3, 3, 3, 1]
    again = signal_from_dict(signal_to_dict(signal))
    assert again.x.tolist() == signal.x.tolist()
    assert again.cleaning == signal.cleaning
