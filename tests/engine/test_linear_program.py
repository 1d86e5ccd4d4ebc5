"""Linear programs by HiGHS: the optimum, its prices, and how one is given up."""

from __future__ import annotations

import subprocess
import sys
import threading

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import random_array

from mirrors_engine.algorithms import linear_program
from mirrors_engine.algorithms.linear_program import LinearProgram, Method, ProgramError, minimise
from mirrors_engine.errors import Cancelled
from mirrors_engine.progress import no_check
from mirrors_engine.utils.background import in_background, leave

METHODS = [Method(), Method(presolve=False), Method("ipm")]


@pytest.mark.parametrize("method", METHODS, ids=str)
def test_the_optimum_and_its_prices(method):
    rng = np.random.default_rng(0)
    for _ in range(20):
        matrix, costs = rng.standard_normal((8, 25)), rng.random(25)
        target = matrix @ rng.random(25)
        most = rng.uniform(1.0, 2.0, 25)
        found = minimise(costs, matrix, target, target, no_check, most=most, methods=[method])
        sure = linprog(costs, A_eq=matrix, b_eq=target, bounds=np.column_stack((0 * most, most)))
        assert found.value == pytest.approx(sure.fun, abs=1e-8)
        np.testing.assert_allclose(matrix @ found.x, target, atol=1e-8)
        np.testing.assert_allclose(found.prices, sure.eqlin.marginals, atol=1e-7)


def test_rows_between_bounds():
    found = minimise(
        np.array([1.0, 1.0]), np.eye(2), np.array([2.0, -np.inf]), np.array([5.0, 7.0]), no_check
    )
    np.testing.assert_allclose(found.x, [2.0, 0.0])
    np.testing.assert_allclose(found.prices, [1.0, 0.0])


@pytest.mark.parametrize(("cost", "target", "word"), [(-1.0, 0.0, "unbounded"), (1.0, 1.0, "infe")])
def test_programs_without_an_optimum(cost, target, word):
    row = np.array([[1.0, -1.0]]) if cost < 0 else np.zeros((1, 2))
    with pytest.raises(ProgramError, match=word):
        minimise(np.array([cost, 0.0]), row, np.array([target]), np.array([target]), no_check)


def test_a_program_ends_after_its_time():
    rng = np.random.default_rng(2)
    matrix, costs = rng.standard_normal((200, 400)), rng.random(400)
    target = matrix @ rng.random(400)
    with pytest.raises(ProgramError, match="time limit"):
        minimise(costs, matrix, target, target, no_check, methods=[Method(seconds=0.0)])
    long = [Method(seconds=0.0), Method(seconds=600.0)]
    assert minimise(costs, matrix, target, target, no_check, methods=long).value > 0


def test_a_program_that_grows_shrinks_and_changes_its_costs():
    """Each solve goes on from the last one; the optima are those of new programs."""
    rng = np.random.default_rng(1)
    matrix = rng.standard_normal((8, 40))
    target = matrix[:, :15] @ rng.random(15)
    program = LinearProgram(np.zeros(15), matrix[:, :15], target, target)
    program.minimise(rng.random(15), no_check)
    for k in range(5):
        program.add(matrix[:, 15 + 5 * k : 20 + 5 * k])
        costs = rng.random(program.columns)
        found = program.minimise(costs, no_check)
        sure = minimise(costs, matrix[:, : program.columns], target, target, no_check)
        assert found.value == pytest.approx(sure.value, abs=1e-9)
        np.testing.assert_allclose(found.x, sure.x, atol=1e-8)
        np.testing.assert_allclose(found.prices, sure.prices, atol=1e-8)
    kept = (found.x > 0) | (rng.random(40) < 0.3)
    program.keep(kept)
    again = program.minimise(costs[kept], no_check)
    np.testing.assert_allclose(again.x, found.x[kept], atol=1e-8)
    # without a column that is in use the last solution is none any more
    fewer = np.arange(program.columns) != np.argmax(again.x)
    program.keep(fewer)
    costs, matrix = costs[kept][fewer], matrix[:, kept][:, fewer]
    try:
        sure = minimise(costs, matrix, target, target, no_check)
    except ProgramError:
        with pytest.raises(ProgramError):
            program.minimise(costs, no_check)
    else:
        assert program.minimise(costs, no_check).value == pytest.approx(sure.value, abs=1e-8)


