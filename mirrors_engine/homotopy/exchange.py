"""From one piece of the path to the next, at an event.

Beyond the event a feature enters whose |A_jᵀr| would exceed λ, and one leaves whose weight would
change its sign. Several sets of features may give the same fit; the canonical one (manual,
Canonical choice) is a vertex of the optimal weights, and stays canonical until one of its weights
vanishes, since the costs that decide do not depend on λ. So one or a few steps of a simplex over
the features with |A_jᵀr| = λ lead from one canonical vertex to the next; where there is a closed
form, it is asked a little beyond the event.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from mirrors_engine.algorithms.triangular import solve_upper
from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import as_keys
from mirrors_engine.dictionaries.costs import kink_costs
from mirrors_engine.homotopy.basis import INSIDE, OUTSIDE, Basis
from mirrors_engine.homotopy.ends import End
from mirrors_engine.homotopy.piece import SAME, Piece
from mirrors_engine.progress import Check
from mirrors_engine.solvers.base import Scaled, Solution
from mirrors_engine.solvers.canonical import canonical

_BEYOND = 1e-6  # largest relative distance from an event at which a closed form is asked
_EXCEEDS = 1e-7  # rate, relative to that of λ, at which a correlation leaves λ behind
_ZERO = 1e-9  # share of ||z||₁ up to which a weight is 0
_COST = 1e-8  # reduced cost that counts as zero
_PIVOT = 1e-9  # smallest share with which features are exchanged
_GROWN = 0.1  # growth of ||z||₁, relative to the weights of the wrong sign, that is none
_ROUNDING = 1e-13
_NO_COLUMNS = np.empty((0, 0))


@dataclass(frozen=True, eq=False)
class Dependent:
    """Features outside a basis that lie in its span: s_j A_j = Σ_i shares_ij s_i A_i.

    Attributes
    ----------
    keys : (n, width) ndarray
    signs : (n,) ndarray
    shares : (K, n) ndarray
    costs : (n, stages) ndarray
        Reduced: of each feature, less those of what it stands for.
    """

    keys: np.ndarray
    signs: np.ndarray
    shares: np.ndarray
    costs: np.ndarray

    def cheapest(self, among: np.ndarray, per: np.ndarray) -> int:
        """Which of the features has the least reduced cost per unit, in the order of stages."""
        rated = np.round(self.costs[among] / per[among, None] / _COST) * _COST
        return int(among[np.lexsort(rated.T[::-1])[0]])


class Exchange:
    """Moves a basis over one event.

    Parameters
    ----------
    problem : Scaled
    basis : Basis
        Of the piece that ends; it is changed.
    end : End
    way : float
        1 towards smaller λ, -1 towards larger.
    closed : bool
        Whether the canonical weights have a closed form.
    """

    def __init__(
        self, problem: Scaled, basis: Basis, end: End, way: float, closed: bool, check: Check
    ) -> None:
        self._check = check
        self._problem = problem
        self._dictionary = problem.dictionary
        self._basis = basis
        self._end = end
        self._way = way
        self._closed = closed
        # the last one looked at, which of its weights are 0, and their growth beyond
        self._seen: tuple[Piece, np.ndarray, np.ndarray] | None = None
        # the last one rated, which tied features it lacks, and their rates
        self._rated: tuple[Piece, np.ndarray, np.ndarray] | None = None
        self._tied, self._signs = end.tied, end.signs
        if not closed and len(end.vanished) and len(end.tied):
            # what has vanished may take part again, once others have entered
            gone, signs = basis.piece().keys[end.vanished], basis.signs[end.vanished]
            self._tied = np.concatenate((end.tied, gone))
            self._signs = np.concatenate((end.signs, signs))
        self._names = list(map(tuple, self._tied.tolist()))
        self._columns = basis.formed.of(self._tied) if self._names else _NO_COLUMNS

    def over(self, piece: Piece) -> tuple[Piece, float] | None:
        """The piece beyond the one that ends, and the λ at which they meet.

        Near the event a weight that is born may change faster by far than its |A_jᵀr|, so that
        the λ where it vanishes is known to more digits than the one where λ is reached.

        Returns
        -------
        tuple or None
            None where rounding may decide, or too much happens; the basis then is of no more use.
        """
        gone = self._end.vanished[::-1].tolist()
        if self._closed:
            settled = None  # what needs no second look where nothing enters
            if gone and self._settled(piece, {*gone, *self._still(piece, -1).tolist()}):
                settled = self._basis.keys.copy()
            else:
                for i in gone:
                    self._basis.leave(i)
            grown = self._entered()
            known = not self._basis.keys or self._basis.keys == settled
            done = grown is not None and (known or self._settled(grown))
        else:
            for i in gone:
                self._basis.leave(i)
            grown = self._entered()
            done = grown is not None and self._cheapest(grown)
        if not done:
            return None
        for i in self._still(self._basis.piece(), 0)[::-1].tolist():
            self._basis.leave(i)
        piece, lam = self._basis.piece(), self._end.lam
        born = self._zero(piece)
        if not gone and len(born):
            lam = float((piece.fit[born] / piece.shrinkage[born]).min())
        same = abs(lam - self._end.lam) <= SAME * lam
        return (piece, lam) if same and not len(self._still(piece, -1)) else None

    def _zero(self, piece: Piece) -> np.ndarray:
        """Which weights are 0 at the event, to rounding or to that of its λ."""
        return self._looked_at(piece)[0]

    def _still(self, piece: Piece, growth: int) -> np.ndarray:
        """Which weights are 0 at the event and remain so (0) or take the wrong sign (-1) beyond."""
        zero, grows = self._looked_at(piece)
        return zero[grows == growth]

    def _looked_at(self, piece: Piece) -> tuple[np.ndarray, np.ndarray]:
        """Which weights are 0 at the event, to rounding or to that of its λ, and whether each of
        them grows beyond (1), remains 0, or takes the wrong sign (-1)."""
        if self._seen is None or self._seen[0] is not piece:
            lam = self._end.lam
            z, pace = np.abs(piece.weights(lam)), np.abs(piece.shrinkage)
            least = max(_ZERO * float(z.sum()), _ROUNDING * piece.cancelled(lam))
            (zero,) = (z <= np.maximum(least, SAME * lam * pace)).nonzero()
            rates = self._way * piece.signs[zero] * piece.shrinkage[zero]
            if len(zero):
                rates[pace[zero] <= _ZERO * float(pace.max())] = 0.0
            self._seen = piece, zero, np.sign(rates)
        return self._seen[1:]

    def _outside(self) -> np.ndarray:
        """Which of the tied features the basis lacks."""
        held = self._basis.keys
        return np.array([i for i, key in enumerate(self._names) if key not in held], dtype=np.intp)

    def _entered(self) -> Piece | None:
        """The piece after those entered without which some |A_jᵀr| would exceed λ."""
        for _ in range(2 * len(self._names) + 2):
            piece = self._basis.piece()
            falling = self._still(piece, -1)
            if len(falling):
                self._basis.leave(int(falling[-1]))
                continue
            some = self._outside()
            if not len(some):
                return piece
            rates = self._rates(piece, some)
            if rates.max() <= _EXCEEDS:
                self._rated = piece, some, rates
                return piece
            j = int(some[rates.argmax()])
            if not self._basis.enter(self._names[j], float(self._signs[j])):
                return None
        return None

    def _rates(self, piece: Piece, some: np.ndarray) -> np.ndarray:
        """How fast |A_jᵀr| of some of the tied features rises above λ beyond the event."""
        products = piece.pull @ self._columns[:, some]
        return self._way * (1 - self._signs[some] * products)

    def _chosen(self, piece: Piece, staying: np.ndarray) -> bool:
        """Bring the basis to the canonical choice among its features and these tied ones."""
        lam = self._beyond(piece)
        keys = np.concatenate((piece.keys, self._tied[staying]))
        signs = np.concatenate((piece.signs, self._signs[staying]))
        found = Pricing(lam, keys, lam * signs)
        exact = Solution(piece.keys, piece.weights(lam), (piece.residual(lam),), 0, "")
        best = canonical.choose(self._problem, lam, exact, self._check, found)
        return self._moved(best.keys, best.weights)

    def _settled(self, piece: Piece, wrong: Collection[int] = ()) -> bool:
        """Bring the basis to the closed form of the weights beyond; False if they are none.

        Weights of the wrong sign, those of `wrong`, may be optimal in another guise: their norm
        then is what it would be with the right signs.
        """
        signs = piece.signs
        if wrong:
            signs = signs.copy()
            signs[list(wrong)] *= -1
        if self._dictionary.canonical_signs(piece.keys, signs, self._problem.free.line):
            return not wrong  # in no other guise
        lam = self._beyond(piece)
        z = piece.weights(lam)
        found = self._dictionary.canonicalize(piece.keys, z, self._problem.free.line)
        assert found is not None
        keys, weights, _ = found
        signed = piece.signs * z
        slack = _GROWN * float(np.abs(np.minimum(signed, 0.0)).sum())
        slack += _ROUNDING * piece.cancelled(lam)
        if float(np.abs(weights).sum() - signed.sum()) > slack:
            return False
        return self._moved(keys, weights)

    def _moved(self, keys: np.ndarray, weights: np.ndarray) -> bool:
        """Bring the basis to these features, with the signs of these weights."""
        wanted = dict(zip(map(tuple, keys.tolist()), np.sign(weights).tolist(), strict=True))
        for i in range(len(self._basis.keys) - 1, -1, -1):
            if wanted.pop(self._basis.keys[i], 0.0) != self._basis.signs[i]:
                self._basis.leave(i)
        return all(self._basis.enter(key, sign) for key, sign in wanted.items())

    def _beyond(self, piece: Piece) -> float:
        """A λ a little beyond the event, before another weight vanishes."""
        lam, way = self._end.lam, self._way
        falling = way * piece.signs * piece.shrinkage < 0
        falling[self._zero(piece)] = False
        zeros = piece.fit[falling] / piece.shrinkage[falling]
        steps = np.maximum(way * (lam - zeros), 0.0)
        return lam - way * float(np.min(0.5 * steps, initial=_BEYOND * lam))

    def _cheapest(self, piece: Piece) -> bool:
        """Exchange features of the same fit until none lowers the costs of the canonical choice."""
        for _ in range(2 * len(self._names) + 2):
            if self._rated is not None and self._rated[0] is piece:
                _, outside, rates = self._rated
            else:
                outside = self._outside()
                if not len(outside):
                    return True
                rates = self._rates(piece, outside)
            staying = outside[np.abs(rates) <= _EXCEEDS]
            if all(self._names[j] in self._basis.dearer for j in staying.tolist()):
                return True
            some = self._dependent(staying)
            if some is None:
                return False
            if len(some.keys) < len(staying):  # several at once may take the place of others
                return self._chosen(piece, staying)
            rounded = np.round(some.costs / _COST)
            first = np.argmax(rounded != 0, axis=1)  # the stage that decides
            gains = np.flatnonzero(rounded[np.arange(len(rounded)), first] < 0)
            if not len(gains):
                self._keep(some)
                return True
            j = some.cheapest(gains, np.ones(len(rounded)))
            # the weights just beyond: those at the event, and among zeros the slowest to grow
            z = np.abs(piece.weights(self._end.lam))
            z[self._zero(piece)] = 0.0
            giving = np.flatnonzero(some.shares[:, j] > _PIVOT)
            if not len(giving):
                return False
            share = some.shares[giving, j]
            growth = self._way * (piece.signs * piece.shrinkage)[giving]
            i = int(giving[np.lexsort((growth / share, z[giving] / share))[0]])
            if not self._exchange(i, some, j):
                return False
            piece = self._basis.piece()
        return False

    def _keep(self, some: Dependent) -> None:
        """That none of these takes the place of others, as long as those it stands for stay."""
        keys, stands = self._basis.keys, np.abs(some.shares) > _PIVOT
        for key, mine in zip(map(tuple, some.keys.tolist()), stands.T, strict=True):
            self._basis.dearer[key] = frozenset(keys[i] for i in np.flatnonzero(mine))

    def _exchange(self, i: int, some: Dependent, j: int) -> bool:
        self._basis.leave(i)
        return self._basis.enter(tuple(some.keys[j].tolist()), float(some.signs[j]))

    def _dependent(self, outside: np.ndarray) -> Dependent | None:
        """Those of some tied features in the span of the basis; None if that is not sure."""
        basis = self._basis
        keys, signs = self._tied[outside], self._signs[outside]
        reduced = basis.reduced(self._columns[:, outside]) * signs
        coefficients, rest = basis.factors.project(reduced)
        away = np.linalg.norm(rest, axis=0) / np.linalg.norm(reduced, axis=0)
        if np.any((away > INSIDE) & (away < OUTSIDE)):
            return None
        inside = np.flatnonzero(away <= INSIDE)
        shares = np.empty((len(basis.keys), 0))
        if len(inside):
            shares = solve_upper(basis.factors.r, coefficients[:, inside])
            shares *= basis.signs[:, None]
        used = as_keys(basis.keys, keys.shape[1])
        costs = kink_costs(self._dictionary, np.concatenate((used, keys[inside])))
        mine, theirs = costs[: len(used)], costs[len(used) :]
        return Dependent(keys[inside], signs[inside], shares, theirs - shares.T @ mine)
