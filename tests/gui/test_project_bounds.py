"""What a project may ask of memory, of slots and of titles before it is believed."""

from __future__ import annotations

import json
import random
import tracemalloc
from pathlib import Path

import pytest
from projects import messy_question, save
from PySide6.QtWidgets import QApplication

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import ArchitectureError, ProjectError
from mirrors_engine.signals import Signal
from mirrors_gui.model.project import text as project_text
from mirrors_gui.model.project.project import Project, read_project
from mirrors_gui.model.question import Question
from mirrors_gui.persistence.bounds import LENGTH, WIDTH, bounded
from mirrors_gui.persistence.view_state import restore_view, save_view
from tests.fuzz_projects import Fuzz, Raised

HEAD = '{"format": "mirrors-project", "version": 1, "data": ['
KINDS = {
    "empty lists": "[]",
    "empty records": "{}",
    "records": '{"":{}}',
    "numbers": "1.5",
    "large numbers": "123456789012",
    "short texts": '"abc"',
    "letters": '"é日"',
    "lists": "[[],[0]]",
}


@pytest.mark.parametrize("kind", KINDS)
def test_memory_is_estimated_from_above(kind):
    raw = (HEAD + ",".join([KINDS[kind]] * 100_000) + "]}").encode()
    estimate = project_text.needed(raw)
    tracemalloc.start()
    project_text.parse(raw, "a")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < estimate < 20 * peak


def test_many_values_are_refused_before_they_are_parsed(tmp_path, monkeypatch):
    """39 MB of empty lists took 964 MB."""
    path = tmp_path / "hostile.mirrors"
    path.write_text(HEAD + ",".join(["[]"] * 300_000) + "]}")
    monkeypatch.setattr(project_text, "available_memory", lambda: 20_000_000)
    tracemalloc.start()
    with pytest.raises(ProjectError, match=r"hostile\.mirrors needs some 6\d MB of memory"):
        read_project(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * path.stat().st_size
    monkeypatch.setattr(project_text, "available_memory", lambda: 500_000)
    monkeypatch.setattr(project_text, "parse", lambda *_: pytest.fail("was read"))
    with pytest.raises(ProjectError, match=r"of memory, of which"):
        read_project(path)


def test_ordinary_project_is_not_refused_for_its_size(tmp_path, monkeypatch):
    path = save(Project(messy_question()), tmp_path / "a.mirrors")
    monkeypatch.setattr(project_text, "available_memory", lambda: 2_000_000)
    assert read_project(path).question == messy_question() or path.stat().st_size < 20_000


def test_values_beyond_their_bounds_are_left_out():
    good = {"a": [1, 2.5, "x", None, True], "b": {"c": {}}}
    assert bounded(good) == good
    for bad in (
        2**31,
        1e200,
        float("nan"),
        "x" * (LENGTH + 1),
        "a\x1b",
        "\ud800",
        [0] * (WIDTH + 1),
    ):
        assert bounded({"a": bad, "b": 1}) == {"b": 1}
        assert bounded({"a": [0, bad], "b": 1}) == {"b": 1}
        assert bounded(bad) is None
    deep: list = []
    for _ in range(500):
        deep = [deep]
    assert bounded({"a": deep}) == {}


def test_slope_of_another_type_is_refused():
    for slope in ("0.1", None, [0.1], True):
        with pytest.raises(ArchitectureError, match="is no number"):
            Architecture("relu", 2, negative_slope=slope)


EVIL = "a\x1b[31m\u202e<b>x</b>[*]&"


def test_names_from_files_are_shown_as_text(window, settled, qtbot, tmp_path):
    settled(window.session)
    data = Signal([0.0, 1, 2], [0.0, 2, 1], x_name=EVIL, y_name=EVIL, name=EVIL)
    (tmp_path / "<i>n[*]&\x1b").mkdir()
    path = tmp_path / "<i>n[*]&\x1b" / "<i>n[*]&\x1b.mirrors"
    save(Project(Question(signal=data)), path)
    with qtbot.waitSignal(window.session.projectOpened):
        window.document.open(path)
    settled(window.session)
    shown = [
        *(window.windowTitle(), window.header.heading.text(), window.data.summary.text()),
        window.fit.fit.getAxis("left").labelText,
        window.fit.residual.getAxis("bottom").labelText,
        *(window.recent.menu.actions()[0].text(), window.recent.menu.actions()[0].toolTip()),
    ]
    assert all(text.isprintable() and "u001b" in text for text in shown), shown
    assert "[*][*]" in window.windowTitle() and "&&" in window.recent.menu.actions()[0].text()
    assert "&lt;i&gt;" in window.recent.menu.actions()[0].toolTip()
    assert "<b>x</b>" in window.header.heading.text()  # as letters
    window.show_failure(f"{EVIL} cannot be read.")
    assert window.banner.sentence.text().isprintable()


def test_every_field_of_the_view_takes_any_value(window, settled):
    """No slot raises, at once or when the views are drawn."""
    settled(window.session)
    raised = Raised()
    view = save_view(window)
    values = (None, True, 10**30, -1, 1.5, 1e300, "", "9" * 400, "\ud800", [], [[]], {}, [[1]] * 2)
    with raised.watching():
        for name, state in view["panels"].items():
            for field in state:
                for value in values:
                    spoilt = {**state, field: value}
                    restore_view(window, {**view, "panels": {name: spoilt}})
        for field in ("tab", "teaching", "folds", "panels", "selected"):
            for value in (*values, ["x", []], {"hidden": [[], {}], "large": 3}):
                restore_view(window, {**view, field: value})
        restore_view(window, view)
        for place in range(window.tabs.count()):
            window.tabs.setCurrentIndex(place)
            QApplication.processEvents()
    assert raised.take() == ""


def test_sample_of_mutated_projects(qapp, tmp_path):
    """`python -m tests.fuzz_projects` tries as many as one likes."""
    raised = Raised()
    with raised.watching():
        fuzz = Fuzz(Path(tmp_path), share=40)
        try:
            outcomes = [
                fuzz.tried(seed, raised) for seed in random.Random(5).sample(range(10**6), 150)
            ]
        finally:
            fuzz.close()
    assert [trouble for _, trouble in outcomes if trouble] == []
    assert {kind for kind, _ in outcomes} >= {"refused", "restored"}


def test_long_names_of_settings_are_no_part_of_a_sentence(tmp_path):
    document = json.loads(save(Project(messy_question()), tmp_path / "a.mirrors").read_text())
    document["question"]["loss"] = "x" * 5000
    (tmp_path / "b.mirrors").write_text(json.dumps(document))
    with pytest.raises(ProjectError, match="the loss or the solver is not valid"):
        read_project(tmp_path / "b.mirrors")
