"""One signal of the list: where it comes from, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mirrors_engine.batch.batch import Line, Source
from mirrors_engine.batch.solve import Solve
from mirrors_engine.selection.rule import LamRule
from mirrors_engine.text.printable import printable
from mirrors_gui.text.engine_words import said
from mirrors_gui.text.formatting import count, number, plural
from mirrors_gui.text.translate import mark, tr

RULES = {
    "ratio": "λ / λmax",
    "kinks": mark("kinks, at most"),
    "neurons": mark("neurons, at most"),
    "1se": mark("cross-validation, 1 s.e."),
    "min": mark("cross-validation, least error"),
    "aicc": "AICc",
    "bic": "BIC",
}


def rule_words(rule: LamRule) -> str:
    """A rule in a table cell."""
    if rule.kinks is not None:
        return f"≤ {plural(rule.kinks, 'kink')}"
    if rule.neurons is not None:
        return f"≤ {plural(rule.neurons, 'neuron')}"
    if rule.select is not None:
        return {"1se": tr("CV, 1 s.e."), "min": tr("CV, least")}.get(
            rule.select, RULES[rule.select]
        )
    return f"{number(rule.lam_ratio or 0.0, 3)} λmax"


@dataclass(eq=False)
class Row:
    """A signal; `line` is None until it has been fitted, by `solve`."""

    source: Source
    name: str
    line: Line | None = None
    solve: Solve | None = None

    def fill(self, line: Line, solve: Solve) -> None:
        """The line has come; it names the column, of which the position was known."""
        self.line, self.solve = line, solve
        if line.y and isinstance(self.source.y, int) and self.name.endswith(f" · {self.source.y}"):
            self.name = f"{self.name.rsplit(' · ', 1)[0]} · {printable(line.y)}"

    @property
    def failed(self) -> bool:
        return self.line is not None and bool(self.line.error)

    def done_by(self, solve: Solve) -> bool:
        """Whether its line is that of these settings; failures are tried again."""
        return self.line is not None and not self.line.error and self.solve == solve


NAME, SAMPLES, RULE, SHARE, NEURONS, RMSE, R2, CERTIFIED, REMARK = range(1, 10)
PICTURE = 0
HEADERS = (
    *(
        mark("Signal"),
        mark("Name"),
        mark("Samples"),
        mark("λ rule"),
        "λ / λmax",
        mark("Neurons"),
        "RMSE",
        "R²",
    ),
    *(mark("Certified"), mark("Remark")),
)
TIPS = (
    mark("Data and optimal function"),
    mark("File, or column of the table"),
    mark("Samples after cleaning"),
    mark("How λ was chosen"),
    mark("λ as a share of the λ from which the fit is constant"),
    mark("Features with a weight that is not 0"),
    mark("Root of the mean squared residual"),
    mark("Share of the variance of the data that the function has"),
    mark("Whether the optimality is proved to a relative gap of 10⁻⁹"),
    mark("Why a signal was not fitted, or what should be known of its λ"),
)


def remark(row: Row, line: Line) -> str:
    """Why there is no fit, without the name that stands beside it; or what is to be known."""
    words = line.error or line.notes
    for between in (", ", ": "):
        words = words.removeprefix(f"{row.name}{between}")
    return said(words[:1].upper() + words[1:])


def value(row: Row, column: int) -> Any:
    """What a column is sorted by; None comes last."""
    line = row.line
    if column == NAME:
        return row.name.casefold()
    if column == RULE:
        return None if row.solve is None else rule_words(row.solve.rule)
    if line is None:
        return None
    values = {
        SAMPLES: line.n_samples,
        SHARE: line.lam_ratio,
        NEURONS: line.features,
        RMSE: line.rmse,
        R2: line.r2,
        CERTIFIED: 2 if line.error else 0 if line.certified else 1,
        REMARK: remark(row, line) or None,
        PICTURE: row.name.casefold(),
    }
    return values[column]


def text(row: Row, column: int) -> str:
    """What a cell says."""
    line = row.line
    if column == PICTURE:
        return ""
    if column == NAME:
        return row.name
    if column == RULE:
        return "" if row.solve is None else rule_words(row.solve.rule)
    if column == CERTIFIED:
        if line is None:
            return ""
        return tr("! failed") if line.error else tr("✓ yes") if line.certified else tr("! no")
    found = value(row, column)
    if found is None:
        return "–" if line is not None and column != REMARK else ""
    if column in (SAMPLES, NEURONS):
        return count(found)
    return str(found) if column == REMARK else number(found, 3 if column == SHARE else 4)
