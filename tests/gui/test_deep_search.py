"""Deep networks by search, in the window: its progress, six layers by keys, and the way out."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mirrors_engine import Architecture, Signal
from mirrors_engine.dictionaries.reflections.search import search_work
from mirrors_engine.progress import Progress
from mirrors_engine.solvers import working_set


def wave(n: int) -> Signal:
    rng = np.random.default_rng(0)
    x = np.sort(rng.random(n)).round(3)
    return Signal(x, np.sin(8 * x) + (x > 0.5) + 0.1 * rng.standard_normal(n))


def test_the_status_says_how_far_correlations_lie_above_lam(window, settled, monkeypatch):
    monkeypatch.setattr(working_set, "COARSE_FROM", 1000)
    session, status = window.session, window.status
    settled(session)
    said = []
    session.progressed.connect(lambda _: said.append(status.stage.text()))
    session.set_signal(wave(400))
    session.set_architecture(Architecture("abs", 3))
    session.set_lam_ratio(0.003)
    settled(session)
    assert session.result.certified
    first = [words for words in said if words.startswith("Every fourth sample first")]
    assert any("correlations ≤ " in words for words in first)
    assert not any("gap" in words for words in first)  # it would be that of the smaller problem
    assert "λ, gap" in [words for words in said if words.startswith("Solving")][-1]


@pytest.mark.parametrize(
    ("bound", "words"),
    [(999.3212, "999.32 λ"), (1.00258, "1.0026 λ"), (1 + 3e-7, "(1 + 3·10⁻⁷) λ"), (1.0, "1 λ")],
)
def test_a_bound_near_lam_is_written_by_its_distance(window, settled, bound, words):
    settled(window.session)
    window.session.progressed.emit(Progress("solving", None, 7, 2e-3, bound))
    assert f"Solving, 7 features, correlations ≤ {words}, gap" in window.status.stage.text()


def test_six_layers_by_keys_and_five_where_they_take_too_long(tour, monkeypatch):
    window, session = tour.window, tour.session
    session.set_signal(wave(6))
    tour.settle()
    tour.write("lambdaEdit", "30 %")
    tour.settle()
    for _ in range(6 - session.architecture.layers):
        tour.key(Qt.Key.Key_Up, on="layersBox")
    tour.settle()
    assert session.result.architecture == Architecture("abs", 6)
    assert session.result.certified
    assert session.result.lam_ratio == pytest.approx(0.3)
    monkeypatch.setitem(search_work.MOST_VISITED, 5, 20_000)  # boxes, for one small λ
    tour.write("lambdaEdit", "1 %")
    tour.until(lambda: window.banner.isVisible() and not session.busy)
    (button,) = [b for b in window.banner.remedies.buttons if b.text() == "Use 5 layers"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    tour.settle()
    assert not window.banner.isVisible()
    assert session.result.architecture == Architecture("abs", 5) and session.result.certified
    assert session.result.lam_ratio == pytest.approx(0.01)
