"""A standard fully connected ReLU network, to see where its kinks converge to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from inspect import signature
from typing import Any

import numpy as np

from mirrors_engine.errors import (
    ArchitectureError,
    Remedy,
    SettingError,
    SizeError,
    thin_to,
)
from mirrors_engine.features.activation import RELU
from mirrors_engine.progress import Check, Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.training.chain import Chain
from mirrors_engine.training.methods import Ask
from mirrors_engine.training.run import FRAME_S, Training
from mirrors_engine.training.scaling import Scaling
from mirrors_engine.training.settings import TrainingSettings
from mirrors_engine.utils.threads import one_blas_thread
from mirrors_engine.utils.warning_filters import ignoring

WIDTH = 50
STEP_SIZES = {"adam": 3e-3, "sgd": 1e-2, "lbfgs": 1.0}
MOST_SAMPLES = 20_000
BATCH = 32
BATCHES = 50  # of Adam and SGD between two calls of the monitor
WORK = 1_000_000  # multiplications of L-BFGS likewise


def train_connected(
    result: FitResult,
    settings: TrainingSettings | None = None,
    monitor: Monitor = silent,
    wanted: Ask | None = None,
) -> Iterator[Training]:
    """Train scikit-learn's `MLPRegressor` with as many layers as the network of `result`.

    Every hidden layer has `settings.units` ReLU neurons (50 if None), each reading the whole
    layer below. Its own objective is ½ Σ ω (f - y)² + (λ/2) Σ w² in normalised units, with
    squared weights at every depth: this is no Lasso, so the certified optimum is no bound
    for it, and the objectives of the events are its own.

    Parameters, yields and errors are those of `train`; `steps` counts epochs, or iterations
    of L-BFGS, and starts are trained one after another.
    """
    signal = result.signal
    if signal.dimension > 1:
        raise ArchitectureError(
            "The fully connected network is trained on one column of x: use inputs line."
        )
    if result.loss != "squared":
        raise SettingError(
            f"The fully connected network is trained with the squared loss, not {result.loss}: "
            "choose the squared loss to compare.",
            [Remedy("Use the squared loss", settings={"loss": "squared"})],
        )
    settings = settings or TrainingSettings()
    if settings.from_optimum:
        raise SettingError(
            "The optimal network has parallel units: a fully connected one cannot start from it."
        )
    n, width = len(signal.y), settings.units or WIDTH
    step = settings.step_size or STEP_SIZES[settings.method]
    settings = replace(settings, units=width, step_size=step)
    if n > MOST_SAMPLES:
        raise SizeError(
            f"The fully connected network is trained on up to {MOST_SAMPLES} samples, not {n}: "
            "thin the signal.",
            [thin_to(n, MOST_SAMPLES)],
        )
    hidden = result.architecture.layers - 1
    settings.check_size((hidden - 1) * width**2 + (hidden + 2) * width + 1)
    return _train(result, settings, monitor, wanted)


def _train(
    result: FitResult, settings: TrainingSettings, monitor: Monitor, wanted: Ask | None
) -> Iterator[Training]:
    began = shown = time.perf_counter()
    scaling = Scaling.of(result)
    steps: list[list[int]] = []
    values: list[list[float]] = []
    chains: list[Chain] = []

    def event(done: bool) -> Training:
        return Training(
            result,
            settings,
            tuple(np.array(part) for part in steps),
            tuple(np.array(part) for part in values),
            tuple(chains),
            done,
            time.perf_counter() - began,
        )

    progress = Progress("training", 0.0)

    def check() -> None:
        monitor(progress)

    for start in range(settings.starts):
        steps.append([])
        values.append([])
        for step, network, value in _one(scaling, result, settings, start, check):
            share = (start + step / settings.steps) / settings.starts
            progress = Progress("training", share)
            check()
            steps[-1].append(step)
            values[-1].append(value)
            chains[start:] = [_chain(network, scaling)]
            late = time.perf_counter() - shown > FRAME_S
            if late if wanted is None else wanted(True):
                shown = time.perf_counter()
                yield event(done=False)
    yield event(done=True)


def _one(
    scaling: Scaling, result: FitResult, settings: TrainingSettings, start: int, check: Check
) -> Iterator[tuple[int, Any, float]]:
    """(steps done, network, objective) of one start, a few steps at a time."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPRegressor

    t, y = scaling.t[0][:, None], scaling.y
    n, width, hidden = len(y), settings.units, result.architecture.layers - 1
    assert width is not None
    batch = n if settings.method == "lbfgs" else min(n, settings.batch or BATCH)
    lam = float(scaling.lam[0])
    work = n * width * (1 + (hidden - 1) * width)
    chunk = max(1, min(settings.steps // 100, WORK // work))
    model = MLPRegressor(
        hidden_layer_sizes=(width,) * hidden,
        solver=settings.method,
        alpha=lam * batch / n,  # it divides the sum over a batch by the batch's size
        batch_size=batch,
        learning_rate_init=settings.step,  # of no use to L-BFGS
        max_iter=chunk if settings.method == "lbfgs" else 10**9,  # reaching it would warn
        warm_start=True,
        n_iter_no_change=settings.steps + 1,
        tol=0.0,
        random_state=np.random.RandomState([settings.seed, start]),
    )
    rng = np.random.default_rng([settings.seed, start])

    weighted = not np.all(scaling.w == 1)
    if weighted and "sample_weight" not in signature(MLPRegressor.fit).parameters:
        raise SettingError(
            "This version of scikit-learn cannot weight the samples of a fully connected "
            "network: use 1.7 or newer, or a signal without weights and repeated x."
        )

    def part(rows: np.ndarray | slice) -> dict[str, np.ndarray]:
        return {"sample_weight": scaling.w[rows]} if weighted else {}

    done = 0
    while done < settings.steps:
        with ignoring(ConvergenceWarning), one_blas_thread(), np.errstate(all="ignore"):
            if settings.method == "lbfgs":
                model.max_iter = min(chunk, settings.steps - done)
                try:
                    model.fit(t, y, **part(slice(None)))
                except ValueError:  # it refuses to go on from weights that overflowed
                    return
                ran = model.n_iter_
            else:
                ran = 1
                order = rng.permutation(n)
                for begin in range(0, n - batch + 1, BATCHES * batch):
                    rows = order[begin : begin + BATCHES * batch]
                    if len(rows) >= batch:
                        check()
                        try:
                            model.partial_fit(t[rows], y[rows], **part(rows))
                        except ValueError:  # its weights overflowed
                            yield done + 1, model, np.inf
                            return
        done += max(ran, 1)
        with np.errstate(all="ignore"):
            residual = _chain(model, scaling, normalised=True).forward(scaling.t[0]) - y
            squares = sum(float(np.sum(w**2)) for w in model.coefs_)
            value = 0.5 * float(scaling.w @ residual**2) + 0.5 * lam * squares
        value = value * scaling.value + scaling.constant
        yield done, model, value if np.isfinite(value) else np.inf
        if settings.method == "lbfgs" and ran < model.max_iter:
            return


def _chain(model: Any, scaling: Scaling, normalised: bool = False) -> Chain:
    """The function of the network on the user's x, or on t."""
    half, spread, mean, middle = 1.0, 1.0, 0.0, 0.0
    if not normalised:
        half, middle = float(scaling.half[0]), float(scaling.middle[0])
        spread, mean = scaling.spread, scaling.mean
    weights = [w.T.copy() for w in model.coefs_[:-1]]
    weights[0] /= half
    return Chain(
        (RELU,) * len(weights),
        tuple(weights),
        tuple(b.copy() for b in model.intercepts_[:-1]),
        model.coefs_[-1][:, 0] * spread,
        float(model.intercepts_[-1][0]) * spread + mean,
        middle,
    )
