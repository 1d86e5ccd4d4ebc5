#!/usr/bin/env python3
"""Check a proof that no network of a kind has a smaller training value than lo, and one has hi.

    python check_proof.py PROOF.json

Standard library only, nothing of the program that wrote the file; all numbers are rationals and
every step is exact. The training problem of a network of L layers on the rows (x, y, w) is

    min  sum w loss(y, f(x)) + lam sum |z|,    f = c + sum z g   (+ slope x with a skip connection)

over units g: chains of L - 1 neurons with weights +-1 and any biases; of sign and threshold
networks all functions that switch at most m times. Checked is:

hi  The network in the file has this value: it is run.
u   The dual point, a number for each row, sums to 0 (with a skip connection sum u x = 0 too), keeps
    the bounds of the loss, and |sum u g(x)| <= lam for every unit. As a function of the biases that
    sum is linear on cells without lines, so it is largest at vertices (arXiv:2403.01046), these:
      two layers               one kink, at a sample, either orientation
      ReLU, any depth          ramps between two samples
      |.|, symmetrised, L = 3  ||x - a| - b| and (+-(|x - a| - b))_+ with a sample a, b its distance
                               to another, or with a in the middle of two samples, b half of theirs
      sign, threshold          at most m switches, by a dynamic program
lo  By weak duality no network has a value below sum inf_f (w loss(y, f) + u f).
"""

import hashlib
import json
import math
import re
import sys
from bisect import bisect_left
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

KEYS = "format version network loss lam rows primal dual lower upper sha256".split()
DIGITS = 20  # of lo and hi, rounded outward


class Refused(Exception):
    """Why the file proves nothing."""


def require(holds, why):
    if not holds:
        raise Refused(why)


def fields(value, names):
    """The values of an object that has these names and no others."""
    require(isinstance(value, dict) and set(value) == set(names), f"expected {names}")
    return [value[name] for name in names]


def number(text):
    require(isinstance(text, str) and re.fullmatch(r"-?[0-9]+(/[0-9]+)?", text), f"number {text!r}")
    value = Fraction(text)
    require(str(value) == text, f"{text} is not in lowest terms")
    return value


def numbers(values):
    require(isinstance(values, list), "a list of numbers is missing")
    return [number(value) for value in values]


def total(values):
    """A sum by halves, which is quick for many denominators."""
    values = list(values)
    while len(values) > 1:
        values = [sum(values[k : k + 2]) for k in range(0, len(values), 2)]
    return values[0]


def slopes_of(network):
    """Slopes right and left of 0 of the activation in each hidden layer, None for steps."""
    names = ["activation", "layers", "skip", "slopes", "switches"]
    name, layers, skip, slopes, switches = fields(network, names)
    require(type(layers) is int and layers >= 2 and type(skip) is bool, "layers or skip")
    if name in ("sign", "threshold"):
        require(type(switches) is int and switches >= 1 and slopes is None, "switches")
        require(layers > 2 or switches == 1, "a neuron switches once")
        return None
    require(switches is None, "only sign and threshold networks have switches")
    if name == "two slopes" and layers == 2:
        plus, minus = numbers(slopes)
        require(plus != minus, "equal slopes are no activation")
        return [(plus, minus)]
    known = name == "relu" or (name in ("abs", "symmetrized") and layers <= 3)
    require(known and slopes is None, f"units of {name}, {layers} layers, are not listed here")
    first, last = (1, 0 if name == "relu" else -1), (1, -1 if name == "abs" else 0)
    return [first] * (layers - 2) + [last]


def read_unit(unit, network, slopes):
    """Weight, function and, if it bends once and is 0 there, kink of a unit of the network."""
    if slopes is None:
        weight, switches = fields(unit, ["weight", "switches"])
        switches = numbers(switches)
        require(switches == sorted(set(switches)), "switches do not ascend")
        require(len(switches) <= network["switches"], "a unit switches too often")
        low = 0 if network["activation"] == "threshold" else -1
        return number(weight), lambda x: 1 if sum(x >= p for p in switches) % 2 else low, None
    weight, signs, biases = fields(unit, ["weight", "signs", "biases"])
    biases = numbers(biases)
    require(all(type(s) is int and abs(s) == 1 for s in signs), "weights of a unit are not +-1")
    require(len(signs) == len(biases) == len(slopes), "a unit has another number of layers")

    def run(x):
        for (plus, minus), sign, bias in zip(slopes, signs, biases):
            x = sign * x + bias
            x *= plus if x >= 0 else minus
        return x

    return number(weight), run, -signs[0] * biases[0] if len(slopes) == 1 else None


def added(units, f):
    """The values f at all x and the units'; where these bend once, by sums over sorted kinks."""
    if None in (kink for _, _, kink in units):
        return {t: v + sum(z * run(t) for z, run, _ in units) for t, v in f.items()}
    lines = [(k, -z * run(k - 1), z * run(k + 1)) for z, run, k in units]  # slopes beside the kink
    slope, moment = sum(a for _, a, _ in lines), sum(a * k for k, a, _ in lines)
    bends = sorted((k, b - a) for k, a, b in lines)[::-1]
    for t in sorted(f):
        while bends and bends[-1][0] <= t:
            k, bend = bends.pop()
            slope, moment = slope + bend, moment + bend * k
        f[t] += slope * t - moment
    return f


def loss(kind, option, r):
    """Of y - f = r."""
    if kind == "quantile":
        return option * r if r > 0 else (option - 1) * r
    if kind == "huber" and abs(r) > option:
        return option * (abs(r) - option / 2)
    return r * r / 2


