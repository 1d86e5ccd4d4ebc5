"""The page of the report is filled, however many neurons there are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from user_driver import LEFT

from mirrors_engine.architecture import Architecture
from mirrors_engine.refits import relax
from mirrors_gui.compute.uncertainty import UncertaintyView
from mirrors_gui.figures.content import content_of
from mirrors_gui.figures.dialog import ExportDialog, open_export
from mirrors_gui.figures.fit import RIGHT
from mirrors_gui.figures.report import LEAST_SCALE, MARGIN, PAGE, draw_report
from mirrors_gui.figures.write import image
from mirrors_gui.panels.network.drawing import NetworkScene
from mirrors_gui.style.theme import LIGHT

FOOT = 0.92  # of the page: below are the imprint and the margin


def ink_of(picture) -> np.ndarray:
    """Which pixels are not paper."""
    shown = picture.convertToFormat(picture.Format.Format_RGB32)
    bits = np.frombuffer(shown.constBits(), np.uint8).astype(int)
    pixels = bits.reshape(shown.height(), shown.bytesPerLine() // 4, 4)[:, : shown.width(), :3]
    return np.abs(pixels - pixels[0, 0]).sum(axis=2) > 30


def longest_gap(rows: np.ndarray) -> int:
    """The most rows without ink on end, between rows with ink."""
    return int(np.diff(np.flatnonzero(rows)).max())


@pytest.mark.parametrize("ratio", [1.0, 0.6, 0.3, 0.1, 0.02])
def test_no_part_of_the_page_is_empty(tour, ratio):
    tour.session.set_lam_ratio(ratio)
    tour.settle()
    content = content_of(tour.session)
    ink = ink_of(image(lambda p, size: draw_report(p, size, content), PAGE, LIGHT, 1.0))
    high, wide = ink.shape
    page = ink[: int(FOOT * high)]
    assert longest_gap(page.any(axis=1)) < 0.08 * high
    ends = [np.flatnonzero(half.any(axis=1)).max() for half in np.hsplit(page, [wide // 2])]
    assert max(ends) > 0.85 * high  # the taller of the two columns reaches the foot


def test_a_network_without_neurons_is_exported(tour):
    tour.session.set_architecture(Architecture("relu", 2))
    tour.session.set_lam_ratio(1.0)
    tour.settle()
    assert not len(tour.session.result.weights)
    for name in ("Figure of the network", "Report"):
        open_export(tour.window, name)
        dialog = tour.window.findChildren(ExportDialog)[-1]
        tour.until(lambda dialog=dialog: not dialog.picture.pixmap().isNull())
        QTest.mouseClick(dialog.findChild(QPushButton, "exportCopyButton"), LEFT)
        assert dialog.said.text() == "Copied."
        dialog.reject()


def test_the_network_beside_refits_is_drawn_so_large_that_it_can_be_read(tour, monkeypatch):
    """The strongest units; the page says how many smaller ones there are."""
    tour.session.set_lam_ratio(0.01)
    tour.settle()
    result, drawn = tour.session.result, []
    refit = relax(result)
    view = UncertaintyView(result, 0.9, relaxed=refit, segmented=refit)
    content = replace(content_of(tour.session), uncertainty=view)
    render = NetworkScene.render

    def record(scene, painter, target, source, mode) -> None:
        drawn.append((len(scene.lanes), target.height() / source.height(), source.width()))
        render(scene, painter, target, source, mode)

    monkeypatch.setattr(NetworkScene, "render", record)
    image(lambda p, size: draw_report(p, size, content), PAGE, LIGHT, 1.0)
    ((lanes, scale, wide),) = drawn
    column = (PAGE.width() - 2 * MARGIN - 24) / 2 - 2 * RIGHT
    assert 3 <= lanes < len(result.weights)
    assert scale >= min(LEAST_SCALE, column / wide) - 1e-9 > 0.6
