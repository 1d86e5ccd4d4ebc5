"""The command line on every terminal: what it cannot write, no streams, readers that go away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import mirrors_engine
from mirrors_engine.cli import COMMANDS, main, unknown_command
from mirrors_engine.commands.terminal import guarded, say, write
from mirrors_engine.errors import SignalError
from mirrors_engine.files import WriteError
from mirrors_engine.signals import parse_text

ROOT = Path(mirrors_engine.__file__).parent.parent
posix = pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
FIT = ("--x", "t", "--lam-ratio", "0.1")


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "data.csv"
    rows = "\n".join(f"{k},{(k * 7) % 5}" for k in range(60))
    path.write_text(f"t,λ level é 日\n{rows}\n", encoding="utf-8")
    return path


def run(*arguments: object, encoding: str = "utf-8", **more) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"PYTHONIOENCODING": encoding, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.run(command, env=environment, check=False, timeout=120, **{**streams, **more})


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_every_command_on_a_terminal_without_these_letters(table, encoding):
    missing = ("fit", table.with_name("λ missing.csv"), *FIT)
    every = (
        ("fit", table, *FIT, "--at", "2.5"),
        ("select", table, "--x", "t", "--n", "5"),
        ("forecast", table, "--x", "t", "--lam-ratio", "0.1"),
        ("train", table, *FIT, "--starts", "2", "--steps", "5"),
        ("fit", "--help"),
        ("--help",),
        missing,
    )
    # the smallest alphabet refuses most; each of the others once for output and for errors
    for arguments in every if encoding == "ascii" else (every[0], missing):
        done = run(*arguments, encoding=encoding)
        assert b"Traceback" not in done.stderr + done.stdout, arguments
        assert done.returncode == int("missing" in str(arguments)), done.stderr
        done.stdout.decode(encoding)
        done.stderr.decode(encoding)
    assert (b"lambda missing" in done.stderr) is (encoding != "utf-8")


def test_data_are_the_same_bytes_on_every_terminal(table, tmp_path):
    out = tmp_path / "curve.csv"
    what = ("export", table, *FIT, "--what", "curve")
    assert run(*what, "--out", out).returncode == 0
    for encoding in ("ascii", "cp1252", "utf-8"):
        done = run(*what, encoding=encoding)
        assert (done.returncode, done.stdout) == (0, out.read_bytes())
    assert "λ level é 日" in out.read_text(encoding="utf-8")


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_without_streams(table, tmp_path, closed):
    def shell(*arguments: object) -> subprocess.CompletedProcess:
        command = ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, str(ROOT / "main.py")]
        return subprocess.run(
            [*command, *map(str, arguments)], capture_output=True, check=False, timeout=120
        )

    out = tmp_path / "out.json"
    every = (
        (("fit", table, *FIT), 0),
        (("fit", table, *FIT, "--json", out), 0),
        (("fit", table, *FIT, "--json", "-"), int(">&- " in f"{closed} " and closed != "2>&-")),
        (("batch", table, *FIT, "--out", out), 0),
        (("select", table, "--x", "t", "--n", "3"), 0),
        (("fit", "--help"), 0),
        (("fit", "missing.csv", "--lam", "1"), 1),
        (("fit", table), 2),
        (("selct",), 2),
    )
    # all commands without any stream; without one of them what writes to it
    for arguments, code in every if closed.startswith("<") else every[1:3] + every[-3:-1]:
        done = shell(*arguments)
        assert done.returncode == code, (arguments, done.stderr)
        assert b"Traceback" not in done.stderr
        assert b"Exception" not in done.stderr
    assert out.stat().st_size > 0


@posix
@pytest.mark.parametrize("words", ["path {} --x t --n 400", "fit {} --x t --lam-ratio 0.01", "-h"])
def test_a_reader_that_goes_away_hears_nothing(table, words):
    """As with `| head`: no traceback, and no complaint when Python ends."""
    read, written = os.pipe()
    os.close(read)
    done = run(*(w.format(table) for w in words.split()), stdout=written)
    os.close(written)
    assert (done.returncode, done.stderr) == (1, b"")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("words", ["path {} --x t --n 5", "fit {} --x t --lam-ratio 0.01"])
def test_a_full_disk_behind_the_output_is_one_sentence(table, words):
    with Path("/dev/full").open("w") as full:
        done = run(*(w.format(table) for w in words.split()), stdout=full)
    assert done.returncode == 1
    assert done.stderr.startswith(b"mirrors: ")
    assert done.stderr.count(b"\n") == 1
    assert b"No space left on device" in done.stderr


@posix
def test_devices_are_written_to(table, tmp_path):
    done = run("fit", table, *FIT, "--json", "/dev/stdout")
    assert done.returncode == 0
    assert json.loads(done.stdout)["certified"]
    out = tmp_path / "out.json"
    with out.open("wb") as file:
        before = out.stat().st_ino
        assert run("fit", table, *FIT, "--json", "/dev/stdout", stdout=file).returncode == 0
    assert json.loads(out.read_text())["certified"]
    assert out.stat().st_ino == before


@pytest.fixture
def interruptible():
    """SIGINT is heard here and by children also where a shell began the tests in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@posix
