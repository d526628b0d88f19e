"""Judge a lower bound by running: at each setting some member of a family takes at least as many steps as the bound says.

A family only shows the bound where it is met: where every member is faster the claim may still be true of another one, and is
undecided.
"""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from theorysim.claims.family import Family
from theorysim.domains import parameters
from theorysim.entries import Body
from theorysim.judge.bound import WORK
from theorysim.judge.relation import written
from theorysim.readings.confirm import confirm
from theorysim.readings.floats import evaluate
from theorysim.results import Evidence
from theorysim.simulate.composition import Composition
from theorysim.trials.noiseless import GRADIENT_NORM

SEED = 7
FEWEST_STEPS = 1.5  # a bound below this asks for little: such settings are left out


def at(body: Body, numbers: Mapping[str, float]) -> float:
    """Return a body's value at those of the numbers that it takes."""
    return float(evaluate(body, {p.name: numbers[p.name] for p in parameters(body)}))


def settings(family: Family, n: int, most: int) -> list[dict[str, float]]:
    """Draw constants, logarithmically over their ranges, that meet the hypotheses beyond float64 and whose bound can be run."""
    rng = np.random.default_rng(SEED)
    kept: list[dict[str, float]] = []
    for _ in range(200 * n):
        if len(kept) == n:
            break
        numbers = {name: float(np.exp(rng.uniform(math.log(low), math.log(high)))) for name, (low, high) in family.search.items()}
        if not FEWEST_STEPS <= at(family.bound, numbers) <= most:
            continue
        if all(confirm(g, {name: Fraction(v) for name, v in numbers.items()}) is True for g in family.given):
            kept.append(numbers)
    return kept


def counts(family: Family, drawn: list[dict[str, float]]) -> Any:
    """Return the worst count over the family at each setting; infinite where a member is not done by the bound."""
    from theorysim.simulate.run import hitting_times

    worst = np.zeros(len(drawn))
    bounds = np.array([at(family.bound, d) for d in drawn])
    for member in family.members:
        keyed = {f"method.{name}": np.array([at(body, d) for d in drawn]) for name, body in family.method_constants.items()}
        keyed |= {f"objective.{name}": np.array([at(body, d) for d in drawn]) for name, body in member.own.items()}
        starts = np.array([[at(member.start, d)] for d in drawn])
        epsilons = np.array([d["epsilon"] for d in drawn])
        what = Composition(family.method, member.objective, GRADIENT_NORM)
        times, _ = hitting_times(what, keyed, starts, epsilons, math.ceil(bounds.max()) + 1)
        worst = np.maximum(worst, np.where(times < 0, np.inf, times))
    return worst


def judge_family(family: Family, effort: str, label: str) -> Evidence:
    """Judge that the worst member reaches the bound at every setting drawn."""
    n, most = WORK[effort]
    drawn = settings(family, n, most)
    tried = {"settings": len(drawn), "objectives": len(family.members)}
    if not drawn:
        return Evidence("worst_case", "undecided", why="no setting that was drawn meets the hypotheses", tried=tried)
    found = counts(family, drawn)
    ratios = np.array([at(family.bound, d) for d in drawn]) / np.maximum(found, 1e-300)
    i = int(np.argmax(ratios))
    place = written(label, {name: Fraction(v).limit_denominator(10**6) for name, v in drawn[i].items()})
    if ratios[i] > 1:
        return Evidence("worst_case", "undecided", None, float(ratios[i]), None, place, "no member of the family reaches the bound", tried)
    why = f"the worst member reaches the bound at all {len(drawn)} settings"
    return Evidence("worst_case", "holds", "simulated", float(ratios[i]), 1 / float(ratios[i]) if ratios[i] else None, place, why, tried)
