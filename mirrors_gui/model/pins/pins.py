"""Pinned fits: kept in the question, so that undo, project files and recovery have them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from mirrors_engine.architecture import Architecture
from mirrors_engine.text.printable import printable
from mirrors_gui.compute.pinned import PinnedFit, Refit, refits, summary_of
from mirrors_gui.compute.runner import Runner
from mirrors_gui.model.pins.pin import LONGEST_NAME, MOST, Pin, free_slot, pin_of
from mirrors_gui.text.engine_words import network_words
from mirrors_gui.text.formatting import number
from mirrors_gui.text.translate import mark, tr

DEPTHS = (2, 3, 4)  # compared by one click
KEPT = 4 * MOST  # fits that undo may come back to without solving them again
FULL = mark("{most} fits are pinned, as many as can be told apart: remove one first.")


class Pins(QObject):
    """Pins the fit on show, and has the function and numbers of every pinned fit.

    The numbers of a fit that is pinned are those of the answer on show. Those of a project that
    was opened are computed again, beside the window, while it waits for no other answer.

    Signals
    -------
    changed : the pins, or what is known of them
    pinned : the fit on show, by the user
    """

    changed = Signal()
    pinned = Signal()

    def __init__(self, session: Any) -> None:
        super().__init__(session)
        self._session = session
        # the signal is kept along, so that no other takes its id
        self._fits: dict[tuple[Any, ...], tuple[Any, PinnedFit | None, str]] = {}
        self._runner = Runner("pins", self)
        self._runner.advanced.connect(self._take)
        self._runner.ended.connect(self._compute)
        session.pinsChanged.connect(self._changed)
        session.resultChanged.connect(self._answered)
        session.busyChanged.connect(self._make_way)
        session.closing.connect(self._runner.close)

    @property
    def all(self) -> tuple[Pin, ...]:
        """In the order in which they were pinned."""
        pins: tuple[Pin, ...] = self._session.question.pins
        return pins

    def fit(self, pin: Pin) -> PinnedFit | None:
        """Its function and numbers, None while they are not known."""
        found = self._fits.get(pin.asked)
        return None if found is None else found[1]

    def note(self, pin: Pin) -> str:
        """Why there are none."""
        found = self._fits.get(pin.asked)
        return "" if found is None else found[2]

    def at(self, slot: int) -> Pin | None:
        """The pin with this stroke."""
        return next((pin for pin in self.all if pin.slot == slot), None)

    def on_show(self) -> Pin | None:
        """The pin of the fit on show."""
        session = self._session
        if session.result is None:
            return None
        asked = pin_of(session.shown, "", 0).asked
        return next((pin for pin in self.all if pin.asked == asked), None)

    # what the user does

    def pin(self) -> None:
        """Pin the fit on show; where it is pinned already, bring its error up to date."""
        session, pins = self._session, self.all
        if session.result is None:
            return
        found = self.on_show()
        error = _validated(session.validation, session.shown.lam_ratio)
        if found is not None:
            kept = found.validated if error is None else error
            self._replace(replace(found, shown=True, validated=kept), tr("pinning"))
            return
        slot = free_slot(pins)
        if slot is None:
            session.failed.emit(tr(FULL, most=MOST))
            return
        made = pin_of(session.shown, _name(session.shown), slot, error)
        self._keep(made, summary_of(session.result, session.curve), "")
        session.set_pins((*pins, made), tr("pinning"))
        self.pinned.emit()

    def depths(self) -> tuple[Architecture, ...]:
        """The network on show in depths 2, 3 and 4; none where its depth alone does not say it."""
        session = self._session
        net = None if session.result is None else session.shown.architecture
        if net is None or net.inputs != "line" or net.step:
            return ()
        return tuple(replace(net, layers=k, dictionary="exact") for k in DEPTHS)

    def pin_depths(self) -> None:
        """Pin the fits of those depths at the λ on show, those that are not pinned yet."""
        session, pins = self._session, self.all
        for net in self.depths():
            asked = replace(session.shown, architecture=net)
            made = pin_of(asked, _name(asked), free_slot(pins) or 0)
            if any(pin.asked == made.asked for pin in pins):
                continue
            if len(pins) == MOST:
                session.failed.emit(tr(FULL, most=MOST))
                return
            pins = (*pins, made)
        session.set_pins(pins, tr("pinning"))

    def remove(self, slot: int) -> None:
        pin = self.at(slot)
        if pin is not None:
            rest = tuple(other for other in self.all if other is not pin)
            self._session.set_pins(rest, tr("removal of {name}", name=pin.name))

    def rename(self, slot: int, name: str) -> None:
        """Call a pin by another name; blanks alone are none."""
        name = printable(name.strip())[:LONGEST_NAME]
        pin = self.at(slot)
        if pin is not None and name:
            self._replace(replace(pin, name=name), tr("renaming of {name}", name=pin.name))

    def show(self, slot: int, shown: bool) -> None:
        """Draw a pin, or hide it."""
        pin = self.at(slot)
        if pin is not None:
            self._replace(
                replace(pin, shown=shown),
                tr("showing of a pin") if shown else tr("hiding of a pin"),
            )

    def go_to(self, slot: int) -> None:
        """Ask the question of a pin again."""
        pin = self.at(slot)
        if pin is not None:
            self._session.return_to(pin)

    # what is known

    def _replace(self, pin: Pin, text: str) -> None:
        pins = tuple(pin if other.slot == pin.slot else other for other in self.all)
        self._session.set_pins(pins, text)

    def _changed(self) -> None:
        self._compute()
        self.changed.emit()

    def _answered(self, result: Any) -> None:
        """A pin that waits for its numbers may be of the answer that has come."""
        pin = None if result is None else self.on_show()
        if pin is not None and pin.asked not in self._fits:
            self._keep(pin, summary_of(result, self._session.curve), "")
            self.changed.emit()

    def _make_way(self, busy: bool) -> None:
        """An answer that somebody waits for comes first."""
        if busy:
            self._runner.stop()
        else:
            self._compute()

    def _compute(self) -> None:
        missing = [pin for pin in self.all if pin.asked not in self._fits]
        if missing and not self._session.busy and not self._runner.running:
            self._runner.start(refits(missing))

    def _take(self, refit: Refit) -> None:
        for pin in self.all:
            if pin.asked == refit.asked:
                self._keep(pin, refit.fit, refit.note)
                self.changed.emit()
                return

    def _keep(self, pin: Pin, fit: PinnedFit | None, note: str) -> None:
        self._fits.pop(pin.asked, None)
        self._fits[pin.asked] = pin.signal, fit, note
        in_use = {other.asked for other in self.all}
        for asked in [a for a in self._fits if a not in in_use and a != pin.asked][:-KEPT]:
            del self._fits[asked]


def _name(asked: Any) -> str:
    """What tells it from others: the network, the loss where it is not squared, and λ."""
    share = f"{number(100 * asked.lam_ratio, 2)} %" if asked.lam_ratio else "0"
    return tr("{network}, λ {share}", network=network_words(asked), share=share)


def _validated(found: Any, ratio: float) -> float | None:
    """The mean error at the λ tried that is nearest, None if none is near."""
    if found is None or not len(found.scores) or not found.lam_max or not ratio:
        return None
    tried = np.flatnonzero(found.lams > 0)
    places = np.log(found.lams[tried] / found.lam_max)
    if not len(places):
        return None
    away = np.abs(places - np.log(ratio))
    nearest = int(np.argmin(away))
    step = float(np.abs(np.diff(places)).max()) if len(places) > 1 else 0.0
    return float(found.mean[tried[nearest]]) if away[nearest] <= 0.5 * step + 1e-9 else None
