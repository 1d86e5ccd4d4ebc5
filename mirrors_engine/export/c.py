"""The function as C99: tables of pieces and a binary search, no header needed."""

from __future__ import annotations

from mirrors_engine.export.heading import arguments, constant_of, heading, pieces_by_input
from mirrors_engine.export.model import Model

_SEARCH = """\
/* rows: where the piece begins (the first: where its line is known), value there, slope */
static double pieces(const double (*row)[3], int rows, double x)
{
    int low = 0, high = rows;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (x >= row[middle][0]) low = middle; else high = middle;
    }
    return row[low][1] + row[low][2] * (x - row[low][0]);
}
"""


def c_source(model: Model) -> str:
    """C with one function `double f(double x)`, or of x1, x2, … for additive inputs."""
    parts = pieces_by_input(model)
    names = arguments(model)
    lines = ["/*", *(f" * {line}" for line in heading(model)), " */", "", _SEARCH]
    for name, pieces in zip(names, parts, strict=True):
        lines.append(f"static const double table_{name}[{len(pieces)}][3] = {{")
        lines += [f"    {{{p.anchor!r}, {p.value!r}, {p.slope!r}}}," for p in pieces]
        lines += ["};", ""]
    constant = constant_of(model)
    terms = [
        f"pieces(table_{name}, {len(pieces)}, {name})"
        for name, pieces in zip(names, parts, strict=True)
    ]
    if constant:
        terms.insert(0, repr(constant))
    lines += [
        f"double f({', '.join(f'double {name}' for name in names)})",
        "{",
        f"    return {' + '.join(terms)};",
        "}",
        "",
    ]
    return "\n".join(lines)
