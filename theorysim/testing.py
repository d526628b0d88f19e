"""Assertions for a paper's own tests: a bound on the hitting time, a gradient, a membership. Entries are names or records, or a step.

from theorysim.testing import assert_bound, assert_quantile
assert_bound("gradient_descent", "quadratic", {"eta": 0.5}, start=3, epsilon=0.01, bound=12)
assert_quantile("gradient_descent", "quadratic", "two_point", {"eta": 0.5}, start=3, epsilon=0.5, bound=12, probability=2 / 3)

Of a random method the time is asserted as a quantile, a share of the runs that hit by then. Its mean may be infinite, so it is
asserted only where it is capped, or where a moment is declared. Both say how often they are wrong, and draw as many runs as that takes.
"""

import math
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from theorysim.catalogue import PACKAGE, names
from theorysim.entries import Plain, as_method, is_step
from theorysim.model import Assumption, Method, Objective, Oracle, Quantity, Setting, Trajectory
from theorysim.settings import Usage, by_role, record, roles

if TYPE_CHECKING:  # SciPy is heavy, and only these need it
    from theorysim.judge import mean, quantile

__all__ = ["assert_bound", "assert_gradient", "assert_mean", "assert_member", "assert_quantile"]
Step = Callable[..., Any]  # step(x, g, ...)
DIGITS = 6  # of what a message shows besides the setting


def _loaded(kind: str, entry: Any) -> Any:
    if kind == "methods" and is_step(entry):
        return as_method(entry)
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
    field = {Objective: "value", Oracle: "perturb", Plain: "step"}.get(type(entry), "body")
    body = entry if is_step(entry) else entry.stages[-1] if isinstance(entry, Method) else getattr(entry, field)
    file = body.__code__.co_filename
    name = next((n for n, v in body.__globals__.items() if v is entry), None)
    return f"{file}:{name}" if name and not file.startswith(str(PACKAGE)) else f"<{type(entry).__name__} without a name>"


def _setting(
    method: Any, objective: Any, given: Mapping[str, float], point: tuple[float, ...] | None, until: Any, epsilon: float, steps: int
) -> Setting:
    """Write down a run as the command line does."""
    where = _name("methods", method), _name("objectives", objective)
    return Setting(*where, tuple((n, float(v)) for n, v in given.items()), point, _name("quantities", until), float(epsilon), steps)


