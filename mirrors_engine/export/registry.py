"""Every form a result is exported in; the command line and the window read this one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mirrors_engine.architecture import INPUTS
from mirrors_engine.errors import SettingError
from mirrors_engine.progress import Monitor, silent

if TYPE_CHECKING:  # the writers are imported when they are called, so that commands start at once
    from mirrors_engine.export.model import Model
    from mirrors_engine.export.page_overlays import Overlay
    from mirrors_engine.homotopy import Path
    from mirrors_engine.results import FitResult


@dataclass(frozen=True)
class ExportSettings:
    """Settings of an export besides the result.

    Attributes
    ----------
    points : int
        Evenly spaced points of a sampled curve, at least 2.
    overlays : tuple
        Refits, `Bootstrap` and `Interval` of the result that the web page draws over it.
    level : float
        Of the band of a bootstrap.
    model : str
        "lasso", the certified fit; "relaxed" or "segmented", which are not certified.
    path : Path, optional
        Of the result's problem, where it is known already.
    monitor : Monitor
        Receives the progress of long work, and raises `Cancelled` to stop it.
    """

    points: int = 500
    monitor: Monitor = silent
    path: Path | None = None
    model: str = "lasso"
    overlays: tuple[Overlay, ...] = ()
    level: float = 0.9


@dataclass(frozen=True)
class Exporter:
    """One form of export.

    Attributes
    ----------
    name : str
        The word after ``--what``.
    title, says : str
        The entry in the window's list, and one sentence below it.
    suffix : str
        Of the file, without the dot.
    write : callable
        ``write(model, settings)`` returns the whole content: text, or bytes of a binary format.
        It raises a `MirrorsError` of one sentence for a result that the format cannot hold.
    inputs : tuple of str
        Of which networks: those with these `Architecture.inputs`.
    refits : bool
        Whether it writes relaxed and segmented fits too.
    """

    name: str
    title: str
    says: str
    suffix: str
    write: Callable[[Any, ExportSettings], str | bytes]
    inputs: tuple[str, ...] = INPUTS
    refits: bool = False

    def accepts(self, result: FitResult) -> bool:
        """Whether this result has it."""
        return result.architecture.inputs in self.inputs

    def __call__(self, result: FitResult, settings: ExportSettings | None = None) -> str | bytes:
        """The content of the file.

        Raises
        ------
        SettingError
            If it is not for networks with such inputs.
        """
        if not self.accepts(result):
            raise SettingError(
                f"The export {self.name!r} is for inputs {' and '.join(self.inputs)}, not for a "
                f"{result.architecture.describe()}: choose another, such as python or onnx."
            )
        settings = settings or ExportSettings()
        self.check_model(settings.model)
        from mirrors_engine.export.model import model_of

        return self.write(model_of(result, settings.model, settings.monitor), settings)

    def check_model(self, model: str) -> None:
        """Refuse a refit where the export is of the certified fit alone.

        Raises
        ------
        SettingError
        """
        if model != "lasso" and not self.refits:
            names = ", ".join(entry.name for entry in EXPORTERS if entry.refits)
            raise SettingError(
                f"The export {self.name!r} is of the certified fit only, not of a {model} one: "
                f"choose {names}."
            )


def exporter(name: str) -> Exporter:
    """The exporter of this name.

    Raises
    ------
    SettingError
        If there is none.
    """
    for entry in EXPORTERS:
        if entry.name == name:
            return entry
    raise SettingError(
        f"There is no export {name!r}: choose {', '.join(e.name for e in EXPORTERS)}."
    )


def _pieces(model: Model, settings: ExportSettings) -> str:
    from mirrors_engine.export.tables import csv_text, pieces_table

    return csv_text(pieces_table(model), settings.monitor)


def _features(result: FitResult, settings: ExportSettings) -> str:
    from mirrors_engine.export.tables import csv_text, features_table

    return csv_text(features_table(result), settings.monitor)


def _curve(model: Model, settings: ExportSettings) -> str:
    from mirrors_engine.export.tables import csv_text, curve_table

    return csv_text(curve_table(model, settings.points, settings.monitor), settings.monitor)


def _network(result: FitResult, settings: ExportSettings) -> str:
    from mirrors_engine.export.network import network_dict
    from mirrors_engine.serialize import dump

    return dump(network_dict(result), settings.monitor)


def _python(model: Model, settings: ExportSettings) -> str:
    from mirrors_engine.export.network import python_source
    from mirrors_engine.export.piece_source import refit_source
    from mirrors_engine.refits import Refit

    return refit_source(model) if isinstance(model, Refit) else python_source(model)


def _c(model: Model, settings: ExportSettings) -> str:
    from mirrors_engine.export.c import c_source

    return c_source(model)


def _excel(model: Model, settings: ExportSettings) -> str:
    from mirrors_engine.export.excel import excel_formula

    return excel_formula(model)


def _matlab(model: Model, settings: ExportSettings) -> str:
    from mirrors_engine.export.matlab import matlab_source

    return matlab_source(model)


def _torch(model: Model, settings: ExportSettings) -> str:
    from mirrors_engine.export.torch import torch_source

    return torch_source(model)


def _onnx(model: Model, settings: ExportSettings) -> bytes:
    from mirrors_engine.export.onnx import onnx_model

    return onnx_model(model)


def _latex(model: Model, settings: ExportSettings) -> str:
    from mirrors_engine.export.latex import latex_source

    return latex_source(model)


def _html(result: FitResult, settings: ExportSettings) -> str:
    from mirrors_engine.export.html import web_page

    return web_page(result, settings.monitor, settings.path, settings.overlays, settings.level)


def _proof(result: FitResult, settings: ExportSettings) -> str:
    from mirrors_engine.rigorous.proof_file import proof_file

    return proof_file(result, settings.monitor)


def _wav(model: Model, settings: ExportSettings) -> bytes:
    from mirrors_engine.export.wav import wav_sound

    return wav_sound(model, settings.monitor)


def _result(model: Model, settings: ExportSettings) -> str:
    from mirrors_engine.refits import Refit
    from mirrors_engine.serialize import dump, result_to_dict

    if isinstance(model, Refit):
        found = {**result_to_dict(model.result), model.kind: model.to_dict()}
        return dump(found, settings.monitor)
    return dump(result_to_dict(model), settings.monitor)


_IN_PIECES = ("line", "additive")
EXPORTERS: tuple[Exporter, ...] = (
    Exporter(
        "pieces",
        "Pieces",
        "A table of the function: start, end, value and slope of every linear or constant piece.",
        "csv",
        _pieces,
        _IN_PIECES,
        refits=True,
    ),
    Exporter(
        "features",
        "Features and weights",
        "A table with a row for every neuron: weight, kinks, meaning.",
        "csv",
        _features,
    ),
    Exporter(
        "curve",
        "Fitted curve",
        "A table of the function: at every sample, at its kinks and evenly between.",
        "csv",
        _curve,
        refits=True,
    ),
    Exporter(
        "network",
        "Network as numbers",
        "Weights and biases of the deep network as JSON.",
        "json",
        _network,
    ),
    Exporter(
        "python",
        "Python function",
        "The deep network as a Python function that needs nothing but numpy.",
        "py",
        _python,
        refits=True,
    ),
    Exporter(
        "c",
        "C function",
        "One function double f(double) in C99 that includes nothing.",
        "c",
        _c,
        _IN_PIECES,
        refits=True,
    ),
    Exporter(
        "excel",
        "Spreadsheet formula",
        "One formula for Excel or LibreOffice with x in A1; a sheet to paste where it would be "
        "too long.",
        "txt",
        _excel,
        _IN_PIECES,
        refits=True,
    ),
    Exporter(
        "matlab",
        "MATLAB function",
        "A function file f.m for MATLAB and Octave.",
        "m",
        _matlab,
        _IN_PIECES,
        refits=True,
    ),
    Exporter(
        "torch",
        "PyTorch module",
        "The deep network as a PyTorch module with its weights as parameters.",
        "py",
        _torch,
        refits=True,
    ),
    Exporter(
        "onnx",
        "ONNX model",
        "The deep network in float64 for every runtime of ONNX.",
        "onnx",
        _onnx,
        refits=True,
    ),
    Exporter(
        "latex",
        "LaTeX formula",
        "The function by cases and the network as a sum of its units, for a paper.",
        "tex",
        _latex,
        refits=True,
    ),
    Exporter(
        "html",
        "Web page",
        "One file that any browser opens: drag λ and see the certified optimum at every λ.",
        "html",
        _html,
        ("line",),
    ),
    Exporter(
        "proof",
        "Proof file",
        "A proof of the optimum in exact rationals; resources/check_proof.py checks it by itself.",
        "json",
        _proof,
        ("line",),
    ),
    Exporter(
        "wav",
        "Sound",
        "The function as a WAV file: at the rate of a recording, or a sample for every step of x.",
        "wav",
        _wav,
        ("line",),
        refits=True,
    ),
    Exporter(
        "json",
        "Whole result",
        "Everything the answer holds, with its certificate, as JSON.",
        "json",
        _result,
        refits=True,
    ),
)

__all__ = ["EXPORTERS", "ExportSettings", "Exporter", "exporter"]
