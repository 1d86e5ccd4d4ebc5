"""The question after a remedy that a refusal offered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mirrors_engine.errors import Remedy
from mirrors_gui.model.question import Question
from mirrors_gui.text.translate import tr

_OWN = ("loss", "solver", "lam_ratio")  # settings that the question has; others are of the loss


def remedied(question: Question, remedy: Remedy) -> tuple[Question, str]:
    """The question to ask instead, and what the step is called in the menu of undo.

    Raises
    ------
    MirrorsError
        If there is no such question.
    """
    changes: dict[str, Any] = {k: v for k, v in remedy.settings.items() if k in _OWN}
    options = {k: v for k, v in remedy.settings.items() if k not in _OWN}
    text = tr("change of the settings")
    if "loss" in changes:
        changes["loss_options"] = tuple(sorted(options.items()))
    elif options:
        changes["loss_options"] = tuple(sorted({**dict(question.loss_options), **options}.items()))
    if "lam_ratio" in changes:
        changes["lam_chosen"], text = True, tr("change of λ")
    if remedy.network:
        changes["architecture"] = replace(question.architecture, **remedy.network)
        text = tr("change of the network")
    if remedy.thin > 1 and question.signal is not None:
        changes["signal"] = question.signal.thinned(remedy.thin)
        text = tr("thinning of the data")
        if question.table is not None:  # a project that names the file reads it so again
            thin = (question.table.options.thin or 1) * remedy.thin
            options_then = replace(question.table.options, thin=thin)
            changes["table"] = replace(question.table, options=options_then)
    return replace(question, **changes), text
