"""What the panels hear when the question changes, in one order whatever changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mirrors_gui.model.question import Question

if TYPE_CHECKING:
    from mirrors_gui.model.session import Session


def tell(session: Session, before: Question, fresh: bool = False) -> None:
    """Say what differs from `before`, or that the data are new in any case, and ask."""
    now = Question.of(session)
    if now == before and not fresh:
        return
    data = fresh or now.signal is not before.signal
    # an answer may stay until the next one only where it has a value at every sample
    gone = data and (fresh or not before.is_edit_of(now))
    network = now.architecture != before.architecture
    loss = (now.loss, now.loss_options) != (before.loss, before.loss_options)
    if gone:
        session._forget()
    elif data or network or loss:
        session._drop_path()
    if network and not gone:
        session.select(None)
        session.hover(None)
    if data:
        session.signalChanged.emit(session.signal)
    if network:
        session.architectureChanged.emit(session.architecture)
    if loss or now.solver != before.solver:
        session.settingsChanged.emit()
    if now.lam_ratio != before.lam_ratio:
        session.lamChanged.emit(session.lam_ratio)
    if gone:
        session.resultChanged.emit(None)
    session._ask()
