"""λ as given, or chosen by a rule: options that commands share."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from mirrors_engine.commands.options import add_lam, given_of, whole
from mirrors_engine.commands.terminal import note, progress

if TYPE_CHECKING:
    from mirrors_engine.problem import Problem
    from mirrors_engine.results import FitResult
    from mirrors_engine.selection import Selection
    from mirrors_engine.selection.rule import LamRule

# as in `selection`, whose solvers would slow the start of every command
RULES = ("min", "1se", "aic", "aicc", "bic")
VALIDATED = ("min", "1se")
SPLITS = ("blocked", "random", "rolling")
FOLDS = ("splits", "folds", "order")
USUAL = {"splits": "blocked"}  # of every signal, where the window follows what x is


def add_choice(parser: argparse.ArgumentParser) -> None:
    """λ, λ/λ_max, a size, or the rule that chooses it; and how folds are made."""
    ways = add_lam(parser)
    ways.add_argument(
        "--neurons", type=whole, metavar="K", help="the last λ before more than K neurons"
    )
    ways.add_argument(
        "--kinks", type=whole, metavar="K", help="the last λ before more than K kinks in the data"
    )
    ways.add_argument("--select", choices=RULES, help="choose λ: by cross-validation (min, 1se)")
    add_folds(parser)


def add_folds(parser: argparse.ArgumentParser) -> None:
    """How cross-validation splits the signal."""
    parser.add_argument(
        "--splits",
        choices=SPLITS,
        help="folds: neighbours, at random, or later ones tested on earlier ones (blocked)",
    )
    parser.add_argument("--folds", type=whole, help="how many (5)")
    parser.add_argument(
        "--order",
        choices=("x", "rows"),
        help="what neighbours are: sorted x, or rows as they come (x; rows for several inputs)",
    )
    parser.add_argument("--seed", type=whole, default=0, help="of random folds (0)")


def add_jobs(parser: argparse.ArgumentParser, what: str) -> None:
    """On how many processes, or on which cluster, the tasks are done."""
    parser.add_argument(
        "--jobs",
        type=whole,
        default=1,
        metavar="N",
        help=f"processes for {what}; 0 for all cores (1: starting others takes about a second)",
    )
    parser.add_argument("--dask", metavar="ADDRESS", help="scheduler of a Dask cluster to work on")


def selected(problem: Problem, options: argparse.Namespace, **grid: Any) -> Selection:
    """The scores of a problem along λ, with progress on the terminal."""
    from mirrors_engine.selection import select

    with progress() as monitor:
        return select(
            problem.signal,
            problem.architecture,
            seed=options.seed,
            solver=options.solver,
            loss=problem.loss,
            jobs=options.jobs,
            dask=options.dask,
            monitor=monitor,
            **given_of(options, "rule", dict.fromkeys(FOLDS)),
            **grid,
            **problem.loss_options,
        )


def warn_of_edge(found: Selection, rule: str) -> None:
    """Say on the standard error that a rule chose the edge of its grid."""
    words = found.edge_words(rule)
    if words:
        note(words)


def rule_of(options: argparse.Namespace) -> LamRule:
    """The way to choose λ that the options give."""
    from mirrors_engine.selection.rule import LamRule

    folds = given_of(options, "select", dict.fromkeys(FOLDS, VALIDATED))
    ways = {name: getattr(options, name) for name in ("lam", "lam_ratio", "neurons", "kinks")}
    return LamRule(**ways, select=options.select, seed=options.seed, **{**USUAL, **folds})


def solved(problem: Problem, options: argparse.Namespace) -> FitResult:
    """The fit at the λ that the options give or choose."""
    rule = rule_of(options)
    if rule.lam is not None or rule.lam_ratio is not None:
        return rule.fit(problem, options.solver)
    with progress() as monitor:
        where = {"jobs": options.jobs, "dask": options.dask}
        return rule.fit(problem, options.solver, monitor, note, **where)
