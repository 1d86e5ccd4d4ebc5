"""The cheapest features that add up to a given step function (manual, Closed forms).

Write f = Σ z_j s_j + ξ as a flow of mass: feature j is a parcel of mass |z_j| that is up
where sign(z_j) s_j is high and down where it is low. f rises by the mass that goes up. If the
parcels that switch are always those whose last switch is longest ago, the mass is a circle of
length Z = Σ|z_j| on which two pointers move the same way: what the first passes goes up, what
the second passes goes down. The numbers of switches of two points of the circle differ by little,
so this flow needs the least m of all flows:

    Σ|z| ≥ ½ (max f - min f)                            always,
    Σ|z| ≥ max(u, d) / m                                for even m,
    Σ|z| ≥ (u + d) / (2m), (d + max f - f_1) / (m + 1),
           (u + f_1 - min f) / (m + 1)                  for odd m

(u, d: the total rise and fall of f; steps of height 2) are necessary, by counting what
one parcel can contribute, and the largest of them suffices. m = 1 and m = 2 are total
variation on the line and on the circle; m ≥ N - 1 leaves the range.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine.algorithms.total_variation import Cost

ROUNDING = 1e-12  # share of the mass below which a parcel is rounding


def mass_costs(most: int) -> tuple[Cost, ...]:
    """The largest of these is `least_mass`, as functions of f for a step of height 1."""
    spread = Cost(top=1.0, bottom=1.0)
    share = 1 / most
    if most % 2 == 0:
        return (
            spread,
            Cost(variation=share, first=-share, last=share),
            Cost(variation=share, first=share, last=-share),
        )
    half = 1 / (most + 1)
    return (
        spread,
        Cost(variation=share),
        Cost(variation=half, top=2 * half, first=-half, last=-half),
        Cost(variation=half, bottom=2 * half, first=half, last=half),
    )


def least_mass(jumps: np.ndarray, most: int) -> float:
    """The least Σ|z| of features with at most `most` switches that add up to a function.

    Parameters
    ----------
    jumps : (N - 1,) ndarray
        f[n] - f[n - 1], divided by the height of a step.
    """
    path = np.concatenate(([0.0], np.cumsum(jumps)))
    return max(cost.of(path) for cost in mass_costs(most))


def circulate(jumps: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Parcels of least total mass that follow `jumps`: as few switches as any can have.

    With that mass, and as little of it up at the start as possible, the pointers meet
    their old places twice, so there are no more parcels than jumps.

    Returns
    -------
    switches : (parcels, k) ndarray of int, k ≤ most
        For each parcel the positions p, ascending, where it switches with jumps[p]; rows
        are padded with len(jumps).
    masses : ndarray
        Positive where the parcel starts down, negative where it starts up.
    """
    if not np.any(jumps):
        return np.empty((0, 0), dtype=np.int64), np.empty(0)
    mass = least_mass(jumps, most)
    downs = np.cumsum(np.maximum(-jumps, 0.0))
    # as little mass as possible starts up: enough for every fall below the first value,
    # and for an odd m so that the second pointer passes no parcel too often
    first_up = max(0.0, -float(np.cumsum(jumps).min()))
    if most % 2:
        first_up = max(first_up, float(downs[-1]) - most // 2 * mass)
    ups = first_up + np.cumsum(np.maximum(jumps, 0.0))
    cuts = np.mod(np.concatenate(([0.0, first_up], ups, downs)), mass)
    cuts = np.append(np.sort(cuts), mass)
    lengths = np.diff(cuts)
    real = lengths > ROUNDING * mass
    middles, lengths = (cuts[:-1] + 0.5 * lengths)[real], lengths[real]
    turns = np.arange(most + 2) * mass + middles[:, None]
    none = len(jumps)
    up, down = (turns > first_up) & (turns < ups[-1]), turns < downs[-1]
    passed = np.concatenate(
        (
            np.where(up, np.searchsorted(ups, turns), none),
            np.where(down, np.searchsorted(downs, turns), none),
        ),
        axis=1,
    )
    passed.sort(axis=1)
    switches = passed[:, : int((passed < none).sum(axis=1).max(initial=0))]
    return switches, np.where(middles > first_up, lengths, -lengths)
