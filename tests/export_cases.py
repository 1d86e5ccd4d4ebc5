"""Networks and losses whose exports are compared with the engine."""

from __future__ import annotations

from typing import Any

NETS: tuple[dict[str, Any], ...] = (
    {"activation": "relu", "layers": 2},
    {"activation": "relu", "layers": 4},
    {"activation": "abs", "layers": 2},
    {"activation": "abs", "layers": 3},
    {"activation": "abs", "layers": 4},
    {"activation": "symmetrized", "layers": 3},
    {"activation": "leaky", "layers": 3},
    {"activation": "piecewise", "layers": 2, "slopes": (1.5, -0.5)},
    {"activation": "sign", "layers": 2},
    {"activation": "sign", "layers": 3, "widths": (3,)},
    {"activation": "threshold", "layers": 3, "widths": (2,)},
    {"activation": "abs", "layers": 3, "inputs": "additive"},
    {"activation": "sign", "layers": 2, "inputs": "additive"},
)
LOSSES: tuple[dict[str, Any], ...] = (
    {},
    {"loss": "huber", "delta": 0.3},
    {"loss": "quantile", "quantile": 0.3},
    {"loss": "logistic"},
)
