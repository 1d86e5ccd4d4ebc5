"""The analyses of the answer on show: which were requested, and what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mirrors_gui.compute.analyses import BAND
from mirrors_gui.compute.messages import AnalysisRequest, AnalysisResult, Fit
from mirrors_gui.compute.worker import Worker
from mirrors_gui.text.translate import mark

if TYPE_CHECKING:
    from mirrors_engine.results import FitResult
    from mirrors_engine.series import Forecast
    from mirrors_gui.compute.uncertainty import UncertaintyView

IDLE_MS = 200  # without a new answer, before costly analyses of it begin
STOPPED = mark("Stopped. Move λ to compute it again.")


class AnswerAnalyses(QObject):
    """Each is computed once for an answer, on request; a new answer discards them all.

    Attributes
    ----------
    other : FitResult or None
        Another optimal network shown beside the answer.
    band_wanted : bool
        Whether the optimal band is computed and drawn.
    uncertainty : UncertaintyView or None
        Refits and bands of the answer, as far as the view Uncertainty has computed them.
    uncertainty_wanted : bool
        Whether its bands are drawn on the fit too.
    forecast : Forecast or None
        Of the signal, as far as the view Forecast has come: no other answer to it ends that.

    Signals
    -------
    computed : name of an analysis
    otherChanged : FitResult or None
    bandWantedChanged : bool
    uncertaintyChanged : UncertaintyView or None
    """

    computed = Signal(str)
    otherChanged = Signal(object)
    bandWantedChanged = Signal(bool)
    uncertaintyChanged = Signal(object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.other: FitResult | None = None
        self.band_wanted = True
        self.uncertainty: UncertaintyView | None = None
        self.uncertainty_wanted = True
        self.forecast: Forecast | None = None
        self._worker = worker
        self._fit: Fit | None = None
        self._result: FitResult | None = None
        self._results: dict[str, AnalysisResult] = {}
        self._requested: dict[str, None] = {}
        self._postponed: list[str] = []
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._submit_postponed)

    def set_answer(self, fit: Fit | None, result: FitResult | None) -> None:
        """Analyse another answer from now on, or none."""
        self._worker.drop_analyses()
        self._idle.stop()
        if self.uncertainty is not None and self.uncertainty.result is not result:
            self.set_uncertainty(None)
        self._fit, self._result = fit, result
        self._results, self._requested, self._postponed = {}, {}, []
        self.show_other(None)
        if result is not None and self.band_wanted:
            self.request(BAND, idle=True)

    def get(self, name: str) -> AnalysisResult | None:
        """What an analysis found, None as long as it has not been computed."""
        return self._results.get(name)

    def request(self, *names: str, idle: bool = False) -> None:
        """Compute these analyses; `computed` is emitted when there is something to `get`.

        With `idle` they wait until no other answer has come for a while.
        """
        if self._result is None:
            return
        new = [name for name in names if name not in self._requested]
        self._requested.update(dict.fromkeys(new))
        if idle:
            self._postponed += new
            self._idle.start()
        else:
            self._submit(new)

    def request_part(self, name: str, about: object) -> None:
        """Compute an analysis of a part of the answer, in place of the part before."""
        if self._fit is not None and self._result is not None:
            self._requested[name] = None
            self._worker.analyse(AnalysisRequest(self._fit, self._result, name, about))

    def show_other(self, result: FitResult | None) -> None:
        """Draw another optimal network beside the answer, None for none."""
        if result is not self.other:
            self.other = result
            self.otherChanged.emit(result)

    def set_band_wanted(self, wanted: bool) -> None:
        if wanted != self.band_wanted:
            self.band_wanted = wanted
            if wanted:
                self.request(BAND)
            self.bandWantedChanged.emit(wanted)

    def set_uncertainty(self, view: UncertaintyView | None) -> None:
        """Keep what the view Uncertainty has computed so far, for all who show it."""
        self.uncertainty = view
        self.uncertaintyChanged.emit(view)

    @property
    def uncertainty_on_fit(self) -> UncertaintyView | None:
        """What of it is drawn on the fit."""
        return self.uncertainty if self.uncertainty_wanted else None

    def set_uncertainty_wanted(self, wanted: bool) -> None:
        if wanted != self.uncertainty_wanted:
            self.uncertainty_wanted = wanted
            self.uncertaintyChanged.emit(self.uncertainty)

    def stop(self) -> None:
        """The user has cancelled what runs; the worker has been stopped."""
        self._idle.stop()
        self._postponed = []
        for name in [n for n in self._requested if n not in self._results]:
            self._results[name] = AnalysisResult(None, note=STOPPED)
            self.computed.emit(name)

    def receive(self, message: AnalysisResult) -> None:
        """Keep what the worker computed, unless it is about an older answer."""
        request = message.request
        if request is not None and request.result is self._result:
            self._results[request.name] = message
            self.computed.emit(request.name)

    def _submit_postponed(self) -> None:
        names, self._postponed = self._postponed, []
        self._submit(names)

    def _submit(self, names: list[str]) -> None:
        if self._fit is None or self._result is None:
            return
        for name in names:
            self._worker.analyse(AnalysisRequest(self._fit, self._result, name))
