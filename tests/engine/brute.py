"""Brute force over explicit units, which shares no code with `mirrors_engine.dictionaries`.

Every hidden layer is (a_plus, a_minus), the slopes right and left of zero, or ("step",
right, left). A unit is (layers, signs, biases); a vertex is a choice of biases that
makes as many pre-activations zero as there are hidden layers (manual, Vertices).
"""

from __future__ import annotations

import itertools
from typing import Any

import cvxpy as cp
import numpy as np

from mirrors_engine import Architecture, Signal

RELU, ABS = (1.0, 0.0), (1.0, -1.0)

NETS = {
    "relu2": Architecture("relu", 2),
    "leaky2": Architecture("leaky", 2, negative_slope=0.3),
    "abs2": Architecture("abs", 2),
    "piecewise2": Architecture("piecewise", 2, slopes=(1.5, -0.5)),
    "piecewise2neg": Architecture("piecewise", 2, slopes=(-0.4, -2.0)),
    "relu3": Architecture("relu", 3),
    "relu4": Architecture("relu", 4),
    "abs3": Architecture("abs", 3),
    "symmetrized3": Architecture("symmetrized", 3),
    "leaky3": Architecture("leaky", 3, negative_slope=0.3),
    "piecewise3": Architecture("piecewise", 3, slopes=(1.5, -0.5)),
    "abs4": Architecture("abs", 4),
    "symmetrized4": Architecture("symmetrized", 4),
    "sign2": Architecture("sign", 2),
    "threshold2": Architecture("threshold", 2),
}

LAYERS: dict[str, tuple] = {
    "relu2": (RELU,),
    "leaky2": ((1.0, 0.3),),
    "abs2": (ABS,),
    "piecewise2": ((1.5, -0.5),),
    "piecewise2neg": ((-0.4, -2.0),),
    "relu3": (RELU, RELU),
    "relu4": (RELU, RELU, RELU),
    "abs3": (ABS, ABS),
    "symmetrized3": (ABS, RELU),
    "leaky3": ((1.0, 0.3), (1.0, 0.3)),
    "piecewise3": ((1.5, -0.5), (1.5, -0.5)),
    "abs4": (ABS, ABS, ABS),
    "symmetrized4": (ABS, ABS, RELU),
    "sign2": (("step", 1.0, -1.0),),
    "threshold2": (("step", 1.0, 0.0),),
}
CONTINUOUS = [name for name in NETS if LAYERS[name][0][0] != "step"]
TWO_LAYER = ["relu2", "leaky2", "abs2", "piecewise2", "piecewise2neg"]

Unit = tuple[tuple, tuple[float, ...], tuple[float, ...]]


def apply(layer: tuple, u: np.ndarray) -> np.ndarray:
    """One activation, from its two slopes or two values."""
    if layer[0] == "step":
        return np.where(u >= 0, layer[1], layer[2])
    return layer[0] * np.maximum(u, 0) - layer[1] * np.maximum(-u, 0)


def evaluate(unit: Unit, t: np.ndarray) -> np.ndarray:
    """The unit as a function, layer by layer."""
    h = np.asarray(t, dtype=float)
    for layer, sign, bias in zip(*unit, strict=True):
        h = apply(layer, sign * h + bias)
    return h


def vertex_units(layers: tuple, x: np.ndarray) -> list[Unit]:
    """Units with unit-size weights at every vertex, and more: any bias is legitimate."""
    units: list[Unit] = []
    for signs in itertools.product((1.0, -1.0), repeat=len(layers)):
        if len(layers) == 3 and ABS in layers:
            if signs[:2] == (1.0, 1.0):  # |·| forgets the signs of its input
                units += [(layers, signs, biases) for biases in folds(layers, signs, x)]
            continue
        partial: list[tuple[float, ...]] = [()]
        for depth in range(len(layers)):
            longer = []
            for biases in partial:
                u = signs[depth] * evaluate((layers[:depth], signs[:depth], biases), x)
                values = list(-u)
                if depth == 0 and len(layers) == 2:
                    values += equalisers(layers[0], u)
                longer += [(*biases, float(b)) for b in np.unique(values)]
            partial = longer
        units += [(layers, signs, biases) for biases in partial]
    return units


def equalisers(layer: tuple, u: np.ndarray) -> list[float]:
    """Biases that give two samples the same value on different sides of zero."""
    a_plus, a_minus = layer
    pairs = itertools.permutations(u, 2)
    return [-(a_plus * high - a_minus * low) / (a_plus - a_minus) for high, low in pairs]


def folds(layers: tuple, signs: tuple, x: np.ndarray) -> list[tuple[float, ...]]:
    """Biases of three layers, two of them |·|, by the five patterns of zero conditions."""
    pairs = list(itertools.combinations(range(len(x)), 2))
    found: set[tuple[float, float]] = set()
    # one zero in the first layer, or a pair made equal there; then the same in the second
    for centre in {*x.tolist(), *(0.5 * (x[i] + x[k]) for i, k in pairs)}:
        h = np.abs(x - centre)
        found |= {(centre, level) for level in h.tolist()}
        found |= {(centre, float(0.5 * (h[i] + h[k]))) for i, k in pairs}
    # a zero of the second layer at i with a pair made equal by it: h_j + h_k = 2h_i
    for i in range(len(x)):
        for j, k in pairs:
            for e_i, e_j, e_k in itertools.product((1, -1), repeat=3):
                if e_j + e_k - 2 * e_i:
                    a = (e_j * x[j] + e_k * x[k] - 2 * e_i * x[i]) / (e_j + e_k - 2 * e_i)
                    found.add((float(a), float(abs(x[i] - a))))
    units = []
    for centre, level in found:
        w = np.abs(np.abs(x - centre) - level)
        units += [(-centre, -level, float(b)) for b in np.unique(-signs[2] * w)]
    return units


