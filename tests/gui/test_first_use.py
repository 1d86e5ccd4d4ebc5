"""What a teacher, a practitioner and a student looked for and did not find, by clicks."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from painted_texts import painted
from pin_driver import texts_of
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF
from user_driver import CONTROL, drop

from mirrors_engine.signals import Signal
from mirrors_gui.figures.dialog import ExportDialog
from mirrors_gui.headless import pause
from mirrors_gui.lessons.content import LESSONS
from mirrors_gui.panels.compare.table_model import NAME, NETWORK
from mirrors_gui.style import theme as themes
from mirrors_gui.style.plots import TimeAxis
from mirrors_gui.text.feature_words import briefly
from mirrors_gui.text.formatting import number

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def sized(tour, size, large):
    tour.window.resize(*size)
    if large:
        changed = []
        tour.session.appearance.changed.connect(changed.append)
        tour.key(Qt.Key.Key_L, CONTROL)
        tour.until(lambda: changed)
    tour.settle()
    window = tour.window
    parts = window, window.centre, window.right, window.strip
    tour.until(lambda: all(part.updatesEnabled() for part in parts))


@pytest.mark.parametrize(("size", "large"), [((1366, 730), False), ((1280, 700), True)])
def test_a_neuron_that_is_added_is_named_and_has_its_term(tour, size, large):
    session, words = tour.session, tour.find("buildWords")
    sized(tour, size, large)
    tour.click("buildButton")
    tour.click("buildPlayButton")
    for k in range(1, len(session.result.weights) + 1):
        while session.build.part.count < k:
            tour.click("buildForwardButton")
        pause(0.01)  # it is laid out
        feature = session.build.part.newest
        seen = words.shortened(words.contentsRect().width())
        assert briefly(feature, session.signal) in seen
        rank = str(k).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
        assert tour.find("sumFormula").text().endswith(f"·g{rank}")
    assert words.text().endswith("The optimal function")


def test_three_networks_are_compared_side_by_side_in_one_table(tour):
    session, window = tour.session, tour.window
    sized(tour, (1366, 730), False)
    tour.view("Compare")
    tour.click("pinDepthsButton")
    tour.until(lambda: all(session.pins.fit(pin) for pin in session.pins.all))
    assert [pin.architecture.layers for pin in session.pins.all] == [2, 3, 4]
    assert {pin.lam_ratio for pin in session.pins.all} == {session.lam_ratio}
    tour.until(lambda: tour.find("pinsTable").model().columnCount() == 3)
    window.grab()
    table = tour.find("pinsTable")
    assert table.horizontalScrollBar().maximum() == 0  # no column is cut
    names = [texts_of(tour, k)[NAME] for k in range(3)]
    assert len(set(names)) == 3
    legend = tour.find("fitLegend")
    shown = [legend.entries[k] for line in legend.lines(legend.width()) for k in line]
    assert shown == list(legend.entries) and len(shown) >= 6
    tour.click("pinDepthsButton")  # they are there already
    assert len(session.pins.all) == 3


def test_fits_of_one_depth_have_names_that_tell_them_apart(tour):
    session = tour.session
    tour.click("pinFitButton")
    tour.choose("activationBox", "relu")
    tour.settle()
    tour.click("pinFitButton")
    tour.write("lambdaEdit", "30 %")
    tour.settle()
    tour.click("pinFitButton")
    names = [pin.name for pin in session.pins.all]
    assert names == ["3-layer |·|, λ 2 %", "3-layer ReLU, λ 2 %", "3-layer ReLU, λ 30 %"]


def test_depths_of_a_network_with_widths_are_not_pinned_by_depth_alone(tour):
    tour.view("Compare")
    tour.choose("activationBox", "sign")
    tour.settle()
    assert not tour.find("pinDepthsButton").isEnabled()
    tour.choose("activationBox", "relu")
    tour.settle()
    tour.until(tour.find("pinDepthsButton").isEnabled)


def test_a_date_is_typed_as_it_stands_in_the_file(tour, tmp_path):
    session, value = tour.session, tour.find("evaluateValue")
    days = np.datetime64("2023-01-04") + 7 * np.arange(40)
    written = [f"{d.day:02}.{d.month:02}.{d.year}" for d in days.astype(object)]
    rows = [f"{d};{k % 7},5" for k, d in enumerate(written)]
    path = tmp_path / "consumption.csv"
    path.write_text("Datum;kWh\n" + "\n".join(rows))
    assert drop(tour.window, path)
    tour.settle()
    assert session.signal.x_is_time
    assert tour.find("evaluateEdit").placeholderText() == "2023-01-04"
    between = float((np.datetime64("2023-02-11") - np.datetime64("1970-01-01")).astype(int))
    exact = number(float(session.result.predict([between])[0]), 6)
    for text in ("11.02.2023", "2023-02-11", "11 Feb 2023"):
        tour.write("evaluateEdit", text)
        assert value.text() == exact
    tour.write("evaluateEdit", "12:30")  # a time of which day?
    assert value.text() == "no date" and "12:30" in value.toolTip()
    tour.write("evaluateEdit", "11.02.2023")
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    assert tour.find("evaluateEdit").text() == "" and value.text() == ""
    assert tour.find("evaluateEdit").placeholderText() == "x"


def test_a_click_on_the_verdict_turns_to_its_proof(tour):
    tour.view("Weights")
    tour.window.fold(tour.window.right, True)
    words = tour.find("statusWords")
    assert words.toolTip().startswith("Proved: no network of this kind")
    tour.click("statusWords")
    assert tour.find("certificatePanel").isVisible()


def test_what_training_gives_is_seen_without_scrolling_while_a_lesson_tells_of_it(tour):
    window = tour.window
    sized(tour, (1366, 730), False)
    window.lessons.start(LESSONS[2])
    tour.settle()
    tour.click("lessonNextButton")
    tour.click("trainingResetButton")
    tour.until(lambda: tour.find("trainingCurves").isVisible())
    for _ in range(2):
        tour.click("lessonNextButton")
    assert window.lessons.step.target == "trainingCurves"
    pause(0.3)
    curves, area = tour.find("trainingCurves"), tour.find("trainingPanel").area.viewport()
    place = QRect(curves.mapTo(area, QPoint(0, 0)), curves.size())
    assert area.rect().contains(place)
    tour.session.training.stop()


def test_the_start_page_leads_back_where_one_was(tour):
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    tour.menu("Help", "Start page")
    assert tour.find("startSkipButton").text() == "Back to the window"
    tour.click("startSkipButton")
    assert tour.session.signal.name == "Six points"


@pytest.mark.parametrize("height", [150, 230, 310])
def test_no_label_of_an_upright_axis_is_cut(tour, height):
    axis = tour.window.fit.fit.getAxis("left")
    half = 0.5 * QFontMetricsF(themes.font(themes.SMALL)).height()
    for low, high in ((940.0, 4530.0), (-3.2, 7.9), (1180.0, 1560.0), (0.0, 1.0)):
        for _, values in axis.tickValues(low, high, height)[:2]:
            for value in values:
                from_end = min(value - low, high - value) / (high - low) * height
                assert from_end >= half


def test_x_is_labelled_where_the_residuals_are_hidden_for_teaching(tour):
    window = tour.window
    below, own = (p.getAxis("bottom") for p in (window.fit.residual, window.fit.fit))
    assert below.isVisible() and not own.isVisible()
    tour.menu("View", "Teaching", "Residuals")
    assert own.isVisible() and own.labelText == "year"
    days = np.arange(30.0) + 20_000
    tour.session.set_signal(Signal(days, np.sin(days / 5), x_name="date", x_is_time=True))
    tour.settle()
    own = window.fit.fit.getAxis("bottom")
    assert own.isVisible() and own.labelText == "date" and isinstance(own, TimeAxis)
    tour.menu("View", "Teaching", "Residuals")
    assert not own.isVisible() and window.fit.residual.getAxis("bottom").isVisible()
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    assert not window.fit.fit.getAxis("bottom").isVisible()


def test_a_network_of_the_table_is_not_broken_within_its_sign(tour):
    tour.click("pinFitButton")
    tour.view("Compare")
    assert all("|\u2060·\u2060|" in texts_of(tour, 0)[row] for row in (NAME, NETWORK))


def test_while_bands_are_computed_no_control_of_the_row_is_cut(tour):
    sized(tour, (1366, 730), False)
    tour.view("Uncertainty")
    tour.write("replicatesBox", "5000")
    tour.click("uncertaintyButton")
    tour.until(tour.find("uncertaintyCancel").isVisible)
    pause(0.3)
    names = ("uncertaintyButton", "replicatesBox", "levelBox", "uncertaintyCancel")
    for control in map(tour.find, names):
        assert not control.isVisible() or control.width() >= control.minimumSizeHint().width()
    tour.click("uncertaintyCancel")
    tour.until(tour.find("uncertaintyButton").isVisible)
    assert tour.find("replicatesBox").isVisible() and tour.find("replicatesBox").value() == 5000


@pytest.mark.parametrize(("large", "folded"), [(True, True), (False, False)])
def test_a_teacher_finds_build_by_its_word(tour, large, folded):
    """On a projector, and beside the settings, a triangle alone was left of it."""
    sized(tour, (1280, 700), large)
    tour.window.fold(tour.window.left, folded)
    tour.settle()
    tour.window.grab()
    build, objective = tour.find("buildButton"), tour.find("sumObjective")
    assert build.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert build.width() >= build.sizeHint().width()
    assert "=" in objective.shortened(objective.contentsRect().width())


def test_a_sceptic_gets_from_the_verdict_to_a_file_that_a_stranger_checks(tour, tmp_path):
    tour.menu("File", "Examples", "Six points")
    tour.session.set_lam_ratio(0.1)
    tour.settle()
    tour.click("statusWords")
    tour.click("proofFileButton")
    dialog, path = tour.window.findChild(ExportDialog), tmp_path / "proof.json"
    tour.until(lambda: dialog.text.toPlainText().startswith("{"))
    dialog.save_to(path)
    tour.until(path.exists)
    dialog.reject()
    checker = Path(__file__).parents[2] / "resources" / "check_proof.py"
    ran = subprocess.run(
        [sys.executable, "-I", str(checker), str(path)], capture_output=True, text=True, check=True
    )
    low, high = map(float, re.findall(r"[\d.]+(?=[,\]])", ran.stdout))
    assert low == pytest.approx(tour.session.result.objective, rel=1e-9)
    assert high == pytest.approx(low, rel=1e-9)


def test_the_compared_networks_keep_their_places_when_the_projector_is_left(tour):
    sized(tour, (1366, 730), False)
    tour.view("Compare")
    tour.click("pinDepthsButton")
    tour.until(lambda: all(tour.session.pins.fit(pin) for pin in tour.session.pins.all))
    table = tour.find("pinsTable")

    def widths():
        tour.window.grab()
        tour.settle()
        return [table.columnWidth(k) for k in range(table.model().columnCount())]

    before = widths()
    for _ in range(2):  # to the projector and back
        sized(tour, (1366, 730), True)
    tour.until(lambda: widths() == before)
    assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [180, 260, 500, 700, 1200])
@pytest.mark.parametrize("days", [400, 1200, 6000, 40_000, 400_000])
def test_an_axis_of_dates_names_as_many_as_there_is_room_for(tour, width, days):
    """In a small view, on a projector and in figures a year of weeks had “2026” alone."""
    axis = TimeAxis("bottom")
    metrics = axis.fontMetrics = QFontMetrics(themes.font(themes.SMALL))
    first = np.datetime64("1905-01-09")
    axis.offset = float(first.astype(int))
    levels = axis.tickValues(0.0, days, width)
    spacing, values = levels[0]
    names = axis.tickStrings(values, 1.0, spacing)
    assert len(names) == len(values) and len(levels) == 1
    for value, name in zip(values, names, strict=True):
        day = first + np.timedelta64(round(value), "D")
        assert day == day.astype("datetime64[M]").astype("datetime64[D]")  # the first of a month
        year, month = str(day).split("-")[:2]
        assert name == (year if month == "01" else MONTHS[int(month) - 1])
    ends = [
        (value / days * width + side * metrics.horizontalAdvance(name) / 2)
        for value, name in zip(values, names, strict=True)
        for side in (-1, 1)
    ]
    assert all(a < b for a, b in pairwise(ends))  # none meets the next
    assert len(names) >= width // 180 + 1  # a name every 180 px at least


def test_the_table_of_neurons_says_when_each_bends(tour):
    """Beside the plot the kinks of a series with dates were three dots, in every row."""
    sized(tour, (1366, 730), False)
    days = np.arange(60.0) * 7 + 20_094
    rise = np.abs(np.arange(60.0) - 30) + 5 * np.sin(np.arange(60.0))
    tour.session.set_signal(Signal(days, rise, x_name="date", x_is_time=True))
    tour.settle()
    table = tour.find("featuresTable")
    assert table.model().rowCount() > 2

    def seen():
        return [each.text for each in painted(tour.window) if table.isAncestorOf(each.widget)]

    tour.until(lambda: "Kinks" in seen())  # parts are painted in turns
    tour.until(lambda: sum(bool(re.match(r"202\d-\d\d", text)) for text in seen()) >= 2)
    assert "…" not in seen()


def test_the_next_values_of_a_series_are_read_as_numbers(tour):
    sized(tour, (1366, 730), False)
    tour.view("Forecast")
    tour.click("forecastButton")
    panel = tour.find("forecastPanel")
    tour.until(lambda: not panel.runner.running and panel.found is not None)
    assert "Next, " not in tour.find("forecastPanel").facts.toolTip()
    tour.click("forecastRolledButton")
    tour.until(lambda: panel.facts.toolTip().startswith("Next, 1971: "))
    found = panel.found
    said = panel.facts.toolTip().split("\n")[0].removeprefix("Next, ").split(" · ")
    last = [float(v) for v in tour.session.signal.y[-found.settings.lags[-1] :]]
    assert len(said) == found.settings.horizon == 12
    assert [text.split(": ")[0] for text in said] == [str(1971 + k) for k in range(12)]
    assert found.settings.lags == (1,)
    fit = found.entry("convex").refit  # to all of the data
    for text in said:  # each from the one before it, by the function of the network
        last.append(float(fit.predict([last[-1]])[0]))
        assert text.split(": ")[1] == number(last[-1], 4)
    tour.window.grab()
    above = panel.pages.mapTo(panel, QPoint(0, panel.pages.height())).y()
    assert above <= panel.facts.mapTo(panel, QPoint(0, 0)).y()  # no line over the name of x


def test_nothing_is_written_below_the_marks_of_the_rules(tour):
    """That the path is sampled stood there, with a triangle over the at."""
    slider, strip = tour.find("lambdaSlider"), tour.window.strip
    slider.note = "sampled at 100 λ: events between them are not listed"

    def pixels():
        slider.repaint()
        return slider.grab().toImage()

    strip.choice.marks.show(None)
    noted, slider.note = pixels(), ""
    assert noted != pixels()
    slider.note = "sampled at 100 λ: events between them are not listed"
    mark = strip.choice.marks.marks["1se"]
    mark.move(int(slider.groove().left()) + 60, int(slider.groove().top()))
    mark.show()
    with_note, slider.note = pixels(), ""
    assert with_note == pixels()
