"""Collect the texts of the window, keep the translations that are there, and compile them.

`python resources/packaging/translations.py` brings `resources/translations/mirrors_*.ts` up to
date (Qt Linguist or any editor opens them) and writes the .qm beside each, which the program loads.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as XML

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
CONTEXT, NOUN = "mirrors", "behind a number"  # as in mirrors_gui/text/translate.py


@dataclass(frozen=True)
class Source:
    """A text of the code, with what tells it from another that reads the same in English."""

    text: str
    note: str
    file: str

    @property
    def numerus(self) -> bool:
        """Whether it is a noun behind a number, which has several forms."""
        return self.note == NOUN


def sources() -> list[Source]:
    """All texts of `mirrors_gui`, each once, in the order of files and lines."""
    found: dict[Key, Source] = {}
    for path in sorted((ROOT / "mirrors_gui").rglob("*.py")):
        for source in _of_file(path):
            found.setdefault((source.text, source.note), source)
    return list(found.values())


def _of_file(path: Path) -> Iterator[Source]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    file = path.relative_to(ROOT).as_posix()
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda c: (c.lineno, c.col_offset)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else _identifier(call.func)
        words = [a.value for a in call.args if isinstance(a, ast.Constant)]
        texts = [str(w) for w in words if isinstance(w, str)]
        if name in ("tr", "mark") and texts:
            yield Source(texts[0], texts[1] if len(texts) > 1 else "", file)
        elif name == "plural" and texts:  # the form for many is the key
            yield Source(texts[1] if len(texts) > 1 else f"{texts[0]}s", NOUN, file)


def _identifier(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


Key = tuple[str, str]  # text and note
Translations = dict[Key, list[str]]  # one form; of a noun, one for each number


def read(file: Path) -> Translations:
    """What a .ts file has."""
    kept: Translations = {}
    for message in XML.parse(file).getroot().iter("message"):
        numerus = message.get("numerus") == "yes"
        said = message.find("translation")
        if said is None or said.get("type") in ("vanished", "obsolete", "unfinished"):
            continue
        forms = [form.text or "" for form in said] if numerus else [said.text or ""]
        kept[(message.findtext("source", ""), message.findtext("comment", ""))] = forms
    return kept


def write(file: Path, language: str, kept: Translations, comment: str = "") -> int:
    """Write a .ts file with all texts of the code; returns how many have no translation."""
    root = XML.Element("TS", version="2.1", language=language, sourcelanguage="en")
    if comment:
        root.append(XML.Comment(comment))
    context = XML.SubElement(root, "context")
    XML.SubElement(context, "name").text = CONTEXT
    missing = 0
    for source in sources():
        message = XML.SubElement(context, "message", {"numerus": "yes"} if source.numerus else {})
        XML.SubElement(message, "location", filename=source.file)
        XML.SubElement(message, "source").text = source.text
        if source.note:
            XML.SubElement(message, "comment").text = source.note
        said = XML.SubElement(message, "translation")
        forms = kept.get((source.text, source.note))
        if forms is None:
            said.set("type", "unfinished")
            missing += 1
        elif source.numerus:
            for form in forms:
                XML.SubElement(said, "numerusform").text = form
        else:
            said.text = forms[0]
    XML.indent(root, " ")
    text = XML.tostring(root, encoding="unicode", short_empty_elements=False)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    file.write_text(head + text + "\n", encoding="utf-8", newline="\n")
    return missing


def comment_of(file: Path) -> str:
    """The glossary at the top of a .ts file."""
    text = file.read_text(encoding="utf-8")
    return text.partition("<!--")[2].partition("-->")[0] if "<!--" in text else ""


def compile_ts(file: Path) -> None:
    """The .qm beside a .ts file."""
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    command = [str(tool), "-silent", str(file), "-qm", str(file.with_suffix(".qm"))]
    subprocess.run(command, check=True)


def main() -> int:
    for file in sorted(FOLDER.glob("mirrors_*.ts")):
        language = file.stem.partition("_")[2]
        missing = write(file, language, read(file), comment_of(file))
        compile_ts(file)
        print(f"{file.name}: {missing} texts without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
