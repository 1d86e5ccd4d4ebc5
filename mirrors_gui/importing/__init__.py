"""Import with a preview: what was detected, and every choice to overrule it."""

from mirrors_gui.importing.dialog import ImportDialog
from mirrors_gui.importing.reading import Source

__all__ = ["ImportDialog", "Source"]
