"""What a refusal offers to do instead is accepted when it is done."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.dictionaries.registry import check_size
from mirrors_engine.errors import MirrorsError, SignalError
from mirrors_engine.signals import CsvOptions, parse_text


def refusal(net: Architecture, n: int) -> MirrorsError | None:
    try:
        check_size(net, n)
    except MirrorsError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("net", "n", "words"),
    [
        (Architecture("abs", 5), 2000, ["Use 4 layers", "Thin to "]),
        (Architecture("symmetrized", 7), 5000, ["Use 4 layers", "Use ReLU"]),
        (Architecture("abs", 6), 200, ["Use 5 layers", "Thin to "]),
        (Architecture("abs", 7), 12, ["Use 6 layers", "Use ReLU", "Use data features"]),
        (Architecture("leaky", 6), 50, ["Use ", "Use ReLU"]),
        (Architecture("piecewise", 5, slopes=(1, -0.5)), 50, ["Use ", "Use ReLU"]),
        (Architecture("threshold", 3, widths=(4000,)), 2_000_000, ["Thin to "]),
    ],
)
def test_each_remedy_of_a_network_out_of_reach_is_within_reach(net, n, words):
    error = refusal(net, n)
    assert error is not None
    offered = [remedy.words for remedy in error.remedies]
    assert len(offered) == len(words)
    assert all(word.startswith(start) for word, start in zip(offered, words, strict=True))
    for remedy in error.remedies:
        left = -(-n // remedy.thin)
        assert refusal(replace(net, **remedy.network), left) is None, remedy.words
        if remedy.thin > 1:
            assert f"Thin to {left} samples" in remedy.words


@pytest.mark.parametrize(
    ("y", "net", "asked", "words"),
    [
        ([1, 2, 3, 5], {}, {"loss": "logistic"}, "Use the squared loss"),
        ([1, 1, 1, 1], {}, {"loss": "logistic"}, "Use the squared loss"),
        ([-1, -1, 1, 1], {"skip": True}, {"loss": "logistic"}, "Leave out the skip connection"),
        ([-1, 1, 1, -1], {}, {"loss": "logistic", "lam_ratio": 0.0}, "Use λ = 0.0001 λmax"),
        (
            [1, 2, 3, 5],
            {},
            {"loss": "quantile", "solver": "coordinate_descent"},
            "Use the automatic solver",
        ),
    ],
)
def test_each_remedy_of_a_setting_makes_it_fit(y, net, asked, words):
    signal = Signal([0.0, 1.0, 2.5, 3.0], y)
    network = Architecture("abs", 2, **net)
    asked = {"lam_ratio": 0.1, **asked}
    with pytest.raises(MirrorsError) as caught:
        fit(signal, network, **asked)
    (remedy,) = caught.value.remedies
    assert remedy.words == words
    better = fit(signal, replace(network, **remedy.network), **{**asked, **remedy.settings})
    assert better.certified


def test_rows_of_equal_x_that_differ_offer_a_small_lam():
    signal = Signal([0.0, 1.0, 1.0, 2.0], [0.0, 1.0, 2.0, 0.5])
    with pytest.raises(MirrorsError) as caught:
        fit(signal, Architecture("abs", 2), lam_ratio=0.0, loss="huber")
    (remedy,) = caught.value.remedies
    assert fit(signal, Architecture("abs", 2), loss="huber", **remedy.settings).certified


def test_cells_in_doubt_are_left_out_by_the_remedy_and_it_travels_between_processes():
    text = "t,v\n" + "".join(f"{t},{v}\n" for t, v in enumerate(["1.5k", 3, 1, 4, 1, 5, 9, 2]))
    with pytest.raises(SignalError) as caught:
        Signal.from_table(parse_text(text, CsvOptions()))
    (remedy,) = pickle.loads(pickle.dumps(caught.value)).remedies
    again = Signal.from_table(parse_text(text, replace(CsvOptions(), **remedy.reading)))
    np.testing.assert_array_equal(again.y, [3, 1, 4, 1, 5, 9, 2])
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
