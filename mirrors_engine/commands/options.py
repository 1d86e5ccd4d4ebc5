"""Options that commands share: which signal, which network, which points."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.architecture import ACTIVATIONS, INPUTS, KINDS, Architecture
from mirrors_engine.errors import SettingError

if TYPE_CHECKING:
    from mirrors_engine.problem import Problem
    from mirrors_engine.signals.signal import Signal

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
    parser.add_argument("--layers", type=int, default=2, help="L, the output layer counts (2)")
    parser.add_argument(
        "--inputs",
        choices=INPUTS,
        default="line",
        help="one column of x, two, or several of which each unit reads one (line)",
    )
    parser.add_argument("--negative-slope", type=float, default=0.1, help="of leaky (0.1)")
    parser.add_argument("--slopes", metavar="A+,A-", help="of piecewise, such as 1,-0.5")
    parser.add_argument("--kind", choices=KINDS, help="of deep sign and threshold networks")
    parser.add_argument("--widths", metavar="M1,M2,…", help="of deep sign and threshold networks")
    parser.add_argument(
        "--subset",
        action="store_true",
        help="deep abs and symmetrized: the features folded at data points only; certified only "
        "where the bound of transport, true for the whole dictionary, proves it",
    )
    parser.add_argument("--loss", default="squared", help="squared, huber, quantile or logistic")
    parser.add_argument("--delta", type=float, default=1.0, help="of huber, in the units of y (1)")
    parser.add_argument("--quantile", type=float, default=0.5, help="of quantile (0.5)")
    parser.add_argument("--solver", default="auto", help="auto, coordinate_descent or active_set")


def add_lam(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """λ in one of the two ways of saying it; returned for a third."""
    lam = parser.add_mutually_exclusive_group(required=True)
    lam.add_argument("--lam", type=float, metavar="V", help="λ, with a sum of losses")
    lam.add_argument("--lam-ratio", type=float, metavar="R", help="λ/λ_max")
    return lam


def numbers(text: str | None, option: str) -> tuple[float, ...] | None:
    """The numbers of a list such as 1,2.5."""
    if text is None:
        return None
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise SettingError(f"{option} {text!r} is not a list of numbers such as 1,2.5.") from None


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
    slopes = numbers(options.slopes, "--slopes")
    if slopes is not None and len(slopes) != 2:
        raise SettingError(f"--slopes {options.slopes!r} needs two numbers such as 1,-0.5.")
    widths = numbers(options.widths, "--widths")
    if widths is not None and not all(float(m).is_integer() for m in widths):
        raise SettingError(f"--widths {options.widths!r} must be whole numbers such as 3,2.")
    return Architecture(
        options.activation,
        options.layers,
        negative_slope=options.negative_slope,
        slopes=slopes,
        inputs=options.inputs,
        kind=options.kind,
        widths=None if widths is None else tuple(int(m) for m in widths),
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


def points_of(text: str | None, columns: int = 1) -> np.ndarray | None:
    """Numbers, or ISO dates as days since 1970-01-01; colons part the columns of a point."""
    if text is None:
        return None
    rows = [_point(part) if columns == 1 else _pair(part, columns) for part in text.split(",")]
    points = np.array(rows)
    if not np.isfinite(points).all():
        raise SettingError(f"--at {text!r} must be finite.")
    return points


def _pair(text: str, columns: int) -> list[float]:
    parts = text.split(":")
    if len(parts) != columns:
        example = ":".join("123456789"[:columns])
        raise SettingError(
            f"--at {text!r} is no point of {columns} columns: write it as {example}."
        )
    return [_point(part) for part in parts]


def _point(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        try:
            day = np.datetime64(text.strip()) - np.datetime64("1970-01-01")
        except ValueError:
            raise SettingError(f"--at {text!r} is neither a number nor an ISO date.") from None
        return float(day / np.timedelta64(1, "D"))
