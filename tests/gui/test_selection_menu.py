"""Choosing λ in the window, by clicks and keys: menu, progress, cancel, marks."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from mirrors_engine import Architecture, Signal, select
from mirrors_engine.errors import Cancelled
from mirrors_engine.progress import Progress
from mirrors_engine.selection import selecting
from mirrors_gui.panels.lambda_strip.marks import RULES, shape_of
from mirrors_gui.panels.lambda_strip.strip import LambdaStrip
from mirrors_gui.style.theme import DARK, LIGHT

X = np.linspace(0.0, 3.0, 40)
Y = np.abs(X - 1.2) + 0.2 * np.random.default_rng(1).standard_normal(40)
NET = Architecture("abs", 2)


@pytest.fixture
def strip(qtbot, session):
    made = LambdaStrip()
    made.bind(session)
    made.resize(1200, 112)
    made.show()
    session.set_architecture(NET)
    session.set_signal(Signal(X, Y))
    qtbot.waitUntil(lambda: not session.busy)
    yield made
    made.hide()
    made.choice.runner.close()


def trigger(strip, name):
    """Open the menu, and choose a line of it with the keyboard."""
    choice = strip.choice
    action = choice.menu.findChild(QAction, name)
    choice.menu.popup(choice.button.mapToGlobal(choice.button.rect().topLeft()))
    choice.menu.setActiveAction(action)
    QTest.keyClick(choice.menu, Qt.Key.Key_Return)


def done(strip):
    return lambda: not strip.choice.runner.running


def test_validation_puts_up_marks_and_a_click_moves_lambda(qtbot, strip, session):
    before = session.lam_ratio
    marks = strip.choice.marks.marks
    assert not any(mark.isVisible() for mark in marks.values())
    trigger(strip, "validate_random")
    qtbot.waitUntil(done(strip))
    found = select(session.signal, NET, splits="random")
    assert session.lam_ratio == before  # to look is not to move
    for rule, mark in marks.items():
        assert mark.isVisible()
        centre = mark.geometry().center().x()
        assert abs(centre - strip.slider.x_of(found.lam_ratio(rule))) <= 1.5
        assert f"{found.n_active[found.pick(rule)]} neuron" in mark.toolTip()
        qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
        assert session.lam_ratio == pytest.approx(found.lam_ratio(rule))
    boxes = [mark.geometry() for mark in marks.values()]
    assert len({(box.x(), box.y()) for box in boxes}) == len(boxes)
    marks["1se"].setFocus()
    session.set_lam_ratio(0.5)
    qtbot.keyClick(marks["1se"], Qt.Key.Key_Space)
    assert session.lam_ratio == pytest.approx(found.lam_ratio("1se"))


@pytest.mark.parametrize("rule", list(RULES))
def test_a_rule_validates_if_it_must_and_then_moves(qtbot, strip, session, rule):
    trigger(strip, f"choose_{rule}")
    qtbot.waitUntil(done(strip))
    found = strip.choice.found
    assert bool(len(found.scores)) == (rule in ("min", "1se"))
    assert session.lam_ratio == pytest.approx(found.lam_ratio(rule))
    shown = {r for r, mark in strip.choice.marks.marks.items() if mark.isVisible()}
    assert shown == set(found.rules())
    # known now: no second validation
    session.set_lam_ratio(0.77)
    trigger(strip, f"choose_{rule}")
    assert not strip.choice.runner.running
    assert session.lam_ratio == pytest.approx(found.lam_ratio(rule))


def test_progress_is_shown_and_cancel_ends_the_validation(qtbot, strip, session, monkeypatch):
    stopped = threading.Event()

    def endless(*args, monitor, **options):
        """The validation, which would never be through: only its monitor ends it."""

        def held(progress):
            monitor(progress)
            try:
                while progress.fraction:
                    monitor(progress)
                    stopped.wait(0.01)  # lets others run
            except Cancelled:
                stopped.set()
                raise

        yield from selecting(*args, monitor=held, **options)

    monkeypatch.setattr("mirrors_engine.selection.selecting", endless)
    choice = strip.choice
    trigger(strip, "validate_blocked")
    assert choice.runner.running
    qtbot.waitUntil(lambda: choice.progress.value() > 0)
    assert choice.progress.isVisible() and not choice.button.isVisible()
    assert choice.progress.toolTip()
    ratio = session.lam_ratio
    thread = choice.runner._run.thread
    qtbot.mouseClick(choice.stop, Qt.MouseButton.LeftButton)
    assert not choice.runner.running
    assert choice.button.isVisible()
    thread.join(20)
    assert stopped.is_set() and not thread.is_alive()
    assert choice.found is None
    assert session.lam_ratio == ratio


def test_marks_belong_to_one_question(qtbot, strip, session):
    choice = strip.choice

    def validated():
        choice.run(None)
        qtbot.waitUntil(done(strip))
        assert choice.marks.marks["bic"].isVisible()

    validated()
    session.set_lam_ratio(0.3)  # λ is what they are about
    session.set_solver("active_set")
    assert choice.marks.marks["bic"].isVisible()
    session.set_architecture(Architecture("relu", 2))
    assert not choice.marks.marks["bic"].isVisible()
    assert choice.found is None
    validated()
    session.set_signal(Signal(X, -Y))
    assert not choice.marks.marks["bic"].isVisible()
    # a validation of the old signal that is under way is given up
    choice.run("random")
    session.set_signal(Signal(X, 2 * Y))
    assert not choice.runner.running


def test_a_refusal_is_said_and_nothing_moves(qtbot, strip, session):
    session.set_signal(Signal([0.0, 1.0, 2.0], [0.0, 1.0, 0.0]))
    ratio = session.lam_ratio
    with qtbot.waitSignal(session.failed) as caught:
        trigger(strip, "choose_1se")
    assert "distinct points" in caught.args[0]
    assert session.lam_ratio == ratio


def test_without_a_signal_there_is_nothing_to_choose(qtbot, session):
    strip = LambdaStrip()
    strip.bind(session)
    assert not strip.choice.button.isEnabled()


def test_progress_comes_from_the_engine(qtbot, strip):
    strip.choice._step(Progress("fold 2 of 5", 0.5))
    assert strip.choice.progress.value() == 500
    assert "fold 2 of 5" in strip.choice.progress.toolTip()


def test_shapes_differ_and_are_painted_in_the_theme(qtbot, strip, session):
    outlines = {
        rule: tuple((p.x(), p.y()) for p in shape_of(rule, QRectF(0, 0, 12, 12)).toList())
        for rule in RULES
    }
    assert len(set(outlines.values())) == len(RULES) - 1  # AIC and AICc: a square, one dotted
    strip.choice.run(None)
    qtbot.waitUntil(done(strip))
    mark = strip.choice.marks.marks["aicc"]
    for theme in (LIGHT, DARK):
        strip.apply_theme(theme)
        picture = mark.grab().toImage()
        middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
        ink = theme.color("text")
        assert abs(middle.lightness() - ink.lightness()) < 16  # smoothed at its rim
