"""`fit`: one network, trained to its certified optimum."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from mirrors_engine.commands.choice import add_choice, add_jobs, solved
from mirrors_engine.commands.options import add_problem, points_of, problem_of
from mirrors_engine.commands.overlays import add_overlays, check_overlays, overlays_of
from mirrors_engine.commands.terminal import progress, say, write


def add(commands: Any) -> None:
    """Declare the command."""
    fit = commands.add_parser("fit", help="train one network to its certified optimum")
    add_problem(fit)
    add_choice(fit)
    add_jobs(fit, "folds and resampled fits")
    fit.add_argument(
        "--at",
        metavar="T1,T2,…",
        help="points (or ISO dates) to predict at; A1:B1,A2:B2,… for two columns",
    )
    fit.add_argument("--json", metavar="OUT", help="write the result as JSON; - for stdout")
    fit.add_argument("--prove", action="store_true", help="bounds that no rounding error can break")
    fit.add_argument(
        "--proof",
        metavar="OUT.json",
        help="write a proof in exact rationals that check_proof.py of the resources checks alone",
    )
    add_overlays(fit)
    fit.set_defaults(run=run, account=True)


MOST_LISTED = 50  # features printed


def listed(weights: np.ndarray) -> np.ndarray:
    """The features to print: all, or the largest where they are many, in their order."""
    if len(weights) <= MOST_LISTED:
        return np.arange(len(weights))
    return np.sort(np.argsort(-np.abs(weights), kind="stable")[:MOST_LISTED])


def run(options: argparse.Namespace) -> int:
    """Fit, then print or write."""
    from mirrors_engine.serialize import dump, result_to_dict
    from mirrors_engine.signals.positions import position_words

    check_overlays(options)
    if options.inputs == "line":
        points_of(options.at)  # refused before the file is read
    problem = problem_of(options)
    at = points_of(options.at, problem.signal.dimension, dates=problem.signal.x_is_time)
    result = solved(problem, options)
    proof = None
    if options.prove:
        from mirrors_engine.rigorous import prove

        proof = prove(result)
    if options.proof is not None:
        from mirrors_engine.rigorous.proof_file import proof_file

        with progress() as monitor:
            content = proof_file(result, monitor)
        write(content, options.proof)
    overlays = overlays_of(result, options, at)
    if options.json is not None:
        text = dump({**result_to_dict(result, at, proof), **overlays.to_dict()})
        write(text, options.json)
        return 0
    signal = result.signal
    say(*signal.cleaning.sentences())
    say(f"{signal.y_name} against {', '.join(signal.x_names)}.")
    word = "certified" if result.certified else "NOT certified"
    if not result.certified and result.architecture.dictionary == "data":
        word += ": optimal over the data features only"
    say(
        f"{result.architecture.describe()}, {result.dictionary_size} features, "
        f"{len(result.weights)} used."
    )
    say(
        f"objective {result.objective:.10g}, lower bound {result.dual_objective:.10g}, "
        f"gap {result.gap:.1e}: {word}."
    )
    say(
        f"RMSE {result.rmse:.6g}, R2 {result.r2:.4g} over all rows, by their weights; "
        f"{result.degrees_of_freedom} effective parameters."
    )
    say(f"lam {result.lam:.6g} = {result.lam_ratio:.3g} lam_max; {result.solver}.")
    say(*result.notes)
    if proof is not None:
        say(f"{proof.statement} Proved by {proof.method}, gap at most {proof.gap:.1e}.")
    names = signal.x_name if signal.dimension == 1 else signal.x_names
    position = position_words(signal)
    for k in listed(result.weights):
        feature, weight = result.features[k], result.weights[k]
        say(f"  {weight:+.6g}  {feature.kind}: {feature.describe(names, position)}")
    if len(result.weights) > MOST_LISTED:
        sizes = np.abs(result.weights)
        share = float(sizes[listed(result.weights)].sum() / sizes.sum())
        say(
            f"  These are the {MOST_LISTED} largest, with {100 * share:.3g} % of all weight; and "
            f"{len(result.weights) - MOST_LISTED} more: --json or export --what features has all."
        )
    if result.architecture.skip:
        slopes = ", ".join(f"{slope:+.6g}" for slope in np.atleast_1d(result.slope))
        say(f"  skip connection: slope {slopes}, intercept {result.intercept:.6g}")
    if at is not None:
        for t, value in zip(at, result.predict(at), strict=True):
            say(f"f({', '.join(map(position, np.atleast_1d(t)))}) = {value:.10g}")
    say(*overlays.sentences(position))
    return 0
