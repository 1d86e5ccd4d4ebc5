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
from typing import Any

import numpy as np

from mirrors_engine import __version__
from mirrors_engine.export.encoding import encoded, reals
from mirrors_engine.export.page_overlays import LEVEL, Overlay, overlays_of_page
from mirrors_engine.export.page_path import LARGEST, MOST_NEURONS, exact_share, path_for
from mirrors_engine.export.page_stretches import (
    Stretch,
    affordable,
    nearest,
    single,
    smallest,
    squares,
    starts_at_the_top,
    stretch_of,
)
from mirrors_engine.export.page_units import LISTED, bend_of, may_be_listed, unit_of_page
from mirrors_engine.homotopy import Path
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.resources import resource_path
from mirrors_engine.results import FitResult, middle_of
from mirrors_engine.signals.positions import position_words
from mirrors_engine.text.printable import printable

DRAWN = 1500  # samples that are drawn
_SCRIPTS = ("path.js", "text.js", "function.js", "page.js")
_TITLE, _DATA, _SCRIPT = "@@TITLE@@", "@@DATA@@", "@@SCRIPT@@"


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
    segments = affordable(path.segments, result)
    for segment in segments:
        monitor(Progress("writing the page"))
        stretches.append(stretch_of(segment))
    if result is not None and not _shows(stretches, result):
        # the path ended before it, or has a gap there: the page shows what it is opened at
        stretches = sorted([*stretches, single(result)], key=lambda s: -s.lams[0])
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

    def shortened(kept: Sequence[Stretch]) -> str:
        monitor(Progress("writing the page"))
        return _written(kept, result, exact, False, extra)

    if len(shortened(nearest(stretches, result.lam, 0)).encode()) <= most:
        return _longest(lambda n: shortened(nearest(stretches, result.lam, n)), stretches, most)
    few = nearest(stretches, result.lam, 1)
    return _longest(lambda n: shortened(smallest(few, result.lam, n)), few, most)


def _longest(page: Callable[[int], str], stretches: Sequence[Stretch], most: int) -> str:
    """The page with the most of these stretches that has no more bytes, or that of the fewest."""
    found, few, many = page(0), 0, len(stretches) - 1
    while few < many:
        count = (few + many + 1) // 2
        made = page(count)
        if len(made.encode()) <= most:
            found, few = made, count
        else:
            many = count - 1
    return found


def _shows(stretches: Sequence[Stretch], result: FitResult) -> bool:
    """Whether λ lies in a stretch, or above λ_max, where nothing changes."""
    inside = any(s.lams[1] <= result.lam <= s.lams[0] for s in stretches)
    return inside or (result.lam >= result.lam_max and starts_at_the_top(stretches, result))


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
    simplest = "a straight line" if result.architecture.skip else "a constant"
    if not starts_at_the_top(stretches, result):
        simplest = "few neurons"
    about = (
        f"The {what} {result.architecture.describe()} for {names}, {len(signal)} samples: "
        f"drag λ from {simplest} on the left to many neurons on the right."
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
    shown = _drawn(signal.y)
    far = float(np.abs(signal.x).max())
    span = float(np.ptp(signal.x)) or 1.0
    total = float(signal.weights.sum())
    spread = squares(result) / (1 - result.r2) if result.r2 < 1 else 0.0
    return {
        "time": signal.x_is_time,
        "digits": 6 + max(0, int(np.log10(max(far / span, 1.0)))),
        "label": result.loss == "logistic",
        "step": net.step,
        "activations": [
            {"plus": s.a_plus, "minus": s.a_minus, "step": s.step} for s in net.activations
        ],
        "tolerance": result.certificate.tolerance,
        "lam": result.lam,
        "lam_max": result.lam_max,
        "from_the_top": starts_at_the_top(stretches, result),
        "weight": total,
        "samples": len(signal.x),
        "spread": spread,
        "mean": float(np.average(signal.y, weights=signal.weights)),
        "x": reals(signal.x[shown]),
        "y": reals(signal.y[shown]),
        **_neurons(stretches, printable(signal.x_name), position_words(signal)),
        "listed": LISTED,
        "top": reals(np.array([s.lams[0] for s in stretches])),
        "bottom": reals(np.array([s.lams[1] for s in stretches])),
        "levels": reals(np.concatenate([s.levels for s in stretches])),
        "slopes": reals(np.concatenate([s.slopes for s in stretches])),
        "middle": float(middle_of(signal.x)),
        "free": "straight line" if net.skip else "constant",
        "primal": reals(np.concatenate([s.primal for s in stretches])),
        "dual": reals(np.concatenate([s.dual for s in stretches])),
        "rss": reals(np.concatenate([s.squares for s in stretches])),
    }


def _neurons(
    stretches: Sequence[Stretch], name: str, position: Callable[[float], str]
) -> dict[str, Any]:
    """The units, each once, and which of them with which weights each stretch has.

    A unit that a kink and a sign tell takes 8 bytes, in words and lists some hundred; the weights
    at the other end of a stretch that is a single λ take none, and following units two numbers.
    """
    features = {f.key: f for stretch in stretches for f in stretch.features}
    listed = {
        f.key
        for stretch in stretches
        for f, may in zip(stretch.features, may_be_listed(stretch.weights), strict=True)
        if may
    }
    bends = {key: None if key in listed else bend_of(f) for key, f in features.items()}
    told = {key: bend for key, bend in bends.items() if bend is not None}
    whole = [key for key in features if key not in told]
    number = {key: i for i, key in enumerate((*whole, *told))}
    first = np.cumsum([0, *(len(stretch.features) for stretch in stretches)])
    single = all(stretch.lams[0] == stretch.lams[1] for stretch in stretches)
    index, weights = [], []
    for stretch in stretches:
        of = np.array([number[f.key] for f in stretch.features], dtype=np.int64)
        order = np.argsort(of)
        index.append(of[order])
        weights.append(stretch.weights[: 1 if single else 2, order].T.ravel())
    numbers = np.concatenate(index)
    runs = np.flatnonzero(np.diff(numbers, prepend=-2) != 1)
    return {
        "mirrors": any(kink.mirror for f in features.values() for kink in f.kinks),
        "units": [unit_of_page(features[key], name, position, key in listed) for key in whole],
        "bends": reals(np.array([at for at, _ in told.values()])),
        "rising": encoded(np.packbits(np.array([sign > 0 for _, sign in told.values()], bool))),
        "first": encoded(first.astype("<u4")),
        "runs": encoded(numbers[runs].astype("<u4")),
        "long": encoded(np.diff(runs, append=len(numbers)).astype("<u4")),
        "weights": reals(np.concatenate(weights)),
    }


def _drawn(y: np.ndarray) -> np.ndarray:
    """Indices of samples to draw: the lowest and highest of each of many groups of neighbours."""
    if len(y) <= DRAWN:
        return np.arange(len(y))
    found = {0, len(y) - 1}
    for group in np.array_split(np.arange(len(y)), DRAWN // 2):
        found |= {int(group[np.argmin(y[group])]), int(group[np.argmax(y[group])])}
    return np.array(sorted(found))
