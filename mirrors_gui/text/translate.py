"""The texts of the window in the language in force.

The English text in the code is its own key. `resources/packaging/translations.py` collects all of
them, and `text.language` loads what a language has for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from PySide6.QtCore import QCoreApplication

CONTEXT = "mirrors"
NOUN = "behind a number"  # tells "neurons" in "3 neurons" from the heading
MOST = 2**31 - 1  # Qt counts in ints


language = "en"  # in force; `text.language` sets it
_on_paper: ContextVar[bool] = ContextVar("on_paper", default=False)


@contextmanager
def english() -> Iterator[None]:
    """Within, or in a function decorated by it, texts are as in the code and numbers have a point.

    For what goes into files, and for numbers in fields one types into.
    """
    before = _on_paper.set(True)
    try:
        yield
    finally:
        _on_paper.reset(before)


def is_english() -> bool:
    """Whether what is written now stays as in the code, whatever the language."""
    return _on_paper.get()


def mark(text: str, /) -> str:
    """Mark a text that is written when a module is imported, where no language is in force yet.

    It stays English, and can be a key; where it is shown it goes through `tr`.
    """
    return text


def tr(text: str, note: str = "", /, **values: Any) -> str:
    """A text in the language in force, with `values` at its {places}, as `str.format` has them.

    A `note` tells two meanings of one English text from each other.
    """
    said = text
    if text and not _on_paper.get() and _can_be_a_key(text):
        said = QCoreApplication.translate(CONTEXT, text, note or None)
    return said.format(**values) if values else said


def _can_be_a_key(text: str) -> bool:
    """Whether Qt can look a text up: names of files and columns may hold what UTF-8 has not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text  # where Qt would end it


def noun(n: int, one: str, many: str) -> str:
    """A noun in the form that goes with the number `n`, which may be one of more than two."""
    said = many
    if not _on_paper.get():
        said = QCoreApplication.translate(CONTEXT, many, NOUN, min(abs(n), MOST))
    return one if n == 1 and said == many else said
