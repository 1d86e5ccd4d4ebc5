"""The session and its worker: latest wins, stale answers drop, nothing hangs."""

from __future__ import annotations

import time

import numpy as np
import pytest

from mirrors_engine import problem as problem_module
from mirrors_engine.architecture import Architecture
from mirrors_engine.progress import Progress
from mirrors_engine.signals import Signal, sample
from mirrors_gui.curve import contribution_of, curve_of
from mirrors_gui.headless import pause
from mirrors_gui.worker import Answer, Worker


@pytest.fixture
def slow(monkeypatch):
    """Every solve takes a second, asking its monitor every 10 ms."""
    original = problem_module.Problem.solve

    def solve(self, lam=None, **options):
        for _ in range(100):
            options["monitor"](Progress("waiting"))
            time.sleep(0.01)
        return original(self, lam, **options)

    monkeypatch.setattr(problem_module.Problem, "solve", solve)


def test_cancel_stops_a_long_job_and_keeps_the_answer(session, settled, slow, qtbot):
    session.set_signal(sample("nile"))
    qtbot.wait(100)
    assert session.busy
    began = time.monotonic()
    session.cancel()
    settled(session, 5000)
    assert time.monotonic() - began < 0.9
    assert session.result is None


def test_cancel_goes_back_to_the_question_that_was_answered(session, settled, slow, qtbot):
    session.set_signal(sample("paper_six"))
    settled(session)
    answer, net = session.result, session.architecture
    session.set_lam_ratio(0.3)
    session.set_architecture(Architecture("relu", 2))
    qtbot.wait(50)
    session.cancel()
    assert session.busy
    settled(session, 5000)
    assert (session.lam_ratio, session.architecture) == (0.02, net)
    assert session.result.lam == answer.lam and session.result.architecture == net
    session.history.undo()  # what was given up can be asked again
    assert (session.lam_ratio, session.architecture.activation) == (0.3, "relu")
    settled(session)
    assert session.result.architecture.activation == "relu"


def test_cancel_ends_both_what_runs_and_what_waits(session, settled, slow, qtbot):
    session.set_signal(sample("nile"))
    qtbot.wait(50)  # this one runs
    session.set_architecture(Architecture("relu", 2))  # and this one waits
    session.cancel()
    time.sleep(0.2)  # both say that they were stopped before the window listens
    settled(session, 5000)


def test_cancel_before_any_answer_says_so(session, settled, slow, qtbot):
    said = []
    session.failed.connect(said.append)
    session.set_signal(sample("nile"))
    qtbot.wait(50)
    session.cancel()
    settled(session, 5000)
    assert len(said) == 1 and "stopped" in said[0].lower()


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_file_that_took_the_place_of_a_fit_leaves_nothing_stale(
    session, settled, slow, qtbot, tmp_path, monkeypatch, cancelled
):
    path = tmp_path / "words.csv"
    path.write_text("roses,violets\nred,blue\n")
    session.set_signal(sample("paper_six"))
    settled(session)
    session.set_architecture(Architecture("relu", 2))
    session.open_file(path)
    if cancelled:
        session.cancel()
    settled(session)
    assert session.result.architecture == session.architecture
    assert session.result.lam_ratio == pytest.approx(session.lam_ratio)


def test_newest_question_replaces_a_slow_one(session, settled, slow, qtbot):
    session.set_signal(sample("nile"))
    qtbot.wait(50)
    answers = []
    session.resultChanged.connect(answers.append)
    for ratio in (0.5, 0.3, 0.2):
        session.set_lam_ratio(ratio)
        qtbot.wait(30)
    settled(session)
    assert session.result.lam_ratio == pytest.approx(0.2)
    assert len(answers) == 1


def test_stale_answer_is_dropped(session, settled):
    nile, six = sample("nile"), sample("paper_six")
    session.set_signal(nile)
    settled(session)
    old = Answer(session._answered, session.result, session.curve)
    session.set_signal(six)
    session._receive(old)
    assert session.result is None
    settled(session)
    assert session.result.signal is six


def test_answer_for_an_older_lambda_never_follows_a_newer_one(session, settled):
    session.set_signal(sample("paper_six"))
    settled(session)
    old = Answer(session._answered, session.result, session.curve)
    session.set_lam_ratio(0.5)
    settled(session)
    session._receive(old)
    assert session.result.lam_ratio == pytest.approx(0.5)


def test_path_follows_the_fit_and_survives_moves_of_lambda(session, settled, qtbot):
    session.set_signal(sample("paper_six"))
    settled(session)
    session.set_lam_ratio(0.3)
    qtbot.waitUntil(lambda: session.path_complete, timeout=20_000)
    ratios = [p.lam_ratio for p in session.path]
    assert ratios[0] == 1.0 and np.all(np.diff(ratios) <= 0)
    assert session.path[0].neurons == 0
    assert all(p.neurons == len(p.keys) == len(p.weights) for p in session.path)
    session.set_architecture(Architecture("relu", 2))
    assert session.path is None


