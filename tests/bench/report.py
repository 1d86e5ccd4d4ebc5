"""Lines of the table, and growth exponents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

Row = dict[str, Any]
HEAD = (
    f"{'network':28}{'N':>9}{'features':>12}{'used':>7}{'time':>11}{'floor':>11}"
    f"{'gap':>9}{'peak':>9}"
)


def seconds(value: float) -> str:
    """Milliseconds below one second."""
    return f"{1e3 * value:.2f} ms" if value < 1 else f"{value:.2f} s"


def line(row: Row) -> str:
    """One fit of ours."""
    return (
        f"{row['name']:28}{row['n']:>9}{row['features']:>12.4g}{row['used']:>7}"
        f"{seconds(row['seconds']):>11}{seconds(row['floor']):>11}"
        f"{row['gap']:>9.0e}{row['peak_mb']:>6.0f} MB"
    )


def beside(row: Row, ours: float) -> str:
    """One peer on the same problem."""
    if "failed" in row:
        return f"    {row['peer']:26} {row['failed']}"
    return (
        f"    {row['peer']:26} {seconds(row['seconds']):>10}  ×{row['seconds'] / ours:<8.0f}"
        f" gap {row['gap']:.0e}{row['peak_mb']:>7.0f} MB"
    )


def exponent(rows: Sequence[Row], key: str) -> float:
    """Slope of log time over log N in the last two decades."""
    largest = max(row["n"] for row in rows)
    late = [row for row in rows if row["n"] >= largest / 100]
    if len(late) < 2:
        return float("nan")
    n, time = (np.log([row[k] for row in late]) for k in ("n", key))
    return float(np.polyfit(n, time, 1)[0])
