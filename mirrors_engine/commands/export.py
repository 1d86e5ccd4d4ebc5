"""`export`: the fit for other programs."""

from __future__ import annotations

import argparse
from typing import Any

from mirrors_engine.commands.choice import add_choice, add_jobs, solved
from mirrors_engine.commands.options import add_problem, problem_of, whole
from mirrors_engine.commands.overlays import (
    add_overlays,
    asked_overlays,
    check_overlays,
    overlays_of,
    page_points,
)
from mirrors_engine.commands.terminal import progress, write
from mirrors_engine.export.registry import EXPORTERS, ExportSettings, exporter

MODELS = ("lasso", "relaxed", "segmented")  # as in `export.model`, which would slow every command


def add(commands: Any) -> None:
    """Declare the command."""
    export = commands.add_parser("export", help="write features, curve or network of a fit")
    add_problem(export)
    add_choice(export)
    add_jobs(export, "the folds")
    export.add_argument(
        "--what",
        choices=[entry.name for entry in EXPORTERS],
        required=True,
        help="; ".join(f"{entry.name}: {entry.title.lower()}" for entry in EXPORTERS),
    )
    export.add_argument(
        "--n", type=whole, default=500, help="evenly spaced points of a curve (500)"
    )
    export.add_argument(
        "--model",
        choices=MODELS,
        default="lasso",
        help="the certified fit (lasso), or least squares on its kinks, or with kinks that move",
    )
    add_overlays(export)
    export.add_argument("--out", metavar="OUT", default="-", help="file; - for stdout")
    export.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fit, then write."""
    from mirrors_engine.errors import SettingError

    if not 2 <= options.n <= 10_000_000:
        raise SettingError(f"--n {options.n} must lie between 2 and 10 000 000.")
    exporter(options.what).check_model(options.model)
    check_overlays(options)
    wanted = asked_overlays(options)
    if wanted and options.what != "html":
        raise SettingError(
            f"--{wanted[0]} is drawn on the web page only: choose --what html, or "
            "--model for a refit."
        )
    result = solved(problem_of(options), options)
    drawn = overlays_of(result, options, page_points(result) if wanted else None)
    with progress() as monitor:
        content = exporter(options.what)(
            result,
            ExportSettings(
                options.n,
                monitor,
                model=options.model,
                overlays=drawn.every,
                level=drawn.level,
            ),
        )
    write(content, options.out)
    return 0
