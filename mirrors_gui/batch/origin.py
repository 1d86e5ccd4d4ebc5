"""Where the signals of the list come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mirrors_engine.signals import CsvOptions, Table
from mirrors_engine.text.printable import printable
from mirrors_gui.text.translate import tr


@dataclass(frozen=True, eq=False)
class Origin:
    """Where signals come from: files and folders, or the columns of a table that has been read.

    Attributes
    ----------
    files : tuple of str
    every_column : bool
        Whether each column of numbers of a file is a signal, or only the first.
    table : Table or None
    text : str or None
        What the table was pasted as.
    x, weights
        Columns of the table.
    reading : CsvOptions or None
    """

    files: tuple[str, ...] = ()
    every_column: bool = False
    table: Table | None = None
    text: str | None = None
    x: tuple[int, ...] = ()
    weights: int | None = None
    reading: CsvOptions | None = None

    @property
    def x_key(self) -> Any:
        """The columns of x as the engine takes them; None for the usual ones."""
        if self.table is None:
            return None
        return list(self.x) if len(self.x) > 1 else self.x[0] if self.x else "row"

    @property
    def title(self) -> str:
        """What the signals are of, in a few words."""
        if self.table is not None:
            return printable(self.table.name)
        names = [printable(Path(file).name) for file in self.files]
        return names[0] if len(names) == 1 else tr("{names} files and folders", names=len(names))
