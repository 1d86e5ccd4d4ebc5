"""Mutated tables: reading and a small fit end in a value or in one sentence, and soon.

    python -m tests.fuzz_tables --n 20000 --seed 1

prints what fails with the seed that makes it again (`--only SEED`), and a line of totals.
"""

from __future__ import annotations

import argparse
import random
import signal
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import MirrorsError
from mirrors_engine.export.tables import csv_text, features_table
from mirrors_engine.problem import Problem
from mirrors_engine.serialize import dump, result_to_dict
from mirrors_engine.signals.reader import parse_text, read_table
from mirrors_engine.signals.samples import samples
from mirrors_engine.signals.signal import Signal
from mirrors_engine.signals.tables.table import Table

LIMIT = 10.0  # seconds of the processor for one table
ROWS = 24
NETWORKS = (
    Architecture("relu", 2),
    Architecture("abs", 3),
    Architecture("sign", 2),
    Architecture("leaky", 2, negative_slope=0.3),
)
TOKENS = (
    *("nan", "NA", "-", "", "inf", "-inf", "∞", "1e999", "-1e308", "1e-320", "1e308", "0", "-0"),
    *("9" * 400, "0." + "0" * 400 + "1", "1,5", "1.234,5", "1 234", "1'000", "1_000", "٣", "½"),
    *("2020-02-30", "0000-00-00", "9999-12-31", "99999-01-01", "24:61", "23:59:60", "12:00"),
    *("2020-01-01T00:00:00Z", "31/12/1999", "12/31/1999 7:00", "1.1.2020", "20200131", "2020"),
    *(
        '"',
        '""',
        '"a',
        'a"b',
        "'",
        ";",
        ",",
        "\t",
        "|",
        " ",
        "  " * 500,
        "\n",
        "\n\n",
        "\r",
        "\r\n",
    ),
    *("# note", "sep=;", "$ 5", "5 %", "€", "(1)", "[m]", "=1+1", "@x", "\x1b[31m", "\x00", "\x1a"),
    *(
        "\ufeff",
        "\u2028",
        "\x85",
        "\u00a0",
        "\u202f",
        "\ud800",
        "\udc00x",
        "\U0001f600",
        "é",
        "日本",
    ),
    *("true", "x", "a b c", "e", "E5", "+", ".", "..", "1e", "--1", "1-", "0x10", "1e5", "-1"),
)
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
)


class TooSlow(BaseException):
    """A table took longer than the limit; no handler of exceptions may swallow it."""


@dataclass(frozen=True)
class Outcome:
    """What became of one table."""

    kind: str
    seconds: float
    trouble: str = ""


def bases() -> list[str]:
    """Tables as people have them."""
    chance = random.Random(0)
    rows = [(k, round(chance.gauss(0, 3), 3), k % 3 + 1) for k in range(ROWS)]
    texts = [
        "t,level,w\n" + "".join(f"{a},{b},{c}\n" for a, b, c in rows),
        "t;level\n" + "".join(f"{a};{b}\n".replace(".", ",") for a, b, _ in rows),
        "t\tlevel\n[s]\t[m]\n" + "".join(f"{a}\t{b}\n" for a, b, _ in rows),
        "".join(f"{a:6d} {b:9.3f} {c}\n" for a, b, c in rows),
        "level\n" + "".join(f"{b}\n" for _, b, _ in rows),
        "# logger 7\n# site A\n\ndate,flow\n"
        + "".join(f"2020-01-{a + 1:02d},{b}\n" for a, b, _ in rows),
        "Datum;Wert;Wort\n"
        + "".join(f"{a + 1:02d}.03.2021 10:{a:02d};{b};w{c}\n" for a, b, c in rows),
        '"t","level, of\nwater"\n' + "".join(f'"{a}","{1000 * b:,.2f}"\n' for a, b, _ in rows),
        "a|b|c|d\n" + "".join(f"{a}|{b}|{c}|{b * c}\n" for a, b, c in rows),
        "price,share\n" + "".join(f"$ {abs(b)},{c} %\n" for _, b, c in rows),
        "x,y\n" + "".join(f"{a},{1 if b > 0 else -1}\n" for a, b, _ in rows),
        "x,y\n" + "".join(f"{1e9 + a * 1e-3!r},{b * 1e-200!r}\n" for a, b, _ in rows),
    ]
    for sample in samples():
        data = sample.load()
        if data.dimension == 1:
            pairs = zip(data.raw_x[:ROWS].tolist(), data.raw_y[:ROWS].tolist(), strict=True)
            texts.append("x,y\n" + "".join(f"{a},{b}\n" for a, b in pairs))
    return texts


BASES = bases()


def mutated(chance: random.Random) -> tuple[bytes, str]:
    """A table with some faults, as bytes and as text."""
    text = chance.choice(BASES)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 9))):
        text = chance.choice(OF_TEXT)(text, chance)
    encoding = chance.choice(ENCODINGS) if chance.random() < 0.4 else "utf-8"
    content = text.encode(encoding, chance.choice(("replace", "backslashreplace")))
    for _ in range(chance.choice((0, 0, 0, 1, 2, 6))):
        content = chance.choice(OF_BYTES)(content, chance)
    return content, text


