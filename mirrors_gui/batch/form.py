"""Which network and which rule for λ all signals of the list are fitted by."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mirrors_engine.architecture import MAX_LAYERS, Architecture
from mirrors_engine.batch.solve import Solve
from mirrors_engine.errors import MirrorsError
from mirrors_engine.selection.rule import LamRule
from mirrors_engine.text.numbers import editable, read_number, read_whole
from mirrors_gui.batch.rows import RULES
from mirrors_gui.model.input_kinds import fitting
from mirrors_gui.model.session import Session
from mirrors_gui.panels.settings.network_card import ACTIVATIONS
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import number
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import ComboBox, ShortLabel, SpinBox, label, named

_MOST = "5"  # kinks or neurons, where nothing was typed yet


class BatchForm(QWidget):
    """Begins with the settings of the window; `changed` when one of them has changed."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.session = session
        self._base: Architecture = session.architecture
        self._loss: tuple[str, dict[str, float], str] = ("squared", {}, "auto")
        self._values = {"ratio": "0.02", "kinks": _MOST, "neurons": _MOST}
        self._rule = "ratio"
        self.activation = named(
            ComboBox(),
            "batchActivationBox",
            tr("Activation"),
            tr("The non-linearity of hidden layers"),
        )
        for key, words in ACTIVATIONS.items():
            self.activation.addItem(tr(words), key)
        self.layers = named(
            SpinBox(),
            "batchLayersBox",
            tr("Layers"),
            tr("Layers, the linear output layer included"),
        )
        self.layers.setRange(2, MAX_LAYERS)
        self.rule = named(
            ComboBox(),
            "batchRuleBox",
            tr("Rule for λ"),
            tr("How λ is chosen, for each signal by itself"),
        )
        for key, words in RULES.items():
            self.rule.addItem(tr(words), key)
        self.value = named(
            QLineEdit(),
            "batchValueEdit",
            tr("Value of the rule"),
            tr("λ/λmax, or the most kinks or neurons"),
        )
        self.value.setFixedWidth(72)
        self.again = named(
            QPushButton(tr("As in the window")),
            "batchAsWindowButton",
            tr("As in the window"),
            tr("Take network, loss, solver and λ from the main window"),
        )
        self.again.setAutoDefault(False)
        self.about = ShortLabel()
        self.about.setProperty("role", "caption")
        self.about.setObjectName("batchAboutLabel")
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, control in ((tr("Activation"), self.activation), (tr("Layers"), self.layers)):
            row.addWidget(label(text, "caption"))
            row.addWidget(control)
        row.addSpacing(8)
        row.addWidget(label(tr("λ by"), "caption"))
        row.addWidget(self.rule)
        row.addWidget(self.value)
        row.addSpacing(8)
        row.addWidget(self.again)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.about)
        self.activation.setMinimumContentsLength(11)
        self.rule.setMinimumContentsLength(15)
        self.take_from_window()
        self.activation.currentIndexChanged.connect(self._change)
        self.layers.valueChanged.connect(self._change)
        self.rule.currentIndexChanged.connect(self._change_rule)
        self.value.editingFinished.connect(self._change)
        self.again.clicked.connect(self._take)

    def take_from_window(self) -> None:
        """Network, loss, solver and λ as they are in the main window."""
        session = self.session
        self._base = session.architecture
        self._loss = (session.loss, session.loss_options, session.solver)
        self._values["ratio"] = editable(session.lam_ratio)
        blocked = [QSignalBlocker(w) for w in (self.activation, self.layers, self.rule)]
        self.activation.setCurrentIndex(self.activation.findData(self._base.activation))
        self.layers.setValue(self._base.layers)
        self.rule.setCurrentIndex(self.rule.findData("ratio"))
        del blocked
        self._show_value()

    def take_from(self, solve: Solve) -> None:
        """The settings that a list was fitted by."""
        self._base = solve.network
        self._loss = (solve.loss, dict(solve.loss_options), solve.solver)
        rule = solve.rule
        values = {"ratio": rule.lam_ratio, "kinks": rule.kinks, "neurons": rule.neurons}
        found = next((key for key, value in values.items() if value is not None), rule.select)
        if found in self._values:
            self._values[found] = editable(float(values[found] or 0.0))
        blocked = [QSignalBlocker(w) for w in (self.activation, self.layers, self.rule)]
        self.activation.setCurrentIndex(self.activation.findData(self._base.activation))
        self.layers.setValue(self._base.layers)
        self.rule.setCurrentIndex(self.rule.findData(found))
        del blocked
        self._show_value()

    def solve(self, columns: int) -> Solve:
        """What the controls ask for, of signals with so many columns of x.

        Raises
        ------
        MirrorsError
            If they make no sense, in one sentence.
        """
        net = fitting(self._network(), columns, None, {})
        loss, options, solver = self._loss
        return Solve(net, self._lam_rule(), loss, options, solver)

    def _network(self) -> Architecture:
        activation, layers = self.activation.currentData(), self.layers.value()
        base = self._base
        if (activation, layers) == (base.activation, base.layers):
            return base
        more: dict[str, Any] = {}
        if activation == "piecewise":
            more["slopes"] = base.slopes or (1.0, -0.5)
        if activation == "leaky":
            more["negative_slope"] = base.negative_slope
        if activation in ("sign", "threshold") and layers >= 3:
            widths = base.widths or (2,)
            more["widths"] = (widths + widths[-1:] * layers)[: layers - 2]
        return Architecture(activation, layers, inputs=base.inputs, skip=base.skip, **more)

    def _lam_rule(self) -> LamRule:
        rule = self.rule.currentData()
        if rule == "ratio":
            return LamRule(lam_ratio=read_number(self.value.text(), "λ / λmax"))
        if rule in ("kinks", "neurons"):
            most = read_whole(self.value.text(), tr("The number of {rule}", rule=rule))
            return LamRule(kinks=most) if rule == "kinks" else LamRule(neurons=most)
        return LamRule(select=rule)

    def _take(self) -> None:
        self.take_from_window()
        self._change()

    def _change_rule(self, _index: int) -> None:
        if self._rule in self._values:
            self._values[self._rule] = self.value.text()
        self._show_value()
        self._change()

    def _show_value(self) -> None:
        self._rule = self.rule.currentData()
        self.value.setVisible(self._rule in self._values)
        self.value.setText(self._values.get(self._rule, ""))
        self._describe()

    def _change(self, _value: object = None) -> None:
        self._describe()
        self.changed.emit()

    def _describe(self) -> None:
        """Say what the controls leave out: the rest of the network, the loss, the solver."""
        loss, options, solver = self._loss
        parts = [
            tr("{loss} loss", loss=said(loss))
            + "".join(f", {said(k)} {number(v)}" for k, v in options.items())
        ]
        if solver != "auto":
            parts.append(tr("solver {solver}", solver=said(solver.replace("_", " "))))
        try:
            parts.insert(0, said(self._network().describe()))
        except MirrorsError as error:
            parts.insert(0, said(str(error)))
        self.about.setText(" · ".join(parts))
