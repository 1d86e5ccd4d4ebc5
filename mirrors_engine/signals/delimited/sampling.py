"""Lines of a text from which its dialect is found, and totals at its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mirrors_engine.signals.delimited.records import line_start

_SAMPLE_LINES = 120
_SAMPLE_CHARS = 40_000
_LONGEST_COMMENT = 2_000  # characters of a comment that are looked at
_BEFORE_DATA = 60  # lines above the data that may hold names and units
COMMENT_SIGNS = ("#", "%", "!", "//")
_END_OF_HEADER = re.compile(
    r"\s*[*<>\[@=-]+ ?(?:end[_ ]of[_ ]header|begin(?: \w+)? data|data)\W*", re.IGNORECASE
)
_STATISTICS = (
    "totals? totale totales totalen totaal sums? summe gesamt(?:summe)? insgesamt suma somma somme "
    "soma summa итого всего 合計 合计 总计 mean average avg mittel(?:wert)? durchschnitt moyenne "
    "media média promedio gemiddelde mediana? médiane std\\.? std\\.?\\s?dev\\.? stdev minimum "
    "maximum min max count"
)
_TOTAL = re.compile(
    rf"(?:(?:grand|sub|suma)[ -]?)?(?:{'|'.join(_STATISTICS.split())})"
    r"(?: (?:g[eé]n[eé]rale?|total))?\s*[:.]?",
    re.IGNORECASE,
)


def sample_lines(text: str, begin: int = 0) -> list[tuple[int, str]]:
    """Return (line number from 0, line) from the start, middle and end of a text.

    The start is line `begin`, or the first after it that is not blank. Lines of the middle and
    of the end only ever serve as evidence: their number is -1.
    """
    start = line_start(text, begin)
    skipped = text[start:].lstrip() if start else text.lstrip()
    blank = text.count("\n", start, len(text) - len(skipped))
    start = line_start(text, begin + blank)
    head = text[start : start + 2 * _SAMPLE_CHARS].split("\n")
    if len(text) > start + 2 * _SAMPLE_CHARS and len(head) > 1:
        head.pop()
    head = head[: 3 * _SAMPLE_LINES]
    used, total = 0, 0
    for line in head:
        used, total = used + 1, total + len(line) + 1
        if total > _SAMPLE_CHARS and used > 5:
            break
    sample = [
        (begin + blank + i, _short(line)) for i, line in enumerate(head[:used]) if line.strip()
    ]
    after = start + total
    for where in (len(text) // 2, len(text) - _SAMPLE_CHARS // 2):
        begin = max(where, after)
        later = text[begin : begin + _SAMPLE_CHARS // 2].split("\n")
        later = later[:-1] if begin == after else later[1:-1]
        sample += [(-1, line) for line in later[-_SAMPLE_LINES:] if line.strip()]
        after = max(after, begin + _SAMPLE_CHARS // 2)
    return sample


def below_preamble(sample: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The sample below the last line that ends a preamble, such as [Data]; three lines at least."""
    ends = [k for k, (_, line) in enumerate(sample) if _END_OF_HEADER.fullmatch(line[:80])]
    return sample[ends[-1] + 1 :] if ends and len(sample) - ends[-1] > 3 else sample


def _short(line: str) -> str:
    long = len(line) > _LONGEST_COMMENT and line.lstrip().startswith(COMMENT_SIGNS)
    return line[:_LONGEST_COMMENT] if long else line


def sample_below(
    text: str, sample: Sequence[tuple[int, str]], is_data: Callable[[str], bool]
) -> list[tuple[int, str]] | None:
    """The sample from shortly above the first row of data, where that lies below `sample`."""
    number = 1 + max((i for i, _ in sample), default=-1)
    at = line_start(text, number)
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop]
        if line.strip() and not line.lstrip().startswith(COMMENT_SIGNS) and is_data(line):
            begin = number
            while begin > 0 and begin > number - _BEFORE_DATA:
                start = text.rfind("\n", 0, at - 1) + 1 if at > 1 else 0
                if stop - start > _SAMPLE_CHARS // 2:
                    break
                at, begin = start, begin - 1
            return sample_lines(text, begin)
        at, number = stop + 1, number + 1
    return None


def totals(rows: Sequence[Sequence[str]]) -> int:
    """How many of the last rows are totals or means of the rows above."""
    if not rows or not any(_TOTAL.fullmatch(cell) for cell in rows[-1][:2]):
        return 0
    total = [any(_TOTAL.fullmatch(cell) for cell in row[:2]) for row in rows]
    count = 0
    while count < min(4, len(total)) and total[-1 - count]:
        count += 1
    return count if sum(total) == count and len(rows) - count >= 3 else 0
