"""How wide the side panels are, and when they fold: the plot keeps half the window."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

LEFT, RIGHT, RIGHT_LEAST = 300, 420, 336
GAP = 8
CENTRE_PADDING = 4


def side_widths(width: int) -> tuple[int, int]:
    """Widths of the left and right panels in a window so wide, 0 where folded."""
    budget = (width - 1) // 2 - 4 * GAP - 2 * CENTRE_PADDING - 2  # 1 px lines
    if budget >= LEFT + RIGHT_LEAST:
        return LEFT, min(RIGHT, budget - LEFT)
    if budget >= RIGHT_LEAST:
        return 0, min(RIGHT, budget)
    return (LEFT, 0) if budget >= LEFT else (0, 0)


def folds_by_itself(side: int, width: int, scale: float) -> bool:
    """Whether the left (0) or right (1) panel folds in a window so wide, unless by hand."""
    return side_widths(round(width / scale))[side] == 0


def fit_sides(
    left: QWidget, right: QWidget, width: int, scale: float, by_hand: Mapping[QWidget, bool]
) -> None:
    """Fold and size the panels of a window `width` px wide, its type `scale` times as large.

    A panel folded or unfolded `by_hand` stays so.
    """
    widths = side_widths(round(width / scale))
    for side, room, full in zip((left, right), widths, (LEFT, RIGHT_LEAST), strict=True):
        side.setVisible(not by_hand.get(side, room == 0))
        side.setFixedWidth(round(scale * (room or full)))
    if left.isHidden() and not right.isHidden():
        half = width // 2 - 3 * GAP
        right.setFixedWidth(round(max(scale * RIGHT_LEAST, min(scale * RIGHT, half))))
