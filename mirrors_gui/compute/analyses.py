"""Closer looks at an answer that someone asks to see: computed on the worker, on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from mirrors_engine.progress import Monitor

MAP, LANDSCAPE, RANGES, BAND, OTHERS, FORMS, OUTSIDE = (
    "mirror map",
    "landscape",
    "weight ranges",
    "optimal band",
    "other optimal networks",
    "closed forms",
    "networks outside the dictionary",
)
MOST_OTHERS = 8
NONE_OUTSIDE = "None was found: no two neurons merge into one that bends where no sample is."
IDLE_MS = 200  # without a new answer, before dear looks at it begin


@dataclass(frozen=True, slots=True)
class Look:
    """Something to compute about a result.

    Attributes
    ----------
    request : Fit
        The question the result answers.
    result : FitResult
    what : str
        One of the names of this module.
    """

    request: Any
    result: Any
    what: str

    @property
    def yields(self) -> bool:
        """Whether it steps back for looks that someone asked for."""
        return self.what == BAND


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look has found; `note` says why there is nothing."""

    look: Look | None
    value: Any = None
    note: str = ""

    @property
    def slot(self) -> tuple[type, str]:
        """Looks at different things do not replace each other in the mail."""
        return type(self), "" if self.look is None else self.look.what


class Looks(QObject):
    """The looks at the answer on show; a new answer forgets them all.

    Attributes
    ----------
    other : FitResult or None
        Another optimal network shown beside the answer.
    band_wanted : bool
        Whether the optimal band is computed and drawn.
    """

    found = Signal(str)
    otherChanged = Signal(object)
    bandWantedChanged = Signal(bool)

    def __init__(self, worker: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.other: Any = None
        self.band_wanted = True
        self._worker = worker
        self._request: Any = None
        self._result: Any = None
        self._found: dict[str, Looked] = {}
        self._asked: dict[str, None] = {}
        self._later: list[str] = []
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._start)

    def about(self, request: Any, result: Any) -> None:
        """Turn to another answer, or to none."""
        self._worker.drop_looks()
        self._idle.stop()
        self._request, self._result = request, result
        self._found, self._asked, self._later = {}, {}, []
        self.show_other(None)
        if result is not None and self.band_wanted:
            self.ask(BAND, idle=True)

    def get(self, what: str) -> Looked | None:
        """What a look has found, None as long as it has not."""
        return self._found.get(what)

    def ask(self, *names: str, idle: bool = False) -> None:
        """Look closer; `found` tells when there is something to `get`.

        `idle` waits until no other answer has come for a while.
        """
        if self._result is None:
            return
        new = [name for name in names if name not in self._asked]
        self._asked.update(dict.fromkeys(new))
        if idle:
            self._later += new
            self._idle.start()
        else:
            self._send(new)

    def show_other(self, result: Any) -> None:
        """Draw another optimal network beside the answer, None for none."""
        if result is not self.other:
            self.other = result
            self.otherChanged.emit(result)

    def want_band(self, wanted: bool) -> None:
        if wanted != self.band_wanted:
            self.band_wanted = wanted
            if wanted:
                self.ask(BAND)
            self.bandWantedChanged.emit(wanted)

    def stop(self) -> None:
        """The user gave up what runs; the worker has been told."""
        self._idle.stop()
        self._later = []
        for what in [w for w in self._asked if w not in self._found]:
            self._found[what] = Looked(None, note="Stopped. Move λ to look again.")
            self.found.emit(what)

    def take(self, message: Looked) -> None:
        """Keep what the worker found, unless it is about an older answer."""
        look = message.look
        if look is not None and look.result is self._result:
            self._found[look.what] = message
            self.found.emit(look.what)

    def _start(self) -> None:
        names, self._later = self._later, []
        self._send(names)

    def _send(self, names: list[str]) -> None:
        for name in names:
            self._worker.look(Look(self._request, self._result, name))


class Looker:
    """Computes looks; those at one result share its landscape. Lives on the worker's thread."""

    def __init__(self) -> None:
        self._landscape: Any = None

    def compute(self, look: Look, problem: Any, monitor: Monitor) -> Looked:
        """Answer a look; `problem` is one that may have made the result."""
        result = look.result
        if look.what == MAP:
            from mirrors_engine.landscape.mirror_map import mirror_map

            return Looked(look, mirror_map(result, monitor=monitor))
        if look.what == FORMS:
            from mirrors_engine.closed_forms import applies

            return Looked(look, applies(result.signal, result.architecture, result))
        if look.what == OUTSIDE:
            from mirrors_engine.landscape.outside import outside

            return Looked(look, outside(result, monitor), NONE_OUTSIDE)
        land = self._landscape_of(result, problem, monitor)
        if look.what == LANDSCAPE or not land.computed:
            return Looked(look, land if land.computed else None, land.note)
        if look.what == RANGES:
            return Looked(look, land.weight_ranges(monitor))
        if look.what == OTHERS:
            return Looked(look, land.sample(MOST_OTHERS, monitor=monitor))
        return Looked(look, land.band(monitor=monitor))

    def _landscape_of(self, result: Any, problem: Any, monitor: Monitor) -> Any:
        from mirrors_engine.landscape import landscape

        if self._landscape is None or self._landscape.result is not result:
            self._landscape = None
            self._landscape = landscape(result, problem, monitor)
        return self._landscape
