"""The path of optima as an object: linear segments, and the events between them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from mirrors_engine.certificates.between import Proved, between, certificate_of
from mirrors_engine.features.feature import Key
from mirrors_engine.features.features import Features
from mirrors_engine.notebook import in_notebook
from mirrors_engine.solvers.needless import TINY

if TYPE_CHECKING:
    from mirrors_engine.problem import Problem
    from mirrors_engine.results import FitResult
    from mirrors_engine.solvers.base import Solution

NEAR = 1e-8  # relative distance to an event within which `result_at` gives no answer
RESOLVED = 1e-10  # relative width of a bracket below which nothing more is looked for


@dataclass(frozen=True, eq=False)
class Segment:
    """A stretch of λ on which the optimum is affine: same features, same signs.

    Attributes
    ----------
    problem : Problem
    names : (K, width) ndarray
        Keys of the features, in their fixed order.
    signs : (K,) ndarray
        Of their weights inside.
    top, bottom : Proved
        The certified ends, top at the larger λ; the same object where one λ alone is known.
        At an event one of the weights is 0.
    at_event : (bool, bool)
        Whether top and bottom are exact events.
    resolution : float
        Relative width up to which the gaps beside it are worth closing.
    solved : FitResult or None
        An optimum on it, as `Problem.solve` found it; None if it was followed from another.
    """

    problem: Problem
    names: np.ndarray
    signs: np.ndarray
    top: Proved
    bottom: Proved
    at_event: tuple[bool, bool] = (False, False)
    resolution: float = RESOLVED
    solved: FitResult | None = None

    @property
    def signed(self) -> tuple[bytes, bytes]:
        """A name for its features with the signs of their weights.

        Of arrays, which are in a fixed order: sets of tens of thousands of tuples at each of a
        hundred λ took a gigabyte.
        """
        return self.names.tobytes(), (self.signs > 0).tobytes()

    @property
    def keys(self) -> tuple[Key, ...]:
        """Keys of the active features, in their fixed order."""
        return tuple(map(tuple, self.names.tolist()))

    @cached_property
    def sample(self) -> FitResult:
        """An optimum on it: the one that was solved, otherwise the middle."""
        if self.solved is not None:
            return self.solved
        return self.result_at(0.5 * (self.top.lam + self.bottom.lam) * self.problem.units.lam)

    @property
    def lam(self) -> float:
        """Of the sample, in the user's units."""
        if self.solved is not None:
            return self.solved.lam
        return 0.5 * (self.top.lam + self.bottom.lam) * self.problem.units.lam

    @property
    def row(self) -> tuple[float, float, float, float]:
        """Its row of the table of a path."""
        return self.top.lam, self.bottom.lam, self.resolution, self.lam

    @cached_property
    def chosen(self) -> Solution:
        """The canonical choice among all optimal weights in its middle, in scaled units."""
        middle = between(self.top, self.bottom, 0.5 * (self.top.lam + self.bottom.lam))
        return self.problem.chosen(middle.lam, self.names, middle.weights, middle.dual)

    @cached_property
    def is_chosen(self) -> bool:
        """Whether its features are those of the canonical choice."""
        return set(map(tuple, self.chosen.keys.tolist())) == set(self.keys)

    def result_at(self, lam: float) -> FitResult:
        """The mixture of both ends at λ (user's units), with its certificate."""
        at = min(max(self.problem.to_scaled_lam(lam), self.bottom.lam), self.top.lam)
        mixed = between(self.top, self.bottom, at)
        proof = certificate_of(mixed, self.problem.rows, self.problem.dictionary_size)
        return self.problem.mixed_result(lam, self._features, mixed, proof)

    @cached_property
    def _features(self) -> Features:
        return self.problem.features_of(self.names)

    def joined(self, below: Segment) -> Segment:
        """One segment of this and of another of the same features and signs below it.

        The residual is feasible in between, being feasible at both ends.
        """
        return replace(
            self,
            bottom=below.bottom,
            at_event=(self.at_event[0], below.at_event[1]),
            resolution=max(self.resolution, below.resolution),
            solved=self.solved or below.solved,
        )

    @property
    def light(self) -> bool:
        """Whether only the weights were kept, for want of memory."""
        return not len(self.top.dual)


