"""Every text on show is whole, and German in German, in all that the window can show.

Two windows go through `window_states`: a laptop's in English, and a projector's in German, where
words are longest and have the least room.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from painted_texts import faults, painted, untranslated
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from window_states import states

from mirrors_gui.headless import pause, wait
from mirrors_gui.text import language

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def known():
    """Texts of the code that end in an ellipsis by themselves, in both languages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "resources" / "packaging"))
        import translations

        german = translations.read(translations.FOLDER / "mirrors_de.ts")
        sys.modules.pop("translations")
    texts = {text for (text, _), _ in german.items()} | {f for fs in german.values() for f in fs}
    return {text.replace("&", "") for text in texts if "…" in text}


class _Drawn(QWidget):
    """Draws a text itself, at a place."""

    def __init__(self, at: QPoint, text: str) -> None:
        super().__init__()
        self.at, self.text = at, text

    def paintEvent(self, _event) -> None:
        painter = QPainter(self)
        painter.drawText(self.at, self.text)
        painter.end()


@pytest.fixture
def page(qtbot):
    """A window of a label and something drawn."""

    def make(label: str, drawn: QWidget) -> QWidget:
        whole = QWidget()
        qtbot.addWidget(whole)
        column = QVBoxLayout(whole)
        words = QLabel(label)
        words.setFixedSize(60, 20)
        drawn.setFixedSize(100, 30)
        column.addWidget(words)
        column.addWidget(drawn)
        whole.show()
        qtbot.waitExposed(whole)
        return whole

    return make


def test_the_finder_sees_what_is_cut_and_what_is_not(page):
    whole = page("short", _Drawn(QPoint(5, 20), "whole"))
    assert {each.text for each in painted(whole)} == {"short", "whole"}
    assert not list(faults(whole, set()))
    cut = list(faults(page("far too long for its place", _Drawn(QPoint(80, 20), "beyond")), set()))
    assert len(cut) == 2 and all(each.startswith("cut") for each in cut)


def test_the_finder_wants_the_rest_of_what_ends_early(page):
    drawn = _Drawn(QPoint(5, 20), "a long na…")
    whole = page("x", drawn)
    assert [each.split(":")[0] for each in faults(whole, set())] == ["ends early"]
    assert not list(faults(whole, {"a long na… as it stands in the code"}))
    drawn.setToolTip("a long name")
    assert not list(faults(whole, set()))


def test_the_finder_sees_one_text_on_another(page):
    class Twice(_Drawn):
        def paintEvent(self, event) -> None:
            super().paintEvent(event)
            painter = QPainter(self)
            painter.drawText(QRect(5, 8, 90, 20), "under")
            painter.end()

    found = list(faults(page("x", Twice(QPoint(5, 20), "over")), set()))
    assert [each.split(":")[0] for each in found] == ["over each other"]


@pytest.mark.parametrize(
    ("spoken", "width", "height", "large"),
    [("en", 1366, 768, False), ("de", 1280, 720, True)],
    ids=["laptop", "projector, German"],
)
def test_every_text_is_whole_and_in_its_language(
    qapp, window, tmp_path, known, spoken, width, height, large
):
    loaded = language.install(spoken)
    if spoken != "en":  # a window of its own, made in that language
        from mirrors_gui.app import create_window

        window.close()
        window = create_window()
        window.show()
    try:
        wait(lambda: window.session.result is not None and not window.session.busy)
        window.presentation.set_large(large)
        window.resize(width, height)
        pause(0.5)
        wrong, seen = {}, 0
        for name, root in states(window, tmp_path):
            seen += 1
            found = list(faults(root, known))
            if spoken != "en":
                found += untranslated(root)
            for each in found:
                wrong.setdefault(each, name)
        assert seen > 70
        assert not wrong, "\n".join(f"{name}: {each}" for each, name in wrong.items())
    finally:
        window.presentation.show_everything()
        window.close()
        language.remove(loaded)
