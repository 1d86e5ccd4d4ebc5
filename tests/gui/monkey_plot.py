"""What a monkey does with λ and the plot of the fit: its points, axes and the pointer on it."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from monkey_controls import KEYS, MODIFIERS, TEXTS
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QLineEdit, QSlider, QWidget
from user_driver import CONTROL, LEFT, NONE, RIGHT, SHIFT, mouse, wheel


def move_lambda(monkey) -> str:
    slider = monkey.window.strip.slider
    box = slider.groove()
    spots = [
        QPoint(round(box.left() + s * box.width()), round(box.center().y()))
        for s in monkey.rng.uniform(-0.02, 0.9, int(monkey.rng.integers(1, 8)))
    ]
    QTest.mousePress(slider, LEFT, NONE, spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(slider, spot)
        QApplication.processEvents()
    QTest.mouseRelease(slider, LEFT, NONE, spots[-1])
    return f"λ to {monkey.session.lam_ratio:.3g}"


def mouse_on_a_plot(monkey) -> str:
    plots = [p for p in monkey.some(QGraphicsView) if p.viewport().width() > 20]
    maps = [w for w in monkey.some(QWidget) if w.objectName() == "mirrorMap"]
    plot = monkey.one([*plots, *maps, *monkey.some(QSlider), *plots])
    view = plot.viewport() if isinstance(plot, QGraphicsView) else plot
    size = view.size()
    name = plot.objectName() or type(plot).__name__
    spots = [
        QPoint(int(x * size.width()), int(y * size.height()))
        for x, y in monkey.rng.uniform(0, 1, (int(monkey.rng.integers(2, 6)), 2))
    ]
    what = monkey.one(["hover", "hover", "click", "double", "right", "wheel", "drag", "drag"])
    if isinstance(plot, pg.PlotWidget) and what == "click" and monkey.session.result is not None:
        spots[0] = _near_a_kink(monkey) or spots[0]
    match what:
        case "hover":
            for spot in spots:
                mouse(view, QEvent.Type.MouseMove, spot)
        case "click":
            QTest.mouseClick(view, LEFT, monkey.one(MODIFIERS[:2]), spots[0])
        case "double":
            QTest.mouseDClick(view, LEFT, NONE, spots[0])
        case "right":
            QTest.mouseClick(view, RIGHT, NONE, spots[0])
        case "wheel":
            wheel(view, spots[0], int(monkey.rng.choice([-480, -120, 120, 480])))
        case "drag":
            button = monkey.one([LEFT, LEFT, RIGHT])
            mouse(view, QEvent.Type.MouseButtonPress, spots[0], button)
            for spot in spots[1:]:
                mouse(view, QEvent.Type.MouseMove, spot, held=button)
            mouse(view, QEvent.Type.MouseButtonRelease, spots[-1], button)
    return f"{what} on {name}"


def _near_a_kink(monkey) -> QPoint | None:
    fit, features = monkey.window.fit, monkey.session.result.features
    kinks = [k for f in features for k in f.kinks]
    if not kinks or monkey.session.signal.dimension > 1:
        return None
    x = monkey.one(kinks).position
    y = float(monkey.session.result.predict(np.array([x]))[0])
    scene = fit.fit.getViewBox().mapViewToScene(QPointF(fit.scale.at(x), y))
    return fit.fit.mapFromScene(scene)


def edit_points(monkey) -> str:
    edit, signal = monkey.window.fit.edit, monkey.session.signal
    if not edit.active:
        QTest.keyClick(monkey.window, Qt.Key.Key_D, CONTROL)
        return f"edit mode {edit.active}"
    if signal is None or not monkey.window.fit.isVisible():
        return "nothing to edit"
    plot = monkey.window.fit.fit
    view, box = plot.viewport(), plot.getViewBox()
    i = int(monkey.rng.integers(len(signal)))
    at = QPointF(monkey.window.fit.scale.at(signal.x[i]), float(signal.y[i]))
    where = plot.mapFromScene(box.mapViewToScene(at))
    what = monkey.one(["drag", "drag", "add", "delete", "nudge", "end"])
    match what:
        case "drag":
            mouse(view, QEvent.Type.MouseButtonPress, where, LEFT)
            for step in monkey.rng.integers(-40, 41, (4, 2)):
                mouse(view, QEvent.Type.MouseMove, where + QPoint(*map(int, step)), held=LEFT)
                QApplication.processEvents()
            mouse(view, QEvent.Type.MouseButtonRelease, where, LEFT)
        case "add":
            spot = QPoint(*(int(v) for v in monkey.rng.integers(40, 300, 2)))
            QTest.mouseDClick(view, LEFT, NONE, spot)
        case "delete":
            QTest.mouseClick(view, RIGHT, NONE, where)
        case "nudge":
            QTest.mouseClick(view, LEFT, NONE, where)
            for key in monkey.rng.choice(KEYS[:4], 3):
                QTest.keyClick(plot, Qt.Key(key), monkey.one(MODIFIERS[:2]))
        case "end":
            QTest.keyClick(plot, Qt.Key.Key_Escape)
    return f"{what} point {i} of {len(signal)}"


def exclude_points(monkey) -> str:
    """Alt with the mouse, or the tool: a click on a point, a line, or all in again."""
    fit, signal = monkey.window.fit, monkey.session.signal
    if signal is None or not fit.isVisible():
        return "nothing to exclude"
    what = monkey.one(["tool", "click", "click", "line", "line", "all"])
    view = fit.fit.viewport()
    keys = NONE if fit.exclude.active else Qt.KeyboardModifier.AltModifier
    if what == "tool":
        QTest.keyClick(monkey.window, Qt.Key.Key_D, CONTROL | SHIFT)
    elif what == "click":
        i = int(monkey.rng.integers(len(signal)))
        at = QPointF(fit.scale.at(signal.x[i]), float(signal.y[i]))
        spot = fit.fit.mapFromScene(fit.fit.getViewBox().mapViewToScene(at))
        QTest.mouseClick(view, LEFT, keys, spot)
    elif what == "line":
        wide, high = view.width(), view.height()
        spots = [
            QPoint(int(a * wide), int(b * high)) for a, b in monkey.rng.uniform(0.1, 0.9, (6, 2))
        ]
        if monkey.rng.random() < 0.5:
            keys |= SHIFT
        mouse(view, QEvent.Type.MouseButtonPress, spots[0], LEFT, keys=keys)
        for spot in spots[1:]:
            mouse(view, QEvent.Type.MouseMove, spot, held=LEFT, keys=keys)
        mouse(view, QEvent.Type.MouseButtonRelease, spots[-1], LEFT, keys=keys)
    else:
        fit.exclude.include_all()
    left_out = 0 if monkey.session.signal.whole is None else len(monkey.session.signal.excluded)
    return f"exclude by {what}: {left_out} left out"


def change_the_axes(monkey) -> str:
    """The dialog of the axes with something typed, or the crosshair."""
    if monkey.rng.random() < 0.4:
        QTest.keyClick(monkey.window, Qt.Key.Key_H, CONTROL | SHIFT)
        return f"crosshair {monkey.session.crosshair.on}"
    monkey.window.fit.axes.open()
    open_now = [d for d in monkey.window.findChildren(QWidget, "axesDialog") if d.isVisible()]
    dialog = open_now[0] if open_now else None
    if dialog is None:
        return "no axes"
    for field in dialog.findChildren(QLineEdit):
        if monkey.rng.random() < 0.3:
            field.setText(monkey.one(TEXTS))
    if monkey.rng.random() < 0.5:
        dialog.log.click()
    QTest.mouseClick(monkey.one([dialog.ok, dialog.ok, dialog.automatic]), LEFT)
    if dialog.isVisible():
        QTest.mouseClick(dialog.cancel, LEFT)
    return f"axes {monkey.session.axes.settings.state()}"
