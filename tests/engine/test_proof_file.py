"""Proof files: accepted by a checker that knows nothing of the engine, refused once changed."""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import itertools
import json
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from brute import NETS, random_signal

from mirrors_engine import Architecture, Signal, fit
from mirrors_engine.cli import main
from mirrors_engine.errors import Cancelled, MirrorsError
from mirrors_engine.resources import resource_path
from mirrors_engine.rigorous.proof_file import proof_file

SCRIPT = resource_path("check_proof.py")
KNOWN = {
    **{k: v for k, v in NETS.items() if k not in ("leaky3", "piecewise3", "abs4", "symmetrized4")},
    "relu2 skip": Architecture("relu", 2, skip=True),
    "abs3 skip": Architecture("abs", 3, skip=True),
    "sign3 skip": Architecture("sign", 3, widths=(2,), skip=True),
    "symmetrized2": Architecture("symmetrized", 2),
    "sign3": Architecture("sign", 3, widths=(3,)),
    "threshold4": Architecture("threshold", 4, kind="tree", widths=(2, 2)),
}
LOSSES = ({}, {"loss": "huber", "delta": 0.5}, {"loss": "quantile", "quantile": 0.3})


@pytest.fixture(scope="module")
def checker():
    spec = importlib.util.spec_from_file_location("check_proof", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def signal_with_doubles() -> Signal:
    s = random_signal(3, 9)
    x, y = np.append(s.x, s.x[:3]), np.append(s.y, s.y[:3] + 0.3)
    return Signal(x, y, np.linspace(0.5, 2, 12))


@pytest.mark.parametrize("name", KNOWN)
def test_every_proof_is_accepted_and_tight(name, checker):
    for options in LOSSES:
        result = fit(signal_with_doubles(), KNOWN[name], lam_ratio=0.1, **options)
        lo, hi = map(Fraction, checker.check(json.loads(proof_file(result))))
        assert lo <= hi <= lo * (1 + Fraction(1, 10**9))
        assert float(lo) == pytest.approx(result.dual_objective, rel=1e-9)
        assert float(hi) == pytest.approx(result.objective, rel=1e-9)


def test_the_checker_stands_alone(tmp_path):
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 265
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imported <= set(sys.stdlib_module_names)
    nile = str(resource_path("samples", "nile.csv"))
    out = tmp_path / "proof.json"
    net = ["--x", "year", "--y", "flow", "--activation", "abs", "--layers", "3"]
    assert main(["fit", nile, *net, "--lam-ratio", "0.02", "--proof", str(out)]) == 0

    def ran():
        # -I -S: neither this folder nor any installed package can be imported
        command = [sys.executable, "-I", "-S", str(SCRIPT), str(out)]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)

    done = ran()
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.startswith("proved: the optimum lies in [871324.785455")
    out.write_text(out.read_text().replace("1120", "1121", 1))
    done = ran()
    assert done.returncode == 1 and done.stdout.startswith("refused: ") and not done.stderr
    out.write_text("[]")
    assert ran().returncode == 1


@pytest.mark.parametrize("name", ["relu2", "abs2", "leaky2", "relu2 skip"])
def test_a_function_of_many_units_is_one_sum_over_their_kinks(name, checker):
    """Run one by one at each sample, 45 000 units at 200 000 took hours."""
    net = KNOWN.get(name, Architecture("leaky", 2))
    rng = np.random.default_rng(5)
    result = fit(Signal(np.linspace(0, 1, 300), rng.standard_normal(300)), net, lam_ratio=1e-4)
    content = json.loads(proof_file(result))
    slopes = checker.slopes_of(content["network"])
    ran = []
    units = []
    for unit in content["primal"]["units"]:
        z, run, kink = checker.read_unit(unit, content["network"], slopes)
        units.append((z, lambda x, run=run: ran.append(x) or run(x), kink))
    x = [Fraction(float(t)) for t in result.signal.x] + [kink for _, _, kink in units]
    found = checker.added(units, dict.fromkeys(x, Fraction(1, 3)))
    assert len(units) > 100 and len(ran) == 2 * len(units)
    for t in x[::7]:
        assert found[t] == Fraction(1, 3) + sum(z * run(t) for z, run, _ in units)


def leaves(value, path=()):
    """Every number, word and truth value of a JSON value with the way to it."""
    if isinstance(value, dict):
        for key in value:
            yield from leaves(value[key], (*path, key))
    elif isinstance(value, list):
        for k, each in enumerate(value):
            yield from leaves(each, (*path, k))
    else:
        yield path, value


