"""Run the packaged program without a screen: its self-test must pass, its folder be small."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LIMIT_MB = 350


def main(folder: str) -> int:
    root = Path(folder)
    program = root / ("Mirrors.exe" if os.name == "nt" else "Mirrors")
    size = sum(file.stat().st_size for file in root.rglob("*") if not file.is_symlink()) / 1e6
    print(f"{root}: {size:.0f} MB (limit {LIMIT_MB})")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([program.resolve(), "selftest"], env=environment, timeout=600)
    print(f"selftest inside the program exits {done.returncode}")
    return done.returncode or int(size > LIMIT_MB)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
