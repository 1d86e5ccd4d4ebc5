"""Files by the addresses that the desktop hands over, also those whose names are not UTF-8."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from PySide6.QtCore import QUrl


def path_of(url: QUrl) -> Path:
    """The file of a local address.

    On Unix a name is bytes: those that are no UTF-8 become lone surrogates, as everywhere in
    Python, where `QUrl.toLocalFile` puts U+FFFD, the name of no file.
    """
    if os.name != "posix" or url.host():
        return Path(url.toLocalFile())
    address = urlsplit(bytes(url.toEncoded().data()))
    return Path(os.fsdecode(unquote_to_bytes(address.path)))


def url_of(path: Path) -> QUrl:
    """The address of a file, each byte of its name kept."""
    return QUrl.fromEncoded(path.absolute().as_uri().encode("ascii"))
