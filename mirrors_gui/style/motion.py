"""Whether things may move on the screen: as the desktop says, unless chosen here."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStyle

_chosen = False


def set_reduced(reduced: bool) -> None:
    """Let nothing move, whatever the desktop says."""
    global _chosen
    _chosen = reduced


def reduced() -> bool:
    """Whether what would move is to be drawn at its end at once."""
    if _chosen:
        return True
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return QApplication.style().styleHint(hint) == 0
