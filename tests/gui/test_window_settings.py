"""Settings in one file that several windows write, some of which are killed meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from mirrors_gui.persistence.window_settings import add_recent, settings_in

WRITER = """
import sys
from pathlib import Path
from mirrors_gui.persistence.window_settings import add_recent, settings_in
folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
settings = settings_in(folder)
print("ready", flush=True)
k = 0
while k < count:
    settings.setValue(f"{name}/{k % 50}", "v" * 2000)
    settings.sync()
    if k < 4:
        add_recent(settings, folder / f"{name}{k}.csv")
    k += 1
"""


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_programs_at_once_lose_nothing_of_each_other(tmp_path):
    running = [writer(tmp_path, name, 50) for name in ("one", "two")]
    for each in running:
        each.communicate(timeout=120)
        assert each.returncode == 0
    settings = settings_in(tmp_path)
    for name in ("one", "two"):
        settings.beginGroup(name)
        assert len(settings.childKeys()) == 50
        settings.endGroup()
    recent = json.loads(settings.value("files/recent"))
    added = {f"{name}{k}.csv" for name in ("one", "two") for k in range(4)}
    assert {Path(f).name for f in recent} == added


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_write_leaves_the_settings_before_it(tmp_path):
    before = settings_in(tmp_path)
    before.setValue("kept", "x" * 1000)
    before.sync()
    for _ in range(3):
        each = writer(tmp_path, "killed", 10**9)
        assert each.stdout is not None
        each.stdout.readline()
        try:
            each.wait(0.05)  # somewhere among its writes
        except subprocess.TimeoutExpired:
            each.kill()
        each.communicate(timeout=60)
        after = settings_in(tmp_path)
        assert after.status() == QSettings.Status.NoError
        assert after.value("kept") == "x" * 1000
        after.setValue("next", "1")  # a lock left behind keeps nobody out
        after.sync()
        assert settings_in(tmp_path).value("next") == "1"
        assert add_recent(after, tmp_path / "a.csv")[0] == tmp_path / "a.csv"
