"""What the lines of the certificate mean where the loss is not the squared one."""

from __future__ import annotations

from mirrors_gui.text.translate import mark, tr

COSTS = {
    "huber": (
        mark(
            "the sum of the (weighted) losses of the samples: half the squared residual up to δ, "
            "beyond that in proportion to it"
        ),
        mark("ω ½r² for |r| ≤ δ, ω δ(|r| − ½δ) beyond"),
        mark("uᵀy − ½ uᵀΩ⁻¹u for a u with |uₙ| ≤ ωₙδ"),
    ),
    "quantile": (
        mark(
            "the sum of the (weighted) losses of the samples: τ times how far one lies above the "
            "function, or 1 − τ times how far below"
        ),
        mark("ω τ r for r > 0, ω (τ − 1) r otherwise"),
        mark("uᵀy for a u with ωₙ(τ − 1) ≤ uₙ ≤ ωₙτ"),
    ),
    "logistic": (
        mark("the sum of the (weighted) logistic losses of the labels"),
        mark("ω log(1 + exp(−y f))"),
        mark(
            "the entropy of the probabilities yₙuₙ/ωₙ of the other label, for a u with each "
            "between 0 and 1"
        ),
    ),
}


def tips(loss: str) -> dict[str, str]:
    """Explanations by the key of a line, for a loss other than the squared one."""
    if loss not in COSTS:
        return {}
    words, formula, dual = (tr(text) for text in COSTS[loss])
    return {
        "primal": tr(
            "What this network attains: {words}, plus λ times the sum of the sizes of the "
            "weights.\nΣ over the samples of {formula}; + λ Σ|z|",
            words=words,
            formula=formula,
        ),
        "dual": tr(
            "No network of this architecture, whatever its weights and its number of units, "
            "gets below this value.\n{dual}, 1ᵀu = 0 and |Aⱼᵀu| ≤ λ for every feature j. "
            "Every row counts with its own value, also where several share an x.",
            dual=dual,
        ),
        "lam_max": tr(
            "From this λ up the optimal network is a constant: the largest |Aⱼᵀu| over all "
            "features, u being what the samples pull with at the best constant."
        ),
        "correlation": tr(
            "How strongly the pulls r of the samples (minus the derivative of the "
            "loss) still ask for any feature of the whole dictionary. Above 1 a feature would be "
            "missing; with neurons in use it is 1 at the optimum."
        ),
        "unique": tr(
            "Whether another network of the dictionary costs the same: with other weights, "
            "another function at the samples or another constant. The one shown is the same "
            "whichever way λ was moved, unless there are too many to choose among."
        ),
    }
