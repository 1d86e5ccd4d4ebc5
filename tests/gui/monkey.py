"""A monkey at the window: everything a hand can do, at random, from one seed."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from hands import CONTROL, LEFT, NONE, RIGHT, SHIFT, mouse, wheel
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, qInstallMessageHandler
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListView,
    QMenu,
    QSlider,
    QSpinBox,
    QTableView,
    QWidget,
)

from mirrors_engine.signals import samples
from mirrors_gui.headless import pause, wait
from mirrors_gui.inputs import open_sample
from mirrors_gui.presets import PRESETS

HANG = 5.0  # seconds within which the event loop has to answer, on a quiet machine
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
# what Qt says only where there is no screen
OFFSCREEN = "This plugin does not support"
# what leaves the window, or asks the desktop
SPARED = ("Quit", "Open log folder", "Full screen")


class Monkey:
    """Acts on the window of a session, and remembers what it did last."""

    def __init__(self, window, seed: int, folder: Path) -> None:
        self.window, self.session = window, window.session
        self.rng = np.random.default_rng(seed)
        self.folder = folder
        for name, text in TABLES.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.trail: deque[str] = deque(maxlen=40)
        self.slowest = 0.0, ""
        self.actions: list[tuple[Callable[[], str], float]] = [
            (self.click_a_button, 6),
            (self.choose_in_a_box, 5),
            (self.turn_a_number, 3),
            (self.type_into_a_field, 2),
            (self.move_lambda, 6),
            (self.press_a_key, 5),
            (self.mouse_on_a_plot, 8),
            (self.click_in_a_list, 3),
            (self.pick_from_a_menu, 4),
            (self.undo_or_redo, 4),
            (self.edit_points, 4),
            (self.open_something, 3),
            (self.turn_to_a_view, 4),
            (self.train_or_forecast, 1),
            (self.resize, 0.5),
            (self.rest, 4),
        ]

    # running

    def act(self) -> None:
        """One action; a dialog or menu that is open comes first."""
        began = time.monotonic()
        faulthandler.dump_traceback_later(HANG, file=sys.__stderr__)  # says where it hangs
        said = self._in_front() or self._anything()
        QApplication.processEvents()
        faulthandler.cancel_dump_traceback_later()
        took = time.monotonic() - began
        self.trail.append(f"{said}  ({took:.2f} s)")
        if took > self.slowest[0]:
            self.slowest = took, said
        assert took < patience(), f"{said} took {took:.1f} s"

    def settle(self, seconds: float = 4.0) -> None:
        """Close what is open and wait for the answer; what takes too long is cancelled."""
        self.close_all()
        self.window.strip.play.setChecked(False)
        if not wait(lambda: not self.session.busy, seconds):
            self.trail.append("cancel")
            self.session.cancel()
            assert wait(lambda: not self.session.busy, patience()), "it does not stop"
        QApplication.processEvents()

    def close_all(self) -> None:
        """Escape from every menu and dialog."""
        for _ in range(20):
            front = QApplication.activePopupWidget() or self._dialog()
            if front is None:
                return
            front.close()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
        raise AssertionError(f"{front} does not close")

    def _dialog(self) -> QWidget | None:
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]
        shown = [w for w in shown if w.isVisible()]
        return shown[-1] if shown else None

    def _anything(self) -> str:
        weights = np.array([weight for _, weight in self.actions])
        k = self.rng.choice(len(self.actions), p=weights / weights.sum())
        return self.actions[k][0]()

    def _in_front(self) -> str:
        """What is modal takes the clicks, as it would from a hand."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            chosen = [a for a in popup.actions() if a.isEnabled() and not a.isSeparator()]
            if chosen and self.rng.random() < 0.7 and not self._spared(popup):
                action = self._one(chosen)
                said = f"popup {action.text()!r}"
                popup.setActiveAction(action)
                QTest.keyClick(popup, Qt.Key.Key_Return)
                return said
            QTest.keyClick(popup, Qt.Key.Key_Escape)
            popup.close()
            return "close the popup"
        if popup is not None:
            popup.close()
            return f"close {type(popup).__name__}"
        dialog = self._dialog()
        if dialog is None or (not dialog.isModal() and self.rng.random() < 0.7):
            return ""
        if isinstance(dialog, QFileDialog):  # its buttons could change the disk
            return self._file_dialog(dialog)
        if self.rng.random() < 0.3:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            return f"escape from {dialog.objectName() or dialog.windowTitle()}"
        act = self._one([self.click_a_button, self.choose_in_a_box, self.turn_a_number,
                         self.type_into_a_field, self.click_in_a_list])  # fmt: skip
        return f"{dialog.objectName() or dialog.windowTitle()}: {act(dialog)}"

    def _file_dialog(self, dialog: QFileDialog) -> str:
        saving = dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
        suffix = dialog.defaultSuffix()
        path = self.folder / (f"p{self.rng.integers(3)}.{suffix}" if saving else self._file())
        if self.rng.random() < 0.8:
            dialog.fileSelected.emit(str(path))
        dialog.reject()
        return f"file dialog {path.name}"

    def _file(self) -> str:
        return self._one(sorted(p.name for p in self.folder.iterdir() if p.is_file()))

    # finding

    def _one(self, things):
        return things[int(self.rng.integers(len(things)))]

    def _some(self, kind, inside: QWidget | None = None) -> list:
        """Widgets of a kind that a hand could reach."""
        found = (inside or self.window).findChildren(kind)
        return [w for w in found if w.isVisible() and w.isEnabled()
                and w.window() is (inside or self.window).window()]  # fmt: skip

    def _spared(self, menu: QMenu) -> bool:
        return any(name in a.text().replace("&", "") for a in menu.actions() for name in SPARED)

    # actions

    def click_a_button(self, inside: QWidget | None = None) -> str:
        buttons = self._some(QAbstractButton, inside)
        if not buttons:
            return "no button"
        button = self._one(buttons)
        said = f"click {button.objectName() or button.text()!r}"
        QTest.mouseClick(button, LEFT)
        return said

    def choose_in_a_box(self, inside: QWidget | None = None) -> str:
        boxes = [b for b in self._some(QComboBox, inside) if b.count()]
        if not boxes:
            return "no box"
        box = self._one(boxes)
        key = self._one([Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End])
        said = f"{box.objectName()} {key.name}"
        QTest.keyClick(box, key)
        return said

    def turn_a_number(self, inside: QWidget | None = None) -> str:
        boxes = self._some(QSpinBox, inside)
        if not boxes:
            return "no number"
        box = self._one(boxes)
        if box.objectName() == "layersBox" and self.rng.random() < 0.8:
            box.setValue(int(self.rng.integers(2, 5)))  # mostly what is solved at once
            return f"layers {box.value()}"
        if self.rng.random() < 0.3:
            box.selectAll()
            text = self._one(["1", "3", "7", "12", "60", "999999", "", "x"])
            QTest.keyClicks(box, text)
            QTest.keyClick(box, Qt.Key.Key_Return)
            return f"{box.objectName()} typed {text!r}"
        QTest.keyClick(box, self._one([Qt.Key.Key_Up, Qt.Key.Key_Down]))
        return f"{box.objectName()} to {box.value()}"

    def type_into_a_field(self, inside: QWidget | None = None) -> str:
        fields = [f for f in self._some(QLineEdit, inside) if not f.isReadOnly()]
        if not fields:
            return "no field"
        field, text = self._one(fields), self._one(TEXTS)
        name = field.objectName()
        field.setFocus()
        field.selectAll()
        field.insert(text) if text else field.clear()
        QTest.keyClick(field, self._one([Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape]))
        return f"{name} typed {text!r}"

    def move_lambda(self) -> str:
        slider = self.window.strip.slider
        box = slider.groove()
        spots = [
            QPoint(round(box.left() + s * box.width()), round(box.center().y()))
            for s in self.rng.uniform(-0.02, 0.9, int(self.rng.integers(1, 8)))
        ]
        QTest.mousePress(slider, LEFT, NONE, spots[0])
        for spot in spots[1:]:
            QTest.mouseMove(slider, spot)
            QApplication.processEvents()
        QTest.mouseRelease(slider, LEFT, NONE, spots[-1])
        return f"λ to {self.session.lam_ratio:.3g}"

    def press_a_key(self) -> str:
        key, modifier = self._one(KEYS), self._one(MODIFIERS[:2])
        where = self.window.focusWidget() or self.window
        if self.rng.random() < 0.5:
            where = self.window
        name = where.objectName() or type(where).__name__
        QTest.keyClick(where, key, modifier)
        return f"{modifier.name} {key.name} on {name}"

    def mouse_on_a_plot(self) -> str:
        import pyqtgraph as pg
        from PySide6.QtWidgets import QGraphicsView

        plots = [p for p in self._some(QGraphicsView) if p.viewport().width() > 20]
        maps = [w for w in self._some(QWidget) if w.objectName() == "mirrorMap"]
        plot = self._one([*plots, *maps, *self._some(QSlider), *plots])
        view = plot.viewport() if isinstance(plot, QGraphicsView) else plot
        size = view.size()
        name = plot.objectName() or type(plot).__name__
        spots = [
            QPoint(int(x * size.width()), int(y * size.height()))
            for x, y in self.rng.uniform(0, 1, (int(self.rng.integers(2, 6)), 2))
        ]
        what = self._one(["hover", "hover", "click", "double", "right", "wheel", "drag", "drag"])
        if isinstance(plot, pg.PlotWidget) and what == "click" and self.session.result is not None:
            spots[0] = self._near_a_kink() or spots[0]
        match what:
            case "hover":
                for spot in spots:
                    mouse(view, QEvent.Type.MouseMove, spot)
            case "click":
                QTest.mouseClick(view, LEFT, self._one(MODIFIERS[:2]), spots[0])
            case "double":
                QTest.mouseDClick(view, LEFT, NONE, spots[0])
            case "right":
                QTest.mouseClick(view, RIGHT, NONE, spots[0])
            case "wheel":
                wheel(view, spots[0], int(self.rng.choice([-480, -120, 120, 480])))
            case "drag":
                button = self._one([LEFT, LEFT, RIGHT])
                mouse(view, QEvent.Type.MouseButtonPress, spots[0], button)
                for spot in spots[1:]:
                    mouse(view, QEvent.Type.MouseMove, spot, held=button)
                mouse(view, QEvent.Type.MouseButtonRelease, spots[-1], button)
        return f"{what} on {name}"

    def _near_a_kink(self) -> QPoint | None:
        fit, features = self.window.fit, self.session.result.features
        kinks = [k for f in features for k in f.kinks]
        if not kinks or self.session.signal.dimension > 1:
            return None
        x = self._one(kinks).position
        y = float(self.session.result.predict(np.array([x]))[0])
        scene = fit.fit.getViewBox().mapViewToScene(QPointF(x - fit.offset, y))
        return fit.fit.mapFromScene(scene)

    def click_in_a_list(self, inside: QWidget | None = None) -> str:
        views = [*self._some(QListView, inside), *self._some(QTableView, inside)]
        views = [v for v in views if v.model() is not None and v.model().rowCount()]
        if not views:
            return "no list"
        view = self._one(views)
        model = view.model()
        row = int(self.rng.integers(model.rowCount()))
        columns = view.model().columnCount() if isinstance(view, QTableView) else 1
        index = model.index(row, int(self.rng.integers(columns)))
        view.scrollTo(index)
        name = view.objectName()
        where = view.visualRect(index).center()
        if self.rng.random() < 0.85:
            QTest.mouseClick(view.viewport(), LEFT, NONE, where)
        else:
            QTest.mouseDClick(view.viewport(), LEFT, NONE, where)
        return f"row {row} of {name}"

    def pick_from_a_menu(self) -> str:
        actions: list[QAction] = []
        menus = [a.menu() for a in self.window.menuBar().actions()]
        while menus:
            menu = menus.pop()
            for action in menu.actions():
                if isinstance(action.menu(), QMenu):
                    menus.append(action.menu())
                elif action.isEnabled() and not action.isSeparator():
                    actions.append(action)
        actions = [a for a in actions if not any(s in a.text().replace("&", "") for s in SPARED)]
        action = self._one(actions)
        said = f"menu {action.text()!r}"
        action.trigger()
        return said

    def undo_or_redo(self) -> str:
        redo = self.rng.random() < 0.4
        for _ in range(int(self.rng.integers(1, 4))):
            QTest.keyClick(self.window, Qt.Key.Key_Z, CONTROL | SHIFT if redo else CONTROL)
        return "redo" if redo else "undo"

    def edit_points(self) -> str:
        edit, signal = self.window.fit.edit, self.session.signal
        if not edit.active:
            QTest.keyClick(self.window, Qt.Key.Key_D, CONTROL)
            return f"edit mode {edit.active}"
        if signal is None or not self.window.fit.isVisible():
            return "nothing to edit"
        plot = self.window.fit.fit
        view, box = plot.viewport(), plot.getViewBox()
        i = int(self.rng.integers(len(signal)))
        at = QPointF(float(signal.x[i]) - self.window.fit.offset, float(signal.y[i]))
        where = plot.mapFromScene(box.mapViewToScene(at))
        what = self._one(["drag", "drag", "add", "delete", "nudge", "end"])
        match what:
            case "drag":
                mouse(view, QEvent.Type.MouseButtonPress, where, LEFT)
                for step in self.rng.integers(-40, 41, (4, 2)):
                    mouse(view, QEvent.Type.MouseMove, where + QPoint(*map(int, step)), held=LEFT)
                    QApplication.processEvents()
                mouse(view, QEvent.Type.MouseButtonRelease, where, LEFT)
            case "add":
                spot = QPoint(*(int(v) for v in self.rng.integers(40, 300, 2)))
                QTest.mouseDClick(view, LEFT, NONE, spot)
            case "delete":
                QTest.mouseClick(view, RIGHT, NONE, where)
            case "nudge":
                QTest.mouseClick(view, LEFT, NONE, where)
                for key in self.rng.choice(KEYS[:4], 3):
                    QTest.keyClick(plot, Qt.Key(key), self._one(MODIFIERS[:2]))
            case "end":
                QTest.keyClick(plot, Qt.Key.Key_Escape)
        return f"{what} point {i} of {len(signal)}"

    def open_something(self) -> str:
        match int(self.rng.integers(7)):
            case 0:
                # two thousand samples in deep networks are for other tests
                known = [s for s in samples() if s.key != "co2"]
                sample = self._one(known)
                open_sample(self.session, sample)
                return f"sample {sample.title}"
            case 1:
                preset = self._one(PRESETS)
                preset.open(self.session)
                return f"preset {preset.title}"
            case 2:
                self.window.show_gallery()
                return "gallery"
            case 3:
                name = self._file()
                self.window.document.open(self.folder / name)
                return f"open {name}"
            case 4:
                QGuiApplication.clipboard().setText(self._one(list(TABLES.values())))
                self.window.paste()
                return "paste"
            case 5:
                name = f"p{self.rng.integers(3)}.mirrors"
                if self.session.signal is not None:
                    self.window.document.save_to(self.folder / name)
                return f"save {name}"
            case _:
                self.window.preview_again()
                return "preview"

    def turn_to_a_view(self) -> str:
        button = self._one(self.window.tab_rows.group.buttons())
        button.click()
        return f"view {button.text()}"

    def train_or_forecast(self) -> str:
        title = self._one(["Training", "Forecast"])
        self.window.show_view(title)
        name = {"Training": "trainingButton", "Forecast": "forecastButton"}[title]
        button = self.window.findChild(QAbstractButton, name)
        if button is None or not button.isEnabled() or not button.isVisible():
            return f"no {title}"
        QTest.mouseClick(button, LEFT)
        return title

    def resize(self) -> str:
        wide, high = int(self.rng.integers(720, 1500)), int(self.rng.integers(520, 950))
        self.window.resize(wide, high)
        return f"resize to {wide} × {high}"

    def rest(self) -> str:
        seconds = float(self.rng.choice([0.0, 0.02, 0.1, 0.3]))
        pause(seconds)
        return f"rest {seconds:g} s"


def patience() -> float:
    """`HANG`, longer where others keep the machine busy."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return HANG * max(1.0, load / (os.cpu_count() or 1))


class _Errors(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.found = found

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info:
            text += "\n" + "".join(traceback.format_exception(*record.exc_info))
        self.found.append(text)


@contextmanager
def listening():
    """Collect every error nobody caught, every one that was logged, and what Qt complains of."""
    found: list[str] = []
    handler = _Errors(found)
    before = sys.excepthook, threading.excepthook
    sys.excepthook = lambda *e: found.append("".join(traceback.format_exception(*e)))
    threading.excepthook = lambda a: found.append(
        "".join(traceback.format_exception(a.exc_type, a.exc_value, a.exc_traceback))
    )
    logging.getLogger().addHandler(handler)

    def complain(_kind, _where, words: str) -> None:
        if not words.startswith(OFFSCREEN):
            found.append(f"Qt: {words}")

    said = qInstallMessageHandler(complain)
    try:
        yield found
    finally:
        qInstallMessageHandler(said)
        logging.getLogger().removeHandler(handler)
        sys.excepthook, threading.excepthook = before
