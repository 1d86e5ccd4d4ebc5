"""The middle of the window: the view of the fit that suits the inputs of the network."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from mirrors_gui.model.session import Session
from mirrors_gui.panels.common.base import Panel
from mirrors_gui.panels.fit.additive_plot import AdditivePlot
from mirrors_gui.panels.fit.layers.build_layer import BuildLayer
from mirrors_gui.panels.fit.layers.pins_layer import PinsLayer
from mirrors_gui.panels.fit.layers.training_layer import TrainingLayer
from mirrors_gui.panels.fit.layers.uncertainty_layer import UncertaintyLayer
from mirrors_gui.panels.fit.plane_plot import PlanePlot
from mirrors_gui.panels.fit.plot import FitPlot
from mirrors_gui.panels.fit.welcome import Welcome
from mirrors_gui.text.translate import mark

FARTHEST = 1e100  # from 0 to the end of a zoom, and how much smaller than 1 it may be


class FitArea(Panel):
    """A stack of the views on a line, on the plane, of additive inputs, and of nothing yet."""

    title = mark("Fit")
    shows_answer = False  # the plot in it shows the age

    def __init__(self, line: FitPlot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self.plane, self.additive = line, PlanePlot(), AdditivePlot()
        self.views = {"line": self.line, "plane": self.plane, "additive": self.additive}
        self.building = BuildLayer(line.fit)
        self.training, self.pins = TrainingLayer(line.fit), PinsLayer(line.fit)
        self.uncertainty = UncertaintyLayer(line.fit)
        self.stack = QStackedWidget()
        for view in self.views.values():
            self.stack.addWidget(view)
        self.welcome = Welcome()
        self.stack.addWidget(self.welcome)
        self.body.addWidget(self.stack, 1)

    def bind(self, session: Session) -> None:
        super().bind(session)
        self.plane.bind(session)
        self.additive.bind(session)
        self.training.bind(session)
        self.pins.bind(session)
        self.uncertainty.bind(session)
        self.building.bind(session)
        session.signalChanged.connect(self._choose)
        session.resultChanged.connect(self._choose)
        session.architectureChanged.connect(self._choose)
        self._choose()

    def see_all(self) -> None:
        """Show all data in the view that is up."""
        view: Any = self.stack.currentWidget()
        if view is not self.welcome:
            view.see_all()

    def save_state(self) -> dict[str, Any]:
        if self.stack.currentWidget() is not self.line:
            return {}
        zoom = [[float(end) for end in ends] for ends in self.line.fit.viewRange()]
        axes = self.session.axes.settings.state() if self.session is not None else {}
        return {"zoom": zoom, "axes": axes} if axes else {"zoom": zoom}

    def restore_state(self, state: dict[str, Any]) -> None:
        if self.session is not None:
            self.session.axes.restore(state.get("axes"))  # the zoom is in their places
        zoom = state.get("zoom")
        if isinstance(zoom, list) and len(zoom) == 2 and all(map(_is_range, zoom)):
            self.line.fit.setXRange(*zoom[0], padding=0)
            self.line.fit.setYRange(*zoom[1], padding=0)

    def _choose(self, _change: object = None) -> None:
        """The view of the answer on show; of the question while there is none."""
        assert self.session is not None
        result = self.session.result
        if self.session.signal is None:
            self.stack.setCurrentWidget(self.welcome)
            return
        net = self.session.architecture if result is None else result.architecture
        self.stack.setCurrentWidget(self.views[net.inputs])


def _is_range(ends: Any) -> bool:
    """Whether these are two numbers that an axis can reach from and to."""
    if not isinstance(ends, list) or len(ends) != 2 or {*map(type, ends)} - {int, float}:
        return False
    low, high = map(float, ends)
    largest = max(abs(low), abs(high))
    return largest <= FARTHEST and high - low > max(1e-12 * largest, 1 / FARTHEST)
