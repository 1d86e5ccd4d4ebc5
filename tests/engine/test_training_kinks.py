"""Where trained networks bend; fully connected networks; the command line."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from brute import CONTINUOUS, NETS, random_signal

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import ArchitectureError, Cancelled, MirrorsError
from mirrors_engine.features.activation import RELU
from mirrors_engine.progress import Progress
from mirrors_engine.training import (
    METHODS,
    Landmarks,
    Tally,
    TrainingSettings,
    last,
    train,
    train_connected,
)
from mirrors_engine.training.chain import Chain
from mirrors_engine.training.tally import DATA, ELSEWHERE, MIRROR, OTHER_MIRROR

# kinks


def dense(rng: np.random.Generator, layers: int, width: int) -> Chain:
    """A random fully connected ReLU network."""
    shapes = [(width,), *[(width, width)] * (layers - 2)]
    return Chain(
        (RELU,) * (layers - 1),
        tuple(rng.standard_normal(shape) / np.sqrt(len(shape) * width) for shape in shapes),
        tuple(rng.standard_normal(width) for _ in shapes),
        rng.standard_normal(width),
        0.3,
        origin=5.0,
    )


def by_hand(chain: Chain, t: np.ndarray) -> np.ndarray:
    """The function once more, one point at a time."""
    values = []
    for point in t:
        h = np.array([point - chain.origin])
        for activation, w, b in zip(chain.activations, chain.weights, chain.biases, strict=True):
            u = (w @ h if w.ndim == 2 else w * h) + b
            h = np.where(u >= 0, activation.a_plus * u, activation.a_minus * u)
        values.append(chain.alphas @ h + chain.intercept)
    return np.array(values)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("layers", [2, 3, 4])
def test_kinks_of_fully_connected_networks_are_exact(seed, layers):
    chain = dense(np.random.default_rng([seed, layers]), layers, 9)
    low, high = 2.0, 8.0
    spots, changes = chain.kinks(low, high)
    assert np.all(np.diff(spots) > 0)
    assert len(spots) > 0
    # straight between them: three points of every stretch lie on a line
    edges = np.r_[low, spots, high]
    inner = [edges[:-1] + share * np.diff(edges) for share in (0.1, 0.5, 0.9)]
    left, middle, right = (by_hand(chain, t) for t in inner)
    size = np.abs(middle).max()
    np.testing.assert_allclose(left + right, 2 * middle, rtol=0, atol=1e-11 * size)
    # and the slopes differ by what is said
    slopes = (right - left) / (inner[2] - inner[0])
    wide = np.diff(edges) > 1e-4
    fine = wide[1:] & wide[:-1]
    np.testing.assert_allclose(
        np.diff(slopes)[fine], changes[fine], rtol=0, atol=1e-8 * np.abs(slopes).max()
    )
    t = np.linspace(low, high, 50)
    np.testing.assert_allclose(chain.forward(t), by_hand(chain, t), rtol=0, atol=1e-12 * size)


@pytest.mark.parametrize("name", CONTINUOUS)
def test_kinks_of_the_optimum_are_those_of_its_features(name):
    signal = random_signal(21, 12)
    result = fit(signal, NETS[name], lam_ratio=0.02)
    chain = Chain.of(result.network)
    low, high = signal.x[0], signal.x[-1]
    t = np.linspace(low, high, 200)
    np.testing.assert_allclose(chain.forward(t), result.predict(t), rtol=0, atol=1e-9)
    spots, changes = chain.kinks(low, high)
    expected: dict[float, float] = {}
    for z, feature in zip(result.weights, result.features, strict=True):
        for kink in feature.kinks:
            if low < kink.position < high:
                near = [p for p in expected if abs(p - kink.position) < 1e-9]
                place = near[0] if near else kink.position
                expected[place] = expected.get(place, 0.0) + z * kink.change
    strong = {p: c for p, c in expected.items() if abs(c) > 1e-6 and min(p - low, high - p) > 1e-7}
    assert strong
    for position, change in strong.items():
        i = int(np.argmin(np.abs(spots - position)))
        assert spots[i] == pytest.approx(position, abs=1e-8)
        assert changes[i] == pytest.approx(change, rel=1e-5)
    # all of them lie on data points or on mirror points of the optimum
    landmarks = Landmarks.of(result)
    tally = Tally.of((chain,), landmarks)
    assert tally.total > 0
    assert tally.counts[OTHER_MIRROR] == tally.counts[ELSEWHERE] == 0
    if "abs" not in name and "symm" not in name:
        assert tally.counts[MIRROR] == 0 or name.startswith(("leaky3", "piecewise3"))


@pytest.mark.parametrize("name", ["relu2", "abs3", "leaky3"])
def test_chance_is_what_uniform_kinks_would_hit(name):
    signal = random_signal(22, 9)
    (marks,) = Landmarks.of(fit(signal, NETS[name], lam_ratio=0.05))
    rng = np.random.default_rng(0)
    drawn = rng.uniform(marks.low, marks.high, 200_000)
    shares = np.bincount(marks.places(drawn), minlength=4) / len(drawn)
    covered = marks.covered()
    assert covered.sum() == pytest.approx(1.0)
    np.testing.assert_allclose(shares, covered, atol=5 * np.sqrt(0.25 / len(drawn)))
    assert covered[DATA] > 0
    # each distance by itself: a kink just within the tolerance counts, one just beyond does not
    gap = 0.9 * marks.tolerance
    assert marks.places(np.array([marks.data[4] + gap]))[0] == DATA
    assert marks.places(np.array([marks.data[4] + 1.1 * marks.tolerance]))[0] != DATA


def test_all_mirror_points_of_the_dictionary_are_listed():
    x = np.array([0.0, 1.0, 2.5, 7.0])
    result = fit(Signal(x, [0.0, 2.0, -1.0, 1.0]), Architecture("abs", 3), lam_ratio=0.1)
    (marks,) = Landmarks.of(result)
    expected = {2 * a - b for a in x for b in x} | {0.5 * (a + b) for a in x for b in x}
    expected = sorted(p for p in expected - set(x) if 0 < p < 7)
    np.testing.assert_allclose(marks.others, expected, atol=1e-12)


def test_kinks_close_together_count_once_and_faint_ones_not():
    result = fit(Signal([0.0, 4.0, 10.0], [0.0, 1.0, 0.0]), Architecture("relu", 2), lam_ratio=0.1)
    spots = np.array([4.0 - 0.004, 4.0 + 0.004, 7.0, 8.0])
    chain = Chain((RELU,), (np.ones(4),), (-spots,), np.array([1.0, 3.0, 2.0, 1e-3]), 0.0)
    landmarks = Landmarks.of(result)
    assert landmarks[0].tolerance == pytest.approx(0.01)
    tally = Tally.of((chain,), landmarks)
    np.testing.assert_allclose(tally.kinks[0], [4.002, 7.0], atol=1e-9)
    assert tally.places[0].tolist() == [DATA, ELSEWHERE]
    assert tally.counts.tolist() == [1, 0, 0, 1]
    np.testing.assert_allclose(tally.by_chance, 2 * landmarks[0].covered())


def test_training_finds_data_points_more_often_than_chance():
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(0, 10, 30))
    result = fit(
        Signal(x, np.sin(x) + 0.2 * rng.standard_normal(30)),
        Architecture("relu", 2),
        lam_ratio=0.05,
    )
    outcome = last(train(result, TrainingSettings("adam", starts=8, steps=3000)))
    tally = Tally.of(outcome.chains(outcome.best), Landmarks.of(result))
    assert tally.counts[DATA] > 3 * tally.by_chance[DATA]


def test_additive_kinks_belong_to_their_column():
    rng = np.random.default_rng(4)
    x = rng.uniform(0, 1, (20, 2)) * (1.0, 100.0)
    signal = Signal(x, np.abs(x[:, 0] - 0.5) + x[:, 1] / 50)
    result = fit(signal, Architecture("abs", 3, inputs="additive"), lam_ratio=0.05)
    outcome = last(train(result, TrainingSettings(starts=2, steps=20)))
    landmarks = Landmarks.of(result)
    chains = outcome.chains(0)
    t = rng.uniform(0, 1, (30, 2)) * (1.0, 100.0)
    parts = sum(c.forward(t[:, k]) - c.intercept for k, c in enumerate(chains))
    np.testing.assert_allclose(
        parts + chains[0].intercept, outcome.networks[0].forward(t), rtol=0, atol=1e-10
    )
    tally = Tally.of(chains, landmarks)
    assert [m.high > 10 for m in landmarks] == [False, True]
    for kinks, marks in zip(tally.kinks, landmarks, strict=True):
        assert np.all((kinks >= marks.low) & (kinks <= marks.high))


# fully connected


@pytest.mark.parametrize("method", METHODS)
def test_a_fully_connected_network_is_trained_and_repeats(method):
    signal = random_signal(23, 20, weights=True)
    result = fit(signal, Architecture("relu", 3), lam_ratio=0.05)
    settings = TrainingSettings(method, units=8, starts=2, steps=40, seed=3)
    one, two = (last(train_connected(result, settings)) for _ in range(2))
    assert one.connected
    assert one.done
    assert len(one.networks) == 2
    for a, b in zip(one.objectives, two.objectives, strict=True):
        assert a.tobytes() == b.tobytes()
        assert a[-1] < a[0]
    assert one.final[0] != one.final[1]
    # its own objective, by hand: in units where x and y have size 1
    half, spread = 0.5 * np.ptp(signal.x), None
    mean = np.average(signal.y, weights=signal.weights)
    spread = np.abs(signal.y - mean).max()
    for chain, value in zip(one.networks, one.final, strict=True):
        assert isinstance(chain, Chain)
        assert [w.shape for w in chain.weights] == [(8, 1), (8, 8)]
        loss = 0.5 * signal.weights @ (chain.forward(signal.x) - signal.y) ** 2
        squares = np.sum((chain.weights[0] * half) ** 2) + np.sum(chain.weights[1] ** 2)
        squares += np.sum((chain.alphas / spread) ** 2)
        expected = loss + 0.5 * result.lam * (spread / half) * squares
        assert value == pytest.approx(expected, rel=1e-10)


def test_a_fully_connected_run_can_be_stopped():
    result = fit(random_signal(24, 20), Architecture("relu", 3), lam_ratio=0.05)
    calls = 0

    def monitor(progress: Progress) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        list(train_connected(result, TrainingSettings(starts=3, steps=100), monitor))
    assert calls == 3


def test_what_fully_connected_networks_refuse():
    result = fit(random_signal(25, 12), Architecture("relu", 3), lam_ratio=0.05)
    with pytest.raises(MirrorsError, match="cannot start from it"):
        train_connected(result, TrainingSettings(from_optimum=True))
    rng = np.random.default_rng(0)
    two = Signal(rng.uniform(0, 1, (10, 2)), rng.uniform(0, 1, 10))
    additive = fit(two, Architecture("relu", 2, inputs="additive"), lam_ratio=0.1)
    with pytest.raises(ArchitectureError, match="one column"):
        train_connected(additive)
    huber = fit(random_signal(25, 12), Architecture("relu", 2), lam_ratio=0.1, loss="huber")
    with pytest.raises(MirrorsError, match="squared loss"):
        train_connected(huber)


# the command line


@pytest.fixture
def table(tmp_path) -> str:
    path = tmp_path / "six.csv"
    rows = zip((0, 4, 5, 7, 10, 11), (0, 0, 0, 2, 3, 3), strict=True)
    path.write_text("t,level\n" + "".join(f"{x},{y}\n" for x, y in rows))
    return str(path)


@pytest.mark.parametrize("method", METHODS)
def test_train_prints_the_optimum_beside_the_starts(table, capsys, method):
    command = ("train", table, "--x", "t", "--y", "level", "--activation", "abs", "--layers", "3")
    command += ("--lam-ratio", "0.02", "--method", method, "--starts", "4", "--steps", "60")
    assert main([*command]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "certified" in out
    assert [line.split()[0] for line in out.splitlines()[2:6]] == [
        *("optimum", "best", "median", "worst")
    ]
    assert "by chance" in out

    assert main([*command, "--json", "-"]) == 0
    got = json.loads(capsys.readouterr().out, parse_constant=lambda c: pytest.fail(f"{c} no JSON"))
    assert got["certified"]
    assert got["objective"] <= got["best"] * (1 + 1e-9)
    assert got["best"] <= got["median"] <= got["worst"]
    assert [run["start"] for run in got["runs"]] == [0, 1, 2, 3]
    for run in got["runs"]:
        assert run["curve"][-1] == run["objective"]
        assert len(run["curve"]) == len(run["curve_steps"])
        assert run["excess"] == pytest.approx(run["objective"] / got["objective"] - 1, abs=1e-12)
    assert sum(got["kinks"]["counts"].values()) == len(got["kinks"]["positions"][0])
    again = json.loads(_run(capsys, [*command, "--json", "-"]))
    assert again["runs"] == got["runs"]


def _run(capsys, command):
    assert main(command) == 0
    return capsys.readouterr().out


def test_train_from_the_optimum_and_fully_connected(table, capsys, tmp_path):
    problem = ("train", table, "--activation", "abs", "--layers", "3", "--lam", "0.1")
    out = _run(capsys, [*problem, "--from-optimum", "--method", "lbfgs"])
    assert "the optimum to rounding" in out
    (excess,) = re.findall(r"at most (\S+) above the optimum", out)
    assert 0 <= float(excess) <= 1e-14  # 0 or a rounding, as the processor adds up
    target = tmp_path / "out.json"
    fast = ("--connected", "--units", "6", "--starts", "1", "--steps", "20")
    assert _run(capsys, [*problem, *fast, "--json", str(target)]) == ""
    got = json.loads(target.read_text())
    assert got["network"] == "connected"
    assert got["runs"][0]["excess"] is None
    assert "no bound for it" in _run(capsys, [*problem, *fast])


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--activation", "sign", "--lam", "0.1"), "zero gradient"),
        (("--lam", "0"), "λ = 0"),
        (("--lam", "0.1", "--starts", "0"), "starts = 0"),
        (("--lam", "0.1", "--step-size", "-1"), "step_size = -1"),
        (("--lam", "0.1", "--units", "900000"), "fewer units"),
    ],
)
def test_train_refuses_in_one_sentence(table, capsys, more, sentence):
    assert main(["train", table, *more]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("method", ["sgd", "adam"])
def test_a_fully_connected_run_that_diverges_is_told(method):
    """Though scikit-learn refuses to go on from weights that overflowed."""
    result = fit(random_signal(16, 20), Architecture("relu", 3), lam_ratio=0.01)
    settings = TrainingSettings(method, units=8, starts=2, steps=40, step_size=1e200)
    outcome = last(train_connected(result, settings))
    assert outcome.done
    assert np.isposinf(outcome.final).all()


def test_wrong_usage_of_train(table, capsys):
    for wrong in (("--method", "newton", "--lam", "1"), ()):
        with pytest.raises(SystemExit) as end:
            main(["train", table, *wrong])
        assert end.value.code == 2
    capsys.readouterr()


def test_a_run_that_diverges_is_null_in_json(table, capsys):
    command = ["train", table, "--layers", "3", "--lam", "0.1", "--method", "sgd", "--starts", "2"]
    command += ["--step-size", "1e60", "--steps", "20"]
    got = json.loads(_run(capsys, [*command, "--json", "-"]))
    assert got["best"] is None
    assert [run["objective"] for run in got["runs"]] == [None, None]
    assert "diverged" in _run(capsys, command)
