"""Sentences of the engine in the language in force.

The engine knows no Qt and speaks English. What it says in the window all the time (features,
networks, the cleaning of data, samples, exports, stages of a computation) is listed here by its
form, with {places} for what it fills in, and found again in a sentence by that form. What is not
listed stays English (manual, Languages).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from mirrors_gui.text import translate
from mirrors_gui.text.engine_refusals import REFUSALS
from mirrors_gui.text.formatting import local, number
from mirrors_gui.text.refusals_of_data import OF_DATA
from mirrors_gui.text.refusals_of_fits import OF_FITS
from mirrors_gui.text.translate import mark, tr

# words alone, and words that are places of the forms below
WORDS = (
    # kinds of features
    *(mark("kink"), mark("kinks"), mark("switch"), mark("switches"), mark("ramp"), mark("norm")),
    *(mark("reflection"), mark("midpoint"), mark("valley"), mark("tent"), mark("half plane")),
    *(mark("weighted midpoint"), mark("two slopes"), mark("two reflections"), mark("objective")),
    *(mark("double reflection"), mark("reflection valley"), mark("reflection tent")),
    *(mark("midpoint valley"), mark("midpoint tent"), mark("neuron"), mark("line")),
    *(mark("relu line"), mark("abs line"), mark("leaky line"), mark("piecewise line")),
    mark("symmetrized line"),
    mark(" with skip connection"),
    # networks, losses and solvers
    *(
        mark("sign"),
        mark("threshold"),
        mark("symmetrised ReLU"),
        mark("tree"),
        mark("squared"),
        mark("quantile"),
    ),
    *(mark("logistic"), mark("coordinate descent"), mark("active set"), mark("known segment")),
    *(mark("linear program, column generation"), mark("linear program"), mark("total variation")),
    *(mark("nodal active set"), mark("coordinate descent (dense)"), mark("none needed")),
    mark("interior point"),
    *(mark("automatic"), mark("interpolation"), mark("outside the dictionary")),
    *(mark("random"), mark("blocked"), mark("rolling"), mark("own"), mark("error")),
    # what a validation measures
    *(mark("mean squared error"), mark("mean Huber loss"), mark("mean pinball loss")),
    mark("mean deviance"),
    # models of a forecast
    *(mark("optimal network"), mark("trained network"), mark("linear autoregression")),
    *(mark("last value"), mark("value one season before"), mark("rolling validation")),
    # stages
    *(mark("solving"), mark("reading"), mark("fitting"), mark("training"), mark("path")),
    *(mark("fewer layers first"), mark("every fourth sample first")),
    *(mark("mirror map"), mark("weight ranges"), mark("optimal band"), mark("optimal networks")),
    *(mark("other optimal networks"), mark("looking outside the dictionary"), mark("proving")),
    *(mark("computing the curve"), mark("drawing rows"), mark("following the path")),
    *(mark("interpolating"), mark("segmented regression"), mark("waiting for other processes")),
    *(mark("writing the page"), mark("writing the table"), mark("writing"), mark("λ_max")),
    *(mark("Writing the sound"), mark("fitting the whole signal"), mark("choosing λ")),
    *(mark("baselines"), mark("forecasting and comparing")),
    # exports
    *(mark("Pieces"), mark("Features and weights"), mark("Fitted curve"), mark("Sound")),
    *(mark("Network as numbers"), mark("Python function"), mark("C function")),
    *(mark("Spreadsheet formula"), mark("MATLAB function"), mark("PyTorch module")),
    *(mark("ONNX model"), mark("LaTeX formula"), mark("Web page"), mark("Proof file")),
    mark("Whole result"),
    mark("A table of the function: start, end, value and slope of every linear or constant piece."),
    mark("A table with a row for every neuron: weight, kinks, meaning."),
    mark("A table of the function: at every sample, at its kinks and evenly between."),
    mark("Weights and biases of the deep network as JSON."),
    mark("The deep network as a Python function that needs nothing but numpy."),
    mark("One function double f(double) in C99 that includes nothing."),
    mark(
        "One formula for Excel or LibreOffice with x in A1; a sheet to paste where it would be "
        "too long."
    ),
    mark("A function file f.m for MATLAB and Octave."),
    mark("The deep network as a PyTorch module with its weights as parameters."),
    mark("The deep network in float64 for every runtime of ONNX."),
    mark("The function by cases and the network as a sum of its units, for a paper."),
    mark("One file that any browser opens: drag λ and see the certified optimum at every λ."),
    mark(
        "A proof of the optimum in exact rationals; resources/check_proof.py checks it by itself."
    ),
    mark(
        "The function as a WAV file: at the rate of a recording, or a sample for every step of x."
    ),
    mark("Everything the answer holds, with its certificate, as JSON."),
    # ways out of a refusal
    mark("Leave such rows out"),
    # what samples are; their names are data
    *(mark("public domain"), mark("a formula, free to use")),
    mark("Annual flow of the Nile, 1871–1970, with a change of level about 1898."),
    mark("Yearly number of sunspots, 1700–2008, rising and falling every eleven years."),
    mark("Weekly carbon dioxide in air, 1958–2001: seasons on a trend, with weeks missing."),
    mark("Interest on three-month US treasury bills, quarterly averages, 1959–2009."),
    mark(
        "Two-layer ReLU networks need weights of 2 in all to meet these points; three layers "
        "need 1."
    ),
    mark("A step between two levels: norm 3/2 with two layers, 3/4 with three or more."),
    mark("Piecewise constant, with eleven jumps; noise of standard deviation 1."),
    mark("Eleven sharp peaks of unequal width; noise of standard deviation 1."),
    mark("A sine wave with two jumps; noise of standard deviation 1."),
    mark("Oscillation that slows down; noise of standard deviation 1."),
    mark("Four runs of eight samples at ±1, for which the sign network is known in closed form."),
    mark(
        "The product of two columns at 80 scattered points. On the plane every neuron bends along "
        "a line through the data."
    ),
    mark("A sum of one function of each of two columns: additive units each read one of them."),
)

_DECIMAL = re.compile(r"[-−+]?\d+\.\d+")
_LAM = re.compile(r"\b(larger|use|choose|with) lam(?:bda)?\b")  # its name in code and options
_WORD = re.compile(r"[^\W\d_]{2}")  # a number needs no translation

# tried in this order
FORMS = (
    mark("Keep {codes} as numbers"),
    mark("Take {codes} for missing"),
    mark("y is {y}, because column {column} counts the rows: choose it if it is y."),
    # features
    mark("{x} = {point} mirrored about {x2} = {center} gives {x3} = {mirror}"),
    mark("{x} = {left} and {x2} = {right} mirror each other about {x3} = {center}"),
    mark("{x} = {left} and {x2} = {right} lie on one level about {x3} = {center}"),
    mark("{x} = {point} brought across {x2} = {center} to {x3} = {mirror}"),
    mark("mirrored about {x}, then folded {times} more times, at distances {distances}"),
    mark("a ramp from the data point {start} to {end}"),
    mark("kinks at the data points {first} and {second}"),
    mark("a kink at the data point {place}"),
    mark("a switch at the data point {place}"),
    mark("switches at the data points {places}, ... ({count} in all)"),
    mark("switches at the data points {places}"),
    mark("a switch along {line}"),
    mark("a kink along {line}, through the data points {points}"),
    mark("a kink along {line}, through {points}"),
    # networks
    mark("piecewise ({right}, {left})"),
    mark("leaky ReLU ({slope})"),
    mark("{layers}-layer {name} network on additive inputs{more}"),
    mark("{layers}-layer {name} network on the plane{more}"),
    mark("{layers}-layer {name} network with skip connection"),
    mark("{layers}-layer {name} network (data features only){more}"),
    mark("{layers}-layer {name} network"),
    mark("{name} tree {widths}"),
    mark("{name} rectangular {widths}"),
    # solvers
    mark("coordinate descent + {solver}"),
    mark("interior point + {solver}"),
    mark("Newton, {solver}"),
    # the cleaning of data
    mark("{count} rows read, all used."),
    mark("{count} row read, all used."),
    mark("{count} rows read, {used} used."),
    mark("{count} row dropped: {why}."),
    mark("{count} rows dropped: {why}."),
    mark("{count} rows share an x and were merged to their mean."),
    mark("{count} rows share {values} values of x and were merged to their means."),
    mark("{count} samples were thinned to the means of blocks of neighbours."),
    mark("Rows were sorted by x."),
    mark("{name} is missing (lines {lines})"),
    mark("{name} is missing (line {line})"),
    mark("{name} is missing (rows {rows})"),
    mark("{name} is missing"),
    mark("left out by hand"),
    # stages
    mark("fold {k} of {folds}"),
    mark("replicate {k} of {count}"),
    mark("fitting the {share} % quantile"),
    mark("Reading {name}"),
    # how a prediction band was made
    mark("CV+ of {folds} {splits} folds"),
)


@lru_cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    parts[::2] = [re.escape(text) for text in parts[::2]]
    parts[1::2] = [f"(?P<{name}>.*?)" for name in parts[1::2]]
    return re.compile("".join(parts), re.DOTALL)


def said(sentence: str) -> str:
    """A sentence of the engine, or a word of its own, in the language in force."""
    if translate.language == "en":
        return _LAM.sub(r"\1 λ", sentence)
    if not _WORD.search(sentence):
        return local(sentence) if _DECIMAL.fullmatch(sentence) else sentence
    whole = tr(sentence)
    return whole if whole != sentence else _by_form(sentence, translate.language)


@lru_cache(4096)
def _by_form(sentence: str, _language: str) -> str:
    for form in (*FORMS, *REFUSALS, *OF_FITS, *OF_DATA):
        found = _pattern(form).fullmatch(sentence)
        if found is not None:
            return tr(form, **{name: said(value) for name, value in found.groupdict().items()})
    return sentence


def network_words(asked: Any) -> str:
    """The network of a question, and its loss where that is not squared."""
    words = said(asked.architecture.describe()).removesuffix(tr(" network"))
    if asked.loss != "squared":
        options = " ".join(number(value) for _, value in asked.loss_options)
        words += f", {said(asked.loss)} {options}".rstrip()
    return words
