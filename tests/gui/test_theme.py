"""Colours that can be read, and a style sheet without holes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import DARK, LIGHT, Theme


def luminance(color: str) -> float:
    """Relative luminance by WCAG 2."""
    shares = QColor(color).getRgbF()[:3]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize("token", ["text", "secondary", "certified", "uncertified"])
def test_text_can_be_read(theme: Theme, token: str):
    for ground in (theme.surface, theme.raised):
        assert contrast(getattr(theme, token), ground) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize(
    "token", ["data", "function", "mirror", "positive", "negative", "training"]
)
def test_marks_can_be_seen(theme: Theme, token: str):
    assert contrast(getattr(theme, token), theme.raised) >= 3


def test_selected_text_can_be_read():
    for theme in (LIGHT, DARK):
        assert contrast(theme.text, theme.chosen) >= 4.5
        assert contrast(theme.surface, theme.function) >= 4.5  # on a primary button


def test_every_token_of_the_style_sheet_has_a_value():
    for theme in (LIGHT, DARK):
        assert "@" not in themes.style_sheet(theme)
