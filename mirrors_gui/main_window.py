"""The window: assembles the panels and wires them to one session."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QCloseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine.text.printable import printable
from mirrors_gui.actions.about import open_about
from mirrors_gui.actions.data_opening import DataOpening
from mirrors_gui.actions.manual import open_manual
from mirrors_gui.actions.menus import build_menus, wire_exports
from mirrors_gui.actions.presentation_mode import PresentationMode
from mirrors_gui.actions.undo import UndoGrouping
from mirrors_gui.compute.runner import remedies_of
from mirrors_gui.gallery.panel import Gallery
from mirrors_gui.gallery.story import Story
from mirrors_gui.lessons.bar import LessonBar
from mirrors_gui.lessons.start_page import StartPage
from mirrors_gui.model.document import Document
from mirrors_gui.model.project.project import is_project
from mirrors_gui.model.session import Session
from mirrors_gui.panels import TABS
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.panels.fit.area import FitArea
from mirrors_gui.panels.fit.axes import AXIS_WIDTH
from mirrors_gui.panels.fit.build_bar import BuildBar
from mirrors_gui.panels.fit.evaluate_field import EvaluateField
from mirrors_gui.panels.fit.fit_legend import FitLegend
from mirrors_gui.panels.fit.header import FitHeader
from mirrors_gui.panels.fit.plot import FitPlot
from mirrors_gui.panels.fit.sum_line import SumLine
from mirrors_gui.panels.lambda_strip.strip import LambdaStrip
from mirrors_gui.panels.settings.data_card import DataCard
from mirrors_gui.panels.settings.network_card import NetworkCard
from mirrors_gui.panels.status import Status
from mirrors_gui.persistence.recent_files import RecentFiles
from mirrors_gui.persistence.view_state import restore_view, save_view
from mirrors_gui.style import theme as themes
from mirrors_gui.style.repaint import PaintOnce
from mirrors_gui.style.responsive_layout import CENTRE_PADDING, GAP, folds_by_itself
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.plain import window_title
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets import icons
from mirrors_gui.widgets.columns import Columns
from mirrors_gui.widgets.controls import Card, named
from mirrors_gui.widgets.error_banner import ErrorBanner
from mirrors_gui.widgets.prompts import Notices
from mirrors_gui.widgets.tab_row import TabRow
from mirrors_gui.widgets.window_style import WindowStyle
from mirrors_gui.window_base import WindowBase

STRIP = 112  # px high


class MainWindow(WindowBase):
    """Assembles the widgets and connects them; decisions are taken by the models."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self._over = session, False
        self.setWindowTitle("Mirrors")
        self.setWindowIcon(icons.app_icon())
        self.resize(1440, 900)
        self.setMinimumSize(720, 520)
        self.data, self.network = DataCard(), NetworkCard()
        self.fit, self.strip, self.status = FitPlot(), LambdaStrip(), Status()
        self.fit_area, self.header = FitArea(self.fit), FitHeader()
        self.tabs = named(QTabWidget(), "tabs", tr("Views of the network"), "")
        self.tabs.setDocumentMode(True)
        self.views: list[Panel] = [make() for make in TABS]
        self.notices, self.banner = Notices(), ErrorBanner()
        self.document = Document(session, self.notices, lambda: save_view(self))
        self.opening = DataOpening(self)
        self.recent = RecentFiles(self)  # which shows what `opening` keeps
        self.show_log_folder = lambda: self.show_failure(tr("This window keeps no log."))
        self._assemble()
        self._painting = PaintOnce(
            *(self.centre, self.right, self.strip, self.left, self.statusBar())
        )
        self.scale = 1.0
        self.presentation = PresentationMode(self)
        build_menus(self)
        self.folded_by_hand: dict[QWidget, bool] = {}
        for change in (
            session.signalChanged,
            session.architectureChanged,
            session.settingsChanged,
            session.resultChanged,
        ):
            change.connect(self._painting.hold)  # before the panels hear of it
        for panel in self.panels():
            panel.bind(session)
        self._wire()
        bars = [self.menuBar(), self.statusBar(), self.notices, self.tab_row]
        bars += [self.lessons, self.lessons.ring, self.start_page]
        parts = [*bars, self.left, self.centre, self.strip, *self.views]
        slow = (self.centre, self.right, self.strip)
        WindowStyle(self, session.appearance, parts, session.make_way, slow)
        # after the style sheets, before the panels measure their type
        session.appearance.aboutToChange.connect(lambda turns: turns.append(self._make_room))

    def panels(self) -> list[Panel]:
        return [
            *(self.data, self.network, self.fit, self.fit_area),
            *(self.strip, self.status),
            *self.views,
        ]

    # assembly

    def _assemble(self) -> None:
        column = QWidget()
        column.setProperty("role", "plain")
        cards = QVBoxLayout(column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(GAP)
        cards.addWidget(self.data)
        cards.addWidget(self.network)
        cards.addStretch()
        self.left = QScrollArea()
        self.left.setWidget(column)
        self.left.setWidgetResizable(True)
        self.left.setFrameShape(QFrame.Shape.NoFrame)
        self.left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for view in self.views:
            view.body.setContentsMargins(0, 12, 0, 0)
            self.tabs.setTabToolTip(self.tabs.addTab(view, tr(view.title)), tr(view.guide))
        self.right = Card()
        self.right.body.setContentsMargins(12, 4, 12, 12)
        self.tab_row = TabRow(self.tabs)
        self.right.body.addWidget(self.tab_row)
        self.right.body.addWidget(self.tabs, 1)

        self.centre = centre = Card()
        centre.body.setContentsMargins(CENTRE_PADDING, 12, CENTRE_PADDING, 8)
        centre.body.addWidget(self.header)
        centre.body.addWidget(self.banner)
        self.story, self.legend = Story(), FitLegend()
        centre.body.addWidget(self.story)
        self.sum_line = SumLine()
        centre.body.addLayout(self._beside_axis(self.sum_line))
        self.build_bar = BuildBar()
        centre.body.addLayout(self._beside_axis(self.build_bar))
        marks = self._beside_axis(self.legend)
        self.evaluate = EvaluateField()
        marks.addWidget(self.evaluate)
        centre.body.addLayout(marks)
        centre.body.addWidget(self.fit_area, 1)

        self.columns = Columns(self.left, centre, self.right)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(GAP, GAP, GAP, GAP)
        rows.setSpacing(GAP)
        rows.addWidget(self.notices)
        self.lessons = LessonBar()
        rows.addWidget(self.lessons)
        rows.addWidget(self.columns, 1)
        rows.addWidget(self.strip)
        self.setCentralWidget(whole)
        self.start_page = StartPage(whole)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().setSizeGripEnabled(False)

    def _beside_axis(self, widget: QWidget) -> QHBoxLayout:
        """A row that begins where the plot does."""
        row = QHBoxLayout()
        row.setContentsMargins(AXIS_WIDTH, 0, 8, 0)
        row.addWidget(widget)
        return row

    def _wire(self) -> None:
        session = self.session
        self.fit.edit.refused.connect(self.show_failure)
        self.fit.exclude.refused.connect(self.show_failure)
        for happened in (self.fit.exclude.done, self.fit.copied):
            happened.connect(self.status.confirm)
        session.pins.pinned.connect(
            lambda: self.status.confirm(tr("Pinned: Compare, at the right, has it with the others"))
        )
        self.data.includeAllAsked.connect(self.fit.exclude.include_all)
        self.banner.remedies.taken.connect(session.take)
        self.banner.look_into.clicked.connect(self.opening.preview_refused)
        session.viewAsked.connect(self.show_view)
        self.tabs.currentChanged.connect(lambda _: session.make_way())
        session.failed.connect(self.show_failure)
        self.strip.refused.connect(self.show_failure)
        self.strip.understood.connect(self.banner.hide)
        for change in (
            session.signalChanged,
            session.architectureChanged,
            session.settingsChanged,
            session.lamChanged,
        ):
            change.connect(self.banner.hide)
        header = self.header
        header.bind(session, self.fit.edit, self.fit.exclude)
        header.see_all_button.clicked.connect(self.fit_area.see_all)
        header.left_button.clicked.connect(lambda: self.fold(self.left, not self.left.isHidden()))
        header.right_button.clicked.connect(
            lambda: self.fold(self.right, not self.columns.side.isHidden())
        )
        self.tab_row.largeAsked.connect(self.set_large)
        self.story.bind(session)
        self.legend.bind(session)
        self.sum_line.bind(session)
        self.build_bar.bind(session)
        self.evaluate.bind(session)
        self.undo_grouping = UndoGrouping(self)
        self.document.changed.connect(self._show_title)
        self.document.failed.connect(self.show_failure)
        session.projectOpened.connect(lambda project, _: restore_view(self, project.view))
        self.data.openAsked.connect(self.opening.open_dialog)
        self.data.galleryAsked.connect(self.show_gallery)
        self.fit_area.welcome.openAsked.connect(self.opening.open_dialog)
        self.fit_area.welcome.galleryAsked.connect(self.show_gallery)
        self.lessons.bind(self)
        start = self.start_page
        start.lessonAsked.connect(self.lessons.start)
        start.openAsked.connect(self.opening.open_dialog)
        start.galleryAsked.connect(self.show_gallery)
        start.paperAsked.connect(lambda: open_manual(self, "paper.md"))
        session.signalChanged.connect(lambda _: start.leave())
        self.data.previewAsked.connect(self.opening.preview_again)
        wire_exports(self)
        self._show_title()

    # what the session says

    def show_failure(self, sentence: str) -> None:
        remedies = remedies_of(sentence)
        there = self.left.isVisible() and self.network.note.text() == said(sentence)
        refused = self.session.refused
        file = None if refused is None else refused.path
        table = refused is not None and not (file and (is_project(file) or not file.exists()))
        self.banner.show_sentence(printable(said(sentence)), remedies, table)
        self.banner.setVisible(bool(remedies) or not there)

    def hide_failure(self) -> None:
        self.banner.hide()

    def _show_title(self) -> None:
        title = window_title(self.document.name)
        self.setWindowTitle(f"{title}[*] – Mirrors" if title else "Mirrors[*]")
        self.setWindowModified(self.document.dirty)

    # what the user does

    def show_view(self, title: str) -> None:
        """Turn to the view of this title, unfolding the panel if it was folded by hand."""
        for index, view in enumerate(self.views):
            if view.title == title:
                self.tabs.setCurrentIndex(index)
        if self.columns.side.isHidden():
            self.fold(self.right, False)

    def show_gallery(self) -> None:
        self.session.make_way()
        dialog = Gallery(self.session, self)
        dialog.on_opened = lambda entry: self.story.show_entry(entry, self.session.signal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_about(self) -> None:
        open_about(self)

    def fold(self, side: QWidget, folded: bool) -> None:
        """Fold or unfold a side panel by hand; that choice is kept when the window is resized.

        `self.right` stands for what is at the right, which is the fit beside a large view.
        To fold what the width would fold anyway leaves the panel to the automatic layout.
        """
        place = (self.left, self.right).index(side)
        if folded == folds_by_itself(place, self.width(), self.scale, self.columns.large):
            self.folded_by_hand.pop(side, None)
        else:
            self.folded_by_hand[side] = folded
        self._painting.hold()
        self._fit_sides()

    def set_folds(self, folds: dict[QWidget, bool]) -> None:
        """What is folded or unfolded by hand, in place of what was."""
        if folds != self.folded_by_hand:
            self.folded_by_hand = dict(folds)
            self._painting.hold()
            self._fit_sides()

    def set_large(self, large: bool) -> None:
        """Let the views and the fit change places."""
        if large != self.columns.large:
            self.session.make_way()
            self._painting.hold()
            self.columns.set_large(large)
            if self.folded_by_hand.get(self.right):
                del self.folded_by_hand[self.right]  # they would hide the other one
            self._fit_sides()
        self.tab_row.show_large(large)

    def _make_room(self) -> None:
        """For type of another size."""
        scale = themes.type_scale()
        if scale == self.scale:
            return
        for words in self.findChildren(QLabel, "fieldLabel"):
            words.setFixedWidth(round(words.maximumWidth() * scale / self.scale))
        self.scale = scale
        self.strip.setFixedHeight(round(STRIP * scale))
        self._fit_sides()

    def _fit_sides(self) -> None:
        self.columns.arrange(self.width(), self.scale, self.folded_by_hand)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sides()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._over:  # nothing is left to be ended
            super().closeEvent(event)
            return
        self.strip.play.setChecked(False)
        if self.document.guarded and self.document.dirty:
            event.ignore()
            self.document.leave(tr("closing"), self.close)
            return
        self._over = True
        for dialog in self.findChildren(QDialog):  # one that asked for a file, say
            dialog.close()
        self.document.close()
        self.closed.emit()
        self.session.close()
        super().closeEvent(event)
