"""The parts of the main window by type, for modules that act on the window.

`MainWindow` imports menus, settings and recovery, so that these cannot import it: they take
this base class instead.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QTabWidget, QWidget

from mirrors_gui.model.document import Document
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.panels.fit.area import FitArea
from mirrors_gui.panels.fit.header import FitHeader
from mirrors_gui.panels.fit.plot import FitPlot
from mirrors_gui.panels.lambda_strip.strip import LambdaStrip
from mirrors_gui.panels.settings.data_card import DataCard
from mirrors_gui.panels.settings.network_card import NetworkCard
from mirrors_gui.panels.status import Status
from mirrors_gui.widgets.columns import Columns
from mirrors_gui.widgets.prompts import Notices
from mirrors_gui.widgets.tab_row import TabRow


class WindowBase(QMainWindow):
    """What the main window consists of and can do."""

    closed = Signal()

    session: Session
    document: Document
    notices: Notices
    data: DataCard
    network: NetworkCard
    fit: FitPlot
    fit_area: FitArea
    strip: LambdaStrip
    status: Status
    tabs: QTabWidget
    tab_row: TabRow
    views: list[Panel]
    left: QWidget
    right: QWidget
    columns: Columns
    header: FitHeader
    folded_by_hand: dict[QWidget, bool]
    lessons: Any
    start_page: Any
    language: Any
    recent: Any  # these six act on the window and import this module, hence no types here
    opening: Any
    presentation: Any
    show_log_folder: Callable[[], object]

    @abstractmethod
    def panels(self) -> list[Panel]:
        """Every panel, bound to the session."""

    @abstractmethod
    def fold(self, side: QWidget, folded: bool) -> None:
        """Fold or unfold a side panel by hand."""

    @abstractmethod
    def set_folds(self, folds: dict[QWidget, bool]) -> None:
        """What is folded or unfolded by hand, in place of what was."""

    @abstractmethod
    def set_large(self, large: bool) -> None:
        """Let the views and the fit change places."""

    @abstractmethod
    def show_failure(self, sentence: str) -> None:
        """Show a sentence over the plot."""

    @abstractmethod
    def hide_failure(self) -> None:
        """Hide that sentence."""

    @abstractmethod
    def show_gallery(self) -> None:
        """Open the gallery."""

    @abstractmethod
    def show_about(self) -> None:
        """Say what the program is."""
