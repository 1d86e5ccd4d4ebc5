"""How to train: method, size, starts, steps, seed."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mirrors_engine.errors import ArchitectureError, Remedy, SettingError, SizeError

if TYPE_CHECKING:
    from mirrors_engine.architecture import Architecture
    from mirrors_engine.results import FitResult

METHODS = ("adam", "sgd", "lbfgs")
STEP_SIZES = {"adam": 0.02, "sgd": 0.1, "lbfgs": 1.0}  # of no use to L-BFGS
MOST_WEIGHTS = 1_000_000  # of all starts together
MOST_STEPS = 1_000_000


@dataclass(frozen=True)
class TrainingSettings:
    """How to train, whatever the network.

    Attributes
    ----------
    method : str
        "adam"; "sgd", with momentum 0.9 and gradients cut to length 1; "lbfgs", SciPy's
        quasi-Newton method.
    units : int or None
        Parallel units of the network (neurons of each layer, of a fully connected one);
        None for `default_units`.
    starts : int
        Random starts, trained side by side.
    steps : int
        Steps of Adam and SGD, most iterations of L-BFGS; of a fully connected network
        epochs.
    step_size : float or None
        Of Adam and SGD at the beginning; it falls to 0 along half a cosine. It counts in
        normalised units (x in [-1, 1], |y| ≤ 1) and, for SGD, on the objective divided by
        the sum of the sample weights. None for a usual one.
    batch : int or None
        Samples per step of Adam and SGD, drawn without replacement; None for all.
    seed : int
        The same seed gives the same curves.
    from_optimum : bool
        Start once, from the reconstructed optimal network, instead of at random.
    """

    method: str = "adam"
    units: int | None = None
    starts: int = 20
    steps: int = 2000
    step_size: float | None = None
    batch: int | None = None
    seed: int = 0
    from_optimum: bool = False

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise SettingError(
                f"There is no method {self.method!r}: choose one of {', '.join(METHODS)}."
            )
        for name, least, most in (
            ("units", 1, MOST_WEIGHTS),
            ("starts", 1, MOST_WEIGHTS),
            ("steps", 1, MOST_STEPS),
            ("batch", 1, None),
            ("seed", 0, 2**32 - 1),
        ):
            value = getattr(self, name)
            if value is None and name in ("units", "batch"):
                continue
            if isinstance(value, bool) or int(value) != value or value < least:
                raise SettingError(f"{name} = {value} must be a whole number from {least} up.")
            if most is not None and value > most:
                raise SettingError(f"{name} = {value} is too large: use {most} or less.")
        step = self.step_size
        if step is not None and not (math.isfinite(step) and step > 0):
            raise SettingError(f"step_size = {step} must be a finite number above 0.")

    @property
    def step(self) -> float:
        """The step size, its usual value where none was chosen."""
        return STEP_SIZES[self.method] if self.step_size is None else self.step_size

    def resolved(self, result: FitResult) -> TrainingSettings:
        """These settings with the number of units filled in, checked against the question.

        Raises
        ------
        SettingError, SizeError
        """
        settings = self if self.units is not None else replace(self, units=default_units(result))
        if settings.from_optimum:
            settings = replace(settings, starts=1)
        return settings

    def check_size(self, parameters: int) -> None:
        """Refuse more parameters than a run can animate, before any memory is taken.

        Raises
        ------
        SizeError
        """
        total = self.starts * parameters
        if total > MOST_WEIGHTS:
            fits = MOST_WEIGHTS // parameters
            remedy = f"use {fits} starts or fewer units" if fits else "use fewer units"
            raise SizeError(
                f"{self.starts} starts of {parameters} weights are {total} numbers to train, "
                f"more than {MOST_WEIGHTS}: {remedy}.",
                [Remedy(f"Use {fits} starts", settings={"starts": fits})] if fits else [],
            )


def default_units(result: FitResult) -> int:
    """Four times the units of the optimal network, so that many starts reach it; 10 to 200."""
    active = len(result.weights)
    return max(active, min(200, max(10, 4 * active)))


def check_trainable(architecture: Architecture, lam: float = 1.0) -> None:
    """Refuse what no gradient can train, or what has nothing to compare with.

    Raises
    ------
    ArchitectureError, SettingError
    """
    if architecture.step:
        raise ArchitectureError(
            f"A {architecture.activation} network has zero gradient almost everywhere, so no "
            "gradient method can train it: choose another activation to compare."
        )
    if architecture.inputs == "plane":
        raise ArchitectureError(
            "Ordinary training reads one column a unit: choose inputs line or additive to compare."
        )
    if lam <= 0:
        raise SettingError(
            "At λ = 0 the training objective is the loss alone and has no least norm to compare "
            "with: make λ larger."
        )
