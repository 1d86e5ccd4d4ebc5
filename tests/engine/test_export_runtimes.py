"""Exported programs are run where they belong and give the function back."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
import types
import warnings

import numpy as np
import onnx
import onnxruntime
import pytest
from brute import NETS, random_signal

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.errors import SettingError
from mirrors_engine.export import exporter

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import formulas

DEEP_STEPS = {
    "sign3": Architecture("sign", 3, widths=(3,)),
    "threshold4": Architecture("threshold", 4, kind="tree", widths=(2, 2)),
}
TWO_INPUTS = {
    f"{name}-{inputs}": Architecture(name, 2, inputs=inputs)
    for name in ("relu", "abs", "sign")
    for inputs in ("plane", "additive")
}
TWO_INPUTS["abs3-additive skip"] = Architecture("abs", 3, inputs="additive", skip=True)
SKIP = {
    "abs3 skip": Architecture("abs", 3, skip=True),
    "abs4 skip": Architecture("abs", 4, skip=True),
    "sign2 skip": Architecture("sign", 2, skip=True),
}
EVERY = {**NETS, **DEEP_STEPS, **TWO_INPUTS, **SKIP}
IN_PIECES = [name for name in EVERY if "plane" not in name]
SOME = ["abs3", "abs4", "leaky3", "piecewise2", "sign2", "sign3", "relu-additive", "sign-additive"]
SOME += [*SKIP, "abs3-additive skip"]
CC = shutil.which("cc") or shutil.which("gcc")
OCTAVE = shutil.which("octave")


def result_of(name: str, lam_ratio: float = 0.05):
    net = EVERY[name]
    if name in TWO_INPUTS:
        rng = np.random.default_rng(2)
        x = rng.uniform(-1, 1, (9, 2)).round(4)
        return fit(Signal(x, rng.standard_normal(9)), net, lam_ratio=lam_ratio)
    signal = random_signal(3, 11)
    return fit(Signal(signal.x.round(4), signal.y), net, lam_ratio=lam_ratio)


def points(result, few: bool = False) -> np.ndarray:
    """The samples, and points inside and beyond; also at kinks of what is continuous."""
    x = result.signal.x
    if x.ndim == 2:
        more = np.random.default_rng(0).uniform(-3, 3, (10 if few else 100, 2))
        return np.concatenate((x, more))
    kinks = [k.position for f in result.features for k in f.kinks]
    more = np.linspace(x[0] - 5, x[-1] + 5, 10 if few else 101)
    return np.concatenate((x, [] if result.architecture.step else kinks[:8], more))


def arguments(t: np.ndarray) -> list[np.ndarray]:
    return [t] if t.ndim == 1 else list(t.T)


def compiled(source: str, folder, inputs: int = 1):
    """`double f(double, ...)` of a C source, warnings being errors."""
    (folder / "f.c").write_text(source)
    strict = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-ffp-contract=off"]
    command = [CC, *strict, "-shared", "-fPIC", "-O1", "-o", "f.so", "f.c"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    function = ctypes.CDLL(str(folder / "f.so")).f
    function.restype = ctypes.c_double
    function.argtypes = [ctypes.c_double] * inputs
    return function


@pytest.mark.skipif(CC is None, reason="no C compiler here")
@pytest.mark.parametrize("name", SOME)
def test_c_is_the_function(name, tmp_path):
    result = result_of(name)
    t = points(result)
    f = compiled(exporter("c")(result), tmp_path, result.signal.dimension)
    values = [f(*point) for point in zip(*arguments(t), strict=True)]
    np.testing.assert_allclose(values, result.predict(t), atol=1e-11)
    assert np.isnan(f(*[np.nan] * result.signal.dimension))


@pytest.mark.skipif(CC is None, reason="no C compiler here")
def test_c_of_dates_and_of_a_hostile_name(tmp_path):
    days = np.arange(np.datetime64("2020-01-01"), np.datetime64("2020-03-01"))
    name = 'flow */ int main(void) { return 1; } /* \\\n ?>"'
    signal = Signal(days, np.sin(np.arange(60) / 9.0), x_name=name, y_name=name)
    result = fit(signal, NETS["abs3"], lam_ratio=0.01)
    source = exporter("c")(result)
    assert "days since 1970-01-01" in source and "2020-02-29" in source
    f = compiled(source, tmp_path)
    values = [f(t) for t in signal.x]
    np.testing.assert_allclose(values, result.fitted, atol=1e-11)


def value_of_formula(text: str, **cells: float) -> float:
    """By a spreadsheet engine."""
    function = formulas.Parser().ast(text.strip())[1].compile()
    return float(np.squeeze(function(*(cells[name] for name in function.inputs))))


@pytest.mark.parametrize("name", SOME)
def test_the_formula_is_the_function(name):
    result = result_of(name)
    text = exporter("excel")(result)
    assert text.count("\n") == 1 and len(text) <= 8192
    function = formulas.Parser().ast(text.strip())[1].compile()
    columns = {"A1": 0, "B1": 1}
    for t in points(result, few=True):
        cells = np.atleast_1d(t)
        value = function(*(cells[columns[cell]] for cell in function.inputs))
        assert float(np.squeeze(value)) == pytest.approx(result.predict(t[None])[0], abs=1e-9)


def test_the_formula_takes_dates_as_a_spreadsheet_has_them():
    days = np.arange(np.datetime64("2020-01-01"), np.datetime64("2020-03-01"))
    result = fit(Signal(days, np.arange(60.0) ** 2), NETS["relu3"], lam_ratio=0.01)
    text = exporter("excel")(result)
    assert "as a date" in text
    serial = 43831.0  # 2020-01-01
    for k in (0, 17, 59):
        assert value_of_formula(text, A1=serial + k) == pytest.approx(result.fitted[k], abs=1e-8)


@pytest.mark.parametrize("name", ["abs3", "sign2"])
def test_far_kinks_keep_their_digits_in_the_formula(name):
    """A spreadsheet reads 15 digits of a constant: a far kink is a whole number and the rest."""
    x = 1.7e6 + np.sort(np.random.default_rng(0).uniform(0, 1, 20))
    result = fit(Signal(x, np.sin(9 * (x - x[0]))), NETS[name], lam_ratio=0.05)
    text = exporter("excel")(result)
    for t in x:
        assert value_of_formula(text, A1=t) == pytest.approx(result.predict(t), abs=1e-9)
    tens = Signal(np.arange(0.0, 200, 10), np.repeat([0.0, 1.0], 10))
    assert "(A1>=100)" in exporter("excel")(fit(tens, NETS["sign2"], lam_ratio=0.1))


@pytest.mark.parametrize("name", ["relu2", "sign2"])
def test_a_formula_that_would_be_too_long_is_a_sheet(name):
    x = np.arange(320.0)
    signal = Signal(x, x**2 if name == "relu2" else (-1) ** x * np.sqrt(1 + x), x_name="=time")
    result = fit(signal, NETS[name], lam_ratio=1e-6 if name == "relu2" else 1e-3)
    assert len(result.pieces()) > 200
    rows = [line.split("\t") for line in exporter("excel")(result).splitlines()]
    assert rows[0][:2] == ["'=time", "y"] and len(rows) == len(result.pieces())
    assert max(map(len, rows[1])) < 8192
    table = np.array([[float(v) for v in row[3:5]] for row in rows[1:]])
    function = formulas.Parser().ast(rows[1][1])[1].compile()
    end = len(table) + 1
    ranges = {f"D2:D{end}": table[:, :1], f"E2:E{end}": table[:, 1:]}
    for t in (-5.0, 0.0, 17.0, 200.5, 319.0, 1000.0):
        cells = [t if cell == "A2" else ranges[cell.replace("$", "")] for cell in function.inputs]
        value = float(np.squeeze(function(*cells)))
        scale = np.abs(signal.y).max()
        assert value == pytest.approx(result.predict(t), abs=1e-9 * scale)


@pytest.mark.skipif(OCTAVE is None, reason="Octave is not installed")
@pytest.mark.parametrize("name", SOME)
def test_matlab_is_the_function(name, tmp_path):
    result = result_of(name)
    (tmp_path / "f.m").write_text(exporter("matlab")(result))
    t = points(result)
    given = ", ".join(f"[{' '.join(map(repr, c.tolist()))}]" for c in arguments(t))
    call = ["--no-gui", "--quiet", "--eval", f"printf('%.17g\\n', f({given}))"]
    run = subprocess.run([OCTAVE, *call], cwd=tmp_path, capture_output=True, check=True, timeout=60)
    values = np.array(run.stdout.split(), dtype=float)
    np.testing.assert_allclose(values, result.predict(t), atol=1e-11)


@pytest.mark.parametrize("name", SOME)
def test_the_rows_of_matlab_are_the_pieces(name):
    result = result_of(name)
    source = exporter("matlab")(result)
    assert source.startswith("function y = f(")
    tables = re.findall(r"table_\w+ = \[\n(.*?)\n\];", source, re.S)
    columns = range(result.signal.dimension)
    several = len(columns) > 1
    for c, table in zip(columns, tables, strict=True):
        rows = [tuple(map(float, line.split(","))) for line in table.splitlines()]
        pieces = result.pieces(c if several else None)
        assert rows == [(p.anchor, p.value, p.slope) for p in pieces]


class Tensor(np.ndarray):
    def to(self, kind):
        return self.astype(kind)


def torch_of_numpy() -> types.ModuleType:
    """What an exported module uses of torch."""

    class Module:
        def register_buffer(self, name, value):
            setattr(self, name, value)

        def __call__(self, x):
            return self.forward(x)

    torch = types.ModuleType("torch")
    torch.nn = types.SimpleNamespace(Module=Module, Parameter=lambda value: value)
    torch.float64 = np.float64
    torch.tensor = lambda value, dtype: np.array(value, dtype).view(Tensor)
    torch.relu = lambda u: np.maximum(u, 0)
    torch.abs, torch.where, torch.full_like = np.abs, np.where, np.full_like
    return torch


@pytest.mark.parametrize("name", EVERY)
def test_torch_is_the_network(name, monkeypatch):
    result = result_of(name)
    monkeypatch.setitem(__import__("sys").modules, "torch", torch_of_numpy())
    module: dict = {}
    exec(exporter("torch")(result), module)
    network = module["Network"]()
    t = points(result).view(Tensor)
    np.testing.assert_allclose(network(t), result.predict(np.asarray(t)), atol=1e-10)
    np.testing.assert_allclose(network(t[0]), result.predict(np.asarray(t[:1]))[0], atol=1e-10)
    weights = [v for k, v in vars(network).items() if re.fullmatch(r"w\d+", k)]
    assert len(weights) == result.architecture.layers - 1
    if not result.architecture.step and result.signal.dimension == 1:
        # the deep network itself: its penalty is the Lasso's
        power = result.architecture.layers
        penalty = sum((np.abs(w) ** power).sum() for w in [*weights, network.out]) / power
        assert penalty == pytest.approx(np.abs(result.weights).sum())


def session_of(content: bytes) -> onnxruntime.InferenceSession:
    onnx.checker.check_model(onnx.load_from_string(content), full_check=True)
    return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])


@pytest.mark.parametrize("name", EVERY)
def test_onnx_is_the_network(name):
    result = result_of(name)
    content = exporter("onnx")(result)
    assert isinstance(content, bytes)
    session = session_of(content)
    t = points(result)
    (f,) = session.run(["f"], {"x": t.reshape(len(t), -1)})
    assert f.dtype == np.float64
    np.testing.assert_allclose(f[:, 0], result.predict(t), atol=1e-10)


def test_a_model_says_units_and_origin():
    days = np.arange(np.datetime64("2020-01-01"), np.datetime64("2020-03-01"))
    result = fit(Signal(days, np.sin(np.arange(60) / 9.0)), NETS["abs3"], lam_ratio=0.01)
    model = onnx.load_from_string(exporter("onnx")(result))
    assert "days since 1970-01-01" in model.doc_string and model.producer_name == "mirrors"
    for name in ("c", "matlab", "torch", "latex"):
        assert "days since 1970-01-01" in exporter(name)(result)
    assert r"\text{2020-0" in exporter("latex")(result)


def test_centred_inputs_keep_float32_good():
    """Years near 2000: without an origin w·x + b would lose four digits in float32."""
    rng = np.random.default_rng(0)
    x = 2000 + np.arange(80) / 4
    result = fit(Signal(x, np.sin(x) + 0.1 * rng.standard_normal(80)), NETS["abs3"], lam_ratio=0.01)
    model = onnx.load_from_string(exporter("onnx")(result))
    h = x[:, None].astype(np.float32)
    held = {
        c.name: onnx.numpy_helper.to_array(c).astype(np.float32) for c in model.graph.initializer
    }
    h = h - held["origin"]
    for k, product in ((1, np.matmul), (2, np.multiply)):
        h = np.abs(product(h, held[f"w{k}"]) + held[f"b{k}"])
    f = h @ held["out"][:, 0] + held["intercept"]
    assert f.dtype == np.float32
    np.testing.assert_allclose(f, result.fitted, atol=1e-4)


def test_a_constant_is_exported_too(tmp_path):
    result = fit(random_signal(3, 11), NETS["abs3"], lam_ratio=1.0)
    mean = result.predict(0.0)
    (f,) = session_of(exporter("onnx")(result)).run(["f"], {"x": np.array([[5.0]])})
    assert f[0, 0] == pytest.approx(mean)
    assert value_of_formula(exporter("excel")(result)) == pytest.approx(mean)
    if CC is not None:
        assert compiled(exporter("c")(result), tmp_path)(5.0) == pytest.approx(mean)
    assert "cases" not in exporter("latex")(result)


def number(text: str) -> float:
    return float(re.sub(r" \\cdot 10\^\{(-?\d+)\}", r"e\1", text))


@pytest.mark.parametrize("name", ["relu2", "abs4", "leaky3", "sign2", "threshold4", "abs3 skip"])
def test_latex_says_the_pieces(name):
    """The cases read back, to the digits that are written."""
    result = result_of(name)
    body = re.search(r"begin\{cases\}\n(.*?)\n *\\end\{cases\}", exporter("latex")(result), re.S)
    lines = body[1].splitlines()
    pieces = result.pieces()
    scale = np.abs(result.fitted).max()
    for line, piece in zip(lines, pieces, strict=True):
        formula, where = line.removesuffix("\\\\").split("&")
        value, _, rest = re.match(r" *([^ ]+(?: \\cdot [^ ]+)?)( (.*))?", formula).groups()
        assert number(value) == pytest.approx(piece.value, abs=1e-5 * scale)
        if piece.slope:
            sign, slope = re.match(r"([+-]) (.*?) \\, \(", rest).groups()
            assert number(slope) * (1 if sign == "+" else -1) == pytest.approx(piece.slope, 1e-5)
        bounds = [float(v) for v in re.findall(r"-?\d+(?:\.\d+)?", where)]
        expected = [t for t in (piece.start, piece.end) if np.isfinite(t)]
        assert bounds == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("name", ["c", "excel", "matlab", "pieces"])
def test_a_function_on_the_plane_is_refused_in_one_sentence(name):
    with pytest.raises(SettingError, match="not for a 2-layer ReLU network on the plane"):
        exporter(name)(result_of("relu-plane"))
    assert "x_{1}" in exporter("latex")(result_of("relu-plane"))
