"""What other programs read: tables, the network as numbers, and a function they can run."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from brute import NETS, random_signal

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.export import EXPORTERS, Exporter, exporter
from mirrors_engine.export.network import network_dict, python_source
from mirrors_engine.export.tables import csv_text, curve_table, features_table, safe_text

DEEP_STEPS = {
    "sign3": Architecture("sign", 3, widths=(3,)),
    "threshold4": Architecture("threshold", 4, kind="tree", widths=(2, 2)),
}
PLANE = {
    f"{name}-{inputs}": Architecture(name, 2, inputs=inputs)
    for name in ("relu", "abs", "sign")
    for inputs in ("plane", "additive")
}


def result_of(name: str, net: Architecture):
    rng = np.random.default_rng(2)
    if name in PLANE:
        x = rng.uniform(-1, 1, (9, 2))
        return fit(Signal(x, rng.standard_normal(9)), net, lam_ratio=0.05)
    return fit(random_signal(3, 11), net, lam_ratio=0.05)


def points(result) -> np.ndarray:
    """Inside and beyond the data, samples and kinks among them."""
    x = result.signal.x
    if x.ndim == 2:
        return np.concatenate((x, np.random.default_rng(0).uniform(-3, 3, (200, 2))))
    kinks = [k.position for f in result.features for k in f.kinks]
    return np.concatenate((x, kinks, np.linspace(x[0] - 5, x[-1] + 5, 301)))


@pytest.mark.parametrize("name", [*NETS, *DEEP_STEPS, *PLANE])
def test_the_source_runs_and_is_the_network(name):
    result = result_of(name, {**NETS, **DEEP_STEPS, **PLANE}[name])
    assert len(result.weights)
    module: dict = {}
    exec(compile(python_source(result), "network.py", "exec"), module)
    t = points(result)
    if result.architecture.step:  # a rounding beside a switch is on either side of it
        t = t[: result.signal.n_samples]
    scale = float(np.abs(result.signal.y).max())
    np.testing.assert_allclose(module["network"](t), result.predict(t), rtol=0, atol=1e-9 * scale)
    np.testing.assert_allclose(
        module["network"](t[0]), result.predict(t[:1])[0], rtol=0, atol=1e-9 * scale
    )


@pytest.mark.parametrize("name", ["abs3", "symmetrized4", "sign2", "sign3", "relu-plane"])
def test_the_numbers_are_the_network(name):
    """Evaluated by a loop written here from the description of `network_dict` alone."""
    result = result_of(name, {**NETS, **DEEP_STEPS, **PLANE}[name])
    value = json.loads(json.dumps(network_dict(result), allow_nan=False))
    assert value["layers"] == result.architecture.layers
    assert len(value["activations"]) == value["layers"] - 1
    for x, expected in zip(result.signal.x, result.fitted, strict=True):
        f = value["intercept"]
        for unit in value["units"]:
            h = np.atleast_1d(
                np.dot(unit["direction"], x) if "direction" in unit else x - value["origin"]
            )
            for a, w, b in zip(value["activations"], unit["weights"], unit["biases"], strict=True):
                u = np.atleast_2d(w) @ h + b
                sides = (np.full_like(u, a["plus"]), np.full_like(u, a["minus"]))
                h = np.where(u >= 0, *(sides if a["step"] else (a["plus"] * u, a["minus"] * u)))
            f += unit["alpha"] * unit["amplitude"] * h[0]
        assert f == pytest.approx(expected, abs=1e-9)


def test_a_source_cannot_be_broken_by_the_name_of_a_column():
    name = 'x"""\nimport os\nraise SystemExit  # \u2028\r'
    signal = Signal([0.0, 1, 2, 3], [0.0, 1, 0, 2], x_name=name, y_name=name)
    module: dict = {}
    exec(python_source(fit(signal, NETS["abs3"], lam_ratio=0.1)), module)
    assert "os" not in module


def read(rows) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text(rows))))


@pytest.mark.parametrize("name", ["relu2", "abs3", "sign2", "relu-additive", "relu-plane"])
def test_features_table(name):
    result = result_of(name, {**NETS, **PLANE}[name])
    *lines, last = read(features_table(result))
    assert float(last["weight"]) == result.intercept
    assert last["kind"] == "intercept"
    weights = [float(line["weight"]) for line in lines]
    assert sorted(weights) == sorted(result.weights.tolist())
    assert [abs(w) for w in weights] == sorted(map(abs, weights), reverse=True)
    assert sum(float(line["share"]) for line in lines) == pytest.approx(1.0)
    for line, weight in zip(lines, weights, strict=True):
        k = result.weights.tolist().index(weight)
        feature = result.features[k]
        assert line["kind"] == feature.kind
        kinks = [float(v) for c, v in line.items() if c.startswith("kink_") and v]
        assert kinks == [kink.position for kink in feature.kinks]
        for parameter, value in feature.parameters.items():
            assert float(line[parameter]) == value


