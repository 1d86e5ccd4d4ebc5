"""Mutated projects: reading ends in a project or in one sentence, and showing one raises nowhere.

    python -m tests.fuzz_projects --n 20000 --seed 1

prints what fails with the seed that makes it again (`--only SEED`), and a line of totals. One in
`--window` of the projects that can be read is opened in the window (all by 1), the view of every
other one is restored there.
"""

from __future__ import annotations

import argparse
import copy
import json
import logging
import os
import random
import sys
import tempfile
import traceback
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import ProjectError
from mirrors_engine.files import write_atomically
from mirrors_engine.signals import CsvOptions, Signal, parse_text
from mirrors_gui.app import create_window
from mirrors_gui.headless import pause, wait
from mirrors_gui.model.pins.pin import pin_of
from mirrors_gui.model.project.project import Project, pieces, read_project
from mirrors_gui.model.question import Question
from mirrors_gui.persistence.view_state import restore_view, save_view

MESSY = (
    "zeit;wert;gewicht;wer\n3;1,5;1;ich\n1;2,25;2;du\n2;;1;ich\n1;2,75;2;du\n5;x;1;er\n4;1e3;0,5;"
)
KEYS = ("tab", "panels", "folds", "data", "table", "signal", "x", "architecture", "__class__", "")
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2, 3, 7, 2**31, -(2**31) - 1, 2**53, 2**63, 10**30),
    *(0.0, -0.0, 0.5, 1.5, 1e-320, 1e150, 1e154, 1e300, -1.7e308, 5e-324),
    *("", "x", "1", "1e999", "nan", "½", "a\0b", "\x1b[31m", "\u202eevil", "\ud800", "[*]", "&x"),
    *("<b>x</b>", "<img src='/dev/zero'>", "%s%n", "../../x", "/dev/zero", "9" * 400, "A" * 5000),
    *([], {}, [[]], [None], [1, 2], [0, 1e300], [[0, 1], [0, 1e-300]], [[-1e300, 1e300]] * 2),
    *({"type": "f8", "shape": [10**9], "base64": ["AAAAAAAA8D8="]}, {"a": {"a": {"a": {}}}}),
    *([1e150] * 6, [-1, 0, 1, 2, 3, 4], ["a"] * 3, [[1, 2]] * 3, list(range(1500))),
)
RAW = (
    "NaN",
    "-Infinity",
    "1e999",
    "[" * 2000,
    "9" * 5000,
    "\\ud800",
    '"',
    "{",
    "]",
    ",",
    "\0",
    "\n",
)


def bases(window: Any) -> list[dict[str, Any]]:
    """Documents of projects as people have them, each with a view of all panels."""
    table = parse_text(MESSY, CsvOptions())
    messy = Question(
        signal=Signal.from_table(table, 0, 1, 2),
        table=table,
        columns=(0, 1),
        weights_column=2,
        pasted=MESSY,
    )
    points = [[0.0, 0], [1, 0], [0, 1], [2, 3]]
    plane = Question(
        signal=Signal(points, [1.0, 0, 2, 1]), architecture=Architecture("relu", 2, inputs="plane")
    )
    view = save_view(window)
    view["selected"] = [0]
    made = []
    for question in (
        messy,
        Question(signal=Signal([0.0, 1, 2, 3], [1.0, 0, 2, 1], name="a")),
        plane,
        pinned(),
        everything(),
    ):
        text = "".join(pieces(Project(question, view), Path("base.mirrors").absolute()))
        made.append(json.loads(text))
    return made


def pinned() -> Question:
    """Two fits of the data on show and one of the data before a point was moved."""
    before = Signal([0.0, 1, 2, 4, 7], [1.0, 0, 2, 1, 3], name="b")
    old = Question(signal=before, architecture=Architecture("relu", 2), lam_ratio=0.1)
    signal = Signal([0.0, 1, 2, 4, 7], [1.0, 0, 2.5, 1, 3], name="b")
    now = Question(signal=signal, edited=True, lam_ratio=0.05, lam_chosen=True)
    skipping = replace(now, architecture=Architecture("abs", 3, skip=True), loss="huber")
    pins = (
        pin_of(old, "before", 0),
        replace(pin_of(now, "λ = 0.05", 2, 0.25), shown=False),
        pin_of(replace(skipping, loss_options=(("delta", 0.5),)), "skip", 1),
    )
    return replace(now, pins=pins)


def everything() -> Question:
    """Every setting other than it is at first: loss, skip connection, widths, slopes, pins."""
    table = parse_text("a,b,c\n1,2,3\n2,1,0\n4,4,1\n3,0,2\n", CsvOptions())
    plane = Architecture("relu", 2, inputs="plane", skip=True)
    question = Question(
        signal=Signal.from_table(table, (0, 1), 2),
        table=table,
        columns=((0, 1), 2),
        pasted="a,b,c\n1,2,3\n2,1,0\n4,4,1\n3,0,2\n",
        architecture=Architecture("abs", 3, inputs="additive", skip=True),
        others=(
            ("line", Architecture("sign", 3, widths=(2,))),
            ("plane", plane),
        ),
        loss="quantile",
        loss_options=(("quantile", 0.3),),
        solver="active_set",
        lam_ratio=0.3,
        lam_chosen=True,
    )
    slopes = Architecture("piecewise", 2, inputs="additive", slopes=(1.0, -0.5))
    other = replace(question, architecture=slopes, loss="squared", loss_options=(), solver="auto")
    return replace(question, pins=(pin_of(question, "one", 5), pin_of(other, "two", 3)))


