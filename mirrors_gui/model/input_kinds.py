"""Which network goes with how many columns of x."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mirrors_engine.architecture import INPUTS, Architecture


def possible(columns: int) -> tuple[str, ...]:
    """The ways in which a network can read so many columns."""
    if columns == 1:
        return ("line",)
    return ("plane", "additive") if columns == 2 else ("additive",)


def with_inputs(net: Architecture, inputs: str) -> Architecture:
    """The same network on other inputs; on the plane only two layers have a dictionary."""
    if inputs != "plane":
        return replace(net, inputs=inputs)
    flat: dict[str, Any] = {"layers": 2, "kind": None, "widths": None, "dictionary": "exact"}
    return replace(net, inputs=inputs, **flat)


def fitting(
    net: Architecture, columns: int, wanted: str | None, before: dict[str, Architecture]
) -> Architecture:
    """The network in force, or the nearest that reads this many columns.

    Parameters
    ----------
    net : Architecture
        In force.
    columns : int
        Of x.
    wanted : str or None
        How the columns should be read, if that is possible.
    before : dict
        The network last used on each kind of input.
    """
    choices = possible(columns)
    inputs = wanted if wanted in choices else net.inputs if net.inputs in choices else choices[0]
    assert inputs in INPUTS
    if inputs == net.inputs:
        return net
    # from the plane and its two layers back to the depth of the line
    return before.get(inputs) or with_inputs(before.get("line", net), inputs)
