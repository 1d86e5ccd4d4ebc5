"""What a user does in the window, one after the other, for `measure_window` to watch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog

from mirrors_engine import Architecture
from mirrors_engine.signals import sample
from mirrors_gui.actions.help import open_guide, open_keys
from mirrors_gui.figures.dialog import ExportDialog, copy_figure, open_export
from mirrors_gui.headless import wait
from mirrors_gui.importing import Source
from mirrors_gui.lessons.content import LESSONS
from mirrors_gui.model.axes import AUTOMATIC, AxesSettings
from mirrors_gui.model.presets import PRESETS

Action = tuple[str, Callable[[], Any], float]  # its name, what is done, s it is watched longer
FRAME_MS = 16


def actions(window: Any, persistence: Any, folder: Path) -> Iterator[Action]:
    """Each is done when the one before is over and drawn."""
    yield from settings(window)
    yield from windows(window, persistence)
    yield from exports(window, folder)
    yield from hands(window)
    yield from files(window, folder)
    yield from claims(window)


def settings(window: Any) -> Iterator[Action]:
    session = window.session
    yield "nothing", lambda: None, 1.0
    for key in ("bumps", "co2", "nile"):
        yield f"sample {key}", lambda key=key: session.set_signal(sample(key)), 0.3
    sweep = [10 ** (-k / 40) for k in range(120)]
    yield "a drag of λ, 120 moves", lambda: spread(sweep, session.set_lam_ratio), 2.5
    for k, view in enumerate(window.views):
        yield f"view {view.title}", lambda k=k: window.tabs.setCurrentIndex(k), 0.3
    window.tabs.setCurrentIndex(0)
    yield "the function built", lambda: build(window), 4.0
    session.build.close()
    yield "start page", window.start_page.enter, 0.3
    window.start_page.leave()
    for lesson in LESSONS:
        yield f"lesson {lesson.title}", lambda lesson=lesson: window.lessons.start(lesson), 0.3
        for place in range(1, 5):
            yield f"   step {place + 1}", lambda place=place: window.lessons.go_to(place), 0.2
    window.lessons.leave()
    session.set_signal(sample("nile"))
    yield "another network", lambda: session.set_architecture(Architecture("relu", 2)), 0.3
    yield "another loss", lambda: session.set_loss("huber", delta=50.0), 0.3
    yield "undo", session.history.undo, 0.3
    yield "dark theme", lambda: session.appearance.set_theme("dark"), 0.3
    yield "light theme", lambda: session.appearance.set_theme("light"), 0.3
    yield "projector", lambda: window.presentation.set_large(True), 0.3
    yield "type as it was", lambda: window.presentation.set_large(False), 0.3
    for name in ("Loss and solver", "Residuals"):
        yield f"{name} hidden", lambda name=name: window.presentation.show(name, False), 0.3
    yield "everything shown", window.presentation.show_everything, 0.3
    yield "left panel folded", window.header.left_button.click, 0.3
    window.header.left_button.click()


def windows(window: Any, persistence: Any) -> Iterator[Action]:
    yield "gallery", window.show_gallery, 3.0
    close_dialogs()
    yield "guide", lambda: open_guide(window), 0.3
    close_dialogs()
    yield "sheet of keys", lambda: open_keys(window), 0.3
    close_dialogs()
    yield "an error told", lambda: persistence.report("A slot failed.", "a trace"), 1.0
    close_dialogs()


def exports(window: Any, folder: Path) -> Iterator[Action]:
    yield "export", lambda: open_export(window), 1.0
    dialog = next(d for d in window.findChildren(ExportDialog) if d.isVisible())
    for row, kind in enumerate(dialog.form.kinds):
        for form in kind.forms:

            def choose(row: int = row, form: str = form) -> None:
                dialog.form.list.setCurrentRow(row)
                dialog.form.format.setCurrentIndex(dialog.form.format.findData(form))

            path = folder / f"{row}.{form}"
            yield f"{kind.name}, {form}", choose, 0.5
            yield "   saved", lambda path=path: dialog.save_to(path), 0.8
            assert wait(path.is_file)
    yield "copied", dialog.put_on_clipboard, 0.5
    close_dialogs()
    yield "figure copied", lambda: copy_figure(window), 0.3


def hands(window: Any) -> Iterator[Action]:
    session = window.session
    yield "back to |·|, three layers", lambda: session.set_architecture(Architecture("abs", 3)), 2.0
    keys = [feature.key for feature in session.result.features]
    yield "each feature pointed at", lambda: spread(keys, session.hover), 1.0
    yield "each feature chosen", lambda: spread(keys, session.select), 1.0
    yield "20 events of the path", lambda: spread([-1] * 20, window.strip.jump), 1.0
    yield "play for 3 s", window.strip.play.click, 3.0
    window.strip.play.click()
    yield "a point dragged, 60 moves", lambda: drag_point(window, 50, 60), 2.0
    yield "all of it taken back", session.history.undo, 0.5
    window.fit.exclude.set_active(True)
    yield "a line drawn around points", lambda: around(window, 40), 2.0
    yield "all points included", window.fit.exclude.include_all, 0.5
    window.fit.exclude.set_active(False)
    session.crosshair.set_on(True)
    yield (
        "crosshair, 60 moves",
        lambda: spread(np.linspace(1872, 1969, 60), session.crosshair.point),
        2.0,
    )
    window.show_view("Mirror map")
    yield (
        "crosshair on the mirror map",
        lambda: spread(np.linspace(1872, 1969, 60), session.crosshair.point),
        2.0,
    )
    session.crosshair.set_on(False)
    yield "dialog of the axes", window.fit.axes.open, 0.5
    close_dialogs()
    yield "logarithmic x", lambda: session.axes.set(AxesSettings(x_log=True)), 0.5
    yield "each feature chosen on it", lambda: spread(keys, session.select), 1.0
    yield "automatic axes", lambda: session.axes.set(AUTOMATIC), 0.5
    window.show_view("Training")
    yield "training for 3 s", view(window, "Training").toggle, 3.0
    yield "training held", lambda: session.training.pause(True), 0.3
    yield "five steps", lambda: spread([None] * 5, lambda _: session.training.step()), 0.5
    session.training.stop()
    window.show_view("Forecast")
    yield "a forecast, 5 s", view(window, "Forecast").start, 5.0
    window.show_view("Landscape")
    yield "landscape of another λ", lambda: session.set_lam_ratio(0.05), 1.5
    window.show_view("Features")


def around(window: Any, steps: int) -> None:
    """A line around half of the points of the fit plot."""
    plot = window.fit.fit
    view, box = plot.viewport(), plot.getViewBox().sceneBoundingRect()
    centre = QPointF(box.center().x() + 0.25 * box.width(), box.center().y())
    angles = np.linspace(0.0, 2 * np.pi, steps)
    spots = [
        plot.mapFromScene(
            centre + QPointF(0.2 * box.width() * np.cos(a), 0.45 * box.height() * np.sin(a))
        )
        for a in angles
    ]
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    send(view, QEvent.Type.MouseButtonPress, spots[0], left, left)
    for spot in spots[1:]:
        send(view, QEvent.Type.MouseMove, spot, none, left)
    send(view, QEvent.Type.MouseButtonRelease, spots[-1], left, none)


def send(view: Any, kind: Any, place: QPoint, button: Any, held: Any) -> None:
    """A mouse event as Qt would send it."""
    spot = QPointF(place)
    keys = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, spot, view.mapToGlobal(spot), button, held, keys)
    QApplication.sendEvent(view, event)


def build(window: Any) -> None:
    window.session.build.set_speed(5.0)
    window.sum_line.build.click()


def view(window: Any, title: str) -> Any:
    return next(each for each in window.views if each.title == title)


def files(window: Any, folder: Path) -> Iterator[Action]:
    session = window.session
    x = np.arange(1e6)
    table = folder / "long.csv"
    y = np.round(np.sin(x / 9000) + np.cos(x / 1777), 6)
    table.write_text("t,y\n" + "\n".join(f"{a:.0f},{b}" for a, b in zip(x, y, strict=True)))
    yield "import of a million rows", lambda: window.opening.preview(Source(table)), 6.0
    close_dialogs()
    yield "a million rows fitted", lambda: session.open_file(table), 2.0
    wide = table.parent / "dropped.csv"
    wide.write_text(table.read_text()[:20_000].rsplit("\n", 1)[0])
    yield "another file fitted", lambda: session.open_file(wide), 2.0
    yield "a paste", lambda: session.open_text("t\ty\n0\t1\n1\t3\n2\t2\n4\t5\n"), 0.5
    project = folder / "kept.mirrors"
    session.set_signal(sample("nile"))
    yield "a sample again", lambda: None, 2.0
    yield "project saved", lambda: window.document.save_to(project), 0.5
    yield "project opened", lambda: window.document.open(project), 1.0


def claims(window: Any) -> Iterator[Action]:
    """Every entry of the gallery that shows a claim, and a solve that takes long."""
    session = window.session
    for preset in PRESETS:
        yield preset.title[:33], lambda preset=preset: preset.open(session), 1.0
    from tests.bench.cases import signal

    def hard() -> None:
        session.set_signal(signal(200))
        session.set_architecture(Architecture("abs", 4))
        session.set_lam_ratio(1e-3)
        QTimer.singleShot(5000, session, session.cancel)

    yield "a solve, stopped after 5 s", hard, 0.5


def spread(values: list[Any], do: Callable[[Any], Any]) -> None:
    """One value each frame."""
    for k, value in enumerate(values):
        QTimer.singleShot(FRAME_MS * k, lambda v=value: do(v))


def drag_point(window: Any, index: int, moves: int) -> None:
    """A sample taken by the mouse and moved up and down, a step each frame."""
    plot, signal = window.fit, window.session.signal
    window.header.edit_button.click()
    spot = QPointF(plot.scale.at(signal.x[index]), signal.y[index])
    view = plot.fit.viewport()
    at = plot.fit.mapFromScene(plot.fit.getViewBox().mapViewToScene(spot))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def move(k: int) -> None:
        if k == moves:
            send(view, QEvent.Type.MouseButtonRelease, at, left, none)
            window.header.edit_button.click()
        else:
            send(view, QEvent.Type.MouseMove, at - QPoint(0, 2 * min(k, moves - k)), none, left)

    send(view, QEvent.Type.MouseButtonPress, at, left, left)
    spread(list(range(1, moves + 1)), move)


def close_dialogs() -> None:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            each.close()
