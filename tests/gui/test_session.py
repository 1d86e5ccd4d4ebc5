"""The session and its worker: latest wins, stale answers drop, nothing hangs."""

from __future__ import annotations

import gc
import threading
import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning

from mirrors_engine import fit
from mirrors_engine import problem as problem_module
from mirrors_engine.architecture import Architecture
from mirrors_engine.errors import Cancelled
from mirrors_engine.progress import Progress
from mirrors_engine.signals import Signal, sample
from mirrors_gui.compute.messages import Answer, Fit, Stopped
from mirrors_gui.compute.polyline import contribution_of, curve_of
from mirrors_gui.compute.worker import Worker
from mirrors_gui.headless import pause
from mirrors_gui.model import loading


class Gate:
    """Holds every solve: it asks its monitor, as long solves do, until the gate is opened.

    Attributes
    ----------
    opened : Event
        Held solves go on and end; while it is clear they end only by being stopped.
    held : (Architecture, float) or None
        The network and the λ/λ_max of the solve inside.
    stopped : list of Architecture
        The networks whose solves were stopped inside.
    look : Lock
        While the test has it, the solve inside does not get to ask its monitor.
    """

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.look = threading.Lock()
        self.held: tuple[Architecture, float] | None = None
        self.stopped: list[Architecture] = []

    def before(self, solve):
        def held(problem, lam=None, **options):
            self.held = problem.architecture, lam / problem.lam_max
            try:
                while not self.opened.wait(0.01):
                    with self.look:
                        options["monitor"](Progress("waiting"))
            except Cancelled:
                self.stopped.append(problem.architecture)
                raise
            finally:
                self.held = None
            return solve(problem, lam, **options)

        return held

    def holds(self, net: Architecture, ratio: float = 0.02):
        """Whether the solve inside is this one, as a question to wait for."""

        def inside() -> bool:
            held = self.held
            return held is not None and held[0] == net and held[1] == pytest.approx(ratio)

        return inside


@pytest.fixture
def gate(monkeypatch):
    made = Gate()
    monkeypatch.setattr(problem_module.Problem, "solve", made.before(problem_module.Problem.solve))
    return made


@pytest.fixture
def until(qtbot):
    """Let the event loop run until the condition holds."""
    return lambda condition: qtbot.waitUntil(condition, timeout=20_000)


RELU = Architecture("relu", 2)


def test_cancel_stops_a_long_job_and_keeps_the_answer(session, settled, gate, until):
    session.set_signal(sample("nile"))
    until(gate.holds(session.architecture))
    assert session.busy
    session.cancel()
    settled(session)  # though the solve would never end
    assert session.result is None


def test_cancel_goes_back_to_the_question_that_was_answered(session, settled, gate, until):
    gate.opened.set()
    session.set_signal(sample("paper_six"))
    settled(session)
    answer, net = session.result, session.architecture
    gate.opened.clear()
    session.set_lam_ratio(0.3)
    session.set_architecture(RELU)
    until(gate.holds(RELU, 0.3))
    session.cancel()
    assert session.busy
    until(lambda: session.lam_ratio == 0.02)
    gate.opened.set()
    settled(session)
    assert (session.lam_ratio, session.architecture) == (0.02, net)
    assert session.result.lam == answer.lam and session.result.architecture == net
    session.history.undo()  # what was given up can be asked again
    assert (session.lam_ratio, session.architecture.activation) == (0.3, "relu")
    settled(session)
    assert session.result.architecture.activation == "relu"


def test_cancel_ends_both_what_runs_and_what_waits(session, settled, gate, until, monkeypatch):
    worker, told = session._worker, threading.Semaphore(0)
    post = worker._post

    def tell(message) -> None:
        post(message)
        if isinstance(message, Stopped):
            told.release()

    monkeypatch.setattr(worker, "_post", tell)
    session.set_signal(sample("nile"))
    until(gate.holds(session.architecture))
    with gate.look:  # what runs hears of it only after what waits has been given up
        session.set_architecture(RELU)
        session.cancel()
    for _ in range(2):  # both say that they were stopped before the window listens
        assert told.acquire(timeout=20)
    settled(session)
    assert session.result is None


def test_cancel_ends_what_had_just_begun(session, settled, gate, until):
    session.set_signal(sample("nile"))
    until(gate.holds(session.architecture))
    session.set_architecture(RELU)
    until(gate.holds(RELU))  # nothing waits any more
    session.cancel()
    settled(session)
    assert session.result is None


