"""Arrays as results hold them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def frozen(values: ArrayLike) -> np.ndarray:
    """A copy that cannot be written to, so that results may be shared between threads."""
    copy = np.array(values)
    copy.setflags(write=False)
    return copy
