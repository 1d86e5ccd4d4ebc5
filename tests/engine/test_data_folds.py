"""The data-feature subset: an upper bound, a true lower bound, never a false certificate."""

from __future__ import annotations

import brute
import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.dictionaries.registry import build_dictionary
from mirrors_engine.errors import ArchitectureError


@pytest.mark.parametrize("activation", ["abs", "symmetrized"])
@pytest.mark.parametrize("layers", [4, 5])
def test_candidates_are_those_of_all_its_columns(activation, layers):
    rng = np.random.default_rng(layers)
    x = np.sort(rng.uniform(0, 1, 5))
    dictionary = build_dictionary(Architecture(activation, layers, dictionary="data"), x)
    keys = dictionary.all_keys()
    assert len(np.unique(keys, axis=0)) == len(keys) == dictionary.size
    columns = dictionary.columns(keys)
    for _ in range(4):
        v = brute.balanced(rng.standard_normal(5))
        strength = np.abs(v @ columns)
        assert dictionary.price(v).bound >= strength.max() * (1 - 1e-12)
        found = dictionary.price(v, above=0.7 * strength.max(), every=True)
        assert len(found.keys) == np.count_nonzero(strength > 0.7 * strength.max())
        assert abs(found.correlations[0]) == pytest.approx(strength.max(), rel=1e-12)
    for key in keys[::29].tolist():
        difference = dictionary.columns(key)[:, 0] * dictionary.grid.half
        difference = difference - dictionary.feature(tuple(key)).evaluate(x)
        assert np.ptp(difference) <= 1e-12


@pytest.mark.parametrize("activation", ["abs", "symmetrized"])
def test_its_bounds_enclose_the_optimum(activation):
    """The whole network's optimum lies between the dual and the primal value."""
    strict = 0
    for seed in range(6):
        rng = np.random.default_rng(seed)
        x = np.sort(rng.uniform(0, 1, 9))
        y = np.sin(9 * x) + rng.standard_normal(9)
        for layers in (4, 5):
            exact = fit(Signal(x, y), Architecture(activation, layers), lam=0.1)
            subset = fit(Signal(x, y), Architecture(activation, layers, dictionary="data"), lam=0.1)
            assert subset.dual_objective <= exact.objective * (1 + 1e-9)
            assert exact.objective <= subset.objective * (1 + 1e-9)
            value = subset.network.objective(Signal(x, y), 0.1)
            assert value == pytest.approx(subset.objective, rel=1e-9)
            if subset.objective > exact.objective * (1 + 1e-6):
                strict += 1
                assert not subset.certificate.certified
    assert strict > 0


def test_it_serves_where_the_exact_dictionary_does_not_fit():
    rng = np.random.default_rng(1)
    x = np.sort(rng.uniform(0, 1, 16))
    signal = Signal(x, np.sin(9 * x) + 0.2 * rng.standard_normal(16))
    with pytest.raises(ArchitectureError):
        fit(signal, Architecture("abs", 7), lam_ratio=0.3)
    result = fit(signal, Architecture("abs", 7, dictionary="data"), lam_ratio=0.7)
    assert 0 < result.dual_objective <= result.objective
    assert "data features only" in result.architecture.describe()


@pytest.mark.parametrize(
    "wrong", [{"activation": "relu"}, {"layers": 3}, {"dictionary": "some"}, {"inputs": "plane"}]
)
def test_where_it_makes_no_sense_it_is_refused(wrong):
    with pytest.raises(ArchitectureError):
        Architecture(**({"activation": "abs", "layers": 5, "dictionary": "data"} | wrong))


def test_the_command_line_says_that_it_is_not_certified(tmp_path, capsys):
    import json

    from mirrors_engine.cli import main

    rng = np.random.default_rng(0)
    rows = "\n".join(f"{a},{b}" for a, b in zip(range(9), rng.standard_normal(9), strict=True))
    file = tmp_path / "data.csv"
    file.write_text("x,y\n" + rows + "\n")
    chosen = ["fit", str(file), "--x", "x", "--y", "y", "--activation", "abs", "--layers", "6"]
    chosen += ["--subset", "--lam-ratio", "0.3"]
    assert main([*chosen, "--json", "-"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["architecture"]["dictionary"] == "data"
    assert out["certified"] == (out["gap"] <= 1e-9)
    assert out["dual_objective"] <= out["objective"]
    assert main(chosen) == 0
    said = capsys.readouterr().out
    assert "(data features only)" in said
    if not out["certified"]:
        assert "NOT certified: optimal over the data features only" in said
