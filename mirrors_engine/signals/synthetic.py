"""Signals from formulas: the paper's examples and the classical test functions.

The Donoho-Johnstone functions are those of D. L. Donoho and I. M. Johnstone,
"Ideal spatial adaptation by wavelet shrinkage", Biometrika 81 (1994), Table 1,
sampled at n/N, rescaled to standard deviation 7 and observed with noise of
standard deviation 1, as in their Figures 1 and 2.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.cleaning import FloatArray
from mirrors_engine.signals.signal import Signal

_WHERE = np.array([0.10, 0.13, 0.15, 0.23, 0.25, 0.40, 0.44, 0.65, 0.76, 0.78, 0.81])
_STEPS = np.array([4.0, -5.0, 3.0, -4.0, 5.0, -4.2, 2.1, 4.3, -3.1, 2.1, -4.2])
_HEIGHTS = np.array([4.0, 5.0, 3.0, 4.0, 5.0, 4.2, 2.1, 4.3, 3.1, 5.1, 4.2])
_WIDTHS = np.array([5, 5, 6, 10, 10, 30, 10, 10, 5, 8, 5]) / 1000.0


def blocks_function(t: FloatArray) -> FloatArray:
    """Return the piecewise constant test function at t in [0, 1]."""
    return ((1.0 + np.sign(t[:, None] - _WHERE)) / 2.0) @ _STEPS


def bumps_function(t: FloatArray) -> FloatArray:
    """Return the test function with sharp peaks at t in [0, 1]."""
    return ((1.0 + np.abs((t[:, None] - _WHERE) / _WIDTHS)) ** -4) @ _HEIGHTS


def heavisine_function(t: FloatArray) -> FloatArray:
    """Return the sine with two jumps at t in [0, 1]."""
    return 4.0 * np.sin(4.0 * np.pi * t) - np.sign(t - 0.3) - np.sign(0.72 - t)


def doppler_function(t: FloatArray) -> FloatArray:
    """Return the oscillation of falling frequency at t in [0, 1]."""
    return np.sqrt(t * (1.0 - t)) * np.sin(2.1 * np.pi / (t + 0.05))


FUNCTIONS = {
    "blocks": blocks_function,
    "bumps": bumps_function,
    "heavisine": heavisine_function,
    "doppler": doppler_function,
}


def donoho_johnstone(
    key: str, n: int = 256, *, noise: float = 1.0, spread: float = 7.0, seed: int = 1994
) -> Signal:
    """Return one of the four test functions with noise.

    Parameters
    ----------
    key : {"blocks", "bumps", "heavisine", "doppler"}
        Which.
    n : int
        Number of samples, at 1/n, 2/n, …, 1.
    noise : float
        Standard deviation of the Gaussian noise.
    spread : float
        Standard deviation the function itself is scaled to; with the defaults the
        signal-to-noise ratio is 7, as in the paper.
    seed : int
        Of the noise.

    Raises
    ------
    SignalError
        If there is no such function, or n < 2.
    """
    if key not in FUNCTIONS:
        raise SignalError(f"There is no test function {key}: choose {', '.join(FUNCTIONS)}.")
    if n < 2:
        raise SignalError(f"A test function needs at least 2 samples, not {n}.")
    t = np.arange(1, n + 1) / n
    f = FUNCTIONS[key](t)
    scale = float(f.std())
    f = f * (spread / scale) if scale > 0 else f
    y = f + noise * np.random.default_rng(seed).standard_normal(n)
    return Signal(t, y, x_name="t", name=key.capitalize(), source="Donoho and Johnstone (1994)")


def square_wave(runs: int = 4, length: int = 8) -> Signal:
    """Return ±1 in runs of equal length, starting with +1 (manual, Closed forms).

    Parameters
    ----------
    runs : int
        Number k of runs.
    length : int
        Samples r in each.

    Raises
    ------
    SignalError
        If either is below 1.
    """
    if runs < 1 or length < 1:
        raise SignalError("A square wave needs at least one run of at least one sample.")
    y = np.repeat(np.where(np.arange(runs) % 2 == 0, 1.0, -1.0), length)
    return Signal(np.arange(y.size), y, x_name="n", name="Square wave", source="a formula")


def paper_six() -> Signal:
    """Return the six points for which depth 3 halves the norm (manual, Closed forms)."""
    return _paper((0, 4, 5, 7, 10, 11), (0, 0, 0, 2, 3, 3), "Six points")


def paper_four() -> Signal:
    """Return the four points on which norms 3/2 (L=2) and 3/4 (L ≥ 3) are known."""
    return _paper((0, 2, 6, 7), (0, 0, 3, 3), "Four points")


def saddle(n: int = 80, *, noise: float = 0.05, seed: int = 2403) -> Signal:
    """Return u·v with noise, scattered over the square |u|, |v| ≤ 1.

    Parameters
    ----------
    n : int
        Number of points.
    noise : float
        Standard deviation of the Gaussian noise.
    seed : int
        Of the points and the noise.
    """
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1.0, 1.0, (n, 2))
    y = x[:, 0] * x[:, 1] + noise * rng.standard_normal(n)
    return Signal(x, y, x_name=("u", "v"), y_name="height", name="Saddle", source="a formula")


def two_effects(n: int = 120, *, noise: float = 0.1, seed: int = 2403) -> Signal:
    """Return |u - 4| + 2 sin(v) with noise: a sum of one function of each column.

    Parameters
    ----------
    n : int
        Number of rows, u in [0, 10] and v in [-3, 3].
    noise : float
        Standard deviation of the Gaussian noise.
    seed : int
        Of the rows and the noise.
    """
    rng = np.random.default_rng(seed)
    x = rng.uniform((0.0, -3.0), (10.0, 3.0), (n, 2))
    y = np.abs(x[:, 0] - 4.0) + 2.0 * np.sin(x[:, 1]) + noise * rng.standard_normal(n)
    return Signal(x, y, x_name=("u", "v"), y_name="y", name="Two effects", source="a formula")


def _paper(x: tuple[int, ...], y: tuple[int, ...], name: str) -> Signal:
    return Signal(x, y, name=name, source="Zeger et al. (2024), arXiv 2403.01046")
