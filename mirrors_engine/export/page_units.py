"""The neurons of the web page: the largest are listed in words, all of them are computed with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mirrors_engine.features.feature import Feature
from mirrors_engine.features.unit import Unit

LISTED = 100  # neurons in the table of the page, the largest


def may_be_listed(weights: np.ndarray) -> list[bool]:
    """Which neurons can be among the largest LISTED between two λ of these weights, (2, K).

    Weights are affine and keep their sign, so that |z| lies between its values at both ends: a
    neuron below the LISTED-th largest of the smaller ends has as many above it at every λ.
    """
    sizes = np.abs(weights)
    if sizes.shape[1] <= LISTED:
        return [True] * sizes.shape[1]
    least = np.sort(sizes.min(axis=0))[-LISTED]
    return (sizes.max(axis=0) >= least).tolist()


def unit_of_page(
    feature: Feature, x_name: str, position: Callable[[float], str], listed: bool
) -> dict[str, Any]:
    unit = feature.unit
    drawn = {
        "words": feature.describe(x_name, position) if listed else None,
        "kinks": [kink.position for kink in feature.kinks],
        "mirror": [int(kink.mirror) for kink in feature.kinks],
        "axis": feature.mirror_axis,
    }
    if isinstance(unit, Unit):
        return {**drawn, "signs": unit.signs, "biases": unit.biases, "rest": unit.rest}
    return {**drawn, "switches": unit.switches}


def bend_of(feature: Feature) -> tuple[float, int] | None:
    """Place of the kink and sign of the input of a unit that these two tell; None of others."""
    unit = feature.unit
    if not isinstance(unit, Unit) or len(unit.signs) > 1 or len(feature.kinks) != 1:
        return None
    (kink,), (sign,), (bias,) = feature.kinks, unit.signs, unit.biases
    plain = not (kink.mirror or feature.mirror_axis is not None or unit.rest)
    return (kink.position, sign) if plain and bias == -sign * kink.position else None
