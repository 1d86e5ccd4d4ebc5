"""The row that tells a lesson, step by step, while the window stays as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mirrors_gui.lessons.content import LESSONS, Lesson, Step
from mirrors_gui.lessons.highlight import Highlight
from mirrors_gui.model.presets import PRESETS
from mirrors_gui.style.repaint import next_turn
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import IconButton, caption, label, named
from mirrors_gui.window_base import WindowBase


class LessonBar(QFrame):
    """Words of a step, Back, Next, and a cross; the control it is about has a ring.

    Attributes
    ----------
    lesson : Lesson or None
        The one under way.
    place : int
        Of its step.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonBar")
        self.setProperty("role", "notice")
        self.lesson: Lesson | None = None
        self.place = 0
        self.heading: QLabel = named(label("", "heading"), "lessonHeading", tr("Lesson"), "")
        self.words: QLabel = named(caption(role="body"), "lessonWords", tr("What to look at"), "")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.back = named(
            QPushButton(tr("Back")), "lessonBackButton", tr("Back"), tr("The step before")
        )
        self.next = named(
            QPushButton(tr("Next")), "lessonNextButton", tr("Next"), tr("The next step")
        )
        self.next.setProperty("role", "primary")
        self.skip = named(
            IconButton("close"),
            "lessonSkipButton",
            tr("Leave the lesson"),
            tr("Leave the lesson (in Help)"),
        )
        self.skip.clicked.connect(self.leave)
        self.back.clicked.connect(lambda: self.go_to(self.place - 1))
        self.next.clicked.connect(self._forward)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self.heading)
        text.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        row.addLayout(text, 1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        row.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def bind(self, window: WindowBase) -> None:
        """The window that it tells about."""
        self._window = window
        self.ring = Highlight(window)
        window.closed.connect(self.leave)

    def start(self, lesson: Lesson) -> None:
        """Open what a lesson is about, asking first where work would be lost, and begin."""
        session = self._window.session
        preset = next(preset for preset in PRESETS if preset.title == lesson.preset)

        def begin() -> None:
            preset.open(session)
            if self.lesson is None:
                self._folds = dict(self._window.folded_by_hand)
            self.lesson = lesson
            self.show()
            self.go_to(0)

        session.replace_data(tr("the lesson “{title}”", title=tr(lesson.title)), begin)

    def leave(self) -> None:
        """The window as it is without a lesson: what one has unfolded is as it was before."""
        if self.lesson is not None:
            self._window.set_folds(self._folds)
        self.lesson = None
        self.ring.point_at("")
        self.hide()

    @property
    def step(self) -> Step | None:
        """The step that is told."""
        return None if self.lesson is None else self.lesson.steps[self.place]

    def go_to(self, place: int) -> None:
        """Tell a step."""
        lesson = self.lesson
        if lesson is None or not 0 <= place < len(lesson.steps):
            return
        self.place = place
        self.heading.setText(
            tr(
                "{title} · {step} of {steps}",
                title=tr(lesson.title),
                step=place + 1,
                steps=len(lesson.steps),
            )
        )
        self.words.setText(tr(lesson.steps[place].words))
        self.back.setEnabled(place > 0)
        following = self._following()
        last = place == len(lesson.steps) - 1
        self.next.setText(
            tr("Next") if not last else tr("Next lesson") if following else tr("Done")
        )
        self.next.setToolTip(tr(following.title) if last and following else tr("The next step"))
        self._point()
        next_turn(self, self._point)  # the row itself may have moved everything

    def _point(self) -> None:
        step = self.step
        if step is not None:
            self.ring.point_at(step.target)

    def _following(self) -> Lesson | None:
        assert self.lesson is not None
        place = LESSONS.index(self.lesson) + 1
        return LESSONS[place] if place < len(LESSONS) else None

    def _forward(self) -> None:
        assert self.lesson is not None
        if self.place + 1 < len(self.lesson.steps):
            self.go_to(self.place + 1)
            return
        following = self._following()
        if following is None:
            self.leave()
        else:
            self.start(following)
