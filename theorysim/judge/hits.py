"""Judge that a random method hits by the horizon: at T, the bound, with the probability that the complexity is defined by (thesis, (3.8)).

First without noise, as any bound. Then through the oracles whose noise certainly lies in the class, a rare atom of probability 1/T
among them, at settings spread over the branches of the step size: each is asked by `quantile` whether P(hit by T) is large enough.
The false alarms of all the tests together have probability ALPHA at most.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from theorysim.chance.quantile import Decision, Plan, decide
from theorysim.claims.bound import Bound
from theorysim.domains import Parameter
from theorysim.entries import Objective, Oracle
from theorysim.judge.bound import DRAWN, Case, Objectives, judged
from theorysim.members.adopted import with_classes
from theorysim.members.noises import why_no_member
from theorysim.naming import named
from theorysim.results import Evidence, Run
from theorysim.simulate.composition import Composition
from theorysim.trials.drawing import Scale, at, bindings, draw, settle, spread
from theorysim.trials.free import constants_of_noise
from theorysim.trials.noiseless import by_role, criterion, level

Oracles = Mapping[str, Oracle]
ALPHA, BETA, MARGIN = 1e-6, 1e-3, 1 / 8  # of all tests; of each, where P is less by the margin
TESTED = {"quick": (6, 3_000), "standard": (24, 30_000), "deep": (96, 300_000)}  # settings an instance, steps a run
SIZES = (1.0, 0.5, 0.25, 0.125, 0.0625)  # of the noise, as shares of the class's constant: the largest that is in the class


@dataclass(frozen=True)
class Seen:
    """One setting of one instance, seen through one oracle of the class."""

    case: Case
    oracle: str
    own: Mapping[str, float]

    def run(self, bound: Bound, objectives: Objectives, label: str, seed: int, runs: int, hits: float) -> Run:
        """Return so many runs, of which a share `hits` kept to the bound, held against a claim that is named so."""
        named = {**self.case.settled, **{f"oracle.{k}": v for k, v in self.own.items()}}
        one = replace(self.case, settled=named).run(bound, objectives, label, oracle=self.oracle, seed=seed)
        return replace(one, runs=runs, quantile=bound.quantile, hits=hits)


def in_class(bound: Bound, oracles: Oracles, numbers: Mapping[str, float]) -> Iterator[tuple[str, dict[str, float]]]:
    """Return oracles with parameters for which the noise certainly lies in the class, as large as it may be."""
    for oracle, bodies in bound.oracles:
        yield named(oracle), {name: float(at(body, numbers)[0]) for name, body in bodies.items()}
    if bound.noise is None or not one_size(bound):
        return
    limit = numbers[constants_of_noise(bound)[0]]
    for name, oracle in oracles.items():
        sizes = sizes_of(oracle)
        others = [p for p in oracle.parameters if p not in sizes]
        rare = [{p.name: _inside(p.domain, c, p.default) for p in others} for c in (None, 1.0, 1 / numbers["T"])]
        for chances in [r for i, r in enumerate(rare) if r not in rare[:i]] if sizes else ():
            for size in SIZES:
                own = {**{p.name: size * limit for p in sizes}, **chances}
                if is_member(bound, oracle, own, numbers):
                    yield name, own
                    break


def one_size(bound: Bound) -> bool:
    """Tell whether noises of a class are chosen by one size, its other constants (the order of a moment) being given."""
    return len(constants_of_noise(bound)) == 1


def sizes_of(oracle: Oracle) -> list[Parameter]:
    """Return the parameters by which a noise can be made as large as is wanted."""
    return [p for p in oracle.parameters if p.domain.low == 0 and p.domain.high == math.inf]


def is_member(bound: Bound, oracle: Oracle, own: Mapping[str, float], numbers: Mapping[str, Any], dimension: int = 1) -> bool:
    """Tell whether a noise certainly lies in the class, whose constants are among the numbers."""
    assert bound.noise is not None
    constants = {p.name: _always(numbers[p.name]) for p in bound.noise.constants()}
    return not why_no_member(oracle, bound.noise, constants, {k: Fraction(v) for k, v in own.items()}, dimension)


def _always(number: Any) -> Callable[[], Fraction]:
    exactly = Fraction(number)
    return lambda: exactly


def seen_through(bound: Bound, oracles: Oracles) -> dict[str, Oracle]:
    """Return the oracles by name, those that the bound gives among them."""
    return {**oracles, **{named(o): o for o, _ in bound.oracles}}


def _inside(domain: Any, wanted: float | None, default: float | None) -> float:
    """Return the number of a domain that is nearest to the wanted one, the default where none is wanted."""
    if wanted is None:
        return float(default or 0)
    number = min(max(wanted, domain.low), domain.high)
    return number if domain.holds(number) else float(default or 0)


def chosen(bound: Bound, name: str, objective: Objective, worst: Sequence[Case], effort: str, scale: Scale, seed: int) -> list[Case]:
    """Choose settings with noise: spread over the branches, of the loudest noise against epsilon, and the worst ones without noise."""
    n, most = TESTED[effort]
    noises = constants_of_noise(bound)
    raw = draw(bound, objective, DRAWN["quick"], seed)
    settled = settle(bound, objective, raw)
    size = np.min([raw[name] for name in noises], axis=0) if noises else np.ones_like(raw["start"])
    sound = (settled["sound"] > 0) & (settled["B"] > 0) & (settled["B"] <= most) & (size > 0)
    with np.errstate(invalid="ignore"):
        loudest = np.argsort(np.where(sound, -size / raw["epsilon"], np.inf), kind="stable")[: min(n // 2, int(sound.sum()))]
    places = np.array(list(dict.fromkeys([*spread(bindings(bound, settled), sound, n, seed), *loudest])), dtype=np.int64)
    rows = {k: v[places] for k, v in raw.items()}
    settled = settle(bound, objective, rows, scale)
    found = [Case.at(name, rows, settled, i) for i in range(places.size)]
    noisy = [c for c in worst if c.horizon <= most and all(c.raw[name] > 0 for name in noises)]
    return [*found, *sorted(noisy, key=lambda c: -c.ratio())[: n // 2]]


def tests(
    bound: Bound, effort: str, objectives: Objectives, oracles: Oracles, cases: Sequence[Case], scale: Scale, seed: int
) -> list[Seen]:
    """Return the settings and oracles that are tried."""
    found = []
    for name in dict.fromkeys(c.name for c in cases):
        for case in chosen(bound, name, objectives[name], [c for c in cases if c.name == name], effort, scale, seed):
            found += [Seen(case, oracle, own) for oracle, own in in_class(bound, oracles, case.settled)]
    return found


def hit(bound: Bound, objectives: Objectives, oracles: Oracles, test: Seen, seed: int, alpha: float) -> Decision:
    """Ask whether the method hits by the horizon with the probability of the claim, or more."""
    from theorysim.simulate.run import hitting_times
    from theorysim.simulate.streams import Trial

    case = test.case
    what = Composition(bound.method, objectives[case.name], criterion(bound), oracles[test.oracle])
    own = by_role(case.settled)
    own |= {f"oracle.{k}": v for k, v in test.own.items()}
    epsilon, steps = float(level(bound, case.raw["epsilon"])), math.floor(case.horizon)

    def draw(start: int, n: int) -> Any:
        starts = np.full((n, 1), case.raw["start"])
        found, _ = hitting_times(what, own, starts, epsilon, steps, trial=Trial(seed, number=start))
        return found >= 0

    return decide(draw, Plan(bound.quantile, alpha, BETA, MARGIN))


def judge_hits(
    bound: Bound, effort: str, label: str, objectives: Objectives, oracles: Oracles, scale: Scale = lambda b: b, seed: int = 1
) -> Evidence:
    """Judge that the method hits by the bound (or `scale` of it, a planted error) with the probability of the claim."""
    objectives = with_classes(objectives, bound.classes)
    first, cases = judged(bound, effort, label, objectives, scale, seed, True)
    if first.outcome != "holds":
        return first
    known = seen_through(bound, oracles)
    every = tests(bound, effort, objectives, known, cases, scale, seed)
    tried = {**first.tried, "noises": len({t.oracle for t in every}), "tests": len(every)}
    if not every:
        return replace(first, outcome="undecided", grade=None, why="no noise of the class was found", tried=tried)
    least, runs = 1.0, 0
    for i, test in enumerate(every):
        found = hit(bound, objectives, known, test, i, ALPHA / len(every))
        runs += found.runs
        if found.outcome != "holds":
            run = test.run(bound, objectives, label, i, found.runs, found.hits / found.runs)
            said = replace(found.evidence(run.line()), by="hits", tried=tried | {"runs": runs})
            return replace(said, why=f"{said.why} (of {len(every)} tests, {ALPHA:g} in all)", run=run)
        least = min(least, found.hits / found.runs)
    why = f"{first.why}; with noise, in {len(every)} tests {least:.0%} of the runs or more hit by T: P(hit) < {bound.quantile - MARGIN:g} "
    why += f"would be missed with probability {BETA:g} at most, each"
    scope = f"on {tried['noises']} law{'s' * (tried['noises'] != 1)} of noise"
    return replace(first, by="hits", grade="sampled", why=why, tried=tried | {"runs": runs}, scope=scope)
