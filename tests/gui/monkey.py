"""A monkey at the window: everything a hand can do, at random, from one seed."""

from __future__ import annotations

import faulthandler
import sys
import time
from collections import deque
from pathlib import Path

import monkey_actions as actions
import monkey_controls as controls
import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from user_driver import top_level

from mirrors_gui.headless import wait

HANG = 5.0  # seconds of work within which the window has to answer
PATIENCE = 60.0  # seconds on the clock within which it has to, however busy the machine


class Monkey:
    """Acts on the window of a session, and remembers what it did last."""

    def __init__(self, window, seed: int, folder: Path) -> None:
        self.window, self.session = window, window.session
        self.rng = np.random.default_rng(seed)
        self.folder = folder
        for name, text in actions.TABLES.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.trail: deque[str] = deque(maxlen=40)
        self.slowest = 0.0, ""

    # running

    def act(self) -> None:
        """One action; a dialog or menu that is open comes first."""
        began, clock = time.thread_time(), time.monotonic()
        faulthandler.dump_traceback_later(HANG, file=sys.__stderr__)  # says where it hangs
        said = self._in_front() or self._anything()
        QApplication.processEvents()
        faulthandler.cancel_dump_traceback_later()
        took = time.thread_time() - began  # work of this thread: others may keep the machine busy
        self.trail.append(f"{said}  ({took:.2f} s)")
        if took > self.slowest[0]:
            self.slowest = took, said
        assert took < HANG and time.monotonic() - clock < PATIENCE, f"{said} took {took:.1f} s"

    def settle(self, seconds: float = 4.0) -> None:
        """Close what is open and wait for the answer; what takes too long is cancelled."""
        self.close_all()
        self.window.strip.play.setChecked(False)
        if not wait(self._quiet, seconds):
            self.trail.append("cancel")
            self.session.cancel()
            assert wait(self._quiet, PATIENCE), "it does not stop"

    def _quiet(self) -> bool:
        """Whether nothing computes that would move λ, and nothing is about to."""
        strip = self.window.strip
        for _ in range(2):  # what has just ended asks in the next turn
            choosing = strip.size_field.runner.running or strip.choice.runner.running
            if choosing or self.session.busy:
                return False
            QApplication.processEvents()
        return True

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
        shown = [w for w in top_level() if isinstance(w, QDialog)]
        shown = [w for w in shown if w.isVisible()]
        return shown[-1] if shown else None

    def _anything(self) -> str:
        weights = np.array([weight for _, weight in actions.ACTIONS])
        k = self.rng.choice(len(weights), p=weights / weights.sum())
        return actions.ACTIONS[k][0](self)

    def _in_front(self) -> str:
        """What is modal takes the clicks, as it would from a hand."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            chosen = [a for a in popup.actions() if a.isEnabled() and not a.isSeparator()]
            if chosen and self.rng.random() < 0.7 and not self.spared(popup):
                action = self.one(chosen)
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
        act = self.one(controls.WITHIN)
        return f"{dialog.objectName() or dialog.windowTitle()}: {act(self, dialog)}"

    def _file_dialog(self, dialog: QFileDialog) -> str:
        saving = dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
        suffix = dialog.defaultSuffix()
        path = self.folder / (f"p{self.rng.integers(3)}.{suffix}" if saving else self.file())
        if self.rng.random() < 0.8:
            dialog.fileSelected.emit(str(path))
        dialog.reject()
        return f"file dialog {path.name}"

    def file(self) -> str:
        return self.one(sorted(p.name for p in self.folder.iterdir() if p.is_file()))

    # finding

    def one(self, things):
        return things[int(self.rng.integers(len(things)))]

    def some(self, kind, inside: QWidget | None = None) -> list:
        """Widgets of a kind that a hand could reach."""
        found = (inside or self.window).findChildren(kind)
        return [w for w in found if w.isVisible() and w.isEnabled()
                and w.window() is (inside or self.window).window()]  # fmt: skip

    def spared(self, menu: QMenu) -> bool:
        return any(controls.leaves(action) for action in menu.actions())
