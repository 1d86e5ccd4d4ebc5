"""The window without a display: a picture of it, and the self-test."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from mirrors_engine.commands.terminal import complain, say

if TYPE_CHECKING:
    from mirrors_gui.main_window import MainWindow

TURN_S = 0.005  # of a turn of the event loop in a pause
PATIENCE = 120.0  # seconds until an answer that never comes counts as a failure
SIZE = (1440, 900)


def has_display() -> bool:
    """Whether a window could be seen: always on a desktop system, on Linux by its variables."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform not in ("offscreen", "minimal")
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def offscreen_window(file: str | None = None) -> Iterator[MainWindow]:
    """A window that is drawn but not shown on any screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from mirrors_gui.app import create_window

    window = create_window(file)
    window.resize(*SIZE)
    window.show()
    try:
        yield window
    finally:
        window.close()


def wait(until: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Run the event loop until the condition holds; False if it never does."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop, QThread
    from PySide6.QtWidgets import QApplication

    deadline = QDeadlineTimer(int(1000 * seconds))
    while not until():
        if deadline.hasExpired():
            return False
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QThread.msleep(2)
    return True


def write_picture(file: str | None = None, folder: Path = Path("out")) -> int:
    """Solve the sample or file, write a picture of the window and the result, and say so."""
    from mirrors_engine.errors import MirrorsError
    from mirrors_engine.files import write_atomically
    from mirrors_engine.serialize import dump, result_to_dict

    failures: list[str] = []
    with offscreen_window(file) as window:
        session = window.session
        session.failed.connect(failures.append)
        wait(lambda: bool(failures) or (session.result is not None and not session.busy))
        # the path behind the slider and the gliding of the curve end shortly after
        wait(lambda: bool(failures) or _path_is_drawn(window), 20.0)
        pause(0.4)
        result = session.result
        if failures or result is None:
            complain(failures[0] if failures else "No answer came.")
            return 1
        picture, text = folder / "mirrors.png", folder / "mirrors.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_atomically(text, dump(result_to_dict(result)))
        except (OSError, MirrorsError) as error:
            complain(f"{folder} cannot be written to: {error}")
            return 1
        if not window.grab().save(str(picture)):
            complain(f"{picture} cannot be written: choose another folder.")
            return 1
    word = "certified" if result.certified else "NOT certified"
    say("There is no display, so the window was drawn into a picture.")
    say(
        f"{result.signal.name or 'signal'}: {result.architecture.describe()}, "
        f"{len(result.weights)} features of {result.dictionary_size}, "
        f"gap {result.gap:.1e} ({word})."
    )
    say(f"Picture: {picture.resolve()}")
    say(f"Result:  {text.resolve()}")
    return 0


def pause(seconds: float) -> None:
    """Let the event loop run for a while, and turn as often as on a machine that is not busy."""
    end, turns = time.monotonic() + seconds, count()
    wait(lambda: next(turns) >= seconds / TURN_S and time.monotonic() >= end)


def _path_is_drawn(window: MainWindow) -> bool:
    path = window.session.path
    return path is not None and len(path) > 0 and path[-1].lam_ratio <= 1.01e-4


def selftest() -> int:
    """Open the window offscreen, solve every sample in it, check each certificate."""
    from mirrors_engine.signals import samples

    failures = 0
    with offscreen_window() as window:
        session = window.session
        errors: list[str] = []
        session.failed.connect(errors.append)
        wait(lambda: session.result is not None and not session.busy)
        for sample in samples():
            errors.clear()
            signal = sample.load()
            session.set_signal(signal, inputs=sample.inputs)

            def answered(signal: object = signal) -> bool:
                result = session.result
                return bool(errors) or (
                    result is not None and result.signal is signal and not session.busy
                )

            wait(answered)
            result = session.result
            fine = result is not None and result.signal is signal and result.certified
            failures += not fine
            gap = f"gap {result.gap:.1e}" if result is not None else "no answer"
            say(f"{'ok ' if fine else 'BAD'} window: {sample.key}, {gap}")
    say("window ready" if not failures else f"window: {failures} failed")
    return 0 if not failures else 1
