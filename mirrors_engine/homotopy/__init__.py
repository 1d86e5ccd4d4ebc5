"""The path of optima along λ: exact linear segments and the events between them."""

from mirrors_engine.homotopy.by_size import fit_by_size
from mirrors_engine.homotopy.path import Event, Path, Segment, Spot
from mirrors_engine.homotopy.trace import path_events

__all__ = ["Event", "Path", "Segment", "Spot", "fit_by_size", "path_events"]
