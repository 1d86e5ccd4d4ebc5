"""The program `mirrors`: without a command the window, with one the command line."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    multiprocessing.freeze_support()
    _give_streams()
    arguments = sys.argv[1:] if arguments is None else arguments
    from mirrors_engine.cli import COMMANDS
    from mirrors_engine.cli import main as command_line

    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version")):
        code = command_line(arguments)
        if code == 0 and arguments[0] == "selftest":
            from mirrors_gui.headless import selftest

            code = selftest()
        return code
    options = _window_options(arguments)
    from mirrors_gui.headless import has_display, write_picture

    if not has_display():
        return write_picture(options.file)
    from mirrors_gui.app import run

    return run(options.file, options.safe_mode)


def _give_streams() -> None:
    """Replace missing standard streams by the null device.

    A Windows program without a console has `sys.stdout = sys.stderr = None`, so that writing
    to them raises. What is to be read in a shell is printed by `mirrors-console`.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123


def _window_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mirrors", usage="%(prog)s [--safe-mode] [FILE]")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--safe-mode", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
