"""A result for other programs. `registry` lists the forms; each writer is in a module of its own.

The writers are imported when they are called, so that a command starts at once.
"""

from mirrors_engine.export.registry import EXPORTERS, Exporter, ExportSettings, exporter

__all__ = ["EXPORTERS", "ExportSettings", "Exporter", "exporter"]
