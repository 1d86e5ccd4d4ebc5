"""Public docstrings are numpydoc: every parameter, what is returned, and where it is from."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest

import mirrors_engine
from mirrors_engine.certificates.certificate import Certificate, certify
from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.rigorous.proof import Proof

PUBLIC: dict[str, Any] = {
    **{name: getattr(mirrors_engine, name) for name in mirrors_engine.__all__},
    "Certificate": Certificate,
    "certify": certify,
    "Dictionary": Dictionary,
    "Proof": Proof,
}
FUNCTIONS = {name: thing for name, thing in PUBLIC.items() if inspect.isfunction(thing)}
CLASSES = {name: thing for name, thing in PUBLIC.items() if inspect.isclass(thing)}


def own_methods(owner: type) -> dict[str, Any]:
    """Public functions that a class defines or inherits from this package."""
    found = {}
    for name, member in inspect.getmembers_static(owner):
        function = getattr(member, "__func__", member)
        ours = inspect.isfunction(function) and function.__module__.startswith("mirrors_engine")
        if ours and not name.startswith("_"):
            found[f"{owner.__name__}.{name}"] = function
    return found


METHODS = {
    name: method
    for owner in CLASSES.values()
    if not issubclass(owner, Exception)
    for name, method in own_methods(owner).items()
}


def sections(thing: Any) -> dict[str, str]:
    """The text of each section of a docstring; the summary is the section ""."""
    parts = re.split(r"^([A-Z][A-Za-z ]+)\n-{3,}\n", inspect.getdoc(thing) or "", flags=re.M)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def documented(text: str) -> set[str]:
    """The names before the colons of a section's entries."""
    heads = re.findall(r"^(\S.*?)(?: : .*)?$", text, flags=re.M)
    return {name.strip(" *") for head in heads for name in head.split(",")}


def missing(function: Any, text: dict[str, str]) -> set[str]:
    asked = {
        name.strip("*")
        for name in inspect.signature(function).parameters
        if name not in ("self", "cls")
    }
    return asked - documented(text.get("Parameters", ""))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions(name):
    function, text = FUNCTIONS[name], sections(FUNCTIONS[name])
    assert not missing(function, text)
    assert "Returns" in text or "Yields" in text
    assert "2403.01046" in text.get("References", "")


@pytest.mark.parametrize("name", [n for n, c in CLASSES.items() if not issubclass(c, Exception)])
def test_classes(name):
    text = sections(CLASSES[name])
    given = documented(text.get("Parameters", "")) | documented(text.get("Attributes", ""))
    taken = set(inspect.signature(CLASSES[name].__init__).parameters) - {"self", "args", "kwargs"}
    assert not taken - given
    assert "2403.01046" in text.get("References", "")


@pytest.mark.parametrize("name", METHODS)
def test_methods(name):
    function, text = METHODS[name], sections(METHODS[name])
    assert len(text[""]) > 10
    assert not missing(function, text)
    if name.startswith("Dictionary."):
        return  # its summaries say what is returned where a section would repeat them
    returned = inspect.signature(function).return_annotation
    assert returned in ("None", None, inspect.Parameter.empty) or {"Returns", "Yields"} & set(text)
