"""Numbers have the decimal mark of the locale where they are shown, a point where they leave."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QSizeF

from mirrors_engine.export.registry import exporter
from mirrors_gui.figures.content import Options, content_of
from mirrors_gui.figures.fit import draw_fit
from mirrors_gui.figures.form import ExportForm
from mirrors_gui.figures.report import html_report
from mirrors_gui.figures.write import figure_bytes
from mirrors_gui.panels.lambda_strip.strip import parse_lam
from mirrors_gui.style import theme as themes
from mirrors_gui.text import formatting


@pytest.fixture
def german_numbers():
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(QLocale.c())


def test_every_number_that_is_shown_has_the_mark(german_numbers):
    assert formatting.number(-1234.5, 5) == "−1234,5"
    assert formatting.number(12345.678, 8) == "12\u202f345,678"
    assert formatting.number(1.5e-7) == "1,5·10⁻⁷"
    assert formatting.short(0.42) == "0,42"
    assert formatting.tick(0.5, 0.5) == "0,5"
    assert formatting.tick(12345.5, 0.5) == "12\u202f345,5"
    assert formatting.share(0.0512) == "5,1 %"
    assert formatting.duration(1.25) == "1,25 s"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (formatting.number(99999.96), "100\u202f000"),
        (formatting.number(9999.9), "9999.9"),
        (formatting.number(-99999.9), "−99\u202f999.9"),
        (formatting.number(999999.9), "1·10⁶"),
        (formatting.share(0.1 - 1e-12), "10 %"),
        (formatting.share(0.0994), "9.9 %"),
        (formatting.duration(0.99999), "1000 ms"),
        (formatting.duration(5999.9), "100 min"),
        (formatting.duration(74000.0), "1233 min"),
    ],
)
def test_numbers_that_round_to_one_more_figure(text, wanted):
    assert text == wanted


def test_what_leaves_the_window_has_a_point(german_numbers, window, settled):
    session = window.session
    settled(session)
    session.set_lam_ratio(0.0123)
    settled(session)
    assert "0,012 λmax" in window.strip.slider.words
    assert f"RMSE {session.result.rmse:.4g}".replace(".", ",") in window.status.detail.text()
    # a field takes back what it shows, to the same λ
    typed = window.strip.edit.text()
    assert "," not in typed
    assert parse_lam(typed, session.result.lam_max) == pytest.approx(0.0123, rel=1e-3)
    content = content_of(session)
    assert "(0.0123 λmax)" in content.subtitle
    size = QSizeF(680, 430)
    drawn = figure_bytes(
        lambda painter, page: draw_fit(painter, page, content, themes.LIGHT, Options()),
        size,
        "svg",
        themes.LIGHT,
    ).decode()
    assert "0.0123" in drawn and "0,0123" not in drawn
    assert "0,0123" not in html_report(content)
    assert formatting.number(0.5) == "0,5"


def test_the_export_of_a_table_says_that_it_has_a_point(german_numbers, window, settled):
    settled(window.session)
    form = ExportForm(content_of(window.session), None)
    assert form.choose(exporter("features").title) and form.suffix == "csv"
    assert form.about.text().endswith("Numbers have a decimal point.")
    QLocale.setDefault(QLocale.c())
    assert form.choose(exporter("pieces").title)
    assert "decimal point" not in form.about.text()
    form.deleteLater()
