"""Values of x that a float64 does not tell apart are refused at every entrance, never merged."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import SettingError, SignalError
from mirrors_engine.signals import parse_text
from mirrors_engine.signals.delimited.records import BLOCK_CHARS
from mirrors_engine.signals.storage import table_from_dict, table_to_dict

EPOCH = 1_700_000_000_000_000_001
RATIO = ["--lam-ratio", "0.1"]
Y = [0.0, 1.0, 0.0, 2.0, 1.0]
STAMPS = np.arange(EPOCH, EPOCH + 5).astype("datetime64[ns]")
SECONDS = [f"1700000000.00000000{i}" for i in range(1, 6)]


def text_of(cells: Any) -> str:
    return "t,v\n" + "".join(f"{cell},{y}\n" for cell, y in zip(cells, Y, strict=True))


@pytest.mark.parametrize(
    "x",
    [
        pytest.param(STAMPS, id="datetime64[ns]"),
        pytest.param(np.arange(10**18, 10**18 + 5).astype("datetime64[ps]"), id="datetime64[ps]"),
        pytest.param(STAMPS - np.datetime64(0, "D"), id="timedelta64[ns]"),
        pytest.param(np.arange(EPOCH, EPOCH + 5), id="int64"),
        pytest.param(np.arange(EPOCH, EPOCH + 5, dtype=np.uint64), id="uint64"),
        pytest.param([EPOCH, EPOCH + 1, EPOCH + 2, EPOCH + 3, 0.5], id="list with a float"),
        pytest.param(list(np.arange(EPOCH, EPOCH + 5)), id="list of numpy integers"),
        pytest.param(np.array(list(np.arange(EPOCH, EPOCH + 5)), dtype=object), id="objects"),
        pytest.param([str(EPOCH + i) for i in range(5)], id="strings"),
        pytest.param(SECONDS, id="strings of seconds"),
        pytest.param([Decimal(cell) for cell in SECONDS], id="Decimal"),
        pytest.param([Fraction(cell) for cell in SECONDS], id="Fraction"),
        pytest.param(np.ma.array(STAMPS, mask=[0, 0, 0, 1, 0]), id="masked"),
    ],
)
def test_arrays(x: Any) -> None:
    with pytest.raises(SignalError, match=r"subtract .*\.$"):
        Signal(x, Y)


def test_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    index = pandas.DatetimeIndex(STAMPS)
    for made in (
        index,
        index.tz_localize("UTC"),
        list(index),
        pandas.Series(index.astype("int64")),
    ):
        with pytest.raises(SignalError, match="subtract"):
            Signal(made, Y)
    for made in (index, index.tz_localize("Asia/Tokyo"), index.astype("int64")):
        with pytest.raises(SignalError, match=r"line [12]: .*subtract"):
            Signal.from_pandas(pandas.Series(Y, index=made))


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param([EPOCH + i for i in range(5)], id="nanoseconds"),
        pytest.param(SECONDS, id="seconds"),
        pytest.param([f"1.70000000000000000{i}e18" for i in range(1, 6)], id="exponents"),
        pytest.param([f"{s}" for s in STAMPS], id="ISO"),
        pytest.param([f"{s}Z" for s in STAMPS], id="UTC"),
        pytest.param([f"{s}+01:00".replace("T", " ") for s in STAMPS], id="zone"),
        pytest.param([f"${cell}" for cell in SECONDS], id="currency"),
        pytest.param([f"({cell})" for cell in SECONDS], id="negative"),
        pytest.param([f"14.11.2023 22:13:20,00000000{i}" for i in range(1, 6)], id="German"),
        pytest.param([str(s).replace("T", ",") for s in STAMPS], id="date and clock"),
    ],
)
def test_files(cells: list[Any], tmp_path: Any, capsys: Any) -> None:
    text = text_of(cells)
    if text.startswith("t,v") and "," in str(cells[0]):
        german = cells[0].startswith("14.")
        text = (
            text.replace(",", ";")
            if not german
            else "t;v\n" + "".join(f"{cell};{y}\n" for cell, y in zip(cells, Y, strict=True))
        )
        text = text if german else text.replace("t;v", "date;clock;v")
    table = parse_text(text)
    kept = table_from_dict(json.loads(json.dumps(table_to_dict(table))))
    for each in (table, kept):
        with pytest.raises(SignalError, match=r"line \d.*subtract.*\.$"):
            Signal.from_table(each)
    path = tmp_path / "fine.csv"
    path.write_text(text)
    assert main(["fit", str(path), *RATIO]) == 1
    assert "subtract" in capsys.readouterr().err


FILES = {
    "dates": STAMPS,
    "whole": np.arange(EPOCH, EPOCH + 5),
    "wide": np.arange(EPOCH, EPOCH + 5).astype(np.longdouble),
}


@pytest.mark.parametrize("kind", FILES)
def test_array_files(kind: str, tmp_path: Any) -> None:
    x = FILES[kind]
    if kind == "wide" and np.finfo(np.longdouble).nmant < 60:
        pytest.skip("long double is double here")
    path = tmp_path / "fine.npz"
    np.savez(path, x=x, y=Y)
    with pytest.raises(SignalError, match="subtract"):
        Signal.from_file(path)


def test_json(tmp_path: Any) -> None:
    path = tmp_path / "fine.json"
    for cells in (SECONDS, [EPOCH + i for i in range(5)], [f'"{s}"' for s in STAMPS]):
        pairs = zip(cells, Y, strict=True)
        path.write_text("[" + ", ".join(f'{{"t": {c}, "v": {y}}}' for c, y in pairs) + "]")
        with pytest.raises(SignalError, match="subtract"):
            Signal.from_file(path)
    path.write_text('[{"t": 0.30000000000000004, "v": 1}, {"t": 1.50000000000000000, "v": 2}]')
    assert Signal.from_file(path).x.tolist() == [0.30000000000000004, 1.5]


@pytest.mark.parametrize("kind", ["timestamp", "zoned", "integers", "with a gap", "decimal"])
def test_parquet(kind: str, tmp_path: Any) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    whole = [EPOCH + i for i in range(5)]
    columns = {
        "timestamp": pa.array(STAMPS),
        "zoned": pa.array(whole, pa.timestamp("ns", "UTC")),
        "integers": pa.array(whole),
        "with a gap": pa.array([*whole[:4], None]),
        "decimal": pa.array([Decimal(cell) for cell in SECONDS]),
    }
    path = tmp_path / "fine.parquet"
    parquet.write_table(pa.table({"t": columns[kind], "v": Y}), path)
    with pytest.raises(SignalError, match="subtract"):
        Signal.from_file(path, "t", "v")


def test_in_any_order() -> None:
    n = BLOCK_CHARS // 20
    first = [f"2023-11-14T22:13:20.{i:06d}000,{i}" for i in range(n)]
    for last, alike in ((f"2023-11-14T22:13:20.{5:06d}001,1", False), (first[5], True)):
        text = "t,v\n" + "\n".join([*first, last])
        if alike:
            assert len(Signal.from_table(parse_text(text))) == n
            continue
        with pytest.raises(SignalError, match=f"line {n + 2}: .*subtract"):
            Signal.from_table(parse_text(text))


def test_what_a_float_tells_apart_is_read() -> None:
    micro = np.datetime64("2023-11-14T22:13:20.000001", "us") + np.arange(5)
    for unit in ("us", "ns"):  # one time is one number, whatever its unit
        same = Signal(micro.astype(f"datetime64[{unit}]"), Y)
        assert same.x.tolist() == Signal(micro, Y).x.tolist()
    assert len(Signal(np.arange(5) * np.timedelta64(1, "ns"), Y)) == 5
    assert len(Signal(STAMPS - STAMPS[0], Y)) == 5
    # nanoseconds that only jitter, and equal times, are no loss
    jitter = STAMPS + np.array([0, 10, 20, 30, 30]) * np.timedelta64(1_000_001, "ns")
    jitter[-1] = jitter[-2]
    assert len(Signal(jitter, Y)) == len(Signal.from_table(parse_text(text_of(jitter)))) == 4
    equal = ["0.1000000000000000055", "0.2", "0.3", "0.4", "0.1000000000000000055"]
    assert len(Signal.from_table(parse_text(text_of(equal)), "t", "v")) == 4
    # the same digits as values, not as x, lose nothing
    assert len(Signal.from_table(parse_text(text_of(SECONDS)), "v", "t")) == 3


def test_offset_is_the_way_out() -> None:
    x = np.arange(EPOCH, EPOCH + 5)
    signal = Signal(x - EPOCH, Y)
    result = fit(signal, Architecture("relu", 2), lam_ratio=1e-3)
    assert np.array_equal(result.predict(x - EPOCH), result.predict(signal.x))


def test_points() -> None:
    dated = Signal(np.datetime64("2023-11-14T22:13:20", "us") + np.arange(5), Y)
    result = fit(dated, Architecture("relu", 2), lam_ratio=1e-2)
    with pytest.raises(SettingError, match="subtract"):
        result.predict(STAMPS)
    plain = fit(Signal(np.arange(5.0), Y), Architecture("relu", 2), lam_ratio=1e-2)
    for points in (np.arange(EPOCH, EPOCH + 2), [EPOCH, 0.5], [Decimal(EPOCH)], [str(EPOCH)]):
        with pytest.raises(SettingError, match=str(EPOCH)):
            plain.predict(points)
        with pytest.raises(SettingError, match=str(EPOCH)):
            plain.network.forward(points)


def test_points_of_a_command(tmp_path: Any, capsys: Any) -> None:
    path = tmp_path / "d.csv"
    path.write_text(text_of([f"2023-11-14T22:13:2{i}" for i in range(5)]))
    for at in (str(EPOCH), str(STAMPS[0])):
        assert main(["fit", str(path), *RATIO, "--at", at]) == 2
        assert "digits" in capsys.readouterr().err
    assert main(["fit", str(path), *RATIO, "--at", "2023-11-14T22:13:20.000001000"]) == 0
    assert main(["fit", str(path), *RATIO, "--at", "1e30"]) == 0
    assert "f(1e+30) = " in capsys.readouterr().out


def test_estimators() -> None:
    from mirrors_engine import MirrorRegressor

    whole = np.arange(EPOCH, EPOCH + 5).reshape(-1, 1)
    model = MirrorRegressor()
    with pytest.raises(ValueError, match="subtract"):
        model.fit(whole, Y)
    with pytest.raises(ValueError, match="subtract"):
        model.fit(np.arange(5.0).reshape(-1, 1), Y).predict(whole)
