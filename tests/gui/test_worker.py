"""The worker behind a session: the latest request wins, stale answers drop, nothing hangs."""

from __future__ import annotations

import gc
import threading
import time
import warnings

import pytest
from sklearn.exceptions import ConvergenceWarning

from mirrors_engine import problem as problem_module
from mirrors_engine.architecture import Architecture
from mirrors_engine.progress import no_check
from mirrors_engine.signals import sample
from mirrors_gui.compute.messages import Answer, Fit, Stopped
from mirrors_gui.compute.worker import Worker
from mirrors_gui.headless import PATIENCE, pause
from mirrors_gui.model import loading

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
        assert told.acquire(timeout=PATIENCE)
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


def test_a_question_left_before_its_lam_max_answers_no_other(session, settled, until, monkeypatch):
    session.set_signal(sample("paper_six"))
    settled(session)
    net, answer = session.architecture, session.result
    held, find = threading.Event(), problem_module.Problem.find_lam_max

    def slow(problem, check=no_check):
        if problem.architecture == RELU and not held.is_set():
            held.set()
            while True:  # ends only by being stopped
                check()
                time.sleep(0.01)
        return find(problem, check)

    monkeypatch.setattr(problem_module.Problem, "find_lam_max", slow)
    session.set_architecture(RELU)
    until(held.is_set)
    session.set_architecture(net)
    settled(session)
    assert session.result.architecture == net
    assert session.result.objective == answer.objective


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


def test_unexpected_error_is_one_sentence(session, settled, qtbot, monkeypatch, caplog):
    def broken(self, *args, **options):
        raise RuntimeError("a bug")

    monkeypatch.setattr(problem_module.Problem, "solve", broken)
    with qtbot.waitSignal(session.failed) as failed:
        session.set_signal(sample("paper_six"))
    assert "bug" not in failed.args[0] and failed.args[0].endswith(".")
    assert "a bug" in caplog.text


def test_worker_closes_while_it_works(gate, until):
    net, worker = Architecture("abs", 3), Worker(loading.read)
    worker.submit(Fit(1, sample("nile"), net, "squared", "auto", 0.01))
    until(gate.holds(net, 0.01))
    worker.close()  # though the solve would never end
    assert not worker.alive


def test_a_path_that_is_refused_is_no_error(session, settled, qtbot, caplog):
    session.set_signal(sample("paper_six"))
    qtbot.waitUntil(lambda: session.path_exact)  # the worker is warm
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
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    assert len(gc.get_objects()) < gc.get_freeze_count()


def test_a_drawing_that_restores_filters_brings_no_warning_back(session, settled, qtbot):
    session.set_signal(sample("paper_six"))
    settled(session)
    qtbot.waitUntil(lambda: session.path_exact)  # the worker is warm
    with warnings.catch_warnings():  # as pyqtgraph does, from another thread
        warnings.warn("bounded sweeps", ConvergenceWarning, stacklevel=1)  # would be an error
