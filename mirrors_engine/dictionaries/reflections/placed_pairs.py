"""All reflections and midpoints of some samples as one sparse product with Φ.

A family that is priced again and again looks up once which samples are beside each mirror image
and each middle. A pass then is one product of a sparse matrix with Φ at the samples, measured twice
as fast as block by block with the places kept, and five times as fast as searching for them.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from mirrors_engine.dictionaries.candidates import Candidates
from mirrors_engine.dictionaries.reflections.shapes import Shape

MOST = 700  # samples: 35 MB then
KNOWN = 1e9  # roundings of x, as which samples must lie apart at least


class PlacedPairs:
    """Correlations of all pairs with each of some shapes.

    Two samples take a share each of the point of a pair that is none. The columns of the matrix are
    Φ at the outer points and Φ at the centre, each times the change of the slope there, so that
    one matrix serves every shape: up to four numbers a pair.

    Parameters
    ----------
    t : (N,) ndarray
        Samples, increasing, at least two.
    shapes : tuple of Shape
    """

    def __init__(self, t: np.ndarray, shapes: tuple[Shape, ...]) -> None:
        n = len(t)
        self._n, self._shapes = n, shapes
        rank = np.arange(n, dtype=np.int32)
        first, second = np.triu_indices(n, 1)
        count = n * n + len(first)
        columns, shares = np.empty((count, 4), np.int32), np.ones((count, 4))
        # known outer point, the other, centre: in this order one unit has one rounding, by
        # whichever of its names
        mirrored, parts = columns[: n * n].reshape(n, n, 4), shares[: n * n].reshape(n, n, 4)
        mirrored[..., 0], mirrored[..., 3] = rank, rank[:, None] + n
        mirrored[..., 1], mirrored[..., 2], parts[..., 1], parts[..., 2] = _beside(
            2 * t[:, None] - t, t
        )
        middle, parts = columns[n * n :].T, shares[n * n :].T
        middle[0], middle[1] = first, second
        middle[2], middle[3], parts[2], parts[3] = _beside(0.5 * (t[first] + t[second]), t)
        middle[2:] += n
        used = shares != 0
        begins = np.zeros(count + 1, np.int32)  # of the type of the columns, or SciPy widens both
        np.cumsum(np.count_nonzero(used, axis=1), out=begins[1:])
        self._pairs = csr_array((shares[used], columns[used], begins), shape=(count, 2 * n))
        # of the reflections about each sample, and of the midpoints of each with those right of it
        self._begins = np.append(0, np.cumsum(np.append(np.full(n, n), rank[::-1])))

    @staticmethod
    def serve(x: np.ndarray) -> bool:
        """Whether they may take the place of passes by blocks among samples x, increasing.

        Not where distances are known to few digits: which of features that numbers do not tell
        apart comes first is a matter of the last one, and must not be one of how many passes came
        before.
        """
        if not 1 < len(x) <= MOST:
            return False
        return float(np.diff(x).min()) >= KNOWN * float(np.spacing(np.abs(x).max()))

    def price(self, phi: np.ndarray, found: tuple[Candidates, ...]) -> Candidates:
        """Of the candidates the first whose threshold is exceeded, or the last; the others stay
        empty.

        Parameters
        ----------
        phi : (N,) ndarray
            Φ at the samples.
        found : tuple of Candidates
        """
        correlations = [self._of(shape, phi) for shape in self._shapes]
        strengths = [np.abs(values) for values in correlations]
        bound = max(float(strength.max()) for strength in strengths)
        one = next((one for one in found if bound > one.above), found[-1])
        one.bound = bound
        if bound > one.above:
            for s, (values, strength) in enumerate(zip(correlations, strengths, strict=True)):
                self._collect(one, s, values, strength)
        return one

    def _of(self, shape: Shape, phi: np.ndarray) -> np.ndarray:
        """A_jᵀv of every pair."""
        values = self._pairs @ np.concatenate((shape.outer * phi, shape.inner * phi))
        values += shape.line * phi[0]
        return np.asarray(values)

    def _collect(self, found: Candidates, s: int, values: np.ndarray, strength: np.ndarray) -> None:
        """Those above: all, or local maxima among the partners of a sample, ends included."""
        (some,) = (strength > found.above).nonzero()
        sample = self._begins.searchsorted(some, side="right") - 1
        if not found.every:
            here, ends = strength[some], self._begins[sample + 1] - 1
            left = (here > strength[some - 1]) | (some == self._begins[sample])
            right = (here >= strength[np.minimum(some + 1, ends)]) | (some == ends)
            peaks = np.flatnonzero(left & right)
            some, sample = some[peaks], sample[peaks]
        keys = np.empty((len(some), 4), dtype=np.int64)
        keys[:, 0] = s
        keys[:, 1] = part = sample // self._n  # 0 of reflections, 1 of midpoints
        keys[:, 2] = first = sample - part * self._n
        keys[:, 3] = some - self._begins[sample] + part * (first + 1)
        found.add(0.0, keys, values[some])


def _beside(
    points: np.ndarray, t: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The samples left and right of each point, and their shares of it: all of one beyond them."""
    left = np.interp(points, t, np.arange(len(t))).astype(np.int32)
    np.clip(left, 0, len(t) - 2, out=left)
    share = (points - t[left]) / np.diff(t)[left]
    np.clip(share, 0.0, 1.0, out=share)
    return left, left + 1, 1 - share, share
