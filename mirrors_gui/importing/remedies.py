"""What one click does about cells that are no numbers, and about numbers that are no values."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mirrors_engine.signals import Table
from mirrors_gui.importing.choices import NO_CODES, ReadingChoices
from mirrors_gui.importing.reading import Columns
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import named


class Remedies(QWidget):
    """A row of buttons, each there only where it is of use; they set the choices beside."""

    def __init__(self, choices: ReadingChoices) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._choices = choices
        self.drop = named(
            QPushButton(tr("Leave such rows out")),
            "importDropButton",
            tr("Leave such rows out"),
            tr("Leave out every row with a cell that looks like a number and cannot be read"),
        )
        self.keep = named(QPushButton(), "importKeepButton", tr("Keep as numbers"), "")
        self.missing = named(QPushButton(), "importDropCodesButton", tr("Take for missing"), "")
        self._codes = ""  # those that were kept as numbers
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.drop, self.keep, self.missing):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        self.drop.clicked.connect(self._drop)
        self.keep.clicked.connect(self._keep)
        self.missing.clicked.connect(self._missing)
        self.hide()

    def show_for(self, table: Table | None, columns: Columns) -> None:
        """Offer what helps with these columns of a table."""
        used = {*columns.x, columns.y, columns.weights}
        doubtful = table is not None and any(
            c.doubtful is not None and c.position in used for c in table.columns
        )
        codes = "" if table is None else table.options.missing_codes or ""
        written = self._choices.texts["missing_codes"].text()
        offered, kept = bool(codes) and not written, bool(self._codes) and written == NO_CODES
        if offered:
            self._codes = codes
        self.drop.setVisible(doubtful)
        self.keep.setVisible(offered)
        self.keep.setText(tr("Keep {codes} as numbers", codes=codes))
        self.keep.setToolTip(
            tr("{codes} is a value like others and stands for no missing one", codes=codes)
        )
        self.missing.setVisible(kept)
        self.missing.setText(tr("Take {codes} for missing", codes=self._codes))
        self.missing.setToolTip(
            tr("Leave out the rows in which {codes} stands for no value", codes=self._codes)
        )
        self.setVisible(doubtful or offered or kept)

    def _drop(self) -> None:
        box = self._choices.boxes["drop_unreadable"]
        box.setCurrentIndex(box.findData(True, flags=Qt.MatchFlag.MatchExactly))

    def _keep(self) -> None:
        self._choices.write("missing_codes", NO_CODES)

    def _missing(self) -> None:
        self._choices.write("missing_codes", "")
