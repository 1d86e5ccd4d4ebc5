"""What `fit` can say beside the fit: refits on its kinks, the bootstrap, a prediction band."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mirrors_engine.commands.options import given_of, number, whole
from mirrors_engine.commands.terminal import progress

if TYPE_CHECKING:
    from mirrors_engine.refits import Estimate, Refit
    from mirrors_engine.results import FitResult
    from mirrors_engine.uncertainty import Bootstrap, Interval

KINDS = ("pairs", "residuals")  # as in `uncertainty`, which would slow the start of every command
LEVEL, REFIT_LEVEL = 0.9, 0.95
PAGE_POINTS = 300
Words = Callable[[float], str]


def add_overlays(parser: argparse.ArgumentParser) -> None:
    """Refits, bootstrap and prediction band."""
    parser.add_argument(
        "--relaxed", action="store_true", help="least squares on the kinks too; not certified"
    )
    parser.add_argument(
        "--segmented",
        action="store_true",
        help="segmented regression from these kinks too, with standard errors; not certified",
    )
    parser.add_argument(
        "--bootstrap", type=whole, metavar="B", help="band and kinks of B resampled fits"
    )
    parser.add_argument("--bootstrap-kind", choices=KINDS, help="what the bootstrap draws (pairs)")
    parser.add_argument(
        "--interval",
        type=number,
        metavar="LEVEL",
        help="band that a new observation falls into, by CV+; also the level of the other bands",
    )


def check_overlays(options: argparse.Namespace) -> None:
    """Refuse a level, or the kind of no bootstrap, before the file is read.

    Raises
    ------
    SettingError
    """
    bootstrap_kind(options)
    if options.interval is not None:
        from mirrors_engine.refits.refit import check_level

        check_level(options.interval)


def bootstrap_kind(options: argparse.Namespace) -> dict[str, str]:
    """The kind of the bootstrap if it is given, as `bootstrap` takes it."""
    given = given_of(options, "bootstrap", {"bootstrap_kind": None})
    return {name.removeprefix("bootstrap_"): value for name, value in given.items()}


def asked_overlays(options: argparse.Namespace) -> list[str]:
    """Those that the options ask for."""
    names = ("relaxed", "segmented", "bootstrap", "interval")
    return [name for name in names if getattr(options, name) not in (None, False)]


def page_points(result: FitResult) -> np.ndarray:
    """Where the web page draws bands."""
    x = result.signal.x
    return np.linspace(float(x.min()), float(x.max()), PAGE_POINTS)


@dataclass(frozen=True)
class Overlays:
    """What was asked for; None elsewhere."""

    relaxed: Refit | None = None
    segmented: Refit | None = None
    bootstrap: Bootstrap | None = None
    interval: Interval | None = None
    level: float = LEVEL
    at: np.ndarray | None = None

    @property
    def every(self) -> tuple[Any, ...]:
        """Those that there are."""
        four = (self.relaxed, self.segmented, self.bootstrap, self.interval)
        return tuple(one for one in four if one is not None)

    def to_dict(self) -> dict[str, Any]:
        """As JSON values, by name."""
        found: dict[str, Any] = {}
        for refit in (self.relaxed, self.segmented):
            if refit is not None:
                found[refit.kind] = refit.to_dict()
        if self.bootstrap is not None:
            found["bootstrap"] = self.bootstrap.to_dict(self.level)
        if self.interval is not None:
            found["interval"] = self.interval.to_dict()
        return found

    def sentences(self, position: Words) -> Iterator[str]:
        """In words; positions are written by `position`."""
        for refit in (self.relaxed, self.segmented):
            if refit is not None:
                yield from _refit(refit, position)
        if self.bootstrap is not None:
            yield from self._bootstrap(self.bootstrap, position)
        if self.interval is not None:
            yield from self._interval(self.interval, position)

    def _bootstrap(self, found: Bootstrap, position: Words) -> Iterator[str]:
        yield (
            f"Bootstrap of {found.kind}: {found.replicates} replicates, "
            f"{'all certified' if found.certified else 'NOT all certified'}."
        )
        if found.points.ndim == 1:
            for kink, share in zip(found.result.kinks, found.shares(), strict=True):
                yield f"  kink at {position(kink.position)}: near it in {_percent(share)}"
        yield from self._bands("f", *found.band(self.level), position)

    def _interval(self, found: Interval, position: Words) -> Iterator[str]:
        yield (
            f"A new observation falls into this band with about {_percent(found.level)} "
            f"({found.method}; at least {_percent(found.guaranteed)} for exchangeable rows)."
        )
        yield from self._bands("y", found.low, found.high, position)

    def _bands(
        self, name: str, low: np.ndarray, high: np.ndarray, position: Words
    ) -> Iterator[str]:
        if self.at is None:
            width = float(np.mean(high - low))
            yield f"  {_percent(self.level)} band of {name}: {width:.6g} wide on average"
            return
        for t, a, b in zip(self.at, low, high, strict=True):
            where = ", ".join(map(position, np.atleast_1d(t)))
            yield f"  {name}({where}) from {a:.6g} to {b:.6g} ({_percent(self.level)})"


def overlays_of(result: FitResult, options: argparse.Namespace, at: np.ndarray | None) -> Overlays:
    """Compute what the options ask for, with progress on the terminal."""
    level = LEVEL if options.interval is None else options.interval
    refit_level = REFIT_LEVEL if options.interval is None else options.interval
    found: dict[str, Any] = {}
    where: dict[str, Any] = {"jobs": options.jobs, "dask": options.dask}
    with progress() as monitor:
        if options.relaxed:
            from mirrors_engine.refits import relax

            found["relaxed"] = relax(result, refit_level)
        if options.segmented:
            from mirrors_engine.refits import segment

            found["segmented"] = segment(result, refit_level, monitor=monitor)
        if options.bootstrap is not None:
            from mirrors_engine.uncertainty import bootstrap

            found["bootstrap"] = bootstrap(
                result,
                options.bootstrap,
                seed=options.seed,
                points=at,
                monitor=monitor,
                **bootstrap_kind(options),
                **where,
            )
        if options.interval is not None:
            from mirrors_engine.uncertainty import prediction_interval

            found["interval"] = prediction_interval(
                result, level, points=at, seed=options.seed, monitor=monitor, **where
            )
    return Overlays(**found, level=level, at=at)


def _refit(refit: Refit, position: Words) -> Iterator[str]:
    yield f"{refit.kind}: RMSE {refit.rmse:.6g}, R2 {refit.r2:.4g}. {refit.label}"
    for kink in refit.kinks:
        yield f"  kink at {position(kink.value)}{_errors(kink, refit.level, position)}"
    for k, slope in enumerate(refit.slopes, 1):
        name = "level" if refit.step else "slope"
        yield f"  {name} {k}: {slope.value:.6g}{_errors(slope, refit.level, '{:.6g}'.format)}"


def _errors(estimate: Estimate, level: float, write: Words) -> str:
    if not np.isfinite(estimate.standard_error):
        return ""
    return (
        f" (standard error {estimate.standard_error:.3g}, {_percent(level)} from "
        f"{write(estimate.low)} to {write(estimate.high)})"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"
