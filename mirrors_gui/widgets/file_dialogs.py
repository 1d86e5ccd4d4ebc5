"""Asking for a file, while the window goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_file(
    parent: QWidget,
    title: str,
    filters: str,
    then: Callable[[Path], object],
    save: str | None = None,
) -> None:
    """Open a file dialog and return at once; `then` is called with what is chosen, if anything.

    Parameters
    ----------
    save : str, optional
        A name to propose for a new file; without it the file must exist.
    """
    dialog = QFileDialog(parent.window(), title, "", filters)
    dialog.setObjectName("fileDialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if save is None:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    else:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(save).suffix[1:])
        dialog.selectFile(save)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
