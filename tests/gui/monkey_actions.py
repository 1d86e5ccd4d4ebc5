"""What a monkey does at the window, each at random: it says what it did."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QListView,
    QMenu,
    QSlider,
    QSpinBox,
    QTableView,
    QWidget,
)
from user_driver import CONTROL, LEFT, NONE, RIGHT, SHIFT, drag, mouse, wheel

from mirrors_engine.signals import samples
from mirrors_gui.headless import pause
from mirrors_gui.model.presets import PRESETS

MODIFIERS = (NONE, SHIFT, CONTROL)
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in (
    *("Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown", "Tab", "Backtab"),
    *("Return", "Escape", "Space", "Delete", "Backspace", "Plus", "Minus", "0", "1", "5"),
    *("BracketLeft", "BracketRight", "F1", "A", "Z"),
)]  # fmt: skip
TEXTS = ("", "0", "1", "0.3", "0,25", "5 %", "max", "-1", "1e400", "nan", "2, 3", "1, -0.5",
         "99999999", "abc", "∞", "1 2 3", "'; drop", "<b>0.1</b>", "0.02 max")  # fmt: skip
TABLES = {
    "two.csv": "t,y\n" + "\n".join(f"{k},{k * k % 7}" for k in range(25)),
    "wide.csv": "a;b;c\n" + "\n".join(f"{k},5;{k % 4},25;{k % 3}" for k in range(18)),
    "one.txt": "\n".join(str(k % 5) for k in range(30)),
    "labels.tsv": "x\ty\n" + "\n".join(f"{k}\t{1 if k % 6 < 3 else -1}" for k in range(24)),
    "words.csv": "roses,violets\nred,blue\n",
    "empty.csv": "",
    "broken.mirrors": '{"format": "mirrors"',
}
# what leaves the window, or asks the desktop
SPARED = ("Quit", "Open log folder", "Full screen")


def leaves(action: QAction) -> bool:
    """Whether a menu's entry leaves the window."""
    return any(name in action.text().replace("&", "") for name in SPARED)


def click_a_button(monkey, inside: QWidget | None = None) -> str:
    buttons = monkey.some(QAbstractButton, inside)
    if not buttons:
        return "no button"
    button = monkey.one(buttons)
    said = f"click {button.objectName() or button.text()!r}"
    QTest.mouseClick(button, LEFT)
    return said


def choose_in_a_box(monkey, inside: QWidget | None = None) -> str:
    boxes = [b for b in monkey.some(QComboBox, inside) if b.count()]
    if not boxes:
        return "no box"
    box = monkey.one(boxes)
    key = monkey.one([Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End])
    said = f"{box.objectName()} {key.name}"
    QTest.keyClick(box, key)
    return said


def turn_a_number(monkey, inside: QWidget | None = None) -> str:
    boxes = monkey.some(QSpinBox, inside)
    if not boxes:
        return "no number"
    box = monkey.one(boxes)
    if box.objectName() == "layersBox" and monkey.rng.random() < 0.8:
        box.setValue(int(monkey.rng.integers(2, 5)))  # mostly what is solved at once
        return f"layers {box.value()}"
    if monkey.rng.random() < 0.3:
        box.selectAll()
        text = monkey.one(["1", "3", "7", "12", "60", "999999", "", "x"])
        QTest.keyClicks(box, text)
        QTest.keyClick(box, Qt.Key.Key_Return)
        return f"{box.objectName()} typed {text!r}"
    QTest.keyClick(box, monkey.one([Qt.Key.Key_Up, Qt.Key.Key_Down]))
    return f"{box.objectName()} to {box.value()}"


def type_into_a_field(monkey, inside: QWidget | None = None) -> str:
    fields = [f for f in monkey.some(QLineEdit, inside) if not f.isReadOnly()]
    if not fields:
        return "no field"
    field, text = monkey.one(fields), monkey.one(TEXTS)
    name = field.objectName()
    field.setFocus()
    field.selectAll()
    field.insert(text) if text else field.clear()
    QTest.keyClick(field, monkey.one([Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape]))
    return f"{name} typed {text!r}"


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


def press_a_key(monkey) -> str:
    key, modifier = monkey.one(KEYS), monkey.one(MODIFIERS[:2])
    where = monkey.window.focusWidget() or monkey.window
    if monkey.rng.random() < 0.5:
        where = monkey.window
    name = where.objectName() or type(where).__name__
    QTest.keyClick(where, key, modifier)
    return f"{modifier.name} {key.name} on {name}"


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


def click_in_a_list(monkey, inside: QWidget | None = None) -> str:
    views = [*monkey.some(QListView, inside), *monkey.some(QTableView, inside)]
    views = [v for v in views if v.model() is not None and v.model().rowCount()]
    if not views:
        return "no list"
    view = monkey.one(views)
    model = view.model()
    row = int(monkey.rng.integers(model.rowCount()))
    columns = view.model().columnCount() if isinstance(view, QTableView) else 1
    index = model.index(row, int(monkey.rng.integers(columns)))
    view.scrollTo(index)
    name = view.objectName()
    where = view.visualRect(index).center()
    if monkey.rng.random() < 0.85:
        QTest.mouseClick(view.viewport(), LEFT, NONE, where)
    else:
        QTest.mouseDClick(view.viewport(), LEFT, NONE, where)
    return f"row {row} of {name}"


