"""The training problem of one signal and one network, ready to be solved at any λ."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.certificate import Certificate, certify, certify_norm, certify_rows
from mirrors_engine.certificate_between import Proved
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.errors import SettingError
from mirrors_engine.losses import RowLoss, Squared, loss_of
from mirrors_engine.progress import Check, Monitor, Progress, no_check, silent
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal
from mirrors_engine.solvers import SOLVERS, canonical, run
from mirrors_engine.solvers.base import Report, Scaled, Solution
from mirrors_engine.solvers.interpolation import interpolate
from mirrors_engine.solvers.needless import without_needless
from mirrors_engine.solvers.rows import RowSolver, constant_dual
from mirrors_engine.units import Units, centred
from mirrors_engine.utils.arrays import frozen
from mirrors_engine.utils.threads import one_blas_thread

_SMALLEST = 1e-200  # of λ/λ_max: below, products of numbers underflow


class Problem:
    """Σ ω loss(y, A z + ξ) + λ ||z||₁ over the dictionary of a network.

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
    rows : RowLoss or None
        For those the scaled loss, of the rows and not of their means.
    units : Units
        From there to the user's units.

    Raises
    ------
    ArchitectureError, SizeError, SettingError
        Before any memory is taken.
    SignalError
        If products of the numbers would leave the range of floats.
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
        self.loss = model.name
        self.loss_options = model.options
        architecture.check_dimension(signal.dimension)
        self.dictionary = build_dictionary(architecture, signal.x)
        weight = float(signal.weights.max())
        w = signal.weights / weight
        self.rows: RowLoss | None = None
        constant = 0.0
        if isinstance(model, Squared):
            constant = signal.loss_constant
            mean, spread, y = centred(signal.y, w, float(np.abs(signal.raw_y).max()))
        else:
            self.rows, mean, spread = RowLoss.scaled(signal, model, weight)
            y = (signal.y - mean) / spread
            self._solver = RowSolver(self.dictionary, self.rows)
        self.scaled = Scaled(self.dictionary, y, w, y - float(w @ y) / float(w.sum()))
        half = self.dictionary.grid.half**self.dictionary.degree
        self.units = Units(mean, spread, spread / half, weight * spread**model.power, constant)
        self._lam_max: float | None = None
        self._constant_dual: np.ndarray | None = None  # of the rows, proves the constant at λ_max

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
        """λ_max by the first pass over the dictionary, which may be long; known from then on."""
        if self._lam_max is None:
            if self.rows is not None:
                bound, self._constant_dual = constant_dual(self.dictionary, self.rows, check)
                self._lam_max = bound * self.units.lam
            elif not np.any(self.scaled.y):
                self._lam_max = 0.0
            else:
                r = self.scaled.w * self.scaled.centred
                r = r - self.scaled.w * (r.sum() / self.scaled.w.sum())
                self._lam_max = self.dictionary.price(r, check=check).bound * self.units.lam
        return self._lam_max

    def check_lam(self, lam: float | None, lam_ratio: float | None) -> float:
        """λ in the user's units from either way of saying it; 0 asks for interpolation.

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
                duals = () if self._constant_dual is None else (self._constant_dual,)
                solution = Solution(empty, np.empty(0), duals, 0, "none needed", True)
                if self.rows is not None:
                    # other constants may be as good, and at λ_max itself other functions
                    only = self._solver.canonical(self.to_scaled_lam(lam), solution, check).unique
                    solution = replace(solution, unique=only)
            else:
                small = self.to_scaled_lam(lam)
                warm = self.start_of(start) if start is not None and len(start.weights) else None
                if warm is not None:
                    found = self._solved(solver, small, warm, step, check)
                    result = self.result_of(lam, found, began, check)
                    if result.certified:
                        return result
                # what a start cannot finish is solved without it: neither the answer nor
                # whether it is certified may depend on the route
                solution = self._solved(solver, small, None, step, check)
            return self.result_of(lam, solution, began, check)

    def _solved(
        self, solver: str, lam: float, start: Solution | None, step: Report, check: Check
    ) -> Solution:
        """The canonical solution at scaled λ below λ_max."""
        if self.rows is not None:
            return self._solver.solve(lam, start, step, check, solver)
        solution = run(solver, self.scaled, lam, start, step, check)
        if solver == "coordinate_descent":
            return solution  # the reference stays as it is
        solution = canonical.choose(self.scaled, lam, solution, check)
        return without_needless(self.scaled, lam, solution, check)

    def interpolate(self, monitor: Monitor = silent) -> FitResult:
        """The network of least norm through every sample: λ = 0, the limit λ → 0.

        The Lasso's own value tends to 0 there and says nothing, so the result's objective
        is the norm min ||z||₁ and its dual objective the linear program's bound. The
        value of (NN) at λ = 0 is the loss, 0; the penalty of the network is the norm.

        Raises
        ------
        SettingError
            If the loss has no least value at a function through the samples: logistic,
            and others than squared where rows of one x differ in y.
        """
        if self.rows is None:
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
        if self.loss == "logistic":
            raise SettingError(
                "λ = 0 asks for the function through every sample, but the logistic loss falls "
                "on as the function grows: choose lam above 0."
            )
        if self.signal.loss_constant > 0:
            raise SettingError(
                "λ = 0 asks for the function through every sample, but rows of equal x differ in "
                f"y: choose lam above 0 for the {self.loss} loss."
            )
        found = Problem(self.signal, self.architecture).interpolate(monitor)
        return replace(found, loss=self.loss, loss_options=self.loss_options, lam_max=self.lam_max)

    def solution_of(self, result: FitResult) -> Solution | None:
        """Keys, weights and dual point of a result in scaled units, None if of another problem."""
        if result.signal is not self.signal or result.architecture != self.architecture:
            return None
        keys = as_keys([f.key for f in result.features], self.dictionary.key_width)
        unit = self.units.dual if result.lam > 0 else self.units.norm_dual
        dual = result.certificate.dual_point / unit
        return Solution(keys, result.weights / self.units.z, (dual,), 0, result.solver)

    def start_of(self, result: FitResult) -> Solution | None:
        """What a result knows of the features that matter here, None if it has others.

        The features are those of the network and x. Of other y nothing is proved by it.
        """
        if result.signal is self.signal:
            return self.solution_of(result)
        if result.architecture != self.architecture:
            return None
        if not np.array_equal(result.signal.x, self.signal.x):
            return None
        keys = as_keys([f.key for f in result.features], self.dictionary.key_width)
        return Solution(keys, result.weights / self.units.z, (), 0, result.solver)

    def to_scaled_lam(self, lam: float) -> float:
        """λ of the scaled problem."""
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
        norm : bool
            True for interpolation: the certificate speaks about min ||z||₁.
        """
        order = np.lexsort(solution.keys.T[::-1])
        keys, z = solution.keys[order], solution.weights[order]
        w = self.scaled.w
        raw = matvec(self.dictionary, keys, z, check)
        if self.rows is None:
            # Σ ω (y - f) = 0 fixes the intercept; y is centred already
            intercept = -float(w @ raw) / float(w.sum())
        else:
            intercept = self.rows.best_shift(raw)
        if norm:
            certificate = self.units.norm_certificate(
                certify_norm(self.dictionary, self.scaled.y, keys, z, solution.duals, check)
            )
        else:
            judged = (self.to_scaled_lam(lam), intercept, keys, z, solution.duals, check)
            certificate = self.units.certificate(
                certify(self.dictionary, self.scaled.y, w, *judged)
                if self.rows is None
                else certify_rows(self.dictionary, self.rows, *judged)
            )
        features = []
        for key in keys.tolist():
            check()
            features.append(self.dictionary.feature(tuple(key)))
        return FitResult(
            signal=self.signal,
            architecture=self.architecture,
            loss=self.loss,
            lam=lam,
            lam_max=self.lam_max,
            intercept=intercept * self.units.spread + self.units.mean,
            weights=frozen(self.to_user_weights(z)),
            features=tuple(features),
            fitted=frozen(self.units.values(raw + intercept)),
            certificate=certificate,
            solver=solution.solver,
            seconds=time.perf_counter() - began,
            iterations=solution.iterations,
            dictionary_size=self.dictionary.size,
            unique=solution.unique,
            loss_options=self.loss_options,
        )

    def to_user_weights(self, z: np.ndarray) -> np.ndarray:
        """Weights of the scaled problem in the user's units."""
        return z * self.units.z

    def mixed_result(
        self, sample: FitResult, lam: float, mixed: Proved, proof: Certificate
    ) -> FitResult:
        """The result at λ between two of the same features as `sample`, in the user's units."""
        return replace(
            sample,
            lam=lam,
            intercept=mixed.intercept * self.units.spread + self.units.mean,
            weights=frozen(self.to_user_weights(mixed.weights)),
            fitted=frozen(self.units.values(self.scaled.y - mixed.residual)),
            certificate=self.units.certificate(proof),
            solver="known segment",
            iterations=0,
        )
