"""One BLAS thread while any solve runs, and as many as before when the last has ended."""

from __future__ import annotations

import numpy
import scipy.linalg  # noqa: F401 - brings another
from threadpoolctl import ThreadpoolController

from mirrors_engine.algorithms.taut_string import taut_string
from mirrors_engine.utils.threads import one_blas_thread


def _numbers() -> set[int]:
    libraries = ThreadpoolController().info()
    return {one["num_threads"] for one in libraries if one["user_api"] == "blas"}


def test_solves_that_overlap_share_the_number_of_threads():
    """As on two threads, of which the first to begin is the first to end."""
    with ThreadpoolController().limit(limits=2, user_api="blas"):
        assert _numbers() == {2}
        first, second = one_blas_thread(), one_blas_thread()
        first.__enter__()
        assert _numbers() == {1}
        second.__enter__()
        first.__exit__(None, None, None)
        assert _numbers() == {1}  # the second is not done
        second.__exit__(None, None, None)
        assert _numbers() == {2}


def test_an_error_sets_the_number_back():
    with ThreadpoolController().limit(limits=2, user_api="blas"):
        try:
            with one_blas_thread():
                assert _numbers() == {1}
                raise KeyError
        except KeyError:
            pass
        assert _numbers() == {2}


def test_a_taut_string_that_nobody_solves_with_takes_one_thread():
    """Its products of small blocks made several threads wait for each other, ten times as long."""
    seen = []
    y = numpy.random.default_rng(0).standard_normal(5000)
    with ThreadpoolController().limit(limits=2, user_api="blas"):
        taut_string(y, numpy.ones(5000), 1.0, lambda: seen.append(_numbers()))
        assert _numbers() == {2}
    assert seen and all(numbers == {1} for numbers in seen)
