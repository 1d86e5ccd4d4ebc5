"""Choosing a loss in the window, by keys, and what the window then says."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from mirrors_engine import Signal
from mirrors_gui.panels.settings.loss_fields import LOSSES

N = 30


def load(window, settled, labels: bool) -> None:
    x = np.linspace(0.0, 3.0, N)
    y = np.sin(3 * x)
    y[4] += 50.0
    window.session.set_signal(Signal(x, np.where(y > 0, 1.0, -1.0) if labels else y))
    settled(window.session)


def choose(window, loss: str) -> None:
    """Walk the box to a loss with the arrow keys."""
    box = window.findChild(QWidget, "lossBox")
    box.setFocus()
    goal = list(LOSSES).index(loss)
    while box.currentIndex() != goal:
        key = Qt.Key.Key_Down if box.currentIndex() < goal else Qt.Key.Key_Up
        QTest.keyClick(box, key)
    assert box.currentData() == loss


def write(window, name: str, text: str) -> None:
    edit = window.findChild(QLineEdit, name)
    assert edit.isVisible() and edit.accessibleName() and edit.toolTip()
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("loss", "field", "text", "options"),
    [
        ("huber", "deltaEdit", "0,2", {"delta": 0.2}),
        ("quantile", "quantileEdit", "0.9", {"quantile": 0.9}),
        ("logistic", None, "", {}),
    ],
)
def test_choose_a_loss(window, settled, until, loss, field, text, options):
    load(window, settled, loss == "logistic")
    session = window.session
    choose(window, loss)
    if field is not None:
        write(window, field, text)
    settled(session)
    until(lambda: (session.result.loss, dict(session.result.loss_options)) == (loss, options))
    assert session.result.certified
    for name in ("deltaEdit", "quantileEdit"):
        assert window.findChild(QLineEdit, name).isVisible() == (name == field)
    assert "certified" in window.status.words.text()


def test_what_makes_no_sense_is_said_beside_the_field(window, settled):
    load(window, settled, False)
    session = window.session
    choose(window, "quantile")
    settled(session)
    before = session.result
    write(window, "quantileEdit", "7")
    notes = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    assert any("between 0 and 1" in note for note in notes)
    assert session.result is before and session.loss_options == {"quantile": 0.5}
    write(window, "quantileEdit", "0.25")
    settled(session)
    assert session.loss_options == {"quantile": 0.25}
    notes = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    assert not any("between 0 and 1" in note for note in notes)


def test_labels_that_are_none_are_refused_in_words(window, settled, until):
    load(window, settled, False)
    said: list[str] = []
    window.session.failed.connect(said.append)
    choose(window, "logistic")
    until(lambda: bool(said))
    assert "labels -1 and 1" in said[0]
    assert window.session.result is None
    choose(window, "squared")
    settled(window.session)
    assert window.session.result.certified


def test_log_odds_are_seen_whole_and_named(window, settled, until):
    load(window, settled, True)
    window.session.set_lam_ratio(0.001)
    choose(window, "logistic")
    settled(window.session)
    plot = window.findChild(QWidget, "fitPlot")
    result = window.session.result
    assert np.abs(result.fitted).max() > 1.5  # beyond the labels
    low, high = plot.getPlotItem().viewRange()[1]
    assert low <= result.fitted.min() and result.fitted.max() <= high
    assert "log-odds" in plot.getAxis("left").labelText
    choose(window, "squared")
    settled(window.session)
    assert "log-odds" not in plot.getAxis("left").labelText


@pytest.mark.parametrize("loss", ["huber", "quantile", "logistic"])
def test_every_view_bears_every_loss(window, settled, until, loss):
    """The certificate computes the network's value; others work or say what they speak of."""
    from mirrors_gui.panels.certificate.lines import GROUPS, line_for

    load(window, settled, loss == "logistic")
    said: list[str] = []
    window.session.failed.connect(said.append)
    choose(window, loss)
    settled(window.session)
    result = window.session.result
    names = [w.objectName() for w in window.findChildren(QWidget)]
    for name in ("certificatePanel", "landscapePanel", "mirrorMap", "trainingPanel"):
        assert name in names
    window.session.analyses.request("closed forms", "landscape", "mirror map")
    found = window.session.analyses.get
    until(lambda: all(found(what) for what in ("closed forms", "landscape", "mirror map")))
    assert found("closed forms").value == ()
    assert "squared loss only" in found("landscape").note
    assert found("mirror map").value is not None
    tips = {line.key: line_for(line, result).tip for group in GROUPS for line in group}
    assert "squared residuals" not in tips["primal"]
    assert "Ω" not in tips["dual"] or loss == "huber"
    value = result.network.objective(result.signal, result.lam)
    assert value == pytest.approx(result.objective, rel=1e-10)
    assert not said
