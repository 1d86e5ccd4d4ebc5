"""The function as MATLAB and Octave run it."""

from __future__ import annotations

from mirrors_engine.export.heading import arguments, constant_of, heading, pieces_by_input
from mirrors_engine.export.model import Model

_LOOKUP = """\
function y = pieces(row, x)
% rows: where the piece begins (the first: where its line is known), value there, slope
k = ones(size(x));
for i = 2:size(row, 1)
    k = k + (x >= row(i, 1));
end
at = reshape(row(k, 1), size(x));
y = reshape(row(k, 2), size(x)) + reshape(row(k, 3), size(x)) .* (x - at);
end
"""


def matlab_source(model: Model) -> str:
    """A file `f.m` with the function f(x), x an array; f(x1, x2, …) for additive inputs."""
    parts = pieces_by_input(model)
    names = arguments(model)
    terms = [f"pieces(table_{name}, {name})" for name in names]
    constant = constant_of(model)
    if constant:
        terms.insert(0, repr(constant))
    lines = [
        f"function y = f({', '.join(names)})",
        "% Save as f.m.",
        *(f"% {line}" for line in heading(model)),
    ]
    if model.signal.x_is_time and model.signal.dimension == 1:
        lines.append("% of a datetime t without a zone: f(datenum(t) - 719529)")
    for name, pieces in zip(names, parts, strict=True):
        lines.append(f"table_{name} = [")
        lines += [f"    {p.anchor!r}, {p.value!r}, {p.slope!r}" for p in pieces]
        lines.append("];")
    lines += [f"y = {' + '.join(terms)};", "end", "", _LOOKUP]
    return "\n".join(lines)
