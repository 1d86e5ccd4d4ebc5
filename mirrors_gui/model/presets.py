"""Claims to try: a signal, a network and a λ that show one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.architecture import Architecture
from mirrors_engine.signals import Signal, sample
from mirrors_engine.signals.synthetic import paper_six, square_wave
from mirrors_gui.model.pins.pin import pin_of
from mirrors_gui.model.question import Settings
from mirrors_gui.text.translate import mark, tr

if TYPE_CHECKING:
    from mirrors_gui.model.session import Session


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
    view : str
        The title of the panel at the right that shows the claim.
    loss, loss_options
        Of the training.
    pinned : tuple of (name, Architecture)
        Networks whose fits at the same λ are pinned beside it.
    """

    title: str
    description: str
    source: str
    architecture: Architecture
    lam_ratio: float
    load: Callable[[], Signal]
    view: str = "Features"
    loss: str = "squared"
    loss_options: tuple[tuple[str, float], ...] = ()
    licence: str = mark("a formula, free to use")
    pinned: tuple[tuple[str, Architecture], ...] = ()

    def open(self, session: Session) -> None:
        """Ask the session this question; only the last of the changes is answered."""
        with session.history.step(tr("opening of {title}", title=tr(self.title))):
            session.set_signal(self.load())
            session.lend_settings(Settings(self.architecture, self.loss, self.loss_options))
            session.set_lam_ratio(self.lam_ratio)
            asked = session.question
            pins = (
                pin_of(replace(asked, architecture=network), tr(name), slot)
                for slot, (name, network) in enumerate(self.pinned)
            )
            session.set_pins(tuple(pins), tr("pinning"))
        session.viewAsked.emit(self.view)


def _six_runs() -> Signal:
    return square_wave(6, 8)


def _sunspots() -> Signal:
    return sample("sunspots")


def _outliers() -> Signal:
    x = np.arange(0.0, 10.1, 0.25)
    y = np.minimum(x, 6.0) + 0.1 * np.random.default_rng(7).standard_normal(len(x))
    y[[6, 18, 33]] += (9.0, -8.0, 10.0)
    return Signal(x, y, name="Three outliers", source=mark("a formula"))


def _one_reflection() -> Signal:
    x = np.array([0.0, 1, 2, 4, 5, 6, 8, 9])
    return Signal(x, np.abs(np.abs(x - 4) - 3), name="A mirrored point", source="| |x − 4| − 3 |")


def _two_reflections() -> Signal:
    x = np.array([0.0, 1, 2, 2.5, 3.5, 5, 5.5, 6.5, 7.5, 9.5, 10])
    y = np.abs(np.abs(np.abs(x - 5) - 3) - 1)
    return Signal(x, y, name="Mirrors of mirrors", source="| | |x − 5| − 3 | − 1 |")


def _six_uneven() -> Signal:
    x, y = (0, 2, 4, 5, 8, 11), (-1, -2, 2, -2, -1, 1)
    return Signal(
        x,
        y,
        name="Many optimal networks",
        source=mark("random samples, chosen for their wide band"),
    )


PAPER = mark("E. Zeger et al., A Library of Mirrors (2024), arXiv 2403.01046")

