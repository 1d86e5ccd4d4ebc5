"""Every network is reached with the controls, on one column of x and on several."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from mirrors_engine.architecture import Architecture
from mirrors_engine.signals import Signal, samples
from mirrors_gui.headless import wait
from mirrors_gui.panels.fit.plane_plot import chord, scale
from mirrors_gui.panels.settings.network_card import NetworkCard
from mirrors_gui.style.theme import LIGHT

SAMPLES = {s.key: s for s in samples()}
TABLE = "a,b,c,y\n" + "".join(
    f"{(7 * i) % 11},{(5 * i) % 13},{i % 4},{abs((7 * i) % 11 - 5) + (5 * i) % 13}\n"
    for i in range(30)
)
# activation, layers, text of widths, kind
NETWORKS = [
    *[("relu", layers, "", "") for layers in (2, 3, 4, 9)],
    *[(a, layers, "", "") for a in ("abs", "symmetrized") for layers in (2, 3, 4, 5)],
    *[(a, layers, "", "") for a in ("leaky", "piecewise") for layers in (2, 3)],
    *[(a, 2, "", "") for a in ("sign", "threshold")],
    *[(a, 3, "3", "rectangular") for a in ("sign", "threshold")],
    ("sign", 4, "2, 2", "tree"),
    ("threshold", 6, "2 2 1 1", "rectangular"),
]


def answered(session) -> None:
    assert wait(lambda: not session.busy)


def choose(box, data) -> None:
    """As the keyboard does: walk to the entry."""
    box.setFocus()
    step = Qt.Key.Key_Down if box.findData(data) > box.currentIndex() else Qt.Key.Key_Up
    for _ in range(box.count()):
        if box.currentData() == data:
            return
        QTest.keyClick(box, step)
    assert box.currentData() == data


def set_layers(card, layers: int) -> None:
    card.layers.lineEdit().selectAll()
    QTest.keyClicks(card.layers.lineEdit(), str(layers))
    QTest.keyClick(card.layers, Qt.Key.Key_Return)


@pytest.mark.parametrize(("activation", "layers", "widths", "kind"), NETWORKS)
def test_networks_of_the_line(shared_window, activation, layers, widths, kind):
    session, card = shared_window.session, shared_window.network
    session.set_signal(SAMPLES["paper_six"].load())
    choose(card.activation, activation)
    set_layers(card, layers)
    if widths:
        choose(card.kind, kind)
        card.widths.selectAll()
        QTest.keyClicks(card.widths, widths)
        QTest.keyClick(card.widths, Qt.Key.Key_Return)
    answered(session)
    net, result = session.architecture, session.result
    assert (net.activation, net.layers) == (activation, layers)
    if widths:
        assert net.kind == kind
        assert net.widths == tuple(int(w) for w in widths.replace(",", " ").split())
    assert result.architecture == net
    assert result.certified
    assert "feature" in card.features.text()


@pytest.mark.parametrize("activation", ["relu", "leaky", "abs", "piecewise", "sign", "threshold"])
def test_networks_of_the_plane(shared_window, activation):
    session = shared_window.session
    session.open_sample(SAMPLES["saddle"])
    choose(shared_window.network.activation, activation)
    answered(session)
    result = session.result
    assert result.architecture.inputs == "plane"
    assert result.architecture.activation == activation
    assert result.certified
    plane = shared_window.fit_area.plane
    assert shared_window.fit_area.stack.currentWidget() is plane
    assert len(plane.lines) == len(result.weights)
    assert np.isfinite(plane.lines).all()


def test_line_of_a_feature_is_marked_with_its_samples(window):
    session = window.session
    session.open_sample(SAMPLES["saddle"])
    answered(session)
    plane = window.fit_area.plane
    for i, feature in enumerate(session.result.features):
        session.select(feature.key)
        x, y = plane._marked.getData()
        assert np.column_stack((x, y)) == pytest.approx(plane.lines[i])
        assert len(plane._rings.data) in (1, 2)
    session.select(None)
    assert plane._marked.getData()[0] is None or not len(plane._marked.getData()[0])


def test_surface_is_the_function(window):
    session = window.session
    session.open_sample(SAMPLES["saddle"])
    answered(session)
    picture = session.curve
    side = len(picture.values)
    cell = (picture.high - picture.low) / side
    for i, j in ((0, 0), (3, side - 1), (side // 2, side // 3)):
        at = picture.low + cell * (np.array([i, j]) + 0.5)
        assert picture.values[i, j] == pytest.approx(float(session.result.predict(at[None])[0]))


def test_additive_fit_is_a_sum_of_its_partial_functions(window):
    session = window.session
    session.open_sample(SAMPLES["two_effects"])
    answered(session)
    result, picture = session.result, session.curve
    assert result.architecture.inputs == "additive"
    assert result.certified
    assert window.fit_area.stack.currentWidget() is window.fit_area.additive
    assert len(window.fit_area.additive.partials) == 2
    total = picture.level + picture.at_samples.sum(axis=1)
    assert total == pytest.approx(result.fitted)
    for c, curve in enumerate(picture.curves):
        assert curve.at(result.signal.x[:, c]) == pytest.approx(picture.at_samples[:, c], abs=1e-9)


@pytest.mark.parametrize("key", ["saddle", "two_effects"])
def test_every_tab_takes_several_columns(window, key):
    session = window.session
    session.open_sample(SAMPLES[key])
    answered(session)
    for i in range(window.tabs.count()):
        window.tabs.setCurrentIndex(i)
        session.hover(session.result.features[0].key)
        session.select(session.result.features[-1].key)
        window.grab()
    session.set_lam_ratio(1.0)
    answered(session)
    window.grab()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_other_signals_and_themes_leave_nothing_behind(window, theme):
    session = window.session
    first = session.architecture
    session.open_sample(SAMPLES["saddle"])
    session.appearance.set_theme(theme)
    answered(session)
    session.open_sample(SAMPLES["nile"])
    answered(session)
    assert session.architecture == first
    assert window.fit_area.stack.currentWidget() is window.fit
    assert not len(window.fit_area.plane.lines)


def test_columns_of_a_table_make_a_line_a_plane_or_a_sum(window):
    session, data, card = window.session, window.data, window.network
    session.open_text(TABLE)
    answered(session)
    assert session.signal.dimension == 1
    data.y_box.setCurrentIndex(data.y_box.findText("y"))
    answered(session)
    data.x_box.setCurrentIndex(data.x_box.findText("a"))
    answered(session)
    assert [a.text() for a in data.more.columns.actions()] == ["b", "c"]
    check_columns(data, "b")
    answered(session)
    assert session.signal.x_names == ("a", "b")
    assert session.architecture.inputs == "plane"
    assert session.result.certified
    choose(card.inputs, "additive")
    answered(session)
    assert session.result.architecture.inputs == "additive"
    assert session.result.certified
    check_columns(data, "c")
    answered(session)
    assert session.signal.dimension == 3
    assert not card.inputs.model().item(card.inputs.findData("plane")).isEnabled()
    check_columns(data, "b", "c")
    answered(session)
    assert session.signal.dimension == 1
    assert session.architecture.inputs == "line"


def check_columns(data, *names) -> None:
    """Open the menu of columns, press space on these, and close it."""
    data.more.columns.popup(data.more.mapToGlobal(data.more.rect().bottomLeft()))
    for action in data.more.columns.actions():
        if action.text() in names:
            data.more.columns.setActiveAction(action)
            QTest.keyClick(data.more.columns, Qt.Key.Key_Space)
    QTest.keyClick(data.more.columns, Qt.Key.Key_Escape)
    data.more.columns.close()


def test_refusals_stand_beside_the_size(window):
    session, card = window.session, window.network
    choose(card.activation, "abs")
    x = np.linspace(0, 1, 800)
    session.set_signal(Signal(x, np.sin(9 * x)))
    set_layers(card, 5)  # too many features on 800 samples
    answered(session)
    assert "·10" in card.features.text() or "feature" in card.features.text()
    assert "thin the signal" in card.note.text()
    set_layers(card, 7)
    answered(session)
    assert card.features.text() == "Not available"
    assert "layers = 4" in card.note.text()


@pytest.mark.parametrize("key", ["nile", "saddle"])
def test_zero_is_interpolation(window, key):
    session, strip = window.session, window.strip
    session.open_sample(SAMPLES[key])
    answered(session)
    strip.edit.selectAll()
    QTest.keyClicks(strip.edit, "0")
    QTest.keyClick(strip.edit, Qt.Key.Key_Return)
    answered(session)
    result = session.result
    assert session.lam_ratio == result.lam == 0
    assert result.certified
    assert np.abs(result.residuals).max() <= 1e-9 * np.ptp(result.signal.y)
    assert "least norm" in window.status.words.text()
    assert strip.slider.value() == strip.slider.maximum()
    certificate = next(v for v in window.views if v.title == "Certificate")
    window.tabs.setCurrentWidget(certificate)
    assert wait(lambda: "Norm:" in certificate.text())
    # a key leaves the stop again
    strip.slider.setFocus()
    QTest.keyClick(strip.slider, Qt.Key.Key_Left)
    assert session.lam_ratio > 0
    QTest.keyClick(strip.slider, Qt.Key.Key_Right)
    assert session.lam_ratio == 0
    answered(session)


def test_chord_is_cut_by_the_rectangle():
    low, high = np.array([0.0, 0.0]), np.array([4.0, 2.0])
    assert sorted(chord((1.0, 0.0), 1.0, low, high).tolist()) == [[1, 0], [1, 2]]
    assert sorted(chord((0.0, 1.0), 0.5, low, high).tolist()) == [[0, 0.5], [4, 0.5]]
    assert sorted(chord((0.5, 0.5), 1.0, low, high).tolist()) == [[0, 2], [2, 0]]
    assert np.isnan(chord((1.0, 0.0), 9.0, low, high)).all()


def test_colours_are_two_sided_about_zero_only_where_both_signs_matter():
    assert scale(np.array([-1.0, 2.0]), LIGHT)[0] == (-2.0, 2.0)
    assert scale(np.array([-0.1, 2.0]), LIGHT)[0] == (-0.1, 2.0)
    low, high = scale(np.array([3.0, 3.0]), LIGHT)[0]
    assert low < 3 < high


def test_additive_steps_and_one_constant_column(window):
    rng = np.random.default_rng(5)
    x = np.column_stack((rng.uniform(-1, 1, 40), np.ones(40), rng.integers(0, 3, 40)))
    session = window.session
    session.set_architecture(Architecture("sign", 3, widths=(3,)))
    session.set_signal(Signal(x, np.sign(x[:, 0]) + x[:, 2]))
    answered(session)
    assert session.result.certified
    assert len(window.fit_area.additive.partials) == 3
    window.grab()


def test_gallery_shows_and_opens_samples_of_several_columns(window):
    session = window.session
    window.show_gallery()
    gallery = window.findChild(QDialog)
    (item,) = gallery.list.findItems("Saddle", Qt.MatchFlag.MatchExactly)
    gallery.list.setCurrentItem(item)
    gallery.grab()
    gallery.choose.click()
    answered(session)
    assert session.result.architecture.inputs == "plane"


def test_the_smaller_dictionary_is_offered_and_says_what_it_is(qtbot, session):
    """Seven layers on 16 samples do not fit; the data features do, and are labelled."""
    card = NetworkCard()
    qtbot.addWidget(card)
    card.bind(session)
    x = np.linspace(0, 1, 16)
    session.set_signal(Signal(x, np.sin(9 * x)))
    assert card.dictionary.parentWidget().isHidden()
    session.set_architecture(Architecture("abs", 7))
    assert not card.dictionary.parentWidget().isHidden()
    assert card.features.text() == "Not available"
    assert "data features only" in card.note.text()
    card.dictionary.setCurrentIndex(card.dictionary.findData("data"))
    assert session.architecture.dictionary == "data"
    assert card.note.text().startswith("Optimal over the data features only: not certified")
    session.set_architecture(Architecture("abs", 3))
    assert card.dictionary.parentWidget().isHidden()


def test_data_features_alone_give_way_to_the_plane(session, settled):
    session.set_signal(SAMPLES["paper_six"].load())
    session.set_architecture(Architecture("abs", 4, dictionary="data"))
    settled(session)
    session.open_sample(SAMPLES["saddle"])
    assert session.architecture == Architecture("abs", 2, inputs="plane")
    settled(session)
    assert session.result.certified
    session.history.undo()
    assert session.architecture.dictionary == "data"
    settled(session)
