"""Ordinary training of the same network, live against the certified optimum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine.errors import MirrorsError, Remedy
from mirrors_gui.compute.runner import Refusal, remedies_of
from mirrors_gui.compute.training import TrainingView
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.lazy import WAITING, LazyPanel
from mirrors_gui.panels.training.form import TrainingForm
from mirrors_gui.panels.training.pacing import Pacing
from mirrors_gui.panels.training.plots import LEAST, CurvesPlot, KinksPlot, kink_tip
from mirrors_gui.style.theme import Theme
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import caption, label, named, set_role
from mirrors_gui.widgets.remedy_buttons import RemedyButtons
from mirrors_gui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from mirrors_engine.progress import Progress

CALM_MS = 80  # from one drawing here to the next: the plot of the fit moves at each frame
SAME = 1e-12  # an excess below is rounding
IDLE = mark("Press Train to see how close ordinary training comes to the certified optimum.")
EARLIER = mark("Press Train for the question on show. What follows belongs to an earlier one:")


class TrainingPanel(LazyPanel):
    """Settings, curves against the optimum, where the starts ended, where the kinks lie."""

    title = mark("Training")
    shows_answer = False  # its runs are its own
    guide = mark(
        "The same network with the same objective, trained by gradients from random starts: "
        "it cannot fall below the certified optimum, and often ends above it."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingPanel")
        self.area = Scrolled()  # a small screen cannot hold it all
        self.form = TrainingForm()
        self.button = named(
            QPushButton(tr("Train")),
            "trainingButton",
            tr("Train"),
            tr("Start training, or stop it"),
        )
        self.button.setProperty("role", "primary")
        self.pacing = Pacing()
        self.bar = named(QProgressBar(), "trainingProgress", tr("Progress of training"), "")
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.headline = label("", "heading")
        self.headline.setObjectName("trainingHeadline")
        self.headline.setWordWrap(True)
        self.facts = caption()
        self.facts.setObjectName("trainingFacts")
        self.curves = CurvesPlot()
        self.kinks = KinksPlot()
        self.counts = caption()
        self.counts.setObjectName("trainingKinkCounts")
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.pacing)
        row.addStretch()
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that nothing jumps
        self.bar.setSizePolicy(policy)
        self.content.addWidget(self.area)
        page = QWidget()
        page.setProperty("role", "plain")
        self.area.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.bar)
        self.remedies = RemedyButtons()
        for widget in (self.headline, self.facts, self.remedies):
            column.addWidget(widget)
        column.addWidget(self.curves, 1)
        column.addWidget(self.kinks)
        column.addWidget(self.counts)
        column.addWidget(self.form)  # on a low screen what scrolls off: its defaults train
        column.addStretch(0)
        self.curves.setMinimumHeight(LEAST)
        self._sentence = ""
        self._calm = QTimer(self, interval=CALM_MS, singleShot=True)
        self._calm.timeout.connect(self._follow_late)
        self._late = False  # whether something came meanwhile

    def bind(self, session: Session) -> None:
        super().bind(session)
        trainer = session.training
        self.button.clicked.connect(self.toggle)
        self.pacing.bind(session)
        self.pacing.resetAsked.connect(lambda: self._start(paused=True))
        self.remedies.taken.connect(self._remedy)
        self.form.draw.setChecked(trainer.drawn)
        self.form.draw.toggled.connect(trainer.draw)
        trainer.viewChanged.connect(self._follow)
        trainer.runningChanged.connect(self._show_running)
        trainer.stepped.connect(self._show_progress)
        trainer.failed.connect(self._show_failure)
        session.axes.changed.connect(lambda: self.due(self._show))
        for changed in (session.resultChanged, session.architectureChanged):
            changed.connect(self._question_changed)
        self._show_running(trainer.running)
        self.due(self._show)

    def apply_theme(self, theme: Theme) -> None:
        self.curves.apply_theme(theme)
        self.kinks.apply_theme(theme)
        self.due(self._show)

    def save_state(self) -> dict[str, Any]:
        return self.form.state()

    def restore_state(self, state: dict[str, Any]) -> None:
        self.form.set_state(state)

    # what the user does

    def toggle(self) -> None:
        """Start with the settings as they are, or stop."""
        assert self.session is not None
        trainer = self.session.training
        if trainer.running:
            trainer.stop()
        else:
            self._start()

    def _start(self, paused: bool = False) -> None:
        assert self.session is not None
        self._sentence = ""
        try:
            settings = self.form.settings()
        except MirrorsError as refusal:
            self._show_failure(Refusal.of(refusal))
            return
        self.session.training.start(settings, self.form.connected, paused)

    def _remedy(self, remedy: Remedy) -> None:
        assert self.session is not None
        if not self.form.take(remedy):
            self.session.take(remedy)
            return
        self.toggle()

    # what the trainer says

    def _follow(self) -> None:
        """Show a moment of training; of a run that moves some are left to the plot alone."""
        assert self.session is not None
        trainer = self.session.training
        view = trainer.view
        moving = trainer.running and not trainer.paused and view is not None
        if moving and self._calm.isActive():
            self._late = True
            return
        self._late = False
        if moving:
            self._calm.start()
        self.due(self._show)

    def _follow_late(self) -> None:
        if self._late:
            self._follow()

    def _question_changed(self, _change: object = None) -> None:
        self._sentence = ""
        self.due(self._show)

    def _show_running(self, running: bool) -> None:
        self.button.setText(tr("Stop") if running else tr("Train"))
        self.button.setAccessibleName(self.button.text())
        self.bar.setVisible(running)
        self.bar.setValue(0)
        self.due(self._show)

    def _show_progress(self, progress: Progress) -> None:
        if progress.fraction is not None:
            self.bar.setValue(int(1000 * progress.fraction))

    def _show_failure(self, sentence: str) -> None:
        self._sentence = sentence
        self.due(self._show)

    def _show(self) -> None:
        assert self.session is not None
        session, trainer = self.session, self.session.training
        result, view = session.result, trainer.view
        if result is None:
            waiting = session.signal is not None
            self.invite(
                WAITING if waiting else tr("Load a signal to train its network by gradients.")
            )
            return
        self.invite("")
        refusal = "" if trainer.running else refused(session)
        self.button.setEnabled(trainer.running or not refusal)
        self.pacing.allow(not refusal)
        sentence = self._sentence or refusal
        self.remedies.offer(() if trainer.running else remedies_of(sentence))
        # kept while running, so that nothing jumps; empty axes would say nothing
        for widget in (self.curves, self.kinks, self.counts):
            widget.setVisible(view is not None or trainer.running)
        set_role(self.headline, "heading")
        if view is None:
            self.curves.clear()
            self.kinks.clear_marks()
            self.counts.setText("")
            self.headline.setText(tr("Training …") if trainer.running else tr("Not trained yet"))
            self._say(sentence or ("" if trainer.running else tr(IDLE)), bool(sentence))
            return
        earlier = tr("Earlier question · ") if trainer.stale else ""
        self.headline.setText(earlier + headline(view))
        if trainer.stale:
            self._say(f"{tr(EARLIER)} {facts(view)}", False)
        else:
            self._say(sentence or facts(view), bool(sentence))
        self.curves.show_view(view, trainer.stale)
        scale = session.axes.scale(view.training.result.signal)
        self.kinks.show_view(view, trainer.stale, scale)
        self.counts.setText(counts(view))
        self.counts.setToolTip(kink_tip(view))

    def _say(self, words: str, wrong: bool) -> None:
        self.facts.setText(said(words))
        set_role(self.facts, "error" if wrong else "caption")


def refused(session: Session) -> str:
    """Why nothing can be trained here, "" if it can."""
    from mirrors_engine.training import check_trainable

    result = session.result
    if result is None:
        return tr("There is no answer yet whose network could be trained.")
    try:
        check_trainable(result.architecture, result.lam)
    except MirrorsError as refusal:
        return str(refusal)
    return ""


def headline(view: TrainingView) -> str:
    """How near the best start has come."""
    training = view.training
    last = training.final[training.best]
    if not np.isfinite(last):
        return tr("Every start has overflowed: make the step size smaller")
    if training.connected:
        return tr(
            "Fully connected: best objective of its own {last}", last=formatting.number(last, 5)
        )
    if training.settings.from_optimum:
        rise = float(np.max(training.relative(training.objectives[0])))
        if rise <= 1e-9:
            return tr("It stays at the optimum")
        share = percent(rise)
        now = training.excess[0]
        where = tr("back at it") if now <= SAME else tr("now {now} above", now=percent(now))
        return tr("From the optimum: strayed by up to {share}, {where}", share=share, where=where)
    excess = training.excess[training.best]
    name = (
        tr("Best start")
        if len(training.final) == 1
        else tr("Best of {final}", final=len(training.final))
    )
    if excess <= SAME:
        return tr("{name}: at the optimum", name=name)
    return tr("{name}: {excess} above the optimum", name=name, excess=percent(excess))


def facts(view: TrainingView) -> str:
    """The optimum beside best, median and worst."""
    training = view.training
    result = training.result
    mark = tr("✓ certified") if result.certified else tr("! not certified")
    text = tr(
        "Optimum {objective} {mark}", objective=formatting.number(result.objective, 6), mark=mark
    )
    order, finals = training.order, training.final
    if training.connected:
        return tr(
            "{words}, which is no bound for a fully connected network: its objective has "
            "squared weights.",
            words=text,
        )
    if len(order) > 1:
        names = (tr("best"), tr("median"), tr("worst"))
        picks = (order[0], order[(len(order) - 1) // 2], order[-1])
        text += "".join(
            f" · {name} {formatting.number(finals[k], 6)}"
            for name, k in zip(names, picks, strict=True)
        )
    else:
        text += tr(" · now {finals}", finals=formatting.number(finals[0], 6))
    lost = int(np.isinf(finals).sum())
    if lost:
        text += tr(" · {starts} overflowed", starts=formatting.plural(lost, "start"))
    if not training.done:
        reached = max(int(steps[-1]) for steps in training.steps)
        text += tr(" · step {reached}", reached=reached)
    if view.heights.size < training.settings.starts:
        text += tr(
            " · {size} of {starts} starts begun",
            size=view.heights.size,
            starts=training.settings.starts,
        )
    return tr("{words} · {units} units", words=text, units=training.settings.units)


def counts(view: TrainingView) -> str:
    """Where the kinks of the best lie, and how many would lie there by chance."""
    tally = view.tally
    names = [tr("on data points"), tr("on mirror points of the optimum")]
    if tally.listed:
        names.append(tr("on other mirror points"))
    parts = [
        tr(
            "{n} {name} ({chance} by chance)",
            n=n,
            name=name,
            chance=formatting.number(chance, 2),
        )
        for n, name, chance in zip(tally.counts, names, tally.by_chance, strict=False)
    ]
    kinks = formatting.plural(tally.total, "kink")
    return tr("{kinks} of the best start: {parts}.", kinks=kinks, parts=", ".join(parts))


def percent(share: float) -> str:
    """A share of any size in per cent."""
    return f"{formatting.number(100 * share, 3)} %"
