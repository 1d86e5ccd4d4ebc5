"""Options that commands share: which signal, which network, which points."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from mirrors_engine.architecture import ACTIVATIONS, INPUTS, KINDS, Architecture
from mirrors_engine.errors import SettingError, SignalError, UsageError
from mirrors_engine.signals.positions import read_position
from mirrors_engine.text.numbers import (
    read_number,
    read_numbers,
    read_whole,
    read_wholes,
    split_list,
)

if TYPE_CHECKING:
    from mirrors_engine.problem import Problem
    from mirrors_engine.signals.signal import Signal
    from mirrors_engine.signals.tables.options import CsvOptions
    from mirrors_engine.signals.tables.table import Table

# as in `losses` and `solvers`, which would slow the start of every command
LOSSES = ("squared", "huber", "quantile", "logistic")
SOLVERS = ("auto", "coordinate_descent", "active_set")
Value = TypeVar("Value")
LISTS = ("--at", "--slopes", "--widths", "--missing")  # options whose values may begin with a minus


def add_problem(parser: argparse.ArgumentParser) -> None:
    """FILE, columns, network, loss and solver."""
    parser.add_argument("file", metavar="FILE", help="table of columns; - for standard input")
    add_network(parser)


def add_network(parser: argparse.ArgumentParser) -> None:
    """Columns, network, loss and solver."""
    parser.add_argument(
        "--x",
        metavar="COL",
        help="name or 0-based position; row for the row number, which is x too if only --y is "
        "given; A,B,… for plane and additive",
    )
    parser.add_argument("--y", metavar="COL", help="name or 0-based position; first other number")
    add_reading(parser)
    parser.add_argument("--weights", metavar="COL", help="column of sample weights")
    parser.add_argument("--activation", choices=ACTIVATIONS, default="relu")
    parser.add_argument("--layers", type=whole, default=2, help="L, the output layer counts (2)")
    parser.add_argument(
        "--inputs",
        choices=INPUTS,
        default="line",
        help="one column of x, two, or several of which each unit reads one (line)",
    )
    parser.add_argument("--negative-slope", type=number, help="of leaky (0.1)")
    parser.add_argument(
        "--slopes", type=numbers(2), metavar="A+,A-", help="of piecewise, such as 1,-0.5"
    )
    parser.add_argument("--kind", choices=KINDS, help="of deep sign and threshold networks")
    parser.add_argument(
        "--widths", type=wholes, metavar="M1,M2,…", help="of deep sign and threshold networks"
    )
    parser.add_argument(
        "--subset",
        action="store_true",
        help="deep abs and symmetrized: the features folded at data points only; certified only "
        "where the bound of transport, true for the whole dictionary, proves it",
    )
    parser.add_argument(
        "--skip",
        action="store_true",
        help="an unpenalised straight line beside the units: linear regression at λ_max",
    )
    parser.add_argument("--loss", choices=LOSSES, default="squared")
    parser.add_argument("--delta", type=number, help="of huber, in the units of y (1)")
    parser.add_argument("--quantile", type=number, help="of quantile (0.5)")
    parser.add_argument("--solver", choices=SOLVERS, default="auto")


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Which part of a file is the table, and what in it is no data."""
    parser.add_argument(
        "--part", metavar="NAME", help="sheet, member of an archive, variable or group"
    )
    parser.add_argument("--exclude", metavar="LINES", help="lines to leave out, such as 5,17-20")
    parser.add_argument(
        "--missing", metavar="CODES", help="numbers that mean missing, such as -9999; '' for none"
    )
    parser.add_argument("--thin", type=whole, metavar="N", help="means of N neighbours each")
    parser.add_argument("--skip-last", type=whole, metavar="N", help="last lines to leave out")
    parser.add_argument(
        "--no-compact-dates", action="store_true", help="20200131 is a number, not a date"
    )
    parser.add_argument(
        "--drop-unreadable", action="store_true", help="leave out rows with cells like 1.5k or <3"
    )


