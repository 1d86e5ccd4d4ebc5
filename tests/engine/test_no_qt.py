"""The engine knows no Qt: it is imported and used where none can be imported."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import mirrors_engine

ROOT = Path(mirrors_engine.__file__).parent

_BLOCKED = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "pyqtgraph", "PyQt5", "PyQt6",
                                  "mirrors_gui"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Refuse())
try:
    import PySide6
except ModuleNotFoundError:
    pass
else:
    raise SystemExit("the block does not work")
"""


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _BLOCKED + code],
        capture_output=True,
        text=True,
        cwd=ROOT.parent,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_module_imports_without_qt():
    names = [m.name for m in pkgutil.walk_packages([str(ROOT)], "mirrors_engine.")]
    assert len(names) > 20
    assert "mirrors_engine.solvers.working_set" in names
    code = f"""
from importlib import import_module
for name in {names!r}:
    import_module(name)
print([m for m in sys.modules if m.split('.')[0] in ('PySide6', 'shiboken6', 'pyqtgraph')])
print([m for m in sys.modules if m.startswith('mirrors_gui')])
"""
    assert run(code).split() == ["[]", "[]"]


def test_the_engine_works_without_qt():
    code = """
import numpy as np
from mirrors_engine import Architecture, MirrorRegressor, Signal, fit
x = np.arange(9.0)
print(fit(Signal(x, x % 4), Architecture("abs", 3), lam_ratio=0.1).certified)
print(MirrorRegressor().fit(x[:, None], x % 4).result_.certified)
"""
    assert run(code).split() == ["True", "True"]


def test_importing_the_package_is_light():
    """Neither scikit-learn nor scipy before they are needed: start-up is a second shorter."""
    code = """
import mirrors_engine
print([m for m in ('sklearn', 'scipy', 'numpy') if m in sys.modules])
"""
    assert run(code).strip() == "[]"
