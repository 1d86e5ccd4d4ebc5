"""λ by the number of neurons or kinks, against the counts of a fine grid of λ."""

from __future__ import annotations

import json

import numpy as np
import pytest

from mirrors_engine import Architecture, MirrorRegressor, Problem, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.homotopy import by_size, fit_by_size

RNG = np.random.default_rng(12)
X = np.sort(RNG.uniform(-2, 3, 30))
Y = np.sin(2 * X) + 0.4 * RNG.standard_normal(30)
SIGNAL = Signal(X, Y)
NETS = {
    "relu2": Architecture("relu", 2),
    "abs3": Architecture("abs", 3),
    "sign": Architecture("sign", 3, widths=(2,)),
}


def bent(result, step=False):
    """Distinct kinks inside the data, from values of the function alone."""
    places = sorted({k.position for f in result.features for k in f.kinks})
    inside = [p for p in places if X[0] + 1e-9 < p < X[-1] + (1e-9 if step else -1e-9)]
    found: list[float] = []
    for p in inside:
        if found and p - found[-1] < 1e-9:
            continue
        h = 1e-7
        left, middle, right = result.predict(np.array([p - h, p, p + h]))
        jump = abs(right - left) > 1e-6 if step else abs(right - 2 * middle + left) > 1e-10
        if jump:
            found.append(p)
    return found


@pytest.mark.parametrize("name", list(NETS))
def test_kinks_are_those_of_the_function(name):
    net = NETS[name]
    for ratio in (0.5, 0.1, 0.02):
        result = fit(SIGNAL, net, lam_ratio=ratio)
        assert [k.position for k in result.kinks] == pytest.approx(bent(result, net.step))
        for kink in result.kinks:
            h = 1e-6
            at = kink.position + np.array([-2 * h, -h, h, 2 * h])
            f = result.predict(at)
            change = f[2] - f[1] if net.step else ((f[3] - f[2]) - (f[1] - f[0])) / h
            assert kink.change == pytest.approx(change, abs=1e-6)


@pytest.mark.parametrize("name", list(NETS))
@pytest.mark.parametrize("what", ["neurons", "kinks"])
def test_the_last_lambda_before_there_are_more(name, what):
    net = NETS[name]
    problem = Problem(SIGNAL, net)
    ratios = np.geomspace(1, 1e-3, 400)
    start, counts = None, []
    for ratio in ratios:
        start = problem.solve(lam_ratio=ratio, start=start)
        counts.append(len(start.weights) if what == "neurons" else len(start.kinks))
    counts = np.array(counts)
    for most in (0, 1, 3, 6):
        result = fit(SIGNAL, net, **{what: most})
        assert result.certified
        count = len(result.weights) if what == "neurons" else len(result.kinks)
        assert count <= most
        assert np.all(counts[ratios > result.lam_ratio] <= most)
        below = fit(SIGNAL, net, lam=result.lam * (1 - 1e-6))
        assert (len(below.weights) if what == "neurons" else len(below.kinks)) > most
        assert bool(result.notes) == (count < most)


def test_where_the_number_jumps_it_is_said():
    # a symmetric problem, whose two kinks are born at one λ
    x = np.linspace(-1, 1, 9)
    signal = Signal(x, np.abs(np.abs(x) - 0.5))
    result = fit(signal, Architecture("relu", 3), kinks=1)
    assert len(result.kinks) == 0
    (words,) = result.notes
    assert "jumps from 0 to" in words and "1 asked for" in words


def test_a_size_that_is_never_exceeded():
    signal = Signal([0.0, 1, 2, 3], [0.0, 1, 1, 2])
    result = fit(signal, Architecture("relu", 2), neurons=9)
    assert result.lam_ratio == pytest.approx(1e-4)
    assert "at most 9 neurons down to" in result.notes[0]
    flat = fit(Signal([0.0, 1, 2], [3.0, 3, 3]), Architecture("relu", 2), kinks=0)
    assert flat.lam_ratio == 1 and not len(flat.weights)


