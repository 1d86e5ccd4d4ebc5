"""Signals: what the networks are fitted to, and where it comes from."""

from mirrors_engine.signals.cleaning import Cleaning
from mirrors_engine.signals.reader import parse_text, read_table, sniff
from mirrors_engine.signals.samples import Sample, sample, samples
from mirrors_engine.signals.signal import Signal
from mirrors_engine.signals.tables.column import Column
from mirrors_engine.signals.tables.options import CsvOptions
from mirrors_engine.signals.tables.table import Table

__all__ = [
    "Cleaning",
    "Column",
    "CsvOptions",
    "Sample",
    "Signal",
    "Table",
    "parse_text",
    "read_table",
    "sample",
    "samples",
    "sniff",
]
