"""Saving into places that refuse: one sentence in the banner, nothing lost, still unsaved."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from mirrors_engine import files
from mirrors_gui.model.project.project import read_project


@pytest.fixture
def saved(window, settled, qtbot, tmp_path):
    """A project saved once and changed since, in a window that guards unsaved work."""
    settled(window.session)
    path = tmp_path / "work" / "a.mirrors"
    path.parent.mkdir()
    with qtbot.waitSignal(window.document.saved):
        window.document.save_to(path)
    window.session.set_lam_ratio(0.3)
    settled(window.session)
    window.document.guarded = True
    yield path
    window.document.guarded = False


def refuse(window, qtbot, words: str) -> None:
    """Save by the keys of the menu; the banner says why not, in one sentence."""
    with qtbot.waitSignal(window.document.failed):
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    sentence = window.banner.sentence.text()
    assert window.banner.isVisible() and words in sentence, sentence
    assert sentence.endswith(".") and sentence.isprintable() and "Traceback" not in sentence
    assert window.document.dirty and window.isWindowModified()
    assert window.session.lam_ratio == 0.3


def save_again(window, qtbot, path: Path) -> None:
    """What was kept can be saved as soon as the place allows it."""
    with qtbot.waitSignal(window.document.saved):
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert not window.document.dirty and not window.isWindowModified()
    assert read_project(path).question.lam_ratio == 0.3
    assert [each.name for each in path.parent.iterdir()] == [path.name]


FAILURES = {
    "replace": (os, "replace", errno.EACCES, "Permission denied"),
    "disk": (os, "fsync", errno.ENOSPC, "No space left"),
    "quota": (os, "fsync", errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC, ""),
    "new file": (os, "open", errno.EROFS, "Read-only file system"),
    "write": (os, "fdopen", errno.EIO, "Input/output error"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_system_that_refuses_loses_nothing(window, saved, qtbot, monkeypatch, case):
    module, name, number, words = FAILURES[case]
    content = saved.read_bytes()
    original = getattr(module, name)

    def fails(*args, **kwargs):
        writing = name != "open" or str(args[0]).endswith(".tmp")
        if not writing or (name == "fdopen" and "wb" not in args):
            return original(*args, **kwargs)
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        if name == "replace":
            patch.setattr(Path, "replace", fails)
        patch.setattr(module, name, fails)
        refuse(window, qtbot, words)
        assert saved.read_bytes() == content
    save_again(window, qtbot, saved)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_read_only_folder(window, saved, qtbot):
    content = saved.read_bytes()
    saved.chmod(0o444)
    saved.parent.chmod(0o555)
    try:
        refuse(window, qtbot, "write-protected")
        with qtbot.waitSignal(window.document.failed):
            window.document.save_to(saved.with_name("other.mirrors"))
        assert "Permission denied" in window.banner.sentence.text()
        assert window.document.path == saved and window.document.dirty
    finally:
        saved.parent.chmod(0o755)
        saved.chmod(0o644)
    assert saved.read_bytes() == content
    save_again(window, qtbot, saved)


def test_read_only_folder_as_the_writer_sees_it(window, saved, qtbot, monkeypatch):
    """As above, where the tests run as root: what `os.access` says of file and folder."""
    content = saved.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "access", lambda path, mode: False)
        refuse(window, qtbot, "write-protected")
    assert saved.read_bytes() == content
    save_again(window, qtbot, saved)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_full_device(window, saved, qtbot):
    """A disk that is full says so only when it is written to."""
    content = saved.read_bytes()
    with qtbot.waitSignal(window.document.failed):
        full = saved.with_name("full.mirrors")
        full.symlink_to("/dev/full")
        window.document.save_to(full)
    assert "No space left" in window.banner.sentence.text() and window.banner.isVisible()
    assert window.document.dirty and window.document.path == saved
    assert saved.read_bytes() == content
    full.unlink()
    save_again(window, qtbot, saved)


def test_closing_after_a_failed_save_keeps_the_window(window, saved, qtbot, monkeypatch):
    """Save in the question before closing: where it fails, the window stays with the work."""

    def fails(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", fails)
        assert not window.close()
        button = window.findChild(QPushButton, "saveFirstButton")
        with qtbot.waitSignal(window.document.failed):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
    assert window.isVisible() and window.document.dirty
    assert "No space left" in window.banner.sentence.text()
    save_again(window, qtbot, saved)