def test_ctrl_c_exits_with_130(tmp_path, interruptible):
    table = tmp_path / "long.csv"
    table.write_text("t,y\n" + "\n".join(f"{k},{(k * k) % 101}" for k in range(150)))
    command = [sys.executable, str(ROOT / "main.py"), "path", str(table), "--x", "t"]
    network = ["--activation", "abs", "--layers", "4", "--n", "1000"]
    process = subprocess.Popen([*command, *network], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"lam,")
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, words = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert words == b"mirrors: Cancelled.\n"


@posix
def test_ctrl_c_gets_through_where_a_library_drops_it(interruptible):
    def stubborn() -> int:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(60)
        except KeyboardInterrupt:
            pass  # as in a finalizer
        time.sleep(60)
        return 0

    assert guarded(stubborn) == 130
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_within(capsys):
    def interrupted() -> int:
        raise KeyboardInterrupt

    assert guarded(interrupted) == 130
    assert capsys.readouterr().err == "mirrors: Cancelled.\n"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("selct", "select"),
        ("Fit", "fit"),
        ("fti", "fit"),
        ("forcast", "forecast"),
        ("btch", "batch"),
    ],
)
def test_a_mistyped_command_is_not_taken_for_a_file(tmp_path, words, meant):
    assert unknown_command(words).endswith(f"did you mean {meant}?")
    if meant != "fit":
        return
    for more in ((), ("data.csv",), ("data.csv", "--lam", "1")):
        done = run(words, *more, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stdout == b""
        assert f"did you mean {meant}?".encode() in done.stderr.splitlines()[-1]


def test_a_word_that_is_near_no_command_names_them_all():
    assert all(command in unknown_command("xyzzy") for command in COMMANDS)


def test_a_file_that_is_not_there_is_said(tmp_path):
    done = run("missing.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode() == (
        f"mirrors: missing.csv does not exist in {tmp_path}: check the path.\n"
    )


ATTACK = "\x1b]0;owned\x07\x9b31m\u202egnp\rx\ny\x7f"


@pytest.fixture
def attacked(tmp_path) -> str:
    """A table whose names would command a terminal; rows in quotes may hold line ends."""
    path = tmp_path / "a\x1b[2Jb\nc.csv"
    rows = "\n".join(f"{k},{(k * 7) % 5}" for k in range(200))
    path.write_text(f't,"{ATTACK}"\n{rows}\n', encoding="utf-8", newline="")
    return str(path)


def raw(text: str, ends: str = "\n") -> list[str]:
    """The characters of a text that a terminal would obey."""
    return [c for c in text if not c.isprintable() and c not in ends]


@pytest.mark.parametrize(
    "words",
    [
        "fit",
        "fit --at 1.5",
        "fit --json -",
        "export --what curve",
        "export --what features",
        "export --what network",
        "export --what python",
        "export --what json",
        "batch",
        "batch --format json",
        "batch --every-column",
        "train --starts 2 --steps 3 --units 4",
        "forecast",
        "fit --x missing",
        "fit --weights nothing",
    ],
)
def test_no_control_character_of_a_file_reaches_the_terminal(attacked, capsys, words):
    command, *more = words.split()
    columns = () if "--x" in more or "--every-column" in more else ("--x", "t")
    code = main([command, attacked, *columns, "--lam-ratio", "0.1", *more])
    out, err = capsys.readouterr()
    assert code == (1 if {"missing", "nothing"} & set(more) else 0), err
    assert raw(out) == []
    assert raw(err) == []
    assert out + err


@pytest.mark.parametrize("words", ["fit {}x --lam 1", "batch {}x --lam 1", "fit {} --lam 1 {}"])
def test_nor_one_of_a_name(attacked, capsys, words):
    try:
        code = main([w.format(attacked) for w in words.split()])
    except SystemExit as stop:
        code = stop.code
    assert code in (1, 2)
    out, err = capsys.readouterr()
    assert raw(out + err) == []
    assert r"\u001b" in err


def test_a_json_on_the_terminal_keeps_its_value(attacked, capsys):
    main(["batch", attacked, "--x", "t", "--lam-ratio", "0.1", "--format", "json"])
    out = capsys.readouterr().out
    assert raw(out) == []
    assert json.loads(out)[0]["file"] == attacked


def test_streams_that_are_not_there(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    say("nobody hears")
    write("data", str(tmp_path / "out"))
    with pytest.raises(WriteError, match="no standard output"):
        write("data", "-")


def test_a_name_in_a_sentence_is_printable():
    """A project may ask for any column; the sentence that refuses it is shown in the window."""
    table = parse_text("a,b\n1,2\n2,3\n")
    for key in (ATTACK, "\ud800", "a\x1b[2J"):
        with pytest.raises(SignalError) as refused:
            table.column(key)
        assert str(refused.value).isprintable()
