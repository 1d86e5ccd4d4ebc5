"""Text from files where Qt would take some of it for markup or placeholders."""

from __future__ import annotations

from html import escape
from textwrap import wrap

from mirrors_engine.text.printable import printable, shortened

LINE = 76  # characters of a line


def tooltip(text: object) -> str:
    """Text for a tooltip, in which Qt otherwise renders what looks like HTML."""
    words = printable(text, lines=True)
    return f"<span>{escape(words)}</span>" if "<" in words else words


def wrapped(text: str) -> str:
    """A text for a tooltip in lines that are read at a glance.

    Qt breaks one only where it is wider than the screen.
    """
    return "\n".join(
        "\n".join(wrap(line, LINE, break_long_words=False, break_on_hyphens=False)) or line
        for line in text.split("\n")
    )


def window_title(name: str) -> str:
    """A name as part of a window's title, where [*] stands for unsaved changes."""
    return shortened(printable(name), 200).replace("[*]", "[*][*]")


def menu_text(name: str) -> str:
    """A name as the text of an action, where & underlines a letter and a tab begins its keys."""
    return shortened(printable(name), 100).replace("&", "&&")
