"""The manual: examples print what they say, links lead somewhere, code cites its sections."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
from pathlib import Path

import pytest

from mirrors_engine import cli

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "resources" / "manual"
PAGES = sorted(MANUAL.glob("*.md"))
_FENCE = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")
_CITED = re.compile(r"manual, ([A-Z]\w*(?: [\w-]+)*?)(?: and ([A-Z]\w*(?: [\w-]+)*))?[):;.,\"]")
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(page: Path) -> list[tuple[str, str]]:
    """The fenced blocks that run: kind and text."""
    return _FENCE.findall(page.read_text(encoding="utf-8"))


def headings(page: Path) -> list[str]:
    return _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))


def slug(heading: str) -> str:
    """The anchor of a heading, as MyST and GitHub make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", [p for p in PAGES if examples(p)], ids=lambda p: p.stem)
def test_examples_print_what_they_say(page, tmp_path, monkeypatch):
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for kind, text in examples(page):
        if kind == "python":
            run_python(text, names, page.name)
        else:
            run_console(text)


def run_python(text: str, names: dict[str, object], page: str) -> None:
    assert ">>> " in text, f"a block of {page} is marked python but has no prompt"
    test = doctest.DocTestParser().get_doctest(text, names, page, page, 0)
    report = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=_FLAGS)
    failed = runner.run(test, out=report.write, clear_globs=False).failed
    names.update(test.globs)
    assert not failed, report.getvalue()


def run_console(text: str) -> None:
    for command in text.split("$ ")[1:]:
        line, _, wanted = command.replace("\\\n", " ").partition("\n")
        program, *arguments = shlex.split(line)
        assert program == "mirrors", f"cannot run {line!r}"
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()) as said:
            code = cli.main(arguments)
        assert code == 0, f"{line}: {said.getvalue()}"
        same = doctest.OutputChecker().check_output(wanted, output.getvalue(), _FLAGS)
        assert same, f"$ {line}\n{output.getvalue()}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_links_lead_to_pages_and_headings(page):
    for file, anchor in _LINK.findall(page.read_text(encoding="utf-8")):
        target = MANUAL / file if file else page
        assert target.is_file(), f"{page.name}: no {file}"
        if anchor:
            assert anchor in map(slug, headings(target)), f"{page.name}: no {file}#{anchor}"


def test_every_page_is_listed_once():
    index = (MANUAL / "index.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- \[[^]]+\]\((\w+)\.md\)", index, re.MULTILINE)
    hidden = re.search(r"```\{toctree\}\n:hidden:\n(.*?)```", index, re.DOTALL)
    assert hidden is not None and hidden[1].split() == listed
    assert sorted([*listed, "index"]) == [page.stem for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_files_that_are_named_exist(page):
    for name in re.findall(r"`((?:mirrors_|tests/|resources/)[\w/.]+)`", page.read_text("utf-8")):
        assert (ROOT / name).exists(), f"{page.name}: no {name}"


def test_examples_of_the_readme_run(monkeypatch):
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for kind, text in examples(ROOT / "README.md"):
        assert kind == "python"
        exec(compile(text, "README.md", "exec"), names)
    assert "result" in names and "model" in names


def test_links_of_the_readme_lead_to_files():
    for file, _ in _LINK.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        assert (ROOT / file).is_file(), file


def test_code_cites_sections_that_exist():
    sections = {heading for page in PAGES for heading in headings(page)}
    cited = 0
    for folder in ("mirrors_engine", "mirrors_gui", "tests"):
        for file in (ROOT / folder).rglob("*.py"):
            text = re.sub(r"\s+", " ", file.read_text(encoding="utf-8"))
            if file == Path(__file__).resolve():
                continue
            found = _CITED.findall(text)
            assert {name for pair in found for name in pair if name} <= sections, file.name
            assert len(re.findall(r"manual, [A-Z]", text)) == len(found), file.name
            cited += len(found)
    assert cited > 50