def tampered(content: dict, path: tuple, value: object) -> dict:
    made = copy.deepcopy(content)
    place = made
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return made


def other(value: object) -> list[object]:
    """Values a little and a lot beside the one given."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, -value]
    if isinstance(value, str) and value.lstrip("-").replace("/", "").isdigit():
        number = Fraction(value)
        return [str(number + 1), str(number * (1 + Fraction(1, 10**18)) + Fraction(1, 10**30))]
    if isinstance(value, str):
        return [value[:-1] + ("1" if value[-1] != "1" else "2"), "0", ""]
    return ["1"]


def signed(content: dict) -> dict:
    """With the digest that the changed content has."""
    rest = {key: value for key, value in content.items() if key != "sha256"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    return {**content, "sha256": hashlib.sha256(text.encode()).hexdigest()}


@pytest.mark.parametrize("name", ["leaky2", "relu4", "abs3 skip", "symmetrized3", "sign3"])
def test_whatever_is_changed_is_refused(name, checker):
    content = json.loads(proof_file(fit(random_signal(5, 8), KNOWN[name], lam_ratio=0.1)))
    tried = 0
    for path, value in leaves(content):
        for wrong in other(value):
            with pytest.raises((checker.Refused, ArithmeticError, TypeError, ValueError)):
                checker.check(tampered(content, path, wrong))
            tried += 1
    assert tried > 50
    for key in content:
        with pytest.raises(checker.Refused):
            checker.check({k: v for k, v in content.items() if k != key})
    with pytest.raises(checker.Refused):
        checker.check({**content, "more": 1})


@pytest.mark.parametrize("name", ["leaky2", "relu4", "abs3", "symmetrized3", "sign3"])
@pytest.mark.parametrize("options", LOSSES, ids=lambda o: o.get("loss", "squared"))
def test_a_forger_who_signs_anew_fails_at_the_arithmetic(name, options, checker):
    """The digest guards against accidents; claims, dual point and values are checked anyway.

    (A change below the twenty digits of the bounds, or of the weight of a sample that is met,
    makes a proof of other data, which holds.)
    """
    result = fit(random_signal(5, 8), KNOWN[name], lam_ratio=0.1, **options)
    content = json.loads(proof_file(result))
    assert checker.check(signed(content))
    for path, value in leaves(content):
        where = path[0] if path[0] != "rows" else path[1]
        if where not in ("lam", "y", "dual", "lower", "upper") and "weight" not in path:
            continue
        with pytest.raises((checker.Refused, ArithmeticError, ValueError)):
            checker.check(signed(tampered(content, path, other(value)[0])))


def test_a_dual_point_that_is_too_large_is_refused(checker):
    """A larger multiple of u would claim a better bound."""
    content = json.loads(proof_file(fit(random_signal(5, 8), NETS["abs3"], lam_ratio=0.1)))
    larger = [str(Fraction(u) * Fraction(1001, 1000)) for u in content["dual"]]
    with pytest.raises(checker.Refused, match="a unit exceeds lam"):
        checker.check(signed({**content, "dual": larger}))
    moved = [str(Fraction(u) + 1) for u in content["dual"]]
    with pytest.raises(checker.Refused, match="does not sum to 0"):
        checker.check(signed({**content, "dual": moved}))


SLOPES = {
    "relu2": ((1, 0),),
    "leaky2": ((1, Fraction(3, 10)),),
    "piecewise2neg": ((Fraction(-2, 5), -2),),
    "relu4": ((1, 0),) * 3,
    "abs3": ((1, -1),) * 2,
    "symmetrized3": ((1, -1), (1, 0)),
}


@pytest.mark.parametrize("name", SLOPES)
def test_no_unit_exceeds_the_strongest_and_one_attains_it(name, checker):
    """The dictionary of the checker against units on a fine grid of biases."""
    rng = np.random.default_rng(7)
    slopes, kind = list(SLOPES[name]), KNOWN[name].activation
    x = sorted({int(v) for v in rng.integers(0, 24, 6)})
    u = [int(v) for v in rng.integers(-9, 10, len(x))]
    u[0] -= sum(u)
    network = {"activation": kind, "switches": None}
    bound = checker.strongest(network, slopes, list(map(Fraction, x)), list(map(Fraction, u)))
    points, best = np.array(x, dtype=float), 0.0
    grid = np.arange(-26, 26.5, 0.5) if len(slopes) < 3 else np.arange(-26, 27, 2.0)
    for signs in itertools.product((1, -1), repeat=len(slopes)):
        for biases in itertools.product(*[grid] * (len(slopes) - 1)):
            # the last layer's biases at once
            h = points
            for (plus, minus), sign, bias in zip(slopes, signs, biases):  # noqa: B905
                s = sign * h + bias
                h = np.where(s >= 0, float(plus) * s, float(minus) * s)
            s = signs[-1] * h[None] + grid[:, None]
            h = np.where(s >= 0, float(slopes[-1][0]) * s, float(slopes[-1][1]) * s)
            best = max(best, float(np.abs(h @ np.array(u, dtype=float)).max()))
    assert best <= float(bound) + 1e-9
    if len(slopes) < 3:  # all vertices lie on the finer grid
        assert best == pytest.approx(float(bound))


@pytest.mark.parametrize("switches", [1, 2, 3, 5])
def test_the_strongest_step_unit(switches, checker):
    rng = np.random.default_rng(switches)
    u = [int(v) for v in rng.integers(-9, 10, 6)]
    u[0] -= sum(u)
    network = {"activation": "sign", "switches": switches}
    x = [Fraction(k) for k in range(6)]
    found = checker.strongest(network, None, x, list(map(Fraction, u)))
    every = (
        np.array(v)
        for v in itertools.product((1, -1), repeat=6)
        if np.count_nonzero(np.diff(v)) <= switches
    )
    assert found == max(abs(int(v @ np.array(u))) for v in every)
    network["activation"] = "threshold"
    assert checker.strongest(network, None, x, list(map(Fraction, u))) == found / 2


def test_a_skip_connection_needs_a_dual_point_without_slope(checker):
    """Two samples on a line: with the line free of charge the optimum is 0."""
    content = signed(
        {
            "format": "mirrors proof",
            "version": 1,
            "network": {
                "activation": "relu",
                "layers": 2,
                "skip": True,
                "slopes": None,
                "switches": None,
            },
            "loss": {"kind": "squared", "option": None},
            "lam": "1",
            "rows": {"x": ["0", "2"], "y": ["1", "7"], "w": ["1", "1"]},
            "primal": {"intercept": "1", "slope": "3", "units": []},
            "dual": ["0", "0"],
            "lower": "0",
            "upper": "0",
        }
    )
    assert checker.check(content) == ("0", "0")
    without = {**content, "network": {**content["network"], "skip": False}}
    with pytest.raises(checker.Refused, match="no skip connection"):
        checker.check(signed(without))
    sloped = {**content, "dual": ["1/4", "-1/4"]}
    with pytest.raises(checker.Refused, match="has a slope"):
        checker.check(signed(sloped))


@pytest.mark.parametrize(
    ("net", "options", "why"),
    [
        (NETS["leaky3"], {"lam_ratio": 0.1}, "no proof file for a 3-layer leaky"),
        (NETS["abs4"], {"lam_ratio": 0.1}, "no proof file for a 4-layer"),
        (NETS["abs3"], {"lam": 0.0}, "at λ = 0"),
        (NETS["abs3"], {"lam_ratio": 0.1, "loss": "logistic"}, "logistic loss"),
    ],
)
def test_what_the_checker_does_not_know_is_refused(net, options, why):
    s = random_signal(3, 7)
    signal = Signal(s.x, np.sign(s.y)) if options.get("loss") == "logistic" else s
    with pytest.raises(MirrorsError, match=why):
        proof_file(fit(signal, net, **options))


def test_a_proof_can_be_cancelled():
    def stop(_step):
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        proof_file(fit(random_signal(3, 9), NETS["abs3"], lam_ratio=0.1), stop)


def test_more_rows_than_can_be_written_are_refused_before(monkeypatch):
    """A million rows took 40 s, 2.4 GB and a file of 209 MB."""
    from mirrors_engine.rigorous import proof_file as module

    result = fit(signal_with_doubles(), NETS["relu2"], lam_ratio=0.1)
    monkeypatch.setattr(module, "MOST_ROWS", 12)
    assert proof_file(result)
    monkeypatch.setattr(module, "MOST_ROWS", 11)

    def asked(_step):
        raise AssertionError("work was begun")

    with pytest.raises(MirrorsError, match=r"12 rows .* use --prove, or --thin"):
        proof_file(result, asked)
