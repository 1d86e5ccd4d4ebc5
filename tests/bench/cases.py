"""What is measured: signals, networks and sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirrors_engine import Architecture, Signal

RATIO = 1e-2
MILLION = 1_000_000


def signal(n: int) -> Signal:
    """n noisy samples of a sine with a jump, irregularly spaced."""
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(0, 1, n))
    return Signal(x, np.sin(6 * x) + 0.7 * (x > 0.6) + 0.2 * rng.standard_normal(n))


def quieter(n: int) -> Signal:
    """A faster sine with half that noise."""
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(0, 1, n))
    return Signal(x, np.sin(8 * x) + 0.5 * (x > 0.5) + 0.1 * rng.standard_normal(n))


SIGNALS = {"": signal, ", half the noise": quieter}


@dataclass(frozen=True)
class Family:
    """One network over growing signals; peers where their dense matrix or problem fits."""

    name: str
    net: Architecture
    grows: tuple[int, ...]
    dense: tuple[int, ...] = ()
    # sizes for peers that solve the N-variable form (manual, Closed forms)
    samples: tuple[int, ...] = ()
    ratio: float = RATIO  # λ/λ_max of the growing signals


DECADES = (100, 1000, 10_000, 100_000, MILLION)
FAMILIES = (
    Family(
        "ReLU, 2 layers",
        Architecture("relu", 2),
        DECADES,
        (100, 300, 1000),
        (1000, 10_000, 100_000),
    ),
    Family("ReLU, 3 layers", Architecture("relu", 3), DECADES, (100,)),
    Family("|·|, 2 layers", Architecture("abs", 2), DECADES),
    Family("leaky ReLU, 2 layers", Architecture("leaky", 2), DECADES),
    Family(
        "sign, 2 layers",
        Architecture("sign", 2),
        DECADES,
        (300,),
        (1000, 10_000, 100_000),
    ),
    Family(
        "sign, 3 layers, 4 switches",
        Architecture("sign", 3, widths=(4,)),
        (100, 1000, 10_000),
    ),
    Family("leaky ReLU, 3 layers", Architecture("leaky", 3), (100, 300, 1000, 3000)),
    Family(
        "|·|, 3 layers",
        Architecture("abs", 3),
        (100, 1000, 5000, 20_000, 100_000, MILLION),
        (50, 100, 150),
    ),
    Family("symmetrised, 3 layers", Architecture("symmetrized", 3), (100, 1000, 10_000, 100_000)),
    Family(
        "|·|, 4 layers",
        Architecture("abs", 4),
        (25, 50, 200, 2000, 20_000, 100_000),
        (15,),
    ),
    Family("|·|, 5 layers", Architecture("abs", 5), (20, 100, 300)),
    Family("|·|, 6 layers, 0.3 λ_max", Architecture("abs", 6), (15, 30), ratio=0.3),
)
# a million samples at other λ as well
LONG = tuple(family for family in FAMILIES if MILLION in family.grows)
OTHER_RATIOS = (0.1, 1e-3)


def quick(family: Family) -> Family:
    """The smallest sizes of everything."""
    return Family(
        family.name,
        family.net,
        tuple(n for n in family.grows if n <= 1000)[:3],
        family.dense[:1],
        family.samples[:1],
        family.ratio,
    )


def family(name: str) -> Family:
    """The family of that name."""
    return next(family for family in FAMILIES if family.name == name)
