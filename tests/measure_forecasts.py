"""How good forecasts of the bundled series are, with and without a skip connection.

    python -m tests.measure_forecasts

RMSE one step ahead over the last fifth of each series, which no model sees; λ is chosen by rolling
validation in the rest. "trained" is the same network by gradients, the best of its starts by
training value. λ/λ_max is given in parentheses: 1 is the constant, and with the skip connection
the linear autoregression.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from mirrors_engine import Architecture
from mirrors_engine.series import Forecast, forecast
from mirrors_engine.signals import sample

SERIES: dict[str, tuple[str, dict[str, Any]]] = {
    "sunspots, 1, 2, 9": ("sunspots", {"lags": (1, 2, 9)}),
    "treasury bills, differences, 1": ("tbill", {"lags": (1,), "target": "differences"}),
    "CO₂, differences, 1, 52": (
        "co2",
        {"lags": (1, 52), "target": "differences", "period": 52},
    ),
}
NETWORKS = (Architecture("relu", 2), Architecture("abs", 3))


def of(found: Forecast, key: str) -> str:
    """RMSE of a model, and the λ of the network."""
    entry = found.entry(key)
    if entry is None:
        return "–"
    chosen = f" ({found.lam_ratio:.2g})" if key == "convex" else ""
    return f"{entry.test.rmse:.3g}{chosen}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--no-training", action="store_true", help="leave ordinary training out")
    options = parser.parse_args()
    names = (
        "optimal | with `--skip` | trained by gradients | linear | one season before | last value"
    )
    print(f"| series, lags | network | {names} |\n|---|---|---|---|---|---|---|---|")
    for title, (name, settings) in SERIES.items():
        label = title
        for net in NETWORKS:
            common = {**settings, "validate": False, "refit": False}
            train = not options.no_training
            plain = forecast(sample(name), net, train=train, **common)
            line = forecast(sample(name), replace(net, skip=True), **common)
            assert plain.certified and line.certified
            cells = [of(plain, "convex"), of(line, "convex"), of(plain, "trained")]
            cells += [of(plain, key) for key in ("linear", "seasonal", "last")]
            words = net.describe().replace("|", "\\|")
            print(f"| {label} | {words} | {' | '.join(cells)} |", flush=True)
            label = ""


if __name__ == "__main__":
    main()
