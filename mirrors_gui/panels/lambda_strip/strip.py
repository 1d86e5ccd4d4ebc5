"""λ from simple to rich: a slider whose groove is the path itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from mirrors_engine.errors import SettingError
from mirrors_engine.text.numbers import read_number
from mirrors_gui.model.session import MIN_RATIO, PathPoint, Session
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.panels.lambda_strip.events import stops, words_of
from mirrors_gui.panels.lambda_strip.play import Player
from mirrors_gui.panels.lambda_strip.selection_menu import SelectionMenu
from mirrors_gui.panels.lambda_strip.size_field import SizeField
from mirrors_gui.panels.lambda_strip.slider import STEPS, ZERO, LambdaSlider, ratio_at, value_at
from mirrors_gui.panels.path.features import FeatureNames
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.formatting import count, number, plural
from mirrors_gui.text.translate import english, mark, tr
from mirrors_gui.widgets.controls import IconButton, label, named
from mirrors_gui.widgets.icons import icon

if TYPE_CHECKING:
    from mirrors_engine.homotopy import Event


def parse_lam(text: str, lam_max: float | None) -> float:
    """λ/λ_max of what was typed: λ itself, or a share of λ_max with % or "max".

    Raises
    ------
    SettingError
        If it is no such number, or λ_max is needed and not known yet.
    """
    words = text.strip().lower().removeprefix("λ").lstrip().removeprefix("=").strip()
    share = words.endswith(("max", "%"))
    unit = 0.01 if words.endswith("%") else 1.0
    if share:
        words = re.sub(r"([·*×]?\s*λ?_?max|%)$", "", words)
    value = unit * read_number(words, "λ")
    if value < 0:
        raise SettingError(tr("λ “{words}” must not be negative.", words=text.strip()))
    if share or value == 0:
        return value
    if not lam_max:
        raise SettingError(tr("λmax is not known yet: type a share of it, such as 2 %."))
    return value / lam_max


FIELD = 104  # px, the width of a field at ordinary type


class LambdaStrip(Panel):
    """The slider, the field, steps to the next event, and play.

    Signals
    -------
    refused : one sentence
        What was typed is no λ.
    understood
        It is one, even if it is the present one: what was refused before is no longer on show.
    """

    refused = Signal(object)
    understood = Signal()
    title = mark("Regularisation λ")
    shows_answer = False  # says itself that the answer is old

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(112)
        frame = QFrame()
        frame.setProperty("role", "card")
        self.body.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        self.previous = named(
            IconButton("previous"),
            "previousEventButton",
            tr("Previous event"),
            tr("Back to just after a neuron was born or died  ([)"),
        )
        self.next = named(
            IconButton("next"),
            "nextEventButton",
            tr("Next event"),
            tr("On to just after the next neuron is born or dies  (])"),
        )
        self.play = named(
            IconButton("play"),
            "playButton",
            tr("Play"),
            tr("Let λ run from simple to rich  (Ctrl+P)"),
        )
        self.play.setCheckable(True)
        self.loop = named(
            IconButton("loop"),
            "loopButton",
            tr("Play again and again"),
            tr("At the rich end, begin again instead of stopping"),
        )
        self.loop.setCheckable(True)
        self._stops: list[tuple[float, Event]] = []
        self._jumped: tuple[float, Event] | None = None  # the λ and the event of the last jump
        self._names = FeatureNames()
        self.slider = LambdaSlider()
        named(
            self.slider,
            "lambdaSlider",
            tr("λ as a share of λ max, from simple to rich"),
            tr(
                "Left: simple, a constant. Right: rich, through every point.\n"
                "Arrows, Page and Home/End move it; the curve is the number of neurons, and "
                "every tick one that is born (long) or dies (short)."
            ),
        )
        self.edit = named(
            QLineEdit(),
            "lambdaEdit",
            "λ",
            tr(
                "λ in the units of the data, or a share of λmax such as 2 % or 0.02 max; 0 goes "
                "through every sample with the least norm.\n"
                "The training problem is ½ Σ (f − y)² + λ Σ |z|."
            ),
        )
        self.edit.setAcceptDrops(False)
        self.share = label("", "caption")
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.previous, self.play, self.next, self.loop):
            buttons.addWidget(button)
        self.choice = SelectionMenu(self.slider)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addStretch()
        left.addLayout(buttons)
        left.addWidget(self.choice)
        left.addStretch()
        row.addLayout(left)
        row.addWidget(self.slider, 1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addStretch()
        self.lam_label = label("λ", "caption")
        column.addWidget(self.lam_label)
        column.addWidget(self.edit)
        column.addWidget(self.share)
        column.addStretch()
        row.addLayout(column)
        self.size_field = SizeField()
        self.size_field.refused.connect(self.refused)
        self.size_field.understood.connect(self.understood)
        row.addSpacing(8)
        row.addWidget(self.size_field)

        self._player = Player(self._drawing, self)
        self._player.moved.connect(self._go)
        self._player.ended.connect(lambda: self.play.setChecked(False))
        self.loop.toggled.connect(self._loop)
        self.slider.event_text = self._event_text
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderPressed.connect(lambda: self.play.setChecked(False))
        self.edit.returnPressed.connect(self._typed)
        self.edit.editingFinished.connect(self._show)
        self.previous.clicked.connect(lambda: self.jump(-1))
        self.next.clicked.connect(lambda: self.jump(1))
        self.play.toggled.connect(self._play)

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.lamChanged.connect(self._show)
        session.age.changed.connect(self._show)
        session.resultChanged.connect(self._show)
        session.pathChanged.connect(self._show_path)
        self.choice.bind(session)
        self.size_field.bind(session)
        self._show_path(session.path)

    def apply_theme(self, theme: Theme) -> None:
        self.slider.theme = theme
        self.slider.update()
        self.choice.apply_theme(theme)
        width = round(FIELD * themes.type_scale())
        self.edit.setFixedWidth(width)
        self.size_field.setMinimumWidth(width)  # its words may need more
        self.share.setFixedHeight(self.size_field.unit.sizeHint().height())  # rows side by side
        self.share.setMinimumWidth(self._widest())  # the slider keeps its length in a drag
        self._show_play()

    def _widest(self) -> int:
        """px of the longest that can stand below the field of λ."""
        self.share.ensurePolished()
        wide = self.share.fontMetrics().horizontalAdvance
        digit = max("0123456789", key=wide)
        share = re.sub(r"\d", digit, number(0.0123, 3))  # of three digits, the most there are
        texts = tr("{share} % of λmax", share=share), tr("interpolation"), tr("λmax is 0")
        return max(map(wide, texts))

    def jump(self, direction: int) -> None:
        """To the next event on the path: 1 towards rich, -1 towards simple."""
        session = self.session
        if session is None:
            return
        here = session.lam_ratio
        if direction > 0:
            found = next((s for s in self._stops if s[0] < here * (1 - 1e-9)), None)
        else:
            found = next((s for s in self._stops[::-1] if s[0] > here * (1 + 1e-9)), None)
        if found is not None:
            self._jumped = found
            session.set_lam_ratio(found[0])

    def _go(self, ratio: float) -> None:
        if self.session is not None:
            self.session.set_lam_ratio(ratio)

    def _event_text(self, event: Event) -> str:
        return "" if self.session is None else words_of(event, self.session, self._names)

    def _moved(self, value: int) -> None:
        # a value set from the session's exact ratio must not round it
        session = self.session
        if session is None or value == value_at(session.lam_ratio):
            return
        ratio = ratio_at(value)
        if STEPS < value < ZERO and not self.slider.isSliderDown():  # a key: over the gap
            ratio = 0.0 if session.lam_ratio else MIN_RATIO
        session.set_lam_ratio(ratio)
        if not self.slider.isSliderDown():
            self.slider.setValue(value_at(session.lam_ratio))

    def _typed(self) -> None:
        session = self.session
        assert session is not None
        try:
            ratio = parse_lam(self.edit.text(), session.lam_max)
        except SettingError as error:
            self.refused.emit(str(error))
        else:
            self.understood.emit()
            session.set_lam_ratio(ratio)
        self.edit.setModified(False)
        self._show()

    def _show_path(self, path: tuple[PathPoint, ...] | None) -> None:
        if self.session is not None:
            self._stops = stops(self.session.path_events)
            self.slider.path.points = path or ()
            self.slider.path.events = self.session.path_events
            self.slider.note = self._sampled()
        if not path:
            self._jumped = None
        self._show()

    def _sampled(self) -> str:
        """That the path is no more than some λ that were solved, where it stays so."""
        session = self.session
        assert session is not None
        known = session.known_path
        if not session.path_exact or known is None:
            return ""
        if all(event.exact for event in session.path_events):
            return ""
        return tr(
            "sampled at {count} λ: events between them are not listed",
            count=count(len(known.segments)),
        )

    def _editable(self, ratio: float, flat: bool) -> str:
        """λ as the field has it."""
        assert self.session is not None
        if not ratio or flat:
            return "0"
        if self.session.lam_max is None:
            return f"{number(100 * ratio, 3)} %"
        return number(ratio * self.session.lam_max, 4)

    def _show(self, _change: object = None) -> None:
        session = self.session
        if session is None:
            return
        ratio, result = session.lam_ratio, session.result
        self.slider.ratio = ratio
        flat = session.lam_max == 0
        # the neurons counted are those at the λ of the answer; the handle alone is ahead of it
        said = ratio if result is None or session.age.old else result.lam_ratio
        share = "" if said == 1 else f"{number(said, 2)} "
        words = f"λ = {share}λmax" if said else tr("λ = 0, through every sample")
        words = tr("any λ") if flat else words
        if result is not None and session.age.old:
            words += tr(" · solving …")
        elif result is not None:
            words += f" · {plural(len(result.weights), 'neuron')}"
        if self._jumped is not None and self._jumped[0] == ratio and not session.age.old:
            words += f" · {self._event_text(self._jumped[1])}"
        self.slider.words = words
        self.slider.setAccessibleDescription(words)
        self.slider.setValue(value_at(ratio))
        self.slider.update()
        if not (self.edit.hasFocus() and self.edit.isModified()):
            with english():  # typed numbers have a point
                text = self._editable(ratio, flat)
            self.edit.setText(text)
        share = (
            tr("{share} % of λmax", share=number(100 * ratio, 3)) if ratio else tr("interpolation")
        )
        self.share.setText(tr("λmax is 0") if flat else share)
        self.previous.setEnabled(any(s > ratio * (1 + 1e-9) for s, _ in self._stops[:1]))
        self.next.setEnabled(any(s < ratio * (1 - 1e-9) for s, _ in self._stops[-1:]))

    # play

    def _play(self, on: bool) -> None:
        if on and self.session is not None:
            self._player.start(self.session.lam_ratio)
        else:
            self._player.stop()
        self._show_play()

    def _drawing(self) -> bool:
        """Whether the last λ is not on show yet."""
        return self.session is None or self.session.busy or not self.updatesEnabled()

    def _loop(self, on: bool) -> None:
        self._player.looping = on

    def _show_play(self) -> None:
        if self.session is not None:
            self.play.icon_name = "pause" if self.play.isChecked() else "play"
            self.play.setIcon(icon(self.play.icon_name, self.session.appearance.theme, "secondary"))


__all__ = [
    "STEPS",
    "ZERO",
    "LambdaSlider",
    "LambdaStrip",
    "parse_lam",
    "ratio_at",
    "value_at",
]
