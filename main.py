"""Mirrors: `python main.py` opens the window, `python main.py fit …` stays in the shell."""

from __future__ import annotations

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
    from mirrors_gui.headless import has_display, write_picture

    if not has_display():
        return write_picture(arguments[0] if arguments else None)
    from mirrors_gui.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
