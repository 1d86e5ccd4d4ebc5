"""How the window looks at a question: tab, folds, and the state of each panel."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from mirrors_engine.features.features import place_of
from mirrors_gui.persistence.bounds import bounded
from mirrors_gui.window_base import WindowBase

if TYPE_CHECKING:
    from mirrors_gui.panels.common.base import Panel

log = logging.getLogger(__name__)

OF_THE_DATA = ("FitArea",)  # panels whose state is about these very data


def save_view(window: WindowBase, data: bool = True) -> dict[str, Any]:
    """As JSON values; without `data` only what would suit any signal."""
    sides = {"left": window.left, "right": window.right}
    current: Any = window.tabs.currentWidget()
    view: dict[str, Any] = {
        "tab": current.title if current is not None else "",
        "columns": window.columns.state(),
        "teaching": window.presentation.state(),
        "folds": {
            name: window.folded_by_hand[side]
            for name, side in sides.items()
            if side in window.folded_by_hand
        },
        "panels": {
            type(panel).__name__: state
            for panel in window.panels()
            if (data or type(panel).__name__ not in OF_THE_DATA)
            and (state := panel.save_state())
            and _is_json(panel, state)
        },
    }
    if data and window.session.selected is not None:
        view["selected"] = [int(n) for n in window.session.selected]
    return view


def restore_view(window: WindowBase, view: Any) -> None:
    """Take back what `save_view` gave; what does not fit is left out."""
    view = bounded(view)
    if not isinstance(view, dict):
        return
    for place, panel in enumerate(window.views):
        if panel.title == view.get("tab"):
            window.tabs.setCurrentIndex(place)
    window.presentation.restore(view.get("teaching"))
    columns = view.get("columns")
    if isinstance(columns, dict):
        window.columns.restore_widths(columns.get("widths"))
        window.set_large(columns.get("large") is True)
    folds = view.get("folds")
    for name, side in (("left", window.left), ("right", window.right)):
        folded = folds.get(name) if isinstance(folds, dict) else None
        if isinstance(folded, bool):
            window.fold(side, folded)
    states = view.get("panels")
    if not isinstance(states, dict):
        states = {}
    for panel in window.panels():
        state = states.get(type(panel).__name__)
        if isinstance(state, dict):
            try:
                panel.restore_state(state)
            except Exception:  # whatever a file may hold, the window opens
                log.warning("%s could not be restored", panel.title, exc_info=True)
    chosen = view.get("selected")
    if isinstance(chosen, list) and all(type(n) is int for n in chosen):
        _select_when_answered(window, tuple(chosen))


def _is_json(panel: Panel, state: dict[str, Any]) -> bool:
    try:
        json.dumps(state, allow_nan=False)
    except (TypeError, ValueError):
        log.warning("%s has a state that cannot be kept: %s", panel.title, state)
        return False
    return True


def _select_when_answered(window: WindowBase, key: tuple[int, ...]) -> None:
    """Select a feature once the answer that has it is there."""
    session = window.session

    def take(result: Any) -> None:
        if result is None:
            return
        session.resultChanged.disconnect(take)
        if place_of(result.features, key) is not None:
            session.select(key)

    session.resultChanged.connect(take)
