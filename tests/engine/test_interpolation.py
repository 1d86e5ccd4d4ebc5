"""λ = 0: interpolation of least norm against dense programs, closed forms and known values."""

from __future__ import annotations

import brute
import cvxpy as cp
import numpy as np
import pytest
from brute import NETS, random_signal

from mirrors_engine import Problem, Signal, fit
from mirrors_engine.closed_forms import min_norm_cost
from mirrors_engine.errors import ABOVE_ZERO, Cancelled, SettingError, SizeError
from mirrors_engine.solvers import interpolation
from mirrors_engine.utils import memory

KNOWN = [
    # the paper's figures: x, y and the least norm of each network (manual, Closed forms)
    ((0, 4, 5, 7, 10, 11), (0, 0, 0, 2, 3, 3), {"relu2": 2, "relu3": 1, "relu4": 1}),
    ((0, 2, 6, 7), (0, 0, 3, 3), {"relu2": 3 / 2, "relu3": 3 / 4, "relu4": 3 / 4}),
    ((0, 2, 6, 7), (0, 0, 3, 7), {"relu2": 4, "relu3": 4, "relu4": 4}),
]


def least_norm(columns: np.ndarray, y: np.ndarray) -> float:
    """min ||z||₁ subject to A z + ξ = y by an interior-point method."""
    z, xi = cp.Variable(columns.shape[1]), cp.Variable()
    problem = cp.Problem(cp.Minimize(cp.norm1(z)), [columns @ z + xi == y])
    brute.solve(problem)
    return float(problem.value)


@pytest.mark.parametrize(
    ("x", "y", "name", "expected"),
    [(x, y, name, value) for x, y, norms in KNOWN for name, value in norms.items()],
)
def test_known_norms_of_the_paper(x, y, name, expected):
    result = fit(Signal(x, y), NETS[name], lam=0)
    assert result.objective == pytest.approx(expected, rel=1e-12)
    assert result.dual_objective == pytest.approx(expected, rel=1e-12)
    assert result.certified
    np.testing.assert_allclose(result.fitted, y, atol=1e-12)


def test_known_weights_of_the_six_points():
    signal = Signal(*KNOWN[0][:2])
    two = brute.keyed(fit(signal, NETS["relu2"], lam=0))
    assert two == pytest.approx({(0, 2): 1.0, (0, 3): -2 / 3, (0, 4): -1 / 3}, abs=1e-12)
    for name in ("relu3", "relu4"):
        three = brute.keyed(fit(signal, NETS[name], lam=0))
        assert three == pytest.approx({(2, 3): 2 / 3, (2, 4): 1 / 3}, abs=1e-12)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", NETS)
def test_the_norm_is_that_of_the_dense_program(name, seed):
    signal = random_signal(400 + seed, 5 if name == "relu4" else 8, weights=True)
    result = fit(signal, NETS[name], lam=0)
    columns = brute.dictionary(name, signal.x)
    assert result.certified
    assert result.objective == pytest.approx(least_norm(columns, signal.y), rel=1e-7)
    np.testing.assert_allclose(result.fitted, signal.y, atol=1e-10)
    np.testing.assert_allclose(result.predict(signal.x), signal.y, atol=1e-10)
    u = result.certificate.dual_point
    assert abs(u.sum()) <= 1e-9 * np.abs(u).max()
    assert brute.dual_norm(columns, u) <= 1 + 1e-10
    assert u @ signal.y == pytest.approx(result.dual_objective, rel=1e-9)


@pytest.mark.parametrize("name", NETS)
def test_it_is_the_limit_of_the_lasso(name):
    signal = random_signal(410, 9)
    problem = Problem(signal, NETS[name])
    result = problem.interpolate()
    near = problem.solve(lam_ratio=1e-8)
    assert float(np.abs(near.weights).sum()) == pytest.approx(result.objective, rel=1e-3)
    assert float(np.abs(near.weights).sum()) <= result.objective * (1 + 1e-9)


@pytest.mark.parametrize("name", NETS)
def test_the_network_has_no_loss_and_the_norm_as_penalty(name):
    signal = random_signal(420, 7, duplicates=True)
    result = fit(signal, NETS[name], lam_ratio=0)
    assert result.lam == 0
    assert result.lam_ratio == 0
    assert result.network.penalty() == pytest.approx(result.objective, rel=1e-12)
    assert result.network.objective(signal, 0.0) == pytest.approx(signal.loss_constant, rel=1e-9)


@pytest.mark.parametrize("name", NETS)
def test_units_and_offsets_only_scale_it(name):
    signal = random_signal(430, 8)
    one = fit(signal, NETS[name], lam=0)
    other = fit(Signal(1e4 + 64 * signal.x, 3e5 - 128 * signal.y), NETS[name], lam=0)
    degree = 0 if NETS[name].step else 1
    assert other.objective == pytest.approx(one.objective * 128 / 64**degree, rel=1e-8)
    assert other.certified


