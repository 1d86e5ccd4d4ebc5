"""Six layers of |·| and symmetrised ReLU: priced by the search alone, and refused where it goes on
for too long."""

from __future__ import annotations

import brute
import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal, fit
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.prefix_sums import hinge_correlations
from mirrors_engine.dictionaries.reflections import fold_cells
from mirrors_engine.dictionaries.reflections.folds import Folds
from mirrors_engine.dictionaries.reflections.search import bias_search, search_work
from mirrors_engine.dictionaries.reflections.search.bias_search import BiasSearch
from mirrors_engine.dictionaries.reflections.shapes import TENT, VALLEY, W_SHAPE
from mirrors_engine.dictionaries.reflections.transport_bound import transport_cost
from mirrors_engine.dictionaries.reflections.vertex_list import VertexList
from mirrors_engine.dictionaries.registry import check_size
from mirrors_engine.errors import Cancelled, MirrorsError, SizeError
from mirrors_engine.export.network import python_source
from mirrors_engine.progress import no_check
from mirrors_engine.rigorous import prove
from tests.fuzz_folds import climb

SHAPES = {"abs": (W_SHAPE,), "symmetrized": (VALLEY, TENT)}
GRIDS = {
    "equispaced": np.arange(4) / 7,
    "clusters": np.array([0.0, 1e-6, 0.4, 1.0]),
}


@pytest.fixture(scope="module")
def signal():
    rng = np.random.default_rng(0)
    x = np.sort(rng.random(6)).round(3)
    y = np.sin(8 * x) + (x > 0.5) + 0.1 * rng.standard_normal(6)
    # the last row twice: equal x are merged
    return Signal(np.append(x, x[-1]), np.append(y, y[-1] + 0.1))


@pytest.fixture(scope="module", params=SHAPES)
def problem(request, signal):
    return Problem(signal, Architecture(request.param, 6))


@pytest.fixture(scope="module")
def result(problem):
    return problem.solve(lam_ratio=0.3)


@pytest.mark.parametrize("grid", GRIDS)
def test_the_search_finds_what_a_list_of_all_vertices_has(grid):
    t = Grid.of(GRIDS[grid]).t
    rng = np.random.default_rng(len(grid))
    listed = VertexList(t, SHAPES["abs"], 5, no_check)
    v = brute.balanced(rng.standard_normal(len(t)))
    for activation, shapes in SHAPES.items():
        listed.shapes = shapes
        dictionary = Folds(Grid.of(GRIDS[grid]), shapes, 6)
        picked, rest = listed.strongest(v, np.inf, False, 64, no_check)
        strongest = np.abs(v @ dictionary.columns(picked)).max()
        assert rest <= strongest
        bound = dictionary.price(v).bound
        assert bound == pytest.approx(strongest, rel=1e-9), activation


def test_the_optimum_is_certified_and_no_climb_gets_above_lambda(result):
    assert result.certified and result.gap <= 1e-10
    x = result.signal.x
    s = (x - x[0]) / (x[-1] - x[0])
    if result.architecture.activation == "abs":
        v = result.certificate.dual_point * ((x[-1] - x[0]) / result.lam)
        rng = np.random.default_rng(1)
        tops = [climb(s, v - v.mean(), 5, rng) for _ in range(8)]
        assert 0.5 <= max(tops) <= 1 + 1e-9


def test_transport_certifies_what_no_search_would_end_on(problem, monkeypatch):
    """Six samples at a hundredth of λ_max took 153 s, ten were refused: boxes by the million hold
    units as good as those in use. That none is better, the cost of transport proves."""
    monkeypatch.setattr(bias_search, "_LISTED", 20_000)
    monkeypatch.setitem(search_work.MOST_VISITED, 5, 2_000_000)
    result = problem.solve(lam_ratio=0.01)
    assert result.certified and result.gap <= 1e-11
    assert not result.canonical and result.unique is None  # ties were not all listed
    x = result.signal.x
    residual = result.signal.weights * (result.signal.y - result.fitted)
    cost = np.abs(np.cumsum(residual)[:-1]) @ np.diff(x)
    assert cost == pytest.approx(result.lam, rel=1e-9)
    correlations = [abs(residual @ feature.evaluate(x)) for feature in result.features]
    np.testing.assert_allclose(correlations, result.lam, rtol=1e-9)


def test_a_search_for_the_maximum_ends_where_the_ceiling_is_reached(problem):
    dictionary = problem.dictionary
    search = dictionary.search(no_check)
    signal = problem.signal
    v = brute.balanced(signal.weights * (signal.y - signal.y.mean()))
    phi = hinge_correlations(dictionary.grid.t, v, no_check)
    cost = transport_cost(dictionary.grid.t, v)
    exact = search.maximum(phi, no_check)
    assert exact <= cost
    assert search.maximum(phi, no_check, cost) == pytest.approx(exact, rel=1e-11)
    assert search.maximum(phi, no_check, 2 * cost) == exact


