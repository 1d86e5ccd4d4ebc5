"""What scaling, shifting and reflecting the data does to the optimum, as properties."""

from __future__ import annotations

import numpy as np
import pytest
from brute import LAYERS, NETS
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine import Signal, fit, lambda_max

ALL = pytest.mark.parametrize("name", NETS)
PROPERTY = settings(derandomize=True, max_examples=12, deadline=None, database=None)


@st.composite
def data(draw) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x on a coarse grid or off it, y with ties, and weights: rich in degeneracy."""
    n = draw(st.integers(2, 9))
    ranks = draw(st.lists(st.integers(-20, 20), min_size=n, max_size=n, unique=True))
    jitter = draw(st.sampled_from((0.0, 0.3)))
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    x = np.sort(np.array(ranks, dtype=float)) / 4 + jitter * rng.uniform(-0.4, 0.4, n)
    y = np.array(draw(st.lists(st.integers(-4, 4), min_size=n, max_size=n)), dtype=float)
    w = rng.choice((1.0, 0.5, 3.0), n) if draw(st.booleans()) else np.ones(n)
    return np.sort(x), y, w


RATIO = st.sampled_from((0.7, 0.2, 0.03, 1e-3))
POWER = st.integers(-6, 6)


def degree(name: str) -> int:
    return 0 if LAYERS[name][0][0] == "step" else 1


def equal(one, other, factor: float = 1.0) -> None:
    """Both certified, and the objectives in the given proportion."""
    assert one.certified
    assert other.certified
    scale = max(one.objective, 1e-300)
    assert abs(other.objective / factor - one.objective) <= 1e-9 * scale


def close(fitted: np.ndarray, expected: np.ndarray, y: np.ndarray) -> None:
    size = float(np.ptp(y))
    np.testing.assert_allclose(fitted, expected, rtol=0, atol=1e-7 * size + 1e-15)


@ALL
@PROPERTY
@given(data=data(), ratio=RATIO, power=POWER, shift=st.integers(-50, 50))
def test_scaling_and_shifting_x(name, data, ratio, power, shift):
    x, y, w = data
    s = 10.0**power
    one = fit(Signal(x, y, w), NETS[name], lam_ratio=ratio)
    moved = Signal(s * x + s * shift, y, w)
    top = lambda_max(moved, NETS[name])
    assert top == pytest.approx(one.lam_max * s ** degree(name), rel=1e-9, abs=1e-12 * s)
    if top == 0:
        assert np.ptp(y) == 0
        return
    other = fit(moved, NETS[name], one.lam * s ** degree(name))
    equal(one, other)
    close(other.fitted, one.fitted, y)
    total = np.abs(one.weights).sum()
    assert np.abs(other.weights).sum() * s ** degree(name) == pytest.approx(total, rel=1e-6)


@ALL
@PROPERTY
@given(data=data(), ratio=RATIO)
def test_reflecting_x(name, data, ratio):
    x, y, w = data
    one = fit(Signal(x, y, w), NETS[name], lam_ratio=ratio)
    other = fit(Signal(-x, y, w), NETS[name], lam_ratio=ratio)
    assert other.lam_max == pytest.approx(one.lam_max, rel=1e-10, abs=1e-14)
    equal(one, other)
    close(other.fitted[::-1], one.fitted, y)


@ALL
@PROPERTY
@given(data=data(), ratio=RATIO, power=POWER, sign=st.sampled_from((1, -1)), shift=POWER)
def test_scaling_and_shifting_y(name, data, ratio, power, sign, shift):
    x, y, w = data
    a = sign * 10.0**power
    one = fit(Signal(x, y, w), NETS[name], lam_ratio=ratio)
    if one.lam_max == 0:
        return
    other = fit(Signal(x, a * y + a * shift, w), NETS[name], abs(a) * one.lam)
    equal(one, other, a * a)
    close(other.fitted / a - shift, one.fitted, y)


@ALL
@PROPERTY
@given(data=data(), ratio=RATIO, power=st.integers(-9, 9))
def test_scaling_the_weights_is_scaling_lam(name, data, ratio, power):
    x, y, w = data
    k = 10.0**power
    one = fit(Signal(x, y, w), NETS[name], lam_ratio=ratio)
    if one.lam_max == 0:
        return
    other = fit(Signal(x, y, k * w), NETS[name], k * one.lam)
    equal(one, other, k)
    close(other.fitted, one.fitted, y)


@ALL
@PROPERTY
@given(data=data(), ratio=RATIO)
def test_a_weight_of_two_is_a_row_given_twice(name, data, ratio):
    x, y, _ = data
    double = Signal(x, y, np.full(len(x), 2.0))
    twice = Signal(np.tile(x, 2), np.tile(y, 2))
    one = fit(double, NETS[name], lam_ratio=ratio)
    other = fit(twice, NETS[name], lam_ratio=ratio)
    equal(one, other)
    close(other.fitted, one.fitted, y)


@ALL
@PROPERTY
@given(
    data=data(),
    ratio=RATIO,
    offset=st.sampled_from((0.0, 1e9, -1e9)),
    scale=st.sampled_from((1.0, 1e-9, 1e9)),
)
def test_offsets_and_extreme_scales_still_certify(name, data, ratio, offset, scale):
    x, y, w = data
    for signal in (Signal(x * 64 + offset, y, w), Signal(x * scale, y * scale + offset * scale, w)):
        result = fit(signal, NETS[name], lam_ratio=ratio)
        assert result.certified
        # f may be as accurate as the offset of y allows, not less
        room = 1e-8 * np.ptp(signal.y) + 1e-14 * np.abs(signal.y).max()
        np.testing.assert_allclose(result.predict(signal.x), result.fitted, rtol=0, atol=room)


@ALL
@pytest.mark.parametrize("spacing", [1e-3, 1e-6])
@pytest.mark.parametrize("ratio", [0.5, 0.05, 1e-3, 1e-4])
def test_clusters_still_certify(name, spacing, ratio):
    for seed in range(4):
        rng = np.random.default_rng(seed)
        base = rng.uniform(-1, 1, 5)
        x = np.concatenate((base, base + spacing, base + 2.5 * spacing))
        signal = Signal(x, rng.standard_normal(15))
        assert len(signal) == 15
        assert fit(signal, NETS[name], lam_ratio=ratio).certified
