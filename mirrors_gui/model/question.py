"""What is asked of the engine, as one frozen value: what undo, saving and recovery keep."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from mirrors_engine.architecture import Architecture
from mirrors_gui.model.pins.pin import Pin

FIRST = Architecture(activation="abs", layers=3)
Columns = tuple[Any, Any]  # of x (None is the row number, several a tuple) and of y


@dataclass(frozen=True)
class Settings:
    """A network and a loss, as a lesson and an entry of the gallery set them."""

    architecture: Architecture
    loss: str
    loss_options: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Question:
    """The data and every setting; two are equal where nothing a user could see differs.

    Attributes
    ----------
    signal, table
        Frozen, compared by identity.
    columns : (x, y) or None
        Those of the table that make the signal.
    weights_column : str, int or None
    pasted : str or None
        The text the table was read from, where it was no file.
    edited : bool
        Whether points were edited by hand since the signal was read.
    opening : int
        Which opening of data or of a project the signal came with, counted in this session;
        data opened into a project begin a document of their own.
    architecture : Architecture
    others : tuple of (inputs, Architecture)
        The networks last used on other kinds of inputs.
    loss, solver : str
    loss_options : tuple of (name, value)
    lam_ratio : float
        λ/λ_max.
    lam_chosen : bool
        Whether the user chose λ, or it is the default that new data start at.
    pins : tuple of Pin
        Fits of these data that are kept beside the one asked for.
    own : Settings or None
        Those in force before a lesson or an entry of the gallery set its own: the next data are
        read with them again. None where the user has set them since.
    """

    signal: Any = None
    table: Any = None
    columns: Columns | None = None
    weights_column: str | int | None = None
    pasted: str | None = None
    edited: bool = False
    opening: int = 0
    architecture: Architecture = FIRST
    others: tuple[tuple[str, Architecture], ...] = ()
    loss: str = "squared"
    loss_options: tuple[tuple[str, float], ...] = ()
    solver: str = "auto"
    lam_ratio: float = 0.02
    lam_chosen: bool = field(default=False, compare=False)  # the answer is the same
    pins: tuple[Pin, ...] = ()
    own: Settings | None = field(default=None, compare=False)  # the answer is the same

    @property
    def settings(self) -> Settings:
        return Settings(self.architecture, self.loss, self.loss_options)

    def with_own_settings(self) -> Question:
        """With those of the user in place of those that came with the data on show."""
        if self.own is None:
            return self
        own = self.own
        return replace(
            self,
            architecture=own.architecture,
            loss=own.loss,
            loss_options=own.loss_options,
            own=None,
        )

    def same_answer(self, other: Question) -> bool:
        """Whether both are answered by one fit: they differ by no more than their pins."""
        return replace(self, pins=other.pins) == other

    def same_problem(self, other: Question) -> bool:
        """Whether both have one λ_max: they differ by no more than λ and the solver."""
        one, two = ((q.architecture, q.loss, q.loss_options) for q in (self, other))
        return self.signal is other.signal and one == two

    def is_edit_of(self, other: Question) -> bool:
        """Whether the two differ by points moved by hand: as many samples under one name."""
        one, two = self.signal, other.signal
        return (
            (self.edited or other.edited)
            and one is not None
            and two is not None
            and one.x.shape == two.x.shape
            and (one.name, one.source, one.x_names) == (two.name, two.source, two.x_names)
        )

    @property
    def nbytes(self) -> int:
        """Memory of the samples."""
        signal = self.signal
        if signal is None:
            return 0
        return sum(a.nbytes for a in (signal.raw_x, signal.raw_y, signal.raw_weights)) * 2
