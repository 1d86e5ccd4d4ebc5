"""Deep networks on smooth data: hundreds of folds in use, and many times as many tied.

Where the data are followed sample by sample, every fold whose kinks all lie there is as good as its
neighbours. An active set exchanges them one by one; here an interior point gives weight to
all of them at once, and a linear program chooses independent ones. See the manual, Solvers.
"""

from __future__ import annotations

from mirrors_engine.solvers.crowded.solve import NAME, TIED, TooManyNodes, applies, solve

__all__ = ["NAME", "TIED", "TooManyNodes", "applies", "solve"]
