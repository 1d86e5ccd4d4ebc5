"""Time series: a network of the past, certified, compared with baselines.

See the manual, Time series.
"""

from mirrors_engine.series.embedding import CHANGES, Embedding, embed, lag_words
from mirrors_engine.series.forecasting import forecast, forecasting
from mirrors_engine.series.models import Model, rollout
from mirrors_engine.series.results import Band, Entry, Forecast
from mirrors_engine.series.scores import Scores
from mirrors_engine.series.settings import Settings, network_for
from mirrors_engine.series.timeline import SPACINGS, Timeline, timeline

__all__ = [
    "CHANGES",
    "SPACINGS",
    "Band",
    "Embedding",
    "Entry",
    "Forecast",
    "Model",
    "Scores",
    "Settings",
    "Timeline",
    "embed",
    "forecast",
    "forecasting",
    "lag_words",
    "network_for",
    "rollout",
    "timeline",
]
