"""Build: the function neuron by neuron, by clicks and keys; every part is what it says."""

from __future__ import annotations

import numpy as np
import pytest
from invariants import loss
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from mirrors_engine import Architecture, Signal
from mirrors_gui.panels.fit.layers.build_layer import image_of
from mirrors_gui.style import motion
from mirrors_gui.text.feature_words import in_few_words, kinks_in_words, what_it_is
from mirrors_gui.text.formatting import number

LEFT = Qt.MouseButton.LeftButton
SIX = Signal([0, 4, 5, 7, 10, 11], [0, 0, 0, 2, 3, 3], name="six")


@pytest.fixture
def still(tour):
    """Nothing moves, so that a step is all there at once; by the menu, as a user would."""
    action = tour.window.findChild(QAction, "reduceMotionAction")
    action.trigger()
    assert motion.reduced()
    yield tour
    action.trigger()
    assert not motion.reduced()


def expected(result, count):
    """The constant (or line) and the neurons of largest weight, at the samples."""
    f = np.array(result.line(result.signal.x))
    order = sorted(range(len(result.weights)), key=lambda k: -abs(result.weights[k]))[:count]
    for k in order:
        f = f + result.weights[k] * result.features[k].evaluate(result.signal.x)
    return f, sum(abs(float(result.weights[k])) for k in order)


def drawn(window):
    x, y = window.fit_area.building.sum.getData()
    return np.array(x) + window.fit.scale.offset, np.array(y)


NETS = (
    (Architecture("abs", 3), {"loss": "squared"}),
    (Architecture("relu", 2, skip=True), {"loss": "squared"}),
    (Architecture("abs", 3), {"loss": "huber", "delta": 50.0}),
    (Architecture("threshold", 2), {"loss": "squared"}),
)


def test_every_part_is_the_sum_of_the_largest_weights(still):
    for net, options in NETS:
        _parts_of(still, net, options)
    _parts_at_interpolation(still)


def _parts_of(still, net, options):
    session, window = still.session, still.window
    session.set_architecture(net)
    session.set_loss(**options)
    session.set_lam_ratio(0.03 if net.step else 0.2)
    still.settle()
    result = session.result
    whole_words = window.sum_line.objective.text()
    assert len(result.weights) > 1
    still.click("buildButton")
    still.click("buildPlayButton")  # pause: the constant alone
    for count in range(len(result.weights) + 1):
        part = session.build.part
        assert part.count == count
        f, norm = expected(result, count)
        np.testing.assert_allclose(part.curve.at(result.signal.x), f, rtol=1e-9)
        x, y = drawn(window)
        if not net.step:
            np.testing.assert_allclose(np.interp(result.signal.x, x, y), f, rtol=1e-9)
        value = float(loss(result, result.signal.y, f).sum())
        assert part.loss == pytest.approx(value, rel=1e-7)
        words = (
            number(value, 4),
            number(result.lam * norm, 4),
            number(value + result.lam * norm, 4),
        )
        assert window.sum_line.objective.text() == "loss {} + λ‖z‖₁ {} = {}".format(*words)
        said = still.find("buildWords").text()
        assert said.startswith(f"{count} of {len(result.weights)}: ")
        assert said.endswith("The optimal function") == part.whole
        assert session.selected == (None if not count else part.newest.key)
        if count == 1:
            still.settle()
        if not part.whole:
            still.click("buildForwardButton")
    # exactly the optimal function at the end
    assert part.curve is session.curve
    assert part.loss + part.penalty == pytest.approx(result.objective, rel=1e-13)
    assert window.sum_line.objective.text() == whole_words
    assert not still.find("buildForwardButton").isEnabled()
    still.click("buildBackButton")
    assert session.build.part.count == len(result.weights) - 1
    still.click("closeBuildButton")
    assert session.build.part is None and not still.find("buildBar").isVisible()
    assert session.selected is None
    still.settle()


