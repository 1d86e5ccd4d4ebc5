"""Training as a generator of events."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrors_engine.losses import Loss, loss_of
from mirrors_engine.network.model import Network
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.training.chain import Chain
from mirrors_engine.training.methods import Ask, Readings, descend, quasi_newton
from mirrors_engine.training.objective import Objective
from mirrors_engine.training.scaling import Scaling
from mirrors_engine.training.settings import TrainingSettings, check_trainable
from mirrors_engine.training.starts import columns_of, optimal_start, random_starts
from mirrors_engine.utils.arrays import frozen
from mirrors_engine.utils.threads import one_blas_thread

FRAME_S = 0.05  # between two events


@dataclass(frozen=True, eq=False)
class Training:
    """Where a training run is: complete in itself, the last one is the outcome.

    Attributes
    ----------
    result : FitResult
        The certified optimum of the same question.
    settings : TrainingSettings
        With the number of units filled in.
    steps : tuple of (K,) ndarray of int
        One array a start that has begun: when its objective was read.
    objectives : tuple of (K,) ndarray
        The objective (NN) there in the user's units, infinite where it overflowed. For a
        fully connected network its own objective, which no bound is known for.
    networks : tuple of Network or Chain
        What each start has become, in the user's units; `Chain` if fully connected.
    done : bool
        Whether this is the last event.
    seconds : float
        Wall time so far.
    """

    result: FitResult
    settings: TrainingSettings
    steps: tuple[np.ndarray, ...]
    objectives: tuple[np.ndarray, ...]
    networks: tuple[Network | Chain, ...]
    done: bool
    seconds: float

    @property
    def connected(self) -> bool:
        """Whether the network is fully connected, so that the optimum is no bound for it."""
        return any(isinstance(network, Chain) for network in self.networks)

    @property
    def final(self) -> np.ndarray:
        """Objective of every start now, (S,)."""
        return np.array([curve[-1] for curve in self.objectives])

    @property
    def excess(self) -> np.ndarray:
        """(objective - certified optimum) / |certified optimum| of every start now."""
        return self.relative(self.final)

    def relative(self, values: np.ndarray) -> np.ndarray:
        """How far objectives lie above the certified optimum, relative to it (where it is 0,
        absolutely)."""
        optimum = self.result.objective
        return (values - optimum) / (abs(optimum) or 1.0)

    @property
    def order(self) -> np.ndarray:
        """Starts from the best to the worst."""
        return np.argsort(self.final, kind="stable")

    @property
    def best(self) -> int:
        """The start with the least objective."""
        return int(self.order[0])

    def chains(self, start: int) -> tuple[Chain, ...]:
        """The function of one start on each column of x."""
        network = self.networks[start]
        if isinstance(network, Chain):
            return (network,)
        columns = self.result.signal.dimension
        if columns == 1:
            return (Chain.of(network),)
        return tuple(Chain.of(network, column) for column in range(columns))


def train(
    result: FitResult,
    settings: TrainingSettings | None = None,
    monitor: Monitor = silent,
    wanted: Ask | None = None,
) -> Iterator[Training]:
    """Train the network of `result` by gradients on the same objective (NN).

    Parameters
    ----------
    result : FitResult
        The certified optimum: it says which signal, network, loss and λ.
    settings : TrainingSettings, optional
        How to train.
    monitor : callable
        Receives `Progress` between blocks of samples, well under every 200 ms; may raise
        `Cancelled`.
    wanted : callable, optional
        Called after every step with whether the objective is read there anyway; says whether
        there should be an event. By default a few dozen a second.

    Yields
    ------
    Training
        Those wanted, and a last one with `done`.

    Raises
    ------
    ArchitectureError, SettingError, SizeError
        If there is nothing a gradient could train or compare with, before any work.
    """
    check_trainable(result.architecture, result.lam)
    settings = (settings or TrainingSettings()).resolved(result)
    assert settings.units is not None
    columns = columns_of(result, settings.units, settings.from_optimum)
    net = result.architecture
    objective = Objective(Scaling.of(result), net.activations, columns, net.skip)
    settings.check_size(objective.size)
    return _train(result, settings, objective, monitor, wanted)


def last(events: Iterator[Training]) -> Training:
    """The outcome of a run: its last event."""
    for event in events:
        outcome = event
    return outcome


def _train(
    result: FitResult,
    settings: TrainingSettings,
    objective: Objective,
    monitor: Monitor,
    wanted: Ask | None,
) -> Iterator[Training]:
    if settings.from_optimum:
        theta = optimal_start(objective, result)
    else:
        theta = random_starts(objective, settings.starts, settings.seed)
    fraction = 0.0

    def check() -> None:
        monitor(Progress("training", fraction))

    method = quasi_newton if settings.method == "lbfgs" else descend
    record = Record(result, settings, objective)
    news = method(objective, theta, settings, check, wanted or record.due)
    for step in thinned_readings(news):
        record.add(step)
        fraction = record.fraction
        if step.shown:
            yield record.event(done=False)
    yield record.event(done=True)


def thinned_readings(news: Iterator[Readings]) -> Iterator[Readings]:
    """The same events; linear algebra is limited to one thread while each is made."""
    while True:
        with one_blas_thread():
            step = next(news, None)
        if step is None:
            return
        yield step


class Record:
    """Collects the steps of all starts, and says when an event is due if nobody else does."""

    def __init__(self, result: FitResult, settings: TrainingSettings, objective: Objective) -> None:
        self.result, self.settings, self.objective = result, settings, objective
        self._loss = loss_of(result.loss, **result.loss_options)
        self.steps: list[list[np.ndarray]] = []
        self.values: list[list[np.ndarray]] = []
        self.theta: list[np.ndarray] = []
        self._began = self._shown = time.perf_counter()
        self._cost = 0.0

    def add(self, step: Readings) -> None:
        """Take the steps of some starts; the first of a start is step 0."""
        for at, row in enumerate(step.rows):
            if row == len(self.theta):
                self.steps.append([])
                self.values.append([])
                self.theta.append(step.theta[at])
            self.steps[row].append(step.steps)
            self.values[row].append(step.values[:, at])
            self.theta[row] = step.theta[at]

    @property
    def fraction(self) -> float:
        """Share of all steps of all starts that is done."""
        ended = sum(int(steps[-1][-1]) for steps in self.steps)
        if self.settings.method == "lbfgs":  # a start that stops early is done
            ended = (len(self.steps) - 1) * self.settings.steps + int(self.steps[-1][-1][-1])
        return min(1.0, ended / (self.settings.steps * self.settings.starts))

    def due(self, read: bool) -> bool:
        """Whether an event is due where the objective is read."""
        return read and time.perf_counter() - self._shown > max(FRAME_S, 5 * self._cost)

    def event(self, done: bool) -> Training:
        """The event of the present state."""
        began = time.perf_counter()
        scaling = self.objective.scaling
        steps = tuple(frozen(np.concatenate(parts)) for parts in self.steps)
        values = tuple(frozen(scaling.to_user(np.concatenate(parts))) for parts in self.values)
        networks = tuple(network_of(self.objective, theta, self._loss) for theta in self.theta)
        event = Training(
            self.result, self.settings, steps, values, networks, done, began - self._began
        )
        self._shown = time.perf_counter()
        self._cost = self._shown - began
        return event


def network_of(objective: Objective, theta: np.ndarray, loss: Loss) -> Network:
    """One start as a network in the user's units, of the same objective (see `Scaling`)."""
    scaling, columns = objective.scaling, objective.columns
    alpha, w, b, xi = (part[0] for part in objective.split(theta[None]))
    hidden = len(objective.activations)
    half = scaling.half[columns]
    c = (scaling.spread / half) ** (1 / (hidden + 1))
    weights = (w * c).T
    biases = (b * half * c ** np.arange(1, hidden + 1)[:, None]).T
    directions = None
    origin = float(scaling.middle[0])
    if len(scaling.t) > 1:
        directions = np.eye(len(scaling.t))[columns]
        biases[:, 0] -= weights[:, 0] * scaling.middle[columns]
        origin = 0.0
    return Network(
        objective.activations,
        frozen(alpha * c),
        frozen(weights),
        frozen(biases),
        float(xi[0]) * scaling.spread + scaling.mean,
        directions=directions,
        origin=origin,
        loss=loss,
        **_line(objective, xi[1:]),
    )


def _line(objective: Objective, beta: np.ndarray) -> dict[str, Any]:
    """The skip connection of a network, in the user's units."""
    if not objective.skip:
        return {}
    scaling = objective.scaling
    slopes = beta * scaling.spread / scaling.half
    if len(slopes) == 1:
        return {"slope": float(slopes[0]), "middle": float(scaling.middle[0])}
    return {"slope": frozen(slopes), "middle": scaling.middle}
