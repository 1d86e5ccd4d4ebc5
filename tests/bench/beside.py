"""Short fits of two checkouts beside each other: processor time, processes in turn.

`python -m tests.bench.beside OTHER` compares this checkout with another one, such as a worktree of
a release; `--rounds`, `--repeats` and `--only WORDS`. A checkout beside itself shows the noise.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parents[2]
SAMPLES = 1000
RATIOS = (0.3, 0.1, 0.03, 0.01, 0.001)
NETWORKS = ("relu", "abs", "sign")
TICKS = 60


def values(kind: str, x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """y at x: a curve of few kinks, steps, noise, or a wave with a jump."""
    noise = rng.standard_normal(len(x))
    return {
        "few": np.interp(x, [0, 0.2, 0.45, 0.7, 1], [0, 1, 0.3, 0.8, 0.1]) + 0.02 * noise,
        "steps": np.select([x < 0.2, x < 0.5, x < 0.8], [0.0, 1.0, 0.4], 0.7) + 0.05 * noise,
        "noise": noise,
        "wave": np.sin(8 * x) + (x > 0.5) + 0.1 * noise,
    }[kind]


def measure(repeats: int, only: str) -> dict[str, list[float]]:
    """Milliseconds of each case: fits with dictionary, weights and certificate; slider moves."""
    # of the checkout on the path, whose interface is that of both
    from mirrors_engine import Architecture, Problem, Signal
    from mirrors_engine.solvers import coordinate_descent

    warnings.simplefilter("ignore")
    coordinate_descent.load()
    found: dict[str, list[float]] = {}
    cases: list[tuple[str, Any, Any, float]] = []
    for name in NETWORKS:
        net = Architecture(name, 2)
        for kind in ("few", "steps", "noise", "wave"):
            rng = np.random.default_rng(3)
            x = np.sort(rng.random(SAMPLES))
            data = Signal(x, values(kind, x, rng))
            cases += [(f"{name} {kind} {ratio:g}", data, net, ratio) for ratio in RATIOS]
            cases.append((f"{name} {kind} ticks", data, net, 0.0))
    cases = [case for case in cases if only in case[0]]
    for turn in range(repeats + 1):  # the first warms up
        for name, data, net, ratio in cases:
            problem = Problem(data, net) if not ratio else None
            began, last = time.process_time(), None
            if problem is None:
                Problem(data, net).solve(lam_ratio=ratio)
            else:
                for some in np.geomspace(1, 1e-3, TICKS):
                    last = problem.solve(lam_ratio=float(some), start=last)
            spent = 1e3 * (time.process_time() - began) / (1 if ratio else TICKS)
            if turn:
                found.setdefault(name, []).append(spent)
    return found


def _of(checkout: Path, repeats: int, only: str) -> dict[str, list[float]]:
    """What this file measures in a process that imports the engine of a checkout."""
    environment = {**os.environ, "PYTHONPATH": str(checkout), "MIRRORS_BESIDE": "1"}
    environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, str(Path(__file__).resolve()), str(checkout)]
    command += ["--repeats", str(repeats), "--only", only]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--repeats", type=int, default=25)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    if os.environ.get("MIRRORS_BESIDE"):
        json.dump(measure(given.repeats, given.only), sys.stdout)
        return
    times: dict[str, tuple[list[float], list[float]]] = {}
    for _ in range(given.rounds):
        for side, checkout in enumerate((given.other, HERE)):
            for name, some in _of(checkout.resolve(), given.repeats, given.only).items():
                times.setdefault(name, ([], []))[side].extend(some)
    print(f"{'ms of processor time':20}{'other':>8}{'here':>8}{'median':>9}{'least 5 %':>11}")
    for name, (other, here) in times.items():
        middle, least = (
            float(np.percentile(here, share) / np.percentile(other, share)) for share in (50, 5)
        )
        was, now = np.median(other), np.median(here)
        print(f"{name:20}{was:8.2f}{now:8.2f}    ×{middle:5.2f}     ×{least:5.2f}")


if __name__ == "__main__":
    main()