def assert_bound(
    method: str | Method | Plain | Step,
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
    setting = _setting(method, objective, given, point, until, epsilon, steps)
    measured = f"T = {found.T}" if found.outcome == "reached" else f"not reached in {found.steps} steps"
    raise AssertionError(
        f"{measured}, the bound is {bound:.{DIGITS}g}; outcome: {found.outcome}, gradient norm {found.gradient_norm:.{DIGITS}g}\n"
        f"replay: theorysim replay {setting.line()}"
    )


@dataclass(frozen=True)
class _Trials:
    """The trials of one setting: their times, and the line that replays one."""

    times: Callable[[int, int], Any]  # (first, n) -> T of n trials, -1 where a trial never hit, int64 of shape (n,)
    setting: Callable[[int], Setting]

    def failed(self, what: str, trial: int) -> AssertionError:
        return AssertionError(f"{what}\nreplay: theorysim replay {self.setting(trial).line()}")


def _trials(
    method: str | Method | Plain | Step,
    objective: str | Objective,
    oracle: str | Oracle | None,
    parameters: Mapping[str, float],
    start: float | Sequence[float] | None,
    epsilon: float,
    steps: int,
    until: str | Quantity,
    dimension: int | None,
    seed: int,
) -> _Trials:
    from theorysim.simulate.run import beginning, hitting_times, settled_parameters

    one, other, quantity = _loaded("methods", method), _loaded("objectives", objective), _loaded("quantities", until)
    noise = None if oracle in (None, "exact") else _loaded("oracles", oracle)
    given = by_role(parameters, list(roles(one, other, noise, quantity)))
    point = beginning(other, settled_parameters(one, other, given, quantity, noise), start, dimension)

    def times(first: int, n: int) -> Any:
        starts, trials, threads = np.broadcast_to(point, (n, point.size)), np.arange(first, first + n), os.cpu_count() or 1
        return hitting_times(one, other, given, starts, epsilon, steps, quantity, noise, threads, seed=seed, trials=trials)[0]

    def setting(trial: int) -> Setting:
        place = None if start is None else tuple(float(x) for x in point)
        seen = "exact" if noise is None else _name("oracles", oracle)
        return replace(
            _setting(method, objective, given, place, until, epsilon, steps), oracle=seen, dimension=dimension, seed=seed, trial=trial
        )

    return _Trials(times, setting)


def assert_quantile(
    method: str | Method | Plain | Step,
    objective: str | Objective,
    oracle: str | Oracle | None,
    parameters: Mapping[str, float],
    start: float | Sequence[float] | None,
    epsilon: float,
    bound: float,
    probability: float = 0.5,
    false_alarm: float = 1e-6,
    miss: float = 1e-3,
    margin: float | None = None,
    until: str | Quantity = "gradient_norm",
    dimension: int | None = None,
    seed: int = 0,
) -> "quantile.Decision":
    """Run trials until it is known whether T <= bound with a given probability or more, and fail when it is not.

    A true bound fails in a share `false_alarm` of all seeds at most; where the probability is less by `margin` (a quarter of it)
    or more, a share `miss` of the seeds passes at most. A trial that ends in NaN, that diverges or that cycles has not hit.
    Gives the decision, with its runs and hits; raises AssertionError, and ValueError for numbers that make no sense.
    """
    from theorysim.judge.quantile import Plan, decide

    if not math.isfinite(bound):
        raise ValueError(f"bound is {bound!r}; it must be a finite number")
    plan = Plan(probability, false_alarm, miss, probability / 4 if margin is None else margin)
    trials = _trials(method, objective, oracle, parameters, start, epsilon, max(0, math.floor(bound)), until, dimension, seed)

    def hit(first: int, n: int) -> Any:
        found = trials.times(first, n)
        return (found >= 0) & (found <= bound)

    decision = decide(hit, plan)
    if decision.outcome == "holds":
        return decision
    raise trials.failed(f"T <= {bound:.{DIGITS}g}: {decision.evidence().why}", int(np.argmin(hit(0, decision.runs))))


def assert_mean(
    method: str | Method | Plain | Step,
    objective: str | Objective,
    oracle: str | Oracle | None,
    parameters: Mapping[str, float],
    start: float | Sequence[float] | None,
    epsilon: float,
    bound: float,
    cap: float | None = None,
    moment: tuple[float, float] | None = None,
    factor: float = 1.25,
    false_alarm: float = 1e-6,
    miss: float = 1e-3,
    until: str | Quantity = "gradient_norm",
    dimension: int | None = None,
    seed: int = 0,
) -> "mean.Decision":
    """Run trials until it is known whether a mean time is at most `bound`, and fail when it is not.

    It is the mean of min(T, cap), or, with `moment=(p, m)`, that of T, of which E T^p <= m is declared, 1 < p <= 2: then T is cut
    where what is cut off has a mean of at most half the margin, m c^(1 - p). A true bound fails in a share `false_alarm` of all seeds
    at most; where the mean is factor * bound or more, a share `miss` passes at most. A trial that ends in NaN, that diverges or
    that cycles has not hit. Gives the decision; raises AssertionError, and ValueError for numbers that make no sense, or with neither.
    """
    from theorysim.judge.mean import Moment, Plan, Support, decide

    if (cap is None) == (moment is None):
        raise Usage("the mean of a hitting time may be infinite: give cap=C, for that of min(T, C), or moment=(p, m), where E T^p <= m")
    margin = (factor - 1) * bound
    if moment is not None:
        plan = Plan(bound, margin / 2, Moment(*moment), false_alarm, miss)
        cap = math.ceil((2 * moment[1] / margin) ** (1 / (moment[0] - 1)))
    else:
        assert cap is not None
        plan = Plan(bound, margin, Support(cap), false_alarm, miss)
    trials = _trials(method, objective, oracle, parameters, start, epsilon, math.floor(cap), until, dimension, seed)

    def capped(first: int, n: int) -> Any:
        found = trials.times(first, n)
        return np.where(found < 0, float(cap), found)

    decision = decide(capped, plan)
    if decision.outcome == "holds":
        return decision
    what = "T" if moment else f"min(T, {cap:.{DIGITS}g})"
    raise trials.failed(f"the mean of {what}: {decision.evidence().why}", int(np.argmax(capped(0, decision.runs))))


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
