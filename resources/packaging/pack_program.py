"""Pack what PyInstaller built into one file to hand out.

    python resources/packaging/pack_program.py dist Mirrors-linux-x86_64

Windows gets a .zip of the folder and `install.cmd`, macOS a .zip of the application, Linux a
.tar.xz with what the desktop needs beside it and `install.sh`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def pack(dist: Path, name: str) -> Path:
    """Write the archive into `dist`; returns its path."""
    if sys.platform == "darwin":  # `ditto` keeps the links and signatures of a bundle
        archive = dist / f"{name}.zip"
        bundle = dist / "Mirrors.app"
        subprocess.run(["ditto", "-c", "-k", "--keepParent", bundle, archive], check=True)
        return archive
    stage = dist / name
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(dist / "Mirrors", stage / "Mirrors", symlinks=True)
    shutil.copy(ROOT / "LICENSE", stage)
    if sys.platform.startswith("linux"):
        add_desktop_files(stage)
    if sys.platform == "win32":
        shutil.copy(HERE / "install.cmd", stage)
    kind = "zip" if sys.platform == "win32" else "xztar"
    made = shutil.make_archive(str(stage), kind, root_dir=dist, base_dir=name)
    shutil.rmtree(stage)
    return Path(made)


def add_desktop_files(stage: Path) -> None:
    """What `pip install` puts into share/, by the same table, and the script that installs it."""
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    for source, target in shared.items():
        (stage / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / source, stage / target)
    shutil.copy(HERE / "install.sh", stage)


if __name__ == "__main__":
    print(pack(Path(sys.argv[1]).resolve(), sys.argv[2]))
