"""A family of dictionaries: which networks it covers, and how it is built."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar

from mirrors_engine.architecture import Architecture
from mirrors_engine.dictionaries.base import Dictionary

MAX_FEATURES = 3 * 10**8  # a certificate prices all of them: some ten seconds a pass


class Family(Dictionary):
    """A dictionary that is exact for the networks it `covers`; see `registry.FAMILIES`.

    Attributes
    ----------
    name : str
        Name of the family.
    count : callable
        ``count(n, *parameters)``: number of features over n distinct samples.
    inputs : str
        "line" or "plane". Additive inputs take the families of "line", one a column.
    separable : bool
        Whether all features are priced without visiting them one by one, so that their
        number is no limit.
    size_is_bound : bool
        Whether `size_of` is only an upper bound.
    """

    name: ClassVar[str]
    count: ClassVar[Callable[..., int]]
    inputs: ClassVar[str] = "line"
    separable: ClassVar[bool] = False
    size_is_bound: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def covers(cls, net: Architecture) -> bool:
        """Whether this is the dictionary of a network with these `inputs`."""

    @classmethod
    @abstractmethod
    def parameters_of(cls, net: Architecture) -> tuple[Any, ...]:
        """What of the network the constructor takes after the grid, and `count` after N."""

    @classmethod
    def most_features(cls, net: Architecture) -> int:
        """A network with more features than this is refused, unless it is `separable`."""
        return MAX_FEATURES

    @classmethod
    def size_of(cls, net: Architecture, n: int) -> int:
        """Number of features over n distinct samples, without building anything."""
        return cls.count(n, *cls.parameters_of(net))

    @classmethod
    def build(cls, net: Architecture, grid: Any) -> Dictionary:
        """The dictionary over a `Grid` (`Points` for inputs "plane")."""
        make: Callable[..., Dictionary] = cls
        return make(grid, *cls.parameters_of(net))
