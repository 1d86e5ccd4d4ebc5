"""The menus: everything that can be done, with its keys."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from mirrors_engine.export.registry import exporter
from mirrors_engine.signals import samples
from mirrors_gui.actions.help import open_guide, open_keys
from mirrors_gui.actions.language_menu import LanguageMenu
from mirrors_gui.actions.manual import open_manual
from mirrors_gui.actions.undo import build_edit_menu
from mirrors_gui.lessons.content import LESSONS
from mirrors_gui.panels.certificate.panel import CertificatePanel
from mirrors_gui.panels.compare.panel import ComparePanel
from mirrors_gui.panels.features.panel import FeaturesPanel
from mirrors_gui.panels.forecast.panel import ForecastPanel
from mirrors_gui.style import theme as themes
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.tab_row import LARGE_KEY
from mirrors_gui.window_base import WindowBase

THEMES = {
    "system": mark("System theme"),
    "light": mark("Light theme"),
    "dark": mark("Dark theme"),
}


def build_menus(window: WindowBase) -> None:
    """File, View and Help of the window."""
    bar = window.menuBar()
    keys = QKeySequence.StandardKey
    file = bar.addMenu(tr("&File"))
    _action(file, tr("&Open …"), window.opening.open_dialog, keys.Open)
    file.addMenu(window.recent.menu)
    _action(file, tr("Open &many …"), window.opening.many, "Ctrl+Shift+O")
    _action(file, tr("&Import with a preview …"), window.opening.import_dialog, "Ctrl+I")
    _action(file, tr("&Paste columns"), window.opening.paste, keys.Paste)
    submenu = file.addMenu(tr("E&xamples"))
    for each in samples():
        action = submenu.addAction(tr(each.title))
        action.setToolTip(tr(each.description))
        action.triggered.connect(
            lambda _=False, s=each: window.session.replace_data(
                tr("opening {title}", title=tr(s.title)), lambda: window.session.open_sample(s)
            )
        )
    _action(file, tr("Example &gallery …"), window.show_gallery, "Ctrl+G")
    file.addSeparator()
    document = window.document
    _action(file, tr("Sa&ve project"), lambda: document.save(window), keys.Save)
    _action(file, tr("Save project &as …"), lambda: document.ask_save(window), "Ctrl+Shift+S")
    _action(file, tr("&Export …"), lambda: _figures().open_export(window), "Ctrl+E")
    _action(file, tr("S&hare as a web page …"), lambda: _figures().share(window))
    _action(file, tr("Copy &figure"), lambda: _figures().copy_figure(window), "Ctrl+Shift+C")
    file.addSeparator()
    _action(file, tr("&Quit"), window.close, keys.Quit)
    build_edit_menu(window, bar.addMenu(tr("&Edit")))
    view = bar.addMenu(tr("&View"))
    group = QActionGroup(window)
    for choice in themes.CHOICES:
        action = view.addAction(tr(THEMES[choice]))
        action.setCheckable(True)
        action.setChecked(choice == window.session.appearance.choice)
        action.triggered.connect(lambda _=False, c=choice: window.session.appearance.set_theme(c))
        group.addAction(action)
        window.session.appearance.changed.connect(
            lambda _, a=action, c=choice: a.setChecked(c == window.session.appearance.choice)
        )
    window.language = LanguageMenu(window, view.addMenu(tr("Lan&guage")))
    window.presentation.build_menu(view.addMenu(tr("&Teaching")))
    view.addSeparator()
    _action(view, tr("P&in this fit"), window.session.pins.pin, "Ctrl+B")
    _action(view, tr("&Left panel"), window.header.left_button.click, "Ctrl+1")
    _action(view, tr("&Right panel"), window.header.right_button.click, "Ctrl+2")
    _action(view, tr("See &all data"), window.fit_area.see_all, "Ctrl+0")
    _action(view, tr("A&xes …"), window.fit.axes.open)
    crosshair = _action(view, tr("Cross&hair in all views"), lambda: None, "Ctrl+Shift+H")
    crosshair.setCheckable(True)
    crosshair.toggled.connect(window.session.crosshair.set_on)
    _action(view, tr("Lar&ge view"), window.tab_row.large_button.click, LARGE_KEY)
    view.addSeparator()
    _action(view, tr("&Previous event"), lambda: window.strip.jump(-1), "[")
    _action(view, tr("&Next event"), lambda: window.strip.jump(1), "]")
    _action(view, tr("Pla&y along λ"), window.strip.play.toggle, "Ctrl+P")
    _action(view, tr("&Cancel"), window.session.cancel, "Esc")
    help_menu = bar.addMenu(tr("&Help"))
    _action(help_menu, tr("&What am I seeing?"), lambda: open_guide(window), "F1")
    _action(help_menu, tr("&Manual"), lambda: open_manual(window))
    _action(help_menu, tr("&Start page"), partial(window.start_page.enter, again=True))
    lessons = help_menu.addMenu(tr("&Lessons"))
    for lesson in LESSONS:
        action = _action(lessons, tr(lesson.title), partial(window.lessons.start, lesson))
        action.setToolTip(tr(lesson.promise))
    _action(help_menu, tr("&Keys and gestures"), lambda: open_keys(window), "Ctrl+/")
    help_menu.addSeparator()
    _action(help_menu, tr("Open &log folder"), lambda: window.show_log_folder())
    _action(help_menu, tr("&About Mirrors"), window.show_about)


def wire_exports(window: WindowBase) -> None:
    """The export dialog at the table or proof of a view, or at the figure of the pinned fits."""

    def pins(what: str) -> None:
        from mirrors_gui.figures.kinds import FIT, PINS

        _figures().open_export(window, PINS if what == "table" else FIT)

    def forecasts() -> None:
        from mirrors_gui.figures.kinds import FORECAST

        _figures().open_export(window, FORECAST)

    for view in window.views:
        if isinstance(view, ComparePanel):
            view.exportAsked.connect(pins)
        elif isinstance(view, CertificatePanel):
            view.proofAsked.connect(lambda: _figures().open_export(window, exporter("proof").title))
        elif isinstance(view, ForecastPanel):
            view.exportAsked.connect(forecasts)
        elif isinstance(view, FeaturesPanel):
            view.tables.exportAsked.connect(lambda title: _figures().open_export(window, title))


def _figures() -> Any:
    """Loaded when first asked for: printing costs the start nothing."""
    from mirrors_gui.figures import dialog

    return dialog


def _action(menu: Any, text: str, do: Any, keys: Any = None) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _=False: do())
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    return action
