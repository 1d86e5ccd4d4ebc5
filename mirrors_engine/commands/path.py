"""`path`: the optimum along λ, as a table."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from mirrors_engine.commands.options import add_problem, number, problem_of, whole
from mirrors_engine.commands.terminal import note, write


def add(commands: Any) -> None:
    """Declare the command."""
    path = commands.add_parser("path", help="the optimum along λ, sampled, as a CSV table")
    add_problem(path)
    path.add_argument("--n", type=whole, default=100, help="number of λ values (100)")
    path.add_argument("--min-ratio", type=number, default=1e-4, help="smallest λ/λ_max (1e-4)")
    path.add_argument("--out", metavar="OUT", default="-", help="CSV file; - for stdout")
    path.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Follow the path, one line a value of λ."""
    from mirrors_engine.homotopy.grid import path_of

    problem = problem_of(options)
    lines = [
        "lam,lam_ratio,features,norm,objective,dual_objective,gap,certified,rmse,r2,"
        "seconds,degrees_of_freedom\n"
    ]
    results = path_of(problem, options.n, options.min_ratio, solver=options.solver)
    for r in results:
        norm = float(np.abs(r.weights).sum())
        lines.append(
            f"{r.lam!r},{r.lam_ratio!r},{len(r.weights)},{norm!r},{r.objective!r},"
            f"{r.dual_objective!r},{r.gap!r},{int(r.certified)},{r.rmse!r},{r.r2!r},"
            f"{r.seconds:.6f},{r.degrees_of_freedom}\n"
        )
        if options.out == "-":
            write(lines[-1] if len(lines) > 2 else "".join(lines), "-")
    if options.out != "-":
        write("".join(lines), options.out)
    note(f"Sampled at {len(lines) - 1} values of λ; events between them are not listed.")
    return 0
