"""The line above the plot: the function as a sum, and the objective of the answer on show."""

from __future__ import annotations

import re

import numpy as np
import pytest
from PySide6.QtCore import Qt

from mirrors_engine.architecture import Architecture
from mirrors_engine.signals import Signal
from mirrors_gui.headless import pause
from mirrors_gui.text.formatting import MINUS, number


def objective_parts(text: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"loss (.+) \+ λ‖z‖₁ (.+) = (.+)", text)
    assert found, text
    return found.group(1), found.group(2), found.group(3)


def test_the_numbers_move_with_the_slider_and_are_the_answers(tour):
    session, line = tour.session, tour.window.sum_line
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    seen = set()
    for _ in range(3):
        tour.key(Qt.Key.Key_PageUp, on="lambdaSlider")
        tour.settle()
        result = session.result
        loss = 0.5 * float(((result.signal.y - result.fitted) ** 2).sum())
        norm = float(np.abs(result.weights).sum())
        shown = objective_parts(line.objective.text())
        expected = (loss, result.lam * norm, loss + result.lam * norm)
        assert shown == tuple(number(value, 4) for value in expected)
        seen.add(shown)
        z = float(result.weights[np.argmax(np.abs(result.weights))])
        assert line.formula.terms[1] == f"{MINUS if z < 0 else '+'} {number(abs(z), 3)}·g₁"
    assert len(seen) == 3
    tour.key(Qt.Key.Key_End, on="lambdaSlider")
    tour.settle()
    norm = float(np.abs(session.result.weights).sum())
    assert line.objective.text() == f"‖z‖₁ = {number(norm, 4)}, the least"


def test_the_slope_of_a_skip_connection_is_a_term(tour):
    session, line = tour.session, tour.window.sum_line
    session.set_architecture(Architecture("abs", 3, skip=True))
    tour.settle()
    slope = float(session.result.slope)
    assert line.formula.terms[1].endswith(f"{number(abs(slope), 3)}·year")
    assert line.formula.terms[1].startswith(MINUS if slope < 0 else "+")


def test_an_old_answer_is_in_the_secondary_colour(window, settled, gate, until):
    session, line = window.session, window.sum_line
    gate.opened.set()
    settled(session)
    assert line.objective.property("role") == "small"
    before = line.objective.text()
    gate.opened.clear()
    session.set_architecture(Architecture("relu", 2))
    until(lambda: line.objective.property("role") == "caption")
    assert line.objective.text() == before
    gate.opened.set()
    settled(session)
    assert line.objective.property("role") == "small" and line.objective.text() != before


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 720), (720, 520)])
@pytest.mark.parametrize("large", [False, True], ids=["normal type", "larger type"])
def test_it_is_one_line_whose_numbers_are_whole(tour, qtbot, width, height, large):
    window, line = tour.window, tour.window.sum_line
    window.resize(width, height)
    if large:
        with qtbot.waitSignal(tour.session.appearance.changed):
            window.presentation.set_large(True)
    tour.settle()
    pause(0.2)  # it comes part by part
    window.grab()
    for words in (line.formula, line.objective):
        assert words.height() < 2 * words.fontMetrics().lineSpacing()
    if width < 1000:
        return
    for words in (line.formula, line.objective):
        assert words.fontMetrics().horizontalAdvance(words.text()) <= words.width()
    assert " more" in line.formula.text()


def test_beside_a_large_view_the_objective_has_its_name_and_no_scrap_of_the_sum_is_left(tour):
    window, line = tour.window, tour.window.sum_line
    window.resize(1366, 768)
    window.set_large(True)
    tour.settle()
    tour.until(lambda: line.isVisible() and line.objective.shortened(200) != line.objective.text())
    total = line.objective.text().rpartition("= ")[2]
    assert line.objective.shortened(200) == f"objective = {total}"
    assert not line.formula.text().endswith("…")
    tour.session.set_lam_ratio(0.0)
    tour.settle()
    assert line.objective.text().endswith("the least")
    assert not line.objective.shortened(60).startswith("objective")


def test_it_says_what_it_is_and_leaves_with_the_answer(tour):
    line = tour.window.sum_line
    for name in ("sumFormula", "sumObjective"):
        control = tour.find(name)
        assert control.accessibleName() and control.toolTip()
    first = tour.session.result.features[
        int(np.argmax(np.abs(tour.session.result.weights)))
    ].describe("year")
    assert first.split()[0] in line.formula.toolTip()
    tour.session.set_architecture(Architecture("abs", 9))  # refused
    tour.until(lambda: not tour.session.busy)
    assert not line.isVisible()


def test_where_nothing_can_be_built_the_button_says_why(window, settled):
    session, button = window.session, window.sum_line.build
    settled(session)
    assert button.isEnabled() and "neuron by neuron" in button.toolTip()
    session.set_lam_ratio(1.0)
    settled(session)
    assert not button.isEnabled() and "smaller" in button.toolTip()
    points = np.random.default_rng(0).uniform(-1, 1, (12, 2))
    session.set_signal(Signal(points, points[:, 0] + points[:, 1] ** 2), inputs="additive")
    settled(session)
    assert not button.isEnabled() and "Features" in button.toolTip()
