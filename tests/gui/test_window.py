"""What the window does for its user."""

from __future__ import annotations

import threading
import warnings

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QSplitterHandle, QWidget

from mirrors_engine.architecture import Architecture
from mirrors_engine.signals import Signal, sample
from mirrors_gui.actions.help import open_guide, open_keys
from mirrors_gui.figures.dialog import open_export
from mirrors_gui.style import theme as themes
from mirrors_gui.style.responsive_layout import side_widths

CONTROLS = (
    *("activationBox", "layersBox", "widthsEdit", "lossBox", "solverBox"),
    *("lambdaSlider", "lambdaEdit", "fitPlot", "residualPlot", "progressBar", "cancelButton"),
    *("featuresPlot", "featuresTable", "weightsPlot", "pathPlot", "networkView"),
    "certificatePanel",
)


def drop(window, *paths) -> bool:
    """Drop files on the window; whether it would take them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Qt offers no other constructor yet
        enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, left, none))
    return enter.isAccepted()


def test_opens_on_the_nile_with_a_certified_fit(window, settled):
    settled(window.session)
    result = window.session.result
    assert result.signal.name == "Nile at Aswan"
    assert result.certified
    assert "certified" in window.status.words.text()
    assert "Nile" in window.windowTitle()


def test_every_control_is_there_and_says_what_it_is(window):
    for name in CONTROLS:
        control = window.findChild(QWidget, name)
        assert control is not None, name
        assert control.accessibleName(), name
        assert control.toolTip(), name


def test_every_button_and_field_says_what_it_is(window):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSpinBox

    for kind in (QAbstractButton, QComboBox, QLineEdit, QSpinBox):
        for control in window.findChildren(kind):
            if control.objectName().startswith("qt_"):
                continue  # parts Qt makes for itself
            if isinstance(
                control.parent(), QSpinBox
            ) or control.metaObject().className().startswith(
                ("QTabBar", "CloseButton", "QTableCornerButton")
            ):
                continue
            if (
                control.parent() is not None
                and control.parent().metaObject().className() == "QTabBar"
            ):
                continue
            assert control.accessibleName(), control.objectName()
            assert control.toolTip(), control.objectName()


def test_two_hundred_slider_moves_end_at_the_last(window, settled, qtbot):
    session = window.session
    settled(session)
    ticks = []
    timer = QTimer(window, interval=5)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    rng = np.random.default_rng(0)
    for value in [*rng.integers(200, 1200, 199).tolist(), 700]:
        window.strip.slider.setValue(value)
        qtbot.wait(2)
    moved = len(ticks)
    settled(session)
    timer.stop()
    assert session.lam_ratio == pytest.approx(10 ** (-4 * 700 / 2000))
    assert session.result.lam_ratio == pytest.approx(session.lam_ratio)
    assert moved > 20  # the loop went on turning while the worker solved
    window.close()
    assert not [t for t in threading.enumerate() if t.name == "mirrors-worker"]


def test_nothing_outlives_the_window_and_closing_again_does_nothing(window, settled):
    settled(window.session)
    open_export(window)
    window.opening.import_dialog()
    dialogs = [d for d in window.findChildren(QDialog) if d.isVisible()]
    assert {d.objectName() for d in dialogs} == {"exportDialog", "fileDialog"}
    assert window.close()
    assert not any(d.isVisible() for d in dialogs)
    assert window.close()


def test_arrow_keys_move_lambda(window, settled):
    settled(window.session)
    before = window.session.lam_ratio
    window.strip.slider.setFocus()
    QTest.keyClick(window.strip.slider, Qt.Key.Key_Right)
    assert window.session.lam_ratio < before
    QTest.keyClick(window.strip.slider, Qt.Key.Key_Home)
    assert window.session.lam_ratio == 1.0
    settled(window.session)
    assert len(window.session.result.weights) == 0


def test_lambda_is_typed_in_its_own_units_or_as_a_share(window, settled):
    session = window.session
    settled(session)
    window.strip.edit.setText("10 %")
    QTest.keyClick(window.strip.edit, Qt.Key.Key_Return)
    assert session.lam_ratio == pytest.approx(0.1)
    window.strip.edit.setText(str(0.05 * session.result.lam_max))
    QTest.keyClick(window.strip.edit, Qt.Key.Key_Return)
    assert session.lam_ratio == pytest.approx(0.05)
    settled(session)


def test_wrong_file_says_why_and_keeps_the_signal(window, settled, qtbot, tmp_path):
    session = window.session
    settled(session)
    signal, result = session.signal, session.result
    wrong = tmp_path / "poem.csv"
    wrong.write_text("roses,violets\nred,blue\nred,blue\n")
    with qtbot.waitSignal(session.failed) as failed:
        assert drop(window, wrong)
    settled(session)
    assert "poem.csv" in failed.args[0]
    assert window.banner.isVisible()
    assert window.findChild(QLabel, "failureLabel").text() == failed.args[0]
    assert session.signal is signal and session.result is result


def test_dropped_file_is_fitted_and_its_columns_can_be_changed(window, settled, qtbot, tmp_path):
    session = window.session
    settled(session)
    rows = "\n".join(f"{i},{i * i % 7},{i % 3}" for i in range(12))
    path = tmp_path / "three.csv"
    path.write_text(f"time,one,two\n{rows}\n")
    with qtbot.waitSignal(session.signalChanged):
        drop(window, path)
    settled(session)
    assert session.signal.y_name == "one"
    assert window.data.x_box.currentText() == "time"
    with qtbot.waitSignal(session.signalChanged):
        window.data.y_box.setCurrentIndex(window.data.y_box.findText("two"))
    settled(session)
    assert session.signal.y_name == "two" and session.result.signal is session.signal


def test_pasted_columns_are_fitted(window, settled, qtbot):
    QApplication.clipboard().setText("0\t1\n1\t3\n2\t2\n4\t5\n")
    with qtbot.waitSignal(window.session.signalChanged):
        window.opening.paste()
    settled(window.session)
    assert window.session.signal.x.tolist() == [0, 1, 2, 4]
    assert window.session.result.certified


def test_network_that_is_not_available_is_said_and_nothing_stale_stays(window, settled, qtbot):
    session = window.session
    settled(session)
    with qtbot.waitSignal(session.failed):
        session.set_architecture(Architecture("abs", 7))
    assert session.result is None
    assert window.network.features.text() == "Not available"
    assert window.network.note.text()
    session.set_architecture(Architecture("relu", 2))
    settled(session)
    assert session.result.architecture.activation == "relu"
    assert not window.banner.isVisible()


def test_features_are_counted_once_there_is_an_answer(window, settled):
    session, card = window.session, window.network
    settled(session)
    session.set_signal(Signal(np.arange(8.0), [0, 2, 1, 4, 3, 0, 5, 1]))
    session.set_architecture(Architecture("abs", 4))
    assert card.features.text() == "at most 4\u202f608 features"  # a bound, known at once
    settled(session)
    assert card.features.text() == "2\u202f792 features"
    assert session.result.dictionary_size == 2792  # what Certificate says
    session.set_lam_ratio(0.03)
    assert card.features.text() == "2\u202f792 features"
    session.set_signal(Signal(np.arange(9.0), [0, 2, 1, 4, 3, 0, 5, 1, 2]))
    assert card.features.text().startswith("at most")


def test_controls_choose_the_network(window, settled):
    session = window.session
    box = window.network.activation
    box.setCurrentIndex(box.findData("sign"))
    window.network.layers.setValue(2)
    assert session.architecture == Architecture("sign", 2)
    assert not window.network.widths.isVisible()
    window.network.layers.setValue(4)
    assert window.network.widths.isVisible()
    assert session.architecture.widths == (2, 2)
    window.network.layers.setValue(2)
    settled(session)
    assert session.result.architecture == Architecture("sign", 2)


def test_theme_repaints_the_plots(window, settled, qtbot):
    session = window.session
    settled(session)
    for choice, theme in (("dark", themes.DARK), ("light", themes.LIGHT)):
        with qtbot.waitSignal(session.appearance.changed):
            session.appearance.set_theme(choice)
        qtbot.waitUntil(lambda: window.updatesEnabled() and window.fit.fit.updatesEnabled())
        picture = window.fit.fit.grab().toImage()
        corner = picture.pixelColor(2, 2)
        assert corner.name().upper() == theme.raised.upper()
        assert window.fit._function.opts["pen"].color().name().upper() == theme.function.upper()


def test_nothing_is_drawn_half_in_another_theme(window, settled, qtbot):
    session = window.session
    settled(session)
    for choice in ("dark", "light", "dark"):  # faster than one of them is put on
        session.appearance.set_theme(choice)
        assert not window.updatesEnabled()
    qtbot.waitUntil(window.updatesEnabled)
    assert window.fit._function.opts["pen"].color() == themes.DARK.color("function")
    assert window.left.styleSheet() == themes.style_sheet(themes.DARK)
    assert window.grab().toImage().pixelColor(2, 450).name().upper() == themes.DARK.surface


def test_everything_has_a_style_sheet_also_what_opens_later(window, settled, qtbot):
    """The window itself has no style sheet, so that a theme can be put on part by part."""
    settled(window.session)
    window.show_gallery()
    open_keys(window)
    bare = {window.centralWidget(), window.right, window.tabs, *window.tabs.children()}
    bare.update((window.columns, *window.columns.findChildren(QSplitterHandle)))
    bare.update(window.tabs.tabBar().findChildren(QWidget))  # never seen

    def unstyled(theme) -> list[QWidget]:
        sheet, left = themes.style_sheet(theme), []
        for widget in window.findChildren(QWidget):
            each = widget
            while each is not window and each.styleSheet() != sheet:
                each = each.parentWidget()
            if each is window and widget not in bare:
                left.append(widget)
        return left

    assert unstyled(window.session.appearance.theme) == []
    with qtbot.waitSignal(window.session.appearance.changed):
        window.session.appearance.set_theme("dark")
    assert unstyled(themes.DARK) == []
    open_guide(window)
    assert unstyled(themes.DARK) == []


def test_selected_feature_is_marked_on_the_plot(window, settled):
    session = window.session
    settled(session)
    feature = next(f for f in session.result.features if f.mirror_axis is not None)
    assert not window.fit.mirror.axis.isVisible()
    session.select(feature.key)
    assert window.fit.mirror.axis.isVisible()
    assert window.fit.mirror.axis.value() + window.fit.scale.offset == pytest.approx(
        feature.mirror_axis
    )
    assert len(window.fit.own.curve.getData()[0]) > 2
    session.select(None)
    assert not window.fit.mirror.axis.isVisible()


def test_samples_open_by_the_gallery(window, settled, qtbot):
    from mirrors_gui.gallery.panel import Gallery

    window.show_gallery()
    gallery = window.findChild(Gallery)
    (item,) = gallery.list.findItems("Six points", Qt.MatchFlag.MatchExactly)
    gallery.list.setCurrentItem(item)
    gallery.choose.click()
    settled(window.session)
    assert window.session.signal.name == sample("paper_six").name


def test_plot_keeps_half_the_window(window, qtbot):
    for width in (720, 1000, 1280, 1366, 1440, 1920):
        window.resize(width, 768)
        qtbot.waitUntil(lambda width=width: window.width() == width)
        QApplication.processEvents()
        assert window.fit.fit.width() >= width / 2, width


def test_sides_fold_when_they_must():
    assert side_widths(1600) == (300, 420)
    left, right = side_widths(1366)
    assert left == 300 and right >= 330
    assert side_widths(900)[0] == 0
