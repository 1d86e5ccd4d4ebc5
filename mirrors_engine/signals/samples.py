"""The gallery: real signals with source and licence, and signals from formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from mirrors_engine.errors import SignalError
from mirrors_engine.resources import resource_path
from mirrors_engine.signals import synthetic
from mirrors_engine.signals.reader import read_table
from mirrors_engine.signals.signal import Signal
from mirrors_engine.signals.tables.options import CsvOptions

# how the bundled files are written; to detect it takes longer than to read them
_FORM = CsvOptions(delimiter=",", decimal=".", thousands="")
_PAPER = "E. Zeger et al., A Library of Mirrors (2024), arXiv 2403.01046"
_WAVELETS = "D. L. Donoho and I. M. Johnstone, Biometrika 81 (1994), with seeded noise"
_FORMULA = "a formula, free to use"


@dataclass(frozen=True)
class Sample:
    """A signal that comes with the program.

    Attributes
    ----------
    key : str
        Short name, as in ``sample("nile")``.
    title, description : str
        What the gallery shows.
    source, licence : str
        Where it comes from, and on what terms.
    inputs : str
        How a network reads its columns, see `Architecture`.
    """

    key: str
    title: str
    description: str
    source: str
    licence: str
    _make: Callable[[], Signal] = field(repr=False, compare=False)
    inputs: str = "line"

    def load(self) -> Signal:
        """Return the signal.

        Raises
        ------
        SignalError
            If its file is missing from the installation.
        """
        return self._make()


def _bundled(key: str, y_unit: str, title: str, source: str) -> Signal:
    """Read a bundled file, of which the first column is x and the second y."""
    table = read_table(resource_path("samples", f"{key}.csv"), _FORM)
    # The files keep the plain column names of their source; the unit is ours.
    y = replace(table.columns[1], unit=y_unit)
    table = replace(table, name=title, source=source, columns=(table.columns[0], y))
    return Signal.from_table(table, 0, 1)


def _real(key: str, y_unit: str, title: str, description: str, source: str) -> Sample:
    make = partial(_bundled, key, y_unit, title, source)
    return Sample(key, title, description, source, "public domain", make)


def _wavelet(key: str, description: str) -> Sample:
    make = partial(synthetic.donoho_johnstone, key)
    return Sample(key, key.capitalize(), description, _WAVELETS, _FORMULA, make)


@lru_cache(maxsize=1)
def samples() -> tuple[Sample, ...]:
    """Return every sample, real ones first."""
    return (
        _real(
            "nile",
            "10⁸ m³",
            "Nile at Aswan",
            "Annual flow of the Nile, 1871–1970, with a change of level about 1898.",
            "G. W. Cobb, Biometrika 65 (1978), by way of statsmodels",
        ),
        _real(
            "sunspots",
            "",
            "Sunspots",
            "Yearly number of sunspots, 1700–2008, rising and falling every eleven years.",
            "National Geophysical Data Center, by way of statsmodels",
        ),
        _real(
            "co2",
            "ppmv",
            "CO₂ at Mauna Loa",
            "Weekly carbon dioxide in air, 1958–2001: seasons on a trend, with weeks missing.",
            "C. D. Keeling and T. P. Whorf, CDIAC (2004), by way of statsmodels",
        ),
        _real(
            "tbill",
            "% a year",
            "Treasury bill rate",
            "Interest on three-month US treasury bills, quarterly averages, 1959–2009.",
            "Board of Governors of the Federal Reserve System, by way of FRED and statsmodels",
        ),
        Sample(
            "paper_six",
            "Six points",
            "Two-layer ReLU networks need weights of 2 in all to meet these points; three "
            "layers need 1.",
            _PAPER,
            _FORMULA,
            synthetic.paper_six,
        ),
        Sample(
            "paper_four",
            "Four points",
            "A step between two levels: norm 3/2 with two layers, 3/4 with three or more.",
            _PAPER,
            _FORMULA,
            synthetic.paper_four,
        ),
        _wavelet("blocks", "Piecewise constant, with eleven jumps; noise of standard deviation 1."),
        _wavelet("bumps", "Eleven sharp peaks of unequal width; noise of standard deviation 1."),
        _wavelet("heavisine", "A sine wave with two jumps; noise of standard deviation 1."),
        _wavelet("doppler", "Oscillation that slows down; noise of standard deviation 1."),
        Sample(
            "square_wave",
            "Square wave",
            "Four runs of eight samples at ±1, for which the sign network is known in closed form.",
            _PAPER,
            _FORMULA,
            synthetic.square_wave,
        ),
        Sample(
            "saddle",
            "Saddle",
            "The product of two columns at 80 scattered points. On the plane every neuron bends "
            "along a line through the data.",
            "y = u·v, with seeded noise",
            _FORMULA,
            synthetic.saddle,
            "plane",
        ),
        Sample(
            "two_effects",
            "Two effects",
            "A sum of one function of each of two columns: additive units each read one of them.",
            "y = |u − 4| + 2 sin v, with seeded noise",
            _FORMULA,
            synthetic.two_effects,
            "additive",
        ),
    )


def sample(key: str) -> Signal:
    """Load a sample by its key.

    Raises
    ------
    SignalError
        If there is none of that name; the message lists those there are.
    """
    known = {s.key: s for s in samples()}
    if key not in known:
        raise SignalError(f"There is no sample {key}: choose one of {', '.join(known)}.")
    return known[key].load()
