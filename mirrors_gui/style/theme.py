"""Colours, type and style sheet: every visual decision has its token here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from mirrors_engine.resources import resource_path

CHOICES = ("system", "light", "dark")
SMALL, NORMAL, LARGE = 12, 13, 16  # px, the only sizes
GRID = 8  # px, the unit of every distance
_scale = 1.0  # of type on screen: larger for a projector

_LAST_RESORTS = ("Sans Serif", "sans-serif", "DejaVu Sans")  # a desktop without a font of its own


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by meaning, as "#RRGGBB".

    `mirror` belongs to what comes from reflecting a data point, and to nothing else.
    """

    name: str
    surface: str
    raised: str
    line: str
    text: str
    secondary: str
    data: str
    function: str
    mirror: str
    positive: str
    negative: str
    training: str
    certified: str
    uncertified: str
    band_alpha: float

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    @property
    def hovered(self) -> str:
        """Background of a control under the pointer."""
        return mix(self.raised, self.text, 0.05)

    @property
    def chosen(self) -> str:
        """Background of a selected row or item."""
        return mix(self.raised, self.function, 0.16 if self.dark else 0.12)

    @property
    def disabled(self) -> str:
        return mix(self.raised, self.secondary, 0.55)

    def color(self, token: str, alpha: float = 1.0) -> QColor:
        """The colour named `token`, such as "mirror", with an opacity in [0, 1]."""
        color = QColor(getattr(self, token))
        color.setAlphaF(alpha)
        return color


LIGHT = Theme(
    name="light",
    surface="#FAFAF8",
    raised="#FFFFFF",
    line="#E3E2DD",
    text="#1C1E21",
    secondary="#62666D",
    data="#6B7280",
    function="#0072B2",
    mirror="#CC4C9A",
    positive="#0072B2",
    negative="#D55E00",
    training="#B07D00",
    certified="#1B7F5C",
    uncertified="#B45309",
    band_alpha=0.12,
)
DARK = Theme(
    name="dark",
    surface="#16181C",
    raised="#1E2126",
    line="#32363D",
    text="#E8E9EB",
    secondary="#9BA1A9",
    data="#9AA3AF",
    function="#56B4E9",
    mirror="#F08BC6",
    positive="#56B4E9",
    negative="#F0894B",
    training="#E0B040",
    certified="#4CC38A",
    uncertified="#F5A524",
    band_alpha=0.16,
)


def mix(a: str, b: str, share: float) -> str:
    """The colour `share` of the way from `a` to `b`."""
    one, two = QColor(a), QColor(b)
    return QColor.fromRgbF(
        one.redF() + (two.redF() - one.redF()) * share,
        one.greenF() + (two.greenF() - one.greenF()) * share,
        one.blueF() + (two.blueF() - one.blueF()) * share,
    ).name()


def resolve(choice: str) -> Theme:
    """The theme for "system", "light" or "dark"."""
    if choice == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def apply(app: QApplication, theme: Theme) -> None:
    """Font and palette of the application; windows get a style sheet, plots repaint."""
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(palette(theme))


def apply_style_sheet(part: QWidget, theme: Theme) -> None:
    """Give a dialog or a part of the window, and all that lies in it, the style sheet.

    The application has none: its sheet would also polish the hundreds of hidden widgets that
    pyqtgraph keeps for each plot, for a third of a second. The window has none: it would
    polish its 600 widgets at once, for 50 ms.
    """
    sheet = style_sheet(theme)
    if part.styleSheet() != sheet:
        part.setStyleSheet(sheet)


def set_type_scale(scale: float) -> None:
    """Enlarge type, lines and marks on screen; `apply` afterwards shows it."""
    global _scale
    _scale = scale


def type_scale() -> float:
    """How much larger all type on screen is."""
    return _scale


def px(size: int) -> int:
    """One of the three sizes as it is on screen now."""
    return round(size * _scale)


def stroke(width: float) -> float:
    """A width of lines or a size of marks as it is on screen now.

    They grow more than type: seen from afar, what is thin is the first to go.
    """
    return width * _scale**1.5


