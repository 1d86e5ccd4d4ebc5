"""The mirror map against the columns of the dictionary, cell by cell."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.dictionaries.reflections.three_layers import MIDPOINT, REFLECTION
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.landscape.mirror_map import has_mirror_map, mirror_map, mirror_maps

NETS = [Architecture("abs", 3), Architecture("symmetrized", 3)]


def uneven(n: int, seed: int = 0) -> Signal:
    rng = np.random.default_rng(seed)
    x = np.cumsum(rng.uniform(0.2, 2.0, n)) + 1900.0
    return Signal(x, np.sin(x) + 0.2 * rng.standard_normal(n), rng.uniform(0.5, 2.0, n))


def by_columns(result):
    """Both maps from the columns themselves, the diagonal of the midpoints being plain units."""
    dictionary = build_dictionary(result.architecture, result.signal.x)
    r = result.signal.weights * result.residuals
    keys = dictionary.all_keys()
    scale = dictionary.grid.half / result.lam
    values = scale * np.abs(dictionary.columns(keys).T @ r)
    maps = np.zeros((2, len(r), len(r)))
    for (_, part, u, w), value in zip(keys, values, strict=True):
        maps[part, u, w] = max(maps[part, u, w], value)
        if part == MIDPOINT:
            maps[part, w, u] = maps[part, u, w]
        elif u == w:
            maps[MIDPOINT, u, u] = max(maps[MIDPOINT, u, u], value)
    return maps


@pytest.mark.parametrize("net", NETS, ids=lambda net: net.activation)
@pytest.mark.parametrize("ratio", [0.5, 0.02, 1.5])
def test_every_cell_is_a_column_times_the_residual(net, ratio):
    result = fit(uneven(23), net, lam_ratio=ratio)
    found = mirror_map(result)
    expected = by_columns(result)
    np.testing.assert_allclose(found.reflections, expected[REFLECTION], atol=1e-9)
    np.testing.assert_allclose(found.midpoints, expected[MIDPOINT], atol=1e-9)


@pytest.mark.parametrize("net", NETS, ids=lambda net: net.activation)
def test_it_is_one_where_a_feature_is_in_use_and_never_above(net):
    result = fit(uneven(40), net, lam_ratio=0.01)
    found = mirror_map(result)
    strongest = max(found.reflections.max(), found.midpoints.max())
    assert strongest == pytest.approx(1, abs=1e-9)
    for feature in result.features:
        _, part, u, w = feature.key
        assert found.values(part)[found.cell_of(u, w)] == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("net", NETS, ids=lambda net: net.activation)
def test_thinning_keeps_the_largest_of_every_cell(net):
    result = fit(uneven(61), net, lam_ratio=0.02)
    whole, thin = mirror_map(result), mirror_map(result, most=7)
    assert thin.reflections.shape == (7, 7)
    for part in (REFLECTION, MIDPOINT):
        for row in range(7):
            for column in range(7):
                block = whole.values(part)[thin.ranks_of_row(row), thin.ranks_of_column(column)]
                value = thin.values(part)[row, column]
                assert value == block.max()
                feature, strength = thin.strongest(part, (row, column))
                assert strength == value
                _, own, u, w = feature.key
                assert own == part or u == w
                assert (row, column) in (thin.cell_of(u, w), thin.cell_of(w, u))
                assert whole.values(own)[u, w] == pytest.approx(value, rel=1e-12)


def test_the_interpolating_network_has_a_map_too():
    found = mirror_map(fit(uneven(15), NETS[0], lam=0))
    for feature in found.result.features:
        _, part, u, w = feature.key
        assert found.values(part)[u, w] == pytest.approx(1, abs=1e-7)


@pytest.mark.parametrize("n", [1, 2])
def test_hardly_any_samples(n):
    found = mirror_map(fit(Signal(np.arange(n), np.arange(n)), NETS[0], lam=0.1))
    assert found.reflections.shape == (n, n)
    assert np.isfinite(found.reflections).all()


@pytest.mark.parametrize(
    "net", [Architecture("relu", 3), Architecture("abs", 2), Architecture("abs", 4)]
)
def test_other_networks_are_refused(net):
    assert not has_mirror_map(net)
    with pytest.raises(SettingError, match="no mirror map"):
        mirror_map(fit(uneven(6), net, lam_ratio=0.1))


def test_it_can_be_stopped():
    def stop(progress):
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        mirror_map(fit(uneven(20), NETS[0], lam_ratio=0.1), monitor=stop)


def test_many_samples_share_cells_and_nothing_in_use_is_lost(monkeypatch):
    result = fit(uneven(230), NETS[0], lam_ratio=0.05)
    whole = mirror_map(result, most=20)
    monkeypatch.setattr("mirrors_engine.landscape.mirror_map.EVERY", 100)
    monkeypatch.setattr("mirrors_engine.landscape.mirror_map._PER_CELL", 4)
    some = mirror_map(result, most=10)
    assert some.reflections.max() == pytest.approx(whole.reflections.max(), abs=1e-9)
    for part in (REFLECTION, MIDPOINT):
        coarse = whole.values(part).reshape(10, 2, 10, 2).max(axis=(1, 3))
        assert np.all(some.values(part) <= coarse * (1 + 1e-12))
        assert np.all(some.values(part) >= 0.7 * coarse)
    for feature in result.features:
        _, part, u, w = feature.key
        cell = some.cell_of(u, w)
        assert some.values(part)[cell] == pytest.approx(1, abs=1e-9)
        assert some.strongest(part, cell)[1] == pytest.approx(1, abs=1e-9)


def test_coarse_comes_first_and_a_part_close_up_is_exact(monkeypatch):
    result = fit(uneven(230), NETS[0], lam_ratio=0.05)
    whole = mirror_map(result)
    assert whole.exact and whole.looked_at == (230, 230)
    monkeypatch.setattr("mirrors_engine.landscape.mirror_map.EVERY", 100)
    monkeypatch.setattr("mirrors_engine.landscape.mirror_map.COARSE", 100)
    coarse, middle, fine = mirror_maps(result, most=10)
    assert middle.looked_at == (40, 40)
    assert not coarse.exact and coarse.looked_at == (10, 10)
    assert not fine.exact and fine.looked_at == (100, 100)
    rows, columns = (30, 95), (120, 215)
    (close,) = fine.closer(rows, columns, most=10)
    assert close.exact and (close.rows, close.columns) == (rows, columns)
    assert len(close.x_centre) == len(close.x_point) == 10
    for part in (REFLECTION, MIDPOINT):
        for row in range(10):
            for column in range(10):
                block = close.ranks_of_row(row), close.ranks_of_column(column)
                value = close.values(part)[row, column]
                assert value == pytest.approx(whole.values(part)[block].max(), rel=1e-9)
                feature, strength = close.strongest(part, (row, column))
                assert strength == pytest.approx(value, rel=1e-12)
                _, _, u, w = feature.key
                pairs = [pair for pair in ((u, w), (w, u)) if close.covers(*pair)]
                assert (row, column) in [close.cell_of(*pair) for pair in pairs]
    *_, single = fine.closer((7, 8), (9, 11))
    np.testing.assert_allclose(single.reflections, whole.reflections[7:8, 9:11])
    parted = list(fine.closer((0, 230), (0, 230), most=10))
    assert [level.looked_at for level in parted] == [(10, 10), (40, 40), (100, 100)]
    for level in (coarse, middle, fine):
        for feature in result.features:
            _, part, u, w = feature.key
            assert level.values(part)[level.cell_of(u, w)] == pytest.approx(1, abs=1e-9)
