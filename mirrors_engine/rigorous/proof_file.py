"""A proof as a file that `resources/check_proof.py` checks with nothing of this program.

Data, network and dual point are written as exact rationals: floats are such, and the dual point
is the one that `prove` bounds the training value with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from mirrors_engine.dictionaries.steps.several_switches import most_switches
from mirrors_engine.errors import MirrorsError
from mirrors_engine.features.feature import Feature
from mirrors_engine.features.unit import Unit
from mirrors_engine.losses.rows import samples_of_rows
from mirrors_engine.progress import Check, Monitor, paced, silent
from mirrors_engine.results import FitResult, middle_of
from mirrors_engine.rigorous.numbers import times_power
from mirrors_engine.rigorous.primal import norm, values_at_samples
from mirrors_engine.rigorous.proof import dual_of, stages
from mirrors_engine.rigorous.rows import rows_of

FORMAT, VERSION = "mirrors proof", 1
MOST_ROWS = 500_000  # about 2 kB of memory each, and 200 bytes of the file
DIGITS = 20  # of the bounds, as in check_proof.py
_LOSSES = {"squared": None, "huber": "delta", "quantile": "quantile"}
_ANY_DEPTH = ("relu", "sign", "threshold")
_THREE_LAYERS = ("abs", "symmetrized")


def proof_file(result: FitResult, monitor: Monitor = silent) -> str:
    """The proof of a result as JSON text.

    Parameters
    ----------
    result : FitResult
        Of a network of two layers, of ReLU, sign or threshold of any depth, or of |·| or
        symmetrised ReLU of three layers, on one input; squared, Huber or quantile loss; λ > 0.
    monitor : callable
        Receives `Progress`; may raise `Cancelled`.

    Returns
    -------
    str

    Raises
    ------
    MirrorsError
        For other results.
    """
    _check_known(result)
    step, check = stages(result, monitor)
    signal = result.signal
    rows = rows_of(result, check)
    dual = dual_of(result, rows, None, step)
    values = values_at_samples(result, True, check)
    upper = rows.upper(values) + Fraction(float(result.lam)) * norm(result)
    merged = len(signal.raw_y) != len(signal)
    sample = samples_of_rows(signal) if merged else np.arange(len(signal))
    y = _fractions(signal.raw_y if merged else signal.y, check)
    w = _fractions(signal.raw_weights if merged else signal.weights, check)
    share = times_power(dual.factor, dual.power)
    u = [int(value) * share for value in paced(dual.whole, check)]
    if result.loss == "squared":
        u = _by_rows(u, sample.tolist(), y, w, check)
    each = paced(zip(u, y, w, strict=True), check)
    if result.loss == "quantile":
        terms = [a * b for a, b, _ in each]
    else:
        terms = [a * b - a * a / (2 * c) for a, b, c in each]
    intercept, slope = _without_penalty(result)
    name = _LOSSES[result.loss]
    option = None if name is None else Fraction(float(result.loss_options[name]))
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "network": _network(result),
        "loss": {"kind": result.loss, "option": None if option is None else str(option)},
        "lam": str(Fraction(float(result.lam))),
        "rows": {
            "x": _texts(_fractions(signal.x[sample], check), check),
            "y": _texts(y, check),
            "w": _texts(w, check),
        },
        "primal": {
            "intercept": str(intercept),
            "slope": str(slope),
            "units": [
                _unit(float(z), feature, check)
                for z, feature in zip(result.weights, result.features, strict=True)
            ],
        },
        "dual": _texts(u, check),
        "lower": _decimal(_total(terms, check), ROUND_FLOOR),
        "upper": _decimal(upper, ROUND_CEILING),
    }
    check()
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    content["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    return "".join(paced(json.JSONEncoder(indent=1).iterencode(content), check)) + "\n"


def _check_known(result: FitResult) -> None:
    """Refuse what the checker does not know.

    Raises
    ------
    MirrorsError
    """
    net = result.architecture
    known = net.layers == 2 or net.activation in _ANY_DEPTH
    known = known or (net.activation in _THREE_LAYERS and net.layers == 3)
    if net.inputs != "line" or not known:
        raise MirrorsError(
            f"There is no proof file for a {net.describe()}: it is written for two layers, for "
            "ReLU and sign of any depth and for three layers of |·| or symmetrised ReLU, on one "
            "input."
        )
    if result.loss not in _LOSSES:
        raise MirrorsError(
            f"There is no proof file for the {result.loss} loss, whose values are no rationals: "
            "use --prove."
        )
    rows = len(result.signal.raw_y)
    if rows > MOST_ROWS:
        raise MirrorsError(
            f"A proof file of {rows} rows in exact fractions would take gigabytes to write and to "
            "check: use --prove, or --thin."
        )
    if result.lam <= 0:
        raise MirrorsError("There is no proof file at λ = 0: choose lam above 0, or use --prove.")


def _without_penalty(result: FitResult) -> tuple[Fraction, Fraction]:
    """Value at x = 0 and slope of the part without a penalty, as it is stored."""
    if result.level is None:
        return Fraction(float(result.intercept)), Fraction(0)
    slope = Fraction(float(result.slope))
    away = Fraction(float(middle_of(result.signal.x)))
    return Fraction(float(result.level)) - slope * away, slope


def _network(result: FitResult) -> dict[str, Any]:
    net = result.architecture
    name: str = net.activation
    slopes = None
    if name in ("leaky", "piecewise"):
        sigma = net.activations[0]
        name, slopes = "two slopes", [str(Fraction(s)) for s in (sigma.a_plus, sigma.a_minus)]
    switches = most_switches(net) if net.step and net.layers > 2 else 1
    return {
        "activation": name,
        "layers": net.layers,
        "skip": net.skip,
        "slopes": slopes,
        "switches": min(switches, max(len(result.signal) - 1, 1)) if net.step else None,
    }


def _unit(z: float, feature: Feature, check: Check) -> dict[str, Any]:
    check()
    unit, weight = feature.unit, str(Fraction(z))
    if not isinstance(unit, Unit):
        return {
            "weight": weight,
            "switches": _texts(_fractions(np.array(unit.switches), check), check),
        }
    biases = [Fraction(b) + Fraction(rest) for b, rest in zip(unit.biases, unit.rests, strict=True)]
    if unit.activations[0].step:
        assert unit.signs == (1,)
        return {"weight": weight, "switches": _texts([-biases[0]], check)}
    return {"weight": weight, "signs": list(unit.signs), "biases": _texts(biases, check)}


def _by_rows(
    u: list[Fraction], sample: list[int], y: list[Fraction], w: list[Fraction], check: Check
) -> list[Fraction]:
    """A dual point of the samples shared out among their rows, as the squared loss does best.

    With f = c at all rows of a sample the negative gradient is w (y - c), which sums to u at one c.
    """
    if len(u) == len(sample):
        return u
    weight, moment = [Fraction(0)] * len(u), [Fraction(0)] * len(u)
    for n, a, b in paced(zip(sample, y, w, strict=True), check):
        weight[n] += b
        moment[n] += a * b
    each = paced(zip(moment, u, weight, strict=True), check)
    level = [(m - v) / total for m, v, total in each]
    return [b * (a - level[n]) for n, a, b in paced(zip(sample, y, w, strict=True), check)]


def _fractions(values: np.ndarray, check: Check) -> list[Fraction]:
    return [Fraction(value) for value in paced(np.asarray(values, dtype=float).tolist(), check)]


def _texts(values: Iterable[Fraction], check: Check) -> list[str]:
    return [str(value) for value in paced(values, check)]


def _total(values: list[Fraction], check: Check) -> Fraction:
    """By halves: quicker where denominators differ."""
    while len(values) > 1:
        pairs = paced(range(0, len(values), 2), check)
        values = [sum(values[k : k + 2], Fraction(0)) for k in pairs]
    return values[0]


def _decimal(value: Fraction, rounding: str) -> str:
    context = Context(prec=DIGITS, rounding=rounding)
    return str(context.divide(Decimal(value.numerator), Decimal(value.denominator)))
