"""Pinned fits as JSON values of a project file: their settings, and data that were edited since."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import ProjectError
from mirrors_engine.signals.storage import signal_from_dict, signal_to_dict
from mirrors_engine.text.printable import printable
from mirrors_gui.model.pins.pin import LONGEST_NAME, MOST, Pin
from mirrors_gui.text.translate import tr

Document = dict[str, Any]


def pins_to_document(pins: tuple[Pin, ...], signal: Any) -> Document:
    """The pins, and the signals they have besides the present `signal`, each once."""
    others: list[Any] = []
    entries = []
    for pin in pins:
        if pin.signal is not signal and not any(pin.signal is other for other in others):
            others.append(pin.signal)
        which = next((k for k, other in enumerate(others) if other is pin.signal), None)
        entries.append(
            {
                "name": pin.name,
                "slot": pin.slot,
                "signal": which,
                "edited": pin.edited,
                "architecture": asdict(pin.architecture),
                "loss": pin.loss,
                "loss_options": dict(pin.loss_options),
                "solver": pin.solver,
                "lam_ratio": pin.lam_ratio,
                "shown": pin.shown,
                "validated": pin.validated,
            }
        )
    return {"entries": entries, "signals": [signal_to_dict(other) for other in others]}


def pins_from_document(document: Any, signal: Any) -> tuple[Pin, ...]:
    """The pins of a project whose data are `signal`.

    Raises
    ------
    ProjectError, TypeError, ValueError, KeyError, AttributeError
        If they are not valid; the reader of the project says so.
    """
    if document is None:  # projects written before there were pins
        return ()
    signals = [signal_from_dict(entry) for entry in document["signals"][:MOST]]
    pins = tuple(_pin(entry, signal, signals) for entry in document["entries"][:MOST])
    if len({pin.slot for pin in pins}) < len(pins):
        raise ProjectError(tr("two pinned fits have one stroke"))
    for pin in pins:
        if pin.signal.dimension != signal.dimension:
            raise ProjectError(tr("a pinned fit is of other inputs than the data"))
        pin.architecture.check_dimension(pin.signal.dimension)
    return pins


def _pin(entry: Document, signal: Any, signals: list[Any]) -> Pin:
    name, slot, which = entry["name"], entry["slot"], entry["signal"]
    if type(name) is not str or type(slot) is not int or not 0 <= slot < MOST:
        raise ProjectError(tr("a pinned fit is not valid"))
    if which is not None and (type(which) is not int or not 0 <= which < len(signals)):
        raise ProjectError(tr("the data of a pinned fit are not valid"))
    settings = settings_of(entry)
    error = entry["validated"]
    if error is not None and type(error) not in (int, float):
        raise ProjectError(tr("the error of a pinned fit is not valid"))
    return Pin(
        name=printable(name)[:LONGEST_NAME] or "?",
        slot=slot,
        signal=signal if which is None else signals[which],
        edited=entry["edited"] is True,
        shown=entry["shown"] is not False,
        validated=None if error is None else float(error),
        **settings,
    )


def settings_of(asked: Document) -> Document:
    """Network, loss, solver and λ of an entry of a project.

    Raises
    ------
    ProjectError
        If one of them is not valid.
    """
    ratio = asked["lam_ratio"]
    if type(ratio) not in (int, float) or not 0 <= ratio <= 1:
        raise ProjectError(tr("λ is not between 0 and λmax"))
    loss, options, solver = asked["loss"], asked["loss_options"], asked["solver"]
    sound = all(type(key) is str and type(v) in (int, float) for key, v in options.items())
    if type(loss) is not str or type(solver) is not str or not sound or len(loss + solver) > 100:
        raise ProjectError(tr("the loss or the solver is not valid"))
    return {
        "architecture": network_of(asked["architecture"]),
        "loss": loss,
        "loss_options": tuple(sorted(options.items())),
        "solver": solver,
        "lam_ratio": float(ratio),
    }


def network_of(value: Document) -> Architecture:
    """An architecture as a project has it."""
    if any(isinstance(v, dict) or len(str(v)) > 200 for v in value.values()):
        raise ProjectError(tr("the network is not valid"))
    listed: Document = {key: tuple(v) if isinstance(v, list) else v for key, v in value.items()}
    return Architecture(**listed)