def places(value: Any, keys: tuple = ()) -> list[tuple]:
    """The way to every value inside."""
    found = [keys] if keys else []
    if isinstance(value, dict):
        for key, each in value.items():
            found += places(each, (*keys, key))
    elif isinstance(value, list):
        for number, each in enumerate(value[:6]):
            found += places(each, (*keys, number))
    return found


def mutated(document: dict[str, Any], chance: random.Random) -> bytes:
    """The text of the document with some faults; half of them in the view, which slots take."""
    document = copy.deepcopy(document)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        everywhere = places(document)
        inside = [keys for keys in everywhere if keys[0] == "view"]
        keys = chance.choice(inside if inside and chance.random() < 0.5 else everywhere)
        at: Any = document
        for key in keys[:-1]:
            at = at[key]
        match chance.randrange(8):
            case 0:
                del at[keys[-1]]
            case 1:
                other: Any = document
                for key in chance.choice(everywhere):
                    if not isinstance(other, dict | list):
                        break
                    try:
                        other = other[key]
                    except (KeyError, IndexError):
                        break
                at[keys[-1]] = copy.deepcopy(other)
            case 2 if isinstance(at, dict):
                at[chance.choice(KEYS)] = at.pop(keys[-1])
            case 3 if type(at[keys[-1]]) in (int, float):
                at[keys[-1]] = at[keys[-1]] * chance.choice((-1, 2, 10**6, 1e100)) + chance.choice(
                    (0, 1)
                )
            case _:
                at[keys[-1]] = copy.deepcopy(chance.choice(VALUES))
    content = json.dumps(document).encode()
    for _ in range(chance.choice((0, 0, 0, 0, 0, 1, 2))):
        k = chance.randrange(len(content) + 1)
        stop = min(len(content), k + chance.choice((0, 1, 1, 3, 50)))
        content = content[:k] + chance.choice(RAW).encode() + content[stop:]
    return content


class Raised(logging.Handler):
    """What was raised in slots and callbacks, which Qt swallows, or was caught and logged."""

    def __init__(self) -> None:
        super().__init__()
        self.traces: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.traces.append(logging.Formatter().format(record))

    @contextmanager
    def watching(self):
        before = sys.excepthook, sys.unraisablehook
        sys.excepthook = lambda kind, error, trace: self.traces.append(
            "".join(traceback.format_exception(kind, error, trace))
        )
        sys.unraisablehook = lambda args: self.traces.append(
            "".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback))
        )
        logging.getLogger("mirrors_gui").addHandler(self)
        try:
            yield
        finally:
            logging.getLogger("mirrors_gui").removeHandler(self)
            sys.excepthook, sys.unraisablehook = before

    def take(self) -> str:
        traces, self.traces = "".join(self.traces), []
        return traces


class Fuzz:
    """One window that mutated projects are shown in."""

    def __init__(self, folder: Path, share: int) -> None:
        self.path, self.share = folder / "mutated.mirrors", share
        self.window = create_window()
        self.window.show()
        session = self.window.session
        wait(lambda: session.result is not None and not session.busy)
        for place in range(self.window.tabs.count()):  # every view is built
            self.window.tabs.setCurrentIndex(place)
            QApplication.processEvents()
        self.bases = bases(self.window)

    def tried(self, seed: int, raised: Raised) -> tuple[str, str]:
        """What became of the project of a seed, and what went wrong."""
        chance = random.Random(seed)
        content = mutated(chance.choice(self.bases), chance)
        write_atomically(self.path, content)
        try:
            project = read_project(self.path)
        except ProjectError as error:
            words = str(error)
            sound = "\n" not in words and words.endswith(".") and words.isprintable()
            return "refused", "" if sound and len(words) < 600 else f"no sentence: {words!r}"
        except Exception:
            return "raised", traceback.format_exc()
        kind = "restored"
        try:
            restore_view(self.window, project.view)
        except Exception:
            return "raised", traceback.format_exc() + raised.take()
        if seed % self.share == 0:
            kind = self._open()
        QApplication.sendPostedEvents(None, 0)
        QApplication.processEvents()
        return kind, raised.take()

    def _open(self) -> str:
        session = self.window.session
        session.open_file(self.path)
        wait(lambda: not session.busy)
        for place in range(self.window.tabs.count()):
            self.window.tabs.setCurrentIndex(place)
            pause(0.01)
        wait(lambda: not session.busy)
        title, heading = self.window.windowTitle(), self.window.header.heading.text()
        assert title.isprintable() and heading.isprintable(), (title, heading)
        return "opened"

    def close(self) -> None:
        self.window.document.guarded = False
        self.window.close()


def main() -> int:
    """Try many; 1 if any raised or was refused in anything but a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--window", type=int, default=20, help="one in how many is opened")
    parser.add_argument("--only", type=int, help="the one of this seed")
    options = parser.parse_args()
    first = options.seed * 1_000_000
    seeds = range(first, first + options.n) if options.only is None else [options.only]
    kinds: Counter[str] = Counter()
    failures = 0
    raised = Raised()
    with tempfile.TemporaryDirectory() as name, raised.watching():
        fuzz = Fuzz(Path(name), 1 if options.only is not None else options.window)
        for done, seed in enumerate(seeds):
            kind, trouble = fuzz.tried(seed, raised)
            kinds[kind] += 1
            if trouble:
                failures += 1
                print(f"--only {seed}: {kind}: {trouble}", flush=True)
            if done % 1000 == 999:
                print(f"{done + 1} so far, {failures} failed", file=sys.stderr, flush=True)
        fuzz.close()
    words = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    print(f"{len(seeds)} projects: {failures} failed; {words}")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
