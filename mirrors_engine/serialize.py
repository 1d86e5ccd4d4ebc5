"""Results as plain JSON values, and files that are never half written."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import stat
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mirrors_engine.errors import MirrorsError
from mirrors_engine.results import FitResult

if TYPE_CHECKING:
    from mirrors_engine.rigorous import Proof


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
        "n_samples": signal.n_samples,
        "dictionary_size": result.dictionary_size,
        "seconds": result.seconds,
        "solver": result.solver,
        "loss": result.loss,
        "loss_options": dict(result.loss_options),
        "unique": result.unique,
        "architecture": {
            "activation": result.architecture.activation,
            "layers": result.architecture.layers,
            "inputs": result.architecture.inputs,
            "dictionary": result.architecture.dictionary,
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


def write_text(path: Path, text: str | Iterable[str]) -> None:
    """Write a whole file or leave the old one: a temporary file, then a rename.

    Parameters
    ----------
    path : Path
        A link is followed; the permissions of an old file are kept. A pipe or a device
        (/dev/stdout) is written to, never replaced.
    text : str or iterable of str
        Pieces are written as they come.

    Raises
    ------
    MirrorsError
        If the place cannot be written to.
    """
    path = Path(path)
    if path.exists() and not path.is_file() and not path.is_dir():
        _write_through(path, text)
        return
    target = path.resolve()  # not the link to it
    temporary = target.with_name(f".{target.name[:200]}.{secrets.token_hex(4)}")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(temporary, flags, 0o666)  # as the user's umask has it
    except OSError as error:
        raise MirrorsError(
            f"{path} cannot be written ({error.strerror}): choose another folder."
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines([text] if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise MirrorsError(
            f"{path} cannot be written ({error.strerror}): choose another place."
        ) from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _write_through(path: Path, text: str | Iterable[str]) -> None:
    """Write to what is no ordinary file."""
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines([text] if isinstance(text, str) else text)
    except OSError as error:
        raise MirrorsError(
            f"{path} cannot be written ({error.strerror}): choose another place."
        ) from error


def dump(value: Any) -> str:
    """JSON text; NaN and infinities are refused, as JSON has none."""
    return json.dumps(value, indent=2, allow_nan=False, ensure_ascii=False) + "\n"
