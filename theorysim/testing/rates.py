"""Assert a rate: the exponent of T in a number that is varied.

Without noise it is the slope of least squares of log T, on the points that are given. With noise it is that of the true quantiles of T,
which are known up to intervals from the order of the runs: interval i misses its quantile with probability alpha/m, whatever the law, so
the slope, a weighted sum of their logarithms, lies between the two sums of the worse ends but for a probability alpha.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from theorysim.chance.spending import current
from theorysim.settings import Usage
from theorysim.testing.case import AMethod, AnObjective, AnOracle, AQuantity, AStart, Case, real
from theorysim.testing.finding import NOT_RANDOM, Finding, replay, traced

if TYPE_CHECKING:
    from theorysim.measure.rates import Rate

RUNS = {"quick": 1_000, "standard": 10_000, "deep": 100_000}
Varied = float | Sequence[float] | Callable[[float], float]  # a sequence: what is varied; a function of it


def _axis(numbers: Mapping[str, Varied]) -> tuple[str, list[float]]:
    lists = {name: [float(x) for x in value] for name, value in numbers.items() if isinstance(value, Sequence | np.ndarray)}
    if len(lists) != 1:
        raise Usage(f"one of the parameters or epsilon must be a sequence, which is varied; there are {len(lists)}")
    (name, values), *_ = lists.items()
    if len(set(values)) < 2 or not all(0 < x < math.inf for x in values):
        raise Usage(f"{name} takes two different positive numbers or more")
    return name, values


def ranks(n: int, q: float, alpha: float) -> tuple[int, int]:
    """Return places of the order of n runs below and above the true q-quantile but for a probability alpha; 0 and n + 1 are none."""
    from scipy.special import bdtr, bdtrc

    k = np.arange(n + 1)
    return int(np.sum(bdtr(k, n, q) <= alpha / 2)), int(n + 1 - np.sum(bdtrc(k, n, q) <= alpha / 2)) + 1


def slopes(x: Sequence[float], low: Any, high: Any) -> tuple[float, float]:
    """Return the least and the greatest slope of log T against log x, for T between low and high, each of shape (m,)."""
    centred = np.log(x) - np.mean(np.log(x))
    weights = centred / (centred @ centred)
    with np.errstate(divide="ignore"):
        below, above = np.log(low), np.log(high)
    used = weights != 0
    w, a, b = weights[used], below[used], above[used]
    return float(np.sum(np.where(w > 0, w * a, w * b))), float(np.sum(np.where(w > 0, w * b, w * a)))


def assert_rate(
    method: AMethod,
    objective: AnObjective,
    oracle: AnOracle,
    parameters: Mapping[str, Varied],
    start: AStart | Callable[[float], float],
    epsilon: Varied,
    rate: tuple[float, float],
    steps: int = 10**6,
    *,
    quantile: float = 0.5,
    margin: float = 0.25,
    runs: int | None = None,
    false_alarm: float | None = None,
    until: AQuantity = "gradient_norm",
    dimension: int | None = None,
    seed: int | None = None,
) -> "Rate":
    """Fit the exponent of T in the one number that is given as a sequence, and fail when it is not between the ends of `rate`.

    epsilon=[0.1, 0.01, 0.001] with rate=(-2.1, -1.9) says that T grows as epsilon^-2. Other numbers may be functions of what is
    varied: {"eta": lambda epsilon: epsilon**2}, the start too. Without an oracle the exponent is that of the runs themselves. With one
    it is that of the quantile of T: it fails where an interval that holds the true one but for a probability `false_alarm` is
    disjoint from `rate`, passes where it lies within `margin` of it, and is a ValueError that asks for more `runs` (by the effort,
    where none are given) otherwise.

    Returns the rate with its interval; raises AssertionError, and ValueError for numbers that make no sense, or too few runs or steps.
    """
    __tracebackhide__ = True
    low, high = (real(end, "rate") for end in rate) if isinstance(rate, Sequence) and len(rate) == 2 else (1.0, 0.0)
    if not low <= high:
        raise Usage(f"rate is {rate!r}; it must be (low, high)")
    if runs is not None and not (isinstance(runs, int | np.integer) and runs > 0):
        raise Usage(f"runs is {runs!r}; it must be a positive integer")
    quantile = real(quantile, "quantile")
    if not 0 < quantile < 1:
        raise Usage(f"quantile is {quantile:g}; it must lie between 0 and 1")
    name, x = _axis({**parameters, "epsilon": epsilon})

    def at(value: Varied, i: int) -> float:
        return float(value(x[i])) if callable(value) else x[i] if isinstance(value, Sequence | np.ndarray) else float(value)

    random = oracle not in (None, "exact")
    alpha, chosen = current().draws(false_alarm, seed) if random else (0.0, seed or 0)
    cases = []
    for i, value in enumerate(x):
        numbers, begun = {n: at(v, i) for n, v in parameters.items()}, start(value) if callable(start) else start
        cases += [Case.of(method, objective, oracle, numbers, begun, at(epsilon, i), until, dimension).drawing(chosen)]
    n = (runs or RUNS[current().effort]) if random else 1
    found, error = _noisy(cases, x, steps, n, quantile, alpha) if random else _quiet(cases, x, steps)
    if found.slope is None or found.left_out:
        raise Usage(
            f"T is 0 or was not reached within {steps} steps at {found.left_out} of {len(x)} points: change {name}, or give more steps"
        )
    ends = (found.slope, found.slope) if not random else (_or(found.low, -math.inf), _or(found.high, math.inf))
    refuted = ends[1] < low or ends[0] > high
    if random and not refuted and not (low - margin <= ends[0] and ends[1] <= high + margin):
        shown = f"[{ends[0]:.3g}, {ends[1]:.3g}]"
        raise Usage(
            f"{n} runs leave the exponent in {shown}, not within {margin:g} of [{low:g}, {high:g}]: give more runs, or a larger margin"
        )
    what = "T" if not random else f"the {quantile:g}-quantile of T"
    shown = "" if found.low is None or found.high is None else f" [{found.low:.3f}, {found.high:.3f}]"
    says = replace(
        cases[0],
        start=None if callable(start) else cases[0].start,
        given={k: v for k, v in cases[0].given.items() if k.rpartition(".")[2] != name.rpartition(".")[2]},
    ).says()
    finding = Finding(
        f"{says}: {what} grows as {name}^r, r in [{low:g}, {high:g}]",
        f"r = {found.slope:.4f}, fitted at {len(x)} points, {name} = {', '.join(f'{v:g}' for v in x)}",
        f"r in [{low:g}, {high:g}]",
        error,
        f"r = {found.slope:.3f}{shown}",
    )
    last = int(np.argmax(np.abs(np.log(x) - np.mean(np.log(x)))))
    more = f" --runs {n} --quantile {quantile:g}" if random else ""
    finding.settle(not refuted, replay(cases[last].setting(steps), more), traced(cases[last], steps))
    return found


def _or(value: float | None, instead: float) -> float:
    return instead if value is None else value


def _quiet(cases: Sequence[Case], x: Sequence[float], steps: int) -> tuple["Rate", str]:
    from theorysim.measure.rates import trend

    ends = [case.run(steps) for case in cases]
    lost = next((i for i, end in enumerate(ends) if end.outcome not in ("reached", "budget")), None)
    if lost is not None:
        says, came = (
            f"{cases[lost].says()}: {cases[lost].goal()} at last",
            f"not reached in {ends[lost].steps} steps; outcome: {ends[lost].outcome}",
        )
        Finding(says, came, "T is finite").settle(False, replay(cases[lost].setting(steps)), traced(cases[lost], steps))
    found = trend(x, [float(end.T if end.T is not None else math.inf) for end in ends])
    straight = (
        ""
        if found.low is None or found.high is None
        else f"; off the line by as much as noise that gives [{found.low:.4f}, {found.high:.4f}] (95 %)"
    )
    return found, NOT_RANDOM + straight


def _noisy(cases: Sequence[Case], x: Sequence[float], steps: int, n: int, q: float, alpha: float) -> tuple["Rate", str]:
    from theorysim.measure.rates import Rate, rank

    below, above = ranks(n, q, alpha / len(x))
    low, middle, high = [], [], []
    for case in cases:
        times = case.times(steps, 0, n).astype(np.float64)
        times[times < 0] = math.inf
        times.sort()
        low.append(times[below - 1] if below else 0.0)
        high.append(times[above - 1] if above <= n else math.inf)
        middle.append(times[rank(q, n) - 1])
    left_out = sum(not 0 < T < math.inf for T in middle)
    if left_out:
        return Rate(None, None, None, len(x) - left_out, left_out, "order"), ""
    slope, (least, greatest) = slopes(x, middle, middle)[0], slopes(x, low, high)
    ends = [float(end) if math.isfinite(end) else None for end in (least, greatest)]
    error = f"[{least:.4f}, {greatest:.4f}] of {n} runs a point holds the true one but for a probability {alpha:.3g}"
    return Rate(slope, ends[0], ends[1], len(x), 0, "order"), error
