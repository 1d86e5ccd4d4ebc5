"""No control without a tooltip, no word of the field in a box without one, one name for a thing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
)
from text_finder import modules, tree_of

ROOT = Path(__file__).resolve().parents[2]
TIP = Qt.ItemDataRole.ToolTipRole
# boxes whose entries need to be known to be understood
FIELD = (
    *("activationBox", "kindBox", "lossBox", "solverBox", "trainingMethodBox"),
    "forecastTargetBox",
)
# other names of what has one: the optimal function, a kink, a sample
OTHER_NAMES = re.compile(
    r"\b(optimal (fit|curve|line)|best function|fitted function|knots?|breakpoints?)\b"
)
# a column of a table on paper is called so by those who read it
CALLED_SO = {"breakpoint table"}


def own(control) -> bool:
    """Whether a control is ours, not a part that Qt made of one."""
    inside = isinstance(control.parentWidget(), QAbstractSpinBox | QComboBox)
    return not inside and not control.objectName().startswith(("qt_", "Scroll"))


def test_every_control_says_what_it_does(window, settled):
    settled(window.session)
    left = []
    for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QTableView):
        for control in window.findChildren(kind):
            named = control.objectName() or getattr(control, "text", str)()
            if own(control) and named and not control.toolTip():
                left.append(control.objectName() or control.text())
    assert not left
    assert not [w.text() for w in window.findChildren(QLabel, "fieldLabel") if not w.toolTip()]


def test_words_of_the_field_are_explained_where_they_are_chosen(window, settled):
    settled(window.session)
    for name in FIELD:
        box = window.findChild(QComboBox, name)
        tips = [box.itemData(row, TIP) for row in range(box.count())]
        assert tips and all(tips), (name, [box.itemText(r) for r, t in enumerate(tips) if not t])


def test_columns_of_tables_are_explained(window, settled):
    settled(window.session)
    for name in ("featuresTable", "piecesTable", "landscapeTable"):
        model = window.findChild(QTableView, name).model()
        for column in range(model.columnCount()):
            assert model.headerData(column, Qt.Orientation.Horizontal, TIP), (name, column)


def test_a_thing_has_one_name_in_all_texts():
    found = []
    for path in modules(ROOT):
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in ("tr", "mark"):
                continue
            for text in node.args[:1]:
                words = text.value if isinstance(text, ast.Constant) else ""
                if OTHER_NAMES.search(words) and not any(each in words for each in CALLED_SO):
                    found.append(f"{path.name}: {words}")
    assert not found, "\n".join(found)
