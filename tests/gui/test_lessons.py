"""The first minute: the start page and the lessons by clicks and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mirrors_engine import Architecture
from mirrors_gui.lessons.content import LESSONS
from mirrors_gui.model.presets import PRESETS
from mirrors_gui.persistence.window_settings import WindowSettings

LEFT = Qt.MouseButton.LeftButton


def place_of(window, widget) -> QRect:
    """Where a control is in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def surrounded(window) -> bool:
    """Whether the ring is around the control of the step, or around what will hold it."""
    ring, name = window.lessons.ring, window.lessons.step.target
    target = window.findChild(QWidget, name)
    while not target.isVisible() and target not in window.views:
        target = target.parentWidget()
    seen = place_of(window, target) & window.rect()
    return ring.isVisible() and not (ring.geometry() & seen).isEmpty()


def test_every_lesson_points_at_controls_that_exist_and_are_seen(tour):
    window = tour.window
    assert len(LESSONS) == 4
    titles = {preset.title for preset in PRESETS}
    for lesson in LESSONS:
        assert lesson.preset in titles
        assert len(lesson.steps) == 5
        for step in lesson.steps:
            assert len(window.findChildren(QWidget, step.target)) == 1, step.target
    window.resize(1366, 768)
    for lesson in LESSONS:
        _by_clicks(tour, lesson)


def _by_clicks(tour, lesson):
    window = tour.window
    window.fold(window.left, True)  # a lesson unfolds what it points at
    window.fold(window.right, True)
    for name in window.presentation.parts:
        window.presentation.show(name, False)
    tour.menu("Help", "Lessons", lesson.title)
    tour.settle()
    for k, step in enumerate(lesson.steps):
        assert tour.find("lessonBar").isVisible()
        assert tour.find("lessonHeading").text() == f"{lesson.title} · {k + 1} of 5"
        assert tour.find("lessonWords").text() == step.words
        tour.until(lambda: surrounded(window))
        ring = window.lessons.ring
        assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if k < 4:
            tour.click("lessonNextButton")
    tour.click("lessonBackButton")
    assert window.lessons.place == 3
    tour.click("lessonSkipButton")
    assert window.lessons.lesson is None
    assert not tour.find("lessonBar").isVisible() and not window.lessons.ring.isVisible()
    tour.settle()


def test_a_lesson_goes_on_and_what_it_says_is_so(tour):
    _the_second_lesson(tour)
    _the_ring_follows_its_control(tour)
    bar = tour.window.lessons
    bar.start(LESSONS[2])
    tour.settle()
    bar.go_to(4)
    assert tour.find("lessonNextButton").text() == "Next lesson"
    tour.click("lessonNextButton")
    tour.settle()
    assert (bar.lesson, bar.place) == (LESSONS[3], 0)
    bar.go_to(4)
    assert tour.find("lessonNextButton").text() == "Done"
    tour.click("lessonNextButton")
    assert bar.lesson is None


def _the_second_lesson(tour):
    """One neuron that bends at 7; in two layers four neurons and three times the norm."""
    session = tour.session
    tour.window.lessons.start(LESSONS[1])
    tour.settle()
    assert 7.0 not in session.signal.x and len(session.signal) == 8
    (feature,) = session.result.features
    assert [k.position for k in feature.kinks if k.mirror] == pytest.approx([7])
    assert feature.mirror_axis == pytest.approx(4)
    norm = abs(float(session.result.weights[0]))
    tour.key(Qt.Key.Key_Down, on="layersBox")
    tour.settle()
    assert len(session.result.weights) == 4
    assert sum(map(abs, session.result.weights)) == pytest.approx(3 * norm)
    assert tour.window.lessons.lesson is LESSONS[1]  # it goes on while one tries things


def _the_ring_follows_its_control(tour):
    window = tour.window
    window.lessons.start(LESSONS[0])
    tour.settle()
    window.lessons.go_to(4)
    tour.until(lambda: surrounded(window))
    before = window.lessons.ring.geometry()
    window.resize(1100, 700)
    tour.until(lambda: window.lessons.ring.geometry() != before and surrounded(window))