def test_nothing_is_printed(capfd):
    one = np.ones(1)
    minimise(one, np.eye(1), one, one, no_check)
    assert capfd.readouterr() == ("", "")


def test_a_long_program_reports_and_is_interrupted(monkeypatch):
    """A program that takes a minute ends soon after it is no longer wanted."""
    rng = np.random.default_rng(0)
    matrix = random_array((1500, 6000), density=0.01, format="csc", rng=rng)
    target = matrix @ (rng.random(6000) * (rng.random(6000) < 0.2))
    models, calls = [], []
    build = linear_program._model

    def kept(*args):
        models.append(build(*args))
        return models[-1]

    def check():
        calls.append(threading.active_count())
        if len(calls) == 10:
            raise Cancelled("enough")

    monkeypatch.setattr(linear_program, "_model", kept)
    with pytest.raises(Cancelled):
        minimise(rng.random(6000), matrix, target, target, check, methods=[Method(presolve=False)])
    assert len(calls) == 10
    for thread in threading.enumerate():
        if thread.name == "mirrors-call":
            thread.join()  # it ends: or the test is killed after minutes
    (model,) = models
    assert model.modelStatusToString(model.getModelStatus()) == "Interrupted by user"


def test_background_calls_return_raise_and_keep_numpys_error_state():
    def divide():
        return float(np.ones(1)[0] / np.zeros(1)[0])

    with np.errstate(divide="ignore"):
        assert in_background(divide, no_check) == np.inf
    with np.errstate(divide="raise"), pytest.raises(FloatingPointError):
        in_background(divide, no_check)
    here = in_background(threading.current_thread, no_check, work=1.0)
    assert here is threading.current_thread()
    assert in_background(threading.current_thread, no_check) is not here


def test_a_program_ends_though_a_call_that_was_given_up_runs_on():
    """Python waits for threads at its end; ten minutes here, seconds for a factorisation."""
    program = """if True:
        import atexit, sys, time
        from mirrors_engine.utils.background import in_background, leave

        def check():
            raise KeyboardInterrupt

        atexit.register(print, "tidied")
        try:
            in_background(lambda: time.sleep(600), check)
        except KeyboardInterrupt:
            sys.exit(leave(130))
        """
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=120)
    assert (done.returncode, done.stdout.split(), done.stderr) == (130, [b"tidied"], b"")
    assert leave(3) == 3


def test_numbers_that_highs_refuses_are_an_error():
    """It leaves out what it refuses, and the program would be another one."""
    one, zero = np.ones(1), np.zeros(1)
    with pytest.raises(ProgramError, match="out of range"):
        minimise(one, np.full((1, 1), 1e20), one, one, no_check)
    program = LinearProgram(one, np.eye(1), one, one)
    with pytest.raises(ProgramError, match="out of range"):
        program.add(np.full((1, 1), 1e20))
    with pytest.raises(ProgramError, match="out of range"):
        program.add_rows(np.full((1, 1), 1e20), zero, one)


def test_rows_come_and_go():
    """max x + y, with rows added below the optimum and taken away again."""
    program = LinearProgram(-np.ones(2), np.eye(2), np.zeros(2), np.full(2, 3.0))
    assert program.minimise(-np.ones(2), no_check).value == pytest.approx(-6.0)
    program.add_rows(np.array([[1.0, 1.0], [1.0, -1.0]]), np.full(2, -2.0), np.full(2, 2.0))
    assert program.again(no_check).value == pytest.approx(-2.0)
    program.bound_rows(2, -np.ones(2), np.ones(2))
    found = program.again(no_check)
    assert found.value == pytest.approx(-1.0)
    assert found.prices[2] == pytest.approx(-1.0)
    program.keep_rows(np.array([True, True, False, True]))
    assert program.again(no_check).value == pytest.approx(-6.0)
