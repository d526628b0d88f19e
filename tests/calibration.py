"""Whole suites of a sequential test, simulated at once, and its answers counted: run as a program, it prints the table.

python tests/calibration.py
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from theorysim.chance import mean, quantile
from theorysim.chance.spending import Account

SUITES = 20_000


@dataclass(frozen=True)
class Counted:
    """The shares of the suites that ended in each answer, and the runs that they took on average."""

    refuted: float
    holds: float
    runs: float


def counted(answers: Any) -> Counted:
    """Count the first answers other than 0, of shape (suites, n)."""
    first = np.argmax(answers != 0, axis=1)
    found = answers[np.arange(len(answers)), first]
    return Counted(float((found < 0).mean()), float((found > 0).mean()), float((first + 1).mean()))


def three_errors(rate: float, suites: int = SUITES) -> float:
    """Return three standard errors of a share that is `rate`: a right test is above it in at most about one simulation of 700."""
    return 3 * (rate * (1 - rate) / suites) ** 0.5


# --- quantiles --------------------------------------------------------------------------------------------------------


def answers_of(plan: quantile.Plan) -> Any:
    """Return the answer for every number of runs, from 1, and of hits, from 0: shape (n, n + 1)."""
    runs, hits = np.meshgrid(np.arange(1, plan.n + 1), np.arange(plan.n + 1), indexing="ij")
    return quantile.answers(plan, runs, np.minimum(hits, runs))


def coin_suites(table: Any, p: float, seed: int, suites: int = SUITES) -> Counted:
    """Toss for every suite, and look after every run."""
    hits = np.cumsum(np.random.default_rng(seed).random((suites, len(table))) < p, axis=1, dtype=np.int32)
    return counted(table[np.arange(len(table)), hits])


def chances(table: Any, p: Any) -> tuple[Any, Any, Any]:
    """Return the probabilities of refuted and of holds, and the mean number of runs: exactly where p is a Fraction."""
    zero = p - p
    law = np.full(len(table) + 1, zero)
    law[0] = 1 + zero
    refuted, holds, runs = zero, zero, zero
    for row in table:
        runs = runs + law.sum()
        law = law * (1 - p) + np.concatenate([[zero], law[:-1]]) * p
        refuted, holds = refuted + law[row < 0].sum(), holds + law[row > 0].sum()
        law[row != 0] = zero
    return refuted, holds, runs


def tail(n: int, most: int, p: Fraction) -> Fraction:
    """Return the probability of at most so many hits among n, by adding up."""
    weight, total = (1 - p) ** n, Fraction(0)
    for k in range(most + 1):
        total += weight
        weight = weight * (n - k) / (k + 1) * p / (1 - p)
    return total


# --- the error budget of a run of tests --------------------------------------------------------------------------------


def error_of_suites(budget: float, counts: tuple[int, ...], seed: int, suites: int = SUITES) -> tuple[float, float]:
    """Return the share of simulated test runs in which some assertion fails, each at the boundary of its null, where it is just true.

    Test i of a run makes counts[i] assertions that P >= 1/2, one after the other. The first share is of runs that spend the budget
    as the plugin does, the second of naive ones, each of whose assertions spends it all.
    """
    rng, failed = np.random.default_rng(seed), np.zeros((2, suites), bool)
    for count in counts:
        account = Account(share=budget / len(counts))
        for level in (account.spend() for _ in range(count)):
            for which, alpha in enumerate((level, budget)):
                table = _table(alpha)
                hits = np.cumsum(rng.random((suites, len(table))) < 0.5, axis=1, dtype=np.int16)
                found = table[np.arange(len(table)), hits]
                failed[which] |= found[np.arange(suites), np.argmax(found != 0, axis=1)] < 0
    return float(failed[0].mean()), float(failed[1].mean())


@cache
def _table(alpha: float) -> Any:
    return answers_of(quantile.Plan(1 / 2, alpha, 0.2, 3 / 8))


# --- means ------------------------------------------------------------------------------------------------------------

Law = Callable[[Any, tuple[int, int]], Any]  # (generator, shape) -> draws


def coin(m: float, high: float = 1.0) -> Law:
    return lambda rng, shape: high * (rng.random(shape) < m / high)


def beta(m: float) -> Law:
    return lambda rng, shape: rng.beta(m, 1 - m, shape)


def pareto(m: float, tail: float) -> Law:
    """Return m (tail - 1)/tail u^(-1/tail), whose mean is m, and whose p-th moment is `pareto_moment`."""
    return lambda rng, shape: m * (tail - 1) / tail * rng.random(shape) ** (-1 / tail)


def pareto_moment(m: float, tail: float, p: float) -> float:
    return (m * (tail - 1) / tail) ** p * tail / (tail - p)


def mean_suites(plan: mean.Plan, law: Law, seed: int, suites: int = SUITES) -> Counted:
    """Draw for every suite, and look after every run; a thousand suites at a time."""
    rng, part = np.random.default_rng(seed), 1000
    parts = [counted(mean.answers(plan, law(rng, (part, plan.n)))[0]) for _ in range(suites // part)]
    return Counted(*(float(np.mean([getattr(c, name) for c in parts])) for name in ("refuted", "holds", "runs")))


PLANS = (
    quantile.Plan(1 / 2, 0.05, 0.05, 1 / 8),
    quantile.Plan(1 / 2, 0.01, 0.1, 1 / 8),
    quantile.Plan(0.9, 0.05, 0.01, 0.1),
    quantile.Plan(2 / 3, 0.2, 0.2, 1 / 4),
)
HEAVY = pareto_moment(5, 2.2, 1.5)
MEANS: tuple[tuple[str, mean.Plan, Callable[[float], Law]], ...] = (  # the fourth has the declared moment at every mean: the worst
    ("coin", mean.Plan(0.3, 0.3, mean.Support(1), 0.1, 0.1), coin),
    ("beta", mean.Plan(0.3, 0.3, mean.Support(1), 0.1, 0.1), beta),
    ("rare", mean.Plan(0.5, 1, mean.Support(10), 0.05, 0.05), lambda m: coin(m, 10.0)),
    ("rare, moment 2", mean.Plan(1, 1, mean.Moment(2, 8), 0.1, 0.1), lambda m: coin(m, 8 / m)),
    ("Pareto, moment 3/2", mean.Plan(1, 4, mean.Moment(1.5, HEAVY), 0.2, 0.2), lambda m: pareto(m, 2.2)),
)

BUDGETS = (
    (0.2, (1,)),
    (0.2, (1, 2, 4, 8)),
    (0.2, (40,)),
    (0.05, (1, 1, 1, 1, 1, 1, 1, 1)),
    (0.05, (1,) * 50),
    (0.05, (3,) * 20),
    (0.01, (1, 2)),
)


def main() -> None:
    """Print the rates of each plan at both boundaries and beyond; `once` are the runs of a test that looks once, at the end."""
    errors = f"{'(nominal + 3 s.e.)':18}"
    print(f"{'quantile: q, margin, alpha, beta':36} {'once':>5} {'n':>5} |      P  exactly    refuted {errors}   holds   runs")
    for plan in (*PLANS, quantile.Plan()):
        once = quantile._planned(plan.q, plan.alpha, plan.beta, plan.margin)[0]
        table = answers_of(plan)
        for p in (plan.q, plan.q - plan.margin, (1 + plan.q) / 2, 1.0, 0.0):
            name = f"{plan.q:.3g}, {plan.margin:.3g}, {plan.alpha:g}, {plan.beta:g}"
            print(
                f"{name:36} {once:5} {plan.n:5} | {p:6.3f} {chances(table, p)[0]:8.2g}", _row(coin_suites(table, p, 1), plan, p == plan.q)
            )
    print(f"\n{'mean: law; bound, margin, alpha, beta':42} {'n':>5} |    E X             refuted {errors}   holds   runs")
    for name, plan, law in MEANS:
        for m in (plan.bound, plan.bound + plan.margin, plan.bound / 2):
            said = f"{name}; {plan.bound:g}, {plan.margin:g}, {plan.alpha:g}, {plan.beta:g}"
            print(f"{said:42} {plan.n:5} | {m:6.3f}         ", _row(mean_suites(plan, law(m), 1), plan, m == plan.bound))

    print(f"\n{'budget':>7} {'assertions of the tests':36} | {'some fails':>10} {errors:18} {'naive':>7}")
    for budget, counts in BUDGETS:
        share, naive = error_of_suites(budget, counts, 1)
        said = ", ".join(map(str, counts)) if len(counts) < 9 else f"{len(counts)} tests of {counts[0]}"
        print(f"{budget:7g} {said:36} | {share:10.5f} ({budget + three_errors(budget):.5f}) {naive:17.5f}")


def _row(seen: Counted, plan: quantile.Plan | mean.Plan, null: bool) -> str:
    nominal = f"({plan.alpha + three_errors(plan.alpha):.5f})" if null else ""
    return f"{seen.refuted:10.5f} {nominal:18} {seen.holds:7.5f} {seen.runs:6.1f}"


if __name__ == "__main__":
    main()
