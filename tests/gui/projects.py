"""A project of a messy table, and saving it: what tests of project files share."""

from __future__ import annotations

from pathlib import Path

from mirrors_engine.files import write_atomically
from mirrors_engine.signals import CsvOptions, Signal, parse_text
from mirrors_gui.model.project.project import Project, pieces
from mirrors_gui.model.question import Question

MESSY = (
    "measured with care\nzeit;wert;gewicht;wer\n3;1,5;1;ich\n1;2,25;2;du\n2;;1;ich\n"
    "1;2,75;2;du\n5;x;1;er\n4;1e3;0,5;sie\n"
)


def save(project: Project, path: Path) -> Path:
    write_atomically(path, pieces(project, path))
    return path


def messy_question(**more) -> Question:
    table = parse_text(MESSY, CsvOptions())
    return Question(
        signal=Signal.from_table(table, 0, 1, 2),
        table=table,
        columns=(0, 1),
        weights_column=2,
        pasted=MESSY,
        **more,
    )
