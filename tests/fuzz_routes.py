"""One answer by every route: cold, down the path, up it, from far above and from other y.

    python -m tests.fuzz_routes --n 400 --seed 1 --loss huber

prints the pairs (cold, warm) whose weights differ by more than 1e-6 of their norm, whose
`unique` differs, or of which one alone is certified, with the seed that makes the problem again
(`--only SEED`), and a line of totals for each kind of data. Pairs of which neither is certified
(the manual, Solvers, says where that happens) are counted apart.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrors_engine import Architecture, FitResult, Problem, Signal
from mirrors_engine.errors import MirrorsError
from tests.spurious_weight_cases import NETWORKS

LOSSES = ("squared", "huber", "quantile", "logistic")
KINDS = ("cluster", "grid", "equal x", "random", "weights")
NETS = (
    *NETWORKS.values(),
    Architecture("relu", 2, skip=True),
    Architecture("abs", 3, skip=True),
    Architecture("abs", 4),
    Architecture("relu", 2, inputs="additive"),
    Architecture("sign", 2, inputs="plane"),
)
NEITHER = "neither is certified"
APART = 1e-6  # share of ||z||₁, and of the range of y


@dataclass(frozen=True, eq=False)
class Difference:
    """How two answers to one question differ."""

    what: str
    route: str
    ratio: float
    size: float


def asked(loss: str, seed: int) -> tuple[str, Any, list[float]]:
    """The kind of data, a maker of the problem, and values of λ/λ_max."""
    rng = np.random.default_rng([seed, LOSSES.index(loss)])
    kind = KINDS[seed % len(KINDS)]
    net = NETS[seed // len(KINDS) % len(NETS)]
    n = int(rng.integers(3, 8 if net.layers == 4 else 13))
    w = np.ones(n)
    if kind == "cluster":
        middles = np.sort(rng.uniform(0, 10, -(-n // 4)))
        x = (middles[:, None] + rng.choice((1e-6, 1e-9)) * np.arange(4)).ravel()[:n]
        y = (rng.standard_normal(n), np.eye(n)[rng.integers(n)])[rng.integers(2)]
    elif kind == "grid":
        x, y = np.arange(n) * 1.0, rng.integers(-2, 3, n).astype(float)
    elif kind == "equal x":
        x, y = rng.integers(0, 6, n) * 1.0, rng.integers(-2, 3, n).astype(float)
    elif kind == "random":
        x, y = rng.uniform(0, 5, n), rng.standard_normal(n)
    else:
        x, y = np.sort(rng.choice(20, n, replace=False)) * 1.0, rng.integers(0, 4, n).astype(float)
        w = rng.integers(1, 4, n).astype(float)
    if net.inputs != "line":
        x = np.column_stack((x, rng.integers(0, 4, n)))
    if loss == "logistic":
        y = np.where(y > np.median(y), 1.0, -1.0)
    y = y.copy()
    if kind != "cluster":
        y[:2] = (-1.0, 1.0)
    options: dict[str, Any] = {}
    if loss == "huber":
        options["delta"] = float(rng.choice([0.1, 0.5, 1.0]))
    if loss == "quantile":
        options["quantile"] = float(rng.choice([0.5, 0.5, 0.25, 0.9]))

    def make(turned: bool = False) -> Problem:
        return Problem(Signal(x, y[::-1] if turned else y, w), net, loss, **options)

    ratios = sorted(rng.choice([0.9, 0.75, 0.5, 0.25, 0.1, 0.03, 0.01, 1e-3], 3, replace=False))
    return kind, make, [float(r) for r in ratios[::-1]]


def apart(cold: FitResult, warm: FitResult) -> float:
    """Largest difference of a weight, relative to ||z||₁, or of the fit, to that of y."""
    one, other = (
        {f.key: z for f, z in zip(r.features, r.weights, strict=True)} for r in (cold, warm)
    )
    weights = [abs(one.get(key, 0.0) - other.get(key, 0.0)) for key in one | other]
    norm = float(np.abs(cold.weights).sum()) or 1.0
    fits = float(np.abs(cold.fitted - warm.fitted).max() / np.ptp(cold.signal.raw_y))
    return max(max(weights, default=0.0) / norm, fits)


def warm_answers(make: Any, ratios: list[float]) -> Iterator[tuple[str, float, FitResult]]:
    """The same questions by other routes, each with problems of its own."""
    for name, order in (("down", ratios), ("up", ratios[::-1])):
        problem, before = make(), None
        for ratio in order:
            before = problem.solve(lam_ratio=ratio, start=before)
            if ratio != order[0]:
                yield name, ratio, before
    problem = make()
    yield (
        "from λmax",
        ratios[-1],
        problem.solve(lam_ratio=ratios[-1], start=problem.solve(lam_ratio=0.99)),
    )
    try:
        turned = make(turned=True).solve(lam_ratio=ratios[1])
    except MirrorsError:  # for these values no network is best
        return
    yield "from other y", ratios[1], make().solve(lam_ratio=ratios[1], start=turned)


def differences(loss: str, seed: int) -> tuple[str, int, list[Difference]]:
    """Kind of data, pairs compared, and those that differ."""
    kind, make, ratios = asked(loss, seed)
    try:
        if make().lam_max == 0:
            return kind, 0, []
        cold = {ratio: make().solve(lam_ratio=ratio) for ratio in ratios}
    except MirrorsError:  # no network is best, or the linear program is refused
        return f"{kind}, refused", 1, []
    found: list[Difference] = []
    pairs = 0
    try:
        every = list(warm_answers(make, ratios))
    except MirrorsError:
        return kind, 1, [Difference("refused by one route alone", "warm", ratios[-1], np.inf)]
    for route, ratio, warm in every:
        pairs += 1
        one = cold[ratio]
        size = apart(one, warm)
        if not (one.certified or warm.certified):
            found.append(Difference(NEITHER, route, ratio, one.gap))
        elif one.certified != warm.certified:
            what = f"certified {one.certified} {warm.certified}"
            found.append(Difference(what, route, ratio, max(one.gap, warm.gap)))
        elif size > APART:
            found.append(Difference("weights", route, ratio, size))
        elif one.unique != warm.unique:
            found.append(Difference(f"unique {one.unique} {warm.unique}", route, ratio, size))
    return kind, pairs, found


def main() -> int:
    """Try many; 1 if any pair differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--loss", choices=(*LOSSES, "all"), default="all")
    parser.add_argument("--kind", choices=KINDS, help="data of this kind only")
    parser.add_argument("--only", type=int, help="the problem of this seed")
    options = parser.parse_args()
    first = options.seed * 1_000_000
    seeds = range(first, first + options.n) if options.only is None else [options.only]
    total = 0
    for loss in LOSSES if options.loss == "all" else (options.loss,):
        pairs: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        neither: Counter[str] = Counter()
        for seed in seeds:
            if options.kind and seed % len(KINDS) != KINDS.index(options.kind):
                continue
            kind, compared, found = differences(loss, seed)
            unsure = sum(d.what == NEITHER for d in found)
            pairs[kind] += compared
            wrong[kind] += len(found) - unsure
            neither[kind] += unsure
            for what, group in itertools.groupby(found, lambda one: one.what):
                each = list(group)
                where = ", ".join(f"{d.route} at {d.ratio:.3g}: {d.size:.1e}" for d in each)
                net = asked(loss, seed)[1]().architecture.describe()
                print(f"--only {seed} --loss {loss} ({kind}, {net}): {what}: {where}", flush=True)
        words = ", ".join(f"{wrong[kind]} of {pairs[kind]} ({kind})" for kind in sorted(pairs))
        print(
            f"{loss}: {wrong.total()} of {pairs.total()} pairs differ, {neither.total()} have no "
            f"certificate: {words}",
            flush=True,
        )
        total += wrong.total()
    return 1 if total else 0


if __name__ == "__main__":
    raise SystemExit(main())
