"""The training problem of one signal and one network, ready to be solved at any λ."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.certificates.between import Proved
from mirrors_engine.certificates.certificate import Certificate, certify
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.products import matvec, sum_at
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.errors import SettingError
from mirrors_engine.features.features import Features, keys_of
from mirrors_engine.losses import RowLoss, loss_of
from mirrors_engine.losses.rows import Shift
from mirrors_engine.progress import Check, Monitor, Progress, no_check, silent
from mirrors_engine.results import FitResult, middle_of
from mirrors_engine.signals.signal import Signal
from mirrors_engine.solvers.base import Scaled, Solution
from mirrors_engine.solvers.interpolation import interpolate
from mirrors_engine.solvers.lasso import SOLVERS
from mirrors_engine.solvers.losses.loss_solvers import constant_dual, solver_for
from mirrors_engine.units import Units
from mirrors_engine.unpenalised import CONSTANT, Unpenalised
from mirrors_engine.utils.arrays import frozen
from mirrors_engine.utils.threads import one_blas_thread

_SMALLEST = 1e-200  # of λ/λ_max: below, products of numbers underflow


class Problem:
    """Σ ω loss(y, A z + ξ) + λ ||z||₁ over the dictionary of a network [1]_.

    Make it once to solve at many λ: dictionary and λ_max are kept (manual, Training problem).

    Parameters
    ----------
    signal : Signal
        Data.
    architecture : Architecture
        Network.
    loss : str
        "squared" (½ r²), "huber", "quantile" or "logistic" (labels -1 and 1).
    delta, quantile : float
        Of the Huber and of the quantile loss.

    Attributes
    ----------
    scaled : Scaled
        The same Lasso with t in [-1, 1], |y| ≤ 1 and weights ≤ 1: features are
        half-range^degree times larger in the user's units, so λ and z scale along.
        Other losses take y in a unit that no outlier can spoil.
    rows : RowLoss
        The scaled loss: of the merged samples where it is squared, of the rows otherwise.
    units : Units
        From there to the user's units.

    Raises
    ------
    ArchitectureError, SizeError, SettingError
        Before any memory is taken.
    SignalError
        If products of the numbers would leave the range of floats.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """

    def __init__(
        self,
        signal: Signal,
        architecture: Architecture,
        loss: str = "squared",
        *,
        delta: float = 1.0,
        quantile: float = 0.5,
    ) -> None:
        model = loss_of(loss, delta, quantile)
        model.check(signal.raw_y)
        self.signal = signal
        self.architecture = architecture
        self.model = model
        self.loss = model.name
        self.loss_options = model.options
        architecture.check_dimension(signal.dimension)
        self.dictionary = build_dictionary(architecture, signal.x)
        weight = float(signal.weights.max())
        free = Unpenalised.skip(self.dictionary.grid.t) if architecture.skip else CONSTANT
        self.rows, mean, spread = RowLoss.scaled(signal, model, weight, free)
        if architecture.skip:
            rows = self.rows
            model.check_line(rows.rows.y, rows.rows.w, rows.free_per_row.matrix(len(rows.rows.y)))
        y, w = self.rows.rows.means, signal.weights / weight
        self.scaled = Scaled.of(self.dictionary, y, w, free)
        self._solver = solver_for(self.scaled, self.rows)
        half = self.dictionary.grid.half**self.dictionary.degree
        self.units = Units(
            mean,
            spread,
            spread / half,
            weight * spread**model.power,
            model.lost_by_merging(signal.loss_constant),
        )
        plain = self.dictionary.compressible and self.dictionary.degree == 1
        self._sum_at = partial(sum_at, self.dictionary) if plain and signal.dimension == 1 else None
        self._lam_max: float | None = None
        self._constant_dual = np.empty(0)  # of the rows, proves the constant at λ_max

    @property
    def dictionary_size(self) -> int:
        """Number of features."""
        return self.dictionary.size

    @property
    def lam_max(self) -> float:
        """The smallest λ whose optimal fit is constant, for the squared loss
        max_j |A_jᵀ(ω∘(y - ȳ))| (manual, Largest λ)."""
        return self.find_lam_max()

    def find_lam_max(self, check: Check = no_check) -> float:
        """λ_max, by a pass over the dictionary at the first call.

        Parameters
        ----------
        check : callable
            Called between chunks of work; may raise `Cancelled`.

        Returns
        -------
        float
            In the user's units.
        """
        if self._lam_max is None:
            bound, self._constant_dual = constant_dual(self.dictionary, self.rows, check)
            self._lam_max = bound * self.units.lam
        return self._lam_max

    def check_lam(self, lam: float | None, lam_ratio: float | None) -> float:
        """λ in the user's units from λ or λ/λ_max; 0 means interpolation.

        Parameters
        ----------
        lam, lam_ratio : float or None
            One of the two.

        Returns
        -------
        float

        Raises
        ------
        SettingError
            If neither or both are given, or the value is negative or not finite.
        """
        if (lam is None) == (lam_ratio is None):
            raise SettingError("Give either lam or lam_ratio, and not both.")
        name, value = ("lam", lam) if lam is not None else ("lam_ratio", lam_ratio)
        try:
            number = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            number = math.nan
        if not (math.isfinite(number) and number >= 0):
            raise SettingError(f"{name} = {value} must be a finite number, 0 or above.")
        positive = number > 0 < self.lam_max
        if lam is None:
            number *= self.lam_max
        if not math.isfinite(number):
            raise SettingError(f"{name} = {value} is too large: from 1 on the fit is constant.")
        if positive and number <= _SMALLEST * self.lam_max:  # 0 too, where a ratio underflows
            raise SettingError(
                f"{name} = {value} is too small beside λ_max = {self.lam_max:.6g}: "
                "use 0 for interpolation."
            )
        return number

    def solve(
        self,
        lam: float | None = None,
        *,
        lam_ratio: float | None = None,
        solver: str = "auto",
        start: FitResult | None = None,
        monitor: Monitor = silent,
    ) -> FitResult:
        """The optimal network at λ, with its certificate.

        Parameters
        ----------
        lam, lam_ratio : float
            λ in the user's units, or λ/λ_max; one of the two. 0 is interpolation with the
            least norm, see `interpolate`.
        solver : str
            "auto", "coordinate_descent" (dense reference) or "active_set".
        start : FitResult, optional
            A result of the same network on the same x, at a neighbouring λ or for other y.
            It changes the time, not the answer.
        monitor : callable
            Receives `Progress`, may raise `Cancelled`.

        Returns
        -------
        FitResult
            The same whatever the start.

        Raises
        ------
        SettingError
            If λ or the solver cannot be used.
        """
        began = time.perf_counter()
        if solver not in SOLVERS:
            raise SettingError(f"There is no solver {solver!r}: choose {', '.join(SOLVERS)}.")
        latest = Progress("solving")

        def step(stage: str, active: int, gap: float | None, fraction: float | None) -> None:
            nonlocal latest
            latest = Progress(stage, fraction, active, gap)
            monitor(latest)

        def check() -> None:
            monitor(latest)

        asked = lam if lam is not None else lam_ratio
        self.find_lam_max(check)
        lam = self.check_lam(lam, lam_ratio)
        if asked is not None and float(asked) == 0:
            return self.interpolate(monitor)
        with one_blas_thread():
            if lam >= self.lam_max:
                empty = as_keys([], self.dictionary.key_width)
                duals = (self._constant_dual,)
                solution = Solution(empty, np.empty(0), duals, 0, "none needed")
                only = self._solver.constant_is_unique(self.to_scaled_lam(lam), solution, check)
                solution = replace(solution, unique=only)
            else:
                small = self.to_scaled_lam(lam)
                warm = self.start_of(start) if start is not None and len(start.weights) else None
                if warm is not None:
                    found = self._solver.solve(small, warm, step, check, solver)
                    result = self.result_of(lam, found, began, check)
                    if result.certified:
                        return result
                # what a start cannot finish is solved without it: neither the answer nor
                # whether it is certified may depend on the route
                solution = self._solver.solve(small, None, step, check, solver)
            return self.result_of(lam, solution, began, check)

    def interpolate(self, monitor: Monitor = silent) -> FitResult:
        """The network of least norm through every sample: λ = 0, the limit λ → 0.

        The Lasso's own value tends to 0 there, so the result's objective
        is the norm min ||z||₁ and its dual objective the linear program's bound. The
        value of (NN) at λ = 0 is the loss, 0; the penalty of the network is the norm.

        Parameters
        ----------
        monitor : callable
            Receives `Progress`, may raise `Cancelled`.

        Returns
        -------
        FitResult

        Raises
        ------
        SettingError
            If the loss has no least value at a function through the samples: logistic,
            and others than squared where rows of one x differ in y.
        """
        self.model.check_interpolation(self.signal.loss_constant)
        if not self.model.merges:  # every loss is least at y: the squared one has the units for it
            found = Problem(self.signal, self.architecture).interpolate(monitor)
            return replace(
                found, loss=self.loss, loss_options=self.loss_options, lam_max=self.lam_max
            )
        began = time.perf_counter()
        latest = Progress("interpolating")

        def step(stage: str, active: int, gap: float | None, fraction: float | None) -> None:
            nonlocal latest
            latest = Progress("interpolating", None, active, gap)
            monitor(latest)

        def check() -> None:
            monitor(latest)

        with one_blas_thread():
            lam_max = self.to_scaled_lam(self.find_lam_max(check))
            solution = interpolate(self.scaled, lam_max, step, check)
            return self.result_of(0.0, solution, began, check, norm=True)

    def solution_of(self, result: FitResult) -> Solution | None:
        """Keys, weights and dual point of a result in scaled units.

        Parameters
        ----------
        result : FitResult

        Returns
        -------
        Solution or None
            None if the result is of another signal or network.
        """
        if result.signal is not self.signal or result.architecture != self.architecture:
            return None
        keys = keys_of(result.features, self.dictionary.key_width)
        unit = (self.units if result.lam > 0 else self.units.norm).dual
        dual = result.certificate.dual_point / unit
        return Solution(keys, result.weights / self.units.z, (dual,), 0, result.solver)

    def start_of(self, result: FitResult) -> Solution | None:
        """Keys and weights of a result to start from, in scaled units.

        Parameters
        ----------
        result : FitResult
            Of other y it hands over no dual point.

        Returns
        -------
        Solution or None
            None if the result is of another network or other x, whose features differ.
        """
        if result.signal is self.signal:
            return self.solution_of(result)
        if result.architecture != self.architecture:
            return None
        if not np.array_equal(result.signal.x, self.signal.x):
            return None
        keys = keys_of(result.features, self.dictionary.key_width)
        return Solution(keys, result.weights / self.units.z, (), 0, result.solver)

    def to_scaled_lam(self, lam: float) -> float:
        """λ of the scaled problem.

        Parameters
        ----------
        lam : float
            In the user's units.

        Returns
        -------
        float
        """
        return lam / self.units.lam

    def result_of(
        self,
        lam: float,
        solution: Solution,
        began: float,
        check: Check = no_check,
        norm: bool = False,
    ) -> FitResult:
        """The result of any weights of the scaled problem, with its own certificate.

        Parameters
        ----------
        lam : float
            λ in the user's units.
        solution : Solution
            Keys and weights in scaled units, and dual points worth trying.
        began : float
            `time.perf_counter()` when the work began.
        check : callable
            Called between chunks of work; may raise `Cancelled`.
        norm : bool
            True for interpolation: the certificate is of min ||z||₁.

        Returns
        -------
        FitResult
        """
        order = np.lexsort(solution.keys.T[::-1])
        keys, z = solution.keys[order], solution.weights[order]
        raw = matvec(self.dictionary, keys, z, check)
        shift = self.rows.best_shift(raw)
        if norm:
            rows, level, units = self.rows.interpolating(), 1.0, self.units.norm
        else:
            rows, level, units = self.rows, self.to_scaled_lam(lam), self.units
        proof = certify(self.dictionary, rows, level, shift, keys, z, solution.duals, check)
        return FitResult(
            signal=self.signal,
            architecture=self.architecture,
            loss=self.loss,
            lam=lam,
            lam_max=self.lam_max,
            **self._line_of(shift),
            weights=frozen(self.to_user_weights(z)),
            features=Features(keys, self.dictionary.feature, self._sum_at),
            fitted=frozen(self.units.values(raw + shift)),
            certificate=units.certificate(proof),
            solver=solution.solver,
            seconds=time.perf_counter() - began,
            iterations=solution.iterations,
            dictionary_size=self.dictionary.size,
            unique=solution.unique,
            loss_options=self.loss_options,
        )

    def _line_of(self, shift: Shift) -> dict[str, Any]:
        """Intercept, slope and level of a result, in the user's units."""
        if not isinstance(shift, np.ndarray):
            return {"intercept": shift * self.units.spread + self.units.mean}
        c = self.scaled.free.coefficients(shift, self.scaled.w)
        level = float(c[0]) * self.units.spread + self.units.mean
        slopes = c[1:] * (self.units.spread / self.dictionary.grid.half)
        away = float(slopes @ np.atleast_1d(middle_of(self.signal.x)))
        slope = float(slopes[0]) if self.signal.dimension == 1 else frozen(slopes)
        return {"intercept": level - away, "slope": slope, "level": level}

    def to_user_weights(self, z: np.ndarray) -> np.ndarray:
        """Weights of the scaled problem in the user's units.

        Parameters
        ----------
        z : ndarray

        Returns
        -------
        ndarray
        """
        return z * self.units.z

    def mixed_result(
        self, sample: FitResult, lam: float, mixed: Proved, proof: Certificate
    ) -> FitResult:
        """The result at a λ between two that are known, in the user's units.

        Parameters
        ----------
        sample : FitResult
            Of the same features.
        lam : float
            In the user's units.
        mixed : Proved
            The mixture at this λ.
        proof : Certificate
            Its certificate, in scaled units.

        Returns
        -------
        FitResult
        """
        return replace(
            sample,
            lam=lam,
            **self._line_of(mixed.shift),
            weights=frozen(self.to_user_weights(mixed.weights)),
            fitted=frozen(self.units.values(mixed.fitted)),
            certificate=self.units.certificate(proof),
            solver="known segment",
            iterations=0,
        )
