"""The training problem of one signal and one network, ready to be solved at any λ."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from functools import cached_property

import numpy as np

from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.reflections.search.search_work import counted_together
from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.scaled_problem import ScaledProblem
from mirrors_engine.solvers.base import Solution
from mirrors_engine.solvers.canonical import canonical
from mirrors_engine.solvers.canonical.uniqueness import undecided
from mirrors_engine.solvers.interpolation import interpolate
from mirrors_engine.solvers.lasso import SOLVERS
from mirrors_engine.utils.threads import one_blas_thread

# distance of neighbours, relative to the range, from which weights between them lose digits;
# where there are few samples, so that none is so near by chance and none takes long, more
_CLOSE, _CLOSE_OF_FEW = 1e-8, 1e-5
_BY_CHANCE = 1e-2  # of the least distance of random samples, 1/N² of the range
# Samples times the logarithm of the step in λ: three layers were measured to be there sooner from
# nothing from 5 % on of 100 000 samples, 0.5 % of a million, four layers from 30 % on of 20 000.
_FAR = 5000.0
_SMALLEST = 1e-200  # of λ/λ_max: below, products of numbers underflow


def finite_lam(name: str, value: float | None) -> float:
    """λ or λ/λ_max, which an error calls `name`, as a finite number that is not negative.

    Raises
    ------
    SettingError
    """
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = math.nan
    if not (math.isfinite(number) and number >= 0):
        raise SettingError(f"{name} = {value} must be a finite number, 0 or above.")
    return number


class Problem(ScaledProblem):
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
        number = finite_lam(name, value)
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

        def step(
            stage: str,
            active: int,
            gap: float | None,
            fraction: float | None,
            bound: float | None = None,
            /,
        ) -> None:
            nonlocal latest
            latest = Progress(stage, fraction, active, gap, bound)
            monitor(latest)

        def check() -> None:
            monitor(latest)

        asked = lam if lam is not None else lam_ratio
        with one_blas_thread(), counted_together():
            self.find_lam_max(check)
            lam = self.check_lam(lam, lam_ratio)
            if asked is not None and float(asked) == 0:
                return self.interpolate(monitor)
            if lam >= self.lam_max:
                empty = as_keys([], self.dictionary.key_width)
                duals = (self._constant_dual,)
                solution = Solution(empty, np.empty(0), duals, 0, "none needed")
                only = self._solver.constant_is_unique(self.to_scaled_lam(lam), solution, check)
                solution = replace(solution, unique=only, canonical=True)
            else:
                small = self.to_scaled_lam(lam)
                usable = start is not None and len(start.weights) and not self.from_nothing
                near = start is not None and usable and self._is_near(lam, start)
                warm = self.start_of(start) if start is not None and near else None
                if warm is not None:
                    found = self._solver.solve(small, warm, step, check, solver)
                    result = self.result_of(lam, found, began, check)
                    if result.certified:
                        return result
                # what a start cannot finish is solved without it: neither the answer nor
                # whether it is certified may depend on the route
                solution = self._solver.solve(small, None, step, check, solver)
            return self.result_of(lam, self._decided(solution), began, check)

    def chosen(
        self, lam: float, keys: np.ndarray, weights: np.ndarray, dual: np.ndarray
    ) -> Solution:
        """The canonical choice among the optimal weights, for the squared loss.

        Parameters
        ----------
        lam : float
            In scaled units, like all of these.
        keys : (K, key_width) ndarray of int
        weights : (K,) ndarray
        dual : (N,) ndarray
            The residual.

        Returns
        -------
        Solution
            With `unique` and `canonical`; these weights where too many features are tied.
        """
        solution = Solution(keys, weights, (dual,), 0, "")
        if not len(keys):
            return replace(solution, unique=True, canonical=True)
        with one_blas_thread():
            found = canonical.choose(self.scaled, lam, solution)
        return self._decided(found)

    def _decided(self, solution: Solution) -> Solution:
        """The same; its weights are called the only ones only where numbers decide that."""
        open_ = solution.unique and (self._ill_posed or undecided(self.dictionary, solution.keys))
        return replace(solution, unique=None) if open_ else solution

    def _is_near(self, lam: float, start: FitResult) -> bool:
        """Whether features that slide from sample to sample get there sooner than a cold start.

        That begins on every fourth sample, and what slides goes through each of them: of a
        million, a factor of two in λ took 5 s from its neighbour and 0.5 s from nothing.
        """
        if not self.dictionary.slidable or start.lam == lam:
            return True
        far = abs(math.log(lam / start.lam)) if start.lam > 0 else math.inf
        return far * len(self.dictionary.grid) <= _FAR

    @cached_property
    def from_nothing(self) -> bool:
        """Whether no start is used, because the answer would depend on it."""
        return self._ill_posed or self._solver.clustered

    @cached_property
    def _ill_posed(self) -> bool:
        """Whether optima that differ are as good to the certificate's digits, for their x alone.

        Weights of opposite signs and any size may cancel between samples that are all but equal, or
        whose distances are known to few digits, where a loss has straight parts. Which of these is
        found would depend on the start, so none is used, and none is called the only one.
        """
        if self.model.merges:
            return False
        for x in np.atleast_2d(self.signal.x.T):
            at = np.unique(x)
            close = max(_CLOSE, min(_CLOSE_OF_FEW, _BY_CHANCE / len(at) ** 2)) * np.ptp(at)
            rounding = np.spacing(np.abs(at).max()) > _CLOSE * np.ptp(at)
            if len(at) > 1 and (rounding or np.diff(at).min() < close):
                return True
        return False

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

        def step(
            stage: str,
            active: int,
            gap: float | None,
            fraction: float | None,
            bound: float | None = None,
            /,
        ) -> None:
            nonlocal latest
            latest = Progress("interpolating", None, active, gap)
            monitor(latest)

        def check() -> None:
            monitor(latest)

        with one_blas_thread(), counted_together():
            lam_max = self.to_scaled_lam(self.find_lam_max(check))
            solution = interpolate(self.scaled, lam_max, step, check)
            return self.result_of(0.0, solution, began, check, norm=True)
