"""The window: assembles the panels and wires them to one session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QChildEvent, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine.text.printable import printable
from mirrors_gui.actions.menus import build_menus
from mirrors_gui.actions.presentation_mode import PresentationMode
from mirrors_gui.actions.undo import UndoGrouping
from mirrors_gui.gallery.panel import Gallery
from mirrors_gui.gallery.story import Story
from mirrors_gui.importing import ImportDialog, Source
from mirrors_gui.importing.dialog import columns_of
from mirrors_gui.model.document import Document
from mirrors_gui.model.project import is_project
from mirrors_gui.model.session import Session
from mirrors_gui.panels import TABS
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.panels.fit.area import FitArea
from mirrors_gui.panels.fit.fit_legend import FitLegend
from mirrors_gui.panels.fit.plot import AXIS_WIDTH, FitPlot
from mirrors_gui.panels.lambda_strip.strip import LambdaStrip
from mirrors_gui.panels.settings.data_card import DataCard
from mirrors_gui.panels.settings.network_card import NetworkCard
from mirrors_gui.panels.status import Status
from mirrors_gui.persistence.recent_files import RecentFiles
from mirrors_gui.persistence.view_state import restore_view, save_view
from mirrors_gui.style import theme as themes
from mirrors_gui.style.repaint import PaintOnce, next_turn
from mirrors_gui.style.responsive_layout import CENTRE_PADDING, GAP, fit_sides, folds_by_itself
from mirrors_gui.style.screen_fit import fit_screen
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.plain import window_title
from mirrors_gui.text.urls import path_of
from mirrors_gui.widgets import icons
from mirrors_gui.widgets.controls import Card, IconButton, ShortLabel, named
from mirrors_gui.widgets.error_banner import ErrorBanner
from mirrors_gui.widgets.file_dialogs import ask_file
from mirrors_gui.widgets.prompts import Notices
from mirrors_gui.widgets.wrapping_tabs import TabRows
from mirrors_gui.window_base import WindowBase

STRIP = 112  # px high
FILES = "Tables (*.csv *.tsv *.txt *.dat);;All files (*)"
EDITING = "Drag a point · double-click adds one · right-click removes it · Esc ends"
ABOUT = (
    "<p><b>Mirrors</b> trains small-input deep networks to the certified global optimum "
    "and shows why they look as they do.</p>"
    "<p>After E. Zeger, Y. Wang, A. Mishkin, T. Ergen, E. Candès and M. Pilanci, "
    "<i>A Library of Mirrors</i>, arXiv 2403.01046.</p>"
)


class MainWindow(WindowBase):
    """Everything the user sees; it decides nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self._over = session, False
        session.appearance.aboutToChange.connect(self._restyle)
        session.appearance.changed.connect(self._make_room)  # before the panels measure their type
        self.setWindowTitle("Mirrors")
        self.setWindowIcon(icons.app_icon())
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(720, 520)
        self.data, self.network = DataCard(), NetworkCard()
        self.fit, self.strip, self.status = FitPlot(), LambdaStrip(), Status()
        self.fit_area = FitArea(self.fit)
        self.tabs = named(QTabWidget(), "tabs", "Views of the network", "")
        self.tabs.setDocumentMode(True)
        self.views: list[Panel] = [make() for make in TABS]
        self.notices, self.banner = Notices(), ErrorBanner()
        self.document = Document(session, self.notices, lambda: save_view(self))
        self.recent = RecentFiles(self)
        self.show_log_folder = lambda: self.show_failure("This window keeps no log.")
        self._assemble()
        self._painting = PaintOnce(self.centre, self.right, self.strip)
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
        for part in self._parts():
            themes.apply_style_sheet(part, session.appearance.theme)
        self._restyle_dialogs()

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
            self.tabs.setTabToolTip(self.tabs.addTab(view, view.title), view.guide)
        self.right = Card()
        self.right.body.setContentsMargins(12, 4, 12, 12)
        self.tab_rows = TabRows(self.tabs)
        self.right.body.addWidget(self.tab_rows)
        self.right.body.addWidget(self.tabs, 1)

        self.left_button = named(
            IconButton("panel-left"), "leftPanelButton", "Left panel", "Data and network  (Ctrl+1)"
        )
        self.right_button = named(
            IconButton("panel-right"), "rightPanelButton", "Right panel", "The views  (Ctrl+2)"
        )
        self.edit_button = named(
            IconButton("edit"),
            "editButton",
            "Edit points",
            "Edit points  (Ctrl+D): drag to move, Shift keeps x; double-click adds; "
            "right-click or Delete removes; arrow keys nudge; Esc ends",
        )
        self.edit_button.setCheckable(True)
        self.edit_button.clicked.connect(self.fit.edit.set_active)
        self.fit.edit.activeChanged.connect(self.edit_button.setChecked)
        self.fit.edit.activeChanged.connect(self._show_heading)
        see_all = named(
            IconButton("view"), "seeAllButton", "See all data", "See all data  (Ctrl+0)"
        )
        see_all.clicked.connect(self.fit_area.see_all)
        for button, side in ((self.left_button, self.left), (self.right_button, self.right)):
            button.clicked.connect(lambda _=False, s=side: self.fold(s, not s.isHidden()))
        self.heading, self.subheading = ShortLabel(), ShortLabel()
        self.heading.setProperty("role", "title")
        self.subheading.setProperty("role", "caption")
        for line in (self.heading, self.subheading):
            line.setTextFormat(Qt.TextFormat.PlainText)  # a name from a file is no markup
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.subheading)
        header = QHBoxLayout()
        header.setSpacing(GAP)
        header.setContentsMargins(8, 0, 8, 0)
        header.addWidget(self.left_button)
        header.addLayout(words, 1)
        header.addWidget(self.edit_button)
        header.addWidget(see_all)
        header.addWidget(self.right_button)
        self.centre = centre = Card()
        centre.body.setContentsMargins(CENTRE_PADDING, 12, CENTRE_PADDING, 8)
        centre.body.addLayout(header)
        centre.body.addWidget(self.banner)
        self.story, self.legend = Story(), FitLegend()
        centre.body.addWidget(self.story)
        centre.body.addLayout(self._beside_axis(self.legend))
        centre.body.addWidget(self.fit_area, 1)

        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.left)
        top.addWidget(centre, 1)
        top.addWidget(self.right)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(GAP, GAP, GAP, GAP)
        rows.setSpacing(GAP)
        rows.addWidget(self.notices)
        rows.addLayout(top, 1)
        rows.addWidget(self.strip)
        self.setCentralWidget(whole)
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
        session.appearance.changed.connect(self.apply_theme)
        self.fit.edit.refused.connect(self.show_failure)
        self.banner.look_into.clicked.connect(self.preview_refused)
        session.viewAsked.connect(self.show_view)
        self.tabs.currentChanged.connect(lambda _: session.make_way())
        session.failed.connect(self.show_failure)
        self.strip.refused.connect(self.show_failure)
        for change in (
            session.signalChanged,
            session.architectureChanged,
            session.settingsChanged,
            session.lamChanged,
        ):
            change.connect(self.banner.hide)
        session.signalChanged.connect(self._show_heading)
        session.architectureChanged.connect(self._show_heading)
        session.age.changed.connect(self._show_heading)
        session.resultChanged.connect(self._show_heading)
        self.story.bind(session)
        self.legend.bind(session)
        self.undo_grouping = UndoGrouping(self)
        self.document.changed.connect(self._show_heading)
        self.document.failed.connect(self.show_failure)
        session.projectOpened.connect(lambda project, _: restore_view(self, project.view))
        self.data.openAsked.connect(self.open_dialog)
        self.data.galleryAsked.connect(self.show_gallery)
        self.fit_area.welcome.openAsked.connect(self.open_dialog)
        self.fit_area.welcome.galleryAsked.connect(self.show_gallery)
        self.data.previewAsked.connect(self.preview_again)
        self.apply_theme(session.appearance.theme)
        self._show_heading()

    # what the session says

    def _parts(self) -> list[QWidget]:
        """What has a style sheet: together all that needs one."""
        bars = [self.menuBar(), self.statusBar(), self.notices, self.tab_rows]
        return [*bars, self.left, self.centre, self.strip, *self.views]

    def _restyle(self, turns: list[Callable[[], object]]) -> None:
        self.setUpdatesEnabled(False)  # until all of it is as the theme has it
        self.session.make_way()
        for part in self._parts():
            turns.append(partial(self._restyle_part, part))
        turns.append(self._restyle_dialogs)

    def _restyle_part(self, part: QWidget) -> None:
        themes.apply_style_sheet(part, self.session.appearance.theme)

    def _restyle_dialogs(self) -> None:
        """Dialogs that are open, and menus."""
        for child in self.children():
            if isinstance(child, QWidget) and child.isWindow():
                themes.apply_style_sheet(child, self.session.appearance.theme)
                if isinstance(child, QDialog):
                    fit_screen(child)
        fit_screen(self)

    def childEvent(self, event: QChildEvent) -> None:
        """Dialogs get their style sheet as they are about to be shown."""
        super().childEvent(event)
        if event.polished():  # a child that comes or goes is not yet, or no longer, whole
            child = event.child()
            if isinstance(child, QWidget) and child.isWindow():
                self.session.make_way()
                themes.apply_style_sheet(child, self.session.appearance.theme)
                if isinstance(child, QDialog):
                    fit_screen(child)

    def apply_theme(self, theme: Theme) -> None:
        icons.tint(self, theme)
        next_turn(self, lambda: self.setUpdatesEnabled(True))

    def show_failure(self, sentence: str) -> None:
        self.banner.sentence.setText(printable(sentence))
        said = self.left.isVisible() and self.network.note.text() == sentence
        refused = self.session.refused
        file = None if refused is None else refused.path
        table = refused is not None and not (file and (is_project(file) or not file.exists()))
        self.banner.look_into.setVisible(table)
        self.banner.setVisible(not said)

    def _show_heading(self, _change: object = None) -> None:
        signal = self.session.signal
        name = signal.name if signal is not None else ""
        title = window_title(self.document.name)
        self.setWindowTitle(f"{title}[*] – Mirrors" if title else "Mirrors[*]")
        self.setWindowModified(self.document.dirty)
        self.heading.setText(name or ("No data" if signal is None else "Data without a name"))
        editing = self.fit.edit.active
        session = self.session
        words = session.architecture.describe()
        if session.age.old and session.result is not None:
            shown = session.result.architecture.describe()
            words = f"{shown} · solving …" if shown == words else f"{shown} · solving: {words} …"
        self.subheading.setText(EDITING if editing else words)

    # what the user does

    def open_dialog(self) -> None:
        """Choose a table or a project."""
        self.document.ask_open(self)

    def paste(self) -> None:
        """Fit what the clipboard holds; text fields keep their own paste."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.session.replace_data("pasting", lambda: self.session.open_text(text))
        else:
            self.show_failure("The clipboard holds no text: copy columns of numbers first.")

    def import_dialog(self) -> None:
        """Choose a file and see how it reads before it is fitted."""
        ask_file(self, "Import with a preview", FILES, lambda path: self.preview(Source(path)))

    def preview_again(self) -> None:
        """Reopen the file in use with the choices it was read by."""
        session = self.session
        if session.table is None:
            self.import_dialog()
            return
        source = (
            Source(None, session.pasted) if session.pasted else Source(Path(session.table.source))
        )
        self.preview(source, session.table.options, columns_of(session))

    def preview_refused(self) -> None:
        """Look into the file that could not be read."""
        refused = self.session.refused
        if refused is not None:
            self.banner.hide()
            self.preview(Source(refused.path, refused.text or ""))

    def preview(self, source: Source, options: Any = None, columns: Any = None) -> None:
        self.session.make_way()
        dialog = ImportDialog(self.session, source, options, columns, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_view(self, title: str) -> None:
        """Turn to the view of this title, unfolding the panel if it was folded by hand."""
        for index, view in enumerate(self.views):
            if view.title == title:
                self.tabs.setCurrentIndex(index)

    def show_gallery(self) -> None:
        self.session.make_way()
        dialog = Gallery(self.session, self)
        dialog.told = lambda entry: self.story.show_entry(entry, self.session.signal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_about(self) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, "About Mirrors", ABOUT, parent=self)
        box.setIconPixmap(icons.pixmap("mirrors", "", 64))
        for words in box.findChildren(QLabel, "qt_msgbox_label"):
            words.setMinimumWidth(themes.px(320))  # or it is a column of three words
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def fold(self, side: QWidget, folded: bool) -> None:
        """Fold or unfold a side panel by hand; that choice outlives resizing.

        To fold what the width would fold anyway leaves the panel to the automatic layout.
        """
        place = (self.left, self.right).index(side)
        if folded == folds_by_itself(place, self.width(), self.scale):
            self.folded_by_hand.pop(side, None)
        else:
            self.folded_by_hand[side] = folded
        self._fit_sides()

    def _make_room(self, _theme: Theme) -> None:
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
        fit_sides(self.left, self.right, self.width(), self.scale, self.folded_by_hand)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_screen(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sides()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [path_of(url) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.document.open(files[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._over:  # nothing is left to be ended
            super().closeEvent(event)
            return
        self.strip.play.setChecked(False)
        if self.document.guarded and self.document.dirty:
            event.ignore()
            self.document.leave("closing", self.close)
            return
        self._over = True
        for dialog in self.findChildren(QDialog):  # one that asked for a file, say
            dialog.close()
        self.document.close()
        self.closed.emit()
        self.session.close()
        super().closeEvent(event)
