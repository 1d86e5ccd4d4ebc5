"""The columns that no penalty weighs: the constant 1 and, with a skip connection, the inputs.

f = A z + B c with c free. Optimising c out projects values on the complement of B in the metric of
the weights, and a dual point is feasible only if Bᵀu = 0. With the constant alone both are
subtractions of a mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

_DEPENDENT = 1e-10  # singular values of B, relative to the largest, that are rounding


@dataclass(frozen=True, eq=False)
class Unpenalised:
    """B = [1] or [1, t_1, …, t_d] at N samples.

    Attributes
    ----------
    inputs : (N, d) ndarray or None
        The normalised inputs of a skip connection; None without one.
    """

    inputs: np.ndarray | None = None
    _known: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list, repr=False)

    @classmethod
    def skip(cls, t: np.ndarray) -> Unpenalised:
        """With the inputs t, (N,) or (N, d)."""
        return cls(t.reshape(len(t), -1))

    @property
    def line(self) -> bool:
        """Whether there is a skip connection."""
        return self.inputs is not None

    def matrix(self, n: int) -> np.ndarray:
        """B, (n, 1 + d)."""
        one = np.ones((n, 1))
        return one if self.inputs is None else np.hstack((one, self.inputs))

    def at(self, rows: np.ndarray) -> Unpenalised:
        """At some of the samples, or at the rows that share them."""
        return self if self.inputs is None else Unpenalised(self.inputs[rows])

    def orthonormal(self, w: np.ndarray) -> np.ndarray:
        """Q of the same span with QᵀΩQ = 1, (N, rank)."""
        for known, q in self._known:
            if known is w:
                return q
        root = np.sqrt(w)
        u, s, _ = np.linalg.svd(root[:, None] * self.matrix(len(w)), full_matrices=False)
        q = u[:, s > _DEPENDENT * s[0]] / root[:, None]
        self._known[:] = [(w, q)]
        return q

    def rank(self, w: np.ndarray) -> int:
        """Number of independent columns."""
        return 1 if self.inputs is None else self.orthonormal(w).shape[1]

    def without(self, values: np.ndarray, w: np.ndarray) -> np.ndarray:
        """(N,) or (N, K) values minus their weighted least-squares fit by B."""
        if self.inputs is None:
            # counted from the heaviest sample, whose rest is small and would be rounding else
            values = values - values[int(np.argmax(w))]
            values -= (w @ values) / w.sum()
            return values
        q = self.orthonormal(w)
        weighted = (q * w[:, None]).T
        values = values - q @ (weighted @ values)
        return values - q @ (weighted @ values)

    def orthogonal(self, u: np.ndarray, w: np.ndarray) -> np.ndarray:
        """The u nearest to the given one, relative to w, with Bᵀu = 0."""
        if self.inputs is None:
            return u - w * (float(u.sum()) / float(w.sum()))
        q = self.orthonormal(w)
        u = u - w * (q @ (q.T @ u))
        return u - w * (q @ (q.T @ u))

    def fit(self, values: np.ndarray, w: np.ndarray) -> np.ndarray:
        """B c of the weighted least-squares fit, (N,)."""
        if self.inputs is None:
            return np.full(len(values), float(w @ values) / float(w.sum()))
        q = self.orthonormal(w)
        first = q @ ((q * w[:, None]).T @ values)
        return first + q @ ((q * w[:, None]).T @ (values - first))

    def coefficients(self, values: np.ndarray, w: np.ndarray) -> np.ndarray:
        """c of the weighted least-squares fit, (1 + d,); of dependent inputs the shortest."""
        root = np.sqrt(w)
        matrix = root[:, None] * self.matrix(len(values))
        return np.linalg.lstsq(matrix, root * values, rcond=_DEPENDENT)[0]


CONSTANT = Unpenalised()
