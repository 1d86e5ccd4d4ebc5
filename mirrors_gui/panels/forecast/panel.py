"""The series forecast from its own past: by the optimal network, and by what it has to beat."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import MirrorsError, Remedy
from mirrors_engine.progress import Monitor, Progress
from mirrors_engine.series import Forecast, Settings, forecasting
from mirrors_gui.compute.runner import Refusal, Runner, remedies_of
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.lazy import say
from mirrors_gui.panels.common.legend import stroke
from mirrors_gui.panels.forecast import table as forecast_table
from mirrors_gui.panels.forecast import words as forecast_words
from mirrors_gui.panels.forecast.layout import VIEWS, ForecastLayout
from mirrors_gui.panels.forecast.plot import ONE_STEP, ROLLED, pen_of
from mirrors_gui.style.theme import Theme
from mirrors_gui.style.x_scale import XScale
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import set_role

LIVE_S = 1.5  # forecasts that take no longer follow every change by themselves
CALM_MS = 200  # after the last change
INVITE = mark(
    "Forecast the series from its own past: choose lags, then press Forecast.\n"
    "The last part is kept apart to judge by."
)


@dataclass(frozen=True)
class Question:
    """What is forecast, how: forecasts on show belong to one."""

    signal: Any
    net: Architecture
    settings: Settings


class ForecastPanel(ForecastLayout):
    """Lag embedding, forecasts, baselines and errors of the signal as a time series.

    Signals
    -------
    exportAsked
        The forecasts are to be saved as a table.
    """

    exportAsked = Signal()
    title = mark("Forecast")
    shows_answer = False  # its forecasts are its own
    guide = mark("The same network forecasts the signal from its past.")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("forecastPanel")
        self.views.idToggled.connect(lambda _, on: self.due(self._draw) if on else None)
        self.runner = Runner("forecast", self)
        self.runner.advanced.connect(self._take)
        self.runner.stepped.connect(self._step)
        self.runner.failed.connect(self._refuse)
        self.runner.ended.connect(self._ended)
        self.runner.runningChanged.connect(self._running)
        self.run.clicked.connect(self.start)
        self.remedies.taken.connect(self._remedy)
        self.stop.clicked.connect(self._stop)
        self.open.clicked.connect(self.open_as_signal)
        self.export.clicked.connect(self.exportAsked)
        self.baselines.toggled.connect(lambda _: self.due(self._draw))
        self.form.changed.connect(self._asked_anew)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._follow)
        self._found: Forecast | None = None
        self.asked: Question | None = None  # what `found` answers, or is about to
        self._began = self._took = 0.0
        self._arriving = False  # a first forecast, which is not laid out yet
        self.place.verticalScrollBar().rangeChanged.connect(self._see_pages)
        self._refusal = ""

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.signalChanged.connect(lambda _: self._forget())
        for changed in (session.architectureChanged, session.settingsChanged, session.lamChanged):
            changed.connect(self._asked_anew)
        session.axes.changed.connect(lambda: self.due(self._draw))
        session.cancelling.connect(self.runner.stop)
        session.closing.connect(self._close)
        self._forget()

    @property
    def found(self) -> Forecast | None:
        """What is on show, which the export dialog writes too."""
        return self._found

    @found.setter
    def found(self, found: Forecast | None) -> None:
        self._found = found
        if self.session is not None:
            self.session.analyses.forecast = found

    def apply_theme(self, theme: Theme) -> None:
        self.series.apply_theme(theme)
        self.function.apply_theme(theme)
        self.due(self._draw)

    def save_state(self) -> dict[str, Any]:
        view = VIEWS[self.views.checkedId()][0]
        return {**self.form.save_state(), "baselines": self.baselines.isChecked(), "view": view}

    def restore_state(self, state: dict[str, Any]) -> None:
        self.form.restore_state(state)
        if isinstance(state.get("baselines"), bool):
            self.baselines.setChecked(state["baselines"])
        for place, (key, *_) in enumerate(VIEWS):
            if key == state.get("view"):
                self.views.button(place).setChecked(True)

    # asking

    def _question(self) -> Question:
        """What the controls and the session ask for now.

        Raises
        ------
        MirrorsError
        """
        assert self.session is not None
        return Question(
            self.session.signal, self.session.architecture, self.form.settings(self.session)
        )

    def start(self) -> None:
        """Forecast with the settings as they are."""
        self._calm.stop()
        try:
            question = self._question()
        except MirrorsError as error:
            self.runner.stop()
            self._forget_answer()
            self._refuse(Refusal.of(error))
            return
        if self.asked is None or question.signal is not self.asked.signal:
            self.found = None
        self.asked, self._refusal = question, ""
        self._fresh = True
        self._began = time.perf_counter()
        self.runner.start(partial(_job, question))
        self.due(self._draw)

    def _stop(self) -> None:
        self.runner.stop()

    def _asked_anew(self, *_: object) -> None:
        """A setting has changed: what is on show belongs to the one before."""
        if self.asked is None and not self._refusal:
            return
        if self._refusal or 0 < self._took <= LIVE_S:
            self._calm.start()
        elif self.runner.running:
            self.runner.stop()
        self.due(self._say)

    def _follow(self) -> None:
        if self.isVisible() and self._stale():
            self.start()

    def _stale(self) -> bool:
        """Whether the settings are no longer those of what is on show."""
        try:
            return self.asked is None or self._question() != self.asked
        except MirrorsError:
            return True

    # answers

    def _take(self, found: Forecast) -> None:
        if self.found is not None and self._fresh and found.result is None:
            return  # the picture before stays until there is a network to take its place
        self.found, self._fresh = found, False
        if found.complete:
            self._took = time.perf_counter() - self._began
        self.due(self._draw)

    def _step(self, step: Progress) -> None:
        self.progress.setValue(int(1000 * (step.fraction or 0.0)))
        self.progress.setToolTip(said(step.stage))
        if self.found is None or self._fresh:
            self.headline.setText(said(step.stage).capitalize() + " …")

    def _refuse(self, sentence: str) -> None:
        self._forget_answer()
        self._refusal = sentence
        self.due(self._draw)

    def _remedy(self, remedy: Remedy) -> None:
        assert self.session is not None
        if not self.form.take(remedy):
            self.session.take(remedy)

    def _running(self, running: bool) -> None:
        self.stop.setEnabled(running)
        self.progress.setVisible(running)
        self.progress.setValue(0)

    def _ended(self) -> None:
        if self._fresh:  # stopped before there was anything: the answer on show is an older one
            self._forget_answer()
        self.due(self._draw)

    def _forget_answer(self) -> None:
        self.found = self.asked = None
        self._fresh = False

    def _forget(self) -> None:
        """Another signal: nothing of the old one stays."""
        self.runner.stop()
        self._calm.stop()
        self._forget_answer()
        self._refusal, self._took = "", 0.0
        self.due(self._draw)

    def _close(self) -> None:
        self._calm.stop()
        self.runner.close()

    # drawing

    def _draw(self) -> None:
        assert self.session is not None
        session = self.session
        self.invite(_nothing_to_forecast(session.signal))
        view = VIEWS[self.views.checkedId()][0]
        self._arriving |= self.found is not None and self.pages.isHidden()
        for part in (self.choice, self.pages, self.export):
            part.setVisible(self.found is not None)
        self.pages.setCurrentIndex({"function": 1, "errors": 2}.get(view, 0))
        found, baselines, theme = self.found, self.baselines.isChecked(), session.appearance.theme
        drawn = () if found is None or view not in (ONE_STEP, ROLLED) else found.entries
        self.legend.fill(
            [
                (forecast_words.LEGEND.get(entry.key, entry.name), stroke(pen_of(entry.key, theme)))
                for entry in drawn
                if baselines or entry.key in ("convex", "trained")
            ],
            theme,
        )
        if view in (ONE_STEP, ROLLED):
            signal = session.signal if found is None else found.rows.timeline.signal
            scale = XScale() if signal is None else session.axes.scale(signal)
            self.series.show(found, view, baselines, theme, scale)
        elif view == "function":
            self.function.show_forecast(found, baselines)
        growing = self.runner.running and found is not None and not found.complete
        forecast_table.fill(self.table, found, growing, theme)
        self._say()

    def _see_pages(self, _low: int, _high: int) -> None:
        """Scroll past the settings to a first forecast, where there is no room for both."""
        if not self._arriving:
            return
        self._arriving = False
        end = self.pages.geometry().bottom() + 1 - self.place.viewport().height()
        self.place.verticalScrollBar().setValue(max(self.headline.y(), end))

    def _say(self) -> None:
        """Headline and facts: of what is on show, or why there is nothing."""
        found = self.found
        self.open.setEnabled(found is not None and found.result is not None and not self._fresh)
        set_role(self.headline, "heading")
        self.remedies.offer(remedies_of(self._refusal) if found is None else ())
        if found is None:
            set_role(self.headline, "error" if self._refusal else "heading")
            if not self.runner.running:
                self.headline.setText(said(self._refusal) or tr("No forecast yet"))
            say(self.facts, "" if self._refusal else tr(INVITE))
            return
        if self._stale() and not self.runner.running:
            set_role(self.headline, "error")
            self.headline.setText(tr("Settings have changed since: press Forecast to follow them."))
        elif self._fresh:
            say(self.facts, tr("The picture is still that of the settings before."))
            return
        else:
            self.headline.setText(forecast_words.headline(found))
            self.headline.setToolTip(tr("Root mean square error, one step ahead in the test part"))
        ahead = VIEWS[self.views.checkedId()][0] == ROLLED
        lines = forecast_words.next_values(found) if ahead else []
        say(self.facts, "\n".join([*lines, *forecast_words.facts(found)]))

    # beyond the panel

    def open_as_signal(self) -> None:
        """Make the rows of the training part the signal, at the λ of this forecast."""
        found, session = self.found, self.session
        if found is None or found.lam_ratio is None or session is None:
            return
        # set_signal forgets the forecast
        signal, net, ratio = found.training.signal(), found.architecture, found.lam_ratio

        def go() -> None:
            with session.history.step(tr("opening of the forecast's samples")):
                session.set_signal(signal, inputs=net.inputs)
                session.set_architecture(net)
                session.set_lam_ratio(ratio)

        session.replace_data(tr("opening the samples of the forecast"), go)


def _nothing_to_forecast(signal: Any) -> str:
    """Why there can be no forecast, "" if there can."""
    if signal is None:
        return tr("Load a signal to forecast it.")
    if signal.dimension > 1:
        return tr(
            "A forecast needs a series: one column of x, its time.\n"
            "Choose one column under Inputs, or open a series."
        )
    return ""


def _job(question: Question, monitor: Monitor) -> Iterator[Forecast]:
    return forecasting(question.signal, question.net, question.settings, monitor)