@pytest.mark.parametrize("name", ["relu2", "relu3", "abs3", "symmetrized3", "sign2"])
def test_hundreds_of_samples(name):
    rng = np.random.default_rng(3)
    x = np.linspace(0, 1, 120)
    signal = Signal(x, np.sin(7 * x) + (x > 0.6) + 0.2 * rng.standard_normal(120))
    result = fit(signal, NETS[name], lam=0)
    assert result.certified
    assert np.abs(result.residuals).max() <= 1e-11
    # basic: no more features than there are equations
    assert len(result.weights) <= 119


@pytest.mark.parametrize("name", ["relu2", "relu3", "abs2", "abs3", "symmetrized3"])
def test_clusters_of_samples(name):
    """Samples a millionth of the range apart: slopes of millions, still certified."""
    rng = np.random.default_rng(4)
    x = np.sort(np.concatenate((rng.uniform(0, 1, 30), rng.uniform(0, 1, 4) + 0.4e-6)))
    x[10], x[20] = x[9] + 1e-6, x[19] + 2e-6
    signal = Signal(x, rng.standard_normal(34))
    result = fit(signal, NETS[name], lam=0)
    assert result.certified
    assert np.abs(result.residuals).max() <= 1e-9
    if name not in ("abs3", "symmetrized3"):
        expected = min_norm_cost(signal.x, signal.y, NETS[name])
        assert result.objective == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("name", NETS)
def test_weights_of_the_loss_do_not_matter(name):
    signal = random_signal(440, 9)
    heavy = Signal(signal.x, signal.y, np.linspace(0.1, 5, 9))
    one, other = fit(signal, NETS[name], lam=0), fit(heavy, NETS[name], lam=0)
    assert one.objective == pytest.approx(other.objective, rel=1e-11)
    assert brute.keyed(one) == pytest.approx(brute.keyed(other), abs=1e-9 * one.objective)


@pytest.mark.parametrize("name", NETS)
def test_nothing_to_do(name):
    for signal in (Signal((3.0,), (2.0,)), Signal((0, 1, 2), (5, 5, 5)), Signal((1, 1), (0, 2))):
        result = fit(signal, NETS[name], lam=0)
        assert result.weights.size == 0
        assert result.objective == 0
        assert result.certified
        np.testing.assert_allclose(result.fitted, signal.y)


def test_two_points():
    for name in brute.CONTINUOUS:
        steepest = np.prod([max(abs(slope) for slope in layer) for layer in brute.LAYERS[name]])
        result = fit(Signal((1.0, 3.0), (0.0, 5.0)), NETS[name], lam=0)
        assert result.objective == pytest.approx(2.5 / steepest, rel=1e-12)


def test_negative_lam_is_refused_and_zero_is_not():
    signal = random_signal(450, 5)
    for bad in ({"lam": -1e-300}, {"lam_ratio": -1}, {"lam": float("nan")}, {}):
        with pytest.raises(SettingError):
            fit(signal, NETS["relu2"], **bad)
    assert fit(signal, NETS["relu2"], lam=0.0).certified


def test_it_can_be_cancelled():
    calls = 0

    def monitor(progress):
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        Problem(random_signal(460, 30), NETS["abs3"]).interpolate(monitor)


@pytest.mark.parametrize("name", ("relu2", "leaky2", "abs3", "leaky3", "piecewise3"))
def test_weights_of_any_spread_give_the_same_interpolant(name):
    rng = np.random.default_rng(3)
    for _ in range(5):
        x, y = np.sort(rng.normal(size=7)), rng.normal(size=7)
        plain = fit(Signal(x, y), NETS[name], lam=0.0)
        spread = fit(Signal(x, y, 10 ** rng.uniform(-16, 16, 7)), NETS[name], lam=0.0)
        assert plain.certified and spread.certified
        assert spread.objective == pytest.approx(plain.objective, rel=1e-9)
        assert [f.key for f in spread.features] == [f.key for f in plain.features]


def test_more_samples_than_there_is_memory_for_are_refused_before(monkeypatch):
    """One click on λ = 0 with 50 000 samples took 22 GB, and the system ended the window."""
    x = np.linspace(0, 1, 2000)
    problem = Problem(Signal(x, np.random.default_rng(0).standard_normal(2000)), NETS["relu2"])
    monkeypatch.setattr(memory, "available_memory", lambda: 1 << 26)
    monkeypatch.setattr(interpolation, "run", None)  # nothing is begun
    with pytest.raises(SizeError, match="A function through 2000 samples") as refused:
        problem.solve(lam_ratio=0)
    assert refused.value.remedies == (ABOVE_ZERO,)
