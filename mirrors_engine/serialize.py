"""Results as plain JSON values."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from mirrors_engine.progress import Monitor, Progress, silent
from mirrors_engine.results import FitResult
from mirrors_engine.text.printable import printable

if TYPE_CHECKING:
    from mirrors_engine.rigorous import Proof

_CHUNK = 20_000  # pieces of JSON between two reports


def result_to_dict(
    result: FitResult, at: np.ndarray | None = None, proof: Proof | None = None
) -> dict[str, Any]:
    """A fit as JSON values: the contract of `fit --json`.

    Parameters
    ----------
    at : (n,) ndarray, or (n, d) for several input columns, optional
        Points where the function is predicted.
    proof : Proof, optional
        Of this result; adds "proof".

    Notes
    -----
    With several input columns every x in `fitted` and `predictions` is an array.
    """
    signal = result.signal
    return {
        "objective": result.objective,
        "dual_objective": result.dual_objective,
        "gap": result.gap,
        "certified": result.certified,
        "lam": result.lam,
        "lam_max": result.lam_max,
        "intercept": result.intercept,
        "slope": np.asarray(result.slope).tolist(),
        "n_samples": signal.n_samples,
        "dictionary_size": result.dictionary_size,
        "rmse": result.rmse,
        "r2": result.r2,
        "degrees_of_freedom": result.degrees_of_freedom,
        "seconds": result.seconds,
        "solver": result.solver,
        "loss": result.loss,
        "loss_options": dict(result.loss_options),
        "unique": result.unique,
        "canonical": result.canonical,
        "notes": list(result.notes),
        "architecture": {
            "activation": result.architecture.activation,
            "layers": result.architecture.layers,
            "inputs": result.architecture.inputs,
            "dictionary": result.architecture.dictionary,
            "skip": result.architecture.skip,
            "describe": result.architecture.describe(),
        },
        "cleaning": list(signal.cleaning.sentences()),
        "active": [
            {
                "kind": feature.kind,
                "weight": float(weight),
                "kinks": [kink.position for kink in feature.kinks],
                "parameters": dict(feature.parameters),
            }
            for feature, weight in zip(result.features, result.weights, strict=True)
        ],
        "fitted": [
            {"x": x, "y": float(y), "fit": float(f)}
            for x, y, f in zip(signal.x.tolist(), signal.y, result.fitted, strict=True)
        ],
        "predictions": []
        if at is None
        else [
            {"x": t, "fit": float(f)} for t, f in zip(at.tolist(), result.predict(at), strict=True)
        ],
        **({} if proof is None else {"proof": asdict(proof)}),
    }


def dump(value: Any, monitor: Monitor = silent) -> str:
    """JSON text; NaN and infinities are refused, as JSON has none.

    What a terminal would obey, and what UTF-8 cannot encode, is written as its escape.
    """
    encoder = json.JSONEncoder(indent=2, allow_nan=False, ensure_ascii=False)
    pieces, parts = encoder.iterencode(value), list[str]()
    while text := "".join(islice(pieces, _CHUNK)):
        monitor(Progress("writing"))
        parts.append(printable(text, lines=True))
    return "".join(parts) + "\n"
