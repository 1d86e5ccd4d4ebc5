"""What stands at the axes: whole labels, apart from each other, in the panels' numbers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QFontMetricsF

from mirrors_engine import Signal
from mirrors_gui.style import plots
from mirrors_gui.style import theme as themes
from mirrors_gui.text.formatting import tick, x_words


@pytest.mark.parametrize(
    ("value", "spacing", "text"),
    [
        (-1.5, 0.5, "−1.5"),
        (0.30000000000000004, 0.1, "0.3"),
        (1e-17, 0.1, "0"),
        (1880, 20, "1880"),
        (1000000002, 2, "1\u202f000\u202f000\u202f002"),
        (2e6, 2e6, "2·10⁶"),
        (-1.5e-7, 5e-8, "−1.5·10⁻⁷"),
        (1.1e-7, 1e-8, "1.1·10⁻⁷"),
    ],
)
def test_ticks_are_written_like_all_numbers(value, spacing, text):
    assert tick(value, spacing) == text


def test_neighbouring_ticks_never_read_the_same(qtbot):
    rng = np.random.default_rng(3)
    axis = plots.OffsetAxis("bottom")
    for _ in range(300):
        span = 10.0 ** rng.uniform(-9, 9)
        low = span * rng.uniform(-3, 3) * 10.0 ** rng.integers(0, 3)
        levels = axis.tickSpacing(low, low + span, 300.0)
        step = levels[0][0]
        values = np.arange(np.ceil(low / step), np.floor((low + span) / step) + 1) * step
        texts = axis.tickStrings(list(values), 1.0, step)
        assert len(set(texts)) == len(texts), (low, span, texts)


@pytest.mark.parametrize(("low", "span"), [(1e9, 10.0), (0.0, 1.0), (-1e-7, 2e-7), (2e6, 8e6)])
@pytest.mark.parametrize("size", [120.0, 300.0, 900.0])
def test_labels_do_not_meet(qtbot, low, span, size):
    axis = plots.OffsetAxis("bottom")
    axis.offset = low
    step, values = axis.tickValues(0.0, span, size)[0]
    texts = axis.tickStrings(values, 1.0, step)
    metrics = QFontMetricsF(themes.font(themes.SMALL))
    at = [v / span * size for v in values]
    for (x, one), (y, two) in zip(
        zip(at, texts, strict=True), list(zip(at, texts, strict=True))[1:], strict=False
    ):
        half = (metrics.horizontalAdvance(one) + metrics.horizontalAdvance(two)) / 2
        assert y - x > half or len(texts) == 2


def test_no_label_at_the_side_is_cut(qtbot):
    axis = plots.OffsetAxis("left")
    _, values = axis.tickValues(-0.4, 0.4, 85.0)[0]
    half = QFontMetricsF(themes.font(themes.SMALL)).height() / 2
    assert values
    for value in values:
        at = (value + 0.4) / 0.8 * 85.0
        assert half <= at <= 85.0 - half


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", [85.0, 140.0, 400.0])
@pytest.mark.parametrize("low", [-1.0, -0.99, -0.6, 0.0])
@pytest.mark.parametrize("span", [1.0, 2.0, 4.2, 31.0, 303.0, 5e-5, 7e8])
def test_labels_at_the_side_are_whole_several_and_apart(qtbot, span, low, size, large):
    themes.set_type_scale(1.3 if large else 1.0)
    try:
        axis = plots.OffsetAxis("left")
        start, line = low * span, QFontMetricsF(themes.font(themes.SMALL)).height()
        step, values = axis.tickValues(start, start + span, size)[0]
        at = [(value - start) / span * size for value in values]
        assert len(at) > 1 or size < 4 * line
        assert all(0.5 * line <= y + 1e-6 and y - 1e-6 <= size - 0.5 * line for y in at)
        ink = QFontMetricsF(themes.font(themes.SMALL)).tightBoundingRect("0").height()
        assert all(after - before > ink for before, after in pairwise(at))
        texts = axis.tickStrings(values, 1.0, step)
        assert len(set(texts)) == len(texts)
    finally:
        themes.set_type_scale(1.0)


def test_a_name_is_shortened_and_never_markup(qtbot):
    plot = plots.new_plot("plot")
    qtbot.addWidget(plot)
    plots.apply_theme(plot, themes.LIGHT)
    plot.resize(300, 200)
    plot.show()
    name = "<b>elapsed</b> time since the start of the whole campaign [microseconds]"
    plot.getAxis("bottom").setLabel(name)
    qtbot.waitUntil(lambda: "…" in plot.getAxis("bottom").label.toPlainText())
    shown = plot.getAxis("bottom").label.toPlainText()
    assert shown.startswith("<b>elapsed</b>")
    assert plot.getAxis("bottom").label.boundingRect().width() <= plot.getAxis("bottom").width()
    plot.hide()


def test_positions_far_from_zero_stay_apart():
    signal = Signal(1.7e9 + 60.0 * np.arange(400), np.zeros(400))
    words = x_words(signal)
    assert len({words(x) for x in signal.x}) == 400
    assert words(1.7e9 + 60) == "1\u202f700\u202f000\u202f060"


@pytest.mark.parametrize("unit, step", [("ms", 250), ("ms", 1), ("us", 20), ("us", 1)])
@pytest.mark.parametrize("rest", [0, 4])
def test_times_within_a_second_stay_apart(unit, step, rest):
    x = np.datetime64("2024-05-01T10:00:00", unit) + step * np.arange(9)
    x = np.append(x, x[-1] + np.timedelta64(rest, "D") + 1)
    signal = Signal(x, np.zeros(10))
    words = [x_words(signal)(t) for t in signal.x]
    assert words[0] == "2024-05-01 10:00:00"
    assert [np.datetime64(word, unit) for word in words] == list(x)


def test_times_seconds_apart_keep_no_fraction():
    signal = Signal(np.datetime64("2024-05-01T10:00:00") + 30 * np.arange(9), np.zeros(9))
    assert x_words(signal)(float(signal.x[1]) + 1e-7) == "2024-05-01 10:00:30"


def test_large_numbers_have_room_at_the_left(window, settled):
    x = np.arange(60.0)
    window.session.set_signal(Signal(x, 1e6 + np.sin(x)))
    settled(window.session)
    window.grab()
    axis = window.fit.fit.getAxis("left")
    low, high = window.fit.fit.viewRange()[1]
    _, values = axis.tickValues(low, high, axis.height())[0]
    metrics = QFontMetricsF(themes.font(themes.SMALL))
    spacing = values[1] - values[0]
    widest = max(metrics.horizontalAdvance(tick(v, spacing)) for v in values)
    assert axis.width() >= widest + metrics.height()
    assert axis.width() == window.fit.residual.getAxis("left").width()


def test_a_name_stays_in_the_middle(qtbot):
    plot = plots.new_plot("plot")
    qtbot.addWidget(plot)
    plots.apply_theme(plot, themes.LIGHT)
    plot.resize(500, 200)
    plot.show()
    axis = plot.getAxis("bottom")
    for name in ("x", "a name of another length", "y"):
        axis.setLabel(name)
        middle = axis.label.pos().x() + axis.label.boundingRect().width() / 2
        assert abs(middle - axis.width() / 2) <= 2
    plot.hide()
