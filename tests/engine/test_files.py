"""Files are whole or not there; links, permissions and pipes stay what they are."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mirrors_engine.files import WriteError, remove_leftovers, write_atomically

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
LEFT = ".mirrors-0123456789ab.tmp"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize(("mask", "expected"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_has_the_permissions_of_the_umask(tmp_path, mask, expected):
    before = os.umask(mask)
    try:
        write_atomically(tmp_path / "new.csv", "x\n")
    finally:
        os.umask(before)
    assert mode(tmp_path / "new.csv") == expected


@posix
@pytest.mark.parametrize("kept", [0o600, 0o640, 0o755])
def test_an_old_file_keeps_its_permissions(tmp_path, kept):
    path = tmp_path / "old.csv"
    path.write_text("old")
    path.chmod(kept)
    write_atomically(path, b"new")
    assert (path.read_text(), mode(path)) == ("new", kept)


@posix
@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(tmp_path, there):
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "target.csv", tmp_path / "link.csv"
    if there:
        target.write_text("old")
    link.symlink_to("elsewhere/target.csv")
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert not target.is_symlink()


def test_text_and_bytes_in_pieces(tmp_path):
    path = tmp_path / "pieces"
    write_atomically(path, iter(["a\n", b"\xff", "\u03bb\r\n"]))
    assert path.read_bytes() == b"a\n\xff\xce\xbb\r\n"


def test_a_lone_surrogate_becomes_its_escape(tmp_path):
    path = tmp_path / "text"
    write_atomically(path, "caf\udce9")
    assert path.read_bytes() == rb"caf\udce9"


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.mark.parametrize("error", [KeyError("k"), ValueError("v"), RuntimeError("r"), OSError(28)])
def test_a_failure_leaves_the_old_file(tmp_path, error):
    path = tmp_path / "old"
    path.write_text("old")

    def pieces():
        yield "half"
        raise error

    with pytest.raises(WriteError if isinstance(error, OSError) else type(error)):
        write_atomically(path, pieces())
    assert (path.read_text(), names(tmp_path)) == ("old", ["old"])


def test_a_full_disk_is_one_sentence(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(WriteError) as caught:
        write_atomically(tmp_path / "new\x1b[31m", "text")
    assert "No space left on device" in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["missing/new", "folder", "nul\0byte", "n" * 300, "file/new"])
def test_what_cannot_be_written_is_one_sentence(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old")
    with pytest.raises(WriteError) as caught:
        write_atomically(tmp_path / name, "text")
    assert str(caught.value).endswith(".")
    assert str(caught.value).count("\n") == 0
    assert names(tmp_path) == ["file", "folder"]


@posix
def test_links_in_a_circle_are_one_sentence(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(WriteError, match=r"a .*: choose another"):
        write_atomically(tmp_path / "a", "text")


@posix
def test_a_pipe_is_written_to_and_stays(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_bytes)
        write_atomically(pipe, ["a", b"b"])
        assert read.result(timeout=20) == b"ab"
    assert pipe.is_fifo()


@posix
def test_a_longest_name_and_one_that_is_no_utf8(tmp_path):
    longest = tmp_path / ("n" * 255)
    strange = tmp_path / os.fsdecode(b"caf\xe9.csv")
    for path in (longest, strange):
        write_atomically(path, "text")
        assert path.read_text() == "text"
    assert names(tmp_path) == ["caf\udce9.csv", "n" * 255]


def as_nobody(work: str, *arguments: object) -> str:
    """Run Python without root's privileges, to which every file is writable."""
    drop = "import os\nif os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
    code = f"import sys\nfrom mirrors_engine.files import *\n{drop}{work}"
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout + done.stderr


TRY = """
try:
    write_atomically(sys.argv[1], "new")
except WriteError as error:
    print(error)
"""


@pytest.fixture
def shared(tmp_path):
    """A folder that everybody may reach, whoever owns the folders above it."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@posix
def test_a_writable_file_in_a_folder_that_is_not(shared):
    path = shared / "mine.csv"
    path.write_text("old, and longer")
    path.chmod(0o666)
    shared.chmod(0o555)
    assert as_nobody(TRY, path) == ""
    assert path.read_text() == "new"


@posix
def test_a_file_that_is_write_protected_stays(shared):
    path = shared / "kept.csv"
    path.write_text("old")
    path.chmod(0o444)
    shared.chmod(0o777)
    assert "write-protected: choose another name." in as_nobody(TRY, path)
    assert (path.read_text(), names(shared)) == ("old", ["kept.csv"])


@posix
def test_a_folder_without_permission_is_one_sentence(shared):
    shared.chmod(0o555)
    assert as_nobody(TRY, shared / "new.csv").endswith(
        "new.csv cannot be written (Permission denied): choose another folder.\n"
    )


WRITES = """
import sys, time
from mirrors_engine.files import write_atomically
def slowly():
    yield "half"
    print("begun", flush=True)
    time.sleep(60)
write_atomically(sys.argv[1], slowly())
"""


def writing(path: Path) -> subprocess.Popen:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITES, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


@posix
def test_what_a_killed_program_left_goes_with_the_next_write(tmp_path):
    """And what another program is still writing does not."""
    killed, alive = writing(tmp_path / "a"), writing(tmp_path / "b")
    try:
        killed.send_signal(signal.SIGKILL)
        killed.wait(20)
        assert len(names(tmp_path)) == 2
        write_atomically(tmp_path / "c", "text")
        left = names(tmp_path)
        assert len(left) == 2
        assert left[1] == "c"
        assert left[0].startswith(".mirrors-")
    finally:
        for process in (killed, alive):
            process.kill()
            process.wait(20)
            process.stdout.close()
    remove_leftovers(tmp_path)
    assert names(tmp_path) == ["c"]


@posix
def test_only_own_leftovers_go(tmp_path):
    """A pipe, a link or a folder of such a name is not ours, and a pipe must not stop anything."""
    (tmp_path / "kept").write_text("text")
    os.mkfifo(tmp_path / LEFT)
    (tmp_path / LEFT.replace("0", "1")).symlink_to("kept")
    (tmp_path / LEFT.replace("0", "2")).mkdir()
    (tmp_path / ".mirrors-mine.tmp").write_text("text")
    before = names(tmp_path)
    remove_leftovers(tmp_path)
    assert names(tmp_path) == before
