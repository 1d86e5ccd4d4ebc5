"""Project files: exact, and whole or not at all."""

from __future__ import annotations

import json
import signal as signals
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import messy_question, save

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import ProjectError
from mirrors_engine.signals import Signal, read_table
from mirrors_gui.model.project import project as project_module
from mirrors_gui.model.project.project import Project, migrate, read_project
from mirrors_gui.model.question import Question


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
    assert_same_signal(Signal.from_table(asked.table, 1, 0), Signal.from_table(again.table, 1, 0))


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
    asked = Question(signal=Signal.from_table(table, 0, 1), table=table, columns=(0, 1))
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
from mirrors_engine.files import write_atomically
from mirrors_engine.signals import Signal
from mirrors_gui.model.project.project import Project, pieces, read_project
from mirrors_gui.model.question import Question

path, chance = Path(sys.argv[1]), random.Random(5)
n = 40_000
data = Signal(np.arange(n) * 1.0, np.zeros(n))

def save(ratio):
    write_atomically(path, pieces(Project(Question(signal=data, lam_ratio=ratio)), path))

save(1.0)
opened = []
for kill in range(1, 101):
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        step = 0
        while True:
            step += 1
            save(kill / 200 + step / 1e6)
            os.write(tell, b".")
    for _ in range(chance.randrange(3)):
        os.read(told, 1)  # so many saves have ended, and the next has begun
    time.sleep(chance.uniform(0.0, 0.03))
    os.kill(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    os.close(told)
    os.close(tell)
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
    assert len(set(opened)) > 10  # saves that ended
    assert left <= 1  # of a save that was killed, until the next one
