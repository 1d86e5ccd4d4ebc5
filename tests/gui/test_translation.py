"""Every text of the window can be translated, and German is complete and in its place."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import numpy as np
import pytest
import text_finder
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QWidget,
)
from refusal_finder import stages
from user_driver import UserDriver

from mirrors_engine import fit
from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import MirrorsError
from mirrors_engine.landscape import landscape
from mirrors_engine.selection.criteria import SCORES
from mirrors_engine.signals import Signal
from mirrors_gui import app
from mirrors_gui.figures.content import sentence
from mirrors_gui.persistence.window_settings import WindowSettings
from mirrors_gui.text import language, translate
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import plural
from mirrors_gui.text.translate import tr

ROOT = Path(__file__).resolve().parents[2]
SCREEN = 1280, 720


@pytest.fixture(scope="module")
def translations():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "resources" / "packaging"))
        import translations

        yield translations


@pytest.fixture(scope="module")
def german(translations):
    """What the .ts file has, by text and note."""
    return translations.read(translations.FOLDER / "mirrors_de.ts")


@pytest.fixture
def in_german(qapp):
    loaded = language.install("de")
    yield
    language.remove(loaded)


@pytest.fixture
def german_window(in_german, window, settled):
    settled(window.session)
    yield window
    window.presentation.show_everything()  # other tests have normal type


def fields(text: str) -> list[tuple[str, str, str]]:
    """The places of a text: name, format and conversion."""
    parts = string.Formatter().parse(text) if "{" in text else ()
    return sorted((name, form or "", how or "") for _, name, form, how in parts if name is not None)


def test_every_text_goes_through_tr_or_mark():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {text_finder.literal_part(node)!r}"
        for path in text_finder.modules(ROOT)
        for node in text_finder.unwrapped(path)
    ]
    assert not found, "new texts, which `tr` (or `mark` at import) has to wrap:\n" + "\n".join(
        found
    )


def _at_import(node):
    """The nodes below this one that run when its module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.FunctionDef):
            for early in (*child.args.defaults, *child.args.kw_defaults, *child.decorator_list):
                if early is not None:
                    yield early
                    yield from _at_import(early)
            continue
        yield child
        yield from _at_import(child)


def test_no_text_is_translated_at_import():
    """There is no language yet: what is written then is marked, and translated where shown."""
    early = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "mirrors_gui").rglob("*.py"))
        for node in _at_import(text_finder.tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("tr", "said", "plural", "noun")
    ]
    assert not early


def test_every_text_has_its_german_one(translations, german):
    sources = translations.sources()
    missing = [s for s in sources if (s.text, s.note) not in german]
    assert not missing, "run resources/packaging/translations.py, then translate in mirrors_de.ts"
    assert set(german) == {(s.text, s.note) for s in sources}, "texts that are no longer used"
    for source in sources:
        for form in german[(source.text, source.note)]:
            assert form, source
            assert fields(form) == fields(source.text), (source, form)
            assert form.count("\n") == source.text.count("\n"), (source, form)
            assert ("&" in form) == ("&" in source.text), (source, form)
            if source.text != " network":  # a suffix, joined by a hyphen
                assert form[0].isspace() == source.text[0].isspace(), (source, form)
            assert form[-1].isspace() == source.text[-1].isspace(), (source, form)
        assert len(german[(source.text, source.note)]) == (2 if source.numerus else 1)


def test_the_compiled_file_says_what_its_source_says(qapp, translations, german):
    """A change of the .ts alone would not reach the window."""
    compiled = QTranslator()
    assert compiled.load("mirrors_de", str(translations.FOLDER))
    for (text, note), forms in german.items():
        for n, form in zip((1, 2) if len(forms) > 1 else (-1,), forms, strict=True):
            said = compiled.translate(translate.CONTEXT, text, note or None, n)
            assert said == form, f"run resources/packaging/translations.py: {text!r}"


def test_nouns_follow_their_number(in_german):
    assert [plural(n, "neuron") for n in (0, 1, 2)] == ["0 Neuronen", "1 Neuron", "2 Neuronen"]
    assert tr("{name}, picture", name="a{b}") == "a{b}, Bild"
    assert tr("neurons") == "Neuronen" and tr("Examples") == "Beispiele"


def test_what_goes_into_files_is_english(in_german):
    with translate.english():
        assert (tr("&File"), plural(2, "neuron")) == ("&File", "2 neurons")
    assert tr("&File") == "&Datei"
    result = fit(Signal([0.0, 1, 2, 3], [0.0, 2, 1, 3]), Architecture("relu", 2), lam_ratio=0.1)
    assert " neuron" in sentence(result)  # below the title of every figure


