"""Time against N as an SVG, drawn by hand: both axes logarithmic, one colour a family."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 960, 600
LEFT, TOP, RIGHT, BOTTOM = 70, 30, 280, 50
COLORS = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
    "#7f5f00",
    "#000000",
    "#7a3fb0",
)
Row = dict[str, Any]


def write(path: Path, fits: Sequence[Row], peers: Sequence[Row]) -> None:
    """Ours as lines, their floors dashed, peers as circles of the family's colour."""
    names = list(dict.fromkeys(row["name"] for row in fits))
    answered = [row for row in peers if "failed" not in row]
    times = [row[k] for row in fits for k in ("seconds", "floor")]
    times += [row["seconds"] for row in answered]
    sizes = [row["n"] for row in (*fits, *answered)]
    x = _axis(min(sizes), max(sizes), LEFT, WIDTH - RIGHT)
    y = _axis(min(times), max(times), HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for power in _powers(min(sizes), max(sizes)):
        place = x(10.0**power)
        parts.append(_line([(place, TOP), (place, HEIGHT - BOTTOM)], "#dddddd", 1))
        parts.append(_text(place, HEIGHT - BOTTOM + 20, f"10{_superscript(power)}", "middle"))
    for power in _powers(min(times), max(times)):
        place = y(10.0**power)
        parts.append(_line([(LEFT, place), (WIDTH - RIGHT, place)], "#dddddd", 1))
        parts.append(_text(LEFT - 8, place + 4, f"10{_superscript(power)} s", "end"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "samples N", "middle"))
    for k, name in enumerate(names):
        color = COLORS[k % len(COLORS)]
        mine = sorted((row for row in fits if row["name"] == name), key=lambda row: row["n"])
        for key, dash in (("seconds", ""), ("floor", "4 4")):
            points = [(x(row["n"]), y(row[key])) for row in mine]
            parts.append(_line(points, color, 1.5 if dash else 2.5, dash))
        for row in answered:
            if row["name"] == name:
                place = f'cx="{x(row["n"]):.1f}" cy="{y(row["seconds"]):.1f}" r="4"'
                title = escape(f"{row['peer']}, gap {row['gap']:.0e}")
                parts.append(
                    f'<circle {place} fill="white" stroke="{color}" stroke-width="1.5">'
                    f"<title>{title}</title></circle>"
                )
        row_y = TOP + 16 + 22 * k
        parts.append(_line([(WIDTH - RIGHT + 16, row_y), (WIDTH - RIGHT + 44, row_y)], color, 2.5))
        parts.append(_text(WIDTH - RIGHT + 52, row_y + 4, name, "start"))
    note = TOP + 30 + 22 * len(names)
    for row_k, words in enumerate(("dashed: one pricing pass", "circles: peers, same problem")):
        parts.append(_text(WIDTH - RIGHT + 16, note + 20 * row_k, words, "start"))
    path.write_text("\n".join([*parts, "</svg>\n"]), encoding="utf-8")


def _axis(low: float, high: float, start: float, end: float) -> Any:
    a, b = math.log10(low) - 0.1, math.log10(high) + 0.1

    def place(value: float) -> float:
        return start + (math.log10(value) - a) / (b - a) * (end - start)

    return place


def _powers(low: float, high: float) -> range:
    return range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)


def _superscript(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _line(points: Sequence[tuple[float, float]], color: str, width: float, dash: str = "") -> str:
    path = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="{width}"{dashed}/>'
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
