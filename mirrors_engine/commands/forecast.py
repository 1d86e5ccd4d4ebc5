"""`forecast`: a series by a certified network of its past, compared with baselines."""

from __future__ import annotations

import argparse
from typing import Any

from mirrors_engine.commands.choice import add_jobs
from mirrors_engine.commands.options import (
    add_problem,
    loss_settings,
    network_of,
    number,
    numbers,
    points_of,
    signal_of,
    whole,
    wholes,
)
from mirrors_engine.commands.terminal import progress, say, write


def add(commands: Any) -> None:
    """Declare the command."""
    forecast = commands.add_parser("forecast", help="forecast a series from its own past")
    add_problem(forecast)
    forecast.add_argument(
        "--lags", type=wholes, metavar="L1,L2,…", default="1", help="past values read (1)"
    )
    forecast.add_argument(
        "--target",
        choices=("levels", "differences", "returns"),
        default="levels",
        help="what is modelled; forecasts are of the series itself in any case (levels)",
    )
    forecast.add_argument(
        "--spacing",
        choices=("clock", "order"),
        default="clock",
        help="steps follow x and missing ones are gaps, or samples are consecutive (clock)",
    )
    lam = forecast.add_mutually_exclusive_group()
    lam.add_argument("--lam-ratio", type=number, metavar="R", help="λ/λ_max")
    lam.add_argument(
        "--select",
        choices=("min", "1se"),
        default="min",
        help="choose λ by rolling validation in the training part (min)",
    )
    forecast.add_argument("--horizon", type=whole, default=12, metavar="H", help="steps ahead (12)")
    part = forecast.add_mutually_exclusive_group()
    part.add_argument(
        "--test", type=number, default=0.2, metavar="T", help="last share, or number of steps (0.2)"
    )
    part.add_argument("--start", metavar="X", help="x or ISO date at which the test part starts")
    forecast.add_argument("--period", type=whole, metavar="M", help="steps of a season")
    forecast.add_argument(
        "--band",
        type=numbers(2),
        metavar="Q1,Q2",
        help="quantiles of a band, such as 0.1,0.9, one step ahead",
    )
    forecast.add_argument(
        "--train", action="store_true", help="compare ordinary training of the same network"
    )
    forecast.add_argument("--seed", type=whole, default=0, help="of that training (0)")
    forecast.add_argument("--json", metavar="OUT", help="write everything as JSON; - for stdout")
    add_jobs(forecast, "the folds that choose λ")
    forecast.set_defaults(run=run, account=True)


def run(options: argparse.Namespace) -> int:
    """Forecast, then print or write."""
    from mirrors_engine.serialize import dump
    from mirrors_engine.series import Settings, forecast
    from mirrors_engine.series.report import forecast_to_dict, future_table, sentences, table

    start = points_of(options.start, option="--start")
    settings = Settings(
        lags=options.lags,
        target=options.target,
        spacing=options.spacing,
        test=options.test,
        start=None if start is None else float(start[0]),
        horizon=options.horizon,
        period=options.period,
        lam_ratio=options.lam_ratio,
        rule=options.select,
        loss=options.loss,
        loss_options=loss_settings(options),
        solver=options.solver,
        quantiles=options.band,
        train=options.train,
        seed=options.seed,
    )
    net = network_of(options)
    signal = signal_of(options)
    points_of(options.start, option="--start", dates=signal.x_is_time)  # dates need a time axis
    with progress() as monitor:
        found = forecast(
            signal, net, settings, jobs=options.jobs, dask=options.dask, monitor=monitor
        )
    if options.json is not None:
        text = dump(forecast_to_dict(found))
        write(text, options.json)
        return 0
    lines = [*signal.cleaning.sentences(), *sentences(found), "", *table(found)]
    future = list(future_table(found))
    say(*lines, *([""] if future else []), *future)
    return 0
