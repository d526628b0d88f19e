"""Assert a bound on the hitting time of one run, from above or from below."""

import math
from collections.abc import Mapping

from theorysim.results import Trajectory
from theorysim.testing.case import AMethod, AnObjective, AQuantity, AStart, Case, real
from theorysim.testing.finding import Finding, number, replay, traced

MORE = 4  # how far beyond a lower bound a run goes, so that the slack is seen


def finite(bound: float) -> float:
    """Return a bound; raises ValueError for one that is no finite number."""
    value = real(bound, "bound")
    if not math.isfinite(value):
        raise ValueError(f"bound is {bound!r}; it must be a finite number")
    return value


def _came(found: Trajectory) -> tuple[str, str]:
    T = f"T = {found.T}" if found.outcome == "reached" else f"not reached in {found.steps} steps"
    return T, f"outcome: {found.outcome}, gradient norm {number(found.gradient_norm)}"


def assert_bound(
    method: AMethod,
    objective: AnObjective,
    parameters: Mapping[str, float],
    start: AStart,
    epsilon: float,
    bound: float,
    until: AQuantity = "gradient_norm",
) -> Trajectory:
    """Run a method until a quantity is at most epsilon, and fail when that takes more than `bound` steps.

    Parameters are keyed by role, `method.eta`; a bare name is taken when one role has it. A run that ends in NaN, that
    diverges or that cycles fails too. Returns the run; raises AssertionError, and ValueError for numbers that make no sense.
    """
    __tracebackhide__ = True
    bound = finite(bound)
    steps = max(0, math.floor(bound) + 1)
    case = Case.of(method, objective, None, parameters, start, epsilon, until)
    found = case.run(steps)
    T, came = _came(found)
    passed = found.outcome == "reached" and found.T is not None and bound >= found.T
    finding = Finding(
        f"{case.says()}: {case.goal()} within {number(bound)} steps",
        f"{T}, the bound is {number(bound)}; {came}",
        f"T <= {number(bound)}",
        brief=T,
        slack=bound / found.T if found.T else None,
    )
    finding.settle(passed, replay(case.setting(steps)), traced(case, steps))
    return found


def assert_lower_bound(
    method: AMethod,
    objective: AnObjective,
    parameters: Mapping[str, float],
    start: AStart,
    epsilon: float,
    bound: float,
    until: AQuantity = "gradient_norm",
) -> Trajectory:
    """Run a method on an instance of a lower bound, and fail when a quantity is at most epsilon before `bound` steps.

    A run that diverges or cycles takes infinitely many, as float64 counts: a step that rounding swallows is a cycle too. One that ends
    in NaN or leaves the domain before `bound` steps, or begins where others have diverged, fails, as it shows nothing. Returns the run;
    raises AssertionError, and ValueError for numbers that make no sense.
    """
    __tracebackhide__ = True
    bound = finite(bound)
    steps = MORE * max(1, math.ceil(bound))
    case = Case.of(method, objective, None, parameters, start, epsilon, until)
    found = case.run(steps)
    T, came = _came(found)
    lasts = found.outcome in ("budget", "cycle") or (found.outcome == "diverged" and found.steps > 0)
    never = lasts or (found.outcome != "reached" and found.steps >= bound)
    finding = Finding(
        f"{case.says()}: {case.goal()} not before {number(bound)} steps",
        f"{T}, the bound is {number(bound)}; {came}",
        f"T >= {number(bound)}",
        brief=T,
        slack=found.T / bound if found.T and bound > 0 else None,
    )
    finding.settle(never or (found.T is not None and bound <= found.T), replay(case.setting(steps)), traced(case, steps))
    return found
