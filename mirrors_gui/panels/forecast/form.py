"""The controls of the forecast: which past values, what is forecast, how it is judged."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from mirrors_engine.errors import Remedy, SettingError
from mirrors_engine.series import CHANGES, Settings
from mirrors_engine.text.numbers import read_wholes
from mirrors_gui.model.session import Session
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import ComboBox, SpinBox, label_for, named

MODELS = {
    "levels": mark("values"),
    "differences": mark("differences"),
    "returns": mark("log returns"),
}
OF_SLIDER, CHOSEN = "slider", "chosen"
BAND = (0.1, 0.9)


class ForecastForm(QWidget):
    """Settings of a forecast; `changed` when one of them has changed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lags = named(
            QLineEdit("1"),
            "lagsEdit",
            tr("Lags"),
            tr(
                "Which past values the network reads, in steps: 1 for the last one, or several "
                "such as 1, 2, 12.\n"
                "One lag makes a function of one variable; several an additive network."
            ),
        )
        self.target = named(
            ComboBox(),
            "forecastTargetBox",
            tr("What is modelled"),
            tr(
                "The values themselves, their differences from one step to the next (for "
                "trends), or log returns (for prices).\n"
                "Forecasts and errors are of the values in any case."
            ),
        )
        for key in CHANGES:
            self.target.addItem(tr(MODELS[key]), key)
        self.test = named(
            SpinBox(),
            "forecastTestSpin",
            tr("Test part"),
            tr("The last share of the series, which no model sees before it is forecast"),
        )
        self.test.setRange(1, 90)
        self.test.setSuffix(" %")
        self.test.setValue(20)
        self.horizon = named(
            SpinBox(),
            "horizonSpin",
            tr("Horizon"),
            tr("How many steps a forecast is rolled out, fed with itself"),
        )
        self.horizon.setRange(1, 1000)
        self.horizon.setValue(12)
        self.lam = named(
            ComboBox(),
            "forecastLambdaBox",
            tr("Choice of λ"),
            tr(
                "The λ/λmax of the slider below, or the one that forecasts best in rolling "
                "validation inside the training part"
            ),
        )
        self.lam.addItem(tr("slider"), OF_SLIDER)
        self.lam.addItem(tr("validated"), CHOSEN)
        self.period = named(
            SpinBox(),
            "periodSpin",
            tr("Season"),
            tr(
                "Steps of a season: adds the value one season before as a baseline, and scales MASE"
            ),
        )
        self.period.setRange(0, 10_000)
        self.period.setSpecialValueText(tr("none"))
        self.band = named(
            QCheckBox(tr("Band")),
            "forecastBandBox",
            tr("Quantile band"),
            tr("Two more networks, of quantile loss: 80 % of the values should fall between them"),
        )
        self.train = named(
            QCheckBox(tr("Training")),
            "forecastTrainBox",
            tr("Ordinary training"),
            tr("Also train the same network by gradients from five random starts, and compare"),
        )
        self.order = named(
            QCheckBox(tr("In order")),
            "forecastOrderBox",
            tr("Take samples as consecutive"),
            tr(
                "Take each sample as one step after the one before, whatever its x: for trading "
                "days or uneven sampling"
            ),
        )
        self._arrange()
        self.lags.editingFinished.connect(self._told)
        self.lags.textEdited.connect(lambda _: self.changed.emit())
        for spin in (self.test, self.horizon, self.period):
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(lambda _: self.changed.emit())
        for box in (self.target, self.lam):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        for check in (self.band, self.train, self.order):
            check.toggled.connect(lambda _: self.changed.emit())

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        rows: tuple[tuple[tuple[str, QWidget], tuple[str, QWidget]], ...] = (
            ((tr("Lags"), self.lags), (tr("Model"), self.target)),
            ((tr("Test"), self.test), (tr("Horizon"), self.horizon)),
            (("λ", self.lam), (tr("Season"), self.period)),
        )
        made = [[label_for(text, control) for text, control in row] for row in rows]
        columns = zip(*made, strict=True)
        widths = [max(words.sizeHint().width() for words in column) + 2 for column in columns]
        for r, row in enumerate(rows):
            for c, (_, control) in enumerate(row):
                words = made[r][c]
                words.setFixedWidth(widths[c])
                words.setObjectName("fieldLabel")
                # all share the width, however little there is
                control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                grid.addWidget(words, r, 2 * c)
                grid.addWidget(control, r, 2 * c + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def _told(self) -> None:
        """Write the lags as they are understood."""
        try:
            self.lags.setText(", ".join(map(str, _lags(self.lags.text()))))
        except SettingError:
            return

    def settings(self, session: Session) -> Settings:
        """What the controls ask for.

        Raises
        ------
        SettingError
            If they make no sense, in one sentence.
        """
        of_slider = self.lam.currentData() == OF_SLIDER
        return Settings(
            lags=_lags(self.lags.text()),
            target=self.target.currentData(),
            spacing="order" if self.order.isChecked() else "clock",
            test=self.test.value() / 100,
            horizon=self.horizon.value(),
            period=self.period.value() or None,
            lam_ratio=session.lam_ratio if of_slider else None,
            loss=session.loss,
            loss_options=dict(session.loss_options),
            solver=session.solver,
            quantiles=BAND if self.band.isChecked() else None,
            train=self.train.isChecked(),
        )

    def take(self, remedy: Remedy) -> bool:
        """Set what a refusal offered; False where that is no matter of this form."""
        if "spacing" not in remedy.settings:
            return False
        self.order.setChecked(remedy.settings["spacing"] == "order")
        return True

    def save_state(self) -> dict[str, Any]:
        return {
            "lags": self.lags.text(),
            "target": self.target.currentData(),
            "test": self.test.value(),
            "horizon": self.horizon.value(),
            "period": self.period.value(),
            "lam": self.lam.currentData(),
            "band": self.band.isChecked(),
            "train": self.train.isChecked(),
            "order": self.order.isChecked(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        if isinstance(state.get("lags"), str):
            self.lags.setText(state["lags"])
        for name, box in (("target", self.target), ("lam", self.lam)):
            chosen = state.get(name)
            row = box.findData(chosen) if isinstance(chosen, str) else -1
            if row >= 0:
                box.setCurrentIndex(row)
        for name, spin in (("test", self.test), ("horizon", self.horizon), ("period", self.period)):
            value = state.get(name)
            if isinstance(value, int) and not isinstance(value, bool):
                spin.setValue(max(spin.minimum(), min(value, spin.maximum())))
        for name, check in (("band", self.band), ("train", self.train), ("order", self.order)):
            if isinstance(state.get(name), bool):
                check.setChecked(state[name])
        self.changed.emit()


def _lags(text: str) -> tuple[int, ...]:
    """Whole numbers from 1 up, each once."""
    found = read_wholes(text, tr("Lags"))
    if min(found) < 1:
        raise SettingError(
            tr("Lags “{words}” must be whole numbers from 1 up, such as 1 or 1, 2, 12.", words=text)
        )
    return tuple(sorted(set(found)))
