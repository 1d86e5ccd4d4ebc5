"""Errors a user can act on: one sentence that says what, where, and what to do."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Remedy:
    """What can be asked for instead of what was refused, for a program to do on request.

    Attributes
    ----------
    words : str
        As on a button: "Use 3 layers".
    network : dict
        Fields of the `Architecture` to change.
    settings : dict
        Of the fit, such as solver, loss, delta or lam_ratio; or of what else refused.
    thin : int
        Neighbours that are replaced by their mean (`Signal.thinned`); 1 for none.
    reading : dict
        Fields of `CsvOptions` to read the file with.
    """

    words: str
    network: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    thin: int = 1
    reading: Mapping[str, Any] = field(default_factory=dict)


ABOVE_ZERO = Remedy("Use λ = 0.0001 λmax", settings={"lam_ratio": 1e-4})
AUTOMATIC = Remedy("Use the automatic solver", settings={"solver": "auto"})


def thin_to(n: int, most: int) -> Remedy:
    """Means of so many neighbours that of n samples no more than `most` are left."""
    block = max(2, math.ceil(n / max(most, 1)))
    return Remedy(f"Thin to {math.ceil(n / block)} samples (means of {block})", thin=block)


class MirrorsError(Exception):
    """Base of every error whose message is written for the user.

    Parameters
    ----------
    sentence : str
        What, where, and what to do.
    remedies : sequence of Remedy
        Those things to do that are certain enough for a button.
    """

    def __init__(self, sentence: str = "", remedies: Sequence[Remedy] = ()) -> None:
        super().__init__(sentence)
        self.remedies = tuple(remedies)


class SignalError(MirrorsError):
    """The data cannot be read or used; the message names file, line and remedy."""


class ArchitectureError(MirrorsError):
    """The network asked for does not exist or is not covered by the theorem."""


class SizeError(MirrorsError):
    """The problem would not fit; raised before any memory is taken."""


class SettingError(MirrorsError, ValueError):
    """A setting such as lambda is outside its range."""


class UsageError(SettingError):
    """An option of the command line that cannot be read: wrong usage."""


class ProjectError(MirrorsError):
    """A project file is damaged, foreign, too large or too new."""


class Cancelled(MirrorsError):
    """The user cancelled; raised by a monitor and passed through unchanged."""