def random_units(layers: tuple, x: np.ndarray, rng: np.random.Generator, count: int) -> list[Unit]:
    """Units with random signs and random biases around the zeros of every layer."""
    units = []
    spread = float(np.ptp(x)) or 1.0
    for _ in range(count):
        signs, biases, h = [], [], x
        for layer in layers:
            sign = float(rng.choice((-1.0, 1.0)))
            u = sign * h
            low, high = float(u.min()) - 0.2 * spread, float(u.max()) + 0.2 * spread
            bias = -float(rng.uniform(low, high))
            h = apply(layer, u + bias)
            signs.append(sign)
            biases.append(bias)
        units.append((layers, tuple(signs), tuple(biases)))
    return units


def matrix(units: list[Unit], x: np.ndarray) -> np.ndarray:
    """One column per unit."""
    return np.array([evaluate(unit, x) for unit in units]).T


def dictionary(name: str, x: np.ndarray) -> np.ndarray:
    """All columns of a network at the samples, equal ones (up to a constant) once."""
    full = matrix(vertex_units(LAYERS[name], x), x)
    shape = full - full.mean(axis=0)
    size = np.abs(shape).max(initial=0.0)
    _, first = np.unique(np.round(shape / (size or 1.0), 13), axis=1, return_index=True)
    return full[:, np.sort(first)]


def dual_norm(columns: np.ndarray, v: np.ndarray) -> float:
    """max_j |A_jᵀv|."""
    return float(np.abs(columns.T @ v).max(initial=0.0))


def balanced(v: np.ndarray, w: np.ndarray | None = None) -> np.ndarray:
    """v with 1ᵀv = 0."""
    w = np.ones_like(v) if w is None else w
    return v - w * (v.sum() / w.sum())


def vectors(n: int, count: int) -> list[np.ndarray]:
    """Random balanced vectors, and integer ones that produce ties."""
    rng = np.random.default_rng(n)
    smooth = [balanced(rng.standard_normal(n)) for _ in range(count)]
    tied = [rng.integers(-1, 2, n).astype(float) for _ in range(count)]
    for v in tied:
        v[-1] -= v.sum()
    return smooth + tied


def scale_of(dictionary: Any) -> float:
    """What a correlation of the dictionary is in the user's units of x."""
    return dictionary.grid.half**dictionary.degree


def lam_max(columns: np.ndarray, y: np.ndarray, w: np.ndarray) -> float:
    """Smallest λ with a constant fit, densely."""
    return dual_norm(columns, balanced(w * (y - np.average(y, weights=w)), w))


def solve(problem: Any) -> None:
    """Clarabel with tight tolerances."""
    problem.solve(
        solver=cp.CLARABEL, tol_gap_abs=1e-13, tol_gap_rel=1e-13, tol_feas=1e-13, max_iter=200
    )


def lasso(
    columns: np.ndarray, y: np.ndarray, w: np.ndarray, lam: float
) -> tuple[float, float, np.ndarray]:
    """Upper and lower bound on ½Σω(Az + ξ - y)² + λ||z||₁ from an interior point, and the fit."""
    z, xi = cp.Variable(columns.shape[1]), cp.Variable()
    root = np.sqrt(w)
    loss = 0.5 * cp.sum_squares(cp.multiply(root, columns @ z + xi - y))
    solve(cp.Problem(cp.Minimize(loss + lam * cp.norm1(z))))
    fit = columns @ z.value
    fit = fit + float(w @ (y - fit)) / float(w.sum())
    r = w * (y - fit)
    upper = 0.5 * float(r @ (y - fit)) + lam * float(np.abs(z.value).sum())
    u = balanced(r, w)
    u = u * min(1.0, lam / dual_norm(columns, u))
    centred = y - np.average(y, weights=w)
    return upper, float(u @ centred - 0.5 * u @ (u / w)), fit


def keyed(result: Any) -> dict[tuple[int, ...], float]:
    """The active weights by key."""
    pairs = zip(result.features, result.weights, strict=True)
    return {feature.key: float(z) for feature, z in pairs}


def random_signal(seed: int, n: int, weights: bool = False, duplicates: bool = False) -> Signal:
    """Noisy data in general position."""
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(-2, 3, n))
    y = np.sin(2 * x) + 0.5 * rng.standard_normal(n)
    return with_rows(rng, x, y, weights, duplicates)


def with_rows(
    rng: np.random.Generator, x: np.ndarray, y: np.ndarray, weights: bool, duplicates: bool
) -> Signal:
    """These samples, with weights of many sizes and with further rows at half of the x."""
    n = len(x)
    w = rng.uniform(0.2, 3, n) if weights else np.ones(n)
    if duplicates:
        x = np.concatenate((x, x[: n // 2]))
        y = np.concatenate((y, y[: n // 2] + rng.standard_normal(n // 2)))
        w = np.concatenate((w, rng.uniform(0.2, 3, n // 2)))
    return Signal(x, y, w)