def _span(length: int, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(length + 1)
    return start, min(length, start + chance.choice((0, 1, 1, 2, 5, 30, 300)))


def _cut(text: str, chance: random.Random) -> str:
    start, stop = _span(len(text), chance)
    return text[:start] + text[stop:]


def _token(text: str, chance: random.Random) -> str:
    start, stop = _span(len(text), chance)
    return text[:start] + chance.choice(TOKENS) + text[start if chance.random() < 0.5 else stop :]


def _cell(text: str, chance: random.Random) -> str:
    """Another content of one cell, or of a whole column."""
    lines = text.split("\n")
    mark = chance.choice(";,\t| ")
    column, token = chance.randrange(3), chance.choice(TOKENS)
    chosen = range(len(lines)) if chance.random() < 0.2 else [chance.randrange(len(lines))]
    for k in chosen:
        cells = lines[k].split(mark)
        if column < len(cells):
            cells[column] = token
            lines[k] = mark.join(cells)
    return "\n".join(lines)


def _rows(text: str, chance: random.Random) -> str:
    """Rows repeated, shuffled, sorted or left out."""
    lines = text.split("\n")
    start, stop = _span(len(lines), chance)
    match chance.randrange(4):
        case 0:
            lines[start:stop] = lines[start:stop] * chance.choice((2, 3, 8))
        case 1:
            chance.shuffle(lines)
        case 2:
            lines = sorted(lines, reverse=chance.random() < 0.5)
        case _:
            del lines[start:stop]
    return "\n".join(lines[:400])


def _marks(text: str, chance: random.Random) -> str:
    """One delimiter, decimal mark or end of line for another."""
    marks = ",;\t| .\n\"'-:/"
    return text.replace(chance.choice(marks), chance.choice(marks), chance.choice((1, 3, -1)))


def _joined(text: str, chance: random.Random) -> str:
    """Two tables, one below or inside the other."""
    start, _ = _span(len(text), chance)
    other = chance.choice(BASES)
    return text[:start] + other + (text[start:] if chance.random() < 0.5 else "")


def _wide(text: str, chance: random.Random) -> str:
    """Many columns, or one long line."""
    line = chance.choice(text.split("\n"))
    return text + chance.choice((line * 50, ",".join("1" * 500), " " * 20_000, '"' + line * 20))


def _flip(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return content
    k = chance.randrange(len(content))
    return content[:k] + bytes([content[k] ^ (1 << chance.randrange(8))]) + content[k + 1 :]


def _bytes(content: bytes, chance: random.Random) -> bytes:
    start, stop = _span(len(content), chance)
    return content[:start] + chance.randbytes(chance.choice((0, 1, 2, 4, 40))) + content[stop:]


OF_TEXT: tuple[Callable[[str, random.Random], str], ...] = (
    *(_cut, _token, _token, _cell, _cell, _rows, _marks, _joined, _wide),
)
OF_BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _bytes)


def tried(seed: int, folder: Path) -> Outcome:
    """Read and fit the table of a seed."""
    chance = random.Random(seed)
    content, text = mutated(chance)
    begun = time.perf_counter()
    kind = trouble = ""
    try:
        with _limited(), warnings.catch_warnings():
            warnings.simplefilter("error")
            kind = _read_and_fit(content, text, chance, folder / "table.csv")
    except MirrorsError as error:
        kind, words = f"refused ({type(error).__name__})", str(error)
        if "\n" in words or not words.endswith((".", ".)")) or len(words) > 600:
            trouble = f"no sentence: {words!r}"
    except TooSlow:
        trouble = f"over {LIMIT} s\n{traceback.format_exc()}"
    except Exception:
        trouble = traceback.format_exc()
    return Outcome(kind, time.perf_counter() - begun, trouble)


def _read_and_fit(content: bytes, text: str, chance: random.Random, path: Path) -> str:
    if chance.random() < 0.25:
        table = parse_text(text)
    else:
        path.write_bytes(content)
        table = read_table(path)
    data = Signal.from_table(table, *_columns(table, chance))
    several = data.dimension > 1
    net = Architecture(inputs="additive") if several else chance.choice(NETWORKS)
    if len(data) > 150:
        return "read"
    loss = chance.choice(("squared", "squared", "squared", "huber", "quantile"))
    result = Problem(data, net, loss).solve(lam_ratio=chance.choice((0.5, 0.1, 0.01)))
    assert np.isfinite(result.fitted).all() and np.isfinite(result.objective)
    dump(result_to_dict(result)).encode("utf-8")
    csv_text(features_table(result)).encode("utf-8")
    for sentence in data.cleaning.sentences():
        assert "\n" not in sentence
    return "fitted" if result.certified else "fitted, not certified"


def _columns(table: Table, chance: random.Random) -> tuple:
    """x, y and weights: as they come, by position, or any."""
    width = len(table.columns)
    match chance.randrange(4):
        case 0:
            return (None, None, None)
        case 1:
            return (0, None, None)
        case 2:
            return (0, chance.randrange(width + 1), chance.choice((None, chance.randrange(width))))
        case _:
            return ((0, chance.randrange(width)), None, None)


class _limited:
    """Raise TooSlow after the limit."""

    def __enter__(self) -> None:
        signal.signal(signal.SIGVTALRM, self._stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    @staticmethod
    def _stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow


def main() -> int:
    """Try many; 1 if any ended in anything but a value or a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="the one of this seed")
    options = parser.parse_args()
    first = options.seed * 1_000_000
    seeds = range(first, first + options.n) if options.only is None else [options.only]
    kinds: Counter[str] = Counter()
    failures, slowest = 0, (0.0, 0)
    with tempfile.TemporaryDirectory() as name:
        for seed in seeds:
            outcome = tried(seed, Path(name))
            slowest = max(slowest, (outcome.seconds, seed))
            if outcome.trouble:
                failures += 1
                print(f"--only {seed}: {outcome.trouble}", flush=True)
            else:
                kinds[outcome.kind] += 1
    words = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    print(
        f"{len(seeds)} tables: {failures} failed; {words}; slowest {slowest[0]:.1f} s "
        f"(--only {slowest[1]})"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
