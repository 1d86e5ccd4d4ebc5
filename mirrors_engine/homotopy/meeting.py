"""Where two affine pieces of the path may meet, and where to look if they do not."""

from __future__ import annotations

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary, as_keys
from mirrors_engine.dictionaries.products import rmatvec
from mirrors_engine.homotopy.piece import SAME, Piece

MARGIN = 0.05  # share of a bracket kept from its ends by a solve within


def meeting(
    dictionary: Dictionary, first: Piece, second: Piece, high: float, low: float
) -> tuple[list[float], float]:
    """Candidates for the λ at which `first`, known at `high`, goes over into `second`.

    The first piece is no optimum below the λ at which one of its weights vanishes, or at
    which a neuron of the second would be priced out; the second none above the λ at which
    one of its weights vanishes, or a neuron of the first is priced out.

    Returns
    -------
    candidates : list of float
        λ at which the residuals agree, likeliest first.
    inside : float
        Where else to solve.
    """
    width = high - low
    r = [[piece.residual(lam) for lam in (high, low)] for piece in (first, second)]
    born, died = _without(second.keys, first.keys), _without(first.keys, second.keys)
    last = max(
        float(_crossings(first, high, low).max(initial=low)),
        float(_ties(dictionary, born, r[0][0], r[0][1], high, low).max(initial=low)),
    )
    soonest = min(
        float(_crossings(second, low, high).min(initial=high)),
        float(_ties(dictionary, died, r[1][1], r[1][0], low, high).min(initial=high)),
    )
    apart = [at_second - at_first for at_first, at_second in zip(*r, strict=True)]
    change = apart[1] - apart[0]
    square = float(change @ change)
    share = -float(apart[0] @ change) / square if square > 0 else 0.5
    level = high - width * min(max(share, 0.0), 1.0)
    size = float(np.linalg.norm(0.5 * (r[0][0] + r[0][1])))
    found: list[float] = []
    for lam in (soonest, last, level):
        t = (high - lam) / width
        off = float(np.linalg.norm((1 - t) * apart[0] + t * apart[1]))
        near = any(abs(lam - other) <= 1e-12 * lam for other in found)
        if not near and off <= SAME * size:
            found.append(lam)
    if found:
        inside = found[0]  # they meet, but another piece is the optimum there
    elif soonest < last:
        inside = 0.5 * (soonest + last)  # neither is the optimum there
    else:
        inside = level
    if not MARGIN < (inside - low) / width < 1 - MARGIN:
        inside = 0.5 * (low + high) if not found else min(inside, high - MARGIN * width)
        inside = max(inside, low + MARGIN * width)
    return found, inside


def _without(keys: np.ndarray, others: np.ndarray) -> np.ndarray:
    known = set(map(tuple, others.tolist()))
    return as_keys([k for k in keys.tolist() if tuple(k) not in known], keys.shape[1])


def _crossings(piece: Piece, inside: float, outside: float) -> np.ndarray:
    """λ between the two at which weights, right at `inside`, vanish."""
    right, wrong = piece.weights(inside) * piece.signs, piece.weights(outside) * piece.signs
    turned = (right > 0) & (wrong <= 0)
    share = right[turned] / (right[turned] - wrong[turned])
    return inside + share * (outside - inside)


def _ties(
    dictionary: Dictionary,
    keys: np.ndarray,
    r_inside: np.ndarray,
    r_outside: np.ndarray,
    inside: float,
    outside: float,
) -> np.ndarray:
    """λ between the two from which on |A_jᵀr| of some of the features exceeds λ."""
    beyond = rmatvec(dictionary, keys, r_outside)
    within = np.sign(beyond) * rmatvec(dictionary, keys, r_inside) - inside
    beyond = np.abs(beyond) - outside
    violated = beyond > SAME * outside
    within = np.minimum(within[violated], 0.0)
    share = within / (within - beyond[violated])
    return inside + share * (outside - inside)
