"""What the network drawing shows of each unit: numbers, words and curves, no pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mirrors_engine.features.feature import Feature, Key
from mirrors_engine.features.features import place_of
from mirrors_engine.results import FitResult
from mirrors_gui.panels.common import curves
from mirrors_gui.panels.features.table_model import kinks_text
from mirrors_gui.text import formatting
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.translate import tr

POINTS = 33  # of a picture, besides its kinks
MOST_PICTURES = 4  # of one lane; the layers between are drawn as an ellipsis
SMALL = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, eq=False)
class Lane:
    """One unit, left to right.

    Attributes
    ----------
    rank : int
        0 for the largest weight.
    feature, z
        The Lasso's feature and weight.
    share : float
        |z| over the sum of all.
    weights, biases : tuple of float
        Of the hidden layers; empty where a layer has several neurons.
    alpha : float
        Output weight.
    amplitude : float or None
        Of a step unit.
    t : (P,) ndarray
        Abscissae of the pictures.
    layers : list of (neurons, P) ndarray
        The functions of the hidden layers.
    mirrored : (float, float) or None
        The half that is the mirror image of the other.
    """

    rank: int
    feature: Feature
    z: float
    share: float
    weights: tuple[float, ...]
    biases: tuple[float, ...]
    alpha: float
    amplitude: float | None
    t: np.ndarray
    layers: list[np.ndarray]
    mirrored: tuple[float, float] | None

    @property
    def key(self) -> tuple[int, ...]:
        return self.feature.key

    def words(self, signal: Any) -> str:
        """Name and share; weights and biases; kinks: a line each."""
        kinks = kinks_text(self.feature, formatting.x_words(signal))
        if signal.dimension > 1:
            kinks = said(self.feature.describe(formatting.x_names(signal), formatting.number))
        return tr(
            "#{rank} {kind} · {share} of all weight\n{numbers}\n{kinks}",
            rank=self.rank + 1,
            kind=said(self.feature.kind),
            share=formatting.share(self.share),
            numbers=self.numbers(),
            kinks=kinks,
        )

    def numbers(self) -> str:
        """Weights and biases of the unit, from input to output."""
        parts = []
        for number, (w, b) in enumerate(zip(self.weights, self.biases, strict=True), 1):
            place = str(number).translate(SMALL)
            parts.append(f"w{place} {formatting.number(w, 3)}, b{place} {formatting.number(b)}")
        if len(parts) > MOST_PICTURES:
            parts = [*parts[:2], "…", parts[-1]]
        if not parts:
            parts.append(" → ".join(formatting.plural(len(h), "neuron") for h in self.layers))
        if self.amplitude is not None:
            parts.append(
                tr("amplitude {amplitude}", amplitude=formatting.number(self.amplitude, 3))
            )
        return " · ".join([*parts, f"α {formatting.number(self.alpha, 3)}"])


def lanes_of(result: FitResult, most: int, also: Key | None = None) -> list[Lane]:
    """The `most` largest units of the reconstructed network, by |z|, and one more by its key."""
    z, ranked = np.asarray(result.weights), result.by_weight
    ranks = list(range(min(most, len(z))))
    place = place_of(result.features, also)
    if place is not None and place not in ranked[:most]:
        ranks.append(int(np.flatnonzero(ranked == place)[0]))
    order = ranked[ranks]
    total = float(np.abs(z).sum())
    network = result.network_of(order.tolist())
    features = [result.features[i] for i in order]
    low, high = curves.ranges(features, result.signal.x)
    t = curves.grids(features, low, high, POINTS, curves.is_step(features))
    plain = getattr(network.weights, "ndim", 0) == 2  # one neuron a layer
    lanes = []
    for k, (i, own) in enumerate(zip(order, curves.layers(features, t), strict=True)):
        feature = features[k]
        chain = plain and all(len(h) == 1 for h in own)
        lanes.append(
            Lane(
                rank=ranks[k],
                feature=feature,
                z=float(z[i]),
                share=float(abs(z[i])) / total,
                weights=tuple(network.weights[k].tolist()) if chain else (),
                biases=tuple(network.biases[k].tolist()) if chain else (),
                alpha=float(network.alphas[k]),
                amplitude=None if network.amplitudes is None else float(network.amplitudes[k]),
                t=t[k],
                layers=own,
                mirrored=mirrored_half(feature, float(low[k]), float(high[k])),
            )
        )
    return lanes


def mirrored_half(feature: Feature, low: float, high: float) -> tuple[float, float] | None:
    """The half of the data range that shows the mirror image; None without a mirror point."""
    mirrors = [k.position for k in feature.kinks if k.mirror]
    if not mirrors:
        return None
    axis = feature.mirror_axis
    if axis is None:
        axis = min(mirrors, key=lambda m: abs(m - 0.5 * (low + high)))
    beyond = max(mirrors, key=lambda m: abs(m - axis))
    if beyond == axis:  # a midpoint: the side that the first layer folds over
        left = getattr(feature.unit, "signs", (1,))[0] > 0
    else:
        left = beyond < axis
    half = (low, min(axis, high)) if left else (max(axis, low), high)
    return half if half[0] < half[1] else None


def pictured(layers: int) -> list[int | None]:
    """Which hidden layers get a picture; None stands for those between."""
    if layers <= MOST_PICTURES:
        return list(range(layers))
    return [0, 1, None, layers - 1]
