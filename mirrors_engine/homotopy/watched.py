"""Features outside a piece that passes have found: where the next of them reaches |A_jᵀr| = λ.

Which features are near λ changes little from one event to the next. Where one of those at hand
reaches λ is known from two products, and no event lies beyond: a pass there, in which nothing
exceeds λ, proves the end of a piece at once.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.products import rmatvec
from mirrors_engine.features.feature import Key
from mirrors_engine.homotopy.piece import Piece

MOST = 256  # features,
FEW = 64  # where the samples are many: their products take longer than the passes that they spare
_CHEAP = 1 << 16  # numbers in the columns up to which they do not
FORMED = 1 << 18  # numbers in their columns up to which these are formed: 2 MB
RISES = 1e-7  # rate, relative to that of λ, up to which a correlation stays at λ
_LEAST = 1e-10  # relative distance from λ of what is not at λ
_SIGNS = np.array([[1.0], [-1.0]])


class Watched:
    """The features that passes have found last.

    Parameters
    ----------
    dictionary : Dictionary
    columns : callable
        From keys to columns.
    """

    def __init__(self, dictionary: Dictionary, columns: Callable[[np.ndarray], np.ndarray]) -> None:
        n = len(dictionary.grid)
        self._most = most = min(MOST, max(FEW, _CHEAP // n))
        self._dictionary = dictionary
        self._form = columns
        self._slots: dict[Key, int] = {}
        self._names = np.empty((most, dictionary.key_width), dtype=np.int64)  # by slots
        self._next = 0
        formed = n * most <= FORMED
        self._columns = np.empty((n, most), order="F") if formed else None

    def add(self, keys: np.ndarray) -> None:
        """Watch these too, in place of those found longest ago."""
        most = self._most
        new = [key for key in map(tuple, keys.tolist()) if key not in self._slots][:most]
        if not new:
            return
        places = [(self._next + i) % most for i in range(len(new))]
        self._next = (self._next + len(new)) % most
        if len(self._slots) + len(new) > most:  # what was in these places makes way
            gone = set(places)
            self._slots = {key: place for key, place in self._slots.items() if place not in gone}
        self._slots.update(zip(new, places, strict=True))
        self._names[places] = new
        if self._columns is not None:
            self._columns[:, places] = self._form(self._names[places])

    def products(self, v: np.ndarray, keys: np.ndarray | None = None) -> np.ndarray:
        """A_jᵀv of all, or of these keys, which need not be watched still."""
        held = len(self._slots)  # the first slots
        if self._columns is None:
            return rmatvec(self._dictionary, self._names[:held] if keys is None else keys, v)
        if keys is None:
            return v @ self._columns[:, :held]
        places = [self._slots.get(key, -1) for key in map(tuple, keys.tolist())]
        if -1 in places:  # a pass has listed more than there is room for
            return rmatvec(self._dictionary, keys, v)
        return v @ self._columns[:, places]

    def rising(
        self, piece: Piece, lam: float, way: float
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where those that rise towards |A_jᵀr| = λ reach it, about: features in use stay at λ,
        and with the other sign reach it at λ = 0 if at all.

        Parameters
        ----------
        piece : Piece
            The optimum at `lam`.
        way : float
            1 towards smaller λ, -1 towards larger.

        Returns
        -------
        keys : (n, width) ndarray of int
        signs, where : (n,) ndarray
        """
        pull = self.products(piece.pull)
        at_lam = self.products(piece.rest) + lam * pull
        rates = way * (1 - _SIGNS * pull)  # of the excess over λ, for either sign
        steps = np.zeros(rates.shape)
        np.divide(lam - _SIGNS * at_lam, rates, out=steps, where=rates > RISES)
        sign, place = np.nonzero(steps > _LEAST * lam)  # what is at λ has been looked at
        return self._names[place], _SIGNS[sign, 0], lam - way * steps[sign, place]
