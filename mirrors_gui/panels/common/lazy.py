"""Panels that draw nothing while they are hidden."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mirrors_gui.panels.common.base import Panel
from mirrors_gui.style.repaint import PaintOnce
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.scrolled import Page, Scrolled

if TYPE_CHECKING:
    from mirrors_gui.model.session import Session

Drawing = Callable[[], None]
WAITING = mark("The first answer is on its way.")
NO_ANSWER = mark(
    "There is no answer to show: the network was refused, or the computation was cancelled.\n"
    "Change a setting to ask anew."
)


class LazyPanel(Panel):
    """A panel whose drawings wait until it is shown, and that invites while it is empty.

    `self.content` is the layout for its widgets. Subclasses call `due` with the methods
    that have to run; each runs once, in order, as soon as the panel is visible.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._due: dict[Drawing, None] = {}
        self._invited = ""
        self._pages = QStackedWidget()
        self._invitation = QLabel()
        self._invitation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._invitation.setWordWrap(True)
        self._invitation.setProperty("role", "caption")
        self._invitation.setMargin(24)
        page = Page()
        self._painting = PaintOnce(self._pages)
        self.content = QVBoxLayout(page)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(8)
        # where the place is lower than what it holds can be, it scrolls rather than overlaps
        scrolled = Scrolled()
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(page)
        page.setProperty("role", "plain")
        self._pages.addWidget(self._invitation)
        self._pages.addWidget(scrolled)
        self.body.addWidget(self._pages, 1)

    def due(self, *drawings: Drawing) -> None:
        """Run these now if the panel is seen, else when it next is."""
        self._due.update(dict.fromkeys(drawings))
        if self.isVisible():
            self._run()

    def invite(self, words: str) -> None:
        """Show `words` instead of the content; no words, the content."""
        self._invited = words
        self._pages.setCurrentIndex(0 if words else 1)
        self._say_why()

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.busyChanged.connect(self._say_why)

    def follow_theme(self, theme: Theme) -> None:
        self.due(self._repaint)

    def _repaint(self) -> None:
        assert self.session is not None
        self.apply_theme(self.session.appearance.theme)

    def _say_why(self, _busy: bool = False) -> None:
        """An answer that does not come is not on its way."""
        session = self.session
        idle = session is not None and not session.busy
        words = NO_ANSWER if self._invited == WAITING and idle else self._invited
        self._invitation.setText(tr(words))

    @property
    def invitation(self) -> str:
        """The words shown in place of the content, "" while there is content."""
        return self._invitation.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        try:
            self._run()
        except Exception:  # one that left an event of Qt's would take the process with it
            sys.excepthook(*sys.exc_info())

    def _run(self) -> None:
        due, self._due = self._due, {}
        if not due:
            return
        # what they change moves widgets about for some events more: it is painted once, then
        self._painting.hold()
        for drawing in due:
            drawing()


class Lines(QLabel):
    """A label as high as so many lines, also when the type changes."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.lines, self._words = lines, ""
        self.setProperty("role", "caption")
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.lines * self.fontMetrics().lineSpacing() + 4)

    def keep(self, lines: int) -> None:
        """Be as high as so many lines from now on."""
        if lines != self.lines:
            self.lines = lines
            self._fit()

    def say(self, words: str, whole: str = "") -> None:
        """Show `words`, shortened to the lines there are; the tooltip has them all, or `whole`."""
        self._words = words
        self.setToolTip(whole or words)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._words:
            self._shorten()

    def _shorten(self) -> None:
        metrics, width = self.fontMetrics(), self.width()
        lines = self._words.split("\n")
        room = max(1, self.height() // metrics.lineSpacing() // len(lines))
        # a wrapped line loses up to a word at its end
        pixels = int(width if room == 1 else width * (room - 0.25))
        right = Qt.TextElideMode.ElideRight
        self.setText("\n".join(metrics.elidedText(line, right, pixels) for line in lines))


def detail(says: str, lines: int = 2) -> Lines:
    """A few lines of words under a drawing; their height is kept, so that nothing jumps."""
    made = Lines(lines)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    made.setAccessibleName(says)
    return made


def say(where: Lines, words: str, whole: str = "") -> None:
    """Put `words` into a `detail` label, and what more there is to say into its tooltip."""
    where.say(words, whole)


NO_SIGNAL = mark("Load a signal to see {what}.")
CONSTANT = mark(
    "From λ = λmax up the optimal network is a constant, so there is nothing here.\n"
    "Make λ smaller to let the first neurons in."
)

FLAT = mark(
    "A constant meets every sample, whatever λ is: no neuron is needed.\n"
    "Load a signal that varies to see what networks make of it."
)


def invitation(result: object | None, signal: object | None, what: str) -> str:
    """Why there is nothing to show, and what to do about it; "" if there is something."""
    if result is None:
        if signal is None:
            return tr(NO_SIGNAL, what=what)
        return WAITING
    if not len(result.weights):  # type: ignore[attr-defined]
        return CONSTANT if result.lam_max > 0 else FLAT  # type: ignore[attr-defined]
    return ""
