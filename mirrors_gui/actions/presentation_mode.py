"""Teaching: larger type and marks for a projector, and only the controls that are needed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from mirrors_gui.style import motion
from mirrors_gui.style import theme as themes
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.window_base import WindowBase

LARGE_TYPE = 1.3


class PresentationMode(QObject):
    """What a teacher can hide, each under a name, and how large the type is."""

    def __init__(self, window: WindowBase) -> None:
        super().__init__(window)
        self.window = window
        self.large = False
        strip, status = window.strip, window.status
        self.parts: dict[str, tuple[QWidget, ...]] = {
            mark("Data"): (window.data,),
            mark("Network"): (window.network.network_card,),
            mark("Loss and solver"): (window.network.training_card,),
            mark("λ as a number"): (strip.edit, strip.share, strip.lam_label),
            mark("Choosing λ"): (strip.choice,),
            mark("Residuals"): (window.fit.residual,),
            mark("Names of the views"): (window.tab_row,),
            mark("Solver and time"): (status.detail,),
        }
        self.hidden: set[str] = set()
        self.actions: dict[str, QAction] = {}

    def build_menu(self, menu: QMenu) -> None:
        """The submenu: type, full screen, and a check for everything that can be hidden."""
        self.type_action = self._check(menu, tr("&Projector"), "largerTypeAction", "Ctrl+L")
        self.type_action.triggered.connect(self.set_large)
        screen = self._check(menu, tr("&Full screen"), "fullScreenAction", "F11")
        screen.triggered.connect(self._full_screen)
        self.still_action = self._check(menu, tr("&Reduce motion"), "reduceMotionAction")
        self.still_action.triggered.connect(motion.set_reduced)
        menu.addSeparator()
        for name in self.parts:
            action = self._check(menu, tr(name), f"show_{name}")
            action.setChecked(True)
            action.toggled.connect(lambda on, n=name: self.show(n, on))
            self.actions[name] = action
        menu.addSeparator()
        everything = menu.addAction(tr("Show &everything"))
        everything.setObjectName("showEverythingAction")
        everything.triggered.connect(lambda _=False: self.show_everything())

    def show(self, name: str, shown: bool) -> None:
        """Show or hide one part; what it does goes on."""
        self.hidden = self.hidden - {name} if shown else self.hidden | {name}
        for widget in self.parts[name]:
            widget.setVisible(shown)
        if name in self.actions:
            self.actions[name].setChecked(shown)

    def show_everything(self) -> None:
        """As it was at first."""
        for name in tuple(self.hidden):
            self.show(name, True)
        self.set_large(False)

    def set_large(self, large: bool) -> None:
        """Larger type, lines and marks everywhere but in print."""
        if large == self.large:
            return
        self.large = large
        self.type_action.setChecked(large)
        themes.set_type_scale(LARGE_TYPE if large else 1.0)
        self.window.session.appearance.apply()

    def state(self) -> dict[str, Any]:
        """What to remember, as JSON values."""
        still = self.still_action.isChecked()
        return {"large": self.large, "hidden": sorted(self.hidden), "still": still}

    def restore(self, state: Any) -> None:
        """Take back what `state` gave; unknown parts are ignored."""
        if not isinstance(state, dict):
            return
        hidden = state.get("hidden")
        for name in hidden if isinstance(hidden, list) else ():
            if isinstance(name, str) and name in self.parts:
                self.show(name, False)
        self.set_large(state.get("large") is True)
        if isinstance(state.get("still"), bool):
            self.still_action.setChecked(state["still"])
            motion.set_reduced(state["still"])

    def _check(self, menu: QMenu, text: str, name: str, keys: str = "") -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.setCheckable(True)
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action

    def _full_screen(self, on: bool) -> None:
        state = self.window.windowState()
        full = Qt.WindowState.WindowFullScreen
        self.window.setWindowState(state | full if on else state & ~full)
