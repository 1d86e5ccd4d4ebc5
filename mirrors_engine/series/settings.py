"""What to forecast, from what, and how it is evaluated."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import SettingError, SignalError
from mirrors_engine.problem import finite_lam
from mirrors_engine.series.embedding import CHANGES, Embedding, check_lags
from mirrors_engine.series.timeline import SPACINGS

MAX_HORIZON = 10_000


@dataclass(frozen=True)
class Settings:
    """Settings of a forecast.

    Parameters
    ----------
    lags : tuple of int
        Which past values the network reads.
    target : str
        "levels", "differences" or "returns": what is modelled. Forecasts and errors are of the
        series itself in every case.
    spacing : str
        "clock" or "order", see `timeline`.
    test : float
        Below 1 the last share of the grid, from 1 up that many of its last places.
    start : float or None
        x from which on the series is the test part, in place of `test`.
    horizon : int
        Steps rolled out.
    period : int or None
        Steps of a season, for the seasonal baseline and the scale of MASE.
    lam_ratio : float or None
        λ/λ_max; None chooses it by rolling validation in the training part.
    rule : str
        "min" or "1se": the λ of the least error, or the largest within one standard error.
    loss : str
    loss_options : dict
        Such as delta of "huber".
    solver : str
        As in `fit`.
    quantiles : (float, float) or None
        Ends of the band, by two networks of quantile loss.
    validate : bool
        Whether every model is also judged by rolling validation, fitted anew for every fold.
    refit : bool
        Whether to forecast beyond the data, by models fitted to all of it.
    train : bool
        Whether to train the same network without the convex program, for comparison.
    seed : int
        Of that training.

    Raises
    ------
    SettingError
    """

    lags: tuple[int, ...] = (1,)
    target: str = "levels"
    spacing: str = "clock"
    test: float = 0.2
    start: float | None = None
    horizon: int = 12
    period: int | None = None
    lam_ratio: float | None = None
    rule: str = "min"
    loss: str = "squared"
    loss_options: dict[str, float] = field(default_factory=dict)
    solver: str = "auto"
    quantiles: tuple[float, float] | None = None
    validate: bool = True
    refit: bool = True
    train: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "lags", check_lags(self.lags))
        if self.target not in CHANGES:
            raise SettingError(f"There is no target {self.target!r}: choose {', '.join(CHANGES)}.")
        if self.spacing not in SPACINGS:
            raise SettingError(
                f"There is no spacing {self.spacing!r}: choose {' or '.join(SPACINGS)}."
            )
        if not (math.isfinite(self.test) and self.test > 0):
            raise SettingError(
                f"test = {self.test:g} must be a share such as 0.2, or a number of samples."
            )
        if self.start is not None and not math.isfinite(self.start):
            raise SettingError(f"start = {self.start} must be a finite x.")
        if self.lam_ratio is not None:
            finite_lam("lam_ratio", self.lam_ratio)
        if self.test >= 1 and not float(self.test).is_integer():
            raise SettingError(
                f"test = {self.test:g} is neither a share below 1 nor a whole number of samples."
            )
        _whole("horizon", self.horizon, MAX_HORIZON)
        if self.period is not None:
            _whole("period", self.period, None)
        if self.rule not in ("min", "1se"):
            raise SettingError(f"There is no rule {self.rule!r} here: choose min or 1se.")
        if self.loss == "logistic":
            raise SettingError("Logistic loss is for labels: forecast with squared or huber loss.")
        if self.quantiles is not None:
            low, high = self.quantiles
            if not 0 < low < high < 1:
                raise SettingError(
                    f"quantiles = {low:g}, {high:g} must rise within (0, 1), such as 0.1 and 0.9."
                )

    def cut(self, rows: Embedding) -> int:
        """The first place of the test part.

        Raises
        ------
        SignalError
            If either part would be too short.
        """
        size = len(rows.timeline)
        if self.start is not None:
            cut = int(np.searchsorted(rows.timeline.times, self.start))
        else:
            wanted = round(self.test * size) if self.test < 1 else int(self.test)
            cut = size - max(wanted, 1)
        training = int((rows.places < cut).sum())
        testing = len(rows) - training
        if training < 3 or testing < 1:
            raise SignalError(
                f"The series of {len(rows.timeline.signal)} samples leaves {max(training, 0)} "
                f"rows to train on and {testing} to test on: use a smaller lag or another test "
                "part."
            )
        return cut


def _whole(name: str, value: int, most: int | None) -> None:
    if isinstance(value, bool) or int(value) != value or value < 1 or (most and value > most):
        reach = f"from 1 to {most}" if most else "of at least 1"
        raise SettingError(f"{name} = {value} must be a whole number {reach}.")


def network_for(net: Architecture, lags: tuple[int, ...]) -> Architecture:
    """The network that reads these lags: of the line for one, else additive.

    A network on the plane stays one where there are two lags.
    """
    if len(lags) == 1:
        inputs = "line"
    elif len(lags) == 2 and net.inputs == "plane":
        inputs = "plane"
    else:
        inputs = "additive"
    return net if net.inputs == inputs else replace(net, inputs=inputs)
