"""The dictionary of sign and threshold networks of three or more layers."""

from __future__ import annotations

import itertools
import math
import pickle
import threading

import brute
import numpy as np
import pytest
from brute import vectors
from switching_brute import explicit, rectangular, tree

from mirrors_engine.dictionaries.registry import Grid, build_dictionary, dictionary_size
from mirrors_engine.dictionaries.steps import alternating_sums
from mirrors_engine.dictionaries.steps.several_switches import MAX_ANSWERS, Switching
from mirrors_engine.errors import SizeError
from mirrors_engine.utils import memory

CASES = [
    pytest.param(rectangular(1), 7, 1, id="m1"),
    pytest.param(rectangular(2), 7, 2, id="m2"),
    pytest.param(rectangular(3), 8, 3, id="m3"),
    pytest.param(rectangular(4, "threshold"), 7, 4, id="threshold4"),
    pytest.param(rectangular(50), 6, 5, id="all"),
    pytest.param(rectangular(3), 2, 1, id="two samples"),
    pytest.param(tree(2, 2), 8, 4, id="tree 2x2"),
    pytest.param(tree(3, 2, activation="threshold"), 8, 6, id="tree 3x2"),
]


def switches_of(key: list[int], n: int) -> tuple[int, ...]:
    return tuple(k for k in key if k < n)


@pytest.mark.parametrize(("net", "n", "most"), CASES)
def test_keys_columns_and_features(net, n, most):
    x = np.sort(np.random.default_rng(n).uniform(-3, 5, n))
    dictionary = build_dictionary(net, x)
    keys = dictionary.all_keys()
    expected = explicit(net, n, most)
    assert dictionary.size == dictionary_size(net, n) == len(expected) == len(keys)
    assert dictionary.size == sum(math.comb(n - 1, k) for k in range(1, most + 1))
    assert keys.tolist() == sorted(keys.tolist())
    columns = dictionary.columns(keys)
    between = np.sort(np.concatenate((x, 0.5 * (x[1:] + x[:-1]), [x[0] - 1, x[-1] + 1])))
    for key, column in zip(keys.tolist(), columns.T, strict=True):
        switches = switches_of(key, n)
        np.testing.assert_array_equal(column, expected[switches])
        feature = dictionary.feature(tuple(key))
        np.testing.assert_array_equal(feature.evaluate(x), column)
        at = np.searchsorted(x, between, side="right") - 1
        np.testing.assert_array_equal(
            feature.evaluate(between), np.where(at < 0, column[0], column[at])
        )
        assert [kink.position for kink in feature.kinks] == [x[k] for k in switches]
        jumps = [column[k] - column[k - 1] for k in switches]
        assert [kink.change for kink in feature.kinks] == jumps
        assert pickle.loads(pickle.dumps(feature)) == feature
        assert str(len(switches)) in feature.describe() or len(switches) <= 6


