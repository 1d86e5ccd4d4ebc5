"""The texts of the window in the language in force.

The English text in the code is its own key. `resources/packaging/translations.py` collects all of
them, and `text.language` loads what a language has for them.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

CONTEXT = "mirrors"
NOUN = "behind a number"  # tells "neurons" in "3 neurons" from the heading
MOST = 2**31 - 1  # Qt counts in ints


language = "en"  # in force; `text.language` sets it


def mark(text: str, /) -> str:
    """Mark a text that is written when a module is imported, where no language is in force yet.

    It stays English, and can be a key; where it is shown it goes through `tr`.
    """
    return text


def tr(text: str, note: str = "", /, **values: Any) -> str:
    """A text in the language in force, with `values` at its {places}, as `str.format` has them.

    A `note` tells two meanings of one English text from each other.
    """
    said = QCoreApplication.translate(CONTEXT, text, note or None) if text else ""
    return said.format(**values) if values else said


def noun(n: int, one: str, many: str) -> str:
    """A noun in the form that goes with the number `n`, which may be one of more than two."""
    said = QCoreApplication.translate(CONTEXT, many, NOUN, min(abs(n), MOST))
    return one if n == 1 and said == many else said
