"""Every choice about reading a file, each with what was detected as its first entry."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mirrors_engine.signals import CsvOptions
from mirrors_gui.widgets.controls import ComboBox, SpinBox, field, named

_CHOICES: dict[str, tuple[str, str, dict[Any, str]]] = {
    "delimiter": (
        "Delimiter",
        "What stands between two cells",
        {
            ",": "comma  ,",
            ";": "semicolon  ;",
            "\t": "tab",
            "|": "bar  |",
            " ": "blanks",
            "": "nothing: one column",
        },
    ),
    "decimal": ("Decimals", "The mark before decimals", {".": "point  1.5", ",": "comma  1,5"}),
    "thousands": (
        "Thousands",
        "The mark between thousands",
        {
            "": "none",
            ",": "comma  1,000",
            ".": "point  1.000",
            " ": "blank  1 000",
            "'": "apostrophe  1'000",
        },
    ),
    "header": (
        "Names",
        "Whether the first line after the skipped ones names the columns",
        {True: "in the first line", False: "none"},
    ),
    "units_row": (
        "Units",
        "Whether a line of units follows the names",
        {True: "in the line below", False: "none"},
    ),
    "day_first": (
        "Dates",
        "How 03/04/2020 is meant",
        {True: "day first  31/12", False: "month first  12/31"},
    ),
    "encoding": (
        "Encoding",
        "How letters are stored in the file",
        {e: e for e in ("utf-8", "utf-16", "cp1252", "latin-1")},
    ),
}


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
            box = named(ComboBox(), f"import_{key}", title, tip)
            box.addItem("Detected", None)
            for value, words in entries.items():
                box.addItem(words, value)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
            self.boxes[key] = box
            column.addWidget(field(title, box))
        self.skip = named(SpinBox(), "import_skip_lines", "Lines to skip", "Lines before the names")
        self.skip.setRange(-1, 1_000_000)
        self.skip.setSpecialValueText("Detected")
        self.skip.setValue(-1)
        self.skip.setKeyboardTracking(False)
        self.skip.valueChanged.connect(lambda _value: self.changed.emit())
        column.insertWidget(3, field("Skip lines", self.skip))

    def options(self) -> CsvOptions:
        """What was overruled; all other fields are detected."""
        chosen = {key: box.currentData() for key, box in self.boxes.items()}
        skip = self.skip.value()
        return CsvOptions(**chosen, skip_lines=None if skip < 0 else skip)

    def overrule(self, options: CsvOptions) -> None:
        """Start from choices made before."""
        with QSignalBlocker(self):
            for key, box in self.boxes.items():
                box.setCurrentIndex(max(box.findData(getattr(options, key)), 0))
            self.skip.setValue(-1 if options.skip_lines is None else options.skip_lines)

    def show_detected(self, found: CsvOptions) -> None:
        """Say beside each untouched choice what was detected."""
        for key, box in self.boxes.items():
            value = getattr(found, key)
            words = _CHOICES[key][2].get(value, str(value))
            if box.currentIndex() <= 0:
                box.setItemText(0, f"Detected: {words}")
        if self.skip.value() < 0:
            self.skip.setSpecialValueText(f"Detected: {found.skip_lines}")
