"""Build the sdist and from it the wheel, install that elsewhere, and use it from there."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = ("resources/packaging/", "resources/screenshots/", "resources/site/")  # of the wheel


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="mirrors-package-") as folder:
        elsewhere = Path(folder).resolve()
        sdist, wheel = build(elsewhere / "dist")
        check_sdist(sdist)
        check_wheel(wheel)
        use(install(wheel, elsewhere), elsewhere)
    print("package ready")
    return 0


def run(*command: str | Path, cwd: Path = ROOT, **variables: str) -> str:
    """Standard output of a command that must succeed; it sees no checkout."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {"QT_QPA_PLATFORM": "offscreen", **variables}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, stdout=subprocess.PIPE, timeout=900
    )
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise SystemExit(f"{output}\n{' '.join(map(str, command))} exits {done.returncode}")
    return output


def build(folder: Path) -> tuple[Path, Path]:
    """`build` makes the wheel from the unpacked sdist, so that the sdist must be complete."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    return next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))


def tracked() -> set[str]:
    """What a clone holds; empty where this is no clone."""
    if not (ROOT / ".git").exists():
        return set()
    return set(run("git", "ls-files", "-z").split("\0")) - {""}


def check_sdist(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    missing = sorted(tracked() - packed)
    assert not missing, f"missing in {sdist.name}: {missing}"
    print(f"{sdist.name}: complete, {sdist.stat().st_size / 1e6:.1f} MB")


def check_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    tops = {name.partition("/")[0].partition("-")[0] for name in packed}
    assert tops == {"mirrors", "mirrors_engine", "mirrors_gui"}, f"top level of the wheel: {tops}"
    wanted = {
        "mirrors_engine/" + name if name.startswith("resources/") else name
        for name in tracked()
        if name.startswith(("mirrors_engine/", "mirrors_gui/", "resources/"))
        and not name.startswith(LEFT_OUT)
    }
    inside = {name for name in packed if name.startswith("mirrors_") and not name.endswith("/")}
    missing, surplus = sorted(wanted - inside), sorted(inside - wanted if wanted else ())
    assert not missing and not surplus, f"missing in {wheel.name}: {missing}, surplus: {surplus}"
    assert {"mirrors_engine/py.typed", "mirrors_gui/py.typed"} <= packed
    assert any(name.endswith("licenses/LICENSE") for name in packed)
    print(f"{wheel.name}: complete, {wheel.stat().st_size / 1e6:.1f} MB")


def install(wheel: Path, folder: Path) -> Path:
    """The folder of the programs of a new environment that holds the wheel."""
    home = folder / "venv"
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    return programs


def use(programs: Path, folder: Path) -> None:
    """Every way in, from a folder that has nothing to do with the checkout."""
    cwd = folder / "work"
    cwd.mkdir()
    mirrors, python = programs / "mirrors", programs / "python"
    ask = "import mirrors_engine.resources as r; print(r.resource_path('samples', 'nile.csv'))"
    nile = run(python, "-c", ask, cwd=cwd).strip()
    assert Path(nile).resolve().is_relative_to(folder), f"a sample is read from {nile}"
    print(run(mirrors, "--version", cwd=cwd), end="")
    fit = ("--activation", "abs", "--layers", "3", "--lam-ratio", "0.02", "--json", "-")
    fitted = run(mirrors, "fit", nile, "--x", "year", "--y", "flow", *fit, cwd=cwd)
    assert '"objective"' in fitted, fitted
    print(run(mirrors, nile, cwd=cwd), end="")
    assert (cwd / "out" / "mirrors.png").stat().st_size > 10_000
    found = run(mirrors, "selftest", cwd=cwd)
    assert "selftest passed" in found and "window ready" in found, found
    print(f"mirrors selftest passed: {found.count('ok ')} answers")


if __name__ == "__main__":
    sys.exit(main())