def least(kind, option, y, w, u):
    """inf_f of w loss(y, f) + u f."""
    if kind == "quantile":
        require(w * (option - 1) <= u <= w * option, "the dual point leaves the loss's bounds")
        return u * y
    require(kind == "squared" or abs(u) <= w * option, "the dual point leaves the loss's bounds")
    return u * y - u * u / (2 * w)


def integers(values):
    """The values times a common denominator, and that."""
    common = math.lcm(*(value.denominator for value in values))
    return [int(value * common) for value in values], common


def strongest(network, slopes, x, u):
    """The largest |sum u g(x)| of all units; x ascends, sum u = 0."""
    u, u_unit = integers(u)
    if slopes is None:
        low = high = [0] * (network["switches"] + 1)
        for value in u:  # the largest sum of u where a unit is high, by the switches it has used
            low, high = (
                [low[0], *map(max, low[1:], high)],
                [v + value for v in (high[0], *map(max, high[1:], low))],
            )
        jump = 1 if network["activation"] == "threshold" else 2
        return Fraction(jump * max(*low, *high), u_unit)
    x, x_unit = integers(x)
    x = [2 * value for value in x]  # so that middles are whole
    unit, sums = Fraction(1, 2 * u_unit * x_unit), [(0, 0)]
    for a, b in zip(reversed(u), reversed(x)):
        sums.append((sums[-1][0] + a, sums[-1][1] + a * b))

    def phi(t):  # sum u (x - t)_+
        s, sx = sums[len(x) - bisect_left(x, t)]
        return sx - t * s

    line, at_samples = sums[-1][1], [phi(t) for t in x]  # sum u x
    low, high = min(at_samples), max(at_samples)
    if len(slopes) == 1:
        plus, minus = slopes[0]
        ends = [(plus - minus) * low, (plus - minus) * high]
        return unit * max(abs(end + part) for end in ends for part in (minus * line, -plus * line))
    if network["activation"] == "relu":
        return unit * (high - low)
    best, tents = 0, network["activation"] == "symmetrized"
    for j, (a, at_a) in enumerate(zip(x, at_samples)):
        for i, (b, at_b) in enumerate(zip(x, at_samples)):
            found = [(at_b + phi(2 * a - b), at_a)]  # kinks at b, a and its mirror image
            if i < j:
                found.append((at_b + at_a, phi((a + b) // 2)))
            for sides, middle in found:
                if tents:
                    best = max(best, abs(sides - line), abs(sides - 2 * middle))
                else:
                    best = max(best, abs(2 * (sides - middle) - line))
    return unit * best


def check(content):
    """lo and hi as decimals. Raises Refused if the file does not prove them."""
    fields(content, KEYS)
    require(content["format"] == "mirrors proof" and content["version"] == 1, "another format")
    network, slopes = content["network"], slopes_of(content["network"])
    kind, option = fields(content["loss"], ["kind", "option"])
    require(kind in ("squared", "huber", "quantile"), f"the loss {kind!r} is not known here")
    if kind == "squared":
        require(option is None, "the squared loss has no option")
    else:
        option = number(option)
        require(option > 0 and (kind == "huber" or option < 1), "the option of the loss")
    lam = number(content["lam"])
    x, y, w = map(numbers, fields(content["rows"], ["x", "y", "w"]))
    require(len(x) == len(y) == len(w) > 0, "the rows are not complete")
    require(lam > 0 and min(w) > 0, "lam and weights must be positive")

    intercept, slope, units = fields(content["primal"], ["intercept", "slope", "units"])
    intercept, slope = number(intercept), number(slope)
    require(network["skip"] or slope == 0, "the network has no skip connection")
    units = [read_unit(unit, network, slopes) for unit in units]
    f = added(units, {t: intercept + slope * t for t in set(x)})
    upper = lam * sum(abs(z) for z, _, _ in units)
    upper += total(c * loss(kind, option, b - f[a]) for a, b, c in zip(x, y, w))

    u, samples = numbers(content["dual"]), dict.fromkeys(sorted(f), Fraction(0))
    require(len(u) == len(x), "the dual point has another length than the rows")
    for a, value in zip(x, u):
        samples[a] += value
    require(sum(u) == 0, "the dual point does not sum to 0")
    if network["skip"]:
        require(sum(a * b for a, b in samples.items()) == 0, "the dual point has a slope")
    largest = strongest(network, slopes, list(samples), list(samples.values()))
    require(largest <= lam, "the dual point is not feasible: a unit exceeds lam")
    lower = total(least(kind, option, *row) for row in zip(y, w, u))

    for name, value, way in (("lower", lower, ROUND_FLOOR), ("upper", upper, ROUND_CEILING)):
        parts = Decimal(value.numerator), Decimal(value.denominator)
        rounded = str(Context(prec=DIGITS, rounding=way).divide(*parts))
        require(content[name] == rounded, f"the {name} bound is {rounded}, not {content[name]}")
    rest = {key: value for key, value in content.items() if key != "sha256"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    # numbers on which no bound depends, as the place of a sample between two switches
    same = content["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    require(same, "the file was changed after it was written")
    return content["lower"], content["upper"]


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            lo, hi = check(json.load(file))
    except (Refused, ArithmeticError, OSError, ValueError, TypeError, RecursionError) as error:
        print(f"refused: {error}")
        return 1
    print(f"proved: the optimum lies in [{lo}, {hi}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
