"""The solver over the values of the fit on hard signals, against cvxpy and both ways along λ.

    python -m tests.fuzz_kinks --n 200 --seed 0
    python -m tests.fuzz_kinks --costs --n 200 --seed 0     # every loss, weights of any size

The oracle is the N-variable problem with the closed forms of the norm, by Clarabel.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator

import cvxpy as cp
import numpy as np

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.solvers import nodal
from tests.nodal_oracle import LOSSES, faults_of, optimum

NETS = {
    "relu2": Architecture("relu", 2),
    "abs2": Architecture("abs", 2),
    "leaky2": Architecture("leaky", 2, negative_slope=0.1),
    "folding": Architecture("piecewise", 2, slopes=(1.0, -0.5)),
    "rising": Architecture("piecewise", 2, slopes=(2.0, 0.7)),
    "falling": Architecture("piecewise", 2, slopes=(-0.4, -2.0)),
    "relu3": Architecture("relu", 3),
    "relu5": Architecture("relu", 5),
    "one side": Architecture("piecewise", 3, slopes=(0.0, 0.5)),
    "relu2 skip": Architecture("relu", 2, skip=True),
    "folding skip": Architecture("piecewise", 2, slopes=(1.0, -0.5), skip=True),
    "relu3 skip": Architecture("relu", 3, skip=True),
    "one side skip": Architecture("piecewise", 3, slopes=(0.0, 0.5), skip=True),
}
KINDS = (
    "noise", "square", "even square", "growing", "smooth growing", "clusters", "line",
    "plateau", "outlier", "walk", "sine",
)  # fmt: skip

# with a free line and one or two clusters no dual point in floats meets |A_jᵀu| ≤ λ any better
BEYOND = "no floats prove it"


def signal(kind: str, n: int, rng: np.random.Generator) -> Signal:
    """One signal; half of them with weights."""
    x = np.sort(rng.random(n))
    if kind == "noise":
        y = rng.standard_normal(n)
    elif kind == "square":
        y = x**2
    elif kind == "even square":
        x = np.arange(float(n))
        y = x**2
    elif kind == "growing":
        x = np.cumsum(np.geomspace(1, 1e12, n))
        y = rng.standard_normal(n)
    elif kind == "smooth growing":
        x = np.cumsum(np.geomspace(1, 1e6, n))
        y = np.sin(3 * np.log(x))
    elif kind == "clusters":
        x = np.sort((np.arange(-(-n // 4))[:, None] + 1e-9 * np.arange(4)).ravel()[:n])
        y = rng.standard_normal(n)
    elif kind == "line":
        y = 3 * x + np.abs(x - 0.4)
    elif kind == "plateau":
        x = np.arange(float(n))
        y = np.arange(n) % 2.0
    elif kind == "outlier":
        y = 3 * x
        y[n // 3] += 1e12
    elif kind == "walk":
        y = np.cumsum(rng.standard_normal(n))
    else:
        x = np.linspace(0, 1, n)
        y = np.sin(2 * np.pi * n / 20 * x)
    w = rng.random(n) + 0.2 if rng.random() < 0.5 else None
    return Signal(x, y, w)


def faults(n: int, seed: int) -> Iterator[tuple[str, str]]:
    """(what was tried, what went wrong or "")."""
    rng = np.random.default_rng(seed)
    for trial in range(n):
        kind, name = str(rng.choice(KINDS)), str(rng.choice(list(NETS)))
        size = int(rng.choice([4, 5, 8, 20, 60, 200, 400]))
        data = signal(kind, size, rng)
        problem = Problem(data, NETS[name])
        ratio = float(10 ** rng.uniform(-5, -0.05))
        if problem.lam_max == 0:  # a line
            continue
        said = f"{trial} {name} {kind} N={size} ratio={ratio:.2e}"
        lam = ratio * problem.lam_max
        scaled = problem.to_scaled_lam(lam)
        found = nodal.solve(problem.scaled, scaled, None, lambda *_: None)
        if found is None:
            yield said, "declined"
            continue
        kept = nodal.applies(problem.dictionary)  # clusters go by the working set
        result = problem.result_of(lam, found, 0.0) if kept else problem.solve(lam)
        u = result.certificate.dual_point / problem.units.dual
        digits = 4 * np.finfo(float).eps * float(np.abs(u).sum()) / scaled
        if not result.certified and result.gap <= digits:
            yield said, BEYOND
            continue
        wrong = "" if result.certified else f"gap {result.gap:.1e}"
        value = (result.objective - problem.units.constant) / problem.units.value
        if kind not in ("growing", "smooth growing", "clusters", "outlier"):
            try:
                t, y, w = problem.dictionary.grid.t, problem.scaled.y, problem.scaled.w
                exact, _ = optimum(NETS[name], t, y, w, scaled)
            except cp.SolverError:
                exact = value
            if not -1e-3 < (value - exact) / abs(exact) < 1e-6:  # it may be the better one
                wrong += f" value {value:.9g}, cvxpy {exact:.9g}"
        other = problem.solve(1.1 * lam) if ratio < 0.9 else None
        below = problem.solve(0.9 * lam)
        answers = [problem.solve(lam, start=start) for start in (None, other, below)]
        size_of = float(np.abs(answers[0].weights).sum())
        names = [dict(zip((f.key for f in a.features), a.weights, strict=True)) for a in answers]
        for way in names[1:]:
            apart = max(
                (abs(way.get(k, 0.0) - names[0].get(k, 0.0)) for k in {*way, *names[0]}),
                default=0.0,
            )
            if apart > 1e-7 * size_of:
                wrong += f" ways differ by {apart / size_of:.1e}"
        yield said, wrong


def of_costs(n: int, seed: int) -> Iterator[tuple[str, str]]:
    """Every loss at up to 400 samples, its value by cvxpy and its proof by the whole dictionary."""
    rng = np.random.default_rng(seed)
    for trial in range(n):
        kind = str(rng.choice(["noise", "square", "walk", "sine", "line"]))
        name, loss = str(rng.choice(list(NETS))), str(rng.choice(LOSSES))
        size = int(rng.choice([5, 20, 60, 150] if NETS[name].layers > 2 else [5, 20, 60, 400]))
        data = signal(kind, size, rng)
        x, y = data.x, data.y
        w = 10 ** (rng.choice([0.0, 0.5, 2.0, 4.0]) * rng.uniform(-1, 1, size))
        options: dict[str, float] = {}
        if loss == "logistic":
            y = np.where(rng.random(size) < 0.8, np.where(y > np.median(y), 1.0, -1.0), -1.0)
            y[[0, 1, -2, -1]] = 1.0, -1.0, 1.0, -1.0  # no line separates them
        elif loss == "huber":
            options = {"delta": float(10 ** rng.uniform(-2, 0) * np.ptp(y))}
        elif loss == "quantile":
            options = {"quantile": float(rng.choice([0.5, 0.9, 0.1]))}
        problem = Problem(Signal(x, y, w), NETS[name], loss, **options)
        ratio = float(10 ** rng.uniform(-4, -0.05))
        if problem.lam_max == 0 or not nodal.applies(problem.dictionary):
            continue
        said = f"{trial} {name} {loss} {kind} N={size} ratio={ratio:.2e} {options}"
        result = problem.solve(lam_ratio=ratio)
        yield said, faults_of(result, NETS[name], x, y, w, loss, **options)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--costs", action="store_true", help="every loss instead")
    options = parser.parse_args()
    tried = of_costs if options.costs else faults
    began, count = time.process_time(), 0
    bad = declined = beyond = 0
    for said, wrong in tried(options.n, options.seed):
        count += 1
        declined += wrong == "declined"
        beyond += wrong == BEYOND
        if wrong:
            bad += wrong not in ("declined", BEYOND)
            print(said, wrong, flush=True)
    seconds = time.process_time() - began
    print(
        f"{count} problems, {bad} faults, {declined} left to the working set, "
        f"{beyond} that no floats prove, {seconds:.0f} s"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
