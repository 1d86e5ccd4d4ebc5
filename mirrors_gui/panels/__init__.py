"""The panels of the window; `TABS` are the views at the right, in order."""

from mirrors_gui.panels.base import Panel

TABS: tuple[type[Panel], ...] = ()
