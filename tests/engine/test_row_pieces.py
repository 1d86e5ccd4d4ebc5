"""Columns at the rows by pieces between kinks, against the columns written out."""

from __future__ import annotations

import numpy as np
import pytest

from mirrors_engine import Architecture, Problem, Signal
from mirrors_engine.solvers.losses.row_pieces import RowPieces

NETS = {
    "relu": Architecture("relu", 2),
    "relu with a line": Architecture("relu", 2, skip=True),
    "reflections": Architecture("abs", 3),
    "sign": Architecture("sign", 2),
    "sign with a line": Architecture("sign", 2, skip=True),
    "wide sign": Architecture("sign", 3, widths=(4,)),
    "additive": Architecture("relu", 2, inputs="additive"),
}


@pytest.mark.parametrize("net", NETS.values(), ids=NETS)
@pytest.mark.parametrize("shared", [False, True], ids=["one row a sample", "shared samples"])
def test_products_and_basis_are_those_of_the_columns(net, shared):
    rng = np.random.default_rng(3)
    x = np.sort(rng.random(60))
    x[30:34] = x[30] + 1e-9 * np.arange(4)
    x = np.repeat(x, 2) if shared else x
    if net.inputs == "additive":
        x = np.column_stack((x, rng.permutation(x)))
    w = rng.random(len(x)) + 0.2
    problem = Problem(Signal(x, rng.standard_normal(len(x)), w), net, "huber", delta=0.5)
    rows = problem.rows
    keys = problem.dictionary.price(rng.standard_normal(rows.rows.samples), 0.0, limit=5).keys
    pieces = RowPieces(problem.dictionary, rows, keys)
    assert pieces.count < 60 or net.inputs == "additive" or net.skip

    columns = problem.dictionary.columns(keys)
    columns = rows.rows.per_row(np.column_stack((columns, rows.free.matrix(len(columns)))))
    columns[:, : len(keys)] -= columns[:, : len(keys)].mean(axis=0)
    columns /= pieces.lengths
    z, u = rng.standard_normal(columns.shape[1]), rng.standard_normal(len(columns))
    np.testing.assert_allclose(pieces.times(z), columns @ z, rtol=0, atol=1e-12)
    np.testing.assert_allclose(pieces.transposed(u), columns.T @ u, rtol=0, atol=1e-12)

    inside = rng.random(len(columns)) < 0.6
    inside[len(inside) // 3 : len(inside) // 2] = False  # no row of some pieces
    root = np.sqrt(rows.rows.w[inside])
    basis = pieces.basis(inside, rows.rows.w[inside])
    q = np.array([basis.lifted(one) for one in np.eye(len(basis.small))]).T
    used = q.any(axis=0)
    np.testing.assert_allclose(q[:, used].T @ q[:, used], np.eye(used.sum()), atol=1e-12)
    np.testing.assert_allclose(basis.inside(u[inside]), q.T @ u[inside], atol=1e-12)
    np.testing.assert_allclose(q @ basis.small, root[:, None] * columns[inside], atol=1e-12)
