"""Segmented regression: the kinks of a fit move to where least squares want them.

Muggeo's method [1]_: with the kinks ψ held, y is regressed on 1, x, (x - ψ)₊ and -1{x > ψ}. The
coefficient γ of the last over that of the one before, β, is the first-order move of ψ. A move that
raises the sum of squares is halved. Where the kinks rest, each in turn is taken out and put where
a kink lowers the sum of squares most, and all move again, until none of this helps. That is a local
optimum still.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.refits.refit import (
    LEVEL,
    Estimate,
    LeastSquares,
    Refit,
    check_refit,
    combinations,
)
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal
from mirrors_engine.utils.threads import one_blas_thread

LABEL = (
    "Segmented regression from the kinks of the certified fit (Muggeo 2003): a local optimum, "
    "others may be better; not certified."
)
STEPS = 200
HALVINGS = 12
CANDIDATES = 400  # samples at which a kink is tried
_STILL = 1e-9  # of the range of x: a move that ends the search
_FEWEST = 2  # samples of a piece, which make its line estimable
_BETTER = 1e-12  # relative fall of the sum of squares that counts
_BETTER_BY = 1e-9  # the same for a kink that is put elsewhere


def segment(
    result: FitResult,
    level: float = LEVEL,
    *,
    monitor: Monitor = silent,
) -> Refit:
    """The piecewise-linear function whose kinks start at those of `result` and move.

    Parameters
    ----------
    result : FitResult
        Of the squared loss on one input column, with slopes (no sign or threshold network).
    level : float
        Of the confidence intervals of kinks and slopes.
    monitor : callable
        Receives `Progress`, may raise `Cancelled`.

    Returns
    -------
    Refit
        Kinks and slopes with standard errors by the delta method.

    Raises
    ------
    SettingError
        For other losses, inputs and networks, or too few samples between the kinks.

    References
    ----------
    .. [1] V. M. R. Muggeo, Estimating regression models with unknown break-points, Statistics in
       Medicine 22 (2003).
    """
    kinks = check_refit(result, level)
    signal = result.signal
    if result.architecture.step:
        raise SettingError(
            "A piecewise constant function has no slopes whose change could move: "
            "use another activation, or the relaxed fit."
        )
    if len(signal.x) < 2 * len(kinks) + 3:
        raise SettingError(
            f"{len(kinks)} kinks that move need {2 * len(kinks) + 3} distinct x or more: "
            "use a larger lam, so that the fit has fewer kinks."
        )
    with one_blas_thread():
        search = _Search(signal, monitor)
        changes = np.array([abs(kink.change) for kink in result.kinks])
        best = search.relocated(search.descend(search.spread(kinks, changes)))
        return _refit(result, best.kinks, level)


@dataclass(frozen=True, eq=False)
class _Place:
    """Kinks and their sum of squares."""

    kinks: np.ndarray
    value: float


class _Search:
    """Moves kinks on one signal."""

    def __init__(self, signal: Signal, monitor: Monitor) -> None:
        self._signal = signal
        self._monitor = monitor
        self._span = float(signal.x[-1] - signal.x[0])
        every = max(1, len(signal.x) // CANDIDATES)
        self._candidates = signal.x[1:-1:every]
        self._root = np.sqrt(signal.weights / float(signal.weights.max()))

    def spread(self, kinks: np.ndarray, changes: np.ndarray) -> np.ndarray:
        """As many kinks, two samples in every piece: the weaker ones of a crowd go elsewhere."""
        count = len(kinks)
        while len(kinks) and not _ordered(self._signal, kinks):
            counts = _counts(self._signal, kinks)
            # the kinks at either end of a piece that holds too few samples
            crowded = np.flatnonzero((counts[:-1] < _FEWEST) | (counts[1:] < _FEWEST))
            gone = crowded[int(np.argmin(changes[crowded]))]
            kinks, changes = np.delete(kinks, gone), np.delete(changes, gone)
        while len(kinks) < count:
            place = self._best_place(kinks)
            if place is None:
                break
            kinks = np.sort(np.append(kinks, place))
        return kinks

    def relocated(self, here: _Place) -> _Place:
        """Each kink in turn put where it helps most, until none of them finds a better place."""
        found = True
        while found:
            found = False
            for j in range(len(here.kinks)):
                others = np.delete(here.kinks, j)
                place = self._best_place(others)
                if place is None:
                    continue
                there = self.descend(np.sort(np.append(others, place)))
                if there.value < here.value * (1 - _BETTER_BY):
                    here, found = there, True
        return here

    def _best_place(self, others: np.ndarray) -> float | None:
        """Where one more kink lowers the sum of squares most."""
        signal = self._signal
        near = [_ordered(signal, np.sort(np.append(others, c))) for c in self._candidates]
        places = self._candidates[np.array(near, dtype=bool)]
        if not len(places):
            return None
        self._monitor(Progress("segmented regression"))
        q = np.linalg.qr(self._root[:, None] * _hinges(signal, others))[0]
        columns = self._root[:, None] * np.maximum(signal.x[:, None] - places, 0.0)
        columns -= q @ (q.T @ columns)
        y = self._root * (signal.y - float(signal.y[0]))
        y = y - q @ (q.T @ y)
        length = np.linalg.norm(columns, axis=0)
        long = length > 1e-8 * float(length.max(initial=0.0))
        gain = np.zeros(len(places))
        gain[long] = np.abs(columns[:, long].T @ y) / length[long]
        return float(places[int(np.argmax(gain))])

    def descend(self, kinks: np.ndarray) -> _Place:
        """Muggeo's steps from these kinks until they rest."""
        signal = self._signal
        here = _Place(kinks, LeastSquares.of(_hinges(signal, kinks), signal).sum_of_squares)
        if not len(kinks):
            return here
        for _ in range(STEPS):
            self._monitor(Progress("segmented regression"))
            move = self._move(here.kinks)
            there = None if move is None else self._better(here, move)
            if there is None:
                return here
            still = float(np.abs(there.kinks - here.kinks).max()) <= _STILL * self._span
            here = there
            if still:
                return here
        return here

    def _move(self, kinks: np.ndarray) -> np.ndarray | None:
        signal, k = self._signal, len(kinks)
        try:
            found = LeastSquares.of(_with_shifts(signal, kinks), signal)
        except SettingError:
            return None
        slope_changes, shifts = found.coefficients[2 : 2 + k], found.coefficients[2 + k :]
        with np.errstate(divide="ignore", invalid="ignore"):
            move = shifts / slope_changes
        return np.clip(np.nan_to_num(move), -self._span, self._span)

    def _better(self, here: _Place, move: np.ndarray) -> _Place | None:
        """The longest halving of the move that keeps the order and lowers the sum of squares."""
        signal = self._signal
        share = 1.0
        for _ in range(HALVINGS):
            kinks = here.kinks + share * move
            share *= 0.5
            if not _ordered(signal, kinks):
                continue
            try:
                value = LeastSquares.of(_hinges(signal, kinks), signal).sum_of_squares
            except SettingError:
                continue
            if value < here.value * (1 - _BETTER):
                return _Place(kinks, value)
        return None


