"""The project file of the window: which it is, whether it is saved, open and save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mirrors_engine.signals.formats import SUFFIXES
from mirrors_engine.text.printable import printable
from mirrors_gui.model.project.data_references import same_file
from mirrors_gui.model.project.project import SUFFIX, Project, is_project
from mirrors_gui.model.project.writer import Job, Writer
from mirrors_gui.model.question import Question
from mirrors_gui.model.session import Session
from mirrors_gui.text.translate import tr
from mirrors_gui.widgets.file_dialogs import ask_file
from mirrors_gui.widgets.prompts import Choice, Notices

PATTERNS = " ".join(f"*{suffix}" for suffix in SUFFIXES)


def projects() -> str:
    """The kind of file of a project, as file dialogs have it."""
    return tr("Projects (*{suffix})", suffix=SUFFIX)


def files() -> str:
    """The kinds of file that can be opened, likewise."""
    patterns, both = f"{PATTERNS} *{SUFFIX}", projects()
    return tr(
        "Tables and projects ({patterns});;{projects};;All files (*)",
        patterns=patterns,
        projects=both,
    )


@dataclass(frozen=True)
class Home:
    """Where the work of one opening belongs, and what of it is saved."""

    path: Path | None = None
    saved: Question = field(default_factory=Question)


class Document(QObject):
    """Knows where the work belongs on the disk and whether it is there.

    Data opened by any way begin an untitled document; undoing that brings back the project
    that was open, with its name and its unsaved changes.

    Signals
    -------
    changed : the file, or whether there are unsaved changes
    saved : Path
    opened : Path of a project
    failed : one sentence

    Attributes
    ----------
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
        self.guarded = False
        self.recovering: Path | None = None  # a rescued copy on its way in
        self._opening = session.opening
        self._homes = {self._opening: Home(None, session.question)}
        self._asked: tuple[int, Path | None] | None = None  # what the open question is about
        self.writer = Writer(self)
        self.writer.written.connect(self._written)
        self.writer.failed.connect(self._not_written)
        self.writer.changed.connect(self._ask_over)
        self.changed.connect(self._withdraw)
        session.before_replacing = self.replace_data
        session.before_leaving = self.leave
        session.history.changed.connect(self._follow)
        session.projectOpened.connect(self._take)
        self._follow()

    @property
    def path(self) -> Path | None:
        """The project file."""
        return self._homes[self._opening].path

    @property
    def dirty(self) -> bool:
        """Whether something would be lost with the window."""
        now = self.session.question
        return now.signal is not None and now != self._homes[self._opening].saved

    @property
    def precious(self) -> bool:
        """Whether other data would take the place of unsaved work that no file holds.

        Settings tried on data from a file or the gallery are not: undo brings them back.
        """
        kept_nowhere = self.session.edited or self.session.pasted is not None
        return self.dirty and (self.path is not None or kept_nowhere)

    @property
    def name(self) -> str:
        """What the title says."""
        if self.path is not None:
            return self.path.name
        signal = self.session.signal
        return signal.name if signal is not None else ""

    def snapshot(self) -> Project:
        """The project as it is now; frozen."""
        stamp = None if self.path is None else self.writer.known(self.path)
        return Project(self.session.question, self.view(), self.path, stamp)

    # open

    def open(self, path: Path) -> None:
        """Open a project or a table; either takes the place of what is there."""
        what = tr("opening {name}", name=printable(path.name))
        if is_project(path):
            self.leave(what, lambda: self.session.open_file(path))
        else:
            self.replace_data(what, lambda: self.session.open_file(path))

    def replace_data(self, what: str, go: Callable[[], object]) -> None:
        """Do `go`, which brings other data, once work that no file holds is saved or given up."""
        if self.precious:
            self.leave(what, go)
        else:
            go()

    def ask_open(self, parent: QWidget) -> None:
        """Choose a file to open."""
        ask_file(parent, tr("Open"), files(), self.open)

    def leave(self, what: str, go: Callable[[], object]) -> None:
        """Do `go` once unsaved changes are saved or given up."""
        if not (self.guarded and self.dirty):
            go()
            return
        parent = self.notices
        self._asked = (self._opening, self.path)
        self.notices.ask(
            "unsaved",
            tr("Save the changes to {name} before {what}?", name=printable(self.name), what=what),
            (
                Choice(
                    "saveFirstButton",
                    tr("Save"),
                    tr("Save the project, then go on"),
                    lambda: self.save(parent, go),
                ),
                Choice(
                    "discardButton",
                    tr("Discard changes"),
                    tr("Go on; what changed since the last save is lost"),
                    lambda: self._discard(go),
                ),
                Choice(
                    "stayButton", tr("Cancel"), tr("Stay here; nothing is lost  (Esc)"), escape=True
                ),
            ),
        )

    def _discard(self, go: Callable[[], object]) -> None:
        if self.session.opening == self._opening:
            before = self._homes[self._opening]
            self._homes[self._opening] = Home(before.path, self.session.question)
            self.changed.emit()
            go()

    def _withdraw(self) -> None:
        """A question about work that is saved by now, or no longer there, is not asked."""
        if self._asked is not None and (
            not self.dirty or self._asked != (self._opening, self.path)
        ):
            self._asked = None
            self.notices.dismiss("unsaved")
            self.notices.dismiss("over")

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
        opening = self._opening

        def save(chosen: Path) -> None:
            if opening == self._opening:
                self.save_to(chosen, then)
            else:
                self.failed.emit(tr("Other data were opened meanwhile: nothing was saved."))

        ask_file(
            parent,
            tr("Save project"),
            projects(),
            save,
            save=f"{name.strip() or 'project'}{SUFFIX}",
            folder=self.folder,
        )

    @property
    def folder(self) -> Path | None:
        """Where a file about this work is looked for: beside the project, or beside the data."""
        table = self.session.table
        if self.path is not None:
            return self.path.parent
        if table is not None and table.source and self.session.pasted is None:
            return Path(table.source).absolute().parent
        return None

    def save_to(
        self, path: Path, then: Callable[[], object] | None = None, over: bool = False
    ) -> None:
        """Save beside the work, then do `then`; the old file stays until the new one is whole.

        The project's own file is asked about if another program has changed it, but for `over`.
        """
        if not is_project(path):
            path = path.with_name(path.name + SUFFIX)
        self.session.history.end_burst()  # undo comes back to what was saved
        ours = not over and same_file(path, self.path)
        project = Project(self.session.question, self.view())
        self.writer.write(Job(project, path, ours, _Then(then)))

    def _ask_over(self, job: Job) -> None:
        """The file is not the one that was opened: another window or program wrote it."""
        if not isinstance(job.then, _Then):
            return
        if job.project.question.opening != self._opening:
            self.failed.emit(
                tr(
                    "{name} was not saved, as another program has changed it: "
                    "undo the opening of other data, then save under another name.",
                    name=printable(job.path.name),
                )
            )
            return
        parent, then = self.notices, job.then.go
        self._asked = (self._opening, self.path)
        self.notices.ask(
            "over",
            tr(
                "{name} was changed by another program or window since it was "
                "opened here. Save over those changes?",
                name=printable(job.path.name),
            ),
            (
                Choice(
                    "saveAsButton",
                    tr("Save as …"),
                    tr("Choose another file; both are kept"),
                    lambda: self.ask_save(parent, then),
                ),
                Choice(
                    "saveOverButton",
                    tr("Save over"),
                    tr("What the other program wrote is lost"),
                    lambda: self.save_to(job.path, then, over=True),
                ),
                Choice(
                    "keepOtherButton",
                    tr("Cancel"),
                    tr("Nothing is saved, nothing lost  (Esc)"),
                    escape=True,
                ),
            ),
        )

    def close(self) -> None:
        """Wait until what was to be saved is on the disk."""
        self.writer.close()

    def _written(self, job: Job) -> None:
        """The document that was saved is not always the one on show by now."""
        if not isinstance(job.then, _Then):
            return  # a copy for recovery
        question = job.project.question
        if question.opening in self._homes:
            self._homes[question.opening] = Home(job.path, question)
        self.saved.emit(job.path)
        self.changed.emit()
        job.then()

    def _not_written(self, job: Job, sentence: str) -> None:
        if isinstance(job.then, _Then):
            self.failed.emit(sentence)

    # what the session does

    def _take(self, project: Project, path: Path) -> None:
        """A project was opened; a rescued one belongs where it was to be saved to."""
        rescued = same_file(path, self.recovering)
        self.recovering = None
        self._opening = self.session.opening
        if rescued:
            home = Home(project.belongs)
        else:
            home = Home(path, self.session.question)
        if home.path is not None:
            self.writer.know(home.path, project.stamp)
        self._homes = {self._opening: home}
        self.opened.emit(path)
        self.changed.emit()

    def _follow(self) -> None:
        """Data just opened are on the disk already, unless they were pasted."""
        now = self.session.question
        if now.opening != self._opening:
            self._opening = now.opening
            reachable = self.session.history.openings
            self._homes = {n: home for n, home in self._homes.items() if n in reachable}
            if now.opening not in self._homes:
                on_disk = not now.edited and now.pasted is None
                self._homes[now.opening] = Home(None, now if on_disk else Question())
        self.changed.emit()


@dataclass(frozen=True, eq=False)
class _Then:
    """Marks a save of the user's, as against a copy for recovery; what waits for its end."""

    go: Callable[[], object] | None

    def __call__(self) -> None:
        if self.go is not None:
            self.go()
