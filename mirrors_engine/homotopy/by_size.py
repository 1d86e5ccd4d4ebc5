"""λ by the size of the network: the last λ, from λ_max down, before it would be larger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.homotopy.path import NEAR, Path
from mirrors_engine.homotopy.trace import Tracer, open_gap
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, silent
from mirrors_engine.results import FitResult
from mirrors_engine.utils.threads import one_blas_thread

MIN_RATIO = 1e-4  # λ/λ_max where the search ends
EVERY_EVENT = 5000  # distinct x up to which no excess is missed
_GRID = 60  # values of λ looked at first
_ROUNDING = 1e-7  # relative range of λ that an excess must last
_BISECTED = 1e-6  # relative width at which a bracket of other losses is left alone

Count = Callable[[FitResult], int]


def fit_by_size(
    problem: Problem,
    neurons: int | None = None,
    kinks: int | None = None,
    *,
    min_ratio: float = MIN_RATIO,
    solver: str = "auto",
    monitor: Monitor = silent,
) -> FitResult:
    """The optimum at the last λ, followed down from λ_max, before it would be too large.

    Parameters
    ----------
    problem : Problem
    neurons, kinks : int
        The most units, or the most distinct kinks strictly inside the data (see
        `FitResult.kinks`); give one.
    min_ratio : float
        λ/λ_max where the search ends.
    solver, monitor
        As in `fit`.

    Returns
    -------
    FitResult
        Its `notes` say where the number jumps over the one asked for, or never reaches it.

    Raises
    ------
    SettingError
        If neither or both are given, or no whole number of at least 0; for kinks on the plane.

    Notes
    -----
    For the squared loss every event above the answer is found exactly, and λ lies a relative
    1e-8 above the last of them. For other losses, and signals of more than 5000 distinct x, the
    number is looked at along a grid of 60 values of λ and the first excess is bisected to a
    relative 1e-6: an excess that begins and ends between two of them is not seen. On so many
    samples a kink moves from one to the next by thousands of such excesses.
    """
    most, noun, count = _asked(problem, neurons, kinks)
    tracer = Tracer(problem, solver, lambda step: monitor(replace(step, stage="choosing λ")))
    if problem.find_lam_max(tracer.check) == 0:
        return problem.solve(lam_ratio=1.0, solver=solver, monitor=monitor)
    path = Path(problem, (), min_ratio)
    with one_blas_thread():
        for ratio in np.geomspace(1.0, min_ratio, _GRID):
            path = tracer.sampled(path, float(ratio) * problem.lam_max)
            if count(path.segments[-1].sample) > most:
                break
        sampled = tracer.light or len(problem.scaled.y) > EVERY_EVENT
        narrow = _bisected if sampled else _resolved
        path, over = narrow(tracer, path, lambda result: count(result) > most)
        if over is None:
            found = _solved(problem, min_ratio * problem.lam_max, path, solver, monitor)
            words = (
                f"The optimum has at most {_plural(most, noun)} down to λ = {min_ratio:g} λ_max, "
                "where the search ends."
            )
            return replace(found, notes=(words,)) if count(found) < most else found
        found = _before(problem, path, over, lambda r: count(r) <= most, solver, monitor)
    here, there = count(found), count(path.segments[over].sample)
    if here == most:
        return found
    words = (
        f"At λ = {found.lam:.6g} the number of {noun}s jumps from {here} to {there}, over the "
        f"{most} asked for."
    )
    return replace(found, notes=(words,))


def _asked(problem: Problem, neurons: int | None, kinks: int | None) -> tuple[int, str, Count]:
    """The largest number allowed, of what, and how it is counted."""
    if (neurons is None) == (kinks is None):
        raise SettingError("Give either neurons or kinks, and not both.")
    name, value = ("neurons", neurons) if kinks is None else ("kinks", kinks)
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool) and value >= 0
    if not whole:
        raise SettingError(f"{name} = {value!r} must be a whole number, 0 or above.")
    if kinks is None:
        return int(value), "neuron", lambda result: len(result.weights)  # type: ignore[arg-type]
    if problem.architecture.inputs == "plane":
        raise SettingError(
            "On the plane a network bends along lines and has no kinks to count: give neurons."
        )
    return int(value), "kink", lambda result: len(result.kinks)  # type: ignore[arg-type]


def _resolved(
    tracer: Tracer, path: Path, over: Callable[[FitResult], bool]
) -> tuple[Path, int | None]:
    """The path with every event above its first segment that is too large, and that one."""
    while True:
        first = _lasting(path, over)
        gap = open_gap(path)
        if gap is None or (first is not None and gap >= first):
            return path, first
        path = tracer.refined(path, gap)


def _lasting(path: Path, over: Callable[[FitResult], bool]) -> int | None:
    """The first segment from which on networks are too large for more than a rounding of λ.

    Where a neuron is born its weight is of the size of rounding, and others may come and go.
    """
    first = None
    for i, segment in enumerate(path.segments):
        if not over(segment.sample):
            first = None
            continue
        first = i if first is None else first
        if path.segments[first].top.lam > segment.bottom.lam * (1 + _ROUNDING):
            return first
    return first


def _bisected(
    tracer: Tracer, path: Path, over: Callable[[FitResult], bool]
) -> tuple[Path, int | None]:
    """The path with the first change to too large a network narrowed down."""
    while True:
        first = next((i for i, s in enumerate(path.segments) if over(s.sample)), None)
        if first is None:
            return path, None
        high, low = path.segments[first - 1].bottom.lam, path.segments[first].top.lam
        if high / low <= 1 + _BISECTED:
            return path, first
        user = tracer.problem.lam_max / path.segments[0].top.lam
        path = tracer.sampled(path, float(np.sqrt(high * low)) * user)


def _before(
    problem: Problem,
    path: Path,
    over: int,
    small: Callable[[FitResult], bool],
    solver: str,
    monitor: Monitor,
) -> FitResult:
    """The optimum just above the segment that is too large."""
    last = next(s for s in path.segments[over - 1 :: -1] if small(s.sample))
    user = problem.lam_max / problem.to_scaled_lam(problem.lam_max)
    if not last.at_event[1]:  # solved there, nothing is known further down
        return _solved(problem, last.bottom.lam * user, path, solver, monitor)
    for margin in (2 * NEAR, 1e-6, 1e-4):
        lam = last.bottom.lam * (1 + margin)
        if lam < last.top.lam:
            lam *= user
            found = _solved(problem, lam, path, solver, monitor)
            if small(found) and found.certified:
                return found
    return _solved(problem, last.sample.lam, path, solver, monitor)


def _solved(problem: Problem, lam: float, path: Path, solver: str, monitor: Monitor) -> FitResult:
    near = min(path.segments, key=lambda s: abs(np.log(s.sample.lam / lam)))
    return problem.solve(lam, solver=solver, start=near.sample, monitor=monitor)


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
