"""The proof that no network of this kind does better, line by line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mirrors_gui.model.session import Session
from mirrors_gui.panels.certificate.lines import (
    GROUPS,
    NetworkValue,
    headline,
    line_for,
    values_of,
)
from mirrors_gui.panels.common.lazy import WAITING, LazyPanel
from mirrors_gui.style import theme as themes
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.plain import wrapped
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import caption, label, named, set_role

COPIED_MS = 1500


class CertificatePanel(LazyPanel):
    """Headline, the numbers behind it, and buttons to copy them and to have them checked.

    Attributes
    ----------
    proofAsked : Signal()
        Of the proof file.
    """

    proofAsked = Signal()
    title = mark("Certificate")
    guide = mark(
        "A lower bound that holds for every network of this architecture, beside what "
        "this one attains."
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("certificatePanel")
        self.setToolTip(tr("The proof that no network of this kind does better"))
        self.icon = QLabel()
        self.icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.icon.setFixedSize(40, 40)
        self.headline = label("")
        self.headline.setFont(themes.font(themes.LARGE))
        self.subline = caption()
        self.copy = named(
            QPushButton(tr("Copy")),
            "copyCertificateButton",
            tr("Copy the certificate"),
            tr("Copy as text"),
        )
        self.copy.clicked.connect(self.copy_text)
        self.proof = named(
            QPushButton(tr("Proof file …")),
            "proofFileButton",
            tr("Proof file"),
            tr(
                "Check it yourself: data, network and dual point as exact rationals, for the "
                "script check_proof.py, which has nothing of Mirrors"
            ),
        )
        self.proof.clicked.connect(self.proofAsked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.headline)
        words.addWidget(self.subline)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.icon)
        head.addLayout(words, 1)
        self.content.setSpacing(12)
        self.content.addLayout(head)
        self.values: dict[str, QLabel] = {}
        self.names: dict[str, QLabel] = {}
        self._rules: list[QFrame] = []
        self.content.addWidget(self._grid(), 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.proof)
        row.addWidget(self.copy)
        self.content.addLayout(row)
        self._network = NetworkValue(self)
        self._network.done.connect(self._show_network)
        self._restore = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._restore.timeout.connect(lambda: self.copy.setText(tr("Copy")))

    def _grid(self) -> QScrollArea:
        page = QWidget()
        page.setProperty("role", "plain")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = 0
        for group in GROUPS:
            rule = QFrame()
            rule.setFixedHeight(1)
            self._rules.append(rule)
            grid.addWidget(rule, row, 0, 1, 2)
            row += 1
            for line in group:
                name = label(tr(line.name), "caption")
                value = label("")
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                value.setAccessibleName(tr(line.name))
                value.setWordWrap(True)  # the panel may be narrow
                for widget in (name, value):
                    widget.setToolTip(wrapped(tr(line.tip)))
                grid.addWidget(name, row, 0)
                grid.addWidget(value, row, 1)
                self.values[line.key], self.names[line.key] = value, name
                row += 1
        grid.setRowStretch(row, 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def bind(self, session: Session) -> None:
        super().bind(session)
        session.signalChanged.connect(lambda _: self.due(self._draw))
        session.resultChanged.connect(lambda _: self.due(self._draw))
        self.due(self._draw)

    def apply_theme(self, theme: Theme) -> None:
        for rule in self._rules:
            rule.setStyleSheet(f"background: {theme.line};")
        self._tint()

    def text(self) -> str:
        """The certificate as plain text, a line each."""
        assert self.session is not None
        if self.session.result is None:
            return ""
        lines = [f"{self.icon.text()} {self.headline.text()}"]
        if self.session.age.old:
            lines.append(self.subline.text())
        lines += [
            f"{self.names[line.key].text()}: {self.values[line.key].text()}"
            for g in GROUPS
            for line in g
        ]
        return "\n".join(lines)

    def copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copy.setText(tr("Copied ✓"))
        self._restore.start()

    # drawing

    def _draw(self) -> None:
        assert self.session is not None
        result = self.session.result
        self._network.stop()
        if result is None:
            waiting = self.session.signal is not None
            self.invite(
                WAITING
                if waiting
                else tr("Load a signal to see the proof that its network is the best one.")
            )
            return
        self.invite("")
        self.proof.setEnabled(result.certified and not self.session.age.old)
        word, sentence = headline(result)
        if self.session.age.old:
            word, sentence = tr("Solving …"), tr("What is below belongs to the question before.")
        self.icon.setText(self._mark())
        self.icon.setAccessibleName(word)
        self.headline.setText(word)
        self.subline.setText(sentence)
        for line in (line_for(line, result) for group in GROUPS for line in group):
            name, value = self.names[line.key], self.values[line.key]
            name.setText(tr(line.name))
            value.setAccessibleName(tr(line.name))
            for widget in (name, value):
                widget.setToolTip(wrapped(tr(line.tip)))
        for key, text in values_of(result).items():
            self.values[key].setText(text)
        self._network.start(result)
        self._tint()

    def _mark(self) -> str:
        """The tick of a certified answer, which an old one has lost."""
        assert self.session is not None
        if self.session.age.old:
            return "…"
        result = self.session.result
        return "✓" if result is not None and result.certified else "!"

    def show_age(self, old: bool) -> None:
        super().show_age(old)
        self.due(self._draw)

    def _show_network(self, value: str, difference: str) -> None:
        self.values["network"].setText(value)
        self.values["difference"].setText(difference)

    def _tint(self) -> None:
        """Colour of the verdict; icon and word say the same."""
        if self.session is None or self.session.result is None:
            return
        theme: Any = self.session.appearance.theme
        role = "certified" if self.session.result.certified else "uncertified"
        role = "secondary" if self.session.age.old else role
        color = getattr(theme, role)
        set_role(self.headline, "caption" if self.session.age.old else role)
        pale = themes.mix(theme.raised, color, 0.16)
        self.icon.setStyleSheet(
            f"background: {pale}; color: {color}; border-radius: 20px; "
            f"font-size: 20px; font-weight: 700;"
        )
        self.headline.setStyleSheet(f"font-size: {themes.px(themes.LARGE)}px;")
