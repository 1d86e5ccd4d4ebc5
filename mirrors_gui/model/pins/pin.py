"""A pinned fit: the question it answers, its name and its place among the strokes of the plot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mirrors_engine.architecture import Architecture

MOST = 6  # pinned at a time: each has a stroke of its own
LONGEST_NAME = 80  # characters


@dataclass(frozen=True)
class Pin:
    """What is kept of a pinned fit; its function and numbers follow from it.

    Attributes
    ----------
    name : str
    slot : int
        Which stroke is its own, from 0; no two pins share one.
    signal : Signal
        The data it was fitted to, compared by identity: points may be edited afterwards.
    edited : bool
        Whether points of that signal were edited by hand.
    architecture, loss, loss_options, solver, lam_ratio
        As in `Question`.
    shown : bool
        Whether it is drawn.
    validated : float or None
        Its error in cross-validation, where that had been computed.
    """

    name: str
    slot: int
    signal: Any
    edited: bool
    architecture: Architecture
    loss: str
    loss_options: tuple[tuple[str, float], ...]
    solver: str
    lam_ratio: float
    shown: bool = True
    validated: float | None = None

    @property
    def asked(self) -> tuple[Any, ...]:
        """What its fit depends on; two pins of the same fit have it in common."""
        settings = (self.architecture, self.loss, self.loss_options, self.solver)
        return id(self.signal), *settings, self.lam_ratio


def free_slot(pins: tuple[Pin, ...]) -> int | None:
    """The first stroke that no pin has; None if there is none left."""
    taken = {pin.slot for pin in pins}
    return next((slot for slot in range(MOST) if slot not in taken), None)


def pin_of(question: Any, name: str, slot: int, validated: float | None = None) -> Pin:
    """A pin of the fit that a question asks for."""
    return Pin(
        name,
        slot,
        question.signal,
        question.edited,
        question.architecture,
        question.loss,
        question.loss_options,
        question.solver,
        question.lam_ratio,
        validated=validated,
    )
