"""Numbers to so many figures, where they are shown."""

from __future__ import annotations

import math


def significant(value: float, digits: int) -> str:
    """`value` to so many significant figures, and all figures of its whole part.

    Below 0.0001, and from a million on, where its whole part has more figures than `digits`, with
    a power of ten as Python writes it.

    Parameters
    ----------
    value : float
    digits : int

    Returns
    -------
    str
        2 figures: "0.12", "130"; never "1e+02" or, of 99.96, "1e+02".
    """
    rounded = abs(float(f"{value:.{digits - 1}e}"))
    if not 1e-4 <= rounded < 10.0 ** max(digits, 6):
        return f"{value:.{digits}g}"
    whole = 1 + math.floor(math.log10(rounded))
    return f"{value:.{max(digits, whole)}g}"
