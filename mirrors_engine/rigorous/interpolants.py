"""λ = 0: a bound on the norm of every network as near to the samples as the one shown."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mirrors_engine.results import FitResult
from mirrors_engine.rigorous.feasibility import Advance, dual_bits, largest_correlation
from mirrors_engine.rigorous.numbers import aligned, integers, rounded_to, times_power
from mirrors_engine.rigorous.orthogonal import free_inputs, orthogonal
from mirrors_engine.rigorous.primal import Values, norm


def least_norm(
    result: FitResult, values: Values, exact: bool, step: Advance
) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """The norm of the network, the bound, its rounding error, and how far a sample is missed.

    No stored network passes through every sample to the last digit, and one that misses
    them may have a smaller norm than those that do not. For f = Az + ξ with |f - y| ≤ m,
    1ᵀu = 0 (with a skip connection xᵀu = 0 too) and |A_jᵀu| ≤ c for every feature,

        c ||z||₁ ≥ uᵀf ≥ uᵀy - m Σ|u|,

    so that m, the most by which this network misses a sample, belongs to the statement.
    """
    signal = result.signal

    def check() -> None:
        step(0)

    y, y_power = integers(signal.y, check)
    f, whole, power = aligned(values.f, values.power, y, y_power)
    away, error, power = aligned(np.abs(f - whole), power, values.error, values.error_power)
    missed = times_power(int((away + error).max()), power)
    bits = dual_bits(result.architecture, len(y))
    point = np.asarray(result.certificate.dual_point, dtype=float)
    bound = rounding = Fraction(0)
    if np.isfinite(point).all():
        u, u_power = rounded_to(point, bits, check)
        u, _ = orthogonal(u, free_inputs(result), np.ones(len(y)), check)
        largest, rounding = largest_correlation(result, u, u_power, exact, step)
        if largest:
            along = times_power(int((u * y).sum()), u_power + y_power)
            size = times_power(int(np.abs(u).sum()), u_power)
            bound, rounding = (along - missed * size) / largest, rounding / largest
    return norm(result), bound, rounding, missed
