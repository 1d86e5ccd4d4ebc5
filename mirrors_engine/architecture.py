"""Which network is trained: activation, depth and input."""

from __future__ import annotations

import math
from dataclasses import dataclass
from numbers import Real

import numpy as np

from mirrors_engine.errors import ArchitectureError
from mirrors_engine.features.activation import ABS, RELU, SIGN, THRESHOLD, Activation

ACTIVATIONS = ("relu", "leaky", "abs", "symmetrized", "sign", "threshold", "piecewise")
INPUTS = ("line", "plane", "additive")
KINDS = ("rectangular", "tree")
DICTIONARIES = ("exact", "data")
MAX_LAYERS = 64
_GAINS = (-5.0, 8.0)  # powers of ten; beyond, linear programs lose their digits


@dataclass(frozen=True)
class Architecture:
    """A parallel network with `layers` - 1 hidden layers and a linear output layer.

    Parameters
    ----------
    activation : str
        "relu", "leaky", "abs", "symmetrized" (|·| in every hidden layer but the
        last, which is ReLU), "sign", "threshold" or "piecewise".
    layers : int
        Number of layers L ≥ 2; the linear output layer counts.
    negative_slope : float
        Left slope of "leaky", in (0, 1).
    slopes : (float, float) or None
        (a_plus, a_minus) of "piecewise"; they must differ.
    inputs : str
        "line" (x of shape (N,)), "plane" (N, 2) or "additive" (N, d).
    kind, widths
        For sign and threshold with layers ≥ 3: "rectangular" or "tree", and the
        numbers of neurons of one unit in its first L-2 hidden layers.
    dictionary : str
        "exact": every feature the network needs, so that the fit can be certified.
        "data", for abs and symmetrized of 4 or more layers: only those folded at data
        points, where the exact dictionary does not fit. The answer is optimal over them;
        its lower bound is the cost of transport, which holds for every feature of the
        network. It is certified only where that bound meets it, which proves it optimal
        for the whole network.
    skip : bool
        Whether the inputs are also connected to the output directly: an unpenalised straight
        line (plane, sum of lines) beside the units. At λ_max the fit is linear regression.

    Raises
    ------
    ArchitectureError
        If no such network exists.

    Notes
    -----
    Units of L layers are chains of L - 1 neurons (blocks of them for deep sign and threshold
    networks) with a linear output, as in the theorem [1]_ (manual, Vertices).

    References
    ----------
    .. [1] E. Zeger et al., *A Library of Mirrors: Deep Neural Nets in Low Dimensions are Convex
       Lasso Models with Reflection Features*, arXiv:2403.01046.
    """

    activation: str = "relu"
    layers: int = 2
    negative_slope: float = 0.1
    slopes: tuple[float, float] | None = None
    inputs: str = "line"
    kind: str | None = None
    widths: tuple[int, ...] | None = None
    dictionary: str = "exact"
    skip: bool = False

    def __post_init__(self) -> None:
        if self.activation not in ACTIVATIONS:
            raise ArchitectureError(
                f"There is no activation {self.activation!r}: "
                f"choose one of {', '.join(ACTIVATIONS)}."
            )
        if isinstance(self.layers, bool) or not _whole(self.layers):
            raise ArchitectureError(
                f"layers = {self.layers!r} is not a whole number: use 2 or more."
            )
        object.__setattr__(self, "layers", int(self.layers))
        if self.layers < 2:
            raise ArchitectureError(
                f"layers = {self.layers} has no hidden layer to train: use 2 or more."
            )
        if self.layers > MAX_LAYERS:
            raise ArchitectureError(
                f"layers = {self.layers} is out of reach: use {MAX_LAYERS} or fewer."
            )
        if self.inputs not in INPUTS:
            raise ArchitectureError(
                f"There is no input kind {self.inputs!r}: choose one of {', '.join(INPUTS)}."
            )
        if not isinstance(self.skip, bool | np.bool_):
            raise ArchitectureError(f"skip = {self.skip!r} must be True or False.")
        object.__setattr__(self, "skip", bool(self.skip))
        self._check_dictionary()
        self._check_slopes()
        self._check_widths()

    def _check_dictionary(self) -> None:
        if self.dictionary not in DICTIONARIES:
            raise ArchitectureError(
                f"There is no dictionary {self.dictionary!r}: "
                f"choose one of {', '.join(DICTIONARIES)}."
            )
        folds = self.activation in ("abs", "symmetrized") and self.layers >= 4
        if self.dictionary == "data" and (not folds or self.inputs == "plane"):
            raise ArchitectureError(
                "The data-feature subset is for abs and symmetrized networks of 4 or more "
                "layers on a line: use the exact dictionary here."
            )

    def _check_slopes(self) -> None:
        if isinstance(self.negative_slope, bool) or not isinstance(self.negative_slope, Real):
            raise ArchitectureError(
                f"negative_slope = {self.negative_slope!r} is no number: use a value such as 0.1."
            )
        if self.activation == "leaky" and not 0 < self.negative_slope < 1:
            raise ArchitectureError(
                f"negative_slope = {self.negative_slope} is outside (0, 1): "
                "use a value such as 0.1, or activation relu or piecewise."
            )
        if self.activation != "piecewise":
            if self.slopes is not None:
                raise ArchitectureError(
                    f"slopes belong to activation piecewise, not to {self.activation}: "
                    "leave them out."
                )
            return
        try:
            a_plus, a_minus = (float(a) for a in self.slopes)
        except (TypeError, ValueError):
            raise ArchitectureError(
                "Activation piecewise needs slopes=(a_plus, a_minus), for example (1, -0.5)."
            ) from None
        if not (math.isfinite(a_plus) and math.isfinite(a_minus)) or a_plus == a_minus:
            raise ArchitectureError(
                f"slopes = ({a_plus:g}, {a_minus:g}) make a straight line: "
                "use two different finite numbers."
            )
        gain = (self.layers - 1) * math.log10(max(abs(a_plus), abs(a_minus)))
        if not _GAINS[0] <= gain <= _GAINS[1]:
            raise ArchitectureError(
                f"slopes = ({a_plus:g}, {a_minus:g}) scale a signal by 1e{gain:.0f} over "
                f"{self.layers - 1} layers, too much for accurate numbers: divide both by the "
                "larger, which only changes the unit of lam."
            )
        object.__setattr__(self, "slopes", (a_plus, a_minus))

    def _check_widths(self) -> None:
        step = self.activation in ("sign", "threshold")
        if self.kind is not None and self.kind not in KINDS:
            raise ArchitectureError(
                f"There is no kind {self.kind!r}: choose one of {', '.join(KINDS)}."
            )
        if (self.kind is not None or self.widths is not None) and not (step and self.layers >= 3):
            raise ArchitectureError(
                "kind and widths describe sign and threshold networks of 3 or more layers: "
                "leave them out."
            )
        if not step or self.layers < 3:
            return
        object.__setattr__(self, "kind", self.kind or "rectangular")
        if _whole(self.widths):  # one hidden layer has one width, with or without brackets
            object.__setattr__(self, "widths", (self.widths,))
        if self.widths is None or len(self.widths) != self.layers - 2:
            raise ArchitectureError(
                f"A {self.layers}-layer {self.activation} network needs widths with "
                f"{self.layers - 2} whole numbers, the neurons of one unit in its first "
                "hidden layers."
            )
        if not all(_whole(m) and m >= 1 for m in self.widths):
            raise ArchitectureError(f"widths = {self.widths} must be whole numbers of at least 1.")
        object.__setattr__(self, "widths", tuple(int(m) for m in self.widths))

    @property
    def activations(self) -> tuple[Activation, ...]:
        """The activation of each of the layers - 1 hidden layers of one unit."""
        hidden = self.layers - 1
        if self.activation == "symmetrized":
            return (ABS,) * (hidden - 1) + (RELU,)
        named = {"relu": RELU, "abs": ABS, "sign": SIGN, "threshold": THRESHOLD}
        if self.activation in named:
            one = named[self.activation]
        elif self.activation == "leaky":
            one = Activation("leaky", 1.0, self.negative_slope)
        else:
            assert self.slopes is not None
            one = Activation("piecewise", *self.slopes)
        return (one,) * hidden

    @property
    def step(self) -> bool:
        """True where the output is piecewise constant (sign, threshold)."""
        return self.activation in ("sign", "threshold")

    def describe(self) -> str:
        """The network in words.

        Returns
        -------
        str
            Such as "3-layer |·| network".
        """
        names = {
            "relu": "ReLU",
            "leaky": f"leaky ReLU ({self.negative_slope:g})",
            "abs": "|·|",
            "symmetrized": "symmetrised ReLU",
            "sign": "sign",
            "threshold": "threshold",
        }
        if self.activation == "piecewise":
            assert self.slopes is not None
            name = f"piecewise ({self.slopes[0]:g}, {self.slopes[1]:g})"
        else:
            name = names[self.activation]
        shape = f" {self.kind} {'×'.join(map(str, self.widths))}" if self.widths else ""
        where = {"plane": " on the plane", "additive": " on additive inputs"}.get(self.inputs, "")
        only = " (data features only)" if self.dictionary == "data" else ""
        line = " with skip connection" if self.skip else ""
        return f"{self.layers}-layer {name}{shape} network{where}{only}{line}"

    def check_dimension(self, columns: int) -> None:
        """Refuse a signal that does not have the input columns this network reads.

        Parameters
        ----------
        columns : int
            Of the signal.

        Raises
        ------
        ArchitectureError
            With the inputs to use instead.
        """
        have = f"The signal has {columns} input column{'s'[: columns > 1]}"
        if self.inputs == "line" and columns > 1:
            plane = "plane or additive" if columns == 2 else "additive"
            raise ArchitectureError(
                f"{have} but a {self.describe()} reads one: use inputs {plane}, or choose a column."
            )
        if self.inputs == "plane" and columns != 2:
            other = "line" if columns == 1 else "additive"
            raise ArchitectureError(
                f"{have} but a {self.describe()} reads two: use inputs {other}, "
                "or choose two columns."
            )
        if self.inputs == "additive" and columns == 1:
            raise ArchitectureError(
                f"{have} but a {self.describe()} reads several: use inputs line."
            )


def _whole(value: object) -> bool:
    """Whether a value is a whole number, in whatever type."""
    try:
        return int(value) == value  # type: ignore[call-overload]
    except (TypeError, ValueError, OverflowError):
        return False
