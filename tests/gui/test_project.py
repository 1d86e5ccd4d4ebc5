"""Project files: exact, whole or not at all, and harmless whatever is in them."""

from __future__ import annotations

import base64
import json
import signal as signals
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import ProjectError
from mirrors_engine.serialize import write_text
from mirrors_engine.signals import CsvOptions, Signal, parse_text, read_table, to_signal
from mirrors_gui import project as project_module
from mirrors_gui.project import Project, migrate, pieces, read_project
from mirrors_gui.question import Question

MESSY = (
    "measured with care\nzeit;wert;gewicht;wer\n3;1,5;1;ich\n1;2,25;2;du\n2;;1;ich\n"
    "1;2,75;2;du\n5;x;1;er\n4;1e3;0,5;sie\n"
)


def save(project: Project, path: Path) -> Path:
    write_text(path, pieces(project, path))
    return path


def messy_question(**more) -> Question:
    table = parse_text(MESSY, CsvOptions())
    return Question(
        signal=to_signal(table, 0, 1, 2),
        table=table,
        columns=(0, 1),
        weights_column=2,
        pasted=MESSY,
        **more,
    )


def assert_same_signal(one: Signal, two: Signal) -> None:
    for name in ("x", "y", "weights", "raw_x", "raw_y", "raw_weights"):
        a, b = getattr(one, name), getattr(two, name)
        assert a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes(), name
        assert not b.flags.writeable
    for name in ("name", "source", "x_name", "x_names", "y_name", "x_is_time", "loss_constant"):
        assert getattr(one, name) == getattr(two, name), name
    assert one.cleaning == two.cleaning


# round trips


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(-1e100, 1e100),
            st.floats(-1e70, 1e70),
            st.floats(1e-3, 1e3),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_any_signal_comes_back_bit_for_bit(tmp_path_factory, rows):
    x, y, weights = map(list, zip(*rows, strict=True))
    x[0] += 1e101 * (len(x) > 1)  # far enough apart to be told apart
    signal = Signal(x, y, weights, name="α & β", x_name="t", y_name="«y»")
    path = tmp_path_factory.mktemp("p") / "a.mirrors"
    again = read_project(save(Project(Question(signal=signal)), path)).question
    assert_same_signal(signal, again.signal)


@pytest.mark.parametrize("columns", [1, 3])
def test_long_signals_are_embedded_in_pieces(tmp_path, columns):
    rng = np.random.default_rng(3)
    x = rng.normal(size=(200_000, columns))
    signal = Signal(x, rng.normal(size=len(x)))
    inputs = "line" if columns == 1 else "additive"
    asked = Question(signal=signal, architecture=Architecture("relu", 2, inputs=inputs))
    path = save(Project(asked), tmp_path / "long.mirrors")
    assert_same_signal(signal, read_project(path).question.signal)


def test_table_choices_and_settings_come_back(tmp_path):
    asked = messy_question(
        architecture=Architecture("piecewise", 3, slopes=(1.0, 0.1 + 0.2)),
        others=(("plane", Architecture("relu", 2, inputs="plane")),),
        loss="huber",
        loss_options=(("delta", 1 / 3),),
        solver="active_set",
        lam_ratio=0.1 + 0.7,
    )
    view = {"tab": "Weights", "selected": [1, 2]}
    project = read_project(save(Project(asked, view), tmp_path / "m.mirrors"))
    again = project.question
    assert project.view == view
    for name in ("architecture", "others", "loss", "loss_options", "solver", "lam_ratio"):
        assert getattr(again, name) == getattr(asked, name)
    for name in ("columns", "weights_column", "pasted", "edited"):
        assert getattr(again, name) == getattr(asked, name)
    assert_same_signal(asked.signal, again.signal)
    assert again.table.options == asked.table.options
    assert again.table.preview == asked.table.preview and again.table.notes == asked.table.notes
    for one, two in zip(asked.table.columns, again.table.columns, strict=True):
        assert (one.name, one.unit, one.kind, one.missing) == (
            two.name,
            two.unit,
            two.kind,
            two.missing,
        )
        np.testing.assert_array_equal(one.values, two.values)
        np.testing.assert_array_equal(one.unreadable, two.unreadable)
        assert one.offending == two.offending
    # other columns can be chosen of it as of the file
    assert_same_signal(to_signal(asked.table, 1, 0), to_signal(again.table, 1, 0))


def test_points_edited_by_hand_are_saved_beside_their_table(tmp_path):
    asked = messy_question()
    moved = Signal([1.0, 2.0], [5.0, -0.0]).named_like(asked.signal)
    edited = Question(
        signal=moved, table=asked.table, columns=(0, 1), weights_column=2, edited=True
    )
    again = read_project(save(Project(edited), tmp_path / "e.mirrors")).question
    assert again.edited and again.table is not None
    assert_same_signal(moved, again.signal)


