"""What a figure shows, taken from the session once, so that a drag cannot change it midway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mirrors_engine.features.features import place_of
from mirrors_engine.results import FitResult
from mirrors_engine.series import Forecast
from mirrors_gui.compute.analyses import BAND
from mirrors_gui.compute.pinned import PinnedFit
from mirrors_gui.compute.uncertainty import UncertaintyView
from mirrors_gui.model.axes import AUTOMATIC, AxesSettings
from mirrors_gui.model.pins.pin import Pin
from mirrors_gui.model.session import Session
from mirrors_gui.text.formatting import number, plural, scientific
from mirrors_gui.text.translate import english


@dataclass(frozen=True)
class Options:
    """What a figure of the fit includes; ranges None for all of the data."""

    title: bool = True
    legend: bool = True
    residuals: bool = True
    band: bool = True
    kinks: bool = True
    pins: bool = True
    uncertainty: bool = True
    x_range: tuple[float, float] | None = None
    y_range: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Content:
    """An answer with its picture, and the words about it."""

    signal: Any
    result: Any
    picture: Any
    band: Any
    selected: Any
    title: str
    subtitle: str
    path: Any  # of the same problem, as far as it is known
    pins: tuple[tuple[Pin, PinnedFit], ...] = ()
    uncertainty: UncertaintyView | None = None  # refits and bands that have been computed
    axes: AxesSettings = AUTOMATIC
    forecast: Forecast | None = None  # of the view Forecast
    model: str = "lasso"  # of exports that write refits too

    @property
    def overlays(self) -> tuple[tuple[Any, ...], float]:
        """Refits and bands of this answer that have been computed, and their level."""
        view = self.uncertainty
        if view is None or view.result is not self.result:
            return (), 0.9
        found = (view.relaxed, view.segmented, view.bootstrap, view.interval)
        return tuple(one for one in found if one is not None), view.level


def content_of(session: Session) -> Content:
    """What the session shows now."""
    result, pins = session.result, session.pins
    found = session.analyses.get(BAND) if session.analyses.band_wanted else None
    chosen = None
    if result is not None:
        place = place_of(result.features, session.selected)
        chosen = None if place is None else result.features[place]
    return Content(
        signal=session.signal,
        result=result,
        picture=session.curve,
        band=None if found is None else found.value,
        selected=chosen,
        title=session.signal.name or "Signal",
        subtitle=sentence(result) if result is not None else "",
        path=session.known_path,
        uncertainty=session.analyses.uncertainty,
        forecast=session.analyses.forecast,
        axes=session.axes.settings,
        pins=tuple((p, fit) for p in pins.all if (fit := pins.fit(p)) is not None),
    )


@english()
def sentence(result: FitResult) -> str:
    """Network, λ, neurons and certificate in one line."""
    lam = (
        f"λ = {number(result.lam, 4)} ({number(result.lam_ratio, 3)} λmax)"
        if result.lam > 0
        else "λ = 0 (interpolation)"
    )
    proof = f"gap {scientific(result.gap)}" if result.gap else "gap 0"
    verdict = "certified optimal" if result.certified else "not certified"
    neurons = plural(len(result.weights), "neuron")
    return f"{result.architecture.describe()}, {lam}, {neurons}, {verdict} ({proof})"
