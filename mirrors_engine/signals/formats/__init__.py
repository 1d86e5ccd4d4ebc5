"""Files that are no plain text: archives, arrays, sound, workbooks, columnar files.

`FORMATS` is the list: a new one is a line in it and a function that returns a `Table`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from mirrors_engine.errors import Cancelled, MirrorsError, SignalError
from mirrors_engine.signals.formats import arrays, columnar, packed, sheets, sound
from mirrors_engine.signals.formats.typed import File, Missing
from mirrors_engine.signals.tables.table import Table

Reader = Callable[[File], Table]


@dataclass(frozen=True)
class Format:
    """One format of files.

    Attributes
    ----------
    title : str
        What a sentence calls it, with its article.
    read : callable
        From the content of a file to a table.
    marks : tuple of (int, bytes)
        Bytes at a position by which the content is recognised.
    suffixes : tuple of str
        Endings of file names, where there is no such mark.
    """

    title: str
    read: Reader
    marks: tuple[tuple[int, bytes], ...] = ()
    suffixes: tuple[str, ...] = ()

    def matches(self, file: File) -> bool:
        """Whether a file is of this format."""
        content = file.content
        if any(content[at : at + len(mark)] == mark for at, mark in self.marks):
            return True
        return not self.marks and PurePath(file.name).suffix.lower() in self.suffixes


FORMATS = (
    Format("a NumPy array", arrays.npy, ((0, b"\x93NUMPY"),)),
    Format("a MATLAB file", arrays.mat, ((0, b"MATLAB 5.0"),)),
    Format("an HDF5 file", arrays.hdf5, ((0, b"\x89HDF\r\n"), (512, b"\x89HDF\r\n"))),
    Format("a WAV file", sound.wav, ((8, b"WAVE"),)),
    Format("a sound file", sound.compressed, ((0, b"fLaC"), (0, b"OggS"))),
    Format("a Parquet file", columnar.parquet, ((0, b"PAR1"),)),
    Format("a Feather file", columnar.feather, ((0, b"ARROW1"), (0, b"FEA1"))),
    Format("an old Excel workbook", sheets.workbook, ((0, b"\xd0\xcf\x11\xe0"),)),
    Format("JSON", sheets.json_table, (), (".json", ".jsonl", ".ndjson")),
)
SUFFIXES = (
    *(
        ".csv",
        ".tsv",
        ".txt",
        ".dat",
        ".gz",
        ".bz2",
        ".xz",
        ".zip",
        ".xlsx",
        ".xls",
        ".ods",
        ".json",
        ".jsonl",
    ),
    *(".npy", ".npz", ".mat", ".h5", ".hdf5", ".parquet", ".feather", ".wav", ".flac", ".ogg"),
)


def read(file: File) -> Table | File:
    """Return the table of a file, or the file whose text is to be read as one.

    Raises
    ------
    SignalError
        If it cannot be read, or a package that reads it is missing: one sentence.
    """
    file = packed.unpacked(file)
    if packed.is_workbook(file):
        return _guarded(Format("a workbook", sheets.workbook), file)
    if packed.is_archive_of_arrays(file):
        return _guarded(Format("an archive of NumPy arrays", arrays.npz), file)
    for each in FORMATS:
        if each.matches(file):
            return _guarded(each, file)
    return file


def _guarded(each: Format, file: File) -> Table:
    try:
        return each.read(file)
    except (MirrorsError, Cancelled, MemoryError):
        raise
    except Missing as missing:
        raise SignalError(
            f"{file.name} is {each.title}, which needs the package {missing.package}: install "
            f"mirrors[{missing.extra}], or save the table as CSV."
        ) from None
    except BaseException as error:  # whatever a parser says of a damaged file
        # a library in Rust that gives up raises what is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        words = " ".join(f"{error}".split())[:100] or type(error).__name__
        raise SignalError(
            f"{file.name} looks like {each.title} but cannot be read ({words}): save it again, or "
            "save the table as CSV."
        ) from None


__all__ = ["FORMATS", "SUFFIXES", "File", "Format", "read"]
