"""Editing points by mouse and keys: the optimum follows, and every gesture is one step."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from mirrors_engine import Signal, fit
from mirrors_engine.signals.synthetic import paper_six
from mirrors_gui.headless import wait
from mirrors_gui.text.formatting import number

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Hand:
    """The user's hand on the fit plot."""

    def __init__(self, window) -> None:
        self.session, self.fit = window.session, window.fit
        self.view = window.fit.fit.viewport()

    def at(self, x: float, y: float) -> QPoint:
        """The pixel over a place in data coordinates."""
        box = self.fit.fit.getViewBox()
        scene = box.mapViewToScene(pos(x - self.fit.scale.offset, y))
        return self.fit.fit.mapFromScene(scene)

    def point(self, i: int) -> QPoint:
        return self.at(float(self.session.signal.x[i]), float(self.session.signal.y[i]))

    def drag(self, start: QPoint, end: QPoint, steps: int = 5, keys=NONE) -> None:
        QTest.mousePress(self.view, LEFT, keys, start)
        for k in range(1, steps + 1):
            move(self.view, start + (end - start) * (k / steps), keys)
            wait(lambda: not self.session.busy)
        QTest.mouseRelease(self.view, LEFT, keys, end)


def pos(x, y):
    from PySide6.QtCore import QPointF

    return QPointF(x, y)


def move(view, where, keys):
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    spot = QPointF(where)
    event = QMouseEvent(
        QEvent.Type.MouseMove, spot, view.mapToGlobal(spot), Qt.MouseButton.NoButton, LEFT, keys
    )
    QApplication.sendEvent(view, event)


@pytest.fixture
def hand(qtbot, window, settled):
    settled(window.session)
    window.session.set_signal(paper_six())
    settled(window.session)
    QTest.mouseClick(window.findChild(QToolButton, "editButton"), LEFT)
    assert window.fit.edit.active
    yield Hand(window)


def test_dragging_moves_the_point_and_the_optimum(qtbot, window, settled, hand):
    session = window.session
    before = session.signal
    x, y = float(before.x[2]), float(before.y[2])
    hand.drag(hand.point(2), hand.at(x, y + 2.0))
    settled(session)
    assert session.signal.x[2] == x  # a drag straight up keeps x to the last digit
    assert session.signal.y[2] == pytest.approx(y + 2.0, abs=0.1)
    np.testing.assert_array_equal(np.delete(session.signal.y, 2), np.delete(before.y, 2))
    assert session.result.signal is session.signal
    again = fit(session.signal, session.architecture, lam_ratio=session.lam_ratio)
    assert session.result.objective == pytest.approx(again.objective, rel=1e-9)
    assert session.edited


def test_readout_and_ring_follow_the_point_without_another_move(window, settled, hand):
    session = window.session
    x, y = float(session.signal.x[2]), float(session.signal.y[2])
    hand.drag(hand.point(2), hand.at(x, y + 2.0))
    settled(session)
    pointer, now = window.fit.pointer, float(session.signal.y[2])
    assert now > y + 1.5
    assert list(pointer.ring.getData()[1]) == [now]
    assert f"data {number(now)}" in pointer.readout.text()
    assert f"fit {number(session.result.fitted[2])}" in pointer.readout.text()


def test_a_drag_is_one_step_back_and_forth(qtbot, window, settled, hand):
    session = window.session
    before = session.signal
    hand.drag(hand.point(1), hand.at(float(before.x[1]) + 0.7, 1.5), steps=8)
    settled(session)
    after = session.signal
    assert after is not before
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.signal is before
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert session.signal is after
    settled(session)


def test_sideways_drags_move_x_and_never_merge_points(qtbot, window, settled, hand):
    session = window.session
    n = len(session.signal)
    target = hand.point(3)
    hand.drag(hand.point(1), QPoint(target.x(), hand.point(1).y()))
    settled(session)
    assert len(session.signal) == n
    assert np.all(np.diff(session.signal.x) > 0)
    assert session.signal.cleaning.merged == 0


def test_shift_keeps_x(qtbot, window, settled, hand):
    session = window.session
    x = session.signal.x.copy()
    hand.drag(hand.point(2), hand.at(float(x[2]) + 1.5, 2.5), keys=SHIFT)
    settled(session)
    np.testing.assert_array_equal(session.signal.x, x)


def test_double_click_adds_and_right_click_deletes(qtbot, window, settled, hand):
    session = window.session
    n = len(session.signal)
    where = hand.at(2.0, 1.0)
    QTest.mouseDClick(hand.view, LEFT, NONE, where)
    settled(session)
    assert len(session.signal) == n + 1
    i = int(np.argmin(np.abs(session.signal.x - 2.0)))
    assert session.signal.y[i] == pytest.approx(1.0, abs=0.1)
    QTest.mouseClick(hand.view, RIGHT, NONE, hand.point(i))
    settled(session)
    assert len(session.signal) == n
    assert session.history.undo_words == "delete a point"


def test_keys_nudge_and_delete_the_chosen_point(qtbot, window, settled, hand):
    session = window.session
    n, y = len(session.signal), float(session.signal.y[2])
    QTest.mouseClick(hand.view, LEFT, NONE, hand.point(2))
    QTest.keyClick(window.fit.fit, Qt.Key.Key_Up)
    settled(session)
    small = float(session.signal.y[2]) - y
    assert small > 0
    QTest.keyClick(window.fit.fit, Qt.Key.Key_Up, SHIFT)
    settled(session)
    assert float(session.signal.y[2]) - y == pytest.approx(11 * small)
    QTest.keyClick(window.fit.fit, Qt.Key.Key_Delete)
    settled(session)
    assert len(session.signal) == n - 1


def test_the_view_stays_while_points_move(qtbot, window, settled, hand):
    before = window.fit.view()
    hand.drag(hand.point(0), hand.at(float(window.session.signal.x[0]) - 0.4, 0.8))
    settled(window.session)
    np.testing.assert_allclose(window.fit.view(), before, atol=1e-9)


def test_the_last_point_stays(qtbot, window, settled, hand):
    session = window.session
    session.edit_signal(Signal([1.0], [2.0]))
    settled(session)
    window.fit.edit.delete(0)
    assert "has to stay" in window.banner.sentence.text()
    assert len(session.signal) == 1


def test_escape_ends_editing_and_the_plot_pans_again(qtbot, window, settled, hand):
    QTest.keyClick(window.fit.fit, Qt.Key.Key_Escape)
    assert not window.fit.edit.active
    assert not window.findChild(QToolButton, "editButton").isChecked()
    signal = window.session.signal
    hand.drag(hand.point(2), hand.point(2) + QPoint(0, 60))
    assert window.session.signal is signal


def test_too_many_samples_are_refused_in_a_sentence(qtbot, window, settled):
    settled(window.session)
    x = np.arange(6000.0)
    window.session.set_signal(Signal(x, np.sin(x / 500)))
    window.fit.edit.set_active(True)
    assert not window.fit.edit.active
    assert "thin the signal" in window.banner.sentence.text()
    window.session.cancel()  # how long 6000 samples take is another matter
    settled(window.session)


def test_pointing_while_the_answer_is_older_than_the_points(qtbot, window, settled, hand):
    session = window.session
    last = float(session.signal.x[-1])
    window.fit.edit.add(last + 1.0, 0.0)
    # the answer for one point fewer is still on show: the readout must not read beyond it
    window.fit.pointer.move(window.fit.fit.mapToScene(hand.at(last + 0.9, 0.0)))
    settled(session)
    assert len(session.result.fitted) == len(session.signal)
