"""Project files from anywhere: whatever is in them, one sentence is the worst that happens."""

from __future__ import annotations

import base64
import json
import os
import signal as signals
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from projects import messy_question, save

from mirrors_engine.errors import ProjectError
from mirrors_gui.model.project import project as project_module
from mirrors_gui.model.project.project import Project, read_project


@pytest.fixture
def document(tmp_path) -> dict:
    path = save(Project(messy_question()), tmp_path / "good.mirrors")
    return json.loads(path.read_text())


def put(document, keys, value) -> dict:
    at = document
    for key in keys[:-1]:
        at = at[key]
    at[keys[-1]] = value
    return document


CLAIM = {"type": "f8", "shape": [10**9], "base64": ["AAAAAAAA8D8="]}
SHORT = {"type": "f8", "shape": [2], "base64": [base64.b64encode(b"12345678").decode()]}
LINES = ("data", "table", "lines")
COLUMN = ("data", "table", "columns", 0)

WRONG = {
    "number for data": (("data",), 7),
    "no question": (("question",), None),
    "list for the network": (("question", "architecture"), [1, 2]),
    "unknown activation": (("question", "architecture", "activation"), "swish"),
    "layers as text": (("question", "architecture", "layers"), "3"),
    "a million layers": (("question", "architecture", "layers"), 10**6),
    "attribute that is none": (("question", "architecture", "__class__"), "x"),
    "widths that no screen can show": (
        ("question", "architecture"),
        {"activation": "sign", "layers": 3, "kind": "rectangular", "widths": "\ud800"},
    ),
    "network for two columns": (("question", "architecture", "inputs"), "plane"),
    "λ as text": (("question", "lam_ratio"), "0.1"),
    "λ beyond λmax": (("question", "lam_ratio"), 3),
    "λ true": (("question", "lam_ratio"), True),
    "loss options as list": (("question", "loss_options"), [1]),
    "others as number": (("question", "others"), 3),
    "1e9 rows claimed": ((*COLUMN, "values"), CLAIM),
    "1e9 lines claimed": (LINES, {**CLAIM, "type": "i8"}),
    "1e9 rows": (("data", "table", "n_rows"), 10**9),
    "negative rows": (("data", "table", "n_rows"), -1),
    "shorter than its shape": ((*COLUMN, "values"), SHORT),
    "shape with a sign": ((*COLUMN, "values"), {**CLAIM, "shape": [-1]}),
    "shape of floats": ((*COLUMN, "values"), {**CLAIM, "shape": [1.0]}),
    "not base64": ((*COLUMN, "values"), {**CLAIM, "shape": [1], "base64": ["§§§§§§§§§§§§"]}),
    "pickle for a type": ((*COLUMN, "values"), {**CLAIM, "type": "O"}),
    "texts for numbers": ((*COLUMN, "values"), ["1"] * 6),
    "number too large": ((*COLUMN, "values"), [10**400] * 6),
    "lists in lists": ((*COLUMN, "values"), [[1.0]] * 6),
    "another kind": ((*COLUMN, "kind"), "object"),
    "rows that are not there": ((*COLUMN, "unreadable"), [999]),
    "no such column": (("data", "columns", "y"), 99),
    "column by a list": (("data", "columns", "y"), [[]]),
    "column by a record": (("data", "columns", "y"), {}),
    "option as record": (("data", "table", "options", "delimiter"), {}),
    "preview of pairs": (("data", "table", "preview"), [[1, 2]]),
    "path to a device": (
        ("data", "file"),
        {"path": "/dev/zero", "relative": None, "size": 0, "sha256": "", "options": {}},
    ),
    "path out of the folder": (
        ("data", "file"),
        {"path": "", "relative": "../../etc/passwd", "size": 1, "sha256": "", "options": {}},
    ),
    "path to another machine": (
        ("data", "file"),
        {"path": "\\\\host\\x", "relative": None, "size": 1, "sha256": "", "options": {}},
    ),
    "path with a zero": (
        ("data", "file"),
        {"path": "a\0b", "relative": "a\0b", "size": 1, "sha256": "", "options": {}},
    ),
    "path to a folder": (
        ("data", "file"),
        {"path": "/", "relative": None, "size": 1, "sha256": "", "options": {}},
    ),
    "path as number": (
        ("data", "file"),
        {"path": 3, "relative": 4, "size": 1, "sha256": "", "options": {}},
    ),
    "version zero": (("version",), 0),
    "version as text": (("version",), "1"),
    "version true": (("version",), True),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_entries_are_one_sentence(tmp_path, document, case):
    path = tmp_path / "bad.mirrors"
    path.write_text(json.dumps(put(document, *WRONG[case])))
    with pytest.raises(ProjectError) as error:
        read_project(path)
    sentence = str(error.value)
    assert "bad.mirrors" in sentence and sentence.endswith(".") and "\n" not in sentence
    assert sentence.isprintable() and "Traceback" not in sentence and len(sentence) < 400


RAW = {
    "empty": b"",
    "not text": b"\xff\xfe\x00\x01",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a CSV": b"x,y\n1,2\n",
    "a list": b"[1, 2]",
    "another program's": b'{"format": "other", "version": 1}',
    "a newer version": b'{"format": "mirrors-project", "version": 99}',
    "nested deeply": b"[" * 200_000,
    "nested records": b'{"a":' * 200_000,
    "NaN": b'{"format": "mirrors-project", "version": 1, "data": NaN}',
    "infinity": b'{"format": "mirrors-project", "version": 1, "data": -Infinity}',
    "1e999": b'{"format": "mirrors-project", "version": 1, "data": 1e999}',
    "many digits": b'{"format": "mirrors-project", "version": ' + b"9" * 10_000 + b"}",
}


@pytest.mark.parametrize("case", RAW)
def test_foreign_and_garbled_files_are_one_sentence(tmp_path, case):
    path = tmp_path / "bad.mirrors"
    path.write_bytes(RAW[case])
    with pytest.raises(ProjectError) as error:
        read_project(path)
    sentence = str(error.value)
    assert "bad.mirrors" in sentence and sentence.endswith(".") and "\n" not in sentence


def test_project_cut_off_anywhere_is_said_to_be_damaged(tmp_path):
    whole = save(Project(messy_question()), tmp_path / "whole.mirrors").read_bytes()
    path = tmp_path / "cut.mirrors"
    rng = np.random.default_rng(0)
    for end in rng.integers(1, len(whole) - 2, 60):
        path.write_bytes(whole[:end])
        with pytest.raises(ProjectError, match=r"cut\.mirrors"):
            read_project(path)


def test_project_with_any_byte_changed_opens_or_says_why(tmp_path):
    whole = save(Project(messy_question()), tmp_path / "whole.mirrors").read_bytes()
    path = tmp_path / "changed.mirrors"
    rng = np.random.default_rng(1)
    for _ in range(300):
        changed = bytearray(whole)
        changed[rng.integers(len(whole))] = rng.integers(256)
        path.write_bytes(changed)
        try:
            read_project(path)
        except ProjectError as error:
            assert "\n" not in str(error)


def test_size_is_checked_before_the_file_is_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.mirrors"
    with path.open("wb") as file:
        file.truncate(project_module.FILE_MOST + 1)  # sparse: takes no room
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("was read"))
    with pytest.raises(ProjectError, match="more than"):
        read_project(path)


def test_claims_take_no_memory(tmp_path, document):
    path = tmp_path / "bad.mirrors"
    texts = [{**document["data"]["table"]["columns"][3], "name": "t"}] * 2000
    document["data"]["table"]["columns"] += texts
    put(document, (*COLUMN, "values"), CLAIM)
    path.write_text(json.dumps(document))
    tracemalloc.start()
    with pytest.raises(ProjectError):
        read_project(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50_000_000


@pytest.mark.skipif(not hasattr(signals, "SIGKILL"), reason="no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.mirrors")
    with pytest.raises(ProjectError, match="not a file"):
        read_project(tmp_path / "pipe.mirrors")
