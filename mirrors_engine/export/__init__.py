"""A result for other programs: tables, the network as numbers, and as Python source."""

from mirrors_engine.export.network import network_dict, python_source
from mirrors_engine.export.tables import csv_text, curve_table, features_table, safe_text

__all__ = [
    "csv_text",
    "curve_table",
    "features_table",
    "network_dict",
    "python_source",
    "safe_text",
]
