"""The deep network as the source of a PyTorch module."""

from __future__ import annotations

import numpy as np

from mirrors_engine.export.heading import heading
from mirrors_engine.export.layers import Layer, layers_of
from mirrors_engine.export.model import Model
from mirrors_engine.features.activation import Activation


def torch_source(model: Model) -> str:
    """A Python module with the class `Network`, its weights as parameters in float64.

    `Network()(x)` is f for a tensor x of any shape, or of shape (..., d) for d inputs.
    """
    net = layers_of(model)
    several = model.signal.dimension > 1
    lines = [
        *(f"# {line}" for line in heading(model)),
        "import torch",
        "",
        "",
        "class Network(torch.nn.Module):",
        f'    """f(x) for a tensor x of {"shape (..., d)" if several else "any shape"}; '
        'float64, unless moved."""',
        "",
        "    def __init__(self):",
        "        super().__init__()",
        "        number = torch.float64",
        "        # the first layer reads x - origin, subtracted before anything is rounded",
        f'        self.register_buffer("origin", torch.tensor({_list(net.origin)}, dtype=number))',
    ]
    for k, layer in enumerate(net.hidden, 1):
        for name, values in (("w", layer.weights), ("b", layer.biases)):
            lines.append(_parameter(f"{name}{k}", _list(values)))
    lines.append(_parameter("out", _list(net.out)))
    lines.append(_parameter("intercept", repr(float(net.intercept))))
    if net.slope is not None:
        lines.append(_parameter("slope", _list(net.slope)))
    lines += ["", "    def forward(self, x):"]
    x = "x" if several else "x[..., None]"
    lines.append(f"        h = ({x} - self.origin).to(self.out.dtype)")
    if net.slope is not None:
        lines.append("        line = h @ self.slope")
    for k, layer in enumerate(net.hidden, 1):
        lines.append(f"        u = {_product(layer, k)} + self.b{k}")
        lines.append(f"        h = {_activation(layer.activation)}")
    line = "" if net.slope is None else " + line"
    lines += [f"        return h @ self.out + self.intercept{line}", ""]
    return "\n".join(lines)


def _parameter(name: str, value: str) -> str:
    return f"        self.{name} = torch.nn.Parameter(torch.tensor({value}, dtype=number))"


def _list(values: np.ndarray) -> str:
    return repr(values.tolist())


def _product(layer: Layer, k: int) -> str:
    return f"h @ self.w{k}" if layer.weights.ndim == 2 else f"h * self.w{k}"


def _activation(activation: Activation) -> str:
    plus, minus = activation.a_plus, activation.a_minus
    if activation.step:
        high, low = (f"torch.full_like(u, {value!r})" for value in (plus, minus))
        return f"torch.where(u >= 0, {high}, {low})"
    if activation.name == "abs":
        return "torch.abs(u)"
    if activation.name == "relu":
        return "torch.relu(u)"
    return f"torch.where(u >= 0, {plus!r} * u, {minus!r} * u)"
