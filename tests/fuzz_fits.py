"""Fits of extreme data: weights 1e-16 … 1e16, clustered x, every family and loss.

    python -m tests.fuzz_fits --n 2000 --seed 1 --loss squared

prints what ends in anything but a result or one sentence, with the seed that makes it again
(`--only SEED`), and a line of totals.
"""

from __future__ import annotations

import argparse
import time
import traceback
import warnings
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.errors import MirrorsError

LOSSES: dict[str, dict[str, Any]] = {
    "squared": {},
    "huber": {"delta": 0.5},
    "quantile": {"quantile": 0.3},
    "logistic": {},
}
NETWORKS = (
    Architecture("relu", 2),
    Architecture("leaky", 2, negative_slope=0.3),
    Architecture("abs", 2),
    Architecture("relu", 3),
    Architecture("abs", 3),
    Architecture("symmetrized", 3),
    Architecture("leaky", 3, negative_slope=0.3),
    Architecture("abs", 4),
    Architecture("abs", 5),
    Architecture("sign", 2),
    Architecture("threshold", 2),
    Architecture("sign", 3, widths=(3,)),
    Architecture("sign", 4, widths=(2, 2)),
    Architecture("piecewise", 3, slopes=(0.0, 3.0)),
    Architecture("abs", 3, inputs="additive"),
    Architecture("sign", 2, inputs="additive"),
    Architecture("relu", 2, inputs="plane"),
    Architecture("sign", 2, inputs="plane"),
)
RATIOS = (0.0, 0.0, 1e-8, 1e-4, 1e-2, 0.1, 0.5, 0.9, 0.99)


@dataclass(frozen=True)
class Outcome:
    """What became of one fit."""

    kind: str
    seconds: float
    trouble: str = ""


def data(
    rng: np.random.Generator, columns: int, most: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x, y and weights of 2 to `most` samples."""
    n = int(rng.integers(2, most + 1))
    grid = np.arange(float(n))
    spike, far = np.eye(n)[rng.integers(n)], rng.random(n) < 0.3
    clustered = np.round(rng.uniform(0, 4, n)) + rng.choice((1e-6, 1e-9)) * rng.integers(0, 5, n)
    x = (
        rng.standard_normal(n),
        np.cumsum(10.0 ** rng.uniform(-9, 3, n)),
        clustered,
        grid + rng.choice((0.0, 1e9)),
    )[rng.integers(4)]
    y = (
        rng.standard_normal(n),
        spike,
        (rng.random(n) > 0.5).astype(float),
        10.0 ** rng.uniform(-6, 6, n),
    )[rng.integers(4)]
    w = (
        10.0 ** rng.uniform(-16, 16, n),
        np.where(far, 1e16, 1.0),
        np.where(far, 1e-16, 1.0),
        np.ones(n),
    )[rng.integers(4)]
    if columns > 1:
        x = np.column_stack((x, rng.permutation(x)))
    return x, y, w


def tried(seed: int, loss: str) -> Outcome:
    """One fit of the seed's data, network and λ."""
    rng = np.random.default_rng(seed)
    net = NETWORKS[rng.integers(len(NETWORKS))]
    x, y, w = data(rng, 1 if net.inputs == "line" else 2, 5 if net.layers == 5 else 8)
    if loss == "logistic":
        y = np.where(y > np.median(y), 1.0, -1.0)
    ratio = float(rng.choice(RATIOS))
    began = time.perf_counter()
    kind = trouble = ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            result = Problem(Signal(x, y, w), net, loss, **LOSSES[loss]).solve(lam_ratio=ratio)
        assert np.isfinite(result.fitted).all() and np.isfinite(result.objective)
        kind = "certified" if result.certified else "not certified"
        if not result.certified:
            kind += f" at λ {'= 0' if ratio == 0 else '> 0'}"
    except MirrorsError as error:
        words = str(error)
        kind = f"refused ({words[:60]} …)"
        if "\n" in words or not words.endswith(".") or ":" not in words:
            trouble = f"no sentence with a remedy: {words!r}"
    except Exception:
        trouble = f"{net} {loss} λ/λ_max = {ratio}\n{traceback.format_exc()}"
    return Outcome(kind, time.perf_counter() - began, trouble)


def main() -> int:
    """Try many; 1 if any ended in anything but a result or a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--loss", choices=(*LOSSES, "all"), default="all")
    parser.add_argument("--only", type=int, help="the one of this seed")
    options = parser.parse_args()
    losses = tuple(LOSSES) if options.loss == "all" else (options.loss,)
    first = options.seed * 1_000_000
    seeds = range(first, first + options.n) if options.only is None else [options.only]
    kinds: Counter[str] = Counter()
    failures, slowest = 0, (0.0, 0)
    for seed in seeds:
        loss = losses[seed % len(losses)]
        outcome = tried(seed, loss)
        slowest = max(slowest, (outcome.seconds, seed))
        if outcome.trouble:
            failures += 1
            print(f"--only {seed} --loss {loss}: {outcome.trouble}", flush=True)
        else:
            kinds[outcome.kind] += 1
    words = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    print(
        f"{len(seeds)} fits: {failures} failed; {words}; slowest {slowest[0]:.1f} s "
        f"(--only {slowest[1]})"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
