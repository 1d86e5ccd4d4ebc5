"""`train`: the same network by ordinary gradient training, beside its certified optimum."""

from __future__ import annotations

import argparse
from typing import Any

from mirrors_engine.commands.options import (
    add_lam,
    add_problem,
    given_of,
    number,
    problem_of,
    whole,
)
from mirrors_engine.commands.terminal import progress, say, write

METHODS = ("adam", "sgd", "lbfgs")  # as in `training`, which would slow the start of every command


def add(commands: Any) -> None:
    """Declare the command."""
    train = commands.add_parser("train", help="train it by gradients too, beside the optimum")
    add_problem(train)
    add_lam(train)
    train.add_argument("--method", choices=METHODS, default="adam")
    train.add_argument("--starts", type=whole, help="random starts (20)")
    train.add_argument("--units", type=whole, help="units; four times those of the optimum")
    train.add_argument("--steps", type=whole, default=2000, help="steps or iterations (2000)")
    train.add_argument("--step-size", type=number, help="of adam (0.02) and sgd (0.1)")
    train.add_argument("--batch", type=whole, help="samples a step of adam and sgd; all if absent")
    train.add_argument("--seed", type=whole, default=0)
    train.add_argument(
        "--from-optimum", action="store_true", help="start once, from the optimal network"
    )
    train.add_argument(
        "--connected",
        action="store_true",
        help="a standard fully connected ReLU network instead, with scikit-learn",
    )
    train.add_argument("--json", metavar="OUT", help="write everything as JSON; - for stdout")
    train.set_defaults(run=run, account=True)


def run(options: argparse.Namespace) -> int:
    """Find the optimum, then train; print or write both."""
    from mirrors_engine.errors import SettingError
    from mirrors_engine.serialize import dump
    from mirrors_engine.training import (
        Landmarks,
        Tally,
        TrainingSettings,
        check_trainable,
        last,
        train,
        train_connected,
    )
    from mirrors_engine.training.report import summary, to_dict

    starts = {} if options.starts is None else {"starts": options.starts}
    if starts and options.from_optimum:
        raise SettingError("--from-optimum starts once, from the optimum: leave out --starts.")
    settings = TrainingSettings(
        method=options.method,
        units=options.units,
        **starts,
        steps=options.steps,
        **given_of(options, "method", {"step_size": ("adam", "sgd"), "batch": ("adam", "sgd")}),
        seed=options.seed,
        from_optimum=options.from_optimum,
    )
    problem = problem_of(options)
    check_trainable(problem.architecture)
    result = problem.solve(options.lam, lam_ratio=options.lam_ratio, solver=options.solver)
    runner = train_connected if options.connected else train
    with progress() as monitor:
        training = last(runner(result, settings, monitor))
    landmarks = Landmarks.of(result)
    tally = Tally.of(training.chains(training.best), landmarks)
    if options.json is None:
        say(*result.signal.cleaning.sentences(), *summary(training, tally))
        return 0
    text = dump(to_dict(training, tally, landmarks))
    write(text, options.json)
    return 0