def test_large_tables_are_referred_to_and_checked(tmp_path, monkeypatch):
    monkeypatch.setattr(project_module, "EMBED_MOST", 100)
    source = tmp_path / "flow.csv"
    source.write_text("t,flow\n" + "\n".join(f"{i},{i * i % 7}" for i in range(50)))
    table = read_table(source)
    asked = Question(signal=to_signal(table, 0, 1), table=table, columns=(0, 1))
    path = save(Project(asked), tmp_path / "big.mirrors")
    assert "base64" not in path.read_text() and '"sha256"' in path.read_text()
    assert_same_signal(asked.signal, read_project(path).question.signal)
    # together they may move
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    source.rename(moved / "flow.csv")
    path = path.rename(moved / "big.mirrors")
    assert len(read_project(path).question.signal) == 50
    text = (moved / "flow.csv").read_text()
    (moved / "flow.csv").write_text(text.replace("6", "5", 1))
    with pytest.raises(ProjectError, match=r"flow\.csv has changed"):
        read_project(path)
    (moved / "flow.csv").unlink()
    with pytest.raises(ProjectError, match="not there"):
        read_project(path)


# hostile files


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
    assert "Traceback" not in sentence and len(sentence) < 400


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
    import tracemalloc

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
    import os

    os.mkfifo(tmp_path / "pipe.mirrors")
    with pytest.raises(ProjectError, match="not a file"):
        read_project(tmp_path / "pipe.mirrors")


# versions


def test_documents_of_older_versions_go_through_every_step():
    def one_to_two(old):
        return {**old, "version": 2, "lam_ratio": old["lam"] / old["lam_max"]}

    def two_to_three(old):
        return {**old, "version": 3, "solver": "auto"}

    steps = {1: one_to_two, 2: two_to_three}
    old = {"format": "mirrors-project", "version": 1, "lam": 1.0, "lam_max": 4.0}
    new = migrate(old, "a.mirrors", steps, 3)
    assert new["version"] == 3 and new["lam_ratio"] == 0.25 and new["solver"] == "auto"
    assert migrate(new, "a.mirrors", steps, 3) == new
    with pytest.raises(ProjectError, match="newer Mirrors"):
        migrate(new, "a.mirrors", steps, 2)
    assert set(project_module.MIGRATIONS) == set(range(1, project_module.VERSION))


# saving


@pytest.mark.skipif(not hasattr(signals, "SIGKILL"), reason="links and permissions of Unix")
def test_save_follows_a_link_and_keeps_permissions(tmp_path):
    project = Project(Question(signal=Signal([0.0, 1.0], [0.0, 1.0])))
    real, link = tmp_path / "real.mirrors", tmp_path / "link.mirrors"
    save(project, real)
    real.chmod(0o640)
    link.symlink_to(real)
    save(project, link)
    assert link.is_symlink() and real.stat().st_mode & 0o777 == 0o640
    assert read_project(link).question.signal.y.tolist() == [0.0, 1.0]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.mirrors", "real.mirrors"]


def test_save_that_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    path = save(Project(Question(signal=Signal([0.0], [1.0]))), tmp_path / "a.mirrors")
    before = path.read_bytes()
    nan = Project(Question(signal=Signal([0.0], [1.0])), {"zoom": float("nan")})
    with pytest.raises(ValueError):
        save(nan, path)
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


KILLING = """
import json, os, random, signal, sys, time
from pathlib import Path
import numpy as np
from mirrors_engine.serialize import write_text
from mirrors_engine.signals import Signal
from mirrors_gui.project import Project, pieces, read_project
from mirrors_gui.question import Question

path, chance = Path(sys.argv[1]), random.Random(5)
n = 40_000
data = Signal(np.arange(n) * 1.0, np.zeros(n))

def save(ratio):
    write_text(path, pieces(Project(Question(signal=data, lam_ratio=ratio)), path))

save(1.0)
opened = []
for kill in range(1, 101):
    child = os.fork()
    if not child:
        step = 0
        while True:
            step += 1
            save(kill / 200 + step / 1e6)
    time.sleep(chance.uniform(0.0, 0.08))
    os.kill(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    question = read_project(path).question
    assert len(question.signal) == n
    opened.append(question.lam_ratio)
print(json.dumps([opened, len(list(path.parent.glob(".*")))]))
"""


@pytest.mark.skipif(not hasattr(signals, "SIGKILL"), reason="nothing kills as hard elsewhere")
def test_save_killed_at_random_moments_leaves_the_old_or_the_new_file(tmp_path):
    path, root = tmp_path / "work.mirrors", Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLING, str(path)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    opened, left = json.loads(run.stdout)
    assert len(opened) == 100  # each time a whole file, and
    for kill, ratio in enumerate(opened, 1):
        assert ratio == 1.0 or ratio <= kill / 200 + 1e-3  # one that had been saved by then
    assert np.all(np.diff([0.0, *(r for r in opened if r < 1)]) >= 0)  # never an older one
    assert len(set(opened)) > 10 and left > 10  # saves that ended and saves that did not
