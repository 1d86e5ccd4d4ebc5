"""How wide the columns are, and when they fold: the plot keeps half the window."""

from __future__ import annotations

LEFT, RIGHT, RIGHT_LEAST = 300, 420, 336
NARROWEST = 720  # of a window in which a large view still has the plot beside it
GAP = 8
CENTRE_PADDING = 4


def side_widths(width: int, large: bool = False) -> tuple[int, int]:
    """Widths of the left and right panels in a window so wide, 0 where folded.

    Beside a large view the right one is the plot: it is small, and the left one folds first.
    """
    if large:
        side = min(RIGHT, max(RIGHT_LEAST, width // 4)) if width >= NARROWEST else 0
        return side_widths(width)[0] if side_widths(width)[1] else 0, side
    budget = (width - 1) // 2 - 4 * GAP - 2 * CENTRE_PADDING - 2  # 1 px lines
    if budget >= LEFT + RIGHT_LEAST:
        return LEFT, min(RIGHT, budget - LEFT)
    if budget >= RIGHT_LEAST:
        return 0, min(RIGHT, budget)
    return (LEFT, 0) if budget >= LEFT else (0, 0)


def folds_by_itself(side: int, width: int, scale: float, large: bool = False) -> bool:
    """Whether the left (0) or right (1) panel folds in a window so wide, unless by hand."""
    return side_widths(round(width / scale), large)[side] == 0
