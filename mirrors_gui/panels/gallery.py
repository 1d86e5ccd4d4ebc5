"""The sample gallery: what there is, where it comes from, on what terms."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mirrors_engine.signals import samples
from mirrors_engine.signals.samples import Sample
from mirrors_gui import plots
from mirrors_gui.inputs import open_sample
from mirrors_gui.panels.plane_plot import scale
from mirrors_gui.presets import PRESETS, Preset
from mirrors_gui.widgets import Card, caption, label, named


class Gallery(QDialog):
    """A list of samples beside a picture and the words about the chosen one."""

    def __init__(self, session: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("Samples")
        self.setAccessibleName("Sample gallery")
        self.resize(720, 440)
        self.list = named(QListWidget(), "galleryList", "Samples", "Double-click to open")
        self.list.setFixedWidth(208)
        self.list.setProperty("role", "card")
        entries: tuple[Sample | Preset, ...] = (*samples(), *PRESETS)
        for each in entries:
            item = QListWidgetItem(each.title)
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.list.addItem(item)
        self.heading = label("", "title")
        self.about = caption(role="body")
        self.origin = caption()
        self.plot = plots.new_plot("galleryPlot", "Preview", "The samples of the signal")
        self.plot.setMouseEnabled(x=False, y=False)
        plots.dress(self.plot, session.theme)
        self.choose = named(
            QPushButton("Open sample"), "openSampleButton", "Open sample", "Fit this signal (Enter)"
        )
        self.choose.setProperty("role", "primary")
        self.choose.setDefault(True)
        right = QVBoxLayout()
        right.setSpacing(8)
        frame = Card()
        frame.body.setContentsMargins(4, 8, 8, 4)
        frame.body.addWidget(self.plot)
        for widget in (self.heading, self.about, frame, self.origin):
            right.addWidget(widget, int(widget is frame))
        right.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.list.currentItemChanged.connect(self._show)
        self.list.itemActivated.connect(self._open)
        self.choose.clicked.connect(self._open)
        self.list.setCurrentRow(0)

    def _show(self, *_items: object) -> None:
        each = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        self.heading.setText(each.title)
        self.about.setText(each.description)
        self.origin.setText(f"Source: {each.source}. Licence: {each.licence}.")
        signal = each.load()
        self.plot.clear()
        offset = plots.set_x(self.plot, signal, self.session.theme)
        x, y, color = signal.x, signal.y, self.session.theme.color("data")
        if signal.dimension == 1:
            self.plot.getAxis("left").setLabel(signal.y_name)
        else:  # from above, the height as colour
            (low, high), colors = scale(y, self.session.theme)
            color = colors.map((y - low) / (high - low), mode="qcolor")
            x, y = signal.x[:, 0], signal.x[:, 1]
            self.plot.getAxis("bottom").setLabel(signal.x_names[0])
            self.plot.getAxis("left").setLabel(signal.x_names[1])
        self.plot.plot(
            x - offset,
            y,
            pen=None,
            symbol="o",
            symbolSize=4 if len(signal) > 200 else 6,
            symbolPen=None,
            symbolBrush=color,
        )
        self.plot.autoRange()

    def _open(self, *_item: object) -> None:
        each = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        if isinstance(each, Preset):
            each.open(self.session)
        else:
            open_sample(self.session, each)
        self.accept()
