"""The web page in a browser against the engine at random λ, for every network and loss it takes.

    python -m tests.fuzz_pages --lams 12 --seed 0

Squared loss: the page's function, objective, lower bound, RMSE and number of neurons at λ against a
solve there, relative to their sizes. Other losses: against a solve at the λ that the page snaps to.
The last rows are long signals: size of the page and how much of its range is exact.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.export import exporter
from tests.export_cases import LOSSES, NETS

TOLERANCE = {"squared": 1e-9, "huber": 1e-6, "quantile": 1e-6, "logistic": 1e-6}
STATE = """const [lams, ts] = arguments;
return lams.map(lam => { const s = mirrors.at(lam); return [
  s.lam, s.exact, s.objective, s.bound, s.rmse, s.active.length,
  ts.map(t => mirrors.value(lam, t))]; });"""


def browser() -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium") or shutil.which("google-chrome"))
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def problems(rng: np.random.Generator) -> Iterator[tuple[str, Problem]]:
    """Every network with every loss, with and without the line; weights, dates and repeated x."""
    for number, fields in enumerate(net for net in NETS if "inputs" not in net):
        for settings in LOSSES:
            loss, options = settings.get("loss", "squared"), dict(settings)
            options.pop("loss", None)
            for skip in (False, True):
                net = Architecture(**fields, skip=skip)
                n = 10 if net.layers > 3 else 16
                x: Any = np.sort(rng.uniform(0, 10, n)).round(3)
                kind = ("plain", "dates", "repeated")[(number + skip) % 3]
                if kind == "dates":
                    x = np.datetime64("2024-02-01") + np.arange(n)
                elif kind == "repeated":
                    x[3] = x[2]
                y = np.sin(np.arange(n) / 2) + 0.3 * rng.standard_normal(n)
                if loss == "logistic":
                    y = np.tile([1.0, -1.0, -1.0], n)[:n]
                signal = Signal(x, y, rng.uniform(0.5, 2, n))
                words = f"{net.describe()}, {loss}, {kind}"
                yield words, Problem(signal, net, loss, **options)


def compared(
    driver: webdriver.Chrome, problem: Problem, lams: int, rng: Any, folder: Path
) -> float:
    """The largest difference, relative to the range of y."""
    signal = problem.signal
    result = problem.solve(lam_ratio=0.1)
    (folder / "page.html").write_text(exporter("html")(result), encoding="utf-8")
    driver.get((folder / "page.html").as_uri())
    t = np.concatenate((signal.x, np.linspace(signal.x[0] - 3, signal.x[-1] + 3, 30)))
    asked = (10 ** rng.uniform(-3, 0, lams) * problem.lam_max).tolist()
    worst = 0.0
    for wanted, state in zip(asked, driver.execute_script(STATE, asked, t.tolist()), strict=True):
        lam, exact, objective, bound, rmse, neurons, values = state
        if problem.loss == "squared" and not (exact and lam == wanted):
            return np.inf
        right = problem.solve(lam)
        scale = max(float(np.ptp(signal.y)), float(np.ptp(right.fitted)))
        pairs = ((objective, right.objective), (bound, right.dual_objective))
        away = [abs(a - b) / max(abs(b), 1e-300) for a, b in pairs]
        away.append(abs(rmse - right.rmse) / scale)  # it may be 0
        away.append(float(np.abs(np.array(values) - right.predict(t)).max()) / scale)
        if problem.loss == "squared" and neurons != len(right.weights):
            return np.inf
        worst = max(worst, *away)
    return worst


def long_pages(driver: webdriver.Chrome, folder: Path) -> None:
    for n in (1000, 10_000):
        rng = np.random.default_rng(0)
        x = np.sort(rng.uniform(0, 10, n))
        signal = Signal(x, np.sin(3 * x) + 0.1 * rng.standard_normal(n))
        for net in (Architecture("relu", 2), Architecture("abs", 3, skip=True)):
            began = time.monotonic()
            page = exporter("html")(Problem(signal, net).solve(lam_ratio=0.02))
            (folder / "page.html").write_text(page, encoding="utf-8")
            driver.get((folder / "page.html").as_uri())
            said = driver.execute_script("return document.getElementById('range').textContent")
            size, seconds = len(page.encode()) / 1e6, time.monotonic() - began
            words = said.split(":")[1].strip()
            print(f"N = {n}, {net.describe()}: {size:.2f} MB, {seconds:.0f} s; {words}", flush=True)
            assert len(page.encode()) <= 2_000_000
            addresses = set(re.findall(r"[a-z]+://[^\"' ]*", page))
            assert addresses == {"http://www.w3.org/2000/svg"}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lams", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--long", action="store_true", help="the long signals too")
    parser.add_argument("--loss", choices=TOLERANCE, help="of this loss only")
    options = parser.parse_args()
    rng, wrong, most = np.random.default_rng(options.seed), 0, dict.fromkeys(TOLERANCE, 0.0)
    driver, count = browser(), 0
    with tempfile.TemporaryDirectory() as name:
        for words, problem in problems(rng):
            if options.loss not in (None, problem.loss):
                continue
            away = compared(driver, problem, options.lams, rng, Path(name))
            count += 1
            most[problem.loss] = max(most[problem.loss], away)
            if not away <= TOLERANCE[problem.loss]:
                wrong += 1
                print(f"{away:.2g}: {words}", flush=True)
        if options.long:
            long_pages(driver, Path(name))
    driver.quit()
    print(f"{count} pages, {wrong} with differences; largest "
          + ", ".join(f"{loss} {away:.1g}" for loss, away in most.items()))  # fmt: skip
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
