"""The command line, by the contract of the README; the commands are in `commands`.

Exit codes: 0 done; 1 could not be done, with one sentence on stderr; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from mirrors_engine import __version__
from mirrors_engine.commands import COMMANDS
from mirrors_engine.commands.options import LISTS
from mirrors_engine.errors import MirrorsError

_WINDOW = """\
without a command the window opens:
  mirrors [FILE]              with a table or a project (.mirrors) loaded
  mirrors --safe-mode [FILE]  with default settings: nothing remembered or restored,
                              no animations, no OpenGL"""
_NUMERIC = tuple("0123456789.")


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(_joined(arguments))
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except MirrorsError as error:
        print(f"mirrors: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("mirrors: Cancelled.", file=sys.stderr)
    except MemoryError:
        print("mirrors: Out of memory: thin the signal or use fewer layers.", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody to tell
    return 1


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
    parser = argparse.ArgumentParser(
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


__all__ = ["COMMANDS", "main"]
