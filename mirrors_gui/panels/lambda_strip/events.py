"""Events in words, and where to go to see them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from mirrors_engine.features.feature import Feature
from mirrors_gui.model.session import MIN_RATIO
from mirrors_gui.panels.path.features import FeatureNames
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import tr

if TYPE_CHECKING:
    from mirrors_engine.homotopy import Event
    from mirrors_gui.model.session import Session

BEYOND = 0.01  # share of λ past an event at which its neuron has grown enough to be seen
LISTED = 4  # kinks named


def stops(events: Sequence[Event]) -> list[tuple[float, Event]]:
    """λ/λ_max just below every event, where the new neuron has some weight, from λ_max down.

    Never past the event that follows. Where an event is not exact yet, the λ at which its
    neurons were found.
    """
    found: list[tuple[float, Event]] = []
    ends = [e.lam_ratio for e in events] + [MIN_RATIO]
    for event, (here, following) in zip(events, pairwise(ends), strict=True):
        if event.exact and following > here * (1 - 1e-9):
            continue  # events that coincide to rounding are one stop, the last
        ratio = here - min(BEYOND * here, 0.5 * (here - following)) if event.exact else here
        found.append((max(ratio, MIN_RATIO), event))
    return found


def words_of(event: Event, session: Session, names: FeatureNames) -> str:
    """What happens there: "neuron born: kink at 1902"."""
    born, died = len(event.born), len(event.died)
    if born + died == 1:
        words = tr("neuron born") if born else tr("neuron gone")
        text = _named(event.keys[0], session, names)
        words += f": {text}" if text else ""
    elif event.born == event.died:
        words = tr("{neurons} changed sign", neurons=formatting.plural(born, "neuron"))
    elif born == died == 1:
        new, old = (_named(key, session, names) for key in event.keys)
        words = tr("one neuron replaced by another")
        if new and old:
            words = tr("neuron replaced: {old} by {new}", old=old, new=new)
    else:
        parts = [tr("{neurons} born", neurons=formatting.plural(born, "neuron"))] if born else []
        if died:
            parts.append(
                tr("{neurons} gone", neurons=died if parts else formatting.plural(died, "neuron"))
            )
        words = ", ".join(parts)
    return words if event.exact else tr("{words}, somewhere here", words=words)


def _named(key: tuple[int, ...], session: Session, names: FeatureNames) -> str:
    feature = names.feature(session, key)
    return "" if feature is None else breakpoints_text(feature, session.signal)


def breakpoints_text(feature: Feature, signal: object) -> str:
    """Where a feature bends, in a few words; mirror points last."""
    write = formatting.x_words(signal)  # type: ignore[arg-type]
    if not feature.kinks:
        return said(feature.describe(formatting.x_names(signal), write))  # type: ignore[arg-type]
    switch = feature.kind.startswith("switch")
    word = tr("switch") if switch else tr("kink")
    many = tr("switches") if switch else tr("kinks")
    ordered = sorted(feature.kinks, key=lambda k: k.mirror)
    texts = [(tr("mirror ") if k.mirror else "") + write(k.position) for k in ordered]
    if len(texts) == 1:
        return tr("{word} at {place}", word=word, place=texts[0])
    if len(texts) > LISTED:
        return tr(
            "{count} {many} from {first}",
            count=len(texts),
            many=many,
            first=write(min(k.position for k in ordered)),
        )
    return tr(
        "{many} at {places} and {last}", many=many, places=", ".join(texts[:-1]), last=texts[-1]
    )