@pytest.mark.parametrize("name", ["relu2", "abs3", "sign2"])
def test_the_curve_is_exact_between_its_points(name):
    result = result_of(name, NETS[name])
    lines = read(curve_table(result, 7))
    t = np.array([float(line["x"]) for line in lines])
    f = np.array([float(line["fit"]) for line in lines])
    assert np.all(np.diff(t) > 0)
    between = np.linspace(t[0], t[-1], 997)
    np.testing.assert_allclose(np.interp(between, t, f), result.predict(between), atol=1e-9)
    samples = [line for line in lines if line["y"]]
    assert [float(line["x"]) for line in samples] == result.signal.x.tolist()
    assert [float(line["y"]) for line in samples] == result.signal.y.tolist()


def test_the_curve_of_dates_and_of_several_columns():
    days = np.array(["2020-01-01", "2020-01-02T12:00", "2020-03-01"], dtype="datetime64[m]")
    signal = Signal(days, [1.0, 2.0, 0.0], x_name="day")
    lines = read(curve_table(fit(signal, NETS["relu2"], lam_ratio=0.5), 2))
    assert [line["time"] for line in lines if line["y"]] == [
        "2020-01-01T00:00:00",
        "2020-01-02T12:00:00",
        "2020-03-01T00:00:00",
    ]
    result = result_of("relu-plane", PLANE["relu-plane"])
    lines = read(curve_table(result))
    np.testing.assert_array_equal(
        [[float(v["x1"]), float(v["x2"])] for v in lines], result.signal.x
    )
    np.testing.assert_allclose([float(v["fit"]) for v in lines], result.fitted, atol=1e-12)


def test_a_long_curve_can_be_cancelled():
    def stop(progress):
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        curve_table(result_of("abs3", NETS["abs3"]), 7, stop)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=1", "\r\n-1", "＝1"]
)
def test_text_that_a_spreadsheet_would_run(text):
    written = csv_text([[text, "flow"]])
    assert written.count("\n") == 1
    cell, other = next(csv.reader(io.StringIO(written)))
    assert cell[0] == "'"
    assert cell[1:].split() == text.split()
    assert other == "flow"


def test_text_and_numbers_that_are_harmless():
    for text in ("flow", "a=b", "", "x-1", "'quoted'"):
        assert safe_text(text) == text
    assert csv_text([[-1.5, -2, None, 'a "b", c', np.float64(1e-300)]]) == (
        '-1.5,-2,,"a ""b"", c",1e-300\n'
    )
    named = Signal([0.0, 1, 2], [0.0, 2, 1], x_name="=cmd()", y_name="-y")
    lines = csv_text(curve_table(fit(named, NETS["relu2"], lam_ratio=0.1), 3))
    assert lines.startswith("'=cmd(),fit,'-y,weight\n")


def test_every_exporter_is_a_choice_of_the_command_and_writes_a_file(tmp_path):
    names = [entry.name for entry in EXPORTERS]
    assert len(set(names)) == len(names) and len({e.title for e in EXPORTERS}) == len(names)
    table = tmp_path / "four.csv"
    table.write_text("x,y\n0,0\n1,1\n2,0\n3,2\n")
    line, plane = result_of("abs3", NETS["abs3"]), result_of("relu-plane", PLANE["relu-plane"])
    for entry in EXPORTERS:
        out = tmp_path / f"{entry.name}.{entry.suffix}"
        arguments = ["export", str(table), "--activation", "abs", "--lam-ratio", "0.1"]
        assert main([*arguments, "--what", entry.name, "--out", str(out)]) == 0
        assert out.stat().st_size > 40
        assert len(entry(line)) > 40
        if entry.accepts(plane):
            assert entry(plane) != entry(line)
        else:
            with pytest.raises(SettingError, match=f"{entry.name!r} is for inputs"):
                entry(plane)


def test_an_export_for_other_inputs_says_so():
    entry = Exporter("only", "Only", "A line.", "txt", lambda r, s: "text", ("line",))
    assert entry(result_of("abs3", NETS["abs3"])) == "text"
    with pytest.raises(SettingError, match="'only' is for inputs line, not for a 2-layer"):
        entry(result_of("relu-plane", PLANE["relu-plane"]))
    with pytest.raises(SettingError, match="no export 'pdf': choose pieces"):
        exporter("pdf")


def test_the_python_module_states_the_origin_of_dates_and_the_certificate():
    days = np.arange(np.datetime64("2020-01-01"), np.datetime64("2020-02-01"))
    signal = Signal(days, np.abs(np.arange(31) - 9.0), x_name="day\nimport os", y_name="level")
    source = python_source(fit(signal, NETS["relu2"], lam_ratio=0.1))
    comment = source.partition("import numpy")[0]
    assert all(line.startswith("#") for line in comment.splitlines())
    assert "in days since 1970-01-01 (UTC)" in comment and "certified" in comment