@pytest.mark.parametrize(("net", "n", "most"), CASES)
def test_price_is_the_dual_norm_and_every_is_every(net, n, most):
    dictionary = build_dictionary(net, np.arange(n) * 1.0)
    expected = explicit(net, n, most)
    columns = np.array(list(expected.values())).T
    for v in vectors(n, 4):
        strength = np.abs(columns.T @ v)
        size = np.abs(v).sum() + 1e-300
        assert dictionary.price(v).bound == pytest.approx(strength.max(), abs=1e-14 * size)
        levels = np.unique(np.append(np.round(strength, 9), 0.0))
        middles = 0.5 * (levels[1:] + levels[:-1])
        for level in middles[:: 1 + len(middles) // 10]:
            found = dictionary.price(v, above=level, every=True)
            mine = [switches_of(key, n) for key in found.keys.tolist()]
            assert len(set(mine)) == len(mine)
            assert set(mine) == {s for s, c in zip(expected, strength, strict=True) if c > level}
            some = dictionary.price(v, above=level)
            for priced in (found, some):
                np.testing.assert_allclose(
                    priced.correlations,
                    dictionary.columns(priced.keys).T @ v,
                    rtol=0,
                    atol=1e-13 * size,
                )
                assert (np.diff(np.abs(priced.correlations)) <= 0).all()
                assert (np.abs(priced.correlations) > level).all()
                assert len(np.unique(priced.keys, axis=0)) == len(priced.keys)
            assert abs(some.correlations[0]) == pytest.approx(strength.max(), rel=1e-12)


def test_every_stops_at_its_cap():
    dictionary = build_dictionary(rectangular(20), np.arange(40.0))
    v = brute.balanced(np.random.default_rng(0).standard_normal(40))
    found = dictionary.price(v, above=0.3 * dictionary.price(v).bound, every=True)
    assert len(found.keys) > MAX_ANSWERS
    assert len(np.unique(found.keys, axis=0)) == len(found.keys)
    assert (np.abs(dictionary.columns(found.keys).T @ v) > 0.3 * found.bound).all()


def test_what_is_out_of_reach_is_refused_before_it_is_built():
    with pytest.raises(SizeError, match="switches"):
        dictionary_size(rectangular(5000), 100_000)
    with pytest.raises(SizeError, match="thin the signal"):
        build_dictionary(tree(100, 100), np.arange(20_000.0))
    assert dictionary_size(rectangular(40), 100_000) > 10**150
    wide = Switching(Grid.of(np.arange(5.0)), rectangular(10**9))
    assert wide.size == 15


@pytest.mark.parametrize(("count", "most"), [(9, 1), (9, 2), (8, 3), (7, 7), (6, 4)])
def test_the_strongest_sums_through_every_term_are_found_whatever_the_blocks(
    count, most, monkeypatch
):
    """Against all sums written out, in blocks of one sum and of all."""
    rng = np.random.default_rng(count * most)
    tail = np.round(rng.standard_normal(count), 1)  # with ties
    sums = {
        (first, *p): first * sum(tail[i] * (-1) ** k for k, i in enumerate(p))
        for size in range(1, most + 1)
        for p in itertools.combinations(range(count), size)
        for first in (1, -1)
    }
    best = max(sums.values())
    above = 0.4 * best
    for block in (1, 1 << 17):
        monkeypatch.setattr(alternating_sums, "_BLOCK", block)
        bound, found = alternating_sums.strong_sums(tail, most, above, 10**6)
        assert bound == pytest.approx(best)
        terms = [tuple(p for p in row if p < count) for row in found.tolist()]
        assert len(terms) == len(set(terms))
        values = {p: max(sums[1, *p], sums[-1, *p]) for p in terms}
        assert min(values.values()) > above
        for at in range(count):
            for place in (0, 1):  # the sign of the term: by its place and the sum's first sign
                of_sign = [
                    value for (first, *p), value in sums.items()
                    if at in p and (first > 0) == (p.index(at) % 2 == place)
                ]  # fmt: skip
                through = max(of_sign, default=0.0)
                if through > above + 1e-9:
                    assert any(at in p and values[p] >= through - 1e-9 for p in terms), (
                        "no sum as strong passes through this term"
                    )
        few = alternating_sums.strong_sums(tail, most, above, 1)[1]
        assert set(map(tuple, few.tolist())) <= set(map(tuple, found.tolist()))
        strongest = max(values[tuple(p for p in row if p < count)] for row in few.tolist())
        assert strongest == pytest.approx(best)


def test_the_strongest_sums_are_sorted_while_others_may_cancel(monkeypatch):
    """Millions of sums: the sort ends only after somebody was asked while it ran."""
    sort, began, asked = np.argsort, threading.Event(), threading.Event()

    def long_sort(*values, **options):
        began.set()
        assert asked.wait(60)
        return sort(*values, **options)

    def check():
        if began.is_set():
            asked.set()

    tail = np.round(np.random.default_rng(0).standard_normal(30), 1)
    expected = alternating_sums.strong_sums(tail, 3, 0.0, 10)
    monkeypatch.setattr(alternating_sums, "_SORTING", np.inf)
    monkeypatch.setattr(np, "argsort", long_sort)
    bound, found = alternating_sums.strong_sums(tail, 3, 0.0, 10, check)
    assert bound == expected[0]
    np.testing.assert_array_equal(found, expected[1])


def test_a_table_beyond_the_free_memory_is_refused(monkeypatch):
    monkeypatch.setattr(memory, "available_memory", lambda: 10**7)
    dictionary = build_dictionary(rectangular(1000), np.arange(4000.0))
    v = np.where(np.arange(4000) % 2, 1.0, -1.0)  # every sample is a turning point
    assert dictionary.price(v).bound > 0  # the bound alone takes a row of the table
    with pytest.raises(SizeError, match="allow fewer switches"):
        dictionary.price(v, above=0.0)
