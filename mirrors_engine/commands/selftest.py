"""`selftest`: solve every bundled sample and check each proof."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Declare the command."""
    test = commands.add_parser("selftest", help="solve every bundled sample, check each proof")
    test.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0 if every proof holds."""
    from mirrors_engine import selftest

    return selftest.run()
