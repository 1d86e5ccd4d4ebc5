"""Numbers typed into the fields of the window, by keys: all are read alike, and none guessed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from mirrors_engine import Architecture


@pytest.fixture
def window(shared_window):
    """Every test chooses its own network and λ."""
    return shared_window


def write(window, name: str, text: str) -> QLineEdit:
    edit = window.findChild(QLineEdit, name)
    assert edit.isVisible()
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    if text.isascii():
        QTest.keyClicks(edit, text)
    else:  # letters that QTest has no keys for
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    return edit


def said(window) -> str:
    return "\n".join(w.text() for w in window.findChildren(QLabel) if w.isVisible())


def choose(window, net: Architecture, settled) -> None:
    window.session.set_architecture(net)
    settled(window.session)


PIECEWISE = Architecture("piecewise", slopes=(1.0, -0.5))


@pytest.mark.parametrize(
    ("typed", "slopes"),
    [
        (".5, -1", (0.5, -1.0)),
        ("0.5,-1", (0.5, -1.0)),
        ("0,5; -1", (0.5, -1.0)),
        ("1e-3, 2", (1e-3, 2.0)),
        ("0.123456789 -2", (0.123456789, -2.0)),
        ("\u22121, 2", (-1.0, 2.0)),
    ],
)
def test_slopes(window, settled, typed, slopes):
    choose(window, PIECEWISE, settled)
    edit = write(window, "slopesEdit", typed)
    settled(window.session)
    assert window.session.architecture.slopes == slopes
    # shown as they are, to the last digit: confirming the field changes nothing
    QTest.keyClick(edit, Qt.Key.Key_Return)
    window.findChild(QWidget, "activationBox").setFocus()
    settled(window.session)
    assert window.session.architecture.slopes == slopes


@pytest.mark.parametrize("typed", ["1e-3", "0,5, -1", "1,000; 2", "1; x", "", "1, 2, 3", "nan, 1"])
def test_slopes_that_are_none(window, settled, typed):
    choose(window, PIECEWISE, settled)
    write(window, "slopesEdit", typed)
    assert window.session.architecture == PIECEWISE
    assert "lopes" in said(window)


@pytest.mark.parametrize(("typed", "slope"), [(".25", 0.25), ("0,3", 0.3), ("1e-3", 1e-3)])
def test_left_slope(window, settled, typed, slope):
    choose(window, Architecture("leaky"), settled)
    write(window, "slopeEdit", typed)
    assert window.session.architecture.negative_slope == slope


@pytest.mark.parametrize("typed", ["", "a quarter", "0.1 0.2", "-0.1"])
def test_left_slopes_that_are_none(window, settled, typed):
    choose(window, Architecture("leaky"), settled)
    write(window, "slopeEdit", typed)
    assert window.session.architecture.negative_slope == 0.1
    assert "lope" in said(window)


def test_widths(window, settled):
    net = Architecture("sign", 4, widths=(2, 2))
    choose(window, net, settled)
    write(window, "widthsEdit", "3 2")
    assert window.session.architecture.widths == (3, 2)
    for typed in ("2.5, 2", "two", "1e400, 1"):
        write(window, "widthsEdit", typed)
        assert window.session.architecture.widths == (3, 2)
        assert typed[:3] in window.findChild(QLineEdit, "widthsEdit").text()  # to be mended
        assert "Widths" in said(window)


@pytest.mark.parametrize(
    ("typed", "ratio"),
    [
        ("5 %", 0.05),
        ("0,5%", 0.005),
        ("0.1 max", 0.1),
        ("1e-2·λmax", 0.01),
        ("λ = 2·10⁻² max", 0.02),
        ("0", 0.0),
    ],
)
def test_shares_of_lam_max(window, settled, typed, ratio):
    settled(window.session)
    write(window, "lambdaEdit", typed)
    assert window.session.lam_ratio == pytest.approx(ratio, rel=1e-12)


def test_lam_itself(window, settled):
    settled(window.session)
    top = window.session.result.lam_max
    for typed, value in (("1 000.5", 1000.5), ("2e3", 2e3), ("1500,25", 1500.25)):
        write(window, "lambdaEdit", typed)
        assert window.session.lam_ratio == pytest.approx(value / top, rel=1e-12)


@pytest.mark.parametrize("typed", ["1,000", "-1", "much", "5 %%", "1e999", "inf"])
def test_what_is_no_lam_is_said(window, settled, typed):
    settled(window.session)
    before = window.session.lam_ratio
    write(window, "lambdaEdit", typed)
    assert window.session.lam_ratio == before
    assert window.banner.isVisible()
    assert window.banner.sentence.text().startswith("λ ")
    write(window, "lambdaEdit", "7 %")
    assert not window.banner.isVisible()


@pytest.mark.parametrize(
    ("typed", "shown"), [("1, 2, 12", "1, 2, 12"), ("12 2 1", "1, 2, 12"), ("1;2", "1, 2")]
)
def test_lags(window, settled, typed, shown):
    window.tabs.setCurrentWidget(window.findChild(QWidget, "forecastPanel"))
    settled(window.session)
    assert write(window, "lagsEdit", typed).text() == shown


@pytest.mark.parametrize("typed", ["1.5", "1, 2,3", "0", "one"])
def test_lags_that_are_none(window, settled, typed):
    window.tabs.setCurrentWidget(window.findChild(QWidget, "forecastPanel"))
    settled(window.session)
    assert write(window, "lagsEdit", typed).text() == typed
