"""Samples as places from 0 to 1, and how near two of them are one."""

from __future__ import annotations

import numpy as np

NEAR = 2e-15  # of the range of the data: places this close are one


def places(t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different samples from 0 to 1, and their ranks among all."""
    s = (t - t[0]) / (t[-1] - t[0])
    kept = np.flatnonzero(np.diff(s, prepend=-1.0))  # equal ones are one place
    return s[kept], kept
