"""The program `mirrors`: without a command the window, with one the command line."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    multiprocessing.freeze_support()
    try:
        code = _main(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        code = 130
    if arguments is not None:
        return code
    from mirrors_engine.utils.background import leave

    return leave(code)


def _main(arguments: list[str]) -> int:
    from mirrors_engine.cli import COMMANDS
    from mirrors_engine.cli import main as command_line
    from mirrors_engine.commands.terminal import guarded

    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version")):
        code = command_line(arguments)
        if code == 0 and arguments[0] == "selftest":
            from mirrors_gui.headless import selftest

            code = guarded(selftest)
        return code
    return guarded(lambda: _window(arguments))


def _window(arguments: list[str]) -> int:
    """Open the window, or draw it into a picture where there is no display."""
    from mirrors_engine.cli import Parser, unknown_command
    from mirrors_engine.commands.terminal import complain

    parser = Parser(prog="mirrors", usage="%(prog)s [--safe-mode] [FILE]")
    parser.add_argument("file", nargs="?", metavar="FILE", help="a table or a project (.mirrors)")
    parser.add_argument("--safe-mode", action="store_true", help="with default settings")
    words = [word for word in arguments if not word.startswith("-")]
    if words and not os.path.lexists(words[0]) and set("./\\").isdisjoint(words[0]):
        parser.error(unknown_command(words[0]))  # a command mistyped, no file
    options = parser.parse_args(arguments)
    if options.file is not None and not os.path.lexists(options.file):
        path = Path(options.file).absolute()
        complain(f"{path.name} does not exist in {path.parent}: check the path.")
        return 1
    _give_streams()
    from mirrors_gui.headless import has_display, write_picture

    if not has_display():
        return write_picture(options.file)
    from mirrors_gui.app import run

    return run(options.file, options.safe_mode)


def _give_streams() -> None:
    """Replace missing standard streams by the null device.

    A Windows program without a console has `sys.stdout = sys.stderr = None`, so that a library
    that writes to them raises; commands can do without. What is to be read in a shell is
    printed by `mirrors-console`.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123


if __name__ == "__main__":
    sys.exit(main())
