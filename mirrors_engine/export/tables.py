"""Features with their weights, and the fitted curve, as tables and as CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Sequence

import numpy as np

from mirrors_engine.evaluation import evaluate
from mirrors_engine.export.model import Model, steps_of
from mirrors_engine.progress import Check, Monitor, Progress, paced, silent
from mirrors_engine.refits import Estimate, Refit
from mirrors_engine.results import FitResult
from mirrors_engine.signals.positions import date_words, moment_of, position_words, time_unit
from mirrors_engine.signals.signal import Signal
from mirrors_engine.text.printable import printable

TableCell = str | float | int | None
Table = list[list[TableCell]]
"""The first row names the columns; None is an empty cell."""

_CHUNK = 2000  # rows between two reports
_FORMULA = "=+-@＝＋－＠"  # what makes a spreadsheet run a cell


def safe_text(text: str) -> str:
    """One line of text that no spreadsheet takes for a formula: a ' before what looks like one.

    What a terminal would obey is written as its escape.
    """
    text = printable(" ".join(text.splitlines()).replace("\t", " ").replace("\0", " "))
    return "'" + text if text.lstrip().startswith(tuple(_FORMULA)) else text


def csv_text(rows: Table, monitor: Monitor = silent) -> str:
    """Rows as CSV: numbers to full precision with a decimal point, text made safe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for k, row in enumerate(rows):
        if k % _CHUNK == 0:
            monitor(Progress("writing the table", k / len(rows)))
        writer.writerow([_written(cell) for cell in row])
    return out.getvalue()


