"""Assertions for a paper's own tests: a bound on the hitting time, a gradient, a membership. Entries are names or records.

from theorysim.testing import assert_bound
assert_bound("gradient_descent", "quadratic", {"eta": 0.5}, start=3, epsilon=0.01, bound=12)
"""

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from theorysim.catalogue import PACKAGE, names
from theorysim.model import Assumption, Method, Objective, Quantity, Setting, Trajectory
from theorysim.settings import by_role, record, roles

__all__ = ["assert_bound", "assert_gradient", "assert_member"]
DIGITS = 6  # of what a message shows besides the setting


def _loaded(kind: str, entry: Any) -> Any:
    return record(kind, entry) if isinstance(entry, str) else entry


def _name(kind: str, entry: Any) -> str:
    """Name an entry as the command line does: by the catalogue, or `file.py:name` of the module that holds the record."""
    if isinstance(entry, str):
        return entry
    for module in list(sys.modules.values()):
        known = vars(module) if module.__name__.startswith("theorysim.") else {}
        name = next((n for n, v in known.items() if v is entry), None)
        if name and f"theorysim.{kind}." in module.__name__ and name in names(kind):
            return name
    body = entry.stages[-1] if isinstance(entry, Method) else entry.value if isinstance(entry, Objective) else entry.body
    file = body.__code__.co_filename
    name = next((n for n, v in body.__globals__.items() if v is entry), None)
    return f"{file}:{name}" if name and not file.startswith(str(PACKAGE)) else f"<{type(entry).__name__} without a name>"


def assert_bound(
    method: str | Method,
    objective: str | Objective,
    parameters: Mapping[str, float],
    start: float | Sequence[float] | None,
    epsilon: float,
    bound: float,
    until: str | Quantity = "gradient_norm",
) -> Trajectory:
    """Run a method until a quantity is at most epsilon, and fail when that takes more than `bound` steps.

    Parameters are keyed by role, `method.eta`; a bare name is taken when one role has it. A run that ends in NaN, that
    diverges or that cycles fails too. Gives the run; raises AssertionError, and ValueError for numbers that make no sense.
    """
    from theorysim.simulate.run import run

    if not math.isfinite(bound):
        raise ValueError(f"bound is {bound!r}; it must be a finite number")
    one, other, quantity = _loaded("methods", method), _loaded("objectives", objective), _loaded("quantities", until)
    given = by_role(parameters, list(roles(one, other)))
    steps = max(0, math.floor(bound) + 1)
    found = run(one, other, given, start, epsilon, steps, quantity)
    if found.outcome == "reached" and found.T is not None and bound >= found.T:
        return found
    point = None if start is None else tuple(float(x) for x in np.atleast_1d(start))
    where = _name("methods", method), _name("objectives", objective)
    values = tuple((n, float(v)) for n, v in given.items())
    setting = Setting(*where, values, point, _name("quantities", until), float(epsilon), steps)
    measured = f"T = {found.T}" if found.outcome == "reached" else f"not reached in {found.steps} steps"
    raise AssertionError(
        f"{measured}, the bound is {bound:.{DIGITS}g}; outcome: {found.outcome}, gradient norm {found.gradient_norm:.{DIGITS}g}\n"
        f"replay: theorysim replay {setting.line()}"
    )


def _complaints(what: Objective) -> Iterator[str]:
    from theorysim.judge.laws import decides_by_where
    from theorysim.judge.laws_of_objectives import has_the_derivatives_it_says

    found = decides_by_where(what)  # what cannot be traced is not compared
    yield from found or has_the_derivatives_it_says(what)


def assert_gradient(objective: str | Objective) -> None:
    """Compare gradient and Hessian with the derivatives of the traced value on every branch; raises AssertionError."""
    found = list(_complaints(_loaded("objectives", objective)))
    if found:
        raise AssertionError("\n".join([f"{_name('objectives', objective)}: its derivatives are not those of its value", *found]))


def assert_member(objective: str | Objective, assumption: str | Assumption) -> None:
    """Prove that an objective satisfies an assumption, with the constants that it declares; raises AssertionError."""
    from theorysim.judge import certify

    what, wanted = _loaded("objectives", objective), _loaded("assumptions", assumption)
    places = [i for i, s in enumerate(what.satisfies) if s.assumption is wanted and s.holds]
    name, says = _name("objectives", objective), wanted.inequality.says
    if not places:
        raise AssertionError(f"{name} does not declare {says}: add Satisfies({assumption if isinstance(assumption, str) else '...'}, ...)")
    reasons = [reason for i in places if (reason := certify.why_not_proved(what, i))]
    if reasons:
        raise AssertionError(f"{name} is not known to satisfy {says}: {'; '.join(reasons)}")
