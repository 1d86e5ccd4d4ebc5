"""Each sentence with which the engine refuses can be said in German, or never reaches a window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from refusal_finder import FILLED, refusals

from mirrors_gui.text import language
from mirrors_gui.text.engine_refusals import REFUSALS
from mirrors_gui.text.engine_words import FORMS, _pattern, said
from mirrors_gui.text.refusals_of_data import OF_DATA, WRAPPED
from mirrors_gui.text.refusals_of_fits import OF_FITS

ENGINE = Path(__file__).resolve().parents[2] / "mirrors_engine"

# what only programs and the command line bring about, and why the window does not
NOT_THE_WINDOW = {
    "commands/": "the command line speaks English",
    "estimators/": "the API of scikit-learn",
    "signals/frames.py": "the API of pandas",
    "signals/arrays.py": "arrays that a program hands over: a table is read to numbers before",
    "signals/synthetic.py": "test functions of the Python API",
    "signals/exclusion.py": "rows that a program names: the window counts them itself",
    "network/model.py": "points that a program hands over",
    "pieces.py": "columns that a program names",
    "batch/output.py:§ is no text": "an output of the command line",
    "closed_forms/norms.py": "asked by programs alone: the window asks first what applies",
    "utils/parallel.py": "the window uses the cores there are",
    "fitting.py": "the arguments of one call of the Python API exclude each other",
    "homotopy/by_size.py:Give": "likewise",
    "problem.py:Give": "likewise",
    "selection/rule.py": "likewise",
    "series/forecasting.py:Give": "likewise",
    "homotopy/grid.py:min_ratio": "an argument of the Python API: the window has its own",
    "selection/splits.py:The splits must be": "row numbers that a program hands over",
    "selection/splits.py:There is no order": "the window names none",
    "selection/result.py:The rule": "the window validates before it takes a rule",
    "signals/row_merging.py:x has": "arrays that a program hands over",
    "signals/signal.py:x has": "likewise",
    "architecture.py:skip": "a type that the window's controls cannot give",
    "architecture.py:layers = § is not": "likewise",
    "architecture.py:negative_slope = § is no": "likewise",
    "architecture.py:slopes belong": "the window gives slopes to none but piecewise",
}
# of a list that the window offers, so that no other name can be chosen in it
NAMES = re.compile(rf"There (is|are) no [^:]*{FILLED}[^:]*: choose [^:]*\.")
# words that are put together elsewhere: where they are found instead
MADE_ELSEWHERE = {
    "signals/tables/row_selection.py": "of `_no_rows`, which are listed",
}


def _reason(file: str, words: str) -> str:
    for place, why in NOT_THE_WINDOW.items():
        path, _, start = place.partition(":")
        if (file == path or (path.endswith("/") and file.startswith(path))) and words.startswith(
            start
        ):
            return why
    if not words:
        return MADE_ELSEWHERE.get(file, "")
    return "a name of a list" if NAMES.fullmatch(words) else ""


def test_every_refusal_has_a_form_or_a_reason_to_have_none():
    forms = [_pattern(f) for f in (*FORMS, *REFUSALS, *OF_FITS, *OF_DATA) if f != WRAPPED]
    left, found = [], 0
    for refusal in refusals(ENGINE):
        found += 1
        words = refusal.words
        alone = (words, f"{FILLED}, {words}")  # a sentence may begin with the name of a file
        inside = words in (f"{FILLED}: {FILLED}", f"{FILLED}, {FILLED}")  # wraps another one
        if inside or any(f.fullmatch(each) for f in forms for each in alone if words):
            continue
        if not _reason(refusal.file, words):
            left.append(f"{refusal.file}:{refusal.line} {words}")
    assert found > 250
    assert not left, "\n".join(left)


def test_no_reason_outlives_its_sentence():
    every = [(r.file, r.words) for r in refusals(ENGINE)]
    for place in NOT_THE_WINDOW:
        path, _, start = place.partition(":")
        assert any(file.startswith(path) and words.startswith(start) for file, words in every), (
            place
        )


@pytest.fixture
def in_german(qapp):
    loaded = language.install("de")
    yield
    language.remove(loaded)


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (
            "The signal has 2 input columns but a 3-layer |·| network reads one: use inputs plane "
            "or additive, or choose a column.",
            "Das Signal hat 2 Eingangsspalten, doch ein 3-Schicht-|·|-Netz liest eine: nehmen Sie "
            "die Eingänge plane or additive, oder wählen Sie eine Spalte.",
        ),
        (
            "data.csv: y only varies by 1e-320, too little to tell samples apart: rescale y.",
            "data.csv: y ändert sich nur um 1e-320, zu wenig, um Datenpunkte zu unterscheiden: "
            "skalieren Sie y.",
        ),
        (
            "700 replicates at 90 points would take 9.0 GB of memory, of which 2.0 GB are free: "
            "ask for fewer replicates or points.",
            "700 gezogene Anpassungen an 90 Stellen nähme 9,0 GB Speicher, von denen 2,0 GB frei "
            "sind: verlangen Sie weniger Ziehungen oder Stellen.",
        ),
    ],
)
def test_a_refusal_is_said_in_german_with_its_parts(in_german, english, german):
    assert said(english) == german


def test_the_window_calls_lambda_by_its_sign():
    sentence = "There are too many kinks to follow: use a larger lam, or thin the signal."
    assert (
        said(sentence) == "There are too many kinks to follow: use a larger λ, or thin the signal."
    )
    named = "data.csv has no column lam: its columns are x and y."
    assert said(named) == named