def test_english_is_as_in_the_code(qapp):
    assert [plural(n, "neuron") for n in (0, 1, 2)] == ["0 neurons", "1 neuron", "2 neurons"]
    assert said("3-layer |·| network") == "3-layer |·| network"


def _sentences_of_the_engine():
    """What it says of networks, features and data, made by the engine itself."""
    x = [0.0, 1, 2, 2, 3, 5, 6, 7]
    y = [1.0, 0, 3, 4, float("nan"), 1, 0, 2]
    signal = Signal(x, y)
    yield from signal.cleaning.sentences()
    nets = [
        Architecture("abs", 3),
        Architecture("abs", 4),
        Architecture("relu", 2),
        Architecture("relu", 3),
        Architecture("sign", 2),
        Architecture("abs", 3, skip=True),
    ]
    for net in nets:
        result = fit(signal, net, lam_ratio=0.05)
        yield net.describe()
        yield from (feature.describe() for feature in result.features)
    plane = Signal([(0, 0), (1, 0), (0, 1), (1, 1), (2, 1)], [0, 1, 1, 0, 3])
    for inputs in ("plane", "additive"):
        net = Architecture("relu", 2, inputs=inputs)
        yield net.describe()
        yield from (feature.describe() for feature in fit(plane, net, lam_ratio=0.05).features)


def test_refusals_of_the_engine_are_found_by_their_form(in_german):
    squares = Signal(range(10), [x**2 for x in range(10)])
    for refused in (
        lambda: Architecture("leaky", 2, negative_slope=3.0),
        lambda: fit(squares, Architecture("abs", 3), lam_ratio=0.1, loss="logistic"),
        lambda: fit(squares, Architecture("abs", 3), lam_ratio=0.1, loss="huber", delta=-1),
        lambda: fit(squares, Architecture("abs", 3), lam=-1),
        lambda: Signal.from_csv(ROOT),
        lambda: Signal.from_csv(ROOT / "nothing.csv"),
    ):
        with pytest.raises(MirrorsError) as caught:
            refused()
        assert said(str(caught.value)) != str(caught.value)


def test_sentences_of_the_engine_are_found_by_their_form(in_german):
    same = [sentence for sentence in _sentences_of_the_engine() if said(sentence) == sentence]
    assert not same
    assert (
        said("x = 1 mirrored about x = 4 gives x = 7") == "x = 1 gespiegelt an x = 4 ergibt x = 7"
    )


class _System:
    """A system whose languages are these."""

    def __init__(self, *languages: str) -> None:
        self.languages = languages

    def system(self):
        return self

    def uiLanguages(self):
        return list(self.languages)


def test_stages_and_scores_of_the_engine_are_said_in_german(in_german):
    """Four scores, the plane's lines and three stages of a forecast were said in English."""
    words = {stage.words for stage in stages(ROOT / "mirrors_engine")}
    words -= {"", "§§", "λ_max"}  # said elsewhere, and the same in German
    assert {"solving", "fold § of §"} <= words
    words |= {*SCORES.values(), "relu line", "abs line", "leaky line"}
    assert [sentence for sentence in sorted(words) if said(sentence) == sentence] == []


def test_the_landscape_says_in_german_why_it_is_not_computed(in_german):
    rng = np.random.default_rng(0)
    signal = Signal(np.arange(60.0), rng.standard_normal(60))
    notes = [
        landscape(fit(signal, Architecture("abs", 2), lam_ratio=0.1, loss="huber")).note,
        landscape(fit(signal, Architecture("sign", 2), lam_ratio=0.1, loss="huber")).note,
        "Not computed: at least 84545 features are equally good, more than the 200 that can be "
        "explored. A slightly larger lambda has fewer.",
        "Not computed: 300 features are equally good, more than the 200 that can be explored. A "
        "slightly larger lambda has fewer.",
    ]
    for note in notes:
        assert note.startswith("Not computed")
        assert said(note).startswith("Nicht berechnet: ")


def test_the_system_says_which_language(monkeypatch):
    for languages, found in (
        (("de-AT", "de", "en-US"), "de"),
        (("fr-FR", "de-DE"), "de"),
        (("en-GB", "de"), "en"),
        (("fr",), "en"),
    ):
        monkeypatch.setattr(language, "QLocale", _System(*languages))
        assert language.resolve("system") == found
    assert (language.resolve("de"), language.resolve("en")) == ("de", "en")


