"""How to train: the settings of the Training tab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from mirrors_engine.errors import Remedy
from mirrors_engine.text.numbers import read_number
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import ComboBox, SpinBox, label_for, named

if TYPE_CHECKING:
    from mirrors_engine.training import TrainingSettings

METHODS = {"adam": "Adam", "sgd": mark("SGD with momentum"), "lbfgs": "L-BFGS"}
NETWORKS = {"same": mark("Same network"), "connected": mark("Fully connected ReLU")}


class TrainingForm(QWidget):
    """Boxes and fields; `settings` reads them, `state` and `set_state` keep them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network = _choice(
            NETWORKS,
            "trainingNetworkBox",
            tr("Network to train"),
            tr(
                "The same network with the same objective as the certified optimum, or a standard\n"
                "fully connected ReLU network of as many layers, to see where its kinks settle"
            ),
        )
        self.method = _choice(
            METHODS,
            "trainingMethodBox",
            tr("Method"),
            tr(
                "Adam; stochastic gradient descent with momentum 0.9; or the quasi-Newton method "
                "L-BFGS, one start after another"
            ),
        )
        self.units = _spin(
            "trainingUnitsBox",
            tr("Units"),
            tr(
                "Parallel units, or neurons of each layer; auto is four times what the optimum uses"
            ),
            0,
            5000,
            0,
            mark("auto"),
        )
        self.starts = _spin(
            "trainingStartsBox", tr("Starts"), tr("Random starts, side by side"), 1, 1000, 20
        )
        self.steps = _spin(
            "trainingStepsBox",
            tr("Steps"),
            tr("Steps, or at most so many iterations"),
            1,
            1_000_000,
            2000,
        )
        self.seed = _spin(
            "trainingSeedBox", tr("Seed"), tr("The same seed gives the same curves"), 0, 999_999, 0
        )
        self.step_size = named(
            QLineEdit(),
            "trainingStepSizeEdit",
            tr("Step size"),
            tr("At the beginning; it falls to 0 along half a cosine. Empty for the usual one"),
        )
        self.step_size.setPlaceholderText(tr("auto"))
        self.step_size.setAcceptDrops(False)
        self.batch = _spin(
            "trainingBatchBox",
            tr("Batch"),
            tr("Samples in each step"),
            0,
            1_000_000,
            0,
            mark("all"),
        )
        self.from_optimum = named(
            QCheckBox(tr("From the optimum")),
            "trainingFromOptimumBox",
            tr("Start from the optimum"),
            tr("One start from the certified optimal network itself: watch it stay"),
        )
        self.draw = named(
            QCheckBox(tr("Draw over the fit")),
            "trainingDrawBox",
            tr("Draw over the fit"),
            tr("The functions of the trained networks over the fit plot"),
        )
        self.draw.setChecked(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self._cells = (
            (self.network, tr("Network"), 0, 0, 2),
            (self.method, tr("Method"), 0, 2, 2),
            (self.units, tr("Units"), 2, 0, 1),
            (self.starts, tr("Starts"), 2, 1, 1),
            (self.steps, tr("Steps"), 2, 2, 1),
            (self.seed, tr("Seed"), 2, 3, 1),
            (self.step_size, tr("Step size"), 4, 0, 1),
            (self.batch, tr("Batch"), 4, 1, 1),
        )
        for control, text, row, column, wide in self._cells:
            words = label_for(text, control)
            control.setMinimumWidth(60)  # large limits ask for more room than their values
            grid.addWidget(words, row, column, 1, wide)
            grid.addWidget(control, row + 1, column, 1, wide)
        for check in (self.from_optimum, self.draw):
            check.setMinimumWidth(120)
        grid.addWidget(self.from_optimum, 4, 2, 1, 2)
        grid.addWidget(self.draw, 5, 2, 1, 2)
        for box in (self.network, self.method):
            box.currentIndexChanged.connect(self._adapt)
        for spin in (self.units, self.starts, self.steps, self.seed, self.batch):
            spin.valueChanged.connect(self.changed)
        self.from_optimum.toggled.connect(self._adapt)
        self._adapt()

    @property
    def connected(self) -> bool:
        return self.network.currentData() == "connected"

    def settings(self) -> TrainingSettings:
        """What is chosen.

        Raises
        ------
        SettingError
        """
        from mirrors_engine.training import TrainingSettings

        text = self.step_size.text().strip()
        step = read_number(text, tr("Step size")) if text else None
        return TrainingSettings(
            method=self.method.currentData(),
            units=self.units.value() or None,
            starts=self.starts.value(),
            steps=self.steps.value(),
            step_size=step if self.step_size.isEnabled() else None,
            batch=(self.batch.value() or None) if self.batch.isEnabled() else None,
            seed=self.seed.value(),
            from_optimum=self.from_optimum.isChecked() and not self.connected,
        )

    def take(self, remedy: Remedy) -> bool:
        """Set what a refusal offered; False where that is no matter of this form."""
        if "starts" not in remedy.settings:
            return False
        self.starts.setValue(remedy.settings["starts"])
        return True

    def state(self) -> dict[str, Any]:
        return {
            "network": self.network.currentData(),
            "method": self.method.currentData(),
            "units": self.units.value(),
            "starts": self.starts.value(),
            "steps": self.steps.value(),
            "seed": self.seed.value(),
            "step_size": self.step_size.text(),
            "batch": self.batch.value(),
            "from_optimum": self.from_optimum.isChecked(),
            "draw": self.draw.isChecked(),
        }

    def set_state(self, state: dict[str, Any]) -> None:
        """Take back what `state` gave; what does not fit is left out."""
        for box, name in ((self.network, "network"), (self.method, "method")):
            chosen = state.get(name)
            place = box.findData(chosen) if isinstance(chosen, str) else -1
            if place >= 0:
                box.setCurrentIndex(place)
        for name in ("units", "starts", "steps", "seed", "batch"):
            value = state.get(name)
            if isinstance(value, int) and not isinstance(value, bool):
                getattr(self, name).setValue(max(-1, min(value, 2**31 - 1)))
        if isinstance(state.get("step_size"), str):
            self.step_size.setText(state["step_size"])
        for check, name in ((self.from_optimum, "from_optimum"), (self.draw, "draw")):
            if isinstance(state.get(name), bool):
                check.setChecked(state[name])

    def _adapt(self, _change: object = None) -> None:
        """Only what has an effect can be set."""
        gradient = self.method.currentData() != "lbfgs"
        self.step_size.setEnabled(gradient)
        self.batch.setEnabled(gradient)
        self.from_optimum.setEnabled(not self.connected)
        once = self.from_optimum.isChecked() and not self.connected
        self.starts.setEnabled(not once)
        self.changed.emit()


def _choice(options: dict[str, str], name: str, says: str, tip: str) -> ComboBox:
    box = ComboBox()
    for key, text in options.items():
        box.addItem(tr(text), key)
    return named(box, name, says, tip)


def _spin(
    name: str, says: str, tip: str, least: int, most: int, value: int, special: str = ""
) -> SpinBox:
    box = SpinBox()
    box.setRange(least, most)
    box.setValue(value)
    box.setSpecialValueText(tr(special))
    return named(box, name, says, tip)
