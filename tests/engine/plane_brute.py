"""Brute force over units of the plane, which shares no code with `mirrors_engine.dictionaries`.

Lines come from cross products point by point, dichotomies from linear programs.
"""

from __future__ import annotations

import itertools

import brute
import numpy as np
import pytest
from scipy.optimize import linprog

from mirrors_engine import Architecture, Signal

SLOPES = {
    "relu": (1.0, 0.0),
    "leaky": (1.0, 0.3),
    "abs": (1.0, -1.0),
    "piecewise": (1.5, -0.5),
    "negative": (-0.4, -2.0),
    "symmetrized": (1.0, 0.0),
}
STEPS = {"sign": ("step", 1.0, -1.0), "threshold": ("step", 1.0, 0.0)}
LAYER = {**SLOPES, **STEPS}
NETS = {
    "relu": Architecture("relu", inputs="plane"),
    "leaky": Architecture("leaky", negative_slope=0.3, inputs="plane"),
    "abs": Architecture("abs", inputs="plane"),
    "piecewise": Architecture("piecewise", slopes=(1.5, -0.5), inputs="plane"),
    "negative": Architecture("piecewise", slopes=(-0.4, -2.0), inputs="plane"),
    "symmetrized": Architecture("symmetrized", inputs="plane"),
    "sign": Architecture("sign", inputs="plane"),
    "threshold": Architecture("threshold", inputs="plane"),
}


def clouds() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(3)
    s = np.linspace(-1, 2, 6)
    grid = np.array(list(itertools.product(range(3), range(3))), dtype=float)
    around = 2 * np.pi * np.arange(7) / 7
    pairs = rng.uniform(-1, 1, (4, 2))
    return {
        "one": np.array([[3.0, 4.0]]),
        "two": np.array([[0.0, 1.0], [2.0, -1.0]]),
        "triangle": np.array([[0.0, 0.0], [1.0, 3.0], [4.0, 1.0]]),
        "random": rng.uniform(-2, 3, (8, 2)),
        "flat": rng.uniform(-1, 1, (7, 2)) * np.array([1.0, 1e-3]),
        "grid": grid,
        "decimal grid": 0.1 * grid + np.array([0.3, -0.7]),
        "far grid": grid + np.array([1e6, -3e6]),
        "line": np.column_stack((s, 0.3 * s - 1)),
        "horizontal": np.column_stack((s, np.full(6, 2.0))),
        "vertical": np.column_stack((np.full(6, -1.0), s)),
        "circle": np.column_stack((np.cos(around), np.sin(around))),
        "cross": np.array([[-2, 0], [-1, 0], [0, -2], [0, -1], [0, 0], [0, 2], [1, 0]], float),
        "pairs": np.concatenate((pairs, pairs + 1e-2 * rng.uniform(-1, 1, (4, 2)))),
        "clusters": np.concatenate((pairs, pairs + 1e-6 * rng.uniform(-1, 1, (4, 2)))),
    }


CLOUDS = {name: x[np.lexsort(x.T[::-1])] for name, x in clouds().items()}
ALL = pytest.mark.parametrize("name", NETS)
CASES = pytest.mark.parametrize(
    ("name", "x"),
    [
        pytest.param(n, x, id=f"{n}-{c}")
        for n in NETS
        for c, x in CLOUDS.items()
        # margins of 1e-12 are too narrow for the linear programs of the brute force
        if not (n in STEPS and c == "clusters")
    ],
)


def dichotomies(x: np.ndarray) -> set[frozenset[int]]:
    """Sides, without point 0, of all ways a line can part the points: a program for each."""
    n = len(x)
    centred = (x - x.mean(axis=0)) / max(float(np.abs(x - x.mean(axis=0)).max()), 1e-300)
    found = set()
    for bits in itertools.product((-1.0, 1.0), repeat=n - 1):
        signs = np.array((-1.0, *bits))
        if (signs < 0).all():
            continue
        # widest margin in the box |w|, |b| <= 1: 0 if no line parts them
        rows = -signs[:, None] * np.column_stack((centred, np.ones(n)))
        answer = linprog(
            (0, 0, 0, -1),
            A_ub=np.column_stack((rows, np.ones(n))),
            b_ub=np.zeros(n),
            bounds=[(-1, 1), (-1, 1), (-3, 3), (None, 1)],
        )
        if answer.x[3] > 1e-8:
            found.add(frozenset(np.flatnonzero(signs > 0).tolist()))
    return found


def columns(name: str, x: np.ndarray) -> np.ndarray:
    """All features at the samples, by brute force."""
    layer = LAYER[name]
    if name in STEPS:
        sides = np.array([[k in side for k in range(len(x))] for side in dichotomies(x)])
        return np.where(sides, layer[1], layer[2]).T.reshape(len(x), -1)
    units = []
    for i, j in itertools.combinations(range(len(x)), 2):
        d = x[j] - x[i]
        units.append((np.array((d[1], -d[0])) / np.abs(d).sum(), x[i]))
    for p in x:
        units += [(np.array((1.0, 0.0)), p), (np.array((0.0, 1.0)), p)]
    return np.array(
        [brute.apply(layer, s * ((x - p) @ w)) for w, p in units for s in (1.0, -1.0)]
    ).T


def random_columns(name: str, x: np.ndarray, rng: np.random.Generator, count: int) -> np.ndarray:
    """Units with random |w|₁ = 1 and a kink or switch line through the cloud."""
    w = rng.laplace(size=(count, 2))
    w /= np.abs(w).sum(axis=1, keepdims=True)
    anchors = x[rng.integers(len(x), size=count)]
    room = rng.standard_normal((count, 2)) * np.ptp(x, axis=0) * rng.choice((0.0, 0.1, 1.0))
    u = (x - x[0]) @ w.T - ((anchors - x[0] + room) * w).sum(axis=1)
    return brute.apply(LAYER[name], u)


def cloud(seed: int, n: int = 12, weights: bool = False, duplicates: bool = False) -> Signal:
    rng = np.random.default_rng(seed)
    x = rng.uniform(-2, 3, (n, 2))
    y = np.abs(x[:, 0] - 0.4 * x[:, 1]) + (x[:, 1] > 0.3) + 0.3 * rng.standard_normal(n)
    return brute.with_rows(rng, x, y, weights, duplicates)
