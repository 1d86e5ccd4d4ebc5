"""Vertices in boxes of biases against all solutions of D conditions."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from mirrors_engine.dictionaries.reflections.fold_cells import cells
from mirrors_engine.dictionaries.reflections.search import box_vertices
from mirrors_engine.dictionaries.reflections.search.box_vertices import BoxVertices
from mirrors_engine.dictionaries.reflections.shapes import W_SHAPE


def solutions(rows: np.ndarray, s: np.ndarray) -> np.ndarray:
    """Biases (K, D) that meet some D of the conditions r·a = s_i."""
    folds = rows.shape[1]
    found = []
    for forms in itertools.combinations(range(len(rows)), folds):
        system = rows[list(forms)]
        if abs(np.linalg.det(system)) > 0.5:  # whole numbers
            places = np.array(list(itertools.product(s, repeat=folds)))
            found.append(np.linalg.solve(system, places.T).T)
    return np.concatenate(found)


@pytest.mark.parametrize("most", [1, 1 << 13])
@pytest.mark.parametrize("kind", ["uniform", "equispaced", "pairs"])
@pytest.mark.parametrize(("folds", "n", "level"), [(2, 12, 4), (2, 12, 9), (3, 6, 4), (3, 6, 9)])
def test_every_vertex_is_found_or_its_box_is_halved(folds, n, level, kind, most, monkeypatch):
    monkeypatch.setattr(box_vertices, "_SYSTEMS", most)
    rng = np.random.default_rng(n)
    s = np.sort(rng.random(n)) if kind != "equispaced" else np.arange(n) / 1.0
    if kind == "pairs":
        s[1::2] = s[::2] + 1e-6
    s = (s - s[0]) / (s[-1] - s[0])
    every = cells(folds, (W_SHAPE,))
    of = BoxVertices(s, every, (W_SHAPE,))
    resolved = 0
    for number, cell in enumerate(every):
        vertices = solutions(cell.rows, s)
        within = vertices[((vertices >= 0) & (vertices < 1)).all(axis=1)]
        corner = (rng.choice(within, 60) * (1 << level)).astype(np.int64).T
        left, rows, samples, biases = of.resolve(level, number, corner)
        met = np.einsum("kij,kj->ki", rows, biases) - s[samples]
        assert np.abs(met).max(initial=0.0) <= 1e-14
        for k in np.flatnonzero(~left):
            low = corner[:, k] * 0.5**level
            inside = ((vertices >= low) & (vertices <= low + 0.5**level)).all(axis=1)
            for vertex in vertices[inside]:
                assert np.abs(biases - vertex).max(axis=1).min() <= 1e-14
                resolved += 1
    assert resolved or most == 1 or level < 9
