"""A gate that holds every solve inside, for tests of what cancels or replaces it."""

from __future__ import annotations

import threading

import pytest

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import Cancelled
from mirrors_engine.progress import Progress


class Gate:
    """Holds every solve: it asks its monitor, as long solves do, until the gate is opened.

    Attributes
    ----------
    opened : Event
        Held solves go on and end; while it is clear they end only by being stopped.
    held : (Architecture, float) or None
        The network and the λ/λ_max of the solve inside.
    stopped : list of Architecture
        The networks whose solves were stopped inside.
    look : Lock
        While the test has it, the solve inside does not get to ask its monitor.
    """

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.look = threading.Lock()
        self.held: tuple[Architecture, float] | None = None
        self.stopped: list[Architecture] = []

    def before(self, solve):
        def held(problem, lam=None, **options):
            self.held = problem.architecture, lam / problem.lam_max
            try:
                while not self.opened.wait(0.01):
                    with self.look:
                        options["monitor"](Progress("waiting"))
            except Cancelled:
                self.stopped.append(problem.architecture)
                raise
            finally:
                self.held = None
            return solve(problem, lam, **options)

        return held

    def holds(self, net: Architecture, ratio: float = 0.02):
        """Whether the solve inside is this one, as a question to wait for."""

        def inside() -> bool:
            held = self.held
            return held is not None and held[0] == net and held[1] == pytest.approx(ratio)

        return inside
