"""Training by gradients beside the answer: its moments, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.progress import Monitor, Progress
from mirrors_gui.compute.pace import Pace

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult
    from mirrors_engine.training import Landmarks, Tally, Training, TrainingSettings
    from mirrors_engine.training.chain import Chain

MOST_CURVES = 60  # drawn; evenly through the ranks of all starts
POINTS = 400  # of a drawn function, beside the kinks of the best
READINGS = 200  # of a drawn curve
MOST_KINKS = 1200  # of all functions but the best
FAINT = 0.01  # of the strongest change of slope of its function: weaker kinks are not drawn
FLOOR = 1e-12  # excesses below this are the optimum to rounding


@dataclass(frozen=True, eq=False, slots=True)
class Lines:
    """Many polylines as one curve: what `PlotCurveItem.setData` takes.

    Attributes
    ----------
    x, y : (P,) ndarray
    connect : (P,) ndarray of int32
        Whether each point is joined to the next.
    """

    x: np.ndarray
    y: np.ndarray
    connect: np.ndarray


@dataclass(frozen=True, eq=False, slots=True)
class TrainingView:
    """A moment of a run, ready to be drawn.

    Attributes
    ----------
    training : Training
        The engine's event.
    curves : Lines
        Height of the starts against their steps: log10 of the excess over the optimum, not
        below log10 of `FLOOR`; of a fully connected network log10 of its own objective.
    heights : (S,) ndarray
        Where every start is on that scale, infinite where it overflowed.
    functions : Lines or None
        The functions of the starts on a line; None where x has several columns.
    best : Lines or None
        That of the best start, with its kinks.
    tally : Tally
        Its kinks.
    kink_values : (K,) ndarray
        The best function at its kinks on the first column.
    landmarks : tuple of Landmarks
        What the kinks were held against.
    others : (K, 2) ndarray
        Place and height of the strongest kinks of the other functions.
    """

    training: Training
    curves: Lines
    heights: np.ndarray
    functions: Lines | None
    best: Lines | None
    tally: Tally
    kink_values: np.ndarray
    landmarks: tuple[Landmarks, ...]
    others: np.ndarray


def views(
    result: FitResult, settings: TrainingSettings, connected: bool, pace: Pace, monitor: Monitor
) -> Iterator[TrainingView]:
    """The events of a run with all there is to draw; on the thread of the run."""
    from mirrors_engine.training import Landmarks, train, train_connected

    runner = train_connected if connected else train
    reached = Progress("training", 0.0)

    def note(progress: Progress) -> None:
        nonlocal reached
        reached = progress
        monitor(progress)

    events = runner(result, settings, note, pace.wanted)
    landmarks = Landmarks.of(result, lambda: monitor(Progress("training", 0.0)))
    for training in events:
        yield view_of(training, landmarks)
        if not training.done:
            pace.rest(lambda: monitor(reached))


def view_of(training: Training, landmarks: tuple[Landmarks, ...]) -> TrainingView:
    """What there is to draw of one event."""
    from mirrors_engine.training import Tally

    ranks = training.order
    some = ranks[np.unique(np.linspace(0, len(ranks) - 1, MOST_CURVES).astype(int))]
    chains = training.chains(training.best)
    tally = Tally.of(chains, landmarks)
    functions = best = None
    values, others = np.empty(0), np.empty((0, 2))
    if len(landmarks) == 1:
        low, high = landmarks[0].low, landmarks[0].high
        span = high - low or 1.0
        t = np.linspace(low - 0.15 * span, high + 0.15 * span, POINTS)
        with np.errstate(over="ignore", invalid="ignore"):
            rest = [training.chains(int(k))[0] for k in some if k != training.best]
            functions = lines_of([(t, chain.forward(t)) for chain in rest])
            others = _kinks(rest, low, high)
            corners = np.union1d(t, tally.kinks[0])
            best = lines_of([(corners, chains[0].forward(corners))])
            values = chains[0].forward(tally.kinks[0])
    return TrainingView(
        training,
        lines_of([_thinned(training.steps[k], height(training, k)) for k in some]),
        np.array([height(training, k)[-1] for k in range(len(ranks))]),
        functions,
        best,
        tally,
        values,
        landmarks,
        others,
    )


def _kinks(chains: list[Chain], low: float, high: float) -> np.ndarray:
    """The strongest kinks of each, so many that all together can be drawn in a frame."""
    if not chains or high <= low:
        return np.empty((0, 2))
    most = max(1, MOST_KINKS // len(chains))
    found = []
    for chain in chains:
        spots, changes = chain.kinks(low, high)
        strength = np.abs(changes)
        strong = np.flatnonzero(strength > FAINT * strength.max(initial=0.0))
        spots = spots[strong[np.argsort(-strength[strong])[:most]]]
        found.append(np.column_stack((spots, chain.forward(spots))))
    points = np.concatenate(found)
    return points[np.isfinite(points).all(axis=1) & (np.abs(points[:, 1]) < 1e100)]


def height(training: Training, start: int) -> np.ndarray:
    """log10 of the excess of a start along its steps; of its own objective if connected."""
    values = training.objectives[start]
    if not training.connected:
        values = training.relative(values)
    return np.log10(np.maximum(values, FLOOR))


def lines_of(parts: list[tuple[np.ndarray, np.ndarray]]) -> Lines:
    """Polylines as one, without what is not finite."""
    x = np.concatenate([part[0] for part in parts] or [np.empty(0)]).astype(float)
    y = np.concatenate([part[1] for part in parts] or [np.empty(0)])
    connect = np.ones(len(x), dtype=np.int32)
    if parts:
        connect[np.cumsum([len(part[0]) for part in parts]) - 1] = 0
    fine = np.isfinite(y) & (np.abs(y) < 1e100)
    connect[:-1] &= fine[1:]
    return Lines(x[fine], y[fine], connect[fine])


def _thinned(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    keep = np.unique(np.linspace(0, len(x) - 1, READINGS).astype(int))
    return x[keep], y[keep]
