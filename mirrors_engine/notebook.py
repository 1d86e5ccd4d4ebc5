"""How results and paths show themselves in a notebook."""

from __future__ import annotations

from importlib import import_module


def in_notebook(value: object) -> str:
    """The web page of a result or a path, in a frame; `export.notebook` makes it.

    Found by name when a notebook asks: the page is made from results and paths, which
    therefore cannot import it.
    """
    frame: str = import_module("mirrors_engine.export.notebook").frame_of(value)
    return frame
