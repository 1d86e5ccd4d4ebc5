"""What the families of several folds share: u ↦ |u - a_1|, then |· - a_2|, …, then a shape."""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.answers import Breakpoints, Pricing
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.reflections.shapes import Shape, last_layer
from mirrors_engine.dictionaries.reflections.three_layers import MIDPOINT, Mirrors
from mirrors_engine.features.activation import ABS
from mirrors_engine.features.feature import Feature, kinks_of
from mirrors_engine.features.unit import Unit
from mirrors_engine.progress import Check

_LIMIT = 16  # candidates of one folded line


def folded_columns(
    t: np.ndarray, a: np.ndarray, shapes: tuple[Shape, ...], which: np.ndarray
) -> np.ndarray:
    """Values (N, K) of units with biases a (D, K), the last that of shape `which[k]`."""
    u = t[:, None] - a[0]
    for bias in a[1:]:
        u = np.abs(u) - bias
    return last_layer(shapes, which, u)


def fold_breakpoints(a: np.ndarray, shapes: tuple[Shape, ...], which: np.ndarray) -> Breakpoints:
    """Kinks and left slopes of units with biases a (D, K) ≥ 0 from the second on.

    The recursion is that of the correlations (`fold_cells.py`): terms at one place cancel.
    """
    places: list[np.ndarray] = []
    changes: list[np.ndarray] = []
    plain = np.array([shape.plain for shape in shapes])[which]
    outer = np.array([shape.outer for shape in shapes])[which]
    slopes = np.zeros(a.shape[1])

    def beyond(layer: int, e: np.ndarray, factor: np.ndarray) -> None:
        if layer == 0:
            places.append(e)
            changes.append(factor)
            return
        low = a[layer - 1] - e
        beyond(layer - 1, a[layer - 1] + e, factor)
        beyond(layer - 1, low if layer == 1 else np.maximum(low, 0.0), factor)
        whole(layer - 1, -factor)

    def whole(layer: int, factor: np.ndarray) -> None:
        nonlocal slopes
        if layer == 0:
            slopes = slopes + factor
            return
        beyond(layer - 1, a[layer - 1], 2 * factor)
        whole(layer - 1, -factor)

    beyond(len(a) - 1, a[-1], outer)
    whole(len(a) - 1, plain)
    return Breakpoints(np.array(places).T, np.array(changes).T, slopes)


def folded_feature(
    kind: str, key: tuple[int, ...], shape: Shape, a: np.ndarray, grid: Grid
) -> Feature:
    """The unit with biases a (D,) on the axis t of the grid."""
    a = a * grid.half
    # the range begins at the origin where that is a sample
    centre = a[0] + (grid.half if grid.origin and len(grid) > 1 else grid.middle - grid.origin)
    a[0], lost = grid.placed(float(centre))
    before = len(a) - 1
    signs = (1,) * before + (shape.last_sign,)
    biases = tuple(-sign * float(bias) for sign, bias in zip(signs, a, strict=True))
    unit = Unit((ABS,) * before + (shape.last,), signs, biases, -lost)
    ends = [float(a[0])]
    positions = set(ends)
    for bias in a[1:].tolist():
        ends = sorted({end + side * bias for end in ends for side in (1, -1)})
        positions.update(ends)
    distances = {f"fold{layer}": float(b) for layer, b in enumerate(a[1:], start=1)}
    return Feature(
        kind=f"{kind} {shape.name}".strip(),
        key=tuple(key),
        parameters={"center": float(a[0]), **distances},
        kinks=kinks_of(unit, sorted(positions), grid.x),
        unit=unit,
        words=f"mirrored about {{x}} = {{center}}, then folded {before} more times, at distances "
        + ", ".join(f"{{{name}}}" for name in distances),
    )


def price_folded(
    u: np.ndarray,
    v: np.ndarray,
    shapes: tuple[Shape, ...],
    above: float,
    every: bool,
    check: Check,
) -> Pricing:
    """Reflections and midpoints of samples folded to u, in any order, by ranks in that order."""
    order = np.argsort(u, kind="stable")
    line = Mirrors(Grid(u[order]), shapes)
    found = line.price_all(v[order], above, every, _LIMIT, check)
    keys = found.keys.copy()
    keys[:, 2:] = order[keys[:, 2:]]
    middle = keys[:, 1] == MIDPOINT
    keys[middle, 2:] = np.sort(keys[middle, 2:], axis=1)
    return Pricing(found.bound, keys, found.correlations)
