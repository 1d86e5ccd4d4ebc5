"""Signals: what the networks are fitted to, and where it comes from."""

from mirrors_engine.signals.cleaning import Cleaning
from mirrors_engine.signals.signal import Signal

__all__ = ["Cleaning", "Signal"]
