"""One line at the bottom: is it the optimum, who found it, how long it took."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton

from mirrors_engine.progress import Progress
from mirrors_engine.results import FitResult
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import duration, number, plural, scientific
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import PartsLabel, label, named, set_role
from mirrors_gui.widgets.icons import icon

NEAR, ROUNDING = 1e-4, 1e-12  # above 1, between which the excess of a bound is written
QUIET_MS = 150  # no sign of work before that
CONFIRMED_MS = 4000  # that a confirmation stays


class Status(Panel):
    """Certificate in words, solver and time; progress and cancel while it takes long."""

    title = mark("Status")
    shows_answer = False  # says itself that the answer is old

    def __init__(self) -> None:
        super().__init__()
        self.mark = QLabel()
        # the verdict is never shortened
        self.words = named(label("", "certified"), "statusWords", tr("The answer in words"), "")
        self.words.setCursor(Qt.CursorShape.PointingHandCursor)
        self.words.installEventFilter(self)
        self.detail = PartsLabel()
        self.detail.setProperty("role", "caption")
        self.confirmation = named(label("", "certified"), "confirmation", tr("Confirmation"), "")
        self.confirmation.hide()
        self._confirmed = QTimer(self, interval=CONFIRMED_MS, singleShot=True)
        self._confirmed.timeout.connect(self.confirmation.hide)
        self.stage = label("", "caption")
        self.progress = named(
            QProgressBar(), "progressBar", tr("Progress"), tr("How far the computation has come")
        )
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.cancel = named(
            QPushButton(tr("Cancel")),
            "cancelButton",
            tr("Cancel"),
            tr("Stop the computation and keep the answer on show  (Esc)"),
        )
        row = QHBoxLayout()
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(8)
        for widget in (self.mark, self.words, self.detail):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.confirmation)
        for widget in (self.stage, self.progress, self.cancel):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
            widget.hide()
            row.addWidget(widget)
        self.body.addLayout(row)
        self._wait = QTimer(self, interval=QUIET_MS, singleShot=True)
        self._wait.timeout.connect(lambda: self._show_work(True))

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.resultChanged.connect(self.show_result)
        session.lamChanged.connect(lambda _: self.show_result(session.result))
        session.busyChanged.connect(self._busy)
        session.progressed.connect(self._step)
        self.cancel.clicked.connect(session.cancel)
        self.show_result(session.result)
        self._busy(session.busy)

    def apply_theme(self, theme: Theme) -> None:
        if self.session is not None:
            self.show_result(self.session.result)

    def show_result(self, result: FitResult | None) -> None:
        session = self.session
        assert session is not None
        if result is None:
            self.mark.clear()
            self.words.setText("")
            self.detail.setText("")
            return
        if session.age.old:
            self.mark.clear()
            set_role(self.words, "caption")
            self.words.setText(tr("solving …"))
            self.words.setToolTip(tr("What is on show belongs to the question before."))
            return
        good = result.certified
        role = "certified" if good else "uncertified"
        set_role(self.words, role)
        name = "check" if good else "warning"
        self.mark.setPixmap(icon(name, session.appearance.theme, role, 16).pixmap(16, 16))
        neurons = plural(len(result.weights), "neuron")
        through = result.lam == 0
        best = tr("least norm through every sample") if through else tr("optimal for this λ")
        self.words.setText(
            f"{neurons}, {best}, " + tr("certified")
            if good
            else f"{neurons}, " + tr("not certified")
        )
        gap = tr("gap 0") if result.gap == 0 else tr("gap {gap}", gap=scientific(result.gap))
        parts = [f"RMSE {number(result.rmse, 4)}", f"R² {number(result.r2, 3)}", gap]
        effective = f"{plural(result.degrees_of_freedom, 'effective parameter')}"
        way = _way(result.solver)
        parts += [way, duration(result.seconds), effective]
        if not session.question.lam_chosen:
            parts.insert(2, tr("λ is the default: choose it below the plot"))
        self.detail.setText(PartsLabel.BETWEEN.join(parts))
        self.detail.about = _explained(result)
        value = tr("norm") if through else tr("objective")
        self.words.setToolTip(
            tr(
                "Proved: no network of this kind, however large, has a smaller {value}.\n"
                "Click for the proof in numbers.",
                value=value,
            )
            if good
            else tr(
                "Another network of this kind may have a smaller {value}: it is not proved that "
                "none has.\nClick for the numbers.",
                value=value,
            )
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the verdict turns to what proves it."""
        clicked = event.type() == QEvent.Type.MouseButtonRelease
        if clicked and self.session is not None and self.session.result is not None:
            self.session.viewAsked.emit(mark("Certificate"))
        return False

    def confirm(self, words: str) -> None:
        """Say for a while that something was done which cannot be seen."""
        self.confirmation.setText(words)
        self.confirmation.show()
        self._confirmed.start()

    def show_age(self, old: bool) -> None:
        if self.session is not None:
            self.show_result(self.session.result)

    def _busy(self, busy: bool) -> None:
        if busy:
            self._wait.start()
        else:
            self._wait.stop()
            self._show_work(False)

    def _show_work(self, on: bool) -> None:
        if on:
            self.stage.setText(tr("Working …"))
            self.progress.setRange(0, 0)
        else:
            self.stage.setText("")  # hidden it keeps its room, which the verdict may need
        for widget in (self.stage, self.progress, self.cancel):
            widget.setVisible(on)

    def _step(self, progress: Progress) -> None:
        words = said(progress.stage)
        words = words[:1].upper() + words[1:]
        if progress.active:
            words += f", {plural(progress.active, 'feature')}"
        if progress.bound is not None:
            words += tr(", correlations ≤ {bound} λ", bound=_multiple(progress.bound))
        if progress.gap is not None:
            words += tr(", gap {gap}", gap=scientific(progress.gap))
        self.stage.setText(words)
        if progress.fraction is None:
            self.progress.setRange(0, 0)
        else:
            self.progress.setRange(0, 1000)
            self.progress.setValue(round(1000 * progress.fraction))


def _multiple(bound: float) -> str:
    """A bound that falls to 1, with its distance where that is all that changes."""
    if not 1 + ROUNDING < bound < 1 + NEAR:
        return number(bound, 5)
    return f"(1 + {scientific(bound - 1)})"


def _way(solver: str) -> str:
    """How the answer was found, in plain words; the solvers keep their names."""
    if solver == "known segment":  # between two events the weights are affine in λ
        return tr("read off the path")
    return said(solver)


def _explained(result: FitResult) -> str:
    """What the parts of the line mean."""
    lines = [
        tr("RMSE and R²: how near the function comes to the samples."),
        tr("Gap: objective − lower bound, relative; what is left to doubt."),
    ]
    if result.solver == "known segment":
        lines.append(
            tr(
                "Read off the path: between two events of the λ strip the weights change in "
                "proportion to λ, so nothing had to be solved. The certificate is computed anew."
            )
        )
    else:
        lines.append(tr("Then the methods that found it, and the time they took."))
    lines.append(tr("Effective parameters: how many freely chosen numbers the fit amounts to."))
    return "\n".join(lines)
