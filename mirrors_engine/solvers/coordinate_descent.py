"""scikit-learn's coordinate descent: the bounded inner solver, and the dense reference.

scikit-learn's loss is a mean over its rows, ours a sum: alpha = λ / rows.
"""

from __future__ import annotations

import warnings
from inspect import unwrap

import numpy as np

from mirrors_engine.dictionaries.base import Dictionary
from mirrors_engine.errors import AUTOMATIC, SizeError
from mirrors_engine.progress import Check, no_check
from mirrors_engine.solvers.base import Report, Scaled, Solution, relative_gap
from mirrors_engine.solvers.thinning import thinned
from mirrors_engine.utils.warning_filters import ignoring

NAME = "coordinate descent"
SWEEPS = 20  # of a bounded call
ROUGH = 1e-4  # relative gap that is enough for a first guess, scikit-learn's own
THINNED = 128  # samples at least that the first working set of a longer signal looks at
FEW = 16  # features of it then, at most
FIRST = 64  # features of the first working set, at most
MEMORY_LIMIT = 1 << 30  # bytes of explicit dictionary that the reference may take
MAX_SWEEPS = 20_000
_BLOCK = 1 << 21  # entries of the matrix that are made between two checks for cancellation
_CHUNK_WORK = 3e7  # multiply-adds between two checks for cancellation, some 30 ms


def load() -> None:
    """Import scikit-learn now rather than in the first large solve."""
    import sklearn.linear_model  # noqa: F401


def expect_no_convergence() -> None:
    """Ignore scikit-learn's convergence warnings in the whole process, for programs of our own."""
    from sklearn.exceptions import ConvergenceWarning

    warnings.simplefilter("ignore", ConvergenceWarning)


def sweeps(
    matrix: np.ndarray,
    target: np.ndarray,
    lam: float,
    z: np.ndarray,
    count: int,
    tolerance: float = 1e-15,
) -> np.ndarray:
    """At most `count` sweeps of coordinate descent on ½||target - matrix z||² + λ||z||₁, from `z`,
    until the gap is below the tolerance, relative to ||target||²."""
    # imported here: scikit-learn takes a second to load
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import enet_path

    # bounded sweeps never converge
    with ignoring(ConvergenceWarning):
        # the same loop as `Lasso.fit`, of whose half millisecond checks of the input take more:
        # without them it is entered behind the decorator that makes some
        _, coefficients, _ = unwrap(enet_path)(
            np.asfortranarray(matrix),
            target,
            l1_ratio=1.0,
            alphas=[lam / len(target)],
            coef_init=z.copy(),
            precompute=False,
            copy_X=False,
            check_input=False,
            max_iter=count,
            tol=tolerance,
        )
    return np.asarray(coefficients[:, 0])


def reach(n: int) -> int:
    """How many samples a step of a first guess may be moved without meeting another one: less than
    half a block."""
    return max(n // THINNED - 1, 0) // 2


def first_guess(
    problem: Scaled, lam: float, step: Report, check: Check = no_check, most: int = FIRST
) -> Solution:
    """One bounded call on the features that correlate most with the residual of the constant.

    Where a solver of its own finds the optimum, this is what it starts from or is measured by;
    of a long signal it sees the means of blocks of neighbours.
    """
    if len(problem.y) >= 2 * THINNED and problem.dictionary.thinnable:
        fewer, ranks = thinned(problem, len(problem.y) // THINNED)
        rough = first_guess(fewer, lam, step, check, FEW)
        keys = problem.dictionary.at_ranks(rough.keys, ranks)
        return Solution(keys, rough.weights, (), 1, NAME)
    root = np.sqrt(problem.w)
    target = root * problem.centred
    found = problem.dictionary.price(root * target, above=lam, limit=most, check=check)
    matrix, z = _explicit(problem, root, found.keys, None, check)
    if len(z):
        z = sweeps(matrix, target, lam, z, SWEEPS, ROUGH)
    support = z.nonzero()[0]
    step("coordinate descent", len(support), None, None)
    return Solution(found.keys[support], z[support], (), 1, NAME)


def solve(
    problem: Scaled,
    lam: float,
    start: Solution | None,
    step: Report,
    check: Check = no_check,
) -> Solution:
    """Coordinate descent alone on the explicit dictionary, as anyone would do it.

    It is the reference: whatever gap is left after `MAX_SWEEPS` is reported as it is.

    Raises
    ------
    SizeError
        If the explicit dictionary would take more than `MEMORY_LIMIT`.
    """
    keys = explicit_keys(problem.dictionary, len(problem.y))
    root = np.sqrt(problem.w)
    target = root * problem.centred
    matrix, z = _explicit(problem, root, keys, start, check)
    chunk = int(np.clip(_CHUNK_WORK / max(matrix.size, 1), 1, 200))
    done, gap = 0, np.inf
    while done < MAX_SWEEPS and gap > 1e-10:
        check()  # other solvers use this one for subproblems, whose steps are not reported
        z = sweeps(matrix, target, lam, z, chunk)
        done += chunk
        residual = target - matrix @ z
        bound = float(np.abs(matrix.T @ residual).max(initial=0.0))
        gap = relative_gap(residual, target, lam, z, bound)
        step("coordinate descent", int(np.count_nonzero(z)), gap, done / MAX_SWEEPS)
    support = z.nonzero()[0]
    return Solution(keys[support], z[support], (), done, "coordinate descent (dense)")


def _explicit(
    problem: Scaled, root: np.ndarray, keys: np.ndarray, start: Solution | None, check: Check
) -> tuple[np.ndarray, np.ndarray]:
    """The (N, P) dictionary, centred, its rows times `root`; and the (P,) weights of `start`."""
    warm: dict[tuple[int, ...], float] = {}
    if start is not None:
        pairs = zip(start.keys.tolist(), start.weights, strict=True)
        warm = {tuple(key): value for key, value in pairs}
    matrix = np.empty((len(root), len(keys)), order="F")
    z = np.zeros(len(keys))
    block = max(1, _BLOCK // len(root))
    for first in range(0, len(keys), block):
        check()
        part = keys[first : first + block]
        inside = slice(first, first + len(part))
        columns = problem.free.without(problem.dictionary.columns(part), problem.w)
        matrix[:, inside] = columns * root[:, None]
        if warm:
            z[inside] = [warm.get(tuple(key), 0.0) for key in part.tolist()]
    return matrix, z


def explicit_keys(dictionary: Dictionary, n: int) -> np.ndarray:
    """All keys of a dictionary, refused before allocation if its matrix would not fit."""
    need = 8 * n * dictionary.size
    if need > MEMORY_LIMIT:
        raise SizeError(
            f"The explicit dictionary has {dictionary.size} features of {n} samples, "
            f"{need / 2**30:.1f} GB where {MEMORY_LIMIT / 2**30:.0f} GB is the limit: "
            "use solver auto, which never forms it, or thin the signal.",
            [AUTOMATIC],
        )
    return dictionary.all_keys()
