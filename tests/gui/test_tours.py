"""Tours of what is told, compared, shared and opened: by clicks and keys on the real controls."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pin_driver import click_cell, texts_of, three
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from user_driver import CONTROL, LEFT, SHIFT

from mirrors_engine import Architecture, fit
from mirrors_engine.signals import sample
from mirrors_gui.lessons.content import LESSONS
from mirrors_gui.model.project.project import Project, pieces
from mirrors_gui.model.question import Question
from mirrors_gui.panels.compare.table_model import CERTIFIED, NAME, SHARE

ROOT = Path(__file__).parents[2]


def from_gallery(tour, title: str) -> None:
    """Choose an entry of the gallery with the mouse and open it."""
    tour.key(Qt.Key.Key_G, CONTROL)
    entries = tour.find("galleryList")
    (item,) = entries.findItems(title, Qt.MatchFlag.MatchExactly)
    entries.scrollToItem(item)
    QTest.mouseClick(entries.viewport(), LEFT, pos=entries.visualItemRect(item).center())
    tour.click("openSampleButton")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tour.settle()


# what leaves, and what comes in


def test_share_writes_the_page_and_the_browser_opens_it(tour, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    tour.menu("File", "Share as a web page")
    dialog = tour.dialog("exportDialog")
    page = tmp_path / "for the class.html"
    tour.click("exportSaveButton")
    assert not opened  # it is asked where to, first
    tour.answer(page)
    tour.until(lambda: bool(opened))
    assert [Path(url.toLocalFile()) for url in opened] == [page]
    assert "for the class.html" in tour.find("exportSaid").text()
    text = page.read_text(encoding="utf-8")
    assert text.lower().startswith("<!doctype html>") and "<title>Six points" in text
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    # what is exported otherwise is not opened
    tour.key(Qt.Key.Key_E, CONTROL)
    dialog = tour.dialog("exportDialog")
    assert dialog.form.choose("Web page")
    tour.click("exportSaveButton")
    tour.answer(tmp_path / "kept.html")
    tour.until((tmp_path / "kept.html").is_file)
    tour.until(lambda: not dialog.filing.running)
    assert len(opened) == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


# As a double click on a project starts it; in place of the event loop, what is seen is printed.
PROGRAM = """
import json, runpy, sys
from PySide6.QtWidgets import QApplication, QSpinBox
from mirrors_gui import headless

def look():
    window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "presentation"))
    session = window.session
    headless.wait(lambda: session.result is not None and not session.busy)
    print(json.dumps({
        "title": window.windowTitle(),
        "heading": window.header.heading.text(),
        "layers": window.findChild(QSpinBox, "layersBox").value(),
        "lam": session.lam_ratio,
        "y": session.result.signal.raw_y.tolist(),
        "status": window.status.words.text(),
        "visible": window.isVisible(),
        "modified": window.isWindowModified(),
    }))
    window.close()
    return 0

