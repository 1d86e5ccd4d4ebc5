"""Small problems full of ties, each to be solved by two routes: cold, and from another answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrors_engine import Architecture, FitResult, Problem, Signal

NETS = (
    Architecture("relu", 2),
    Architecture("relu", 3),
    Architecture("abs", 2),
    Architecture("abs", 3),
    Architecture("sign", 2),
    Architecture("sign", 3, widths=(2,)),
    Architecture("leaky", 3, negative_slope=0.3),
    Architecture("symmetrized", 3),
    Architecture("relu", 2, inputs="additive"),
    Architecture("sign", 2, inputs="plane"),
)
LOSSES = ("huber", "quantile", "logistic", "squared")


@dataclass(frozen=True, eq=False)
class Pair:
    """One answer, cold and warm."""

    name: str
    cold: FitResult
    warm: FitResult

    @property
    def apart(self) -> float:
        """Largest difference of a weight, relative to ||z||₁, or of the fit, to that of y."""
        one, other = (
            {f.key: z for f, z in zip(r.features, r.weights, strict=True)}
            for r in (self.cold, self.warm)
        )
        weights = [abs(one.get(key, 0.0) - other.get(key, 0.0)) for key in one | other]
        norm = float(np.abs(self.cold.weights).sum()) or 1.0
        fits = np.abs(self.cold.fitted - self.warm.fitted).max()
        return max(max(weights, default=0.0) / norm, float(fits / np.ptp(self.cold.signal.raw_y)))


def problem_of(loss: str, seed: int) -> tuple[Problem, float]:
    """A problem and λ/λ_max; values on a grid, weights of one to three rows, equal x."""
    rng = np.random.default_rng([seed, LOSSES.index(loss)])
    net = NETS[seed % len(NETS)]
    kind = seed // len(NETS) % 4
    n = int(rng.integers(3, 11)) + 3 * (kind == 2)
    if kind == 0:
        x, y = np.arange(n) * 1.0, rng.integers(-2, 3, n)
    elif kind == 1:
        x, y = np.sort(rng.choice(20, n, replace=False)) * 1.0, rng.integers(0, 4, n)
    elif kind == 2:
        x, y = rng.integers(0, 6, n) * 1.0, rng.integers(-2, 3, n)
    else:
        x, y = rng.uniform(0, 5, n), rng.standard_normal(n)
    y = y.astype(float)
    if net.inputs != "line":
        x = np.column_stack((x, rng.integers(0, 4, n)))
    if loss == "logistic":
        y = np.where(y > 0, 1.0, -1.0)
    y[:2] = (-1.0, 1.0)
    w = rng.integers(1, 4, n) if rng.uniform() < 0.3 else np.ones(n)
    options: dict[str, Any] = {"loss": loss}
    if loss == "huber":
        options["delta"] = float(rng.choice([0.1, 0.5, 1.0]))
    if loss == "quantile":
        options["quantile"] = float(rng.choice([0.5, 0.5, 0.25, 0.9]))
    ratio = float(rng.choice([0.75, 0.5, 0.25, 0.1, 0.01, 0.001, rng.uniform(0.01, 0.9)]))
    return Problem(Signal(x, y, w), net, **options), ratio


def pair(loss: str, seed: int) -> Pair | None:
    """Cold, and from λ near λ_max, λ above, λ below or other y; None where λ_max is 0."""
    problem, ratio = problem_of(loss, seed)
    if problem.lam_max == 0:
        return None
    cold = problem.solve(lam_ratio=ratio)
    again, _ = problem_of(loss, seed)
    route = seed % 7 % 4
    if route == 3:
        signal = again.signal
        y = signal.raw_y[::-1].copy()
        other = Problem(
            Signal(signal.raw_x, y, signal.raw_weights),
            again.architecture,
            again.loss,
            **again.loss_options,
        )
        start = other.solve(lam_ratio=ratio)
    else:
        start = again.solve(lam_ratio=(0.99, min(1.3 * ratio, 0.99), 0.3 * ratio)[route])
    warm = again.solve(lam_ratio=ratio, start=start)
    return Pair(f"{loss} {seed}: {problem.architecture.describe()} at {ratio:.3g}", cold, warm)
