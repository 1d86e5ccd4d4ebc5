"""`python -m tests.bench`: the table on the screen, bench.json and bench.svg in out/."""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import json
import os
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench import cases, floor, isolated, kinks, ours, peers, plot, report, warm, window
from tests.bench.cases import FAMILIES, LONG, MILLION, OTHER_RATIOS, RATIO, Family

OURS_LIMIT = 120.0  # seconds one fit of ours may take
WINDOW_LIMIT = 120.0
PARTS = ("growth", "peers", "long", "kinks", "floor", "ticks", "window")
Rows = list[dict[str, Any]]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the smallest sizes of everything")
    parser.add_argument("--limit", type=float, help="seconds a peer may take (15; quick: 5)")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS))
    parser.add_argument("--out", type=Path, default=Path("out"))
    options = parser.parse_args(arguments)
    limit = options.limit or (5.0 if options.quick else 15.0)
    families = [cases.quick(family) for family in FAMILIES] if options.quick else list(FAMILIES)

    began = time.monotonic()
    machine, versions = _machine(), _versions()
    print(f"{machine}; " + ", ".join(f"{name} {version}" for name, version in versions.items()))
    print(f"λ = {RATIO:g} λ_max. Our time includes dictionary, λ_max, solution and certificate; a")
    print(f"peer's only its solve, limit {limit:g} s. Peak memory includes the interpreter.")
    day = datetime.date.today().isoformat()
    found: dict[str, Any] = {"date": day, "machine": machine, "versions": versions, "ratio": RATIO}
    if "growth" in options.only:
        found["growth"] = growth(families)
    if "peers" in options.only:
        found["peers"] = beside_peers(families, limit)
    if "long" in options.only and not options.quick:
        found["long"] = long_signals()
    if "kinks" in options.only:
        found["kinks"] = thousands_of_kinks(options.quick, limit)
    if "floor" in options.only:
        print("\nThe floor of a certified answer")
        found["floor"] = floor.show(10_000 if options.quick else 1_000_000)
    if "ticks" in options.only:
        count = 40 if options.quick else 200
        found["ticks"] = warm.rows(count, options.quick, OURS_LIMIT)
    if "window" in options.only:
        found["window"] = the_window()
    found["minutes"] = (time.monotonic() - began) / 60
    print(f"\n{found['minutes']:.1f} minutes in all")

    options.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, indent=2, allow_nan=True, ensure_ascii=False)
    (options.out / "bench.json").write_text(text, encoding="utf-8")
    if found.get("growth"):
        others = [row for row in found.get("peers", []) if row["peer"] != "ours"]
        plot.write(options.out / "bench.svg", found["growth"], others)
    return 0


def growth(families: Sequence[Family]) -> Rows:
    """Every family over growing signals, with the exponents of its time and of the floor."""
    print("\nGrowth\n" + report.HEAD)
    rows: Rows = []
    for family in families:
        mine = [row for n in family.grows if (row := _fit(family, n, family.ratio)) is not None]
        rows += mine
        if len(mine) > 1:
            slopes = [report.exponent(mine, key) for key in ("seconds", "floor")]
            print(f"{'':28}grows as N^{slopes[0]:.2f}, the floor as N^{slopes[1]:.2f}", flush=True)
    return rows


def _fit(family: Family, n: int, ratio: float) -> dict[str, Any] | None:
    answer = isolated.run(ours.fit, family.name, n, ratio, limit=OURS_LIMIT)
    if "failed" in answer:
        print(f"{family.name:28}{n:>9}  {answer['failed']}", flush=True)
        return None
    row = {"name": family.name, "n": n, "ratio": ratio, **answer}
    print(report.line(row), flush=True)
    return row


def beside_peers(families: Sequence[Family], limit: float) -> Rows:
    """The same problem to the peers: dense Lasso solvers, and the N-variable form."""
    print("\nBeside peers\n" + report.HEAD)
    rows: Rows = []
    for family in families:
        for n in sorted({*family.dense, *family.samples}):
            mine = _fit(family, n, RATIO)
            if mine is None:
                continue
            rows.append({"peer": "ours", **mine})
            asked = [(peers.samples, name) for name in peers.of_samples(family.net.activation)]
            asked = asked if n in family.samples else []
            fits = 8 * n * mine["features"] <= peers.DENSE_BYTES
            if n in family.dense and fits:
                asked = [(peers.dense, name) for name in peers.DENSE] + asked
            for work, name in asked:
                answer = isolated.run(work, name, family.name, n, limit=limit)
                if answer.get("seconds", 0.0) > limit:
                    answer = {"failed": f"no answer in {limit:g} s"}
                rows.append({"peer": name, "name": family.name, "n": n, **answer})
                print(report.beside(rows[-1], mine["seconds"]), flush=True)
    return rows


