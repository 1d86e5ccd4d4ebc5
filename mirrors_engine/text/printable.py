"""Text from files and the command line, safe to print on a terminal."""

from __future__ import annotations

import json
import re

# Controls with ESC and C1, marks of direction, blanks without width, separators of lines, tags;
# lone surrogates stand for bytes of a file name that are not UTF-8, and cannot be encoded.
_OBEYED = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001\U000e0020-\U000e007f"
)
_IN_A_LINE = re.compile(rf"[\n\t{_OBEYED}]")
_IN_LINES = re.compile(f"[{_OBEYED}]")


def printable(text: object, lines: bool = False) -> str:
    r"""Text in which every character that a terminal would obey is written out, as ``\u001b``.

    Parameters
    ----------
    text : object
        Its words are taken.
    lines : bool
        Keep the ends of lines and tabs, as in a table.

    Notes
    -----
    The escapes are those of JSON: with `lines` a JSON text keeps its value.
    """
    words = str(text)
    if words.isprintable():
        return words
    return (_IN_LINES if lines else _IN_A_LINE).sub(_escaped, words)


def shortened(text: str, most: int = 40) -> str:
    """A name or a cell as part of a sentence: blanks as one, the end left out of a long one,
    and printable, as the sentence may be shown anywhere."""
    words = printable(" ".join(text[: 20 * most].split()))
    return words if len(words) <= most else words[: most - 1] + "…"


def _escaped(found: re.Match[str]) -> str:
    written = json.dumps(found[0])[1:-1]
    return written if written != found[0] else f"\\u{ord(written):04x}"


__all__ = ["printable", "shortened"]
