"""A tour of the window as a user takes it; after every stage the numbers on show agree."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from user_driver import CONTROL, LEFT, RIGHT, SHIFT, drag, mouse, wheel

from mirrors_gui.model.presets import PRESETS
from mirrors_gui.panels.features.table_model import kinks_text
from mirrors_gui.panels.lambda_strip import play as lambda_play
from mirrors_gui.panels.lambda_strip.events import stops
from mirrors_gui.style import theme as themes
from mirrors_gui.text.formatting import number, signed, x_words

BRACKETS = Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight


def test_lambda_by_drag_keys_events_and_field(tour):
    session, slider = tour.session, tour.window.strip.slider
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    box, ratios = slider.groove(), []
    session.lamChanged.connect(ratios.append)
    start, end = (QPoint(round(box.left() + s * box.width()), 40) for s in (0.1, 0.6))
    drag(slider, start, end, 12, between=QApplication.processEvents)
    tour.settle()
    assert len(ratios) >= 12 and session.lam_ratio == ratios[-1] == min(ratios)
    assert session.history.undo_words == "change of λ"
    tour.until(lambda: session.path_exact)
    tour.key(Qt.Key.Key_Home, on="lambdaSlider")
    tour.settle()
    assert len(session.result.weights) == 0
    for ratio, event in stops(session.path_events)[:4]:
        tour.key(BRACKETS[1])
        tour.settle()
        assert session.lam_ratio == ratio
        assert set(event.born) <= {f.key for f in session.result.features}
    tour.click("previousEventButton")
    tour.settle()
    tour.write("lambdaEdit", "3 %")
    tour.settle()
    assert session.result.lam_ratio == pytest.approx(0.03)
    tour.key(Qt.Key.Key_End, on="lambdaSlider")
    tour.settle()
    assert session.result.lam == 0 and "least norm" in tour.window.status.words.text()


def test_play_and_a_chosen_lambda(tour, monkeypatch):
    session = tour.session
    monkeypatch.setattr(lambda_play, "SPEED", 6.0)
    monkeypatch.setattr(lambda_play, "LEAP", 0.4)
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    answers = []
    session.resultChanged.connect(answers.append)
    tour.key(Qt.Key.Key_P, CONTROL)
    tour.until(lambda: not tour.find("playButton").isChecked())
    tour.settle()
    assert len(answers) > 3 and session.lam_ratio == 1e-4
    assert [a.lam for a in answers] == sorted((a.lam for a in answers), reverse=True)
    session.history.undo()
    tour.settle()
    tour.find("chooseLambdaMenu", QMenu).findChild(QAction, "choose_bic").trigger()
    mark = tour.find("lambdaMarkBic")
    tour.until(mark.isVisible)
    tour.settle()
    chosen = session.lam_ratio
    assert number(chosen, 2) in mark.toolTip()
    tour.key(Qt.Key.Key_Left, on="lambdaSlider")
    QTest.mouseClick(mark, LEFT)
    tour.settle()
    assert session.lam_ratio == chosen


def test_points_are_dragged_added_and_deleted(tour):
    session = tour.session
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    asked, before = session.question, session.signal
    answers = []
    session.resultChanged.connect(answers.append)
    tour.key(Qt.Key.Key_D, CONTROL)
    where = tour.sample(3)
    drag(tour.plot, where, where + QPoint(0, -80), 6, between=tour.settle)
    tour.settle()
    assert session.signal.y[3] > before.y[3] and session.signal.x[3] == before.x[3]
    assert len(answers) >= 6  # the optimum followed
    QTest.mouseDClick(tour.plot, LEFT, pos=tour.at(8.5, 1.0))
    tour.settle()
    assert len(session.signal) == 7
    QTest.mouseClick(tour.plot, RIGHT, pos=tour.sample(0))
    tour.settle()
    assert len(session.signal) == 6
    QTest.mouseClick(tour.plot, LEFT, pos=tour.sample(2))
    tour.key(Qt.Key.Key_Up, on="fitPlot")
    tour.settle()
    tour.key(Qt.Key.Key_Escape, on="fitPlot")
    assert not tour.find("editButton").isChecked()
    for _ in range(4):
        tour.key(Qt.Key.Key_Z, CONTROL)
    tour.settle()
    assert session.question == asked and session.signal is before


def mirrored_kink(session):
    """A feature with an axis inside the data, and its place where nothing else bends."""
    curve, result = session.curve, session.result
    spots = np.array([k.position for f in result.features for k in f.kinks])
    for feature in result.features:
        for kink in feature.kinks:
            alone = np.sum(np.abs(spots - kink.position) < 1.5) == 1
            alone &= bool(session.signal.x[0] < kink.position < session.signal.x[-1])
            if feature.mirror_axis is not None and kink.mirror and alone:
                return feature, kink.position, float(curve.at(np.array([kink.position]))[0])
    raise AssertionError("no kink stands alone")


def test_pointing_at_a_kink_is_seen_everywhere(tour):
    session, fit = tour.session, tour.window.fit
    feature, x, y = mirrored_kink(session)
    k = [f.key for f in session.result.features].index(feature.key)
    weight = session.result.weights[k]
    words = {
        "Features": lambda view: view.words.toolTip(),
        "Weights": lambda view: view.words.toolTip(),
        "Network": lambda view: view.words.toolTip(),
    }
    for title, said in words.items():
        tour.view(title)
        view = tour.window.views[tour.window.tabs.currentIndex()]
        tour.point(QPoint(90, 3))
        assert session.hovered is None
        tour.point(tour.at(x, y))
        assert session.hovered == feature.key
        assert fit.mirror.axis.isVisible()
        assert fit.mirror.axis.value() + fit.scale.offset == pytest.approx(feature.mirror_axis)
        text = said(view)
        assert feature.kind in text
        if title == "Network":
            assert "w₁" in text and "b₁" in text and "α" in text
            assert kinks_text(feature, x_words(session.signal)) in text
        else:
            assert f"weight {signed(float(weight))}" in text
    QTest.mouseClick(tour.plot, LEFT, pos=tour.at(x, y))
    assert session.selected == feature.key
    tour.view("Features")
    table = tour.find("featuresTable")
    assert table.model().key(table.currentIndex().row()) == feature.key
    # and back: a click in the table moves the mark on the plot
    other = next(f for f in session.result.features if f.key != feature.key)
    row = table.model().row(other.key)
    table.scrollTo(table.model().index(row, 1))
    QTest.mouseClick(
        table.viewport(), LEFT, pos=table.visualRect(table.model().index(row, 1)).center()
    )
    assert session.selected == other.key
    assert len(fit.own.curve.getData()[0]) > 1
    tour.settle()


def test_the_drawing_of_a_large_network_folds_and_zooms(tour):
    session, window = tour.session, tour.window
    tour.menu("File", "Examples", "Bumps")
    tour.choose("activationBox", "relu")
    tour.write("lambdaEdit", "0.05 %")
    tour.settle()
    units = len(session.result.weights)
    assert units > 30
    tour.view("Network")
    view = tour.find("networkView")
    panel = window.views[window.tabs.currentIndex()]
    first = len(panel.scene.lanes)
    assert first < units
    fold = view.mapFromScene(panel.scene.fold.sceneBoundingRect().center())
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    fold = view.mapFromScene(panel.scene.fold.sceneBoundingRect().center())
    QTest.mouseClick(view.viewport(), LEFT, pos=fold)
    assert len(panel.scene.lanes) == units
    before = view.transform().m11()
    wheel(view.viewport(), view.viewport().rect().center(), 240)
    assert view.transform().m11() > 1.2 * before
    tour.key(Qt.Key.Key_0, on="networkView")
    assert view.transform().m11() == pytest.approx(before)
    lane = panel.scene.lanes[units // 2]
    view.centerOn(lane)
    spot = view.mapFromScene(lane.sceneBoundingRect().center())
    mouse(view.viewport(), QEvent.Type.MouseMove, spot)
    assert session.hovered == lane.lane.key
    assert lane.lane.words(session.signal) == panel.words.toolTip()
    tour.settle()


def test_every_edit_and_setting_can_be_taken_back(tour):
    session = tour.session
    states = [session.question]

    def done() -> None:
        tour.settle()
        if session.question != states[-1]:
            states.append(session.question)

    deeds = [
        lambda: tour.choose("activationBox", "relu"),
        lambda: tour.key(Qt.Key.Key_Up, on="layersBox"),
        lambda: tour.write("lambdaEdit", "7 %"),
        lambda: tour.choose("lossBox", "huber"),
        lambda: tour.write("deltaEdit", "50"),
        lambda: tour.choose("solverBox", "active_set"),
        lambda: tour.menu("File", "Examples", "Four points"),
        lambda: tour.key(Qt.Key.Key_Right, on="lambdaSlider"),
    ]
    for deed in deeds:
        deed()
        done()
    assert len(states) == len(deeds) + 1
    while session.history.undo_words:
        tour.key(Qt.Key.Key_Z, CONTROL)
    tour.settle()
    assert session.question == states[0]
    while session.history.redo_words:
        tour.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    tour.settle()
    assert session.question == states[-1]


def test_the_gallery_shows_its_claims(tour):
    session, window = tour.session, tour.window

    def take(title: str) -> None:
        tour.key(Qt.Key.Key_G, CONTROL)
        entries = tour.find("galleryList")
        (item,) = entries.findItems(title, Qt.MatchFlag.MatchExactly)
        entries.scrollToItem(item)
        QTest.mouseClick(entries.viewport(), LEFT, pos=entries.visualItemRect(item).center())
        QTest.mouseClick(tour.find("openSampleButton"), LEFT)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        tour.settle()
        told = next(p.view for p in PRESETS if p.title == title)
        assert window.views[window.tabs.currentIndex()].title == told

    take("Depth 3 mirrors the data")
    deep = float(np.abs(session.result.weights).sum())
    mirror = [k.position for k in session.result.features[0].kinks if k.mirror]
    assert (len(session.result.weights), deep) == (1, pytest.approx(1))
    assert mirror == pytest.approx([7]) and 7 not in session.signal.x
    tour.key(Qt.Key.Key_Down, on="layersBox")
    tour.settle()
    flat = float(np.abs(session.result.weights).sum())
    assert (len(session.result.weights), flat) == (4, pytest.approx(3))
    take("Square wave in closed form")
    ends, inside = session.result.lam / 16, session.result.lam / 8
    assert session.result.fitted[[0, 12]] == pytest.approx([1 - ends, inside - 1])
    take("ReLU: depth beyond 3 adds nothing")
    objective = session.result.objective
    tour.write("layersBox", "8")
    tour.settle()
    assert session.architecture.layers == 8
    assert session.result.objective == pytest.approx(objective)


@pytest.mark.parametrize("loss", ["huber", "quantile", "squared"])
def test_losses_are_chosen_by_keys(tour, loss):
    tour.choose("lossBox", "logistic")  # refuses what is no label, in a sentence
    tour.until(lambda: not tour.session.busy)
    assert tour.session.result is None and "label" in tour.window.banner.sentence.text()
    tour.choose("lossBox", loss)
    tour.settle()
    assert tour.session.result.loss == loss and tour.session.result.certified


def test_the_theme_changes_live(tour):
    window = tour.window
    plots = [tour.find(name) for name in ("fitPlot", "featuresPlot", "residualPlot")]
    for words, theme in (("Dark theme", themes.DARK), ("Light theme", themes.LIGHT)):
        tour.menu("View", words)
        tour.until(lambda: all(w.updatesEnabled() for w in (window, window.strip, *plots)))
        for plot in plots:
            corner = plot.grab().toImage().pixelColor(2, 2)
            assert corner.name().upper() == theme.raised.upper(), plot.objectName()
        picture = window.grab().toImage()
        assert picture.pixelColor(3, window.height() // 2) == theme.color("surface")
        tour.settle()


def test_training_runs_beside_the_optimum_and_stops(tour):
    session = tour.session
    tour.menu("File", "Examples", "Six points")
    tour.settle()
    tour.view("Training")
    tour.window.views[tour.window.tabs.currentIndex()].restore_state({"steps": 1_000_000})
    best = session.result.objective
    tour.click("trainingResetButton")  # the starts, at rest
    tour.until(lambda: session.training.view is not None)
    for step in (1, 2):
        tour.click("trainingStepButton")
        tour.until(lambda step=step: session.training.view.training.steps[0][-1] == step)
    tour.click("trainingPauseButton")
    tour.until(lambda: session.training.view.training.steps[0][-1] > 2)
    tour.click("trainingButton")
    assert not session.training.running
    reached = session.training.view.training.objectives
    assert np.nanmin(reached) >= best * (1 - 1e-9)  # never below the certified optimum
    tour.settle()
    tour.key(Qt.Key.Key_Right, on="lambdaSlider")
    tour.settle()
    assert tour.find("trainingHeadline").text().startswith("Earlier question")


def test_a_lesson_goes_on_while_its_controls_are_used(tour):
    tour.menu("Help", "Lessons", "Kinks at the data")
    tour.settle()
    for _ in range(3):
        tour.click("lessonNextButton")
    tour.click("editButton")
    where = tour.sample(3)
    drag(tour.plot, where, where + QPoint(0, -40), 3, between=tour.settle)
    tour.key(Qt.Key.Key_Escape, on="fitPlot")
    tour.click("lessonNextButton")
    tour.key(Qt.Key.Key_Home, on="lambdaSlider")
    tour.settle()
    assert tour.find("lessonHeading").text() == "Kinks at the data · 5 of 5"
    tour.click("lessonSkipButton")
    tour.settle()


def test_the_function_is_built_while_another_view_is_up(tour):
    tour.view("Network")
    tour.click("buildButton")
    build = tour.session.build
    tour.until(lambda: build.part.count >= 1)
    tour.click("buildPlayButton")
    assert tour.session.selected == build.part.newest.key
    tour.settle()
    tour.click("buildBackButton")
    tour.settle()
    tour.key(Qt.Key.Key_Escape)
    assert build.part is None
    tour.settle()


def test_a_forecast_by_a_click(tour):
    session = tour.session
    tour.choose("activationBox", "relu")
    tour.key(Qt.Key.Key_Down, on="layersBox")
    tour.settle()
    tour.view("Forecast")
    panel = tour.find("forecastPanel")
    tour.click("forecastButton")
    tour.until(
        lambda: panel.found is not None and panel.found.complete and not panel.runner.running
    )
    error = panel.found.entries[0].test.rmse
    text = panel.table.item(0, 1).text()
    assert text == number(error, 3)
    assert "certified" in panel.facts.toolTip()
    tour.settle()
    assert panel.found.result.architecture == session.architecture
