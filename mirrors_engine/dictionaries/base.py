"""The interface of a dictionary, and what its implementations share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np

from mirrors_engine.dictionaries.answers import Breakpoints, Foreseen, Pricing
from mirrors_engine.dictionaries.grid import Grid
from mirrors_engine.dictionaries.slope_cost import SlopeCost
from mirrors_engine.features.feature import Feature
from mirrors_engine.features.outline import Outline
from mirrors_engine.progress import Check, no_check


class Dictionary(ABC):
    """A finite set of features over a `Grid`, whose matrix is never formed as a whole [1]_.

    A key is a row of `key_width` integers. Columns and correlations belong to the
    normalised samples t; a feature of `degree` 1 is `half` times larger in the user's
    units, one of degree 0 (a switch) is the same.

    A subclass implements the abstract methods. The others are optional: their defaults
    are right for any dictionary, and four attributes say which are implemented.

    Attributes
    ----------
    compressible : bool
        Whether features are affine, or constant, between the points that `breakpoints` returns,
        so that sums over features cost O(N + K). Default False.
    slidable : bool
        Whether `price_near`, `thinned` and `at_ranks` are implemented: worth it where a
        pricing pass is slow. Default False.
    thinnable : bool
        Whether `thinned` and `at_ranks` are implemented and cost next to nothing. Default False.
    foreseen : bool
        Whether `warm_start` is implemented. Default False.
    aliased : bool
        Whether several keys may name one unit, and `named` is implemented. Default False.

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """

    grid: Grid
    degree: int
    key_width: int
    compressible: ClassVar[bool] = False
    slidable: bool = False
    thinnable: ClassVar[bool] = False
    foreseen: ClassVar[bool] = False
    aliased: ClassVar[bool] = False

    @property
    @abstractmethod
    def size(self) -> int:
        """Number of features, before duplicates are recognised."""

    @abstractmethod
    def price(
        self,
        v: np.ndarray,
        above: float = np.inf,
        every: bool = False,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        """Correlate every feature with `v`, where 1ᵀv = 0.

        Parameters
        ----------
        v : (N,) ndarray
            Weighted residual, or any dual vector.
        above : float
            Only candidates with |A_jᵀv| > above are returned.
        every : bool
            True: all candidates above; False: local maxima only, at most `limit`.
        limit : int
            Most candidates, unless `every`.
        check : callable
            Called between chunks of work; may raise `Cancelled`.

        Returns
        -------
        Pricing
            Its `bound` is the maximum over the whole dictionary, or an upper bound of it.
        """

    def price_or_tied(
        self,
        v: np.ndarray,
        above: float,
        tied: float,
        limit: int = 64,
        check: Check = no_check,
    ) -> Pricing:
        """`price` above `above`; where nothing exceeds it, every feature above the lower `tied`.

        Parameters
        ----------
        v, above, limit, check
            As in `price`.
        tied : float
            At most `above`.

        Returns
        -------
        Pricing
            Its `every_above` is `tied` where every feature above is listed. By default none of
            them is: only where one pass finds both is it worth asking before it is known that
            nothing exceeds `above`.
        """
        return self.price(v, above=above, limit=limit, check=check)

    def spanning(self, v: np.ndarray, above: float, check: Check = no_check) -> np.ndarray:
        """Features whose sums are all sums of the features with |A_jᵀv| > above, or more.

        Parameters
        ----------
        v : (N,) ndarray
        above : float
        check : callable
            Called between chunks of work; may raise `Cancelled`.

        Returns
        -------
        (E, width) ndarray
            All of them by default; fewer where these are pairs of samples.
        """
        return self.price(v, above=above, every=True, check=check).keys

    @abstractmethod
    def all_keys(self) -> np.ndarray:
        """Every key, in the fixed order.

        Returns
        -------
        (size, key_width) ndarray of int
            The caller checks that this fits in memory.
        """

    @abstractmethod
    def columns(self, keys: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """The features at some of the samples, in normalised units.

        Parameters
        ----------
        keys : (K, key_width) ndarray of int
        rows : ndarray of int or slice
            Ranks of the samples; all by default.

        Returns
        -------
        (rows, K) ndarray
        """

    @abstractmethod
    def feature(self, key: tuple[int, ...]) -> Feature:
        """The feature as a function in the user's units.

        Parameters
        ----------
        key : tuple of int

        Returns
        -------
        Feature
        """

    def outline(self, keys: np.ndarray) -> Outline | None:
        """Kinds and kinks of these features, as `feature` has them.

        Parameters
        ----------
        keys : (K, key_width) ndarray of int

        Returns
        -------
        Outline or None
            None, the default, makes each feature and looks at it: too slow for tens of thousands.
        """
        return None

    def canonicalize(
        self, keys: np.ndarray, z: np.ndarray, skip: bool = False
    ) -> tuple[np.ndarray, np.ndarray, bool | None] | None:
        """The canonical among all optimal weights, from any exact ones, in closed form.

        Parameters
        ----------
        keys : (K, key_width) ndarray of int
        z : (K,) ndarray
            Optimal weights of these features.
        skip : bool
            Whether a straight line beside the features is free.

        Returns
        -------
        (keys, z, unique), where unique is None if that is not known; or None, the default,
        where there is no closed form and a linear program over `canonical_costs` must decide.
        """
        return None

    def canonical_signs(self, keys: np.ndarray, signs: np.ndarray, skip: bool = False) -> bool:
        """Whether weights of these signs are those of `canonicalize`, whatever their sizes.

        Parameters
        ----------
        keys, skip
            As in `canonicalize`.
        signs : (K,) ndarray

        Returns
        -------
        bool
            False, the default, where sizes decide.
        """
        return False

    def canonical_costs(self, keys: np.ndarray) -> np.ndarray:
        """Costs of the canonical choice: later columns break earlier ties.

        Parameters
        ----------
        keys : (K, key_width) ndarray of int

        Returns
        -------
        (K, stages) ndarray
            No stage by default, for dictionaries that implement `canonicalize`.
        """
        return np.empty((len(keys), 0))

    def slope_cost(self, skip: bool = False) -> SlopeCost | None:
        """The norm as a cost of slopes, or None, the default, where it is no such cost.

        Parameters
        ----------
        skip : bool
            Whether a straight line beside the features is free.

        Returns
        -------
        SlopeCost or None
        """
        return None

    def of_slopes(self, first: float | None, changes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Canonical keys and weights of a fit; only where there is a `slope_cost`.

        Parameters
        ----------
        first : float or None
            Slope between the first two samples; None where a straight line beside the features
            is free.
        changes : (N,) ndarray
            Slope changes; at the ends they are not read.

        Returns
        -------
        keys : (K, key_width) ndarray of int
        weights : (K,) ndarray
        """
        raise NotImplementedError

    def warm_start(
        self,
        y: np.ndarray,
        w: np.ndarray | None,
        lam: float,
        near: tuple[np.ndarray, np.ndarray] | None,
        check: Check = no_check,
        reach: int = 0,
    ) -> Foreseen:
        """Keys, weights and w∘residual at or near the optimum, if the dictionary is `foreseen`.

        The answer does not depend on it: the solver prices that residual unless its bound is
        known, the certificate its own.

        Parameters
        ----------
        y : (N,) ndarray
            Centred values.
        w : (N,) ndarray or None
            Weights, None where all are 1.
        lam : float
            λ in scaled units.
        near : tuple of ndarrays, optional
            Keys and weights, of another λ or other y or a guess; they change the time only.
        check : callable
            Called between chunks of work; may raise `Cancelled`.
        reach : int
            How many ranks those keys may be moved, which a guess on blocks of samples needs.
        """
        raise NotImplementedError

    def named(self, keys: np.ndarray, check: Check = no_check) -> np.ndarray:
        """The key under which `price` lists the unit of each of these keys.

        Parameters
        ----------
        keys : (K, key_width) ndarray of int
        check : callable
            Called between chunks of work; may raise `Cancelled`.

        Returns
        -------
        (K, key_width) ndarray of int
            By default every key names a unit of its own.
        """
        return keys

    def two_layers(self) -> Dictionary | None:
        """The dictionary of two layers whose features are among these, under other keys.

        Returns
        -------
        Dictionary or None
            None, the default, if there is none.
        """
        return None

    def from_two_layers(self, keys: np.ndarray) -> np.ndarray:
        """Keys of that dictionary as keys of this one.

        Parameters
        ----------
        keys : (K, width) ndarray of int

        Returns
        -------
        (K, key_width) ndarray of int
        """
        raise NotImplementedError

    def shallower(self) -> Dictionary | None:
        """The dictionary of one layer less, where it is worth to start from its optimum.

        Returns
        -------
        Dictionary or None
            None, the default, if there is none.
        """
        return None

    def from_shallower(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Keys of that dictionary as keys of this one.

        Parameters
        ----------
        keys : (K, width) ndarray of int

        Returns
        -------
        keys : (k, key_width) ndarray of int
        kept : (K,) ndarray of bool
            Which of them rounding leaves a key here.
        """
        raise NotImplementedError

    def breakpoints(self, keys: np.ndarray) -> Breakpoints:
        """Where these features change slope or jump, and by how much; if `compressible`.

        Parameters
        ----------
        keys : (K, key_width) ndarray of int

        Returns
        -------
        Breakpoints
        """
        raise NotImplementedError

    def price_near(
        self, keys: np.ndarray, v: np.ndarray, above: float, far: bool = False
    ) -> np.ndarray:
        """For each key the strongest feature built on nearby samples, if `slidable`.

        Parameters
        ----------
        keys : (K, key_width) ndarray of int
        v : (N,) ndarray
            As in `price`.
        above : float
            Only keys with |A_jᵀv| > above are returned.
        far : bool
            Whether to look further, and for others that are found in little time: where a
            solution follows its neighbour that spares passes, a cold start took longer.

        Returns
        -------
        ndarray of int
            Distinct keys.
        """
        raise NotImplementedError

    def around(self, keys: np.ndarray, reach: int) -> np.ndarray:
        """The features whose samples are at most some ranks from those of given ones.

        Only where there are `two_layers`, if `slidable`.

        Parameters
        ----------
        keys : (K, key_width) ndarray of int
        reach : int

        Returns
        -------
        (E, key_width) ndarray of int
            Distinct keys.
        """
        raise NotImplementedError

    def thinned(self, ranks: np.ndarray) -> Dictionary:
        """The same features over some of the samples; if `slidable` or `thinnable`.

        Parameters
        ----------
        ranks : ndarray of int
            Of the samples that stay, increasing.

        Returns
        -------
        Dictionary
        """
        raise NotImplementedError

    def at_ranks(self, keys: np.ndarray, ranks: np.ndarray) -> np.ndarray:
        """Keys of the thinned dictionary as keys of this one; if `slidable` or `thinnable`.

        Parameters
        ----------
        keys : (K, key_width) ndarray of int
        ranks : ndarray of int
            As in `thinned`.

        Returns
        -------
        (K, key_width) ndarray of int
        """
        raise NotImplementedError


def as_keys(keys: np.ndarray | list[tuple[int, ...]], width: int) -> np.ndarray:
    """Keys as an (K, width) integer array."""
    return np.asarray(keys, dtype=np.int64).reshape(-1, width)
