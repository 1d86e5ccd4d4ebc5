"""What is on the screen is what the window would paint: nothing stays behind."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from user_driver import mouse

from mirrors_engine import Architecture, Signal
from mirrors_gui.headless import pause
from mirrors_gui.style import plots
from mirrors_gui.style.plot_items import LONG, Curve, opaque
from mirrors_gui.style.theme import LIGHT


def on_screen(window, widget) -> QImage:
    """The pixels of a control that the screen shows, which painted it when it had to."""
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    picture = window.screen().grabWindow(window.winId()).copy(place)
    return picture.toImage().convertToFormat(QImage.Format.Format_RGB32)


def painted(widget) -> QImage:
    """The same control, painted for this picture."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_the_mirror_of_a_feature_goes_when_the_pointer_leaves_its_row(tour):
    window = tour.window
    window.resize(1366, 730)
    tour.settle()
    plot, table = window.fit.fit, tour.find("featuresTable")
    pause(0.5)
    before = on_screen(window, plot)
    cell = table.visualRect(table.model().index(0, 1)).center()
    mouse(table.viewport(), QEvent.Type.MouseMove, cell)
    tour.until(lambda: tour.session.hovered is not None)
    tour.until(lambda: on_screen(window, plot) != before)
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    tour.until(lambda: tour.session.hovered is None)
    pause(0.5)
    tour.until(lambda: on_screen(window, plot) == painted(plot))


def test_another_theme_comes_part_by_part_and_none_is_ever_blank(tour):
    window = tour.window
    window.resize(1366, 730)
    tour.settle()
    pause(0.5)
    parts = (window.centre, window.right, window.strip)
    seen: list[list[QImage]] = []
    turn = QTimer(interval=0)
    turn.timeout.connect(lambda: seen.append([on_screen(window, part) for part in parts]))
    turn.start()
    pause(0.02)
    dark = tour.session.appearance.theme.dark
    tour.session.appearance.set_theme("light" if dark else "dark")
    pause(0.5)
    tour.until(lambda: window.strip.updatesEnabled())  # the last of them, on a busy machine
    pause(0.1)
    turn.stop()
    tour.until(lambda: on_screen(window, window) == painted(window))
    first = []
    for place in range(len(parts)):
        pictures = [each[place] for each in seen]
        grounds = [picture.pixelColor(8, 8).name() for picture in pictures]
        assert grounds[0] != grounds[-1]
        first.append(grounds.index(grounds[-1]))
        assert set(grounds[: first[-1]]) == {grounds[0]}
        assert set(grounds[first[-1] :]) == {grounds[-1]}
        assert min(map(_colors, pictures)) > 10  # a blank one has that of the ground
    assert first[0] < first[1] < first[2]


def test_nothing_of_the_old_theme_stays_where_an_answer_held_the_painting_too(tour):
    window, appearance = tour.window, tour.session.appearance
    window.resize(1366, 730)
    tour.settle()
    for _ in range(2):
        window._painting.hold()  # as an answer does, which goes on by itself
        appearance.set_theme("light" if appearance.theme.dark else "dark")
        pause(0.3)
        tour.until(lambda: on_screen(window, window) == painted(window))


def _colors(picture: QImage) -> int:
    """How many there are along some lines across it."""
    wide, high = picture.width(), picture.height()
    rows = range(high // 8, high, high // 8)
    return len({picture.pixel(x, y) for y in rows for x in range(0, wide, 2)})


def test_a_long_wide_line_looks_as_its_outline_would(qtbot):
    """Painted segment by segment, of the same colour where it is transparent."""
    x = np.linspace(0.0, 100.0, LONG + 100)
    y = np.sin(x / 9.0)
    pictures = []
    for alpha in (1.0, 0.4):
        plot = plots.new_plot()
        qtbot.addWidget(plot)
        plots.apply_theme(plot, LIGHT)
        plot.resize(500, 300)
        curve, pen = Curve(antialias=True), plots.pen(LIGHT, "function", 3.0, alpha)
        curve.setPen(pen)
        plot.addItem(curve)
        plot.show()
        for points in (LONG, LONG + 100):  # as a whole, and in segments
            curve.setData(x[:points] * 100 / x[points - 1], y[:points])
            plot.setXRange(0, 100)
            pause(0.05)
            pictures.append((painted(plot), opaque(pen, LIGHT.color("raised")).color().name()))
    for picture, color in pictures:
        colors = {picture.pixelColor(a, b).name() for a in range(60, 490) for b in range(250)}
        assert color in colors
        darkest = min(
            QColor(c).lightness() for c in colors if QColor(c).hue() == QColor(color).hue()
        )
        assert abs(darkest - QColor(color).lightness()) <= 2  # no joint is seen


def test_the_function_stays_visible_under_many_kinks(tour):
    """The rims of marks beside each other covered the line where it bends most."""
    window, session = tour.window, tour.session
    window.resize(1366, 730)
    x = np.linspace(0, 1, 900)
    session.set_signal(Signal(x, np.cos(3 * x), name="arc"))
    session.set_architecture(Architecture("relu", 2))
    session.set_lam_ratio(1e-5)
    tour.settle()
    assert len(session.result.weights) > 60
    pause(0.5)
    plot = window.fit.fit
    picture, box = painted(plot), plot.getViewBox()
    color = session.appearance.theme.color("function")
    places = np.linspace(0.3, 0.7, 50)
    hit = 0
    for t, f in zip(places, session.result.predict(places), strict=True):
        spot = plot.mapFromScene(box.mapViewToScene(QPointF(window.fit.scale.at(t), f)))
        hit += any(
            _distance(picture.pixelColor(spot.x(), spot.y() + by), color) < 30 for by in (-1, 0, 1)
        )
    assert hit == len(places)


def _distance(one: QColor, other: QColor) -> int:
    return max(abs(a - b) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))
