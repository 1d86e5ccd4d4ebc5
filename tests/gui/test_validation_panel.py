"""The errors against λ, and λ by size, by clicks and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction

from mirrors_engine import Architecture, Problem, Signal, select
from mirrors_engine.homotopy import fit_by_size
from mirrors_gui.headless import pause, wait

X = np.linspace(0.0, 3.0, 40)
Y = np.abs(X - 1.2) + 0.2 * np.random.default_rng(1).standard_normal(40)
NET = Architecture("abs", 2)


@pytest.fixture
def ready(qtbot, window):
    window.session.set_architecture(NET)
    window.session.set_signal(Signal(X, Y))
    qtbot.waitUntil(lambda: not window.session.busy)
    return window


def view(window, title):
    window.session.viewAsked.emit(title)
    return next(v for v in window.views if v.title == title)


def click(qtbot, plot, x, y):
    at = plot.getViewBox().mapViewToScene(QPointF(x, y))
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.mapFromScene(at))


def test_the_errors_are_drawn_and_a_click_moves_lambda(qtbot, ready):
    choice, session = ready.strip.choice, ready.session
    panel = view(ready, "Validation")
    assert "Nothing has been validated yet" in panel.invitation
    choice.run("random")
    qtbot.waitUntil(lambda: session.validation is not None)
    found = select(session.signal, NET, splits="random")
    qtbot.waitUntil(lambda: panel.invitation == "")
    x, y = panel._mean.getData()
    np.testing.assert_allclose(10.0**-x, found.lams / found.lam_max)
    np.testing.assert_allclose(y, found.mean)
    np.testing.assert_allclose(panel._upper.getData()[1] - y, found.standard_error, atol=1e-12)
    places = {p.data(): (p.pos().x(), p.pos().y()) for p in panel.picks.points()}
    assert set(places) == set(found.rules())
    for rule, at in places.items():
        k = found.pick(rule)
        assert at == pytest.approx((-np.log10(found.lams[k] / found.lam_max), found.mean[k]))
    k = found.pick("1se")
    click(qtbot, panel.plot, x[k], y[k])
    assert session.lam_ratio == pytest.approx(found.lams[k] / found.lam_max)
    session.set_architecture(Architecture("relu", 2))
    assert session.validation is None
    qtbot.waitUntil(lambda: panel.invitation != "")


def test_a_choice_at_the_edge_is_said(qtbot, ready):
    session, choice = ready.session, ready.strip.choice
    session.set_signal(Signal(X, np.tile([1.0, -1.0], 20)))  # nothing to be learnt
    choice.run("blocked")
    qtbot.waitUntil(lambda: session.validation is not None)
    found = session.validation
    assert found.pick("1se") == 0
    assert "no network better" in choice.marks.marks["1se"].toolTip()
    action = choice.menu.findChild(QAction, "choose_1se")
    action.trigger()
    assert ready.banner.isVisible() and "no network better" in ready.banner.sentence.text()
    choice.menu.findChild(QAction, "showValidation").trigger()
    assert ready.tabs.currentWidget().title == "Validation"


@pytest.mark.parametrize("what", ["neurons", "kinks"])
def test_a_size_moves_lambda(qtbot, ready, what):
    session, field = ready.session, ready.strip.size_field
    field.unit.setCurrentIndex(field.unit.findData(what))
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "2")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    wanted = fit_by_size(Problem(session.signal, NET), **{what: 2})
    qtbot.waitUntil(lambda: not field.runner.running)
    assert session.lam_ratio == pytest.approx(wanted.lam_ratio, rel=1e-12)
    qtbot.waitUntil(lambda: not session.busy and not session.age.old)
    result = session.result
    assert len(result.weights if what == "neurons" else result.kinks) == 2


def test_what_is_no_number_is_refused_and_a_jump_is_said(qtbot, ready):
    session, field = ready.session, ready.strip.size_field
    before = session.lam_ratio
    qtbot.keyClicks(field.edit, "few")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert ready.banner.isVisible() and session.lam_ratio == before
    x = np.linspace(-1, 1, 9)
    session.set_architecture(Architecture("relu", 3))
    session.set_signal(Signal(x, np.abs(np.abs(x) - 0.5)))
    field.edit.clear()
    field.unit.setCurrentIndex(1)
    qtbot.keyClicks(field.edit, "1")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "jumps from 0" in ready.banner.sentence.text())
    assert ready.banner.isVisible() and session.lam_ratio == 1.0


def test_what_the_rules_chose_is_whole_on_a_small_screen(small_window, settled):
    window, choice = small_window, small_window.strip.choice
    choice.run(choice.usual_splits())
    assert wait(lambda: not choice.runner.running)
    settled(window.session)
    window.show_view("Validation")
    panel = next(view for view in window.views if view.title == "Validation")
    pause(0.2)
    assert "λmax" in panel.words.text() and "…" not in panel.words.text()
    assert panel.words.heightForWidth(panel.words.width()) <= panel.words.height()
    assert "±" in panel.words.toolTip()