QApplication.exec = staticmethod(look)
headless.has_display = lambda: True  # without one, the program draws a picture instead
sys.argv = sys.argv[1:]
sys.path.insert(0, "")
runpy.run_path("main.py", run_name="__main__")
"""


def test_a_project_given_to_the_program_is_on_show(tmp_path):
    signal = sample("paper_six")
    asked = Question(
        signal=signal, architecture=Architecture("abs", 2), lam_ratio=0.25, lam_chosen=True
    )
    project = tmp_path / "six of them.mirrors"
    project.write_text("".join(pieces(Project(asked), project)), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, "main.py", str(project)],
        cwd=ROOT,
        env={**os.environ, "MIRRORS_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout.splitlines()[-1])
    assert seen["visible"] and not seen["modified"]
    assert "six of them" in seen["title"]
    assert (seen["layers"], seen["lam"]) == (2, 0.25)
    assert seen["y"] == signal.raw_y.tolist()
    assert "ertified" in seen["status"]


# compared


def test_three_depths_are_compared_from_the_gallery(tour):
    session, window = tour.session, tour.window
    from_gallery(tour, "Depths 2, 3 and 4 side by side")
    assert window.views[window.tabs.currentIndex()].title == "Compare"
    tour.until(lambda: all(session.pins.fit(pin) for pin in session.pins.all))
    columns = [texts_of(tour, k) for k in range(3)]
    assert [texts[NAME] for texts in columns] == ["Depth 2", "Depth 3", "Depth 4"]
    assert [texts[CERTIFIED] for texts in columns] == ["✓ yes"] * 3
    assert window.fit_area.pins.drawn == (0, 1, 2)
    for depth in (2, 3, 4):  # a click on a name is that network, in every view
        click_cell(tour, depth - 2, NAME)
        tour.settle()
        assert tour.find("layersBox").value() == depth
        fresh = fit(session.signal, Architecture("abs", depth), lam_ratio=0.05)
        assert session.result.objective == pytest.approx(fresh.objective, rel=1e-9)
        assert columns[depth - 2][SHARE + 1] == str(len(session.result.weights))


def test_pins_survive_undo_the_project_and_a_kill(kept, home, tmp_path):
    tour, path = kept(), tmp_path / "three.mirrors"
    session, window = tour.session, tour.window
    three(tour)
    pins, texts = session.pins.all, [texts_of(tour, k) for k in range(3)]
    tour.key(Qt.Key.Key_Z, CONTROL)
    assert window.fit_area.pins.drawn == (0, 1)
    tour.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    tour.settle()
    assert session.pins.all == pins and window.fit_area.pins.drawn == (0, 1, 2)
    tour.key(Qt.Key.Key_S, CONTROL)
    tour.answer(path)
    tour.until(lambda: window.document.path == path)
    tour.menu("File", "Examples", "Four points")
    tour.settle()
    assert window.fit_area.pins.drawn == ()
    tour.menu("File", "Open recent", "three.mirrors")
    tour.until(lambda: len(session.pins.all) == 3)
    tour.settle()
    tour.until(lambda: all(session.pins.fit(pin) for pin in session.pins.all))
    assert [texts_of(tour, k) for k in range(3)] == texts
    tour.view("Compare")
    tour.find("pinsTable").selectColumn(0)
    tour.click("removePinButton")
    tour.persistence.recovery.now()
    own = tour.persistence.recovery.own.folder  # as a killed window leaves it: nobody holds it
    shutil.copytree(own, own.parent / "killed")
    second = kept()
    second.until(lambda: second.window.findChild(QLabel, "recoveryLabel") is not None)
    second.click("restoreButton")
    second.until(lambda: len(second.session.pins.all) == 2)
    second.settle()
    second.until(lambda: all(second.session.pins.fit(p) for p in second.session.pins.all))
    assert [texts_of(second, k) for k in range(2)] == texts[1:]
    assert second.window.fit_area.pins.drawn == (1, 2)


# told


def ringed(tour) -> QWidget:
    """The control that the step is about, which is seen, with the ring close around it."""
    ring, target = tour.window.lessons.ring, tour.find(tour.window.lessons.step.target)
    tour.until(target.isVisible)
    tour.until(ring.isVisible)

    def close_around() -> bool:
        seen = QRect(target.mapTo(tour.window, QPoint(0, 0)), target.size())
        return seen.adjusted(-9, -9, 9, 9).contains(ring.geometry())

    tour.until(close_around)
    return target


def test_a_lesson_never_points_at_what_is_folded(tour):
    """Not when it is folded before a step, while it is told, or beside a large view."""
    window, bar = tour.window, tour.window.lessons
    window.resize(1366, 768)
    tour.menu("Help", "Lessons", "Mirrors at depth 3")
    tour.settle()
    while bar.step.target != "layersBox":
        tour.click("lessonNextButton")
    ringed(tour)
    tour.key(Qt.Key.Key_1, CONTROL)  # the left column folds while its control is told
    assert window.left.isHidden()
    tour.until(lambda: not bar.ring.isVisible())
    tour.key(Qt.Key.Key_1, CONTROL)
    ringed(tour)
    tour.key(Qt.Key.Key_1, CONTROL)
    tour.click("lessonBackButton")
    tour.click("lessonNextButton")
    assert not window.left.isHidden()  # a step unfolds what it is about
    ringed(tour)
    tour.menu("View", "Teaching", "Network")  # its card is hidden for teaching
    tour.until(lambda: not bar.ring.isVisible())
    tour.menu("View", "Teaching", "Network")
    ringed(tour)
    tour.key(Qt.Key.Key_M, CONTROL)  # a large view, and the plot beside it folds
    tour.key(Qt.Key.Key_2, CONTROL)
    assert window.centre.isHidden()
    for _ in range(bar.place):
        tour.click("lessonBackButton")
    assert bar.step.target == "fitPlot"
    ringed(tour)
    tour.key(Qt.Key.Key_2, CONTROL)
    tour.until(lambda: not bar.ring.isVisible())
    tour.key(Qt.Key.Key_2, CONTROL)
    ringed(tour)
    tour.click("lessonSkipButton")
    tour.settle()


def test_the_doors_of_the_start_page(kept, tmp_path):
    tour = kept()
    page = tour.window.start_page
    assert page.isVisible()  # the first start
    tour.click("startGalleryButton")
    gallery = tour.find("galleryList").window()
    QTest.keyClick(gallery, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.isVisible()  # nothing was chosen
    table = tmp_path / "mine.csv"
    table.write_text("t,level\n0,1\n1,3\n2,2\n3,5\n")
    tour.click("startOpenButton")
    tour.answer(table)
    tour.until(lambda: tour.session.signal.name == "mine")
    tour.settle()
    assert not page.isVisible()
    tour.menu("Help", "Start page")
    tour.click("startLessonButton2")
    tour.settle()
    assert not page.isVisible() and tour.window.lessons.lesson is LESSONS[1]
    tour.click("lessonSkipButton")
    again = kept()
    assert not again.window.start_page.isVisible()


# the errors against λ


def test_lambda_is_validated_by_the_menu_and_taken_by_a_click_on_the_curve(tour):
    session = tour.session
    session.set_architecture(Architecture("relu", 2))
    tour.settle()
    tour.click("chooseLambdaButton")
    menu = tour.find("chooseLambdaMenu")
    tour.until(menu.isVisible)
    tour.entry(menu, menu.findChild(QAction, "validate_random"))
    tour.until(lambda: session.validation is not None)
    tour.view("Validation")
    panel = tour.window.views[tour.window.tabs.currentIndex()]
    tour.until(lambda: panel.invitation == "")
    found = session.validation
    k = len(found.lams) // 2
    at = (-np.log10(found.lams[k] / found.lam_max), found.mean[k])
    plot = tour.find("validationPlot")
    spot = plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(*at)))
    QTest.mouseClick(plot.viewport(), LEFT, pos=spot)
    tour.settle()
    assert session.lam_ratio == pytest.approx(found.lams[k] / found.lam_max)
    assert panel._now.value() == pytest.approx(at[0])
