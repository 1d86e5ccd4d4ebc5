"""The dictionary of each network: which finite set of features is exact.

See the manual, Vertices and Dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.additive import Additive
from mirrors_engine.dictionaries.base import Dictionary, Grid, Pricing
from mirrors_engine.dictionaries.hinges.one_sided import OneSided
from mirrors_engine.dictionaries.hinges.ramps import Ramps
from mirrors_engine.dictionaries.hinges.two_layer import TwoLayer
from mirrors_engine.dictionaries.hinges.two_slopes import TwoSlopes
from mirrors_engine.dictionaries.plane.half_planes import HalfPlanes
from mirrors_engine.dictionaries.plane.kink_lines import KinkLines
from mirrors_engine.dictionaries.points import Points
from mirrors_engine.dictionaries.reflections.data_subset import DataFolds
from mirrors_engine.dictionaries.reflections.five_layers import DeepFolds
from mirrors_engine.dictionaries.reflections.four_layers import DeepMirrors
from mirrors_engine.dictionaries.reflections.shapes import TENT, VALLEY, W_SHAPE
from mirrors_engine.dictionaries.reflections.three_layers import Mirrors
from mirrors_engine.dictionaries.steps.one_switch import Switches
from mirrors_engine.dictionaries.steps.several_switches import Switching
from mirrors_engine.errors import ArchitectureError, SizeError

MAX_FEATURES = 3 * 10**8  # a certificate prices all of them: some ten seconds a pass


@dataclass(frozen=True)
class Family:
    """One line of the registry.

    `covers` recognises the networks, `size` counts their features from N alone, and
    `build` makes the dictionary. A `separable` family prices all its features without
    visiting them one by one, so that their number is no limit; any other is refused
    above `most` features. `at_most` says that `size` is an upper bound. Additive inputs
    take the families of `inputs` "line".
    """

    name: str
    covers: Callable[[Architecture], bool]
    size: Callable[[Architecture, int], int]
    build: Callable[[Architecture, Any], Dictionary]
    separable: bool = False
    most: int = MAX_FEATURES
    inputs: str = "line"
    at_most: bool = False


def _two_slopes(net: Architecture) -> bool:
    """Leaky ReLU, and given slopes neither of which is zero."""
    return net.activation == "leaky" or (net.slopes is not None and 0 not in net.slopes)


def _shapes(net: Architecture) -> tuple:
    return (W_SHAPE,) if net.activation == "abs" else (VALLEY, TENT)


FAMILIES = (
    Family(
        "data folds",
        lambda net: net.dictionary == "data",
        lambda net, n: DataFolds.size_of(n, _shapes(net), net.layers),
        lambda net, grid: DataFolds(grid, _shapes(net), net.layers),
        most=10**9,
    ),
    Family(
        "two-layer",
        lambda net: net.layers == 2 and not net.step,
        lambda net, n: TwoLayer.size_of(n, net.activations[0]),
        lambda net, grid: TwoLayer(grid, net.activations[0]),
    ),
    Family(
        "switches",
        lambda net: net.layers == 2 and net.step,
        lambda net, n: Switches.size_of(n),
        lambda net, grid: Switches(grid, net.activations[0]),
    ),
    Family(
        "switching",
        lambda net: net.layers >= 3 and net.step,
        lambda net, n: Switching.size_of(n, net),
        lambda net, grid: Switching(grid, net),
        separable=True,
    ),
    Family(
        "ramps",
        lambda net: net.layers >= 3 and net.activation == "relu",
        lambda net, n: Ramps.size_of(n),
        lambda net, grid: Ramps(grid, net.layers),
        separable=True,
    ),
    Family(
        "one-sided ramps",
        lambda net: net.layers >= 3 and net.slopes is not None and 0 in net.slopes,
        lambda net, n: OneSided.size_of(n),
        lambda net, grid: OneSided(grid, net.activations[0], net.layers),
        separable=True,
    ),
    Family(
        "two slopes",
        lambda net: net.layers == 3 and _two_slopes(net),
        lambda net, n: TwoSlopes.size_of(n, net.activations[0]),
        lambda net, grid: TwoSlopes(grid, net.activations[0]),
    ),
    Family(
        "mirrors",
        lambda net: net.layers == 3 and net.activation in ("abs", "symmetrized"),
        lambda net, n: Mirrors.size_of(n, _shapes(net)),
        lambda net, grid: Mirrors(grid, _shapes(net)),
    ),
    Family(
        "deep mirrors",
        lambda net: net.layers == 4 and net.activation in ("abs", "symmetrized"),
        lambda net, n: DeepMirrors.size_of(n, _shapes(net)),
        lambda net, grid: DeepMirrors(grid, _shapes(net)),
    ),
    Family(
        "deep folds",
        lambda net: net.layers == 5 and net.activation in ("abs", "symmetrized"),
        lambda net, n: DeepFolds.size_of(n, _shapes(net), net.layers),
        lambda net, grid: DeepFolds(grid, _shapes(net), net.layers),
        most=10**9,
        at_most=True,
    ),
    Family(
        "kink lines",
        lambda net: net.layers == 2 and not net.step,
        lambda net, n: KinkLines.size_of(n, net.activations[0]),
        lambda net, points: KinkLines(points, net.activations[0]),
        inputs="plane",
    ),
    Family(
        "half planes",
        lambda net: net.layers == 2 and net.step,
        lambda net, n: HalfPlanes.size_of(n, net.activations[0]),
        lambda net, points: HalfPlanes(points, net.activations[0]),
        inputs="plane",
    ),
)


def _covering(net: Architecture) -> Family | None:
    plane = net.inputs == "plane"
    same = (family for family in FAMILIES if (family.inputs == "plane") == plane)
    return next((family for family in same if family.covers(net)), None)


def _at_depth(net: Architecture, layers: int) -> Architecture:
    """The same network with fewer layers."""
    widths = None if net.widths is None or layers == 2 else net.widths[: layers - 2]
    return replace(net, layers=layers, widths=widths, kind=net.kind if layers > 2 else None)


def family_of(net: Architecture) -> Family:
    """The family whose dictionary is exact for this network.

    Raises
    ------
    ArchitectureError
        If none of the families here covers it; the message names the nearest that does.
    """
    family = _covering(net)
    if family is not None:
        return family
    plane = net.inputs == "plane"
    shallower = range(net.layers - 1, 1, -1)
    nearest = next(depth for depth in shallower if _covering(_at_depth(net, depth)))
    raise ArchitectureError(
        f"The exact dictionary of a {net.describe()} is not available: use layers = {nearest}"
        f"{'' if plane else ', or activation relu at any depth'}{_or_subset(net)}."
    )


def dictionary_size(net: Architecture, n: int, columns: int = 1) -> int:
    """Number of features for n distinct samples, without building anything.

    For additive inputs, n distinct values in each of `columns` columns.
    """
    size = family_of(net).size(net, n)
    return size * columns if net.inputs == "additive" else size


def _fits(net: Architecture, n: int) -> bool:
    family = family_of(net)
    return family.separable or family.size(net, n) <= family.most


def check_size(net: Architecture, n: int) -> None:
    """Refuse a network whose dictionary over n distinct samples is out of reach.

    Raises
    ------
    ArchitectureError
        If there is no such dictionary.
    SizeError
        If a certificate over it would be out of reach; the message names what fits.
    """
    family = family_of(net)
    size = family.size(net, n)
    if _fits(net, n):
        return
    fits, fewer = n, net.layers - 1
    while not _fits(net, fits):
        fits = fits * 9 // 10
    while not _fits(_shallower(net, fewer), n):
        fewer -= 1
    raise SizeError(
        f"A {net.describe()} on {n} samples has {'up to ' * family.at_most}{size:.2g} "
        f"features, more than the {family.most:.0e} that can be certified: thin the signal "
        f"to {fits} samples "
        f"or use layers = {fewer}{_or_subset(net)}."
    )


def _shallower(net: Architecture, layers: int) -> Architecture:
    """The same kind of network with fewer layers; three always have their exact dictionary."""
    return replace(net, layers=layers, dictionary=net.dictionary if layers > 3 else "exact")


def _or_subset(net: Architecture) -> str:
    """The last resort of the refusals, where there is one."""
    folds = net.activation in ("abs", "symmetrized") and net.layers > 3 and net.inputs != "plane"
    if not folds or net.dictionary == "data":
        return ""
    return ", or the data features only (dictionary data: certified only where its bound meets it)"


def build_dictionary(net: Architecture, x: np.ndarray) -> Dictionary:
    """The implicit dictionary of a network over sorted distinct samples.

    Parameters
    ----------
    net : Architecture
        Network.
    x : (N,) ndarray, or (N, d) for inputs "plane" and "additive"
        Distinct, sorted (rows in lexicographic order).

    Raises
    ------
    SizeError
        If a certificate over it would be out of reach; the message names what fits.
    """
    family = family_of(net)
    if net.inputs == "additive":
        line = replace(net, inputs="line")
        return Additive(Points.of(x), lambda values: build_dictionary(line, values))
    check_size(net, len(x))
    return family.build(net, Points.of(x) if net.inputs == "plane" else Grid.of(x))


__all__ = [
    "FAMILIES",
    "Dictionary",
    "Family",
    "Grid",
    "Pricing",
    "build_dictionary",
    "check_size",
    "dictionary_size",
    "family_of",
]
