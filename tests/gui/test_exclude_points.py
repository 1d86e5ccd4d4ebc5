"""Points left out of the fit by clicks and by a line around them, and taken in again."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from user_driver import LEFT, NONE, SHIFT, mouse

from mirrors_engine import Signal, fit
from mirrors_engine.signals.exclusion import excluded_points
from mirrors_gui.figures.content import content_of
from mirrors_gui.figures.report import html_report
from mirrors_gui.model.project.project import Project, pieces, read_project
from mirrors_gui.panels.fit.exclude_tool import inside

ALT = Qt.KeyboardModifier.AltModifier


def around(tour, spots, keys=NONE) -> None:
    """Press, lead the pointer around, release."""
    mouse(tour.plot, QEvent.Type.MouseButtonPress, spots[0], LEFT, keys=keys)
    for spot in spots[1:]:
        mouse(tour.plot, QEvent.Type.MouseMove, spot, held=LEFT, keys=keys)
    mouse(tour.plot, QEvent.Type.MouseButtonRelease, spots[-1], LEFT, keys=keys)


def corners(tour, left, right, low, high):
    return [tour.at(x, y) for x, y in ((left, low), (right, low), (right, high), (left, high))]


def test_a_click_leaves_a_point_out_and_another_takes_it_in(tour, tmp_path):
    window, session = tour.window, tour.session
    before, whole = session.result, session.signal
    tour.click("excludeButton")
    assert "leave it out" in window.header.subheading.text()
    spot = tour.sample(40)
    QTest.mouseClick(tour.plot, LEFT, NONE, spot)
    tour.settle()
    assert len(session.signal) == len(whole) - 1
    assert excluded_points(session.signal)[0].tolist() == [whole.x[40]]
    rest = Signal(np.delete(whole.x, 40), np.delete(whole.y, 40))
    alone = fit(rest, session.architecture, lam_ratio=session.lam_ratio)
    assert session.result.objective == pytest.approx(alone.objective, rel=1e-9)
    assert "1 row dropped: left out by hand." in window.data.cleaning.text()
    assert "left out" in window.legend.entries
    assert "1 point excluded" in window.status.confirmation.text()
    assert len(window.fit.exclude.marks.getData()[0]) == 1
    assert "1 row by hand" in html_report(content_of(session))
    file = tmp_path / "left.mirrors"
    file.write_text("".join(pieces(Project(session.question), file)), encoding="utf-8")
    kept = read_project(file).question.signal
    assert np.array_equal(kept.x, session.signal.x) and kept.excluded.tolist() == [40]
    QTest.mouseClick(tour.plot, LEFT, NONE, spot)
    tour.settle()
    assert session.signal.whole is None and len(session.signal) == len(whole)
    assert session.result.objective == pytest.approx(before.objective, rel=1e-9)
    tour.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    tour.settle()
    assert len(session.signal) == len(whole) - 1
    tour.click("includeAllButton")
    tour.settle()
    assert session.signal.whole is None
    QTest.keyClick(window.fit.fit, Qt.Key.Key_Escape)
    assert not window.fit.exclude.active


def test_a_line_around_points_leaves_them_all_out(tour):
    session, whole = tour.session, tour.session.signal
    tour.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | SHIFT)
    low, high = float(whole.y.min()) - 20, float(whole.y.max()) + 20
    around(tour, corners(tour, 1880.5, 1890.5, low, high))
    tour.settle()
    assert excluded_points(session.signal)[0].tolist() == [*range(1881, 1891)]
    spots = [tour.at(1888.5, low), tour.at(1895.5, high)]
    around(tour, spots, SHIFT)  # a rectangle; those outside the fit already stay there
    tour.settle()
    assert excluded_points(session.signal)[0].tolist() == [*range(1881, 1896)]
    around(tour, corners(tour, 1880.5, 1884.5, low, high))  # all of them are out: in again
    tour.settle()
    assert excluded_points(session.signal)[0].tolist() == [*range(1885, 1896)]


def test_alt_does_it_beside_any_tool_and_edits_keep_what_is_out(tour):
    session, whole = tour.session, tour.session.signal
    QTest.mouseClick(tour.plot, LEFT, ALT, tour.sample(10))
    tour.settle()
    assert excluded_points(session.signal)[0].tolist() == [whole.x[10]]
    tour.click("editButton")
    QTest.mouseClick(tour.plot, LEFT, NONE, tour.sample(50))
    tour.key(Qt.Key.Key_Up, on="fitPlot")
    tour.settle()
    assert session.signal.y[50] != whole.y[51]
    assert excluded_points(session.signal)[0].tolist() == [whole.x[10]]


def test_a_merged_sample_stands_for_its_rows_and_each_can_be_clicked(tour):
    x = [0.0, 1.0, 2.0, 2.0, 2.0, 3.0, 4.0]
    y = [0.0, 1.0, 0.0, 1.0, 8.0, 1.0, 0.0]
    session = tour.session
    session.set_signal(Signal(x, y, name="rows"))
    tour.settle()
    QTest.mouseClick(tour.plot, LEFT, ALT, tour.at(2.0, 8.0))
    tour.settle()
    assert session.signal.y[2] == 0.5 and len(session.signal) == 5
    QTest.mouseClick(tour.plot, LEFT, ALT, tour.at(2.0, 0.5))
    tour.settle()
    assert session.signal.x.tolist() == [0.0, 1.0, 3.0, 4.0]
    tour.menu("Edit", "Include all points")
    tour.settle()
    assert session.signal.y[2] == 3.0


def test_the_last_point_stays(tour):
    session = tour.session
    session.set_signal(Signal([0.0, 1.0], [0.0, 1.0]))
    tour.settle()
    around(tour, corners(tour, -0.05, 1.05, -0.08, 1.08), ALT)
    assert session.signal.whole is None
    assert "has to stay" in tour.window.banner.sentence.text()


def test_what_lies_within_a_line():
    square = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], float)
    points = np.array([(5, 5), (-1, 5), (11, 5), (5, 11), (9.9, 0.1)], float)
    assert inside(points, square).tolist() == [True, False, False, False, True]
    bow = np.array([(0, 0), (10, 10), (10, 0), (0, 10)], float)  # crosses itself
    assert inside(np.array([(2, 5), (5, 8), (8, 5)], float), bow).tolist() == [True, False, True]


def test_nothing_happens_where_there_is_no_point(tour):
    before = tour.session.question
    QTest.mouseClick(tour.plot, LEFT, ALT, QPoint(tour.plot.width() - 30, 60))
    assert tour.session.question == before
