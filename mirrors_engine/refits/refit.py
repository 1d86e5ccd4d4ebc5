"""A least-squares fit with given kinks: its pieces, standard errors and intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import qr, solve_triangular
from scipy.stats import t as student

from mirrors_engine.errors import SettingError, SizeError, thin_to
from mirrors_engine.pieces import Piece
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal
from mirrors_engine.utils.memory import check_memory

LEVEL = 0.95

_MOST_WORK = 4e10  # multiply-adds of a factorisation: some ten seconds
_COPIES = 3  # of the columns: weighted, and their factors


@dataclass(frozen=True)
class Estimate:
    """A number with its standard error and confidence interval; NaN where none is known."""

    value: float
    standard_error: float = math.nan
    low: float = math.nan
    high: float = math.nan

    def to_dict(self) -> dict[str, float | None]:
        """As JSON values; what is not known is null."""
        numbers = (self.value, self.standard_error, self.low, self.high)
        names = ("value", "standard_error", "low", "high")
        return {n: v if math.isfinite(v) else None for n, v in zip(names, numbers, strict=True)}


@dataclass(frozen=True, eq=False)
class Refit:
    """A piecewise-linear or piecewise-constant function fitted by least squares.

    Attributes
    ----------
    kind : str
        "relaxed": the kinks are those of a certified fit. "segmented": they have moved.
    label : str
        What it is and what is not claimed of it, in one sentence.
    kinks : tuple of Estimate
        Left to right; where they were given there is no standard error.
    slopes : tuple of Estimate
        One more than kinks; for steps the levels.
    start : Estimate
        Value at the first sample.
    step : bool
        Whether the function is piecewise constant.
    level : float
        Of the confidence intervals.
    rmse, r2 : float
        As in `FitResult`.
    degrees_of_freedom : int
        Number of parameters.
    result : FitResult
        The fit whose kinks it began with.
    """

    kind: str
    label: str
    kinks: tuple[Estimate, ...]
    slopes: tuple[Estimate, ...]
    start: Estimate
    step: bool
    level: float
    rmse: float
    r2: float
    degrees_of_freedom: int
    result: FitResult

    @property
    def signal(self) -> Signal:
        """What was fitted."""
        return self.result.signal

    def predict(self, t: Any) -> np.ndarray:
        """The function at t, of any shape."""
        t = np.asarray(t, dtype=float)
        kinks = np.array([k.value for k in self.kinks])
        slopes = np.array([s.value for s in self.slopes])
        if self.step:
            return slopes[np.searchsorted(kinks, t, side="right")]
        x = t - float(self.signal.x[0])
        f = self.start.value + slopes[0] * x
        for kink, change in zip(kinks - float(self.signal.x[0]), np.diff(slopes), strict=True):
            f = f + change * np.maximum(x - kink, 0.0)
        return np.asarray(f)

    def pieces(self) -> tuple[Piece, ...]:
        """The pieces from left to right, the tails beyond the data included."""
        kinks = [k.value for k in self.kinks]
        edges = [-math.inf, *kinks, math.inf]
        if self.step:
            values, slopes = [s.value for s in self.slopes], [0.0] * len(self.slopes)
        else:
            at = [kinks[0] if kinks else 0.0, *kinks]
            values = self.predict(np.array(at)).tolist()
            slopes = [s.value for s in self.slopes]
        rows = zip(edges, edges[1:], values, slopes, strict=False)
        return tuple(Piece(*row) for row in rows)

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "kind": self.kind,
            "label": self.label,
            "certified": False,
            "rmse": self.rmse,
            "r2": self.r2,
            "degrees_of_freedom": self.degrees_of_freedom,
            "level": self.level,
            "kinks": [k.to_dict() for k in self.kinks],
            "levels" if self.step else "slopes": [s.to_dict() for s in self.slopes],
            "start": self.start.to_dict(),
            "pieces": [
                {
                    "start": p.start if math.isfinite(p.start) else None,
                    "end": p.end if math.isfinite(p.end) else None,
                    "value": p.value,
                    "slope": p.slope,
                }
                for p in self.pieces()
            ],
        }


@dataclass(frozen=True, eq=False)
class LeastSquares:
    """Weighted least squares of the samples on a few columns.

    Attributes
    ----------
    coefficients : (p,) ndarray
    covariance : (p, p) ndarray
        For weights that are precisions up to a factor; NaN without residual degrees of freedom.
    sum_of_squares : float
        Σ ω r² over all rows.
    """

    coefficients: np.ndarray
    covariance: np.ndarray
    sum_of_squares: float
    spare: int

    @classmethod
    def of(cls, columns: np.ndarray, signal: Signal) -> LeastSquares:
        """Fit the samples, rows of equal x counting each with their own y.

        Raises
        ------
        SettingError
            If the samples do not determine the coefficients.
        """
        w = signal.weights / float(signal.weights.max())
        root = np.sqrt(w)
        base = float(signal.y[0])  # y may carry an offset far larger than its range
        y = root * (signal.y - base)
        scale = np.linalg.norm(root[:, None] * columns, axis=0)
        if np.any(scale == 0):
            raise undetermined()
        q, r = qr(root[:, None] * columns / scale, mode="economic")
        diagonal = np.abs(np.diag(r))
        if len(diagonal) < columns.shape[1] or diagonal.min() < 1e-10 * diagonal.max():
            raise undetermined()
        b = solve_triangular(r, q.T @ y)
        residual = y - q @ (q.T @ y)
        within = 2.0 * signal.loss_constant / float(signal.weights.max())
        rss = float(residual @ residual) + within
        spare = len(signal.raw_y) - columns.shape[1]
        inverse = solve_triangular(r, np.eye(len(b))) / scale[:, None]
        variance = rss / spare if spare > 0 else math.nan
        coefficients = b / scale
        coefficients[0] += base  # the first column is the constant 1
        return cls(coefficients, variance * (inverse @ inverse.T), rss, spare)

    def estimate(self, combination: np.ndarray, level: float, divisor: float = 1.0) -> Estimate:
        """A linear combination of the coefficients, divided by a number."""
        value = float(combination @ self.coefficients) / divisor
        variance = float(combination @ self.covariance @ combination)
        error = math.sqrt(max(variance, 0.0)) / abs(divisor) if self.spare > 0 else math.nan
        reach = float(student.ppf(0.5 + 0.5 * level, self.spare)) * error if self.spare > 0 else 0.0
        if not self.spare > 0:
            return Estimate(value)
        return Estimate(value, error, value - reach, value + reach)

    def goodness(self, signal: Signal) -> tuple[float, float]:
        """RMSE and R²."""
        w = signal.weights / float(signal.weights.max())
        y = signal.y - float(signal.y[0])
        y = y - float(w @ y) / float(w.sum())
        within = 2.0 * signal.loss_constant / float(signal.weights.max())
        total = float(w @ y**2) + within
        rmse = math.sqrt(self.sum_of_squares / float(w.sum()))
        return rmse, 1.0 - self.sum_of_squares / total if total > 0 else float(rmse == 0)


def undetermined() -> SettingError:
    """Says that there are too few samples between the kinks."""
    return SettingError(
        "There are too few samples between the kinks to fit a line to each piece: "
        "use a larger lam, so that the fit has fewer kinks."
    )


def check_refit(result: FitResult, level: float) -> np.ndarray:
    """The kinks of a fit that can be refitted.

    Raises
    ------
    SettingError
        For another loss than the squared one, and several inputs.
    SizeError
        Where it would not fit, or take minutes that nothing can end.
    """
    if result.loss != "squared":
        raise SettingError(
            f"Least squares on the kinks belong to the squared loss, not to {result.loss}: "
            "fit with loss squared."
        )
    if result.signal.dimension > 1:
        raise SettingError(
            "Kinks are refitted on one input column only: choose one, with inputs line."
        )
    check_level(level)
    samples, kinks = len(result.signal.x), len(result.kinks)
    check_memory(
        _COPIES * samples * 2 * (kinks + 1),
        f"Least squares on {kinks} kinks of {samples} samples",
        "use a larger lam, so that the fit has fewer kinks, or thin the signal",
        [thin_to(samples, samples // 2)],
    )
    if samples * (kinks + 1.0) ** 2 > _MOST_WORK:
        raise SizeError(
            f"Least squares on {kinks} kinks of {samples} samples would take minutes: use a larger "
            "lam, so that the fit has fewer kinks, or thin the signal.",
            [thin_to(samples, samples // 2)],
        )
    return np.array([kink.position for kink in result.kinks])


def check_level(level: float) -> None:
    """Refuse a level of confidence outside (0, 1).

    Raises
    ------
    SettingError
    """
    if not 0 < level < 1:
        raise SettingError(f"The level {level} must lie between 0 and 1, such as 0.9.")


def combinations(pieces: int, parameters: int) -> np.ndarray:
    """Rows that sum the coefficients 1 … k + 1: the slope of each piece k."""
    rows = np.zeros((pieces, parameters))
    rows[:, 1 : pieces + 1] = np.tril(np.ones((pieces, pieces)))
    return rows
