"""The reconstructed network as plain numbers, and as a function that needs numpy alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from mirrors_engine.export.heading import heading
from mirrors_engine.results import FitResult


def network_dict(result: FitResult) -> dict[str, Any]:
    """The deep network as JSON values: f(x) = ξ + Σ_i α_i s_i g_i(x).

    A unit with one neuron a layer is h ← σ_l(w_l h + b_l), begun with x - origin, or with
    direction · x for several inputs; "weights" and "biases" list w_l and b_l, first layer
    first. A unit with several neurons a layer has matrices W_l and vectors b_l in their
    place. Amplitudes s_i are 1 but for sign and threshold networks.
    """
    network = result.network
    units = []
    for i in range(network.units):
        unit: dict[str, Any] = {
            "alpha": float(network.alphas[i]),
            "amplitude": 1.0 if network.amplitudes is None else float(network.amplitudes[i]),
        }
        if network.directions is not None:
            unit["direction"] = network.directions[i].tolist()
        if network.inner:
            unit["weights"] = [matrix.tolist() for matrix in network.inner[i].weights]
            unit["biases"] = [bias.tolist() for bias in network.inner[i].biases]
        else:
            unit["weights"] = network.weights[i].tolist()
            unit["biases"] = network.biases[i].tolist()
        units.append(unit)
    return {
        "format": "mirrors network",
        "version": 1,
        "describe": result.architecture.describe(),
        "inputs": list(result.signal.x_names),
        "output": result.signal.y_name,
        "layers": network.layers,
        "neurons": "matrix" if network.inner else "chain",
        "activations": [
            {"name": a.name, "plus": a.a_plus, "minus": a.a_minus, "step": a.step}
            for a in network.activations
        ],
        "origin": float(network.origin),
        "intercept": float(network.intercept),
        **_line(result),
        "units": units,
        "lam": result.lam,
        "loss": result.loss,
        "objective": result.objective,
        "gap": result.gap,
        "certified": result.certified,
    }


def _line(result: FitResult) -> dict[str, Any]:
    """Slope and middle of a skip connection, `intercept` being the value at the middle."""
    network = result.network
    if result.level is None:
        return {}
    return {
        "slope": np.asarray(network.slope).tolist(),
        "middle": np.asarray(network.middle).tolist(),
    }


def _line_constants(value: dict[str, Any]) -> list[str]:
    if "slope" not in value:
        return []
    slope, middle = (
        f"np.array({part!r})" if isinstance(part, list) else repr(part)
        for part in (value["slope"], value["middle"])
    )
    return [f"SLOPE = {slope}  # of the skip connection", f"MIDDLE = {middle}"]


def python_source(result: FitResult) -> str:
    """A Python module with `network(x)`, which agrees with `result.predict` to rounding.

    It imports numpy and nothing else. x is a number or an array; for d input columns an
    array of shape (..., d).
    """
    value = network_dict(result)
    several = len(value["inputs"]) > 1
    scalars = all(isinstance(b, float) for unit in value["units"] for b in unit["biases"])
    lines = [
        *(f"# {line}" for line in heading(result)),
        "import numpy as np",
        "",
        f"INTERCEPT = {value['intercept']!r}",
        *_line_constants(value),
        *([] if several else [f"ORIGIN = {value['origin']!r}  # the first layer reads x - ORIGIN"]),
        "",
        "# one activation for each hidden layer",
        "ACTIVATIONS = [",
        *(f"    {_activation(a)},  # {a['name']}" for a in value["activations"]),
        "]",
        "",
        "# one unit a line: output weight, "
        + ("direction, " if several else "")
        + ("weights and biases of each layer" if scalars else "matrix and biases of each layer"),
        "UNITS = [",
        *(f"    {_unit(unit, several)}," for unit in value["units"]),
        "]",
        "",
        "",
        "def network(x):",
        '    """Value of the network at x' + (', shape (..., d)."""' if several else '."""'),
        "    x = np.asarray(x, dtype=float)",
        f"    f = np.full(x.shape{'[:-1]' if several else ''}, INTERCEPT)",
        *(
            [f"    f = f + (x - MIDDLE) {'@' if several else '*'} SLOPE"]
            if "slope" in value
            else []
        ),
        f"    for alpha, {'direction, ' if several else ''}weights, biases in UNITS:",
        f"        h = {'x @ np.array(direction)' if several else 'x - ORIGIN'}",
        *(_CHAIN if scalars else _MATRICES),
        "    return f",
        "",
    ]
    return "\n".join(lines)


_CHAIN = (
    "        for sigma, w, b in zip(ACTIVATIONS, weights, biases):",
    "            h = sigma(w * h + b)",
    "        f = f + alpha * h",
)
_MATRICES = (
    "        h = h[None]  # neurons first",
    "        for sigma, w, b in zip(ACTIVATIONS, weights, biases):",
    "            b = np.array(b).reshape((-1,) + (1,) * (h.ndim - 1))",
    "            h = sigma(np.tensordot(np.array(w), h, axes=1) + b)",
    "        f = f + alpha * h[0]",
)


def _activation(activation: dict[str, Any]) -> str:
    plus, minus = activation["plus"], activation["minus"]
    if activation["step"]:
        return f"lambda u: np.where(u >= 0, {plus!r}, {minus!r})"
    if minus == 0:
        return f"lambda u: {plus!r} * np.maximum(u, 0.0)"
    return f"lambda u: np.where(u >= 0, {plus!r} * u, {minus!r} * u)"


def _unit(unit: dict[str, Any], several: bool) -> str:
    parts = [np.float64(unit["alpha"] * unit["amplitude"]).item()]
    parts += [unit["direction"]] if several else []
    return repr((*parts, unit["weights"], unit["biases"]))
