"""The skip connection in the window: a check box, kept by undo and by projects."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from mirrors_engine import Architecture, Signal, fit
from mirrors_gui.compute.fit_drawing import Partials, Surface, picture_of
from mirrors_gui.model.project.project import read_project

X = np.linspace(0.0, 3.0, 20)
Y = 4 * X + np.abs(X - 1.2) + 0.1 * np.random.default_rng(1).standard_normal(20)


def answered(window):
    session = window.session
    return lambda: not session.busy and session.result is not None and not session.age.old


def test_a_click_adds_the_line_and_undo_takes_it_away(qtbot, window, tmp_path):
    session, box = window.session, window.network.skip
    session.set_signal(Signal(X, Y))
    session.set_architecture(Architecture("relu", 2))
    session.set_lam_ratio(1.0)
    qtbot.waitUntil(answered(window))
    assert not box.isChecked() and session.result.slope == 0.0
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert session.architecture.skip
    qtbot.waitUntil(answered(window))
    slope, _ = np.polyfit(X, Y, 1)
    assert session.result.slope == pytest.approx(slope)
    np.testing.assert_allclose(session.curve.at(X), session.result.fitted, atol=1e-9)
    file = tmp_path / "a.mirrors"
    window.document.save_to(file)
    qtbot.waitUntil(file.exists)
    assert read_project(file).question.architecture.skip
    session.history.undo()
    assert not session.architecture.skip and not box.isChecked()
    session.history.redo()
    assert box.isChecked()


@pytest.mark.parametrize(
    "net",
    [
        Architecture("abs", 3, skip=True),
        Architecture("sign", 2, skip=True),
        Architecture("relu", 2, inputs="plane", skip=True),
        Architecture("abs", 2, inputs="additive", skip=True),
        Architecture("sign", 2, inputs="additive", skip=True),
    ],
    ids=Architecture.describe,
)
def test_the_drawing_is_the_function(net):
    x = (
        X
        if net.inputs == "line"
        else np.column_stack((X, np.random.default_rng(3).uniform(size=20)))
    )
    result = fit(Signal(x, Y), net, lam_ratio=0.1)
    picture = picture_of(result)
    if isinstance(picture, Surface):
        side = picture.values.shape[0]
        at = picture.low + (picture.high - picture.low) * (np.array([3, 7]) + 0.5) / side
        assert picture.values[3, 7] == pytest.approx(float(result.predict(at[None])[0]))
    elif isinstance(picture, Partials):
        total = picture.level + picture.at_samples.sum(axis=1)
        np.testing.assert_allclose(total, result.fitted, atol=1e-9)
        for c, curve in enumerate(picture.curves):
            ours = curve.at(result.signal.x[:, c])
            np.testing.assert_allclose(ours, picture.at_samples[:, c], atol=1e-9)
    else:
        t = np.linspace(-1, 4, 57)
        np.testing.assert_allclose(picture.at(t), result.predict(t), atol=1e-9)