def test_cancel_before_any_answer_says_so(session, settled, gate, until):
    said = []
    session.failed.connect(said.append)
    session.set_signal(sample("nile"))
    until(gate.holds(session.architecture))
    session.cancel()
    settled(session)
    assert len(said) == 1 and "stopped" in said[0].lower()


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_file_that_took_the_place_of_a_fit_leaves_nothing_stale(
    session, settled, gate, until, tmp_path, cancelled
):
    path = tmp_path / "words.csv"
    path.write_text("roses,violets\nred,blue\n")
    gate.opened.set()
    session.set_signal(sample("paper_six"))
    settled(session)
    gate.opened.clear()
    session.set_architecture(RELU)
    until(gate.holds(RELU))
    session.open_file(path)
    if cancelled:
        session.cancel()
    until(lambda: RELU in gate.stopped)
    gate.opened.set()
    settled(session)
    assert session.result.architecture == session.architecture
    assert session.result.lam_ratio == pytest.approx(session.lam_ratio)


def test_newest_question_replaces_a_slow_one(session, settled, gate, until):
    net = session.architecture
    session.set_signal(sample("nile"))
    until(gate.holds(net))
    answers = []
    session.resultChanged.connect(answers.append)
    session.set_lam_ratio(0.5)
    until(gate.holds(net, 0.5))  # takes the place of what ran
    session.set_lam_ratio(0.3)
    session.set_lam_ratio(0.2)  # and this one of what waited
    until(gate.holds(net, 0.2))
    gate.opened.set()
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


def test_features_are_let_go_together_with_their_answer(session, settled):
    session.set_signal(sample("nile"))
    settled(session)
    one, other = (feature.key for feature in session.result.features[:2])
    session.select(one)
    session.hover(other)
    seen = []
    for signal in (session.selectionChanged, session.hoverChanged):
        signal.connect(lambda _: seen.append((session.result, session.selected, session.hovered)))
    session.set_signal(sample("paper_six"))
    assert seen == [(None, None, None)] * 2
    settled(session)


def test_a_moved_point_is_solved_from_the_answer_before(session, settled):
    x, net = np.arange(80.0), Architecture("abs", 3)
    y = np.sin(x / 9) + 0.3 * np.random.default_rng(1).standard_normal(80)
    session.set_architecture(net)
    session.set_signal(Signal(x, y))
    settled(session)
    y = y.copy()
    y[40] += 0.01
    session.edit_signal(Signal(x, y))
    settled(session)
    cold = fit(session.signal, net, lam_ratio=session.lam_ratio)
    assert session.result.iterations < cold.iterations
    assert session.result.objective == pytest.approx(cold.objective, rel=1e-9)
    assert [f.key for f in session.result.features] == [f.key for f in cold.features]


def test_other_data_are_not_met_exactly_because_the_last_were(session, settled, qtbot, tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("x,a,b\n1,2,3\n2,1,5\n3,4,4\n")
    session.set_signal(sample("paper_six"))
    session.set_lam_ratio(0)
    with qtbot.waitSignal(session.signalChanged):
        session.open_file(path)
    assert session.lam_ratio == 0.02
    session.set_lam_ratio(0)
    with qtbot.waitSignal(session.signalChanged):
        session.set_columns("x", "b")
    assert session.lam_ratio == 0  # another column of the same
    session.history.undo()
    session.history.undo()
    session.history.undo()
    assert session.signal.name == sample("paper_six").name and session.lam_ratio == 0
    session.set_lam_ratio(0.3)
    session.set_signal(sample("nile"))
    assert session.lam_ratio == 0.02  # 0.3 was chosen for the data before
    settled(session)


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
    from mirrors_gui.panels.fit.plot import FitPlot

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


def test_worker_closes_while_it_works(gate, until):
    net, worker = Architecture("abs", 3), Worker(loading.read)
    worker.submit(Fit(1, sample("nile"), net, "squared", "auto", 0.01))
    until(gate.holds(net, 0.01))
    worker.close()  # though the solve would never end
    assert not worker.alive


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


def test_the_collector_passes_by_what_the_libraries_made(session, settled, qtbot):
    gc.unfreeze()  # as in a program just begun
    session.set_signal(sample("paper_six"))
    settled(session)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0, timeout=20_000)
    assert len(gc.get_objects()) < gc.get_freeze_count()


def test_a_drawing_that_restores_filters_brings_no_warning_back(session, settled, qtbot):
    session.set_signal(sample("paper_six"))
    settled(session)
    qtbot.waitUntil(lambda: session.path_exact, timeout=20_000)  # the worker is warm
    with warnings.catch_warnings():  # as pyqtgraph does, from another thread
        warnings.warn("bounded sweeps", ConvergenceWarning, stacklevel=1)  # would be an error
