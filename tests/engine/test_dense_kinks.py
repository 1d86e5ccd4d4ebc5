"""Three layers where nearly every sample is a kink: many columns, and more ties than are listed."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.reflections import three_layers
from mirrors_engine.dictionaries.reflections.search import bias_search
from mirrors_engine.dictionaries.reflections.shapes import W_SHAPE
from mirrors_engine.dictionaries.reflections.three_layers import Mirrors
from mirrors_engine.errors import SizeError
from mirrors_engine.landscape import landscape
from mirrors_engine.progress import no_check
from mirrors_engine.solvers import active_set, segments
from mirrors_engine.solvers.base import Scaled
from mirrors_engine.solvers.canonical import canonical
from mirrors_engine.solvers.factor import WorkingColumns
from mirrors_engine.solvers.segments import SegmentColumns
from mirrors_engine.utils import memory


def _square(n: int) -> Signal:
    x = np.sort(np.random.default_rng(0).random(n))
    return Signal(x, x**2)


def _mirrors(n: int, shapes=(W_SHAPE,)) -> Mirrors:
    return Mirrors(Grid.of(np.sort(np.random.default_rng(1).random(n))), shapes)


@pytest.mark.parametrize("kind", [WorkingColumns, SegmentColumns])
def test_as_many_columns_as_samples_are_left_as_they_are(kind):
    n = 30
    dictionary, y = _mirrors(n), np.random.default_rng(3).standard_normal(n)
    w = np.random.default_rng(4).uniform(0.5, 1.0, n)
    problem = Scaled.of(dictionary, y, w)
    keys = dictionary.all_keys()[::7]
    working = kind(dictionary, problem)
    working.rank_revealing = False
    working.extend(keys[:10])
    assert working.factored
    for part in (keys[10:40], keys[40:45]):
        working.extend(part)
        assert not working.factored
    assert working.size == 45
    columns = problem.free.without(dictionary.columns(keys[:45]), w) * np.sqrt(w)[:, None]
    np.testing.assert_allclose(working.small, columns, atol=1e-13)
    z = np.zeros(45)
    z[[3, 20, 41]] = 1.0, -2.0, 0.5
    residual = working.lift(working.small_target - working.small @ z)
    np.testing.assert_allclose(residual, np.sqrt(w) * problem.centred - columns @ z, atol=1e-12)
    left = working.add(z, keys[45:46], 6)
    np.testing.assert_array_equal(left, [1.0, -2.0, 0.5, 0.0])
    assert working.factored and working.size == 4


@pytest.mark.parametrize("factors", [True, False])
@pytest.mark.parametrize("few", [0, 100])
def test_a_residual_by_segments_is_that_of_all_samples(monkeypatch, few, factors):
    """With factors of the segments' rows or, of few columns, without."""
    monkeypatch.setattr(segments, "FEW", few)
    n = 60
    dictionary, rng = _mirrors(n), np.random.default_rng(3)
    w = rng.uniform(0.5, 1.0, n)
    problem = Scaled.of(dictionary, rng.standard_normal(n), w)
    keys = dictionary.all_keys()[::997]
    working = SegmentColumns(dictionary, problem)
    working.rank_revealing = factors
    columns = problem.free.without(dictionary.columns(keys), w) * np.sqrt(w)[:, None]
    for count in (4, len(keys)):
        working.extend(keys[working.size : count])
        z = rng.standard_normal(count)
        residual = working.lift(working.small_target - working.small @ z)
        right = np.sqrt(w) * problem.centred - columns[:, :count] @ z
        np.testing.assert_allclose(residual, right, atol=1e-12)
        small, target = working.small, working.small_target
        np.testing.assert_allclose(small.T @ small, columns[:, :count].T @ columns[:, :count])
        np.testing.assert_allclose(small.T @ target, columns[:, :count].T @ working.target)


