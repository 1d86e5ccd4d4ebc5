"""Claims to try: a signal, a network and a λ that show one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mirrors_engine.architecture import Architecture
from mirrors_engine.signals import Signal
from mirrors_engine.signals.synthetic import paper_six

if TYPE_CHECKING:
    from mirrors_gui.session import Session


@dataclass(frozen=True)
class Preset:
    """An entry of the gallery that also sets the network and λ.

    Attributes
    ----------
    title, description, source, licence : str
        What the gallery shows.
    architecture : Architecture
    lam_ratio : float
        λ/λ_max; 0 for interpolation.
    load : callable
        Makes the signal.
    """

    title: str
    description: str
    source: str
    architecture: Architecture
    lam_ratio: float
    load: Callable[[], Signal]
    licence: str = "a formula, free to use"

    def open(self, session: Session) -> None:
        """Ask the session this question; only the last of the changes is answered."""
        with session.history.step(f"opening of {self.title}"):
            session.set_signal(self.load())
            session.set_architecture(self.architecture)
            session.set_lam_ratio(self.lam_ratio)


def _six_uneven() -> Signal:
    x, y = (0, 2, 4, 5, 8, 11), (-1, -2, 2, -2, -1, 1)
    return Signal(x, y, name="Many optimal networks")


PRESETS = (
    Preset(
        "Many optimal networks",
        "Six samples that leave the function between them open: the shaded band holds every "
        "optimal network of three |x| layers. Landscape shows how the weights may move, and "
        "draws others that are as good.",
        "chosen among random samples for its wide band",
        Architecture("abs", 3),
        0.02,
        _six_uneven,
    ),
    Preset(
        "Two networks, one optimum",
        "Three ReLU layers meet these points with norm 1 by the ramps from 5 to 7 and from 5 to "
        "10, weighted 2/3 and 1/3. A single ramp from 5 to 8 has norm 1 too, but bends at 8, "
        "where no sample is: the dictionary always holds an optimal network, not all of them.",
        "E. Zeger et al., A Library of Mirrors (2024), arXiv 2403.01046",
        Architecture("relu", 3),
        0.0,
        paper_six,
    ),
)
