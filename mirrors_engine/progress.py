"""Progress of long work, and how it is cancelled.

Long work takes a *monitor*: a callable that receives a frozen `Progress` often
enough (well under every 200 ms) and may raise `Cancelled` to stop the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of long work.

    Attributes
    ----------
    stage : str
        What is being done, in words a user understands.
    fraction : float or None
        Share of the work done in [0, 1], None where it cannot be known.
    active : int
        Number of features in use so far.
    gap : float or None
        Relative duality gap reached so far.
    bound : float or None
        What the largest |A_jᵀr| over the whole dictionary is at most, as a multiple of λ: it
        falls to 1 at the optimum.
    """

    stage: str
    fraction: float | None = None
    active: int = 0
    gap: float | None = None
    bound: float | None = None


Monitor = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Monitor that ignores progress and never cancels."""


Check = Callable[[], None]
"""Called between chunks of long work; may raise `Cancelled`."""


def no_check() -> None:
    """Check that never cancels."""


def paced(items: Iterable[T], check: Check, every: int = 2000) -> Iterator[T]:
    """The items, with a check before each `every` of them: for loops over all rows in Python."""
    for number, item in enumerate(items):
        if number % every == 0:
            check()
        yield item
