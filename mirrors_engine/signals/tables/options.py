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
    skip_after : int
        Lines between the names (and units) and the data: types, comments.
    skip_last : int
        Lines at the end that are no data, such as totals.
    compact_dates : bool
        Whether 20200131, 202001 or 2020013114 are dates where a whole column is.
    missing_codes : str
        Numbers that stand for missing values, such as "-9999, 999.9"; "" for none.
    exclude : str
        Lines left out by hand, such as "5, 17-20".
    drop_unreadable : bool
        Whether rows with a cell like "1.5k" or "<3" are left out; else they are refused.
    thin : int
        Neighbours that are replaced by their mean when a signal is made; 1 for none.
    part : str
        Sheet of a workbook, member of an archive, variable or group of a file of arrays.
    """

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    skip_lines: int | None = None
    header: bool | None = None
    units_row: bool | None = None
    day_first: bool | None = None
    skip_after: int | None = None
    skip_last: int | None = None
    compact_dates: bool | None = None
    missing_codes: str | None = None
    exclude: str | None = None
    drop_unreadable: bool | None = None
    part: str | None = None
    thin: int | None = None


def read_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Return the first and last numbers of a list such as "5, 17-20".

    Raises
    ------
    ValueError
        If it is no such list.
    """
    found = []
    for word in text.replace(";", ",").split(","):
        if not word.strip():
            continue
        first, _, last = word.replace("–", "-").partition("-")
        pair = int(first), int(last or first)
        if not 1 <= pair[0] <= pair[1]:
            raise ValueError(word)
        found.append(pair)
    return tuple(found)
