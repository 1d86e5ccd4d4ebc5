"""Adam, stochastic gradient descent with momentum, and L-BFGS, as iterators of parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from mirrors_engine.progress import Check
from mirrors_engine.training.objective import Objective
from mirrors_engine.training.settings import TrainingSettings

MOMENTUM = 0.9
FIRST, SECOND, TINY = 0.9, 0.999, 1e-8  # of Adam, as published
LONGEST = 1.0  # a longer gradient of SGD is cut to this length: deep chains have cliffs
CHUNK = 100  # iterations of L-BFGS between two calls of the monitor
MEMORY = 20


@dataclass(frozen=True, eq=False)
class Readings:
    """News of some starts.

    Attributes
    ----------
    rows : (R,) ndarray of int
        Which starts.
    steps : (K,) ndarray of int
        Steps at which they were read since the last news.
    values : (K, R) ndarray
        Objectives there, infinite where they overflowed.
    theta : (R, P) ndarray
        Parameters at the last of them.
    """

    rows: np.ndarray
    steps: np.ndarray
    values: np.ndarray
    theta: np.ndarray


def records(steps: int, most: int = 500) -> np.ndarray:
    """The steps at which a curve is read: all, or evenly spaced ones with both ends."""
    return np.unique(np.linspace(0, steps, min(steps, most) + 1).round().astype(int))


def descend(
    objective: Objective, theta: np.ndarray, settings: TrainingSettings, check: Check
) -> Iterator[Readings]:
    """Adam or SGD on all starts together; a `Readings` at every record.

    A start whose objective overflows stays where it was when it did, at an infinite value.
    """
    update = _adam(settings) if settings.method == "adam" else _momentum(settings, objective)
    wanted = set(records(settings.steps).tolist())
    batches = _batches(len(objective.scaling.y), settings)
    everyone = np.arange(len(theta))
    lost = np.zeros(len(theta), dtype=bool)
    for step in range(settings.steps + 1):
        rows = next(batches)
        with np.errstate(over="ignore", invalid="ignore"):
            values, gradient = objective.gradient(theta, rows, check)
            if step in wanted and rows is not None:
                values = objective.value(theta, check)
        if step in wanted:
            lost |= ~np.isfinite(values)
            read = np.where(lost, np.inf, values)
            yield Readings(everyone, np.array([step]), read[None], theta)
        with np.errstate(over="ignore", invalid="ignore"):
            lost |= ~np.isfinite(gradient).all(axis=1)
            gradient[lost] = 0.0
            theta = np.where(lost[:, None], theta, theta - update(step, gradient))


def _cosine(settings: TrainingSettings, step: int) -> float:
    """The step size, which falls to 0 along half a cosine."""
    return settings.step * 0.5 * (1 + np.cos(np.pi * step / (settings.steps + 1)))


Update = Callable[[int, np.ndarray], np.ndarray]


def _adam(settings: TrainingSettings) -> Update:
    mean = square = np.zeros(())

    def update(step: int, gradient: np.ndarray) -> np.ndarray:
        nonlocal mean, square
        mean = FIRST * mean + (1 - FIRST) * gradient
        square = SECOND * square + (1 - SECOND) * gradient**2
        up = np.sqrt(square / (1 - SECOND ** (step + 1))) + TINY
        return _cosine(settings, step) * (mean / (1 - FIRST ** (step + 1))) / up

    return update


def _momentum(settings: TrainingSettings, objective: Objective) -> Update:
    velocity = np.zeros(())
    total = float(objective.scaling.w.sum())

    def update(step: int, gradient: np.ndarray) -> np.ndarray:
        nonlocal velocity
        mean = gradient / total
        norm = np.sqrt(np.sum(mean**2, axis=1, keepdims=True))
        velocity = MOMENTUM * velocity + mean / np.maximum(1.0, norm / LONGEST)
        return _cosine(settings, step) * velocity

    return update


def _batches(n: int, settings: TrainingSettings) -> Iterator[np.ndarray | None]:
    """Rows of every step: None for all, else a fresh shuffle every epoch."""
    if settings.batch is None or settings.batch >= n:
        while True:
            yield None
    rng = np.random.default_rng([settings.seed, 2**32])
    while True:
        order = rng.permutation(n)
        for begin in range(0, n - settings.batch + 1, settings.batch):
            yield order[begin : begin + settings.batch]


def quasi_newton(
    objective: Objective, theta: np.ndarray, settings: TrainingSettings, check: Check
) -> Iterator[Readings]:
    """L-BFGS on one start after another; a `Readings` every so many iterations of the current one.

    Where SciPy's line search gives up, as it may at a kink, it is begun again from there
    without its memory of the curvature, until that gains nothing.
    """

    def fun(x: np.ndarray) -> tuple[float, np.ndarray]:
        with np.errstate(over="ignore", invalid="ignore"):
            values, gradient = objective.gradient(x[None], None, check)
        return float(values[0]), gradient[0]

    for k in range(len(theta)):
        x, row = theta[k].copy(), np.array([k])
        here, done = fun(x)[0], 0
        yield Readings(row, np.array([0]), np.array([[here]]), x[None])
        while done < settings.steps:
            after, values = _iterate(fun, x, min(CHUNK, settings.steps - done))
            if not values or not values[-1] < here:
                break
            gain, x, here = here - values[-1], after, values[-1]
            steps = done + 1 + np.arange(len(values))
            done += len(values)
            yield Readings(row, steps, np.array(values)[:, None], x[None])
            if gain <= 1e-15 * abs(here):
                break


Fun = Callable[[np.ndarray], tuple[float, np.ndarray]]


def _iterate(fun: Fun, x: np.ndarray, most: int) -> tuple[np.ndarray, list[float]]:
    """At most so many iterations from `x`: the last iterate, and the value at each."""
    from scipy.optimize import OptimizeResult, minimize

    values: list[float] = []

    def note(intermediate_result: OptimizeResult) -> None:
        values.append(float(intermediate_result.fun))

    options = {"maxiter": most, "maxcor": MEMORY, "ftol": 0.0, "gtol": 1e-12}
    run = minimize(fun, x, jac=True, method="L-BFGS-B", callback=note, options=options)
    return run.x, values
