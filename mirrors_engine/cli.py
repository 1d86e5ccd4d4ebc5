"""The command line: fit, path and selftest, by the contract of the README.

Exit codes: 0 done; 1 could not be done, with one sentence on stderr; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine import __version__
from mirrors_engine.architecture import ACTIVATIONS, INPUTS, KINDS, Architecture
from mirrors_engine.errors import MirrorsError, SettingError

if TYPE_CHECKING:
    from mirrors_engine.feature import Feature
    from mirrors_engine.signals.signal import Signal

COMMANDS = ("fit", "path", "selftest")
LISTS = ("--at", "--slopes", "--widths")
_NUMERIC = tuple("0123456789.")


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(_joined(arguments))
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except MirrorsError as error:
        print(f"mirrors: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("mirrors: Cancelled.", file=sys.stderr)
    except MemoryError:
        print("mirrors: Out of memory: thin the signal or use fewer layers.", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody to tell
    return 1


def _joined(arguments: Sequence[str]) -> list[str]:
    """`--at -1,2` as `--at=-1,2`: argparse would take a list that begins with - for an option."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] in LISTS and argument[:1] == "-" and argument[1:2] in _NUMERIC:
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mirrors", description="Deep networks on 1-D signals, trained to the optimum."
    )
    parser.add_argument("--version", action="version", version=f"Mirrors {__version__}")
    commands = parser.add_subparsers(required=True, metavar="fit | path | selftest")

    fit = commands.add_parser("fit", help="train one network to its certified optimum")
    _add_problem(fit)
    lam = fit.add_mutually_exclusive_group(required=True)
    lam.add_argument("--lam", type=float, metavar="V", help="λ, with a sum of squares as loss")
    lam.add_argument("--lam-ratio", type=float, metavar="R", help="λ/λ_max")
    fit.add_argument(
        "--at",
        metavar="T1,T2,…",
        help="points (or ISO dates) to predict at; A1:B1,A2:B2,… for two columns",
    )
    fit.add_argument("--json", metavar="OUT", help="write the result as JSON; - for stdout")
    fit.add_argument("--prove", action="store_true", help="bounds that no rounding error can break")
    fit.set_defaults(run=_fit)

    path = commands.add_parser("path", help="the optimum along λ, as a CSV table")
    _add_problem(path)
    path.add_argument("--n", type=int, default=100, help="number of λ values (100)")
    path.add_argument("--min-ratio", type=float, default=1e-4, help="smallest λ/λ_max (1e-4)")
    path.add_argument("--out", metavar="OUT", default="-", help="CSV file; - for stdout")
    path.set_defaults(run=_path)

    test = commands.add_parser("selftest", help="solve every bundled sample, check each proof")
    test.set_defaults(run=_selftest)
    return parser


def _add_problem(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="CSV file")
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
    parser.add_argument("--loss", default="squared", help="squared")
    parser.add_argument("--solver", default="auto", help="auto, coordinate_descent or active_set")


def _numbers(text: str | None, option: str) -> tuple[float, ...] | None:
    if text is None:
        return None
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise SettingError(f"{option} {text!r} is not a list of numbers such as 1,2.5.") from None


def _problem(options: argparse.Namespace):
    from mirrors_engine.problem import Problem
    from mirrors_engine.signals.signal import Signal

    slopes = _numbers(options.slopes, "--slopes")
    if slopes is not None and len(slopes) != 2:
        raise SettingError(f"--slopes {options.slopes!r} needs two numbers such as 1,-0.5.")
    widths = _numbers(options.widths, "--widths")
    if widths is not None and not all(float(m).is_integer() for m in widths):
        raise SettingError(f"--widths {options.widths!r} must be whole numbers such as 3,2.")
    net = Architecture(
        options.activation,
        options.layers,
        negative_slope=options.negative_slope,
        slopes=slopes,
        inputs=options.inputs,
        kind=options.kind,
        widths=None if widths is None else tuple(int(m) for m in widths),
    )
    x = options.x
    if x is not None and net.inputs != "line":
        x = [name.strip() for name in x.split(",")]
    signal = Signal.from_csv(options.file, x=x, y=options.y, weights=options.weights)
    return Problem(signal, net, options.loss)


def _points(text: str | None, columns: int = 1) -> np.ndarray | None:
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


def _places(x: np.ndarray) -> Callable[[float], str]:
    """Writes a position with the digits its column needs, however far from 0 it lies."""
    span = float(np.ptp(x, axis=0).max())
    digits = 6
    if span > 0:
        largest = float(np.abs(x).max())
        digits = max(6, 4 + math.ceil(math.log10(max(largest / span, 1.0))))
    return lambda value: f"{value:.{min(digits, 17)}g}"


def _fit(options: argparse.Namespace) -> int:
    from mirrors_engine.serialize import dump, result_to_dict, write_text

    if options.inputs == "line":
        _points(options.at)  # refused before the file is read
    problem = _problem(options)
    at = _points(options.at, problem.signal.dimension)
    result = problem.solve(options.lam, lam_ratio=options.lam_ratio, solver=options.solver)
    proof = None
    if options.prove:
        from mirrors_engine.rigorous import prove

        proof = prove(result)
    if options.json is not None:
        text = dump(result_to_dict(result, at, proof))
        if options.json == "-":
            sys.stdout.write(text)
        else:
            write_text(Path(options.json), text)
        return 0
    signal = result.signal
    for sentence in signal.cleaning.sentences():
        print(sentence)
    word = "certified" if result.certified else "NOT certified"
    print(
        f"{result.architecture.describe()}, {result.dictionary_size} features, "
        f"{len(result.weights)} used."
    )
    print(
        f"objective {result.objective:.10g}, lower bound {result.dual_objective:.10g}, "
        f"gap {result.gap:.1e}: {word}."
    )
    print(f"lam {result.lam:.6g} = {result.lam_ratio:.3g} lam_max; {result.solver}.")
    if proof is not None:
        print(f"{proof.statement} Proved by {proof.method}, gap at most {proof.gap:.1e}.")
    for feature, weight in zip(result.features, result.weights, strict=True):
        print(f"  {weight:+.6g}  {feature.kind}: {_where(feature, signal)}")
    if at is not None:
        for t, value in zip(at, result.predict(at), strict=True):
            print(f"f({', '.join(f'{part:g}' for part in np.atleast_1d(t))}) = {value:.10g}")
    return 0


def _where(feature: Feature, signal: Signal) -> str:
    names = signal.x_name if signal.dimension == 1 else signal.x_names
    return feature.describe(names, _places(signal.x))


def _path(options: argparse.Namespace) -> int:
    from mirrors_engine.serialize import write_text
    from mirrors_engine.solvers.path import path_of

    problem = _problem(options)
    lines = ["lam,lam_ratio,features,norm,objective,dual_objective,gap,certified,seconds\n"]
    results = path_of(problem, options.n, options.min_ratio, solver=options.solver)
    for r in results:
        norm = float(np.abs(r.weights).sum())
        lines.append(
            f"{r.lam!r},{r.lam_ratio!r},{len(r.weights)},{norm!r},{r.objective!r},"
            f"{r.dual_objective!r},{r.gap!r},{int(r.certified)},{r.seconds:.6f}\n"
        )
        if options.out == "-":
            sys.stdout.write(lines[-1] if len(lines) > 2 else "".join(lines))
    if options.out != "-":
        write_text(Path(options.out), "".join(lines))
    return 0


def _selftest(options: argparse.Namespace) -> int:
    from mirrors_engine.selftest import run

    return run()