def pick_from_a_menu(monkey) -> str:
    actions: list[QAction] = []
    menus = [a.menu() for a in monkey.window.menuBar().actions()]
    while menus:
        menu = menus.pop()
        for action in menu.actions():
            if isinstance(action.menu(), QMenu):
                menus.append(action.menu())
            elif action.isEnabled() and not action.isSeparator():
                actions.append(action)
    action = monkey.one([a for a in actions if not leaves(a)])
    said = f"menu {action.text()!r}"
    action.trigger()
    return said


def undo_or_redo(monkey) -> str:
    redo = monkey.rng.random() < 0.4
    for _ in range(int(monkey.rng.integers(1, 4))):
        QTest.keyClick(monkey.window, Qt.Key.Key_Z, CONTROL | SHIFT if redo else CONTROL)
    return "redo" if redo else "undo"


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


def open_something(monkey) -> str:
    match int(monkey.rng.integers(7)):
        case 0:
            # two thousand samples in deep networks are for other tests
            known = [s for s in samples() if s.key != "co2"]
            sample = monkey.one(known)
            monkey.session.open_sample(sample)
            return f"sample {sample.title}"
        case 1:
            preset = monkey.one(PRESETS)
            preset.open(monkey.session)
            return f"preset {preset.title}"
        case 2:
            monkey.window.show_gallery()
            return "gallery"
        case 3:
            name = monkey.file()
            monkey.window.document.open(monkey.folder / name)
            return f"open {name}"
        case 4:
            QGuiApplication.clipboard().setText(monkey.one(list(TABLES.values())))
            monkey.window.opening.paste()
            return "paste"
        case 5:
            name = f"p{monkey.rng.integers(3)}.mirrors"
            if monkey.session.signal is not None:
                monkey.window.document.save_to(monkey.folder / name)
            return f"save {name}"
        case _:
            monkey.window.opening.preview_again()
            return "preview"


def turn_to_a_view(monkey) -> str:
    button = monkey.one(monkey.window.tab_row.group.buttons())
    button.click()
    return f"view {button.text()}"


def change_places(monkey) -> str:
    """Let a view take the plot's place, or drag a divider."""
    window = monkey.window
    if monkey.rng.random() < 0.5:
        window.tab_row.large_button.click()
        return f"large view: {window.columns.large}"
    place = int(monkey.rng.integers(1, 3))
    handle, by = window.columns.handle(place), int(monkey.rng.integers(-300, 300))
    if not handle.isVisible():
        return "no divider"
    drag(handle, QPoint(4, 50), QPoint(4 + by, 50), steps=1)
    return f"divider {place} by {by}"


def train_or_forecast(monkey) -> str:
    title = monkey.one(["Training", "Forecast"])
    monkey.window.show_view(title)
    names = ["trainingPauseButton", "trainingStepButton", "trainingResetButton"]
    name = "forecastButton" if title == "Forecast" else monkey.one(["trainingButton", *names])
    button = monkey.window.findChild(QAbstractButton, name)
    if button is None or not button.isEnabled() or not button.isVisible():
        return f"no {title}"
    QTest.mouseClick(button, LEFT)
    return name


def build_the_sum(monkey) -> str:
    """A button of the row that builds, or the one that begins."""
    names = ["buildBackButton", "buildPlayButton", "buildForwardButton", "closeBuildButton"]
    bar = monkey.window.findChild(QWidget, "buildBar")
    name = monkey.one(names) if bar.isVisible() else "buildButton"
    button = monkey.window.findChild(QAbstractButton, name)
    if not button.isVisible() or not button.isEnabled():
        return "nothing to build"
    QTest.mouseClick(button, LEFT)
    part = monkey.session.build.part
    return f"{name}: {None if part is None else part.count}"


def pin_a_fit(monkey) -> str:
    """The button, or one of the keys of the table in Compare."""
    if monkey.rng.random() < 0.4:
        QTest.keyClick(monkey.window, Qt.Key.Key_B, CONTROL)
        return f"pin, {len(monkey.session.pins.all)} now"
    monkey.window.show_view("Compare")
    table = monkey.window.findChild(QTableView, "pinsTable")
    if not table.isVisible():
        return "no pins"
    table.selectColumn(int(monkey.rng.integers(table.model().columnCount())))
    key = monkey.one([Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete])
    QTest.keyClick(table, key)
    return f"{key.name} on pin {table.currentIndex().column()}"


def resize(monkey) -> str:
    wide, high = int(monkey.rng.integers(720, 1500)), int(monkey.rng.integers(520, 950))
    monkey.window.resize(wide, high)
    return f"resize to {wide} × {high}"


def rest(monkey) -> str:
    seconds = float(monkey.rng.choice([0.0, 0.02, 0.1, 0.3]))
    pause(seconds)
    return f"rest {seconds:g} s"


# what can be done in a dialog
WITHIN = (click_a_button, choose_in_a_box, turn_a_number, type_into_a_field, click_in_a_list)
# what it does, and how often
ACTIONS: tuple[tuple[Callable[..., str], float], ...] = (
    (click_a_button, 6),
    (choose_in_a_box, 5),
    (turn_a_number, 3),
    (type_into_a_field, 2),
    (move_lambda, 6),
    (press_a_key, 5),
    (mouse_on_a_plot, 8),
    (click_in_a_list, 3),
    (pick_from_a_menu, 4),
    (undo_or_redo, 4),
    (edit_points, 4),
    (exclude_points, 3),
    (change_the_axes, 2),
    (open_something, 3),
    (turn_to_a_view, 4),
    (change_places, 1),
    (train_or_forecast, 1),
    (pin_a_fit, 1),
    (build_the_sum, 2),
    (resize, 0.5),
    (rest, 4),
)
