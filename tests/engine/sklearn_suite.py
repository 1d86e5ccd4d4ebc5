"""scikit-learn's own checks of an estimator, as cases of a parametrised test."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.utils.estimator_checks import estimator_checks_generator


class ReadsFirstColumn:
    """The checks pass several columns; the network reads one."""

    def _column(self, X: np.ndarray) -> np.ndarray:
        return X[:, 0]


def suite(checked: dict[str, Any]) -> list[Any]:
    """All checks but the one on array-API input, which no estimator here claims to take."""
    cases = []
    for name, estimator in checked.items():
        seen: dict[str, int] = {}
        for instance, check in estimator_checks_generator(estimator):
            title = check.func.__name__
            seen[title] = seen.get(title, 0) + 1
            if title != "check_array_api_input":
                label = f"{name}-{title}-{seen[title]}"
                cases.append(pytest.param(instance, check, id=label))
    return cases


def titles(cases: list[Any]) -> set[str]:
    """Which checks these cases are."""
    return {case.id.split("-")[1] for case in cases}
