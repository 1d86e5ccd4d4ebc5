"""Finds texts of the window that are in the code without `tr`, `mark` or `plural`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

WRAPPED = {"tr", "mark", "plural", "noun"}

# what is handed to these is for the program or the log, not for people
MACHINE = {
    *("getattr", "setattr", "hasattr", "setStyleSheet", "setObjectName", "setProperty", "property"),
    *("setShortcut", "QKeySequence", "QShortcut", "findChild", "findChildren", "startswith"),
    *("endswith", "removeprefix", "removesuffix", "split", "partition", "rsplit", "replace"),
    *(
        "join",
        "strip",
        "index",
        "compile",
        "sub",
        "match",
        "search",
        "fullmatch",
        "get",
        "Cancelled",
    ),
    *("guarded", "Runner", "debug", "info", "warning", "exception", "error", "open", "setStyle"),
    *(
        "encode",
        "decode",
        "translate",
        "astype",
        "strftime",
        "TypeVar",
        "cast",
        "value",
        "setValue",
    ),
    *(
        "maketrans",
        "ValueError",
        "OSError",
        "PermissionError",
        "QFont",
        "Formatter",
        "import_module",
        "filterwarnings",
    ),
}
# words that are the same in every language
SAME = re.compile(
    r"\b(RMSE|MAE|MASE|AICc?|BIC|CV|ReLU|Adam|Huber|L-BFGS|SGD|Mirrors|CSV|PNG|SVG|PDF|Alt|Ctrl|"
    r"λmax|λ|UTF|Qt|Python|NaN|log|max)\b|<[^>]*>|&\w+;|[^\W\d_](?![^\W\d_])|https?:\S+"
)
# what reads as text and is none of the window's: names of languages, of classes and views as they
# are kept, kinds of files, the report of a crash, the note for translators
LEFT = {
    *("English", "Deutsch", "FitArea", "Features", "behind a number", "no data", "from source"),
    "CSV (*.csv);;Parquet (*.parquet);;SQLite (*.sqlite);;JSON (*.json)",
    "loss \0\0, solver \0, λ/λmax \0, \0, \0",
}
KEYS = re.compile(r"(Ctrl|Alt|Shift)\+\S+|Esc|F\d+|Return|Del")
NO_TEXT = re.compile(r"[A-Z_]+|[a-z]\w*")  # a name of the program's


def literal_part(node: ast.Constant | ast.JoinedStr) -> str:
    """The text of a string, without what an f-string fills in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    parts = [v.value if isinstance(v, ast.Constant) else "\0" for v in node.values]
    return "".join(map(str, parts))


def reads_as_text(text: str) -> bool:
    """Whether people would read it as words: of several, or with a capital."""
    if KEYS.fullmatch(text) or text in LEFT:
        return False
    bare = SAME.sub(" ", text)
    if not re.search(r"[^\W\d_]{2}", bare):
        return False
    core = re.sub(r"^[^\w\0]+|[^\w\0]+$", "", bare)
    if "\0" in text and re.fullmatch(r"[\0\w.:/\\-]*", text) and not re.match(r"[A-Z][a-z]", core):
        return False
    return not NO_TEXT.fullmatch(text) and (
        bool(re.search(r"\S\s", text)) or bool(re.match(r"[^\W\d_a-z]", core)) or "…" in text
    )


def _called(call: ast.Call) -> str:
    func = call.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


@cache
def tree_of(path: Path) -> ast.Module:
    """A module, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def unwrapped(path: Path) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The strings of a module that read as text of the window and are not wrapped."""
    tree = tree_of(path)
    parents: dict[ast.AST, ast.AST] = {}
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            parents[child] = node
    for node in ast.walk(tree):
        if not isinstance(node, ast.JoinedStr | ast.Constant):
            continue
        if isinstance(node, ast.Constant) and not isinstance(node.value, str):
            continue
        if reads_as_text(literal_part(node)) and _is_for_people(node, parents):
            yield node


def _is_for_people(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    child, parent = node, parents[node]
    if isinstance(parent, ast.JoinedStr | ast.Expr | ast.Compare | ast.Subscript | ast.MatchValue):
        return False
    while True:
        if isinstance(parent, ast.Call) and child is not parent.func:
            name = _called(parent)
            if name in WRAPPED and child in parent.args:
                return False
            if name in MACHINE:
                return False
        if isinstance(parent, ast.keyword) and parent.arg in ("view", "name", "msg"):
            return False
        if isinstance(parent, ast.Dict) and child in parent.keys:
            return False
        if isinstance(parent, ast.AnnAssign | ast.arg) and child is parent.annotation:
            return False
        if isinstance(parent, ast.FunctionDef) and child is parent.returns:
            return False
        if isinstance(parent, ast.Assign) and ast.unparse(parent.targets[0]) == "__all__":
            return False
        if isinstance(parent, ast.stmt):
            return not isinstance(parent, ast.Assert)
        if parent not in parents:
            return True
        child, parent = parent, parents[parent]


# Not the window: the command line, its picture and the check of the platform speak English, and
# so do the log, the report of a crash, which developers read, and figures and reports on paper.
ENGLISH = (
    *("__main__.py", "headless.py", "platform_check.py", "crash_reporting/reporter.py"),
    *("figures/content.py", "figures/fit.py", "figures/others.py", "figures/report.py"),
    *("figures/uncertainty.py", "compute/pinned.py", "style/theme.py"),
)


def modules(root: Path) -> list[Path]:
    """The modules whose texts the window shows."""
    folder = root / "mirrors_gui"
    found = sorted(folder.rglob("*.py"))
    return [path for path in found if path.relative_to(folder).as_posix() not in ENGLISH]