def test_unexpected_error_is_one_sentence(session, settled, qtbot, monkeypatch, caplog):
    def broken(self, *args, **options):
        raise RuntimeError("a bug")

    monkeypatch.setattr(problem_module.Problem, "solve", broken)
    with qtbot.waitSignal(session.failed, timeout=5000) as failed:
        session.set_signal(sample("paper_six"))
    assert "bug" not in failed.args[0] and failed.args[0].endswith(".")
    assert "a bug" in caplog.text


def test_selection_ends_with_its_feature(session, settled):
    session.set_signal(sample("nile"))
    settled(session)
    session.select(session.result.features[0].key)
    session.set_lam_ratio(1.0)
    settled(session)
    assert session.selected is None


@pytest.mark.parametrize(
    "signal",
    [
        Signal([1.0], [2.0]),
        Signal([0.0, 1.0, 2.0], [3.0, 3.0, 3.0]),
        Signal([0.0, 1.0], [0.0, 1.0]),
        Signal(1.7e9 + np.arange(20.0), np.sin(np.arange(20.0))),
    ],
    ids=["one row", "constant", "two rows", "timestamps"],
)
def test_edge_signals_are_drawn(qtbot, session, settled, signal):
    from mirrors_gui.panels.fit_plot import FitPlot

    plot = FitPlot()
    qtbot.addWidget(plot)
    session.set_signal(signal)
    plot.bind(session)
    settled(session)
    assert session.result is not None
    assert np.isfinite(plot._function.getData()[1]).all()


@pytest.mark.parametrize(
    "net",
    [
        Architecture("relu", 2),
        Architecture("abs", 3),
        Architecture("symmetrized", 3),
        Architecture("sign", 2),
        Architecture("threshold", 2),
        Architecture("relu", 4),
    ],
    ids=Architecture.describe,
)
def test_curve_is_the_function(session, settled, net):
    session.set_architecture(net)
    session.set_signal(sample("paper_six"))
    settled(session)
    result, curve = session.result, curve_of(session.result)
    x = result.signal.x
    t = np.linspace(x[0] - 0.9 * np.ptp(x), x[-1] + 0.9 * np.ptp(x), 1001)
    scale = np.ptp(result.signal.y)
    np.testing.assert_allclose(curve.at(t), result.predict(t), atol=1e-9 * scale)
    for weight, feature in zip(result.weights, result.features, strict=True):
        own = contribution_of(result, feature.key)
        shape = own.at(t) - weight * feature.evaluate(t)
        assert np.ptp(shape) < 1e-9 * scale


def test_worker_closes_while_it_works(qapp, slow):
    worker = Worker()
    session_request = _fit(sample("nile"))
    worker.submit(session_request)
    time.sleep(0.1)
    began = time.monotonic()
    worker.close()
    assert time.monotonic() - began < 0.9


def _fit(signal):
    from mirrors_gui.worker import Fit

    return Fit(1, signal, Architecture("abs", 3), "squared", "auto", 0.01)


def test_moving_lambda_while_a_file_is_read_does_not_lose_the_file(session, settled, tmp_path):
    session.set_signal(sample("nile"))
    settled(session)
    path = tmp_path / "long.csv"
    path.write_text("x,y\n" + "".join(f"{k},{k % 7}\n" for k in range(40_000)))
    session.set_architecture(Architecture("relu", 2))
    settled(session)
    session.open_file(path)
    session.set_lam_ratio(0.3)  # before the file is there
    session.set_lam_ratio(0.2)
    settled(session)
    assert session.signal.name == "long"
    assert session.result.signal is session.signal
    assert session.result.lam_ratio == pytest.approx(0.2)


def test_a_file_that_cannot_be_read_leaves_the_answer_to_the_settings(session, settled, tmp_path):
    session.set_signal(sample("nile"))
    settled(session)
    path = tmp_path / "words.csv"
    path.write_text("alpha beta\n" * 2000)
    session.open_file(path)
    session.set_lam_ratio(0.3)
    settled(session)
    assert session.result.lam_ratio == pytest.approx(0.3)
    assert session.result.signal is session.signal


def test_another_sample_takes_the_place_of_a_file_being_read(session, settled, tmp_path):
    session.set_signal(sample("nile"))
    settled(session)
    path = tmp_path / "long.csv"
    path.write_text("x,y\n" + "".join(f"{k},{k % 7}\n" for k in range(40_000)))
    session.open_file(path)
    session.set_signal(sample("paper_six"))
    settled(session)
    assert session.signal.name == sample("paper_six").name
    assert session.result.signal is session.signal


def test_a_path_that_is_refused_is_no_error(session, settled, qtbot, caplog):
    session.set_signal(sample("paper_six"))
    qtbot.waitUntil(lambda: session.path_exact, timeout=20_000)  # the worker is warm
    session.set_loss("quantile", quantile=0.5)
    session.set_solver("coordinate_descent")  # λ_max needs no solver, what lies below does
    session.set_lam_ratio(1.0)
    settled(session)
    assert session.result is not None
    pause(0.3)  # in which the path is begun
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
