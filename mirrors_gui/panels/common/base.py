"""What every panel is: a title, a guide, a session it is bound to, a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import caption
from mirrors_gui.widgets.veil import Veil

if TYPE_CHECKING:
    from mirrors_gui.model.session import Session
    from mirrors_gui.style.theme import Theme


class Panel(QWidget):
    """One view of the session. Subclasses add their widgets to `self.body`.

    Attributes
    ----------
    title : str
        What its tab or card is called.
    shows_answer : bool
        Whether its content belongs to the answer on show, so that it is veiled while that
        is old.
    guide : str
        One or two plain sentences: what one sees here and what one can do.
    """

    title: ClassVar[str] = ""
    shows_answer: ClassVar[bool] = True
    guide: ClassVar[str] = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self._veil: Veil | None = None
        self.setAccessibleName(tr(self.title))
        self.setAccessibleDescription(tr(self.guide))
        self.setToolTip(tr(self.guide))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        if self.guide:
            self.body.addWidget(caption(tr(self.guide)))

    def event(self, event: QEvent) -> bool:
        # the guide can be read already: it should not pop up over the whole panel
        return event.type() == QEvent.Type.ToolTip or super().event(event)

    def bind(self, session: Session) -> None:
        """Connect to the session; overriders call this first, then show what is there."""
        self.session = session
        session.appearance.changed.connect(self.follow_theme)
        self.apply_theme(session.appearance.theme)
        session.appearance.changed.connect(lambda _: self.show_age(session.age.old))
        session.age.changed.connect(self.show_age)
        self.show_age(session.age.old)

    def show_age(self, old: bool) -> None:
        """Show the answer as old, or as the one asked for."""
        if not self.shows_answer or self.session is None:
            return
        if self._veil is None:
            self._veil = Veil(self)
        self._veil.color = self.session.appearance.theme.color("raised")
        self._veil.lift(not old)

    def follow_theme(self, theme: Theme) -> None:
        """Another theme, or another size of type, is in force."""
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Repaint what the style sheet does not reach, such as plots."""

    def save_state(self) -> dict[str, Any]:
        """What to remember between sessions, as JSON values."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take back what `save_state` gave; unknown entries are ignored."""
