"""How sure a fit is: the bootstrap of function and kinks, and prediction bands."""

from mirrors_engine.uncertainty.bootstrap import Bootstrap, bootstrap, bootstrapping
from mirrors_engine.uncertainty.conformal import Interval, prediction_interval

__all__ = ["Bootstrap", "Interval", "bootstrap", "bootstrapping", "prediction_interval"]
