"""Compressed files and archives around a table."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import IO

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.formats.typed import File

LARGEST = 512 * 2**20
_BLOCK = 4 * 2**20
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, struct.error),
    *(ValueError, RuntimeError, NotImplementedError, KeyError, IndexError),
)
_DEEPEST = 3  # an archive in an archive in an archive
_ZIP = b"PK\x03\x04"
_OPENERS: tuple[tuple[bytes, Callable[[io.BytesIO], io.BufferedIOBase]], ...] = (
    (b"\x1f\x8b", lambda packed: gzip.GzipFile(fileobj=packed)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ", lzma.LZMAFile),
)


def unpacked(file: File) -> File:
    """The file within compressed files and archives, under its own name.

    Raises
    ------
    SignalError
        If what is packed is damaged, too large, or no such member is there.
    """
    for _ in range(_DEEPEST):
        inner = _inner(file)
        if inner is file:
            break
        file = inner
    return file


def _inner(file: File) -> File:
    for mark, opener in _OPENERS:
        if file.content.startswith(mark):
            name = PurePath(file.name)
            bare = name.stem if name.suffix.lower() in (".gz", ".bz2", ".xz") else file.name
            try:
                with opener(io.BytesIO(file.content)) as stream:
                    return replace(file, name=bare, content=_limited(stream, file))
            except _DAMAGED:
                raise SignalError(
                    f"{file.name} is compressed and damaged: fetch or pack it again."
                ) from None
    if file.content.startswith(_ZIP) and not is_workbook(file) and not is_archive_of_arrays(file):
        return _member(file)
    return file


def _member(file: File) -> File:
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            names = [
                i.filename
                for i in archive.infolist()
                if not i.is_dir()
                and not i.filename.startswith("__MACOSX")
                and not PurePath(i.filename).name.startswith(".")
            ]
            wanted = file.options.part
            if not names or (wanted and wanted not in names):
                raise SignalError(
                    f"{file.name} has no member {wanted}: choose one of {', '.join(names[:12])}."
                    if names
                    else f"{file.name} is an empty archive: choose another file."
                )
            name = wanted or names[0]
            with archive.open(name) as stream:
                content = _limited(stream, file)
    except _DAMAGED:
        raise SignalError(
            f"{file.name} is a damaged or locked archive or workbook: unpack it, or save the sheet "
            "as CSV."
        ) from None
    others = [n for n in names if n != name]
    more = ", …" if len(others) > 5 else ""
    said = f"{name} of the archive was read; others are {', '.join(others[:5])}{more}."
    notes = (*file.notes, said) if others else file.notes
    inside = replace(file.options, part=None)
    return replace(file, name=PurePath(name).name, content=content, notes=notes, options=inside)


def _limited(stream: io.BufferedIOBase | IO[bytes], file: File) -> bytes:
    """What a stream holds, up to the limit: a small file may unpack to any size."""
    parts, total = [], 0
    while block := stream.read(_BLOCK):
        total += len(block)
        if total > LARGEST:
            raise SignalError(
                f"{file.name} holds more than {LARGEST // 2**20} MB: unpack it and cut it."
            )
        parts.append(block)
    return b"".join(parts)


def _names(file: File) -> list[str]:
    if not file.content.startswith(_ZIP):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            if sum(i.file_size for i in archive.infolist()) > LARGEST:
                raise SignalError(
                    f"{file.name} holds more than {LARGEST // 2**20} MB: unpack it and cut it."
                )
            return archive.namelist()
    except _DAMAGED:
        return []


def is_workbook(file: File) -> bool:
    """Whether a file is a workbook of Excel or LibreOffice."""
    names = _names(file)
    return "content.xml" in names or any(n.startswith("xl/workbook") for n in names)


def is_archive_of_arrays(file: File) -> bool:
    """Whether a file is an archive of NumPy arrays."""
    names = _names(file)
    return bool(names) and all(name.endswith(".npy") for name in names)
