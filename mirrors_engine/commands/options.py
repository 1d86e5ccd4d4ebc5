"""Options that commands share: which signal, which network, which points."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from mirrors_engine.architecture import ACTIVATIONS, INPUTS, KINDS, Architecture
from mirrors_engine.errors import SettingError, UsageError
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

# as in `losses` and `solvers`, which would slow the start of every command
LOSSES = ("squared", "huber", "quantile", "logistic")
SOLVERS = ("auto", "coordinate_descent", "active_set")
Value = TypeVar("Value")
LISTS = ("--at", "--slopes", "--widths")  # options whose values may begin with a minus


def add_problem(parser: argparse.ArgumentParser) -> None:
    """FILE, columns, network, loss and solver."""
    parser.add_argument("file", metavar="FILE", help="CSV file")
    add_network(parser)


def add_network(parser: argparse.ArgumentParser) -> None:
    """Columns, network, loss and solver."""
    parser.add_argument(
        "--x",
        metavar="COL",
        help="name or 0-based position; row number if absent; A,B,… for plane and additive",
    )
    parser.add_argument("--y", metavar="COL", help="name or 0-based position; first other number")
    parser.add_argument("--weights", metavar="COL", help="column of sample weights")
    parser.add_argument("--activation", choices=ACTIVATIONS, default="relu")
    parser.add_argument("--layers", type=whole, default=2, help="L, the output layer counts (2)")
    parser.add_argument(
        "--inputs",
        choices=INPUTS,
        default="line",
        help="one column of x, two, or several of which each unit reads one (line)",
    )
    parser.add_argument("--negative-slope", type=number, default=0.1, help="of leaky (0.1)")
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
    parser.add_argument("--loss", choices=LOSSES, default="squared")
    parser.add_argument("--delta", type=number, default=1.0, help="of huber, in the units of y (1)")
    parser.add_argument("--quantile", type=number, default=0.5, help="of quantile (0.5)")
    parser.add_argument("--solver", choices=SOLVERS, default="auto")


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

    return loss_of(options.loss, options.delta, options.quantile).options


def network_of(options: argparse.Namespace) -> Architecture:
    """The network that the options describe."""
    return Architecture(
        options.activation,
        options.layers,
        negative_slope=options.negative_slope,
        slopes=options.slopes,
        inputs=options.inputs,
        kind=options.kind,
        widths=options.widths,
        dictionary="data" if options.subset else "exact",
    )


def signal_of(options: argparse.Namespace) -> Signal:
    """The signal that the options describe; reads the file."""
    from mirrors_engine.signals.signal import Signal

    x = columns_of(options)
    return Signal.from_csv(options.file, x=x, y=options.y, weights=options.weights)


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
    return [_point(part, option, dates) for part in parts]


def _point(text: str, option: str, dates: bool) -> float:
    try:
        return read_number(text, option)
    except SettingError:
        try:
            day = np.datetime64(text.strip()) - np.datetime64("1970-01-01")
        except ValueError:
            raise SettingError(
                f"{option} {text!r} is neither a number such as 0.5 nor an ISO date."
            ) from None
        if not dates:
            raise SettingError(
                f"{option} {text!r} is a date, but x is no time: give numbers."
            ) from None
        return float(day / np.timedelta64(1, "D"))
