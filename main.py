"""Mirrors: `python main.py` opens the window, `python main.py fit …` stays in the shell."""

from __future__ import annotations

import argparse
import multiprocessing
import sys


def main(arguments: list[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    multiprocessing.freeze_support()
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


def _window_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mirrors", usage="%(prog)s [--safe-mode] [FILE]")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--safe-mode", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
