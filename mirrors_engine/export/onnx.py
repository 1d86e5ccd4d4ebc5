"""The deep network as an ONNX file in float64.

ONNX is a protocol buffer, whose wire format is fixed: a field is its number and kind, then a
number, or a length and that many bytes. The dozen fields of a network are written here, which
spares the program a dependency of 40 MB; tests read the file with the `onnx` package and run it
with onnxruntime.
"""

from __future__ import annotations

import numpy as np

from mirrors_engine import __version__
from mirrors_engine.export.heading import heading
from mirrors_engine.export.layers import layers_of
from mirrors_engine.export.model import Model
from mirrors_engine.features.activation import Activation

IR_VERSION, OPSET = 8, 17
_DOUBLE = 11  # TensorProto.DataType
INPUT, OUTPUT = "x", "f"


def onnx_model(model: Model) -> bytes:
    """A model with the input `x`, shape (n, d), and the output `f`, shape (n, 1), in float64."""
    net = layers_of(model)
    graph = _Graph()
    h = first = graph.node("Sub", INPUT, graph.constant("origin", net.origin))
    for k, layer in enumerate(net.hidden, 1):
        weights = graph.constant(f"w{k}", layer.weights)
        product = graph.node("MatMul" if layer.weights.ndim == 2 else "Mul", h, weights)
        u = graph.node("Add", product, graph.constant(f"b{k}", layer.biases))
        h = graph.activation(layer.activation, u)
    out = graph.node("MatMul", h, graph.constant("out", net.out[:, None]))
    if net.slope is not None:
        line = graph.node("MatMul", first, graph.constant("slope", net.slope[:, None]))
        out = graph.node("Add", out, line)
    graph.node("Add", out, graph.constant("intercept", np.array([net.intercept])), to=OUTPUT)
    text = "\n".join(heading(model))
    return b"".join(
        (
            _number(1, IR_VERSION),
            _text(2, "mirrors"),
            _text(3, __version__),
            _text(6, text),
            _bytes(7, graph.message(model.signal.dimension)),
            _bytes(8, _number(2, OPSET)),
        )
    )


class _Graph:
    """Nodes and constants of a GraphProto, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []

    def node(self, kind: str, *inputs: str, to: str | None = None) -> str:
        """Add an operation; the name of its output."""
        name = to or f"h{len(self._nodes)}"
        fields = [*(_text(1, each) for each in inputs), _text(2, name)]
        self._nodes.append(b"".join([*fields, _text(3, f"{kind}_{name}"), _text(4, kind)]))
        return name

    def constant(self, name: str, values: np.ndarray) -> str:
        """Add an array, or a number."""
        values = np.asarray(values, dtype="<f8")
        shape = b"".join(_number(1, size) for size in values.shape)
        content = _number(2, _DOUBLE) + _text(8, name) + _bytes(9, values.tobytes())
        self._constants.append(shape + content)
        return name

    def activation(self, sigma: Activation, u: str) -> str:
        """σ(u): the operations that runtimes have for float64."""
        if sigma.name == "relu":
            return self.node("Relu", u)
        if sigma.name == "abs":
            return self.node("Abs", u)
        plus, minus = (
            self.constant(f"{name}_{u}", np.array(value))
            for name, value in (("plus", sigma.a_plus), ("minus", sigma.a_minus))
        )
        zero = self.constant(f"zero_{u}", np.array(0.0))
        if not sigma.step:
            plus, minus = self.node("Mul", plus, u), self.node("Mul", minus, u)
        return self.node("Where", self.node("GreaterOrEqual", u, zero), plus, minus)

    def message(self, d: int) -> bytes:
        """The GraphProto."""
        return b"".join(
            (
                *(_bytes(1, node) for node in self._nodes),
                _text(2, "network"),
                *(_bytes(5, constant) for constant in self._constants),
                _bytes(11, _value_info(INPUT, d)),
                _bytes(12, _value_info(OUTPUT, 1)),
            )
        )


def _value_info(name: str, columns: int) -> bytes:
    """float64 of shape (n, columns)."""
    shape = _bytes(1, _text(2, "n")) + _bytes(1, _number(1, columns))
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, _DOUBLE) + _bytes(2, shape)))


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes((*out, value))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, words: str) -> bytes:
    return _bytes(field, words.encode())
