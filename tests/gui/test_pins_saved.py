"""Pinned fits in project files and recovery."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from pin_driver import rename, texts_of, three
from projects import messy_question, save

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import ProjectError
from mirrors_engine.signals import Signal
from mirrors_gui.model.pins.pin import pin_of
from mirrors_gui.model.project.project import Project, read_project
from mirrors_gui.model.project.text import parse
from mirrors_gui.model.question import Question


def pinned_question() -> Question:
    """Two pins of the data, and one of the data before points were moved."""
    asked = messy_question(loss="huber", loss_options=(("delta", 1 / 3),), lam_ratio=0.3)
    moved = Signal([1.0, 2.0, 4.0], [5.0, -1.0, 2.0]).named_like(asked.signal)
    now = Question(signal=moved, table=asked.table, columns=(0, 1), weights_column=2, edited=True)
    pins = (
        pin_of(asked, "before α\x07", 4, 0.1 + 0.2),
        replace(pin_of(now, "now", 0), shown=False),
        replace(pin_of(now, "deep", 2), architecture=Architecture("relu", 3)),
    )
    return replace(now, pins=pins)


def test_pins_come_back_from_a_project(tmp_path):
    asked = pinned_question()
    again = read_project(save(Project(asked), tmp_path / "p.mirrors")).question
    assert len(again.pins) == 3
    for one, two in zip(asked.pins, again.pins, strict=True):
        for name in ("slot", "edited", "shown", "validated", *["loss", "loss_options", "solver"]):
            assert getattr(one, name) == getattr(two, name), name
        assert (one.architecture, one.lam_ratio) == (two.architecture, two.lam_ratio)
        np.testing.assert_array_equal(one.signal.x, two.signal.x)
        np.testing.assert_array_equal(one.signal.raw_y, two.signal.raw_y)
    assert [pin.name for pin in again.pins][1:] == ["now", "deep"]
    assert "\x07" not in again.pins[0].name
    assert again.pins[1].signal is again.signal is again.pins[2].signal


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("slot", 6), ("slot", -1), ("slot", 2), ("slot", "0"), ("lam_ratio", 2), ("name", 3)),
        *(
            ("signal", 4),
            ("signal", "x"),
            ("architecture", {"layers": "x"}),
            ("loss_options", {"delta": "x"}),
        ),
        *(("validated", "low"), ("loss", 7), ("architecture", None)),
    ],
)
def test_damaged_pins_are_one_sentence(tmp_path, key, value):
    path = save(Project(pinned_question()), tmp_path / "p.mirrors")
    document = parse(path.read_bytes(), "p.mirrors")
    document["question"]["pins"]["entries"][0][key] = value
    path.write_text(json.dumps(document))
    with pytest.raises(ProjectError, match=r"p\.mirrors"):
        read_project(path)


def test_a_project_shows_its_pins_and_recovery_has_them(tour, tmp_path):
    session, window = tour.session, tour.window
    three(tour)
    tour.view("Compare")
    tour.find("pinsTable").selectColumn(2)
    tour.click("renamePinButton")
    rename(tour, "rough")
    texts = [texts_of(tour, row) for row in range(3)]
    kept = window.document.snapshot()  # what recovery writes
    assert kept.question.pins == session.pins.all and window.document.dirty
    path = tmp_path / "three.mirrors"
    window.document.save_to(path)
    tour.until(lambda: not window.document.dirty)
    tour.menu("File", "Examples", "Four points")
    tour.settle()
    session.open_file(path)
    tour.until(lambda: len(session.pins.all) == 3)
    tour.settle()
    tour.until(lambda: all(session.pins.fit(pin) for pin in session.pins.all))
    assert [texts_of(tour, row) for row in range(3)] == texts
    assert not window.document.dirty
    assert window.fit_area.pins.drawn == (0, 1, 2)