@pytest.fixture
def first(window, settled, tmp_path):
    """A window at its first start."""
    settled(window.session)
    return WindowSettings(window, tmp_path)


def test_the_start_page_is_shown_once(first, window, tmp_path, until, settled):
    page = window.start_page
    until(page.isVisible)
    for name in ("startOpenButton", "startLessonButton1", "startPaperButton", "startSkipButton"):
        button = window.findChild(QWidget, name)
        assert button.isVisible() and button.accessibleName()
        assert page.rect().contains(place_of(page, button))
    QTest.mouseClick(page.skip, LEFT)
    assert not page.isVisible()
    WindowSettings(window, tmp_path)
    assert not page.isVisible()
    WindowSettings(window, tmp_path / "another")
    assert page.isVisible()
    QTest.keyClick(page.first, Qt.Key.Key_Escape)
    assert not page.isVisible()
    page.enter()
    QTest.mouseClick(window.findChild(QWidget, "startLessonButton3"), LEFT)
    settled(window.session)
    assert not window.start_page.isVisible()
    assert window.lessons.lesson is LESSONS[2]
    page.enter()
    window.session.open_text("x\ty\n0\t1\n1\t3\n2\t2\n4\t5\n")
    settled(window.session)
    assert not window.start_page.isVisible()


def test_the_start_page_is_whole_on_a_small_screen_and_has_the_paper(tour, qtbot):
    for large in (False, True):
        _whole(tour, qtbot, large)
    tour.menu("Help", "Start page")
    tour.click("startPaperButton")
    manual = tour.find("manual")
    assert manual.isVisible() and "The paper" in manual.list.currentItem().text()
    manual.close()
    tour.click("startSkipButton")
    tour.settle()


def _whole(tour, qtbot, large):
    window = tour.window
    window.resize(1280, 720)
    if large:
        with qtbot.waitSignal(tour.session.appearance.changed):
            window.presentation.set_large(True)
    window.start_page.enter()
    tour.until(window.updatesEnabled)
    page = window.start_page
    for child in page.findChildren(QWidget):
        if child.isVisible() and not child.findChildren(QWidget):
            assert page.rect().contains(place_of(page, child)), child.objectName()
            need = child.heightForWidth(child.width())
            need = need if need > 0 else child.minimumSizeHint().height()
            assert child.height() >= need, child.objectName()
    page.leave()


@pytest.mark.parametrize("by_hand", [False, True], ids=["left alone", "network changed by hand"])
def test_the_next_data_have_the_settings_from_before_a_lesson(tour, tmp_path, by_hand):
    session, table = tour.session, tmp_path / "own.csv"
    table.write_text("t,y\n" + "\n".join(f"{k},{k * k % 7}" for k in range(25)))
    mine = Architecture("symmetrized", 3)
    session.set_architecture(mine)
    session.set_loss("huber", delta=50.0)
    tour.settle()
    for lesson in (LESSONS[0], LESSONS[1]):  # the second knows nothing of the first
        tour.window.lessons.start(lesson)
        tour.settle()
        preset = next(p for p in PRESETS if p.title == lesson.preset)
        assert (session.architecture, session.loss) == (preset.architecture, preset.loss)
    session.history.undo()
    session.history.redo()
    tour.settle()
    if by_hand:
        session.set_architecture(Architecture("relu", 2))
        tour.settle()
    tour.window.lessons.leave()
    assert session.signal.name == "A mirrored point"  # it stays on show
    session.open_file(table)
    tour.until(lambda: session.signal.name != "A mirrored point")
    tour.settle()
    kept = (mine, "huber", {"delta": 50.0})
    changed = (Architecture("relu", 2), "squared", {})
    assert (session.architecture, session.loss, session.loss_options) == (
        changed if by_hand else kept
    )
