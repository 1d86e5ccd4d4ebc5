"""What a forecast returns: frozen, with every model's errors and certificates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.results import FitResult
from mirrors_engine.selection import Selection
from mirrors_engine.series.embedding import Embedding
from mirrors_engine.series.models import Model
from mirrors_engine.series.scores import Scores
from mirrors_engine.series.settings import Settings


@dataclass(frozen=True, eq=False)
class Entry:
    """One model and its forecasts.

    Attributes
    ----------
    model : Model
        Fitted to the training part.
    one_step : (T,) ndarray
        Forecasts of the test part, each from the true past; NaN where the past is not known.
    rolled : (H,) ndarray
        Forecasts from the start of the test part on, fed with themselves.
    runs : (T,) ndarray
        Forecasts of the test part in runs of H steps, each from the true past at its start.
    future : (H,) ndarray or None
        Forecasts beyond the data, by the model fitted to all of it.
    test : Scores
        Of the one-step forecasts.
    rolled_test : Scores
        Of forecasts 1 … H steps ahead from every origin of the test part.
    by_step : (H,) ndarray
        Their root mean square error h steps ahead; NaN where no value to compare with exists.
    validation : Scores or None
        One step ahead in rolling validation, fitted anew for every fold.
    refit : FitResult or None
        The certified fit to all of the data, behind `future`.
    """

    model: Model
    one_step: np.ndarray
    rolled: np.ndarray
    runs: np.ndarray
    test: Scores
    rolled_test: Scores
    by_step: np.ndarray
    validation: Scores | None = None
    future: np.ndarray | None = None
    refit: FitResult | None = None

    @property
    def key(self) -> str:
        return self.model.key

    @property
    def name(self) -> str:
        return self.model.name


@dataclass(frozen=True, eq=False)
class Band:
    """Where values should fall, one step ahead, by two networks of quantile loss.

    Attributes
    ----------
    quantiles : (float, float)
    low, high : (T,) ndarray
        Sorted at every time, in case the two functions cross.
    coverage : float or None
        Share of the test values within.
    crossed : int
        Test times at which the two functions cross.
    results : (FitResult, FitResult)
        The certified fits.
    """

    quantiles: tuple[float, float]
    low: np.ndarray
    high: np.ndarray
    coverage: float | None
    crossed: int
    results: tuple[FitResult, FitResult]


@dataclass(frozen=True, eq=False)
class Forecast:
    """Forecasts of one series by one network and what it is compared with.

    Attributes
    ----------
    settings, architecture
        The question; the network as it reads the lags.
    rows : Embedding
        Every row of the series.
    training : Embedding
        Those before `cut`, to which the models are fitted.
    cut : int
        First place of the test part.
    origin : int
        First place from which every model can start.
    test_places : (T,) ndarray of int
        Places of the test part, with sample or without.
    lam_ratio : float or None
        λ/λ_max in force; None until it is chosen.
    choice : Selection or None
        How it was chosen.
    scale : float
        The naive mean absolute error of the training part, for MASE.
    outside : int
        Test rows with an input beyond those trained on, where the network extrapolates.
    entries : tuple of Entry
        The network first, where it is there already.
    band : Band or None
    folds_certified : bool or None
        Whether every fit of the rolling validation is certified.
    notes : tuple of str
        What was found and left out, in sentences.
    complete : bool
        Whether everything asked for is there.
    """

    settings: Settings
    architecture: Architecture
    rows: Embedding
    training: Embedding
    cut: int
    origin: int
    test_places: np.ndarray
    scale: float
    outside: int
    lam_ratio: float | None = None
    choice: Selection | None = None
    entries: tuple[Entry, ...] = ()
    band: Band | None = None
    folds_certified: bool | None = None
    notes: tuple[str, ...] = ()
    complete: bool = False

    def entry(self, key: str) -> Entry | None:
        """The entry of a model, None if it is not there."""
        return next((e for e in self.entries if e.key == key), None)

    @property
    def result(self) -> FitResult | None:
        """The certified fit to the training part."""
        entry = self.entry("convex")
        return None if entry is None else entry.model.result

    @property
    def test_times(self) -> np.ndarray:
        """x of the test part."""
        return self.rows.timeline.times[self.test_places]

    @property
    def actual(self) -> np.ndarray:
        """y of the test part, NaN where there is no sample."""
        return self.rows.timeline.values[self.test_places]

    @property
    def rolled_times(self) -> np.ndarray:
        """x of the rolled-out forecast."""
        return self.rows.timeline.ahead(self.settings.horizon, self.origin)

    @property
    def future_times(self) -> np.ndarray:
        """x of the forecast beyond the data."""
        return self.rows.timeline.ahead(self.settings.horizon)

    @property
    def certified(self) -> bool:
        """Whether every convex fit that was made is certified."""
        fits = [e.model.result for e in self.entries] + [e.refit for e in self.entries]
        if self.band is not None:
            fits.extend(self.band.results)
        chosen = self.choice is None or self.choice.certified
        chosen = chosen and self.folds_certified is not False
        return chosen and all(fit.certified for fit in fits if fit is not None)
