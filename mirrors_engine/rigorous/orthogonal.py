"""Whole numbers made orthogonal to what no penalty weighs, and kept within bounds.

A dual point is feasible only if 1ᵀu = 0, with a skip connection also xᵀu = 0 for every input, and
then exactly: for a dual point with a sum, however small, the bound is -∞.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from scipy.linalg import qr

from mirrors_engine.progress import Check
from mirrors_engine.results import FitResult
from mirrors_engine.rigorous.numbers import Numbers, aligned, blocks, integers

_DEPENDENT = 1e-12  # pivots, relative to the largest, of conditions that follow from others
_BITS = 60  # of the multiple that leads back within bounds


def free_inputs(result: FitResult, sample: np.ndarray | None = None) -> np.ndarray:
    """The inputs of a skip connection at the samples, or at the rows of them: (N, d), d ≥ 0."""
    x = result.signal.x if sample is None else result.signal.x[sample]
    return x.reshape(len(x), -1)[:, : None if result.architecture.skip else 0]


def orthogonal(
    u: np.ndarray, x: np.ndarray, room: np.ndarray, check: Check
) -> tuple[np.ndarray, int]:
    """u times a whole number, changed so that Σ u = 0 and Σ u x = 0 for every column of x.

    Parameters
    ----------
    u : (N,) object ndarray
        Integers that fulfil these conditions but for rounding.
    x : (N, d) ndarray
    room : (N,) ndarray
        By how much a row may be changed: one row is for every condition, and those are taken that
        have room and make the conditions independent.

    Returns
    -------
    (N,) object ndarray
        0 where x does not allow it (columns that depend on each other but for rounding).
    int
        That number.
    """
    columns = [np.ones(len(u), dtype=object)]
    floats = [np.ones(len(u))]
    for column in x.T:
        whole, _ = integers(column, check)
        columns.append(whole - whole[0])
        floats.append(column - column.mean())
    excess = [
        sum(int((u[some] * column[some]).sum()) for some in blocks(len(u), check))
        for column in columns
    ]
    if not any(excess):
        return u, 1
    size = np.array([max(float(np.abs(column).max()), 1e-300) for column in floats])
    weighted = np.array(floats) / size[:, None] * (room / room.max() if room.max() > 0 else 1.0)
    check()
    triangle, order = qr(weighted, mode="r", pivoting=True, check_finite=False)
    pivots = np.abs(np.diag(triangle))
    rows = order[: int((pivots > _DEPENDENT * pivots[0]).sum())].tolist()
    change = _solved([[column[row] for row in rows] for column in columns], excess)
    if change is None:
        return np.zeros(len(u), dtype=object), 1
    factor = math.lcm(*(value.denominator for value in change))
    u = u * factor
    for row, value in zip(rows, change, strict=True):
        u[row] -= int(value * factor)
    return u, factor


def _solved(matrix: list[list[int]], right: list[int]) -> list[Fraction] | None:
    """The solution of at least as many equations as unknowns, None if there is none."""
    rows = [[Fraction(v) for v in (*row, b)] for row, b in zip(matrix, right, strict=True)]
    unknowns = len(matrix[0])
    for k in range(unknowns):
        pivot = next((row for row in rows[k:] if row[k]), None)
        if pivot is None:
            return None
        rows.remove(pivot)
        rows = [
            [a - row[k] / pivot[k] * b for a, b in zip(row, pivot, strict=True)] for row in rows
        ]
        rows.insert(k, [value / pivot[k] for value in pivot])
    if any(row[-1] for row in rows[unknowns:]):
        return None
    return [row[-1] for row in rows[:unknowns]]


def within(u: np.ndarray, factor: int, power: int, low: Numbers, high: Numbers) -> Numbers:
    """The largest multiple of u·2^power, at most 1/factor, within bounds that hold 0.

    All numbers are multiplied by the same, so that what they are orthogonal to stays.
    """
    share = Fraction(1, factor)
    for sign, (limit, limit_power) in ((1, high), (-1, low)):
        ours, most, _ = aligned(sign * u, power, sign * limit, limit_power)
        for row in np.flatnonzero(ours > most).tolist():
            share = min(share, Fraction(int(most[row]), int(ours[row])))
    if share == 1:
        return u, power
    bits = _BITS + factor.bit_length()
    return u * int(share * 2**bits), power - bits
