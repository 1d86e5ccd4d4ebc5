"""Piecewise-linear fits of other packages beside ours, on the same data.

    pip install -e .[peers]
    python -m tests.measure_peers

Every method is asked for the same number of kinks (aplr knows no such number and chooses its terms
itself). "error" is the RMSE at the samples, "from the truth" that of the fit from the noiseless
function, where it is known, "time" process time, the least of up to three runs, imports not
counted. A certificate is a lower bound on the objective of every candidate that comes with the
answer. Each cell has a process of its own and a time limit.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.metadata
import io
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.refits import relax, segment
from mirrors_engine.signals import sample
from tests.bench import isolated

Fitted = tuple[np.ndarray, str]  # values at the samples, and what is proved of them
ENOUGH = 3.0  # seconds after which a run is not repeated
NONE, LOCAL = "none", "none (local optimum)"


def three_kinks(n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x, noisy y and the truth, which bends at 0.25, 0.5 and 0.75."""
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(0, 1, n))
    f = 3 * x - 6 * np.maximum(x - 0.25, 0) + 6 * np.maximum(x - 0.5, 0)
    f = f - 6 * np.maximum(x - 0.75, 0)
    return x, f + 0.1 * rng.standard_normal(n), f


def nile() -> tuple[np.ndarray, np.ndarray, None]:
    """The flow of the Nile in a hundred years."""
    signal = sample("nile")
    return signal.x, signal.y, None


DATA: dict[str, tuple[Callable[[], tuple[np.ndarray, np.ndarray, Any]], int]] = {
    "Nile, N = 100, 4 kinks": (nile, 4),
    "3 kinks, N = 200, noise 0.1": (lambda: three_kinks(200), 3),
    "3 kinks, N = 20 000, noise 0.1": (lambda: three_kinks(20_000), 3),
}


def lasso(x: np.ndarray, y: np.ndarray, kinks: int) -> Fitted:
    result = fit(Signal(x, y), Architecture("relu", 2, skip=True), kinks=kinks)
    return result.predict(x), f"gap {result.gap:.0e}, of the Lasso"


def relaxed(x: np.ndarray, y: np.ndarray, kinks: int) -> Fitted:
    result = fit(Signal(x, y), Architecture("relu", 2, skip=True), kinks=kinks)
    return relax(result).predict(x), "best on these kinks"


def segmented(x: np.ndarray, y: np.ndarray, kinks: int) -> Fitted:
    result = fit(Signal(x, y), Architecture("relu", 2, skip=True), kinks=kinks)
    return segment(result).predict(x), LOCAL


def pwlf(x: np.ndarray, y: np.ndarray, kinks: int) -> Fitted:
    import pwlf as package

    model = package.PiecewiseLinFit(x, y, seed=0)
    model.fit(kinks + 1)
    return model.predict(x), NONE


def pwlf_fast(x: np.ndarray, y: np.ndarray, kinks: int) -> Fitted:
    import pwlf as package

    model = package.PiecewiseLinFit(x, y, seed=0)
    model.fitfast(kinks + 1, pop=3)
    return model.predict(x), LOCAL


def piecewise_regression(x: np.ndarray, y: np.ndarray, kinks: int) -> Fitted:
    import piecewise_regression as package

    np.random.seed(0)  # noqa: NPY002 the package draws its starts from it
    model = package.Fit(x.tolist(), y.tolist(), n_breakpoints=kinks, verbose=False)
    if not model.get_results()["converged"]:
        raise RuntimeError("did not converge")
    return model.predict(x), LOCAL


