"""`python -m tests.bench.tables`: a run's figures into the tables of README and manual.

A table stands between `<!-- bench: NAME -->` and `<!-- end -->`, so that every figure in it is of
one run and none is copied by hand.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.bench import report
from tests.bench.warm import QUIET

ROOT = Path(__file__).parents[2]
FILES = ("README.md", "resources/manual/measurements.md")
DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
Row = dict[str, Any]
# of the growth, network and samples that README shows
SHOWN = (
    ("ReLU, 2 layers", 1_000_000),
    ("ReLU, 3 layers", 1_000_000),
    ("sign, 2 layers", 1_000_000),
    ("|·|, 3 layers", 1000),
    ("|·|, 3 layers", 1_000_000),
    ("|·|, 4 layers", 20_000),
    ("|·|, 5 layers", 300),
)
DENSE = ("scikit-learn", "celer", "skglm", "Clarabel")
SAMPLES = {
    "Clarabel": ("trend filtering, Clarabel", "total variation, Clarabel"),
    "PIQP": ("trend filtering, PIQP",),
}


def run(found: Row) -> str:
    """When and where it was measured, and with what."""
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    return (
        f"One run of `make bench` ({found['date']}, {found['minutes']:.0f} minutes): "
        f"{found['machine']}; {versions}."
    )


def readme(found: Row) -> str:
    rows = [
        [*_named(row), _big(row["features"]), _time(row["seconds"]), _time(row["floor"]),
         _gap(row)]
        for row in found["growth"]
        if (row["name"], row["n"]) in SHOWN
    ]  # fmt: skip
    return _table(("network", "N", "features", "time", "floor", "gap"), _once(rows))


def beside(found: Row) -> str:
    """Two sentences under that table."""
    ours = {(row["name"], row["n"]): row for row in found["peers"] if row["peer"] == "ours"}
    times = [
        row["seconds"] / ours[row["name"], row["n"]]["seconds"]
        for row in found["peers"]
        if row["peer"] in ("scikit-learn", "Clarabel") and "failed" not in row
    ]
    moves = ", ".join(
        f"{row['median']:.1f} ms ({row['name']}, {row['n']} samples)"
        for row in found["ticks"]
        if "processor" in row and row["n"] <= 1000 and not row["name"].endswith(QUIET)
    )
    return (
        "With the dense dictionary ready made, scikit-learn and Clarabel take "
        f"{min(times):.0f} to {max(times):.0f} times as long where they answer within 15 s.\n"
        f"A slider move takes in the median\n{moves}."
    )


def growth(found: Row) -> str:
    """Every network and size, with the exponent of its time behind the largest."""
    rows = []
    for row in found["growth"]:
        mine = [other for other in found["growth"] if other["name"] == row["name"]]
        power = f"N^{report.exponent(mine, 'seconds'):.2f}" if row is mine[-1] else ""
        times = _time(row["seconds"]), _time(row["floor"])
        rows.append([*_named(row), _big(row["features"]), *times, _gap(row), _peak(row), power])
    head = ("network", "N", "features", "time", "floor", "gap", "peak memory", "grows as")
    return _table(head, _once(rows))


def long(found: Row) -> str:
    rows = [
        [row["name"], f"{row['ratio']:g}", str(row["used"]), _time(row["seconds"]), _gap(row),
         _peak(row)]
        for row in found["long"]
    ]  # fmt: skip
    return _table(("network", "λ/λ_max", "neurons", "time", "gap", "peak memory"), rows)


def peers(found: Row) -> str:
    """Ours, and in brackets how many times as long each peer takes."""
    rows = []
    ours = [row for row in found["peers"] if row["peer"] == "ours"]
    for mine in ours:
        others = {
            row["peer"]: row
            for row in found["peers"]
            if (row["name"], row["n"]) == (mine["name"], mine["n"])
        }
        rows.append(
            [
                *_named(mine),
                f"{_time(mine['seconds'])}, {_gap(mine)}",
                *(_beside(others.get(name), mine) for name in DENSE),
                *(
                    _beside(next((others[n] for n in names if n in others), None), mine)
                    for names in SAMPLES.values()
                ),
            ]
        )
    variables = [f"{name}, N variables" for name in SAMPLES]
    return _table(("network", "N", "Mirrors", *DENSE, *variables), _once(rows))


def kinks(found: Row) -> str:
    """Thousands of kinks, with trend filtering and the time of 0.1.0 where it was taken."""
    rows: list[list[str]] = []
    mine: Row = {}
    for row in found["kinks"]:
        if "ratio" in row:
            mine = row
            took = row.get("failed") or _time(row["seconds"])
            used = str(row.get("used", ""))
            gap = _gap(row) if "gap" in row else ""
            rows.append(
                [row["name"], str(row["n"]), f"{row['ratio']:g}", used, took, gap, row["old"], ""]
            )
        elif "peer" in row:
            name = row["peer"].split(", ")[-1]
            rows[-1][-1] = "; ".join(filter(None, (rows[-1][-1], f"{name} {_beside(row, mine)}")))
    head = ("signal, network, loss", "N", "λ/λ_max", "neurons", "time", "gap", "0.1.0")
    return _table((*head, "trend filtering"), rows)


def jumps(found: Row) -> str:
    """Sign networks beside compiled codes for total variation."""
    measured = [row for row in found["kinks"] if "peers" in row]
    names = list(dict.fromkeys(name for row in measured for name in row["peers"]))
    rows = []
    for row in measured:
        others = [
            f"{_time(row['peers'][name]['seconds'])}, ours "
            f"×{row['seconds'] / row['peers'][name]['seconds']:.1f}"
            if name in row["peers"]
            else ""
            for name in names
        ]
        times = _time(row["seconds"]), _gap(row)
        rows.append(
            [
                row["name"].split(" = ")[1],
                str(row["n"]),
                str(row["used"]),
                *times,
                row["old"],
                *others,
            ]
        )
    return _table(("λ of variation", "N", "jumps", "time", "gap", "0.1.0", *names), rows)


def floor(found: Row) -> str:
    """What a certified answer costs by NumPy alone."""
    rows = []
    first = found["floor"][0]
    for name in first["passes"]:
        rows.append([name, *(_time(each["passes"][name]) for each in found["floor"])])
    for name, value in (
        ("the floor: these together", lambda each: sum(each["passes"].values())),
        ("one look of a string at all samples", lambda each: each["look"]),
        ("the taut string alone", lambda each: each["string"]),
        ("ours, certificate included", lambda each: each["whole"]),
    ):
        rows.append([name, *(_time(value(each)) for each in found["floor"])])
    return _table(("passes", *(f"λ = {each['lam']:g}" for each in found["floor"])), rows)


def slider(found: Row) -> str:
    rows = [
        [*_named(row), *(f"{row[key]:.1f} ms" for key in ("median", "p95", "processor")),
         _gap(row), f"{row['old']} ms" if row["old"] else ""]
        for row in found["ticks"]
        if "processor" in row
    ]  # fmt: skip
    head = ("network", "N", "median", "95 %", "95 %, processor", "largest gap", "95 % before")
    return _table(head, rows)


def paths(found: Row) -> str:
    rows = [
        [*_named(row), str(row["events"]), str(row["exact"]), _time(row["seconds"]),
         f"{1e3 * row['seconds'] / row['events']:.2f} ms", row["old"]]
        for row in found["ticks"]
        if "events" in row
    ]  # fmt: skip
    return _table(("network", "N", "events", "exact", "time", "an event", "before"), rows)


TABLES: dict[str, Callable[[Row], str]] = {
    table.__name__: table
    for table in (run, readme, beside, growth, long, peers, kinks, jumps, floor, slider, paths)
}


def filled(text: str, found: Row) -> str:
    """The text with its tables anew.

    Raises
    ------
    KeyError
        If a table is not known, or the run did not measure it.
    """

    def table(match: re.Match[str]) -> str:
        return f"{match[1]}{TABLES[match[2]](found)}\n{match[3]}"

    return re.sub(r"(<!-- bench: (\w+) -->\n).*?(<!-- end -->)", table, text, flags=re.DOTALL)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.tables", description=__doc__)
    parser.add_argument("run", type=Path, nargs="?", default=Path("out/bench.json"))
    found = json.loads(parser.parse_args(arguments).run.read_text(encoding="utf-8"))
    for name in FILES:
        path = ROOT / name
        path.write_text(filled(path.read_text(encoding="utf-8"), found), encoding="utf-8")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def _once(rows: list[list[str]]) -> list[list[str]]:
    """A name that stays the same is said once."""
    return [
        [name if not i or rows[i - 1][0] != name else "", *others]
        for i, (name, *others) in enumerate(rows)
    ]


def _named(row: Row) -> list[str]:
    return [row["name"], _big(row["n"])]


def _big(number: float) -> str:
    if number < 1e5:
        return f"{number:.0f}"
    digits, power = f"{number:.1e}".split("e")
    digits = digits.removesuffix(".0")
    return ("" if digits == "1" else f"{digits}·") + "10" + str(int(power)).translate(DIGITS)


def _time(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 1 else f"{1e3 * seconds:.3g} ms"


def _gap(row: Row) -> str:
    return f"{row['gap']:.0e}"


def _peak(row: Row) -> str:
    return f"{row['peak_mb']:.0f} MB"


def _beside(row: Row | None, mine: Row) -> str:
    if row is None:
        return ""
    if "failed" in row:
        return "–"
    return f"{_time(row['seconds'])} (×{row['seconds'] / mine['seconds']:.0f}), {_gap(row)}"


if __name__ == "__main__":
    main()
