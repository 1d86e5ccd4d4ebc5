"""`make bench`: our time and gap beside the peers', in one run, one table.

Every peer gets the dense dictionary, already built, centred and in Fortran order, its best
settings and a time limit; its gap is measured by our certificate. The floor is the time of
one pricing pass, which no certificate can do without. Written to out/bench.json as well.
"""

from __future__ import annotations

import importlib.metadata
import json
import multiprocessing
import os
import platform
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.certificate import certify

LIMIT = float(os.environ.get("BENCH_LIMIT", 60))  # seconds a peer may take on one problem
DENSE_BYTES = 2 << 30
RATIO = 1e-2
CASES = (
    ("relu", 2, (100, 500, 1000)),
    ("relu", 3, (100,)),
    ("abs", 3, (100, 150)),
    ("sign", 2, (500,)),
)
GROWTH = (
    ("relu", 2, (1000, 10_000, 100_000, 1_000_000)),
    ("relu", 3, (1000, 10_000, 100_000, 1_000_000)),
    ("abs", 3, (300, 1000, 3000, 5000)),
    ("abs", 4, (50, 100)),
    ("sign", 2, (1000, 10_000)),
)
TICKS = (("relu", 2, 1000), ("abs", 3, 300))


def signal(n: int) -> Signal:
    """n noisy samples of a sine with a jump."""
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(0, 1, n))
    return Signal(x, np.sin(6 * x) + 0.7 * (x > 0.6) + 0.2 * rng.standard_normal(n))


def dense(problem: Problem) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Keys, centred columns, centred target and λ, in scaled units."""
    keys = problem.dictionary.all_keys()
    columns = problem.dictionary.columns(keys)
    columns -= columns.mean(axis=0)
    lam = RATIO * problem.lam_max / problem._lam_scale
    return keys, np.asfortranarray(columns), problem.scaled.centred, lam


def scikit_learn(a: np.ndarray, y: np.ndarray, lam: float) -> np.ndarray:
    from sklearn.linear_model import Lasso

    model = Lasso(alpha=lam / len(y), fit_intercept=False, max_iter=20_000, tol=1e-12)
    return model.fit(a, y).coef_


def celer(a: np.ndarray, y: np.ndarray, lam: float) -> np.ndarray:
    from celer import Lasso

    model = Lasso(
        alpha=lam / len(y), fit_intercept=False, max_iter=500, max_epochs=100_000, tol=1e-12
    )
    return model.fit(a, y).coef_


def skglm(a: np.ndarray, y: np.ndarray, lam: float) -> np.ndarray:
    from skglm import Lasso

    model = Lasso(
        alpha=lam / len(y), fit_intercept=False, max_iter=500, max_epochs=100_000, tol=1e-12
    )
    return model.fit(a, y).coef_


def clarabel(a: np.ndarray, y: np.ndarray, lam: float) -> np.ndarray:
    import cvxpy

    z = cvxpy.Variable(a.shape[1])
    r = cvxpy.Variable(len(y))
    goal = 0.5 * cvxpy.sum_squares(r) + lam * cvxpy.norm1(z)
    cvxpy.Problem(cvxpy.Minimize(goal), [r == y - a @ z]).solve(
        solver="CLARABEL", tol_gap_abs=1e-12, tol_gap_rel=1e-12, tol_feas=1e-12
    )
    return np.asarray(z.value)


PEERS: dict[str, Callable[[np.ndarray, np.ndarray, float], np.ndarray]] = {
    "scikit-learn": scikit_learn,
    "celer": celer,
    "skglm": skglm,
    "clarabel": clarabel,
}


def _peer(pipe: Any, name: str, activation: str, layers: int, n: int) -> None:
    warnings.simplefilter("ignore")
    problem = Problem(signal(n), Architecture(activation, layers))
    keys, a, y, lam = dense(problem)
    solve = PEERS[name]
    solve(a[:, :2].copy(order="F"), y, lam)  # compilation and imports are not counted
    began = time.perf_counter()
    z = solve(a, y, lam)
    seconds = time.perf_counter() - began
    support = np.flatnonzero(z)
    columns = problem.dictionary.columns(keys[support])
    intercept = float((y - columns @ z[support]).mean())
    proof = certify(
        problem.dictionary, y, problem.scaled.w, lam, intercept, keys[support], z[support]
    )
    pipe.send((seconds, proof.gap))


def peer(name: str, activation: str, layers: int, n: int) -> tuple[float, float] | None:
    """Seconds and gap of a peer in a process of its own; None past the limit."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(
        target=_peer, args=(there, name, activation, layers, n)
    )
    process.start()
    there.close()
    answer = None
    try:
        if here.poll(LIMIT + 30):
            answer = here.recv()
    except EOFError:
        answer = None  # the peer failed; it is shown as no answer
    process.kill()
    process.join()
    return answer


