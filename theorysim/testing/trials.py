"""Assert what holds of a random method: that a share of its runs hit by a time, or that a mean time is at most a bound."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from theorysim.chance.spending import current
from theorysim.settings import Usage
from theorysim.testing.case import AMethod, AnObjective, AnOracle, AQuantity, AStart, Case, real
from theorysim.testing.finding import Finding, number, replay, traced
from theorysim.testing.runs import finite

if TYPE_CHECKING:  # SciPy is heavy, and only these need it
    from theorysim.chance import mean, quantile

SURE = 0.95  # of the intervals in messages


def rarely(alpha: float) -> str:
    return f"a true bound fails with probability {alpha:.3g} at most"


def share_between(runs: int, hits: int, level: float = SURE) -> tuple[float, float]:
    """Return an interval for the probability of a hit that holds at every number of runs at once, but for a probability 1 - level.

    It holds the q against which no even bet has won 1/(1 - level): B(hits + 1, misses + 1) / (q^hits (1 - q)^misses) is below that.
    """
    misses = runs - hits
    log_beta = math.lgamma(hits + 1) + math.lgamma(misses + 1) - math.lgamma(runs + 2)

    def inside(q: float) -> bool:
        fair = (hits * math.log(q) if hits else 0.0) + (misses * math.log1p(-q) if misses else 0.0)
        return log_beta - fair < -math.log1p(-level)

    middle = min(max(hits / max(runs, 1), 1e-12), 1 - 1e-12)
    ends = []
    for outer in (1e-12, 1 - 1e-12):
        a, b = middle, outer
        for _ in range(60):
            c = (a + b) / 2
            a, b = (c, b) if inside(c) else (a, c)
        ends.append(b)
    return (0.0 if hits == 0 else ends[0]), (1.0 if misses == 0 else ends[1])


def assert_hits(
    method: AMethod,
    objective: AnObjective,
    oracle: AnOracle,
    parameters: Mapping[str, float],
    start: AStart,
    epsilon: float,
    bound: float,
    quantile: float = 0.5,
    *,
    false_alarm: float | None = None,
    miss: float = 1e-3,
    margin: float | None = None,
    until: AQuantity = "gradient_norm",
    dimension: int | None = None,
    seed: int | None = None,
) -> "quantile.Decision":
    """Run trials until it is known whether T <= bound with probability `quantile` or more, and fail when it is not.

    A true bound fails in a share `false_alarm` of all seeds at most (the error budget of the test run says, where none is given; 10^-6
    without one); where the probability is less by `margin` (a quarter of it) or more, a share `miss` of the seeds passes at most. A
    trial that ends in NaN, that diverges or that cycles has not hit. Returns the decision, with its runs and hits; raises
    AssertionError, and ValueError for numbers that make no sense.
    """
    __tracebackhide__ = True
    from theorysim.chance.quantile import Plan, decide

    bound, quantile = finite(bound), real(quantile, "quantile")
    steps = max(0, math.floor(bound))
    plan = Plan(quantile, 0.5 if false_alarm is None else false_alarm, miss, quantile / 4 if margin is None else margin)
    case = Case.of(method, objective, oracle, parameters, start, epsilon, until, dimension)
    alpha, chosen = current().draws(false_alarm, seed)  # once the numbers make sense: nothing is spent on nonsense
    case = case.drawing(chosen)

    if case.asks_minimum():
        case.run(steps)

    def hit(first: int, n: int) -> Any:
        found = case.times(steps, first, n)
        return (found >= 0) & (found <= bound)

    decision = decide(hit, replace(plan, alpha=alpha))
    passed = decision.outcome == "holds"
    share, (low, high) = decision.hits / decision.runs, share_between(decision.runs, decision.hits)
    finding = Finding(
        f"{case.says()}: {case.goal()} within {number(bound)} steps in a share {quantile:g} of the runs",
        f"T <= {number(bound)}: {decision.evidence().why}",
        f"P(T <= {number(bound)}) >= {quantile:g}",
        f"share {share:.3g}, in [{low:.3g}, {high:.3g}] ({SURE:.0%}, whenever one looks); {rarely(alpha)}",
        f"{decision.hits} of {decision.runs} runs",
        share / quantile,
    )
    trial = 0 if passed else int(np.argmin(hit(0, decision.runs)))
    finding.settle(passed, replay(case.setting(steps, trial)), traced(case, steps, trial))
    return decision


def assert_quantile(
    method: AMethod,
    objective: AnObjective,
    oracle: AnOracle,
    parameters: Mapping[str, float],
    start: AStart,
    epsilon: float,
    bound: float,
    probability: float = 0.5,
    **rest: Any,
) -> "quantile.Decision":
    """Assert as `assert_hits` does, which takes the `probability` by the name of `quantile`."""
    __tracebackhide__ = True
    return assert_hits(method, objective, oracle, parameters, start, epsilon, bound, probability, **rest)


def assert_mean(
    method: AMethod,
    objective: AnObjective,
    oracle: AnOracle,
    parameters: Mapping[str, float],
    start: AStart,
    epsilon: float,
    bound: float,
    cap: float | None = None,
    *,
    moment: tuple[float, float] | None = None,
    factor: float = 1.25,
    false_alarm: float | None = None,
    miss: float = 1e-3,
    until: AQuantity = "gradient_norm",
    dimension: int | None = None,
    seed: int | None = None,
) -> "mean.Decision":
    """Run trials until it is known whether a mean time is at most `bound`, and fail when it is not.

    It is the mean of min(T, cap), or, with `moment=(p, m)`, that of T, of which E T^p <= m is declared, 1 < p <= 2: then T is cut
    where what is cut off has a mean of at most half the margin, m c^(1 - p). A true bound fails in a share `false_alarm` of all seeds
    at most (as for `assert_hits`); where the mean is factor * bound or more, a share `miss` passes at most. A trial that ends in
    NaN, that diverges or that cycles has not hit. Returns the decision; raises AssertionError, and ValueError for numbers that make
    no sense, or with neither.
    """
    __tracebackhide__ = True
    from theorysim.chance.mean import Moment, Plan, Support, decide

    if (cap is None) == (moment is None):
        raise Usage("the mean of a hitting time may be infinite: give cap=C, for that of min(T, C), or moment=(p, m), where E T^p <= m")
    bound, cap = finite(bound), None if cap is None else real(cap, "cap")
    margin = (factor - 1) * bound

    def plan_for(alpha: float) -> "mean.Plan":
        if moment is not None:
            return Plan(bound, margin / 2, Moment(*moment), alpha, miss)
        assert cap is not None
        return Plan(bound, margin, Support(cap), alpha, miss)

    plan_for(1e-6 if false_alarm is None else false_alarm)  # spend nothing on nonsense
    case = Case.of(method, objective, oracle, parameters, start, epsilon, until, dimension)
    most = float(cap) if cap is not None else float(math.ceil((2 * moment[1] / margin) ** (1 / (moment[0] - 1)))) if moment else math.nan
    alpha, chosen = current().draws(false_alarm, seed)
    case, steps = case.drawing(chosen), math.floor(most)

    if case.asks_minimum():
        case.run(steps)

    def capped(first: int, n: int) -> Any:
        found = case.times(steps, first, n)
        return np.where(found < 0, most, found)

    decision = decide(capped, plan_for(alpha))
    passed = decision.outcome == "holds"
    what = "T" if moment else f"min(T, {number(most)})"
    drawn = capped(0, decision.runs)
    error = float(np.std(drawn)) / math.sqrt(decision.runs)
    finding = Finding(
        f"{case.says()}: the mean of {what} until {case.goal()} is at most {number(bound)}",
        f"the mean of {what}: {decision.evidence().why}",
        f"E {what} <= {number(bound)}",
        f"{decision.mean:.4g} +- {error:.2g} (one standard error); {rarely(alpha)}",
        f"mean {decision.mean:.4g} of {decision.runs} runs",
        bound / decision.mean if decision.mean > 0 else None,
    )
    trial = 0 if passed else int(np.argmax(drawn))
    finding.settle(passed, replay(case.setting(steps, trial)), traced(case, steps, trial))
    return decision