def _ordered(signal: Signal, kinks: np.ndarray) -> bool:
    """Whether the kinks ascend and every piece holds two samples, which makes them estimable."""
    if np.any(np.diff(kinks) <= 0):
        return False
    return bool(np.all(_counts(signal, kinks) >= _FEWEST))


def _counts(signal: Signal, kinks: np.ndarray) -> np.ndarray:
    """Samples of each piece."""
    cuts = np.searchsorted(signal.x, kinks, side="right")
    return np.diff(cuts, prepend=0, append=len(signal.x))


def _hinges(signal: Signal, kinks: np.ndarray) -> np.ndarray:
    x = signal.x - float(signal.x[0])
    hinges = [np.maximum(signal.x - kink, 0.0) for kink in kinks]
    return np.column_stack((np.ones_like(x), x, *hinges))


def _with_shifts(signal: Signal, kinks: np.ndarray) -> np.ndarray:
    shifts = [-(signal.x > kink).astype(float) for kink in kinks]
    return np.column_stack((_hinges(signal, kinks), *shifts))


def _refit(result: FitResult, kinks: np.ndarray, level: float) -> Refit:
    """The function at these kinks, its errors from the regression with their shifts."""
    signal, k = result.signal, len(kinks)
    plain = LeastSquares.of(_hinges(signal, kinks), signal)
    try:
        full = LeastSquares.of(_with_shifts(signal, kinks), signal)
        covariance, spare = full.covariance, full.spare
    except SettingError:  # a kink at the very samples: its shift is not determined
        covariance, spare = np.full((2 + 2 * k, 2 + 2 * k), np.nan), plain.spare - k
    # at the optimum the shifts are 0: values of the plain fit, errors of the full one
    coefficients = np.concatenate((plain.coefficients, np.zeros(k)))
    found = LeastSquares(coefficients, covariance, plain.sum_of_squares, spare)
    places = []
    for j in range(k):
        unit = np.zeros(2 + 2 * k)
        unit[2 + k + j] = 1.0
        bend = float(plain.coefficients[2 + j])
        away = found.estimate(unit, level, bend if bend else np.nan)
        places.append(
            Estimate(
                float(kinks[j]),
                away.standard_error,
                float(kinks[j]) + away.low,
                float(kinks[j]) + away.high,
            )
        )
    start = np.zeros(2 + 2 * k)
    start[0] = 1.0
    rmse, r2 = plain.goodness(signal)
    return Refit(
        kind="segmented",
        label=LABEL,
        kinks=tuple(places),
        slopes=tuple(found.estimate(row, level) for row in combinations(k + 1, 2 + 2 * k)),
        start=found.estimate(start, level),
        step=False,
        level=level,
        rmse=rmse,
        r2=r2,
        degrees_of_freedom=2 + 2 * k,
        result=result,
    )
