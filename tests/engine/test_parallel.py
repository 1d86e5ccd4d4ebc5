"""Folds, resampled fits and batches on processes or a cluster are those of one process."""

from __future__ import annotations

import os
import time
import warnings
from pathlib import Path

import numpy as np
import pytest

from mirrors_engine import Architecture, MirrorRegressorCV, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.selection import select
from mirrors_engine.series import forecast
from mirrors_engine.uncertainty import bootstrap, prediction_interval
from mirrors_engine.utils.parallel import InOrder

NET = Architecture("abs", 2)


def signal(n=60, seed=3):
    rng = np.random.default_rng(seed)
    x = np.linspace(0, 1, n)
    return Signal(x, np.abs(x - 0.4) + 0.1 * rng.normal(size=n))


def selections(**where):
    found = select(signal(), NET, n=12, splits="random", **where)
    return found.scores, found.aic, found.n_active, found.lam("1se"), found.certified


def bootstraps(**where):
    result = fit(signal(), NET, lam_ratio=0.02)
    found = [bootstrap(result, 9, kind=kind, **where) for kind in ("pairs", "residuals")]
    return [(f.values, *f.positions, f.certified) for f in found]


def bands(**where):
    result = fit(signal(20), NET, lam_ratio=0.02)
    found = [prediction_interval(result, 0.8, folds=folds, **where) for folds in (4, 99)]
    assert found[1].method == "jackknife+"
    return [(f.low, f.high, f.certified) for f in found]


def forecasts(**where):
    found = forecast(signal(24), NET, lags=(1, 2), horizon=3, **where)
    entry = found.entry("convex")
    return found.choice.scores, found.lam_ratio, entry.future, entry.validation.rmse


def flat(values):
    if isinstance(values, tuple | list):
        return [part for value in values for part in flat(value)]
    return [np.asarray(values)]


def same(one, other):
    one, other = flat(one), flat(other)
    return len(one) == len(other) and all(map(np.array_equal, one, other))


@pytest.mark.parametrize("what", [selections, bootstraps, bands, forecasts])
def test_two_processes_give_the_same_bits(what):
    assert same(what(jobs=2), what())


def test_a_cluster_gives_the_same_bits():
    distributed = pytest.importorskip("distributed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Dask about ports and its own clean-up
        with distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
        ) as cluster:
            for what in (selections, bands):
                assert same(what(dask=cluster.scheduler_address), what())


def test_the_estimator_takes_n_jobs():
    data = signal(40)
    one, two = (
        MirrorRegressorCV("abs", 2, n_lams=8, cv=3, n_jobs=jobs).fit(data.x[:, None], data.y)
        for jobs in (None, 2)
    )
    assert np.array_equal(one.mse_path_, two.mse_path_)
    assert one.lam_ == two.lam_


def test_commands_take_jobs(tmp_path, capsys):
    path = tmp_path / "a.csv"
    data = signal(40)
    path.write_text("t,v\n" + "".join(f"{a},{b}\n" for a, b in zip(data.x, data.y, strict=True)))
    common = [str(path), "--activation", "abs", "--layers", "2"]
    found = []
    for jobs in ("1", "2"):
        assert main(["select", *common, "--folds", "3", "--n", "6", "--jobs", jobs]) == 0
        more = ["--lam-ratio", "0.02", "--bootstrap", "4", "--interval", "0.8"]
        assert main(["fit", *common, *more, "--jobs", jobs]) == 0
        assert main(["forecast", *common, "--horizon", "3", "--jobs", jobs]) == 0
        found.append(capsys.readouterr().out)
    assert found[0] == found[1]
    assert main(["select", *common, "--jobs", "-1"]) != 0


def refusing(item, monitor):
    if item == 3:
        raise SettingError("three is too many.")
    return item


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_refusal_comes_through_unchanged(jobs):
    with (
        pytest.raises(SettingError, match=r"^three is too many\.$"),
        InOrder(refusing, range(5), jobs=jobs) as found,
    ):
        list(found)
    with pytest.raises(SettingError, match="too few"):
        InOrder(refusing, range(5), jobs=-1)


def slow(item, monitor):
    Path(item).write_text(str(os.getpid()))
    time.sleep(60)


def alive(process):
    try:
        os.kill(process, 0)
    except OSError:
        return False
    status = Path(f"/proc/{process}/stat")  # one that has ended and waits to be asked is a zombie
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(os.name != "posix", reason="processes of POSIX")
def test_a_cancelled_call_leaves_no_process(tmp_path):
    items = [str(tmp_path / name) for name in "abcd"]

    def started():
        """Processes that have said so: a file is there a moment before what is in it."""
        said = [Path(item).read_text() for item in items if Path(item).exists()]
        return [int(process) for process in said if process]

    def monitor(_):
        if len(started()) >= 2:
            raise Cancelled("enough")

    with (
        pytest.raises(Cancelled, match="enough"),
        InOrder(slow, items, jobs=2, monitor_of=lambda _: monitor, batch_size=1) as found,
    ):
        list(found)
    assert len(started()) >= 2
    assert not any(map(alive, started()))


def test_work_here_is_done_when_it_is_asked_for():
    asked = []

    def task(item, monitor):
        asked.append(item)
        return item * item

    with InOrder(task, range(4)) as found:
        squares = iter(found)
        assert next(squares) == 0
        assert asked == [0]
        assert list(squares) == [1, 4, 9]