@contextmanager
def true_sizes() -> Iterator[None]:
    """Type, lines and marks at their own size, for print, whatever the screen has."""
    before = _scale
    set_type_scale(1.0)
    try:
        yield
    finally:
        set_type_scale(before)


def font(size: int = NORMAL, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The system's font in one of the three sizes, figures tabular."""
    face = QFont(QGuiApplication.font())
    if face.family() in _LAST_RESORTS:
        face.setFamilies(["Inter", face.family()])
    face.setPixelSize(px(size))
    face.setWeight(weight)
    if hasattr(face, "setFeature"):  # Qt 6.7; without it figures are as the font has them
        face.setFeature(QFont.Tag("tnum"), 1)
    return face


def palette(theme: Theme) -> QPalette:
    """What Fusion draws by itself, in the theme's colours."""
    role = QPalette.ColorRole
    colors = QPalette()
    for token, roles in {
        "surface": (role.Window, role.AlternateBase),
        "raised": (role.Base, role.Button, role.ToolTipBase),
        "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
        "secondary": (role.PlaceholderText,),
        "line": (role.Mid, role.Midlight, role.Light, role.Dark, role.Shadow),
        "chosen": (role.Highlight,),
        "function": (role.Link, role.Accent),
    }.items():
        for each in roles:
            colors.setColor(each, theme.color(token))
    colors.setColor(role.HighlightedText, theme.color("text"))
    for each in (role.WindowText, role.Text, role.ButtonText):
        colors.setColor(QPalette.ColorGroup.Disabled, each, theme.color("disabled"))
    return colors


def style_sheet(theme: Theme) -> str:
    """QSS of a window, generated from the tokens."""
    values = {name: getattr(theme, name) for name in _TOKENS}
    values |= {"small": f"{px(SMALL)}px", "normal": f"{px(NORMAL)}px", "large": f"{px(LARGE)}px"}
    values["tick"] = resource_path("icons", f"tick-{theme.name}.svg").as_posix()
    sheet = _SHEET
    for name, value in values.items():
        sheet = sheet.replace(f"@{name}@", value)
    return sheet


_TOKENS = (
    *("surface", "raised", "line", "text", "secondary", "function"),
    *("certified", "uncertified", "hovered", "chosen", "disabled"),
)

_SHEET = """
QDialog { background: @surface@; }
QToolTip { background: @raised@; color: @text@; border: 1px solid @line@; padding: 4px 8px; }

QFrame[role="card"] { background: @raised@; border: 1px solid @line@; border-radius: 8px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: @large@; font-weight: 600; }
QLabel[role="heading"] { font-size: @normal@; font-weight: 600; }
QLabel[role="caption"] { font-size: @small@; color: @secondary@; }
QLabel[role="small"] { font-size: @small@; color: @text@; }
QLabel[role="error"] { font-size: @small@; color: @uncertified@; }
QLabel[role="readout"] {
    background: @raised@; border: 1px solid @line@; border-radius: 6px; padding: 4px 8px;
    font-size: @small@; color: @text@;
}
QFrame[role="banner"] {
    background: @surface@; border: 1px solid @uncertified@; border-radius: 6px;
}
QPlainTextEdit {
    background: @raised@; border: 1px solid @line@; border-radius: 6px; padding: 4px;
    selection-background-color: @chosen@; selection-color: @text@;
}
QFrame[role="story"] {
    background: @surface@; border: 1px solid @line@; border-radius: 6px;
}
QTextBrowser {
    background: @raised@; border: 1px solid @line@; border-radius: 8px; padding: 8px 12px;
}
QFrame[role="notice"] {
    background: @raised@; border: 1px solid @function@; border-radius: 8px;
}
QLabel[role="certified"] { color: @certified@; font-weight: 600; }
QLabel[role="uncertified"] { color: @uncertified@; font-weight: 600; }

QPushButton, QComboBox, QSpinBox, QDoubleSpinBox, QLineEdit {
    background: @raised@; border: 1px solid @line@; border-radius: 6px;
    min-height: 28px; padding: 0 8px; selection-background-color: @chosen@;
    selection-color: @text@;
}
QPushButton { padding: 0 12px; }
QPushButton:hover, QComboBox:hover, QSpinBox:hover { background: @hovered@; }
QPushButton:pressed, QPushButton:checked { background: @chosen@; }
QPushButton:checked { border-color: @function@; }
QPushButton:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QLineEdit:focus {
    border: 1px solid @function@; outline: none;
}
QPushButton:disabled, QComboBox:disabled, QSpinBox:disabled, QLineEdit:disabled {
    color: @disabled@;
}
QPushButton[role="primary"] {
    background: @function@; border-color: @function@; color: @surface@; font-weight: 600;
}
QPushButton[role="primary"]:focus { border-color: @text@; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: @raised@; border: 1px solid @line@; outline: none; padding: 4px;
    selection-background-color: @chosen@; selection-color: @text@;
}
QAbstractSpinBox QLineEdit {
    border: none; background: transparent; padding: 0; min-height: 0;
}
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: @chosen@; }
QSpinBox::up-button, QSpinBox::down-button { border: none; background: transparent; width: 28px; }
QSpinBox::up-arrow, QSpinBox::down-arrow { image: none; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px;
}
QToolButton:hover { background: @hovered@; }
QToolButton:checked { background: @chosen@; }
QToolButton:focus { border-color: @function@; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="tab"] {
    border: none; border-bottom: 2px solid transparent; border-radius: 0;
    color: @secondary@; padding: 5px 0;
}
QToolButton[role="tab"]:hover { color: @text@; background: transparent; }
QToolButton[role="tab"]:checked {
    color: @text@; background: transparent; border-bottom: 2px solid @function@;
}
QToolButton[role="tab"]:focus {
    color: @function@; background: @chosen@; border-radius: 4px;
}
QFrame[role="lessonRing"] {
    border: 3px solid @function@; border-radius: 8px; background: transparent;
}
QFrame[role="focusRing"] { border: 2px solid @function@; background: transparent; }

QMenuBar { background: @surface@; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hovered@; }
QMenu { background: @raised@; border: 1px solid @line@; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @chosen@; }
QMenu::item:disabled { color: @disabled@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator {
    width: 14px; height: 14px; border: 1px solid @secondary@; border-radius: 4px;
    background: @raised@;
}
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: @function@; }
QCheckBox::indicator:checked {
    background: @function@; border-color: @function@; image: url(@tick@);
}
QCheckBox::indicator:disabled { border-color: @disabled@; }
QCheckBox::indicator:checked:disabled { background: @disabled@; }

QTableView, QTableWidget, QListView, QListWidget, QTreeView {
    background: @raised@; alternate-background-color: @raised@; border: none; outline: none;
    gridline-color: transparent; selection-background-color: @chosen@; selection-color: @text@;
}
QListWidget[role="card"] { border: 1px solid @line@; border-radius: 8px; padding: 4px; }
QTableView::item, QListView::item { padding: 4px 8px; border: none; }
QTableView::item:hover, QListView::item:hover { background: @hovered@; }
QTableView::item:selected, QListView::item:selected { background: @chosen@; color: @text@; }
QHeaderView { background: @raised@; border: none; }
QHeaderView::section {
    background: @raised@; color: @secondary@; font-size: @small@; border: none;
    border-bottom: 1px solid @line@; padding: 4px 8px;
}
QHeaderView::section:vertical { border: none; padding: 4px 4px 4px 0; }
QTableView#pinsTable::item { padding: 4px; }
QTableView#batchTable::item { padding: 4px 16px 4px 6px; }
QTableView#batchTable QHeaderView::section { padding: 4px 16px 4px 6px; }
QTableCornerButton::section { background: @raised@; border: none; }

QScrollArea, QScrollArea > QWidget > QWidget[role="plain"] {
    background: transparent; border: none;
}
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle {
    background: @line@; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px;
}
QScrollBar::handle:hover { background: @secondary@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @line@; }

QStatusBar { background: @surface@; border-top: 1px solid @line@; }
QStatusBar::item { border: none; }
QProgressBar {
    background: @line@; border: none; border-radius: 2px; max-height: 4px; min-height: 4px;
}
QProgressBar::chunk { background: @function@; border-radius: 2px; }
"""
