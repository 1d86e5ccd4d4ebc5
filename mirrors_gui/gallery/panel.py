"""The gallery: signals that come with the program, and one entry for each claim."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon, QShowEvent
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
from mirrors_gui.compute.runner import Runner
from mirrors_gui.gallery import thumbnails
from mirrors_gui.gallery.thumbnails import Sketch
from mirrors_gui.model.presets import PRESETS, Preset
from mirrors_gui.model.session import Session
from mirrors_gui.panels.fit.plane_plot import scale
from mirrors_gui.style import plots
from mirrors_gui.style import theme as themes
from mirrors_gui.style.repaint import TURN_MS, PaintOnce, in_turns
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.plain import wrapped
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.controls import Card, caption, label, named

ENTRY = Qt.ItemDataRole.UserRole
WIDE = 328  # of the list
AT_ONCE = 4  # thumbnails drawn in a turn of the event loop, some 2 ms each
_known: dict[str, Sketch] = {}  # the entries never change, so their sketches are made once


class Gallery(QDialog):
    """A list with thumbnails beside a picture and the words about the chosen entry."""

    on_opened: Callable[[Sample | Preset], object] = staticmethod(
        lambda entry: None
    )  # once it is open

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(tr("Gallery"))
        self.setAccessibleName(tr("Example gallery"))
        self.resize(themes.px(880), themes.px(560))
        self.list = named(
            QListWidget(),
            "galleryList",
            tr("Examples"),
            tr("Double-click to open"),
        )
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("role", "card")
        self.list.setIconSize(thumbnails.SIZE)
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._items: dict[str, QListWidgetItem] = {}
        self._sections: list[QListWidgetItem] = []
        self._section(tr("What the theory says"))
        for preset in PRESETS:
            self._add(preset)
        self._section(tr("Signals to explore"))
        for each in samples():
            self._add(each)
        self.heading = label("", "title")
        self.heading.setWordWrap(True)
        self.about = caption(role="body")
        self.origin = caption()
        self.plot = plots.new_plot("galleryPlot", tr("Preview"), tr("The samples of the signal"))
        self.plot.setMouseEnabled(x=False, y=False)
        self.choose = named(
            QPushButton(tr("Open")),
            "openSampleButton",
            tr("Open example"),
            tr("Fit this signal (Enter)"),
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
        self._painting = PaintOnce(self.list, frame)
        self._more = QTimer(self, singleShot=True, interval=TURN_MS)
        self._more.timeout.connect(self._picture)
        self.runner = Runner("gallery", self)
        self.runner.advanced.connect(self._sketched)
        self.list.currentItemChanged.connect(self._show)
        self.list.itemActivated.connect(self._open)
        self.choose.clicked.connect(self._open)
        session.appearance.changed.connect(self._repaint)
        first = PRESETS[0]
        self.list.setCurrentItem(self._items[first.title])
        self._tint(session.appearance.theme)
        themes.apply_style_sheet(self, session.appearance.theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Pictures are drawn once the words are on show, and sketches made after those."""
        super().showEvent(event)
        self._painting.hold()
        in_turns(self, [lambda: None, self._draw, self._picture, self._sketch])

    def _sketch(self) -> None:
        entries: tuple[Sample | Preset, ...] = (*PRESETS, *samples())
        if any(each.title not in _known for each in entries):
            self.runner.start(thumbnails.sketching(entries, dict(_known)))

    def _section(self, title: str) -> None:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._sections.append(item)
        self.list.addItem(item)

    def _add(self, entry: Sample | Preset) -> None:
        item = QListWidgetItem(tr(entry.title))
        item.setData(ENTRY, entry)
        item.setToolTip(wrapped(tr(entry.description)))
        self._items[entry.title] = item
        self.list.addItem(item)

    def _tint(self, theme: Theme) -> None:
        self.list.setFixedWidth(themes.px(WIDE))
        for section in self._sections:
            section.setFont(themes.font(themes.SMALL))
            section.setForeground(theme.color("secondary"))
        for item in self._items.values():
            item.setIcon(QIcon())
        plots.apply_theme(self.plot, theme)

    def _repaint(self, theme: Theme) -> None:
        """In the colours and the type there are now, while the gallery is open."""
        self._tint(theme)
        in_turns(self, [self._draw, self._picture])

    def _picture(self) -> None:
        """Put thumbnails that are there on their entries, the rest in turns after this one."""
        ratio, theme = self.devicePixelRatioF(), self.session.appearance.theme
        due = [t for t, item in self._items.items() if t in _known and item.icon().isNull()]
        for title in due[:AT_ONCE]:
            self._items[title].setIcon(thumbnails.icon_of(_known[title], theme, ratio))
        if due[AT_ONCE:]:
            self._more.start()

    def _sketched(self, known: dict[str, Sketch]) -> None:
        """Take the sketches made so far; the entry that is looked at may be among the new."""
        chosen = self._chosen()
        new = chosen is not None and chosen.title in known and chosen.title not in _known
        _known.update(known)
        self._picture()
        if new:
            self._draw()

    def _chosen(self) -> Sample | Preset | None:
        item = self.list.currentItem()
        return None if item is None else item.data(ENTRY)

    def _show(self, *_items: object) -> None:
        each = self._chosen()
        if each is None:
            return
        self.heading.setText(tr(each.title))
        self.about.setText(tr(each.description))
        self.origin.setText(
            tr(
                "Source: {source}. Licence: {licence}.",
                source=tr(each.source),
                licence=tr(each.licence),
            )
        )
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        """Draw the chosen entry, with its optimal function if that has been found."""
        each = self._chosen()
        if each is None:
            return
        known = _known.get(each.title)
        signal = each.load() if known is None else known.signal
        theme = self.session.appearance.theme
        self.plot.clear()
        offset = plots.set_x(self.plot, signal, theme)
        x, y, color = signal.x, signal.y, theme.color("data")
        if signal.dimension == 1:
            self.plot.getAxis("left").setLabel(signal.y_name)
        else:  # from above, the height as colour
            (low, high), colors = scale(y, theme)
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
        if known is not None and known.curve is not None:
            self._draw_curve(known, offset)
        self.plot.autoRange()

    def _draw_curve(self, known: Sketch, offset: float) -> None:
        """The optimal function with its kinks, over the range of the data."""
        theme, curve, x = self.session.appearance.theme, known.curve, known.signal.x
        across, heights = curve.drawn()
        inside = (across >= x[0]) & (across <= x[-1])
        if not curve.step:
            t = sorted({float(x[0]), *across[inside].tolist(), float(x[-1])})
            across, heights = np.array(t), curve.at(np.array(t))
        else:
            across, heights = across.clip(x[0], x[-1]), heights
        self.plot.plot(across - offset, heights, pen=plots.pen(theme, "function", 2))
        for hollow in (False, True):
            spots = curve.kinks[(curve.mirror == hollow) & (curve.kinks >= x[0])]
            spots = spots[spots <= x[-1]]
            self.plot.plot(
                spots - offset,
                curve.at(spots),
                pen=None,
                symbol=plots.DIAMOND,
                symbolSize=11,
                symbolPen=plots.kink_pen(theme, hollow),
                symbolBrush=plots.kink_brush(theme, hollow),
            )

    def _open(self, *_item: object) -> None:
        each = self._chosen()
        if each is None:
            return
        session, on_opened = self.session, self.on_opened

        def go() -> None:
            if isinstance(each, Preset):
                each.open(session)
            else:
                session.open_sample(each)
            on_opened(each)

        self.accept()  # a question is asked in the window behind
        session.replace_data(tr("opening {title}", title=tr(each.title)), go)

    def done(self, result: int) -> None:
        self.runner.close()
        super().done(result)
