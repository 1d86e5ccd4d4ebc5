"""Numbers never lie: what the window shows belongs to what it says it shows."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtWidgets import QTableView

from mirrors_engine import fit
from mirrors_gui.panels.lambda_strip.strip import parse_lam
from mirrors_gui.text.formatting import THIN, number

EXACT = 1e-9


def check_window(window) -> None:
    """Check the question, the answer, the strip, the status and the table against each other."""
    session = window.session
    assert not session.busy
    result = session.result
    assert window.header.heading.text() == heading(session.signal)
    _strip_agrees(window)
    if result is None:
        assert window.status.words.text() == ""
        said = window.banner.sentence.text() or window.network.note.text()
        assert session.signal is None or said, "no answer, and nobody says why"
        return
    asked = (session.architecture, session.loss, dict(session.loss_options))
    assert (result.architecture, result.loss, dict(result.loss_options)) == asked
    assert result.signal is session.signal
    assert len(result.fitted) == len(session.signal)
    assert result.lam == pytest.approx(session.lam_ratio * (result.lam_max or 1.0), rel=EXACT)
    _answer_holds(result)
    _status_agrees(window.status, result)
    _sum_agrees(window.sum_line, result)
    table = window.findChild(QTableView, "featuresTable")
    if table.isVisible() and len(result.weights):
        assert table.model().rowCount() == len(result.weights)
    canonical = session.solver != "coordinate_descent"  # which may end at another optimum
    if session.path_exact and session.lam_ratio and canonical:
        _path_agrees(session)


def heading(signal) -> str:
    """What the window calls its data."""
    return "No data" if signal is None else signal.name or "Data without a name"


def _strip_agrees(window) -> None:
    session, strip = window.session, window.strip
    result = session.result
    assert strip.slider.ratio == session.lam_ratio
    lam_max = None if result is None else result.lam_max
    if lam_max == 0:  # of constant data, whatever share of it is asked for
        assert strip.edit.text() == "0" and "0" in strip.share.text()
    elif not strip.edit.isModified():
        typed = parse_lam(strip.edit.text(), lam_max)
        assert typed == pytest.approx(session.lam_ratio, rel=2e-2), strip.edit.text()
    if result is not None:
        assert counted(strip.slider.words, "neuron") == len(result.weights)
    else:
        assert "neuron" not in strip.slider.words


def _path_agrees(session) -> None:
    """Between two events the path has the neurons of the answer."""
    here = session.lam_ratio
    for above, below in pairwise(session.path):
        if below.lam_ratio * (1 + 1e-9) < here < above.lam_ratio * (1 - 1e-9):
            before, after = ({tuple(key) for key in p.keys.tolist()} for p in (above, below))
            if before == after:
                assert {f.key for f in session.result.features} == before
            return


def _status_agrees(status, result) -> None:
    words = status.words.text()
    assert counted(words, "neuron") == len(result.weights)
    if result.certified:
        promised = EXACT if result.loss == "squared" else 10 * EXACT  # as the manual has it
        assert words.endswith(", certified") and result.gap <= promised
    else:
        assert words.endswith("not certified")
    way = "read off the path" if result.solver == "known segment" else result.solver
    assert way in status.detail.text()


def _sum_agrees(line, result) -> None:
    """The line above the plot has the numbers of the answer, and they add up."""
    norm = float(np.abs(result.weights).sum())
    words = line.objective.text()
    part = line._session.build.part
    if part is not None and not part.whole:
        _part_agrees(line, part)
        return
    if result.lam == 0:
        assert number(result.objective, 4) in words
    else:
        shown = (number(result.lam * norm, 4), number(result.objective, 4))
        assert words.endswith(f" + λ‖z‖₁ {shown[0]} = {shown[1]}"), words
    terms = line.formula.terms
    rounding = abs(result.intercept) <= 1e-13 * np.abs(result.signal.y).max()
    assert number(0.0 if rounding else float(result.intercept), 4) in terms[0]
    columns = result.signal.dimension if result.architecture.skip else 0
    assert line.formula.total == 1 + columns + len(result.weights)


def _part_agrees(line, part) -> None:
    """While the function is built the numbers are those of the part: its largest weights."""
    result = part.result
    order = np.argsort(-np.abs(result.weights), kind="stable")[: part.count]
    norm = float(np.abs(result.weights[order]).sum())
    if result.lam:
        assert f" + λ‖z‖₁ {number(result.lam * norm, 4)} = " in line.objective.text()
    else:
        assert line.objective.text().endswith(f", ‖z‖₁ = {number(norm, 4)}")
    total = np.array(result.line(result.signal.x))
    for k in order:
        total += result.weights[k] * result.features[k].evaluate(result.signal.x)
    scale = float(np.abs(total).max()) or 1.0
    np.testing.assert_allclose(part.curve.at(result.signal.x), total, rtol=0, atol=1e-8 * scale)


def _answer_holds(result) -> None:
    """The function is the sum of its features, and the objective that of the function."""
    signal, weights = result.signal, result.weights
    scale = float(np.abs(signal.y).max()) or 1.0
    total = np.array(result.line(signal.x))
    for weight, feature in zip(weights, result.features, strict=True):
        total += weight * feature.evaluate(signal.x)
    np.testing.assert_allclose(total, result.fitted, rtol=0, atol=1e-7 * scale)
    norm = float(np.abs(weights).sum())
    if result.lam == 0:
        np.testing.assert_allclose(result.fitted, signal.y, rtol=0, atol=1e-6 * scale)
        assert result.objective == pytest.approx(norm, rel=1e-6)
    elif signal.cleaning.merged == 0:
        value = loss(result, signal.y, result.fitted) @ signal.weights + result.lam * norm
        # a perfect fit is a sum of rounding errors
        small = 1e-12 * float(signal.weights.sum()) * scale**2
        assert result.objective == pytest.approx(float(value), rel=1e-7, abs=small)


def loss(result, y: np.ndarray, f: np.ndarray) -> np.ndarray:
    """What each sample costs, from the definitions."""
    r = y - f
    match result.loss:
        case "squared":
            return 0.5 * r**2
        case "huber":
            d = result.loss_options["delta"]
            return np.where(np.abs(r) <= d, 0.5 * r**2, d * (np.abs(r) - 0.5 * d))
        case "quantile":
            tau = result.loss_options["quantile"]
            return np.maximum(tau * r, (tau - 1) * r)
        case "logistic":
            return np.logaddexp(0, -y * f)
    raise AssertionError(result.loss)


def same_as_fresh(result, monitor=None) -> None:
    """The objective is that of a fit that knows nothing of the window."""
    asked = {"lam": 0.0} if result.lam == 0 else {"lam": result.lam}
    if monitor is not None:
        asked["monitor"] = monitor
    again = fit(
        result.signal, result.architecture, loss=result.loss, **result.loss_options, **asked
    )
    # the optimum is at most its own gap, a share of its own objective, below each of them
    slack = max(max(r.gap, 0.0) * r.objective for r in (result, again))
    scale = float(np.abs(result.signal.y).max()) ** 2 * len(result.signal)
    assert result.objective == pytest.approx(
        again.objective, rel=EXACT, abs=slack + 1e-15 * scale
    ), f"{result} is not {again}"


def counted(words: str, noun: str) -> int:
    """The number before a noun: 7 of "7 neurons"."""
    found = re.search(rf"([\d{THIN}]+) {noun}s?\b", words)
    assert found, words
    return int(found[1].replace(THIN, ""))