def _written(cell: TableCell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe_text(cell)
    return repr(float(cell)) if isinstance(cell, float | np.floating) else str(int(cell))


def features_table(result: FitResult) -> Table:
    """One row for each active feature, the largest |z| first, and last the intercept.

    Columns: number, kind, input column (of several), weight z, share |z|/||z||₁, what it
    does in words, its kinks left to right with the change of slope at each, z included,
    and whether the kink is a mirror image; then the points it is made from.
    """
    signal = result.signal
    several = signal.dimension > 1
    names = signal.x_names if several else signal.x_name
    position = position_words(signal)
    most = max((len(f.kinks) for f in result.features), default=0)
    parameters = list(dict.fromkeys(p for f in result.features for p in f.parameters))
    header = ["feature", "kind", *(["input"] if several else []), "weight", "share", "words"]
    for k in range(1, most + 1):
        header += [f"kink_{k}", f"change_{k}", f"mirror_{k}"]
    rows: Table = [[*header, *parameters]]
    norm = float(np.abs(result.weights).sum())
    order = result.by_weight
    for number, k in enumerate(order, 1):
        feature, weight = result.features[k], float(result.weights[k])
        row: list[TableCell] = [number, feature.kind]
        if several:
            row.append(None if feature.column is None else signal.x_names[feature.column])
        row += [weight, abs(weight) / norm, feature.describe(names, position)]
        for kink in feature.kinks:
            row += [float(kink.position), weight * kink.change, int(kink.mirror)]
        row += [None] * 3 * (most - len(feature.kinks))
        rows.append(row + [feature.parameters.get(p) for p in parameters])
    last: list[TableCell] = [None, "intercept", *([None] if several else []), result.intercept]
    rows.append(last + [None] * (len(rows[0]) - len(last)))
    if result.level is not None:
        for column, slope in enumerate(np.atleast_1d(result.slope).tolist()):
            name: list[TableCell] = [signal.x_names[column]] if several else []
            line: list[TableCell] = [None, "slope", *name, slope]
            rows.append(line + [None] * (len(rows[0]) - len(line)))
    return rows


def pieces_table(model: Model) -> Table:
    """One row for each linear or constant piece: start, end, value at the start, slope.

    The tails have an empty start or end; the first has its value at its end. Times are ISO
    dates, and slopes then per day. For additive inputs the pieces of each input's own function,
    and a last row with the constant to add to their sum. A refit has standard errors and
    confidence intervals beside: of the start, where kinks moved, and of the slope, or the value
    of a step.
    """
    signal = model.signal
    several = signal.dimension > 1
    rows: Table = [[*(["input"] if several else []), "start", "end", "value", "slope"]]
    if isinstance(model, Refit):
        return _refit_pieces(model, rows)

    def place(t: float) -> TableCell:
        if not math.isfinite(t):
            return None
        return date_words(t, time_unit(signal)) if signal.x_is_time and not several else t

    for column in range(signal.dimension):
        for piece in model.pieces(column if several else None):
            name: list[TableCell] = [signal.x_names[column]] if several else []
            rows.append([*name, place(piece.start), place(piece.end), piece.value, piece.slope])
    if several:
        rows.append(["intercept", None, None, model.intercept, None])
    return rows


def _refit_pieces(refit: Refit, rows: Table) -> Table:
    signal = refit.signal

    def place(t: float) -> TableCell:
        if not math.isfinite(t):
            return None
        return date_words(t, time_unit(signal)) if signal.x_is_time else t

    def errors(estimate: Estimate, write: Callable[[float], TableCell]) -> list[TableCell]:
        error = estimate.standard_error
        known = error if math.isfinite(error) else None
        return [known, write(estimate.low), write(estimate.high)]

    what = "value" if refit.step else "slope"
    level = f"{100 * refit.level:g}"
    for name in ("start", what):
        rows[0] += [f"{name}_error", f"{name}_low_{level}", f"{name}_high_{level}"]
    rows[0].append("model")
    first = Estimate(math.nan)
    word = f"{refit.kind}, not certified"
    for piece, kink, slope in zip(refit.pieces(), (first, *refit.kinks), refit.slopes, strict=True):
        row: list[TableCell] = [place(piece.start), place(piece.end), piece.value, piece.slope]
        row += errors(kink, place)
        row += errors(slope, lambda v: v if math.isfinite(v) else None)
        rows.append([*row, word])
    return rows


def curve_table(model: Model, n: int = 500, monitor: Monitor = silent) -> Table:
    """The fitted function, exact when its points are joined, with the data beside it.

    On the line: n points from the first sample to the last, every sample and every kink
    between them (a step also just before it), with x, fit, and where there is a sample y
    and weight. For several input columns the samples alone. Times are ISO text in a column
    of their own, beside days since 1970-01-01.
    """
    signal = model.signal
    names: Sequence[str] = signal.x_names
    if signal.dimension > 1:
        t, at = signal.x, np.arange(signal.n_samples)
        columns = [t[:, c] for c in range(signal.dimension)]
    else:
        t, at = _points(model, n)
        columns = [t]
    if isinstance(model, Refit):
        fit = model.predict(t)
    else:
        fit = evaluate(model, t, monitor, "computing the curve")
    y: list[TableCell] = [None] * len(t)
    weight: list[TableCell] = [None] * len(t)

    def check() -> None:
        monitor(Progress("computing the curve"))

    samples = zip(at.tolist(), signal.y.tolist(), signal.weights.tolist(), strict=True)
    for place, value, w in paced(samples, check):
        y[place], weight[place] = value, w
    cells: list[list[TableCell]] = [[float(v) for v in column] for column in columns]
    header = list(names)
    if signal.x_is_time and signal.dimension == 1:
        header.append("time")
        cells.append(list(_iso(t, signal, check)))
    rows: Table = [[*header, "fit", signal.y_name, "weight"]]
    each = paced(zip(*cells, fit.tolist(), y, weight, strict=True), check)
    rows += [list(row) for row in each]
    return rows


def _points(model: Model, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Positions to evaluate at, and which of them are the samples."""
    x = model.signal.x
    if isinstance(model, Refit):
        kinks = np.array([k.value for k in model.kinks])
    else:
        kinks = np.array([k.position for f in model.features for k in f.kinks])
    kinks = kinks[(kinks > x[0]) & (kinks < x[-1])]
    if steps_of(model):
        kinks = np.concatenate((kinks, np.nextafter(kinks, -np.inf)))
    t = np.unique(np.concatenate((x, kinks, np.linspace(x[0], x[-1], max(n, 2)))))
    return t, np.searchsorted(t, x)


def _iso(days: np.ndarray, signal: Signal, check: Check) -> list[str]:
    """Days since 1970-01-01 as ISO times: to the second, or finer where samples need it."""
    gaps = np.diff(signal.x)
    unit = "s"
    if len(gaps) and float(gaps.min()) * 86400 < 2:
        unit = time_unit(signal)
    each = paced(days.tolist(), check)
    return [str(moment_of(day, unit).astype(f"datetime64[{unit}]")) for day in each]
