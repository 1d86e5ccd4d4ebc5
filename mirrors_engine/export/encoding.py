"""Arrays as text that the page's script reads without loss."""

from __future__ import annotations

import base64

import numpy as np


def reals(values: np.ndarray) -> str:
    """float64, little-endian, in base64."""
    return encoded(np.asarray(values, dtype="<f8"))


def encoded(values: np.ndarray) -> str:
    """The bytes of an array in base64."""
    return base64.b64encode(values.tobytes()).decode()
