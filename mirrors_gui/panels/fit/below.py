"""The place of the residuals, which a low plot takes while its function is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mirrors_gui.style import theme as themes

if TYPE_CHECKING:
    from mirrors_gui.model.session import Session

LOW = 330  # px of both plots, in normal type


class BelowFit(QWidget):
    """Holds the residuals, and makes way where both plots are low and a part is on show.

    The residuals are those of the whole function, and pale meanwhile.
    """

    def __init__(self, residual: QWidget, plot: QWidget) -> None:
        super().__init__(plot)
        self._plot = plot
        self._session: Session | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(residual)
        plot.installEventFilter(self)

    def bind(self, session: Session) -> None:
        self._session = session
        session.build.changed.connect(self._fit)

    def _fit(self) -> None:
        built = self._session is not None and self._session.build.part is not None
        self.setVisible(not (built and self._plot.height() < themes.px(LOW)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._plot and event.type() == QEvent.Type.Resize:
            self._fit()
        return False