def test_play_adds_all_and_its_caption_is_never_blank(tour):
    session = tour.session
    session.set_signal(SIX)
    tour.settle()
    total = len(session.result.weights)
    said, shares = [], []
    session.build.changed.connect(lambda: said.append(tour.find("buildWords").text()))
    session.build.moved.connect(shares.append)
    box = tour.find("buildSpeedBox")
    tour.choose("buildSpeedBox", 25.0) if box.isVisible() else box.setCurrentIndex(4)
    tour.click("buildButton")
    assert session.build.playing
    tour.until(lambda: not session.build.playing)
    assert [words.split(":")[0] for words in said] == [f"{k} of {total}" for k in range(total + 1)]
    assert shares.count(1.0) == total and all(0 <= share <= 1 for share in shares)
    assert session.build.part.curve is session.curve
    _, y = drawn(tour.window)
    np.testing.assert_array_equal(y, session.curve.drawn()[1])
    tour.key(Qt.Key.Key_Escape)
    assert session.build.part is None
    assert len(tour.window.fit_area.building.sum.getData()[0] or ()) == 0
    tour.settle()
    _a_neuron_moves_for_a_second_at_most(tour)


def _a_neuron_moves_for_a_second_at_most(tour):
    build = tour.session.build
    tour.click("buildButton")
    for speed in (0.5, 1.0, 5.0):
        tour.choose("buildSpeedBox", speed)
        tour.click("buildForwardButton")
        assert 0 < build._motion.duration() <= 1000
        assert build.share < 1.0
    tour.until(lambda: build.share == 1.0)


def test_the_fold_brings_a_sample_to_its_image(still):
    session, layer = still.session, still.window.fit_area.building
    shares = []
    session.build.moved.connect(shares.append)
    for name in ("buildButton", "buildPlayButton"):  # by keys alone
        still.find(name).setFocus()
        still.key(Qt.Key.Key_Space, on=name)
    x = session.result.signal.x
    folded = 0
    for _ in session.result.weights:
        still.click("buildForwardButton")
        feature = session.build.part.newest
        assert layer.axis.isVisible() == (image_of(feature) is not None)
        if image_of(feature) is None:
            continue
        folded += 1
        source, image = image_of(feature)
        assert source + image == pytest.approx(2 * feature.mirror_axis)
        assert np.abs(x - source).min() < 1e-9 * abs(source)  # of three layers: a sample
        assert layer.axis.value() + still.window.fit.scale.offset == pytest.approx(
            feature.mirror_axis
        )
        way = np.array(layer.arc.getData()[0]) + still.window.fit.scale.offset
        assert (way[0], way[-1]) == pytest.approx((source, image))
        reached = max(abs(k.position - image) for k in feature.kinks)
        assert min(abs(k.position - image) for k in feature.kinks) <= 1e-9 * reached
    assert folded > 3
    assert session.build.share == 1.0 and not shares  # motion is reduced
    # another answer ends it
    still.key(Qt.Key.Key_Right, on="lambdaSlider")
    still.settle()
    assert session.build.part is None and not session.build.playing
    still.key(Qt.Key.Key_Home, on="lambdaSlider")
    still.settle()
    assert not still.find("buildButton").isEnabled()  # there is no neuron to add
    session.build.start()
    assert session.build.part is None


def _parts_at_interpolation(still):
    session = still.session
    session.set_architecture(NETS[0][0])
    session.set_signal(SIX)
    still.settle()
    still.key(Qt.Key.Key_End, on="lambdaSlider")
    still.settle()
    result = session.result
    still.click("buildButton")
    still.click("buildPlayButton")
    for count in range(len(result.weights)):
        f, norm = expected(result, count)
        value = float(loss(result, result.signal.y, f).sum())
        assert (
            still.window.sum_line.objective.text()
            == f"loss {number(value, 4)}, ‖z‖₁ = " + number(norm, 4)
        )
        still.click("buildForwardButton")
    assert "the least" in still.window.sum_line.objective.text()
    still.settle()


def test_words_of_the_table_explain_themselves(tour):
    table = tour.find("featuresTable")
    model, result = table.model(), tour.session.result
    tips = {}
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            tip = model.data(index, Qt.ItemDataRole.ToolTipRole)
            assert tip and "\0" not in tip
            tips.setdefault(column, []).append(tip)
    for feature in result.features:
        tip = next(t for t in tips[1] if t.startswith(in_few_words(feature, result.signal)))
        assert what_it_is(feature.kind) in tip
        if feature.kind.startswith("reflection"):
            point, centre = (feature.parameters[name] for name in ("point", "center"))
            assert tip.startswith(f"{feature.kind}: sample {point:g} mirrored about {centre:g}")
            assert f"◇ {2 * centre - point:g}: the image of sample {point:g}" in kinks_in_words(
                feature, result.signal
            )
    shares = [float(t.split(", ")[1].split(" %")[0]) for t in tips[2]]
    assert sum(shares) == pytest.approx(100, abs=1)
