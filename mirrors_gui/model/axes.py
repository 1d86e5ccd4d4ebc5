"""How the axes of the fit are drawn: ranges, scale, labels and units as they were typed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from mirrors_engine.text.printable import printable
from mirrors_gui.model.question_model import QuestionModel
from mirrors_gui.style.plots import offset_of
from mirrors_gui.style.x_scale import XScale
from mirrors_gui.text.translate import tr

FARTHEST = 1e100
LONGEST = 200  # characters of a label or unit
Range = tuple[float, float]


@dataclass(frozen=True)
class AxesSettings:
    """What was chosen; None and "" leave it to the data.

    Attributes
    ----------
    x_low, x_high, y_low, y_high : float or None
        Ends of the axes when all is seen.
    x_log : bool
        Whether x runs along its logarithm.
    x_label, x_unit, y_label, y_unit : str
    """

    x_low: float | None = None
    x_high: float | None = None
    y_low: float | None = None
    y_high: float | None = None
    x_log: bool = False
    x_label: str = ""
    x_unit: str = ""
    y_label: str = ""
    y_unit: str = ""

    def x_words(self, automatic: str) -> str:
        """What stands at the x axis."""
        return _words(self.x_label or automatic, self.x_unit)

    def y_words(self, automatic: str) -> str:
        """What stands at the y axis."""
        return _words(self.y_label or automatic, self.y_unit)

    def x_range(self, low: float, high: float) -> Range:
        """The range of x where the data alone would have it from `low` to `high`."""
        return _range(self.x_low, self.x_high, low, high)

    def y_range(self, low: float, high: float) -> Range:
        """The range of y, likewise."""
        return _range(self.y_low, self.y_high, low, high)

    def state(self) -> dict[str, Any]:
        """What differs from the automatic axes, as JSON values."""
        automatic = asdict(AUTOMATIC)
        return {name: value for name, value in asdict(self).items() if value != automatic[name]}


AUTOMATIC = AxesSettings()


def from_state(state: Any) -> AxesSettings:
    """The settings that `state` gave; whatever is no setting is left out."""
    kept: dict[str, Any] = {}
    for field in fields(AxesSettings) if isinstance(state, dict) else ():
        value = state.get(field.name)
        if field.name == "x_log":
            kept[field.name] = value is True
        elif isinstance(getattr(AUTOMATIC, field.name), str):
            kept[field.name] = printable(value[:LONGEST]) if isinstance(value, str) else ""
        elif type(value) in (int, float) and abs(value) <= FARTHEST:
            kept[field.name] = float(value)
    made = AxesSettings(**kept)
    return made if not refusal(made, None) else AUTOMATIC


def refusal(settings: AxesSettings, signal: Any) -> str:
    """Why axes cannot be drawn so, in one sentence; "" where they can."""
    for what, low, high in (
        ("x", settings.x_low, settings.x_high),
        ("y", settings.y_low, settings.y_high),
    ):
        for end in (low, high):
            if end is not None and not abs(end) <= FARTHEST:
                return tr("The ends of an axis must be finite numbers up to 10¹⁰⁰.")
        if low is not None and high is not None and not high - low > 1e-12 * max(-low, high):
            return tr("The {what} axis ends where it begins: give a larger end.", what=what)
    if settings.x_log and signal is not None:
        if signal.x_is_time:
            return tr("Dates have no logarithm: a logarithmic x needs numbers above 0.")
        least = float(signal.x.min())
        if least <= 0:
            return tr(
                "A logarithmic x needs x above 0, and the least here is {least}.",
                least=f"{least:g}",
            )
        for end in (settings.x_low, settings.x_high):
            if end is not None and end <= 0:
                return tr("A logarithmic x begins and ends above 0.")
    return ""


class AxesModel(QObject):
    """The settings in force for the data on show; other data begin with automatic ones."""

    changed = Signal()

    def __init__(self, session: QuestionModel) -> None:
        super().__init__(session)
        self.settings = AUTOMATIC
        self._session, self._opening = session, session.opening
        session.signalChanged.connect(self._follow)

    def set(self, settings: AxesSettings) -> str:
        """Draw the axes so, unless that is refused: the sentence why, or ""."""
        said = refusal(settings, self._session.signal)
        if not said and settings != self.settings:
            self.settings = settings
            self.changed.emit()
        return said

    def restore(self, state: Any) -> None:
        """Take back what `AxesSettings.state` gave."""
        settings = from_state(state)
        if self.set(settings):
            self.set(replace(settings, x_log=False))

    def scale(self, signal: Any) -> XScale:
        """How the fit of a signal counts x."""
        if signal.dimension > 1:
            return XScale()
        least = float(signal.x[0])
        if self.settings.x_log and least > 0 and not signal.x_is_time:
            return XScale(0.0, True, least)
        return XScale(offset_of(signal))

    def _follow(self, _signal: object) -> None:
        if self._session.opening != self._opening:
            self._opening = self._session.opening
            self.set(AUTOMATIC)


def _words(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def _range(low: float | None, high: float | None, first: float, last: float) -> Range:
    left, right = first if low is None else low, last if high is None else high
    if right > left:
        return left, right
    # one end was typed beyond the data: as wide as they are, from there
    return (left, left + (last - first)) if low is not None else (right - (last - first), right)
