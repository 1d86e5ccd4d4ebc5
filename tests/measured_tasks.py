"""The long tasks that `measure_progress_gaps` measures, at sizes that someone may start.

A task is a name and a function that prepares it, unmeasured, and returns what is to be
measured: a function of the monitor.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from mirrors_engine import Architecture, Problem, Signal, fit, path, path_events, prove, select
from mirrors_engine.progress import Monitor, Progress

Work = Callable[[Monitor], Any]


def wave(n: int, kind: str = "noisy", seed: int = 0) -> Signal:
    """n samples of a sine with a jump; of labels, or counts on a grid, by kind."""
    rng = np.random.default_rng(seed)
    x = np.linspace(0, 10, n) if kind == "grid" else np.sort(rng.uniform(0, 10, n))
    y = np.sin(2 * x) + (x > 6) + 0.3 * rng.standard_normal(n)
    if kind == "labels":
        y = np.where(y + rng.standard_normal(n) > 0, 1.0, -1.0)
    if kind == "grid":
        y = np.round(y)
    return Signal(x, y)


def _fit(n: int, ratio: float, loss: str = "squared", kind: str = "noisy", **net: Any) -> Any:
    def prepare() -> Work:
        signal, architecture = wave(n, kind), Architecture(**net)
        return lambda monitor: fit(
            signal, architecture, lam_ratio=ratio, loss=loss, monitor=monitor
        )

    return prepare


def _of_result(n: int, ratio: float, what: Callable[[Any, Monitor], Any], **net: Any) -> Any:
    def prepare() -> Work:
        result = fit(wave(n, net.pop("data", "noisy")), Architecture(**net), lam_ratio=ratio)
        return lambda monitor: what(result, monitor)

    return prepare


def _columns(n: int, inputs: str, activation: str, ratio: float, columns: int = 2) -> Any:
    def prepare() -> Work:
        rng = np.random.default_rng(0)
        x = rng.uniform(-1, 1, (n, columns))
        y = np.sin(3 * x[:, 0]) * x[:, 1] + 0.1 * rng.standard_normal(n)
        net = Architecture(activation=activation, layers=2, inputs=inputs)
        return lambda monitor: fit(Signal(x, y), net, lam_ratio=ratio, monitor=monitor)

    return prepare


def _exhaust(events: Iterable[Any]) -> None:
    for _ in events:
        pass


def _landscape(result: Any, monitor: Monitor) -> None:
    from mirrors_engine.landscape import landscape

    land = landscape(result, monitor=monitor)
    if land.computed:
        land.weight_ranges(monitor)
        land.band(monitor=monitor)
        land.sample(4, monitor=monitor)


def _mirror_map(result: Any, monitor: Monitor) -> None:
    from mirrors_engine.landscape.mirror_map import mirror_map

    mirror_map(result, monitor=monitor)


def _outside(result: Any, monitor: Monitor) -> None:
    from mirrors_engine.landscape.outside import outside

    outside(result, monitor)


def _train(method: str, connected: bool = False) -> Callable[[Any, Monitor], None]:
    from mirrors_engine.training import TrainingSettings, train, train_connected

    def run(result: Any, monitor: Monitor) -> None:
        settings = TrainingSettings(method=method, starts=20, steps=2000)
        _exhaust((train_connected if connected else train)(result, settings, monitor))

    return run


def _exports(result: Any, monitor: Monitor) -> None:
    from mirrors_engine.export.registry import EXPORTERS, ExportSettings

    for export in EXPORTERS:
        monitor(Progress("exporting"))
        export(result, ExportSettings(100_000, monitor))


def _closed_forms(result: Any, monitor: Monitor) -> None:
    from mirrors_engine.closed_forms import applies

    monitor(Progress("closed forms"))
    applies(result.signal, result.architecture, result)


def _forecast(train: bool) -> Any:
    def prepare() -> Work:
        from mirrors_engine.series import Settings, forecast

        x = np.arange(2000.0)
        y = np.sin(x / 9) + 0.2 * np.random.default_rng(0).standard_normal(2000)
        settings, net = Settings(lags=(1, 2, 9), train=train), Architecture("abs", 2)
        settings = replace(settings, quantiles=(0.1, 0.9))
        return lambda monitor: forecast(Signal(x, y), net, settings, monitor=monitor)

    return prepare


def _read(rows: int, quoted: bool) -> Any:
    def prepare() -> Work:
        from mirrors_engine.signals import read_table
        from mirrors_gui.model.table_signal import signal_of

        folder = tempfile.TemporaryDirectory()
        file = Path(folder.name) / "rows.csv"
        x = np.random.default_rng(0).permutation(rows)
        mark = '"' if quoted else ""
        with file.open("w") as lines:
            lines.write("x,y\n")
            lines.writelines(f"{mark}{k}{mark},{k % 97 / 7}\n" for k in x)

        def work(monitor: Monitor) -> None:
            with folder:
                table = read_table(file, None, monitor)
                signal_of(table, *table.default_columns(), None, monitor)

        return work

    return prepare


def _path(n: int, events: bool, loss: str = "squared", **net: Any) -> Any:
    def prepare() -> Work:
        signal, architecture = wave(n), Architecture(**net)
        if events:
            problem = Problem(signal, architecture, loss)
            return lambda monitor: _exhaust(path_events(problem, 1e-3, monitor=monitor))
        return lambda monitor: _exhaust(
            path(signal, architecture, 30, 1e-3, loss=loss, monitor=monitor)
        )

    return prepare


def _select(n: int, loss: str = "squared", **net: Any) -> Any:
    def prepare() -> Work:
        signal, architecture = wave(n), Architecture(**net)
        return lambda monitor: select(signal, architecture, loss=loss, monitor=monitor)

    return prepare


TASKS: dict[str, Callable[[], Work]] = {
    "fit abs L2, N = 1e6": _fit(10**6, 1e-3, activation="abs", layers=2),
    "fit relu L2, N = 2e4, small λ": _fit(20_000, 1e-7, activation="relu", layers=2),
    "fit relu L2 noise, N = 1400": _fit(1400, 1e-8, activation="relu", layers=2),
    "fit relu L3, N = 1e6": _fit(10**6, 1e-2, activation="relu", layers=3),
    "fit abs L3, N = 8000": _fit(8000, 1e-2, activation="abs", layers=3),
    "fit abs L3, N = 1000, small λ": _fit(1000, 1e-6, activation="abs", layers=3),
    "fit abs L3 on a grid, N = 400": _fit(400, 1e-3, kind="grid", activation="abs", layers=3),
    "fit symmetrized L3, N = 2000": _fit(2000, 1e-3, activation="symmetrized", layers=3),
    "fit leaky L3, N = 2000": _fit(2000, 1e-3, activation="leaky", layers=3),
    "fit abs L4, N = 150": _fit(150, 1e-2, activation="abs", layers=4),
    "fit abs L5, N = 25": _fit(25, 1e-2, activation="abs", layers=5),
    "fit abs L4, N = 1e5": _fit(10**5, 1e-2, activation="abs", layers=4),
    "fit abs L5, N = 300": _fit(300, 1e-2, activation="abs", layers=5),
    "fit sign L2, N = 1e6": _fit(10**6, 1e-3, activation="sign", layers=2),
    "fit sign width 50, N = 2e4": _fit(20_000, 1e-3, activation="sign", layers=3, widths=(50,)),
    "fit sign width 2000, N = 2000": _fit(2000, 1e-3, activation="sign", layers=3, widths=(2000,)),
    "fit sign width 3, N = 1e6": _fit(10**6, 1e-3, activation="sign", layers=3, widths=(3,)),
    "fit plane abs, N = 1000": _columns(1000, "plane", "abs", 1e-2),
    "fit plane sign, N = 1000": _columns(1000, "plane", "sign", 1e-2),
    "fit additive, N = 5000 x 5": _columns(5000, "additive", "abs", 1e-3, 5),
    "quantile abs L2, N = 2e4": _fit(20_000, 1e-2, "quantile", activation="abs", layers=2),
    "quantile abs L3, N = 1000": _fit(1000, 1e-2, "quantile", activation="abs", layers=3),
    "quantile counts, N = 3000": _fit(3000, 0.1, "quantile", "grid", activation="abs", layers=2),
    "huber abs L2, N = 2e4": _fit(20_000, 1e-3, "huber", activation="abs", layers=2),
    "huber abs L3, N = 400": _fit(400, 1e-3, "huber", activation="abs", layers=3),
    "logistic abs L2, N = 2e4": _fit(
        20_000, 1e-2, "logistic", "labels", activation="abs", layers=2
    ),
    "interpolate relu L2, N = 2000": _fit(2000, 0.0, activation="relu", layers=2),
    "interpolate abs L3, N = 200": _fit(200, 0.0, activation="abs", layers=3),
    "path abs L3, N = 1000": _path(1000, False, activation="abs", layers=3),
    "path events abs L3, N = 200": _path(200, True, activation="abs", layers=3),
    "path quantile, N = 1000": _path(1000, False, "quantile", activation="abs", layers=2),
    "select abs L3, N = 500": _select(500, activation="abs", layers=3),
    "select quantile, N = 1000": _select(1000, "quantile", activation="abs", layers=2),
    "landscape abs L3 grid, N = 200": _of_result(
        200, 1e-2, _landscape, activation="abs", layers=3, data="grid"
    ),
    "landscape abs L4 grid, N = 30": _of_result(
        30, 1e-2, _landscape, activation="abs", layers=4, data="grid"
    ),
    "outside abs L3, N = 200": _of_result(200, 1e-2, _outside, activation="abs", layers=3),
    "mirror map, N = 2000": _of_result(2000, 1e-2, _mirror_map, activation="abs", layers=3),
    "prove abs L3, N = 300": _of_result(
        300, 1e-2, lambda r, m: prove(r, m), activation="abs", layers=3
    ),
    "prove relu L2, N = 1e5": _of_result(
        100_000, 1e-2, lambda r, m: prove(r, m), activation="relu", layers=2
    ),
    "train adam, N = 1000": _of_result(1000, 1e-2, _train("adam"), activation="abs", layers=3),
    "train lbfgs, N = 1e5": _of_result(10**5, 1e-2, _train("lbfgs"), activation="abs", layers=2),
    "train connected, N = 1000": _of_result(
        1000, 1e-2, _train("adam", True), activation="relu", layers=3
    ),
    "closed forms, N = 1e6": _of_result(10**6, 1e-2, _closed_forms, activation="relu", layers=2),
    "exports, N = 1e5": _of_result(10**5, 1e-5, _exports, activation="relu", layers=2),
    "forecast": _forecast(False),
    "forecast with training": _forecast(True),
    "read 1e6 rows": _read(10**6, False),
    "read 3e5 quoted rows": _read(300_000, True),
}
