"""The dictionary of each network: which finite set of features is exact (manual, Dictionaries)."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.additive import Additive
from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.family import Family
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.hinges.one_sided import OneSided
from mirrors_engine.dictionaries.hinges.ramps import Ramps
from mirrors_engine.dictionaries.hinges.two_layer import TwoLayer
from mirrors_engine.dictionaries.hinges.two_slopes import TwoSlopes
from mirrors_engine.dictionaries.plane.half_planes import HalfPlanes
from mirrors_engine.dictionaries.plane.kink_lines import KinkLines
from mirrors_engine.dictionaries.points import Points
from mirrors_engine.dictionaries.reflections.data_subset import DataFolds
from mirrors_engine.dictionaries.reflections.folds import Folds
from mirrors_engine.dictionaries.reflections.three_layers import Mirrors
from mirrors_engine.dictionaries.steps.one_switch import Switches
from mirrors_engine.dictionaries.steps.several_switches import Switching
from mirrors_engine.errors import ArchitectureError, Remedy, SizeError, thin_to

# The first family that covers a network is used.
FAMILIES: tuple[type[Family], ...] = (
    DataFolds,
    TwoLayer,
    Switches,
    Switching,
    Ramps,
    OneSided,
    TwoSlopes,
    Mirrors,
    Folds,
    KinkLines,
    HalfPlanes,
)

_AS_RELU = {"slopes": None, "kind": None, "widths": None, "dictionary": "exact"}  # as ReLU has them


def _covering(net: Architecture) -> type[Family] | None:
    plane = net.inputs == "plane"
    same = (family for family in FAMILIES if (family.inputs == "plane") == plane)
    return next((family for family in same if family.covers(net)), None)


def _at_depth(net: Architecture, layers: int) -> Architecture:
    """The same network with fewer layers."""
    widths = None if net.widths is None or layers == 2 else net.widths[: layers - 2]
    return replace(net, layers=layers, widths=widths, kind=net.kind if layers > 2 else None)


def family_of(net: Architecture, n: int = 0) -> type[Family]:
    """The family whose dictionary is exact for this network.

    Parameters
    ----------
    net : Architecture
    n : int
        Distinct samples it is asked for: the refusal names what can be certified on so many.

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
    known = (depth for depth in shallower if _covering(_at_depth(net, depth)))
    nearest = next(depth for depth in known if depth <= 3 or _fits(_at_depth(net, depth), n))
    raise ArchitectureError(
        f"The exact dictionary of a {net.describe()} is not available: use layers = {nearest}"
        f"{'' if plane else ', or activation relu at any depth'}{_or_subset(net, n)}.",
        [
            _changed(f"Use {nearest} layers", net, _at_depth(net, nearest)),
            *([] if plane else [Remedy("Use ReLU", {**_AS_RELU, "activation": "relu"})]),
            *_subset(net, n),
        ],
    )


def dictionary_size(net: Architecture, n: int, columns: int = 1) -> int:
    """Number of features for n distinct samples, without building anything.

    For additive inputs, n distinct values in each of `columns` columns.
    """
    size = family_of(net, n).size_of(net, n)
    return size * columns if net.inputs == "additive" else size


def _fits(net: Architecture, n: int) -> bool:
    family = family_of(net)
    return family.separable or family.size_of(net, n) <= family.most_features(net)


def check_size(net: Architecture, n: int) -> None:
    """Refuse a network whose dictionary over n distinct samples is out of reach.

    Raises
    ------
    ArchitectureError
        If there is no such dictionary.
    SizeError
        If a certificate over it would be out of reach; the message names what fits.
    """
    _family_for(net, n)


def _family_for(net: Architecture, n: int) -> type[Family]:
    """The family of a network that `check_size` lets pass."""
    family = family_of(net, n)
    size = family.size_of(net, n)
    if family.separable or size <= family.most_features(net):
        return family
    fits, fewer = n, net.layers - 1
    while not _fits(net, fits):
        fits = fits * 9 // 10
    while not _fits(_shallower(net, fewer), n):
        fewer -= 1
    raise SizeError(
        f"A {net.describe()} on {n} samples has {'up to ' * family.size_is_bound}{size:.2g} "
        f"features, more than the {family.most_features(net):.0e} that can be certified: "
        f"thin the signal to {fits} samples or use layers = {fewer}{_or_subset(net, n)}.",
        [
            _changed(f"Use {fewer} layers", net, _shallower(net, fewer)),
            thin_to(n, fits),
            *_subset(net, n),
        ],
    )


def _changed(words: str, net: Architecture, other: Architecture) -> Remedy:
    """A remedy that names only what differs: the inputs may be read column by column."""
    values = {f.name: getattr(other, f.name) for f in fields(other)}
    return Remedy(words, {k: v for k, v in values.items() if v != getattr(net, k)})


def _shallower(net: Architecture, layers: int) -> Architecture:
    """The same kind of network with fewer layers; three always have their exact dictionary."""
    return replace(net, layers=layers, dictionary=net.dictionary if layers > 3 else "exact")


def _subset(net: Architecture, n: int) -> list[Remedy]:
    """The last resort of the refusals, where there is one on n samples."""
    folds = net.activation in ("abs", "symmetrized") and net.layers > 3 and net.inputs != "plane"
    if not folds or net.dictionary == "data" or not _fits(replace(net, dictionary="data"), n):
        return []
    return [Remedy("Use data features", {"dictionary": "data"})]


def _or_subset(net: Architecture, n: int) -> str:
    if not _subset(net, n):
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
    if net.inputs == "additive":
        family_of(net)
        line = replace(net, inputs="line")
        return Additive(Points.of(x), lambda values: build_dictionary(line, values))
    family = _family_for(net, len(x))
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
