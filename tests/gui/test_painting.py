"""An answer is painted once, and the worker leaves the interpreter to the window meanwhile."""

from __future__ import annotations

import threading

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from mirrors_engine.signals import sample
from mirrors_gui.compute import worker as worker_module
from mirrors_gui.compute.analyses import BAND
from mirrors_gui.compute.problem_cache import CachedProblem
from mirrors_gui.gallery.panel import Gallery
from mirrors_gui.headless import PATIENCE, offscreen_window, pause, wait
from mirrors_gui.model import answer_age
from mirrors_gui.style.repaint import PaintOnce, hold_painting, next_turn, release_painting


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class PaintedInTurns(QObject):
    """In which turn of the event loop each widget was painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.turns: list[list[QWidget]] = [[]]
        for widget in widgets:
            widget.installEventFilter(self)
        self._turn = QTimer(self, interval=0)  # heard once in every turn, after what is posted
        self._turn.timeout.connect(lambda: self.turns.append([]))
        self._turn.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.turns[-1].append(watched)
        return False


@pytest.fixture
def two_plots(qtbot):
    """A window of two plots, each of which paints both when one of its items changes."""
    whole = QWidget()
    qtbot.addWidget(whole)
    plots = [pg.PlotWidget(), pg.PlotWidget()]
    column = QVBoxLayout(whole)
    for plot in plots:
        part = QWidget()
        QVBoxLayout(part).addWidget(plot)
        column.addWidget(part)
    whole.resize(400, 400)
    whole.show()
    qtbot.waitExposed(whole)
    pause(0.1)
    return whole, plots


def parts(plots) -> list[QWidget]:
    return [plot.parentWidget() for plot in plots]


def changed(plots) -> None:
    for plot in plots:
        plot.plot([0, 1], [0, 1])
        plot.getAxis("left").setWidth(70)


def test_changes_are_painted_once_when_they_have_settled(two_plots):
    whole, plots = two_plots
    paints = [Paints(plot.viewport()) for plot in plots]
    once = PaintOnce(whole)
    once.hold()
    changed(plots)
    once.hold()  # another change in the same turn
    pause(0.1)
    assert [each.count for each in paints] == [1, 1]
    assert whole.updatesEnabled()


def test_a_part_of_what_is_held_is_painted_with_it(two_plots):
    whole, plots = two_plots
    paints = Paints(plots[0].viewport())
    outer, inner = PaintOnce(whole), PaintOnce(plots[0])
    outer.hold()
    inner.hold()
    changed(plots)
    pause(0.1)
    assert paints.count == 1
    assert plots[0].updatesEnabled()


def test_what_is_held_is_painted_in_one_turn(two_plots):
    """One after the other, two parts showed two answers for as long as λ was played."""
    _, plots = two_plots
    views = [plot.viewport() for plot in plots]
    painted, once = PaintedInTurns(*views), PaintOnce(*parts(plots))
    once.hold()
    changed(plots)
    pause(0.1)
    assert [set(turn) for turn in painted.turns if turn] == [set(views)]
    assert all(plot.updatesEnabled() for plot in plots)


def test_what_two_hold_is_painted_when_both_have_released_it(two_plots):
    _, plots = two_plots
    part, whole = plots[0].parentWidget(), plots[0].window()
    paints, once = Paints(plots[0].viewport()), PaintOnce(part)
    once.hold()
    hold_painting(part, whole)  # as a change of the theme does before an answer has settled
    changed(plots)
    pause(0.1)
    assert paints.count == 0 and not part.updatesEnabled()
    release_painting(part, whole)
    pause(0.1)
    assert paints.count == 1 and part.updatesEnabled()


def test_changes_that_come_faster_than_they_are_painted_leave_nothing_behind(two_plots):
    """The last part, the slider, stood still while λ was dragged or played."""
    whole, plots = two_plots
    paints, once = [Paints(plot.viewport()) for plot in plots], PaintOnce(*parts(plots))
    often = QTimer(whole, interval=0)  # a change in each turn in which something was painted
    seen = [0]

    def change() -> None:
        painted = sum(each.count for each in paints)
        if painted > seen[0]:
            seen[0] = painted
            once.hold()
            changed(plots)

    often.timeout.connect(change)
    once.hold()
    changed(plots)
    often.start()
    pause(0.5)
    often.stop()
    few, many = sorted(each.count for each in paints)
    assert few > 1 and many <= few + 1
    pause(0.2)
    assert all(plot.updatesEnabled() for plot in plots)


def test_what_had_to_be_painted_as_it_was_held_is_as_it_was(two_plots):
    """The window painted its ground under it: a label that had changed was blank until the end."""
    _, plots = two_plots
    part = plots[0].parentWidget()
    label = QLabel("one", part)
    label.show()
    pause(0.1)
    window = part.window()
    screen = window.screen()
    before = screen.grabWindow(window.winId()).toImage()
    label.setText("two")
    part.update()  # on its way
    hold_painting(part, window)
    pause(0.1)
    assert screen.grabWindow(window.winId()).toImage() == before
    release_painting(part, window)
    pause(0.1)
    after = screen.grabWindow(window.winId()).toImage()
    assert after != before and after == window.grab().toImage().convertedTo(after.format())
    assert not part.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


def test_the_next_turn_comes_after_what_is_posted(qtbot):
    owner, heard = QObject(), []
    next_turn(owner, lambda: heard.append("turn"))
    posted = [lambda k=k: heard.append(k) for k in range(3)]
    for act in posted:
        QTimer.singleShot(0, owner, act)
    qtbot.waitUntil(lambda: len(heard) == 4)
    assert heard == [0, 1, 2, "turn"]


def test_an_answer_is_painted_once(qtbot, monkeypatch):
    """The plots of the answer before may be painted once more, as old: not so within the grace."""
    monkeypatch.setattr(answer_age, "GRACE_MS", 20000)
    with offscreen_window() as window:
        session = window.session
        qtbot.waitUntil(lambda: session.path_complete and session.analyses.get(BAND) is not None)
        pause(0.3)
        paints = [Paints(window.views[0].plot.viewport()), Paints(window.fit.residual.viewport())]
        with qtbot.waitSignal(session.resultChanged):
            session.set_lam_ratio(session.lam_ratio / 2)
        pause(0.5)
        assert [each.count for each in paints] == [1, 1]


class Shows(QObject):
    """Which answer each widget was last painted with, and what was on show in each turn."""

    def __init__(self, session, *widgets: QWidget) -> None:
        super().__init__()
        self.answers, self.turns = 0, []
        self._shown = dict.fromkeys(widgets, 0)
        session.resultChanged.connect(self._answered)
        for widget in widgets:
            widget.installEventFilter(self)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(lambda: self.turns.append(set(self._shown.values())))
        self._turn.start()

    def _answered(self, _result: object) -> None:
        self.answers += 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._shown[watched] = self.answers
        return False


def test_no_part_of_the_window_shows_another_answer_than_the_rest(qtbot):
    """The strip's heading was an answer behind the status line for as long as λ was played."""
    with offscreen_window() as window:
        qtbot.waitUntil(lambda: window.session.path_complete)
        pause(0.3)
        plots = [window.fit.fit.viewport(), window.views[0].plot.viewport()]
        shows = Shows(window.session, *plots, window.strip.share, window.status.words)
        window.strip.play.click()
        qtbot.waitUntil(lambda: shows.answers > 20)
        window.strip.play.click()
        pause(0.3)
        assert all(len(each) == 1 for each in shows.turns)


