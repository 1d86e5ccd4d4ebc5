"""Long checks of the search over folds: `python -m tests.fuzz_folds [--n 10000] [--seed 0]`.

A fit of three layers against an own loop over every W-shape; hard samples and values; random
climbs over the biases of four and five layers, which must not get above λ.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time

import numpy as np

from mirrors_engine import Architecture, Problem, Signal

XS = ("uniform", "equispaced", "cluster6", "cluster9", "lognormal", "duplicates")
YS = ("smooth", "jumps", "outliers", "noise", "pieces")


def samples(kind: str, n: int, rng: np.random.Generator) -> np.ndarray:
    """Places of one kind, sorted."""
    if kind == "equispaced":
        return np.arange(n) / (n - 1)
    if kind.startswith("cluster"):
        return np.sort(rng.integers(0, 20, n) / 20 + 10.0 ** -int(kind[-1]) * rng.random(n))
    if kind == "lognormal":
        x = np.cumsum(np.exp(4 * rng.standard_normal(n)))
        return (x - x[0]) / (x[-1] - x[0])
    x = np.sort(rng.random(n))
    return np.round(x, 2) if kind == "duplicates" else x


def values(kind: str, x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Values of one kind."""
    if kind == "smooth":
        return np.sin(8 * x)
    if kind == "pieces":
        return np.floor(5 * x)
    y = np.sin(8 * x) + 0.5 * (x > 0.5) + 0.1 * rng.standard_normal(len(x))
    if kind == "jumps":
        y += 1000.0 * (x > 0.3) - 3000.0 * (x > 0.7)
    if kind == "outliers":
        y += 100.0 * (rng.random(len(x)) < 0.01) * rng.standard_normal(len(x))
    return y


def fitted(x: np.ndarray, y: np.ndarray, net: Architecture, ratio: float) -> tuple:
    """Samples from 0 to 1 and a feasible dual point over λ there, the result and its time."""
    began = time.process_time()
    problem = Problem(Signal(x, y), net)
    result = problem.solve(lam_ratio=ratio)
    seconds = time.process_time() - began
    distinct = result.signal.x
    length = distinct[-1] - distinct[0]
    v = result.certificate.dual_point * (length / result.lam)
    return (distinct - distinct[0]) / length, v - v.mean(), result, seconds


def every_w(s: np.ndarray, v: np.ndarray) -> float:
    """max |vᵀ||x - a| - h|| over all reflections and midpoints, kink by kink."""
    order = v.astype(np.longdouble)
    weight = np.append(np.cumsum(order[::-1])[::-1], 0)
    moment = np.append(np.cumsum((order * s)[::-1])[::-1], 0)
    phi = (moment[:-1] - s * weight[:-1]).astype(float)
    line, best = float(moment[0]), 0.0
    for j, a in enumerate(s):
        mirrored = np.interp(2 * a - s, s, phi)
        best = max(best, float(np.abs(2 * (phi + mirrored - phi[j]) - line).max()))
        middle = np.interp(0.5 * (a + s[j:]), s, phi)
        best = max(best, float(np.abs(2 * (phi[j] + phi[j:] - middle) - line).max()))
    return best


def climb(s: np.ndarray, v: np.ndarray, folds: int, rng: np.random.Generator) -> float:
    """The best correlation on a way up from random biases, by the samples themselves."""
    a, step, best = rng.random(folds) * [1, *[0.5] * (folds - 1)], 0.1, 0.0
    while step > 1e-7:
        tries = np.vstack((a, a + step * rng.standard_normal((30, folds))))
        h = s[:, None] - tries[:, 0]
        for bias in tries.T[1:]:
            h = np.abs(h) - bias
        reached = np.abs(v @ np.abs(h))
        at = int(reached.argmax())
        best, a, step = float(reached[at]), tries[at], step if at else 0.6 * step
    return best


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz_folds", description=__doc__)
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--climbs", type=int, default=200)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    bad = 0

    def say(text: str, fine: bool) -> None:
        nonlocal bad
        bad += not fine
        print(f"{'ok ' if fine else 'BAD'} {text}", flush=True)

    x = samples("uniform", options.n, rng)
    s, v, result, seconds = fitted(x, values("noise", x, rng), Architecture("abs", 3), 0.01)
    excess = every_w(s, v) - 1
    say(
        f"3 layers, N = {options.n}: {seconds:.2f} s, every W-shape: max/λ - 1 = {excess:.0e}",
        result.certified and excess <= 1e-10,
    )
    for layers, n in ((4, 150), (5, 60)):
        x = samples("uniform", n, rng)
        s, v, result, seconds = fitted(x, values("noise", x, rng), Architecture("abs", layers), 0.1)
        top = max(climb(s, v, layers - 1, rng) for _ in range(options.climbs))
        say(
            f"{layers} layers, N = {n}: {seconds:.2f} s, {options.climbs} climbs reach {top:.6f} λ",
            result.certified and 0.9 <= top <= 1 + 1e-9,
        )
    for (layers, n), x_kind, y_kind in itertools.product(((3, 2000), (4, 100)), XS, YS):
        x = samples(x_kind, n, rng)
        net = Architecture("abs", layers)
        s, v, result, seconds = fitted(x, values(y_kind, x, rng), net, 0.01)
        note, fine = "", result.certified
        if layers == 3:
            excess = every_w(s, v) - 1
            note, fine = f", every W: {excess:.0e}", fine and excess <= 1e-9
        say(
            f"{layers} layers, N = {len(s)}, {x_kind}, {y_kind}: {seconds:.2f} s, "
            f"gap {result.gap:.0e}{note}",
            fine,
        )
    print(f"{bad} bad")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
