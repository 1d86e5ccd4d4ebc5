"""Undo and redo: every edit and setting, one step for one thing the user did."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from mirrors_engine.architecture import Architecture
from mirrors_engine.signals import Signal, sample
from mirrors_gui.model import history as history_module
from mirrors_gui.model.question import Question

UNDO = Qt.KeyboardModifier.ControlModifier
REDO = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def unmerged(session):
    """A clock in which every step stands by itself."""
    ticks = itertools.count(0, 100)
    session.history.clock = lambda: next(ticks)
    return session


@pytest.fixture
def quiet(session, monkeypatch):
    """A session that records what is asked, and solves nothing."""
    monkeypatch.setattr(session, "_ask", lambda: None)
    return session


def shown(question: Question) -> tuple:
    """Everything of a question, the samples by their bytes."""
    signal = question.signal
    samples = (signal.x.tobytes(), signal.y.tobytes(), signal.weights.tobytes())
    names = (signal.name, signal.x_names, signal.y_name, signal.source, signal.cleaning)
    rest = (question.architecture, question.others, question.loss, question.loss_options)
    return (
        *samples,
        *names,
        *rest,
        question.solver,
        question.lam_ratio,
        question.edited,
        question.columns,
        question.table,
    )


def random_edit(session, rng, table) -> None:
    """One of everything a user can change."""
    match int(rng.integers(8)):
        case 0 | 1:
            session.set_lam_ratio(float(10 ** rng.uniform(-4, 0)) if rng.random() < 0.9 else 0.0)
        case 2:
            layers = int(rng.integers(2, 6))
            session.set_architecture(Architecture(str(rng.choice(["relu", "abs"])), layers))
        case 3:
            slope = float(rng.uniform(0.05, 0.95))
            session.set_architecture(Architecture("leaky", 3, negative_slope=slope))
        case 4:
            session.set_solver(str(rng.choice(["auto", "active_set", "coordinate_descent"])))
        case 5:
            loss = str(rng.choice(["squared", "huber", "quantile"]))
            name = {"huber": "delta", "quantile": "quantile"}.get(loss)
            options = {} if name is None else {name: float(rng.uniform(0.1, 0.9))}
            session.set_loss(loss, **options)
        case 6:
            n = int(rng.integers(3, 40))
            points = Signal(np.sort(rng.normal(size=n)), rng.normal(size=n))
            session.edit_signal(points, "move a point")
        case 7:
            if rng.random() < 0.5:
                session.set_signal(sample(str(rng.choice(["nile", "paper_six"]))))
            else:
                session.set_signal(Signal([0.0, 1.0, 2.0], rng.normal(size=3)), table)


def test_five_hundred_random_edits_undone_restore_the_state_exactly(unmerged, quiet):
    session, history, rng = quiet, quiet.history, np.random.default_rng(7)
    session.set_signal(sample("nile"))
    assert history.undo_words is None  # opening the window is no step
    asked = [session.question]
    states = [shown(asked[0])]
    while len(states) <= 500:
        random_edit(session, rng, object())
        now = session.question
        if now != asked[-1]:
            asked.append(now)
            states.append(shown(now))
    for state in reversed(states[:-1]):
        history.undo()
        assert shown(session.question) == state
    assert history.undo_words is None
    for state in states[1:]:
        history.redo()
        assert shown(session.question) == state
    assert history.redo_words is None


def test_panels_follow_every_step_back(window, settled, monkeypatch):
    session, rng = window.session, np.random.default_rng(11)
    settled(session)
    monkeypatch.setattr(session, "_ask", lambda: None)
    ticks = itertools.count(0, 100)
    session.history.clock = lambda: next(ticks)
    states = [session.question]
    for _ in range(60):
        random_edit(session, rng, None)
        if session.question != states[-1]:
            states.append(session.question)
    for state in reversed(states[:-1]):
        session.history.undo()
        assert session.question == state  # no panel answered by another change
        assert window.network.activation.currentData() == session.architecture.activation
        assert window.network.layers.value() == session.architecture.layers
        assert window.header.heading.text() == (session.signal.name or "Data without a name")


def test_answer_to_an_undone_question_is_its_own(session, settled):
    session.set_signal(sample("nile"))
    settled(session)
    first = session.result
    session.set_architecture(Architecture("relu", 2))
    session.set_lam_ratio(0.3)
    settled(session)
    session.history.undo()
    session.history.undo()
    settled(session)
    assert session.result.architecture == first.architecture
    assert session.result.lam == pytest.approx(first.lam)
    np.testing.assert_allclose(session.result.fitted, first.fitted, atol=1e-8)


def test_a_drag_of_the_slider_is_one_step(window, settled):
    session, slider = window.session, window.strip.slider
    settled(session)
    before = session.lam_ratio
    left, where = Qt.MouseButton.LeftButton, slider.groove().center().toPoint()
    for start in (0, 60):
        QTest.mousePress(slider, left, pos=where + QPoint(start, 0))
        for step in range(10):
            QTest.mouseMove(slider, where + QPoint(start + 5 * step, 0))
        QTest.mouseRelease(slider, left, pos=where + QPoint(start + 45, 0))
        if start == 0:
            between = session.lam_ratio
    assert len({before, between, session.lam_ratio}) == 3
    QTest.keyClick(window, Qt.Key.Key_Z, UNDO)
    assert session.lam_ratio == between
    QTest.keyClick(window, Qt.Key.Key_Z, UNDO)
    assert session.lam_ratio == before
    assert session.history.undo_words is None
    QTest.keyClick(window, Qt.Key.Key_Z, REDO)
    assert session.lam_ratio == between


def test_keys_held_down_are_one_step_and_a_pause_ends_it(window, settled):
    session, slider = window.session, window.strip.slider
    settled(session)
    time_is = [0.0]
    session.history.clock = lambda: time_is[0]
    ratios = [session.lam_ratio]
    for _ in range(2):
        for _ in range(5):
            time_is[0] += 0.1
            QTest.keyClick(slider, Qt.Key.Key_Right)
        ratios.append(session.lam_ratio)
        time_is[0] += 2 * history_module.BURST_S
    session.history.undo()
    assert session.lam_ratio == ratios[1]
    session.history.undo()
    assert session.lam_ratio == ratios[0]


def test_a_drag_that_ends_where_it_began_is_no_step(session):
    session.set_signal(sample("paper_six"))
    session.history.hold()
    for ratio in (0.1, 0.2, 0.02):
        session.set_lam_ratio(ratio)
    session.history.release()
    assert session.history.undo_words is None


def test_menu_says_what_would_be_undone(window, settled, qtbot):
    session = window.session
    settled(session)
    undo = window.findChild(QAction, "undoAction")
    redo = window.findChild(QAction, "redoAction")
    assert not undo.isEnabled() and not redo.isEnabled() and undo.text() == "&Undo"
    session.set_lam_ratio(0.5)
    assert undo.text() == "&Undo change of λ"
    window.network.layers.setValue(2)
    assert undo.text() == "&Undo change of the network"
    undo.trigger()
    assert session.architecture.layers == 3
    assert redo.text() == "&Redo change of the network" and undo.text() == "&Undo change of λ"
    session.select(session.result.features[0].key)
    session.appearance.set_theme("light")
    assert undo.text() == "&Undo change of λ"  # what is looked at is not undone
    session.set_lam_ratio(0.25)
    assert not redo.isEnabled()


def test_points_edited_by_hand_keep_their_names_and_can_be_undone(session, settled):
    nile = sample("nile")
    session.set_signal(nile)
    settled(session)
    history = session.history
    history.hold()
    for height in (900.0, 950.0, 1000.0):
        y = nile.y.copy()
        y[3] = height
        session.edit_signal(Signal(nile.x, y), "move a point", merge_key=("move", 3))
        assert session.result is not None  # the old function stays until the new one comes
    history.release()
    assert session.edited and session.signal.y[3] == 1000.0
    assert (session.signal.name, session.signal.y_name) == (nile.name, nile.y_name)
    assert session.signal.source == nile.source
    assert history.undo_words == "move a point"
    settled(session)
    assert session.result.signal is session.signal and session.result.certified
    session.edit_signal(Signal(nile.x[1:], nile.y[1:]), "Delete a point")
    assert session.result is None  # it has no value at the samples there are now
    history.undo()
    history.undo()
    assert session.signal is nile and not session.edited
    assert history.undo_words is None
    settled(session)


def test_ctrl_z_in_a_field_is_its_own_first_and_then_the_windows(window, settled):
    session, edit = window.session, window.strip.edit
    settled(session)
    before = session.lam_ratio
    window.activateWindow()
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "10 %")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert session.lam_ratio == pytest.approx(0.1)
    QTest.keyClick(edit, Qt.Key.Key_Z, UNDO)
    assert session.lam_ratio == before
    typed = edit.text()
    QTest.keyClicks(edit, "7")
    assert edit.text() != typed
    QTest.keyClick(edit, Qt.Key.Key_Z, UNDO)
    assert edit.text() == typed and session.history.redo_words == "change of λ"


def test_preset_is_one_step(session):
    from mirrors_gui.model.presets import PRESETS

    session.set_signal(sample("nile"))
    before = session.question
    PRESETS[0].open(session)
    assert session.history.undo_words == f"opening of {PRESETS[0].title}"
    session.history.undo()
    assert session.question == before


def test_history_gives_up_the_oldest_when_it_holds_too_much(quiet, unmerged, monkeypatch):
    session = quiet
    monkeypatch.setattr(history_module, "MOST_BYTES", 20_000)
    x = np.arange(100.0)
    session.set_signal(Signal(x, x))
    for step in range(20):
        session.edit_signal(Signal(x, x + step + 1), "move a point")
    steps = 0
    while session.history.undo_words:
        session.history.undo()
        steps += 1
    assert 2 <= steps < 6  # 4 800 bytes each
    assert session.signal.y[0] == 20 - steps
