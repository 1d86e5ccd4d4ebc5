"""What a monkey does with any control of a window or dialog, whatever it is for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QListView,
    QMenu,
    QSpinBox,
    QTableView,
    QWidget,
)
from user_driver import CONTROL, LEFT, NONE, SHIFT

MODIFIERS = (NONE, SHIFT, CONTROL)
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in (
    *("Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown", "Tab", "Backtab"),
    *("Return", "Escape", "Space", "Delete", "Backspace", "Plus", "Minus", "0", "1", "5"),
    *("BracketLeft", "BracketRight", "F1", "A", "Z"),
)]  # fmt: skip
TEXTS = ("", "0", "1", "0.3", "0,25", "5 %", "max", "-1", "1e400", "nan", "2, 3", "1, -0.5",
         "99999999", "abc", "∞", "1 2 3", "'; drop", "<b>0.1</b>", "0.02 max")  # fmt: skip
# what leaves the window, or asks the desktop
SPARED = ("Quit", "Open log folder", "Full screen")


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


def press_a_key(monkey) -> str:
    key, modifier = monkey.one(KEYS), monkey.one(MODIFIERS[:2])
    where = monkey.window.focusWidget() or monkey.window
    if monkey.rng.random() < 0.5:
        where = monkey.window
    name = where.objectName() or type(where).__name__
    QTest.keyClick(where, key, modifier)
    return f"{modifier.name} {key.name} on {name}"


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


def leaves(action: QAction) -> bool:
    """Whether a menu's entry leaves the window."""
    return any(name in action.text().replace("&", "") for name in SPARED)


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


# what can be done in a dialog
WITHIN = (click_a_button, choose_in_a_box, turn_a_number, type_into_a_field, click_in_a_list)
