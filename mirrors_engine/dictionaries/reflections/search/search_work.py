"""How many boxes the searches of one fit may visit together.

Of six layers nothing says beforehand how many boxes a proof takes, and a fit asks for several
searches: its working sets, canonical choice and certificate. A limit of each of them alone would
bound none of the time until a refusal, so that all of a fit count together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import numpy as np

from mirrors_engine.errors import Remedy, SizeError

# folds: boxes, some minute and a gigabyte
MOST_VISITED = {5: 24_000_000}


class Visited:
    """Boxes visited so far."""

    def __init__(self) -> None:
        self.boxes = 0

    def check(self, folds: int, samples: int) -> None:
        """Refuse to go on where the end is not in sight.

        Raises
        ------
        SizeError
            With what fits.
        """
        if self.boxes <= MOST_VISITED.get(folds, np.inf):
            return
        raise SizeError(
            f"The search over the biases of {folds + 1} layers and {samples} samples had "
            f"not ended after {self.boxes / 1e6:.0f} million boxes: use layers = {folds} or a "
            "larger lam.",
            [Remedy(f"Use {folds} layers", {"layers": folds})],
        )


_FIT: ContextVar[Visited | None] = ContextVar("visited", default=None)


def visited() -> Visited:
    """The count of the fit that is being made; of none, a new one."""
    return _FIT.get() or Visited()


@contextmanager
def counted_together() -> Iterator[None]:
    """All searches inside count together, and with those of a fit that this is a part of."""
    token = _FIT.set(visited())
    try:
        yield
    finally:
        _FIT.reset(token)
