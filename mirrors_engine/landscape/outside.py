"""Optimal networks outside the dictionary (manual, Landscape).

The dictionary always holds an optimal network, not all of them: where no sample lies
between two bends, a bend between them does as well. Two units that differ only in such
bends, with weights of one sign, merge into one unit with the mean biases and the sum of
the weights: the same at every sample, and of the same norm.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from mirrors_engine.features.feature import Feature, Kink
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult

MOST = 120  # units, the strongest, among which pairs are sought
_SAME = 1e-11  # of the largest value at a sample


def outside(result: FitResult, monitor: Monitor = silent) -> FitResult | None:
    """An optimal network with units outside the dictionary, None where no two merge.

    Its own value of the training problem is computed from its weights and biases; the
    lower bound is that of `result`, which speaks about all networks.

    Parameters
    ----------
    result : FitResult
        A fit on one column of x with an exact dictionary.
    monitor : callable
        May raise `Cancelled`.
    """
    if result.signal.dimension > 1 or not all(isinstance(f.unit, Unit) for f in result.features):
        return None
    order = result.by_weight[:MOST]
    pool = {int(k): (result.features[k], float(result.weights[k])) for k in order}
    x = result.signal.x
    values = {k: feature.evaluate(x) for k, (feature, _) in pool.items()}
    merged = False
    while (pair := _pair(pool, values, x, monitor)) is not None:
        one, two = pair
        feature, weight = _merge(pool[one], pool[two])
        del pool[two], values[two]
        pool[one], values[one] = (feature, weight), feature.evaluate(x)
        merged = True
    if not merged:
        return None
    rest = [k for k in range(len(result.weights)) if k not in set(order.tolist())]
    kept = [*pool.values(), *((result.features[k], float(result.weights[k])) for k in rest)]
    made = replace(
        result,
        features=tuple(feature for feature, _ in kept),
        weights=np.array([weight for _, weight in kept]),
        solver="outside the dictionary",
        unique=False,
    )
    network = made.network
    value = network.penalty() if result.lam == 0 else network.objective(result.signal, result.lam)
    return replace(made, certificate=replace(result.certificate, primal=float(value)))


def _pair(
    pool: dict[int, tuple[Feature, float]],
    values: dict[int, np.ndarray],
    x: np.ndarray,
    monitor: Monitor,
) -> tuple[int, int] | None:
    """The first two units that merge without a change at any sample."""
    for one, two in combinations(pool, 2):
        (f, z), (g, w) = pool[one], pool[two]
        if z * w <= 0 or not _alike(f, g):
            continue
        monitor(Progress("looking outside the dictionary", active=len(pool)))
        both = z * values[one] + w * values[two]
        mean = _mean_unit(f, g, z / (z + w))
        size = float(np.abs(both).max()) or 1.0
        if float(np.abs((z + w) * mean.forward(x) - both).max()) <= _SAME * size:
            return one, two
    return None


def _alike(f: Feature, g: Feature) -> bool:
    """Whether two units differ in their biases only."""
    return (
        isinstance(f.unit, Unit)
        and isinstance(g.unit, Unit)
        and (f.unit.activations, f.unit.signs) == (g.unit.activations, g.unit.signs)
        and f.parameters.keys() == g.parameters.keys()
        and len(f.kinks) == len(g.kinks)
    )


def _mean_unit(one: Feature, two: Feature, share: float) -> Unit:
    f, g = one.unit, two.unit
    assert isinstance(f, Unit) and isinstance(g, Unit)
    biases = tuple(share * a + (1 - share) * b for a, b in zip(f.biases, g.biases, strict=True))
    return Unit(f.activations, f.signs, biases, share * f.rest + (1 - share) * g.rest)


def _merge(one: tuple[Feature, float], two: tuple[Feature, float]) -> tuple[Feature, float]:
    """The unit between two that merge, and its weight."""
    (f, z), (g, w) = one, two
    share = z / (z + w)
    kinks = tuple(
        Kink(share * a.position + (1 - share) * b.position, a.change, a.mirror)
        for a, b in zip(f.kinks, g.kinks, strict=True)
    )
    points = {n: share * v + (1 - share) * g.parameters[n] for n, v in f.parameters.items()}
    unit = _mean_unit(f, g, share)
    words = f.words.replace("the data point ", "")
    return replace(f, unit=unit, kinks=kinks, parameters=points, words=words), z + w
