"""How often the bands of a fit hold what they should, measured on synthetic data.

    python -m tests.measure_coverage --trials 100 --seed 0

Each trial draws data of a known function. "CV+" and "jackknife+" are the shares of new observations
inside these bands; "few" and "many" the share of points at which the true function lies in the
bootstrap band of so many replicates. λ is a fixed share of λ_max. Nothing is corrected: the
shrinkage of the weights biases the fit, and the percentile band does not undo it.

The second table is about the confidence intervals of segmented regression: a fit with as many kinks
as the function has, its kinks moved; how often the interval of each kink, and of each slope, holds
the true one. A kink without a standard error counts as missed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.errors import SettingError
from mirrors_engine.refits import segment
from mirrors_engine.uncertainty import bootstrap, prediction_interval

Noise = Callable[[np.random.Generator, np.ndarray], np.ndarray]
FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "bent": lambda x: np.abs(x - 0.4),
    "sine": lambda x: np.sin(6 * x),
    "jump": lambda x: (x > 0.5).astype(float),
}
NOISES: dict[str, Noise] = {
    "Gaussian": lambda rng, x: 0.2 * rng.standard_normal(len(x)),
    "heavy tails": lambda rng, x: 0.1 * rng.standard_t(3, len(x)),
    "growing": lambda rng, x: 0.4 * x * rng.standard_normal(len(x)),
}
RATIO = 0.01
FEW, MANY = 20, 200  # replicates
KINKS: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {  # places, and slopes between them
    "one kink": ((0.4,), (-1.0, 1.0)),
    "two kinks": ((0.3, 0.7), (0.0, 3.0, 0.0)),
    "three kinks": ((0.25, 0.5, 0.75), (3.0, -3.0, 3.0, -3.0)),
}


def trial(
    f: Callable[[np.ndarray], np.ndarray],
    noise: Noise,
    rng: np.random.Generator,
    n: int,
    level: float,
) -> tuple[float, ...]:
    """Shares of new observations and of the function inside each band, and the bands' widths."""
    x = rng.uniform(size=n)
    result = fit(
        Signal(x, f(x) + noise(rng, x)), Architecture("relu", 2, skip=True), lam_ratio=RATIO
    )
    new = rng.uniform(size=200)
    y = f(new) + noise(rng, new)
    order = np.argsort(new)
    shares, widths = [], []
    for folds in (10, n):
        seed = int(rng.integers(1 << 30))
        band = prediction_interval(result, level, points=new[order], folds=folds, seed=seed)
        shares.append(float(np.mean((band.low <= y[order]) & (y[order] <= band.high))))
        widths.append(float(np.mean(band.high - band.low)))
    grid = np.linspace(0.05, 0.95, 40)
    found = bootstrap(result, MANY, points=grid, seed=int(rng.integers(1 << 30)))
    true = f(grid)
    for first in (FEW, MANY):
        low, high = replace(found, values=found.values[:first]).band(level)
        shares.append(float(np.mean((low <= true) & (true <= high))))
        widths.append(float(np.mean(high - low)))
    return (*shares, *widths)


def bent(kinks: tuple[float, ...], slopes: tuple[float, ...], x: np.ndarray) -> np.ndarray:
    """The continuous function with these kinks and slopes."""
    y = slopes[0] * x
    for kink, change in zip(kinks, np.diff(slopes), strict=True):
        y = y + change * np.maximum(x - kink, 0.0)
    return y


def moved(
    kinks: tuple[float, ...],
    slopes: tuple[float, ...],
    noise: Noise,
    rng: np.random.Generator,
    n: int,
    level: float,
) -> tuple[float, float, float] | None:
    """Shares of kinks and of slopes in their intervals, and the mean distance of the kinks.

    None where segmented regression refuses.
    """
    x = rng.uniform(size=n)
    signal = Signal(x, bent(kinks, slopes, x) + noise(rng, x))
    result = fit(signal, Architecture("relu", 2, skip=True), kinks=len(kinks))
    try:
        found = segment(result, level)
    except SettingError:
        return None
    if len(found.kinks) != len(kinks):
        return None
    held = [k.low <= true <= k.high for k, true in zip(found.kinks, kinks, strict=True)]
    right = [s.low <= true <= s.high for s, true in zip(found.slopes, slopes, strict=True)]
    away = [abs(k.value - true) for k, true in zip(found.kinks, kinks, strict=True)]
    return float(np.mean(held)), float(np.mean(right)), float(np.mean(away))


def print_segmented(options: argparse.Namespace) -> None:
    """The table of segmented regression."""
    print(
        "\n| function | noise | kinks | slopes | mean distance of a kink | other number of kinks |"
    )
    print("|---|---|---|---|---|---|")
    for name, (kinks, slopes) in KINKS.items():
        for kind, noise in NOISES.items():
            rng = np.random.default_rng(options.seed)
            every = [
                moved(kinks, slopes, noise, rng, options.n, options.level)
                for _ in range(options.trials)
            ]
            rows = [row for row in every if row is not None]
            held, right, away = np.mean(rows, axis=0)
            lost = f"{len(every) - len(rows)} of {len(every)}"
            print(
                f"| {name} | {kind} | {held:.3f} | {right:.3f} | {away:.3g} | {lost} |", flush=True
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=50)
    parser.add_argument("--n", type=int, default=60)
    parser.add_argument("--level", type=float, default=0.9)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=("bands", "kinks"), help="one of the two tables")
    options = parser.parse_args()
    print(f"{options.trials} trials of {options.n} rows, level {options.level}, λ = {RATIO} λ_max")
    if options.only != "kinks":
        print_bands(options)
    if options.only != "bands":
        print_segmented(options)


def print_bands(options: argparse.Namespace) -> None:
    """The table of CV+, jackknife+ and bootstrap: share inside, and mean width."""
    print(f"\n| function | noise | CV+ | jackknife+ | bootstrap of {FEW} | of {MANY} |")
    print("|---|---|---|---|---|---|")
    for name, f in FUNCTIONS.items():
        for kind, noise in NOISES.items():
            rng = np.random.default_rng(options.seed)
            rows = [trial(f, noise, rng, options.n, options.level) for _ in range(options.trials)]
            values = np.mean(rows, axis=0).reshape(2, -1).T
            cells = " | ".join(f"{share:.3f} ({width:.3g})" for share, width in values)
            print(f"| {name} | {kind} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
