"""Which loss, and the one number that belongs to it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mirrors_engine.errors import MirrorsError, SettingError
from mirrors_engine.losses import loss_of
from mirrors_engine.text.numbers import editable, read_number
from mirrors_gui.model.session import Session
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import ComboBox, caption, field, named, set_role

LOSSES = {
    "squared": mark("squared"),
    "huber": "Huber",
    "quantile": mark("quantile"),
    "logistic": mark("logistic (labels ±1)"),
}


class LossFields(QWidget):
    """The loss box; below it delta or the quantile, and what is wrong with them."""

    def __init__(self) -> None:
        super().__init__()
        box = ComboBox()
        for key, text in LOSSES.items():
            box.addItem(tr(text), key)
        self.loss = named(
            box,
            "lossBox",
            tr("Loss"),
            tr(
                "What a residual r = data − function costs.\n"
                "Squared: ½ r². Huber: ½ r² up to delta, then in proportion to |r|, so that "
                "outliers pull no harder.\n"
                "Quantile: a share τ of the samples comes to lie below the function.\n"
                "Logistic: the data are labels −1 and 1, the function is the log-odds of label 1."
            ),
        )
        self.delta = named(
            QLineEdit("1"),
            "deltaEdit",
            tr("Delta"),
            tr(
                "Residual from which a sample counts as an outlier, in the units of the data; "
                "above 0"
            ),
        )
        self.quantile = named(
            QLineEdit("0.5"),
            "quantileEdit",
            tr("Quantile"),
            tr(
                "Share τ of the samples that should lie below the function, between 0 and 1: "
                "0.5 is the median"
            ),
        )
        self._edits = {"huber": ("delta", self.delta), "quantile": ("quantile", self.quantile)}
        self._rows = {
            "huber": field(tr("Delta"), self.delta),
            "quantile": field(tr("Quantile"), self.quantile),
        }
        self.note = caption(role="error")
        self.session: Session | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(field(tr("Loss"), self.loss))
        for widget in (*self._rows.values(), self.note):
            layout.addWidget(widget)
        self._show_rows("")

    def bind(self, session: Session) -> None:
        """Follow the session and set it."""
        self.session = session
        self.loss.currentIndexChanged.connect(self._changed)
        for edit in (self.delta, self.quantile):
            edit.setAcceptDrops(False)
            edit.editingFinished.connect(self._changed)
        session.settingsChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        """Set the controls to what was chosen elsewhere."""
        assert self.session is not None
        with QSignalBlocker(self.loss):
            self.loss.setCurrentIndex(max(self.loss.findData(self.session.loss), 0))
        for name, edit in self._edits.values():
            wanted = self.session.loss_options.get(name)
            if wanted is not None and not _shows(edit, wanted):
                edit.setText(editable(wanted))
        self._show_rows("")

    def _show_rows(self, note: str) -> None:
        for loss, row in self._rows.items():
            row.setVisible(loss == self.loss.currentData())
        self.note.setText(note)
        self.note.setVisible(bool(note))
        set_role(self.note, "error")

    def _changed(self, _index: object = None) -> None:
        """Ask for the loss with its number, once that makes sense."""
        assert self.session is not None
        loss = self.loss.currentData()
        options: dict[str, float] = {}
        if loss in self._edits:
            name, edit = self._edits[loss]
            try:
                options[name] = read_number(edit.text(), name)
                loss_of(loss, **options)
            except MirrorsError as error:
                self._show_rows(said(str(error)))
                return
        self._show_rows("")
        self.session.set_loss(loss, **options)


def _shows(edit: QLineEdit, value: float) -> bool:
    try:
        return read_number(edit.text(), "") == value
    except SettingError:
        return False