def test_its_lambda_is_written_as_a_number(result):
    """As the path's table does: that of searched networks was written as NumPy writes its own."""
    assert float(repr(result.lam)) == result.lam
    assert float(repr(result.lam_ratio)) == pytest.approx(0.3)


def test_a_layer_more_is_never_worse(result, signal):
    net = result.architecture
    fewer = fit(signal, Architecture(net.activation, 5), lam=result.lam)
    assert result.objective <= fewer.objective * (1 + 1e-12)


def test_the_network_has_six_layers_and_is_the_fit(result):
    assert result.network.layers == 6
    module: dict = {}
    exec(compile(python_source(result), "network.py", "exec"), module)
    t = np.linspace(-1, 2, 301)
    np.testing.assert_allclose(module["network"](t), result.predict(t), rtol=0, atol=1e-9)


def test_the_answer_does_not_depend_on_where_lambda_came_from(problem, result):
    warm = problem.solve(lam_ratio=0.3, start=problem.solve(lam_ratio=0.6))
    assert [f.key for f in warm.features] == [f.key for f in result.features]
    np.testing.assert_allclose(warm.weights, result.weights, rtol=1e-9)


@pytest.mark.parametrize("activation", SHAPES)
def test_units_of_five_layers_have_their_keys_among_those_of_six(activation):
    x = np.sort(np.random.default_rng(3).random(30))
    deep = Folds(Grid.of(x), SHAPES[activation], 6)
    shallow = deep.shallower()
    v = brute.balanced(np.random.default_rng(4).standard_normal(30))
    keys = shallow.price(v, above=0.0, limit=12).keys
    found, kept = deep.from_shallower(keys)
    assert len(keys) and kept.all()
    columns, wanted = deep.columns(found), shallow.columns(keys)
    np.testing.assert_allclose(columns - columns[0], wanted - wanted[0], rtol=0, atol=1e-12)


def test_a_search_that_does_not_end_is_refused_with_what_fits(problem, monkeypatch):
    monkeypatch.setitem(search_work.MOST_VISITED, 5, 20_000)
    net, signal = problem.architecture, problem.signal
    with pytest.raises(SizeError, match="use layers = 5 or a larger lam") as refused:
        fit(signal, net, lam_ratio=0.3)
    assert [remedy.words for remedy in refused.value.remedies] == ["Use 5 layers"]
    assert refused.value.remedies[0].network == {"layers": 5}
    assert fit(signal, Architecture(net.activation, 5), lam_ratio=0.3).certified


@pytest.mark.parametrize("ratio", [0.3, 0.0])
def test_the_searches_of_a_fit_count_together(problem, monkeypatch, ratio):
    """A limit that each of them keeps, but not all: λ_max, working sets and certificate."""
    runs = []
    begin = bias_search._Run.__init__

    def began(run, *args, **named):
        begin(run, *args, **named)
        runs.append(run)

    monkeypatch.setattr(bias_search._Run, "__init__", began)
    some = Problem(problem.signal, problem.architecture)
    if ratio:
        some.solve(lam_ratio=ratio)
        each = [run._visited for run in runs]
        assert len(each) > 1 and max(each) < sum(each) - 1
        monkeypatch.setitem(search_work.MOST_VISITED, 5, (max(each) + sum(each)) // 2)
    else:
        monkeypatch.setitem(search_work.MOST_VISITED, 5, 50_000)
    runs.clear()
    again = Problem(problem.signal, problem.architecture)
    with pytest.raises(SizeError, match="million boxes: use layers = 5"):
        again.solve(lam_ratio=ratio)


def test_its_setting_up_is_cancelled(monkeypatch):
    """Cells, whose linear programs take longer than an answer to a cancellation may."""
    monkeypatch.setattr(fold_cells, "_KNOWN", {})
    t = Grid.of(GRIDS["equispaced"]).t
    calls = 0

    def check():
        nonlocal calls
        calls += 1
        if calls == 30:
            raise Cancelled("Cancelled.")

    with pytest.raises(Cancelled):
        BiasSearch(t, SHAPES["abs"], 5, check)
    assert not fold_cells._KNOWN  # nothing half done is kept
    search = BiasSearch(t, SHAPES["abs"], 5, check)
    assert len(search.cells) == 41
    assert calls > 30 + 2 * 41


def test_it_is_not_proved_in_integers(result):
    with pytest.raises(MirrorsError, match=r"proof for a 6-layer .* is not available: rely on"):
        prove(result)


@pytest.mark.parametrize("activation", SHAPES)
def test_more_samples_than_a_search_ends_on_are_refused_beforehand(activation):
    check_size(Architecture(activation, 6), 60)
    with pytest.raises(SizeError, match=r"thin the signal to .* samples or use layers = 5"):
        check_size(Architecture(activation, 6), 150)