def ruptures(x: np.ndarray, y: np.ndarray, kinks: int) -> Fitted:
    """Dynamic programming over kinks at samples, `clinear`; then least squares on them."""
    import ruptures as package

    jump = max(1, len(x) // 100)
    found = package.Dynp(model="clinear", jump=jump, min_size=2).fit(y).predict(n_bkps=kinks)
    at = x[np.array(found[:-1]) - 1]
    columns = np.column_stack((np.ones_like(x), x, np.maximum(x[:, None] - at, 0)))
    b = np.linalg.lstsq(columns, y, rcond=None)[0]
    return columns @ b, "best of its grid of kinks, even x"


def aplr(x: np.ndarray, y: np.ndarray, kinks: int) -> Fitted:
    from aplr import APLRRegressor

    model = APLRRegressor(random_state=0)
    model.fit(x[:, None], y)
    return np.asarray(model.predict(x[:, None])), NONE


def trend_filtering(x: np.ndarray, y: np.ndarray, kinks: int) -> Fitted:
    """The problem of the Lasso at the λ of that fit, as ℓ1 trend filtering, by a general solver."""
    import cvxpy as cp

    best = fit(Signal(x, y), Architecture("relu", 2, skip=True), kinks=kinks)
    f = cp.Variable(len(x))
    slopes = cp.multiply(1 / np.diff(x), cp.diff(f))
    value = 0.5 * cp.sum_squares(f - y) + best.lam * cp.norm1(cp.diff(slopes))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of an inaccurate answer: it is measured
        cp.Problem(cp.Minimize(value)).solve(solver="CLARABEL")
    g = np.asarray(f.value)
    bend = np.abs(np.diff(np.diff(g) / np.diff(x))).sum()
    excess = (0.5 * np.sum((g - y) ** 2) + best.lam * bend) / best.dual_objective - 1
    return g, f"{excess:.0e} above the Lasso's bound"


METHODS: dict[str, tuple[str | None, Callable[[np.ndarray, np.ndarray, int], Fitted]]] = {
    "Mirrors, Lasso": (None, lasso),
    "Mirrors, relaxed": (None, relaxed),
    "Mirrors, segmented": (None, segmented),
    "pwlf, fit": ("pwlf", pwlf),
    "pwlf, fitfast": ("pwlf", pwlf_fast),
    "piecewise-regression": ("piecewise-regression", piecewise_regression),
    "ruptures, Dynp": ("ruptures", ruptures),
    "aplr": ("aplr", aplr),
    "ℓ1 trend filtering, cvxpy": ("cvxpy-base", trend_filtering),
}


def there(package: str) -> bool:
    """Whether a distribution of this name is installed."""
    try:
        importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def measured(method: str, data: str) -> dict[str, Any]:
    """One cell, in this process."""
    make, kinks = DATA[data]
    x, y, truth = make()
    work = METHODS[method][1]
    with contextlib.redirect_stdout(io.StringIO()):
        small = three_kinks(40)
        with contextlib.suppress(Exception):
            work(small[0], small[1], 1)  # imports
        seconds: list[float] = []
        while len(seconds) < 3 and sum(seconds) < ENOUGH:
            began = time.process_time()
            values, proof = work(x, y, kinks)
            seconds.append(time.process_time() - began)
    away = None if truth is None else float(np.sqrt(np.mean((values - truth) ** 2)))
    error = float(np.sqrt(np.mean((values - y) ** 2)))
    return {"seconds": min(seconds), "error": error, "away": away, "proof": proof}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=float, default=120.0, help="seconds of a cell (120)")
    options = parser.parse_args()
    here = [
        f"{name} {importlib.metadata.version(name)}"
        for name in dict.fromkeys(name for name, _ in METHODS.values() if name)
        if there(name)
    ]
    print(f"Python {sys.version.split()[0]}, numpy {np.__version__}, {', '.join(here)}\n")
    print("| data | method | error | from the truth | time | certificate |")
    print("|---|---|---|---|---|---|")
    for data in DATA:
        label = data
        for method, (package, _) in METHODS.items():
            if package and not there(package):
                continue
            found = isolated.run(measured, method, data, limit=options.limit)
            if "failed" in found:
                row = f"{found['failed']} | | | "
            else:
                away = "" if found["away"] is None else f"{found['away']:.3g}"
                row = f"{found['error']:.4g} | {away} | {found['seconds']:.2g} s | {found['proof']}"
            print(f"| {label} | {method} | {row} |", flush=True)
            label = ""


if __name__ == "__main__":
    main()
