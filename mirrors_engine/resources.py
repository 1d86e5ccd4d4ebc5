"""Where the files that come with the program are."""

from __future__ import annotations

import sys
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
        In the packaged program below the folder it unpacks its data to, otherwise
        beside `main.py`.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)