def add_lam(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """λ in one of the two ways of saying it; returned for a third."""
    lam = parser.add_mutually_exclusive_group(required=True)
    lam.add_argument("--lam", type=number, metavar="V", help="λ, with a sum of losses")
    lam.add_argument("--lam-ratio", type=number, metavar="R", help="λ/λ_max")
    return lam


def _option(read: Callable[[str, str], Value]) -> Callable[[str], Value]:
    """A type of argparse, to which what cannot be read is wrong usage."""

    def value(text: str) -> Value:
        try:
            return read(text, "the value")
        except SettingError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return value


number = _option(read_number)
whole = _option(read_whole)
wholes = _option(read_wholes)


def numbers(several: int | None = None) -> Callable[[str], tuple[float, ...]]:
    """The type of an option that is a list of numbers, of so many if that is given."""

    def read(text: str, what: str) -> tuple[float, ...]:
        values = read_numbers(text, what)
        if several is not None and len(values) != several:
            raise SettingError(f"{text!r} needs {several} numbers such as 1,-0.5.")
        return values

    return _option(read)


def problem_of(options: argparse.Namespace) -> Problem:
    """The training problem that the options describe; reads the file."""
    from mirrors_engine.problem import Problem

    net, loss = network_of(options), loss_settings(options)  # refused before the file is read
    return Problem(signal_of(options), net, options.loss, **loss)


def loss_settings(options: argparse.Namespace) -> dict[str, float]:
    """The settings of the loss that the options name."""
    from mirrors_engine.losses import loss_of

    given = given_of(options, "loss", {"delta": ("huber",), "quantile": ("quantile",)})
    return loss_of(options.loss, **given).options


def given_of(
    options: argparse.Namespace, of: str, owners: dict[str, tuple[str, ...] | None]
) -> dict[str, Any]:
    """Those of some settings that were given.

    Parameters
    ----------
    of : str
        The option that they belong to.
    owners : dict
        To which of its values each belongs; None where it belongs to all.

    Raises
    ------
    SettingError
        If one was given that belongs to other values than the chosen one, or to none.
    """
    given = {name: getattr(options, name) for name in owners}
    given = {name: value for name, value in given.items() if value is not None}
    chosen = getattr(options, of)
    for name in given:
        right = owners[name]
        if chosen is None or (right is not None and chosen not in right):
            means = "a setting of" if chosen is None else "no setting of"
            wrong = f"--{of}, which is not given" if chosen is None else f"--{of} {chosen}"
            choose = " or ".join(f"--{of} {owner}" for owner in right or ()) or f"--{of}"
            raise SettingError(
                f"--{name.replace('_', '-')} is {means} {wrong}: leave it out, or choose {choose}."
            )
    return given


def network_of(options: argparse.Namespace) -> Architecture:
    """The network that the options describe."""
    return Architecture(
        options.activation,
        options.layers,
        **given_of(options, "activation", {"negative_slope": ("leaky",)}),
        slopes=options.slopes,
        inputs=options.inputs,
        kind=options.kind,
        widths=options.widths,
        dictionary="data" if options.subset else "exact",
        skip=options.skip,
    )


def signal_of(options: argparse.Namespace) -> Signal:
    """The signal that the options describe; reads the file."""
    from mirrors_engine.signals.signal import Signal
    from mirrors_engine.signals.tables.row_selection import LEAVE_OUT

    x = columns_of(options)
    table = table_of(options.file, options)
    try:
        signal = Signal.from_table(table, x, options.y, options.weights)
    except SignalError as error:
        words = str(error)
        if words.endswith(LEAVE_OUT):
            words = f"{words[:-1]} by --drop-unreadable."
        raise SignalError(words) from None
    if x is None and options.y is None:
        named = "the row number" if signal.x_name == "row" else signal.x_name
        options.notes.append(f"x is {named} and y is {signal.y_name}; --x and --y choose others.")
    if getattr(options, "json", None) is not None or not getattr(options, "account", False):
        options.notes.extend(table.notes)  # else they are part of the account of the rows
    return signal


def table_of(file: str, options: argparse.Namespace) -> Table:
    """The table in a file, or in the standard input if the file is called -."""
    from mirrors_engine.signals.reader import parse_bytes, read_table

    reading = reading_of(options)
    if file == "-":
        return parse_bytes(sys.stdin.buffer.read(), reading, name="The standard input")
    return read_table(file, reading)


def reading_of(options: argparse.Namespace) -> CsvOptions:
    """How files are read."""
    from mirrors_engine.signals.tables.options import CsvOptions

    return CsvOptions(
        exclude=options.exclude,
        missing_codes=options.missing,
        skip_last=options.skip_last,
        compact_dates=False if options.no_compact_dates else None,
        drop_unreadable=options.drop_unreadable or None,
        part=options.part,
        thin=options.thin,
    )


def columns_of(options: argparse.Namespace) -> str | list[str] | None:
    """The column of x, or those of a network that reads several."""
    if options.x is None or options.inputs == "line":
        return options.x
    return [name.strip() for name in options.x.split(",")]


def points_of(
    text: str | None, columns: int = 1, option: str = "--at", dates: bool = True
) -> np.ndarray | None:
    """Numbers, or ISO dates as days since 1970-01-01; colons part the columns of a point.

    Without `dates` x is no time, and dates are refused.
    """
    if text is None:
        return None
    try:
        parts = split_list(text, option, blanks=False)
        rows = [_pair(part, columns, option, dates) for part in parts]
    except SettingError as error:
        raise UsageError(str(error)) from None
    points = np.array(rows) if columns > 1 else np.array(rows)[:, 0]
    if not np.isfinite(points).all():
        raise UsageError(f"{option} {text!r} must be finite.")
    return points


def _pair(text: str, columns: int, option: str, dates: bool) -> list[float]:
    parts = text.split(":") if columns > 1 else [text]
    if len(parts) != columns:
        example = ":".join("123456789"[:columns])
        raise SettingError(
            f"{option} {text!r} is no point of {columns} columns: write it as {example}."
        )
    return [read_position(part, option, dates) for part in parts]
