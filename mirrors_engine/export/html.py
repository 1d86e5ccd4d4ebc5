"""The optimum at every λ as one web page that needs nothing else.

With the squared loss weights and intercept are affine in λ between events (manual, Path), and the
objective, its lower bound and the sum of squared errors are quadratic. So the events, the
weights there and three values of each sum between two events give the certified optimum at every
λ by arithmetic that fits into a page. Other losses are shown at the λ that were solved.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mirrors_engine import __version__
from mirrors_engine.export.encoding import encoded, reals
from mirrors_engine.export.page_overlays import LEVEL, Overlay, overlays_of_page
from mirrors_engine.export.page_path import LARGEST, MOST_NEURONS, exact_share, path_for
from mirrors_engine.export.page_units import LISTED, may_be_listed, unit_of_page
from mirrors_engine.features.feature import Feature
from mirrors_engine.homotopy import Path, Segment
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.resources import resource_path
from mirrors_engine.results import FitResult, middle_of
from mirrors_engine.signals.positions import position_words
from mirrors_engine.text.printable import printable

KNOTS = 20  # solved λ a decade where not every λ has room
DRAWN = 1500  # samples that are drawn
_SCRIPTS = ("path.js", "text.js", "function.js", "page.js")
_TITLE, _DATA, _SCRIPT = "@@TITLE@@", "@@DATA@@", "@@SCRIPT@@"


@dataclass(frozen=True, eq=False)
class Stretch:
    """A stretch of λ between two events, or a single λ, in the user's units.

    Attributes
    ----------
    lams : (float, float)
        Its larger and its smaller end.
    features : tuple of Feature
    weights : (2, K) ndarray
        At both ends.
    levels, slopes : (2,) ndarray
        The part without a penalty at both ends: its value at `_middle`, and its slope.
    primal, dual, squares : (3,) ndarray
        Objective, lower bound and Σ ω r² as Bernstein coefficients: c for
        (1-t)² c_0 + 2t(1-t) c_1 + t² c_2, t = 0 at the larger end.
    """

    lams: tuple[float, float]
    features: tuple[Feature, ...]
    weights: np.ndarray
    levels: np.ndarray
    slopes: np.ndarray
    primal: np.ndarray
    dual: np.ndarray
    squares: np.ndarray


def web_page(
    result: FitResult,
    monitor: Monitor = silent,
    path: Path | None = None,
    overlays: Sequence[Overlay] = (),
    level: float = LEVEL,
) -> str:
    """The page of a result's problem, opened at the λ of the result.

    Parameters
    ----------
    result : FitResult
    monitor : callable
        Receives `Progress`; may raise `Cancelled`.
    path : Path, optional
        What is known of the path; of another problem it is not used.
    overlays : sequence of Refit, Bootstrap or Interval
        Of this result, drawn where they are ticked.
    level : float
        Of the band of a bootstrap.

    Returns
    -------
    str

    Raises
    ------
    SettingError
        If the function has several inputs (by the registry).
    """
    if path is not None and not _same_problem(path.problem, result):
        path = None
    if path is None or not path.complete or path.min_ratio > result.lam_ratio:
        path = path_for(result, monitor, path)
    drawn = overlays_of_page(overlays, result, level)
    return page_of(path, result, monitor=monitor, overlays=drawn)


def _same_problem(problem: Problem, result: FitResult) -> bool:
    loss = (problem.loss, dict(problem.loss_options)) == (result.loss, dict(result.loss_options))
    same = problem.signal is result.signal and problem.architecture == result.architecture
    return same and loss


def page_of(
    path: Path,
    result: FitResult | None = None,
    most: int = LARGEST,
    monitor: Monitor = silent,
    overlays: Sequence[dict[str, Any]] = (),
) -> str:
    """The page of a path as far as it is known.

    Parameters
    ----------
    result : FitResult, optional
        Where the page opens; otherwise in the middle of the path.
    most : int
        Bytes; of a path that would be longer the stretches around the λ of the result are
        kept, and elsewhere only some λ.
    overlays : sequence of dict
        As `overlays_of_page` has them.
    """
    extra = {"overlays": list(overlays)}
    stretches = []
    segments = _affordable(path.segments, result)
    for segment in segments:
        monitor(Progress("writing the page"))
        stretches.append(_stretch(segment))
    if result is not None and not _shows(stretches, result.lam):
        # the path ended before it, or has a gap there: the page shows what it is opened at
        stretches = sorted([*stretches, _single(result)], key=lambda s: -s.lams[0])
    if not stretches:
        raise ValueError("Nothing is known of this path yet.")
    if result is None:
        result = path.segments[len(path.segments) // 2].sample
    exact = path.problem.loss == "squared" and not any(s.light for s in path.segments)
    whole = len(segments) == len(path.segments)
    whole = whole and sum(len(s.features) for s in stretches) <= MOST_NEURONS
    page = _written(stretches, result, exact, whole, extra)
    if len(page.encode()) <= most:
        return page
    few, many = 0, len(stretches) - 1
    page = _written(_nearest(stretches, result.lam, few), result, exact, False, extra)
    while few < many:
        monitor(Progress("writing the page"))
        count = (few + many + 1) // 2
        made = _written(_nearest(stretches, result.lam, count), result, exact, False, extra)
        if len(made.encode()) <= most:
            page, few = made, count
        else:
            many = count - 1
    return page


def _shows(stretches: Sequence[Stretch], lam: float) -> bool:
    """Whether λ lies in a stretch, or above all of them, where nothing changes."""
    inside = any(s.lams[1] <= lam <= s.lams[0] for s in stretches)
    return inside or (len(stretches) > 0 and lam >= stretches[0].lams[0])


def _affordable(segments: Sequence[Segment], result: FitResult | None) -> Sequence[Segment]:
    """The segments whose neurons are not too many in all, those nearest to λ first."""
    if result is None or sum(len(s.names) for s in segments) <= MOST_NEURONS:
        return segments
    away = [abs(np.log(s.lam / max(result.lam, 1e-300))) for s in segments]
    kept: list[int] = []
    total = 0
    for i in np.argsort(away, kind="stable").tolist():
        total += len(segments[i].names)
        if kept and total > MOST_NEURONS:
            break
        kept.append(i)
    return [segments[i] for i in sorted(kept)]


def _nearest(stretches: Sequence[Stretch], lam: float, count: int) -> list[Stretch]:
    """So many stretches nearest to λ, and single λ of the others at even distances."""
    at = np.log([np.clip(lam, s.lams[1], s.lams[0]) for s in stretches])
    order = np.argsort(np.abs(at - np.log(max(lam, stretches[-1].lams[1]))), kind="stable")
    kept = set(order[:count].tolist())
    cells = np.round(np.log10([s.lams[0] for s in stretches]) * KNOTS).astype(int).tolist()
    found, last = [], None
    for i, stretch in enumerate(stretches):
        if i in kept:
            found.append(stretch)
        elif cells[i] != last or i == len(stretches) - 1:
            found.append(_end_of(stretch, 1 if i == len(stretches) - 1 else 0))
        last = cells[i]
    return found


def _end_of(stretch: Stretch, end: int) -> Stretch:
    """Nothing but one of its two ends."""
    values = (stretch.primal, stretch.dual, stretch.squares)
    primal, dual, squares = (np.repeat(value[2 * end], 3) for value in values)
    pairs = (stretch.weights, stretch.levels, stretch.slopes)
    weights, levels, slopes = (np.stack([pair[end]] * 2) for pair in pairs)
    lam = stretch.lams[end]
    return Stretch((lam, lam), stretch.features, weights, levels, slopes, primal, dual, squares)


def _stretch(segment: Segment) -> Stretch:
    if segment.light or segment.top is segment.bottom:
        sample = segment.sample
        if not len(sample.fitted):
            sample = replace(sample, fitted=sample.predict(sample.signal.x))
        return _single(sample)
    top, bottom = segment.top, segment.bottom
    lams = np.array((top.lam, 0.5 * (top.lam + bottom.lam), bottom.lam)) * segment.problem.units.lam
    results = [segment.result_at(float(lam)) for lam in lams]
    return Stretch(
        (results[0].lam, results[2].lam),
        tuple(results[0].features),
        np.array([results[0].weights, results[2].weights]),
        np.array([_level(results[0]), _level(results[2])]),
        np.array([results[0].slope, results[2].slope]),
        _bernstein(lambda r: r.objective, results),
        _bernstein(lambda r: r.dual_objective, results),
        _bernstein(_squares, results),
    )


def _single(result: FitResult) -> Stretch:
    """One λ, with nothing known beside it."""
    every = [result] * 3
    return Stretch(
        (result.lam, result.lam),
        tuple(result.features),
        np.array([result.weights] * 2),
        np.array([_level(result)] * 2),
        np.array([result.slope] * 2),
        _bernstein(lambda r: r.objective, every),
        _bernstein(lambda r: r.dual_objective, every),
        _bernstein(_squares, every),
    )


def _level(result: FitResult) -> float:
    """The part without a penalty in the middle of the data: ξ, or the line of a skip connection."""
    return result.intercept if result.level is None else result.level


def _bernstein(value: Callable[[FitResult], float], results: Sequence[FitResult]) -> np.ndarray:
    """Coefficients of the quadratic through the values at both ends and half way."""
    first, half, last = (value(result) for result in results)
    return np.array([first, 2 * half - 0.5 * (first + last), last])


def _squares(result: FitResult) -> float:
    return result.rmse**2 * float(result.signal.weights.sum())


def _written(
    stretches: Sequence[Stretch],
    result: FitResult,
    exact: bool,
    whole: bool,
    extra: dict[str, Any],
) -> str:
    signal = result.signal
    title = signal.name or f"{signal.y_name} against {signal.x_name}"
    page = resource_path("page", "page.html").read_text(encoding="utf-8")
    parts = (resource_path("page", name).read_text(encoding="utf-8") for name in _SCRIPTS)
    script = "".join(('"use strict";\n(() => {\n', *parts, "})();\n"))
    data = json.dumps(
        {**_words(stretches, result, exact, whole, title), **_numbers(stretches, result), **extra},
        allow_nan=False,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    # no name of a column may end the element that holds it
    data = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    texts = {_TITLE: html.escape(printable(title)), _DATA: data, _SCRIPT: script}
    for mark, text in texts.items():
        page = text.join(page.split(mark))
    return page


def _words(
    stretches: Sequence[Stretch], result: FitResult, exact: bool, whole: bool, title: str
) -> dict[str, Any]:
    signal, size = result.signal, f"{result.dictionary_size:,}".replace(",", "\u202f")
    names = f"{printable(signal.y_name)} against {printable(signal.x_name)}"
    what = "best possible" if result.loss == "squared" else f"best possible ({result.loss} loss)"
    about = (
        f"The {what} {result.architecture.describe()} for {names}, {len(signal)} samples: "
        f"drag λ from a {'straight line' if result.architecture.skip else 'constant'} on the left "
        "to many neurons on the right."
    )
    share = exact_share([s.lams for s in stretches])
    if not exact:
        where = f"the nearest of {len(stretches)} solved λ"
    elif len(stretches) == 1 and stretches[0].lams[0] == stretches[0].lams[1]:
        where = "this λ alone is known"
    elif share >= 1 - 1e-9:
        where = "every λ between is exact"
    else:
        percent = min(99, round(100 * share))
        where = f"exact for {percent} % of this range of log λ, elsewhere the nearest solved λ"
    short = "" if whole else "; every λ would make this page too large"
    return {
        "title": printable(title),
        "about": about,
        "range": f"{where}{short}",
        "network": (
            "Each row is one neuron from x through its layers to f; solid weights are positive, "
            "dashed ones negative. The number is its weight in the sum."
        ),
        "foot": (
            f"Mirrors {__version__}. At every λ shown a lower bound over all {size} features "
            "proves that no network of this kind has a smaller training value, up to the gap "
            "(arXiv:2403.01046)."
        ),
        "x_name": printable(signal.x_name),
        "y_name": printable(signal.y_name),
    }


def _numbers(stretches: Sequence[Stretch], result: FitResult) -> dict[str, Any]:
    signal, net = result.signal, result.architecture
    position, name = position_words(signal), printable(signal.x_name)
    units: dict[tuple[int, ...], int] = {}
    known: list[Feature] = []
    listed: set[tuple[int, ...]] = set()
    for stretch in stretches:
        for feature, may in zip(stretch.features, may_be_listed(stretch.weights), strict=True):
            if feature.key not in units:
                units[feature.key] = len(known)
                known.append(feature)
            if may:
                listed.add(feature.key)
    shown = _drawn(signal.y)
    far = float(np.abs(signal.x).max())
    span = float(np.ptp(signal.x)) or 1.0
    total = float(signal.weights.sum())
    spread = _squares(result) / (1 - result.r2) if result.r2 < 1 else 0.0
    first = np.cumsum([0, *(len(stretch.features) for stretch in stretches)])
    index = [units[f.key] for stretch in stretches for f in stretch.features]
    return {
        "time": signal.x_is_time,
        "digits": 6 + max(0, int(np.log10(max(far / span, 1.0)))),
        "label": result.loss == "logistic",
        "step": net.step,
        "mirrors": any(kink.mirror for feature in known for kink in feature.kinks),
        "activations": [
            {"plus": s.a_plus, "minus": s.a_minus, "step": s.step} for s in net.activations
        ],
        "tolerance": result.certificate.tolerance,
        "lam": result.lam,
        "lam_max": result.lam_max,
        "weight": total,
        "samples": len(signal.x),
        "spread": spread,
        "mean": float(np.average(signal.y, weights=signal.weights)),
        "x": reals(signal.x[shown]),
        "y": reals(signal.y[shown]),
        "units": [unit_of_page(f, name, position, f.key in listed) for f in known],
        "listed": LISTED,
        "top": reals(np.array([s.lams[0] for s in stretches])),
        "bottom": reals(np.array([s.lams[1] for s in stretches])),
        "levels": reals(np.concatenate([s.levels for s in stretches])),
        "slopes": reals(np.concatenate([s.slopes for s in stretches])),
        "middle": float(middle_of(signal.x)),
        "free": "straight line" if net.skip else "constant",
        "first": encoded(first.astype("<u4")),
        "index": encoded(np.array(index, dtype="<u4")),
        "weights": reals(np.concatenate([s.weights.T.ravel() for s in stretches])),
        "primal": reals(np.concatenate([s.primal for s in stretches])),
        "dual": reals(np.concatenate([s.dual for s in stretches])),
        "rss": reals(np.concatenate([s.squares for s in stretches])),
    }


def _drawn(y: np.ndarray) -> np.ndarray:
    """Indices of samples to draw: the lowest and highest of each of many groups of neighbours."""
    if len(y) <= DRAWN:
        return np.arange(len(y))
    found = {0, len(y) - 1}
    for group in np.array_split(np.arange(len(y)), DRAWN // 2):
        found |= {int(group[np.argmin(y[group])]), int(group[np.argmax(y[group])])}
    return np.array(sorted(found))
