"""What choosing λ returns: every score, and the picks of each rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import SettingError
from mirrors_engine.selection.criteria import SCORES
from mirrors_engine.selection.splits import Fold

RULES = ("min", "1se", "aic", "aicc", "bic")


@dataclass(frozen=True, eq=False)
class Selection:
    """Scores of a network along λ, and the λ that each rule picks.

    Every fit behind a score is a certified optimum [1]_.

    Attributes
    ----------
    architecture, loss, loss_options
        What was validated.
    splits : str
        "random", "blocked", "rolling" or "own".
    folds : tuple of Fold
        Rows of each fold.
    lams : (n,) ndarray
        λ in the user's units, falling; 0 alone where the signal is constant.
    lam_max : float
        Of the whole signal.
    scores : (K, n) ndarray
        Mean score of each fold validated so far at each λ, see `score_name`.
    n_active : (n,) ndarray of int
        Features that the fit of the whole signal uses.
    aic, aicc, bic : (n,) ndarray
        Of the fit of the whole signal.
    usable : (n,) bool ndarray
        Where the information criteria may pick: at most half as many parameters as rows.
    certified : bool
        Whether every fit behind these numbers, in every fold, holds its certificate.
    solves : int
        How many fits that were.
    seconds : float
        Wall time.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """

    architecture: Architecture
    loss: str
    loss_options: dict[str, float]
    splits: str
    folds: tuple[Fold, ...]
    lams: np.ndarray
    lam_max: float
    scores: np.ndarray
    n_active: np.ndarray
    aic: np.ndarray
    aicc: np.ndarray
    bic: np.ndarray
    usable: np.ndarray
    certified: bool
    solves: int
    seconds: float = field(default=0.0)

    @property
    def complete(self) -> bool:
        """Whether every fold has been validated."""
        return len(self.scores) == len(self.folds)

    @property
    def score_name(self) -> str:
        """What a score is, in words."""
        return SCORES[self.loss]

    @cached_property
    def mean(self) -> np.ndarray:
        """Mean score over the folds, (n,)."""
        return self.scores.mean(axis=0)

    @cached_property
    def standard_error(self) -> np.ndarray:
        """Standard error of the mean over K folds, (n,): std with K - 1, over √K; 0 if K = 1."""
        k = len(self.scores)
        if k < 2:
            return np.zeros(self.scores.shape[1])
        return self.scores.std(axis=0, ddof=1) / np.sqrt(k)

    @property
    def best(self) -> int:
        """Position in `lams` of the least mean score (the largest λ of equals)."""
        return int(np.argmin(self.mean))

    @property
    def one_se(self) -> int:
        """Position of the largest λ whose mean is within one standard error of the best."""
        within = self.mean <= self.mean[self.best] + self.standard_error[self.best]
        return int(np.flatnonzero(within)[0])

    def pick(self, rule: str) -> int:
        """Position in `lams` that a rule picks.

        Parameters
        ----------
        rule : str
            "min", "1se", "aic", "aicc" or "bic".

        Returns
        -------
        int

        Raises
        ------
        SettingError
            If there is no such rule, or it needs folds that were not validated.
        """
        if rule not in RULES:
            raise SettingError(f"There is no rule {rule!r}: choose one of {', '.join(RULES)}.")
        if rule in ("min", "1se"):
            if not len(self.scores):
                raise SettingError(f"The rule {rule!r} needs cross-validation: give folds.")
            return self.best if rule == "min" else self.one_se
        values = {"aic": self.aic, "aicc": self.aicc, "bic": self.bic}[rule]
        return int(np.argmin(np.where(self.usable, values, np.inf)))

    def lam(self, rule: str = "1se") -> float:
        """λ that a rule picks, in the user's units.

        Parameters
        ----------
        rule : str
            As in `pick`.

        Returns
        -------
        float
        """
        return float(self.lams[self.pick(rule)])

    def lam_ratio(self, rule: str = "1se") -> float:
        """λ/λ_max that a rule picks (1 where λ_max is 0).

        Parameters
        ----------
        rule : str
            As in `pick`.

        Returns
        -------
        float
        """
        return self.lam(rule) / self.lam_max if self.lam_max > 0 else 1.0

    def edge_words(self, rule: str = "1se") -> str:
        """A warning if a rule picks an end of the grid, where the best λ may lie beyond.

        Parameters
        ----------
        rule : str
            As in `pick`.

        Returns
        -------
        str
            One sentence, or "".
        """
        k = self.pick(rule)
        if len(self.lams) < 2 or 0 < k < len(self.lams) - 1:
            return ""
        lam = f"λ = {self.lams[k]:.6g}"
        if k:
            return (
                f"The rule {rule} chose the smallest λ that was tried, {lam}: try smaller ones, "
                "the best may lie beyond."
            )
        if self.lams[0] >= self.lam_max * (1 - 1e-12):
            return (
                f"The rule {rule} chose λ_max, {lam}: it finds no network better than none "
                "at all on these data."
            )
        return (
            f"The rule {rule} chose the largest λ that was tried, {lam}: try larger ones, "
            "the best may lie beyond."
        )

    def rules(self) -> tuple[str, ...]:
        """The rules that can pick.

        Returns
        -------
        tuple of str
            Those of cross-validation only where folds were validated.
        """
        return RULES if len(self.scores) else RULES[2:]

    def to_dict(self) -> dict[str, Any]:
        """As JSON values.

        Returns
        -------
        dict
            An AICc that does not exist is None.
        """
        finite = [float(v) if np.isfinite(v) else None for v in self.aicc]
        validated = bool(len(self.scores))
        return {
            "architecture": self.architecture.describe(),
            "loss": self.loss,
            **({"loss_options": dict(self.loss_options)} if self.loss_options else {}),
            "splits": self.splits if validated else None,
            "folds": [{"train": len(f.train), "test": len(f.test)} for f in self.folds],
            "score": self.score_name,
            "lam_max": self.lam_max,
            "lams": self.lams.tolist(),
            "scores": self.scores.tolist(),
            "mean": self.mean.tolist() if validated else None,
            "standard_error": self.standard_error.tolist() if validated else None,
            "features": self.n_active.tolist(),
            "aic": self.aic.tolist(),
            "aicc": finite,
            "bic": self.bic.tolist(),
            "picks": {
                rule: {
                    "lam": self.lam(rule),
                    "lam_ratio": self.lam_ratio(rule),
                    "features": int(self.n_active[self.pick(rule)]),
                    "warning": self.edge_words(rule),
                }
                for rule in self.rules()
            },
            "certified": self.certified,
            "solves": self.solves,
            "seconds": self.seconds,
        }
