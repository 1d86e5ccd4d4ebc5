"""Random fits exported, run in their own runtimes, and compared with `predict`.

    python -m tests.fuzz_exports --n 200 --seed 0

Every fit is of a random network, loss and signal (dates, far offsets, repeated x), with or without
a skip connection, or one of its refits. Points are the samples, every kink and
its neighbouring floats, both tails and random ones between. What is not installed is left out and
said. A line is printed for every difference, the counts at the end; the exit code is 1 if there is
one.
"""

from __future__ import annotations

import argparse
import ctypes
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, numpy_helper

from mirrors_engine import Architecture, MirrorsError, Signal, fit
from mirrors_engine.export import exporter
from mirrors_engine.export.model import Model, model_of
from mirrors_engine.export.registry import ExportSettings
from tests.export_cases import LOSSES, NETS

TOLERANCE = 1e-9  # of the range of the function over the points
SINGLE = 1e-4
SERIAL = 25569.0  # a spreadsheet's number of 1970-01-01


def drawn(rng: np.random.Generator) -> tuple[Model, str]:
    """A random fit or refit, and what it is."""
    net = Architecture(**NETS[rng.integers(len(NETS))], skip=bool(rng.integers(2)))
    loss = LOSSES[rng.integers(len(LOSSES))]
    n = int(rng.integers(8, 16 if net.layers > 3 else 40))
    kind = ("plain", "dates", "far", "repeated", "tiny")[rng.integers(5)]
    x: Any = np.sort(rng.uniform(-2, 5, n))
    f = np.sin(2 * x) + x
    if kind == "dates":
        x = np.datetime64("2019-11-03") + np.sort(rng.choice(900, n, replace=False))
    elif kind == "far":
        x = x + 1.7e6
    elif kind == "repeated":
        x = x.round(1)
    elif kind == "tiny":
        x = 1e-6 * x
    y = f + 0.3 * rng.standard_normal(n)
    if loss.get("loss") == "logistic":
        y = np.where(y + rng.standard_normal(n) > np.median(y), 1.0, -1.0)
    if net.inputs == "additive":
        x = np.column_stack((np.linspace(0, 1, n), rng.uniform(-3, 3, n).round(2)))
    result = fit(Signal(x, y), net, lam_ratio=float(10 ** rng.uniform(-2, -0.1)), **loss)
    words = f"{net.describe()}, {loss.get('loss', 'squared')}, {kind}, {len(result.weights)} units"
    name = ("lasso", "relaxed", "segmented")[rng.integers(3)]
    try:
        return model_of(result, name), f"{words}, {name}"
    except MirrorsError:
        return result, words


def points(model: Model, rng: np.random.Generator) -> np.ndarray:
    """Where it is compared."""
    x = model.signal.x
    low, high = x.min(axis=0), x.max(axis=0)
    wide = high - low
    if x.ndim > 1:
        return np.concatenate((x, low - wide + 3 * wide * rng.uniform(size=(200, x.shape[1]))))
    result = getattr(model, "result", model)
    own = [k.value for k in model.kinks] if model is not result else []  # type: ignore[union-attr]
    kinks = np.array([*own, *(k.position for k in result.kinks)])
    beside = [kinks, np.nextafter(kinks, -np.inf), np.nextafter(kinks, np.inf)]
    middles = 0.5 * (x[1:] + x[:-1])
    return np.concatenate((x, middles, *beside, low - wide + 3 * wide * rng.uniform(size=200)))


def in_fifteen_digits(model: Model, t: np.ndarray) -> np.ndarray:
    """Points that a spreadsheet, which holds 15 digits of a constant, tells from a switch."""
    result = getattr(model, "result", model)
    if t.ndim > 1 or not result.architecture.step:
        return np.ones(len(t), dtype=bool)
    kinks = np.array([k.position for f in result.features for k in f.kinks])
    away = np.abs(t[:, None] - kinks)
    return np.all((away == 0) | (away > 1e-13 * np.abs(kinks)), axis=1)


def columns(t: np.ndarray) -> list[np.ndarray]:
    return [t] if t.ndim == 1 else list(t.T)


def by_compiler(compiler: str, source: str, t: np.ndarray, folder: Path) -> np.ndarray:
    (folder / "f.c").write_text(source)
    strict = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-ffp-contract=off"]
    name = f"f{len(list(folder.iterdir()))}.so"
    subprocess.run(
        [compiler, *strict, "-shared", "-fPIC", "-O2", "-o", name, "f.c"],
        cwd=folder,
        check=True,
        timeout=60,
    )
    f = ctypes.CDLL(str(folder / name)).f
    f.restype, f.argtypes = ctypes.c_double, [ctypes.c_double] * len(columns(t))
    return np.array([f(*row) for row in zip(*columns(t), strict=True)])


def by_bare_python(source: str, t: np.ndarray, folder: Path) -> np.ndarray:
    """In a process that has numpy and nothing of the engine."""
    (folder / "network_module.py").write_text(source)
    np.save(folder / "t.npy", t)
    code = (
        "import sys; sys.path.insert(0, '.'); import numpy as np, network_module as m; "
        "np.save('f.npy', m.network(np.load('t.npy'))); assert 'mirrors_engine' not in sys.modules"
    )
    subprocess.run([sys.executable, "-I", "-c", code], cwd=folder, check=True, timeout=60)
    return np.load(folder / "f.npy")


