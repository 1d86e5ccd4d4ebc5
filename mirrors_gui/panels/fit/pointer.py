"""The pointer over the fit plot: it reads the function there, the sample and the kink near it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from mirrors_engine.features.features import outline_of
from mirrors_engine.signals.positions import date_words, time_unit
from mirrors_gui.panels.fit.axes import FitAxes
from mirrors_gui.style import plots
from mirrors_gui.style.theme import Theme
from mirrors_gui.text.feature_words import why_there
from mirrors_gui.text.formatting import number, x_words
from mirrors_gui.text.loss_texts import reading
from mirrors_gui.text.translate import tr

NEAR = 12  # px within which the pointer is at a kink


class _Readout(QLabel):
    """As large as its text, also when the type changes."""

    def __init__(self, place: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.text():
            self.adjustSize()
            self._place()


class FitPointer:
    """A line through both plots, a dot on the function there, a ring at the nearest sample, and
    the numbers of both in a corner.

    At a kink the line is at the kink, between samples too. Pointing at a kink hovers the strongest
    feature that bends there; a click selects it and copies its place.
    """

    def __init__(self, plot: FitAxes) -> None:
        self.plot = plot
        self.readout = _Readout(self.place_readout, plot.fit)
        self.readout.setProperty("role", "readout")
        self.readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.readout.hide()
        self.ring = plots.Marks(pxMode=True, size=11, brush=None)
        self.dot = plots.Marks(pxMode=True, size=7)
        self.hairs = [pg.InfiniteLine(angle=90) for _ in range(2)]
        for item in (self.ring, self.dot, *self.hairs):
            item.hide()
        self._copied = ""  # what the last click put on the clipboard
        self._at: QPointF | None = None  # where the pointer is, in the scene
        plot.fit.scene().sigMouseMoved.connect(self.move)
        plot.fit.scene().sigMouseClicked.connect(self.click)

    def apply_theme(self, theme: Theme) -> None:
        self.ring.setPen(plots.pen(theme, "text", 1.25))
        self.dot.setPen(plots.pen(theme, "raised", 1.0))
        self.dot.setBrush(pg.mkBrush(theme.color("function")))
        for hair in self.hairs:
            hair.setPen(plots.pen(theme, "secondary", alpha=0.35))

    def read_again(self, _change: object = None) -> None:
        """The data or the answer changed below a pointer that did not move."""
        session = self.plot.session
        if self._at is None or session is None:
            return
        if session.signal is None or session.signal.dimension > 1:  # drawn by another plot
            self.leave()
        else:
            self.move(self._at)

    def move(self, position: QPointF) -> None:
        """Read the sample nearest to a place of the scene."""
        session, scale = self.plot.session, self.plot.scale
        if session is None or session.signal is None:
            return
        box = self.plot.fit.getViewBox()
        if not box.sceneBoundingRect().contains(position):
            self.leave()
            return
        if self._at is not None and position != self._at:
            self._copied = ""
        self._at = position
        spot = self._kink_near(position)
        session.hover(None if spot is None else self._owner(spot))
        signal = session.signal
        at = scale.back(box.mapSceneToView(position).x())
        i = int(np.clip(np.searchsorted(signal.x, at), 1, max(len(signal.x) - 1, 1)))
        if i >= len(signal.x) or at - signal.x[i - 1] < signal.x[i] - at:
            i -= 1
        x, y = float(signal.x[i]), float(signal.y[i])
        session.crosshair.point(at if spot is None else spot)
        for hair in self.hairs:
            hair.setPos(scale.at(at if spot is None else spot))
            hair.show()
        self.ring.setData([scale.at(x)], [y])
        self.ring.show()
        words = tr("Sample at {value}:   data {y}", value=x_words(signal)(x), y=number(y))
        if session.result is not None and session.result.signal is signal:
            words += f"   {reading(session.result, i)}"
        above = self._function_at(at if spot is None else spot, spot is not None)
        why = "" if spot is None else self._why(spot)
        words = "\n".join(filter(None, (above, why, words)))
        self.readout.setText(words)
        self.readout.adjustSize()
        self.place_readout()
        self.readout.show()

    def leave(self) -> None:
        """Read nothing any more."""
        self._at = None
        for item in (*self.hairs, self.ring, self.dot, self.readout):
            item.hide()
        if self.plot.session is not None:
            self.plot.session.hover(None)
            self.plot.session.crosshair.point(None)

    def click(self, event: Any) -> None:
        """Select the feature of the kink there; twice, see all the data."""
        if self.plot.session is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not self.plot.fit.getViewBox().sceneBoundingRect().contains(event.scenePos()):
            return  # on an axis
        if event.double():
            self.plot.see_all()
        else:
            spot = self._kink_near(event.scenePos())
            self.plot.session.select(None if spot is None else self._owner(spot))
            if spot is not None:
                self._copy(spot)

    def place_readout(self) -> None:
        """In the corner of the plot, whatever its size."""
        edge = self.plot.fit.getViewBox().sceneBoundingRect().right()  # left of a second axis
        right = min(edge, self.plot.fit.width() - 8) if edge > 0 else self.plot.fit.width() - 8
        self.readout.move(round(right) - self.readout.width() - 8, 8)

    def _function_at(self, x: float, kink: bool) -> str:
        """Show the function at `x`, and say its value."""
        session, curve = self.plot.session, self.plot.curve
        result = None if session is None else session.result
        if curve is None or result is None:
            self.dot.hide()
            return ""
        value = float(curve.at(np.array([x]))[0])
        if not curve.x[0] <= x <= curve.x[-1]:  # beyond the corners that are drawn
            value = float(result.predict([x])[0])
        self.dot.setData([self.plot.scale.at(x)], [value])
        self.dot.show()
        words = x_words(result.signal)(x)
        words = tr("kink at {place}", place=words) if kink else words
        said = f"{words}   f = {number(value, 5)}"
        return (
            tr("{said}   copied {copied}", said=said, copied=self._copied)
            if kink and self._copied
            else said
        )

    def _copy(self, spot: float) -> None:
        """Put the place of a kink on the clipboard, with all its digits, and say so."""
        session = self.plot.session
        assert session is not None
        self._copied = place_text(session.signal, spot)
        QGuiApplication.clipboard().setText(self._copied)
        self.plot.copied.emit(tr("copied {copied}", copied=self._copied))
        if self._at is not None:
            self.move(self._at)

    def _kink_near(self, position: QPointF) -> float | None:
        """The kink of the function at the pointer."""
        curve, session, scale = self.plot.curve, self.plot.session, self.plot.scale
        result = None if session is None else session.result
        if curve is None or result is None or not len(curve.kinks):
            return None
        box = self.plot.fit.getViewBox()
        at = box.mapSceneToView(position)
        i = int(np.argmin(np.abs(scale.to(curve.kinks) - at.x())))
        spot = float(curve.kinks[i])
        height = float(curve.at(np.array([spot]))[0])
        here = box.mapViewToScene(QPointF(scale.at(spot), height)) - position
        return None if here.manhattanLength() > 1.4 * NEAR else spot

    def _why(self, spot: float) -> str:
        """Why the function bends at a place, with the mark of that kind of kink."""
        result = None if self.plot.session is None else self.plot.session.result
        owner = self._owner(spot)
        if result is None or owner is None:
            return ""
        feature = next(f for f in result.features if f.key == owner)
        kink = min(feature.kinks, key=lambda k: abs(k.position - spot))
        mark = "◇" if kink.mirror else "◆"
        return f"{mark} {why_there(feature, kink, result.signal)}"

    def _owner(self, spot: float) -> tuple[int, ...] | None:
        """The strongest feature with a kink at a place."""
        result = None if self.plot.session is None else self.plot.session.result
        if result is None:
            return None
        kinks = outline_of(result.features)
        close = np.flatnonzero(np.abs(kinks.position - spot) <= 1e-9 * (abs(spot) + 1))
        if not len(close):
            return None
        owners = kinks.owner[close]
        sizes = np.abs(result.weights[owners] * kinks.change[close])
        return result.features[int(owners[np.argmax(sizes)])].key


def place_text(signal: Any, x: float) -> str:
    """A place on the x axis for other programs: a number with a point, or an ISO date."""
    if signal.x_is_time:
        return date_words(x, time_unit(signal))
    return f"{x:.15g}"
