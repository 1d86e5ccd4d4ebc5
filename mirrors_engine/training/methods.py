"""Adam, stochastic gradient descent with momentum, and L-BFGS, as iterators of parameters."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from mirrors_engine.progress import Check
from mirrors_engine.training.objective import Objective
from mirrors_engine.training.settings import TrainingSettings

MOMENTUM = 0.9
FIRST, SECOND, TINY = 0.9, 0.999, 1e-8  # of Adam, as published
LONGEST = 1.0  # a longer gradient of SGD is cut to this length: deep chains have cliffs
CHUNK = 100  # iterations of L-BFGS that SciPy makes in one call
KEPT = 2_000_000  # numbers that the iterates of one call may have, to be shown one by one
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
    shown : bool
        Whether an event was asked for at the last of them.
    """

    rows: np.ndarray
    steps: np.ndarray
    values: np.ndarray
    theta: np.ndarray
    shown: bool = False


Ask = Callable[[bool], bool]
"""Asked after every step whether an event is wanted there; the argument says whether the
objective is read there anyway."""


def records(steps: int, most: int = 500) -> np.ndarray:
    """The steps at which a curve is read: all, or evenly spaced ones with both ends."""
    return np.unique(np.linspace(0, steps, min(steps, most) + 1).round().astype(int))


def descend(
    objective: Objective, theta: np.ndarray, settings: TrainingSettings, check: Check, ask: Ask
) -> Iterator[Readings]:
    """Adam or SGD on all starts together; a `Readings` at every record and where `ask` wants one.

    A start whose objective overflows stays where it was when it did, at an infinite value.
    """
    update = _adam(settings) if settings.method == "adam" else _momentum(settings, objective)
    wanted = set(records(settings.steps).tolist())
    batches = _batches(len(objective.scaling.y), settings)
    everyone = np.arange(len(theta))
    lost = np.zeros(len(theta), dtype=bool)
    for step in range(settings.steps + 1):
        rows = next(batches)
        read = step in wanted
        shown = ask(read)
        with np.errstate(over="ignore", invalid="ignore"):
            values, gradient = objective.gradient(theta, rows, check)
            if (read or shown) and rows is not None:
                values = objective.value(theta, check)
        if read or shown:
            lost |= ~np.isfinite(values)
            height = np.where(lost, np.inf, values)
            yield Readings(everyone, np.array([step]), height[None], theta, shown)
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
    objective: Objective, theta: np.ndarray, settings: TrainingSettings, check: Check, ask: Ask
) -> Iterator[Readings]:
    """L-BFGS on one start after another; a `Readings` every so many iterations of the current one.

    SciPy cannot be held between two iterations: those of one call are made ahead, and given out
    one by one where `ask` wants them.

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
        yield Readings(row, np.array([0]), np.array([[here]]), x[None], ask(True))
        while done < settings.steps:
            points, values = _iterate(fun, x, min(CHUNK, settings.steps - done))
            if not values or not values[-1] < here:
                break
            gain, x, here = here - values[-1], points[-1], values[-1]
            steps, reported = done + 1 + np.arange(len(values)), 0
            done += len(values)
            for end in range(len(values) - len(points) + 1, len(values) + 1):
                shown, last = ask(end == len(values)), end == len(values)
                if shown or last:
                    part = slice(reported, end)
                    at = points[end - len(values) - 1]
                    column = np.array(values[part])[:, None]
                    yield Readings(row, steps[part], column, at[None], shown)
                    reported = end
            if gain <= 1e-15 * abs(here):
                break


Fun = Callable[[np.ndarray], tuple[float, np.ndarray]]


def _iterate(fun: Fun, x: np.ndarray, most: int) -> tuple[list[np.ndarray], list[float]]:
    """At most so many iterations from `x`: the last iterates, and the value at each."""
    from scipy.optimize import OptimizeResult, minimize

    values: list[float] = []
    kept: deque[np.ndarray] = deque(maxlen=max(1, KEPT // len(x)))

    def note(intermediate_result: OptimizeResult) -> None:
        values.append(float(intermediate_result.fun))
        kept.append(intermediate_result.x.copy())

    options = {"maxiter": most, "maxcor": MEMORY, "ftol": 0.0, "gtol": 1e-12}
    run = minimize(fun, x, jac=True, method="L-BFGS-B", callback=note, options=options)
    if kept:
        kept[-1] = run.x
    return list(kept), values