@dataclass(frozen=True)
class Event:
    """A λ at which neurons enter or leave the optimum, from large to small λ.

    An event that is not exact yet stands for all that happens in its bracket, and names what
    differs between the two sides; its λ is the lower end, where the new neurons are in use.

    Attributes
    ----------
    lam, lam_ratio : float
        λ in the user's units and as λ/λ_max.
    kind : str
        "birth", "death", or "exchange" where neurons come and go at once.
    born, died : tuple of keys
        A neuron that changes sign does both.
    width : float
        Relative width of the bracket in which it lies.
    """

    lam: float
    lam_ratio: float
    kind: str
    born: tuple[Key, ...]
    died: tuple[Key, ...]
    width: float = 0.0

    @property
    def keys(self) -> tuple[Key, ...]:
        """All neurons that take part."""
        return self.born + self.died

    @property
    def exact(self) -> bool:
        """Whether λ is known to rounding."""
        return self.width <= RESOLVED


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """What a drawing of the path needs at one λ; two of them stand at an event.

    Attributes
    ----------
    lam_ratio : float
    names : (K, width) ndarray
        Keys of the active features; the same object all along a segment.
    weights : (K,) ndarray
        In the user's units; a neuron that is just being born or dying has weight 0.
    """

    lam_ratio: float
    names: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True, eq=False)
