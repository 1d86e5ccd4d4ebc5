"""What to export, in which form and size: the controls of the export dialog."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, QSizeF, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QVBoxLayout, QWidget

from mirrors_gui.figures.content import Content, Options
from mirrors_gui.figures.kinds import KINDS, Kind, is_text, page_size
from mirrors_gui.figures.write import PX_PER_MM
from mirrors_gui.style import theme as themes
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import mark, tr
from mirrors_gui.widgets.controls import ComboBox, SpinBox, caption, field, fit_labels, named

View = tuple[tuple[float, float], tuple[float, float]]  # x and y shown
SHOWN_KINDS = 9  # rows of the list; more are scrolled
_PARTS = {
    "title": (mark("Title"), mark("Name, network, λ and certificate above the figure")),
    "legend": (mark("Legend"), mark("What each mark means, below the figure")),
    "residuals": (mark("Residuals"), mark("Data minus function, below")),
    "kinks": (mark("Kinks"), mark("Filled at samples, hollow at mirror images")),
    "pins": (mark("Pinned fits"), mark("Those that are drawn in the window, each in its stroke")),
    "uncertainty": (
        mark("Bands and refits"),
        mark("What the view Uncertainty has computed of this fit"),
    ),
    "band": (mark("Optimal band"), mark("Every value an optimal network can take")),
}

_ABOUT_MODELS = {
    "lasso": "",
    "relaxed": mark(" Least squares on the kinks of the fit: not certified."),
    "segmented": mark(" Kinks moved from those of the fit: a local optimum, not certified."),
}


class ExportForm(QWidget):
    """A list of the kinds this answer has, and the controls of the one chosen.

    Parameters
    ----------
    content : Content
    view : tuple or None
        The part of the plot on show, where there is one to take.
    """

    changed = Signal()

    def __init__(self, content: Content, view: View | None) -> None:
        super().__init__()
        self.content, self.view = content, view
        self.kinds = [kind for kind in KINDS if kind.offered(content)]
        self.list = named(QListWidget(), "exportList", tr("What to export"), "")
        self.list.setProperty("role", "card")
        self.list.addItems([said(kind.name) for kind in self.kinds])
        self.list.setFixedHeight(10 + 26 * min(len(self.kinds), SHOWN_KINDS))
        self.about = caption()
        self.format = named(ComboBox(), "exportFormatBox", tr("Format"), tr("The kind of file"))
        self.width_box = _number("exportWidthBox", tr("Width"), "mm", (40, 1200), 180)
        self.height_box = _number("exportHeightBox", tr("Height"), "mm", (30, 1200), 115)
        self.dots = _number("exportScaleBox", tr("Resolution"), "dpi", (48, 1200), 192)
        self.look = named(ComboBox(), "exportThemeBox", tr("Colours"), tr("Light for paper"))
        for theme in (themes.LIGHT, themes.DARK):
            self.look.addItem(tr("Light") if theme is themes.LIGHT else tr("Dark"), theme)
        self.model_box = named(
            ComboBox(), "exportModelBox", tr("Model"), tr("The refits are not certified")
        )
        for words, model in models_of(content):
            self.model_box.addItem(words, model)
        self.model_row = field(tr("Model"), self.model_box)
        self.parts: dict[str, QCheckBox] = {}
        for key, (words, tip) in _PARTS.items():
            box = named(QCheckBox(tr(words)), f"export_{key}", tr(words), tr(tip))
            box.setChecked(True)
            self.parts[key] = box
        self.zoomed = named(
            QCheckBox(tr("As zoomed in the window")),
            "exportZoomedCheck",
            tr("As zoomed in the window"),
            tr("The part the plot shows now, not all of the data"),
        )
        self.size_rows = [
            field(tr("Width"), self.width_box),
            field(tr("Height"), self.height_box),
            field(tr("Resolution"), self.dots),
            field(tr("Colours"), self.look),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        chosen = (field(tr("Format"), self.format), self.model_row, *self.size_rows)
        for widget in (self.list, self.about, *chosen):
            column.addWidget(widget)
        for widget in (*self.parts.values(), self.zoomed):
            column.addWidget(widget)
        column.addStretch()
        self.setFixedWidth(themes.px(264))
        fit_labels(self)

        self.list.currentRowChanged.connect(self._chosen)
        for box in (self.format, self.look, self.model_box):
            box.currentIndexChanged.connect(lambda _index: self._adapt())
        for number in (self.width_box, self.height_box, self.dots):
            number.valueChanged.connect(lambda _value: self._adapt())
        for check in (*self.parts.values(), self.zoomed):
            check.toggled.connect(lambda _on: self._adapt())
        self.list.setCurrentRow(0)

    @property
    def kind(self) -> Kind:
        """What is chosen."""
        return self.kinds[max(self.list.currentRow(), 0)]

    def choose(self, name: str) -> bool:
        """Choose the entry of this name; whether there is one."""
        names = [kind.name for kind in self.kinds]
        if name in names:
            self.list.setCurrentRow(names.index(name))
        return name in names

    @property
    def suffix(self) -> str:
        """The kind of file."""
        return str(self.format.currentData() or self.kind.forms[0])

    @property
    def is_text(self) -> bool:
        """Whether what is chosen is written as text rather than drawn."""
        return is_text(self.kind, self.suffix)

    @property
    def sharpness(self) -> float:
        """Pixels of a picture to each of the page."""
        return self.dots.value() / 96

    @property
    def model(self) -> str:
        """Which model an export writes that has the choice."""
        return str(self.model_box.currentData()) if self.kind.refits else "lasso"

    def options(self) -> Options:
        """What the figure includes."""
        chosen: dict[str, Any] = {key: box.isChecked() for key, box in self.parts.items()}
        if self.zoomed.isChecked() and self.view is not None:
            chosen |= {"x_range": self.view[0], "y_range": self.view[1]}
        return Options(**chosen)

    def size_of_page(self) -> QSizeF:
        return page_size(
            self.kind, self.width_box.value() * PX_PER_MM, self.height_box.value() * PX_PER_MM
        )

    def theme(self) -> themes.Theme:
        return themes.LIGHT if self.kind.whole_page else self.look.currentData()

    def _chosen(self, _row: int) -> None:
        kind = self.kind
        self.format.blockSignals(True)
        self.format.clear()
        for form in kind.forms:
            self.format.addItem(form.upper(), form)
        self.format.blockSignals(False)
        self._adapt()

    def _adapt(self) -> None:
        """Show the controls that what is chosen has."""
        kind, drawn = self.kind, not self.is_text
        free = drawn and not kind.whole_page
        for row in (self.size_rows[0], self.size_rows[1], self.size_rows[3]):
            row.setVisible(free)
        self.size_rows[2].setVisible(drawn and self.suffix == "png")
        comma = self.suffix == "csv" and QLocale().decimalPoint() != "."
        point = " " + tr("Numbers have a decimal point.") if comma else ""
        self.about.setText(said(kind.says) + tr(_ABOUT_MODELS[self.model]) + point)
        self.model_row.setVisible(kind.refits and self.model_box.count() > 1)
        fit = kind is KINDS[0]
        line = self.content.signal.dimension == 1
        for key, box in self.parts.items():
            has = key != "uncertainty" or self.content.uncertainty is not None
            mine = key == "title" or (fit and (line or key == "legend"))
            box.setVisible(free and has and mine)
        shares = kind.inputs == ("line",)
        self.zoomed.setVisible(free and self.view is not None and line and (fit or shares))
        self.changed.emit()


def models_of(content: Content) -> list[tuple[str, str]]:
    """The certified fit, and the refits that this answer has."""
    found = [(tr("Certified fit"), "lasso")]
    result = content.result
    if result.loss == "squared" and result.signal.dimension == 1:
        found.append((tr("Relaxed fit"), "relaxed"))
        if not result.architecture.step:
            found.append((tr("Segmented fit"), "segmented"))
    return found


def _number(name: str, says: str, unit: str, limits: tuple[int, int], value: int) -> SpinBox:
    box: SpinBox = named(SpinBox(), name, f"{says} ({unit})", f"{says} ({unit})")
    box.setRange(*limits)
    box.setSuffix(f" {unit}")
    box.setValue(value)
    box.setKeyboardTracking(False)
    return box
