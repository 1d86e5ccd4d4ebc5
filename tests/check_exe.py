"""Run the packaged program without a screen: its self-test must pass, its folder be small.

python -m tests.check_exe dist/Mirrors        (or dist/Mirrors.app)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMIT_MB = 350
FIT = ("--activation", "abs", "--layers", "3", "--lam-ratio", "0.02", "--json")


def main(folder: str) -> int:
    root = Path(folder).resolve()
    size = sum(f.stat().st_size for f in root.rglob("*") if f.is_file() and not f.is_symlink())
    print(f"{root.name}: {size / 1e6:.0f} MB (limit {LIMIT_MB})")
    assert size <= LIMIT_MB * 1e6, "the folder is too large"
    with tempfile.TemporaryDirectory() as elsewhere:
        table = Path(elsewhere, "table.csv")
        table.write_text("t,level\n0,1\n1,3\n2,2\n3,5\n", encoding="utf-8")
        for name in ("Mirrors", "mirrors-console") if os.name == "nt" else ("Mirrors",):
            check(program(root, name), table)
    return 0


def program(root: Path, name: str) -> Path:
    """Where the program called `name` is in the folder, or in the application bundle of macOS."""
    if root.suffix == ".app":
        return root / "Contents" / "MacOS" / name
    return root / (f"{name}.exe" if os.name == "nt" else name)


def check(path: Path, table: Path) -> None:
    """Version, a fit, a picture of the window and the self-test, from the table's folder."""
    silent = os.name == "nt" and path.stem == "Mirrors"  # no console: nothing to be read
    began = time.monotonic()
    version = run(path, table.parent, "--version")
    print(f"{path.name} --version: {time.monotonic() - began:.2f} s")
    out = table.with_name("fit.json")
    run(path, table.parent, "fit", table, "--x", "t", "--y", "level", *FIT, out)
    assert json.loads(out.read_text(encoding="utf-8"))["n_samples"] == 4
    run(path, table.parent, table)
    assert (table.parent / "out" / "mirrors.png").stat().st_size > 10_000
    tested = run(path, table.parent, "selftest")
    if not silent:
        assert version.startswith("Mirrors "), version
        printed = run(path, table.parent, "fit", table, "--x", "t", "--y", "level", *FIT, "-")
        assert (
            json.loads(printed)["objective"]
            == json.loads(out.read_text(encoding="utf-8"))["objective"]
        )
        assert "selftest passed" in tested and "window ready" in tested, tested
    print(f"{path.name} selftest: {tested.count('ok ')} answers")


def run(path: Path, cwd: Path, *arguments: str | Path) -> str:
    """Standard output of the program, which must exit with 0."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [path, *arguments], cwd=cwd, env=environment, stdout=subprocess.PIPE, timeout=600
    )
    output = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, f"{output}\n{path.name} {arguments} exits {done.returncode}"
    return output


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