class Path:
    """What is known of the path of one problem, from λ_max down; it only ever grows.

    Attributes
    ----------
    problem : Problem
    segments : tuple of Segment
        From large to small λ; where one ends before the next begins, nothing is known.
    min_ratio : float
        Lower end of the path, as λ/λ_max.
    complete : bool
        Whether every event down to there is known, or no more can be kept.
    """

    problem: Problem
    segments: tuple[Segment, ...] = ()
    min_ratio: float = 1e-4
    complete: bool = False

    @cached_property
    def table(self) -> np.ndarray:
        """(n, 4): of each segment λ at the top and at the bottom, scaled, its resolution, and λ
        of its sample in the user's units."""
        return _table(self.segments)

    def with_segments(self, begin: int, end: int, others: tuple[Segment, ...]) -> Path:
        """With others in place of those from `begin` to `end`.

        The table grows with it: to make it anew at each step took a twentieth of a path's time.
        So do the events that are known, as each names all neurons that come and go.
        """
        grown = replace(
            self, segments=self.segments[:begin] + others + self.segments[end:], complete=False
        )
        rows = self.table[:begin], _table(others), self.table[end:]
        vars(grown)["table"] = np.concatenate(rows)
        vars(grown)["_known"] = vars(self).get("_between", vars(self).get("_known", {}))
        return grown

    def segment_at(self, lam: float) -> Segment | None:
        """The known segment that holds λ (user's units)."""
        at = self.problem.to_scaled_lam(lam)
        i = int(np.searchsorted(-self.table[:, 1], -at))
        if i == len(self.segments) or self.segments[i].top.lam < at:
            return None
        return self.segments[i]

    def result_at(self, lam: float) -> FitResult | None:
        """The optimum at λ with its certificate, O(N + K); None where it is not known.

        Equal to `Problem.solve` at the same λ. Within 1e-8 of an event, where a weight is so small
        that the solver asks whether it is needed, and where others of the optimal weights are the
        canonical ones, the answer is None too.
        """
        began = time.perf_counter()
        segment = self.segment_at(lam)
        if segment is None or segment.light:
            return None
        at = self.problem.to_scaled_lam(lam)
        ends = zip((segment.top, segment.bottom), segment.at_event, strict=True)
        if any(event and abs(end.lam - at) <= NEAR * at for end, event in ends):
            return None
        answer = segment.result_at(lam)
        size = np.abs(answer.weights)
        if len(size) and float(size.min()) <= TINY * float(size.sum()):
            return None
        solved = segment.solved
        if solved is None and not segment.is_chosen:
            return None
        known = segment.chosen if solved is None else solved
        seconds = time.perf_counter() - began
        return replace(answer, unique=known.unique, canonical=known.canonical, seconds=seconds)

    def _repr_html_(self) -> str | None:
        """In a notebook: the optimum at every λ that is known (one input)."""
        shown = self.problem.signal.dimension == 1 and bool(self.segments)
        return in_notebook(self) if shown else None

    @property
    def covered(self) -> bool:
        """Whether λ were solved down to `min_ratio`, exact events or not."""
        if self.complete:
            return True
        end = self.problem.to_scaled_lam(self.min_ratio * self.problem.lam_max)
        return bool(len(self.segments)) and self.segments[-1].bottom.lam <= end * (1 + 1e-9)

    @property
    def size(self) -> int:
        """Bytes of the arrays over the samples, of its segments and of the problem itself."""
        known = [s for s in self.segments if not s.light]
        ends = [end for s in known for end in (s.top, s.bottom)]
        arrays = {id(array) for end in ends for array in (end.fitted, end.dual)}
        held = len(arrays) + 2 * sum(s.solved is not None for s in known)
        return 8 * len(self.problem.scaled.y) * (held + 8)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Births and deaths from large to small λ, exact or with the bracket they lie in."""
        return tuple(event for event in self._between.values() if event)

    @cached_property
    def _between(self) -> dict[tuple[Segment, Segment], Event | None]:
        """What happens between neighbours, in order: nothing where only a solve parts them."""
        known = vars(self).get("_known", {})
        pairs = zip(self.segments, self.segments[1:], strict=False)
        return {pair: known[pair] if pair in known else self._event(*pair) for pair in pairs}

    def _event(self, above: Segment, below: Segment) -> Event | None:
        if above.signed == below.signed:
            return None
        died, born = _lost(above, below), _lost(below, above)
        kind = "exchange" if born and died else "birth" if born else "death"
        width = max(0.0, 1 - below.top.lam / above.bottom.lam)
        ratio = self._ratio(below.top.lam)
        return Event(ratio * self.problem.lam_max, ratio, kind, born, died, width)

    def _ratio(self, lam: float) -> float:
        return lam / self.problem.to_scaled_lam(self.problem.lam_max)

    def spots(self, segment: Segment, finest: float = 0.02) -> tuple[Spot, ...]:
        """The segment from top to bottom, its ends included, every `finest` decades."""
        single = segment.top.lam == segment.bottom.lam
        ends = [segment.top] if single else [segment.top, segment.bottom]
        lams = np.array([end.lam for end in ends])
        decades = float(np.log10(lams[0] / lams[-1]))
        if decades > finest:  # affine in λ is curved in log λ
            lams = np.geomspace(lams[0], lams[-1], 1 + int(np.ceil(decades / finest)))
        z = np.array([end.weights for end in ends])
        share = (lams[0] - lams) / (lams[0] - lams[-1]) if len(lams) > 1 else np.zeros(1)
        weights = self.problem.to_user_weights((1 - share)[:, None] * z[0] + share[:, None] * z[-1])
        weights.setflags(write=False)
        ratios = [self._ratio(float(lam)) for lam in lams]
        names = segment.names
        return tuple(Spot(r, names, row) for r, row in zip(ratios, weights, strict=True))


def _table(segments: tuple[Segment, ...]) -> np.ndarray:
    return np.array([segment.row for segment in segments]).reshape(-1, 4)


def _lost(above: Segment, below: Segment) -> tuple[Key, ...]:
    """Keys of the neurons of one segment that the other has not, or with the other sign."""
    rows, others = (_named(segment) for segment in (above, below))
    some = np.flatnonzero(~np.isin(rows, others))
    return tuple(map(tuple, above.names[some].tolist()))


def _named(segment: Segment) -> np.ndarray:
    """(K,) of bytes: the key and the sign of each neuron."""
    rows = np.column_stack((segment.names, segment.signs > 0)).astype(np.int64)
    return rows.view(np.dtype((np.void, 8 * rows.shape[1]))).reshape(len(rows))
