"""Where the files that come with the program are."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a bundled file.

    Parameters
    ----------
    *parts : str
        Path below `resources/`, such as ``"samples", "nile.csv"``.

    Returns
    -------
    Path
        In an installed package and in the packaged program inside `mirrors_engine`,
        in a checkout (or an editable install of one) in `resources` beside it.
    """
    package = Path(str(files("mirrors_engine")))
    inside = package / "resources"
    root = inside if inside.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)
