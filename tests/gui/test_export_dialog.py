"""Export by clicks: figures as vectors and pixels, tables, report; whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import re
import threading
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from shiboken6 import isValid

from mirrors_engine.architecture import Architecture
from mirrors_engine.export.registry import EXPORTERS, Exporter
from mirrors_engine.signals import Signal, samples
from mirrors_gui.figures.content import Options, content_of
from mirrors_gui.figures.dialog import ExportDialog, open_export, share
from mirrors_gui.figures.fit import draw_fit
from mirrors_gui.figures.kinds import KINDS, _exported
from mirrors_gui.figures.write import ExportError, figure_bytes, image, png
from mirrors_gui.headless import PATIENCE
from mirrors_gui.style.theme import DARK, LIGHT

NAMES = [kind.name for kind in KINDS]
HEADS = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}


@pytest.fixture
def dialog(window, settled):
    yield from export_of(window, settled)


@pytest.fixture
def shared_dialog(shared_window, settled):
    yield from export_of(shared_window, settled)


def export_of(window, settled):
    settled(window.session)
    open_export(window)
    made = window.findChildren(ExportDialog)[-1]
    yield made
    if isValid(made):  # a test may have closed it
        made.reject()


def click(dialog, name):
    QTest.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def save(dialog, path):
    """Press Save, and choose a file in the dialog that opens."""
    click(dialog, "exportSaveButton")
    files = dialog.findChild(QFileDialog, "fileDialog")
    assert files.isVisible()
    files.fileSelected.emit(str(path))
    files.reject()


def said(dialog):
    return dialog.findChild(QLabel, "exportSaid").text()


def take(dialog, name, form):
    dialog.form.list.setCurrentRow([k.name for k in dialog.form.kinds].index(name))
    dialog.form.format.setCurrentIndex(dialog.form.format.findData(form))


@pytest.mark.parametrize(
    ("kind", "form"),
    # the path behind a web page takes its time: it is saved below, of fewer samples; nothing is
    # pinned or forecast here, which test_pins.py and test_forecast_panel.py do
    [
        (kind.name, form)
        for kind in KINDS
        for form in kind.forms
        if kind.name != "Web page" and not kind.needs
    ],
)
def test_every_kind_is_saved_in_every_form(qtbot, shared_dialog, tmp_path, kind, form):
    path = tmp_path / f"out.{form}"
    take(shared_dialog, kind, form)
    qtbot.waitUntil(
        lambda: not shared_dialog._redraw.isActive() and not shared_dialog.runner.running
    )
    save(shared_dialog, path)
    qtbot.waitUntil(lambda: "Saved" in said(shared_dialog))
    content = path.read_bytes()
    if form in HEADS:
        assert content.startswith(HEADS[form])
    result = shared_dialog.content.result
    if form == "json":
        loaded = json.loads(content)
        if kind == "Whole result":
            assert loaded["objective"] == result.objective
    if form == "csv":
        rows = list(csv.reader(content.decode().splitlines()))
        assert len(rows) > len(result.weights)
    if kind == "Python function":
        space: dict = {}
        exec(content.decode(), space)
    if form == "html":
        assert content.count(b"<svg") == 2
        assert b"Certified" in content
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def drawn_points(svg: bytes) -> np.ndarray:
    """The longest polyline of the drawing, in px of the page."""
    root = ElementTree.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    lines = [line.get("points") for line in root.iter(f"{space}polyline")]
    longest: str = max(lines, key=len)
    return np.array([float(v) for v in re.split(r"[ ,]+", longest.strip())]).reshape(-1, 2)


@pytest.mark.parametrize("offset", [0.0, 1e9, 1.7e12])
def test_the_drawing_is_exact_at_large_offsets(qtbot, session, settled, offset):
    x = np.array([0.0, 1, 2, 3, 4, 5, 7, 8])
    y = np.array([0.0, 1, 0, 2, 1, 3, 0, 1])
    session.set_signal(Signal(x + offset, y, name="far"))
    session.set_lam_ratio(0.01)
    settled(session)
    content = content_of(session)
    size = QSizeF(800, 500)
    svg = figure_bytes(
        lambda p, s: draw_fit(p, s, content, LIGHT, Options(band=False, kinks=False)),
        size,
        "svg",
        LIGHT,
    )
    points = drawn_points(svg)
    corners, _ = content.picture.drawn()
    seen = (corners >= x[0] + offset) & (corners <= x[-1] + offset)
    # page coordinates are an affine image of the corners: the same ratios, to a hundredth px
    inner = points[(points[:, 0] > points[0, 0]) & (points[:, 0] < points[-1, 0])]
    assert len(inner) >= seen.sum() > 2
    wide = (points[-1, 0] - points[0, 0]) / (x[-1] - x[0]) / 1.12
    expected = points[0, 0] + (corners[seen] - offset - x[0] + 0.06 * 7 * 8 / 7) * wide
    found = inner[:, 0]
    for spot in expected:
        assert np.abs(found - spot).min() < 0.05


def test_dark_and_light_differ_and_png_has_the_size_asked_for(session, settled):
    session.set_signal(Signal([0, 1, 2, 3], [0, 1, 0, 2]))
    settled(session)
    content = content_of(session)

    def draw(painter, size, theme=LIGHT):
        draw_fit(painter, size, content, theme, Options())

    light = image(draw, QSizeF(400, 300), LIGHT, 3.0)
    assert (light.width(), light.height()) == (1200, 900)
    dark = image(lambda p, s: draw(p, s, DARK), QSizeF(400, 300), DARK, 1.0)
    assert light.pixelColor(2, 2) == LIGHT.color("raised")
    assert dark.pixelColor(2, 2) == DARK.color("raised")


def test_a_picture_too_large_is_refused_before_it_is_made(session, settled):
    session.set_signal(Signal([0, 1, 2], [0, 1, 0]))
    settled(session)
    with pytest.raises(ExportError, match="take SVG or PDF"):
        image(lambda p, s: None, QSizeF(5000, 5000), LIGHT, 12.5)


def test_a_picture_that_cannot_be_packed_is_no_empty_file():
    with pytest.raises(ExportError, match="smaller scale"):
        png(QImage())


def test_a_folder_that_is_not_there_is_one_sentence(qtbot, dialog, tmp_path):
    path = tmp_path / "missing" / "out.svg"
    save(dialog, path)
    qtbot.waitUntil(lambda: "choose another folder" in said(dialog))


@pytest.fixture
def packing(monkeypatch):
    """Packing a picture waits for this event."""
    go_on = threading.Event()

    def slow(picture):
        assert threading.current_thread() is not threading.main_thread()
        assert go_on.wait(PATIENCE)
        return png(picture)

    monkeypatch.setattr("mirrors_gui.figures.dialog.png", slow)
    yield go_on
    go_on.set()


def test_a_picture_is_written_though_its_dialog_is_closed(qtbot, dialog, tmp_path, packing):
    path = tmp_path / "out.png"
    take(dialog, "Figure of the fit", "png")
    save(dialog, path)
    assert said(dialog) == "Saving out.png …"
    assert not dialog.save.isEnabled()
    told = dialog.parent().status.confirmation
    dialog.reject()
    assert dialog.isHidden() and not path.exists()
    assert told.text() == "Saving out.png …"
    packing.set()
    qtbot.waitUntil(lambda: told.text() == f"Saved out.png in {tmp_path}.")
    assert path.read_bytes().startswith(HEADS["png"])


def test_the_window_tells_what_its_dialog_no_longer_can(qtbot, dialog, tmp_path, packing):
    window = dialog.parent()
    take(dialog, "Figure of the fit", "png")
    save(dialog, tmp_path / "missing" / "out.png")
    dialog.reject()
    packing.set()
    qtbot.waitUntil(lambda: "choose another folder" in window.banner.sentence.text())


def test_a_link_stays_and_permissions_too(qtbot, dialog, tmp_path):
    target, link = tmp_path / "figure.svg", tmp_path / "link.svg"
    target.write_bytes(b"old")
    target.chmod(0o640)
    try:
        link.symlink_to(target.name)
    except OSError:
        pytest.skip("no links here")
    take(dialog, "Figure of the fit", "svg")
    save(dialog, link)
    qtbot.waitUntil(lambda: target.read_bytes() != b"old")
    assert link.is_symlink() and target.stat().st_mode & 0o777 == 0o640
    qtbot.waitUntil(dialog.save.isEnabled)
    fresh = tmp_path / "new.svg"
    save(dialog, fresh)
    qtbot.waitUntil(fresh.is_file)
    mask = os.umask(0)
    os.umask(mask)
    assert fresh.stat().st_mode & 0o777 == 0o666 & ~mask


def test_copy_puts_pixels_and_vectors_on_the_clipboard(qtbot, dialog):
    click(dialog, "exportCopyButton")
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert bytes(data.data("image/svg+xml").data()).startswith(b"<?xml")
    assert said(dialog) == "Copied."


def test_copy_of_a_table_is_text(qtbot, dialog):
    take(dialog, "Features and weights", "csv")
    qtbot.waitUntil(lambda: dialog._text is not None and not dialog.runner.running)
    click(dialog, "exportCopyButton")
    assert QGuiApplication.clipboard().text().startswith("feature,kind")


def test_what_is_saved_is_what_is_chosen_though_the_preview_is_a_moment_behind(
    qtbot, dialog, tmp_path
):
    path = tmp_path / "out.json"
    take(dialog, "Features and weights", "csv")
    qtbot.waitUntil(lambda: dialog._text is not None and not dialog.runner.running)
    take(dialog, "Whole result", "json")
    assert dialog._redraw.isActive()
    save(dialog, path)
    qtbot.waitUntil(path.is_file)
    assert json.loads(path.read_text())["objective"] == dialog.content.result.objective


def test_copy_figure_from_the_menu(qtbot, window, settled):
    settled(window.session)
    QTest.keyClick(
        window,
        Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    said = window.status.confirmation
    assert said.isVisible() and said.text() == "Figure copied"
    qtbot.waitUntil(said.isHidden)
    image = QGuiApplication.clipboard().image()
    assert isinstance(image, QImage)
    assert image.width() > 1000


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s.title)
def test_every_sample_has_its_figures(qtbot, shared_window, settled, sample):
    shared_window.session.open_sample(sample)
    settled(shared_window.session)
    content = content_of(shared_window.session)
    for kind in KINDS:
        if kind.draw is None or not kind.offered(content):
            continue
        made = image(
            lambda p, s, k=kind: k.draw(p, s, content, LIGHT, Options()), QSizeF(680, 440), LIGHT, 1
        )
        pixels = np.frombuffer(made.bits(), np.uint32).reshape(made.height(), -1)
        assert len(np.unique(pixels)) > 20  # something is drawn


def test_what_became_of_a_file_stays_while_the_preview_is_written(qtbot, dialog, tmp_path):
    take(dialog, "Report", "html")
    qtbot.waitUntil(lambda: "A page of" in said(dialog))
    page = dialog._text
    take(dialog, "Report", "pdf")
    take(dialog, "Report", "html")
    save(dialog, tmp_path / "page.html")
    qtbot.waitUntil(lambda: "Saved" in said(dialog))
    dialog._take(page)  # the preview is there after the file
    assert "Saved page.html" in said(dialog)


def test_sharing_saves_the_web_page(qtbot, window, settled, tmp_path):
    session = window.session
    session.set_signal(Signal([0.0, 1, 2, 3, 4], [0.0, 1, 0, 2, 1], name="five"))
    settled(session)
    qtbot.waitUntil(lambda: session.path_exact)
    entry = next(
        a for m in window.menuBar().actions() for a in m.menu().actions() if "hare" in a.text()
    )
    entry.trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog.isVisible() and dialog.form.kind.name == "Web page"
    qtbot.waitUntil(lambda: dialog._text is not None)
    assert dialog._text.startswith("<!doctype html>")
    # what a browser shows is previewed, not what it reads
    assert dialog.picture.isVisible() and not dialog.text.isVisible()
    shown = dialog.picture.pixmap().toImage()
    colors = {
        shown.pixelColor(x, y).name() for x in range(shown.width()) for y in range(shown.height())
    }
    assert {LIGHT.function.lower(), LIGHT.text.lower()} <= colors
    assert f"{len(dialog._text) / 1000:.3g} kB" in dialog.said.text()
    assert session.path_exact and dialog.content.path is session.known_path
    path = tmp_path / "five.html"
    save(dialog, path)
    qtbot.waitUntil(path.is_file)
    assert "<title>five</title>" in path.read_text(encoding="utf-8")
    dialog.reject()


def test_sharing_writes_the_page_and_opens_it_in_the_browser(
    window, settled, qtbot, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    settled(window.session)
    share(window)
    shared = window.findChild(ExportDialog)
    shared.save_to(tmp_path / "nile.html")
    qtbot.waitUntil(lambda: bool(opened))
    assert Path(opened[0].toLocalFile()) == tmp_path / "nile.html"
    assert (tmp_path / "nile.html").read_text(encoding="utf-8").startswith("<!")
    assert "nile.html" in shared.said.text()
    shared.reject()


def test_what_cannot_be_shared_says_so(window, settled):
    session = window.session
    points = np.random.default_rng(0).uniform(-1, 1, (8, 2))
    session.set_signal(Signal(points, points[:, 0] + points[:, 1] ** 2))
    settled(session)
    share(window)
    assert "Web page is not for this network" in window.banner.sentence.text()


def test_nothing_to_export_is_said(window, settled):
    settled(window.session)
    window.session.result = None
    open_export(window)
    assert "nothing to export" in window.banner.sentence.text()
    assert window.findChild(ExportDialog) is None


def test_every_export_of_the_engine_is_in_the_list(dialog):
    listed = [dialog.form.list.item(row).text() for row in range(dialog.form.list.count())]
    assert [e.title for e in EXPORTERS if e.accepts(dialog.content.result)] == listed[4:]


def test_a_binary_export_is_saved_and_not_copied(qtbot, dialog, tmp_path):
    content = bytes(range(256))
    entry = Exporter("raw", "Raw", "Bytes.", "bin", lambda result, settings: content)
    dialog.form.kinds.append(_exported(entry))
    dialog.form.list.addItem("Raw")
    take(dialog, "Raw", "bin")
    qtbot.waitUntil(lambda: "256 bytes" in dialog.text.toPlainText())
    click(dialog, "exportCopyButton")
    assert "save it" in said(dialog)
    save(dialog, tmp_path / "out.bin")
    qtbot.waitUntil(lambda: "Saved" in said(dialog))
    assert (tmp_path / "out.bin").read_bytes() == content


def test_what_this_answer_does_not_have_says_so_in_full_instead_of_a_preview(
    qtbot, window, settled
):
    """“Being written …” stayed there, with the start of the reason below it."""
    window.session.set_architecture(Architecture("abs", 4))
    window.session.set_signal(Signal(np.arange(6.0), np.array([1.0, 0, 2, 1, 3, 0])))
    settled(window.session)
    open_export(window, "Proof file")
    made = window.findChild(ExportDialog)
    qtbot.waitUntil(lambda: "There is no proof file" in made.text.toPlainText())
    made.grab()
    assert made.text.toPlainText().endswith("on one input.")
    assert made.text.horizontalScrollBar().maximum() == 0  # the sentence is seen as a whole
    assert not made.save.isEnabled() and not made.copy.isEnabled()
    take(made, "Python function", "py")
    qtbot.waitUntil(lambda: "import numpy" in made.text.toPlainText())
    assert made.save.isEnabled() and made.copy.isEnabled()
    made.reject()
