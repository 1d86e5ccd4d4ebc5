"""Every choice about reading a file, each with what was detected as its first entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mirrors_engine.signals import CsvOptions
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import ComboBox, SpinBox, field, named

_CHOICES: dict[str, tuple[str, str, dict[Any, str]]] = {
    "delimiter": (
        mark("Delimiter"),
        mark("What stands between two cells"),
        {
            ",": mark("comma  ,"),
            ";": mark("semicolon  ;"),
            "\t": mark("tab"),
            "|": mark("bar  |"),
            " ": mark("blanks"),
            "": mark("nothing: one column"),
        },
    ),
    "decimal": (
        mark("Decimals"),
        mark("The mark before decimals"),
        {".": mark("point  1.5"), ",": mark("comma  1,5")},
    ),
    "thousands": (
        mark("Thousands"),
        mark("The mark between thousands"),
        {
            "": mark("none"),
            ",": mark("comma  1,000"),
            ".": mark("point  1.000"),
            " ": mark("blank  1 000"),
            "'": mark("apostrophe  1'000"),
        },
    ),
    "header": (
        mark("Names"),
        mark("Whether the first line after the skipped ones names the columns"),
        {True: mark("in the first line"), False: mark("none")},
    ),
    "units_row": (
        mark("Units"),
        mark("Whether a line of units follows the names"),
        {True: mark("in the line below"), False: mark("none")},
    ),
    "day_first": (
        mark("Dates"),
        mark("How 03/04/2020 is meant"),
        {True: mark("day first  31/12"), False: mark("month first  12/31")},
    ),
    "compact_dates": (
        "20200131",
        mark("Whether numbers that are all dates, such as 20200131 or 202001, are dates"),
        {True: mark("a date"), False: mark("a number")},
    ),
    "drop_unreadable": (
        mark("Unreadable"),
        mark("What becomes of rows with cells such as 1.5k or <3"),
        {False: mark("asked about"), True: mark("left out")},
    ),
    "encoding": (
        mark("Encoding"),
        mark("How letters are stored in the file"),
        {e: e for e in ("utf-8", "utf-16", "cp1252", "latin-1")},
    ),
}

_COUNTS = {
    "skip_lines": (mark("Skip lines"), mark("Lines before the names")),
    "skip_after": (mark("Skip below"), mark("Lines between the names or units and the data")),
    "skip_last": (mark("Skip last"), mark("Lines at the end, such as totals")),
    "thin": (
        mark("Thin"),
        mark("Neighbours that are replaced by their mean, for long series; 1 for none"),
    ),
}
_TEXTS = {
    "missing_codes": (
        mark("Missing"),
        mark("Numbers that mean missing, such as -9999; none for none"),
    ),
    "exclude": (mark("Leave out"), mark("Lines to leave out, such as 5, 17-20")),
    "part": (mark("Part"), mark("Sheet of a workbook, member of an archive, variable or group")),
}
NO_CODES = mark("none")  # the word in the language in force is understood too


class ReadingChoices(QWidget):
    """A column of boxes; `options` holds only what the user overruled."""

    changed = Signal()

    def __init__(self, encoding: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.boxes: dict[str, ComboBox] = {}
        for key, (title, tip, entries) in _CHOICES.items():
            if key == "encoding" and not encoding:
                continue
            box = named(ComboBox(), f"import_{key}", tr(title), tr(tip))
            box.addItem(tr("Detected"), None)
            for value, words in entries.items():
                box.addItem(tr(words), value)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
            self.boxes[key] = box
            column.addWidget(field(tr(title), box))
        self.counts: dict[str, SpinBox] = {}
        for place, (key, (title, tip)) in enumerate(_COUNTS.items()):
            spin = named(SpinBox(), f"import_{key}", tr(title), tr(tip))
            spin.setRange(-1, 1_000_000)
            spin.setSpecialValueText(tr("Detected"))
            spin.setValue(-1)
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(lambda _value: self.changed.emit())
            self.counts[key] = spin
            column.insertWidget(3 + place, field(tr(title), spin))
        self.texts: dict[str, QLineEdit] = {}
        for key, (title, tip) in _TEXTS.items():
            line = named(QLineEdit(), f"import_{key}", tr(title), tr(tip))
            line.editingFinished.connect(partial(self._written, key))
            self.texts[key] = line
            column.addWidget(field(tr(title), line))
        self._before = dict.fromkeys(_TEXTS, "")

    def take(self, reading: Mapping[str, Any]) -> None:
        """Make choices as if by hand: fields of `CsvOptions`, None for what is detected."""
        self.overrule(replace(self.options(), **reading))
        self.changed.emit()

    def _written(self, key: str) -> None:
        """An edit is over, which Qt says again when the focus moves."""
        if self.texts[key].text() != self._before[key]:
            self._before[key] = self.texts[key].text()
            self.changed.emit()

    def options(self) -> CsvOptions:
        """What was overruled; all other fields are detected."""
        chosen: dict[str, Any] = {key: box.currentData() for key, box in self.boxes.items()}
        for key, spin in self.counts.items():
            chosen[key] = None if spin.value() < 0 else spin.value()
        for key, line in self.texts.items():
            text = line.text().strip()
            chosen[key] = "" if text in (NO_CODES, tr(NO_CODES)) else text or None
        return CsvOptions(**chosen)

    def overrule(self, options: CsvOptions) -> None:
        """Start from choices made before."""
        with QSignalBlocker(self):
            for key, box in self.boxes.items():
                box.setCurrentIndex(max(box.findData(getattr(options, key)), 0))
            for key, spin in self.counts.items():
                value = getattr(options, key)
                spin.setValue(-1 if value is None else value)
            for key, line in self.texts.items():
                value = getattr(options, key)
                none = key == "missing_codes" and value == ""
                line.setText(tr(NO_CODES) if none else value or "")
                self._before[key] = line.text()

    def show_detected(self, found: CsvOptions) -> None:
        """Say beside each untouched choice what was detected."""
        for key, box in self.boxes.items():
            value = getattr(found, key)
            words = tr(_CHOICES[key][2].get(value, str(value)))
            if box.currentIndex() <= 0:
                box.setItemText(0, tr("Detected: {words}", words=words))
        for key, spin in self.counts.items():
            if spin.value() < 0:
                spin.setSpecialValueText(tr("Detected: {words}", words=getattr(found, key)))
        self.texts["missing_codes"].setPlaceholderText(
            tr("Detected: {words}", words=found.missing_codes or tr(NO_CODES))
        )
        self.texts["exclude"].setPlaceholderText(tr("nothing"))
        self.texts["part"].setPlaceholderText(tr("the first with numbers"))
