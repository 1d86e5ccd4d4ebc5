"""Forecast a series by a certified network, with baselines for comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor, silent
from mirrors_engine.series.embedding import embed
from mirrors_engine.series.results import Forecast
from mirrors_engine.series.settings import Settings, network_for
from mirrors_engine.series.stages import Fitter, Stages
from mirrors_engine.series.timeline import timeline
from mirrors_engine.series.validation import FOLDS, choose
from mirrors_engine.signals.signal import Signal


def forecast(
    signal: Signal,
    net: Architecture,
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    dask: str | None = None,
    monitor: Monitor = silent,
    **options: Any,
) -> Forecast:
    """Fit a network to the past of a series, and forecast its test part and future.

    Parameters
    ----------
    signal : Signal
        The series: one column of x, its time.
    net : Architecture
        Activation and depth; it reads one lag as a network of the line, several as an
        additive one.
    settings : Settings, optional
        Or its fields as keywords, such as ``lags=(1, 12), horizon=24``.
    jobs, dask
        Processes, or a cluster, for the folds that choose λ; see `InOrder`. No number
        depends on them.
    monitor : callable, optional
        Receives `Progress`; may raise `Cancelled`.

    Returns
    -------
    Forecast

    Raises
    ------
    MirrorsError
        With one sentence that says what to change.

    Examples
    --------
    >>> from mirrors_engine import Architecture
    >>> from mirrors_engine.series import forecast
    >>> from mirrors_engine.signals import sample
    >>> f = forecast(sample("sunspots"), Architecture("relu"), lags=(1, 2, 9), lam_ratio=0.05)
    >>> f.certified, len(f.entry("convex").future)
    (True, 12)
    """
    if settings is not None and options:
        raise SettingError("Give either settings or keywords, and not both.")
    settings = settings or Settings(**options)
    *_, last = forecasting(signal, net, settings, monitor, jobs=jobs, dask=dask)
    return last


def forecasting(
    signal: Signal,
    net: Architecture,
    settings: Settings,
    monitor: Monitor = silent,
    *,
    jobs: int = 1,
    dask: str | None = None,
) -> Iterator[Forecast]:
    """The forecast stage by stage: baselines, network, band, costly models. See `forecast`."""
    rows = embed(timeline(signal, settings.spacing), settings.lags, target=settings.target)
    net = network_for(net, settings.lags)
    stages = Stages(rows, net, settings, monitor)
    now = stages.begin()
    stages.report("baselines")
    now = replace(
        now, entries=tuple(stages.entry(fit(now.training, silent)) for fit in stages.naive)
    )
    yield now

    ratio = settings.lam_ratio
    if ratio is None:
        choice = choose(
            now.training,
            net,
            stages.share("choosing λ", FOLDS),
            settings.loss,
            settings.solver,
            settings.loss_options,
            jobs,
            dask,
        )
        ratio = choice.lam_ratio(settings.rule)
        now = replace(now, choice=choice)
    now = replace(now, lam_ratio=ratio)
    fit_convex = stages.convex(ratio)
    network = stages.entry(fit_convex(now.training, stages.share("fitting the network")))
    now = replace(now, entries=(network, *now.entries))
    yield now

    if settings.quantiles is not None:
        now = replace(now, band=stages.band(now, ratio))
        yield now
    fitters: list[Fitter] = [fit_convex, *stages.naive]
    if settings.refit:
        now = replace(now, entries=stages.futures(now.entries, fitters))
        yield now
    if settings.validate:
        now = stages.validated(now, fitters)
        yield now
    if settings.train:
        now = stages.trained(now)
    yield replace(now, complete=True)
