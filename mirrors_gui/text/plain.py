"""Text from files where Qt would take some of it for markup or placeholders."""

from __future__ import annotations

from html import escape

from mirrors_engine.text.printable import printable, shortened


def tooltip(text: object) -> str:
    """Text for a tooltip, in which Qt otherwise renders what looks like HTML."""
    words = printable(text, lines=True)
    return f"<span>{escape(words)}</span>" if "<" in words else words


def window_title(name: str) -> str:
    """A name as part of a window's title, where [*] stands for unsaved changes."""
    return shortened(printable(name), 200).replace("[*]", "[*][*]")


def menu_text(name: str) -> str:
    """A name as the text of an action, where & underlines a letter and a tab begins its keys."""
    return shortened(printable(name), 100).replace("&", "&&")