def long_signals() -> Rows:
    """A million samples at other λ."""
    print(f"\nA million samples at other λ\n{'λ/λ_max':>9}  " + report.HEAD)
    rows: Rows = []
    for ratio in OTHER_RATIOS:
        for family in LONG:
            print(f"{ratio:>9g}  ", end="")
            row = _fit(family, MILLION, ratio)
            rows += [row] if row is not None else []
    return rows


def thousands_of_kinks(quick: bool, limit: float) -> Rows:
    """Smooth curves, noise and quantiles, beside trend filtering where it is the same problem."""
    print("\nThousands of kinks, processor time")
    rows: Rows = []
    for row in kinks.ROWS[:2] if quick else kinks.ROWS:
        level = f" {row.quantile:g}" if row.loss == "quantile" else ""
        name = f"{row.kind}, {row.net}, {row.loss}{level}"
        answer = isolated.run(kinks.fit, row, limit=OURS_LIMIT)
        rows.append({"name": name, "n": row.n, "ratio": row.ratio, "old": row.old, **answer})
        if "failed" in answer:
            print(f"{name:36}{row.n:>9} {row.ratio:>7g}  {answer['failed']}", flush=True)
            continue
        time_of = report.seconds(answer["seconds"])
        print(
            f"{name:36}{row.n:>9} {row.ratio:>7g}{answer['used']:>7}{time_of:>11}"
            f"{answer['gap']:>9.0e}{answer['peak_mb']:>6.0f} MB"
            + (f"   0.1.0: {row.old}" if row.old else ""),
            flush=True,
        )
        for name in peers.TREND_FILTERING if row.peer else ():
            peer = isolated.run(kinks.trend_filtering, row, name, limit=limit)
            rows.append({"peer": name, **peer})
            print(report.beside(rows[-1], answer["seconds"]), flush=True)
    for lam, old in kinks.SWITCHES:
        n = 10_000 if quick else 1_000_000
        answer = isolated.run(kinks.switches, n, lam, limit=OURS_LIMIT)
        rows.append({"name": f"sign 2, λ = {lam:g}", "n": n, "old": old, **answer})
        if "failed" in answer:
            print(f"{rows[-1]['name']:36}{n:>9}  {answer['failed']}", flush=True)
            continue
        times = {name: report.seconds(peer["seconds"]) for name, peer in answer["peers"].items()}
        beside = ", ".join(f"{name} {seconds.strip()}" for name, seconds in times.items())
        beside += "" if quick else f"   0.1.0: {old}"
        print(
            f"{f'sign 2, λ of variation {lam:g}':36}{n:>9}{'':8}{answer['used']:>7}"
            f"{report.seconds(answer['seconds']):>11}{answer['gap']:>9.0e}   {beside}",
            flush=True,
        )
    answer = isolated.run(kinks.tick, "square", 10_000, 10 if quick else 60, limit=OURS_LIMIT)
    rows.append({"name": "slider", **answer})
    words = answer.get("failed") or f"95 % {1e3 * answer['p95']:.0f} ms"
    print(f"slider, square, N = 10 000: {words}", flush=True)
    return rows


def the_window() -> dict[str, Any]:
    """Start-up (the second of two, so that files are cached) and the longest stall."""
    print("\nThe window, without a screen")
    found: dict[str, Any] = {}
    for _ in range(2):
        answer = isolated.run(window.start_up, time.time(), limit=WINDOW_LIMIT)
        found["start"] = answer
    if "failed" in found["start"]:
        print(f"it did not come up: {found['start']['failed']}")
    else:
        shown, solved, peak = (found["start"][key] for key in ("shown", "solved", "peak_mb"))
        print(f"shown after {shown:.2f} s, sample solved and drawn after {solved:.2f} s")
        print(f"peak memory {peak:.0f} MB")
    found["stalls"] = stalls = isolated.run(window.stalls, limit=WINDOW_LIMIT)
    if "failed" in stalls:
        print(f"its event loop could not be watched: {stalls['failed']}")
    else:
        print(
            f"longest pause of the event loop: {1e3 * stalls['busy']:.0f} ms while a solve of four "
            f"layers on 200 samples runs {stalls['watched']:g} s ({stalls['beats']} beats), "
            f"{1e3 * stalls['idle']:.0f} ms idle",
            flush=True,
        )
    return found


def _machine() -> str:
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}"
    )


def _versions() -> dict[str, str]:
    names = (
        "numpy", "scipy", "scikit-learn", "celer", "skglm", "cvxpy-base", "cvxpy", "clarabel",
        "piqp", *peers.JUMPS,
    )  # fmt: skip
    found = {}
    for name in names:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


if __name__ == "__main__":
    sys.exit(main())
