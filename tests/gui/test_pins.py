"""Pinned fits: by clicks and keys, in undo, project files and recovery, and what is exported."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from error_capture import capture_errors
from pin_driver import click_cell, rename, texts_of, three
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtTest import QTest
from user_driver import CONTROL

from mirrors_engine import fit
from mirrors_gui.figures import fit as figure_of_fit
from mirrors_gui.figures.content import Options, content_of
from mirrors_gui.figures.fit import draw_fit
from mirrors_gui.figures.pins_table import HEADER
from mirrors_gui.figures.write import image
from mirrors_gui.model.pins.pin import MOST, pin_of
from mirrors_gui.model.presets import PRESETS
from mirrors_gui.panels.compare.table_model import CERTIFIED, CV, NAME, SHARE, SHOWN
from mirrors_gui.style import pin_strokes
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import LIGHT
from mirrors_gui.text.formatting import number


def test_pins_are_kept_with_their_numbers_and_gone_back_to(tour):
    session = tour.session
    asked = []
    session.resultChanged.connect(lambda r: asked.append(session.question))
    three(tour)
    assert "Compare" in tour.window.status.confirmation.text()  # where to find them
    pins = session.pins.all
    assert [pin.slot for pin in pins] == [0, 1, 2]
    assert [pin.architecture.layers for pin in pins] == [3, 2, 2]
    assert tour.window.fit_area.pins.drawn == (0, 1, 2)
    for row, pin in enumerate(pins):
        lam = {"lam_ratio": pin.lam_ratio}
        fresh = fit(session.signal, pin.architecture, **lam)
        known = session.pins.fit(pin)
        assert known.norm == pytest.approx(float(np.abs(fresh.weights).sum()), rel=1e-8)
        assert known.certified and fresh.certified
        at = np.linspace(*session.signal.x[[0, -1]], 41)
        np.testing.assert_allclose(known.curve.at(at), fresh.predict(at), rtol=0, atol=1e-8)
        texts = texts_of(tour, row)
        errors = [number(v, 4) for v in (fresh.rmse, fresh.r2)]
        sizes = [str(len(fresh.weights)), str(len(fresh.kinks))]
        rest = [str(fresh.degrees_of_freedom), number(known.norm, 4)]
        assert texts[SHARE + 1 : CV] == [*sizes, *errors, *rest]
        shown = texts[NAME].replace("\u2060", "")
        assert shown == pin.name.replace(" %", "\u00a0%")  # which does not break
        assert texts[CERTIFIED] == "✓ yes"
        assert texts[CV] == "–"
    solved = len(asked)
    click_cell(tour, 0, NAME)
    tour.settle()
    assert session.result.architecture.layers == 3
    assert session.lam_ratio == pins[0].lam_ratio and session.question.lam_chosen
    assert len(asked) == solved + 1
    # the row of the fit on show is the one chosen, however it came there
    table = tour.find("pinsTable")
    tour.key(Qt.Key.Key_Z, CONTROL)
    tour.settle()
    assert session.lam_ratio == pytest.approx(0.2)
    assert table.currentIndex().column() == 2
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Left)
    QTest.keyClick(table, Qt.Key.Key_Return)
    tour.settle()
    assert session.lam_ratio == pins[1].lam_ratio and session.architecture.layers == 2


def test_renamed_hidden_removed_and_taken_back(tour):
    session, layer = tour.session, tour.window.fit_area.pins
    three(tour)
    answers = []
    session.resultChanged.connect(answers.append)
    states = [session.question]
    table = tour.find("pinsTable")

    def done() -> None:
        states.append(session.question)
        assert states[-1] != states[-2]

    table.selectColumn(1)
    tour.click("renamePinButton")
    with capture_errors() as found:  # again, from a button that takes no focus: it goes on
        tour.find("renamePinButton").click()
    assert not found
    rename(tour, "two layers <b>")
    assert texts_of(tour, 1)[NAME] == "two layers <b>"
    assert not session.busy and session.lam_ratio == 0.2  # Return belonged to the name alone
    done()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    rename(tour, "   ")  # no name: the old one stays
    assert session.question == states[-1]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert layer.drawn == (0, 2) and not session.pins.at(1).shown
    done()
    click_cell(tour, 0, SHOWN)
    assert layer.drawn == (2,)
    done()
    click_cell(tour, 0, SHOWN)
    assert layer.drawn == (0, 2)
    done()
    table.setFocus()
    table.selectColumn(0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert layer.drawn == (2,) and [pin.slot for pin in session.pins.all] == [1, 2]
    done()
    tour.click("pinFitButton")  # pinned already: not a second time
    assert len(session.pins.all) == 2
    assert session.question == states[-1]
    tour.write("lambdaEdit", "50 %")
    tour.settle()
    states.append(session.question)
    tour.click("pinFitButton")  # in the stroke that is free
    assert [pin.slot for pin in session.pins.all] == [1, 2, 0]
    done()
    assert len(answers) == 1
    for state in states[-2::-1]:
        tour.key(Qt.Key.Key_Z, CONTROL)
        tour.settle()
        assert session.question == state
    assert layer.drawn == (0, 1, 2)


def test_pins_neither_age_the_answer_nor_outlive_their_data(tour):
    session = tour.session
    three(tour)
    assert not session.age.old and not session.busy
    pins = session.pins.all
    tour.menu("File", "Examples", "Four points")
    tour.settle()
    assert session.pins.all == () and tour.window.fit_area.pins.drawn == ()
    tour.key(Qt.Key.Key_Z, CONTROL)
    tour.settle()
    assert session.pins.all == pins and tour.window.fit_area.pins.drawn == (0, 1, 2)


def test_no_more_pins_than_strokes(tour):
    session = tour.session
    tour.menu("File", "Examples", "Six points")
    tour.view("Compare")
    for share in range(1, MOST + 1):
        tour.write("lambdaEdit", f"{10 * share} %")
        tour.settle()
        tour.click("pinFitButton")
    assert len(session.pins.all) == MOST
    tour.write("lambdaEdit", "90 %")
    tour.settle()
    tour.click("pinFitButton")
    assert "remove one" in tour.window.banner.sentence.text()
    assert not tour.find("pinButton").isEnabled()
    click_cell(tour, 0, NAME)
    tour.settle()
    tour.click("removePinButton")
    assert len(session.pins.all) == MOST - 1


def test_a_pin_of_moved_points_goes_back_to_the_points(tour):
    session, window = tour.session, tour.window
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    tour.view("Compare")
    tour.click("pinFitButton")
    before = session.signal
    known = session.pins.fit(session.pins.at(0))
    tour.key(Qt.Key.Key_D, CONTROL)
    QTest.mouseClick(tour.plot, Qt.MouseButton.RightButton, pos=tour.sample(0))
    tour.key(Qt.Key.Key_Escape, on="fitPlot")
    tour.settle()
    assert len(session.signal) == len(before) - 1
    assert session.pins.fit(session.pins.at(0)) is known
    click_cell(tour, 0, NAME)
    tour.settle()
    assert session.signal is before and not session.edited
    assert window.fit_area.pins.drawn == (0,)


def test_the_error_of_cross_validation_is_that_of_the_nearest_lambda(tour):
    session = tour.session
    tour.settle()
    tour.click("pinFitButton")
    assert session.pins.at(0).validated is None

    class Found:
        lams = session.result.lam_max * np.array([1.0, 0.1, session.lam_ratio * 1.01, 1e-3])
        mean = np.array([4.0, 3.0, 1234.5, 9.0])
        scores = np.ones((2, 4))
        lam_max = session.result.lam_max

    session.validation = Found()
    tour.view("Compare")
    tour.click("pinButton")
    assert session.pins.at(0).validated == 1234.5 and len(session.pins.all) == 1
    assert texts_of(tour, 0)[CV] == number(1234.5**0.5, 4)  # beside the RMSE
    session.validation = None
    tour.click("pinButton")
    assert session.pins.at(0).validated == 1234.5


@pytest.mark.parametrize("title", ["Depths 2, 3 and 4 side by side"])
def test_the_preset_compares_depths(tour, title):
    session = tour.session
    (preset,) = [p for p in PRESETS if p.title == title]
    preset.open(session)
    tour.settle()
    tour.until(lambda: all(session.pins.fit(pin) for pin in session.pins.all))
    fits = [session.pins.fit(pin) for pin in session.pins.all]
    assert [pin.name for pin in session.pins.all] == ["Depth 2", "Depth 3", "Depth 4"]
    assert fits[0].rmse > fits[1].rmse > fits[2].rmse  # as its words say
    assert fits[0].norm > fits[1].norm > fits[2].norm
    for pin, known in zip(session.pins.all, fits, strict=True):
        fresh = fit(session.signal, pin.architecture, lam_ratio=0.05)
        assert known.objective == pytest.approx(fresh.objective, rel=1e-9)
    assert tour.find("pinsTable").currentIndex().column() == 2  # the fit on show
    assert tour.window.fit_area.pins.drawn == (0, 1, 2)
    tour.key(Qt.Key.Key_Z, CONTROL)  # one step, as any opening
    tour.settle()
    assert session.pins.all == ()


# files


def test_a_pin_that_cannot_be_solved_says_why(tour, monkeypatch):
    session = tour.session
    tour.settle()
    bad = replace(pin_of(session.shown, "labels", 0), loss="logistic")
    session.set_pins((bad,), "pinning")
    tour.until(lambda: session.pins.note(bad))
    tour.view("Compare")
    assert "label" in session.pins.note(bad)
    assert texts_of(tour, 0)[CERTIFIED] == "–"
    model = tour.find("pinsTable").model()
    assert model.index(NAME, 0).data(Qt.ItemDataRole.ToolTipRole) == session.pins.note(bad)
    assert tour.window.fit_area.pins.drawn == ()


# what leaves


def test_the_table_and_the_figure_are_exported(tour):
    session = tour.session
    three(tour)
    session.pins.rename(0, "=cmd()")
    session.pins.show(1, False)
    tour.click("exportPinsButton")
    dialog = tour.dialog("exportDialog")
    assert dialog.form.kind.name == "Table of the pinned fits"
    tour.until(lambda: dialog._text is not None)
    rows = list(csv.reader(io.StringIO(dialog._text)))
    assert tuple(rows[0]) == HEADER and len(rows) == 4
    assert rows[1][0] == "'=cmd()"  # no spreadsheet runs it
    for row, pin in zip(rows[1:], session.pins.all, strict=True):
        known = session.pins.fit(pin)
        got = dict(zip(HEADER, row, strict=True))
        for name in ("lam", "rmse", "r2", "norm", "objective"):
            assert float(got[name]) == getattr(known, name)
        assert got["certified"] == "yes" and got["cross_validated_error"] == ""
    dialog.reject()
    tour.click("exportPinsFigureButton")
    (dialog,) = (d for d in tour.window.findChildren(type(dialog)) if d.isVisible())
    assert dialog.form.kind.name == "Figure of the fit"
    drawn = []
    for on in (True, False):
        dialog.form.parts["pins"].setChecked(on)
        size = dialog.form.size_of_page()
        picture = QImage(size.toSize(), QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        dialog._draw(painter, size)
        painter.end()
        colors = {
            picture.pixel(x, y) & 0xFFFFFF
            for x in range(picture.width())
            for y in range(picture.height())
        }
        drawn.append(
            [pin_strokes.stroke_color(themes.LIGHT, k).rgb() & 0xFFFFFF in colors for k in (2, 1)]
        )
    assert drawn == [[True, False], [False, False]]
    dialog.reject()


def test_the_legend_of_a_figure_with_three_pins_has_the_type_of_its_axes(tour, monkeypatch):
    session = tour.window.session
    for ratio in (0.3, 0.1, 0.05):
        session.set_lam_ratio(ratio)
        tour.settle()
        session.pins.pin()
        tour.settle()
    content, drawn = content_of(session), []
    legend = figure_of_fit._legend

    def watched(painter, room, theme, entries):
        legend(painter, room, theme, entries)
        drawn.append((room, entries))

    monkeypatch.setattr(figure_of_fit, "_legend", watched)
    size = QSizeF(450, 320)
    image(lambda p, page: draw_fit(p, page, content, LIGHT, Options()), size, LIGHT, 1.0)
    assert sum(len(entries) for _, entries in drawn) >= 6 and len(drawn) > 1
    metrics = QFontMetricsF(themes.font(themes.SMALL))
    for room, entries in drawn:
        words = [entry.split(" ", 2)[-1] if "pin " in entry else entry for entry in entries]
        assert sum(42 + metrics.horizontalAdvance(w) for w in words) <= room.width() + 42
        assert room.bottom() <= size.height() + 1e-9 and room.right() <= size.width()
    for (above, _), (below, _) in pairwise(drawn):
        assert below.top() - above.top() >= metrics.height()


def test_strokes_can_be_told_apart_and_are_not_the_mirrors():
    assert len(pin_strokes.COLORS) == len(set(pin_strokes.DASHES)) == MOST
    for theme in (themes.LIGHT, themes.DARK):
        seen = {pin_strokes.stroke_color(theme, slot).name() for slot in range(MOST)}
        assert len(seen) == MOST and theme.mirror.lower() not in seen
        for slot in range(MOST):
            color = pin_strokes.stroke_color(theme, slot)
            assert pin_strokes.contrast(color, theme.color("raised")) >= 3


def test_every_control_says_what_it_is(tour):
    names = "pinFitButton pinsTable pinButton renamePinButton removePinButton exportPinsButton"
    for name in (*names.split(), "exportPinsFigureButton", "comparePanel"):
        control = tour.find(name)
        assert control.accessibleName() and control.toolTip(), name
