"""Choosing λ: cross-validation along the path, one standard error, AIC, AICc and BIC."""

from mirrors_engine.selection.choosing import select, selecting, selecting_rows
from mirrors_engine.selection.result import RULES, Selection
from mirrors_engine.selection.splits import ORDERS, SPLITS, Fold, folds_of

__all__ = [
    "ORDERS",
    "RULES",
    "SPLITS",
    "Fold",
    "Selection",
    "folds_of",
    "select",
    "selecting",
    "selecting_rows",
]
