"""Ordinary training of the same network, beside its certified optimum.

The networks of `mirrors_engine.network` minimise the same objective (NN) by gradients, from
random starts: no run can end below the Lasso's optimum (manual, Training
problem), and many end above it.
"""

from mirrors_engine.training.connected import train_connected
from mirrors_engine.training.run import Training, last, train
from mirrors_engine.training.settings import (
    METHODS,
    TrainingSettings,
    check_trainable,
    default_units,
)
from mirrors_engine.training.tally import Landmarks, Tally

__all__ = [
    "METHODS",
    "Landmarks",
    "Tally",
    "Training",
    "TrainingSettings",
    "check_trainable",
    "default_units",
    "last",
    "train",
    "train_connected",
]
