"""The standard streams: words that no terminal chokes on or obeys, data, and progress."""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from mirrors_engine.errors import MirrorsError, UsageError
from mirrors_engine.files import WriteError, write_atomically
from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.text.printable import printable

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
AGAIN_S = 1.0  # between two tries to interrupt
_LETTERS = "λτξαδ∞·±×−–—…≤≥→‘’“”‖₁₂²½µ"
_WORDS = """lambda tau xi alpha delta inf * +/- x - - - ... <= >= -> ' ' " " || 1 2 ^2 1/2 u"""
_IN_ASCII = {
    **dict(zip(_LETTERS, _WORDS.split(), strict=True)),
    **dict.fromkeys("\u00a0\u2009\u202f", " "),
}


def guarded(run: Callable[[], int]) -> int:
    """Run a command and return its exit code; what stops it is one sentence on stderr.

    Exit codes: 0 done, 1 could not be done, 2 wrong usage, 130 interrupted. A reader of the
    output that has gone, as `head` does, ends the command without words.
    """
    prepare_streams()
    try:
        with _lasting_interrupts():
            code = run()
        _flush()
        return code
    except UsageError as error:
        complain(str(error))
        return MISUSED
    except MirrorsError as error:
        complain(str(error))
    except KeyboardInterrupt:
        complain("Cancelled.")
        return INTERRUPTED
    except MemoryError:
        complain("Out of memory: thin the signal or use fewer layers.")
    except BrokenPipeError:
        pass
    except OSError as error:
        name = error.filename or "The output"  # that of a full disk has no name
        complain(f"{name} cannot be used ({error.strerror}): choose another place.")
    _let_go()
    return FAILED


@contextmanager
def _lasting_interrupts() -> Iterator[None]:
    """Ctrl-C raises again each second until it has ended the command.

    An exception raised inside a finalizer or a callback of a library is printed or dropped
    there, and the command would go on for as long as it takes.
    """
    main = threading.current_thread() is threading.main_thread()
    usual = main and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not usual or not hasattr(signal, "setitimer"):
        yield
        return
    raised = False

    def interrupt(_number: int, _frame: object) -> None:
        nonlocal raised
        raised = True
        signal.setitimer(signal.ITIMER_REAL, AGAIN_S)
        raise KeyboardInterrupt

    alarm = signal.getsignal(signal.SIGALRM)
    signal.signal(signal.SIGINT, interrupt)
    try:
        signal.signal(signal.SIGALRM, interrupt)
        yield
    finally:
        if raised:
            signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGALRM, alarm)


def prepare_streams() -> None:
    """Let a terminal that cannot write λ show `lambda`, and any other such letter escaped."""
    codecs.register_error("mirrors.words", _in_ascii)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="mirrors.words")


def say(*lines: str) -> None:
    """Print lines on the standard output, where there is one."""
    if sys.stdout is not None:  # as in a program without a console, or behind >&-
        sys.stdout.write("".join(f"{printable(line)}\n" for line in lines))


def note(line: str) -> None:
    """Print a line on the standard error, where there is one."""
    if sys.stderr is not None:
        with suppress(OSError):  # nothing reads it any more
            sys.stderr.write(f"{printable(line)}\n")
            sys.stderr.flush()


def complain(sentence: str) -> None:
    """Say on the standard error why something could not be done."""
    note(f"mirrors: {sentence}")


def write(content: str | bytes, out: str) -> None:
    """Write data to a file, or to the standard output where `out` is -.

    Raises
    ------
    WriteError
        If the place cannot be written to, or is a terminal and the data are binary.
    """
    if out != "-":
        write_atomically(out, content)
    elif sys.stdout is None:
        raise WriteError("There is no standard output to write to: name a file.")
    elif sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        if isinstance(content, bytes):
            raise WriteError("A terminal cannot show a binary file: name a file by --out.")
        sys.stdout.write(printable(content, lines=True))
    else:  # the same bytes as in a file, whatever the language of the terminal
        sys.stdout.flush()
        sys.stdout.buffer.write(
            content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
        )
        sys.stdout.buffer.flush()


@contextmanager
def progress() -> Iterator[Monitor]:
    """A line on the terminal that is overwritten; nothing where nobody watches."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield silent
        return
    shown = ""

    def show(step: Progress) -> None:
        nonlocal shown
        share = "" if step.fraction is None else f"{100 * step.fraction:3.0f} % "
        text = printable(f"{share}{step.stage}")
        if text != shown:
            shown = text
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters that an encoding does not have."""
    assert isinstance(error, UnicodeEncodeError)
    letters = error.object[error.start : error.end]
    words = (_IN_ASCII.get(c) or c.encode("ascii", "backslashreplace").decode() for c in letters)
    return "".join(words), error.end


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _let_go() -> None:
    """Discard buffered output that cannot be written, which Python would report at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