def by_onnx(content: bytes, t: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    return session.run(["f"], {"x": t.reshape(len(t), -1)})[0][:, 0]


def by_onnx_single(content: bytes, t: np.ndarray) -> np.ndarray:
    """The model with every number in float32; x is centred in float64 before."""
    model = onnx.load_from_string(content)
    origin = np.zeros(1)
    for one in model.graph.initializer:
        value = numpy_helper.to_array(one)
        if one.name == "origin":
            origin, value = value, np.zeros_like(value)
        if value.dtype == np.float64:
            one.CopyFrom(numpy_helper.from_array(value.astype(np.float32), one.name))
    for one in (*model.graph.input, *model.graph.output):
        one.type.tensor_type.elem_type = TensorProto.FLOAT
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    x = (t.reshape(len(t), -1) - origin).astype(np.float32)
    return session.run(["f"], {"x": x})[0][:, 0]


def by_formula(text: str, t: np.ndarray, dates: bool) -> np.ndarray | None:
    """By a spreadsheet's engine; None for a sheet, which a formula too long becomes."""
    if "\t" in text:
        return None
    import formulas

    function = formulas.Parser().ast(text.strip())[1].compile()
    places = {"A1": 0, "B1": 1}
    values = []
    for row in np.atleast_2d(t.T).T:
        cells = [row[places[c]] + SERIAL * dates for c in function.inputs]
        values.append(float(np.squeeze(function(*cells))))
    return np.array(values)


def balanced(source: str) -> bool:
    """Whether braces close and every environment ends."""
    depth = 0
    for k, letter in enumerate(source):
        if letter in "{}" and source[k - 1] != "\\":
            depth += 1 if letter == "{" else -1
            if depth < 0:
                return False
    begun = [part.split("}")[0] for part in source.split("\\begin{")[1:]]
    ended = [part.split("}")[0] for part in source.split("\\end{")[1:]]
    return depth == 0 and sorted(begun) == sorted(ended)


class Report:
    """Counts and differences."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong = 0

    def compare(
        self, form: str, words: str, work: Callable[[], np.ndarray | None], right: np.ndarray,
        tolerance: float = TOLERANCE,
    ) -> None:  # fmt: skip
        try:
            found = work()
        except MirrorsError:
            self.counts[f"{form} refused"] += 1
            return
        if found is None:
            self.counts[f"{form} as a sheet"] += 1
            return
        self.counts[form] += 1
        scale = max(float(np.ptp(right)), 1e-3 * float(np.abs(right).max()), 1e-300)
        away = np.abs(found - right) / scale
        if not away.max() <= tolerance:
            self.wrong += 1
            print(f"{form}: {away.max():.2g} of the range in {(~(away <= tolerance)).sum()} of "
                  f"{len(right)} points; {words}", flush=True)  # fmt: skip


def matlab(cases: list[tuple[str, np.ndarray, np.ndarray, str]], report: Report) -> None:
    """All functions in one run of Octave."""
    octave = shutil.which("octave")
    if octave is None:
        return
    with tempfile.TemporaryDirectory() as name:
        folder, calls = Path(name), []
        for k, (source, t, _, _) in enumerate(cases):
            (folder / str(k)).mkdir()
            (folder / str(k) / "f.m").write_text(source)
            given = ", ".join(f"[{' '.join(map(repr, c.tolist()))}]" for c in columns(t))
            calls.append(f"cd('{folder / str(k)}'); clear f; v = f({given}); "
                         f"printf('%.17g ', v); printf('\\n');")  # fmt: skip
        (folder / "run.m").write_text("\n".join(calls))
        ran = subprocess.run(
            [octave, "--no-gui", "--quiet", "run.m"],
            cwd=folder, capture_output=True, text=True, check=True, timeout=600,
        )  # fmt: skip
    for line, (_, _, right, words) in zip(ran.stdout.splitlines(), cases, strict=True):
        report.compare("matlab", words, lambda line=line: np.array(line.split(), float), right)


def checked(number: int, seed: int, report: Report) -> tuple[str, np.ndarray, np.ndarray, str]:
    """One fit in every form but MATLAB, which is returned: source, points, values and words."""
    rng = np.random.default_rng([seed, number])
    while True:
        try:
            model, words = drawn(rng)
            break
        except MirrorsError:  # labels that a line separates
            continue
    words = f"seed {seed}, {number}: {words}"
    result = getattr(model, "result", model)
    settings = ExportSettings(model="lasso" if model is result else str(getattr(model, "kind", "")))

    def written(form: str) -> Any:
        return exporter(form)(result, settings)

    t = points(model, rng)
    right = model.predict(t)
    some = np.unique(rng.choice(np.flatnonzero(in_fifteen_digits(model, t)), 25))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for c in filter(shutil.which, ("gcc", "clang")):
            work = partial(by_compiler, c, written("c"), t, folder)
            report.compare(f"c, {c}", words, work, right)
        report.compare("python", words, lambda: by_bare_python(written("python"), t, folder), right)
    content = written("onnx")
    report.compare("onnx", words, lambda: by_onnx(content, t), right)
    if not result.architecture.step:
        report.compare("onnx, float32", words, lambda: by_onnx_single(content, t), right, SINGLE)
    dates = result.signal.x_is_time
    report.compare(
        "excel", words, lambda: by_formula(written("excel"), t[some], dates), right[some]
    )
    report.counts["latex"] += 1
    if not balanced(written("latex")):
        report.wrong += 1
        print(f"latex: not balanced; {words}", flush=True)
    return written("matlab"), t, right, words


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    report = Report()
    matlab([checked(number, options.seed, report) for number in range(options.n)], report)
    print(", ".join(f"{form} {count}" for form, count in sorted(report.counts.items())))
    print(f"{report.wrong} differences")
    return int(report.wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
