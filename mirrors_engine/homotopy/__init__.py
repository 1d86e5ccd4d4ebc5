"""The path of optima along λ: exact linear segments and the events between them."""

from mirrors_engine.homotopy.path import Event, Path, Segment, Spot
from mirrors_engine.homotopy.trace import path_events

__all__ = ["Event", "Path", "Segment", "Spot", "path_events"]
