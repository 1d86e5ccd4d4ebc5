"""What the first start shows: three ways to begin, over a window that is ready behind them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mirrors_gui.lessons.content import LESSONS, Lesson
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import Card, caption, label, named

WIDEST = 960  # px of the three doors


class StartPage(QWidget):
    """Covers the middle of the window until a door is taken; menus and keys go on.

    Signals
    -------
    left : it has been seen, and is gone
    lessonAsked : Lesson
    openAsked, galleryAsked, paperAsked : the other doors
    """

    left = Signal()
    lessonAsked = Signal(object)
    openAsked = Signal()
    galleryAsked = Signal()
    paperAsked = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("startPage")
        self.setAccessibleName(tr("How to begin"))
        heading = label(tr("What can a network make of one column of data?"), "title")
        words = caption(
            tr(
                "Mirrors finds the best network there is, proves that it is, and shows why it "
                "looks as it does."
            )
        )
        for text in (heading, words):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setWordWrap(True)
        words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        doors = QHBoxLayout()
        doors.setSpacing(16)
        for door in (self._data(), self._lessons(), self._paper()):
            doors.addWidget(door, 1)
        self.skip = self._button(tr("Look at the Nile"), "startSkipButton", "", self.leave)
        self.skip.setToolTip(tr("Close this page; Help has it again"))
        inner = QWidget()
        inner.setProperty("role", "plain")
        inner.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(heading)
        column.addWidget(words)
        column.addSpacing(8)
        column.addLayout(doors)
        column.addSpacing(8)
        column.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addStretch(1)
        row.addWidget(inner, 20)
        row.addStretch(1)
        self._over = over
        over.installEventFilter(self)
        self.hide()

    def _data(self) -> Card:
        door = Card(tr("My data"))
        door.body.addWidget(
            self._words(
                tr(
                    "A CSV file, a spreadsheet, an audio file, and many more. Or drop a file "
                    "anywhere, or paste columns with Ctrl+V."
                )
            )
        )
        door.body.addStretch()
        ask = self.openAsked.emit
        door.body.addWidget(
            self._button(tr("Open …"), "startOpenButton", tr("Open a file  (Ctrl+O)"), ask)
        )
        return door

    def _lessons(self) -> Card:
        door = Card(tr("A lesson"))
        door.body.addWidget(
            self._words(tr("Five steps each, on the real controls; leave at any time."))
        )
        door.body.addStretch()
        for place, lesson in enumerate(LESSONS):
            button = self._button(
                tr(lesson.title),
                f"startLessonButton{place + 1}",
                tr(lesson.promise),
                partial(self._begin, lesson),
            )
            if not place:
                button.setProperty("role", "primary")
                self.first = button
            door.body.addWidget(button)
        return door

    def _paper(self) -> Card:
        door = Card(tr("The paper"))
        door.body.addWidget(
            self._words(
                tr(
                    "A Library of Mirrors (arXiv 2403.01046): its examples and figures, "
                    "computed, and one entry of the gallery for each of its claims."
                )
            )
        )
        door.body.addStretch()
        for words, name, tip, ask in (
            (
                tr("Its claims"),
                "startGalleryButton",
                tr("The gallery  (Ctrl+G)"),
                self.galleryAsked.emit,
            ),
            (
                tr("Its examples"),
                "startPaperButton",
                tr("The manual: the paper"),
                self.paperAsked.emit,
            ),
        ):
            door.body.addWidget(self._button(words, name, tip, ask))
        return door

    def _words(self, text: str) -> QLabel:
        made = caption(text)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        return made

    def _button(self, words: str, name: str, tip: str, do: Callable[[], object]) -> QPushButton:
        button: QPushButton = named(QPushButton(words), name, words, tip)
        button.clicked.connect(lambda _=False: do())
        return button

    def _begin(self, lesson: Lesson) -> None:
        self.leave()
        self.lessonAsked.emit(lesson)

    def enter(self, again: bool = False) -> None:
        """Show it over the window, where the Nile waits unless one was there before."""
        self.skip.setText(tr("Back to the window") if again else tr("Look at the Nile"))
        self.skip.setAccessibleName(self.skip.text())
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.first.setFocus()

    def leave(self) -> None:
        """It has been seen."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        key = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
            event.accept()  # the menu has it for Cancel
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().window())
