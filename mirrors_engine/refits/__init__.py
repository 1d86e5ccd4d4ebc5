"""Least squares on the kinks of a fit, and with kinks that move: overlays, never certified."""

from mirrors_engine.refits.refit import Estimate, Refit
from mirrors_engine.refits.relaxed import relax
from mirrors_engine.refits.segmented import segment

__all__ = ["Estimate", "Refit", "relax", "segment"]
