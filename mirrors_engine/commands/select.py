"""`select`: λ by cross-validation, one standard error, AIC, AICc and BIC."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from mirrors_engine.commands.choice import RULES, add_folds, add_jobs, selected, warn_of_edge
from mirrors_engine.commands.options import add_problem, number, problem_of, whole
from mirrors_engine.commands.terminal import say, write

if TYPE_CHECKING:
    from mirrors_engine.selection import Selection

_WORDS = {
    "min": "least cross-validated error",
    "1se": "simplest within one standard error",
    "aic": "AIC",
    "aicc": "AICc",
    "bic": "BIC",
}


def add(commands: Any) -> None:
    """Declare the command."""
    select = commands.add_parser("select", help="choose λ by validation or a criterion")
    add_problem(select)
    add_folds(select)
    add_jobs(select, "the folds")
    select.add_argument("--rule", choices=RULES, default="1se", help="whose λ is named first (1se)")
    select.add_argument("--n", type=whole, default=60, help="number of λ values (60)")
    select.add_argument("--min-ratio", type=number, default=1e-4, help="smallest λ/λ_max (1e-4)")
    select.add_argument(
        "--json", metavar="OUT", nargs="?", const="-", help="write all scores as JSON; - for stdout"
    )
    select.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Validate, then print or write."""
    from mirrors_engine.serialize import dump

    problem = problem_of(options)
    found = selected(problem, options, n=options.n, min_ratio=options.min_ratio)
    warn_of_edge(found, options.rule)
    if options.json is not None:
        chosen = {"rule": options.rule, "lam": found.lam(options.rule)}
        text = dump({**chosen, "lam_ratio": found.lam_ratio(options.rule), **found.to_dict()})
        write(text, options.json)
        return 0
    say(
        f"{found.architecture.describe()}; {len(found.folds)} {found.splits} folds, "
        f"{len(found.lams)} values of lam, {found.solves} fits, "
        f"{'all certified' if found.certified else 'NOT all certified'}."
    )
    for rule in (options.rule, *(r for r in RULES if r != options.rule)):
        say(_row(found, rule))
    return 0


def _row(found: Selection, rule: str) -> str:
    k = found.pick(rule)
    features = int(found.n_active[k])
    return (
        f"{rule:>5}  lam {found.lams[k]:.6g} = {found.lam_ratio(rule):.3g} lam_max, "
        f"{features} feature{'' if features == 1 else 's'}, {found.score_name} "
        f"{found.mean[k]:.4g} ± {found.standard_error[k]:.2g}: {_WORDS[rule]}"
    )
