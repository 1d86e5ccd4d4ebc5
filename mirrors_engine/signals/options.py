"""What can be chosen about the way a file is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """How a file is read; a field left None is detected.

    Attributes
    ----------
    encoding : str
        Such as "utf-8", "utf-16", "cp1252".
    delimiter : str
        ",", ";", tab, "|", " " (any run of blanks) or "" (one column).
    decimal : str
        "." or ",".
    thousands : str
        "" for none, or ",", ".", " ", "'".
    skip_lines : int
        Lines before the header, or before the data where there is no header.
    header : bool
        Whether the first line after those names the columns.
    units_row : bool
        Whether a line of units follows the header.
    day_first : bool
        Whether 03/04/2020 is the third of April.
    """

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    skip_lines: int | None = None
    header: bool | None = None
    units_row: bool | None = None
    day_first: bool | None = None
