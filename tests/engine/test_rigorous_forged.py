"""A proof is refused where a stored feature is not the one that its key names."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from brute import NETS, random_signal

from mirrors_engine import Architecture, fit
from mirrors_engine.errors import MirrorsError
from mirrors_engine.features.unit import Unit
from mirrors_engine.rigorous import prove

NAMES = {**NETS, "sign3": Architecture("sign", 3, widths=(3,))}


def forgeries(feature):
    unit = feature.unit
    if isinstance(unit, Unit):
        for k, bias in enumerate(unit.biases):
            for other in (-bias - 1, np.nextafter(bias, np.inf)):
                biases = (*unit.biases[:k], float(other), *unit.biases[k + 1 :])
                yield replace(feature, unit=replace(unit, biases=biases))
            for sign in (-unit.signs[k], 2, 0):
                signs = (*unit.signs[:k], sign, *unit.signs[k + 1 :])
                yield replace(feature, unit=replace(unit, signs=signs))
        steeper = replace(unit.activations[0], a_plus=2 * unit.activations[0].a_plus + 1)
        yield replace(feature, unit=replace(unit, activations=(steeper, *unit.activations[1:])))
    else:
        yield replace(feature, unit=replace(unit, switches=(*unit.switches[:-1], 99.0)))
        yield replace(feature, unit=replace(unit, fan_in=(7, *unit.fan_in[1:])))
    first = feature.kinks[0]
    yield replace(feature, kinks=(replace(first, position=first.position + 1), *feature.kinks[1:]))
    yield replace(feature, kinks=(replace(first, change=-first.change), *feature.kinks[1:]))
    yield replace(feature, kinks=())
    yield replace(feature, parameters={name: v + 1 for name, v in feature.parameters.items()})
    yield replace(feature, direction=(1.0,))
    yield replace(feature, key=tuple(k + 1000 for k in feature.key))


@pytest.mark.parametrize("name", NAMES)
def test_every_stored_field_is_checked(name):
    result = fit(random_signal(3, 6), NAMES[name], lam_ratio=0.1)
    assert prove(result).gap <= 1e-9
    for number, feature in enumerate(result.features):
        for forged in forgeries(feature):
            features = (*result.features[:number], forged, *result.features[number + 1 :])
            with pytest.raises(MirrorsError, match="is not the one that its key names"):
                prove(replace(result, features=features))
