"""The mirror map: its colours are the correlations, its rings the neurons, its words true."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from mirrors_engine import Architecture, Signal
from mirrors_engine.landscape.mirror_map import mirror_maps
from mirrors_engine.progress import Progress
from mirrors_engine.signals import sample
from mirrors_gui.compute.analyses import CLOSER, MAP
from mirrors_gui.headless import pause, wait
from mirrors_gui.panels.mirror_map.panel import MIDPOINT, MirrorMapPanel, share_of_lam


def send(view, kind, place, button, held):
    """A mouse event as Qt would send it."""
    spot = QPointF(place)
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, spot, view.mapToGlobal(spot), button, held, none)
    QApplication.sendEvent(view, event)


def signal(n: int = 30) -> Signal:
    rng = np.random.default_rng(3)
    x = np.linspace(0, 10, n)
    return Signal(x, np.sin(x) + 0.1 * rng.normal(size=n), x_name="depth", y_name="speed")


@pytest.fixture
def panel(show):
    return show(MirrorMapPanel, size=(400, 640))


def mapped(session):
    """Wait for the map of the answer on show."""
    assert wait(lambda: not session.busy and session.analyses.get(MAP) is not None)


@pytest.fixture
def nile(panel, session):
    session.set_signal(signal())
    mapped(session)
    return panel


def put(panel, qtbot, cell, press=False):
    """Point at a cell, or click it."""
    pause(0.05)
    spot = panel.view.getViewBox().mapViewToScene(QPointF(cell[0] + 0.5, cell[1] + 0.5))
    at = panel.view.mapFromScene(spot)
    if press:
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    else:
        panel.view.scene().sigMouseMoved.emit(spot)


def test_rings_stand_on_the_neurons_of_the_part_shown(nile, session):
    def wanted(part):
        keys = [f.key for f in session.result.features]
        return {k for k in keys if k[1] == part or k[2] == k[3]}

    assert set(nile._rings.values()) == wanted(0)
    nile.buttons.button(MIDPOINT).click()
    assert set(nile._rings.values()) == wanted(1)
    values = nile._map.midpoints
    assert all(values[cell] == pytest.approx(1, abs=1e-9) for cell in nile._rings)


def test_full_colour_is_exactly_lambda(nile, session, qtbot):
    image = nile.view.image
    assert tuple(image.levels) == (0.0, 1.0)
    assert QColor(*image.lut[-1]) == session.appearance.theme.color("mirror")
    assert QColor(*image.lut[0]) == session.appearance.theme.color("surface")
    # the mirror point runs along x
    np.testing.assert_array_equal(image.image, nile._map.reflections.T)
    with qtbot.waitSignal(session.appearance.changed):
        session.appearance.set_theme("dark")
    assert QColor(*image.lut[-1]) == session.appearance.theme.color("mirror")


def test_pointing_at_a_cell_explains_it_and_hovers_neurons(nile, session, qtbot):
    cell, key = next(iter(nile._rings.items()))
    put(nile, qtbot, cell)
    assert session.hovered == key
    feature = next(f for f in session.result.features if f.key == key)
    number = f"{feature.parameters['center']:.3g}"[:3]
    assert number in nile.words.toolTip() or "kink" in nile.words.toolTip()
    assert "reaches λ · in use" in nile.words.text()
    rings = np.array(list(nile._rings))
    quiet = next(
        (j, i)
        for j in range(30)
        for i in range(30)
        if i != j and np.abs(rings - (j, i)).max(axis=1).min() > 3
    )
    put(nile, qtbot, quiet)
    assert session.hovered is None
    text = nile.words.toolTip()
    assert "mirrored about depth = " in text and "of λ" in text


def test_a_click_selects_a_neuron(nile, session, qtbot):
    cell, key = next(iter(nile._rings.items()))
    put(nile, qtbot, cell, press=True)
    assert session.selected == key
    marked = nile.view._rings[1].getData()
    assert (cell[0] + 0.5, cell[1] + 0.5) in set(zip(*marked, strict=True))


def test_a_new_answer_brings_its_own_map(nile, session):
    for ratio in (0.2, 0.1, 0.05):
        session.set_lam_ratio(ratio)
    mapped(session)
    assert wait(lambda: nile._map.result is session.result)


def test_the_map_follows_a_drag(nile, session):
    """Costly analyses wait until λ rests, the map does not."""
    session.analyses._idle.setInterval(10**6)  # λ never rests
    for ratio in np.geomspace(0.5, 0.02, 5):
        session.set_lam_ratio(float(ratio))
        assert wait(lambda r=ratio: nile._map.result.lam_ratio == pytest.approx(r))


def test_it_is_not_computed_while_nobody_looks(session, qtbot, settled):
    hidden = MirrorMapPanel()
    qtbot.addWidget(hidden)
    hidden.bind(session)
    session.set_signal(signal())
    settled(session)
    pause(0.3)
    assert session.analyses.get(MAP) is None
    hidden.show()
    mapped(session)


def test_other_networks_are_told_which_have_one(panel, session, settled):
    assert "Load a signal" in panel.invitation
    session.set_signal(signal())
    session.set_architecture(Architecture("relu", 3))
    settled(session)
    assert "symmetrised ReLU" in panel.invitation
    session.set_architecture(Architecture("symmetrized", 3))
    mapped(session)
    assert panel.invitation == ""


def test_a_constant_network_has_a_map_without_rings(panel, session):
    session.set_signal(signal())
    session.set_lam_ratio(1.0)
    mapped(session)
    assert panel.invitation == "" and not panel._rings
    assert panel._map.reflections.max() <= 1 + 1e-12


def test_many_samples_share_cells_and_keep_the_neurons(panel, session):
    session.set_signal(sample("sunspots"))
    rng = np.random.default_rng(0)
    x = np.arange(900.0)
    session.set_signal(Signal(x, np.sin(x / 60) + 0.1 * rng.standard_normal(900)))
    mapped(session)
    assert panel._map.reflections.shape == (400, 400)
    values, cell_of = panel._map.reflections, panel._map.cell_of
    assert all(values[cell_of(*c)] == pytest.approx(1, abs=1e-9) for c in panel._rings)


def test_the_window_stays_awake_meanwhile(panel, session, monkeypatch):
    """The map is computed on another thread, and waits for the window, not the reverse."""
    threads, opened = [], threading.Event()

    def held(result, monitor=None):
        threads.append(threading.current_thread())
        while not opened.wait(0.01):
            monitor(Progress("waiting"))
        return mirror_maps(result, monitor=monitor)

    monkeypatch.setattr("mirrors_engine.landscape.mirror_map.mirror_maps", held)
    session.set_signal(signal())
    assert wait(lambda: bool(threads))
    turns = 0

    def tick():
        nonlocal turns
        turns += 1
        return turns == 50

    assert wait(tick) and session.analyses.get(MAP) is None
    opened.set()
    mapped(session)
    assert threading.main_thread() not in threads


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "reaches λ"), (0.981, "0.98 of λ"), (0.9999, "0.9999 of λ"), (0.0, "0.00 of λ")],
)
def test_only_what_reaches_lambda_is_said_to(value, text):
    assert share_of_lam(value) == text


def test_controls_have_names_and_tips(panel):
    for button in panel.findChildren(QAbstractButton):
        assert button.objectName() and button.accessibleName() and button.toolTip()
    assert panel.view.objectName() == "mirrorMap" and panel.view.accessibleName()


def test_state_goes_round(nile):
    nile.restore_state({"part": MIDPOINT})
    assert nile.save_state() == {"part": MIDPOINT}
    nile.restore_state({"part": "nonsense"})
    assert nile.part == MIDPOINT


def long_signal(n: int = 20_000) -> Signal:
    rng = np.random.default_rng(0)
    x = np.linspace(0.0, 1.0, n)
    return Signal(x, np.sin(8 * x) + (x > 0.5) + 0.1 * rng.standard_normal(n))


def test_a_long_map_comes_coarse_first_and_is_exact_close_up(panel, session, qtbot):
    levels = []
    session.analyses.computed.connect(
        lambda name: levels.append((name, session.analyses.get(name).value))
    )
    session.set_signal(long_signal())
    assert wait(lambda: panel._map is not None and max(panel._map.looked_at) == 4000)
    assert panel._near is None and "4\u202f000 of 20\u202f000 samples" in panel.words.toolTip()
    looked = [value.looked_at[0] for name, value in levels if name == MAP]
    assert looked == sorted(looked) and looked[-1] == 4000  # those in between may be passed by
    _, _, u, w = session.result.features[0].key
    view = panel.view.getViewBox()
    view.setRange(xRange=(u - 700, u + 700), yRange=(w - 600, w + 600), padding=0)
    assert wait(lambda: panel._near is not None and panel._near.exact)
    near = panel._near
    (left, right), (low, high) = panel.view.seen
    assert (near.rows, near.columns) == ((left, right), (low, high))
    assert near.covers(u, w) and panel.view.near.isVisible()
    area = panel.view.near.mapRectToView(panel.view.near.boundingRect())
    assert (area.left(), area.right()) == (left, right)
    assert (area.top(), area.bottom()) == (low, high)
    assert "Every pair of" in panel.words.toolTip()
    strip = panel.view._strips[1].getData()[0]  # close up a step a cell, elsewhere as before
    inside = (strip >= left) & (strip <= right)
    assert inside.sum() >= 2 * len(near.x_centre) - 2
    assert strip[0] == 0 and strip[-1] == len(session.signal)
    put(panel, qtbot, (u, w))
    assert session.hovered == session.result.features[0].key
    panel.view.see_all()
    assert wait(lambda: panel._near is None)
    assert not panel.view.near.isVisible()


def test_another_answer_is_looked_at_where_the_map_is(panel, session):
    session.set_signal(long_signal(5000))
    mapped(session)
    panel.view.getViewBox().setRange(xRange=(2000, 2400), yRange=(1000, 1400), padding=0)
    assert wait(lambda: panel._near is not None)
    seen = panel.view.seen
    session.set_lam_ratio(0.1)
    assert wait(lambda: not session.busy and panel._map.result is session.result)
    assert wait(lambda: panel._near is not None and panel._near.result is session.result)
    assert panel.view.seen == seen == (panel._near.rows, panel._near.columns)
    other = long_signal(3000)
    session.set_signal(other)
    assert wait(lambda: panel._map is not None and panel._map.result.signal is other)
    assert panel._near is None and panel.view.seen == ((0, 3000), (0, 3000))


def test_keys_the_wheel_and_a_double_click_move_the_map(nile, session, qtbot):
    whole = ((0, 30), (0, 30))
    assert nile.view.seen == whole
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(nile.view, key)
    (left, right), (low, high) = nile.view.seen
    assert right - left < 20 and high - low < 20
    assert left < 30 - right and low > 30 - high
    assert session.analyses.get(CLOSER) is None  # every sample has a cell already
    qtbot.keyClick(nile.view, Qt.Key.Key_0)
    assert nile.view.seen == whole
    qtbot.keyClick(nile.view, Qt.Key.Key_Plus)
    pause(0.05)
    spot = nile.view.getViewBox().mapViewToScene(QPointF(15.5, 15.5))
    at = nile.view.mapFromScene(spot)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held in (
        (QEvent.Type.MouseButtonDblClick, left),
        (QEvent.Type.MouseButtonRelease, none),
    ):
        send(nile.view.viewport(), kind, at, left, held)
    assert wait(lambda: nile.view.seen == whole)
    for _ in range(30):
        qtbot.keyClick(nile.view, Qt.Key.Key_Plus)
    (left, right), (low, high) = nile.view.seen
    assert right - left <= 6 and high - low <= 6


@pytest.mark.parametrize(("width", "height"), [(320, 640), (400, 900), (680, 480), (1100, 700)])
def test_the_map_is_square_or_has_all_the_height(nile, width, height):
    nile.resize(width, height)
    view, words = nile.view, nile.words

    def filled() -> bool:
        left = view.parentWidget().height() - words.geometry().bottom() - 1
        return view.height() == view.height_for(nile.width()) or left == 0

    assert wait(lambda: words.geometry().top() > view.geometry().bottom() and filled())
    assert view.height() <= view.height_for(nile.width())
    assert words.height() >= 3 * words.fontMetrics().lineSpacing()


def test_each_sample_is_named_in_the_middle_of_its_row_and_column(panel, session, qtbot):
    """A ring at sample 4 stood between the labels 4 and 5: they were at the edges of the cells."""
    x = np.array([0.0, 1, 2, 4, 5, 6, 8, 9])
    session.set_signal(Signal(x, np.abs(np.abs(x - 4) - 3)))
    session.set_architecture(Architecture("abs", 3))
    session.set_lam_ratio(0.0)
    mapped(session)
    pause(0.05)
    (ring,) = panel._rings
    assert [x[k] for k in ring] == [4.0, 1.0]  # of the mirror, and of the sample it mirrors
    box = panel.view.getViewBox()
    for axis, start in zip(panel.view.axes, (lambda k: (0, k), lambda k: (k, 0)), strict=True):
        levels = axis.tickValues(0.0, len(x), 300.0)
        named = {
            words: value
            for step, values in levels
            for value, words in zip(values, axis.tickStrings(values, 1.0, step), strict=True)
            if words
        }
        assert len(named) >= 4
        for words, value in named.items():
            (at,) = np.flatnonzero(x == float(words))
            middle = box.mapViewToScene(QPointF(*start(value)))
            ends = [box.mapViewToScene(QPointF(*start(at + end))) for end in (0, 1)]
            assert middle.x() == pytest.approx((ends[0].x() + ends[1].x()) / 2, abs=0.01)
            assert middle.y() == pytest.approx((ends[0].y() + ends[1].y()) / 2, abs=0.01)
