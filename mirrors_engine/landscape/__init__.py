"""The solution landscape: every optimal network of the dictionary (THEORY 8).

Fit and residual are unique, weights and the function between the samples often are not.
With E = {j : |A_jᵀr| = λ} and s the signs of the correlations, the optimal weights are
the polytope {z : supp z ⊆ E, s_j z_j ≥ 0, A_E z_E = fit}. At λ = 0 the same holds with the
dual point of the linear program in place of r.
"""

from mirrors_engine.landscape.band import Band
from mirrors_engine.landscape.explore import MAX_FEATURES, landscape
from mirrors_engine.landscape.optima import MARGIN, Landscape

__all__ = ["MARGIN", "MAX_FEATURES", "Band", "Landscape", "landscape"]
