"""The web page inside a notebook, for `_repr_html_`."""

from __future__ import annotations

import html

from mirrors_engine.export.html import page_of, path_for
from mirrors_engine.homotopy import Path
from mirrors_engine.results import FitResult

PATIENCE_S = 2.0  # a cell shows what is known of the path by then
HEIGHT = 760  # px


def frame_of(value: FitResult | Path) -> str:
    """An element that holds the page of a result or a path, apart from the notebook's own."""
    if isinstance(value, Path):
        page = page_of(value)
    else:
        page = page_of(path_for(value, seconds=PATIENCE_S), value)
    return (
        f'<iframe title="Mirrors" sandbox="allow-scripts" style="width:100%;height:{HEIGHT}px;'
        f'border:0" srcdoc="{html.escape(page)}"></iframe>'
    )
