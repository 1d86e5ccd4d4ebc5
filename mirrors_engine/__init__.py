"""Mirrors: small-input deep networks trained to the certified global optimum.

The names of the public interface are loaded on first use, so that importing the
package costs nothing and scikit-learn stays unloaded until it is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mirrors_engine.architecture import Architecture
    from mirrors_engine.errors import MirrorsError
    from mirrors_engine.estimators.classifier import MirrorClassifier
    from mirrors_engine.estimators.regressor import MirrorRegressor
    from mirrors_engine.estimators.regressor_cv import MirrorRegressorCV
    from mirrors_engine.fitting import fit, lambda_max, path
    from mirrors_engine.homotopy import path_events
    from mirrors_engine.problem import Problem
    from mirrors_engine.results import FitResult
    from mirrors_engine.rigorous import prove
    from mirrors_engine.selection import Selection, select
    from mirrors_engine.signals.signal import Signal

__version__ = "0.2.0"

_HOMES = {
    "Architecture": "architecture",
    "FitResult": "results",
    "MirrorClassifier": "estimators.classifier",
    "MirrorRegressor": "estimators.regressor",
    "MirrorRegressorCV": "estimators.regressor_cv",
    "MirrorsError": "errors",
    "Problem": "problem",
    "Selection": "selection",
    "Signal": "signals.signal",
    "fit": "fitting",
    "lambda_max": "fitting",
    "path": "fitting",
    "path_events": "homotopy",
    "prove": "rigorous",
    "select": "selection",
}

__all__ = [
    "Architecture",
    "FitResult",
    "MirrorClassifier",
    "MirrorRegressor",
    "MirrorRegressorCV",
    "MirrorsError",
    "Problem",
    "Selection",
    "Signal",
    "fit",
    "lambda_max",
    "path",
    "path_events",
    "prove",
    "select",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"mirrors_engine.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
