"""The sentences with which the engine refuses, found in its code.

A sentence is what is handed to an error of `mirrors_engine.errors`, each {place} filled by a
sign that no sentence has, so that the forms of `mirrors_gui.text.engine_refusals` can be tried.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILLED = "§"
ERRORS = {
    *("MirrorsError", "SignalError", "ArchitectureError", "SizeError", "SettingError"),
    *("UsageError", "ProjectError", "WriteError"),
}
REPORTS = {"Progress", "step", "report"}


@dataclass(frozen=True)
class Refusal:
    """Where it is raised, and in which words; "" where the words are made elsewhere."""

    file: str
    line: int
    words: str


def refusals(engine: Path) -> Iterator[Refusal]:
    """Every place of the engine that makes one of its errors."""
    return handed_to(ERRORS, engine)


def stages(engine: Path) -> Iterator[Refusal]:
    """Every place of the engine that says what it is doing."""
    return handed_to(REPORTS, engine)


def handed_to(names: set[str], engine: Path) -> Iterator[Refusal]:
    """The first argument of every call of these."""
    for path in sorted(engine.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = _constants(tree)
        file = path.relative_to(engine).as_posix()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in names and node.args:
                for words in _variants(node.args[0], texts):
                    yield Refusal(file, node.lineno, words)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    """Texts that have a name of their own in a module."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _variants(node: ast.expr, texts: dict[str, ast.expr]) -> list[str]:
    """What a text can read, "" where its words are not in this expression."""
    if isinstance(node, ast.IfExp):
        return _variants(node.body, texts) + _variants(node.orelse, texts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _variants(node.left, texts), _variants(node.right, texts)
        return [(a or FILLED) + (b or FILLED) for a in left for b in right]
    return [_text(node, texts)]


def _text(node: ast.expr, texts: dict[str, ast.expr]) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_part(part, texts) for part in parts)
        case ast.Name(id=name) if name in texts:
            return _text(texts[name], {})
    return ""


def _part(node: ast.expr, texts: dict[str, ast.expr]) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.FormattedValue)
    named = isinstance(node.value, ast.Name) and node.value.id in texts
    return (_text(node.value, texts) if named else "") or FILLED
