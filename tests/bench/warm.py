"""Answers that follow others: slider moves, a point that is dragged, every event of a path."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from typing import Any

import numpy as np

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.homotopy import path_events
from mirrors_engine.solvers import coordinate_descent
from tests.bench import isolated, kinks
from tests.bench.cases import SIGNALS, family, signal

QUIET = ", half the noise"
# network, of `SIGNALS`, samples, λ/λ_max at the end, and the 95 % before, in milliseconds
SLIDES: tuple[tuple[str, str, int, float, str], ...] = (
    ("ReLU, 2 layers", "", 1000, 1e-4, ""),
    ("sign, 2 layers", "", 1000, 1e-4, ""),
    ("sign, 3 layers, 4 switches", "", 300, 1e-3, ""),
    ("|·|, 3 layers", "", 300, 1e-3, "21"),
    ("|·|, 3 layers", QUIET, 300, 1e-3, ""),
    ("|·|, 3 layers", "", 20_000, 1e-3, "352"),
    ("|·|, 3 layers", QUIET, 20_000, 1e-3, ""),
    ("|·|, 4 layers", "", 200, 1e-2, "257"),
    ("|·|, 4 layers", QUIET, 200, 1e-2, ""),
)
# network, of `SIGNALS`, samples, λ/λ_max at the end, and the time before
PATHS = (
    ("|·|, 3 layers", "", 100, 1e-4, "6.5 s"),
    ("|·|, 3 layers", QUIET, 100, 1e-4, ""),
    ("ReLU, 2 layers", "", 1000, 1e-4, "6.2 s"),
    ("ReLU, 2 layers", QUIET, 1000, 1e-4, ""),
)
DRAGGED = 200  # samples
WAYS = (("up", ""), ("down", ""), ("sideways", "53"))


def slide(name: str, of: str, n: int, low: float, count: int) -> dict[str, Any]:
    """Slider moves over the whole strip, each started from the one before; wall clock."""
    coordinate_descent.load()
    problem = Problem(SIGNALS[of](n), family(name).net)
    problem.solve(lam_ratio=0.5)
    seconds, used, gaps, result = [], [], [], None
    for ratio in np.geomspace(1, low, count):
        began, cpu = time.perf_counter(), time.process_time()
        result = problem.solve(lam_ratio=float(ratio), start=result)
        seconds.append(time.perf_counter() - began)
        used.append(time.process_time() - cpu)
        gaps.append(result.gap)
    return {
        "median": 1e3 * float(np.median(seconds)),
        "p95": 1e3 * float(np.percentile(seconds, 95)),
        "processor": 1e3 * float(np.percentile(used, 95)),
        "longest": 1e3 * max(seconds),
        "gap": max(gaps),
    }


def drag(way: str, n: int, count: int) -> dict[str, Any]:
    """The middle sample moved in small steps; the problem is built anew for each."""
    coordinate_descent.load()
    net = Architecture("abs", 3)
    result = Problem(signal(n), net).solve(lam_ratio=0.01)
    seconds, gaps = [], []
    for data in _dragged(way, n, count):
        began = time.process_time()
        result = Problem(data, net).solve(result.lam, start=result)
        seconds.append(time.process_time() - began)
        gaps.append(result.gap)
    return {
        "median": 1e3 * float(np.median(seconds)),
        "p95": 1e3 * float(np.percentile(seconds, 95)),
        "gap": max(gaps),
    }


def _dragged(way: str, n: int, count: int) -> Iterator[Signal]:
    base, k = signal(n), n // 2
    x, y = base.x.copy(), base.y.copy()
    left, right = x[k - 1], x[k + 1]
    for step in range(1, count + 1):
        if way == "sideways":
            x[k] = left + (right - left) * (0.1 + 0.8 * step / count)
        else:
            y[k] += 0.02 if way == "up" else -0.02
        yield Signal(x.copy(), y.copy())


def events(name: str, of: str, n: int, low: float) -> dict[str, Any]:
    """Every event of the path down to λ/λ_max = low; processor time, the least of three."""
    coordinate_descent.load()
    seconds = []
    for _ in range(3):
        problem = Problem(SIGNALS[of](n), family(name).net)
        began = time.process_time()
        (path,) = deque(path_events(problem, low), maxlen=1)
        seconds.append(time.process_time() - began)
    return {
        "seconds": min(seconds),
        "events": len(path.events),
        "exact": sum(event.exact for event in path.events),
    }


def square() -> dict[str, Any]:
    """|·| of three layers on y = x²: as many neurons as two thirds of the samples."""
    coordinate_descent.load()
    began = time.process_time()
    result = Problem(kinks.signal("square", 1000), Architecture("abs", 3)).solve(lam_ratio=1e-3)
    return {
        "seconds": time.process_time() - began,
        "gap": result.gap,
        "used": len(result.weights),
    }


def rows(count: int, quick: bool, limit: float) -> list[dict[str, Any]]:
    """All of it on the screen, with what was measured before the last changes."""
    found: list[dict[str, Any]] = []

    def add(name: str, n: int, answer: dict[str, Any], words: str, before: str) -> None:
        found.append({"name": name, "n": n, "old": before, **answer})
        text = answer.get("failed") or words.format(**answer)
        print(f"{name:31}{n:>9}   {text}" + (f"   was {before}" if before else ""), flush=True)

    print(f"\nSlider, {count} ticks from λ_max down, each from the one before; ms")
    words = "median {median:.1f}, 95 % {p95:.1f}, processor {processor:.1f}, longest {longest:.1f}"
    for name, of, n, low, before in SLIDES:
        if not quick or n <= 1000:
            answer = isolated.run(slide, name, of, n, low, count, limit=limit)
            add(name + of, n, answer, words + "; gap {gap:.0e}", before)
    print("\nA dragged point, |·| of three layers, processor time; ms an answer")
    for way, before in WAYS:
        answer = isolated.run(drag, way, DRAGGED, count // 4, limit=limit)
        add(way, DRAGGED, answer, "median {median:.1f}, 95 % {p95:.1f}; gap {gap:.0e}", before)
    print("\nEvery event of the path, processor time, the least of three")
    for name, of, n, low, before in PATHS[: 1 if quick else None]:
        answer = isolated.run(events, name, of, n, low, limit=limit)
        add(name + of, n, answer, "{events} events, {exact} of them exact, {seconds:.2f} s", before)
    if not quick:
        answer = isolated.run(square, limit=limit)
        words = "{used} neurons, {seconds:.1f} s; gap {gap:.0e}"
        add("|·|, 3 layers, y = x²", 1000, answer, words, "10 s")
    return found
