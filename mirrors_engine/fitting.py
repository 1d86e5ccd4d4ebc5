"""One-call entry points: fit a signal, or follow the optimum along λ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mirrors_engine.architecture import Architecture
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, silent
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal
from mirrors_engine.solvers.path import path_of


def fit(
    signal: Signal,
    net: Architecture,
    lam: float | None = None,
    *,
    lam_ratio: float | None = None,
    loss: str = "squared",
    solver: str = "auto",
    start: FitResult | None = None,
    monitor: Monitor = silent,
) -> FitResult:
    """Train a network to its certified global optimum.

    Minimises ½ Σ ω (f(x) - y)² + λ||z||₁ (a sum, not a mean) over the dictionary of
    `net`; the reconstructed `result.network` attains the same value of its own training
    problem (THEORY 1).

    Parameters
    ----------
    signal : Signal
        Data.
    net : Architecture
        Network.
    lam, lam_ratio : float
        λ in the user's units, or λ/λ_max; give one.
    loss : str
        "squared".
    solver : str
        "auto", "coordinate_descent" or "active_set".
    start : FitResult, optional
        Result at a neighbouring λ, to start from.
    monitor : callable, optional
        Receives `Progress`; may raise `Cancelled`.

    Raises
    ------
    MirrorsError
        With one sentence that says what to change.
    """
    return Problem(signal, net, loss).solve(
        lam, lam_ratio=lam_ratio, solver=solver, start=start, monitor=monitor
    )


def lambda_max(signal: Signal, net: Architecture, loss: str = "squared") -> float:
    """The smallest λ whose optimal fit is constant (THEORY 6), in the user's units."""
    return Problem(signal, net, loss).lam_max


def path(
    signal: Signal, net: Architecture, n: int = 100, min_ratio: float = 1e-4, **options: Any
) -> Iterator[FitResult]:
    """Results at n values of λ, logarithmically from λ_max down to min_ratio · λ_max.

    Each starts from the one before; every one carries its certificate.
    """
    return path_of(Problem(signal, net, options.pop("loss", "squared")), n, min_ratio, **options)