def test_a_listing_of_more_ties_than_anyone_works_with_ends_early(monkeypatch):
    """What exceeds the threshold among those that were not looked at is found all the same."""
    monkeypatch.setattr(bias_search, "_FEWEST", 5)
    monkeypatch.setattr(bias_search, "MAX_TIED", 0)
    monkeypatch.setattr(bias_search, "_BEAM", 4)
    monkeypatch.setattr(bias_search, "_FIRST", 4)
    monkeypatch.setattr(bias_search, "_OF_A_CELL", 1)
    monkeypatch.setattr(bias_search, "_DIVE", 1 << 4)
    t = np.sort(np.random.default_rng(5).uniform(-1, 1, 40))
    dictionary = Mirrors(Grid.of(t), (W_SHAPE,))
    search = dictionary._search
    v = np.random.default_rng(6).standard_normal(40)
    v -= v.mean()
    phi = three_layers.hinge_correlations(dictionary.grid.t, v, no_check)
    strength = np.sort(np.abs(dictionary.columns(dictionary.all_keys()).T @ v))[::-1]
    most = float(strength[0])
    low = float(strength[len(strength) // 3])
    listed = search.above(phi, low, True, no_check)
    assert not listed.complete
    assert 5 < len(listed.values) < np.count_nonzero(strength > low)
    assert listed.bound >= most * (1 - 1e-12)
    tied = search.above(phi, most * (1 + 1e-9), False, no_check, low)
    assert not tied.complete
    assert most * (1 - 1e-12) <= tied.bound <= most * (1 + 2e-9)
    better = search.above(phi, most * (1 - 1e-6), False, no_check, low)
    assert better.strongest == pytest.approx(most, rel=1e-12)


def test_a_kink_at_nearly_every_sample_takes_few_rounds(monkeypatch):
    """Counted: exchanges of QR factors, and extensions of the working set."""
    counts = {"enter": 0, "extend": 0}

    def counted(cls, name):
        method = getattr(cls, name)

        def count(self, *arguments):
            counts[name] += 1
            return method(self, *arguments)

        monkeypatch.setattr(cls, name, count)

    counted(active_set.ActiveSet, "enter")
    counted(WorkingColumns, "extend")
    monkeypatch.setattr(canonical, "MAX_FACE", 0)  # the choice of one optimum is not counted
    found = Problem(_square(250), Architecture("abs", 3)).solve(lam_ratio=1e-3)
    assert found.certified and len(found.weights) > 150
    assert found.certificate.primal == pytest.approx(
        Problem(_square(250), Architecture("abs", 2)).solve(found.lam).certificate.primal, rel=1e-9
    )
    assert counts["enter"] < 550  # some 700 where nothing comes before the QR factors
    assert counts["extend"] < 40


def test_too_many_ties_leave_the_answer_certified_and_say_so(monkeypatch):
    monkeypatch.setattr(three_layers, "SEARCH_FROM", 100)
    monkeypatch.setattr(bias_search, "_FEWEST", 50)
    monkeypatch.setattr(bias_search, "MAX_TIED", 0)
    monkeypatch.setattr(bias_search, "_BEAM", 100)
    monkeypatch.setattr(bias_search, "_DIVE", 400)
    problem = Problem(_square(100), Architecture("abs", 3))
    found = problem.solve(lam_ratio=1e-2)
    assert found.certified and found.unique is None
    assert "at least" in landscape(found, problem).note


def test_a_search_that_puts_more_aside_than_fits_is_refused(monkeypatch):
    """What was put aside is in memory: as much again has to be free."""
    monkeypatch.setattr(bias_search, "_BEAM", 4)
    monkeypatch.setattr(bias_search, "_FIRST", 4)
    monkeypatch.setattr(bias_search, "_OF_A_CELL", 1)
    monkeypatch.setattr(bias_search, "_DIVE", 1 << 4)
    monkeypatch.setattr(memory, "_ASKED_FROM", 0)
    dictionary = _mirrors(40)
    v = np.random.default_rng(6).standard_normal(40)
    v -= v.mean()
    phi = three_layers.hinge_correlations(dictionary.grid.t, v, no_check)
    most = dictionary._search.maximum(phi, no_check)
    monkeypatch.setattr(memory, "available_memory", lambda: 3 * 8 * 200)
    with pytest.raises(SizeError, match=r"^2\d\d boxes of the search over 40 samples would .* lam"):
        dictionary._search.above(phi, 0.2 * most, True, no_check)


def test_segments_are_left_where_they_save_no_row(monkeypatch):
    monkeypatch.setattr(canonical, "MAX_FACE", 0)
    signal, net = _square(200), Architecture("abs", 3)
    monkeypatch.setattr(segments, "LONG", 150)
    long = Problem(signal, net).solve(lam_ratio=1e-3)
    monkeypatch.setattr(segments, "LONG", 10**9)
    short = Problem(signal, net).solve(lam_ratio=1e-3)
    assert long.certified and short.certified
    np.testing.assert_allclose(long.fitted, short.fitted, atol=1e-9)