@pytest.mark.parametrize(
    "loss", [{"loss": "huber", "delta": 0.3}, {"loss": "quantile", "quantile": 0.3}]
)
def test_other_losses(loss):
    result = fit(SIGNAL, NETS["relu2"], neurons=3, **loss)
    assert result.certified and len(result.weights) <= 3
    below = fit(SIGNAL, NETS["relu2"], lam=result.lam * (1 - 3e-6), **loss)
    assert len(below.weights) > 3


def test_refusals_and_cancelling():
    net = NETS["relu2"]
    for wrong in (
        {"neurons": 2, "kinks": 2},
        {"neurons": 2, "lam": 1.0},
        {},
        {"kinks": -1},
        {"neurons": 2.5},
        {"neurons": True},
    ):
        with pytest.raises(SettingError):
            fit(SIGNAL, net, **wrong)
    plane = Signal(np.column_stack((X, Y)), Y)
    with pytest.raises(SettingError, match="give neurons"):
        fit(plane, Architecture("relu", 2, inputs="plane"), kinks=2)

    def cancel(step):
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        fit(SIGNAL, net, neurons=3, monitor=cancel)


def test_additive_kinks_are_counted_on_each_column():
    signal = Signal(np.column_stack((X, np.roll(X, 7))), Y + np.abs(np.roll(X, 7)))
    result = fit(signal, Architecture("abs", 2, inputs="additive"), kinks=4)
    assert len(result.kinks) == 4 and {k.column for k in result.kinks} == {0, 1}


def test_estimator_and_command_line(tmp_path, capsys):
    model = MirrorRegressor("relu", 2, kinks=3).fit(X[:, None], Y)
    wanted = fit(SIGNAL, NETS["relu2"], kinks=3)
    assert model.result_.lam == wanted.lam
    file = tmp_path / "a.csv"
    file.write_text(
        "x,y\n" + "".join(f"{a!r},{b!r}\n" for a, b in zip(X.tolist(), Y.tolist(), strict=True))
    )
    assert main(["fit", str(file), "--x", "x", "--kinks", "3", "--json", "-"]) == 0
    got = json.loads(capsys.readouterr().out)
    assert got["lam"] == wanted.lam and got["notes"] == []
    assert got["degrees_of_freedom"] == len(wanted.weights) + 1
    assert main(["fit", str(file), "--x", "x", "--neurons", "3"]) == 0
    assert "effective parameters" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        main(["fit", str(file), "--neurons", "3", "--lam", "1"])


def test_degrees_of_freedom_are_the_covariance_of_the_fit_with_the_data():
    """df = Σ cov(f_i, y_i) / σ², by its definition, over many noises."""
    net, lam, sigma = Architecture("relu", 2), 0.6, 0.5
    x = np.linspace(0, 1, 12)
    clean = np.abs(x - 0.4)
    rng = np.random.default_rng(0)
    noise = sigma * rng.standard_normal((400, len(x)))
    fits = [fit(Signal(x, clean + e), net, lam=lam) for e in noise]
    fitted = np.array([r.fitted for r in fits])
    measured = float(((fitted - fitted.mean(axis=0)) * noise).mean(axis=0).sum() / sigma**2)
    mean = float(np.mean([r.degrees_of_freedom for r in fits]))
    assert mean == pytest.approx(measured, abs=0.25)
    assert 1.2 < mean < 6


@pytest.mark.parametrize("most", [1, 3, 6])
def test_long_signals_are_bisected_to_the_first_excess(most, monkeypatch):
    monkeypatch.setattr(by_size, "EVERY_EVENT", 10)
    problem = Problem(SIGNAL, NETS["relu2"])
    found = fit_by_size(problem, kinks=most)
    below = problem.solve(found.lam * (1 - 2e-6))
    assert len(found.kinks) <= most < len(below.kinks) and found.certified
