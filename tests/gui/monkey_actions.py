"""What a monkey does at the window, each at random: it says what it did."""

from __future__ import annotations

from collections.abc import Callable

from monkey_controls import (
    choose_in_a_box,
    click_a_button,
    click_in_a_list,
    pick_from_a_menu,
    press_a_key,
    turn_a_number,
    type_into_a_field,
    undo_or_redo,
)
from monkey_plot import (
    change_the_axes,
    edit_points,
    exclude_points,
    mouse_on_a_plot,
    move_lambda,
)
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget
from user_driver import CONTROL, LEFT, drag, mouse

from mirrors_engine.signals import samples
from mirrors_gui.headless import pause
from mirrors_gui.model.presets import PRESETS

TABLES = {
    "two.csv": "t,y\n" + "\n".join(f"{k},{k * k % 7}" for k in range(25)),
    "wide.csv": "a;b;c\n" + "\n".join(f"{k},5;{k % 4},25;{k % 3}" for k in range(18)),
    "one.txt": "\n".join(str(k % 5) for k in range(30)),
    "labels.tsv": "x\ty\n" + "\n".join(f"{k}\t{1 if k % 6 < 3 else -1}" for k in range(24)),
    "words.csv": "roses,violets\nred,blue\n",
    "empty.csv": "",
    "broken.mirrors": '{"format": "mirrors"',
}


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


def use_the_pieces(monkey) -> str:
    """Turn between the two tables of Features, sort one, point at its rows or walk through them."""
    monkey.window.show_view("Features")
    name = monkey.one(["piecesButton", "piecesButton", "featuresButton", "exportFeaturesButton"])
    button = monkey.window.findChild(QAbstractButton, name)
    if not button.isVisible() or not button.isEnabled():
        return f"no {name}"
    QTest.mouseClick(button, LEFT)
    tables = [monkey.window.findChild(QTableView, f"{n}Table") for n in ("features", "pieces")]
    shown = [table for table in tables if table.isVisible()]
    if name == "exportFeaturesButton" or not shown or not shown[0].model().rowCount():
        return name
    table, header = shown[0], shown[0].horizontalHeader()
    what = monkey.one(["sort", "point", "walk", "walk"])
    row = int(monkey.rng.integers(min(table.model().rowCount(), 50)))
    column = monkey.one([c for c in range(header.count()) if not header.isSectionHidden(c)])
    if what == "sort":
        at = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), LEFT, pos=at)
        return f"{name}, sorted by {column}"
    cell = table.visualRect(table.model().index(row, column)).center()
    if what == "point":
        mouse(table.viewport(), QEvent.Type.MouseMove, cell)
        return f"{name}, row {row} pointed at"
    QTest.mouseClick(table.viewport(), LEFT, pos=cell)
    keys = [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown]
    for _ in range(int(monkey.rng.integers(1, 5))):
        QTest.keyClick(table, monkey.one(keys))
    return f"{name}, piece {monkey.session.piece}, feature {monkey.session.selected}"


def resize(monkey) -> str:
    wide, high = int(monkey.rng.integers(720, 1500)), int(monkey.rng.integers(520, 950))
    monkey.window.resize(wide, high)
    return f"resize to {wide} × {high}"


def rest(monkey) -> str:
    seconds = float(monkey.rng.choice([0.0, 0.02, 0.1, 0.3]))
    pause(seconds)
    return f"rest {seconds:g} s"


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
    (use_the_pieces, 2),
    (resize, 0.5),
    (rest, 4),
)
