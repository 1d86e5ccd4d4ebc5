"""What an export describes: the certified fit, or a refit of its kinks, which is not certified."""

from __future__ import annotations

from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor, silent
from mirrors_engine.refits import Refit, relax, segment
from mirrors_engine.results import FitResult

Model = FitResult | Refit
MODELS = ("lasso", "relaxed", "segmented")


def model_of(result: FitResult, name: str, monitor: Monitor = silent) -> Model:
    """The fit itself ("lasso"), or its refit of this name.

    Raises
    ------
    SettingError
        If there is no such model, or the fit has none of this kind.
    """
    if name == "lasso":
        return result
    if name == "relaxed":
        return relax(result)
    if name == "segmented":
        return segment(result, monitor=monitor)
    raise SettingError(f"There is no model {name!r}: choose {', '.join(MODELS)}.")


def steps_of(model: Model) -> bool:
    """Whether the function is piecewise constant."""
    return model.step if isinstance(model, Refit) else model.architecture.step