PRESETS = (
    Preset(
        mark("Kinks at the data"),
        mark(
            "Two ReLU layers through six points with the least norm: every kink of the optimal "
            "function sits at a sample, here 5, 7 and 10. It is a Lasso over ramps, so no training "
            "by luck is needed. Norm 2."
        ),
        PAPER,
        Architecture("relu", 2),
        0.0,
        paper_six,
        view="Features",
    ),
    Preset(
        mark("Depth 3 mirrors the data"),
        mark(
            "One neuron of three |x| layers fits all of this with norm 1, and bends at 7, where "
            "there is no sample: 1 mirrored about 4. Set Layers to 2 and it takes four neurons and "
            "norm 3. Hover the hollow diamond to see its mirror."
        ),
        mark("| |x − 4| − 3 | at eight points"),
        Architecture("abs", 3),
        0.0,
        _one_reflection,
        view="Network",
    ),
    Preset(
        mark("Depth 4 mirrors the mirrors"),
        mark(
            "A fourth layer reflects what the third has reflected: one neuron, seven kinks, four "
            "of them where no sample is. With three layers the optimal network needs nine "
            "neurons and nearly twice the norm."
        ),
        mark("| | |x − 5| − 3 | − 1 | at eleven points"),
        Architecture("abs", 4),
        0.0,
        _two_reflections,
        view="Network",
    ),
    Preset(
        mark("Depths 2, 3 and 4 side by side"),
        mark(
            "Three fits of one signal at λ = 5 % of their λmax are pinned: each layer reflects "
            "once more, so that the same price of weight buys a closer fit with a smaller norm. "
            "Compare has their numbers; click one to go to that network."
        ),
        mark("| | |x − 5| − 3 | − 1 | at eleven points"),
        Architecture("abs", 4),
        0.05,
        _two_reflections,
        view="Compare",
        pinned=(
            (mark("Depth 2"), Architecture("abs", 2)),
            (mark("Depth 3"), Architecture("abs", 3)),
            (mark("Depth 4"), Architecture("abs", 4)),
        ),
    ),
    Preset(
        mark("ReLU: depth beyond 3 adds nothing"),
        mark(
            "From two to three layers the norm falls from 2 to 1. Now raise Layers to 4, 8 or 50: "
            "the dictionary, the function and its norm stay as they are."
        ),
        PAPER,
        Architecture("relu", 3),
        0.0,
        paper_six,
        view="Certificate",
    ),
    Preset(
        mark("Sign trees: one unit, five switches"),
        mark(
            "One unit of a four-layer sign tree, 3 neurons over 2, follows all six runs of this "
            "wave. Two layers need five units, each with one switch. Its dictionary is priced "
            "without ever being listed: try Widths 9,9 on a longer signal."
        ),
        mark("square wave, a formula"),
        Architecture("sign", 4, kind="tree", widths=(3, 2)),
        0.1,
        _six_runs,
        view="Network",
    ),
    Preset(
        mark("Square wave in closed form"),
        mark(
            "For this signal the optimal two-layer sign network is known in closed form: every "
            "run shrinks towards 0 as λ grows, the two end runs half as fast. Under By formula "
            "its value stands beside the solver's."
        ),
        PAPER,
        Architecture("sign", 2),
        0.3,
        square_wave,
        view="Landscape",
    ),
    Preset(
        mark("Training finds the mirrors, sometimes"),
        mark(
            "Press Train: ordinary training of the same network starts at random and never ends "
            "below the certified optimum. Where it does well, its kinks have moved to the data "
            "points and to their mirror image at 7."
        ),
        mark("| |x − 4| − 3 | at eight points"),
        Architecture("abs", 3),
        0.02,
        _one_reflection,
        view="Training",
    ),
    Preset(
        mark("Autoregression of sunspots"),
        mark(
            "Press Forecast: the next year's sunspots become a function of this year's, a convex "
            "network of one lag. Errors shows how it does on years it has not seen, beside the "
            "baselines."
        ),
        mark("National Geophysical Data Center, by way of statsmodels"),
        Architecture("abs", 3),
        0.05,
        _sunspots,
        view="Forecast",
        licence=mark("public domain"),
    ),
    Preset(
        mark("Outliers and the Huber loss"),
        mark(
            "The same line with three wild points. Under Loss choose squared to see them pull the "
            "function away; huber pays for them only in proportion to their distance."
        ),
        mark("a formula with three outliers"),
        Architecture("relu", 2),
        0.02,
        _outliers,
        loss="huber",
        loss_options=(("delta", 0.2),),
        view="Certificate",
    ),
    Preset(
        mark("Many optimal networks"),
        mark(
            "Six samples that leave the function between them open: the shaded band holds every "
            "optimal network of three |x| layers. Landscape shows how the weights may move, and "
            "draws others that are as good."
        ),
        mark("chosen among random samples for its wide band"),
        Architecture("abs", 3),
        0.02,
        _six_uneven,
        view="Landscape",
    ),
    Preset(
        mark("Two networks, one optimum"),
        mark(
            "Three ReLU layers meet these points with norm 1 by the ramps from 5 to 7 and from 5 "
            "to 10, weighted 2/3 and 1/3. A single ramp from 5 to 8 has norm 1 too, but bends at "
            "8, where no sample is: press Outside the dictionary to draw it. The dictionary "
            "always holds an optimal network, not all of them."
        ),
        mark("E. Zeger et al., A Library of Mirrors (2024), arXiv 2403.01046"),
        Architecture("relu", 3),
        0.0,
        paper_six,
        view="Landscape",
    ),
)
