"""Expected warnings are ignored on every thread that asks, and on none afterwards."""

from __future__ import annotations

import threading
import warnings

import pytest

from mirrors_engine.utils.warning_filters import ignoring


def test_threads_that_overlap_leave_each_other_quiet_and_no_trace():
    before = list(warnings.filters)
    first_in, first_out, loud = threading.Event(), threading.Event(), []

    def first() -> None:
        with ignoring(UserWarning):
            first_in.set()
            second_in.wait(60)
        first_out.set()

    second_in = threading.Event()

    def second() -> None:
        first_in.wait(60)
        with ignoring(UserWarning):
            second_in.set()
            first_out.wait(60)
            try:
                warnings.warn("expected", UserWarning, stacklevel=1)
            except UserWarning as warning:
                loud.append(warning)

    threads = [threading.Thread(target=run) for run in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not loud
    assert list(warnings.filters) == before
    with pytest.raises(UserWarning):
        warnings.warn("heard again", UserWarning, stacklevel=1)
