"""The page of an answer with tens of thousands of neurons opens, and says what it leaves out."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.export import page_path, page_stretches
from mirrors_engine.export.html import page_of
from mirrors_engine.export.page_path import neurons_of, path_for
from mirrors_engine.export.page_units import LISTED
from mirrors_engine.homotopy import Path
from mirrors_engine.problem import Problem

pytest_plugins = ("page_browser",)


def noise(n: int) -> Signal:
    return Signal(np.linspace(0, 1, n), np.random.default_rng(0).standard_normal(n), name="noise")


@pytest.mark.parametrize("net", [Architecture("relu", 2), Architecture("sign", 2)])
def test_a_page_of_ten_thousand_neurons_is_drawn_in_part(net, show):
    """Each of its kinks was a sum over all neurons, and a mark and a row of its own."""
    signal = noise(30_000)
    result = fit(signal, net, lam_ratio=1e-7 if net.activation == "relu" else 1e-3)
    assert len(result.weights) > 8000
    path = Path(Problem(result.signal, net), (), 1e-3)
    driver = show(page_of(path, result))
    kinks, marks, rows, corners, words, said = driver.execute_script(
        """const all = mirrors.kinks(mirrors.state.lam);
        return [all.filter(k => k.value !== undefined).map(k => [k.at, k.value]),
          document.querySelectorAll("#plot .kink").length,
          [...document.querySelectorAll("#neurons tr")].map(r => r.textContent),
          document.getElementById("curve").getAttribute("d").split("L").length,
          mirrors.state.active.filter(a => a.unit.words).length,
          document.getElementById("legend").textContent];"""
    )
    places, heights = np.array(kinks).T
    assert len(places) >= len(result.weights) - 2
    np.testing.assert_allclose(heights, result.predict(places), rtol=0, atol=1e-6)
    assert 100 < marks <= 500 and f"{marks} of {len(places)} kinks are marked" in said
    assert len(rows) == LISTED + 1
    assert rows[-1].startswith(f"and {len(result.weights) - LISTED} smaller neurons with ")
    assert LISTED <= words < 2 * LISTED and "null" not in "".join(rows)
    assert corners < 4 * 1280
    before = driver.execute_script("return mirrors.state.lam")
    driver.execute_script("mirrors.set(arguments[0])", before / 2)  # the same solved λ
    assert driver.execute_script("return mirrors.state.lam") == before


def test_a_neuron_takes_few_bytes_and_other_lam_give_way_to_it(show):
    """84 545 neurons made a page of 13 MB, six times what a page may have."""
    signal, net = noise(30_000), Architecture("sign", 2)
    result = fit(signal, net, lam_ratio=1e-3)
    alone = page_of(Path(Problem(signal, net), (), 1e-3), result)
    assert len(alone) < 24 * len(result.weights) + 150_000
    most = len(alone.encode()) + 3000
    path = path_for(result)
    page = page_of(path, result, most)
    assert len(page.encode()) <= most < len(page_of(path, result).encode())
    driver = show(page)
    low, high, neurons = driver.execute_script(
        "return [mirrors.lamMin, mirrors.lamMax, mirrors.state.active.length]"
    )
    assert low == result.lam < high  # this very answer, and others of fewer neurons
    assert neurons == len(result.weights)


def test_a_page_opens_at_its_answer_where_only_smaller_lam_are_known(show):
    """Of thousands of neurons the nearest λ alone is kept, and was shown in place of the answer."""
    signal, net = noise(40), Architecture("sign", 2)
    problem = Problem(signal, net)
    result = problem.solve(lam_ratio=0.1)
    known = path_for(problem.solve(lam_ratio=0.05))
    here = problem.to_scaled_lam(result.lam)
    below = tuple(s for s in known.segments if s.top.lam < 0.6 * here)
    assert below
    assert len(below[0].names) > len(result.weights)
    driver = show(page_of(Path(problem, below, 1e-3), result))
    lam, neurons = driver.execute_script("return [mirrors.state.lam, mirrors.state.active.length]")
    assert (lam, neurons) == (result.lam, len(result.weights))


STATES = """return arguments[0].map(lam => { const s = mirrors.at(lam);
return [s.lam, s.exact, s.objective, s.active.length]; });"""


def test_above_the_largest_lam_known_a_page_shows_that_one(show):
    """Its network was shown as the certified optimum of every larger λ."""
    signal, net = noise(40), Architecture("abs", 3)
    problem = Problem(signal, net)
    result = problem.solve(lam_ratio=0.05)
    known = path_for(result)
    below = tuple(
        s for s in known.segments if s.top.lam < problem.to_scaled_lam(0.3 * problem.lam_max)
    )
    driver = show(page_of(Path(problem, below, 1e-3), result))
    top = below[0].top.lam * problem.units.lam
    lams = [
        2 * problem.lam_max,
        problem.lam_max,
        0.5 * problem.lam_max,
        top,
        0.05 * problem.lam_max,
    ]
    for lam, (shown, exact, objective, neurons) in zip(
        lams, driver.execute_script(STATES, lams), strict=True
    ):
        assert shown == pytest.approx(min(lam, top)) and exact == (lam <= top)
        expected = problem.solve(shown)
        assert objective == pytest.approx(expected.objective, rel=1e-9)
        assert neurons == pytest.approx(len(expected.weights), abs=1)  # top is an event
    start, said, about, disabled = driver.execute_script(
        """const slider = document.getElementById("slider"); slider.value = 0;
        slider.dispatchEvent(new Event("input"));
        const [range, about, previous] = ["range", "about", "previous"]
          .map(id => document.getElementById(id));
        return [mirrors.state.lam, range.textContent, about.textContent, previous.disabled];"""
    )
    assert start == pytest.approx(top) and disabled
    assert float(said.split(" … ")[0].replace("·10", "e")) == pytest.approx(top, rel=1e-3)
    assert "constant" not in about


def test_a_page_with_room_for_some_neurons_starts_at_a_constant(monkeypatch, show):
    """What has fewest neurons, and is dragged first, was left out for what has most."""
    signal, net = noise(40), Architecture("abs", 3)
    problem = Problem(signal, net)
    result = problem.solve(lam_ratio=0.01)
    path = path_for(result)
    monkeypatch.setattr(page_stretches, "MOST_NEURONS", neurons_of(path) // 2)
    driver = show(page_of(path, result))
    ratios = (1.5, 1.0, 0.7, 0.5, 0.3, 0.011, 0.01, 0.009)
    lams = [ratio * problem.lam_max for ratio in ratios]
    for lam, (shown, exact, objective, neurons) in zip(
        lams, driver.execute_script(STATES, lams), strict=True
    ):
        expected = problem.solve(lam)
        assert exact and shown == pytest.approx(lam)
        assert objective == pytest.approx(expected.objective, rel=1e-9)
        assert neurons == len(expected.weights)


def test_the_path_of_a_page_ends_where_it_would_have_too_many_neurons(monkeypatch, show):
    signal, net = noise(70_000), Architecture("relu", 2)  # too long for exact events
    result = fit(signal, net, lam_ratio=1e-6)
    monkeypatch.setattr(page_path, "MOST_NEURONS", 300)
    path = path_for(result)
    assert 0 < neurons_of(path) <= 300 and not path.covered
    lams = np.array([segment.lam for segment in path.segments])
    assert lams[0] == pytest.approx(result.lam_max)
    steps = np.diff(np.log(lams))
    np.testing.assert_allclose(steps, np.log(5e-7) / (page_path.FEW - 1), rtol=1e-6)
    driver = show(page_of(path, result))
    low, high, neurons, said = driver.execute_script(
        "return [mirrors.lamMin, mirrors.lamMax, mirrors.state.active.length,"
        "document.getElementById('range').textContent]"
    )
    assert low == pytest.approx(result.lam) and high == pytest.approx(result.lam_max)
    assert neurons == len(result.weights) > 300
    assert f"the nearest of {len(lams) + 1} solved λ" in said
