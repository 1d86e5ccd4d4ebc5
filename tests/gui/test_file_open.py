"""Files that the desktop asks the running program to open (QFileOpenEvent)."""

from __future__ import annotations

from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from mirrors_gui.app import open_on_request


def test_a_file_the_desktop_asks_for_is_opened(window, qtbot, settled, tmp_path):
    open_on_request(window)
    file = tmp_path / "asked for.csv"
    file.write_text("t,level\n0,1\n1,3\n2,2\n3,5\n")
    assert QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(str(file)))
    qtbot.waitUntil(lambda: window.session.signal.raw_y.tolist() == [1, 3, 2, 5])
    settled(window.session)
    assert window.session.result.signal is window.session.signal


def test_a_file_that_cannot_be_read_is_a_sentence(window, qtbot, settled, tmp_path):
    open_on_request(window)
    settled(window.session)
    before = window.session.signal
    with qtbot.waitSignal(window.session.failed) as failed:
        QApplication.sendEvent(
            QApplication.instance(), QFileOpenEvent(str(tmp_path / "missing.csv"))
        )
    assert "missing.csv" in failed.args[0]
    assert window.session.signal is before


def test_the_window_no_longer_answers_once_it_is_gone(window, tmp_path):
    """The filter is a child of the window, so that Qt removes both together."""
    filter_ = open_on_request(window)
    assert filter_.parent() is window
