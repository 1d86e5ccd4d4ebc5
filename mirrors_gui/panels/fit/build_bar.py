"""The row above the plot while a function is built: which neuron, and what moves it on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mirrors_gui.model.session import Session
from mirrors_gui.text.feature_words import briefly
from mirrors_gui.text.formatting import count, number, signed
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import ComboBox, IconButton, ShortLabel, named
from mirrors_gui.widgets.icons import icon

SPEEDS = {0.5: "½ /s", 1.0: "1 /s", 2.0: "2 /s", 5.0: "5 /s", 25.0: "25 /s"}


class BuildBar(QFrame):
    """Back, play, forward, a speed, what was added last, and a cross that ends it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("buildBar")
        self.setProperty("role", "story")
        self.back = named(
            IconButton("previous"),
            "buildBackButton",
            tr("One neuron less"),
            tr("Take the last neuron away"),
        )
        self.play = named(
            IconButton("pause"),
            "buildPlayButton",
            tr("Pause"),
            tr("Add neurons by themselves, or pause"),
        )
        self.forward = named(
            IconButton("next"),
            "buildForwardButton",
            tr("One neuron more"),
            tr("Add the next neuron"),
        )
        self.speed = named(
            ComboBox(), "buildSpeedBox", tr("Speed"), tr("Neurons added each second")
        )
        for value, words in SPEEDS.items():
            self.speed.addItem(words, value)
        self.speed.setCurrentIndex(list(SPEEDS).index(1.0))
        self.speed.setMinimumContentsLength(3)
        self.words = ShortLabel()
        self.words.setObjectName("buildWords")
        self.close_button = named(
            IconButton("close"),
            "closeBuildButton",
            tr("Close"),
            tr("Show the optimal function alone  (Esc)"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(4)
        for control in (self.back, self.play, self.forward, self.speed):
            row.addWidget(control)
        row.addSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button)
        self.hide()

    def bind(self, session: Session) -> None:
        """Act on the builder of a session and follow it."""
        self._session, build = session, session.build
        self.back.clicked.connect(lambda: build.step(-1))
        self.play.clicked.connect(lambda: build.play(not build.playing))
        self.forward.clicked.connect(lambda: build.step(1))
        self.speed.currentIndexChanged.connect(lambda _: build.set_speed(self.speed.currentData()))
        self.close_button.clicked.connect(build.close)
        build.changed.connect(self._show)
        build.playingChanged.connect(self._show_playing)

    def _show(self) -> None:
        part = self._session.build.part
        self.setVisible(part is not None)
        if part is None:
            return
        self.back.setEnabled(part.count > 0)
        self.forward.setEnabled(not part.whole)
        self.words.setText(self._caption())

    def _caption(self) -> str:
        part = self._session.build.part
        assert part is not None
        result, total = part.result, count(len(part.order))
        feature = part.newest
        if feature is None:
            start = tr("the line") if result.level is not None else tr("the constant")
            return tr(
                "0 of {total}: {start} alone, {intercept}",
                total=total,
                start=start,
                intercept=number(float(result.intercept), 4),
            )
        weight = signed(float(result.weights[part.order[part.count - 1]]))
        what = f"{briefly(feature, result.signal)}, z = {weight}"
        if part.whole:  # the end is what gives way where there is little room
            return tr("{total} of {total}: {what}. The optimal function", total=total, what=what)
        return tr("{count} of {total}: {what}", count=count(part.count), total=total, what=what)

    def _show_playing(self, playing: bool) -> None:
        self.play.icon_name = "pause" if playing else "play"
        theme = self._session.appearance.theme
        self.play.setIcon(icon(self.play.icon_name, theme, "secondary"))
        self.play.setAccessibleName(tr("Pause") if playing else tr("Play"))
