"""What commands write: a file or the standard output, and progress where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from mirrors_engine.progress import Monitor, Progress, silent


def write(text: str, out: str) -> None:
    """Write to a file; to the standard output where `out` is -."""
    from mirrors_engine.files import write_atomically

    if out == "-":
        sys.stdout.write(text)
    else:
        write_atomically(out, text)


@contextmanager
def progress() -> Iterator[Monitor]:
    """A line on the terminal that is overwritten; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield silent
        return
    shown = ""

    def show(step: Progress) -> None:
        nonlocal shown
        share = "" if step.fraction is None else f"{100 * step.fraction:3.0f} % "
        text = f"{share}{step.stage}"
        if text != shown:
            shown = text
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
