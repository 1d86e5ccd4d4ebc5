"""The session: one question, its answer, path and selection belong together."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import fit
from mirrors_engine.architecture import Architecture
from mirrors_engine.signals import Signal, sample
from mirrors_gui.compute.polyline import contribution_of, curve_of


def test_features_are_let_go_together_with_their_answer(session, settled):
    session.set_signal(sample("nile"))
    settled(session)
    one, other = (feature.key for feature in session.result.features[:2])
    session.select(one)
    session.hover(other)
    seen = []
    for signal in (session.selectionChanged, session.hoverChanged):
        signal.connect(lambda _: seen.append((session.result, session.selected, session.hovered)))
    session.set_signal(sample("paper_six"))
    assert seen == [(None, None, None)] * 2
    settled(session)


def test_a_moved_point_is_solved_from_the_answer_before(session, settled):
    x, net = np.arange(80.0), Architecture("abs", 3)
    y = np.sin(x / 9) + 0.3 * np.random.default_rng(1).standard_normal(80)
    session.set_architecture(net)
    session.set_signal(Signal(x, y))
    settled(session)
    y = y.copy()
    y[40] += 0.01
    session.edit_signal(Signal(x, y))
    settled(session)
    cold = fit(session.signal, net, lam_ratio=session.lam_ratio)
    assert session.result.iterations < cold.iterations
    assert session.result.objective == pytest.approx(cold.objective, rel=1e-9)
    assert [f.key for f in session.result.features] == [f.key for f in cold.features]


def test_path_follows_the_fit_and_survives_moves_of_lambda(session, settled, qtbot):
    session.set_signal(sample("paper_six"))
    settled(session)
    session.set_lam_ratio(0.3)
    qtbot.waitUntil(lambda: session.path_complete)
    ratios = [p.lam_ratio for p in session.path]
    assert ratios[0] == 1.0 and np.all(np.diff(ratios) <= 0)
    assert session.path[0].neurons == 0
    assert all(p.neurons == len(p.keys) == len(p.weights) for p in session.path)
    session.set_architecture(Architecture("relu", 2))
    assert session.path is None


def test_selection_ends_with_its_feature(session, settled):
    session.set_signal(sample("nile"))
    settled(session)
    session.select(session.result.features[0].key)
    session.set_lam_ratio(1.0)
    settled(session)
    assert session.selected is None


@pytest.mark.parametrize(
    "signal",
    [
        Signal([1.0], [2.0]),
        Signal([0.0, 1.0, 2.0], [3.0, 3.0, 3.0]),
        Signal([0.0, 1.0], [0.0, 1.0]),
        Signal(1.7e9 + np.arange(20.0), np.sin(np.arange(20.0))),
    ],
    ids=["one row", "constant", "two rows", "timestamps"],
)
def test_edge_signals_are_drawn(qtbot, session, settled, signal):
    from mirrors_gui.panels.fit.plot import FitPlot

    plot = FitPlot()
    qtbot.addWidget(plot)
    session.set_signal(signal)
    plot.bind(session)
    settled(session)
    assert session.result is not None
    assert np.isfinite(plot._function.getData()[1]).all()


@pytest.mark.parametrize(
    "net",
    [
        Architecture("relu", 2),
        Architecture("abs", 3),
        Architecture("symmetrized", 3),
        Architecture("sign", 2),
        Architecture("threshold", 2),
        Architecture("relu", 4),
    ],
    ids=Architecture.describe,
)
def test_curve_is_the_function(session, settled, net):
    session.set_architecture(net)
    session.set_signal(sample("paper_six"))
    settled(session)
    result, curve = session.result, curve_of(session.result)
    x = result.signal.x
    t = np.linspace(x[0] - 0.9 * np.ptp(x), x[-1] + 0.9 * np.ptp(x), 1001)
    scale = np.ptp(result.signal.y)
    np.testing.assert_allclose(curve.at(t), result.predict(t), atol=1e-9 * scale)
    for weight, feature in zip(result.weights, result.features, strict=True):
        own, _ = contribution_of(result, feature.key)
        shape = own.at(t) - weight * feature.evaluate(t)
        assert np.ptp(shape) < 1e-9 * scale
