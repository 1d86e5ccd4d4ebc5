"""The outcome of training in words and as JSON values."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from mirrors_engine.text.figures import significant
from mirrors_engine.training.run import Training
from mirrors_engine.training.tally import Landmarks, Tally

NAMES = {"adam": "Adam", "sgd": "SGD with momentum", "lbfgs": "L-BFGS"}
PLACES = ("data", "mirror", "other_mirror", "elsewhere")


def summary(training: Training, tally: Tally) -> list[str]:
    """The certified optimum beside the best, median and worst start; then the kinks."""
    result, settings, order = training.result, training.settings, training.order
    word = "certified" if result.certified else "NOT certified"
    kind = "fully connected ReLU" if training.connected else result.architecture.describe()
    size = "neurons a layer" if training.connected else "units"
    begin = "from the optimum" if settings.from_optimum else f"{settings.starts} starts"
    lines = [
        f"{kind}, {settings.units} {size}, {NAMES[settings.method]}, {begin}, "
        f"at most {settings.steps} steps, seed {settings.seed}, "
        f"{significant(training.seconds, 2)} s.",
        f"optimum {result.objective:.10g}, lower bound {result.dual_objective:.10g}, "
        f"gap {result.gap:.1e}: {word}.",
    ]
    shown = [("best", order[0]), ("median", order[(len(order) - 1) // 2]), ("worst", order[-1])]
    for name, start in shown if len(order) > 1 else [("end", order[0])]:
        value = training.final[start]
        line = f"{name:7} {value:.10g}" if math.isfinite(value) else f"{name:7} diverged"
        if math.isfinite(value) and not training.connected:
            line += f", {_above(training.excess[start])}"
        lines.append(f"{line} (start {start}).")
    if training.connected:
        lines.append("The objective is the network's own; the optimum is no bound for it.")
    if settings.from_optimum:
        rise = float(np.max(training.relative(training.objectives[0])))
        lines.append(f"On its way the objective was at most {max(rise, 0):.1e} above the optimum.")
    if np.isfinite(training.final[order[0]]):
        lines.append(kinks_in_words(tally))
    return lines


def kinks_in_words(tally: Tally) -> str:
    """How many kinks of the best network lie where, and how many would by chance."""
    names = ["on data points", "on mirror points of the optimum"]
    if tally.listed:
        names.append("on other mirror points of the dictionary")
    parts = [
        f"{count} {name} ({chance:.2g} by chance)"
        for name, count, chance in zip(names, tally.counts, tally.by_chance, strict=False)
    ]
    kinks = "1 kink" if tally.total == 1 else f"{tally.total} kinks"
    return f"The best one has {kinks} inside the data: {', '.join(parts)}."


def to_dict(training: Training, tally: Tally, landmarks: tuple[Landmarks, ...]) -> dict[str, Any]:
    """The outcome as JSON values; what overflowed is null."""
    result, settings = training.result, training.settings
    order = training.order
    return {
        "objective": result.objective,
        "dual_objective": result.dual_objective,
        "gap": result.gap,
        "certified": result.certified,
        "lam": result.lam,
        "lam_max": result.lam_max,
        "architecture": result.architecture.describe(),
        "network": "connected" if training.connected else "parallel",
        "method": settings.method,
        "units": settings.units,
        "starts": settings.starts,
        "steps": settings.steps,
        "step_size": settings.step,
        "batch": settings.batch,
        "seed": settings.seed,
        "from_optimum": settings.from_optimum,
        "seconds": training.seconds,
        "best": _number(training.final[order[0]]),
        "median": _number(training.final[order[(len(order) - 1) // 2]]),
        "worst": _number(training.final[order[-1]]),
        "best_start": training.best,
        "runs": [
            {
                "start": k,
                "objective": _number(curve[-1]),
                "excess": None if training.connected else _number(training.excess[k]),
                "curve_steps": training.steps[k].tolist(),
                "curve": [_number(value) for value in curve],
            }
            for k, curve in enumerate(training.objectives)
        ],
        "kinks": {
            "positions": [kinks.tolist() for kinks in tally.kinks],
            "places": [[PLACES[p] for p in places] for places in tally.places],
            "counts": dict(zip(PLACES, tally.counts.tolist(), strict=True)),
            "by_chance": dict(zip(PLACES, tally.by_chance.tolist(), strict=True)),
            "tolerance": [marks.tolerance for marks in landmarks],
            "dictionary_listed": tally.listed,
        },
    }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _above(excess: float) -> str:
    """How far above the optimum, relative to it."""
    if abs(excess) < 1e-12:
        return "the optimum to rounding"
    return f"{significant(100 * excess, 3)} % {'above' if excess > 0 else 'BELOW'} the optimum"
