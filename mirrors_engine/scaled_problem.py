"""One signal and one network as a Lasso without units, and its solutions in the user's units."""

from __future__ import annotations

import time
from functools import partial
from typing import TypedDict

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.certificates.between import Proved
from mirrors_engine.certificates.certificate import Certificate, certify
from mirrors_engine.dictionaries.products import matvec, sum_at
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.features.features import Features, keys_of
from mirrors_engine.losses import Loss, RowLoss, loss_of
from mirrors_engine.losses.rows import Shift
from mirrors_engine.progress import Check, no_check
from mirrors_engine.results import FitResult, middle_of
from mirrors_engine.signals.signal import Signal
from mirrors_engine.solvers.base import Scaled, Solution
from mirrors_engine.solvers.losses.loss_solvers import constant_dual, solver_for
from mirrors_engine.units import Units
from mirrors_engine.unpenalised import CONSTANT, Unpenalised
from mirrors_engine.utils.arrays import frozen, sealed
from mirrors_engine.utils.memory import keep_freed_memory
from mirrors_engine.utils.threads import one_blas_thread

_DECIDED = 5e-12  # relative gap up to which an answer may be called the canonical one


class Line(TypedDict, total=False):
    """What no penalty weighs, as fields of a `FitResult`."""

    intercept: float
    # with a skip connection:
    slope: float | np.ndarray
    level: float


class ScaledProblem:
    """The Lasso of one signal and one network with every size near 1 (manual, Numerics).

    `mirrors_engine.problem.Problem` solves it; its parameters, attributes and errors are
    described there.
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
        keep_freed_memory()
        with one_blas_thread():
            self._prepare(signal, architecture, model)
        self._lam_max: float | None = None
        self._constant_dual = np.empty(0)  # of the rows, proves the constant at λ_max

    def _prepare(self, signal: Signal, architecture: Architecture, model: Loss) -> None:
        """Dictionary, scaled data and units."""
        self.dictionary = build_dictionary(architecture, signal.x)
        weight = signal.weight_range[1]
        free = Unpenalised.skip(self.dictionary.grid.t) if architecture.skip else CONSTANT
        self.rows, mean, spread = RowLoss.scaled(signal, model, weight, free)
        if architecture.skip:
            rows = self.rows
            model.check_line(rows.rows.y, rows.rows.w, rows.free_per_row.matrix(len(rows.rows.y)))
        y = self.rows.rows.means
        w = self.rows.rows.w if self.rows.rows.single else signal.weights / weight
        if model.merges and not free.line:  # y is centred as it is
            self.scaled = Scaled(self.dictionary, y, w, y, free)
            vars(self.scaled)["weighting"] = self.rows.rows.weighting
        else:
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
        plain = self.dictionary.compressible and signal.dimension == 1
        self._sum_at = partial(sum_at, self.dictionary) if plain else None

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
            with one_blas_thread():
                bound, self._constant_dual = constant_dual(self.scaled, self.rows, check)
            self._lam_max = float(bound * self.units.lam)
        return self._lam_max

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
            Of other y, or of as many other x on a line, it hands over no dual point: features
            are named by the ranks of samples, so that a kink follows a point that is dragged.

        Returns
        -------
        Solution or None
            None if the result is of another network or its features have other names.
        """
        if result.signal is self.signal:
            return self.solution_of(result)
        if result.architecture != self.architecture:
            return None
        here, there = self.signal.x, result.signal.x
        line = here.ndim == 1 and len(here) == len(there)
        if not (line or np.array_equal(there, here)):
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
        check()
        shift = self.rows.best_shift(raw)
        if norm:
            rows, level, units = self.rows.interpolating(), 1.0, self.units.norm
        else:
            rows, level, units = self.rows, self.to_scaled_lam(lam), self.units
        proof = certify(self.dictionary, rows, level, shift, keys, z, solution.duals, check, raw)
        features = self.features_of(keys)
        proof, fitted = (
            units.certificate(proof, spare=True),
            self.units.values(raw, shift, spare=True),
        )
        return self._assembled(lam, solution, z, features, shift, fitted, proof, began)

    def features_of(self, keys: np.ndarray) -> Features:
        """The features of some keys, in the user's units.

        Parameters
        ----------
        keys : (K, key_width) ndarray of int

        Returns
        -------
        Features
        """
        return Features(keys, self.dictionary.feature, self._sum_at, self.dictionary.outline)

    def _assembled(
        self,
        lam: float,
        solution: Solution,
        z: np.ndarray,
        features: Features,
        shift: Shift,
        fitted: np.ndarray,
        proof: Certificate,
        began: float | None = None,
    ) -> FitResult:
        """The result of scaled weights z, in the order of the features, and shift; the rest in the
        user's units."""
        # the strictly convex loss leaves a fit open by the root of twice its gap, and with it which
        # features reach λ: of smooth signals, where hundreds all but do, the choice is not decided
        decided = self.loss != "squared" or lam == 0 or proof.gap <= _DECIDED
        return FitResult(
            signal=self.signal,
            architecture=self.architecture,
            loss=self.loss,
            lam=lam,
            lam_max=self.lam_max,
            **self._line_of(shift),
            weights=sealed(self.to_user_weights(z)),
            features=features,
            fitted=sealed(fitted),
            certificate=proof,
            solver=solution.solver,
            seconds=0.0 if began is None else time.perf_counter() - began,
            iterations=solution.iterations,
            dictionary_size=self.dictionary.size,
            unique=solution.unique if decided or not solution.unique else None,
            canonical=solution.canonical and decided,
            loss_options=self.loss_options,
        )

    def _line_of(self, shift: Shift) -> Line:
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
        self,
        lam: float,
        features: Features,
        mixed: Proved,
        proof: Certificate,
    ) -> FitResult:
        """The result at a λ between two that are known, in the user's units.

        Parameters
        ----------
        lam : float
            In the user's units.
        features : Features
            One for each weight.
        mixed : Proved
            The mixture at this λ.
        proof : Certificate
            Its certificate, in scaled units.

        Returns
        -------
        FitResult
        """
        solution = Solution(features.keys, mixed.weights, (), 0, "known segment")
        proof, fitted = self.units.certificate(proof), self.units.values(mixed.fitted)
        weights = mixed.weights
        return self._assembled(lam, solution, weights, features, mixed.shift, fitted, proof)
