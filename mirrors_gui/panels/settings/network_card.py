"""Which network is trained, by which loss and solver."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLineEdit

from mirrors_engine.architecture import MAX_LAYERS, Architecture
from mirrors_engine.dictionaries.registry import check_size, dictionary_size, family_of
from mirrors_engine.errors import MirrorsError, SettingError
from mirrors_engine.results import FitResult
from mirrors_engine.text.numbers import editable, read_number, read_numbers, read_wholes
from mirrors_gui.model.input_kinds import possible
from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.panels.settings.loss_fields import LossFields
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import plural
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import (
    Card,
    ComboBox,
    SpinBox,
    caption,
    field,
    label,
    named,
    set_role,
)

ACTIVATIONS = {
    "relu": "ReLU",
    "leaky": mark("leaky ReLU"),
    "abs": mark("absolute value |·|"),
    "symmetrized": mark("symmetrised ReLU"),
    "sign": mark("sign"),
    "threshold": mark("threshold"),
    "piecewise": mark("piecewise linear"),
}
SOLVERS = {
    "auto": mark("automatic"),
    "coordinate_descent": mark("coordinate descent"),
    "active_set": mark("active set"),
}
INPUT_KINDS = {
    "line": (mark("one column"), mark("Choose one column of x")),
    "plane": (mark("two columns (plane)"), mark("Choose two columns of x")),
    "additive": (mark("additive"), mark("Choose two or more columns of x")),
}


class NetworkCard(Panel):
    """Activation, depth and what belongs to them; the dictionary's size live."""

    title = mark("Network")
    shows_answer = False  # what is asked

    def __init__(self) -> None:
        super().__init__()
        network, training = Card(tr("Network")), Card(tr("Training"))
        self.network_card, self.training_card = network, training
        self.body.addWidget(network)
        self.body.addWidget(training)
        self.activation = _choice(
            ACTIVATIONS,
            "activationBox",
            tr("Activation"),
            tr("The non-linearity of every hidden layer"),
        )
        self.layers = named(
            SpinBox(),
            "layersBox",
            tr("Layers"),
            tr("Number of layers, the linear output layer included: 3 means two hidden layers"),
        )
        self.layers.setRange(2, MAX_LAYERS)
        self.slope = named(
            QLineEdit("0.1"),
            "slopeEdit",
            tr("Left slope"),
            tr("Slope of leaky ReLU left of 0, in (0, 1)"),
        )
        self.slopes = named(
            QLineEdit("1, -0.5"),
            "slopesEdit",
            tr("Slopes"),
            tr("Right and left slope of the activation, such as 1, -0.5"),
        )
        self.kind = _choice(
            {"rectangular": mark("rectangular"), "tree": mark("tree")},
            "kindBox",
            tr("Shape of a unit"),
            tr("How the neurons of one unit are wired: full layers, or a tree"),
        )
        self.widths = named(
            QLineEdit("2"),
            "widthsEdit",
            tr("Widths"),
            tr("Neurons of one unit in its hidden layers but the last, such as 3 or 3, 2"),
        )
        self.dictionary = _choice(
            {"exact": tr("all it can need"), "data": tr("data features only")},
            "dictionaryBox",
            tr("Features"),
            tr(
                "All features this network can need, so that the optimum is certified; or, where\n"
                "those are too many, only the ones folded at data points. Then the answer is\n"
                "optimal over these only, and not certified."
            ),
        )
        self.skip = named(
            QCheckBox(tr("Skip connection")),
            "skipBox",
            tr("Skip connection"),
            tr(
                "A straight line beside the units, not penalised: at λmax the fit is linear "
                "regression, and λ only pays for bends."
            ),
        )
        self.loss = LossFields()
        self.solver = _choice(
            SOLVERS,
            "solverBox",
            tr("Solver"),
            tr(
                "Automatic: coordinate descent on the working set, finished exactly.\n"
                "Coordinate descent alone is the reference, whose gap is reported as it is."
            ),
        )
        self.inputs = _choice(
            {key: text for key, (text, _) in INPUT_KINDS.items()},
            "inputsBox",
            tr("Inputs"),
            tr(
                "How a unit reads x: one column; two columns at once, in any direction of the "
                "plane;\nor several columns, of which each unit reads one."
            ),
        )
        self._rows = {
            "slope": field(tr("Left slope"), self.slope),
            "slopes": field(tr("Slopes"), self.slopes),
            "kind": field(tr("Unit"), self.kind),
            "widths": field(tr("Widths"), self.widths),
            "dictionary": field(tr("Features"), self.dictionary),
        }
        network.body.addWidget(field(tr("Inputs"), self.inputs))
        network.body.addWidget(field(tr("Activation"), self.activation))
        network.body.addWidget(field(tr("Layers"), self.layers))
        for row in self._rows.values():
            network.body.addWidget(row)
        network.body.addWidget(self.skip)
        self.features = label("", "heading")
        self.note = caption()
        network.body.addWidget(self.features)
        network.body.addWidget(self.note)
        training.body.addWidget(self.loss)
        training.body.addWidget(field(tr("Solver"), self.solver))

        self.inputs.currentIndexChanged.connect(self._inputs_chosen)
        for box in (self.activation, self.kind, self.dictionary):
            box.currentIndexChanged.connect(self._changed)
        self.layers.valueChanged.connect(self._changed)
        self.skip.toggled.connect(self._changed)
        for edit in (self.slope, self.slopes, self.widths):
            edit.setAcceptDrops(False)
            edit.editingFinished.connect(self._changed)

    def bind(self, session: Session) -> None:
        super().bind(session)
        self.loss.bind(session)
        self.solver.currentIndexChanged.connect(
            lambda _: session.set_solver(self.solver.currentData())
        )
        session.architectureChanged.connect(self.show_architecture)
        session.settingsChanged.connect(self._show_settings)
        session.signalChanged.connect(self._show_signal)
        session.resultChanged.connect(self._show_counted)
        self._show_signal()
        self.show_architecture(session.architecture)
        self._show_settings()

    def show_architecture(self, net: Architecture) -> None:
        """Set the controls to a network chosen elsewhere."""
        for box, key in (
            (self.inputs, net.inputs),
            (self.activation, net.activation),
            (self.kind, net.kind),
            (self.dictionary, net.dictionary),
        ):
            with QSignalBlocker(box):
                box.setCurrentIndex(max(box.findData(key), 0))
        with QSignalBlocker(self.layers):
            self.layers.setValue(net.layers)
        with QSignalBlocker(self.skip):
            self.skip.setChecked(net.skip)
        self.slope.setText(editable(net.negative_slope))
        if net.slopes is not None:
            self.slopes.setText(", ".join(map(editable, net.slopes)))
        if net.widths is not None:
            self.widths.setText(", ".join(str(m) for m in net.widths))
        self._show_rows()
        self._show_size()

    def _show_signal(self, _signal: object = None) -> None:
        """Only the inputs that the columns of x allow can be chosen."""
        signal = None if self.session is None else self.session.signal
        choices = possible(1 if signal is None else signal.dimension)
        for row, (key, (_, needs)) in enumerate(INPUT_KINDS.items()):
            model: Any = self.inputs.model()
            item = model.item(row)
            item.setEnabled(key in choices)
            item.setToolTip("" if key in choices else tr(needs))
        self._show_size()

    def _inputs_chosen(self, _index: int) -> None:
        if self.inputs.currentData() == "plane" and self.layers.value() > 2:
            with QSignalBlocker(self.layers):
                self.layers.setValue(2)  # the only depth with a dictionary there
        self._changed()

    def _show_settings(self) -> None:
        assert self.session is not None
        with QSignalBlocker(self.solver):
            self.solver.setCurrentIndex(max(self.solver.findData(self.session.solver), 0))

    def _show_rows(self) -> None:
        """Only what the activation has."""
        activation = self.activation.currentData()
        shaped = activation in ("sign", "threshold") and self.layers.value() >= 3
        self._rows["slope"].setVisible(activation == "leaky")
        self._rows["slopes"].setVisible(activation == "piecewise")
        self._rows["kind"].setVisible(shaped)
        self._rows["widths"].setVisible(shaped)
        self._rows["dictionary"].setVisible(self._folds())
        if shaped:
            self._fit_widths()

    def _fit_widths(self) -> None:
        """One width for each hidden layer but the last; what cannot be read stays to be mended."""
        try:
            have = read_wholes(self.widths.text(), tr("Widths"))
        except SettingError:
            return
        want = self.layers.value() - 2
        widths = (have + have[-1:] * want)[:want]
        self.widths.setText(", ".join(map(str, widths)))

    def _folds(self) -> bool:
        """Whether the network folds often enough to have a smaller dictionary."""
        deep = self.layers.value() >= 4 and self.inputs.currentData() != "plane"
        return deep and self.activation.currentData() in ("abs", "symmetrized")

    def _changed(self, _value: object = None) -> None:
        self._show_rows()
        try:
            net = self._architecture()
        except MirrorsError as error:
            self._say("", str(error), "error")
            return
        if self.session is not None:
            self.session.set_architecture(net)
        self._show_size()

    def _architecture(self) -> Architecture:
        activation, layers = self.activation.currentData(), self.layers.value()
        more: dict[str, Any] = {"skip": self.skip.isChecked()}
        if activation == "leaky":
            more["negative_slope"] = read_number(self.slope.text(), tr("Left slope"))
        elif activation == "piecewise":
            more["slopes"] = read_numbers(self.slopes.text(), tr("Slopes"))
        elif activation in ("sign", "threshold") and layers >= 3:
            more["kind"] = self.kind.currentData()
            more["widths"] = read_wholes(self.widths.text(), tr("Widths"))
        if self._folds():
            more["dictionary"] = self.dictionary.currentData()
        inputs = self.inputs.currentData()
        return Architecture(activation=activation, layers=layers, inputs=inputs, **more)

    def _show_size(self, _signal: object = None) -> None:
        session = self.session
        if session is None or session.signal is None:
            self._say("", "")
            return
        net, x = session.architecture, session.signal.x
        heading = tr("Not available")
        try:
            if net.inputs == "additive":
                parts = [len(np.unique(column)) for column in x.T]
            else:
                parts = [len(x)]
            one = replace(net, inputs="line") if net.inputs == "additive" else net
            size = sum(dictionary_size(one, n) for n in parts)
            heading = plural(size, "feature")
            if family_of(one).size_is_bound:
                counted = self._counted()
                if counted is not None and counted < size:
                    heading = plural(counted, "feature")  # the certificate's number
                else:
                    heading = tr("at most {heading}", heading=heading)
            for n in parts:
                check_size(one, n)
        except MirrorsError as error:
            self._say(heading, str(error), "error")
            return
        if net.dictionary == "data":
            note = tr("Optimal over the data features only: not certified, unless its gap says so.")
            self._say(heading, note, "error")
            return
        samples = plural(len(x), "sample")
        note = tr(
            "every unit this network can need on {samples}; a Lasso picks the few it uses",
            samples=samples,
        )
        self._say(heading, note)

    def _show_counted(self, result: FitResult | None) -> None:
        if result is not None and family_of(result.architecture).size_is_bound:
            self._show_size()

    def _counted(self) -> int | None:
        """How many features the answer to this question has, None as long as there is none."""
        session = self.session
        result = None if session is None else session.result
        if session is None or result is None or result.signal is not session.signal:
            return None
        same = result.architecture == session.architecture
        return result.dictionary_size if same else None

    def _say(self, heading: str, note: str, role: str = "caption") -> None:
        self.features.setText(heading)
        self.features.setVisible(bool(heading))
        self.note.setText(said(note))
        self.note.setVisible(bool(note))
        set_role(self.note, role)


def _choice(options: dict[str, str], name: str, says: str, tip: str) -> ComboBox:
    box = ComboBox()
    for key, text in options.items():
        box.addItem(tr(text), key)
    return named(box, name, says, tip)
