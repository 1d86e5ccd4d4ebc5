"""Asking for a file, while the window goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mirrors_gui.text.urls import path_of


def ask_file(
    parent: QWidget,
    title: str,
    filters: str,
    then: Callable[[Path], object],
    save: str | None = None,
    folder: Path | None = None,
) -> None:
    """Open a file dialog and return at once; `then` is called with what is chosen, if anything.

    Parameters
    ----------
    save : str, optional
        A name to propose for a new file; without it the file must exist.
    folder : Path, optional
        Where the dialog begins, if it is there; else where the system has it.
    """
    dialog = QFileDialog(parent.window(), title, _start(folder), filters)
    dialog.setObjectName("fileDialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if save is None:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    else:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(save).suffix[1:])
        dialog.selectFile(save)
    dialog.fileSelected.connect(lambda chosen: then(_path(dialog, chosen)))
    dialog.open()


def _path(dialog: QFileDialog, chosen: str) -> Path:
    urls = dialog.selectedUrls() if "\ufffd" in chosen else []  # a name that is not UTF-8
    return path_of(urls[0]) if urls else Path(chosen)


def _start(folder: Path | None) -> str:
    return str(folder) if folder is not None and folder.is_dir() else ""