class Early(QObject):
    """Collects what is painted while a theme is not yet in force."""

    def __init__(self, appearance) -> None:
        super().__init__()
        self.changing, self.early, self.late = False, set(), set()
        appearance.changed.connect(self._changed)
        QApplication.instance().installEventFilter(self)

    def start(self) -> None:
        self.changing = True

    def whole(self) -> bool:
        """Whether both windows have been painted since."""
        return {"Gallery in Gallery", "MainWindow in MainWindow"} <= self.late

    def _changed(self, _theme) -> None:
        self.changing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            kind = f"{type(watched).__name__} in {type(watched.window()).__name__}"
            (self.early if self.changing else self.late).add(kind)
        return False


def test_a_theme_is_painted_at_once_by_windows_and_dialogs(window, settled, qtbot):
    settled(window.session)
    qtbot.waitUntil(lambda: window.session.path_complete)
    qtbot.waitExposed(window)
    pause(0.2)
    window.show_gallery()
    dialog = window.findChild(Gallery)
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: not dialog.runner.running)
    pause(0.2)
    appearance, early = window.session.appearance, Early(window.session.appearance)
    for choice in ("dark", "light"):
        early.start()
        early.late.clear()
        with qtbot.waitSignal(appearance.changed):
            appearance.set_theme(choice)
        assert wait(early.whole), (choice, window.updatesEnabled(), sorted(early.early))
        pause(0.2)  # what is painted after them
        assert early.early == set()
    QApplication.instance().removeEventFilter(early)
    dialog.reject()


@pytest.mark.parametrize("drawn", [False, True])
def test_the_path_waits_until_the_answer_is_drawn(session, qtbot, monkeypatch, drawn):
    """The interpreter is one for both threads: a busy worker would slow every call of Qt."""
    monkeypatch.setattr(worker_module, "DRAWING_S", PATIENCE if drawn else 0.1)
    began, follow = threading.Event(), CachedProblem.follow

    def following(*args):
        began.set()
        return follow(*args)

    monkeypatch.setattr(CachedProblem, "follow", following)
    session._worker._warm = True
    session.set_signal(sample("nile"))
    if drawn:
        seen = []
        session.resultChanged.connect(lambda result: seen.append((result, began.is_set())))
        qtbot.waitUntil(began.is_set)
        assert seen[-1][0] is not None
        assert not seen[-1][1]
    else:  # a window that does not get to draw does not stop the work
        assert began.wait(PATIENCE)
