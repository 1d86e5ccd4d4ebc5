"""The command line, by the contract of the README; the commands are in `commands`.

Exit codes: 0 done; 1 could not be done, with one sentence on stderr; 2 wrong usage; 130 Ctrl-C.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Sequence
from typing import Any

from mirrors_engine import __version__
from mirrors_engine.commands import COMMANDS
from mirrors_engine.commands.options import LISTS
from mirrors_engine.commands.terminal import guarded, note
from mirrors_engine.text.printable import printable

_WINDOW = """\
without a command the window opens:
  mirrors [FILE]              with a table or a project (.mirrors) loaded
  mirrors --safe-mode [FILE]  with default settings: nothing remembered or restored,
                              no animations, no OpenGL"""
_NUMERIC = tuple("0123456789.")


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    return guarded(lambda: _run(arguments))


def _run(arguments: Sequence[str]) -> int:
    parser = _parser()
    if arguments and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
        parser.error(unknown_command(arguments[0]))
    options = parser.parse_args(_joined(arguments))
    run: Callable[[argparse.Namespace], int] = options.run
    options.notes = []
    code = run(options)
    for line in options.notes:  # an error is one line, so what was read is said beside results
        note(line)
    return code


def unknown_command(word: str) -> str:
    """What to say of a word that is neither a command nor a file."""
    close = difflib.get_close_matches(word.lower(), COMMANDS, 1, 0.5)
    remedy = f"did you mean {close[0]}?" if close else f"choose one of {', '.join(COMMANDS)}."
    return f"{word!r} is neither a command nor a file: {remedy}"


class Parser(argparse.ArgumentParser):
    """Whose words can be printed on any terminal."""

    def _print_message(self, message: str, file: Any = None) -> None:
        stream = file or sys.stderr
        if stream is not None:
            stream.write(printable(message, lines=True))
            stream.flush()


def _joined(arguments: Sequence[str]) -> list[str]:
    """`--at -1,2` as `--at=-1,2`: argparse would take a list that begins with - for an option."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] in LISTS and argument[:1] == "-" and argument[1:2] in _NUMERIC:
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="mirrors",
        description="Deep networks on 1-D signals, trained to the optimum.",
        epilog=_WINDOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Mirrors {__version__}")
    commands = parser.add_subparsers(required=True, metavar=" | ".join(COMMANDS))
    for command in COMMANDS.values():
        command.add(commands)
    return parser


__all__ = ["COMMANDS", "Parser", "main", "unknown_command"]
