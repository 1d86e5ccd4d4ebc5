"""The table of pieces is the function, and each of its pieces is as long as it can be."""

from __future__ import annotations

import csv
import io
import math
from itertools import pairwise

import numpy as np
import pytest
from brute import NETS, random_signal

from mirrors_engine import Architecture, Problem, Signal, fit
from mirrors_engine.errors import SettingError
from mirrors_engine.export.tables import csv_text, pieces_table

DEEP_STEPS = {
    "sign3": Architecture("sign", 3, widths=(3,)),
    "threshold4": Architecture("threshold", 4, kind="tree", widths=(2, 2)),
}


def value(pieces, t: float) -> float:
    """By the rule start ≤ t < end alone."""
    (piece,) = [p for p in pieces if p.start <= t < p.end]
    anchor = piece.start if math.isfinite(piece.start) else piece.end
    return piece.value + piece.slope * (t - anchor) if math.isfinite(anchor) else piece.value


@pytest.mark.parametrize("name", [*NETS, *DEEP_STEPS])
def test_pieces_are_the_function(name):
    result = fit(random_signal(3, 11), {**NETS, **DEEP_STEPS}[name], lam_ratio=0.03)
    pieces = result.pieces()
    assert len(pieces) > 2
    x = result.signal.x
    kinks = [k.position for f in result.features for k in f.kinks]
    t = np.concatenate((x, kinks, np.linspace(x[0] - 5, x[-1] + 5, 301)))
    np.testing.assert_allclose([value(pieces, v) for v in t], result.predict(t), atol=1e-9)
    assert pieces[0].start == -math.inf and pieces[-1].end == math.inf
    for left, right in pairwise(pieces):
        assert left.end == right.start
        if result.architecture.step:
            assert left.slope == right.slope == 0 and left.value != right.value
        else:
            assert left(left.end) == pytest.approx(right.value, abs=1e-9)
            assert abs(left.slope - right.slope) > 1e-12


def test_known_pieces_of_an_interpolation():
    """From the paper's figure: three ramps from 5, 7 and 10 weighted 1, -2/3, -1/3."""
    signal = Signal([0.0, 4, 5, 7, 10, 11], [0.0, 0, 0, 2, 3, 3])
    found = fit(signal, Architecture("relu", 2), lam=0.0).pieces()
    expected = [
        (-math.inf, 5, 0, 0),
        (5, 7, 0, 1),
        (7, 10, 2, 1 / 3),
        (10, math.inf, 3, 0),
    ]
    np.testing.assert_allclose(found, expected, atol=1e-9)
    assert [piece.slope == 0 for piece in found] == [True, False, False, True]


def test_a_constant_is_one_piece():
    signal = Signal([0.0, 1, 2], [1.0, 2, 3])
    assert fit(signal, NETS["abs3"], lam_ratio=1.0).pieces() == ((-math.inf, math.inf, 2.0, 0.0),)


def test_kinks_that_agree_but_for_rounding_are_one():
    """At 0.1·n mirror images of samples fall on samples, and rounding tells them apart."""
    x = 0.1 * np.arange(30)
    signal = Signal(x, np.random.default_rng(0).standard_normal(30))
    pieces = fit(signal, NETS["abs3"], lam_ratio=0.002).pieces()
    assert min(b.start - a.start for a, b in pairwise(pieces[1:])) > 1e-3


@pytest.mark.parametrize("offset", [1.7e9, 1e12])
def test_pieces_far_from_zero(offset):
    x = offset + np.arange(12.0)
    result = fit(Signal(x, np.sin(x - offset)), NETS["abs3"], lam_ratio=0.01)
    pieces = result.pieces()
    t = offset + np.linspace(-3, 14, 200)
    np.testing.assert_allclose([value(pieces, v) for v in t], result.predict(t), atol=1e-6)


def test_additive_inputs_have_pieces_in_each_column():
    x = np.random.default_rng(1).uniform(-1, 1, (14, 2))
    net = Architecture("relu", 2, inputs="additive")
    result = fit(Signal(x, x[:, 0] ** 2 - np.abs(x[:, 1])), net, lam_ratio=0.02)
    parts = [result.pieces(column) for column in range(2)]
    t = np.random.default_rng(2).uniform(-2, 2, (100, 2))
    summed = [
        result.intercept + sum(value(parts[c], point[c]) for c in range(2)) for point in t.tolist()
    ]
    np.testing.assert_allclose(summed, result.predict(t), atol=1e-12)
    rows = pieces_table(result)
    assert rows[0] == ["input", "start", "end", "value", "slope"]
    assert len(rows) == 2 + len(parts[0]) + len(parts[1])
    assert rows[-1][3] == result.intercept
    with pytest.raises(SettingError, match="name a column from 0 to 1"):
        result.pieces()
    with pytest.raises(SettingError, match="no input column 2"):
        result.pieces(2)


def test_the_plane_has_none():
    x = np.random.default_rng(1).uniform(-1, 1, (9, 2))
    net = Architecture("relu", 2, inputs="plane")
    with pytest.raises(SettingError, match="no pieces on a line"):
        fit(Signal(x, x[:, 0]), net, lam_ratio=0.1).pieces()


def test_the_table_has_dates_as_dates():
    days = np.arange(np.datetime64("2020-01-01"), np.datetime64("2020-03-01"))
    signal = Signal(days, np.maximum(0.0, np.arange(60) - 30.0), x_name="day")
    result = fit(signal, Architecture("relu", 2), lam_ratio=1e-3)
    rows = list(csv.DictReader(io.StringIO(csv_text(pieces_table(result)))))
    pieces = result.pieces()
    assert rows[0]["start"] == rows[-1]["end"] == ""
    for row, piece in zip(rows, pieces, strict=True):
        assert float(row["value"]) == piece.value and float(row["slope"]) == piece.slope
        if row["start"]:
            assert np.datetime64(row["start"]) == np.datetime64("1970-01-01") + int(piece.start)
    assert "2020-01-31" in [row["start"] for row in rows]


def test_thousands_of_pieces_join_the_values_of_the_fit():
    n = 3000
    x = np.sort(np.random.default_rng(0).random(n))
    signal = Signal(x, np.random.default_rng(1).standard_normal(n))
    result = Problem(signal, Architecture("relu", 2)).solve(lam_ratio=1e-7)
    pieces = result.pieces()
    assert len(pieces) == len(result.kinks) + 1 > 1000
    size = float(np.abs(result.fitted).max())
    at = np.array([piece.start for piece in pieces[1:]])
    values = np.array([piece.value for piece in pieces[1:]])
    np.testing.assert_allclose(values, np.interp(at, x, result.fitted), atol=1e-9 * size)
    joined = values[:-1] + np.diff(at) * [piece.slope for piece in pieces[1:-1]]
    np.testing.assert_allclose(joined, values[1:], atol=1e-6 * size)
