"""Networks whose norm is a cost of slopes: a problem in the N values of the fit.

No dictionary is touched: a banded interior point on a few thousand of the samples guesses the
kinks, an active set on them makes the guess exact over all samples. See the manual, Solvers.
"""

from __future__ import annotations

from mirrors_engine.solvers.nodal.coarse_to_fine import ENOUGH
from mirrors_engine.solvers.nodal.solve import applies, clustered, solve

__all__ = ["ENOUGH", "applies", "clustered", "solve"]