def ours(activation: str, layers: int, n: int) -> dict[str, Any]:
    """Cold solve, gap, features and the floor."""
    problem = Problem(signal(n), Architecture(activation, layers))
    problem.lam_max  # noqa: B018 - also warms the caches of NumPy
    v = problem.scaled.w * problem.scaled.centred
    passes = [_timed(lambda: problem.dictionary.price(v)) for _ in range(3)]
    results = []
    seconds = [_timed(lambda: results.append(problem.solve(lam_ratio=RATIO))) for _ in range(3)]
    result = results[-1]
    return {
        "network": result.architecture.describe(),
        "n": n,
        "features": problem.dictionary_size,
        "used": len(result.weights),
        "seconds": float(np.median(seconds)),
        "floor": min(passes),
        "gap": result.gap,
        "solver": result.solver,
    }


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def ticks(activation: str, layers: int, n: int) -> dict[str, Any]:
    """200 slider moves from λ_max to 1e-4 λ_max, each started from the one before."""
    problem = Problem(signal(n), Architecture(activation, layers))
    problem.solve(lam_ratio=0.5)
    seconds, result = [], None
    for ratio in np.geomspace(1, 1e-4 if layers == 2 else 1e-3, 200):
        began = time.perf_counter()
        result = problem.solve(lam_ratio=float(ratio), start=result)
        seconds.append(time.perf_counter() - began)
    assert result is not None
    return {
        "network": result.architecture.describe(),
        "n": n,
        "median": float(np.median(seconds)),
        "p95": float(np.percentile(seconds, 95)),
        "gap": result.gap,
    }


def main() -> int:
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    versions = {
        name: importlib.metadata.version(name)
        for name in ("numpy", "scipy", "scikit-learn", "celer", "skglm", "clarabel")
    }
    print(f"{machine}; " + ", ".join(f"{k} {v}" for k, v in versions.items()))
    print(f"λ = {RATIO:g} λ_max; a peer's time is its solve on the dense matrix, limit {LIMIT:g} s")
    rows, growth = [], []
    head = f"{'network':24}{'N':>6}{'features':>10}{'ours':>10}{'gap':>9}{'floor':>10}"
    print("\n" + head + "".join(f"{name:>30}" for name in PEERS))
    for activation, layers, sizes in CASES:
        for n in sizes:
            row = ours(activation, layers, n)
            line = _line(row)
            for name in PEERS:
                fits = 8 * n * row["features"] <= DENSE_BYTES
                answer = peer(name, activation, layers, n) if fits else None
                row[name] = answer
                line += f"{_beside(answer, row['seconds']):>30}"
            rows.append(row)
            print(line, flush=True)
    print("\nGrowth, ours alone\n" + head)
    for activation, layers, sizes in GROWTH:
        mine = [ours(activation, layers, n) for n in sizes]
        growth += mine
        print("\n".join(_line(row) for row in mine))
        span = np.log(sizes[-1] / sizes[0])
        slope = np.log(mine[-1]["seconds"] / mine[0]["seconds"]) / span
        floor = np.log(mine[-1]["floor"] / mine[0]["floor"]) / span
        print(f"{'':24}exponent in N: {slope:.2f}, of the floor {floor:.2f}", flush=True)
    print("\nSlider ticks, milliseconds")
    moves = [ticks(*case) for case in TICKS]
    for move in moves:
        print(
            f"{move['network']:24}{move['n']:>6}  median {1e3 * move['median']:.1f}, "
            f"95 % {1e3 * move['p95']:.1f}, gap {move['gap']:.0e}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this process {peak:.0f} MB")
    out = Path("out")
    out.mkdir(exist_ok=True)
    (out / "bench.json").write_text(
        json.dumps(
            {
                "machine": machine,
                "versions": versions,
                "rows": rows,
                "growth": growth,
                "ticks": moves,
                "peak_mb": peak,
            },
            indent=2,
        )
    )
    return 0


def _line(row: dict[str, Any]) -> str:
    return (
        f"{row['network']:24}{row['n']:>6}{row['features']:>10}{row['seconds']:>9.4f}s"
        f"{row['gap']:>9.0e}{row['floor']:>9.5f}s"
    )


def _beside(answer: tuple[float, float] | None, seconds: float) -> str:
    if answer is None:
        return "no answer"
    return f"{answer[0]:.2f}s ×{answer[0] / seconds:.0f}, gap {answer[1]:.0e}"


if __name__ == "__main__":
    sys.exit(main())
