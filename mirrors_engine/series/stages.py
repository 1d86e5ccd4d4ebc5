"""The stages of a forecast: split, fit, evaluate, refit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import Cancelled, MirrorsError, SignalError
from mirrors_engine.problem import Problem
from mirrors_engine.progress import Monitor, Progress
from mirrors_engine.results import FitResult
from mirrors_engine.series import models
from mirrors_engine.series.embedding import Embedding
from mirrors_engine.series.models import Model, rollout
from mirrors_engine.series.results import Band, Entry, Forecast
from mirrors_engine.series.scores import (
    MOST_ORIGINS,
    Scores,
    naive_scale,
    rolling_errors,
    score,
    spread,
)
from mirrors_engine.series.settings import Settings
from mirrors_engine.series.validation import FOLDS, rolling_folds
from mirrors_engine.utils.arrays import frozen

TRAINING = 8  # ordinary training takes as long as so many fits, roughly
Fitter = Callable[[Embedding, Monitor], Model]


class Stages:
    """What the stages of one forecast share: rows, split, origins and the account of progress."""

    def __init__(
        self, rows: Embedding, net: Architecture, settings: Settings, monitor: Monitor
    ) -> None:
        self.rows, self.net, self.settings, self.monitor = rows, net, settings, monitor
        self.line = rows.timeline
        self.cut = settings.cut(rows)
        self.naive: list[Fitter] = [
            lambda rows, _: models.linear(rows),
            lambda rows, _: models.last_value(),
        ]
        if settings.period is not None:
            period = settings.period
            self.naive.insert(1, lambda rows, _: models.seasonal_naive(period))
        self.scale = naive_scale(self.line, self.cut, settings.period)
        self._parts = self._count_parts()
        self._done = 0

    def _count_parts(self) -> int:
        wanted = self.settings
        parts = 1 + wanted.refit
        parts += FOLDS * ((wanted.lam_ratio is None) + wanted.validate)
        parts += 2 * (wanted.quantiles is not None)
        return parts + TRAINING * wanted.train * (1 + wanted.refit)

    # progress

    def report(self, stage: str) -> None:
        self.monitor(Progress(stage, min(1.0, self._done / self._parts)))

    def share(self, stage: str, parts: int = 1) -> Monitor:
        """A monitor for the next part of the work."""
        low = min(self._done, self._parts - parts)
        self._done += parts

        def monitor(step: Progress) -> None:
            fraction = (low + parts * (step.fraction or 0.0)) / self._parts
            self.monitor(replace(step, stage=stage, fraction=fraction))

        return monitor

    # the stages

    def begin(self) -> Forecast:
        """The split, and what every model is compared on."""
        line, horizon = self.line, self.settings.horizon
        places = np.arange(self.cut, len(line))
        places.setflags(write=False)
        able = self.reach(places, 1)[:, 0]
        there = np.isfinite(line.values[places])
        if not (able & there).any():
            raise SignalError(
                "No value of the test part can be forecast, as values before it are missing: "
                "use a smaller lag or period, or a longer test part."
            )
        notes = list(line.notes)
        lost = int((there & ~able).sum())
        if lost:
            notes.append(
                f"{lost} of {int(there.sum())} test values are not forecast, "
                "as values before them are missing."
            )
        self.places, self.able = places, able
        self.rolled_from = spread(places[able])
        if self.rolled_from.size < able.sum():
            notes.append(
                f"Rolled-out errors are taken from {MOST_ORIGINS} of {int(able.sum())} origins."
            )
        self.rolled_able = self.reach(self.rolled_from, horizon)
        whole = self.rolled_able.all(axis=1)
        self.origin = int(self.rolled_from[int(np.argmax(whole))])
        training = self.rows.between(0, self.cut)
        testing = self.rows.between(self.cut, len(self.line))
        low, high = training.inputs.min(axis=0), training.inputs.max(axis=0)
        outside = ((testing.inputs < low) | (testing.inputs > high)).any(axis=1)
        return Forecast(
            settings=self.settings,
            architecture=self.net,
            rows=self.rows,
            training=training,
            cut=self.cut,
            origin=self.origin,
            test_places=places,
            scale=self.scale,
            outside=int(outside.sum()),
            notes=tuple(notes),
        )

    def reach(self, origins: np.ndarray, steps: int) -> np.ndarray:
        """Where every model has the values it needs: (n, steps) bool."""
        wanted = self.settings
        needs = {(wanted.lags, wanted.target), ((1,), "levels")}
        if wanted.period is not None:
            needs.add(((wanted.period,), "levels"))
        values = self.line.values
        each = [models.reach(lags, target, values, origins, steps) for lags, target in needs]
        return np.logical_and.reduce(each)

    def entry(self, model: Model) -> Entry:
        """Forecast and evaluate the test part."""
        horizon, line = self.settings.horizon, self.line

        def check() -> None:
            self.report("forecasting and comparing")

        one_step = rollout(model, line.values, self.places, 1, check)[:, 0]
        rolled = rollout(model, line.values, np.array([self.origin]), horizon)[0]
        starts = self.places[::horizon]
        runs = rollout(model, line.values, starts, horizon, check).ravel()[: self.places.size]
        one = one_step - line.values[self.places]
        many = rolling_errors(model, line, self.rolled_from, horizon, check)
        many = np.where(self.rolled_able, many, np.nan)
        return Entry(
            model=model,
            one_step=frozen(one_step),
            rolled=frozen(rolled),
            runs=frozen(runs),
            test=score(one[self.able & ~np.isnan(one)], self.scale),
            rolled_test=score(many[~np.isnan(many)], self.scale),
            by_step=frozen(np.array([_rms(column) for column in many.T])),
        )

    def convex(self, ratio: float) -> Fitter:
        settings = self.settings

        def fit(rows: Embedding, monitor: Monitor) -> Model:
            return models.convex(
                rows, self.solve(rows, ratio, monitor, settings.loss, **settings.loss_options)
            )

        return fit

    def solve(
        self, rows: Embedding, ratio: float, monitor: Monitor, loss: str, **options: float
    ) -> FitResult:
        problem = Problem(rows.signal(), self.net, loss, **options)
        return problem.solve(lam_ratio=ratio, solver=self.settings.solver, monitor=monitor)

    def band(self, now: Forecast, ratio: float) -> Band:
        """Two networks of quantile loss, at the same λ/λ_max as the network."""
        assert self.settings.quantiles is not None
        fits, curves = [], []
        for quantile in self.settings.quantiles:
            stage = f"fitting the {100 * quantile:g} % quantile"
            fit = self.solve(now.training, ratio, self.share(stage), "quantile", quantile=quantile)
            fits.append(fit)
            model = models.convex(now.training, fit)
            curves.append(rollout(model, self.line.values, now.test_places, 1)[:, 0])
        low, high = np.minimum(*curves), np.maximum(*curves)
        actual = now.actual
        judged = np.isfinite(actual) & np.isfinite(low)
        inside = (actual >= low) & (actual <= high)
        return Band(
            quantiles=self.settings.quantiles,
            low=frozen(low),
            high=frozen(high),
            coverage=float(inside[judged].mean()) if judged.any() else None,
            crossed=int((curves[0] > curves[1]).sum()),
            results=(fits[0], fits[1]),
        )

    def trained(self, now: Forecast) -> Forecast:
        """The same network trained by gradients, where that is possible."""
        first, *others = now.entries
        assert first.model.result is not None
        seed = self.settings.seed
        try:
            monitor = self.share("ordinary training", TRAINING)
            model = models.trained(now.training, first.model.result, seed, monitor)
            entry = self.entry(model)
            if first.refit is not None:
                monitor = self.share("ordinary training on all of the data", TRAINING)
                again = models.trained(self.rows, first.refit, seed, monitor)
                entry = replace(entry, future=self.future(again))
        except Cancelled:
            raise
        except MirrorsError as error:
            return replace(now, notes=(*now.notes, f"Ordinary training is left out: {error}"))
        return replace(now, entries=(first, entry, *others))

    def future(self, model: Model) -> np.ndarray:
        """Its forecast beyond the data."""
        end = np.array([len(self.line)])
        return frozen(rollout(model, self.line.values, end, self.settings.horizon)[0])

    def futures(self, entries: tuple[Entry, ...], fitters: list[Fitter]) -> tuple[Entry, ...]:
        """Every model fitted to all rows, and forecast beyond the data."""
        monitor = self.share("fitting to all of the data")
        made = []
        for entry, fit in zip(entries, fitters, strict=True):
            model = fit(self.rows, monitor)
            made.append(replace(entry, future=self.future(model), refit=model.result))
        return tuple(made)

    def validated(self, now: Forecast, fitters: list[Fitter]) -> Forecast:
        """Every model refitted before each block of the training part, and evaluated on it."""
        rows, folds = now.training, rolling_folds(now.training)
        errors: list[list[np.ndarray]] = [[] for _ in fitters]
        certified = True
        for fold in folds:
            first, last = (int(rows.places[fold.test[k]]) for k in (0, -1))
            past, coming = rows.between(0, first), rows.between(first, last + 1)
            able = self.reach(coming.places, 1)[:, 0]
            monitor = self.share("rolling validation")
            for found, fit in zip(errors, fitters, strict=True):
                model = fit(past, monitor)
                certified &= model.result is None or model.result.certified
                found.append(rolling_errors(model, self.line, coming.places[able], 1)[:, 0])
        scores: list[Scores] = [score(np.concatenate(each), self.scale) for each in errors]
        entries = tuple(replace(e, validation=s) for e, s in zip(now.entries, scores, strict=True))
        return replace(now, entries=entries, folds_certified=certified)


def _rms(errors: np.ndarray) -> float:
    """Root mean square of those that are there, NaN of none."""
    found = errors[~np.isnan(errors)]
    value = score(found, 0.0).rmse
    return np.nan if value is None else value
