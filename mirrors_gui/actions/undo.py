"""Undo and redo as the window offers them, and which gestures count as one step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QMenu

from mirrors_gui.text.translate import mark, tr
from mirrors_gui.window_base import WindowBase

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


def build_edit_menu(window: WindowBase, menu: QMenu) -> None:
    """Undo and redo, each saying what of."""
    history = window.session.history
    undo, redo = QAction(tr("&Undo"), window), QAction(tr("&Redo"), window)
    undo.setObjectName("undoAction")
    redo.setObjectName("redoAction")
    undo.setShortcut(UNDO)
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    undo.triggered.connect(lambda _=False: history.undo())
    redo.triggered.connect(lambda _=False: history.redo())
    menu.addActions([undo, redo])
    menu.addSeparator()
    points = QAction(tr("&Edit points"), window)
    points.setObjectName("editPointsAction")
    points.setCheckable(True)
    points.setShortcut("Ctrl+D")
    points.triggered.connect(window.fit.edit.set_active)
    window.fit.edit.activeChanged.connect(points.setChecked)
    menu.addAction(points)
    exclude = QAction(tr("E&xclude points"), window)
    exclude.setCheckable(True)
    exclude.setShortcut("Ctrl+Shift+D")
    exclude.triggered.connect(window.fit.exclude.set_active)
    window.fit.exclude.activeChanged.connect(exclude.setChecked)
    menu.addAction(exclude)
    menu.addAction(tr("&Include all points")).triggered.connect(
        lambda _=False: window.fit.exclude.include_all()
    )

    def show() -> None:
        for action, verb, of, words in (
            (undo, mark("&Undo"), mark("&Undo {words}"), history.undo_words),
            (redo, mark("&Redo"), mark("&Redo {words}"), history.redo_words),
        ):
            plain = "" if words is None else words.replace("&", "&&")
            action.setText(tr(of, words=plain) if words else tr(verb))
            action.setEnabled(words is not None)

    history.changed.connect(show)
    show()


class UndoGrouping(QObject):
    """One drag of λ, one play along it: one step each. Fields leave Ctrl+Z to the window
    once they have nothing of their own to take back."""

    def __init__(self, window: WindowBase) -> None:
        super().__init__(window)
        history, strip = window.session.history, window.strip
        strip.slider.sliderPressed.connect(history.hold)
        strip.slider.sliderReleased.connect(history.release)
        strip.play.toggled.connect(lambda on: history.hold() if on else history.release())
        for kind in (QLineEdit, QAbstractSpinBox):
            for field in window.findChildren(kind):
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            edit = watched if isinstance(watched, QLineEdit) else watched.findChild(QLineEdit)
            if not isinstance(edit, QLineEdit):
                return False
            nothing = event.matches(UNDO) and not edit.isUndoAvailable()
            if nothing or (event.matches(REDO) and not edit.isRedoAvailable()):
                event.ignore()
                return True
        return False
