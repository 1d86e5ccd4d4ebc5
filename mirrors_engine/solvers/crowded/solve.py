"""From the optimum on few samples to that on all: rounds of an interior point and a pass."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mirrors_engine.dictionaries.answers import Pricing
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.dictionaries.costs import kink_costs
from mirrors_engine.dictionaries.products import matvec
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.base import Report, Scaled, Solution, tie_level
from mirrors_engine.solvers.canonical.canonical import MAX_FACE
from mirrors_engine.solvers.crowded.hats import Hats
from mirrors_engine.solvers.crowded.interior_point import Inside, InteriorPoint
from mirrors_engine.solvers.crowded.vertex import of_least_cost
from mirrors_engine.solvers.nodal.nodes import Samples
from mirrors_engine.utils.distinct_rows import positions

NAME = "interior point"
FEWEST = 200  # samples of the smaller problem, below which it says little
SHARE = 0.25  # of its samples in use as features, from which on the data are followed one by one
TIED = 2.0  # features in use for each node, below which the exact method has few to exchange
MOST_NODES = 5000  # a matrix of so many rows takes 200 MB
_SAFE = 0.7  # share of the samples that would have as many nodes: later rounds add some
_ROUNDS = 16
_FOUND = 512  # features of a pass
_FEW = 300  # new features up to which their neighbours are added too
_NEAR = 4  # ranks among which one feature in use is enough to look around
_CLOSE = 5e-10  # relative excess of a correlation over λ at the end
_BEGIN, _END = 1e-4, 5e-11  # tolerances of the interior point
_LAST = 1e-12  # its tolerance where the weights on independent columns had too large a gap before
_ROUGH = 1e-6  # its last one, and excess, where neighbours are looked at afterwards anyway
_PART = 0.05  # of the largest excess, from which on a feature is added
# At the end of a rough solve these shares of the features were tied: of smooth data .90 and more
# (of 800 and 1000 samples twice .77 and .83, which the exact method ends too), of noise .80 and
# less; where nodes fill the samples, .97 and more, and .90 and less.
_ALIKE, _ALIKE_FILLED = 0.85, 0.95
# More seem tied there than are: .93 to .99 of thinned samples with noise. At the tolerance _END
# noise of a thousandth of the range and more left 2.7 or fewer for each node, and smooth data
# mostly 3.1 or more (a symmetrised fit .8, which the exact method ends). Less noise left up to
# 7.7: 16 000 samples with .0003 of their range are still taken for smooth.
_TIED_EXACTLY = 3.0
_FILLED = 0.85  # share of the samples that are nodes
_ENOUGH = 5e-10  # relative gap of an answer that is not exact


class TooManyNodes(Exception):
    """A matrix with a row for each of so many nodes would be too large.

    Attributes
    ----------
    most : int
        Nodes that are not too many.
    enough : int
        Samples, thinned to which the problem is expected to have as few.
    smooth : bool
        Whether the data are certainly no noise, whose optimum may use few features after all.
    """

    def __init__(self, samples: int, nodes: int) -> None:
        super().__init__(f"{nodes} nodes")
        self.most = MOST_NODES
        self.enough = int(_SAFE * samples * MOST_NODES / nodes)
        self.smooth = nodes <= _FILLED * samples


def applies(problem: Scaled, used: int, samples: int) -> bool:
    """Whether so many features of an optimum on so many samples are worth an interior point."""
    dictionary = problem.dictionary
    if not (dictionary.compressible and dictionary.slidable and dictionary.degree == 1):
        return False
    return samples >= FEWEST and used >= SHARE * samples and dictionary.two_layers() is not None


@np.errstate(divide="ignore", over="ignore", invalid="ignore")
def solve(
    problem: Scaled,
    lam: float,
    start: Solution,
    reach: int,
    step: Report,
    check: Check = no_check,
    rough: bool = False,
) -> Solution | None:
    """The optimum at λ to the digits of the certificate.

    Parameters
    ----------
    problem : Scaled
    lam : float
    start : Solution
        Near the optimum.
    reach : int
        How many ranks its features may be away.
    rough : bool
        Whether only its neighbourhood is asked for.

    Returns
    -------
    Solution or None
        With a `face` that says it is incomplete where so many features are tied that an exact
        optimum would not be canonical either, so that this is the answer. None where the gap is
        not small, or a rough one finds that the data are noisy.

    Raises
    ------
    TooManyNodes
    """
    try:
        return _Rounds(problem, lam, step, check, rough).solve(start, reach)
    except np.linalg.LinAlgError:  # samples too close to tell slopes
        return None


class _Rounds:
    def __init__(
        self, problem: Scaled, lam: float, step: Report, check: Check, rough: bool
    ) -> None:
        self.problem, self.lam, self.step, self.check = problem, lam, step, check
        self.dictionary: Dictionary = problem.dictionary
        self.end, self.close = (_ROUGH, _ROUGH) if rough else (_END, _CLOSE)
        self.rough = rough
        shallow = self.dictionary.two_layers()
        assert shallow is not None
        cost = shallow.slope_cost(problem.free.line)
        assert cost is not None
        self.samples = Samples(self.dictionary.grid.t, problem.centred, problem.w, cost)

    def solve(self, start: Solution, reach: int) -> Solution | None:
        """The rounds, and what they end with."""
        problem, lam = self.problem, self.lam
        keys = self.dictionary.around(start.keys, reach)
        v = problem.w * problem.centred
        weights: np.ndarray | None = None
        square = 0.5 * float(v @ problem.centred)
        product, tolerance = square / (2 * len(keys)), _BEGIN
        least, rough = TIED, None
        for count in range(1, _ROUNDS + 1):
            hats = Hats(problem, self.samples, keys)
            if len(hats.nodes) > MOST_NODES:
                raise TooManyNodes(len(problem.w), len(hats.nodes))
            begin = InteriorPoint(hats, lam, hats.multipliers(v), weights, product)
            inside = begin.run(tolerance, self.check)
            v = problem.free.orthogonal(hats.dual(inside.phi), problem.w)
            above = lam * (1 + max(1e-11, 1e-2 * tolerance))
            found = self.dictionary.price(v, above=above, limit=_FOUND, check=self.check)
            largest = float(np.abs(found.correlations).max(initial=0.0)) or found.bound
            excess = largest / lam - 1
            used = inside.used(lam)
            tied = int(np.sum(used > 1))
            self.step("solving", tied, None, None, found.bound / lam)
            if tied < least * hats.size:
                return None
            if excess < self.close and tolerance <= self.end:
                if self.rough and rough is None:
                    filled = len(hats.nodes) > _FILLED * len(problem.w)
                    if tied < (_ALIKE_FILLED if filled else _ALIKE) * len(keys):
                        return None
                    rough = keys, hats, inside, v, count
                    least, self.end = _TIED_EXACTLY, _END
                else:
                    ended = self._ended(*rough or (keys, hats, inside, v, count))
                    if ended is not None or self.end <= _LAST:
                        return ended
                    self.end = max(0.1 * self.end, _LAST)
            near = self._near(keys[used > 1], v, lam * (1 + max(1e-11, _PART * excess)))
            new = np.concatenate((found.keys, near))
            if len(new) < _FEW:
                new = self.dictionary.around(new, 1)
            kept = used > 1e-2
            product = 0.1 * max(excess, 1e-9) * lam * float(np.abs(inside.weights).sum())
            wanted = 1e-2 * excess if excess >= self.close else 0.0
            tolerance = max(min(tolerance, wanted), self.end)
            every = np.concatenate((keys[kept], new))
            first, _ = positions(every, self.check)
            weights = np.concatenate((inside.weights[kept], np.zeros(len(new))))[first]
            keys = every[first]
            product /= len(keys)
        return None

    def _near(self, keys: np.ndarray, v: np.ndarray, above: float) -> np.ndarray:
        """Stronger features near those in use, a look around one of several neighbours."""
        places = np.column_stack((keys[:, :2], keys[:, 2:] // _NEAR))
        some = keys[positions(places, self.check)[0]]
        return self.dictionary.price_near(some, v, above)

    def _ended(
        self,
        keys: np.ndarray,
        hats: Hats,
        inside: Inside,
        v: np.ndarray,
        count: int,
    ) -> Solution | None:
        """Weights on independent columns, if their gap is small."""
        problem, lam, check = self.problem, self.lam, self.check
        tied = inside.used(lam) > 1
        if not tied.any():
            return None
        keys, signs = keys[tied], np.sign(inside.weights[tied])
        costs = kink_costs(self.dictionary, keys)
        # few kinks first, and none of the columns whose room is more than rounding
        cost = costs[:, 0] + 0.1 * costs[:, 1] + inside.room[tied] / (1e-8 * lam)
        shares = hats.shares[:, np.flatnonzero(tied)] * signs
        weights = of_least_cost(shares, np.abs(inside.weights[tied]), cost, check)
        chosen = np.flatnonzero(weights)
        keys, weights = keys[chosen], (signs * weights)[chosen]
        none = Pricing(lam, keys[:0], np.empty(0), complete=False)
        found = Solution(keys, weights, (v,), count, NAME, face=none)
        if self.rough:
            return found
        if self._gap(keys, weights, v) > _ENOUGH:
            return None
        every = self.dictionary.price(v, above=tie_level(lam, v), every=True, check=check)
        few = every.complete and len(every.keys) * len(problem.w) <= MAX_FACE
        return replace(found, face=None) if few else found

    def _gap(self, keys: np.ndarray, weights: np.ndarray, v: np.ndarray) -> float:
        """Relative gap between the weights and the dual point of the interior point."""
        problem, lam = self.problem, self.lam
        fit = problem.free.without(matvec(self.dictionary, keys, weights, self.check), problem.w)
        missed = problem.centred - fit
        primal = 0.5 * float(problem.w @ missed**2) + lam * float(np.abs(weights).sum())
        # the bound of a pass that found candidates is not sharp
        scale = min(1.0, lam / self.dictionary.price(v, check=self.check).bound)
        dual = scale * float(v @ problem.centred) - 0.5 * scale**2 * float(v @ (v / problem.w))
        return (primal - dual) / primal
