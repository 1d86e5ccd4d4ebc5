"""The path in the window: events by keys and clicks, known segments, play, drawing."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.homotopy import Event, path_events
from mirrors_engine.signals import sample
from mirrors_gui.compute import problem_cache as following
from mirrors_gui.compute.path_lines import MORE, lines_of, thinned
from mirrors_gui.compute.problem_cache import PathPoint, ProblemCache
from mirrors_gui.model.session import MIN_RATIO
from mirrors_gui.panels.lambda_strip import play as lambda_play
from mirrors_gui.panels.lambda_strip.events import stops
from mirrors_gui.panels.path.lines import births, inked


def wave(n=40, seed=0):
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(0, 9, n))
    return Signal(x, np.sin(x) + 0.3 * rng.standard_normal(n))


@pytest.fixture
def traced(window, settled, qtbot):
    """The window on a short signal, its path exact."""
    session = window.session
    session.set_architecture(Architecture("relu", 2))
    session.set_signal(wave(24))
    session.set_lam_ratio(0.3)
    settled(session)
    qtbot.waitUntil(lambda: session.path_exact)
    return window


def test_keys_step_from_event_to_event(traced, settled):
    window, session = traced, traced.session
    spots = [ratio for ratio, _ in stops(session.path_events)]
    assert all(event.exact for event in session.path_events)
    following_ones = [s for s in spots if s < 0.3]
    for expected in following_ones[:3]:
        QTest.keyClick(window, Qt.Key.Key_BracketRight)
        settled(session)
        assert session.lam_ratio == expected
        event = next(e for r, e in stops(session.path_events) if r == expected)
        active = {f.key for f in session.result.features}
        assert set(event.born) <= active
        assert not set(event.died) & active
        said = {"birth": "born", "death": "gone", "exchange": "replaced"}[event.kind]
        assert said in window.strip.slider.words
        assert session.result.certified
    QTest.keyClick(window, Qt.Key.Key_BracketLeft)
    settled(session)
    assert session.lam_ratio == following_ones[1]


def test_buttons_end_with_the_events(traced, settled, qtbot):
    strip, session = traced.strip, traced.session
    session.set_lam_ratio(1.0)
    assert not strip.previous.isEnabled()
    qtbot.mouseClick(strip.next, Qt.MouseButton.LeftButton)
    settled(session)
    assert 0.98 < session.lam_ratio < 1.0
    assert "neuron born: kink at" in strip.slider.words
    session.set_lam_ratio(MIN_RATIO)
    assert not strip.next.isEnabled()
    qtbot.mouseClick(strip.previous, Qt.MouseButton.LeftButton)
    assert session.lam_ratio == stops(session.path_events)[-1][0]
    # λ moved by hand: the words about the event go
    session.set_lam_ratio(0.5)
    assert "born" not in strip.slider.words


def test_inside_a_known_segment_the_path_answers(traced, settled):
    session, slider = traced.session, traced.strip.slider
    box = slider.groove()
    at = QPoint(round(box.left() + 0.37 * box.width()), round(box.center().y()))
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at)
    settled(session)
    known = session.result
    assert known.solver == "known segment"
    assert known.certified
    solved = Problem(session.signal, session.architecture).solve(known.lam)
    assert [f.key for f in known.features] == [f.key for f in solved.features]
    np.testing.assert_allclose(known.weights, solved.weights, atol=1e-9)


def test_going_back_finds_the_path_where_it_was_left(traced, settled, qtbot, monkeypatch):
    session = traced.session
    before, events = session.path, session.path_events
    session.set_architecture(Architecture("abs", 2))
    assert session.path is None
    assert session.path_events == ()
    settled(session)
    qtbot.waitUntil(lambda: session.path_exact)

    def solve(*args, **options):
        raise AssertionError("solved again")

    monkeypatch.setattr(Problem, "solve", solve)
    session.set_architecture(Architecture("relu", 2))
    settled(session)
    qtbot.waitUntil(lambda: session.path is not None)
    assert session.path_exact
    assert session.path_events is events
    assert [p.lam_ratio for p in session.path] == [p.lam_ratio for p in before]
    assert session.result.solver == "known segment"


def test_another_loss_is_sampled_and_still_has_events(window, settled, qtbot):
    session = window.session
    session.set_architecture(Architecture("relu", 2))
    session.set_signal(wave(15))
    session.set_loss("huber")
    settled(session)
    qtbot.waitUntil(lambda: session.path_exact)
    assert session.path_events
    assert not any(event.exact for event in session.path_events)
    assert not window.strip.slider.path._ticks
    session.set_lam_ratio(1.0)
    QTest.keyClick(window, Qt.Key.Key_BracketRight)
    settled(session)
    assert session.lam_ratio == session.path_events[0].lam_ratio
    assert "somewhere here" in window.strip.slider.words


def test_a_tick_says_what_happens_there(traced):
    slider, session = traced.strip.slider, traced.session
    traced.grab()  # shapes are made when they are painted
    first = next(e for e in session.path_events if e.lam_ratio < 0.9)
    at = QPoint(round(slider.x_of(first.lam_ratio)), round(slider.groove().bottom()) + 4)
    QApplication.sendEvent(slider, QHelpEvent(QEvent.Type.ToolTip, at, slider.mapToGlobal(at)))
    assert QToolTip.text().startswith("neuron")
    assert len(slider.path._ticks) <= len(session.path_events)
    QToolTip.hideText()


# play


def test_play_sweeps_evenly_and_stops_at_the_rich_end(traced, settled, qtbot, monkeypatch):
    monkeypatch.setattr(lambda_play, "SPEED", 8.0)
    monkeypatch.setattr(lambda_play, "LEAP", 0.4)
    session, strip = traced.session, traced.strip
    seen: list[float] = []
    session.lamChanged.connect(seen.append)
    qtbot.mouseClick(strip.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not strip.play.isChecked())
    assert session.lam_ratio == MIN_RATIO
    assert len(seen) > 5
    assert np.all(np.diff(seen) < 0)
    settled(session)
    assert session.result.lam_ratio == pytest.approx(MIN_RATIO)
    # from the end it starts over
    qtbot.mouseClick(strip.play, Qt.MouseButton.LeftButton)
    assert seen[-1] == 1.0
    qtbot.mouseClick(strip.play, Qt.MouseButton.LeftButton)
    assert not strip._player.running


def test_a_loop_begins_again(traced, qtbot, monkeypatch):
    monkeypatch.setattr(lambda_play, "SPEED", 8.0)
    monkeypatch.setattr(lambda_play, "LEAP", 1.0)
    monkeypatch.setattr(lambda_play, "REST_S", 0.01)
    session, strip = traced.session, traced.strip
    qtbot.mouseClick(strip.loop, Qt.MouseButton.LeftButton)
    seen: list[float] = []
    session.lamChanged.connect(seen.append)
    qtbot.mouseClick(strip.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: seen.count(1.0) >= 2)
    assert strip.play.isChecked()
    # taking the handle ends it
    at = strip.slider.groove().center().toPoint()
    QTest.mouseClick(strip.slider, Qt.MouseButton.LeftButton, pos=at)
    assert not strip.play.isChecked()
    assert not strip._player.running


# what is kept


def test_only_the_latest_problems_are_kept(monkeypatch):
    monkeypatch.setattr(following, "KEPT", 3)
    cache, signals = ProblemCache(), [wave(10, seed) for seed in range(5)]
    net = Architecture("relu", 2)
    made = [cache.of(s, net, "squared", {}, "auto") for s in signals]
    assert cache.of(signals[4], net, "squared", {}, "auto") is made[4]
    assert cache.of(signals[3], net, "squared", {}, "auto") is made[3]
    assert cache.of(signals[0], net, "squared", {}, "auto") is not made[0]
    assert len(cache._problems) == 3


def test_long_paths_make_room(monkeypatch):
    cache, signals = ProblemCache(), [wave(30, seed) for seed in range(3)]
    net = Architecture("relu", 2)
    first = cache.of(signals[0], net, "squared", {}, "auto")
    for path in path_events(first.problem, 0.1):
        first.path = path
    assert first.size > 8 * 30 * 4 * len(path.segments) / 2
    monkeypatch.setattr(following, "MEMORY", first.size - 1)
    cache.of(signals[1], net, "squared", {}, "auto")
    assert cache.of(signals[0], net, "squared", {}, "auto") is not first


# drawing


def test_stops_lie_between_an_event_and_the_next():
    events = [Event(r, r, "birth", ((i,),), ()) for i, r in enumerate((1.0, 0.5, 0.4999, 0.1))]
    spots = [ratio for ratio, _ in stops(events)]
    assert spots == pytest.approx([0.99, 0.49995, 0.494901, 0.099])
    assert [r for r, _ in stops([Event(0.3, 0.3, "death", (), ((1,),), 0.1)])] == [0.3]
    twins = [Event(0.5, 0.5, "birth", ((i,),), ()) for i in range(2)]
    assert stops(twins) == [(pytest.approx(0.495), twins[1])]


def test_lines_are_thinned_to_what_can_be_seen():
    x = np.concatenate(([0.0], np.linspace(1, 1.001, 50), [2.0, 2.0]))
    kept = thinned(x)
    assert kept[0] == 0 and kept[-1] == len(x) - 1
    assert len(kept) <= 6
    keys = np.array([[1], [2]])
    points = tuple(PathPoint(10.0**-v, 2, keys, np.array([v, 1.0])) for v in (0.0, 0.1, 0.2))
    lines = lines_of(points, points, (1.0, 10.0**-0.2), 0)
    assert lines.keys == ((1,), (2,))
    np.testing.assert_allclose(lines.x, [0.0, 0.1, 0.2])
    np.testing.assert_allclose(lines.z, [[0.0, 0.1, 0.2], [1.0, 1.0, 1.0]])


def test_no_ink_where_a_weight_rests():
    z = np.array([[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 2.0]])
    x, y, connect = inked(np.arange(8.0), z)
    np.testing.assert_allclose(x, [2, 3, 4, 6, 7])
    np.testing.assert_allclose(y, [0, 1, 0, 0, 2])
    assert connect.tolist() == [1, 1, 0, 1, 0]


def test_a_neuron_enters_where_it_is_first_born():
    events = [
        Event(0.9, 0.9, "birth", ((1,),), ()),
        Event(0.5, 0.5, "death", (), ((1,),)),
        Event(0.2, 0.2, "exchange", ((1,),), ((2,),)),
    ]
    assert births(events) == {(1,): 0.9}


def test_lambda_moves_while_the_path_grows(window, settled, qtbot):
    session = window.session
    session.set_architecture(Architecture("abs", 3))
    session.set_signal(sample("nile"))
    settled(session)
    qtbot.waitUntil(lambda: bool(session.path_events))
    began = len(session.path_events)
    for ratio in (0.3, 0.2, 0.1):
        session.set_lam_ratio(ratio)
        settled(session)
        assert session.result.lam_ratio == pytest.approx(ratio)
    qtbot.waitUntil(lambda: len(session.path_events) > began)


def test_a_coarse_path_is_refined_where_one_looks(window, settled, qtbot):
    """Huber: the path is sampled, and a part of it in view is solved more closely."""
    session = window.session
    session.set_architecture(Architecture("relu", 2))
    session.set_signal(wave(60))
    session.set_loss("huber", delta=0.2)
    settled(session)
    window.show_view("Path")
    panel = next(view for view in window.views if view.title == "Path")
    qtbot.waitUntil(lambda: session.path_exact and panel._lines is not None)
    qtbot.waitUntil(lambda: panel._lines.path is session.path)
    whole = panel._lines
    assert whole.solved == 0 and "The path is coarse" in panel.words.toolTip()
    assert "sampled" in window.strip.slider.note
    panel.plot.setXRange(1.0, 1.2, padding=0)
    qtbot.waitUntil(lambda: panel._lines.solved == sum(MORE))
    close = panel._lines
    assert close.part == pytest.approx((0.1, 10.0**-1.2))
    inside = (close.x > 1.0) & (close.x < 1.2)
    assert inside.sum() >= sum(MORE) / 2 > 2 * ((whole.x > 1.0) & (whole.x < 1.2)).sum()
    assert f"{close.solved} more λ were solved" in panel.words.toolTip()
    at = int(np.flatnonzero(inside)[7])
    problem = Problem(session.signal, session.architecture, "huber", delta=0.2)
    answer = problem.solve(10.0 ** -float(close.x[at]) * problem.lam_max)
    shown = {key: z for key, z in zip(close.keys, close.z[:, at], strict=True) if z}
    assert set(shown) == {feature.key for feature in answer.features}
    np.testing.assert_allclose([shown[f.key] for f in answer.features], answer.weights, rtol=1e-6)
    panel.see_all()
    qtbot.waitUntil(lambda: panel._lines.part == (1.0, MIN_RATIO))
    assert panel._lines.solved == 0


def test_a_part_of_the_path_without_neurons_has_no_lines():
    """At λ_max nothing is in use, and keys of no feature have no width."""
    none = [PathPoint(r, 0, np.empty((0, 0), dtype=int), np.empty(0)) for r in (1.0, 0.9)]
    found = lines_of(none, tuple(none), (1.0, 0.9), 0)
    assert found.keys == () and found.z.shape[0] == 0
