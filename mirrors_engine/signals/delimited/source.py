"""From a path to text: everything that can be wrong with a file before its content."""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from mirrors_engine.errors import SignalError
from mirrors_engine.progress import Monitor, Progress
from mirrors_engine.utils.memory import available_memory

# Text takes several times its size on disk while it is parsed.
LARGEST_FILE = 512 * 2**20
NEEDED = 10  # bytes of memory for one of a file: 3 for long numbers, 10 for rows like 1234,5
_BLOCK = 8 * 2**20
_LOOKED_AT = 65536

# Longer marks first: the UTF-32 one begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_BINARIES = (
    (b"PK\x03\x04", "a workbook or an archive", "save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save the sheet as CSV"),
    (b"\x1f\x8b", "compressed", "unpack it first"),
    (b"%PDF", "a PDF document", "export its table as CSV"),
    (b"SQLite format 3", "a database", "export a table as CSV"),
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))


def read_bytes(path: Path, monitor: Monitor) -> bytes:
    """Return the content of a file.

    Raises
    ------
    SignalError
        If there is no such file, or it is no file, may not be read, is empty,
        larger than 512 MB or than the memory that is free allows.
    """
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SignalError(f"{name} is a folder: choose a CSV file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise SignalError(f"{name} is not an ordinary file: choose a CSV file.")
        if status.st_size > LARGEST_FILE:
            raise SignalError(
                f"{name} has {status.st_size / 2**20:.0f} MB, more than the limit of "
                f"{LARGEST_FILE // 2**20} MB: cut it or keep every n-th row."
            )
        needed, free = NEEDED * status.st_size, available_memory()
        if free is not None and needed > free:
            raise SignalError(
                f"{name} has {status.st_size / 2**20:.0f} MB and needs some {needed / 2**20:.0f} "
                f"MB of memory, of which {free / 2**20:.0f} MB are free: cut it or keep every "
                "n-th row."
            )
        if status.st_size == 0:
            raise SignalError(f"{name} is empty: choose a file with rows of numbers.")
        pieces: list[bytes] = []
        done = 0
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                done += len(block)
                if done > LARGEST_FILE:
                    raise SignalError(f"{name} grows while it is read: copy it first.")
                pieces.append(block)
                monitor(Progress(f"Reading {name}", 0.2 * done / status.st_size))
    except FileNotFoundError:
        raise SignalError(f"{name} does not exist in {path.parent}: check the path.") from None
    except PermissionError:
        raise SignalError(
            f"{name} may not be read: ask for permission or copy it to a folder of yours."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path is not valid"
        raise SignalError(f"{name} cannot be read ({reason}): check the path.") from None
    return b"".join(pieces)


def detect_encoding(content: bytes, name: str) -> str:
    """Return the encoding of text: by its mark, its zeros, or by trying UTF-8.

    Raises
    ------
    SignalError
        If the content is not text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    for mark, what, remedy in _KNOWN_BINARIES:
        if content.startswith(mark):
            raise SignalError(f"{name} is {what}, not text: {remedy}.")
    head = content[:_LOOKED_AT]
    if b"\0" in content:
        # Digits in UTF-16 have a zero in every second byte, always the same one.
        pairs = head[: len(head) // 2 * 2]
        even, odd = pairs[0::2].count(0), pairs[1::2].count(0)
        if len(content) % 2 == 0 and max(even, odd) >= 0.4 * len(pairs[0::2]) > 20 * min(even, odd):
            return "utf-16-le" if odd > even else "utf-16-be"
        raise _binary(name)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > 0.01 * len(head):
        raise _binary(name)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            content.decode("cp1252")
        except UnicodeDecodeError:
            return "latin-1"
        return "cp1252"
    return "utf-8"


def decode(content: bytes, encoding: str | None, name: str) -> tuple[str, str]:
    """Return text with plain newlines, and its encoding.

    Raises
    ------
    SignalError
        If the content is binary or not in the encoding asked for.
    """
    encoding = encoding or detect_encoding(content, name)
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        line = content[:start].count(b"\n") + 1
        raise SignalError(
            f"{name} is not {encoding} text in line {line}: choose another encoding."
        ) from None
    except (LookupError, ValueError):  # one with a zero in it is no value
        raise SignalError(
            f"{name} cannot be read as {encoding}, which is no encoding: use utf-8, "
            "utf-16 or cp1252."
        ) from None
    return plain_lines(text), encoding


def plain_lines(text: str) -> str:
    """Return text with "\\n" as the only end of line, without mark, end sign and surrogates."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and _SURROGATES.search(text):
        # halves of a letter, as a clipboard may hold: put together or, alone, replaced
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.removeprefix("\ufeff").rstrip("\x1a")


def _binary(name: str) -> SignalError:
    return SignalError(f"{name} is a binary file, not text: export the data as CSV.")
