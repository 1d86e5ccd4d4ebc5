"""A forecast as JSON values, and as a table of words and numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from mirrors_engine.results import FitResult
from mirrors_engine.series.embedding import CHANGES, lag_words
from mirrors_engine.series.results import Entry, Forecast
from mirrors_engine.series.scores import Scores
from mirrors_engine.signals.positions import date_words
from mirrors_engine.text.figures import significant


def forecast_to_dict(found: Forecast) -> dict[str, Any]:
    """A forecast as JSON values: the contract of `forecast --json`.

    Numbers that do not exist, or ran away, are null. Times of a date axis carry "date" too.
    """
    wanted, line = found.settings, found.rows.timeline
    when = _times(found)
    band = found.band
    return {
        "lags": list(wanted.lags),
        "target": wanted.target,
        "spacing": wanted.spacing,
        "step": line.step,
        "horizon": wanted.horizon,
        "period": wanted.period,
        "loss": wanted.loss,
        "architecture": found.architecture.describe(),
        "rows_trained": len(found.training),
        "rows_tested": found.entries[-1].test.n,
        "test_from": when(found.test_times[0]),
        "lam_ratio": found.lam_ratio,
        "lam_chosen": found.choice is not None,
        "selection": None if found.choice is None else found.choice.to_dict(),
        "certified": found.certified,
        "fit": _fit(found.result),
        "refit": _fit(found.entries[0].refit),
        "outside": found.outside,
        "mase_scale": found.scale,
        "models": [_model(entry) for entry in found.entries],
        "one_step": [
            {**when(t), "y": _number(y), **{e.key: _number(e.one_step[k]) for e in found.entries}}
            for k, (t, y) in enumerate(zip(found.test_times, found.actual, strict=True))
        ],
        "rolled": [
            {**when(t), **{e.key: _number(e.rolled[k]) for e in found.entries}}
            for k, t in enumerate(found.rolled_times)
        ],
        "future": [
            {
                **when(t),
                **{e.key: _number(e.future[k]) for e in found.entries if e.future is not None},
            }
            for k, t in enumerate(found.future_times)
        ]
        if wanted.refit
        else [],
        "band": None
        if band is None
        else {
            "quantiles": list(band.quantiles),
            "coverage": band.coverage,
            "crossed": band.crossed,
            "fits": [_fit(fit) for fit in band.results],
            "one_step": [
                {**when(t), "low": _number(low), "high": _number(high)}
                for t, low, high in zip(found.test_times, band.low, band.high, strict=True)
            ],
        },
        "notes": list(found.notes),
        "cleaning": list(line.signal.cleaning.sentences()),
    }


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)


def _scores(scores: Scores | None) -> dict[str, Any] | None:
    if scores is None:
        return None
    return {"n": scores.n, "rmse": scores.rmse, "mae": scores.mae, "mase": scores.mase}


def _model(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "name": entry.name,
        "lags": list(entry.model.lags),
        "test": _scores(entry.test),
        "rolled": _scores(entry.rolled_test),
        "rmse_by_step": [_number(v) for v in entry.by_step],
        "validation": _scores(entry.validation),
        "excess": entry.model.excess,
    }


def _fit(result: FitResult | None) -> dict[str, Any] | None:
    if result is None:
        return None
    return {
        "objective": result.objective,
        "dual_objective": result.dual_objective,
        "gap": result.gap,
        "certified": result.certified,
        "lam": result.lam,
        "lam_max": result.lam_max,
        "features": len(result.weights),
        "n_samples": result.signal.n_samples,
        "dictionary_size": result.dictionary_size,
        "seconds": result.seconds,
    }


def _times(found: Forecast) -> Callable[[float], dict[str, Any]]:
    if not found.rows.timeline.signal.x_is_time:
        return lambda t: {"x": float(t)}
    return lambda t: {"x": float(t), "date": date_words(t)}


def time_words(found: Forecast, t: float) -> str:
    """A time of the series in words."""
    if found.rows.timeline.signal.x_is_time:
        return date_words(t)
    return f"{t:.10g}"


def sentences(found: Forecast) -> Iterator[str]:
    """What was asked, what came out, what was left out."""
    wanted, result, series = found.settings, found.result, found.rows.timeline.signal
    word = CHANGES[wanted.target].word
    yield (
        f"{found.architecture.describe()} reads {lag_words(wanted.lags)} of {word}{series.y_name}."
    )
    if result is not None:
        how = "chosen by rolling validation" if found.choice is not None else "as given"
        neurons = len(result.weights)
        yield (
            f"λ = {result.lam_ratio:.3g} λ_max ({how}), {neurons} "
            f"feature{'' if neurons == 1 else 's'} of {result.dictionary_size}, gap "
            f"{result.gap:.1e}: {'certified' if found.certified else 'NOT certified'}."
        )
    start, tested = time_words(found, found.test_times[0]), found.entries[-1].test.n
    yield (
        f"{len(found.training)} rows to train on; the test part starts at "
        f"{series.x_name} = {start}, with {tested} value{'' if tested == 1 else 's'} to forecast."
    )
    if found.outside:
        inputs = "1 test input lies" if found.outside == 1 else f"{found.outside} test inputs lie"
        yield f"{inputs} beyond those trained on, where functions extrapolate."
    if found.band is not None and found.band.coverage is not None:
        low, high = found.band.quantiles
        yield (
            f"Band from {low:g} to {high:g} ({100 * (high - low):.0f} %): holds "
            f"{100 * found.band.coverage:.0f} % of the test values."
        )
    trained = found.entry("trained")
    if trained is not None and trained.model.excess is not None:
        percent = significant(100 * trained.model.excess, 2)
        yield (
            f"Ordinary training, the best of its starts, ends {percent} % above the certified "
            "optimum."
        )
    yield from found.notes


def table(found: Forecast) -> Iterator[str]:
    """Errors of every model, one a line."""
    horizon = found.settings.horizon
    width = max(len(entry.name) for entry in found.entries) + 2
    validated = any(entry.validation is not None for entry in found.entries)
    ahead = f"1 to {horizon} steps" if horizon > 1 else "again one step"
    head = f"{'':{width}}{'one step ahead':^30}{ahead:^30}"
    names = f"{'':{width}}" + 2 * f"{'RMSE':>10}{'MAE':>10}{'MASE':>10}"
    if validated:
        head += f"{'validation':>12}"
        names += f"{'RMSE':>12}"
    yield head.rstrip()
    yield names
    for entry in found.entries:
        cells = [
            f"{_cell(value):>10}"
            for scores in (entry.test, entry.rolled_test)
            for value in (scores.rmse, scores.mae, scores.mase)
        ]
        if validated:
            scores_then = entry.validation
            cells.append(f"{'–' if scores_then is None else _cell(scores_then.rmse):>12}")
        yield f"{entry.name:{width}}{''.join(cells)}"


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"


def future_table(found: Forecast) -> Iterator[str]:
    """Forecasts beyond the data, one time a line; nothing without them."""
    entries = [entry for entry in found.entries if entry.future is not None]
    if not entries:
        return
    times = [time_words(found, t) for t in found.future_times]
    first = max(len(found.rows.timeline.signal.x_name), *map(len, times))
    widths = [max(10, len(entry.name)) for entry in entries]
    yield f"{found.rows.timeline.signal.x_name:{first}}" + "".join(
        f"  {entry.name:>{width}}" for entry, width in zip(entries, widths, strict=True)
    )
    for k, t in enumerate(times):
        cells = [
            f"  {_cell(_number(float(entry.future[k]))):>{width}}"  # type: ignore[index]
            for entry, width in zip(entries, widths, strict=True)
        ]
        yield f"{t:{first}}{''.join(cells)}"
