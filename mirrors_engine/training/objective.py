"""(NN) and its gradient for many starts at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine.features.activation import Activation
from mirrors_engine.progress import Check, no_check
from mirrors_engine.training.scaling import Scaling

BLOCK = 1 << 17  # numbers of one temporary: it stays in cache, and cancellation is prompt


@dataclass(frozen=True, eq=False)
class Objective:
    """Σ ω ℓ(y, f) + (1/L) Σ_i λ_i (|α_i|^L + Σ_l |w_il|^L) in normalised units.

    The parameters of one start are a row: α (m), w (L-1, m), b (L-1, m), ξ, and with a skip
    connection β (d), which like ξ is not penalised.

    Attributes
    ----------
    scaling : Scaling
        Samples, loss and λ.
    activations : tuple of Activation
        One per hidden layer.
    columns : (m,) ndarray of int
        Which column of x each unit reads.
    skip : bool
        Whether there is a skip connection.
    """

    scaling: Scaling
    activations: tuple[Activation, ...]
    columns: np.ndarray
    skip: bool = False

    @property
    def free(self) -> int:
        """Parameters without a penalty but the biases: ξ and β."""
        return 1 + len(self.scaling.t) * self.skip

    @property
    def units(self) -> int:
        return len(self.columns)

    @property
    def size(self) -> int:
        """Parameters of one start."""
        return self.units * (2 * len(self.activations) + 1) + self.free

    def split(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Views of α (S, m), w and b (S, L-1, m) and ξ with β (S, 1 + d or 1) in rows (S, P)."""
        m, hidden = self.units, len(self.activations)
        inner = m * hidden
        return (
            theta[:, :m],
            theta[:, m : m + inner].reshape(-1, hidden, m),
            theta[:, m + inner : m + 2 * inner].reshape(-1, hidden, m),
            theta[:, m + 2 * inner :],
        )

    def value(self, theta: np.ndarray, check: Check = no_check) -> np.ndarray:
        """The objective of every start, (S,)."""
        alpha, w, b, xi = self.split(theta)
        values = self._penalty(alpha, w)[0]
        for t, x, y, weight in self._blocks(len(theta), None, check):
            h = t
            for layer, activation in enumerate(self.activations):
                h = activation(w[:, layer, :, None] * h + b[:, layer, :, None])
            f = np.matmul(alpha[:, None], h)[:, 0] + self._line(xi, x)
            values += self.scaling.loss.value(y, f) @ weight
        return values

    def gradient(
        self, theta: np.ndarray, rows: np.ndarray | None = None, check: Check = no_check
    ) -> tuple[np.ndarray, np.ndarray]:
        """Objectives (S,) and their gradients (S, P).

        Parameters
        ----------
        theta : (S, P) ndarray
            Parameters of every start.
        rows : (B,) ndarray of int, optional
            Only these samples, their loss weighted up to stand for all.
        check : callable
            Called between blocks; may raise `Cancelled`.

        Notes
        -----
        At a kink of the activation the right slope is taken, as `Activation` does, and at one
        of the loss a subgradient.
        """
        alpha, w, b, xi = self.split(theta)
        values, by_alpha, by_w = self._penalty(alpha, w)
        gradient = np.zeros_like(theta)
        d_alpha, d_w, d_b, d_xi = self.split(gradient)
        last = len(self.activations) - 1
        for t, x, y, weight in self._blocks(len(theta), rows, check):
            inputs, slopes = [t], []
            for layer, activation in enumerate(self.activations):
                u = w[:, layer, :, None] * inputs[-1] + b[:, layer, :, None]
                slope = np.where(u >= 0, activation.a_plus, activation.a_minus)
                slopes.append(slope)
                inputs.append(np.multiply(u, slope, out=u))
            h = inputs.pop()
            f = np.matmul(alpha[:, None], h)[:, 0] + self._line(xi, x)
            values += self.scaling.loss.value(y, f) @ weight
            back = -self.scaling.loss.neg_gradient(y, f) * weight
            d_xi[:, 0] += back.sum(axis=1)
            if self.skip:
                d_xi[:, 1:] += back @ x.T
            d_alpha += np.matmul(h, back[:, :, None])[:, :, 0]
            delta = alpha[:, :, None] * back[:, None]
            for layer in range(last, -1, -1):
                delta *= slopes[layer]
                d_b[:, layer] += delta.sum(axis=2)
                inner = np.broadcast_to(inputs[layer], delta.shape)
                d_w[:, layer] += np.einsum("smn,smn->sm", delta, inner)
                if layer:
                    delta *= w[:, layer, :, None]
        d_alpha += by_alpha
        d_w += by_w
        return values, gradient

    def _line(self, xi: np.ndarray, x: np.ndarray) -> np.ndarray:
        """ξ + βᵀx for every start, (S, n) or (S, 1)."""
        return xi[:, :1] + xi[:, 1:] @ x if self.skip else xi

    def _penalty(
        self, alpha: np.ndarray, w: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The penalty (S,) and its derivatives by α and w."""
        power = len(self.activations) + 1
        lam = self.scaling.lam[self.columns]
        by_alpha = lam * np.abs(alpha) ** (power - 1) * np.sign(alpha)
        by_w = lam * np.abs(w) ** (power - 1) * np.sign(w)
        total = np.sum(by_alpha * alpha, axis=1) + np.sum(by_w * w, axis=(1, 2))
        return total / power, by_alpha, by_w

    def _blocks(self, starts: int, rows: np.ndarray | None, check: Check):
        """(t, x, y, weight) of some samples at a time, t as (1 or m, n) and x as (d, n)."""
        scaling = self.scaling
        n = len(scaling.y) if rows is None else len(rows)
        share = len(scaling.y) / n
        length = max(1, BLOCK // (starts * self.units))
        for begin in range(0, n, length):
            check()
            some: slice | np.ndarray = slice(begin, begin + length)
            if rows is not None:
                some = rows[some]
            t = x = scaling.t[:, some]
            if len(t) > 1:
                t = t[self.columns]
            yield t, x, scaling.y[some], scaling.w[some] * share
