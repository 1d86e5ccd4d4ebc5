"""The value of the function at any x: typed, under the pointer, and the places of kinks."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from user_driver import LEFT

from mirrors_engine.signals import Signal
from mirrors_engine.signals.positions import date_words
from mirrors_gui.panels.fit.pointer import place_text
from mirrors_gui.text.feature_words import why_there
from mirrors_gui.text.formatting import number, x_words


def lonely_kink(session) -> float:
    """A kink inside the data, farther than the pointer's reach from others and from samples."""
    curve, x = session.curve, session.signal.x
    inside = curve.kinks[(curve.kinks > x[0]) & (curve.kinks < x[-1])]
    apart = [np.abs(np.delete(curve.kinks, list(curve.kinks).index(k)) - k).min() for k in inside]
    return float(inside[int(np.argmax(apart))])


def test_a_typed_x_is_read_between_samples_and_beyond(tour):
    session, value = tour.session, tour.find("evaluateValue")
    for text, x in (("1913.5", 1913.5), ("1900,25", 1900.25), ("1800", 1800.0), ("2e3", 2000.0)):
        tour.write("evaluateEdit", text)
        assert value.text() == number(float(session.result.predict([x])[0]), 6)
    tour.write("lambdaEdit", "30 %")  # it follows the answer
    tour.settle()
    exact = float(session.result.predict([2000.0])[0])
    assert value.text() == number(exact, 6) and repr(exact) in value.toolTip()
    tour.write("evaluateEdit", "soon")
    assert value.text() == "no number" and "neither a number" in value.toolTip()
    tour.write("evaluateEdit", "1900-01-01")
    assert "x is no time" in value.toolTip()
    tour.write("evaluateEdit", " ")
    assert value.text() == ""


def test_dates_are_typed_where_x_are_dates(tour):
    session = tour.session
    days = np.arange(0.0, 40.0) + 20_000
    session.set_signal(Signal(days, np.sin(days / 5), x_is_time=True))
    tour.settle()
    tour.write("evaluateEdit", date_words(20_010.5, "s"))
    exact = float(session.result.predict([20_010.5])[0])
    assert tour.find("evaluateValue").text() == number(exact, 6)
    assert place_text(session.signal, 20_010.0) == date_words(20_010.0)


def test_the_pointer_reads_the_function_between_samples(tour):
    session, fit = tour.session, tour.window.fit
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    x = session.signal.x
    middle = 0.37 * x[2] + 0.63 * x[3]
    low, high = fit.view()[1]
    tour.point(tour.at(middle, low + 0.03 * (high - low)))
    at = float(fit.pointer.hairs[0].value()) + fit.scale.offset
    assert abs(at - middle) < 0.02 * (x[-1] - x[0])  # a pixel
    exact = float(session.result.predict([at])[0])
    assert fit.pointer.dot.getData()[1] == pytest.approx([exact])
    above, below = fit.pointer.readout.text().split("\n")
    assert above == f"{x_words(session.signal)(at)}   f = {number(exact, 5)}"
    assert f"data {number(float(session.signal.y[3]))}" in below


def test_a_click_on_a_kink_copies_its_place(tour):
    session, fit = tour.session, tour.window.fit
    tour.settle()
    kink = lonely_kink(session)
    spot = tour.at(kink, float(session.curve.at(np.array([kink]))[0]))
    QGuiApplication.clipboard().setText("before")
    tour.point(spot)
    assert fit.pointer.hairs[0].value() + fit.scale.offset == pytest.approx(kink, rel=1e-14)
    assert "kink at" in fit.pointer.readout.text()
    assert QGuiApplication.clipboard().text() == "before"
    QTest.mouseClick(tour.plot, LEFT, pos=spot)
    text = QGuiApplication.clipboard().text()
    assert float(text) == pytest.approx(kink, rel=1e-14)
    assert f"copied {text}" in fit.pointer.readout.text()
    assert f"copied {text}" in fit.window().status.confirmation.text()
    assert session.selected is not None
    low, _ = fit.view()[1]
    tour.point(tour.at(kink, low))
    assert "copied" not in fit.pointer.readout.text()


def test_a_kink_says_why_it_is_there(tour):
    """Filled at a sample, hollow at a mirror image: of which sample, mirrored about which."""
    session, fit = tour.session, tour.window.fit
    tour.settle()
    kink = lonely_kink(session)
    tour.point(tour.at(kink, float(session.curve.at(np.array([kink]))[0])))
    feature = next(f for f in session.result.features if f.key == session.hovered)
    mirror = next(k.mirror for k in feature.kinks if abs(k.position - kink) < 1e-6)
    _, why, _ = fit.pointer.readout.text().split("\n")
    assert why[0] == ("◇" if mirror else "◆")
    mirrored = next(f for f in session.result.features if f.kind == "reflection")
    image = next(k for k in mirrored.kinks if k.mirror)
    point, centre = (mirrored.parameters[name] for name in ("point", "center"))
    words = x_words(session.signal)
    assert why_there(mirrored, image, session.signal) == (
        f"the image of sample {words(point)}, mirrored about {words(centre)}"
    )
    assert image.position == pytest.approx(2 * centre - point)


def test_the_field_is_for_one_column_and_says_what_it_is(tour):
    edit = tour.find("evaluateEdit")
    assert edit.accessibleName() and edit.toolTip() and edit.isVisible()
    assert tour.find("evaluateValue").accessibleName() and tour.find("evaluateValue").toolTip()
    points = [[0.0, 0], [1, 0], [0, 1], [2, 3]]
    tour.session.set_signal(Signal(points, [1.0, 0, 2, 1]))
    tour.settle()
    assert not edit.isVisible()
