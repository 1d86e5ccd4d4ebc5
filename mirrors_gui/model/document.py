"""The project file of the window: which it is, whether it is saved, open and save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mirrors_gui.model.data_references import same_file
from mirrors_gui.model.project import SUFFIX, Project, is_project
from mirrors_gui.model.project_writer import Writer
from mirrors_gui.model.question import Question
from mirrors_gui.model.session import Session
from mirrors_gui.widgets.file_dialogs import ask_file
from mirrors_gui.widgets.prompts import Choice, Notices

PROJECTS = f"Projects (*{SUFFIX})"
FILES = f"Tables and projects (*.csv *.tsv *.txt *.dat *{SUFFIX});;{PROJECTS};;All files (*)"


class Document(QObject):
    """Knows where the work belongs on the disk and whether it is there.

    Signals
    -------
    changed : the file, or whether there are unsaved changes
    saved : Path
    opened : Path of a project
    failed : one sentence

    Attributes
    ----------
    path : Path or None
        The project file.
    guarded : bool
        Whether unsaved changes are asked about before they are given up.
    """

    changed = Signal()
    saved = Signal(object)
    opened = Signal(object)
    failed = Signal(str)

    def __init__(
        self, session: Session, notices: Notices, view: Callable[[], dict[str, Any]]
    ) -> None:
        super().__init__(session)
        self.session, self.notices, self.view = session, notices, view
        self.path: Path | None = None
        self.guarded = False
        self.recovering: Path | None = None  # a rescued copy on its way in
        self._saved = session.question
        self._origin: Any = None
        self._then: dict[Path, Callable[[], object] | None] = {}
        self.writer = Writer(self)
        self.writer.written.connect(self._written)
        self.writer.failed.connect(self._not_written)
        session.history.changed.connect(self._follow)
        session.projectOpened.connect(self._take)
        self._follow()

    @property
    def dirty(self) -> bool:
        """Whether something would be lost with the window."""
        now = self.session.question
        return now.signal is not None and now != self._saved

    @property
    def name(self) -> str:
        """What the title says."""
        if self.path is not None:
            return self.path.name
        signal = self.session.signal
        return signal.name if signal is not None else ""

    def snapshot(self) -> Project:
        """The project as it is now; frozen."""
        return Project(self.session.question, self.view(), self.path)

    # open

    def open(self, path: Path) -> None:
        """Open a project or a table; a project takes the place of what is there."""
        if is_project(path):
            self.leave(f"opening {path.name}", lambda: self.session.open_file(path))
        else:
            self.session.open_file(path)

    def ask_open(self, parent: QWidget) -> None:
        """Choose a file to open."""
        ask_file(parent, "Open", FILES, self.open)

    def leave(self, what: str, go: Callable[[], object]) -> None:
        """Do `go` once unsaved changes are saved or given up."""
        if not (self.guarded and self.dirty):
            go()
            return
        parent = self.notices
        self.notices.ask(
            "unsaved",
            f"Save the changes to {self.name} before {what}?",
            (
                Choice(
                    "saveFirstButton",
                    "Save",
                    "Save the project, then go on",
                    lambda: self.save(parent, go),
                ),
                Choice(
                    "discardButton",
                    "Discard changes",
                    "Go on; what changed since the last save is lost",
                    lambda: self._discard(go),
                ),
                Choice("stayButton", "Cancel", "Stay here; nothing is lost"),
            ),
        )

    def _discard(self, go: Callable[[], object]) -> None:
        self._saved = self.session.question
        self.changed.emit()
        go()

    # save

    def save(self, parent: QWidget, then: Callable[[], object] | None = None) -> None:
        """Save to the project's file, or ask for one."""
        if self.path is None:
            self.ask_save(parent, then)
        else:
            self.save_to(self.path, then)

    def ask_save(self, parent: QWidget, then: Callable[[], object] | None = None) -> None:
        """Choose a file to save to."""
        name = "".join(c if c.isalnum() or c in " -_" else "_" for c in Path(self.name).stem)
        ask_file(
            parent,
            "Save project",
            PROJECTS,
            lambda chosen: self.save_to(chosen, then),
            save=f"{name.strip() or 'project'}{SUFFIX}",
        )

    def save_to(self, path: Path, then: Callable[[], object] | None = None) -> None:
        """Save beside the work, then do `then`; the old file stays until the new one is whole."""
        if not is_project(path):
            path = path.with_name(path.name + SUFFIX)
        self._then[path] = then
        self.writer.write(Project(self.session.question, self.view()), path)

    def close(self) -> None:
        """Wait until what was to be saved is on the disk."""
        self.writer.close()

    def _written(self, path: Path, project: Project) -> None:
        if path not in self._then:
            return  # a copy for recovery
        then = self._then.pop(path)
        self.path, self._saved = path, project.question
        self._origin = _origin(project.question)
        self.saved.emit(path)
        self.changed.emit()
        if then is not None:
            then()

    def _not_written(self, path: Path, sentence: str) -> None:
        if path in self._then:
            self._then.pop(path)
            self.failed.emit(sentence)

    # what the session does

    def _take(self, project: Project, path: Path) -> None:
        """A project was opened; a rescued one belongs where it was to be saved to."""
        rescued = same_file(path, self.recovering)
        self.recovering = None
        self.path = project.belongs if rescued else path
        self._saved = Question() if rescued else project.question
        self._origin = _origin(project.question)
        self.opened.emit(path)
        self.changed.emit()

    def _follow(self) -> None:
        """Data just opened are on the disk already, unless they become part of a project."""
        now = self.session.question
        origin, before = _origin(now), self._origin
        self._origin = origin
        new = origin is not before and self.session.history.redo_words is None
        if new and self.path is None and not now.edited and now.pasted is None:
            self._saved = now
        self.changed.emit()


def _origin(question: Question) -> Any:
    return question.signal if question.table is None else question.table
