"""The window in one state after another, so that everything it can show is seen once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from user_driver import top_level

from mirrors_engine.signals import sample, samples
from mirrors_gui.actions.help import open_guide, open_keys
from mirrors_gui.actions.manual import open_manual
from mirrors_gui.figures.dialog import ExportDialog, open_export
from mirrors_gui.headless import pause, wait
from mirrors_gui.importing import Source
from mirrors_gui.lessons.content import LESSONS

State = tuple[str, QWidget]  # what it shows, and the window to look at
TURNS = 0.15  # s until what is drawn in turns stands


def states(window, folder: Path) -> Iterator[State]:
    """Each is undone before the next one."""
    yield from views(window)
    yield from settings(window)
    yield from bars(window)
    yield from dialogs(window, folder)


def settle(window, seconds: float = TURNS) -> None:
    wait(lambda: not window.session.busy, 60)
    pause(seconds)


def views(window) -> Iterator[State]:
    """Every view beside the plot and in its place, with what its button computes."""
    session = window.session
    session.pins.pin()
    session.set_lam_ratio(0.1)
    settle(window)
    session.pins.pin()
    window.show_view("Training")
    view_named(window, "Training").toggle()
    pause(0.6)
    session.training.stop()
    window.show_view("Forecast")
    view_named(window, "Forecast").start()
    wait(lambda: not view_named(window, "Forecast").runner.running, 60)
    window.strip.choice.run(window.strip.choice.usual_splits())
    wait(lambda: not window.strip.choice.runner.running, 60)
    window.show_view("Uncertainty")
    panel = view_named(window, "Uncertainty")
    panel.replicates.setValue(10)
    panel.run_button.click()
    wait(lambda: not panel.runner.running, 60)
    for large in (False, True):
        window.set_large(large)
        for view in window.views:
            window.show_view(view.title)
            settle(window)
            session.select(session.result.features[0].key)
            settle(window)
            yield f"{view.title}{', large' if large else ''}", window
    session.select(None)
    window.set_large(False)
    window.show_view("Features")
    tables = view_named(window, "Features").tables
    tables.turn_to(True)
    settle(window)
    session.mark_piece(tables.pieces.model.piece(1))
    settle(window)
    yield "Pieces", window
    tables.turn_to(False)
    QTest.keyClicks(window.evaluate.edit, "1899.25")
    settle(window)
    yield "f(x) has a value", window
    window.evaluate.edit.selectAll()
    QTest.keyClick(window.evaluate.edit, Qt.Key.Key_Delete)


def settings(window) -> Iterator[State]:
    """Networks and losses whose words are the longest, data of every kind."""
    session = window.session
    net = window.network
    for key, activation, layers in (
        ("square_wave", "sign", 3),
        ("saddle", "relu", 2),
        ("two_effects", "abs", 2),
        ("heavisine", "piecewise", 2),
    ):
        session.open_sample(sample_of(key))
        net.activation.setCurrentIndex(net.activation.findData(activation))
        net.layers.setValue(layers)
        settle(window)
        yield f"{key}, {activation}, {layers} layers", window
    session.set_signal(sample("nile"))
    for loss in ("huber", "quantile"):
        session.set_loss(loss)
        settle(window)
        yield f"loss {loss}", window
    session.set_loss("squared")
    settle(window)


def bars(window) -> Iterator[State]:
    """What comes and goes above the plot."""
    session = window.session
    session.build.start()
    session.build.set_speed(5.0)
    pause(1.0)
    yield "the sum built", window
    session.build.close()
    for lesson in LESSONS:
        window.lessons.start(lesson)
        settle(window)
        for place in range(len(lesson.steps)):
            window.lessons.go_to(place)
            pause(0.05)
            yield f"{lesson.title}, step {place + 1}", window
    window.lessons.leave()
    session.set_signal(sample("nile"))
    settle(window)
    window.start_page.enter()
    pause(TURNS)
    yield "start page", window
    window.start_page.leave()
    for tool in (window.fit.edit, window.fit.exclude):
        tool.set_active(True)
        pause(TURNS)
        yield f"{type(tool).__name__}", window
        tool.set_active(False)
    window.show_failure("layers = 9 is out of reach: use 8 or fewer.")
    pause(TURNS)
    yield "a refusal", window
    window.hide_failure()


def dialogs(window, folder: Path) -> Iterator[State]:
    table = folder / "Pegel 2024.csv"
    table.write_text("time [s],flow [m³],depth\n" + "\n".join(f"{k},{k % 7},1" for k in range(40)))
    for name, open_it in (
        ("export", lambda: open_export(window)),
        ("axes", window.fit.axes.open),
        ("import", lambda: window.opening.preview(Source(table))),
        ("gallery", window.show_gallery),
        ("guide", lambda: open_guide(window)),
        ("keys", lambda: open_keys(window)),
        ("about", window.show_about),
        ("manual", lambda: open_manual(window)),
        ("many signals", lambda: window.opening.many([table])),
    ):
        yield from _dialog(name, open_it, window)


def _dialog(name: str, open_it: Callable[[], object], window: QWidget) -> Iterator[State]:
    before = {id(w) for w in top_level() if w.isVisible()}
    open_it()
    pause(0.6)
    for shown in [w for w in top_level() if w.isVisible() and id(w) not in before]:
        if isinstance(shown, ExportDialog):
            for row in range(shown.form.list.count()):
                shown.form.list.setCurrentRow(row)
                pause(0.3)
                yield f"{name}, {row}", shown
        else:
            yield name, shown
        shown.close()
    QApplication.processEvents()


def view_named(window, title: str):
    return next(each for each in window.views if each.title == title)


def sample_of(key: str):
    return next(each for each in samples() if each.key == key)
