"""A refit as a Python function: its pieces, looked up."""

from __future__ import annotations

from mirrors_engine.export.heading import heading
from mirrors_engine.refits import Refit

_LOOKUP = '''\
# rows: where the piece begins (the first: where its line is known), value there, slope
PIECES = np.array([
{rows}
])


def network(x):
    """Value of the function at x."""
    x = np.asarray(x, dtype=float)
    at, value, slope = PIECES[np.searchsorted(PIECES[1:, 0], x, side="right")].T
    return value.T + slope.T * (x - at.T)
'''


def refit_source(refit: Refit) -> str:
    """A Python module with `network(x)`, which imports numpy and nothing else."""
    rows = "\n".join(f"    [{p.anchor!r}, {p.value!r}, {p.slope!r}]," for p in refit.pieces())
    comment = [f"# {line}" for line in heading(refit)]
    return "\n".join([*comment, "import numpy as np", "", _LOOKUP.format(rows=rows)])