def test_a_language_chosen_in_the_menu_is_spoken_at_the_next_start(window, tmp_path, monkeypatch):
    monkeypatch.setenv("MIRRORS_HOME", str(tmp_path))
    WindowSettings(window, tmp_path / "config")
    UserDriver(window).menu("View", "Language", "Deutsch")
    assert "next start" in window.status.confirmation.text()
    loaded = app.speak()
    try:
        assert tr("&File") == "&Datei"
        assert len(loaded) == 2  # its own texts, and Qt's
        assert QApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    finally:
        language.remove(loaded)
    assert app.speak(safe=True) == [] or language.resolve("system") != "en"


def _texts(root):
    """What is to be read on the widgets below `root`."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QLabel | QPushButton | QCheckBox):
            yield widget.text()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(i) for i in range(widget.count()))
        if isinstance(widget, QMenuBar):  # other menus are pyqtgraph's, which nobody can open
            for menu in widget.findChildren(QMenu):
                yield from (action.text() for action in menu.actions())
        for name in ("toolTip", "accessibleName", "placeholderText"):
            if callable(say := getattr(widget, name, None)):
                yield say()


def _english(root, german) -> set[str]:
    """Texts of the catalogue that are shown as they stand in the code."""
    changed = {text for (text, _), forms in german.items() if forms[0] != text}
    return set(_texts(root)) & (changed - {form for forms in german.values() for form in forms})


def _check_letters(window) -> None:
    """The underlined letters of a menu are different."""
    for menu in (window.menuBar(), *window.menuBar().findChildren(QMenu)):
        texts = [action.text().replace("&&", "") for action in menu.actions()]
        keys = [text.partition("&")[2][:1].lower() for text in texts if "&" in text]
        assert len(keys) == len(set(keys)), texts


def test_a_german_user_opens_moves_exports_and_leaves(german_window, german, settled):
    window, hands = german_window, UserDriver(german_window)
    hands.menu("Datei", "Beispiele", "Six points")
    settled(window.session)
    assert "zertifiziert" in window.status.words.text()
    window.document.guarded = True
    QTest.keyClick(window.strip.slider, Qt.Key.Key_Left)
    settled(window.session)
    for view in window.views:
        window.show_view(view.title)
    _check_letters(window)
    hands.menu("Datei", "Exportieren …")
    dialog = hands.dialog("exportDialog")
    assert dialog.windowTitle() == "Exportieren"
    left = _english(dialog, german)
    dialog.close()
    window.close()
    assert window.isVisible()
    assert "Die Änderungen an" in window.notices.findChild(QLabel, "unsavedLabel").text()
    left |= _english(window, german)
    hands.click("discardButton")
    hands.until(lambda: not window.isVisible())
    assert not left


def test_a_view_that_is_asked_for_is_found_in_german(german_window):
    german_window.strip.choice.show_errors()
    assert german_window.views[german_window.tabs.currentIndex()].title == "Validation"


def _cut(window, view) -> list[str]:
    """Words on controls that have less room than they need."""
    controls = [c for kind in (QCheckBox, QPushButton) for c in view.findChildren(kind)]
    cut = [c.text() for c in controls if c.isVisible() and c.width() < c.sizeHint().width()]
    for words in window.findChildren(QLabel, "fieldLabel"):
        if words.isVisible() and words.sizeHint().width() > words.width():
            cut.append(words.text())
    return cut


def test_no_german_word_is_cut_on_a_small_screen(german_window, qtbot):
    window = german_window
    window.presentation.set_large(True)  # normal type has more room
    window.resize(*SCREEN)
    for view in window.views:
        window.show_view(view.title)
        # themes are put on in turns, and layouts settle
        qtbot.waitUntil(lambda v=view: _cut(window, v) == [])


@pytest.mark.parametrize(
    ("name", "german_name"),
    [
        ("coordinate descent + active set", "Koordinatenabstieg + aktive Menge"),
        (
            "coordinate descent + interior point + nodal active set",
            "Koordinatenabstieg + innerer Punkt + aktive Menge der Knoten",
        ),
        ("coordinate descent + total variation", "Koordinatenabstieg + totale Variation"),
        ("Newton, coordinate descent + active set", "Newton, Koordinatenabstieg + aktive Menge"),
        ("linear program", "lineares Programm"),
        ("none needed", "keiner nötig"),
    ],
)
def test_the_name_of_every_solver_is_translated(in_german, name, german_name):
    assert said(name) == german_name
