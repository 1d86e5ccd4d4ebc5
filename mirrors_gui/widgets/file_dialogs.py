"""Asking for a file, while the window goes on."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QWidget

from mirrors_gui.text.translate import tr
from mirrors_gui.text.urls import path_of

MOST_NAMES = 10_000  # examined in a folder


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
        _say_what_is_not_listed(dialog)
    else:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(save).suffix[1:])
        dialog.selectFile(save)
    dialog.fileSelected.connect(lambda chosen: then(_path(dialog, chosen)))
    dialog.open()


def ask_files(
    parent: QWidget, title: str, filters: str, then: Callable[[list[Path]], object]
) -> None:
    """The same for several files at once."""
    dialog = _several(parent, title, filters, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.open()


def ask_folder(parent: QWidget, title: str, then: Callable[[list[Path]], object]) -> None:
    """The same for a folder."""
    dialog = _several(parent, title, "", then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def _several(
    parent: QWidget, title: str, filters: str, then: Callable[[list[Path]], object]
) -> QFileDialog:
    dialog = QFileDialog(parent.window(), title, "", filters)
    dialog.setObjectName("fileDialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: then([path_of(url) for url in dialog.selectedUrls()]))
    return dialog


def _path(dialog: QFileDialog, chosen: str) -> Path:
    urls = dialog.selectedUrls() if "\ufffd" in chosen else []  # a name that is not UTF-8
    return path_of(urls[0]) if urls else Path(chosen)


def _start(folder: Path | None) -> str:
    return str(folder) if folder is not None and folder.is_dir() else ""


def unlisted(folder: str) -> int:
    """How many files Qt's dialog leaves out of a folder, as their names are not UTF-8."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, MOST_NAMES)]
    except OSError:
        return 0
    return sum(any("\ud800" <= letter <= "\udfff" for letter in name) for name in names)


def _say_what_is_not_listed(dialog: QFileDialog) -> None:
    """Say below the list how to open what it leaves out; native dialogs list it all."""
    words = QLabel()
    words.setObjectName("unlistedLabel")
    words.setProperty("role", "caption")
    words.setWordWrap(True)

    def show(folder: str) -> None:
        count = unlisted(folder)
        words.setText(
            tr("1 not listed, as its name is not UTF-8: drop a file on the window to open it.")
            if count == 1
            else tr(
                "{count} not listed, as their names are not UTF-8: drop a file on the window to "
                "open it.",
                count=count,
            )
        )
        words.setVisible(count > 0)

    layout = dialog.layout()
    if isinstance(layout, QGridLayout):
        layout.addWidget(words, layout.rowCount(), 0, 1, -1)
        dialog.directoryEntered.connect(show)
        show(dialog.directory().absolutePath())
