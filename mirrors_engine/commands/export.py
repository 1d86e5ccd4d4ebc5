"""`export`: the fit for other programs."""

from __future__ import annotations

import argparse
from typing import Any

from mirrors_engine.commands.choice import add_choice, solved
from mirrors_engine.commands.options import add_problem, problem_of, whole
from mirrors_engine.commands.terminal import write

KINDS = ("features", "curve", "network", "python", "json")


def add(commands: Any) -> None:
    """Declare the command."""
    export = commands.add_parser("export", help="write features, curve or network of a fit")
    add_problem(export)
    add_choice(export)
    export.add_argument(
        "--what",
        choices=KINDS,
        required=True,
        help="features and curve as CSV, network as JSON or a Python function, json: the result",
    )
    export.add_argument(
        "--n", type=whole, default=500, help="evenly spaced points of a curve (500)"
    )
    export.add_argument("--out", metavar="OUT", default="-", help="file; - for stdout")
    export.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fit, then write."""
    from mirrors_engine.errors import SettingError
    from mirrors_engine.export import (
        csv_text,
        curve_table,
        features_table,
        network_dict,
        python_source,
    )
    from mirrors_engine.serialize import dump, result_to_dict

    if not 2 <= options.n <= 10_000_000:
        raise SettingError(f"--n {options.n} must lie between 2 and 10 000 000.")
    result = solved(problem_of(options), options)
    match options.what:
        case "features":
            text = csv_text(features_table(result))
        case "curve":
            text = csv_text(curve_table(result, options.n))
        case "network":
            text = dump(network_dict(result))
        case "python":
            text = python_source(result)
        case _:
            text = dump(result_to_dict(result))
    write(text, options.out)
    return 0
