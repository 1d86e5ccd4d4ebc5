"""Choosing λ from the strip: a menu of rules, the validation behind it, and its marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QStackedLayout,
    QWidget,
)

from mirrors_engine.progress import Monitor, Progress
from mirrors_gui.compute.runner import Runner
from mirrors_gui.model.session import MIN_RATIO, Session
from mirrors_gui.panels.lambda_strip.marks import RULES, LambdaMarks, shape_icon
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.plain import wrapped
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import IconButton, MenuButton, named

if TYPE_CHECKING:
    from mirrors_engine.selection import Selection
    from mirrors_gui.panels.lambda_strip.slider import LambdaSlider
    from mirrors_gui.style.theme import Theme

SPLITS = {
    "random": (
        mark("Random folds"),
        mark("Every point is tested once, in five folds drawn at random."),
    ),
    "blocked": (
        mark("Blocks of neighbours"),
        mark(
            "Every point is tested once, in five runs of neighbours: for series, and to see how "
            "well gaps are filled."
        ),
    ),
    "rolling": (
        mark("Rolling origin"),
        mark("Five times, what comes next is tested on all that came before: for forecasts."),
    ),
}
VALIDATED = ("min", "1se")


class SelectionMenu(QWidget):
    """The button "Choose λ", its menu, progress and cancel; owns the marks on the groove."""

    def __init__(self, slider: LambdaSlider) -> None:
        super().__init__()
        self.session: Session | None = None
        self.marks = LambdaMarks(slider, self.go)
        self.runner = Runner("choice of λ", self)
        self.found: Selection | None = None
        self._about: tuple[Any, ...] | None = None
        self._wanted: str | None = None  # the rule to follow when the running choice is done

        self.button = named(
            MenuButton("\u2002" + tr("Choose λ")),
            "chooseLambdaButton",
            tr("Choose λ"),
            tr(
                "Let cross-validation or a criterion choose λ; its picks become marks on the strip."
            ),
        )
        self.menu = QMenu(self.button)
        self.menu.setObjectName("chooseLambdaMenu")
        self.menu.setToolTipsVisible(True)
        self._heading(tr("Compare by cross-validation"))
        for splits, (words, tip) in SPLITS.items():
            self._add(f"validate_{splits}", tr(words), tr(tip), lambda s=splits: self.run(s))
        self._add(
            "showValidation",
            tr("Show the errors"),
            tr("The view Validation: the mean error and its standard error against λ."),
            self.show_errors,
        )
        self.menu.addSeparator()
        self._heading(tr("Move λ to"))
        for rule, (words, _) in RULES.items():
            self._add(f"choose_{rule}", tr(words), tr(_TIPS[rule]), lambda r=rule: self.choose(r))
        self.button.setMenu(self.menu)

        self.progress = named(
            QProgressBar(), "chooseLambdaProgress", tr("Progress of the choice of λ"), ""
        )
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.stop = named(
            IconButton("close"), "chooseLambdaCancel", tr("Stop choosing λ"), tr("Stop choosing λ")
        )
        self.stop.clicked.connect(self.cancel)
        working = QWidget()
        row = QHBoxLayout(working)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.button)
        self._stack.addWidget(working)

        self.runner.stepped.connect(self._step)
        self.runner.advanced.connect(self._take)
        self.runner.runningChanged.connect(self._running)
        self.runner.ended.connect(self._ended)

    def _heading(self, words: str) -> None:
        """A line of the menu that cannot be chosen; the style draws no section titles."""
        self.menu.addAction(words).setEnabled(False)

    def _add(self, name: str, words: str, tip: str, does: Any) -> None:
        action = self.menu.addAction(words)
        action.setObjectName(name)
        action.setToolTip(wrapped(tip))
        action.triggered.connect(lambda _=False: does())

    def bind(self, session: Session) -> None:
        """Follow a session; marks of another question are taken down."""
        self.session = session
        session.signalChanged.connect(self._check)
        session.architectureChanged.connect(self._check)
        session.settingsChanged.connect(self._check)
        session.cancelling.connect(self.cancel)
        session.closing.connect(self.runner.close)
        self.runner.failed.connect(session.failed)
        self._check()

    def apply_theme(self, theme: Theme) -> None:
        """Repaint the marks, which are also the menu's icons."""
        self.marks.update()
        for rule in RULES:
            action = self.menu.findChild(QAction, f"choose_{rule}")
            assert action is not None
            action.setIcon(shape_icon(rule, theme))

    def question(self) -> tuple[Any, ...]:
        """What the marks belong to: all that is asked but λ and the solver."""
        session = self.session
        assert session is not None
        options = tuple(sorted(session.loss_options.items()))
        return session.signal, session.architecture, session.loss, options

    def usual_splits(self) -> str:
        """Blocks where the order is time, random folds elsewhere."""
        assert self.session is not None
        signal = self.session.signal
        return "blocked" if signal.x_is_time or signal.dimension > 1 else "random"

    def run(self, splits: str | None) -> None:
        """Validate with such folds, None for the criteria alone; then show the marks."""
        if self.session is None or self.session.signal is None:
            return
        self._about = self.question()
        signal, net, loss, options = self._about
        solver = self.session.solver

        def job(monitor: Monitor) -> Iterator[Selection]:
            from mirrors_engine.selection import selecting

            settings: dict[str, Any] = {"splits": splits, "loss": loss, "solver": solver}
            yield from selecting(
                signal, net, **settings, min_ratio=MIN_RATIO, monitor=monitor, **dict(options)
            )

        self.runner.start(job)

    def choose(self, rule: str) -> None:
        """Move λ where a rule puts it, validating first if that has not been done."""
        if self.found is not None and rule in self.found.rules():
            self.go(rule)
            return
        splits = self.usual_splits() if rule in VALIDATED else None
        self.run(splits)
        self._wanted = rule if self.runner.running else None

    def go(self, rule: str) -> None:
        """Move λ to a mark."""
        if self.found is not None and self.session is not None:
            self.session.set_lam_ratio(self.found.lam_ratio(rule))
            warning = self.found.edge_words(rule)
            if warning:
                self.session.failed.emit(warning)

    def show_errors(self) -> None:
        """Ask for the view that draws the scores."""
        if self.session is not None:
            self.session.viewAsked.emit(mark("Validation"))

    def cancel(self) -> None:
        """Stop the running choice; marks that were there stay."""
        self._wanted = None
        self.runner.stop()

    def _check(self, _change: object = None) -> None:
        """Take down what belongs to another question."""
        if self._about is not None and self._about != self.question():
            self._about = None
            self.cancel()
            self._keep(None)
        assert self.session is not None
        self.button.setEnabled(self.session.signal is not None)

    def _step(self, step: Progress) -> None:
        self.progress.setValue(round(1000 * (step.fraction or 0.0)))
        self.progress.setToolTip(tr("Choosing λ: {stage}", stage=said(step.stage)))
        self.progress.setAccessibleDescription(said(step.stage))

    def _take(self, found: Selection) -> None:
        if found.complete:
            self._keep(found)

    def _keep(self, found: Selection | None) -> None:
        self.found = found
        self.marks.show(found)
        if self.session is not None:
            self.session.set_validation(found)

    def _running(self, on: bool) -> None:
        self.progress.setValue(0)
        focused = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._stack.setCurrentIndex(int(on))
        if focused:
            (self.stop if on else self.button).setFocus()

    def _ended(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.found is not None and wanted in self.found.rules():
            self.go(wanted)


_TIPS = {
    "min": mark("Where the mean error on points not trained on is least."),
    "1se": mark(
        "The simplest network whose error is within one standard error of the least: the "
        "usual choice, for the least is itself uncertain."
    ),
    "aic": mark(
        "Least Akaike criterion of the fit to all points: 2 for each neuron against the "
        "logarithm of the error."
    ),
    "aicc": mark("The Akaike criterion corrected for few points."),
    "bic": mark("Least Bayesian criterion: log N for each neuron, so simpler than AIC."),
}
