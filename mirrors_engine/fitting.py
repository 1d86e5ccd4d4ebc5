"""One-call entry points: fit a signal, or follow the optimum along λ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import SettingError
from mirrors_engine.homotopy.by_size import fit_by_size
from mirrors_engine.homotopy.grid import path_of
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, silent
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal


def fit(
    signal: Signal,
    net: Architecture,
    lam: float | None = None,
    *,
    lam_ratio: float | None = None,
    neurons: int | None = None,
    kinks: int | None = None,
    loss: str = "squared",
    delta: float = 1.0,
    quantile: float = 0.5,
    solver: str = "auto",
    start: FitResult | None = None,
    monitor: Monitor = silent,
) -> FitResult:
    """Train a network to its certified global optimum.

    Minimises ½ Σ ω (f(x) - y)² + λ||z||₁ (a sum, not a mean; or another loss of the
    rows in place of the squares) over the dictionary of `net`; the reconstructed
    `result.network` attains the same value of its own training problem [1]_
    (manual, Training problem).

    Parameters
    ----------
    signal : Signal
        Data.
    net : Architecture
        Network.
    lam, lam_ratio : float
        λ in the user's units, or λ/λ_max; give one, or one of the next two.
    neurons, kinks : int
        The last λ, from λ_max down, before the optimum would have more units, or more distinct
        kinks strictly inside the data; see `homotopy.fit_by_size`. Where the number jumps over
        the one asked for, `result.notes` say so.
    loss : str
        With r = y - f: "squared", ½ r²; "huber", ½ r² for |r| ≤ delta and
        delta(|r| - ½ delta) beyond; "quantile", τ r for r > 0 and (τ - 1) r otherwise;
        "logistic", log(1 + exp(-y f)) for y in {-1, 1}, f being the log-odds.
    delta : float
        Of the Huber loss, in the units of y.
    quantile : float
        τ of the quantile loss, between 0 and 1.
    solver : str
        "auto", "coordinate_descent" or "active_set".
    start : FitResult, optional
        Result at a neighbouring λ, to start from.
    monitor : callable, optional
        Receives `Progress`; may raise `Cancelled`.

    Returns
    -------
    FitResult
        Function, features, network and certificate.

    Raises
    ------
    MirrorsError
        With one sentence that says what to change.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """
    given = [value for value in (lam, lam_ratio, neurons, kinks) if value is not None]
    if len(given) != 1:
        raise SettingError("Give one of lam, lam_ratio, neurons and kinks.")
    problem = Problem(signal, net, loss, delta=delta, quantile=quantile)
    if neurons is not None or kinks is not None:
        return fit_by_size(problem, neurons, kinks, solver=solver, monitor=monitor)
    return problem.solve(lam, lam_ratio=lam_ratio, solver=solver, start=start, monitor=monitor)


def lambda_max(
    signal: Signal,
    net: Architecture,
    loss: str = "squared",
    *,
    delta: float = 1.0,
    quantile: float = 0.5,
) -> float:
    """The smallest λ whose optimal fit is constant (manual, Largest λ) [1]_.

    Parameters
    ----------
    signal, net, loss, delta, quantile
        As in `fit`.

    Returns
    -------
    float
        In the user's units; 0 where y is constant.

    Raises
    ------
    MirrorsError
        With one sentence that says what to change.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """
    return Problem(signal, net, loss, delta=delta, quantile=quantile).lam_max


def path(
    signal: Signal, net: Architecture, n: int = 100, min_ratio: float = 1e-4, **options: Any
) -> Iterator[FitResult]:
    """Results at n values of λ, logarithmically from λ_max down to min_ratio · λ_max [1]_.

    Each starts from the one before; every one carries its certificate. For the λ at which
    neurons enter and leave see `path_events`.

    Parameters
    ----------
    signal, net
        As in `fit`.
    n : int
        Number of λ.
    min_ratio : float
        Smallest λ/λ_max, in (0, 1).
    **options
        Of `fit`: loss, delta, quantile, solver, monitor.

    Yields
    ------
    FitResult

    Raises
    ------
    MirrorsError
        With one sentence that says what to change.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """
    about = {name: options.pop(name) for name in ("loss", "delta", "quantile") if name in options}
    return path_of(Problem(signal, net, **about), n, min_ratio, **options)
