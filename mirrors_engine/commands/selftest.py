"""`selftest`: solve every bundled sample and check each proof."""

from __future__ import annotations

import argparse
from typing import Any

from mirrors_engine.architecture import Architecture
from mirrors_engine.commands.terminal import say

NETWORKS = (
    Architecture("relu", 2),
    Architecture("relu", 3),
    Architecture("abs", 3),
    Architecture("symmetrized", 3),
    Architecture("sign", 2),
)
SEVERAL = {
    "plane": (Architecture("relu", inputs="plane"), Architecture("sign", inputs="plane")),
    "additive": (Architecture("abs", 3, inputs="additive"),),
}
RATIO = 0.02


def add(commands: Any) -> None:
    """Declare the command."""
    test = commands.add_parser("selftest", help="solve every bundled sample, check each proof")
    test.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one line a fit; 0 if every one is certified and its network attains the value."""
    from mirrors_engine.problem import Problem
    from mirrors_engine.signals import samples

    failures = 0
    for sample in samples():
        signal = sample.load()
        for net in NETWORKS if sample.inputs == "line" else SEVERAL[sample.inputs]:
            result = Problem(signal, net).solve(lam_ratio=RATIO)
            value = result.network.objective(signal, result.lam)
            # a network evaluates w·x + b, which an offset of x limits to its own rounding
            attained = abs(value - result.objective) <= 1e-9 * max(result.objective, 1e-300)
            fine = result.certified and attained
            failures += not fine
            say(
                f"{'ok ' if fine else 'BAD'} {sample.key}: {net.describe()}, "
                f"{len(result.weights)} features, gap {result.gap:.1e}, {result.seconds:.2f} s"
            )
    say("selftest passed" if not failures else f"selftest: {failures} failed")
    return 0 if not failures else 1
