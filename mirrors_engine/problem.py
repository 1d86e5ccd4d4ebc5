"""The training problem of one signal and one network, ready to be solved at any λ."""

from __future__ import annotations

import math
import time
from functools import cached_property

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.certificate import Certificate, certify
from mirrors_engine.dictionaries import build_dictionary
from mirrors_engine.dictionaries.base import Check, as_keys
from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.signals.signal import Signal
from mirrors_engine.solvers import SOLVERS, canonical, run
from mirrors_engine.solvers.base import Scaled, Solution
from mirrors_engine.solvers.threads import one_blas_thread

LOSSES = ("squared",)


class Problem:
    """½ Σ ω (A z + ξ - y)² + λ ||z||₁ over the dictionary of a network.

    Parameters
    ----------
    signal : Signal
        Data.
    architecture : Architecture
        Network.
    loss : str
        "squared".

    Attributes
    ----------
    scaled : Scaled
        The same Lasso with t in [-1, 1], |y| ≤ 1 and weights ≤ 1: features are
        half-range^degree times larger in the user's units, so λ and z scale along.

    Raises
    ------
    ArchitectureError, SizeError, SettingError
        Before any memory is taken.
    """

    def __init__(self, signal: Signal, architecture: Architecture, loss: str = "squared") -> None:
        if loss not in LOSSES:
            raise SettingError(f"There is no loss {loss!r}: choose one of {', '.join(LOSSES)}.")
        self.signal = signal
        self.architecture = architecture
        self.loss = loss
        self.dictionary = build_dictionary(architecture, signal.x)
        # differences first: y may carry an offset far larger than its range
        weight = float(signal.weights.max())
        w = signal.weights / weight
        base = float(signal.y[0])
        shifted = signal.y - base
        mean = float(w @ shifted) / float(w.sum())
        centred = shifted - mean
        spread = float(np.abs(centred).max())
        if spread <= 1e-13 * float(np.abs(signal.y).max()):
            spread, centred = 0.0, np.zeros_like(centred)
        self.mean = base + mean
        self._spread = spread or 1.0
        y = centred / self._spread
        self.scaled = Scaled(self.dictionary, y, w, y)
        self._z_scale = self._spread / self.dictionary.grid.half**self.dictionary.degree
        self._lam_scale = weight * self._spread * self.dictionary.grid.half**self.dictionary.degree
        self._value_scale = weight * self._spread**2

    @property
    def dictionary_size(self) -> int:
        """Number of features."""
        return self.dictionary.size

    @cached_property
    def lam_max(self) -> float:
        """The smallest λ whose optimal fit is constant: max_j |A_jᵀ(ω∘(y - ȳ))|."""
        if not np.any(self.scaled.y):
            return 0.0
        r = self.scaled.w * self.scaled.centred
        r = r - self.scaled.w * (r.sum() / self.scaled.w.sum())
        return self.dictionary.price(r).bound * self._lam_scale

    def check_lam(self, lam: float | None, lam_ratio: float | None) -> float:
        """λ in the user's units from either way of saying it.

        Raises
        ------
        SettingError
            If neither or both are given, or the value is not positive and finite.
        """
        if (lam is None) == (lam_ratio is None):
            raise SettingError("Give either lam or lam_ratio, and not both.")
        name, value = ("lam", lam) if lam is not None else ("lam_ratio", lam_ratio)
        try:
            number = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            number = math.nan
        if not (math.isfinite(number) and number > 0):
            raise SettingError(f"{name} = {value} must be a finite number above 0.")
        return number if lam is not None else number * self.lam_max

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
            λ in the user's units, or λ/λ_max; one of the two.
        solver : str
            "auto", "coordinate_descent" (dense reference) or "active_set".
        start : FitResult, optional
            A result of the same problem at a neighbouring λ. It changes the time, not
            the answer.
        monitor : callable
            Receives `Progress`, may raise `Cancelled`.

        Returns
        -------
        FitResult
        """
        began = time.perf_counter()
        if solver not in SOLVERS:
            raise SettingError(f"There is no solver {solver!r}: choose {', '.join(SOLVERS)}.")
        lam = self.check_lam(lam, lam_ratio)
        latest = Progress("solving")

        def step(stage: str, active: int, gap: float | None, fraction: float | None) -> None:
            nonlocal latest
            latest = Progress(stage, fraction, active, gap)
            monitor(latest)

        def check() -> None:
            monitor(latest)

        with one_blas_thread():
            if lam >= self.lam_max:
                empty = as_keys([], self.dictionary.key_width)
                solution = Solution(empty, np.empty(0), (), 0, "none needed", True)
            else:
                small = lam / self._lam_scale
                solution = run(solver, self.scaled, small, self._warm(start), step, check)
                if solver != "coordinate_descent":
                    solution = canonical.choose(self.scaled, small, solution, check)
            return self._result(lam, solution, began, check)

    def _warm(self, start: FitResult | None) -> Solution | None:
        if start is None or not len(start.weights):
            return None
        same = start.signal is self.signal and start.architecture == self.architecture
        if not same:
            return None
        keys = as_keys([f.key for f in start.features], self.dictionary.key_width)
        return Solution(keys, start.weights / self._z_scale, (), 0, "")

    def _result(self, lam: float, solution: Solution, began: float, check: Check) -> FitResult:
        order = np.lexsort(solution.keys.T[::-1])
        keys, z = solution.keys[order], solution.weights[order]
        columns = self.dictionary.columns(keys)
        w = self.scaled.w
        raw = columns @ z
        # Σ ω (y - f) = 0 fixes the intercept; y is centred already
        intercept = -float(w @ raw) / float(w.sum())
        proof = certify(
            self.dictionary,
            self.scaled.y,
            w,
            lam / self._lam_scale,
            intercept,
            keys,
            z,
            solution.duals,
            check,
        )
        features = tuple(self.dictionary.feature(tuple(key)) for key in keys.tolist())
        weights = z * self._z_scale
        fitted = (raw + intercept) * self._spread + self.mean
        return FitResult(
            signal=self.signal,
            architecture=self.architecture,
            loss=self.loss,
            lam=lam,
            lam_max=self.lam_max,
            intercept=intercept * self._spread + self.mean,
            weights=_frozen(weights),
            features=features,
            fitted=_frozen(fitted),
            certificate=self._unscaled(proof),
            solver=solution.solver,
            seconds=time.perf_counter() - began,
            iterations=solution.iterations,
            dictionary_size=self.dictionary.size,
            unique=solution.unique,
        )

    def _unscaled(self, proof: Certificate) -> Certificate:
        constant = self.signal.loss_constant
        unit = self._value_scale / self._spread  # ω · y
        return Certificate(
            primal=proof.primal * self._value_scale + constant,
            dual=proof.dual * self._value_scale + constant,
            dual_point=_frozen(proof.dual_point * unit),
            max_correlation=proof.max_correlation,
            stationarity=proof.stationarity,
            n_features=proof.n_features,
            tolerance=proof.tolerance,
        )


def _frozen(values: np.ndarray) -> np.ndarray:
    values = np.array(values, dtype=float)
    values.setflags(write=False)
    return values
